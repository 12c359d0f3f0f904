package syntax

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// sources are Python files of the interpreters of this machine, and our own.
func sources(tb testing.TB) []string {
	tb.Helper()
	var files []string
	home, _ := os.UserHomeDir()
	for _, glob := range []string{
		"testdata/src/*.py",
		"/usr/lib/python3*/*.py",
		"/usr/lib/python3*/*/*.py",
		filepath.Join(home, ".pyenv/versions/3.1[2-9]*/lib/python3*/*.py"),
		filepath.Join(home, ".pyenv/versions/3.1[3-9]*/lib/python3*/*/*.py"),
	} {
		got, err := filepath.Glob(glob)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, got...)
	}
	if len(files) == 0 {
		tb.Fatal("no Python sources")
	}
	return files
}

// flat is all nodes of a file with offsets from its start.
func flat(f *File) []string {
	var out []string
	for n := range f.Root().Descendants() {
		p := n.Parent()
		if n.IsComment() && p.Is(KBlock) && p.Parent().Is(KClassDefinition) && leading(n) {
			p = p.Parent()
		}
		out = append(out, describe(n, p))
	}
	return out
}

// leading tells whether only comments are before n in its block. The parser
// puts them into the class, and the cut into the block.
func leading(n Node) bool {
	for n = n.PrevSibling(); !n.IsNil(); n = n.PrevSibling() {
		if !n.IsComment() {
			return false
		}
	}
	return true
}

func describe(n, parent Node) string {
	p := ""
	if !parent.IsNil() {
		p = parent.String()
	}
	start, end := n.Start(), n.End()
	if n.Is(KBlock) {
		// Comments before the first statement of a class.
		c := n.FirstChild()
		for ; c.IsComment(); c = c.NextSibling() {
		}
		if !c.IsNil() {
			start = c.Start()
		}
	}
	return fmt.Sprintf("%06d-%06d %v %d in %s named=%v", start, end, n, n.Field(), p, n.IsNamed())
}

// whole is a file of one unit: the parser's own tree of it.
func whole(b []byte) *File {
	p := newParser(Python)
	defer p.close()
	u := &Unit{text: b, nodes: p.nodes(b)}
	return &File{Text: NewText(b), Lang: Python, entries: []entry{{unit: u, class: -1}}}
}

// The units of valid source have no errors, and their nodes are those of the
// parser's tree of the whole file. The parser alone knows whether source is valid.
func TestWhole(t *testing.T) {
	all := sources(t)
	step := max(1, len(all)/60)
	files, bad := 0, 0
	for i := 0; i < len(all); i += step {
		name := all[i]
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files++
		w := whole(b)
		if hasError(w.entries[0].unit.nodes) {
			bad++
			t.Log("the parser does not know it:", name)
			continue
		}
		f := Parse(Python, b)
		for i := range f.UnitCount() {
			if u := f.Unit(i); len(u.Broken()) > 0 || hasError(u.nodes) {
				t.Errorf("%s: broken: %.300q", name, u.Text())
			}
		}
		if err := covered(f); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got, want := flat(f), flat(w)
		slices.Sort(got)
		slices.Sort(want)
		if len(got) != len(want) {
			t.Errorf("%s: %d nodes, want %d", name, len(got), len(want))
		}
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Errorf("%s: %s, want %s", name, got[i], want[i])
				break
			}
		}
	}
	t.Logf("%d of %d files", files, len(all))
	if bad > 1+files/100 {
		t.Errorf("%d of %d files do not parse", bad, files)
	}
}
