package sqlalchemy

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA215",
		Name:     "empty-and-or",
		Severity: rule.Hint,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    emptyAndOr,
	})
}

func emptyAndOr(p *rule.Pass, n syntax.Node) {
	m := p.Module
	f := n.Child(syntax.FFunction)
	if !m.Is(f, "sqlalchemy.and_", "sqlalchemy.or_") || edit.Arguments(n).IsNil() {
		return
	}
	args := edit.Elements(edit.Arguments(n))
	for _, a := range args {
		if !a.Is(syntax.KListSplat) || !mayBeEmpty(m, a, f) {
			return
		}
	}
	name := calleeName(n)
	written := oneLine(n)
	message := written + " with no filters is deprecated: say what no filter means, or_(False, ...) matches no row"
	and := m.Is(f, "sqlalchemy.and_")
	if and {
		message = written + " with no filters is deprecated: start with True: " + name.Text() + "(True" + separated(args) + ")"
	}
	p.ReportNode(name, message, func() []rule.Fix {
		if !and {
			return nil
		}
		b := p.Builder()
		if len(args) == 0 {
			b.AddArgument(n, "True")
		} else {
			b.Insert(args[0].Start(), "True, ")
		}
		fixes := fixOf(b, rule.Fix{Title: "Add True"})
		up := n.Parent()
		if len(args) == 0 || !directArgument(n) || len(edit.Elements(up)) != 1 {
			return fixes
		}
		b = p.Builder()
		b.DeleteRange(n.Start(), args[0].Start())
		b.DeleteRange(args[len(args)-1].End(), n.End())
		_, method := receiver(up.Parent())
		return append(fixes, fixOf(b, rule.Fix{Title: "Pass them to " + method + "() directly", Manual: true})...)
	})
}

func separated(args []syntax.Node) string {
	s := ""
	for _, a := range args {
		s += ", " + oneLine(a)
	}
	return s
}

// filling are the methods that put elements into a list.
var filling = []string{"append", "extend", "insert"}

// mayBeEmpty tells whether the starred argument is a list that starts empty in
// the same function and is filled under conditions only, which nobody asks
// whether it is empty.
func mayBeEmpty(m *semantic.Module, splat, call syntax.Node) bool {
	var name syntax.Node
	for c := range splat.Named() {
		name = c
	}
	symbol, value := boundValue(m, name, call)
	if symbol == nil || !value.Is(syntax.KList, syntax.KCall) {
		return false
	}
	if value.Is(syntax.KList) && len(edit.Elements(value)) > 0 ||
		value.Is(syntax.KCall) && (!m.Is(value.Child(syntax.FFunction), "builtins.list") || len(edit.Elements(edit.Arguments(value))) > 0) {
		return false
	}
	filled := false
	// Where the whole stands under a test of what the filling is tested for,
	// one of the tests may always hold.
	around := testedNames(value)
	for _, use := range m.Uses(symbol) {
		if use.Parent().Is(syntax.KListSplat) {
			if asks(m, use, symbol) {
				return false
			}
			continue
		}
		c := use.Parent().Parent()
		_, method := receiver(c)
		if !use.Parent().Is(syntax.KAttribute) || use.Field() != syntax.FObject || !slices.Contains(filling, method) || !conditional(c) {
			return false
		}
		for name := range around {
			if insideTest(c, value, name) {
				return false
			}
		}
		filled = true
	}
	return filled
}

// conditional tells whether n stands in a statement of its function that may
// not run it.
func conditional(n syntax.Node) bool {
	for up := n.Parent(); !up.IsNil(); up = up.Parent() {
		switch up.Kind() {
		case syntax.KFunctionDefinition, syntax.KLambda, syntax.KClassDefinition:
			return false
		case syntax.KIfStatement, syntax.KForStatement, syntax.KWhileStatement, syntax.KMatchStatement, syntax.KTryStatement:
			return true
		}
	}
	return false
}

// asks tells whether n stands under a condition that speaks of the symbol.
func asks(m *semantic.Module, n syntax.Node, symbol *semantic.Symbol) bool {
	for up := n.Parent(); !up.IsNil() && !up.Is(syntax.KFunctionDefinition); up = up.Parent() {
		if !up.Is(syntax.KConditionalExpression) {
			continue
		}
		for d := range up.Descendants() {
			if d != n && d.Is(syntax.KIdentifier) && d.Text() == symbol.Name {
				return true
			}
		}
	}
	return false
}

// testedNames are the names in the conditions of the if and elif that n stands
// under.
func testedNames(n syntax.Node) map[string]bool {
	names := map[string]bool{}
	for up := n.Parent(); !up.IsNil() && !up.Is(syntax.KFunctionDefinition, syntax.KLambda, syntax.KClassDefinition); up = up.Parent() {
		if !up.Is(syntax.KIfStatement, syntax.KElifClause) {
			continue
		}
		for d := range up.Child(syntax.FCondition).Descendants() {
			if d.Is(syntax.KIdentifier) {
				names[d.Text()] = true
			}
		}
	}
	return names
}

// insideTest tells whether a condition around n, but not around outer, speaks of
// the name.
func insideTest(n, outer syntax.Node, name string) bool {
	for up := n.Parent(); !up.IsNil() && !(up.Start() <= outer.Start() && outer.End() <= up.End()); up = up.Parent() {
		if !up.Is(syntax.KIfStatement, syntax.KElifClause) {
			continue
		}
		for d := range up.Child(syntax.FCondition).Descendants() {
			if d.Is(syntax.KIdentifier) && d.Text() == name {
				return true
			}
		}
	}
	return false
}
