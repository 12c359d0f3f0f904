//go:build editors

// Package emacs tests the server in Emacs, with Eglot.
package emacs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/editors/internal/editortest"
)

// session runs a function of testdata/session.el on a new copy of the project.
// Emacs finds its files where it was installed only, so it runs in a chroot.
func session(t *testing.T, function, server string) (project, output string) {
	t.Helper()
	root := editortest.Cache(t, "trixie")
	dir, err := os.MkdirTemp(filepath.Join(root, "tmp"), "emacs")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	bin := editortest.Bin(t)
	if server != "" {
		editortest.Spoil(t, filepath.Join(bin, "pyidiom"), server)
	}
	if server != editortest.Missing {
		editortest.Copy(t, filepath.Join(bin, "pyidiom"), filepath.Join(dir, "pyidiom"))
	}
	if server == editortest.NotExecutable {
		if err := os.Chmod(filepath.Join(dir, "pyidiom"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"pyidiom.el", "testdata/session.el"} {
		editortest.Copy(t, file, filepath.Join(dir, filepath.Base(file)))
	}
	project = filepath.Join(dir, "project")
	editortest.Project(t, project)
	in := strings.TrimPrefix(dir, root)
	output = editortest.Run(t, bin, nil, []string{
		"/usr/sbin/chroot", root, "env", "-i", "HOME=" + in, "LANG=C.UTF-8", "PATH=" + in + ":/usr/bin:/bin",
		"emacs", "--batch", "-Q", "-l", in + "/pyidiom.el", "-l", in + "/session.el", "--eval", "(setq make-backup-files nil project-vc-extra-root-markers '(\"pyproject.toml\"))",
		"-f", "session-" + function, in + "/project/" + editortest.App,
	})
	return project, output
}

// TestFixes sees the diagnostics, applies one fix, then all.
func TestFixes(t *testing.T) {
	project, _ := session(t, "fixes", "")
	editortest.Compare(t, project, "../internal/editortest/testdata/fixed.py")
}

// TestKilled ends the server in mid-edit: Eglot starts another by itself.
func TestKilled(t *testing.T) {
	project, _ := session(t, "killed", "")
	editortest.CompareText(t, project, "import re\nimport sys\n"+editortest.Unchanged(t, editortest.App))
}

// TestBadServer starts Eglot with a server that is no server.
func TestBadServer(t *testing.T) {
	for _, c := range []struct{ name, message string }{
		{editortest.Missing, "Searching for program: No such file or directory, pyidiom"},
		{editortest.NotExecutable, "Searching for program: Permission denied, pyidiom"},
		{editortest.Failing, "Server died"},
	} {
		t.Run(c.name, func(t *testing.T) {
			project, output := session(t, "bad", c.name)
			_, message, _ := strings.Cut(output, "message: ")
			if !strings.Contains(message, c.message) {
				t.Errorf("got\n%s\nwant the message %q", output, c.message)
			}
			t.Log(message)
			editortest.CompareText(t, project, "import sys\n"+editortest.Unchanged(t, editortest.App))
		})
	}
}
