package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA406",
		Name:     "no-chained-comparison",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KComparisonOperator},
		Check:    chainedComparison,
	})
}

func chainedComparison(p *rule.Pass, n syntax.Node) {
	list, operators := operands(n)
	if len(list) < 3 || len(operators) != len(list)-1 {
		return
	}
	for _, o := range operators {
		if !strings.ContainsAny(o, "<>=!") {
			return
		}
	}
	m := p.Module
	middle := false
	for _, x := range list[1 : len(list)-1] {
		middle = middle || isAttribute(m, x)
	}
	if !middle {
		return
	}
	between, title := "", "Use between()"
	var parts []string
	for i, o := range operators {
		parts = append(parts, list[i].Text()+" "+o+" "+list[i+1].Text())
	}
	split := strings.Join(parts, ", ")
	if x := list[1].Text(); len(list) == 3 && operators[0] == operators[1] {
		switch operators[0] {
		case "<=":
			between = x + ".between(" + list[0].Text() + ", " + list[2].Text() + ")"
		case ">=":
			between = x + ".between(" + list[2].Text() + ", " + list[0].Text() + ")"
		}
	}
	use := between
	if use == "" {
		use, title = "and_("+split+")", "Split the comparison"
	}
	message := "A chained comparison of a column raises TypeError: use " + strings.Join(strings.Fields(use), " ")
	p.ReportNode(n, message, func() []rule.Fix {
		b := p.Builder()
		switch {
		case between != "":
			b.Replace(n, between)
		case directArgument(n):
			b.Replace(n, split)
		default:
			b.Replace(n, b.Name(n, "sqlalchemy", "and_")+"("+split+")")
		}
		return fixOf(b, rule.Fix{Title: title})
	})
}
