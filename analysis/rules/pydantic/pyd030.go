package pydantic

import (
	"fmt"
	"slices"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD030",
		Name:     "info-data-may-be-missing",
		Severity: rule.Warning,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    missingData,
	})
}

func missingData(p *rule.Pass, n syntax.Node) {
	m := p.Module
	c := readCallback(m, n)
	if c == nil || c.method != nil && c.kind != "field_validator" || m.Generated() {
		return
	}
	all := c.infoData(m)
	if len(all) == 0 || len(all) > manyAccesses {
		return
	}
	told := map[string]bool{} // the first access raises before a later one can
	for _, data := range all {
		a, ok := readAccess(data)
		if !ok || !a.load || told[a.field] || enclosingFunction(a.node) != n || !c.mayLack(m, a.field) || c.protected(m, a, all) {
			continue
		}
		told[a.field] = true
		p.ReportNode(a.node, fmt.Sprintf("`%s[\"%s\"]` raises KeyError when `%s` is invalid: the caller gets a KeyError instead of a ValidationError",
			data.Text(), a.field, a.field), func() []rule.Fix { return append(c.toModelValidator(p), guardAccess(p, a)...) })
	}
}

// mayLack tells whether a field is one that is validated before those of the
// validator, and may turn out to be invalid.
func (c *callback) mayLack(m *semantic.Module, name string) bool {
	if c.method == nil {
		return true
	}
	names, certain := c.fields()
	if !certain {
		return false
	}
	class := c.method.class
	order, known := orderOf(m, class, append(names, name)...)
	f := order.field(name)
	if f == nil {
		return !known
	}
	if _, early := order.readsTooEarly(names, name); known && early {
		return false
	}
	if f.required(m) != semantic.No || !takesAnything(m, f) {
		return true
	}
	for _, v := range validatorsOf(m, class) {
		if v.any || slices.Contains(v.fields, name) {
			return true
		}
	}
	return false
}

// takesAnything tells whether no value is invalid for a field.
func takesAnything(m *semantic.Module, f *modelField) bool {
	if f.decl != nil {
		return m.Is(f.decl.typ, "typing.Any", "builtins.object")
	}
	text := f.annotation()
	return text == "Any" || text == "object" || text == "typing.Any"
}

// guardAccess puts a test for the field in front of the condition of an if
// statement in which it is asked for.
func guardAccess(p *rule.Pass, a dataAccess) []rule.Fix {
	for up := a.node.Parent(); !up.IsNil(); up = up.Parent() {
		if up.Is(syntax.KBlock, syntax.KLambda, syntax.KFunctionDefinition) {
			return nil
		}
		condition := up.Child(syntax.FCondition)
		if !up.Is(syntax.KIfStatement, syntax.KElifClause) || !inside(a.node, condition) {
			continue
		}
		b := p.Builder()
		test := b.Source(a.key) + " in " + b.Source(a.data)
		if condition.Is(syntax.KLambda, syntax.KConditionalExpression, syntax.KNamedExpression) ||
			condition.Is(syntax.KBooleanOperator) && condition.Child(syntax.FOperator).Text() == "or" {
			b.Insert(condition.Start(), test+" and (")
			b.Insert(condition.End(), ")")
		} else {
			b.Insert(condition.Start(), test+" and ")
		}
		return fixed(b, rule.Fix{Title: "Guard with `" + test + "`", Safety: rule.Unsafe, Reason: "what an invalid input gives changes"})
	}
	return nil
}
