package sqlalchemy

import (
	"regexp"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA402",
		Name:     "is-none-method",
		Severity: rule.Hint,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KComparisonOperator},
		Check:    isNoneMethod,
	})
}

// allowed is the comment of somebody who wants == None.
var allowed = regexp.MustCompile(`(?i)#.*\bnoqa\b.*\bE711\b`)

func isNoneMethod(p *rule.Pass, n syntax.Node) {
	list, operators := operands(n)
	if len(list) != 2 || len(operators) != 1 || operators[0] != "==" && operators[0] != "!=" {
		return
	}
	x := list[0]
	if x.Is(syntax.KNone) {
		x = list[1]
	} else if !list[1].Is(syntax.KNone) {
		return
	}
	a, ok := attributeOrCls(p.Module, x)
	// Relationships have no is_(): it raises NotImplementedError.
	if !ok || a.relationship {
		return
	}
	text := p.File.Text
	for line := text.LineOf(n.Start()); line <= text.LineOf(n.End()); line++ {
		if allowed.Match(text.Slice(text.LineStart(line), text.LineEnd(line))) {
			return
		}
	}
	method := "is_"
	if operators[0] == "!=" {
		method = newer(p, "is_not", "isnot")
	}
	message := "Use " + oneLine(x) + "." + method + "(None) instead of " + operators[0] + " None (ruff's E711 fix would break the query)"
	p.ReportNode(n, message, func() []rule.Fix {
		b := p.Builder()
		b.Replace(n, b.Source(x)+"."+method+"(None)")
		return fixOf(b, rule.Fix{Title: "Use ." + method + "(None)"})
	})
}
