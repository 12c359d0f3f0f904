//go:build editors

package neovim

import (
	"os"
	"path/filepath"
	"strings"
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
	t.Log(editortest.Run(t, bin, nil, append(run, arguments...)))
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

// TestFixOnSave fixes by the recipes of the help, with and without the plugin.
func TestFixOnSave(t *testing.T) {
	for _, c := range []struct{ name, suite, recipe string }{
		{"0.12", "sid", "1"},
		{"0.12/without-plugin", "sid", "2"},
		{"0.10", "trixie", "1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			project := session(t, c.suite, "saving.lua", c.recipe)
			editortest.Compare(t, project, "../internal/editortest/testdata/fixed.py")
		})
	}
}

// TestCompletionWhileTyping accepts a snippet from a menu that came by itself.
func TestCompletionWhileTyping(t *testing.T) {
	project := session(t, "sid", "typing.lua")
	editortest.Compare(t, project, "testdata/typed.py")
}

// TestHover asks what a finding is about.
func TestHover(t *testing.T) { everyVersion(t, "hover.lua") }

// TestSettings switches a rule off in the settings of the user.
func TestSettings(t *testing.T) { everyVersion(t, "settings.lua") }

// everyVersion runs a session that changes no file.
func everyVersion(t *testing.T, script string) {
	for _, version := range versions {
		t.Run(version.name, func(t *testing.T) {
			project := session(t, version.suite, script)
			editortest.CompareText(t, project, editortest.Unchanged(t, editortest.App))
		})
	}
}

// TestKilled ends the server in mid-edit and starts it again.
func TestKilled(t *testing.T) {
	want := editortest.Unchanged(t, editortest.App)
	want = strings.Replace(want, "import os\nfrom datetime import datetime\n", "import sys\nimport re\nimport os\nfrom datetime import datetime\nfrom typing import Annotated\n", 1)
	want = strings.Replace(want, "name: str = Depends(token)", "name: Annotated[str, Depends(token)]", 1)
	for _, version := range versions {
		t.Run(version.name, func(t *testing.T) {
			project := session(t, version.suite, "killed.lua")
			editortest.CompareText(t, project, want)
		})
	}
}

// otherMachine is what Neovim says of a program for another machine: 0.10 has
// the shell try it.
var otherMachine = map[string]string{
	"0.12": "Spawning language server with cmd",
	"0.10": "Client pyidiom quit with exit code 127",
}

// TestBadServer starts Neovim with a server that is not there, not executable,
// for another machine, or that fails at once.
func TestBadServer(t *testing.T) {
	for _, c := range []struct{ name, message string }{
		{editortest.Missing, "pyidiom: pyidiom is not found: install it"},
		{editortest.NotExecutable, "pyidiom is not executable: run `chmod +x` on it"},
		{editortest.OtherMachine, "see otherMachine"},
		{editortest.Failing, "Client pyidiom quit with exit code 3 and signal 0"},
	} {
		for _, version := range versions {
			for _, how := range []string{"setup", "enable"} {
				if how == "enable" && version.name == "0.10" {
					continue // which has no vim.lsp.enable
				}
				t.Run(version.name+"/"+c.name+"/"+how, func(t *testing.T) {
					message := c.message
					if c.name == editortest.OtherMachine {
						message = otherMachine[version.name]
					}
					bin := editortest.Bin(t)
					editortest.Spoil(t, filepath.Join(bin, "pyidiom"), c.name)
					project := filepath.Join(t.TempDir(), "project")
					editortest.Project(t, project)
					runSession(t, bin, version.suite, "bad_server.lua", project, message, how)
					editortest.CompareText(t, project, "import sys\n"+editortest.Unchanged(t, editortest.App))
				})
			}
		}
	}
}

// TestHelp reads the help as Neovim does.
func TestHelp(t *testing.T) { session(t, "sid", "help.lua") }
