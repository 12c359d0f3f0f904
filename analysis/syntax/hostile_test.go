package syntax

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// Hostile input is covered by units, and can be edited. What each takes is
// logged: input that takes minutes ends the test.
func TestHostile(t *testing.T) {
	deep := func(open, close string, n int) string { return strings.Repeat(open, n) + strings.Repeat(close, n) }
	blocks := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.Repeat(" ", i) + "if x:\n")
		}
		return b.String() + strings.Repeat(" ", n) + "pass\n"
	}
	for _, c := range []struct {
		name, src, skipped string
	}{
		{"a line of 20 MB", strings.Repeat("x", 20<<20), skipBig},
		{"a list of 20 MB", "x = [" + strings.Repeat("1,", 10<<20) + "]\n", skipBig},
		{"5,000 brackets", "x = " + deep("(", ")", 5000) + "\n", ""},
		{"50,000 brackets", "x = " + deep("[", "]", 50000) + "\n", ""},
		{"50,000 open brackets", "x = " + deep("[", "", 50000) + "\ny = 1\n", ""},
		{"50,000 closed brackets", "x = " + deep("", ")", 50000) + "\ny = 1\n", ""},
		{"500 blocks", blocks(500), ""},
		{"5,000 operators", "x = " + strings.Repeat("not ", 5000) + "y\n", ""},
		{"5,000 fields", "x = f'" + deep("{f'", "'}", 5000) + "'\n", ""},
		{"5,000 fields of three", "x = f'''" + deep("{f'''", "'''}", 5000) + "'''\n", ""},
		{"open fields", "x = f'''" + strings.Repeat("{ ", 100000) + "\n", ""},
		{"lines with an open bracket", strings.Repeat("x = (\n", 30000), skipOpen},
		{"lines with an open quote", strings.Repeat("x = '\n", 5000), ""},
		{"lines with open triple quotes", strings.Repeat("x = '''\n", 5001), ""},
		{"comments", "class A:\n    x\n" + strings.Repeat("# c\n", 50000) + "    y\n", ""},
		{"decorators", strings.Repeat("@a\n", 20000), skipOpen},
		{"NUL", "x\x00", skipBinary},
		{"NUL later", strings.Repeat("# c\n", 4000) + "x = '\x00'\ny\x00z\n\x00\na = 1\n", ""},
		{"garbage", strings.Repeat("\xff\xfe)]}('\"\\ def class @ : = ;", 1500), ""},
		{"garbage lines", strings.Repeat("\xff\xfe)]}('\"\\ def class @ : = ;\n", 5000), ""},
		{"members", "class A:\n" + strings.Repeat("    x = 1\n", 20000), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			d := Open(Python, []byte(c.src))
			defer d.Close()
			f := d.File()
			opened := time.Since(start)
			if f.Skipped() != c.skipped {
				t.Errorf("skipped %q, want %q", f.Skipped(), c.skipped)
			}
			n := 0
			for range f.Root().Descendants() {
				n++
			}
			start = time.Now()
			mid := len(c.src) / 2
			d.Edit(Change{mid, mid, []byte("(")})
			f = d.Edit(Change{mid, mid + 1, nil})
			edited := time.Since(start)
			t.Logf("%d nodes, opened in %v, edited in %v", n, opened, edited)
			if !bytes.Equal(f.Text.Bytes(), []byte(c.src)) {
				t.Error("the text is another one")
			}
			if err := covered(f); err != nil {
				t.Errorf("%.200v", err)
			}
			if err := same(f, Parse(Python, []byte(c.src))); err != nil {
				t.Errorf("%.500v", err)
			}
		})
	}
}
