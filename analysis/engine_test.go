package analysis_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/pyidiom/pyidiom/analysis"

	// Rules that misbehave.
	_ "github.com/pyidiom/pyidiom/analysis/internal/badrules"
)

func TestFaults(t *testing.T) {
	cases := []struct {
		name, text string
		codes      []string // of the findings
		fixed      string   // the text after fix-all
		log        string   // one of the messages, "" for none
	}{
		{"no fault", "tst_report\ntst_fix_\n", []string{"TST001"}, "tst_report\ntst_fix_\n", ""},
		{
			"a rule that panics loses its results for the file, others keep theirs",
			"tst_report\nx = tst_break\ntst_panic\n", []string{"TST004"}, "tst_report\nx = tst_break\ntst_panic\n",
			"a rule panicked; its results for this file are dropped",
		},
		{"a fix that panics", "tst_fix\n", []string{"TST002"}, "tst_fix\n", "the fix of a rule panicked"},
		{
			"a fix that breaks the file is not offered", "tst_break\n", []string{"TST004"}, "tst_break\n",
			"a fix is not offered, it would break the file: please report this",
		},
		{"fixes that undo each other come to an end", "tst_ping\n", []string{"TST003"}, "tst_ping\n", "fixes undo each other and are left out: please report this"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			core, logs := observer.New(zap.WarnLevel)
			w := analysis.NewWorkspace(analysis.Options{Log: zap.New(core)})
			defer w.Close()
			dir := t.TempDir()
			snap := w.Analyse(dir+"/a.py", []byte(c.text))
			var codes []string
			for _, f := range snap.Findings(context.Background()) {
				codes = append(codes, f.Rule.Code)
			}
			if !slices.Equal(codes, c.codes) {
				t.Errorf("findings %v, want %v", codes, c.codes)
			}
			res := snap.FixAll(context.Background(), analysis.FixOptions{})
			if string(res.Text) != c.fixed {
				t.Errorf("fix-all gives %q, want %q", res.Text, c.fixed)
			}
			var messages []string
			for _, e := range logs.All() {
				messages = append(messages, e.Message)
				fields := e.ContextMap()
				if fields["rule"] == nil && fields["rules"] == nil || fields["path"] != dir+"/a.py" {
					t.Errorf("the log entry %q lacks the rule or the path: %v", e.Message, fields)
				}
				if e.Message == "a rule panicked; its results for this file are dropped" && (fields["line"] != uint32(3) || fields["column"] != uint32(1)) {
					t.Errorf("position %v:%v", fields["line"], fields["column"])
				}
			}
			if c.log == "" && len(messages) > 0 || c.log != "" && !slices.Contains(messages, c.log) {
				t.Errorf("log %q, want %q", messages, c.log)
			}
			// The same rules work in the next file.
			next := w.Analyse(dir+"/b.py", []byte("tst_report\n"))
			if n := len(next.Findings(context.Background())); n != 1 {
				t.Errorf("%d findings in the next file", n)
			}
		})
	}
}

// TestTwins has ruff select the twin of a rule: the rule is off.
func TestTwins(t *testing.T) {
	for config, want := range map[string]int{
		"[lint]\nselect = ['E']\n":                                          1,
		"[lint]\nselect = ['TST9001']\n":                                    0,
		"[lint]\nextend-select = ['TST']\n":                                 0,
		"[lint]\nselect = ['TST']\nignore = ['TST9001']\n":                  1,
		"[lint]\nselect = ['TST']\nper-file-ignores = {'a.py' = ['TST']}\n": 1,
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "ruff.toml"), []byte(config), 0o644); err != nil {
			t.Fatal(err)
		}
		w := analysis.NewWorkspace(analysis.Options{Roots: []string{dir}})
		defer w.Close()
		if got := len(w.Analyse(filepath.Join(dir, "a.py"), []byte("tst_report\n")).Findings(context.Background())); got != want {
			t.Errorf("%s%d findings, want %d", config, got, want)
		}
	}
}

// TestCovers has two rules speak of the same: who knows more is heard, where it is on.
func TestCovers(t *testing.T) {
	const source = "from datetime import datetime\nfrom sqlalchemy import Column\n\n" +
		"a = Column(default=datetime.utcnow)\nb = datetime.utcnow\n"
	for config, want := range map[string][]string{
		"":                                 {"SQA312", "PYV004"},
		"ignore = ['SQA312']\n":            {"PYV004", "PYV004"},
		"select = ['PYV004']\n":            {"PYV004", "PYV004"},
		"ignore = ['utcnow-deprecated']\n": {"SQA312"},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "pyidiom.toml"), []byte(config), 0o644); err != nil {
			t.Fatal(err)
		}
		w := analysis.NewWorkspace(analysis.Options{Roots: []string{dir}})
		defer w.Close()
		var got []string
		for _, f := range w.Analyse(filepath.Join(dir, "a.py"), []byte(source)).Findings(context.Background()) {
			got = append(got, f.Rule.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", config, got, want)
		}
	}
}
