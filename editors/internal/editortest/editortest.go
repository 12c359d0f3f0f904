// Package editortest is what the tests of all editors share: the server, the
// servers it runs beside, and a small project whose files are compared when
// the editor has left.
//
// The editors come from Debian roots in .cache, and pyright from npm; all of it
// is put there by .ci/editors.
package editortest

import (
	"bytes"
	"context"
	"embed"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"
)

//go:embed all:testdata/project
var files embed.FS

// App is the file of the project that the editors open.
const App = "clock/app.py"

// Repository is the absolute path of the repository.
func Repository(t testing.TB) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Dir(string(bytes.TrimSpace(out)))
}

// Cache is the absolute path of a file below .cache.
func Cache(t testing.TB, elements ...string) string {
	t.Helper()
	return filepath.Join(append([]string{Repository(t), ".cache"}, elements...)...)
}

// In is the command line that runs a program of a Debian root.
func In(t testing.TB, suite, program string) []string {
	t.Helper()
	command := []string{filepath.Join(Repository(t), ".ci", "in"), suite, program}
	if out, err := exec.Command(command[0], suite, program, "--version").CombinedOutput(); err != nil {
		t.Fatalf("this test needs %s of Debian %s (run .ci/editors): %v\n%s", program, suite, err, out)
	}
	return command
}

var build sync.Once

// Bin makes a directory for $PATH with pyidiom in it and, to run beside it,
// pyright-langserver and ruff.
func Bin(t testing.TB) string {
	t.Helper()
	server := Cache(t, "editors", "pyidiom")
	build.Do(func() {
		cmd := exec.Command("go", "build", "-buildvcs=false", "-o", server, "github.com/pyidiom/pyidiom/cmd/pyidiom")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("building the server: %v\n%s", err, out)
		}
	})
	bin := t.TempDir()
	if err := os.Link(server, filepath.Join(bin, "pyidiom")); err != nil {
		Copy(t, server, filepath.Join(bin, "pyidiom"))
	}
	write(t, filepath.Join(bin, "ruff"), "#!/bin/sh\nexec "+filepath.Join(Repository(t), ".ci", "in")+" sid ruff \"$@\"\n", 0o755)
	write(t, filepath.Join(bin, "pyright-langserver"),
		"#!/bin/sh\nexec node "+Cache(t, "pyright", "node_modules", "pyright", "langserver.index.js")+" \"$@\"\n", 0o755)
	return bin
}

// Copy copies a program.
func Copy(t testing.TB, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	write(t, to, string(b), 0o755)
}

// Project writes the project to a new directory dir.
func Project(t testing.TB, dir string) {
	t.Helper()
	project, err := fs.Sub(files, "testdata/project")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, project); err != nil {
		t.Fatal(err)
	}
}

// Unchanged is the text of a file of the project as Project writes it.
func Unchanged(t testing.TB, name string) string {
	t.Helper()
	b, err := files.ReadFile("testdata/project/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Compare tests that App in dir holds the text of the file want, and that every
// other file is as Project wrote it and no file was added.
func Compare(t testing.TB, dir, want string) {
	t.Helper()
	b, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	CompareText(t, dir, string(b))
}

// CompareText is Compare with the text of App.
func CompareText(t testing.TB, dir, want string) {
	t.Helper()
	seen := 0
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		seen++
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		expected := want
		if name != App {
			b, err := files.ReadFile("testdata/project/" + name)
			if err != nil {
				t.Errorf("%s was added:\n%s", name, got)
				return nil
			}
			expected = string(b)
		}
		if string(got) != expected {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, expected)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if all := 3; seen < all {
		t.Errorf("%d of %d files are left", seen, all)
	}
}

// Run runs a command with bin first in $PATH and fails the test, with what it
// printed, if it fails or takes longer than two minutes.
func Run(t testing.TB, bin string, env, command []string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+t.TempDir())
	cmd.Env = append(cmd.Env, env...)
	cmd.WaitDelay = 5 * time.Second
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

func write(t testing.TB, path, text string, mode fs.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

// Ways in which a server can be no server.
const (
	Missing       = "missing"
	NotExecutable = "not-executable"
	OtherMachine  = "other-machine"
	Failing       = "failing"
)

// Spoil replaces the server of Bin by something that does not work.
func Spoil(t testing.TB, server, how string) {
	t.Helper()
	if err := os.Remove(server); err != nil {
		t.Fatal(err)
	}
	switch how {
	case NotExecutable:
		write(t, server, "#!/bin/sh\n", 0o644)
	case OtherMachine:
		// The header of a program for s390, which is 32 bits and big-endian.
		write(t, server, "\x7fELF\x01\x02\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x16\x00\x00\x00\x01"+string(make([]byte, 28)), 0o755)
	case Failing:
		write(t, server, "#!/bin/sh\necho this server is broken >&2\nexit 3\n", 0o755)
	}
}

// Kill ends the processes that run a program, as a crash would.
func Kill(t testing.TB, program string) {
	t.Helper()
	killed := 0
	links, err := filepath.Glob("/proc/[0-9]*/exe")
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range links {
		if target, err := os.Readlink(link); err != nil || target != program {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(link)))
		if err != nil {
			t.Fatal(err)
		}
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		killed++
	}
	if killed != 1 {
		t.Fatalf("%d processes run %s, want one", killed, program)
	}
}
