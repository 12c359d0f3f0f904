package pydantic

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD036",
		Name:     "assert-in-validator",
		Severity: rule.Hint,
		Off:      true,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssertStatement},
		Check:    assertsInValidator,
	})
}

func assertsInValidator(p *rule.Pass, n syntax.Node) {
	m := p.Module
	fn := enclosingFunction(n)
	if !fn.Is(syntax.KFunctionDefinition) || m.Generated() || testCode(p) {
		return
	}
	// One for type checkers.
	if up := n.Parent().Parent(); up.Is(syntax.KIfStatement) && strings.HasSuffix(up.Child(syntax.FCondition).Text(), "TYPE_CHECKING") {
		return
	}
	c := readCallback(m, fn)
	if c == nil || c.kind == "validator" || c.kind == "root_validator" ||
		caught(m, n, fn, "builtins.AssertionError", "builtins.Exception", "builtins.BaseException") {
		return
	}
	p.ReportNode(n, "`assert` in a validator disappears under `python -O`: raise ValueError", func() []rule.Fix {
		var parts []syntax.Node
		for e := range n.Named() {
			if e.IsComment() {
				return nil
			}
			parts = append(parts, e)
		}
		t := p.File.Text
		s := m.Find(m.ScopeOf(n), "ValueError")
		if len(parts) == 0 || semantic.Unparenthesized(parts[0]).Is(syntax.KTuple) || s == nil || !s.Builtin || strings.TrimSpace(string(t.Slice(t.LineStart(t.LineOf(n.Start())), n.Start()))) != "" {
			return nil
		}
		b := p.Builder()
		raise := "raise ValueError"
		if len(parts) > 1 {
			raise += "(" + semantic.Unparenthesized(parts[1]).Text() + ")"
		}
		if condition := semantic.Unparenthesized(parts[0]); condition.Is(syntax.KFalse) {
			b.Replace(n, raise)
		} else {
			b.Replace(n, "if "+negated(condition)+":"+b.Newline()+b.Indent(n)+b.IndentStep()+raise)
		}
		return fixed(b, rule.Fix{Title: "Replace assert by `raise ValueError`", Safety: rule.Unsafe, Reason: "the error is a value_error, and its message is its own"})
	})
}

// opposites are the comparisons that are true where the other one is false. Those
// of order are not: both are false for NaN.
var opposites = map[string]string{
	"==": "!=", "!=": "==", "in": "not in", "not in": "in", "is": "is not", "is not": "is",
}

// negated is the condition that is true where n is false.
func negated(n syntax.Node) string {
	text := n.Text()
	if strings.Contains(text, "\n") {
		return "not (" + text + ")"
	}
	switch n.Kind() {
	case syntax.KNotOperator:
		return semantic.Unparenthesized(n.Child(syntax.FArgument)).Text()
	case syntax.KComparisonOperator:
		left, operator, right := comparison(n)
		if opposite := opposites[operator]; opposite != "" {
			return left.Text() + " " + opposite + " " + right.Text()
		}
		return "not " + text
	case syntax.KIdentifier, syntax.KCall, syntax.KAttribute, syntax.KSubscript:
		return "not " + text
	}
	return "not (" + text + ")"
}
