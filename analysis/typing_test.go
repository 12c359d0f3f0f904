package analysis_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// halfTyped are statements as they look while somebody types them, none that
// says something of the line below, as a decorator or a backslash does.
var halfTyped = []string{
	"x = ", "x = foo(", "x = foo(a, [b", "foo.", "d = {'a': ", "x = 'abc", "x = f'{a", "return", "import ", "from a import ", "from a import (",
	"if x", "if x:", "for a in", "while (", "with open(", "def f", "def f(", "def f(a, b", "class A", "class A(", "async ", "await ",
	"lambda x", "try:", "match x", "x: ", "x: int = ", "del ", "raise ", "assert ", "not ", "x +", "x if y else", "[a for b in", "print(x", ")", "]", "}",
}

// TestWhileTyping puts half a statement in front of every statement of the
// cases, one at a time, and expects the findings of all others to stay. A few in
// a thousand may not: in a function, half a compound statement cannot always be
// told from the one below.
func TestWhileTyping(t *testing.T) {
	w, root := newWorkspace(t)
	ctx := context.Background()
	kept, lost := 0, 0
	for n, src := range sources(t) {
		if bytes.Contains(src, []byte("\r")) {
			continue
		}
		path := filepath.Join(root, fmt.Sprintf("typing_%d.py", n))
		s := w.Analyse(path, src)
		before := s.Findings(ctx)
		if len(before) == 0 {
			continue
		}
		for k, at := range statements(s.File) {
			typed := halfTyped[(n*7+k)%len(halfTyped)]
			line := s.File.Text.LineStart(s.File.Text.LineOf(at))
			insert := s.File.Indent(at) + typed + "\n"
			after := s.File.Apply(syntax.Change{Start: line, End: line, New: []byte(insert)})
			got := w.Analyse(path, after.Text.Bytes()).Findings(ctx)
			for _, f := range before {
				start := f.Start
				if start >= line {
					start += len(insert)
				}
				if slices.ContainsFunc(got, func(g analysis.Finding) bool { return g.Rule == f.Rule && g.Start == start }) {
					kept++
					continue
				}
				lost++
				t.Logf("%q in line %d takes %s in line %d", typed, s.File.Text.LineOf(at)+1, f.Rule.Code, s.File.Text.LineOf(f.Start)+1)
			}
		}
	}
	t.Logf("%d kept, %d lost", kept, lost)
	if lost > kept/100 || kept == 0 {
		t.Errorf("%d of %d findings are lost", lost, kept+lost)
	}
}

// statements are the starts of the statements that begin a line.
func statements(f *syntax.File) []int {
	var list []int
	for n := range f.Root().Descendants() {
		if up := n.Parent(); up.Is(syntax.KModule, syntax.KBlock) && n.IsNamed() && !n.IsComment() {
			line := f.Text.LineStart(f.Text.LineOf(n.Start()))
			if len(bytes.TrimSpace(f.Text.Slice(line, n.Start()))) == 0 {
				list = append(list, n.Start())
			}
		}
	}
	return list
}
