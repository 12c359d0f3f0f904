package edit

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// randomModule writes an import block in some odd layout.
func randomModule(r *rand.Rand) string {
	var s strings.Builder
	if r.IntN(3) == 0 {
		s.WriteString("\"\"\"Doc.\"\"\"\n" + strings.Repeat("\n", r.IntN(3)))
	}
	if r.IntN(3) == 0 {
		s.WriteString("# header\n" + strings.Repeat("\n", r.IntN(2)))
	}
	modules := []string{"os", "re", "typing", "m", "m.n", "zoo", ".local", "..up"}
	names := []string{"A", "B", "CC", "d", "e10", "e9", "Zed"}
	for range r.IntN(7) {
		m := modules[r.IntN(len(modules))]
		r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		var list []string
		for _, n := range names[:1+r.IntN(4)] {
			list = append(list, fmt.Sprintf("%s as x%d", n, r.IntN(1e6)))
		}
		comment := [...]string{"", "", "  # c", "  # type: x"}[r.IntN(4)]
		switch r.IntN(7) {
		case 0:
			if m[0] != '.' {
				s.WriteString("import " + m + comment + "\n")
			}
		case 1:
			s.WriteString("from " + m + " import (\n    " + strings.Join(list, ","+comment+"\n    # own\n    ") + "\n)\n")
		case 2:
			s.WriteString("from " + m + " import (" + strings.Join(list, ",\n\t") + ")" + comment + "\n")
		case 3:
			s.WriteString("from " + m + " import " + strings.Join(list, ", \\\n    ") + comment + "\n")
		case 4:
			s.WriteString("# about\nfrom " + m + " import " + strings.Join(list, ", ") + "; import zoo\n")
		default:
			s.WriteString("from " + m + " import " + strings.Join(list, ", ") + comment + "\n")
		}
		s.WriteString(strings.Repeat("\n", r.IntN(4)/2))
	}
	if r.IntN(3) == 0 {
		s.WriteString("\nif TYPE_CHECKING:\n    from m import N\n")
	}
	s.WriteString([...]string{"", "\n\ndef f():\n    return 1\n", "x = 1\n", "\nx = 1"}[r.IntN(4)])
	out := s.String()
	if r.IntN(3) == 0 {
		out = strings.ReplaceAll(out, "\n", "\r\n")
	}
	return out
}

// statements is the multiset of the statements of a module but for the names
// that its imports list, which are given one by one.
func statements(src string) []string {
	b := open(src)
	var out []string
	for _, st := range importsIn(b) {
		for _, it := range st.items {
			out = append(out, st.module+"|"+it.name+"|"+it.as)
		}
	}
	for c := range b.f.Root().Named() {
		if b.importAt(c) == nil && !c.Is(syntax.KIfStatement) {
			out = append(out, c.Text())
		}
	}
	slices.Sort(out)
	return out
}

func TestImportProperty(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 1500 {
		src := randomModule(r)
		adds := [][2]string{{"m", "N"}, {"os", "path"}, {".local", "Q"}, {"fresh", "F"}}
		r.Shuffle(len(adds), func(i, j int) { adds[i], adds[j] = adds[j], adds[i] })
		adds = adds[:1+r.IntN(len(adds))]
		b := open(src)
		for _, a := range adds {
			b.ImportAs(a[0], a[1], "")
		}
		es, err := b.Edits()
		if err != nil {
			t.Fatalf("%v\n%s", err, src)
		}
		if err := Check(b.f, es); err != nil {
			t.Fatalf("%v\n%s\n--- to\n%s", err, src, Apply([]byte(src), es))
		}
		got := string(Apply([]byte(src), es))
		want := statements(src)
		for _, a := range adds {
			want = append(want, a[0]+"|"+a[1]+"|")
		}
		slices.Sort(want)
		if now := statements(got); !slices.Equal(now, want) {
			t.Fatalf("statements %q\nwant %q\n%s\n--- to\n%s", now, want, src, got)
		}
		again := open(got)
		for _, a := range adds {
			again.Name(end(again), a[0], a[1])
		}
		if es, err := again.Edits(); err != nil || len(es) > 0 {
			t.Fatalf("not idempotent: %v %v\n%s", es, err, got)
		}
		// Taking the names out again gives back the statements.
		undo := open(got)
		for _, st := range importsIn(undo) {
			for _, it := range st.items {
				for _, a := range adds {
					if st.place == topLevel && st.module == a[0] && it.name == a[1] && it.as == "" {
						undo.RemoveName(it.node)
					}
				}
			}
		}
		es, err = undo.Edits()
		if err != nil {
			t.Fatal(err)
		}
		if err := Check(undo.f, es); err != nil {
			t.Fatalf("%v\n%s", err, got)
		}
		if back := string(Apply([]byte(got), es)); !slices.Equal(statements(back), statements(src)) {
			t.Fatalf("removal: %s\n--- to\n%s", got, back)
		}
	}
}

func TestNormalize(t *testing.T) {
	src := []byte("héllo wörld\r\nx\r\n")
	tests := []struct {
		in   []Edit
		want []Edit
		err  bool
	}{
		{in: []Edit{{Start: 0, End: 6, New: "hèllo"}}, want: []Edit{{Start: 1, End: 3, New: "è"}}},
		{in: []Edit{{Start: 3, New: "b"}, {Start: 3, New: "c"}, {Start: 0, New: "a"}}, want: []Edit{{New: "a"}, {Start: 3, End: 3, New: "bc"}}, err: true},
		{in: []Edit{{Start: 0, End: 3}, {Start: 2, End: 4}}, err: true},
		{in: []Edit{{Start: 0, End: 100}}, err: true},
		{in: []Edit{{Start: -1, End: 0}}, err: true},
		{in: []Edit{{Start: 0, End: 1, New: "h"}}},
		{in: []Edit{{Start: 3, End: 3, New: "b"}, {Start: 3, End: 3, New: "c"}}, want: []Edit{{Start: 3, End: 3, New: "bc"}}},
	}
	for _, tt := range tests {
		got, err := Normalize(syntax.NewText(src), tt.in)
		if (err != nil) != tt.err || !tt.err && !slices.Equal(got, tt.want) {
			t.Errorf("%v: %v %v", tt.in, got, err)
		}
	}
}

func TestOverlaps(t *testing.T) {
	e := func(start, end int, s string) []Edit { return []Edit{{Start: start, End: end, New: s}} }
	tests := []struct {
		a, b []Edit
		want bool
	}{
		{e(0, 2, ""), e(1, 3, ""), true},
		{e(0, 2, ""), e(2, 3, ""), true},
		{e(0, 2, ""), e(2, 3, "a"), false},
		{e(0, 0, "a"), e(0, 0, "a"), false},
		{e(0, 0, "a"), e(0, 0, "b"), true},
		{e(1, 1, "a"), e(0, 2, ""), true},
		{e(2, 2, "a"), e(0, 2, ""), false},
		{e(0, 5, "a"), e(0, 5, "a"), false},
	}
	for _, tt := range tests {
		if Overlaps(tt.a, tt.b) != tt.want || Overlaps(tt.b, tt.a) != tt.want {
			t.Errorf("Overlaps(%v, %v)", tt.a, tt.b)
		}
	}
	if got := Merge(e(3, 4, "x"), e(0, 0, "i"), e(0, 0, "i")); len(got) != 2 || got[0].New != "i" {
		t.Errorf("Merge: %v", got)
	}
}

func TestCheck(t *testing.T) {
	f := syntax.Parse(syntax.Python, []byte("x = 1  # c\ny = f(\n    a,  # d\n)\ns = '# no'\n"))
	tests := []struct {
		edits []Edit
		want  error
	}{
		{[]Edit{{Start: 4, End: 5, New: "2"}}, nil},
		{[]Edit{{Start: 4, End: 5, New: "("}}, ErrSyntax},
		{[]Edit{{Start: 4, End: 5, New: "1 2"}}, ErrSyntax},
		{[]Edit{{Start: 0, End: 1, New: "x: int = y"}}, ErrSyntax},
		{[]Edit{{Start: 0, End: 0, New: "def g():\n"}}, ErrSyntax},
		{[]Edit{{Start: 0, End: 0, New: "def g():\n    return )\n"}}, ErrSyntax},
		{[]Edit{{Start: 0, End: 10}}, ErrComment},
		{[]Edit{{Start: 0, End: 11, drop: true}}, nil},
		{[]Edit{{Start: 0, End: 10, New: "# c\nx = 1"}}, nil},
		{[]Edit{{Start: 0, End: 5}, {Start: 4, End: 6}}, ErrOverlap},
	}
	for _, tt := range tests {
		if err := Check(f, tt.edits); !errors.Is(err, tt.want) {
			t.Errorf("%v: %v", tt.edits, err)
		}
	}
	toml := syntax.Parse(syntax.TOML, []byte("[a]\nb = 1 # c\n"))
	if err := Check(toml, []Edit{{Start: 8, End: 13, New: "2"}}); !errors.Is(err, ErrComment) {
		t.Errorf("TOML: %v", err)
	}
}

func TestMinimize(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	lines := []string{"a = 1\n", "b = 2\r\n", "é = 'x'\n", "\n", "def f(): ...\n", "a = 1\n"}
	for range 1000 {
		var old, next strings.Builder
		for range r.IntN(12) {
			l := lines[r.IntN(len(lines))]
			if r.IntN(5) > 0 {
				old.WriteString(l)
			}
			if r.IntN(5) > 0 {
				next.WriteString(l)
			}
		}
		if r.IntN(2) == 0 {
			next.WriteString("end")
		}
		es := Minimize([]byte(old.String()), []byte(next.String()))
		if got := string(Apply([]byte(old.String()), es)); got != next.String() {
			t.Fatalf("%q -> %q: %v", old.String(), next.String(), es)
		}
		if _, err := Normalize(syntax.NewText([]byte(old.String())), es); err != nil {
			t.Fatal(err)
		}
	}
	es := Minimize([]byte("import a\n\nx = 1\ny = 2\nz = 3\n"), []byte("import a\nimport b\n\nx = 1\ny = 2\nz = 4\n"))
	if len(es) != 2 || es[1].New != "4" {
		t.Errorf("not minimal: %v", es)
	}
	if es := Minimize([]byte("a"), []byte("a")); es != nil {
		t.Errorf("equal: %v", es)
	}
}

// TestHostile makes fixes in damaged sources: none may panic, and what comes
// out must not be worse than it was.
func TestHostile(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	junk := []string{"(", ")", "\"", "'''", "\\", "#", "\x00", "\xff", "\r", "\n", "\t", ";", "import ", "from m import ", ",", "@", ":", "é"}
	for range 1000 {
		src := []byte(randomModule(r) + "\nclass A(B, k=1):\n    @d\n    def f(self, a, b=1): return g(a, k=2)\n")
		for range 1 + r.IntN(4) {
			i := r.IntN(len(src))
			j := min(len(src), i+r.IntN(4))
			src = slices.Replace(src, i, j, []byte(junk[r.IntN(len(junk))])...)
		}
		f := syntax.Parse(syntax.Python, src)
		b := open(string(src))
		b.Name(end(b), "m", "N")
		b.Import(end(b), "asyncio")
		for n := range f.Root().Descendants() {
			if r.IntN(8) > 0 {
				continue
			}
			n := b.f.NodeAt(n.Start(), n.End())
			switch n.Kind() {
			case syntax.KCall:
				b.AddKeyword(n, "x", "y")
			case syntax.KArgumentList, syntax.KParameters:
				for _, e := range Elements(n) {
					b.RemoveElement(e)
				}
			case syntax.KFunctionDefinition:
				b.AddDecorator(n, "x")
				b.InsertAtStart(n, "pass", 0)
			case syntax.KExpressionStatement:
				b.DeleteStatement(n)
			case syntax.KDottedName, syntax.KAliasedImport:
				b.RemoveName(n)
			case syntax.KClassDefinition:
				b.AddBase(n, "C")
			case syntax.KDecorator:
				b.RemoveDecorator(n)
			}
		}
		es, err := b.Edits()
		if err != nil {
			continue
		}
		if _, err := Normalize(syntax.NewText(src), es); err != nil {
			t.Fatalf("%v\n%q", err, src)
		}
		if err := Check(b.f, es); err != nil && !errors.Is(err, ErrSyntax) && !errors.Is(err, ErrComment) {
			t.Fatalf("%v\n%q", err, src)
		}
	}
}

func TestDeep(t *testing.T) {
	const depth = 5000
	src := "import a\nx = " + strings.Repeat("(", depth) + "a" + strings.Repeat(")", depth) + "\n"
	b := open(src)
	b.Replace(end(b), "y = 1")
	if got := result(t, b); got != "y = 1\n" {
		t.Errorf("%.80q", got)
	}
}
