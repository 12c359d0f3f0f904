package snippets

import (
	"fmt"
	"strings"
	"testing"
)

const goodPage = `---
title: A page
prefixes: [apage]
where: [module]
needs: [python>=3.10]
imports:
  - from typing import Any, Final
rules: [TYP001]
---

Why it is so.

` + "```python if python>=3.12\nx = ${1:1}\n```\n\n```python\ny: Any = ${1:2}\n\\$ \\\\\n```\n"

func TestParse(t *testing.T) {
	src := strings.Replace(goodPage, "\n\\$ \\\\", "  # \\$ \\\\ \\}", 1)
	for _, src := range []string{src, "\ufeff" + src, strings.ReplaceAll(src, "\n", "\r\n")} {
		p, problems := Parse("docs/patterns/apage.md", []byte(src))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if got := fmt.Sprintln(p.Area, p.Name, p.Title, p.Prefixes, p.Where, p.Needs, p.Imports, p.Rules, p.Why, len(p.Variants)); got !=
			"patterns apage A page [apage] [module] [python>=3.10] [from typing import Any from typing import Final] [TYP001] Why it is so. 2\n" {
			t.Error(got)
		}
		if got := p.Variants[1].Body.Plain(); got != "y: Any = 2  # $ \\ }" {
			t.Errorf("%q", got)
		}
		if got := p.Variants[0].Body.Snippet(); got != "x = ${1:1}$0" {
			t.Errorf("%q", got)
		}
	}
}

func TestProblems(t *testing.T) {
	page := func(front, body string) string {
		return "---\ntitle: T\nprefixes: [tt]\nwhere: [module]\n" + front + "---\n\nWhy.\n\n```python\n" + body + "\n```\n"
	}
	for _, c := range []struct{ src, want string }{
		{"", "1: a page begins with front matter"},
		{"---\ntitle: x\n", "1: the front matter has no end"},
		{"---\n- a\n---\n", "2: the front matter is no mapping"},
		{"---\ntitle: a: b\n---\n", "2: front matter: "},
		{page("needs: [\n", "x"), "front matter: "},
		{page("colour: red\n", "x"), "5: unknown key colour"},
		{page("title: again\n", "x"), "5: title occurs twice"},
		{page("needs: fastapi\n", "x"), "5: needs must be a list"},
		{page("needs: [fastapi>>1]\n", "x"), "5: needs: "},
		{page("needs: [python]\n", "x"), "5: needs: python needs a version"},
		{page("needs: [asyncio_mode==loud]\n", "x"), "5: needs: "},
		{page("needs:\n  - [a]\n", "x"), "6: needs must be a list of texts"},
		{page("imports:\n  - import a\n  - import b as c\n", "x"), `7: "import b as c" is no import`},
		{page("imports: [\"from a import b; python\"]\n", "x"), "5: imports: "},
		{page("rules: [x1]\n", "x"), `5: "x1" is no code`},
		{page("names: {1: moon}\n", "${1:x}"), `5: names: "moon" is unknown`},
		{page("names: {one: app}\n", "x"), `5: names: "one" is no tabstop`},
		{page("names: {2: app}\n", "${1:x}"), "1: names: there is no tabstop 2"},
		{"---\ntitle: T\nprefixes: [t]\nwhere: [moon]\n---\n\nWhy.\n\n```python\nx\n```\n", `3: "t" is no prefix`},
		{"---\ntitle: T\nprefixes: [tt]\nwhere: [moon]\n---\n\nWhy.\n\n```python\nx\n```\n", `4: "moon" is no place`},
		{"---\ntitle: T\nprefixes: [tt]\nwhere: [module]\n---\n\n```python\nx\n```\n", "1: the page says nothing about why"},
		{"---\nprefixes: [tt]\nwhere: [module]\n---\n\nWhy.\n\n```python\nx\n```\n", "1: title is missing"},
		{"---\ntitle: T\nprefixes: [tt]\nwhere: [module]\n---\n\nWhy.\n", "1: there is no body"},
		{"---\ntitle: T\nprefixes: [tt]\nwhere: [toml table]\n---\n\nWhy.\n\n```python\nx\n```\n", "1: where: toml table does not go"},
		{"---\ntitle: T\nprefixes: [tt]\nwhere: [match]\n---\n\nWhy.\n\n```python\ncase 1:\n    x = (\n```\n", "the body does not parse"},
		{"---\ntitle: T\nprefixes: [tt]\nwhere: [dependencies]\n---\n\nWhy.\n\n```toml\nx = 1\n```\n", "the body does not parse"},
		{"---\ntitle: T\nprefixes: [tt]\nwhere: [module]\n---\n\nWhy.\n\n```python\nx\n", "9: the block has no end"},
		{"---\ntitle: T\nprefixes: [tt]\nwhere: [module]\n---\n\nWhy.\n\n```python\nx\n```\n```python\ny\n```\n", "9: this block has no condition"},
		{"---\ntitle: T\nprefixes: [tt]\nwhere: [module]\n---\n\nWhy.\n\n```python when x\nx\n```\n", "9: expected if"},
		{"---\ntitle: T\nprefixes: [tt]\nwhere: [module]\n---\n\nWhy.\n\n```python if python>=x\nx\n```\n", "9: "},
		{page("", "x = 1\ny = ${1|a,b|}"), "11: tabstop 1: a choice"},
		{page("", "${1:a ${2:b}}"), "10: tabstop 1: a default is plain text"},
		{page("", "${1/a/b/}"), "10: tabstop 1: a transform"},
		{page("", "$TM_FILENAME"), "10: $ must be followed"},
		{page("", "${1:a"), "10: tabstop 1: } is missing"},
		{page("", "${1"), "10: tabstop 1: } is missing"},
		{page("", "x\n'\\n'"), `11: write \\ for a backslash`},
		{page("", "${1:'\\n'}"), `10: tabstop 1: write \\`},
		{page("", "$0 $0"), "10: $0 occurs twice"},
		{page("", "${0:x}"), "10: $0 is where the cursor ends"},
		{page("", "${1:a} ${1:b}"), `10: tabstop 1 has the text "b" here and "a" before`},
		{page("", "x = 1\ndef f(:\n"), "11: the body does not parse"},
	} {
		_, problems := Parse("p.md", []byte(c.src))
		if len(problems) == 0 || !strings.Contains(problems[0].Error(), "p.md:") || !strings.Contains(problems[0].Error(), c.want) {
			t.Errorf("%q gives %v, want %q", c.src, problems, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(goodPage)
	f.Add("---\n\n---\n```python\n$")
	f.Fuzz(func(t *testing.T, src string) {
		p, problems := Parse("p.md", []byte(src))
		if p == nil && len(problems) == 0 {
			t.Error("neither a page nor a problem")
		}
		if len(problems) > 0 {
			return
		}
		for _, v := range p.Variants {
			again, mistake := parseBody(v.Body.Snippet())
			if mistake != nil || again.Plain() != v.Body.Plain() {
				t.Errorf("%q does not survive being written: %v", v.Body.Snippet(), mistake)
			}
		}
	})
}

func FuzzPlace(f *testing.F) {
	f.Add("def f():\n    lif", 16)
	f.Add("@x\nlif\x00'''", 6)
	f.Fuzz(func(t *testing.T, src string, at int) {
		for _, path := range []string{"m.py", "pyproject.toml"} {
			b := open(path, "¦"+src, newest)
			b.offset = at
			for _, it := range b.complete() {
				if it.Start < 0 || it.Start > it.End || it.End > b.file.Text.Len() {
					t.Errorf("[%d, %d) is outside the text", it.Start, it.End)
				}
				it.Imports()
			}
		}
	})
}

// TestPrefixes looks for prefixes that two pages of one place share.
func TestPrefixes(t *testing.T) {
	seen := map[string]string{}
	for _, p := range Builtin().Pages() {
		for _, prefix := range p.Prefixes {
			if other, ok := seen[prefix]; ok {
				t.Errorf("%s and %s both have %s", other, p.Path, prefix)
			}
			seen[prefix] = p.Path
		}
	}
}
