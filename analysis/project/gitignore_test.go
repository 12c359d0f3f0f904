package project

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

func walked(t *testing.T, w *Workspace, root string) string {
	t.Helper()
	var got []string
	if err := w.Walk(context.Background(), root, func(p string) { got = append(got, rel(root, p)) }, nil); err != nil {
		t.Fatal(err)
	}
	return strings.Join(got, " ")
}

func TestWalkHonoursGitignore(t *testing.T) {
	for _, c := range []struct{ ignore, files, want string }{
		{"", "a.py b/c.py d.txt e.pyi pyproject.toml x.toml", "a.py b/c.py e.pyi pyproject.toml"},
		{"*.py\n!keep.py\n", "a.py b/keep.py b/c.py", "b/keep.py"},
		{"gen/\n", "gen/a.py x/gen/a.py y/gen.py", "y/gen.py"},
		{"gen.py/\n", "gen.py", "gen.py"},
		{"/gen\n", "gen/a.py x/gen/a.py", "x/gen/a.py"},
		{"x/gen\n", "gen/a.py x/gen/a.py y/x/gen/a.py", "gen/a.py y/x/gen/a.py"},
		{"**/gen/*.py\n", "gen/a.py x/gen/a.py x/gen/y/a.py", "x/gen/y/a.py"},
		{"gen/**\n", "gen/a.py x/gen/a.py", "x/gen/a.py"},
		{"a/**/b.py\n", "a/b.py a/x/b.py a/x/y/b.py b.py", "b.py"},
		{"# a.py\n\n\\#b.py\n\\!c.py\n", "a.py #b.py !c.py", "a.py"},
		{"a.py   \r\nb?.py\nc[0-9].py\nd[!0-9].py\n", "a.py b1.py b.py c1.py cx.py d1.py dx.py", "b.py cx.py d1.py"},
		{"{a,b}.py\n", "a.py b.py {a,b}.py", "a.py b.py"},
		{"*\n!a/\n!a/*.py\n", "a/x.py b/x.py x.py", "a/x.py"},
		{"[\n!\n/\n", "a.py", "a.py"},
	} {
		files := map[string]string{".gitignore": c.ignore, ".git/": ""}
		for f := range strings.FieldsSeq(c.files) {
			files[f] = ""
		}
		root := tree(t, files)
		if got := walked(t, workspace(root), root); got != c.want {
			t.Errorf("%q: %s, want %s", c.ignore, got, c.want)
		}
	}
}

func TestWalkNested(t *testing.T) {
	root := tree(t, map[string]string{
		".git/info/exclude":   "secret.py\n",
		".gitignore":          "*.gen.py\n/only_top.py\n",
		"a.gen.py":            "",
		"only_top.py":         "",
		"secret.py":           "",
		"sub/.gitignore":      "!b.gen.py\nlocal.py\n",
		"sub/b.gen.py":        "",
		"sub/c.gen.py":        "",
		"sub/only_top.py":     "",
		"sub/local.py":        "",
		"sub/deep/local.py":   "",
		"other/local.py":      "",
		"node_modules/x/a.py": "",
		"ex/pyidiom.toml":     "exclude = [\"skip\"]\n",
		"ex/skip/a.py":        "",
		"ex/keep.py":          "",
	})
	if got, want := walked(t, workspace(root), root), "ex/keep.py other/local.py sub/b.gen.py sub/only_top.py"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	sub := filepath.Join(root, "sub")
	if got, want := walked(t, workspace(sub), sub), "b.gen.py only_top.py"; got != want {
		t.Errorf("from a directory: %s, want %s", got, want)
	}
}

func TestWalkSurvives(t *testing.T) {
	root := tree(t, map[string]string{
		"a.py":           "",
		"loop/again":     "-> ..",
		"self":           "-> self",
		"dangling.py":    "-> nowhere.py",
		"linked.py":      "-> a.py",
		"dir.py/":        "",
		".gitignore/":    "",
		"pyproject.toml": "-> nowhere.toml",
		"linked.dir.py":  "-> loop",
	})
	w := workspace(root)
	if got := walked(t, w, root); got != "a.py linked.py" {
		t.Error(got)
	}
	if got := walked(t, w, filepath.Join(root, "not-there")); got != "" {
		t.Error(got)
	}
	if got := walked(t, w, filepath.Join(root, "a.py")); got != "" {
		t.Error(got)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := w.Walk(ctx, root, func(string) {}, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
