package edit

import (
	"errors"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func TestSettle(t *testing.T) {
	const src = "from m import A, B, Z\n\nx = A\ny = A\nz = B\nZ\n"
	replace := func(from, to string, opts ...Option) []Edit {
		b := open(src, opts...)
		for n := range b.f.Root().Descendants() {
			if n.Is(syntax.KExpressionStatement) && n.Text() == from {
				b.Replace(n, to)
			}
		}
		es, err := b.Edits()
		if err != nil {
			t.Fatal(err)
		}
		return es
	}
	tests := []struct {
		fixes [][]Edit
		want  string
		err   error
	}{
		{[][]Edit{replace("x = A", "x = 1")}, "from m import A, B, Z\n\nx = 1\ny = A\nz = B\nZ\n", nil},
		{[][]Edit{replace("x = A", "x = 1"), replace("y = A", "y = 2")}, "from m import B, Z\n\nx = 1\ny = 2\nz = B\nZ\n", nil},
		{[][]Edit{replace("x = A", "x = 1", KeepOrphans()), replace("y = A", "y = 2", KeepOrphans())}, "from m import A, B, Z\n\nx = 1\ny = 2\nz = B\nZ\n", nil},
		{[][]Edit{replace("x = A", "x = AA"), replace("y = A", "y = CA")}, "from m import B, Z\n\nx = AA\ny = CA\nz = B\nZ\n", nil},
		{[][]Edit{replace("z = B", "z = 1"), replace("x = A", "x = B")}, "", ErrUnbound},
		{[][]Edit{replace("x = A", "new = A"), replace("y = A", "new = A")}, "", ErrTwice},
	}
	for i, tt := range tests {
		before := open(src).m
		all := Merge(tt.fixes...)
		after := open(string(Apply([]byte(src), all))).m
		es, err := Settle(before, after, all)
		if !errors.Is(err, tt.err) {
			t.Errorf("%d: %v", i, err)
			continue
		}
		if got := string(Apply(after.File().Text.Bytes(), es)); err == nil && got != tt.want {
			t.Errorf("%d: got\n%s\nwant\n%s", i, got, tt.want)
		}
	}
}
