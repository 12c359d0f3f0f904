package syntax

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"
)

func TestRandom(t *testing.T) {
	secs, _ := strconv.Atoi(os.Getenv("SECS"))
	base, _ := strconv.Atoi(os.Getenv("SEED"))
	stop := time.Now().Add(time.Duration(secs) * time.Second)
	n := 0
	for s := uint64(base); time.Now().Before(stop); s++ {
		r := rand.New(rand.NewPCG(s, 1))
		src := []byte(sample)
		if s%3 == 0 {
			src = nil
			for range 30 {
				src = append(src, pieces[r.IntN(len(pieces))]...)
			}
		}
		if s%2 == 0 {
			src = bytes.Clone(src)
			for range 5 {
				i := r.IntN(len(src))
				src[i] = byte(r.IntN(256))
				if r.IntN(3) == 0 {
					src[i] = "({[\"'\\\n:{"[r.IntN(9)]
				}
			}
		}
		tm := time.AfterFunc(5*time.Second, func() {
			fmt.Printf("HANG seed %d src %q\n", s, src)
			panic("hang")
		})
		d := Open(Python, bytes.Clone(src))
		tm.Stop()
		want := src
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
			tm := time.AfterFunc(5*time.Second, func() {
				fmt.Printf("HANG seed %d before %q changes %+v want %q\n", s, before, changes, want)
				panic("hang")
			})
			got := d.Edit(changes...)
			fresh := Parse(Python, bytes.Clone(want))
			tm.Stop()
			if err := same(got, fresh); err != nil {
				t.Fatalf("seed %d after %+v: %v\nbefore %q\ntext %q", s, changes, err, before, want)
			}
			if err := covered(got); err != nil {
				t.Fatalf("seed %d %v\ntext %q", s, err, want)
			}
			n++
		}
		d.Close()
	}
	t.Log(n)
}
