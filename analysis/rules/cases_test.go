package rules_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hexops/gotextdiff"
	"github.com/hexops/gotextdiff/myers"
	"github.com/hexops/gotextdiff/span"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	_ "github.com/pyidiom/pyidiom/analysis/rules"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

const casesDir = "../../testdata/rules"

// suite is testdata/rules/CODE/cases.json.
type suite struct {
	Code  string
	Cases []testCase
}

type testCase struct {
	Name           string
	Kind           string            // "fix", "report", "action", "silent"
	File, Golden   string            // one file ...
	Path           string            // ... and where it lives in its project
	Dir            string            // or a whole project
	GoldenDir      string            `json:"golden_dir"`
	Files          map[string]string // further files of the project, by path
	RequiresPython *string           `json:"requires_python"`
	Dependencies   []string
	Findings       json.RawMessage // 1-based lines: a list, or by path for a Dir
	Ranges         [][4]uint32     // 0-based lines and UTF-16 code units
	Action         string          // the title of the fix; absent: all fixes of the file
	Safety         string
}

func TestCases(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(casesDir, "*", "cases.json"))
	if err != nil || len(dirs) == 0 {
		t.Fatal("no cases", err)
	}
	with := map[string]bool{}
	for _, file := range dirs {
		var s suite
		readJSON(t, file, &s)
		with[s.Code] = true
		t.Run(s.Code, func(t *testing.T) {
			t.Parallel()
			for _, c := range s.Cases {
				t.Run(c.Name, func(t *testing.T) { runCase(t, s.Code, filepath.Dir(file), c) })
			}
		})
	}
	for _, r := range rule.All() {
		if r.Check != nil && !with[r.Code] {
			t.Errorf("%s has no cases", r.Code)
		}
	}
}

func readJSON(t *testing.T, file string, v any) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// lay builds the project of a case in a temporary directory and returns its
// root and the paths of the files under test.
func lay(t *testing.T, dir string, c testCase) (root string, paths []string) {
	t.Helper()
	root = t.TempDir()
	write := func(path string, b []byte) {
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for path, from := range c.Files {
		write(path, read(t, filepath.Join(dir, from)))
	}
	if c.Dir != "" {
		paths = tree(t, filepath.Join(dir, c.Dir))
		for _, p := range paths {
			write(p, read(t, filepath.Join(dir, c.Dir, p)))
		}
	} else {
		write(c.Path, read(t, filepath.Join(dir, c.File)))
		paths = []string{c.Path}
	}
	if _, err := os.Stat(filepath.Join(root, "pyproject.toml")); err != nil && c.RequiresPython != nil {
		b, _ := json.Marshal(c.Dependencies)
		write("pyproject.toml", fmt.Appendf(nil, "[project]\nname = \"case\"\nversion = \"1\"\nrequires-python = %q\ndependencies = %s\n", *c.RequiresPython, b))
	}
	return root, paths
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// tree lists the files below dir.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			files = append(files, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func runCase(t *testing.T, code, dir string, c testCase) {
	root, paths := lay(t, dir, c)
	w := workspace(t, root, code)
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
		switch c.Kind {
		case "silent":
			if c.Dir == "" || path == c.Path || c.Findings == nil {
				want = []int{}
			}
		case "action":
			// Those of a refactoring hold with the rule selected, as it is here.
			if r := rule.Find(code); r == nil || !r.Refactoring {
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
		golden := filepath.Join(dir, c.Golden)
		if c.Dir != "" {
			golden = filepath.Join(dir, c.GoldenDir, path)
		}
		if c.Golden == "" && c.GoldenDir == "" {
			continue
		}
		fixed, safety := fix(t, w, s, c)
		if wantText := string(read(t, golden)); fixed != wantText {
			t.Errorf("%s: not as %s:\n%s", path, golden, diff(wantText, fixed))
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

func wantLines(t *testing.T, c testCase, path string) []int {
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
func fix(t *testing.T, w *analysis.Workspace, s *analysis.Snapshot, c testCase) (text, safety string) {
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
			var s suite
			c := testCase{Path: "example.py"}
			if r.Lang == syntax.TOML {
				c.Path = "pyproject.toml"
			}
			if file := filepath.Join(casesDir, r.Code, "cases.json"); exists(file) {
				readJSON(t, file, &s)
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
				text, err := os.ReadFile(filepath.Join(casesDir, r.Code, from))
				if err != nil {
					t.Fatal(err)
				}
				file := filepath.Join(root, path)
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, text, 0o644); err != nil {
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
