package sqlalchemy

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA405",
		Name:     "no-python-in-on-column",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KComparisonOperator},
		Check:    pythonIn,
	})
}

func pythonIn(p *rule.Pass, n syntax.Node) {
	list, operators := operands(n)
	if len(list) != 2 || len(operators) != 1 || operators[0] != "in" && operators[0] != "not in" {
		return
	}
	m := p.Module
	x, y := list[0], semantic.Unparenthesized(list[1])
	if _, ok := attributeOrCls(m, x); !ok {
		if _, text := literal(x); text && isAttribute(m, y) && inSQL(m, n) {
			p.ReportNode(n, fmt.Sprintf(`"%s" is evaluated by Python: use %s.contains(%s)`, oneLine(n), oneLine(y), oneLine(x)), nil)
		}
		return
	}
	if !inSQL(m, n) {
		return
	}
	method, where := "in_", "false"
	if operators[0] == "not in" {
		method, where = newer(p, "not_in", "notin_"), "true"
	}
	message := fmt.Sprintf(`"%s" is evaluated by Python (WHERE %s): use %s.%s(%s)`, oneLine(n), where, oneLine(x), method, oneLine(y))
	p.ReportNode(n, message, func() []rule.Fix {
		b := p.Builder()
		b.ReplaceRange(x.End(), y.Start(), "."+method+"(")
		b.ReplaceRange(y.End(), n.End(), ")")
		return fixOf(b, rule.Fix{Title: "Use ." + method + "()", Safety: rule.Unsafe, Reason: "the condition is a constant today", Preferred: true})
	})
}
