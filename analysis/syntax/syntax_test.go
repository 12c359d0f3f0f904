package syntax

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// units are the texts of the units, members of classes with a dot before.
func units(f *File) []string {
	var out []string
	for i := range f.UnitCount() {
		s := string(f.Unit(i).Text())
		if f.UnitClass(i) >= 0 {
			s = "." + s
		}
		out = append(out, s)
	}
	return out
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"empty", "", nil},
		{"blank", " \n\t\n\f\n", nil},
		{"BOM", "\xef\xbb\xbfa\n", []string{"a"}},
		{"BOM alone", "\xef\xbb\xbf", nil},
		{"no newline at the end", "a\nb", []string{"a", "b"}},
		{"CRLF", "a\r\nif b:\r\n    c\r\nd\r\n", []string{"a", "if b:\r\n    c", "d"}},
		{"CR", "a\rif b:\r    c\rd\r", []string{"a", "if b:\r    c", "d"}},
		{"semicolons", "a; b\nc;\n", []string{"a; b", "c;"}},
		{"trailing comment", "a  # b\nc\n", []string{"a  # b", "c"}},
		{"continuation", "a = \\\n  b\nc\n", []string{"a = \\\n  b", "c"}},
		{"continuation in a string", "a = 'b\\\nc'\nd\n", []string{"a = 'b\\\nc'", "d"}},
		{"continuation in a string, CRLF", "a = 'b\\\r\nc'\r\nd\r\n", []string{"a = 'b\\\r\nc'", "d"}},
		{"brackets", "a = (\nb,\n# c\n)\nd\n", []string{"a = (\nb,\n# c\n)", "d"}},
		{"strings", "a = ')'\nb = \"#\"\nc = '''\n'x'\n\\'''\n'''\nd\n", []string{"a = ')'", "b = \"#\"", "c = '''\n'x'\n\\'''\n'''", "d"}},
		{"raw", "a = rb'\\'' + Rb\"\\\"\"\nb\n", []string{"a = rb'\\'' + Rb\"\\\"\"", "b"}},
		{"not a prefix", "a if'{'else b\nc\n", []string{"a if'{'else b", "c"}},
		{"number before a keyword", "1if'{'else b\nc\n", []string{"1if'{'else b", "c"}},
		{"f-string", "a = f'{b}' f\"{c['d']}\" f'{{' f'{e!r:>{w}}'\nf\n", []string{"a = f'{b}' f\"{c['d']}\" f'{{' f'{e!r:>{w}}'", "f"}},
		{"f-string with its own quotes", "a = f'{b['c']}'\nd\n", []string{"a = f'{b['c']}'", "d"}},
		{"f-string with a quote to fill with", "a = f\"{b:'>10}\"\nd\n", []string{"a = f\"{b:'>10}\"", "d"}},
		{"f-string with a line ending", "a = f'{b[\n1]}'\nd\n", []string{"a = f'{b[\n1]}'", "d"}},
		{"f-string with =", "a = f'{b = }'\nd\n", []string{"a = f'{b = }'", "d"}},
		{"f-string with a name", "a = f'\\N{DASH}{b}'\nd\n", []string{"a = f'\\N{DASH}{b}'", "d"}},
		{"raw f-string", "a = rf'\\{b}'\nd\n", []string{"a = rf'\\{b}'", "d"}},
		{"comment in a field", "a = f'''{\nb # }'''\n}'''\nd\n", []string{"a = f'''{\nb # }'''\n}'''", "d"}},
		{"function", "def f():\n    a\n\n    b\nc\n", []string{"def f():\n    a\n\n    b", "c"}},
		{"comment below a function", "def f():\n    a\n    # b\n# c\nd\n", []string{"def f():\n    a\n    # b", "# c", "d"}},
		{"comment at the margin inside", "def f():\n    a\n# b\n    c\nd\n", []string{"def f():\n    a\n# b\n    c", "d"}},
		{"comment before a clause", "if a:\n    b\n# c\nelif d:\n    e\n# f\nelse:\n    g\n", []string{"if a:\n    b\n# c\nelif d:\n    e\n# f\nelse:\n    g"}},
		{"try", "try:\n    a\nexcept* E:\n    b\nelse:\n    c\nfinally:\n    d\ne\n", []string{"try:\n    a\nexcept* E:\n    b\nelse:\n    c\nfinally:\n    d", "e"}},
		{"decorators", "@a\n\n# b\n@c(\n1)\n\ndef f(): pass\nd\n", []string{"@a\n\n# b\n@c(\n1)\n\ndef f(): pass", "d"}},
		{"async", "@a\nasync def f():\n    pass\nasync with b:\n    c\n", []string{"@a\nasync def f():\n    pass", "async with b:\n    c"}},
		{"decorator without definition", "@a\nb\n", []string{"@a", "b"}},
		{"class", "@a\nclass A(B):\n    x = 1\n\n    @p\n    def f(self):\n        y\n    # t\n\nz\n",
			[]string{"@a\nclass A(B):", ".x = 1", ".@p\n    def f(self):\n        y", ".# t", "z"}},
		{"class on a line", "class A: x = 1\nb\n", []string{"class A: x = 1", "b"}},
		{"class on a line, members", "class A: x = 1; y\nclass B: ...\n", []string{"class A: x = 1; y", "class B: ..."}},
		{"class with comments only", "class A:\n    # a\n    # b\nc\n", []string{"class A:\n    # a\n    # b", "c"}},
		{"class with a comment behind the colon", "class A:  # a\n    b\nc\n", []string{"class A:  # a", ".b", "c"}},
		{"comment at the margin in a class", "class A:\n# a\n    b\n# c\n    d\n# e\nf\n", []string{"class A:", ".# a", ".b", ".# c", ".d", "# e", "f"}},
		{"header of several lines", "class A(\n    B,\n    metaclass=C,\n):\n    x\ny\n", []string{"class A(\n    B,\n    metaclass=C,\n):", ".x", "y"}},
		{"type parameters", "class A[T: (int, str), *Ts, **P](B[T]):\n    x: T\n", []string{"class A[T: (int, str), *Ts, **P](B[T]):", ".x: T"}},
		{"nested class", "class A:\n    class B:\n        x\n    y\n", []string{"class A:", ".class B:\n        x", ".y"}},
		{"if in a class", "class A:\n    if x:\n        y\n    else:\n        z\n", []string{"class A:", ".if x:\n        y\n    else:\n        z"}},
		{"class in a function", "def f():\n    class A:\n        x\n", []string{"def f():\n    class A:\n        x"}},
		{"tabs", "class A:\n\tx\n\tdef f(self):\n\t\ty\n        z\n", []string{"class A:", ".x", ".def f(self):\n\t\ty", ".z"}},
		{"form feed", "class A:\n    x\n\f\n    y\n\fz\n", []string{"class A:", ".x", ".y", "z"}},
		{"match", "match a:\n    case 1:\n        b\nmatch = 1\n", []string{"match a:\n    case 1:\n        b", "match = 1"}},
		{"keywords in brackets", "a = [\nb\nfor b in c\nif b\nif not d\n]\ne = (\na if b\nelse c)\nf = (yield\nfrom x)\n",
			[]string{"a = [\nb\nfor b in c\nif b\nif not d\n]", "e = (\na if b\nelse c)", "f = (yield\nfrom x)"}},
		{"ternary before a colon", "a = {\nb\nif c else d:\n1}\nx[\na\nif b else c:\nd]\n", []string{"a = {\nb\nif c else d:\n1}", "x[\na\nif b else c:\nd]"}},
		{"matrix product", "a = (b\n@c\n@d)\ne\n", []string{"a = (b\n@c\n@d)", "e"}},
		{"no text", "a\x00b\nc\n", []string{"a\x00b\nc\n"}},

		// What is not closed leaves the rest alone.
		{"open bracket before an assignment", "a = f(\nb = 1\nc = 2\n", []string{"a = f(", "b = 1", "c = 2"}},
		{"open bracket before a definition", "a = f(1,\n\n@d\ndef g():\n    pass\n", []string{"a = f(1,", "@d\ndef g():\n    pass"}},
		{"open bracket before statements", "f(\nimport a\nf(\nfrom a import b\nf(\nif a:\n    b\n", []string{"f(", "import a", "f(", "from a import b", "f(", "if a:\n    b"}},
		{"open bracket in a function", "def f():\n    a = g(\n    return a\n\nb\n", []string{"def f():\n    a = g(\n    return a", "b"}},
		{"open bracket before a clause", "if a:\n    f(\nelse:\n    b\nc\n", []string{"if a:\n    f(\nelse:\n    b", "c"}},
		{"open bracket in a class", "class A:\n    x = F(\n    y: int = 1\n\n    def f(self):\n        pass\nz\n", []string{"class A:", ".x = F(", ".y: int = 1", ".def f(self):\n        pass", "z"}},
		{"open bracket in a header", "class A(B:\n    x\n    y\nz\n", []string{"class A(B:", ".x", ".y", "z"}},
		{"no colon", "class A(B)\n    x\n    y\nz\n", []string{"class A(B)", ".x", ".y", "z"}},
		{"open quote", "a = 'b\nc\n", []string{"a = 'b", "c"}},
		{"open quote in a call", "a = f('b)\nc\nd = 1\n", []string{"a = f('b)", "c", "d = 1"}},
		{"open quote among arguments", "a = f(\n    'b,\n    c,\n)\nd\n", []string{"a = f(\n    'b,\n    c,\n)", "d"}},
		{"open f-string", "a = f'{b\nc = 1\nd = '}'\n", []string{"a = f'{b", "c = 1", "d = '}'"}},
		{"open triple quote", "def f():\n    \"\"\"\n    return 1\n\ndef g():\n    \"\"\"D.\"\"\"\n\nx\n", []string{"def f():\n    \"\"\"\n    return 1", "def g():\n    \"\"\"D.\"\"\"", "x"}},
		{"open triple quote in a class", "class A:\n    def f(self):\n        \"\"\"\n        return 1\n    def g(self):\n        \"\"\"D.\"\"\"\nx\n",
			[]string{"class A:", ".def f(self):\n        \"\"\"\n        return 1", ".def g(self):\n        \"\"\"D.\"\"\"", "x"}},
	} {
		f := Parse(Python, []byte(c.src))
		if got := units(f); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
		if err := covered(f); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// outline gives the statements of the units by kind, those in blocks in
// parentheses.
func outline(f *File) string {
	var b strings.Builder
	for i := range f.UnitCount() {
		for n := range f.UnitNodes(i) {
			if p := n.rec().parent; p == 0 || n.Parent().Is(KBlock) {
				b.WriteString(strings.TrimSuffix(strings.TrimSuffix(n.String(), "_statement"), "_definition") + " ")
			}
		}
		b.WriteString("| ")
	}
	return strings.TrimSuffix(b.String(), " | ")
}

func TestBroken(t *testing.T) {
	for _, c := range []struct {
		name, src, broken, outline string
	}{
		{"fine", "a = 1\n", "", "expression"},
		{"dot", "def f():\n    a = 1\n    b.\n    return a\n", "b.", "function expression expression return"},
		{"dot before a call", "def f():\n    b.\n    a()\n", "b.", "function expression expression"},
		{"unfinished for", "def f():\n    for x in\n    return a\n", "for x in", "function pass return"},
		{"unfinished if", "def f():\n    if b.\n        c\n    return a\n", "if b.", "function if expression return"},
		{"unfinished elif", "def f():\n    if b:\n        c\n    elif d.:\n        e\n    return a\n", "elif d.:", "function if expression expression return"},
		{"unfinished import", "def f():\n    from a import\n    return a\n", "from a import", "function pass return"},
		{"open bracket", "def f():\n    a = g(1,\n    b = 2\n    return b\n", "a = g(1,", "function pass expression return"},
		{"open quote", "def f():\n    a = \"b\n    return b\n", "a = \"b", "function pass return"},
		{"open triple quote", "def f():\n    \"\"\"\n    return b\n", "\"\"\"", "function expression return"},
		{"decorator", "@app.get(\ndef f():\n    return a\n", "@app.get(", "decorated return"},
		{"header", "class A(B:\n    x = 1\n", "class A(B:", "class | expression"},
		{"def header", "def f(a, b=(:\n    x = 1\n    return x\n", "def f(a, b=(:", "function expression return"},
		{"template string", "def f():\n    a = t\"{b}\"\n    return b\n", "a = t\"{b}\"", "function pass return"},
		{"default of a type parameter", "class A[T = int](B):\n    x = 1\n", "class A[T = int](B):", "class | expression"},
		{"two lines", "def f():\n    a.\n    b = 1\n    c(\n    return b\n", "a.|c(", "function expression expression expression return"},
		{"stray bracket", "def f():\n    a = 1)\n    return b\n", "a = 1)", "function pass return"},
	} {
		f := Parse(Python, []byte(c.src))
		var broken []string
		for i := range f.UnitCount() {
			start, _ := f.UnitRange(i)
			for _, r := range f.Unit(i).Broken() {
				broken = append(broken, string(f.Text.Slice(start+r.Start, start+r.End)))
				if !f.InBroken(start+r.Start, start+r.End) || !f.InBroken(start+r.End, start+r.End) {
					t.Errorf("%s: not InBroken", c.name)
				}
			}
		}
		if got := strings.Join(broken, "|"); got != c.broken {
			t.Errorf("%s: broken %q, want %q", c.name, got, c.broken)
		}
		if got := outline(f); got != c.outline {
			t.Errorf("%s: %s, want %s", c.name, got, c.outline)
		}
	}
	f := Parse(Python, []byte("a = 1\nb.\nc = 2\n"))
	if f.InBroken(0, 5) || !f.InBroken(6, 7) || f.InBroken(9, 14) {
		t.Error("InBroken beyond the line")
	}
}

func TestPositions(t *testing.T) {
	text := NewText([]byte("a\U0001d4b3é\r\n\rx\xff\xffy\n\xef\xbb\xbf"))
	for _, c := range []struct {
		enc    Encoding
		pos    Position
		offset int
	}{
		{UTF16, Position{0, 0}, 0}, {UTF16, Position{0, 1}, 1}, {UTF16, Position{0, 3}, 5}, {UTF16, Position{0, 4}, 7},
		{UTF8, Position{0, 5}, 5}, {UTF8, Position{0, 7}, 7}, {UTF32, Position{0, 2}, 5}, {UTF32, Position{0, 3}, 7},
		{UTF16, Position{1, 0}, 9}, {UTF16, Position{2, 0}, 10}, {UTF16, Position{2, 2}, 12}, {UTF16, Position{2, 4}, 14},
		{UTF8, Position{2, 4}, 14}, {UTF16, Position{3, 0}, 15}, {UTF16, Position{3, 1}, 18},
	} {
		if got := text.Offset(c.pos, c.enc); got != c.offset {
			t.Errorf("offset of %v in %d: %d, want %d", c.pos, c.enc, got, c.offset)
		}
		if got := text.Position(c.offset, c.enc); got != c.pos {
			t.Errorf("position of %d in %d: %v, want %v", c.offset, c.enc, got, c.pos)
		}
	}
	for _, c := range []struct {
		pos  Position
		want int
	}{{Position{0, 2}, 1}, {Position{0, 99}, 7}, {Position{9, 0}, 18}, {Position{1 << 31, 1 << 31}, 18}, {Position{3, 1<<32 - 1}, 18}} {
		if got := text.Offset(c.pos, UTF16); got != c.want {
			t.Errorf("offset of %v: %d, want %d", c.pos, got, c.want)
		}
	}
	if got := text.Position(8, UTF16); got != (Position{0, 4}) {
		t.Errorf("inside CRLF: %v", got)
	}
	if n := text.Newline(); n != "\r\n" {
		t.Errorf("newline %q", n)
	}
	c := text.Change(Position{2, 3}, Position{2, 1}, UTF16, "z")
	if got := text.Edit(c); string(got.Bytes()) != "a\U0001d4b3é\r\n\rxzy\n\xef\xbb\xbf" {
		t.Errorf("%q", got.Bytes())
	}
	if got := text.Edit(Change{99, -5, nil}); got.Len() != 0 || got.LineCount() != 1 {
		t.Errorf("%q", got.Bytes())
	}
}

// A text of many chunks is that of the bytes.
func TestChunks(t *testing.T) {
	want := bytes.Repeat([]byte("some line\r\nother\r\n\r"), 4000)
	text := NewText(bytes.Clone(want))
	for i, s := range []string{"", "\n", "\r", "x", strings.Repeat("y\n", 9000), "\r\n"} {
		for _, at := range []int{0, chunkSize - 1, chunkSize, chunkSize + 1, len(want) / 2, len(want)} {
			at = min(at, len(want))
			c := Change{at, min(len(want), at+i*1000), []byte(s)}
			want = slices.Concat(want[:c.Start], c.New, want[c.End:])
			text = text.Edit(c)
			fresh := NewText(want)
			for line := range fresh.LineCount() {
				if text.LineStart(line) != fresh.LineStart(line) || text.LineEnd(line) != fresh.LineEnd(line) {
					t.Fatalf("%q at %d: line %d: %d-%d, want %d-%d", s, at, line, text.LineStart(line), text.LineEnd(line), fresh.LineStart(line), fresh.LineEnd(line))
				}
			}
			if text.LineCount() != fresh.LineCount() || text.LineOf(at) != fresh.LineOf(at) {
				t.Fatalf("%q at %d: lines", s, at)
			}
			if !bytes.Equal(text.Slice(at/2, at+5), fresh.Slice(at/2, at+5)) || !bytes.Equal(text.Bytes(), want) {
				t.Fatalf("%q at %d: text", s, at)
			}
		}
	}
}

func TestNode(t *testing.T) {
	f := Parse(Python, []byte("import a\n@d\nclass A(B):\n    x: int = 1  # n\n\n    def f(self):\n        return 1\n# c\ny\n"))
	class := f.Root().Child(0)
	for n := range f.Root().Descendants() {
		if n.Is(KClassDefinition) {
			class = n
		}
	}
	if got := class.Text(); !strings.HasPrefix(got, "class A(B)") || !strings.HasSuffix(got, "return 1") {
		t.Errorf("class %q", got)
	}
	block := class.Child(FBody)
	var kinds []string
	for n := range block.Children() {
		kinds = append(kinds, n.String())
		if n.Parent() != block || n.Ancestor(KClassDefinition) != class {
			t.Errorf("%v: parent %v", n, n.Parent())
		}
	}
	if got := strings.Join(kinds, " "); got != "expression_statement comment function_definition" {
		t.Errorf("members %s", got)
	}
	if n := f.NodeAt(block.Start()+3, block.Start()+6); n.Text() != "int" {
		t.Errorf("node %v %q", n, n.Text())
	}
	if n := f.NodeAt(block.Start(), block.End()); n != block {
		t.Errorf("node %v %q", n, n.Text())
	}
	if n := f.NodeAt(0, f.Text.Len()); n != f.Root() {
		t.Errorf("node %v %q", n, n.Text())
	}
	i := f.UnitAt(block.Start() + 3)
	if u := f.Unit(i); string(u.Text()) != "x: int = 1  # n" || f.UnitClass(i) != 1 {
		t.Errorf("unit %q", u.Text())
	}
	if j, ok := f.EntryOf(f.Unit(i)); !ok || j != i {
		t.Errorf("entry %d %v", j, ok)
	}
	var comments []string
	for n := range f.CommentsIn(block.Start(), f.Text.Len()) {
		comments = append(comments, n.Text())
	}
	if got := strings.Join(comments, "|"); got != "# n|# c" {
		t.Errorf("comments %s", got)
	}
	if f.Indent(block.Start()) != "    " || f.Indent(0) != "" || f.LineIndentUnit() != "    " {
		t.Error("indentation")
	}
	if got := Parse(Python, []byte("def f():\n\tx\n")).LineIndentUnit(); got != "\t" {
		t.Errorf("indentation %q", got)
	}
}

func TestReads(t *testing.T) {
	d := Open(Python, []byte("a\nclass A:\n    x\n    y\nclass B:\n    x\n"))
	defer d.Close()
	f := d.File()
	r := &Reads{}
	g := f.Tracked(r)
	n := Node{}
	for n = range g.UnitNodes(2) {
		break
	}
	for range n.Descendants() {
	}
	if delete(r.Units, f.Unit(2)); len(r.Units)+len(r.Lists) > 0 {
		t.Errorf("reads %v within a unit", r)
	}
	n.NextSibling()
	if !r.Units[f.Unit(3)] || !r.Lists[f.Unit(1)] || len(r.Units)+len(r.Lists) != 2 {
		t.Errorf("reads %v", r)
	}
	n.Parent()
	if !r.Units[f.Unit(1)] {
		t.Errorf("reads %v", r)
	}
	g.Root().FirstChild()
	if !r.Lists[nil] {
		t.Errorf("reads %v", r)
	}
	header := f.Unit(1)
	h := d.Edit(Change{0, 1, []byte("b")})
	if !h.SameList(f, header) || h.SameList(f, nil) || h.Unit(1) != header {
		t.Error("the class is another one")
	}
	h = d.Edit(Change{2 + 9 + 6, 2 + 9 + 6, []byte("    z\n")})
	if h.SameList(f, header) || h.Unit(1) != header || h.Unit(2) != f.Unit(2) || h.Unit(4) != f.Unit(3) {
		t.Error("the class has the same members")
	}
}

// A unit that comes to another class is another unit, and it comes back.
func TestUnitIdentity(t *testing.T) {
	src := "class A:\n    x = 1\n    y = 2\nz\n"
	d := Open(Python, []byte(src))
	defer d.Close()
	f := d.File()
	at := strings.Index(src, "    y")
	g := d.Edit(Change{at, at, []byte("class B:\n")})
	if g.Unit(0) != f.Unit(0) || g.Unit(1) != f.Unit(1) || g.Unit(3) == f.Unit(2) || g.Unit(4) != f.Unit(3) {
		t.Errorf("units %q", units(g))
	}
	g = d.Edit(Change{6, 7, []byte("C")})
	if g.Unit(1) != f.Unit(1) || g.Unit(0) == f.Unit(0) {
		t.Error("members go with their class when its header is edited")
	}
	g = d.Edit(Change{6, 7, []byte("A")})
	if g.Unit(0) != f.Unit(0) {
		t.Error("undone, and another unit")
	}
}

func TestMemory(t *testing.T) {
	for _, c := range parsers {
		for len(c) > 0 {
			(<-c).close()
		}
	}
	before := liveC.Load()
	for _, lang := range []Lang{Python, TOML} {
		d := Open(lang, []byte("a = 1\n"+strings.Repeat("# x\n", 10)))
		for i := range 20 {
			d.Edit(Change{4, 5, fmt.Appendf(nil, "%d", i)}, Change{0, 0, []byte("(")}, Change{0, 1, nil})
		}
		d.Close()
		Parse(lang, []byte("a = 1\n"))
	}
	src := []byte(function)
	d := Open(Python, src)
	for i := range 20 {
		d.Edit(Change{300, 300, fmt.Appendf(nil, "%d", i)})
	}
	d.Close()
	for _, c := range parsers {
		for len(c) > 0 {
			(<-c).close()
		}
	}
	if n := liveC.Load(); n != before {
		t.Errorf("%d C objects are not freed", n-before)
	}
}

func TestTOML(t *testing.T) {
	d := Open(TOML, []byte("[tool.x]\na = 1 # c\nb = [\n"))
	defer d.Close()
	if f := d.File(); !f.InBroken(22, 23) || f.Root().Parent() != (Node{}) {
		t.Errorf("broken %v", f.Unit(0).Broken())
	}
	f := d.Edit(Change{d.File().Text.Len(), d.File().Text.Len(), []byte("]\n")})
	n := 0
	for range f.Comments(0) {
		n++
	}
	if len(f.Unit(0).Broken()) > 0 || n != 1 || f.Root().String() != "document" {
		t.Errorf("broken %v, %d comments, %v", f.Unit(0).Broken(), n, f.Root())
	}
}

// kinds.go is what go generate makes.
func TestGenerated(t *testing.T) {
	dir := t.TempDir()
	bin := filepath.Join(dir, "gen")
	if out, err := exec.Command("go", "build", "-o", bin, "./internal/gen").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(bin)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "kinds.go"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("kinds.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("kinds.go is not current: go generate ./analysis/syntax")
	}
}

// Files are read by many while the document is edited.
func TestConcurrent(t *testing.T) {
	d := Open(Python, []byte(sample+function))
	defer d.Close()
	var wg sync.WaitGroup
	for i := range 20 {
		f := d.Edit(Change{0, 0, fmt.Appendf(nil, "a%d\n", i)})
		for range 2 {
			wg.Go(func() {
				for n := range f.Tracked(&Reads{}).Root().Descendants() {
					n.Text()
				}
				for i := range f.UnitCount() {
					u := f.Unit(i)
					u.Derive(func() any { return i })
					if j, ok := f.EntryOf(u); !ok || j != i {
						t.Errorf("unit %d is at %d", i, j)
					}
				}
				f.Text.Bytes()
			})
		}
	}
	wg.Wait()
}
