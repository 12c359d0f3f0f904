package semantic

import (
	"slices"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// TestHostile: no input makes the analysis crash or run away.
func TestHostile(t *testing.T) {
	const deep = 5000
	inputs := map[string]string{
		"empty":        "",
		"parentheses":  "x = " + strings.Repeat("(", deep) + "a" + strings.Repeat(")", deep) + "\n",
		"open":         strings.Repeat("(", deep),
		"attributes":   "x = a" + strings.Repeat(".b", deep) + "\n",
		"calls":        "x = a" + strings.Repeat("()", deep) + "\n",
		"lambdas":      "x = " + strings.Repeat("lambda: ", deep) + "1\n",
		"comprehended": "x = " + strings.Repeat("[", 500) + "a" + strings.Repeat(" for a in b]", 500) + "\n",
		"chain":        strings.Repeat("x = ", deep) + "1\n",
		"union":        "def f(x: " + strings.Repeat("A | ", deep) + "B): pass\n",
		"subscripts":   "x: " + strings.Repeat("A[", deep) + "B" + strings.Repeat("]", deep) + "\n",
		"aliases":      "a0 = 1\n" + many(2000, func(i, j string) string { return "a" + j + " = a" + i + "\n" }),
		"bases":        "class A0: pass\n" + many(500, func(i, j string) string { return "class A" + j + "(A" + i + "): pass\n" }),
		"diamonds": "class A0: pass\nclass B0: pass\n" + many(60, func(i, j string) string {
			return "class A" + j + "(A" + i + ", B" + i + "): pass\nclass B" + j + "(A" + i + ", B" + i + "): pass\n"
		}),
		"self":     "x = x\nclass C(C): pass\ny = z\nz = y\n",
		"selfcall": "def f() -> f(): return f()\nx = f()\nx = x()\n",
		"nul":      "x = 1\x00\ny = x\n",
		"invalid":  "x = '\xff\xfe'\n\xff = x\n",
		"crlf":     "class A:\r\n    x = 1\r\n\r\n    def f(self):\r\n        return self.x\r\n",
		"cr":       "x = 1\ry = x\r",
		"bom":      "\xef\xbb\xbfimport a\na\n",
		"broken":   "class A(\n    def f(self):\n   x = = 1\nimport\nfrom x import\nfrom . import (\nglobal\n",
		"blocks":   nested(200),
		"quoted":   "x: \"'\\\"list[\\\"\\\"]'\" = 1\ny: '(' = 1\n",
	}
	for name, src := range inputs {
		t.Run(name, func(t *testing.T) {
			f := syntax.Parse(syntax.Python, []byte(src))
			m := New(f, "m", "/m.py", nil, nil)
			m.Summary()
			m.Imports()
			asked := 0
			for i := range f.UnitCount() {
				for n := range f.UnitNodes(i) {
					if asked++; asked > 1000 {
						return
					}
					m.Resolve(n)
					m.TypeOf(n)
					m.Annotated(n)
					m.Candidates(n)
					if n.Is(syntax.KIdentifier) {
						m.Uses(m.Lookup(n))
					}
					if c := m.Class(n); c != nil {
						c.IsSubclass("x.Y")
						c.Closed()
						c.Members()
					}
					m.Func(n)
				}
			}
		})
	}
}

func many(n int, line func(i, j string) string) string {
	var b strings.Builder
	num := func(i int) string {
		s := ""
		for ; i >= 0; i = i/10 - 1 {
			s = string(rune('0'+i%10)) + s
			if i < 10 {
				break
			}
		}
		return s
	}
	for i := range n {
		b.WriteString(line(num(i), num(i+1)))
	}
	return b.String()
}

func nested(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "if x:\n")
	}
	b.WriteString(strings.Repeat(" ", n) + "pass\n")
	return b.String()
}

// TestBroken: a statement that does not parse binds nothing, and its words
// count as uses.
func TestBroken(t *testing.T) {
	m := module("from a import b, c\nx = b\ny = = c\ndef f():\n    return x\n", nil)
	if s := m.Find(m.ModuleScope(), "y"); s != nil {
		t.Errorf("y is %+v", s)
	}
	if n := len(m.UsesOf("c")); n != 1 {
		t.Errorf("%d uses of c", n)
	}
	if got := m.Names(m.ModuleScope()); !slices.Equal(got, []string{"b", "c", "f", "x"}) {
		t.Errorf("names %v", got)
	}
}

func TestLookup(t *testing.T) {
	tests := []struct {
		src  string
		kind BindingKind // of the only binding; 0: there is none
		uses int
	}{
		{"def f(a):\n    return «a» + a\n", Parameter, 2},
		{"x = [«i» for i in i]\n", Comprehension, 1},
		{"i = 1\nx = [i for i in «i»]\n", Assignment, 1},
		{"def f():\n    if any((y := z) for z in x):\n        return «y»\n", Walrus, 1},
		{"match x:\n    case {'a': [b, *rest], **kw}:\n        «rest»\n", Capture, 1},
		{"match x:\n    case A(b=c) as d:\n        «d»\n", Capture, 1},
		{"try: pass\nexcept E as e:\n    «e»\n", Except, 1},
		{"with a as (b, c):\n    «c»\n", With, 1},
		{"def f():\n    global g\n    g = 1\n«g»\n", Assignment, 1},
		{"def f():\n    x = 1\n    def g():\n        nonlocal x\n        return «x»\n", Assignment, 1},
		{"class A[T]:\n    def f(self) -> «T»: ...\n    x: T\n", TypeParam, 2},
		{"def f[T](x: «T») -> T: ...\n", TypeParam, 2},
		{"type A[T] = list[«T»]\n", TypeParam, 1},
		{"class A:\n    x = 1\n    y = «x»\n    def f(self): return x\n", Assignment, 1},
		{"class A:\n    x = 1\n    def f(self): return «x»\n", 0, 0},
		{"class A:\n    x = [1]\n    y = [x for _ in «x»]\n", Assignment, 1},
		{"match = 1\nprint(«match»)\n", Assignment, 1},
		{"import a.b\n«a».b\n", Import, 1},
		{"import a.b as c\n«c».d\n", Import, 1},
		{"async def f():\n    async for x in y:\n        «x»\n", For, 1},
		{"f = lambda a, *b: «b»\n", Parameter, 1},
		{"x: int\n«x»\n", Annotation, 1},
		{"x += 1\n«x»\n", Augmented, 1},
		{"def f(x=«x»): return x\n", 0, 0},
		{"from m import «x» as y\nx = 1\n", 0, 0},
		{"from «m» import x\nm = 1\n", 0, 0},
		{"from m import «x»\nx\n", Import, 1},
		{"b = 1\nimport a.«b»\n", 0, 0},
		{"b = 1\nmatch x:\n    case A(«b»=c): pass\n", 0, 0},
		{"match x:\n    case A(b=«c»): c\n", Capture, 1},
		{"b = 1\nf(«b»=2)\n", 0, 0},
		{"b = 1\nf(b=«b»)\n", Assignment, 1},
	}
	for _, tt := range tests {
		m, n := at(tt.src, nil)
		s := m.Lookup(n)
		var kind BindingKind
		if s != nil && len(s.Bindings) == 1 {
			kind = s.Bindings[0].Kind
		}
		if kind != tt.kind || len(m.Uses(s)) != tt.uses {
			t.Errorf("%q: bound %d with %d uses, want %d with %d", tt.src, kind, len(m.Uses(s)), tt.kind, tt.uses)
		}
	}
}

func TestFree(t *testing.T) {
	src := "import a\ndef f(x):\n    y = 1\n    return [z for z in g]\nclass C:\n    w = 1\n    def m(self): pass\n"
	m := module(src, nil)
	def := m.File().NodeAt(strings.Index(src, "f(x)"), strings.Index(src, "f(x)")+1).Parent()
	for name, want := range map[string]bool{"a": false, "x": false, "y": false, "z": false, "g": false, "print": false, "fresh": true, "w": true} {
		if got := m.Free(m.BodyScope(def), name); got != want {
			t.Errorf("%s is free in f: %v", name, got)
		}
	}
	for name, want := range map[string]bool{"a": false, "x": false, "z": false, "g": false, "fresh": true} {
		if got := m.Free(m.ModuleScope(), name); got != want {
			t.Errorf("%s is free in the module: %v", name, got)
		}
	}
	if got := m.Visible(m.BodyScope(def)); !slices.Equal(got, []string{"C", "a", "f", "x", "y"}) {
		t.Errorf("visible %v", got)
	}
}

func TestFunc(t *testing.T) {
	src := "@dec\nasync def f(a, b: int = 1, /, c=2, *args, d, e: str = 'x', **kw) -> int:\n    \"\"\"Doc.\"\"\"\n    def g(): return 1\n    yield 2\n"
	m := module(src, nil)
	f := m.Func(m.File().Root().FirstChild())
	var got []string
	for _, p := range f.Params {
		s := p.Name + "=" + string(rune('0'+p.Kind))
		if !p.Default.IsNil() {
			s += "d"
		}
		if !p.Type.IsNil() {
			s += "t"
		}
		got = append(got, s)
	}
	if want := []string{"a=0", "b=0dt", "c=1d", "args=2", "d=3", "e=3dt", "kw=4"}; !slices.Equal(got, want) {
		t.Errorf("params %v, want %v", got, want)
	}
	if !f.Async || !f.Generator || f.Returns.Text() != "int" || len(f.Decorators) != 1 || Docstring(f.Node).Text() != `"""Doc."""` {
		t.Errorf("%+v", f)
	}
	if g := m.Func(f.Body); g != nil {
		t.Errorf("no definition gives %+v", g)
	}
	yields := 0
	for n := range OwnBody(f.Node) {
		if n.Is(syntax.KReturnStatement) {
			t.Error("the body of g is not that of f")
		}
		if n.Is(syntax.KYield) {
			yields++
		}
	}
	if yields != 1 {
		t.Errorf("%d yields", yields)
	}
}

func TestSummary(t *testing.T) {
	src := `# generated by tool
import pytest, pytest_asyncio
from .x import y
__all__ = ["A", 'f']
pytest_plugins = ["p"]
class A(Base, metaclass=M):
    id: int
    name: str = "n"
    def __init__(self, s: int):
        self.s = s
    @property
    async def m(self, *, k=1) -> int: ...
    class Inner: z = 1
@pytest.fixture(scope="session", name="other")
def fix(request): yield 1
@pytest_asyncio.fixture(loop_scope="module")
async def afix(fix): ...
@pytest.mark.asyncio
async def test_it(afix):
    f(1, 2)
    f(1)
def f(a, b): ...
`
	s := New(syntax.Parse(syntax.Python, []byte(src)), "app.t", "/p/app/t.py", nil, nil).Summary()
	if !s.Generated || !slices.Equal(s.All, []string{"A", "f"}) || s.AllOpen || !s.Uses["pytest.mark.asyncio"] || s.Calls["app.t.f"] != 2 {
		t.Errorf("%+v", s)
	}
	a := s.Exports["A"].Class
	var members []string
	for _, x := range a.Members {
		n := x.Name
		if x.Instance {
			n = "self." + n
		}
		members = append(members, n)
	}
	if want := []string{"id", "name", "__init__", "self.s", "m", "Inner"}; !slices.Equal(members, want) {
		t.Errorf("members %v, want %v", members, want)
	}
	if m := a.Member("m").Func; !m.Async || m.Params[1].Kind != KeywordOnly || m.Decorators[0] != "builtins.property" {
		t.Errorf("%+v", m)
	}
	if !slices.Equal(a.Keywords, []string{"metaclass"}) || a.BaseTexts[0] != "Base" {
		t.Errorf("%+v", a)
	}
	if len(s.Fixtures) != 2 || s.Fixtures[0].Name != "other" || s.Fixtures[0].Scope != "session" || s.Fixtures[1].Decorator != "pytest_asyncio.fixture" || s.Fixtures[1].LoopScope != "module" {
		t.Errorf("%+v", s.Fixtures)
	}
	if e := s.Exports["y"]; e.Kind != ExportAlias || e.Target != "app.x.y" {
		t.Errorf("%+v", e)
	}
	if at := src[a.Start:a.End]; at != "A" {
		t.Errorf("A is at %q", at)
	}
}

// TestSummaryHash: comments and blank lines do not count, names do.
func TestSummaryHash(t *testing.T) {
	hash := func(src string) (uint64, uint64) {
		return New(syntax.Parse(syntax.Python, []byte(src)), "m", "/m.py", nil, nil).SummaryHash()
	}
	h, a := hash("def f(x): return x.y\n")
	for src, want := range map[string][2]bool{
		"# c\n\n\ndef f(x): return x.y\n":        {true, true},
		"def f(x):\n    z = 1\n    return x.y\n": {true, true},
		"def f(x): return x.z\n":                 {false, true},
		"def f(x, y): return x.y\n":              {false, false},
	} {
		if g, b := hash(src); (g == h) != want[0] || (a == b) != want[1] {
			t.Errorf("%q: hash kept %v, API kept %v", src, g == h, a == b)
		}
	}
}
