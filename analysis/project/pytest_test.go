package project

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

func TestRulingPytestConfiguration(t *testing.T) {
	const auto = "asyncio_mode = auto\n"
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string // path:line and the asyncio mode
	}{
		{"nothing", nil, ":0 "},
		{"pyproject", map[string]string{"pyproject.toml": "[tool.pytest.ini_options]\nasyncio_mode = \"auto\"\n"}, "pyproject.toml:1 auto"},
		{"pyproject of pytest 9", map[string]string{"pyproject.toml": "[tool.pytest]\nasyncio_mode = \"auto\"\n"}, "pyproject.toml:1 auto"},
		{"pyproject without a section", map[string]string{"pyproject.toml": "[tool.ruff]\n", "tox.ini": "[pytest]\n" + auto}, "tox.ini:1 auto"},
		{"pytest.ini beside pyproject", map[string]string{"pyproject.toml": "[tool.pytest.ini_options]\nasyncio_mode = \"auto\"\n", "pytest.ini": "[pytest]\n"}, "pytest.ini:0 "},
		{"empty pytest.ini", map[string]string{"pyproject.toml": "[tool.pytest.ini_options]\nasyncio_mode = \"auto\"\n", "pytest.ini": ""}, "pytest.ini:0 "},
		{"pytest.toml first", map[string]string{"pytest.toml": "[pytest]\nasyncio_mode = \"auto\"\n", "pytest.ini": "[pytest]\nasyncio_mode = strict\n"}, "pytest.toml:1 auto"},
		{".pytest.ini", map[string]string{".pytest.ini": "[pytest]\n" + auto, "pyproject.toml": "[tool.pytest.ini_options]\n"}, ".pytest.ini:1 auto"},
		{"tox.ini before setup.cfg", map[string]string{"tox.ini": "[tox]\n[pytest]\n" + auto, "setup.cfg": "[tool:pytest]\nasyncio_mode = strict\n"}, "tox.ini:2 auto"},
		{"tox.ini without a section", map[string]string{"tox.ini": "[tox]\n", "setup.cfg": "[tool:pytest]\n" + auto}, "setup.cfg:1 auto"},
		{"nearest", map[string]string{"pytest.ini": "[pytest]\n" + auto, "tests/pytest.ini": "[pytest]\nasyncio_mode = strict\n"}, "tests/pytest.ini:1 strict"},
		{"addopts", map[string]string{"pytest.ini": "[pytest]\naddopts = -q --asyncio-mode=auto\n"}, "pytest.ini:1 auto"},
		{"addopts, apart", map[string]string{"pytest.ini": "[pytest]\naddopts = --asyncio-mode auto\nasyncio_mode = strict\n"}, "pytest.ini:1 auto"},
		{"override", map[string]string{"pytest.ini": "[pytest]\naddopts = -o asyncio_mode=auto\n"}, "pytest.ini:1 auto"},
		{"broken pyproject", map[string]string{"pyproject.toml": "[tool.pytest", "tox.ini": "[pytest]\n" + auto}, "tox.ini:1 auto"},
	} {
		root := tree(t, c.files)
		p := workspace(root).View(filepath.Join(root, "tests/unit/test_a.py")).Pytest()
		if got := fmt.Sprintf("%s:%d %s", rel(root, p.Path), p.Line, p.AsyncioMode); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestPytestSettings(t *testing.T) {
	ini := `[pytest]
addopts =
    -ra --strict-markers
    -p no:cacheprovider
python_files = check_*.py
    tests/unit/*.py
python_functions = test check_*
python_classes = Test *Suite
testpaths = tests integration
pythonpath = . src
# a comment
markers =
    slow: takes long
    needs(x): parameters
filterwarnings =
    error
    ignore::DeprecationWarning
anyio_mode = auto
trio_mode = true
`
	toml := `[tool.pytest]
addopts = ["-ra", "--strict-markers", "-p", "no:cacheprovider"]
python_files = ["check_*.py", "tests/unit/*.py"]
python_functions = ["test", "check_*"]
python_classes = ["Test", "*Suite"]
testpaths = ["tests", "integration"]
pythonpath = [".", "src"]
markers = ["slow: takes long", "needs(x): parameters"]
filterwarnings = ["error", "ignore::DeprecationWarning"]
anyio_mode = "auto"
trio_mode = true
`
	for name, text := range map[string]string{"pytest.ini": ini, "pyproject.toml": toml} {
		root := tree(t, map[string]string{name: text, "src/": ""})
		v := workspace(root).View(filepath.Join(root, "tests/test_a.py"))
		p := v.Pytest()
		got := fmt.Sprintf("%q %q %v %q %q %q %q %v %s %v", p.AddOpts, p.Plugins, p.StrictMarkers, p.PythonFiles, p.TestPaths, p.Markers, p.FilterWarnings, p.StrictConfig, p.AnyioMode, p.TrioMode)
		want := `["-ra" "--strict-markers" "-p" "no:cacheprovider"] ["no:cacheprovider"] true ["check_*.py" "tests/unit/*.py"] ["tests" "integration"] ["slow" "needs"] ["error" "ignore::DeprecationWarning"] false auto true`
		if got != want {
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
		for path, want := range map[string]bool{"check_a.py": true, "test_a.py": false, "tests/unit/x.py": true, "x/tests/unit/x.py": true, "tests/x.py": false, "check_a.txt": false} {
			if p.IsTestFile(filepath.Join(root, path)) != want {
				t.Errorf("%s: IsTestFile(%s)", name, path)
			}
		}
		for f, want := range map[string]bool{"test_a": true, "testing": true, "check_a": true, "check": false, "a_test": false} {
			if p.IsTestFunction(f) != want {
				t.Errorf("%s: IsTestFunction(%s)", name, f)
			}
		}
		if !p.IsTestClass("TestX") || !p.IsTestClass("MySuite") || p.IsTestClass("Case") {
			t.Errorf("%s: IsTestClass", name)
		}
		if v.IsTestFile() {
			t.Errorf("%s: test_a.py is no test file", name)
		}
		var paths []string
		for _, x := range p.PythonPath {
			paths = append(paths, rel(root, x))
		}
		if strings.Join(paths, " ") != ". src" {
			t.Error(paths)
		}
	}
	def := (&Pytest{Values: map[string]string{}}).finish()
	if !def.IsTestFile("/a/test_x.py") || !def.IsTestFile("x_test.py") || def.IsTestFile("/a/conftest.py") || def.IsTestFile("tests.py") {
		t.Error("defaults")
	}
}

func TestRuff(t *testing.T) {
	for _, c := range []struct {
		name    string
		files   map[string]string
		on, off string
	}{
		{"none", map[string]string{"pyproject.toml": "[project]\n"}, "", "F401 E401"},
		{"default", map[string]string{"pyproject.toml": "[tool.ruff]\nline-length = 100\n"}, "F401 E401 E722 E902", "E501 DTZ003 FURB101"},
		{"empty ruff.toml", map[string]string{"ruff.toml": ""}, "F401", "E501"},
		{"select", map[string]string{"pyproject.toml": "[tool.ruff.lint]\nselect = [\"DTZ\", \"PT\"]\n"}, "DTZ003 PT001", "F401 PTH100"},
		{"legacy", map[string]string{"pyproject.toml": "[tool.ruff]\nselect = [\"DTZ\"]\nignore = [\"DTZ001\"]\n"}, "DTZ003", "DTZ001 F401"},
		{"lint beats the top level", map[string]string{"ruff.toml": "select = [\"A\"]\n[lint]\nselect = [\"DTZ\"]\n"}, "DTZ003", "A001"},
		{"ALL", map[string]string{"ruff.toml": "[lint]\nselect = [\"ALL\"]\nignore = [\"D\", \"DTZ003\"]\n"}, "F401 DTZ001", "D100 DTZ003"},
		{"extend-select", map[string]string{"ruff.toml": "[lint]\nextend-select = [\"UP\"]\n"}, "F401 UP007", "E501"},
		{"the longest counts", map[string]string{"ruff.toml": "[lint]\nselect = [\"UP007\", \"E\"]\nignore = [\"UP\", \"E501\"]\n"}, "UP007 E401", "UP006 E501"},
		{"equal: ignore", map[string]string{"ruff.toml": "[lint]\nselect = [\"UP\"]\nignore = [\"UP\"]\n"}, "", "UP007"},
		{"per file", map[string]string{"ruff.toml": "[lint]\nselect = [\"UP\", \"DTZ\"]\n[lint.per-file-ignores]\n\"app/*\" = [\"UP\"]\n\"tests/*\" = [\"DTZ\"]\n"}, "DTZ003", "UP007"},
		{".ruff.toml first", map[string]string{".ruff.toml": "lint.select = [\"UP\"]\n", "ruff.toml": "lint.select = [\"DTZ\"]\n", "pyproject.toml": "[tool.ruff]\n"}, "UP007", "DTZ003 F401"},
		{"nearest", map[string]string{"ruff.toml": "lint.select = [\"UP\"]\n", "app/pyproject.toml": "[tool.ruff.lint]\nselect = [\"DTZ\"]\n"}, "DTZ003", "UP007"},
		{"extend", map[string]string{"app/ruff.toml": "extend = \"../base.toml\"\n[lint]\nextend-select = [\"DTZ\"]\n", "base.toml": "[lint]\nselect = [\"UP\"]\nignore = [\"UP007\"]\n"}, "DTZ003 UP006", "UP007 F401"},
		{"extend pyproject", map[string]string{"app/ruff.toml": "extend = \"../pyproject.toml\"\n", "pyproject.toml": "[tool.ruff.lint]\nselect = [\"UP\"]\n"}, "UP006", "F401"},
		{"extend, select anew", map[string]string{"app/ruff.toml": "extend = \"../base.toml\"\n[lint]\nselect = [\"UP\"]\n", "base.toml": "[lint]\nextend-select = [\"DTZ\"]\nignore = [\"UP\"]\n"}, "UP007", "DTZ003"},
		{"extend in a circle", map[string]string{"app/ruff.toml": "extend = \"ruff.toml\"\nlint.select = [\"UP\"]\n"}, "UP007", "F401"},
		{"extend nothing", map[string]string{"app/ruff.toml": "extend = \"gone.toml\"\nlint.select = [\"UP\"]\n"}, "UP007", "F401"},
		{"nonsense", map[string]string{"ruff.toml": "lint = 3\nselect = {}\n"}, "F401", "E501"},
	} {
		root := tree(t, c.files)
		v := workspace(root).View(filepath.Join(root, "app/a.py"))
		for _, code := range strings.Fields(c.on) {
			if !v.RuffSelects(code) {
				t.Errorf("%s: %s is off", c.name, code)
			}
		}
		for _, code := range strings.Fields(c.off) {
			if v.RuffSelects(code) {
				t.Errorf("%s: %s is on", c.name, code)
			}
		}
	}
}
