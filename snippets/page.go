package snippets

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// A Page is one pattern of a guide: a Markdown file with YAML front matter.
//
//	---
//	title: Model with a composite primary key
//	prefixes: [djcpk, compositepk]
//	where: [module]
//	needs: [django>=5.2]
//	imports:
//	  - from django.db import models
//	rules: [DJG001]
//	---
//
//	Why, in a paragraph or two.
//
//	```python
//	class ${1:OrderItem}(models.Model):
//	    ...
//	```
//
// docs/own-guides.md explains all keys. The python or toml blocks are the body. There may be several: the first
// whose condition ("```python if python>=3.12 and pydantic>=2.11") holds is
// taken, the last has none.
type Page struct {
	Path       string // as given to Parse
	Name       string // of the file, without its extension: "lifespan"
	Area       string // the folder the file is in: "fastapi"
	Title      string
	Prefixes   []string // what is typed to get it; at least two characters each
	Where      []Where
	Files      []string    // "test" for test files and conftest.py, or patterns for the end of the path
	Needs      []Condition // not offered where one of them certainly does not hold
	Imports    []Import
	Names      map[int]string      // tabstop → what its text comes from, a key of nameSources
	Free       map[string][]string // name that the body binds → what it is called where the file has that already
	Unless     []string            // keys of nameSources: not offered where one of them finds something
	Parameters []string            // that the function around must have: fixtures of a test
	Passes     Passing
	Rules      []string // codes of the rules about the same pattern
	Guide      string   // the heading of the guide it belongs to
	Why        string   // Markdown
	Variants   []Variant
}

// Passing says that something the body defines is handed to a call below, if
// there is one, by the keyword of its name: lifespan to FastAPI(...). It is
// written "fastapi.FastAPI lifespan".
type Passing struct {
	To      string // qualified name of what is called
	Keyword string
}

// Variant is the body for some versions.
type Variant struct {
	When []Condition // empty: in all other cases
	Body Body
	Lang syntax.Lang
	Line int // 0-based line of its first line in the page
}

// Import is an import that a body needs. Those whose name a body does not use
// are left out; of several for one name the first whose condition holds is
// taken ("from typing import Self; python>=3.11").
type Import struct {
	Module string
	Attr   string // "" for "import module"
	When   []Condition
}

// same tells whether two imports bind the same thing to the same name.
func (i Import) same(other Import) bool { return i.Module == other.Module && i.Attr == other.Attr }

// Name is the name that the import binds.
func (i Import) Name() string {
	if i.Attr != "" {
		return i.Attr
	}
	name, _, _ := strings.Cut(i.Module, ".")
	return name
}

func (i Import) String() string {
	if i.Attr != "" {
		return "from " + i.Module + " import " + i.Attr
	}
	return "import " + i.Module
}

// Problem is a mistake in a page.
type Problem struct {
	Path    string
	Line    int // 0-based
	Message string
}

func (p Problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.Path, p.Line+1, p.Message) }

// Parse reads a page. A page with problems may be nil.
func Parse(path string, src []byte) (*Page, []Problem) {
	r := &reader{page: &Page{Path: path, Names: map[int]string{}}}
	r.page.Area, r.page.Name = areaAndName(path)
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	lines := strings.Split(strings.ReplaceAll(string(src), "\r\n", "\n"), "\n")
	if strings.TrimRight(lines[0], " \t") != "---" {
		r.problem(0, "a page begins with front matter between lines of ---")
		return nil, r.problems
	}
	end := slices.IndexFunc(lines[1:], func(l string) bool { return strings.TrimRight(l, " \t") == "---" })
	if end < 0 {
		r.problem(0, "the front matter has no end: a line of --- is missing")
		return nil, r.problems
	}
	r.frontMatter(strings.Join(lines[1:end+1], "\n"))
	r.markdown(lines, end+2)
	r.check()
	slices.SortStableFunc(r.problems, func(a, b Problem) int { return a.Line - b.Line })
	return r.page, r.problems
}

func areaAndName(path string) (area, name string) {
	parts := strings.FieldsFunc(path, func(c rune) bool { return c == '/' || c == '\\' })
	if len(parts) == 0 {
		return "", ""
	}
	name = strings.TrimSuffix(parts[len(parts)-1], ".md")
	if len(parts) > 1 {
		area = parts[len(parts)-2]
	}
	return area, name
}

// reader fills a page and collects its problems.
type reader struct {
	page     *Page
	problems []Problem
}

func (r *reader) problem(line int, format string, args ...any) {
	r.problems = append(r.problems, Problem{r.page.Path, line, fmt.Sprintf(format, args...)})
}

var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?`)

// frontMatter reads the YAML that begins on the second line of the file.
func (r *reader) frontMatter(src string) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(src), &doc); err != nil {
		msg := err.Error()
		m := yamlLine.FindStringSubmatch(msg)
		line, _ := strconv.Atoi(m[1]) // left out for the first line
		r.problem(max(1, line), "front matter: %s", msg[len(m[0]):])
		return
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		r.problem(1, "the front matter is no mapping")
		return
	}
	p, entries := r.page, doc.Content[0].Content
	seen := map[string]bool{}
	for i := 0; i+1 < len(entries); i += 2 {
		key, value := entries[i], entries[i+1]
		if seen[key.Value] {
			r.problem(key.Line, "%s occurs twice", key.Value)
		}
		seen[key.Value] = true
		switch key.Value {
		case "title":
			p.Title = r.text(key, value)
		case "guide":
			p.Guide = r.text(key, value)
		case "prefixes":
			r.list(key, value, r.prefix)
		case "where":
			r.list(key, value, r.where)
		case "files":
			r.list(key, value, func(_ int, s string) { p.Files = append(p.Files, s) })
		case "needs":
			r.list(key, value, r.need)
		case "imports":
			r.list(key, value, r.imports)
		case "rules":
			r.list(key, value, r.rule)
		case "names":
			r.names(key, value)
		case "parameters":
			r.list(key, value, func(_ int, s string) { p.Parameters = append(p.Parameters, s) })
		case "passes":
			to, keyword, _ := strings.Cut(r.text(key, value), " ")
			if !strings.Contains(to, ".") || !nameForm.MatchString(keyword) {
				r.problem(key.Line, "passes: expected a qualified name and a keyword, as in fastapi.FastAPI lifespan")
			}
			p.Passes = Passing{to, keyword}
		case "free":
			r.free(key, value)
		case "unless":
			r.list(key, value, func(line int, s string) {
				if r.source(line, "unless", s) {
					r.page.Unless = append(r.page.Unless, s)
				}
			})
		default:
			r.problem(key.Line, "unknown key %s", key.Value)
		}
	}
}

func (r *reader) text(key, value *yaml.Node) string {
	if value.Kind != yaml.ScalarNode {
		r.problem(key.Line, "%s must be text", key.Value)
		return ""
	}
	return value.Value
}

func (r *reader) list(key, value *yaml.Node, each func(line int, s string)) {
	if value.Kind != yaml.SequenceNode {
		r.problem(key.Line, "%s must be a list", key.Value)
		return
	}
	for _, v := range value.Content {
		if v.Kind != yaml.ScalarNode {
			r.problem(v.Line, "%s must be a list of texts", key.Value)
			continue
		}
		each(v.Line, v.Value)
	}
}

var prefixForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]+$`)

func (r *reader) prefix(line int, s string) {
	if !prefixForm.MatchString(s) {
		r.problem(line, "%q is no prefix: at least two of letters, digits, _ and -, the first a letter", s)
		return
	}
	r.page.Prefixes = append(r.page.Prefixes, s)
}

func (r *reader) where(line int, s string) {
	w, ok := parseWhere(s)
	if !ok {
		r.problem(line, "%q is no place: one of %s", s, strings.Join(whereNames(), ", "))
		return
	}
	r.page.Where = append(r.page.Where, w)
}

func (r *reader) need(line int, s string) {
	c, err := parseCondition(s)
	if err != nil {
		r.problem(line, "needs: %v", err)
		return
	}
	r.page.Needs = append(r.page.Needs, c)
}

var importForm = regexp.MustCompile(`^(?:from ([\w.]+) import (\w+(?:, \w+)*)|import ([\w.]+))$`)

func (r *reader) imports(line int, s string) {
	stmt, when, conditional := strings.Cut(s, ";")
	m := importForm.FindStringSubmatch(strings.TrimSpace(stmt))
	if m == nil {
		r.problem(line, "%q is no import: from MODULE import NAME, NAME or import MODULE", s)
		return
	}
	var conditions []Condition
	if conditional {
		var err error
		if conditions, err = parseConditions(when); err != nil {
			r.problem(line, "imports: %v", err)
			return
		}
	}
	if m[3] != "" {
		r.page.Imports = append(r.page.Imports, Import{Module: m[3], When: conditions})
		return
	}
	for _, name := range strings.Split(m[2], ", ") {
		r.page.Imports = append(r.page.Imports, Import{Module: m[1], Attr: name, When: conditions})
	}
}

var codeForm = regexp.MustCompile(`^[A-Z]{2,5}[0-9]{3}$`)

func (r *reader) rule(line int, s string) {
	if !codeForm.MatchString(s) {
		r.problem(line, "%q is no code of a rule", s)
		return
	}
	r.page.Rules = append(r.page.Rules, s)
}

func (r *reader) names(key, value *yaml.Node) {
	if value.Kind != yaml.MappingNode {
		r.problem(key.Line, "names must map tabstops to what they are filled from")
		return
	}
	for i := 0; i+1 < len(value.Content); i += 2 {
		k, v := value.Content[i], value.Content[i+1]
		n, err := strconv.Atoi(k.Value)
		if err != nil || n < 1 {
			r.problem(k.Line, "names: %q is no tabstop", k.Value)
			continue
		}
		if r.source(v.Line, "names", v.Value) {
			r.page.Names[n] = v.Value
		}
	}
}

var nameForm = regexp.MustCompile(`^[A-Za-z_]\w*$`)

func (r *reader) free(key, value *yaml.Node) {
	if value.Kind != yaml.MappingNode {
		r.problem(key.Line, "free must map names to a list of other names")
		return
	}
	r.page.Free = map[string][]string{}
	for i := 0; i+1 < len(value.Content); i += 2 {
		k := value.Content[i]
		r.list(k, value.Content[i+1], func(line int, s string) {
			if !nameForm.MatchString(k.Value) || !nameForm.MatchString(s) {
				r.problem(line, "free: %q is no name", s)
				return
			}
			r.page.Free[k.Value] = append(r.page.Free[k.Value], s)
		})
	}
}

// source tells whether there is a source of names, and what is wrong if not.
func (r *reader) source(line int, key, name string) bool {
	known := sourceNames()
	if slices.Contains(known, name) {
		return true
	}
	r.problem(line, "%s: %q is unknown: one of %s", key, name, strings.Join(known, ", "))
	return false
}

// markdown reads the rest of the file: prose and bodies.
func (r *reader) markdown(lines []string, from int) {
	var why []string
	for i := from; i < len(lines); i++ {
		info, ok := strings.CutPrefix(strings.TrimRight(lines[i], " \t"), "```")
		if !ok {
			why = append(why, lines[i])
			continue
		}
		end := i + 1
		for end < len(lines) && strings.TrimRight(lines[end], " \t") != "```" {
			end++
		}
		if end == len(lines) {
			r.problem(i, "the block has no end: a line of ``` is missing")
			return
		}
		switch lang, rest, _ := strings.Cut(info, " "); lang {
		case "python", "toml":
			r.variant(lang, rest, lines[i+1:end], i+1)
		default:
			why = append(why, lines[i:end+1]...)
		}
		i = end
	}
	r.page.Why = strings.Trim(squeeze(why), "\n")
}

// squeeze joins lines, with no two empty ones in a row.
func squeeze(lines []string) string {
	var out []string
	for _, l := range lines {
		if l = strings.TrimRight(l, " \t"); l == "" && len(out) > 0 && out[len(out)-1] == "" {
			continue
		}
		out = append(out, l)
	}
	return strings.Join(out, "\n")
}

// framed is a body inside of what it stands in at its place, where it is not
// source of its own, and the lines that are above it.
func (p *Page) framed(body string) (src string, above int) {
	switch {
	case slices.Contains(p.Where, InMatch):
		return "match x:\n" + bodyStep + margin(body, bodyStep, "\n"), 1
	case slices.Contains(p.Where, InDatabases):
		return "{" + body + "\n}", 0
	case slices.Contains(p.Where, Dependencies):
		return "x = [" + body + "\n]", 0
	}
	return body, 0
}

func (r *reader) variant(lang, rest string, lines []string, line int) {
	v := Variant{Line: line}
	if lang == "toml" {
		v.Lang = syntax.TOML
	}
	if rest != "" {
		when, ok := strings.CutPrefix(rest, "if ")
		if !ok {
			r.problem(line-1, "expected if and a condition after ```%s", lang)
			return
		}
		var err error
		if v.When, err = parseConditions(when); err != nil {
			r.problem(line-1, "%v", err)
			return
		}
	}
	body, mistake := parseBody(strings.Join(lines, "\n"))
	if mistake != nil {
		r.problem(line+mistake.line, "%s", mistake.text)
		return
	}
	v.Body = body
	src, above := r.page.framed(body.Plain())
	if at, ok := syntaxError(v.Lang, src); ok {
		r.problem(line+max(0, at-above), "the body does not parse here when its tabstops have their defaults")
	}
	r.page.Variants = append(r.page.Variants, v)
}

// syntaxError is the 0-based line of the first syntax error in src.
func syntaxError(lang syntax.Lang, src string) (line int, found bool) {
	f := syntax.Parse(lang, []byte(src))
	for i := range f.UnitCount() {
		if broken := f.Unit(i).Broken(); len(broken) > 0 {
			start, _ := f.UnitRange(i)
			return f.Text.LineOf(start + broken[0].Start), true
		}
	}
	for n := range f.Root().Descendants() {
		if n.Is(syntax.KError) || n.IsMissing() {
			return f.Text.LineOf(n.Start()), true
		}
	}
	return 0, false
}

// check looks for what is missing, and for what does not go together.
func (r *reader) check() {
	p := r.page
	for _, m := range []struct {
		missing bool
		what    string
	}{
		{p.Title == "", "title"},
		{len(p.Prefixes) == 0, "prefixes"},
		{len(p.Where) == 0, "where"},
	} {
		if m.missing && len(r.problems) == 0 {
			r.problem(0, "%s is missing", m.what)
		}
	}
	if p.Why == "" && len(r.problems) == 0 {
		r.problem(0, "the page says nothing about why")
	}
	if len(p.Variants) == 0 {
		if len(r.problems) == 0 {
			r.problem(0, "there is no body: a block of ```python or ```toml is missing")
		}
		return
	}
	for i, v := range p.Variants {
		if v.Lang != p.Variants[0].Lang {
			r.problem(v.Line-1, "the blocks of a page are all python or all toml")
		}
		if len(v.When) == 0 && i < len(p.Variants)-1 {
			r.problem(v.Line-1, "this block has no condition, so the ones after it are never used")
		}
	}
	for _, w := range p.Where {
		if (w == Table || w == Dependencies) != (p.Lang() == syntax.TOML) {
			r.problem(0, "where: %s does not go with a block of another language", w)
		}
	}
	for n := range p.Names {
		if !slices.ContainsFunc(p.Variants, func(v Variant) bool { return v.Body.has(n) }) {
			r.problem(0, "names: there is no tabstop %d", n)
		}
	}
}

func (b Body) has(stop int) bool {
	return slices.ContainsFunc(b.parts, func(p part) bool { return p.tab && p.stop == stop })
}

// Lang is the language of the bodies.
func (p *Page) Lang() syntax.Lang {
	if len(p.Variants) == 0 {
		return syntax.Python
	}
	return p.Variants[0].Lang
}
