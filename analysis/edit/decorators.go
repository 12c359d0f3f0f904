package edit

import "github.com/pyidiom/pyidiom/analysis/syntax"

// decorated is the decorated_definition around a function or class, or the
// definition itself.
func decorated(def syntax.Node) syntax.Node {
	if p := def.Parent(); p.Is(syntax.KDecoratedDefinition) {
		return p
	}
	return def
}

// AddDecorator puts a decorator (without "@") on top of those of a function or
// class.
//
//	@b        @text
//	def f():  @b
//	          def f():
func (b *Builder) AddDecorator(def syntax.Node, text string) {
	top := decorated(def)
	b.Insert(top.Start(), "@"+text+b.newline()+b.Indent(top))
}

// AddInnerDecorator puts a decorator (without "@") directly above def or class.
func (b *Builder) AddInnerDecorator(def syntax.Node, text string) {
	if def.Is(syntax.KDecoratedDefinition) {
		def = def.Child(syntax.FDefinition)
	}
	b.Insert(def.Start(), "@"+text+b.newline()+b.Indent(def))
}

// RemoveDecorator removes a decorator with its lines and the comment behind it,
// not comments on lines of their own.
func (b *Builder) RemoveDecorator(dec syntax.Node) {
	t := b.f.Text
	b.DropRange(t.LineStart(t.LineOf(dec.Start())), b.lineAfter(dec.End()))
}

// ReplaceCallee replaces what a decorator names, or calls, and keeps the
// arguments.
//
//	@pytest.fixture(scope="module")  ->  @text(scope="module")
func (b *Builder) ReplaceCallee(dec syntax.Node, text string) {
	for e := range dec.Named() {
		if e.Is(syntax.KCall) {
			e = e.Child(syntax.FFunction)
		}
		b.Replace(e, text)
		return
	}
}

// lineAfter is the start of the line after the one that offset is in.
func (b *Builder) lineAfter(offset int) int {
	t := b.f.Text
	if line := t.LineOf(offset) + 1; line < t.LineCount() {
		return t.LineStart(line)
	}
	return b.size()
}
