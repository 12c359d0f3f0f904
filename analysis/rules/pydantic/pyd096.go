package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD096",
		Name:     "isinstance-parametrized-generic",
		Severity: rule.Warning,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    isinstanceGeneric,
	})
}

func isinstanceGeneric(p *rule.Pass, n syntax.Node) {
	m := p.Module
	callee := n.Child(syntax.FFunction)
	if !m.Is(callee, "builtins.isinstance", "builtins.issubclass") {
		return
	}
	a := argumentsOf(n)
	if len(a.positional) != 2 || a.splat {
		return
	}
	var check func(n syntax.Node, depth int)
	check = func(n syntax.Node, depth int) {
		if n = semantic.Unparenthesized(n); depth > 20 {
			return
		}
		switch {
		case n.Is(syntax.KTuple):
			for x := range n.Named() {
				check(x, depth+1)
			}
		case n.Is(syntax.KBinaryOperator) && n.Child(syntax.FOperator).Text() == "|":
			check(n.Child(syntax.FLeft), depth+1)
			check(n.Child(syntax.FRight), depth+1)
		case n.Is(syntax.KSubscript):
			parametrized(p, n, callee)
		}
	}
	check(a.positional[1], 0)
}

func parametrized(p *rule.Pass, n, callee syntax.Node) {
	m := p.Module
	base, args := semantic.Subscript(n)
	q := m.Resolve(base)
	if a := m.Named(q); q == "" || a.Class == nil && a.Info == nil || len(args) == 0 || !isModelClass(m, q) || m.Generated() {
		return
	}
	message := fmt.Sprintf("`isinstance(x, %s)` is False for unparametrized instances: check `%s`", shown(n), base.Text())
	if m.Is(callee, "builtins.issubclass") {
		message = fmt.Sprintf("`issubclass(x, %s)` is False for the unparametrized class: check `%s`", shown(n), base.Text())
	}
	p.ReportNode(n, message, func() []rule.Fix {
		b := p.Builder()
		b.DeleteRange(base.End(), n.End())
		return fixed(b, rule.Fix{Title: fmt.Sprintf("Check `%s`", base.Text()), Safety: rule.Unsafe, Reason: "more is let through"})
	})
}
