package project

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var testRules = []RuleID{{"PYD011", "annotated-validator"}, {"PYD079", "v1-validator"}, {"SQA001", "add-expire-on-commit-false"}, {"DJG004", "reverse-query"}}

// «» in a text marks where a problem is expected.
func TestConfigProblems(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"pyidiom.toml", "«colour» = 1\n", `unknown setting "colour"`},
		{"pyidiom.toml", "«extend_select» = []\n", `unknown setting "extend_select"; did you mean "extend-select"?`},
		{"pyidiom.toml", "select = «\"PYD\"»\n", "select: a list of strings is wanted"},
		{"pyidiom.toml", "select = [\"PYD\", «3»]\n", "select: a string is wanted"},
		{"pyidiom.toml", "ignore = [\n  \"pyd079\",\n  'v1-validator',\n  «\"XYZ1\"»,\n]\n", `ignore: there is no rule "XYZ1"`},
		{"pyidiom.toml", "extend-select = [«\"\"»]\n", `extend-select: there is no rule ""`},
		{"pyidiom.toml", "unsafe-fixes = «\"yes\"»\n", "unsafe-fixes: true or false is wanted"},
		{"pyidiom.toml", "fix-on-save = «1»\n", "fix-on-save: true, false or a list of rules is wanted"},
		{"pyidiom.toml", "fix-on-save = [«\"no\"»]\n", `fix-on-save: there is no rule "no"`},
		{"pyidiom.toml", "exclude = [«\"a[\"»]\n", `exclude: "a[" is not a glob pattern`},
		{"pyidiom.toml", "severity = «3»\n", "severity: a table is wanted"},
		{"pyidiom.toml", "[severity]\nPYD = «\"loud\"»\n", "severity: one of error, warning, information, hint, action, off is wanted"},
		{"pyidiom.toml", "[severity]\n«NOPE» = \"hint\"\n", `severity: there is no rule "NOPE"`},
		{"pyidiom.toml", "[per-file-ignores]\n«\"a{\"» = [\"PYD\"]\n", `per-file-ignores: "a{" is not a glob pattern`},
		{"pyidiom.toml", "[per-file-ignores]\n\"tests/**\" = [«\"PYX\"»]\n", `per-file-ignores: there is no rule "PYX"`},
		{"pyidiom.toml", "[target]\npython = «3.12»\n", "target: a version or a PEP 440 specifier as a string is wanted"},
		{"pyidiom.toml", "target = { pydantic = «\"new\"» }\n", "target: a version or a PEP 440 specifier as a string is wanted"},
		{"pyproject.toml", "[project]\nname = \"ü\"\n[tool.pyidiom]\n«colour» = 1\n", `unknown setting "colour"`},
		{"pyproject.toml", "[tool]\npyidiom = «3»\n", "tool.pyidiom: a table is wanted"},
		{"pyproject.toml", "\ufeff[tool.pyidiom]\r\nselect = [«\"ZZZ\"»]\r\n", `select: there is no rule "ZZZ"`},
		{"pyproject.toml", "[other]\ncolour = 1\n", ""},
		{"pyidiom.toml", "select = [\"ALL\"]\nseverity.v1-validator = \"off\"\n", ""},
	} {
		start := strings.Index(c.text, "«")
		text := strings.Replace(c.text, "«", "", 1)
		end := strings.Index(text, "»")
		text = strings.Replace(text, "»", "", 1)
		root := tree(t, map[string]string{c.file: text})
		w := New(Options{Folders: []string{root}, Rules: testRules})
		path := filepath.Join(root, c.file)
		got := w.View(filepath.Join(root, "a.py")).Problems()
		if open := w.Check(path, []byte(text)); !slices.Equal(open, got) {
			t.Errorf("%q: as a buffer %v, on disk %v", text, open, got)
		}
		switch {
		case c.want == "" && len(got) == 0:
		case len(got) != 1 || got[0] != Problem{path, start, end, c.want, LevelWarning}:
			t.Errorf("%q: %+v, want %s at [%d, %d)", text, got, c.want, start, end)
		}
	}
}

func TestSyntaxErrorsHaveAPlace(t *testing.T) {
	for _, c := range []struct {
		text string
		line int
	}{
		{"select = [\"PYD\"\n\nignore = ]\n", 3},
		{"a = 1\na = 2\n", 2},
		{"select = \n", 1},
		{"\n\n[severity\n", 3},
		{"x = 2020-13-01\n", 1},
		{"a = \"\xff\"\n", 1},
		{"a = \"\x00\"\n", 1},
		{"a = 1\nb = " + strings.Repeat("[", 100000), 2},
		{"a = 1\nb = " + strings.Repeat("{a=", 100000), 2},
		{"a = 1\n" + strings.Repeat("a.", 100000) + "b = 1\n", 2},
	} {
		problems := New(Options{}).Check("/x/pyidiom.toml", []byte(c.text))
		if len(problems) != 1 || problems[0].Severity != LevelError || problems[0].Message == "" {
			t.Fatalf("%.40q: %+v", c.text, problems)
		}
		p := problems[0]
		if p.Start < 0 || p.End < p.Start || p.End > len(c.text) || lineOf([]byte(c.text), p.Start) != c.line {
			t.Errorf("%q: at [%d, %d): %s", c.text, p.Start, p.End, p.Message)
		}
	}
}

func TestABrokenConfigKeepsTheLastGoodOne(t *testing.T) {
	for _, file := range []struct{ name, good, broken string }{
		{"pyidiom.toml", "ignore = [\"PYD\"]\n", "ignore = [\n"},
		{"pyproject.toml", "[tool.pyidiom]\nignore = [\"PYD\"]\n", "[tool.pyidiom\n"},
	} {
		root := tree(t, map[string]string{file.name: file.good})
		w := New(Options{Folders: []string{root}, Rules: testRules})
		path, a := filepath.Join(root, file.name), filepath.Join(root, "a.py")
		if w.View(a).Enabled("PYD079", "v1-validator", false) {
			t.Fatal("not read")
		}
		write(t, root, file.name, file.broken)
		w.Changed(path)
		v := w.View(a)
		if v.Enabled("PYD079", "v1-validator", false) || !v.Enabled("SQA001", "x", false) {
			t.Errorf("%s: the last good one is lost", file.name)
		}
		if p := v.Problems(); len(p) != 1 || p[0].Path != path || p[0].Severity != LevelError {
			t.Errorf("%s: %+v", file.name, p)
		}
		write(t, root, file.name, "")
		w.Changed(path)
		if v := w.View(a); !v.Enabled("PYD079", "v1-validator", false) || len(v.Problems()) != 0 {
			t.Errorf("%s: an emptied file has settings", file.name)
		}
	}
}

func TestSelection(t *testing.T) {
	for _, c := range []struct {
		config string
		want   string // codes that are on, of PYD011 PYD079 SQA001 and DJG004, which is off by default
	}{
		{"", "PYD011 PYD079 SQA001"},
		{"select = [\"PYD\"]", "PYD011 PYD079"},
		{"select = [\"ALL\"]", "PYD011 PYD079 SQA001 DJG004"},
		{"select = []", ""},
		{"select = [\"ALL\"]\nignore = [\"PYD\"]", "SQA001 DJG004"},
		{"select = [\"PYD079\"]\nignore = [\"PYD\"]", "PYD079"},
		{"select = [\"v1-validator\"]\nignore = [\"PYD079\"]", ""},
		{"select = [\"PYD\"]\nignore = [\"PYD\"]", ""},
		{"select = [\"PYD\"]\nignore = [\"ALL\"]", "PYD011 PYD079"},
		{"extend-select = [\"DJG\"]", "PYD011 PYD079 SQA001 DJG004"},
		{"extend-select = [\"reverse-query\"]", "PYD011 PYD079 SQA001 DJG004"},
		{"ignore = [\"v1-validator\"]", "PYD011 SQA001"},
		{"ignore = [\"pyd0\"]", "SQA001"},
		{"severity.PYD = \"off\"\nseverity.PYD079 = \"hint\"", "PYD079 SQA001"},
		{"per-file-ignores = {\"tests/**\" = [\"ALL\"]}", "PYD011 PYD079 SQA001"},
		{"per-file-ignores = {\"app/*.py\" = [\"PYD\"]}", "SQA001"},
		{"per-file-ignores = {\"models.py\" = [\"PYD\"]}", "SQA001"},
		{"per-file-ignores = {\"!tests/**\" = [\"PYD\"]}", "SQA001"},
		{"per-file-ignores = {\"./app/\" = [\"PYD\"]}", "PYD011 PYD079 SQA001"},
	} {
		root := tree(t, map[string]string{"pyidiom.toml": c.config})
		v := New(Options{Folders: []string{root}, Rules: testRules}).View(filepath.Join(root, "app/models.py"))
		if len(v.Problems()) > 0 {
			t.Errorf("%s: %v", c.config, v.Problems())
		}
		var on []string
		for _, r := range testRules {
			if v.Enabled(r.Code, r.Name, r.Code == "DJG004") {
				on = append(on, r.Code)
			}
		}
		if got := strings.Join(on, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.config, got, c.want)
		}
	}
}

func TestLayers(t *testing.T) {
	root := tree(t, map[string]string{
		"pyproject.toml":       "[tool.pyidiom]\nselect = [\"SQA\"]\nunsafe-fixes = true\n[tool.pyidiom.severity]\nPYD = \"hint\"\nv1-validator = \"error\"\n",
		"one/pyidiom.toml":     "select = [\"PYD\"]\n",
		"one/pyproject.toml":   "[tool.pyidiom]\nselect = [\"DJG\"]\n",
		"two/pyproject.toml":   "[project]\nname = \"two\"\n",
		"three/pyproject.toml": "[tool.pyidiom]\n",
	})
	editor, interpreter, problems := Settings([]byte(`{"select": ["DJG"], "ignore": ["PYD011"], "unsafe-fixes": null, "interpreter": "py", "target": {"python": "3.12"}}`), testRules)
	if len(problems) > 0 || interpreter != "py" {
		t.Fatal(problems, interpreter)
	}
	flags, _, problems := Settings([]byte(`{"unsafe-fixes": false}`), testRules)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	w := New(Options{Folders: []string{root}, Rules: testRules, Editor: editor, Flags: flags})
	for path, want := range map[string]string{
		"a.py":       "[SQA] true [PYD011] false pyproject.toml:2",
		"one/a.py":   "[PYD] true [PYD011] false one/pyidiom.toml:1",
		"two/a.py":   "[SQA] true [PYD011] false pyproject.toml:2",
		"three/a.py": "[DJG] true [PYD011] false .:0",
	} {
		v := w.View(filepath.Join(root, path))
		c := v.Config()
		at := "."
		if c.Select.Source.Path != "" {
			at = rel(root, c.Select.Source.Path)
		}
		got := fmt.Sprint(c.Select.Value, " ", c.Select.Set, " ", c.Ignore.Value, " ", c.UnsafeFixes.Value, " ", at, ":", c.Select.Source.Line)
		if got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
		if p, _ := v.Python(); p.String() != "3.12" {
			t.Errorf("%s: target of the editor: %v", path, p)
		}
	}
	v := w.View(filepath.Join(root, "a.py"))
	if s := v.Severity("PYD079", "v1-validator"); s != "error" {
		t.Error(s)
	}
	if s := v.Severity("PYD011", "annotated-validator"); s != "hint" {
		t.Error(s)
	}
	if s := v.Severity("SQA001", "x"); s != "" {
		t.Error(s)
	}
}

func TestBadSettings(t *testing.T) {
	for _, s := range []string{"[", "3", `{"select": 3}`, `{"colour": 1}`, `{"target": {"python": 3.12}}`} {
		if c, _, problems := Settings([]byte(s), testRules); c == nil || len(problems) != 1 {
			t.Errorf("%s: %v", s, problems)
		}
	}
	for _, s := range []string{"", "null", "{}"} {
		if c, _, problems := Settings([]byte(s), testRules); c == nil || len(problems) != 0 {
			t.Errorf("%s: %v", s, problems)
		}
	}
}

func TestExcluded(t *testing.T) {
	root := tree(t, map[string]string{"a/pyidiom.toml": "exclude = [\"gen\", \"lib/*.py\", \"**/x_?.py\"]\n", "b.py": ""})
	w := workspace(root)
	for path, want := range map[string]bool{
		"b.py": false, ".venv/lib/a.py": true, "x/node_modules/y/a.py": true, "build/a.py": true, "builds/a.py": false,
		"a/gen/deep/a.py": true, "a/lib/a.py": true, "a/lib/sub/a.py": false, "a/q/x_1.py": true, "a/build/a.py": false,
	} {
		if got := w.View(filepath.Join(root, path)).Excluded(); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

func TestFixOnSave(t *testing.T) {
	for text, want := range map[string]string{"true": "both", "false": "", "[\"PYD\"]": "PYD011"} {
		root := tree(t, map[string]string{"pyidiom.toml": "fix-on-save = " + text + "\n"})
		c := workspace(root).View(filepath.Join(root, "a.py")).Config()
		got := ""
		if c.FixesOnSave("PYD011", "x") {
			got = "PYD011"
			if c.FixesOnSave("SQA001", "y") {
				got = "both"
			}
		}
		if got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

func TestLocalURLs(t *testing.T) {
	for text, want := range map[string]struct {
		on       bool
		problems int
	}{
		"":                                     {false, 0},
		"credentials-in-url.local = true\n":    {true, 0},
		"credentials-in-url.local = 1\n":       {false, 1},
		"credentials-in-url.remote = true\n":   {false, 1},
		"credentials-in-url = true\n":          {false, 1},
		"[credentials-in-url]\nlocal = true\n": {true, 0},
	} {
		root := tree(t, map[string]string{"pyidiom.toml": text})
		v := New(Options{Folders: []string{root}, Rules: testRules}).View(filepath.Join(root, "a.py"))
		if v.Config().LocalURLs.Value != want.on || len(v.Problems()) != want.problems {
			t.Errorf("%q: %v, %v", text, v.Config().LocalURLs, v.Problems())
		}
	}
}

func TestDescribe(t *testing.T) {
	root := tree(t, map[string]string{
		"pyproject.toml": "[project]\nrequires-python = \">=3.12\"\ndependencies = [\"pydantic>=2\"]\n[tool.pyidiom]\nignore = [\"PYD\", \"SQA\"]\nguides = [\"docs\"]\n[tool.pyidiom.severity]\nDJG = \"hint\"\n",
		"pytest.ini":     "[pytest]\n", "ruff.toml": "", "pkg/__init__.py": "",
	})
	path := filepath.Join(root, "pkg/a.py")
	d := workspace(root).View(path).Describe()
	if d.Module != "pkg.a" || d.Root != root || d.Python.Source.Line != 2 || d.Versions[0].Source.Line != 3 ||
		rel(root, d.Pytest.Path) != "pytest.ini" || rel(root, d.Ruff.Path) != "ruff.toml" {
		t.Errorf("%+v", d)
	}
	var set []string
	for _, c := range d.Config {
		if c.Set {
			set = append(set, fmt.Sprintf("%s = %s @ %s:%d", c.Key, c.Value, rel(root, c.Source.Path), c.Source.Line))
		}
	}
	want := "ignore = PYD, SQA @ pyproject.toml:5; severity = DJG = hint @ pyproject.toml:7; guides = docs @ pyproject.toml:6"
	if got := strings.Join(set, "; "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
