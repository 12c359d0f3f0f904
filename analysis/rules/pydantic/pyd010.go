package pydantic

import (
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD010",
		Name:     "typed-dict-pydantic-config",
		Severity: rule.Hint,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2.7"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    typedDictConfig,
	})
}

func typedDictConfig(p *rule.Pass, n syntax.Node) {
	m := p.Module
	left, value := n.Child(syntax.FLeft), n.Child(syntax.FRight)
	if left.Text() != "__pydantic_config__" || value.IsNil() || !left.Is(syntax.KIdentifier) || m.Generated() {
		return
	}
	stmt := n.Parent()
	c := m.EnclosingClass(n)
	if c == nil || !stmt.Is(syntax.KExpressionStatement) || stmt.Parent() != c.Body || c.IsSubclass("typing.TypedDict") != semantic.Yes {
		return
	}
	p.ReportNode(left, "Use `@with_config(...)`: type checkers reject a value in a TypedDict body", func() []rule.Fix {
		if mentionsMembers(m, c, value) || c.Decorator("pydantic.with_config") != nil || len(c.MemberList("__pydantic_config__")) != 1 {
			return nil
		}
		b := p.Builder()
		name := b.Name(c.Node, "pydantic", "with_config")
		b.AddInnerDecorator(c.Node, name+"("+b.Reindent(value, b.Indent(c.Node))+")")
		b.DeleteStatement(stmt)
		return fixed(b, rule.Fix{Title: "Use `@with_config`"})
	})
}
