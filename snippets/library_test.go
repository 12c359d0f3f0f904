package snippets

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis"
)

// write makes files below root, by their paths.
func write(t testing.TB, root string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

const teamPage = "---\ntitle: Our client\nprefixes: [%s]\nwhere: [module]\n---\n\nWhy.\n\n```python\nclient = ${1:Client}()\n```\n"

func TestLibrary(t *testing.T) {
	w, root := workspace(t, "[tool.pyidiom]\nguides = [\"docs/patterns\", \"docs/none\"]\n")
	write(t, root, map[string]string{
		"docs/patterns/client.md":       fmt.Sprintf(teamPage, "ourclient"),
		"docs/patterns/deep/er.md":      fmt.Sprintf(teamPage, "deeper"),
		"docs/patterns/broken.md":       strings.Replace(fmt.Sprintf(teamPage, "broken"), "module", "moon", 1),
		"docs/patterns/README.md":       "nothing",
		"docs/patterns/.hidden/page.md": "nothing",
		"docs/patterns/large.md":        strings.Repeat("x", maxPage+1),
	})
	if err := os.Symlink(root, filepath.Join(root, "docs/patterns/loop")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(root, "docs/patterns/client.md"), filepath.Join(root, "docs/patterns/link.md")); err != nil {
		t.Fatal(err)
	}
	var l Library
	path := filepath.Join(root, "m.py")
	complete := func(word string) []string {
		s := w.Analyse(path, []byte(word))
		return labels(l.Guide(s.View).Complete(s, len(word)))
	}
	problems := func() (out []string) {
		for _, p := range l.Problems(w.Project.View(path)) {
			b, err := os.ReadFile(p.Path)
			if err != nil {
				t.Fatal(err)
			}
			name, _ := filepath.Rel(root, p.Path)
			out = append(out, fmt.Sprintf("%s %q %s", name, b[p.Start:p.End], p.Message))
		}
		return out
	}
	for word, want := range map[string]bool{"ourc": true, "deepe": true, "brok": false} {
		if got := complete(word); len(got) > 0 != want {
			t.Errorf("%s offers %v", word, got)
		}
	}
	if got := complete("ourclient"); got[0] != "ourclient" {
		t.Errorf("got %v", got)
	}
	want := []string{
		`docs/patterns/broken.md "where: [moon]" "moon" is no place: one of `,
		`docs/patterns/large.md "" not read: a page has at most `,
		`pyproject.toml "guides = [\"docs/patterns\", \"docs/none\"]" guides: there is no directory "docs/none"`,
	}
	if got := problems(); !slices.EqualFunc(got, want, strings.HasPrefix) {
		t.Errorf("got  %q\nwant %q", got, want)
	}

	// A change is taken over when it is told of.
	write(t, root, map[string]string{"docs/patterns/broken.md": fmt.Sprintf(teamPage, "broken"), "docs/none/new.md": fmt.Sprintf(teamPage, "brandnew")})
	if got := complete("broken"); len(got) > 0 {
		t.Errorf("got %v before the change was told", got)
	}
	if l.Changed(filepath.Join(root, "other.md")) || !l.Changed(filepath.Join(root, "docs/patterns/broken.md"), filepath.Join(root, "docs/none/new.md")) {
		t.Error("Changed is wrong about what belongs to it")
	}
	if got := append(complete("broken"), complete("brandnew")...); !slices.Equal(got, []string{"broken", "brandnew"}) {
		t.Errorf("got %v", got)
	}
	if got := problems(); len(got) != 1 {
		t.Errorf("got %q", got)
	}

	// Or when it is looked for.
	if l.Refresh() {
		t.Error("there is nothing new")
	}
	write(t, root, map[string]string{"docs/patterns/client.md": fmt.Sprintf(teamPage, "theirclient")})
	l.looked = l.looked.Add(-1e10)
	if !l.Refresh() || len(complete("theirclient")) == 0 || len(complete("ourclient")) > 0 {
		t.Errorf("the new page is not there, but %v", complete("ourclient"))
	}
}

// TestWithoutGuides is a project without pages of its own, and one whose
// setting names what it must not.
func TestWithoutGuides(t *testing.T) {
	for _, setting := range []string{"", "guides = []", "guides = [\"m.py\"]", "guides = [\"\"]", "guides = [\"\\u0000\"]"} {
		w, root := workspace(t, "[tool.pyidiom]\n"+setting+"\n")
		write(t, root, map[string]string{"m.py": "x = 1\n"})
		var l Library
		v := w.Analyse(filepath.Join(root, "m.py"), nil).View
		l.Problems(v)
		if got := len(l.Guide(v).Pages()); got != len(Builtin().Pages()) {
			t.Errorf("%q: %d pages", setting, got)
		}
	}
	var l Library
	w := analysis.NewWorkspace(analysis.Options{})
	defer w.Close()
	if l.Guide(w.Project.View(filepath.Join(t.TempDir(), "m.py"))) != Builtin() {
		t.Error("a file without a project has another guide")
	}
}

// TestFilter types every prefix letter by letter: an editor that filters the
// list of the first letter by what is typed keeps the page to the end.
func TestFilter(t *testing.T) {
	for _, page := range Builtin().Pages() {
		for _, where := range page.Where {
			src := strings.Replace(surroundingsOf[where], "%s", "", 1)
			for _, prefix := range page.Prefixes {
				for _, n := range []int{1, 2, len(prefix)} {
					b := open(fileFor(page), strings.Replace(src, "¦", prefix[:n]+"¦", 1), newest)
					kept := false
					for _, it := range b.complete() {
						kept = kept || it.Page == page && it.FilterText == prefix
					}
					if !kept && holds(&fileFacts{surroundings: newest}, page.Needs) != no {
						t.Errorf("%s: %s is not in the list for %q", page.Path, prefix, prefix[:n])
					}
				}
			}
		}
	}
}
