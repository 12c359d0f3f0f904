package editortest

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocs looks up every test that docs/editors.md names.
func TestDocs(t *testing.T) {
	repository := Repository(t)
	page, err := os.ReadFile(filepath.Join(repository, "docs", "editors.md"))
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`(neovim|helix|emacs|zed)\\.(Test\\w+)[^`]*`").FindAllStringSubmatch(string(page), -1)
	if len(named) < 30 {
		t.Errorf("the page names %d tests", len(named))
	}
	sources := map[string]string{}
	for _, m := range named {
		editor, function := m[1], m[2]
		if sources[editor] == "" {
			files, err := filepath.Glob(filepath.Join(repository, "editors", editor, "*_test.go"))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				b, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				sources[editor] += string(b)
			}
		}
		if !strings.Contains(sources[editor], "\nfunc "+function+"(") {
			t.Errorf("%s has no %s", editor, function)
		}
	}

	host, err := filepath.Glob(filepath.Join(repository, "editors", "vscode", "test", "host", "*.ts"))
	if err != nil {
		t.Fatal(err)
	}
	var vscode string
	for _, file := range host {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		vscode += string(b)
	}
	for _, m := range regexp.MustCompile(`\*([a-z][^*|]+)\*`).FindAllStringSubmatch(string(page), -1) {
		if !strings.Contains(vscode, `["`+m[1]+`", `) {
			t.Errorf("VS Code has no test %q", m[1])
		}
	}
}
