package edit

import (
	"testing"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func TestLists(t *testing.T) {
	call := func(do func(b *Builder, c syntax.Node)) func(*testing.T, *Builder) {
		return func(t *testing.T, b *Builder) { do(b, find(t, b, syntax.KCall, "f(")) }
	}
	addK := call(func(b *Builder, c syntax.Node) { b.AddKeyword(c, "k", "v") })
	addTwo := call(func(b *Builder, c syntax.Node) { b.AddKeyword(c, "k", "v"); b.AddKeyword(c, "l", "w") })
	remove := func(names ...string) func(*testing.T, *Builder) {
		return call(func(b *Builder, c syntax.Node) {
			for _, n := range names {
				b.RemoveElement(Keyword(c, n))
			}
		})
	}
	swap := call(func(b *Builder, c syntax.Node) { b.RemoveElement(Keyword(c, "b")); b.AddKeyword(c, "k", "v") })
	runDances(t, []dance{
		{name: "empty", src: "f()\n", want: "f(k=v)\n", do: addK},
		{name: "empty twice", src: "f()\n", want: "f(k=v, l=w)\n", do: addTwo},
		{name: "one line", src: "f(a, b)\n", want: "f(a, b, k=v)\n", do: addK},
		{name: "trailing comma on one line", src: "f(a, b,)\n", want: "f(a, b, k=v,)\n", do: addK},
		{name: "no final newline", src: "f(a)", want: "f(a, k=v)", do: addK},
		{name: "generator", src: "f(x for x in y)\n", want: "f((x for x in y), k=v)\n", do: addK},
		{name: "one per line", src: "f(\n    a,\n    b,  # why\n)\n", want: "f(\n    a,\n    b,  # why\n    k=v,\n)\n", do: addK},
		{name: "missing comma before a comment", src: "f(\n\ta  # why\n)\n", want: "f(\n\ta,  # why\n\tk=v,\n)\n", do: addK},
		{name: "missing comma, twice", src: "f(\n    a  # why\n)\n", want: "f(\n    a,  # why\n    k=v,\n    l=w,\n)\n", do: addTwo},
		{name: "comma as before", src: "f(\n    a\n)\n", want: "f(\n    a,\n    k=v\n)\n", do: addK, opts: []Option{TrailingCommaAsBefore()}},
		{name: "hanging", src: "f(a,\n  b)\n", want: "f(a,\n  b, k=v)\n", do: addK},
		{name: "only a comment inside", src: "f(\n    # nothing\n)\n", want: "f(\n    # nothing\n    k=v,\n)\n", do: addK},
		{name: "multi-line last argument", src: "f(a, g(\n    1,\n))\n", want: "f(a, g(\n    1,\n), k=v)\n", do: addK},
		{name: "comment behind the last line", src: "f(\n    a,\n    # end\n)\n", want: "f(\n    a,\n    k=v,\n    # end\n)\n", do: addK},
		{name: "remove last", src: "f(a, b=1)\n", want: "f(a)\n", do: remove("b")},
		{name: "remove first", src: "f(b=1, c=2)\n", want: "f(c=2)\n", do: remove("b")},
		{name: "remove middle", src: "f(a, b=1, c=2)\n", want: "f(a, c=2)\n", do: remove("b")},
		{name: "remove two at the end", src: "f(a, b=1, c=2)\n", want: "f(a)\n", do: remove("b", "c")},
		{name: "remove two in the middle", src: "f(a, b=1, c=2, d=3)\n", want: "f(a, d=3)\n", do: remove("b", "c")},
		{name: "remove two at the start", src: "f(b=1, c=2, d=3)\n", want: "f(d=3)\n", do: remove("b", "c")},
		{name: "remove apart", src: "f(b=1, a=0, c=2)\n", want: "f(a=0)\n", do: remove("b", "c")},
		{name: "remove all", src: "f(b=1, c=2)\n", want: "f()\n", do: remove("b", "c")},
		{name: "remove only one", src: "f(b=1)\n", want: "f()\n", do: remove("b")},
		{name: "remove line", src: "f(\n    a,\n    b=1,  # gone\n    c=2,\n)\n", want: "f(\n    a,\n    c=2,\n)\n", do: remove("b")},
		{name: "remove last line", src: "f(\n    a,\n    b=1  # gone\n)\n", want: "f(\n    a,\n)\n", do: remove("b")},
		{name: "remove all lines", src: "f(\n    b=1,\n    c=2,  # gone\n)\n", want: "f()\n", do: remove("b", "c")},
		{name: "keep comment", src: "f(\n    a,\n    b=1,  # stays\n    c=2,\n)\n", want: "f(\n    a,\n    # stays\n    c=2,\n)\n", do: remove("b"), opts: []Option{KeepTrailingComments()}},
		{name: "keep comment of the only one", src: "f(\n    b=1,  # stays\n)\n", want: "f(\n    # stays\n)\n", do: remove("b"), opts: []Option{KeepTrailingComments()}},
		{name: "remove multi-line value", src: "f(\n    a,\n    b={\n        1: 2,\n    },\n)\n", want: "f(\n    a,\n)\n", do: remove("b")},
		{name: "remove at a line end", src: "f(a, b=1,\n  c=2)\n", want: "f(a,\n  c=2)\n", do: remove("b")},
		{name: "remove with trailing comma", src: "f(a, b=1,)\n", want: "f(a,)\n", do: remove("b")},
		{name: "swap", src: "f(b=1)\n", want: "f(k=v)\n", do: swap},
		{name: "swap last", src: "f(a, b=1)\n", want: "f(a, k=v)\n", do: swap},
		{name: "swap line", src: "f(\n    a,\n    b=1,\n)\n", want: "f(\n    a,\n    k=v,\n)\n", do: swap},
		{name: "prepend", src: "f(a)\n", want: "f(x, a)\n", do: call(func(b *Builder, c syntax.Node) { b.PrependArgument(c, "x") })},
		{name: "prepend to none", src: "f()\n", want: "f(x)\n", do: call(func(b *Builder, c syntax.Node) { b.PrependArgument(c, "x") })},
		{name: "prepend a line", src: "f(\n    a,  # c\n)\n", want: "f(\n    x,\n    a,  # c\n)\n", do: call(func(b *Builder, c syntax.Node) { b.PrependArgument(c, "x") })},
		{name: "rename and set", src: "f(b=1)\n", want: "f(c=2)\n", do: call(func(b *Builder, c syntax.Node) {
			b.RenameKeyword(Keyword(c, "b"), "c")
			b.SetValue(Keyword(c, "b"), "2")
		})},
		{name: "list", src: "x = [1, 2]\n", want: "x = [1, 2, 3]\n", do: func(t *testing.T, b *Builder) { b.AddElement(find(t, b, syntax.KList, "["), "3") }},
		{name: "pair", src: "x = ('a', 'b')\n", want: "x = ('a',)\n", do: func(t *testing.T, b *Builder) { b.RemoveElement(find(t, b, syntax.KString, "'b'")) }},
		{name: "pair, second", src: "x = ('a', 'b')\n", want: "x = ('b',)\n", do: func(t *testing.T, b *Builder) { b.RemoveElement(find(t, b, syntax.KString, "'a'")) }},
		{name: "pair with comma", src: "x = ('a', 'b',)\n", want: "x = ('a',)\n", do: func(t *testing.T, b *Builder) { b.RemoveElement(find(t, b, syntax.KString, "'b'")) }},
		{name: "pair on lines", src: "x = (\n    'a',\n    'b'\n)\n", want: "x = (\n    'a',\n)\n", do: func(t *testing.T, b *Builder) { b.RemoveElement(find(t, b, syntax.KString, "'b'")) }},
		{name: "empty tuple", src: "x = ()\n", want: "x = (1,)\n", do: func(t *testing.T, b *Builder) { b.AddElement(find(t, b, syntax.KTuple, "("), "1") }},
		{name: "base", src: "class A(B):\n    pass\n", want: "class A:\n    pass\n", do: func(t *testing.T, b *Builder) { b.RemoveElement(find(t, b, syntax.KIdentifier, "B")) }},
		{name: "add base", src: "class A:\n    pass\n", want: "class A(B):\n    pass\n", do: func(t *testing.T, b *Builder) { b.AddBase(find(t, b, syntax.KClassDefinition, ""), "B") }},
		{name: "add base before keywords", src: "class A(B, metaclass=M):\n    pass\n", want: "class A(B, C, metaclass=M):\n    pass\n", do: func(t *testing.T, b *Builder) { b.AddBase(find(t, b, syntax.KClassDefinition, ""), "C") }},
		{name: "lambda", src: "g = lambda a, b: a\n", want: "g = lambda a: a\n", do: func(t *testing.T, b *Builder) { b.RemoveElement(find(t, b, syntax.KIdentifier, "b")) }},
		{name: "only parameter of a lambda", src: "g = lambda b: 1\n", want: "g = lambda : 1\n", do: func(t *testing.T, b *Builder) { b.RemoveElement(find(t, b, syntax.KIdentifier, "b")) }},
		{name: "with its comment", src: "x = [\n    1,  # stays\n    2,  # goes\n]\n", want: "x = [\n    # stays\n]\n", opts: []Option{KeepTrailingComments()}, do: func(t *testing.T, b *Builder) {
			b.RemoveElement(find(t, b, syntax.KInteger, "1"))
			b.DropElement(find(t, b, syntax.KInteger, "2"))
		}},
		{name: "dict", src: "x = {\n    'a': 1\n}\n", want: "x = {\n    'a': 1,\n    'b': 2,\n}\n", do: func(t *testing.T, b *Builder) { b.AddElement(find(t, b, syntax.KDictionary, "{"), "'b': 2") }},
		{name: "annotate", src: "def g(a, b=1, c: int = 2, *d):\n    pass\n", want: "def g(a: T, b: T = 1, c: T = 2, *d: T) -> T:\n    pass\n", do: func(t *testing.T, b *Builder) {
			fn := find(t, b, syntax.KFunctionDefinition, "def")
			for _, p := range Elements(fn.Child(syntax.FParameters)) {
				b.Annotate(p, "T")
			}
			b.SetReturn(fn, "T")
		}},
		{name: "bare star", src: "def g(a, b=1, c=2):\n    pass\n", want: "def g(a, b=1, *, c=2):\n    pass\n", do: func(t *testing.T, b *Builder) { b.InsertElement(find(t, b, syntax.KDefaultParameter, "c"), "*") }},
		{name: "bare star line", src: "def g(\n    a,\n    b=1,\n):\n    pass\n", want: "def g(\n    a,\n    *,\n    b=1,\n):\n    pass\n", do: func(t *testing.T, b *Builder) { b.InsertElement(find(t, b, syntax.KDefaultParameter, "b"), "*") }},
		{name: "remove parameter", src: "def g(a, /, b=1):\n    pass\n", want: "def g(a, /):\n    pass\n", do: func(t *testing.T, b *Builder) { b.RemoveElement(find(t, b, syntax.KDefaultParameter, "b")) }},
		{name: "replace parameters", src: "def g(a, b, c):\n    pass\n", want: "def g(a, x: T):\n    pass\n", do: func(t *testing.T, b *Builder) {
			ps := Elements(find(t, b, syntax.KParameters, "("))
			b.RemoveElement(ps[1])
			b.RemoveElement(ps[2])
			b.AddElement(ps[0].Parent(), "x: T")
		}},
	})
}

func TestDecorators(t *testing.T) {
	def := func(t *testing.T, b *Builder) syntax.Node { return find(t, b, syntax.KFunctionDefinition, "") }
	runDances(t, []dance{
		{name: "on top", src: "class A:\n    @b\n    # c\n    async def f(self): ...\n", want: "class A:\n    @x\n    @b\n    # c\n    async def f(self): ...\n", do: func(t *testing.T, b *Builder) { b.AddDecorator(def(t, b), "x") }},
		{name: "the first", src: "# c\ndef f(): ...\n", want: "# c\n@x\ndef f(): ...\n", do: func(t *testing.T, b *Builder) { b.AddDecorator(def(t, b), "x") }},
		{name: "innermost", src: "class A:\n\t@b\n\tdef f(): ...\n", want: "class A:\n\t@b\n\t@x\n\tdef f(): ...\n", do: func(t *testing.T, b *Builder) {
			b.AddInnerDecorator(def(t, b), "x")
		}},
		{name: "remove", src: "@a(\n    1,\n)  # gone\n# stays\n@b\ndef f(): ...\n", want: "# stays\n@b\ndef f(): ...\n", do: func(t *testing.T, b *Builder) { b.RemoveDecorator(find(t, b, syntax.KDecorator, "@a")) }},
		{name: "callee", src: "@a.b(1)\n@c\ndef f(): ...\n", want: "@x(1)\n@y\ndef f(): ...\n", do: func(t *testing.T, b *Builder) {
			b.ReplaceCallee(find(t, b, syntax.KDecorator, "@a"), "x")
			b.ReplaceCallee(find(t, b, syntax.KDecorator, "@c"), "y")
		}},
	})
}
