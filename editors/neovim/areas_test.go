package neovim

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite the saved files in testdata/areas/saved")

// areas are a file for each area of the guide, and what is typed in it where ¦ stands. The saved files are run on the
// real libraries by `make prove-snippets`.
var areas = [][2]string{
	{"django_area.py", "djcpk"},
	{"fastapi_area.py", "fa-lifespan"},
	{"sqlalchemy_area.py", "sarepo"},
	{"pydantic_area.py", "annval"},
	{"test_pytest_area.py", "async_client"},
	{"typing_area.py", "deco"},
	{"packaging/pyproject.toml", "depgroups"},
}

// TestAreas accepts a snippet of each area and compares what is saved.
func TestAreas(t *testing.T) {
	nvim := neovim(t)
	dir := t.TempDir()
	bin := filepath.Join(dir, "bin")
	build := exec.Command("go", "build", "-o", filepath.Join(bin, "pyidiom"), "github.com/pyidiom/pyidiom/cmd/pyidiom")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the server: %v\n%s", err, out)
	}
	plugin, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	project := filepath.Join(dir, "project")
	if err := os.CopyFS(project, os.DirFS("testdata/areas")); err != nil {
		t.Fatal(err)
	}
	args := []string{"-l", "testdata/areas.lua", nvim, plugin}
	for _, a := range areas {
		args = append(args, filepath.Join(project, a[0]), a[1])
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	session := exec.CommandContext(ctx, nvim, args...)
	session.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+dir)
	session.WaitDelay = 5 * time.Second
	if out, err := session.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, a := range areas {
		got, err := os.ReadFile(filepath.Join(project, a[0]))
		if err != nil {
			t.Fatal(err)
		}
		saved := filepath.Join("testdata", "areas", "saved", a[0])
		if *update {
			if err := os.WriteFile(saved, got, 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(saved)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s is saved as:\n%s\nwant:\n%s", a[0], got, want)
		}
	}
}
