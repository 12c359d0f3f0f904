package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// finding is a finding with the fixes an editor would offer for it, best
// first; those that cannot be applied are left out.
type finding struct {
	analysis.Finding
	fixes  []rule.Fix
	within bool // the other files that fixes edit are Python files that are checked, too
}

// automatic says whether the fix of a finding is applied by --fix (Safe) or
// only by --fix --unsafe-fixes (Unsafe); ok is false where a person must
// choose.
func (f *finding) automatic() (safety rule.Safety, ok bool) {
	safety = rule.Unsafe
	for _, x := range f.fixes {
		if x.Kind == "" && !x.Manual && (len(x.Files) == 0 || f.within) {
			ok = true
			safety = min(safety, x.Safety)
		}
	}
	return safety, ok
}

// across is the fix of a finding that --fix applies although it edits other
// files, nil if there is none.
func (f *finding) across(unsafe bool) *rule.Fix {
	for i := range f.fixes {
		x := &f.fixes[i]
		if f.within && x.Kind == "" && !x.Manual && len(x.Files) > 0 && (x.Safety == rule.Safe || unsafe) {
			return x
		}
	}
	return nil
}

// fileReport is what checking one file gave.
type fileReport struct {
	path     string // as shown; "-" is standard input
	abs      string
	text     *syntax.Text // what the findings speak of: after the fixes
	findings []finding
	before   []byte      // the file as read
	edits    []edit.Edit // of before, that lead to text
	unsafe   bool        // --fix applies unsafe fixes here, by flag or by configuration
	fixed    int         // number of fixes that lead from before to text
	err      error
}

// checkReport is what one run of check gave, files in the order of their paths.
type checkReport struct {
	files []*fileReport
	cwd   string // absolute; shown paths below it are relative to it
}

// sort makes the order of files and findings a function of their contents.
func (r *checkReport) sort() {
	slices.SortFunc(r.files, func(a, b *fileReport) int { return strings.Compare(a.path, b.path) })
	for _, f := range r.files {
		slices.SortStableFunc(f.findings, func(a, b finding) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), strings.Compare(a.Rule.Code, b.Rule.Code),
				strings.Compare(a.Message, b.Message))
		})
	}
}

// counts are the numbers a summary speaks of.
type counts struct {
	files, withFindings   int
	findings, fixed       int
	fixable, unsafeFixing int // findings that --fix, and those that only --unsafe-fixes, would repair
}

func (r *checkReport) counts() counts {
	c := counts{files: len(r.files)}
	for _, f := range r.files {
		c.fixed += f.fixed
		c.findings += len(f.findings)
		if len(f.findings) > 0 {
			c.withFindings++
		}
		for i := range f.findings {
			switch safety, ok := f.findings[i].automatic(); {
			case !ok:
			case safety == rule.Safe || f.unsafe:
				c.fixable++
			default:
				c.unsafeFixing++
			}
		}
	}
	return c
}

// severityName is the word for a severity in the configuration and in output.
func severityName(s rule.Severity) string {
	switch s {
	case rule.Error:
		return "error"
	case rule.Warning:
		return "warning"
	case rule.Information:
		return "information"
	case rule.Action:
		return "action"
	}
	return "hint"
}

func safetyName(s rule.Safety) string {
	if s == rule.Unsafe {
		return "unsafe"
	}
	return "safe"
}

// point is a place in a file as people count: 1-based, columns in characters
// (Unicode code points).
type point struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type span struct {
	Start point `json:"start"`
	End   point `json:"end"`
}

// pointAt converts an offset. A byte order mark is not a character of its line:
// no editor shows it.
func pointAt(t *syntax.Text, offset int) point {
	p := t.Position(offset, syntax.UTF32)
	column := int(p.Character) + 1
	if p.Line == 0 && offset > 0 && hasBOM(t) {
		column--
	}
	return point{int(p.Line) + 1, column}
}

const bom = "\ufeff"

func hasBOM(t *syntax.Text) bool { return bytes.HasPrefix(t.Bytes(), []byte(bom)) }

func spanOf(t *syntax.Text, start, end int) span { return span{pointAt(t, start), pointAt(t, end)} }

// displayPath is how a path is shown: relative to the directory of the run
// where it lies below it.
func displayPath(cwd, abs string) string {
	if rel, err := filepath.Rel(cwd, abs); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return rel
	}
	return abs
}

// otherText reads another file that a fix edits; nil if it cannot be read.
type otherText func(abs string) *syntax.Text

// fileEdits are the edits of a fix in one file.
type fileEdits struct {
	abs   string
	text  *syntax.Text
	edits []edit.Edit
}

// editsByFile lists the edits of a fix: its own file first, the others in the
// order of their paths. Files that cannot be read any more are left out.
func editsByFile(f *fileReport, x *rule.Fix, other otherText) []fileEdits {
	var all []fileEdits
	if len(x.Edits) > 0 {
		all = append(all, fileEdits{f.abs, f.text, x.Edits})
	}
	for _, abs := range sortedKeys(x.Files) {
		if t := other(abs); t != nil {
			all = append(all, fileEdits{abs, t, x.Files[abs]})
		}
	}
	return all
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// printer prints a report in one of the formats.
type printer struct {
	w      io.Writer
	style  style
	other  otherText
	totals bool // --statistics: counts by rule instead of findings
}

// formats are the words of --output-format.
var formats = []string{"text", "json", "sarif", "github", "junit"}

func (p *printer) print(format string, r *checkReport) error {
	if p.totals {
		return p.statistics(format, r)
	}
	switch format {
	case "json":
		return p.json(r)
	case "sarif":
		return p.sarif(r)
	case "github":
		return p.github(r)
	case "junit":
		return p.junit(r)
	}
	return p.text(r)
}

// plural gives "1 finding", "2 findings".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
