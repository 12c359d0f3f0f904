package sqlalchemy

import (
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:        "SQA411",
		Name:        "scalars-shorthand",
		Severity:    rule.Hint,
		Off:         true,
		Refactoring: true,
		Uses:        packages,
		Gates:       since("1.4.24"),
		Kinds:       []syntax.Kind{syntax.KCall},
		Check:       scalarsShorthand,
	})
}

func scalarsShorthand(p *rule.Pass, n syntax.Node) {
	object, method := receiver(n)
	if method != "scalars" && method != "scalar" || len(edit.Elements(edit.Arguments(n))) > 0 {
		return
	}
	e, ok := executionOf(p.Module, object)
	// The connection of asyncio has scalars() since 2.0 and scalar() always.
	if !ok || e.method != "execute" || len(edit.Elements(edit.Arguments(e.call))) == 0 {
		return
	}
	f := e.call.Child(syntax.FFunction)
	session := oneLine(f.Child(syntax.FObject))
	p.Report(rule.Diagnostic{
		Start: e.call.Start(), End: n.End(),
		Message: "Use " + session + "." + method + "(stmt) instead of " + session + ".execute(stmt)." + method + "()",
		Fixes: func() []rule.Fix {
			b := p.Builder()
			b.Replace(f.Child(syntax.FAttribute), method)
			end := object.End()
			// (await s.scalar(x)) needs the parentheses only where something follows.
			if inner := semantic.Unparenthesized(object); inner.Is(syntax.KAwait) && object.Is(syntax.KParenthesizedExpression) && !binds(n) &&
				oneLine(object) == object.Text() && object.End()-object.Start() == inner.End()-inner.Start()+2 {
				b.DeleteRange(object.Start(), inner.Start())
				b.DeleteRange(inner.End(), n.End())
			} else {
				b.DeleteRange(end, n.End())
			}
			return fixOf(b, rule.Fix{Title: "Use session." + method + "()"})
		},
	})
}

// binds tells whether n stands where an await would have to be in parentheses.
func binds(n syntax.Node) bool {
	up := n.Parent()
	switch up.Kind() {
	case syntax.KAttribute:
		return n.Field() == syntax.FObject
	case syntax.KSubscript:
		return n.Field() == syntax.FValue
	case syntax.KCall:
		return n.Field() == syntax.FFunction
	case syntax.KBinaryOperator:
		return up.Child(syntax.FOperator).Text() == "**"
	case syntax.KAwait:
		return true
	}
	return false
}
