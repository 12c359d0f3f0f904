// Package neovim tests the server inside a real Neovim.
package neovim

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestSession edits a small project in Neovim as a person would (see testdata/session.lua): diagnostics, quick fixes, a
// snippet with its imports, save. The saved file is compared byte for byte.
func TestSession(t *testing.T) {
	nvim := neovim(t)
	dir := t.TempDir()
	bin := filepath.Join(dir, "bin")
	build := exec.Command("go", "build", "-o", filepath.Join(bin, "pyidiom"), "github.com/pyidiom/pyidiom/cmd/pyidiom")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the server: %v\n%s", err, out)
	}
	project := filepath.Join(dir, "project")
	if err := os.CopyFS(project, os.DirFS("testdata/project")); err != nil {
		t.Fatal(err)
	}
	plugin, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}

	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	file := filepath.Join(project, "trips", "main.py")
	session := exec.CommandContext(ctx, nvim, "-l", "testdata/session.lua", nvim, plugin, file)
	session.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+dir)
	session.WaitDelay = 5 * time.Second
	if out, err := session.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}

	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/main.py.saved")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("saved file:\n%s\nwant:\n%s", got, want)
	}
}

// TestConfig asks the configuration for which files the server starts, and where their root is.
func TestConfig(t *testing.T) {
	nvim := neovim(t)
	plugin, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	project := t.TempDir()
	if err := os.CopyFS(project, os.DirFS("testdata/project")); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), nvim, "--clean", "-l", "testdata/config.lua", plugin, project).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// neovim finds the Neovim to test with: $PYIDIOM_NVIM, else the one that `.ci/root sid neovim` has put into .cache.
func neovim(t *testing.T) string {
	t.Helper()
	nvim := os.Getenv("PYIDIOM_NVIM")
	if nvim == "" {
		var err error
		if nvim, err = filepath.Abs("../../.ci/nvim"); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command(nvim, "--version").Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("this test needs Neovim 0.12: %s", exit.Stderr)
		}
		t.Fatalf("this test needs Neovim 0.12: %v (PYIDIOM_NVIM names the program)", err)
	}
	version, _, _ := strings.Cut(string(out), "\n")
	t.Log(version)
	return nvim
}
