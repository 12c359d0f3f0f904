package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with testdata/golden/name.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update rewrites it); got:\n%s\nwant:\n%s", name, got, want)
	}
}

var (
	ruleValidator = &rule.Rule{Code: "PYD079", Name: "v1-validator", Severity: rule.Warning, Page: "# PYD079 v1-validator\n\nUse `@field_validator`.\n\n## Fix safety\n\nSafe: always.\n"}
	ruleUTC       = &rule.Rule{Code: "PYV004", Name: "utcnow", Severity: rule.Error, Page: "# PYV004 utcnow\n\n`utcnow()` is naive.\n\n## Fix safety\n\nUnsafe: aware values.\n"}
	ruleStyle     = &rule.Rule{Code: "FAP010", Name: "annotated-dependency", Severity: rule.Hint, Off: true}
)

const sampleText = "import os\r\n" +
	"\tx = \"日本\" + utcnow()  # 👩‍👩‍👧 end\r\n" +
	"@validator(\r\n    \"name\",\r\n    pre=True,\r\n)\r\n" +
	"def f(): return Depends(a)\r\n"

// find is the range of the first occurrence of part in text.
func find(text, part string) (start, end int) {
	start = strings.Index(text, part)
	if start < 0 {
		panic("not in the text: " + part)
	}
	return start, start + len(part)
}

// sample is a report with findings of every severity and kind of fix.
func sample(t *testing.T) *checkReport {
	t.Helper()
	text := syntax.NewText([]byte(sampleText))
	at := func(r *rule.Rule, severity rule.Severity, part, message string, fixes ...rule.Fix) finding {
		start, end := find(sampleText, part)
		return finding{Finding: analysis.Finding{Rule: r, Start: start, End: end, Message: message, Severity: severity}, fixes: fixes}
	}
	utc := at(ruleUTC, rule.Error, "utcnow()", "`utcnow()` is 100% naive: use `now(UTC)`,\nalways")
	start, end := find(sampleText, "utcnow()")
	utc.fixes = []rule.Fix{{Title: "Use `now(UTC)`", Safety: rule.Unsafe, Edits: []edit.Edit{
		{Start: 0, End: 0, New: "from datetime import UTC\r\n"}, {Start: start, End: end, New: "now(UTC)"},
	}}}
	importStart, importEnd := find(sampleText, "import os")
	utc.Related = []rule.Related{{Start: importStart, End: importEnd, Message: "imported here"}}
	validator := at(ruleValidator, rule.Warning, "@validator(\r\n    \"name\",\r\n    pre=True,\r\n)", "`@validator` is deprecated")
	start, end = find(sampleText, "validator")
	validator.fixes = []rule.Fix{{Title: "Use `@field_validator`", Edits: []edit.Edit{{Start: start, End: end, New: "field_validator"}}}}
	depends := at(ruleStyle, rule.Hint, "Depends(a)", "Use `Annotated` & <T>")
	module := syntax.NewText([]byte("x = 1\n"))
	info := finding{Finding: analysis.Finding{Rule: ruleStyle, Start: 0, End: 1, Message: "m", Severity: rule.Information}}
	return &checkReport{cwd: t.TempDir(), files: []*fileReport{
		{path: "src/b: é,1.py", abs: "/p/src/b.py", text: text, findings: []finding{depends, validator, utc}},
		{path: "src/a.py", abs: "/p/src/a.py", text: module, findings: []finding{info}},
		{path: "src/clean.py", abs: "/p/src/clean.py", text: module},
	}}
}

func printed(t *testing.T, format string, r *checkReport, p printer) string {
	t.Helper()
	var b bytes.Buffer
	p.w = &b
	p.other = func(string) *syntax.Text { return nil }
	r.sort()
	if err := p.print(format, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFormats(t *testing.T) {
	for _, format := range formats {
		got := printed(t, format, sample(t), printer{})
		if format == "sarif" {
			got = strings.ReplaceAll(got, readVersion().Version, "VERSION")
		}
		golden(t, format, got)
		golden(t, format+"-clean", strings.ReplaceAll(printed(t, format, &checkReport{files: []*fileReport{{path: "a.py"}}}, printer{}), readVersion().Version, "VERSION"))
	}
	golden(t, "text-colour", printed(t, "text", sample(t), printer{style: true}))
	golden(t, "statistics", printed(t, "text", sample(t), printer{totals: true}))
	golden(t, "statistics.json", printed(t, "json", sample(t), printer{totals: true}))
}

func TestSARIFIsValid(t *testing.T) {
	for _, r := range []*checkReport{sample(t), {}} {
		doc, err := sarif.FromString(printed(t, "sarif", r, printer{}))
		if err != nil {
			t.Fatal(err)
		}
		if err := doc.Validate(); err != nil {
			t.Error(err)
		}
	}
}

func TestJUnitIsWellFormed(t *testing.T) {
	r := sample(t)
	r.files[0].findings[0].Message = "control \x00\x1b and invalid \xff"
	d := xml.NewDecoder(strings.NewReader(printed(t, "junit", r, printer{})))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

func TestJSONColumnsAreCharacters(t *testing.T) {
	var got []jsonFinding
	if err := json.Unmarshal([]byte(printed(t, "json", sample(t), printer{})), &got); err != nil {
		t.Fatal(err)
	}
	for _, f := range got {
		if f.Code == "PYV004" {
			if want := (span{point{2, 13}, point{2, 21}}); f.Range != want {
				t.Errorf("range %v, want %v", f.Range, want)
			}
			return
		}
	}
	t.Error("no PYV004")
}

func TestSnippets(t *testing.T) {
	long := strings.Repeat("a = 1; ", 500) + "bad()" + strings.Repeat("; b = 2", 500)
	lines := "if x:\n" + strings.Repeat("    pass\n", 20) + "end"
	tests := []struct {
		name, text, part string
	}{
		{"tab", "\tx\t= bad()\n", "bad()"},
		{"wide", "日本語 = bad() # x\n", "bad()"},
		{"wide-range", "x = 日本語\n", "日本語"},
		{"emoji", "s = '👩‍👩‍👧🇫🇷'; bad()\n", "bad()"},
		{"combining", "e\u0301 = bad()\n", "bad()"},
		{"escape", "x = '\x1b[31m\x07'; bad()\n", "bad()"},
		{"invalid", "x = '\xff\xfe'; bad()\n", "bad()"},
		{"bom", "\ufeffbad()\n", "bad()"},
		{"long-line", long, "bad()"},
		{"long-range", long, long},
		{"empty-range", "x = 1\n", ""},
		{"end-of-file", "bad()", "bad()"},
		{"two-lines", "x = f(\n    1)\n", "f(\n    1)"},
		{"indented", "  @d(\n    1,\n  )\n", "@d(\n    1,\n  )"},
		{"with-newline", "a\nbad()\nb\n", "bad()\n"},
		{"many-lines", lines, lines},
		{"cr", "a\rbad()\rb\r", "bad()"},
		{"blank-line-inside", "f(\n\n  1)\n", "f(\n\n  1)"},
	}
	var all strings.Builder
	for _, tt := range tests {
		var b strings.Builder
		start, end := find(tt.text, tt.part)
		(&printer{}).snippet(&b, syntax.NewText([]byte(tt.text)), start, end, red)
		all.WriteString("== " + tt.name + "\n" + b.String())
	}
	golden(t, "snippets", all.String())
}
