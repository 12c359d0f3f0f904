package syntax

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
)

// After any edits the file is that of a fresh parse.
func TestEdit(t *testing.T) {
	for seed := range uint64(400) {
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
