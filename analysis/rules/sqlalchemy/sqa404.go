package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA404",
		Name:     "no-python-boolean-operator",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KBooleanOperator, syntax.KNotOperator},
		Check:    pythonBoolean,
	})
}

func pythonBoolean(p *rule.Pass, n syntax.Node) {
	m := p.Module
	fix := rule.Fix{Safety: rule.Unsafe, Reason: "the statement selects something else today", Preferred: true}
	if n.Is(syntax.KNotOperator) {
		a := n.Child(syntax.FArgument)
		bare := isAttribute(m, a)
		if !bare && !isCondition(m, a) || !inSQL(m, n) {
			return
		}
		p.ReportNode(n, `"not" of a SQL expression is evaluated by Python (WHERE false): use ~`, func() []rule.Fix {
			b := p.Builder()
			b.DeleteRange(n.Start(), a.Start())
			if bare || a.Is(syntax.KParenthesizedExpression) {
				b.Insert(n.Start(), "~")
			} else {
				b.Insert(n.Start(), "~(")
				b.Insert(n.End(), ")")
			}
			fix.Title = "Use ~"
			return fixOf(b, fix)
		})
		return
	}
	word := n.Child(syntax.FOperator).Text()
	// Of A and B and C, which is (A and B) and C, the whole is reported.
	if up := n.Parent(); up.Is(syntax.KBooleanOperator) && n.Field() == syntax.FLeft && up.Child(syntax.FOperator).Text() == word {
		return
	}
	var list, words []syntax.Node
	for x := n; ; x = x.Child(syntax.FLeft) {
		if !x.Is(syntax.KBooleanOperator) || x.Child(syntax.FOperator).Text() != word {
			list = append(list, x)
			break
		}
		list = append(list, x.Child(syntax.FRight))
		words = append(words, x.Child(syntax.FOperator))
	}
	// A Python value in front is a switch, and does what it looks like: what
	// Python tests must be SQL. The operands are from last to first.
	conditions, tested := 0, false
	for i, x := range list {
		if isCondition(m, x) || isAttribute(m, x) || hidesCondition(m, x) {
			tested = tested || i > 0
			if !isAttribute(m, x) {
				conditions++
			}
		}
	}
	if conditions == 0 || !tested || !inSQL(m, n) {
		return
	}
	message := `"or" between SQL expressions keeps only one of them: use or_()`
	if word == "and" {
		message = `"and" between SQL expressions keeps only one of them: pass both to where() or use and_()`
	}
	p.ReportNode(n, message, func() []rule.Fix {
		b := p.Builder()
		for _, w := range words {
			splitAt(b, p.File.Text.Bytes(), leftOf(w), w)
		}
		fix.Title = "Use " + word + "_()"
		if word == "and" && directArgument(n) {
			fix.Title = "Pass both conditions"
			if len(list) > 2 {
				fix.Title = "Pass all conditions"
			}
		} else {
			b.Insert(n.Start(), b.Name(n, "sqlalchemy", word+"_")+"(")
			b.Insert(n.End(), ")")
		}
		return fixOf(b, fix)
	})
}

// leftOf is the operand in front of the operator w.
func leftOf(w syntax.Node) syntax.Node { return w.Parent().Child(syntax.FLeft) }

// hidesCondition tells whether n is a boolean operation between SQL conditions
// itself.
func hidesCondition(m *semantic.Module, n syntax.Node) bool {
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KBooleanOperator:
		return isCondition(m, n.Child(syntax.FLeft)) && isCondition(m, n.Child(syntax.FRight))
	case syntax.KNotOperator:
		a := n.Child(syntax.FArgument)
		return isCondition(m, a) || isAttribute(m, a)
	}
	return false
}

// splitAt makes a comma of the operator w behind the operand left. Line breaks
// stay where they are.
func splitAt(b *edit.Builder, src []byte, left, w syntax.Node) {
	b.Insert(left.End(), ",")
	rest := strings.TrimLeft(string(src[w.End():]), " \t")
	from, to := w.Start(), len(src)-len(rest)
	if rest == "" || strings.ContainsRune("#\r\n\\", rune(rest[0])) {
		to = w.End()
		for from > left.End() && (src[from-1] == ' ' || src[from-1] == '\t') {
			from--
		}
	}
	b.DeleteRange(from, to)
}
