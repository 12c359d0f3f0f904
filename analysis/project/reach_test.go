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
