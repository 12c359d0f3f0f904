package semantic

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// ask computes about unit i all that rules can ask for, as text without
// positions in the file.
func ask(m *Module, i int) string {
	var b strings.Builder
	name := func(n syntax.Node) string {
		if n.IsNil() {
			return "-"
		}
		return fmt.Sprintf("%s:%.40q", n, n.Text())
	}
	for n := range m.File().UnitNodes(i) {
		switch n.Kind() {
		case syntax.KIdentifier:
			s := m.Lookup(n)
			fmt.Fprintf(&b, "%s ", n.Text())
			if s != nil {
				fmt.Fprintf(&b, "builtin=%v star=%v", s.Builtin, s.Star)
				for k := range s.Bindings {
					fmt.Fprintf(&b, " %d/%d/%s.%s", s.Bindings[k].Kind, s.Bindings[k].Guard, s.Bindings[k].Module, s.Bindings[k].Attr)
				}
			}
			fmt.Fprintf(&b, " = %q", m.Resolve(n))
			t := m.TypeOf(n)
			fmt.Fprintf(&b, " : %d %s %v %s\n", t.Kind, t.Name, t.Optional, name(t.Call))
		case syntax.KAttribute:
			t := m.TypeOf(n)
			fmt.Fprintf(&b, "%q = %q : %d %s\n", n.Text(), m.Resolve(n), t.Kind, t.Name)
			fmt.Fprintf(&b, "  mentioned %v\n", m.MentionsAttribute("field"))
		case syntax.KClassDefinition:
			c := m.Class(n)
			fmt.Fprintf(&b, "class %s %v %v %s", c.Qualified, c.IsSubclass("pydantic.BaseModel"), c.Closed(), c.Member("field"))
			for _, x := range c.Members() {
				fmt.Fprintf(&b, " %s/%d", x.Name, x.Kind)
			}
			for _, a := range c.Ancestors() {
				fmt.Fprintf(&b, " <%s", a.Name)
			}
			b.WriteByte('\n')
		case syntax.KFunctionDefinition:
			f := m.Func(n)
			fmt.Fprintf(&b, "def %s %v %v", f.Name, f.Generator, m.Free(m.ScopeOf(n), "fresh"))
			for _, d := range f.Decorators {
				fmt.Fprintf(&b, " @%s", d.Name)
			}
			if s := m.Lookup(f.NameNode); s != nil {
				for _, u := range m.Uses(s) {
					fmt.Fprintf(&b, " used by %s", name(u.Parent()))
				}
			}
			b.WriteByte('\n')
		case syntax.KString:
			fmt.Fprintf(&b, "mentioned %v\n", m.MentionsString("text"))
		case syntax.KImportStatement, syntax.KImportFromStatement:
			fmt.Fprintf(&b, "imports %v names %v\n", m.Imports(), m.Names(m.ModuleScope()))
		}
	}
	return b.String()
}

func (x *Member) String() string {
	if x == nil {
		return "-"
	}
	return x.Name
}

// statements are what random files are made of.
var statements = []string{
	"from pydantic import BaseModel\n",
	"from pydantic import BaseModel, Field\n",
	"import pydantic\n",
	"from app.base import Base\n",
	"from app.base import *\n",
	"from unknown import *\n",
	"class Model(BaseModel):\n    field: int\n    other: str = 'text'\n\n    def method(self) -> 'Model':\n        return self.field\n",
	"class Child(Model):\n    field: str\n\n    def method(self):\n        self.attr = Model()\n        return helper(self.attr)\n\n    def second(self):\n        return self.attr.field\n",
	"class Child(Base):\n    extra = 1\n",
	"class Generic[T](Base):\n    x: T\n\n    def get(self) -> T:\n        return self.x\n",
	"def helper(m: Model) -> Model:\n    return m.field\n",
	"def helper(m: Child):\n    x = m.second()\n    return x\n",
	"def user():\n    m = Model()\n    return helper(m).field\n",
	"def rebinds():\n    global helper\n    helper = 1\n",
	"try:\n    from pydantic import Field\nexcept ImportError:\n    Field = None\n",
	"Alias = Model\n",
	"value = helper(Model())\n",
	"value: Model\n",
	"x = Field\ny = pydantic.Field\n",
	"print(value.field, helper, Model)\n",
	"# a comment\n",
	"if True:\n    from pydantic import Field\n    z = Field\n",
	"with open('text') as f:\n    f.read()\n",
	"@helper\ndef decorated(fresh=1):\n    return fresh\n",
	"broken = (\n",
	"class:\n    pass\n",
	"del helper\n",
}

// fragments are what edits insert in the middle of things.
var fragments = []string{"x", " ", "\n", "    ", "def f():\n    pass\n", "(", ")", "'", "#", ":", ".field", "Model", "helper", "= 1\n", "\n    field = 2\n", ", Field", "global helper\n"}

// TestIncremental edits random files. After each edit the incremental analysis
// must say of every unit what a fresh one says, and results that are not stale
// must be what they would be anew.
func TestIncremental(t *testing.T) {
	env := project(map[string]string{"app.base": "from pydantic import BaseModel\nclass Base(BaseModel):\n    field: int\n    def method(self) -> 'Base': ...\n"})
	rounds := 60
	if testing.Short() {
		rounds = 25
	}
	kept, all := 0, 0
	for seed := range uint64(rounds) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		var src strings.Builder
		for range 3 + rnd.IntN(10) {
			src.WriteString(statements[rnd.IntN(len(statements))])
		}
		doc := syntax.Open(syntax.Python, []byte(src.String()))
		m := New(doc.File(), "app.main", "/p/app/main.py", env, nil)
		type result struct {
			reads *Reads
			text  string
		}
		results := map[*syntax.Unit]result{}
		for range 25 {
			for i := range m.File().UnitCount() {
				u := m.File().Unit(i)
				all++
				if r, ok := results[u]; ok {
					kept++
					if now := ask(m, i); now != r.text {
						t.Fatalf("seed %d: kept\n%s\nnow\n%s\nof %q in\n%s", seed, r.text, now, u.Text(), m.File().Text.Bytes())
					}
					continue
				}
				r := result{reads: &Reads{}}
				r.text = ask(m.Tracked(r.reads), i)
				results[u] = r
			}
			fresh := New(syntax.Parse(syntax.Python, m.File().Text.Bytes()), "app.main", "/p/app/main.py", env, nil)
			for i := range m.File().UnitCount() {
				if a, b := ask(m, i), ask(fresh, i); a != b {
					t.Fatalf("seed %d: incremental\n%s\nfresh\n%s\nof %q in\n%s", seed, a, b, m.File().Unit(i).Text(), m.File().Text.Bytes())
				}
			}
			if a, b := m.Summary(), fresh.Summary(); !reflect.DeepEqual(a, b) {
				t.Fatalf("seed %d: summary %s\nfresh %s\nof\n%s", seed, dumpSummary(a), dumpSummary(b), m.File().Text.Bytes())
			}

			n := m.File().Text.Len()
			c := syntax.Change{Start: rnd.IntN(n + 1)}
			c.End = c.Start
			switch rnd.IntN(4) {
			case 0:
				c.End = min(n, c.Start+1+rnd.IntN(12))
			case 1:
				// A whole statement at a line start.
				at := c.Start
				for at > 0 && m.File().Text.Bytes()[at-1] != '\n' {
					at--
				}
				c.Start, c.End = at, at
				c.New = []byte(statements[rnd.IntN(len(statements))])
			default:
				c.New = []byte(fragments[rnd.IntN(len(fragments))])
			}
			next := New(doc.Edit(c), "app.main", "/p/app/main.py", env, m)
			d := next.Delta(m)
			for u, r := range results {
				if _, there := next.File().EntryOf(u); !there || r.reads.Stale(d) {
					delete(results, u)
				}
			}
			m = next
		}
		doc.Close()
	}
	t.Logf("%d of %d results kept", kept, all)
}

func dumpSummary(s *Summary) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%+v\n", *s)
	for n, e := range s.Exports {
		fmt.Fprintf(&b, "  %s: %+v", n, *e)
		if e.Value != nil {
			fmt.Fprintf(&b, " value %+v", *e.Value)
		}
		if e.Func != nil {
			fmt.Fprintf(&b, " func %+v", *e.Func)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestEnvStale: what was read of other modules counts, and only that.
func TestEnvStale(t *testing.T) {
	one := project(map[string]string{"app.base": "class Base: pass\n", "app.other": "x = 1\n"})
	two := project(map[string]string{"app.base": "class Base(Exception): pass\n", "app.other": "x = 1\n"})
	three := project(map[string]string{"app.base": "class Base:\n    # moved\n    pass\n", "app.other": "x = 2\ny = 3\n"})
	f := syntax.Parse(syntax.Python, []byte("from .base import Base\nclass A(Base): pass\n"))
	m := New(f, "app.main", "/p/app/main.py", one, nil)
	r := &Reads{}
	ask(m.Tracked(r), 1)
	for _, tt := range []struct {
		env  fakeEnv
		want bool
	}{{one, false}, {two, true}, {three, false}} {
		next := New(f, "app.main", "/p/app/main.py", tt.env, m)
		if got := r.Stale(next.Delta(m)); got != tt.want {
			t.Errorf("stale: %v, want %v", got, tt.want)
		}
	}
}
