package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestPlay plays the session against the real server: all that can be fixed is fixed, and the files end as those in
// testdata/after.
func TestPlay(t *testing.T) {
	server := filepath.Join(t.TempDir(), "pyidiom")
	build := exec.Command("go", "build", "-o", server, "github.com/pyidiom/pyidiom/cmd/pyidiom")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the server: %v\n%s", err, out)
	}
	project := t.TempDir()
	if err := os.CopyFS(project, os.DirFS("../../testdata/demo")); err != nil {
		t.Fatal(err)
	}
	files, err := play(t.Context(), server, project, screen{Writer: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range files {
		want, err := os.ReadFile(filepath.Join("testdata/after", name))
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, want)
		}
	}
}

func TestExpand(t *testing.T) {
	for _, test := range []struct{ snippet, want string }{
		{"plain", "plain"},
		{"def ${1:f}() -> $2:\n    $0", "def <f>() -> :\n    "},
		{"$1 ${1:x} $1 ${1}", "<x> <x> <x> <x>"},
		{`\$1 \} \\ ${1:a\}b\$}`, `$1 } \ <a}b$>`},
	} {
		if got := expand(test.snippet, func(s string) string { return "<" + s + ">" }); got != test.want {
			t.Errorf("expand(%q) = %q, want %q", test.snippet, got, test.want)
		}
	}
}
