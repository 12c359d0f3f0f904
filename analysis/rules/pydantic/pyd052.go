package pydantic

import (
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD052",
		Name:     "default-and-default-factory",
		Severity: rule.Error,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    defaultAndFactory,
	})
}

func defaultAndFactory(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if edit.Keyword(n, "default_factory").IsNil() || !m.Is(n.Child(syntax.FFunction), "pydantic.Field", "pydantic.PrivateAttr") {
		return
	}
	a := argumentsOf(n)
	factory := a.argument("default_factory")
	if a.splat || factory.Child(syntax.FValue).Is(syntax.KNone) || m.Generated() {
		return
	}
	argument, value := a.defaultOf()
	if !value.IsNil() {
		if isEllipsis(m, value) {
			return
		}
		p.ReportNode(n, "`Field` cannot have both `default` and `default_factory`: this raises TypeError at import", func() []rule.Fix {
			return keepEither(p, func(b *edit.Builder) { b.RemoveElement(argument) }, func(b *edit.Builder) { b.RemoveElement(factory) })
		})
		return
	}
	statement := n.Ancestor(syntax.KAssignment)
	if !inside(n, statement.Child(syntax.FType)) {
		return
	}
	d, _, kind := assignedIn(p, statement)
	if d == nil || kind == sqlModel || d.Value.IsNil() || !d.call.IsNil() || isEllipsis(m, d.Value) || d.kind != fieldDecl {
		return
	}
	for _, call := range d.fieldCalls(m) {
		if call != n {
			continue
		}
		p.ReportNode(n, "The default_factory in Annotated is never used: the assigned value counts", func() []rule.Fix {
			return keepEither(p, func(b *edit.Builder) {
				b.DeleteRange(statement.Child(syntax.FType).End(), statement.End())
			}, func(b *edit.Builder) { dropArgument(b, n, factory) })
		})
	}
}

// keepEither offers to keep the factory, by the one edit, or the default, by the
// other one.
func keepEither(p *rule.Pass, keepFactory, keepDefault func(*edit.Builder)) []rule.Fix {
	b, other := p.Builder(), p.Builder()
	keepFactory(b)
	keepDefault(other)
	return append(
		fixed(b, rule.Fix{Title: "Keep `default_factory`", Safety: rule.Unsafe}),
		fixed(other, rule.Fix{Title: "Keep `default`", Safety: rule.Unsafe})...)
}
