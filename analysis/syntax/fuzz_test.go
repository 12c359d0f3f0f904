package syntax

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
)

// same tells how two versions of a file differ, if they do.
func same(a, b *File) error {
	if !bytes.Equal(a.Text.Bytes(), b.Text.Bytes()) {
		return fmt.Errorf("text %q, want %q", a.Text.Bytes(), b.Text.Bytes())
	}
	if x, y := a.Text.LineCount(), b.Text.LineCount(); x != y {
		return fmt.Errorf("%d lines, want %d", x, y)
	}
	for i := range a.Text.LineCount() {
		if x, y := a.Text.LineStart(i), b.Text.LineStart(i); x != y {
			return fmt.Errorf("line %d starts at %d, want %d", i, x, y)
		}
	}
	if a.skipped != b.skipped {
		return fmt.Errorf("skipped %q, want %q", a.skipped, b.skipped)
	}
	units := func(f *File) (out []string) {
		for i := range f.entries {
			e := &f.entries[i]
			out = append(out, fmt.Sprintf("%d %q in %d members %d", e.start, e.unit.text, e.class, e.members))
		}
		return out
	}
	if x, y := units(a), units(b); !slices.Equal(x, y) {
		return fmt.Errorf("units\n%q, want\n%q", x, y)
	}
	seen := map[*Unit]bool{}
	for i := range a.entries {
		u, v := a.entries[i].unit, b.entries[i].unit
		if seen[u] {
			return fmt.Errorf("unit %d %q stands twice", i, u.text)
		}
		seen[u] = true
		if !slices.Equal(u.nodes, v.nodes) {
			return fmt.Errorf("nodes of %q\n%v, want\n%v", u.text, u.nodes, v.nodes)
		}
		if !slices.Equal(u.broken, v.broken) || u.col != v.col || u.header != v.header || u.block != v.block {
			return fmt.Errorf("unit %q: %v %d %v, want %v %d %v", u.text, u.broken, u.col, u.header, v.broken, v.col, v.header)
		}
		if x, y := a.entries[i].seen, b.entries[i].seen; x != y {
			return fmt.Errorf("unit %q: seen %d, want %d", u.text, x, y)
		}
	}
	return nil
}

// covered checks that the units are in order, apart, and leave nothing out.
func covered(f *File) error {
	b := f.Text.Bytes()
	at := 0
	gap := func(end int) error {
		s := b[at:end]
		if at == 0 {
			s = bytes.TrimPrefix(s, bom)
		}
		if rest := bytes.Trim(s, " \t\f\r\n"); len(rest) > 0 {
			return fmt.Errorf("%q is in no unit", rest)
		}
		return nil
	}
	for i := range f.UnitCount() {
		start, end := f.UnitRange(i)
		if start < at || end <= start || end > len(b) {
			return fmt.Errorf("unit %d at %d-%d after %d", i, start, end, at)
		}
		if err := gap(start); err != nil {
			return err
		}
		if !bytes.Equal(b[start:end], f.Unit(i).Text()) {
			return fmt.Errorf("unit %d has the text %q for %q", i, f.Unit(i).Text(), b[start:end])
		}
		at = end
	}
	if f.Skipped() != "" && f.UnitCount() == 0 {
		return nil
	}
	return gap(len(b))
}

// pieces are what edits insert.
var pieces = []string{
	"", "x", " ", "    ", "\n", "\r\n", "\r", "\t", "(", ")", "[", "]", "{", "}", "\"", "'", `"""`, "'''", "f\"{", "#", "\\",
	"@d\n", "class A(B):\n    x = 1\n\n    def f(self):\n        return 1\n", "def f(a):\n    return a\n", "if x:\n    pass\n",
	"else:\n    pass\n", "\xff", "\xef\xbb\xbf", "𝒳", "é", ":", ",", "=", "x = foo(\n    a,\n    b,\n)\n", "import a\n",
	"    # c\n", "    y: int = 2\n", "        z\n", "class B:\n", "class C: pass\n", "\"\"\"doc\ndef g():\n\"\"\"\n", "t\"{a}\"", "return", "\x00",
	"async def f():\n    async with a as b:\n        await c\n", "match x:\n    case 1:\n        pass\n", "try:\n    a\nexcept A, B:\n    b\n", "\f", ";",
}

const sample = "\"\"\"Doc.\"\"\"\nimport a\nfrom b import (\n    c,\n    d,\n)\n\n# comment\n@dec(1)\n# inner\nclass A(B):\n    \"\"\"Doc.\"\"\"\n\n    x: int = 1\n" +
	"\n    @p\n    def f(self, a=(1, 2)):\n        \"\"\"Doc\n        more.\n        \"\"\"\n        y = f\"{a!r:>{w}} {b['x']}\"\n        if y:\n            return 1\n        else:\n            g(y,\n              z)\n    # tail\n" +
	"\ndef g(x):\n    for i in x:\n        print(i)\n    return [\n        a\n        for a in b\n    ]\n\nclass Empty: ...\n\nif x:\n    pass\n# between\nelif y:\n    pass\nelse:\n    z = '''\nmulti\n'''\n"

// keepAllTrees has the parser go on from the tree of any unit, however small.
func keepAllTrees(tb testing.TB) {
	was := minTree
	minTree = 0
	tb.Cleanup(func() { minTree = was })
}

func FuzzEdit(f *testing.F) {
	keepAllTrees(f)
	f.Add([]byte(sample), []byte{10, 0, 0, 20, 40, 1, 3, 8, 200, 0, 0, 14})
	f.Add([]byte(sample), []byte{0, 0, 0, 31, 0, 0, 3, 0, 90, 0, 9, 16, 90, 0, 3, 0})
	f.Add([]byte("class A:\n    x\n    y\n"), []byte{9, 0, 0, 38, 2, 0, 5, 4})
	f.Add([]byte("a\r\nb\rc\n"), []byte{1, 0, 1, 0, 2, 0, 0, 6, 0, 0, 9, 5})
	f.Fuzz(func(t *testing.T, src, ops []byte) {
		if len(src) > 4096 || len(ops) > 80 {
			return
		}
		d := Open(Python, bytes.Clone(src))
		defer d.Close()
		want := bytes.Clone(src)
		for len(ops) >= 4 {
			// A single change, or two in one call.
			var changes []Change
			for n := 1 + int(ops[0]&1); n > 0 && len(ops) >= 4; n-- {
				start := (int(ops[0])>>1 + int(ops[1])<<7) % (len(want) + 1)
				end := min(len(want), start+int(ops[2])%40)
				c := Change{start, end, []byte(pieces[int(ops[3])%len(pieces)])}
				want = slices.Concat(want[:c.Start], c.New, want[c.End:])
				changes = append(changes, c)
				ops = ops[4:]
			}
			got := d.Edit(changes...)
			fresh := Parse(Python, bytes.Clone(want))
			if err := same(got, fresh); err != nil {
				t.Fatalf("after %+v: %v\ntext %q", changes, err, want)
			}
			if err := covered(got); err != nil {
				t.Fatalf("%v\ntext %q", err, want)
			}
		}
	})
}

func FuzzCut(f *testing.F) {
	f.Add([]byte(sample))
	for _, p := range pieces {
		f.Add([]byte(p))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		file := Parse(Python, src)
		if err := covered(file); err != nil {
			t.Fatal(err)
		}
		for n := range file.Root().Descendants() {
			p := n.Parent()
			if p.IsNil() != (n == file.Root()) {
				t.Fatalf("%v has the parent %v", n, p)
			}
			if !p.IsNil() && (n.Start() < p.Start() || n.End() > p.End()) {
				t.Fatalf("%v %d-%d is outside its parent %v %d-%d", n, n.Start(), n.End(), p, p.Start(), p.End())
			}
			if next := n.NextSibling(); !next.IsNil() && (next.PrevSibling() != n || next.Parent() != p) {
				t.Fatalf("%v: its next sibling's previous one is %v", n, next.PrevSibling())
			}
		}
		for i := 0; i <= len(src); i += 1 + len(src)/50 {
			if n := file.NodeAt(i, i); n.Start() > i || n.End() < i {
				t.Fatalf("node %v %d-%d at %d", n, n.Start(), n.End(), i)
			}
			pos := file.Text.Position(i, UTF16)
			if back := file.Text.Offset(pos, UTF16); file.Text.Position(back, UTF16) != pos || back > i {
				t.Fatalf("offset %d is %v, and that is %d", i, pos, back)
			}
		}
	})
}
