package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// buffer is a bytes.Buffer for concurrent use.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func TestWatch(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("app.py", "good()\n")

	var out, errs buffer
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"check", "--select", "TST", "--watch"}, streams{strings.NewReader(""), &out, &errs})
	}()
	defer stop()

	seen := 0
	// await waits for a round whose output contains want.
	await := func(want string) {
		t.Helper()
		for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
			rest := out.String()[seen:]
			if i := strings.Index(rest, want); i >= 0 {
				if j := strings.Index(rest[i:], "Watching for changes"); j >= 0 {
					seen += i + j
					return
				}
			}
		}
		t.Fatalf("%q did not come; standard output:\n%s\nstandard error:\n%s", want, out.String(), errs.String())
	}
	await("No findings in 1 file")
	write("app.py", "bad()\n")
	await("app.py:1:1: warning[TST001]")
	write("new/sub/mod.py", "report()\n") // in directories that were not there
	await("new/sub/mod.py:1:1: error[TST003]")
	write("new/sub/mod.py", "good()\n")
	await("Found 1 finding in 1 of 2 files")
	if err := os.Remove("app.py"); err != nil {
		t.Fatal(err)
	}
	await("No findings in 1 file")

	stop()
	select {
	case code := <-done:
		if code != exitClean {
			t.Errorf("exit status %d after Ctrl-C, want 0; standard error:\n%s", code, errs.String())
		}
	case <-time.After(10 * time.Second):
		t.Fatal("does not end")
	}
}
