package project

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tree writes files below a fresh directory. A name that ends in "/" is a
// directory, a text "-> X" a symbolic link to X.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		write(t, root, name, text)
	}
	return root
}

func write(t *testing.T, root, name, text string) {
	t.Helper()
	path := filepath.Join(root, filepath.FromSlash(name))
	dir := filepath.Dir(path)
	if strings.HasSuffix(name, "/") {
		dir = path
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if dir == path {
		return
	}
	var err error
	if to, link := strings.CutPrefix(text, "-> "); link {
		err = os.Symlink(to, path)
	} else {
		err = os.WriteFile(path, []byte(text), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func workspace(root string) *Workspace { return New(Options{Folders: []string{root}}) }

// rel makes a path readable.
func rel(root, path string) string {
	r, err := filepath.Rel(root, path)
	if err != nil || path == "" {
		return path
	}
	return filepath.ToSlash(r)
}

func TestRootIsTheNearestProject(t *testing.T) {
	root := tree(t, map[string]string{
		"pyproject.toml":            "[tool.black]\nline-length = 100\n",
		"loose/a.py":                "",
		"one/pyproject.toml":        "[project]\nname = \"one\"\n",
		"one/src/one/a.py":          "",
		"one/tools/pyproject.toml":  "[tool.isort]\n",
		"one/tools/a.py":            "",
		"two/setup.cfg":             "[metadata]\nname = two\n",
		"two/pkg/a.py":              "",
		"three/setup.cfg":           "[flake8]\nmax-line-length = 100\n",
		"three/a.py":                "",
		"four/setup.py":             "",
		"four/a.py":                 "",
		"five/pyidiom.toml":         "",
		"five/a.py":                 "",
		"six/pyproject.toml":        "[tool.poetry]\nname = \"six\"\n",
		"six/a.py":                  "",
		"one/nested/pyproject.toml": "[tool.pyidiom]\n",
		"one/nested/x/y/a.py":       "",
	})
	w := workspace(root)
	for path, want := range map[string]string{
		"loose/a.py": ".", "one/src/one/a.py": "one", "one/tools/a.py": "one", "two/pkg/a.py": "two", "three/a.py": ".",
		"four/a.py": "four", "five/a.py": "five", "six/a.py": "six", "one/nested/x/y/a.py": "one/nested",
		"not/there/yet.py": ".",
	} {
		if got := rel(root, w.View(filepath.Join(root, path)).Root()); got != want {
			t.Errorf("root of %s: %s, want %s", path, got, want)
		}
	}
}

func TestOutsideFolders(t *testing.T) {
	root := tree(t, map[string]string{
		"repo/.git/":              "",
		"repo/a/b/c.py":           "",
		"project/pyproject.toml":  "[project]\nname = \"p\"\n",
		"project/pkg/__init__.py": "",
		"project/pkg/a.py":        "",
	})
	w := New(Options{})
	for path, want := range map[string]string{"repo/a/b/c.py": "repo", "project/pkg/a.py": "project"} {
		if got := rel(root, w.View(filepath.Join(root, path)).Root()); got != want {
			t.Errorf("root of %s: %s, want %s", path, got, want)
		}
	}
}

func TestModuleNames(t *testing.T) {
	root := tree(t, map[string]string{
		"pyproject.toml":           "[project]\nname = \"p\"\n[tool.pytest.ini_options]\npythonpath = [\"lib\"]\n",
		"src/pkg/__init__.py":      "",
		"src/pkg/sub/mod.py":       "", // a namespace package below a package
		"src/space/deep/mod.py":    "", // a namespace package
		"app/__init__.py":          "",
		"app/main.py":              "",
		"lib/helper.py":            "",
		"scripts/run-me.py":        "",
		"scripts/tool.py":          "",
		"other/src2/p/__init__.py": "",
		"other/src2/p/m.py":        "",
		"tests/test_a.py":          "",
		"foo-bar/pkg/__init__.py":  "",
		"foo-bar/pkg/a.py":         "",
	})
	w := workspace(root)
	for path, want := range map[string]string{
		"src/pkg/__init__.py": "pkg", "src/pkg/sub/mod.py": "pkg.sub.mod", "src/space/deep/mod.py": "space.deep.mod",
		"app/__init__.py": "app", "app/main.py": "app.main", "lib/helper.py": "helper", "scripts/run-me.py": "",
		"scripts/tool.py": "scripts.tool", "other/src2/p/m.py": "other.src2.p.m", "tests/test_a.py": "tests.test_a",
		"foo-bar/pkg/a.py": "pkg.a",
	} {
		path = filepath.Join(root, path)
		if got := w.View(path).ModuleName(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	for _, c := range []struct{ from, module, want string }{
		{"app/main.py", "pkg", "src/pkg/__init__.py"},
		{"app/main.py", "pkg.sub.mod", "src/pkg/sub/mod.py"},
		{"app/main.py", "pkg.sub", ""},
		{"app/main.py", "helper", "lib/helper.py"},
		{"app/main.py", "app", "app/__init__.py"},
		{"scripts/run-me.py", "tool", "scripts/tool.py"},
		{"app/main.py", "tool", ""},
		{"app/main.py", "", ""},
		{"app/main.py", "../app", ""},
	} {
		if got := rel(root, w.View(filepath.Join(root, c.from)).Find(c.module)); got != c.want {
			t.Errorf("%s finds %q as %q, want %q", c.from, c.module, got, c.want)
		}
	}
}

func TestConftests(t *testing.T) {
	root := tree(t, map[string]string{
		"conftest.py": "", "tests/conftest.py": "", "tests/a/b/test_x.py": "", "tests/a/conftest.py/": "", "other/conftest.py": "",
	})
	w := workspace(root)
	var got []string
	for _, p := range w.View(filepath.Join(root, "tests/a/b/test_x.py")).Conftests() {
		got = append(got, rel(root, p))
	}
	if strings.Join(got, " ") != "tests/conftest.py conftest.py" {
		t.Error(got)
	}
	if c := w.View(filepath.Join(root, "tests/conftest.py")).Conftests(); len(c) != 1 || rel(root, c[0]) != "conftest.py" {
		t.Error(c)
	}
}

func TestPytestAround(t *testing.T) {
	root := tree(t, map[string]string{
		"conftest.py":       "pytest_plugins = [\"tests.plugin\", \"xdist\"]\n",
		"tests/plugin.py":   "",
		"tests/test_a.py":   "pytest_plugins = 'tests.own'\n",
		"tests/own.py":      "",
		"sub/x/pytest.ini":  "",
		"sub/y/module.py":   "",
		"sub/z/setup.cfg":   "[options]\ninstall_requires = pytest\n",
		"sub/w/conftest.py": "",
		"sub/p/pytest.ini":  "[pytest]\npythonpath = lib\n",
		"sub/p/lib/m.py":    "",
	})
	v := workspace(root).View(filepath.Join(root, "tests/test_a.py"))
	var got []string
	for _, p := range v.PluginModules() {
		got = append(got, rel(root, p))
	}
	if strings.Join(got, " ") != "tests/own.py tests/plugin.py" {
		t.Error(got)
	}
	for dir, want := range map[string]bool{"sub/x": true, "sub/y": false, "sub/z": true, "sub/w": true} {
		w := workspace(filepath.Join(root, dir))
		if got := w.View(filepath.Join(root, dir, "module.py")).UsesPytest(); got != want {
			t.Errorf("%s: %v", dir, got)
		}
	}
	p := workspace(filepath.Join(root, "sub/p")).View(filepath.Join(root, "sub/p/test_x.py"))
	if got := rel(root, p.Find("m")); got != "sub/p/lib/m.py" {
		t.Errorf("pythonpath: %q", got)
	}
}

func TestKey(t *testing.T) {
	root := tree(t, map[string]string{
		"pyproject.toml": "[project]\nname = \"p\"\ndependencies = [\"pydantic>=2\"]\n",
		"a.py":           "", "b.py": "",
	})
	w := workspace(root)
	a := filepath.Join(root, "a.py")
	before := w.View(a).Key()
	if w.View(a).Key() != before || w.View(filepath.Join(root, "b.py")).Key() != before {
		t.Fatal("the key changed without a reason")
	}
	if New(Options{Folders: []string{root}}).View(a).Key() != before {
		t.Error("another workspace has another key")
	}
	keys := map[uint64]string{before: "the start"}
	for name, text := range map[string]string{
		"uv.lock":      "[[package]]\nname = \"pydantic\"\nversion = \"2.9.0\"\n",
		"pytest.ini":   "[pytest]\nasyncio_mode = auto\n",
		"ruff.toml":    "lint.select = [\"ALL\"]\n",
		"pyidiom.toml": "ignore = [\"PYD\"]\n",
	} {
		write(t, root, name, text)
		w.Changed(filepath.Join(root, name))
		k := w.View(a).Key()
		if was, ok := keys[k]; ok {
			t.Errorf("after %s the key is that of %s", name, was)
		}
		keys[k] = name
	}
	k := w.View(a).Key()
	write(t, root, "b.py", "x = 1\n")
	w.Changed(filepath.Join(root, "b.py"))
	if w.View(a).Key() != k {
		t.Error("the key depends on other Python files")
	}
	w.SetOptions(Options{Folders: []string{root}, Flags: &Config{UnsafeFixes: Setting[bool]{true, true, Source{}}}})
	if w.View(a).Key() == k {
		t.Error("the key does not depend on flags")
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}
