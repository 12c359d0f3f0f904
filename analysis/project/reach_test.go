package project

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// Modules that import each other in circles, with a chain behind them: each
// reaches what is reachable from it and nothing else, whichever is asked first.
func TestReachCircles(t *testing.T) {
	files := map[string]string{
		"a": "import b\n", "b": "import c\nimport out_b\n", "c": "import a\nimport d\n",
		"d": "import e\n", "e": "import d\nimport out_e.deep\n", "f": "import e\nimport out_f\n",
	}
	want := map[string]string{"a": "be", "b": "be", "c": "be", "d": "e", "e": "e", "f": "ef"}
	for first := range files {
		dir := t.TempDir()
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(dir, name+".py"), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		v := New(Options{Folders: []string{dir}}).View(filepath.Join(dir, "x.py"))
		v.Reaches([]string{first}, "out_b")
		for name, letters := range want {
			got := ""
			for _, l := range "bef" {
				if v.Reaches([]string{name}, fmt.Sprintf("out_%c", l)) {
					got += string(l)
				}
			}
			if got != letters {
				t.Errorf("%s asked first: %s reaches %q, want %q", first, name, got, letters)
			}
		}
	}
}

// What a file leads to: through packages, relative imports and names that are
// modules.
func TestLeads(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"pkg/__init__.py": "import other\n", "pkg/a.py": "def f():\n    from . import b\n", "pkg/b.py": "", "other.py": "import re\n", "alone.py": "",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	v := New(Options{Folders: []string{dir}}).View(filepath.Join(dir, "x.py"))
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"pkg/a.py", "pkg/b.py", true}, {"pkg/a.py", "other.py", true}, {"pkg/b.py", "pkg/a.py", false}, {"other.py", "pkg/b.py", false}, {"pkg/a.py", "alone.py", false},
	} {
		if got := v.Leads(filepath.Join(dir, c.from), filepath.Join(dir, c.to)); got != c.want {
			t.Errorf("%s leads to %s: %v", c.from, c.to, got)
		}
	}
}
