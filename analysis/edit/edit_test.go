package edit

import (
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func open(src string, opts ...Option) *Builder {
	f := syntax.Parse(syntax.Python, []byte(src))
	return NewBuilder(semantic.New(f, "m", "m.py", nil, nil), opts...)
}

// find is the first node of the kind whose text starts with prefix.
func find(t *testing.T, b *Builder, kind syntax.Kind, prefix string) syntax.Node {
	t.Helper()
	for n := range b.f.Root().Descendants() {
		if n.Is(kind) && strings.HasPrefix(n.Text(), prefix) {
			return n
		}
	}
	t.Fatalf("no %q", prefix)
	return syntax.Node{}
}

// end is the last node of the module: a place that sees all imports.
func end(b *Builder) (n syntax.Node) {
	for c := range b.f.Root().Children() {
		n = c
	}
	return n
}

// importsIn are all import statements of the file.
func importsIn(b *Builder) (out []*importStmt) {
	for n := range b.f.Root().Descendants() {
		if st := b.importAt(n); st != nil {
			out = append(out, st)
		}
	}
	return out
}

// result applies the fix, checks it as the engine does, and returns the text.
func result(t *testing.T, b *Builder) string {
	t.Helper()
	es, err := b.Edits()
	if err != nil {
		return "error: " + err.Error()
	}
	if err := Check(b.f, es); err != nil {
		t.Errorf("check: %v", err)
	}
	for i, e := range es {
		if e.Start == e.End && e.New == "" || i > 0 && es[i-1].End > e.Start {
			t.Errorf("bad edit %+v", e)
		}
	}
	return string(Apply(b.f.Text.Bytes(), es))
}

type dance struct {
	name, src, want string
	do              func(t *testing.T, b *Builder)
	opts            []Option
}

func runDances(t *testing.T, tests []dance) {
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, nl := range []string{"\n", "\r\n"} {
				src, want := strings.ReplaceAll(tt.src, "\n", nl), strings.ReplaceAll(tt.want, "\n", nl)
				b := open(src, tt.opts...)
				tt.do(t, b)
				if got := result(t, b); got != want {
					t.Errorf("newline %q\n--- got\n%s\n--- want\n%s", nl, got, want)
				}
			}
		})
	}
}
