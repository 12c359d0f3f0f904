package server

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"go.lsp.dev/uri"

	"github.com/pyidiom/pyidiom/server/internal/lsptest"
)

// built tells whether binary was called.
var built atomic.Bool

type object = lsptest.Object

// binary builds the program once.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "pyidiom-test-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "pyidiom")
	cmd := exec.Command("go", "build", "-o", path, "github.com/pyidiom/pyidiom/cmd/pyidiom")
	cmd.Stderr = os.Stderr
	return path, cmd.Run()
})

func TestMain(m *testing.M) {
	code := m.Run()
	if built.Load() {
		if path, err := binary(); err == nil {
			_ = os.RemoveAll(filepath.Dir(path))
		}
	}
	os.Exit(code)
}

func runBinary(t *testing.T, args ...string) *lsptest.Process {
	t.Helper()
	built.Store(true)
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	return lsptest.Run(t, path, append([]string{"server"}, args...)...)
}

// inProcess is a client of a server in this process; exit waits for its end.
func inProcess(t testing.TB) (c *lsptest.Client, exit func() int) {
	c, _, exit = connected(t)
	return c, exit
}

// inProcessSession is inProcess with the server's side.
func inProcessSession(t testing.TB) (*lsptest.Client, *session) {
	c, s, _ := connected(t)
	return c, s
}

func connected(t testing.TB) (c *lsptest.Client, s *session, exit func() int) {
	t.Helper()
	ours, theirs := net.Pipe()
	l, err := newLogs(os.DevNull, "debug")
	if err != nil {
		t.Fatal(err)
	}
	s = newSession(t.Context(), theirs, Options{Version: "test"}, l)
	code := make(chan int, 1)
	go func() {
		code <- s.serve()
		l.close()
	}()
	exit = sync.OnceValue(func() int { return <-code })
	t.Cleanup(func() { ours.Close(); exit() })
	return lsptest.New(t, ours), s, exit
}

// workspace writes files, by their paths, and gives the URI of their directory.
func workspace(t testing.TB, files map[string]string) (root string, uriOf func(name string) string) {
	t.Helper()
	root = t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root, func(name string) string { return string(uri.File(filepath.Join(root, name))) }
}

// editor is what a modern editor declares; pull is not among it.
func editor() object {
	yes := true
	return object{
		"general": object{"positionEncodings": []string{"utf-16"}},
		"workspace": object{
			"applyEdit": yes, "configuration": yes, "workspaceFolders": yes,
			"workspaceEdit":          object{"documentChanges": yes},
			"didChangeWatchedFiles":  object{"dynamicRegistration": yes},
			"didChangeConfiguration": object{"dynamicRegistration": yes},
			"diagnostics":            object{"refreshSupport": yes},
		},
		"window": object{"workDoneProgress": yes, "showDocument": object{"support": yes}},
		"textDocument": object{
			"publishDiagnostics": object{
				"relatedInformation": yes, "versionSupport": yes, "codeDescriptionSupport": yes, "dataSupport": yes,
				"tagSupport": object{"valueSet": []int{1, 2}},
			},
			"codeAction": object{
				"codeActionLiteralSupport": object{"codeActionKind": object{"valueSet": []string{"", "quickfix", "refactor", "source"}}},
				"isPreferredSupport":       yes, "disabledSupport": yes, "dataSupport": yes,
				"resolveSupport": object{"properties": []string{"edit"}},
			},
			"hover": object{"contentFormat": []string{"markdown", "plaintext"}},
			"completion": object{"completionItem": object{
				"snippetSupport": yes, "documentationFormat": []string{"markdown", "plaintext"},
				"resolveSupport":        object{"properties": []string{"documentation", "additionalTextEdits"}},
				"insertTextModeSupport": object{"valueSet": []int{1, 2}},
			}},
		},
	}
}

// pulling is that of an editor that asks for diagnostics.
func pulling() object {
	c := editor()
	c["textDocument"].(object)["diagnostic"] = object{"dynamicRegistration": true}
	return c
}
