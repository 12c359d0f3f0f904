package edit

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestHarvest replays fixes of real rules: the edits of the body are given,
// the imports are the builder's.
func TestHarvest(t *testing.T) {
	raw, err := os.ReadFile("testdata/harvest.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Case, Bad, Good string
		Body            [][3]any   // start, end, new text
		Steps           [][]string // what the rule asks of the builder
		KeepOrphans     bool
	}
	if err := json.Unmarshal(raw, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Case, func(t *testing.T) {
			b := open(c.Bad, FirstParty(func(m string) bool {
				top := topOf(m)
				return top == "shop" || top == "mysite" || top == "accounts"
			}))
			if c.KeepOrphans {
				b.Set(KeepOrphans())
			}
			for _, e := range c.Body {
				b.edits = append(b.edits, Edit{Start: int(e[0].(float64)), End: int(e[1].(float64)), New: e[2].(string), drop: true})
			}
			for _, s := range c.Steps {
				switch s[0] {
				case "move":
					b.MoveName(b.ImportedName(s[1]), s[2], s[3])
				case "remove":
					b.RemoveName(b.ImportedName(s[1]))
				case "import":
					b.Import(end(b), s[1])
				case "as":
					b.ImportAs(s[1], s[2], s[3])
				case "name":
					if got := b.Name(end(b), s[1], s[2]); got != s[2] {
						t.Errorf("Name(%s, %s) = %s", s[1], s[2], got)
					}
				}
			}
			if got := result(t, b); got != c.Good {
				t.Errorf("--- got\n%s\n--- want\n%s", got, c.Good)
			}
			again := open(c.Good)
			for _, s := range c.Steps {
				if s[0] == "name" {
					again.Name(end(again), s[1], s[2])
				}
			}
			if es, err := again.Edits(); err != nil || len(es) > 0 && !strings.Contains(c.Good, " as ") {
				t.Errorf("not idempotent: %v %v", es, err)
			}
		})
	}
}
