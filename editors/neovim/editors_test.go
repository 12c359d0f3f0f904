//go:build editors

package neovim

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/pyidiom/pyidiom/editors/internal/editortest"
)

// versions are the Neovims of Debian sid and trixie.
var versions = []struct{ name, suite string }{
	{"0.12", "sid"},
	{"0.10", "trixie"},
}

// session runs a script of testdata with a Neovim of a Debian suite on a new
// copy of the project, which it returns.
func session(t *testing.T, suite, script string, arguments ...string) (project string) {
	t.Helper()
	bin := editortest.Bin(t)
	project = filepath.Join(t.TempDir(), "project")
	editortest.Project(t, project)
	runSession(t, bin, suite, script, project, arguments...)
	return project
}

func runSession(t *testing.T, bin, suite, script, project string, arguments ...string) {
	t.Helper()
	command := editortest.In(t, suite, "nvim")
	nvim := filepath.Join(bin, "nvim")
	text := "#!/bin/sh\nexec " + command[0] + " " + command[1] + " " + command[2] + " \"$@\"\n"
	if err := os.WriteFile(nvim, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	plugin, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	run := []string{nvim, "-l", filepath.Join("testdata", script), nvim, plugin, filepath.Join(project, editortest.App)}
	editortest.Run(t, bin, nil, append(run, arguments...))
}

// TestEditing edits a file with the server alone, and beside pyright and ruff:
// diagnostics, two quick fixes, a snippet with its imports, save.
func TestEditing(t *testing.T) {
	for _, version := range versions {
		for _, company := range []string{"alone", "beside"} {
			t.Run(version.name+"/"+company, func(t *testing.T) {
				project := session(t, version.suite, "editing.lua", company)
				editortest.Compare(t, project, "../internal/editortest/testdata/edited.py")
			})
		}
	}
}
