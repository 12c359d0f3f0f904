package analysis_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/rule"
)

// TestSuppression checks which findings comments keep quiet, which comments are
// called unused, and what fix-all makes of those.
func TestSuppression(t *testing.T) {
	const head = "from datetime import datetime\n\n"
	for _, c := range []struct{ name, in, findings, fixed string }{
		{"line", "f = datetime.utcnow  # pyidiom: ignore[PYV004]\n", "", ""},
		{"name", "f = datetime.utcnow  # pyidiom: ignore[utcnow-deprecated]\n", "", ""},
		{"prefix", "f = datetime.utcnow  # pyidiom: ignore[PYV]\n", "", ""},
		{"all", "f = datetime.utcnow  # pyidiom: ignore\n", "", ""},
		{"other code", "f = datetime.utcnow  # pyidiom: ignore[TYP001]\n", "IDM001 PYV004", "f = lambda: datetime.now(UTC).replace(tzinfo=None)\n"},
		{"noqa", "f = datetime.utcnow  # noqa: PYV004\n", "", ""},
		{"noqa, other code", "f = datetime.utcnow  # noqa: E501\n", "PYV004", "f = lambda: datetime.now(UTC).replace(tzinfo=None)  # noqa: E501\n"},
		{"bare noqa", "f = datetime.utcnow  # noqa\n", "", ""},
		{"statement below", "# pyidiom: ignore[PYV004]\ndef f(\n    a=datetime.utcnow,\n    b=datetime.utcnow,\n):\n    pass\n", "", ""},
		{"in a class", "class A:\n    # pyidiom: ignore[PYV004]\n    f = datetime.utcnow\n", "", ""},
		{"file", "# pyidiom: ignore-file[PYV004]\nf = datetime.utcnow\ng = datetime.utcnow\n", "", ""},
		{"unused", "x = 1  # pyidiom: ignore[PYV004]\n", "IDM001", "x = 1\n"},
		{"unused, explained", "x = 1  # pyidiom: ignore[PYV004] for old databases\n", "IDM001", "x = 1\n"},
		{"unused, on its own line", "# pyidiom: ignore[PYV004]\nx = 1\n", "IDM001", "x = 1\n"},
		{"unused, after another comment", "x = 1  # the answer  # pyidiom: ignore[PYV004]\n", "IDM001", "x = 1  # the answer\n"},
		{"unused, before another comment", "x = 1  # pyidiom: ignore[PYV004]  # type: ignore\n", "IDM001", "x = 1  # type: ignore\n"},
		{"half used", "f = datetime.utcnow  # pyidiom: ignore[PYV004, TYP001]\n", "IDM001", "f = datetime.utcnow  # pyidiom: ignore[PYV004]\n"},
		{"unknown code", "x = 1  # pyidiom: ignore[NOPE1]\n", "IDM001", "x = 1\n"},
		{"unused file", "# pyidiom: ignore-file[PYV004]\nx = 1\n", "IDM001", "x = 1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, root := newWorkspace(t)
			s := w.Analyse(filepath.Join(root, "a.py"), []byte(head+c.in))
			var codes []string
			for _, f := range s.Findings(context.Background()) {
				codes = append(codes, f.Rule.Code)
			}
			if sorted := strings.Join(slices.Sorted(slices.Values(codes)), " "); sorted != c.findings {
				t.Errorf("findings %q, want %q", sorted, c.findings)
			}
			fixed := string(s.FixAll(context.Background(), analysis.FixOptions{}).Text)
			want := head + c.in
			if c.fixed != "" {
				want = head + c.fixed
				if strings.Contains(c.fixed, "UTC") {
					want = strings.Replace(want, "import datetime", "import UTC, datetime", 1)
				}
			}
			if fixed != want {
				t.Errorf("fixed to\n%s\nwant\n%s", fixed, want)
			}
		})
	}
}

// TestSuppressActions applies the actions that suppress a finding, and looks
// whether it is gone.
func TestSuppressActions(t *testing.T) {
	for _, c := range []struct{ name, in, line, file string }{
		{"plain", "from datetime import datetime\nf = datetime.utcnow\n",
			"from datetime import datetime\nf = datetime.utcnow  # pyidiom: ignore[PYV004]\n",
			"# pyidiom: ignore-file[PYV004]\nfrom datetime import datetime\nf = datetime.utcnow\n"},
		{"joined to one", "from datetime import datetime\nf = datetime.utcnow  # pyidiom: ignore[TYP001]\n",
			"from datetime import datetime\nf = datetime.utcnow  # pyidiom: ignore[TYP001, PYV004]\n", ""},
		{"shebang", "#!/usr/bin/python3\n# -*- coding: utf-8 -*-\nfrom datetime import datetime\nf = datetime.utcnow\n", "",
			"#!/usr/bin/python3\n# -*- coding: utf-8 -*-\n# pyidiom: ignore-file[PYV004]\nfrom datetime import datetime\nf = datetime.utcnow\n"},
		{"line goes on in a string", "from datetime import datetime\nf = datetime.utcnow, '''\n'''\n",
			"from datetime import datetime\n# pyidiom: ignore[PYV004]\nf = datetime.utcnow, '''\n'''\n", ""},
		{"line goes on after a backslash", "from datetime import datetime\nf = datetime.utcnow, \\\n    1\n",
			"from datetime import datetime\n# pyidiom: ignore[PYV004]\nf = datetime.utcnow, \\\n    1\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, root := newWorkspace(t)
			s := w.Analyse(filepath.Join(root, "a.py"), []byte(c.in))
			at := strings.Index(c.in, "datetime.utcnow")
			for title, want := range map[string]string{"Suppress PYV004 on this line": c.line, "Suppress PYV004 in this file": c.file} {
				found := false
				for _, a := range s.Actions(context.Background(), at, at) {
					if a.Title != title {
						continue
					}
					found = true
					after := s.With(a.Edits)
					if got := string(after.File.Text.Bytes()); want != "" && got != want {
						t.Errorf("%s:\n%s\nwant\n%s", title, got, want)
					}
					for _, f := range after.Findings(context.Background()) {
						if f.Rule.Code == "PYV004" {
							t.Errorf("%s: still reported", title)
						}
					}
				}
				if !found {
					t.Errorf("no action %q", title)
				}
			}
		})
	}
}

// TestConfiguration checks how a configuration file selects rules and sets
// severities.
func TestConfiguration(t *testing.T) {
	const src = "from datetime import datetime\nf = datetime.utcnow\nx = 1  # pyidiom: ignore[PYV004]\n"
	for _, c := range []struct{ name, config, want string }{
		{"default", "", "PYV004=warning IDM001=hint"},
		{"select by code", "select = ['PYV004']", "PYV004=warning"},
		{"select by prefix", "select = ['PYV']", "PYV004=warning"},
		{"select by name", "select = ['utcnow-deprecated']", "PYV004=warning"},
		{"ignore", "ignore = ['PYV004']", ""},
		{"ignore, unused", "ignore = ['IDM']", "PYV004=warning"},
		{"severity by code", "severity = {PYV004 = 'error'}", "PYV004=error IDM001=hint"},
		{"severity by prefix", "severity = {PYV = 'information'}", "PYV004=information IDM001=hint"},
		{"severity by name", "severity = {utcnow-deprecated = 'hint'}", "PYV004=hint IDM001=hint"},
		{"the longer wins", "severity = {PYV = 'hint', PYV004 = 'error'}", "PYV004=error IDM001=hint"},
		{"off", "severity = {PYV004 = 'off'}", ""},
		{"action", "severity = {PYV004 = 'action'}", "IDM001=hint"},
		{"per file", "per-file-ignores = {'a.py' = ['PYV']}", ""},
		{"another file", "per-file-ignores = {'b.py' = ['PYV']}", "PYV004=warning IDM001=hint"},
		{"broken", "select = [", "PYV004=warning IDM001=hint"},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := t.TempDir()
			if err := os.WriteFile(filepath.Join(root, "pyidiom.toml"), []byte(c.config+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			w := analysis.NewWorkspace(analysis.Options{Roots: []string{root}})
			defer w.Close()
			s := w.Analyse(filepath.Join(root, "a.py"), []byte(src))
			var got []string
			for _, f := range s.Findings(context.Background()) {
				got = append(got, f.Rule.Code+"="+[...]string{rule.Hint: "hint", rule.Information: "information", rule.Warning: "warning", rule.Error: "error"}[f.Severity])
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%v, want %q", got, c.want)
			}
			if at := strings.Index(src, "datetime.utcnow"); c.name == "action" && len(s.Actions(context.Background(), at, at)) == 0 {
				t.Error("no action is left")
			}
		})
	}
}

// TestSuppressionInTOML looks at comments in a pyproject.toml.
func TestSuppressionInTOML(t *testing.T) {
	for comment, want := range map[string]int{"": 1, "  # pyidiom: ignore[PKG001]": 0, "  # noqa: PKG001": 0, "  # pyidiom: ignore[PYD]": 1} {
		w, root := newWorkspace(t)
		s := w.Analyse(filepath.Join(root, "pyproject.toml"), []byte("[tool.uv]\ndev-dependencies = ['pytest']"+comment+"\n"))
		n := 0
		for _, f := range s.Findings(context.Background()) {
			if f.Rule.Code == "PKG001" {
				n++
			}
		}
		if n != want {
			t.Errorf("%q: %d findings, want %d", comment, n, want)
		}
	}
}
