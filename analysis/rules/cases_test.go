package rules_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hexops/gotextdiff"
	"github.com/hexops/gotextdiff/myers"
	"github.com/hexops/gotextdiff/span"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/internal/cases"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	_ "github.com/pyidiom/pyidiom/analysis/rules"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

const casesDir = "../../testdata/rules"

func TestCases(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(casesDir, "*", "cases.json"))
	if err != nil || len(dirs) == 0 {
		t.Fatal("no cases", err)
	}
	with := map[string]bool{}
	for _, file := range dirs {
		s, err := cases.Read(filepath.Dir(file))
		if err != nil {
			t.Fatal(err)
		}
		with[s.Code] = true
		t.Run(s.Code, func(t *testing.T) {
			t.Parallel()
			var said strings.Builder
			whole := true
			for _, c := range s.Cases {
				ran := false
				t.Run(c.Name, func(t *testing.T) {
					ran = true
					runCase(t, s, c, &said)
				})
				whole = whole && ran
			}
			if whole && !t.Failed() {
				compareFindings(t, s.Code, said.String())
			}
		})
	}
	for _, r := range rule.All() {
		if r.Check != nil && !with[r.Code] {
			t.Errorf("%s has no cases", r.Code)
		}
	}
}

// lay builds the project of a case in a temporary directory and returns its
// root and the paths of the files under test.
func lay(t *testing.T, s *cases.Suite, c cases.Case) (root string, paths []string) {
	t.Helper()
	files, paths, err := s.Files(c)
	if err != nil {
		t.Fatal(err)
	}
	root = t.TempDir()
	for path, b := range files {
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root, paths
}

// findingsDir holds what every rule says about its cases: place, severity and
// message of the findings, and the titles of their fixes.
const findingsDir = "testdata/findings"

// compareFindings compares what a rule says with the file of its code, or with
// -update writes that.
func compareFindings(t *testing.T, code, got string) {
	t.Helper()
	path := filepath.Join(findingsDir, code+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("other findings than in %s (go test -run TestCases -update writes it):\n%s", path, diff(string(want), got))
	}
}

var severities = map[rule.Severity]string{rule.Hint: "hint", rule.Information: "information", rule.Warning: "warning", rule.Error: "error"}

// describe writes findings and the titles of their fixes.
func describe(b *strings.Builder, name, path string, s *analysis.Snapshot, list []analysis.Finding) {
	for i := range list {
		f := &list[i]
		from, to := s.File.Text.Position(f.Start, syntax.UTF32), s.File.Text.Position(f.End, syntax.UTF32)
		fmt.Fprintf(b, "%s %s:%d:%d-%d:%d %s: %s\n", name, path, from.Line+1, from.Character+1, to.Line+1, to.Character+1, severities[f.Severity], f.Message)
		for _, r := range f.Related {
			fmt.Fprintf(b, "\trelated: %s\n", r.Message)
		}
		for _, fix := range s.Fixes(context.Background(), f) {
			state := map[rule.Safety]string{rule.Safe: "safe", rule.Unsafe: "unsafe"}[fix.Safety]
			if fix.Manual {
				state += ", manual"
			}
			if fix.Disabled != "" {
				state = "disabled: " + fix.Disabled
			}
			fmt.Fprintf(b, "\t%s (%s)\n", fix.Title, state)
		}
	}
}

func runCase(t *testing.T, suite *cases.Suite, c cases.Case, said *strings.Builder) {
	root, paths := lay(t, suite, c)
	w := workspace(t, root, suite.Code)
	golden, err := suite.Fixed(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Index(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if !strings.HasSuffix(path, ".py") && !strings.HasSuffix(path, ".toml") {
			continue
		}
		s, err := w.Load(filepath.Join(root, path))
		if err != nil {
			t.Fatal(err)
		}
		want := wantLines(t, c, path)
		got := s.Findings(context.Background())
		describe(said, c.Name, path, s, got)
		switch c.Kind {
		case "silent":
			if c.Dir == "" || path == c.Path || c.Findings == nil {
				want = []int{}
			}
		case "action":
			// Those of a refactoring hold with the rule selected, as it is here.
			if r := rule.Find(suite.Code); r == nil || !r.Refactoring {
				want = []int{}
			}
		}
		if want != nil && !slices.Equal(lines(s, got), want) {
			t.Errorf("%s: findings on lines %v, want %v%s", path, lines(s, got), want, messages(s, got))
		}
		for i, r := range c.Ranges {
			if i < len(got) {
				a, b := s.File.Text.Position(got[i].Start, syntax.UTF16), s.File.Text.Position(got[i].End, syntax.UTF16)
				if have := [4]uint32{a.Line, a.Character, b.Line, b.Character}; have != r {
					t.Errorf("%s: range %v, want %v", path, have, r)
				}
			}
		}
		if golden == nil || acrossFiles(c) {
			continue
		}
		fixed, safety := fix(t, w, s, c)
		if wantText := string(golden[path]); fixed != wantText {
			t.Errorf("%s: not as %s:\n%s", path, c.Golden+c.GoldenDir, diff(wantText, fixed))
		}
		// A file of a project may have nothing to fix.
		if c.Safety != "" && safety != "" && c.Safety != safety && (c.Dir == "" || fixed != string(s.File.Text.Bytes())) {
			t.Errorf("%s: the fix is %s, want %s", path, safety, c.Safety)
		}
		if c.Action == "" {
			again := w.Analyse(s.Path, []byte(fixed)).FixAll(context.Background(), analysis.FixOptions{Unsafe: true})
			if len(again.Edits) > 0 {
				t.Errorf("%s: fixing again changes the file:\n%s", path, diff(fixed, string(again.Text)))
			}
		}
	}
	if golden == nil || !acrossFiles(c) {
		return
	}
	fixProject(t, w, root, paths, c)
	for _, path := range paths {
		b, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			t.Fatal(err)
		}
		if want := string(golden[path]); string(b) != want {
			t.Errorf("%s: not as %s:\n%s", path, c.GoldenDir, diff(want, string(b)))
		}
	}
}

// acrossFiles tells whether the fix of a case may edit other files than that of
// the finding.
func acrossFiles(c cases.Case) bool { return c.Dir != "" && c.Action != "" }

// fixProject applies the named action at every finding, in whatever files it
// edits.
func fixProject(t *testing.T, w *analysis.Workspace, root string, paths []string, c cases.Case) {
	t.Helper()
	ctx := context.Background()
	for range 50 {
		var action *analysis.Action
		var at string
		for _, path := range paths {
			s, err := w.Load(filepath.Join(root, path))
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range s.Actions(ctx, 0, s.File.Text.Len()) {
				if a.Title == c.Action && a.Disabled == "" && action == nil {
					action, at = &a, s.Path
				}
			}
		}
		if action == nil {
			return
		}
		if safety := map[rule.Safety]string{rule.Safe: "safe", rule.Unsafe: "unsafe"}[action.Safety]; c.Safety != "" && c.Safety != safety {
			t.Errorf("the fix is %s, want %s", safety, c.Safety)
		}
		edits := maps.Clone(action.Files)
		if len(action.Edits) > 0 {
			edits = map[string][]edit.Edit{at: action.Edits}
			maps.Copy(edits, action.Files)
		}
		for path, list := range edits {
			b, err := os.ReadFile(path)
			if err == nil {
				err = os.WriteFile(path, edit.Apply(b, list), 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
			w.FilesChanged(path)
		}
	}
	t.Error("the fix is offered again and again")
}

// workspace opens root with the one rule selected.
func workspace(t *testing.T, root, code string) *analysis.Workspace {
	t.Helper()
	w := analysis.NewWorkspace(analysis.Options{Roots: []string{root}, Flags: selecting(code)})
	t.Cleanup(w.Close)
	if err := w.Index(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	return w
}

func wantLines(t *testing.T, c cases.Case, path string) []int {
	t.Helper()
	if c.Findings == nil {
		return nil
	}
	want := []int{}
	if c.Dir == "" {
		if err := json.Unmarshal(c.Findings, &want); err != nil {
			t.Fatal(err)
		}
		return want
	}
	byPath := map[string][]int{}
	if err := json.Unmarshal(c.Findings, &byPath); err != nil {
		t.Fatal(err)
	}
	return append(want, byPath[path]...)
}

// lines are the distinct 1-based lines on which findings start.
func lines(s *analysis.Snapshot, list []analysis.Finding) []int {
	out := []int{}
	for _, f := range list {
		out = append(out, s.File.Text.LineOf(f.Start)+1)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func messages(s *analysis.Snapshot, list []analysis.Finding) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "\n\t%d: %s", s.File.Text.LineOf(f.Start)+1, f.Message)
	}
	return b.String()
}

// fix applies the named action at every finding, or all fixes, and returns the
// text and the least safe of the fixes used.
func fix(t *testing.T, w *analysis.Workspace, s *analysis.Snapshot, c cases.Case) (text, safety string) {
	t.Helper()
	ctx := context.Background()
	if c.Action == "" {
		safe := s.FixAll(ctx, analysis.FixOptions{})
		all := s.FixAll(ctx, analysis.FixOptions{Unsafe: true})
		safety = "safe"
		if string(safe.Text) != string(all.Text) {
			safety = "unsafe"
		}
		return string(all.Text), safety
	}
	var titles []string
	for round := 0; ; round++ {
		applied := false
		for _, a := range s.Actions(ctx, 0, s.File.Text.Len()) {
			titles = append(titles, a.Title)
			if a.Title != c.Action || a.Disabled != "" {
				continue
			}
			if safety == "" || a.Safety == rule.Unsafe {
				safety = map[rule.Safety]string{rule.Safe: "safe", rule.Unsafe: "unsafe"}[a.Safety]
			}
			s = s.With(a.Edits)
			applied = true
			break
		}
		if !applied || round > 50 {
			break
		}
	}
	if safety == "" && c.Dir == "" {
		t.Errorf("no action %q among %q", c.Action, titles)
	}
	return string(s.File.Text.Bytes()), safety
}

func diff(want, got string) string {
	edits := myers.ComputeEdits(span.URIFromPath("f"), want, got)
	return fmt.Sprint(gotextdiff.ToUnified("want", "got", want, edits))
}

// TestPages checks that every rule has a page with its sections, and that the
// bad example on it gets a finding whose fix yields the good example.
func TestPages(t *testing.T) {
	for _, r := range rule.All() {
		t.Run(r.Code, func(t *testing.T) {
			page, err := rule.ParsePage(r)
			if err != nil {
				t.Fatal(err)
			}
			if page.Why == "" || page.FixSafety == "" || page.Versions == "" || page.Source == "" {
				t.Errorf("the page lacks a section: %+v", page)
			}
			if page.Verdict == "" {
				t.Error("the page says nothing under Proof")
			}
			c := cases.Case{Path: "example.py"}
			if r.Lang == syntax.TOML {
				c.Path = "pyproject.toml"
			}
			if dir := filepath.Join(casesDir, r.Code); exists(dir) {
				s, err := cases.Read(dir)
				if err != nil {
					t.Fatal(err)
				}
				c = s.Cases[0]
				c.Dir = ""
			}
			root := t.TempDir()
			if c.RequiresPython != nil {
				b, _ := json.Marshal(c.Dependencies)
				project := fmt.Appendf(nil, "[project]\nname = \"page\"\nversion = \"1\"\nrequires-python = %q\ndependencies = %s\n", *c.RequiresPython, b)
				if err := os.WriteFile(filepath.Join(root, "pyproject.toml"), project, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			for path, from := range c.Files {
				file := filepath.Join(root, path)
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				b, err := os.ReadFile(filepath.Join(casesDir, r.Code, from))
				if err == nil {
					err = os.WriteFile(file, b, 0o644)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			path := c.Path
			if page.Path != "" {
				path = page.Path
			}
			// IDM001 speaks of the other rules: those must be on.
			codes := []string{r.Code}
			if r.Check == nil {
				codes = []string{"ALL"}
			}
			w := analysis.NewWorkspace(analysis.Options{Roots: []string{root}, Flags: selecting(codes...)})
			defer w.Close()
			if err := w.Index(context.Background(), nil); err != nil {
				t.Fatal(err)
			}
			snap := w.Analyse(filepath.Join(root, path), []byte(page.Bad))
			only := func(code string) bool { return code == r.Code }
			found := 0
			for _, f := range snap.Findings(context.Background()) {
				if f.Rule == r {
					found++
				}
			}
			if found == 0 {
				t.Error("the bad example gets no finding")
			}
			if page.Good == "" {
				return
			}
			got := string(snap.FixAll(context.Background(), analysis.FixOptions{Unsafe: true, Only: only}).Text)
			if got != page.Good {
				t.Errorf("the fix does not give the good example:\n%s", diff(page.Good, got))
			}
		})
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// selecting is a configuration that selects rules.
func selecting(rules ...string) *project.Config {
	return &project.Config{Select: project.Setting[[]string]{Value: rules, Set: true}}
}
