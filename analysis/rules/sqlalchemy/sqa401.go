package sqlalchemy

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA401",
		Name:     "no-identity-test-on-column",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KComparisonOperator},
		Check:    identityTest,
	})
}

func identityTest(p *rule.Pass, n syntax.Node) {
	list, operators := operands(n)
	if len(list) != 2 || len(operators) != 1 || operators[0] != "is" && operators[0] != "is not" {
		return
	}
	x, value := list[0], list[1]
	if isConstant(x) {
		x, value = value, x
	}
	if !isConstant(value) {
		return
	}
	m := p.Module
	a, ok := attributeOrCls(m, x)
	if !ok || !inSQL(m, n) {
		return
	}
	method, outcome, where := "is_", "False", "false"
	if operators[0] == "is not" {
		method, outcome, where = newer(p, "is_not", "isnot"), "True", "true"
	}
	use := oneLine(x) + "." + method + "(" + value.Text() + ")"
	if a.relationship {
		// Relationships have no is_(): it raises NotImplementedError.
		use = oneLine(x) + " " + equality(operators[0]) + " " + value.Text()
	}
	message := fmt.Sprintf("%s is evaluated by Python and is always %s (WHERE %s): use %s", oneLine(n), outcome, where, use)
	p.ReportNode(n, message, func() []rule.Fix {
		if a.relationship && (!value.Is(syntax.KNone) || !manyToOne(m, a, attributeName(x))) {
			return nil
		}
		b := p.Builder()
		fix := rule.Fix{
			Title: "Use ." + method + "(" + value.Text() + ")", Safety: rule.Unsafe, Reason: "the condition is a constant today", Preferred: true,
		}
		if a.relationship {
			fix.Title = "Use " + equality(operators[0]) + " None"
			b.Replace(n, b.Source(x)+" "+equality(operators[0])+" None")
		} else {
			b.Replace(n, b.Source(x)+"."+method+"("+value.Text()+")")
		}
		return fixOf(b, fix)
	})
}

func equality(operator string) string {
	if operator == "is not" {
		return "!="
	}
	return "=="
}

// isConstant tells whether n is None, True or False.
func isConstant(n syntax.Node) bool { return n.Is(syntax.KNone, syntax.KTrue, syntax.KFalse) }
