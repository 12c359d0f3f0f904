//go:build editors

// Package helix tests the server inside a real Helix.
package helix

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/editors/internal/editortest"
)

// languages is the fragment that the documentation gives, with pyidiom and
// whatever runs beside it for Python.
func languages(t *testing.T, servers string) string {
	t.Helper()
	b, err := os.ReadFile("languages.toml")
	if err != nil {
		t.Fatal(err)
	}
	const given = `["pyright", "ruff", "pyidiom"]`
	if !strings.Contains(string(b), given) {
		t.Fatalf("languages.toml does not hold %s", given)
	}
	return strings.Replace(string(b), given, servers, 1)
}

// TestEditing edits a file as a person would, with the server alone and beside
// pyright and ruff: diagnostics, two quick fixes, a snippet with its imports,
// save.
func TestEditing(t *testing.T) {
	for _, c := range []struct{ name, servers string }{
		{"alone", `["pyidiom"]`},
		{"beside", `["pyright", "ruff", "pyidiom"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			project := filepath.Join(t.TempDir(), "project")
			editortest.Project(t, project)
			s := open(t, editortest.Bin(t), languages(t, c.servers), project)

			s.await(`^● +7 .*ünits`)
			s.await(`^● +8 .*started`)
			s.await(`^● +15 .*Declare .name. with .Annotated.`)
			if c.name == "beside" {
				s.await("`os` imported but unused")           // ruff's
				s.await(`^● +4 .*Import "fastapi" could not`) // pyright's
			}

			s.search(`Depends\(token`, 15)
			s.choose("Use Annotated in `user`")
			s.await(`name: Annotated\[str, Depends\(token\)\]`)
			s.search(`utcnow\(\)\}`, 8)
			s.choose("Use `datetime.now(UTC)` (keep naive)")
			s.await(`ünits = .*datetime\.now\(UTC\)\.replace\(tzinfo=None\)\}`)
			s.gone(`^● +8 `)

			s.keys("g", "e")
			s.at(17)
			s.keys("o")
			s.await(`^ INS `)
			s.keys("C-u", "Enter", "Enter")
			s.at(20)
			s.write("fa-lifespan")
			s.await(`fa-lifespan +snippet`)
			s.keys("Tab")
			s.await(`async def lifespan`) // a preview
			s.keys("Enter")
			s.gone(`fa-lifespan +snippet`)
			s.await(`^ +\d+ +from contextlib import asynccontextmanager`)
			s.at(24)
			s.write("await open_pool()")
			s.settle()
			s.await(`^ +24 +await open_pool\(\)$`)
			s.keys("Tab")
			s.at(28)
			s.write("await close_pool()")
			s.settle()
			s.await(`^ +28 +await close_pool\(\)$`)
			s.escape()
			s.save()
			editortest.Compare(t, project, "../internal/editortest/testdata/edited.py")
		})
	}
}

// TestHover asks what a diagnostic is about.
func TestHover(t *testing.T) {
	project := filepath.Join(t.TempDir(), "project")
	editortest.Project(t, project)
	s := open(t, editortest.Bin(t), languages(t, `["pyidiom"]`), project)
	s.await(`^● +8 .*started`)
	s.search(`started = datetime.utc`, 8)
	s.keys("Space", "k")
	s.await("utcnow-deprecated")
}

// TestSettings switches a rule off in the settings of the user.
func TestSettings(t *testing.T) {
	project := filepath.Join(t.TempDir(), "project")
	editortest.Project(t, project)
	const given = `# config = { pyidiom = { ignore = ["TYP001"] } }`
	text := languages(t, `["pyidiom"]`)
	if !strings.Contains(text, given) {
		t.Fatalf("languages.toml does not hold %s", given)
	}
	s := open(t, editortest.Bin(t), strings.Replace(text, given, `config = { pyidiom = { ignore = ["FAP010"] } }`, 1), project)
	s.await(`^● +8 .*started`)
	s.gone(`Declare .name. with .Annotated.`)
	s.search(`Depends\(token`, 15)
	s.keys("Space", "a")
	s.await("No code actions available")
}

// TestFixOnSave has pyidiom fix the file as a formatter.
func TestFixOnSave(t *testing.T) {
	project := filepath.Join(t.TempDir(), "project")
	editortest.Project(t, project)
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(readme), "```toml fix-on-save\n")
	recipe, _, ok := strings.Cut(after, "```")
	if !ok {
		t.Fatal("README.md gives no fix on save")
	}
	fragment := languages(t, `["pyidiom"]`)
	s := open(t, editortest.Bin(t), strings.Replace(fragment, "name = \"python\"\n", "name = \"python\"\n"+recipe, 1), project)
	s.await(`^● +8 .*started`)
	s.write(":w")
	s.keys("Enter")
	s.await(`started = datetime.now`)
	s.gone(`app.py \[\+\]`)
	s.gone(`^● `)
	editortest.Compare(t, project, "../internal/editortest/testdata/fixed.py")
}

// TestKilled ends the server in mid-edit: Helix says so, :lsp-restart starts
// another, and that knows the text that was not saved.
func TestKilled(t *testing.T) {
	project := filepath.Join(t.TempDir(), "project")
	editortest.Project(t, project)
	bin := editortest.Bin(t)
	s := open(t, bin, languages(t, `["pyidiom"]`), project)
	s.await(`^● +8 .*started`)
	s.keys("O")
	s.await(`^ INS `)
	s.write("import sys")
	s.escape()
	s.await(`^● +9 .*started`)
	editortest.Kill(t, filepath.Join(bin, "pyidiom"))
	s.await("Language server exited: pyidiom")
	s.keys("o")
	s.await(`^ INS `)
	s.write("import re")
	s.escape()
	s.write(":lsp-restart")
	s.keys("Enter")
	s.started(2)
	s.search(`Depends\(token`, 17)
	s.choose("Use Annotated in `user`")
	s.await(`name: Annotated\[str, Depends\(token\)\]`)
	s.save()
	want := editortest.Unchanged(t, editortest.App)
	want = strings.Replace(want, "import os\nfrom datetime import datetime\n", "import sys\nimport re\nimport os\nfrom datetime import datetime\nfrom typing import Annotated\n", 1)
	want = strings.Replace(want, "name: str = Depends(token)", "name: Annotated[str, Depends(token)]", 1)
	editortest.CompareText(t, project, want)
}

// TestBadServer starts Helix with a server that is not there, not executable,
// for another machine, or that fails: the file can be edited, and Helix says
// what it says.
func TestBadServer(t *testing.T) {
	for _, c := range []struct{ name, message string }{
		{editortest.Missing, "No configured language server supports code actions"},
		{editortest.NotExecutable, "No configured language server supports code actions"},
		{editortest.OtherMachine, "No configured language server supports code actions"},
		{editortest.Failing, "Language server exited: pyidiom"},
	} {
		t.Run(c.name, func(t *testing.T) {
			project := filepath.Join(t.TempDir(), "project")
			editortest.Project(t, project)
			bin := editortest.Bin(t)
			editortest.Spoil(t, filepath.Join(bin, "pyidiom"), c.name)
			s := open(t, bin, languages(t, `["pyidiom"]`), project)
			s.await(`^ NOR `)
			if c.name != editortest.Failing {
				s.keys("Space", "a")
			}
			s.await(c.message)
			s.keys("O")
			s.await(`^ INS `)
			s.write("import sys")
			s.escape()
			s.save()
			editortest.CompareText(t, project, "import sys\n"+editortest.Unchanged(t, editortest.App))
		})
	}
}
