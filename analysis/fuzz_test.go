package analysis_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	_ "github.com/pyidiom/pyidiom/analysis/rules"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// sources are the Python files of the rules' cases: real uses of every rule.
func sources(t testing.TB) [][]byte {
	t.Helper()
	files, err := filepath.Glob("../testdata/rules/*/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	var out [][]byte
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b)
	}
	return out
}

// newWorkspace is a workspace with a project that depends on every library,
// and all rules on.
func newWorkspace(t testing.TB) (*analysis.Workspace, string) {
	t.Helper()
	root := t.TempDir()
	project := "[project]\nname = \"fuzz\"\nversion = \"1\"\nrequires-python = \">=3.13\"\ndependencies = [" +
		`"pydantic==2.14.1", "fastapi==0.162.0", "sqlalchemy==2.0.52", "django==5.2.18", "pytest==9.1.1", "pytest-asyncio==1.4.0"` + "]\n"
	if err := os.WriteFile(filepath.Join(root, "pyproject.toml"), []byte(project), 0o644); err != nil {
		t.Fatal(err)
	}
	w := analysis.NewWorkspace(analysis.Options{Roots: []string{root}, Flags: selecting("ALL")})
	t.Cleanup(w.Close)
	return w, root
}

// describe lists everything that a snapshot says, for comparison.
func describe(s *analysis.Snapshot) string {
	var b strings.Builder
	for _, f := range s.Findings(context.Background()) {
		fmt.Fprintf(&b, "%d-%d %s %s %v", f.Start, f.End, f.Rule.Code, f.Message, f.Severity)
		for _, r := range f.Related {
			fmt.Fprintf(&b, " (%s %d-%d)", r.Message, r.Start, r.End)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// pieces are inserted by the random edits: whole statements, and halves that
// break what they are put into.
var pieces = []string{
	"\n", "    ", "(", ")", "[", "]", "{", "}", "'", "\"", "\"\"\"", ":", ",", "=", "@", "#", "\\\n", "\r\n", "é", "𝄞", "\xff",
	"import datetime\n", "from pydantic import BaseModel, validator\n", "from typing import Any\n", "x = ", "class A(BaseModel):\n",
	"    @validator('a')\n", "def f():\n", "    return 1\n", "await ", "async ", "pass", "if x:\n", "# pyidiom: ignore[PYD079]", "# noqa",
	"    class Config:\n        orm_mode = True\n", "datetime.datetime.utcnow", "Depends(f)", "session.commit()",
}

func randomChange(r *rand.Rand, text []byte) syntax.Change {
	start := r.IntN(len(text) + 1)
	end := start
	switch r.IntN(4) {
	case 0:
		end = min(len(text), start+r.IntN(40))
	case 1:
		end = min(len(text), start+r.IntN(3))
	}
	piece := ""
	if r.IntN(4) > 0 || end == start {
		piece = pieces[r.IntN(len(pieces))]
	}
	return syntax.Change{Start: start, End: end, New: []byte(piece)}
}

// FuzzEdits types at random into a document and compares, after every edit,
// the text with a reference buffer and the findings with those of a fresh
// analysis of that text.
func FuzzEdits(f *testing.F) {
	src := sources(f)
	for i := range src {
		f.Add(uint64(i), uint16(i), uint8(12))
	}
	w, root := newWorkspace(f)
	n := 0
	f.Fuzz(func(t *testing.T, seed uint64, which uint16, steps uint8) {
		r := rand.New(rand.NewPCG(seed, uint64(which)))
		buf := append([]byte(nil), src[int(which)%len(src)]...)
		if r.IntN(2) == 0 {
			buf = append(buf, src[r.IntN(len(src))]...)
		}
		n++
		path := filepath.Join(root, fmt.Sprintf("fuzz_%d.py", n))
		doc := w.Open(path, append([]byte(nil), buf...))
		defer doc.Close()
		for range int(steps)%24 + 1 {
			var changes []syntax.Change
			for range r.IntN(3) + 1 {
				c := randomChange(r, buf)
				buf = edit.Apply(buf, []edit.Edit{{Start: c.Start, End: c.End, New: string(c.New)}})
				changes = append(changes, c)
			}
			s := doc.Edit(changes...)
			if got := string(s.File.Text.Bytes()); got != string(buf) {
				t.Fatalf("the text is %q, want %q", got, buf)
			}
			if r.IntN(3) == 0 {
				continue
			}
			fresh := w.Analyse(path, append([]byte(nil), buf...))
			if got, want := describe(s), describe(fresh); got != want {
				t.Fatalf("after %v the findings are\n%swant\n%sof\n%s", changes, got, want, buf)
			}
		}
	})
}

// FuzzFixes mutates the sources of the cases and applies every fix that is
// offered: the result parses without new errors, keeps every comment that the
// fix does not say it drops, and fix-all reaches a fixed point.
func FuzzFixes(f *testing.F) {
	src := sources(f)
	for i := range src {
		f.Add(uint64(i), uint16(i), uint8(i%5))
	}
	w, root := newWorkspace(f)
	path := filepath.Join(root, "fixes.py")
	f.Fuzz(func(t *testing.T, seed uint64, which uint16, mutations uint8) {
		r := rand.New(rand.NewPCG(seed, uint64(which)))
		buf := append([]byte(nil), src[int(which)%len(src)]...)
		for range int(mutations) % 6 {
			c := randomChange(r, buf)
			buf = edit.Apply(buf, []edit.Edit{{Start: c.Start, End: c.End, New: string(c.New)}})
		}
		s := w.Analyse(path, buf)
		ctx := context.Background()
		before := errorCount(s.File)
		for _, a := range s.Actions(ctx, 0, len(buf)) {
			if a.Disabled != "" {
				continue
			}
			after := syntax.Parse(syntax.Python, edit.Apply(buf, a.Edits))
			if n := errorCount(after); n > before {
				t.Fatalf("%s: %q leaves %d errors, there were %d:\n%s\n---\n%s", a.Finding.Rule.Code, a.Title, n, before, buf, after.Text.Bytes())
			}
		}
		all := s.FixAll(ctx, analysis.FixOptions{Unsafe: true})
		again := w.Analyse(path, all.Text)
		if more := again.FixAll(ctx, analysis.FixOptions{Unsafe: true}); len(more.Edits) > 0 {
			t.Fatalf("fix-all is not a fixed point:\n%s\n---\n%s", all.Text, more.Text)
		}
		if got := string(edit.Apply(buf, all.Edits)); got != string(all.Text) {
			t.Fatalf("the edits do not give the text:\n%s\n---\n%s", got, all.Text)
		}
	})
}

// errorCount is how many units have an error in them.
func errorCount(f *syntax.File) int {
	n := 0
	for i := range f.UnitCount() {
		bad := len(f.Unit(i).Broken()) > 0
		for node := range f.UnitNodes(i) {
			bad = bad || node.HasError()
		}
		if bad {
			n++
		}
	}
	return n
}

// selecting is a configuration that selects rules.
func selecting(rules ...string) *project.Config {
	return &project.Config{Select: project.Setting[[]string]{Value: rules, Set: true}}
}
