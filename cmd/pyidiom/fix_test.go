package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWriteFixed(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.py")
	if err := os.WriteFile(path, []byte("one"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := writeFixed(path, []byte("one"), []byte("two")); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(path); string(b) != "two" {
		t.Errorf("the file holds %q", b)
	}
	if err := writeFixed(path, []byte("one"), []byte("three")); err == nil || !strings.Contains(err.Error(), "changed while it was checked") {
		t.Errorf("a file that changed meanwhile was written: %v", err)
	}
	if err := writeFixed(filepath.Join(dir, "none.py"), nil, []byte("x")); err == nil {
		t.Error("a file that is gone was written")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".pyidiom-*")); len(left) > 0 {
		t.Errorf("left lying about: %v", left)
	}
}

// TestWriteUnchanged: a file that need not change is not touched.
func TestWriteUnchanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.py")
	if err := os.WriteFile(path, []byte("one"), 0o644); err != nil {
		t.Fatal(err)
	}
	before, _ := os.Stat(path)
	if err := writeFixed(path, []byte("one"), []byte("one")); err != nil {
		t.Fatal(err)
	}
	after, _ := os.Stat(path)
	if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("the file was replaced")
	}
}
