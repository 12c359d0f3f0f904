//go:build editors

// Package zed checks the extension for Zed as far as that is possible without
// Zed: its manifest, its settings and its types.
package zed

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/editors/internal/editortest"
)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// field gives the value of a key of a TOML file whose values are on one line.
func field(t *testing.T, text, key string) string {
	t.Helper()
	m := regexp.MustCompile(`(?m)^` + key + ` = (.+)$`).FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("no %s in\n%s", key, text)
	}
	return strings.Trim(m[1], `"`)
}

// TestManifest compares the manifest with what Zed asks of one, and with the
// crate.
func TestManifest(t *testing.T) {
	manifest, crate := read(t, "extension.toml"), read(t, "Cargo.toml")
	for key, want := range map[string]string{
		"id":             "pyidiom",
		"schema_version": "1",
		"repository":     "https://github.com/pyidiom/pyidiom",
		"languages":      `["Python"]`,
		"version":        field(t, crate, "version"),
	} {
		if got := field(t, manifest, key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	for _, key := range []string{"name", "description", "authors"} {
		field(t, manifest, key)
	}
	if !strings.Contains(manifest, "\n[language_servers.pyidiom]\n") {
		t.Error("the manifest names no language server pyidiom")
	}
	if field(t, crate, "crate-type") != `["cdylib"]` {
		t.Error("the crate is no cdylib")
	}
}

// TestSettings reads the settings that the README tells to use.
func TestSettings(t *testing.T) {
	var settings struct {
		Languages map[string]struct {
			Servers []string        `json:"language_servers"`
			Actions map[string]bool `json:"code_actions_on_format"`
		} `json:"languages"`
	}
	if err := json.Unmarshal([]byte(read(t, "settings.json")), &settings); err != nil {
		t.Fatal(err)
	}
	python := settings.Languages["Python"]
	if !slices.Contains(python.Servers, "pyidiom") || !python.Actions["source.fixAll.pyidiom"] {
		t.Errorf("settings: %+v", settings)
	}
}

// TestTypes compiles the extension for WebAssembly against a stand-in for the
// API of Zed.
func TestTypes(t *testing.T) {
	root := editortest.Cache(t, "sid")
	dir, err := os.MkdirTemp(filepath.Join(root, "tmp"), "zed")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	for _, file := range []string{"Cargo.toml", "src/lib.rs", "testdata/zed_extension_api/Cargo.toml", "testdata/zed_extension_api/src/lib.rs"} {
		to := filepath.Join(dir, file)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		editortest.Copy(t, file, to)
	}
	in := strings.TrimPrefix(dir, root)
	editortest.Run(t, t.TempDir(), nil, []string{
		"/usr/sbin/chroot", root, "env", "-i", "HOME=" + in, "PATH=/usr/bin:/bin", "RUSTFLAGS=-D warnings", "sh", "-c",
		"cd " + in + ` && cargo check --offline --target wasm32-wasip2 --config 'patch.crates-io.zed_extension_api.path="testdata/zed_extension_api"'`,
	})
}
