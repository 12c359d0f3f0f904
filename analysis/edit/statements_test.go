package edit

import (
	"testing"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func TestStatements(t *testing.T) {
	del := func(kind syntax.Kind, prefixes ...string) func(*testing.T, *Builder) {
		return func(t *testing.T, b *Builder) {
			for _, p := range prefixes {
				b.DeleteStatement(find(t, b, kind, p))
			}
		}
	}
	assign := syntax.KExpressionStatement
	class, def := syntax.KClassDefinition, syntax.KFunctionDefinition
	runDances(t, []dance{
		{name: "last member", src: "class A:\n    x: int\n\n    class Config:\n        a = 1\n", want: "class A:\n    x: int\n", do: del(class, "class Config")},
		{name: "last member of several classes", src: "class A:\n    x: int\n\n    class Config:\n        a = 1\n\n\nclass B:\n    pass\n", want: "class A:\n    x: int\n\n\nclass B:\n    pass\n", do: del(class, "class Config")},
		{name: "middle member", src: "class A:\n    x: int\n\n    @d\n    def f(self):\n        pass\n\n    y: int\n", want: "class A:\n    x: int\n\n    y: int\n", do: del(def, "def f")},
		{name: "first member", src: "class A:\n    c = 1  # gone\n\n    x: int\n", want: "class A:\n    x: int\n", do: del(assign, "c = 1")},
		{name: "all members", src: "class A:\n    c = 1\n\n    d = 2\n", want: "class A:\n    pass\n", do: del(assign, "c = 1", "d = 2")},
		{name: "only member", src: "class A:\n\tc = 1\n", want: "class A:\n\tpass\n", do: del(assign, "c = 1")},
		{name: "adjacent members", src: "class A:\n    a = 0\n    c = 1\n    d = 2\n    e = 3\n", want: "class A:\n    a = 0\n    e = 3\n", do: del(assign, "c = 1", "d = 2")},
		{name: "module level", src: "a = 1\n\n\ndef f():\n    pass\n\n\ndef g():\n    pass\n", want: "a = 1\n\n\ndef g():\n    pass\n", do: del(def, "def f")},
		{name: "larger gap below", src: "a = 1\n\nb = 2\n\n\ndef g():\n    pass\n", want: "a = 1\n\n\ndef g():\n    pass\n", do: del(assign, "b = 2")},
		{name: "larger gap above", src: "def g():\n    pass\n\n\na = 1\n\nb = 2\n", want: "def g():\n    pass\n\n\nb = 2\n", do: del(assign, "a = 1")},
		{name: "end of module", src: "a = 1\n\n\ndef f():\n    pass\n", want: "a = 1\n", do: del(def, "def f")},
		{name: "end of module without newline", src: "a = 1\nb = 2", want: "a = 1\n", do: del(assign, "b = 2")},
		{name: "start of module", src: "a = 1\n\nb = 2\n", want: "b = 2\n", do: del(assign, "a = 1")},
		{name: "in a function", src: "def f():\n    a = 1\n    b = 2\n\n    return a\n", want: "def f():\n    a = 1\n\n    return a\n", do: del(assign, "b = 2")},
		{name: "semicolons", src: "a = 1; b = 2; c = 3\n", want: "a = 1; c = 3\n", do: del(assign, "b = 2")},
		{name: "semicolon first", src: "a = 1; b = 2\n", want: "b = 2\n", do: del(assign, "a = 1")},
		{name: "semicolon last", src: "a = 1; b = 2  # c\n", want: "a = 1  # c\n", do: del(assign, "b = 2")},
		{name: "one-line body", src: "if x: a = 1\n", want: "if x: pass\n", do: del(assign, "a = 1")},
		{name: "with comments", src: "a = 1\n# of b\n# too\nb = 2\nc = 3\n", want: "a = 1\nc = 3\n", do: func(t *testing.T, b *Builder) { b.DeleteStatementWithComments(find(t, b, assign, "b = 2")) }},
		{name: "comment stays", src: "a = 1\n# of b\nb = 2\nc = 3\n", want: "a = 1\n# of b\nc = 3\n", do: del(assign, "b = 2")},
		{name: "trailing comment kept", src: "a = 1\nb = 2  # of b\n", want: "a = 1\n# of b\n", do: del(assign, "b = 2"), opts: []Option{KeepTrailingComments()}},
		{name: "insert before", src: "class A:\n    # c\n    @d\n    def f(self):\n        pass\n", want: "class A:\n    x = 1\n\n    # c\n    @d\n    def f(self):\n        pass\n", do: func(t *testing.T, b *Builder) { b.InsertBefore(Statement(find(t, b, def, "def f")), "x = 1", 1) }},
		{name: "insert after", src: "a = 1  # c\nb = 2", want: "a = 1  # c\nx = 1\nb = 2", do: func(t *testing.T, b *Builder) { b.InsertAfter(find(t, b, assign, "a"), "x = 1", 0) }},
		{name: "insert after the last", src: "b = 0\na = 1", want: "b = 0\na = 1\n\nx = 1", do: func(t *testing.T, b *Builder) { b.InsertAfter(find(t, b, assign, "a"), "x = 1", 1) }},
		{name: "start of a class", src: "class A:\n    x: int\n", want: "class A:\n    c = 1\n\n    x: int\n", do: func(t *testing.T, b *Builder) { b.InsertAtStart(find(t, b, class, ""), "c = 1", 1) }},
		{name: "behind the docstring", src: "class A:\n    \"\"\"Doc.\"\"\"\n\n    x: int\n", want: "class A:\n    \"\"\"Doc.\"\"\"\n\n    c = 1\n\n    x: int\n", do: func(t *testing.T, b *Builder) { b.InsertAtStart(find(t, b, class, ""), "c = 1", 1) }},
		{name: "behind a touching docstring", src: "class A:\n    \"\"\"Doc.\"\"\"\n    x: int\n", want: "class A:\n    \"\"\"Doc.\"\"\"\n\n    c = 1\n\n    x: int\n", do: func(t *testing.T, b *Builder) { b.InsertAtStart(find(t, b, class, ""), "c = 1", 1) }},
		{name: "above a comment", src: "class A:\n    # first\n    x: int\n", want: "class A:\n    c = 1\n\n    # first\n    x: int\n", do: func(t *testing.T, b *Builder) { b.InsertAtStart(find(t, b, class, ""), "c = 1", 1) }},
		{
			name: "move to module level",
			src:  "import a\n\n\n# about A\nclass A:\n    x: int\n\n    # checks\n    @d\n    def f(cls, v):\n        s = \"\"\"one\n    two\n\"\"\"\n        return v  # v\n\n    y: int\n",
			want: "import a\n\n\n# checks\ndef f(v):\n    s = \"\"\"one\n    two\n\"\"\"\n    return v  # v\n\n\n# about A\nclass A:\n    x: int\n\n    y: int\n",
			do: func(t *testing.T, b *Builder) {
				b.MoveToModule(find(t, b, def, "def f"), func(p *Part) {
					p.RemoveDecorator(find(t, b, syntax.KDecorator, "@d"))
					p.RemoveElement(find(t, b, syntax.KIdentifier, "cls"))
				})
			},
		},
		{
			name: "move without its first decorators",
			src:  "class A:\n    @d\n    @e  # gone\n    def f(self):\n        return 1\n\n    y: int\n",
			want: "def f(self):\n    return 1\n\n\nP = 1\n\n\nclass A:\n    y: int\n",
			do: func(t *testing.T, b *Builder) {
				fn := find(t, b, def, "def f")
				b.MoveToModule(fn, func(p *Part) {
					p.RemoveDecorator(find(t, b, syntax.KDecorator, "@d"))
					p.RemoveDecorator(find(t, b, syntax.KDecorator, "@e"))
				})
				b.InsertDefinition(fn, "P = 1")
			},
		},
		{
			name: "move with tabs and one blank line",
			src:  "import a\n\nclass A:\n\tdef f(self):\n\t\tif x:\n\n\t\t\treturn 1\n\t\treturn 2\n",
			want: "import a\n\n\ndef f(self):\n\tif x:\n\n\t\treturn 1\n\treturn 2\n\n\nclass A:\n\tpass\n",
			do:   func(t *testing.T, b *Builder) { b.MoveToModule(find(t, b, def, "def f"), nil) },
		},
		{
			name: "indent",
			src:  "a(\n  1,\n)\n",
			want: "if x:\n    a(\n      1,\n    )\n",
			do: func(t *testing.T, b *Builder) {
				n := find(t, b, assign, "a(")
				b.Replace(n, "if x:"+b.Newline()+"    "+b.Reindent(n, "    "))
			},
		},
	})
}

func TestText(t *testing.T) {
	await := func(t *testing.T, b *Builder) { b.Await(find(t, b, syntax.KCall, "q()")) }
	runDances(t, []dance{
		{name: "await", src: "x = q()\n", want: "x = await q()\n", do: await},
		{name: "await attribute", src: "x = q().a\n", want: "x = (await q()).a\n", do: await},
		{name: "await subscript", src: "x = q()[0]\n", want: "x = (await q())[0]\n", do: await},
		{name: "await call", src: "x = q()()\n", want: "x = (await q())()\n", do: func(t *testing.T, b *Builder) {
			b.Await(find(t, b, syntax.KCall, "q()").Child(syntax.FFunction))
		}},
		{name: "await argument", src: "f(q())\n", want: "f(await q())\n", do: await},
		{name: "await operator", src: "x = q() ** 2 + 1\n", want: "x = await q() ** 2 + 1\n", do: await},
	})
	for src, want := range map[string]string{"a = 'x'\nb = 'y'\nc = \"z\"\n": "'", "": `"`, "a = '''x'''\nb = \"y\"\n": `"`} {
		if got := open(src).Quote(); got != want {
			t.Errorf("Quote of %q: %s", src, got)
		}
	}
	for _, c := range [][3]string{{"a", `"`, `"a"`}, {`a"b`, `"`, `'a"b'`}, {"a\n\\", `'`, `'a\n\\'`}, {`'"`, `"`, `"'\""`}} {
		if got := StrIn(c[0], c[1]); got != c[2] {
			t.Errorf("StrIn(%q, %s) = %s", c[0], c[1], got)
		}
	}
	for src, want := range map[string]string{"if x:\n  a\n": "  ", "if x:\n\ta\n": "\t", "a\n": "    ", "if x: y\nclass A:\n   b\n": "   "} {
		if got := open(src).IndentStep(); got != want {
			t.Errorf("IndentStep of %q: %q", src, got)
		}
	}
	b := open("x = a or b\ny = c.d\nz = 1\n")
	for kind, want := range map[syntax.Kind]string{syntax.KBooleanOperator: "(a or b)", syntax.KAttribute: "c.d", syntax.KInteger: "(1)"} {
		if got := Operand(find(t, b, kind, "")); got != want {
			t.Errorf("Operand: %s", got)
		}
	}
	if !b.Fits(0, "abc") || b.Fits(10, string(make([]byte, 88))) {
		t.Error("Fits")
	}
}

func TestFreeName(t *testing.T) {
	b := open("import a\n\ndef f(b):\n    c = 1\n    def g():\n        return d + c\n    return g\n\nclass e:\n    h = 1\n")
	inner := find(t, b, syntax.KReturnStatement, "return d")
	for name, want := range map[string]bool{"a": false, "b": false, "c": false, "d": false, "h": true, "i": true} {
		if _, got := b.FreeName(inner, name); got != want {
			t.Errorf("FreeName(%s) = %v", name, got)
		}
	}
	if got, _ := b.FreeName(b.f.Root(), "a", "d", "h", "j"); got != "h" && got != "j" {
		t.Errorf("FreeName = %s", got)
	}
	if b.IsFree("d") || b.IsFree("f") || !b.IsFree("k") {
		t.Error("IsFree")
	}
}
