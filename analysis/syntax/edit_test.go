package syntax

import (
	"bytes"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// After any edits the file is that of a fresh parse.
func TestEdit(t *testing.T) {
	keepAllTrees(t)
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 1))
		want := []byte(sample + function)
		if seed%3 == 0 {
			want = nil
			for range 30 {
				want = append(want, pieces[r.IntN(len(pieces))]...)
			}
		}
		d := Open(Python, bytes.Clone(want))
		for range 15 {
			var changes []Change
			for range 1 + r.IntN(2) {
				start := r.IntN(len(want) + 1)
				end := min(len(want), start+r.IntN(2)*r.IntN(20))
				c := Change{start, end, []byte(pieces[r.IntN(len(pieces))])}
				want = slices.Concat(want[:c.Start], c.New, want[c.End:])
				changes = append(changes, c)
			}
			before := d.File().Text.Bytes()
			if err := same(d.Edit(changes...), Parse(Python, bytes.Clone(want))); err != nil {
				t.Fatalf("seed %d, %q, %+v: %v", seed, before, changes, err)
			}
		}
		d.Close()
	}
}

// Small edits of valid source, after which the parser goes on from its tree.
func TestEditValid(t *testing.T) {
	keepAllTrees(t)
	pieces := []string{"x", "1", " + y", ", b", " if c else d", "not ", "await ", "\n", " ", "=", "*", "f", "r", ".z", "()", "[0]", "# c", "lambda: ", "-", "@", "print", "match ", "type ", "\"\"", "in ", ":"}
	all := sources(t)
	r := rand.New(rand.NewPCG(7, 7))
	for i := 0; i < len(all); i += max(1, len(all)/8) {
		src, err := os.ReadFile(all[i])
		if err != nil {
			t.Fatal(err)
		}
		if len(src) > 20<<10 {
			src = src[:20<<10]
		}
		want := bytes.Clone(src)
		d := Open(Python, src)
		at := r.IntN(len(want) + 1)
		for range 40 {
			if r.IntN(4) == 0 {
				at = r.IntN(len(want) + 1)
			}
			p := pieces[r.IntN(len(pieces))]
			c := Change{at, min(len(want), at+r.IntN(2)*r.IntN(3)), []byte(p)}
			was := want[c.Start:c.End]
			for _, c := range []Change{c, {c.Start, c.Start + len(p), was}} {
				want = slices.Concat(want[:c.Start], c.New, want[c.End:])
				if err := same(d.Edit(c), Parse(Python, bytes.Clone(want))); err != nil {
					t.Fatalf("%s, %+v: %v", all[i], c, err)
				}
				if r.IntN(3) > 0 {
					break
				}
			}
			at = min(len(want), at+len(p))
		}
		d.Close()
	}
}
