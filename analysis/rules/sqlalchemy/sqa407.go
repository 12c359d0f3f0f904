package sqlalchemy

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA407",
		Name:     "call-order-modifier",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KAttribute},
		Check:    callModifier,
	})
}

// modifiers are methods of a column; those that are called without arguments
// are true.
var modifiers = map[string]bool{
	"desc": true, "asc": true, "nulls_first": true, "nulls_last": true, "distinct": true, "is_": false, "label": false,
}

func callModifier(p *rule.Pass, n syntax.Node) {
	method := n.Child(syntax.FAttribute).Text()
	bare, ok := modifiers[method]
	if !ok || !modifierPlace(p.Module, n) {
		return
	}
	x := semantic.Unparenthesized(n.Child(syntax.FObject))
	// Also behind another one: User.id.desc().nulls_last.
	for range len(modifiers) {
		object, inner := receiver(x)
		if inner == "" || !modifiers[inner] {
			break
		}
		x = semantic.Unparenthesized(object)
	}
	if a, ok := mappedAttribute(p.Module, x); !ok || a.relationship {
		return
	}
	arguments := "()"
	if !bare {
		arguments = "(...)"
	}
	p.ReportNode(n, method+" is a method: write "+oneLine(n)+arguments, func() []rule.Fix {
		if !bare {
			return nil
		}
		b := p.Builder()
		b.Insert(n.End(), "()")
		return fixOf(b, rule.Fix{Title: "Call " + method + "()"})
	})
}

// modifierPlace tells whether n is an argument of order_by() and the like.
func modifierPlace(m *semantic.Module, n syntax.Node) bool {
	up := n.Parent()
	if up.Is(syntax.KKeywordArgument) {
		call := up.Parent().Parent()
		_, method := receiver(call)
		return up.Child(syntax.FName).Text() == "order_by" && (method == "over" || m.Is(call.Child(syntax.FFunction), "sqlalchemy.over"))
	}
	if !up.Is(syntax.KArgumentList) {
		return false
	}
	call := up.Parent()
	_, method := receiver(call)
	return slices.Contains([]string{"order_by", "group_by", "where", "filter", "having"}, method) || m.Is(call.Child(syntax.FFunction), selects...)
}
