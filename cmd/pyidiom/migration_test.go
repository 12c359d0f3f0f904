package main

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// TestMigration takes a project from Pydantic 1 to 2 as its owner would:
// testdata/migration/v1 becomes v2 in one run, and findings.txt is what is left
// for a person to decide. That v2 does what v1 did is seen by make prove.
func TestMigration(t *testing.T) {
	home, err := filepath.Abs(filepath.Join("..", "..", "testdata", "migration"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(home, "v1"))); err != nil {
		t.Fatal(err)
	}
	t.Setenv("VIRTUAL_ENV", "")
	t.Chdir(dir)
	check := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		args = append([]string{"check", "--select", "PYD", "--unsafe-fixes"}, args...)
		if code := run(context.Background(), args, streams{strings.NewReader(""), &out, &errs}); code != exitFindings || errs.Len() > 0 {
			t.Fatalf("%v: exit status %d\n%s", args, code, &errs)
		}
		return out.String()
	}

	before := readTree(t, dir)
	left := check("--fix")
	after := readTree(t, dir)
	check("--fix")
	for name, text := range readTree(t, dir) {
		if text != after[name] {
			t.Errorf("%s: a second run changes it", name)
		}
	}
	for name, text := range after {
		f := syntax.Parse(analysis.Language(name), []byte(text))
		for i := range f.UnitCount() {
			if len(f.Unit(i).Broken()) > 0 {
				t.Errorf("%s: does not parse", name)
			}
			for n := range f.UnitNodes(i) {
				if n.Is(syntax.KError) || n.IsMissing() {
					t.Errorf("%s: does not parse near %q", name, n.Text())
				}
			}
		}
		kept := comments(name, text)
		for comment, n := range comments(name, before[name]) {
			if kept[comment] < n {
				t.Errorf("%s: the comment %q is lost", name, comment)
			}
		}
	}

	goldenTree(t, filepath.Join(home, "v2"), after)
	goldenTree(t, filepath.Join(home, "left"), map[string]string{"findings.txt": left})
}

// comments counts the comments of a file by their text.
func comments(name, text string) map[string]int {
	count := map[string]int{}
	f := syntax.Parse(analysis.Language(name), []byte(text))
	for i := range f.UnitCount() {
		for n := range f.Comments(i) {
			count[n.Text()]++
		}
	}
	return count
}

// readTree gives the files below dir by their slash-separated paths.
func readTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// goldenTree compares files with those below dir, or with -update writes them.
func goldenTree(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		for name, text := range files {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := readTree(t, dir)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if files[name] != want[name] {
			t.Errorf("%s differs (go test -update rewrites it); got:\n%s", name, files[name])
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("%s: there is no such file", name)
	}
}
