package rules_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// TestEnvFileChanges checks that a finding comes and goes with what a dotenv
// file says, while the Python file that speaks of it stays.
func TestEnvFileChanges(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(root, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("pyproject.toml", "[project]\nname = \"x\"\ndependencies = [\"pydantic-settings==2.16.1\"]\n")
	w := workspace(t, root, "PYD065")
	path := filepath.Join(root, "settings.py")
	d := w.Open(path, []byte("from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings, env_file=\".env\"):\n    debug: bool = False\n"))
	for i, text := range []string{"DEBUG=1\n", "DEBUG=1\nTOKEN=x\n", "TOKEN=x\nTOKEN=\n", "OTHER=1\n"} {
		env := write(".env", text)
		w.FilesChanged(env)
		want := i % 2
		if got := len(d.Snapshot().Findings(context.Background())); got != want {
			t.Errorf("%q: %d findings, want %d", text, got, want)
		}
	}
}
