package pydantic

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/rules/internal/common"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// comparesFields tells whether a validator of one field only compares it with
// other fields, so that a validator of the whole model can do the same: it
// returns the value as it came, and asks for the other fields in ways that an
// attribute can take the place of. The field is "" if not.
func (c *callback) comparesFields(m *semantic.Module) (field string, accesses []dataAccess) {
	names, certain := c.fields()
	if c.kind != "field_validator" || c.mode != "after" || !certain || len(names) != 1 || c.Async || c.Generator ||
		c.bound == nil || c.bound.Name == "self" || c.value == nil || len(c.rest) != 1 || c.info() == nil ||
		len(c.Decorators) > 2 || len(c.Decorators) == 2 && c.Decorator("builtins.classmethod") == nil {
		return "", nil
	}
	class := c.method.class
	if kind := classify(class); kind != baseModel && kind != settings {
		return "", nil
	}
	// The class and the two parameters are bound once, and "self" means nothing yet.
	for _, p := range []*semantic.Param{c.bound, c.value, c.info()} {
		if symbol := m.Lookup(p.NameNode); symbol.Only() == nil {
			return "", nil
		}
	}
	if len(c.uses(m, c.bound)) > 0 || m.Mentions(m.BodyScope(c.Node), "self") {
		return "", nil
	}
	for d := range c.Body.Descendants() {
		if d.Is(syntax.KCall) && m.Is(d.Child(syntax.FFunction), "builtins.super", "builtins.locals", "builtins.vars") {
			return "", nil
		}
	}
	x := exitsOf(m, c)
	if x.falls || len(x.bare) > 0 || len(x.nones) > 0 {
		return "", nil
	}
	for n := range semantic.OwnBody(c.Node) {
		if n.Is(syntax.KReturnStatement) && !isReturnOf(n, c.value.Name) {
			return "", nil
		}
	}
	fields, _ := fieldsOf(m, class)
	if fieldNamed(fields, names[0]) == nil {
		return "", nil
	}
	all := c.infoData(m)
	if len(all) != len(c.uses(m, c.info())) {
		return "", nil
	}
	for _, data := range all {
		a, ok := readAccess(data)
		if !ok || a.field == names[0] || fieldNamed(fields, a.field) == nil {
			return "", nil
		}
		switch {
		case a.load:
		case a.node.Is(syntax.KCall):
			if len(edit.Elements(edit.Arguments(a.node))) != 1 {
				return "", nil
			}
		case a.asks:
			if _, operator, _ := comparison(a.node); operator != "in" || conjuncts(a.node) == nil {
				return "", nil
			}
		default:
			return "", nil
		}
		accesses = append(accesses, a)
	}
	if readByOthers(m, class, c.Node, names[0]) {
		return "", nil
	}
	return names[0], accesses
}

func isReturnOf(n syntax.Node, name string) bool {
	for e := range n.Named() {
		if e = semantic.Unparenthesized(e); !e.IsExtra() {
			return e.Is(syntax.KIdentifier) && e.Text() == name
		}
	}
	return false
}

// readByOthers tells whether another validator of the class asks for the field,
// which it then could get before it is checked.
func readByOthers(m *semantic.Module, class *semantic.Class, fn syntax.Node, field string) bool {
	for _, x := range class.Members() {
		other := x.Func()
		if other == nil || other.Node == fn {
			continue
		}
		if c := readCallback(m, other.Node); c != nil {
			for _, data := range c.infoData(m) {
				if a, ok := readAccess(data); !ok || a.field == field {
					return true
				}
			}
		}
	}
	return false
}

// conjuncts are the operands of the "and" that is the whole condition of an if
// statement, where n is one of them; nil otherwise.
func conjuncts(n syntax.Node) []syntax.Node {
	top := n
	for up := top.Parent(); isAnd(up); up = up.Parent() {
		top = up
	}
	if top == n {
		return nil
	}
	up := top
	for up.Parent().Is(syntax.KParenthesizedExpression) {
		up = up.Parent()
	}
	if !up.Parent().Is(syntax.KIfStatement, syntax.KElifClause) || up.Field() != syntax.FCondition {
		return nil
	}
	var out []syntax.Node
	for left := top; ; left = left.Child(syntax.FLeft) {
		if !isAnd(left) {
			out = append(out, left)
			break
		}
		if right := left.Child(syntax.FRight); isAnd(right) {
			return nil
		}
		out = append(out, left.Child(syntax.FRight))
	}
	slices.Reverse(out)
	return out
}

func isAnd(n syntax.Node) bool {
	return n.Is(syntax.KBooleanOperator) && n.Child(syntax.FOperator).Text() == "and"
}

// toModelValidator makes a validator of the whole model of one that only compares
// its field with others; there is no fix where it does more.
func (c *callback) toModelValidator(p *rule.Pass) []rule.Fix {
	m := p.Module
	field, accesses := c.comparesFields(m)
	if field == "" || len(accesses) == 0 {
		return nil
	}
	decorator, parameters := c.method.decorator, c.Node.Child(syntax.FParameters)
	if commented(p, decorator.Node) || commented(p, parameters) || definedAgain(m, c.method.class, c.Name) ||
		(&conversion{p: p, class: c.method.class, fn: c.Func}).otherUses() != "" {
		return nil
	}
	b := p.Builder()
	b.Replace(decorator.Expr, b.NameLike(decorator.Call.Child(syntax.FFunction), "pydantic", "model_validator")+"(mode="+b.Str("after")+")")
	if d := c.Decorator("builtins.classmethod"); d != nil {
		b.RemoveDecorator(d.Node)
	}
	b.Replace(parameters, "(self)")
	b.SetReturn(c.Node, common.TypingName(p, b, c.Node, "Self", "3.11"))
	var dropped []syntax.Node
	for _, a := range accesses {
		if commented(p, a.node) || spelledOut(a.node) {
			return nil
		}
		if a.asks {
			dropped = append(dropped, a.node)
		} else {
			b.Replace(a.node, "self."+a.field)
		}
	}
	if !dropConjuncts(b, dropped) {
		return nil
	}
	for _, use := range c.uses(m, c.value) {
		up := use.Parent()
		switch {
		case spelledOut(use), up.Is(syntax.KNonlocalStatement):
			return nil
		case isReturnOf(use.Ancestor(syntax.KReturnStatement, syntax.KFunctionDefinition), c.value.Name) && enclosingFunction(use) == c.Node:
			b.Replace(use, "self")
		default:
			b.Replace(use, "self."+field)
		}
	}
	return fixed(b, rule.Fix{
		Title: "Convert to `@model_validator(mode=\"after\")`", Safety: rule.Unsafe,
		Reason: "the error is one of the model then, and waits for all fields to be valid",
	})
}

// spelledOut tells whether the source of an expression is part of a string:
// f"{n = }".
func spelledOut(n syntax.Node) bool {
	for up := n.Parent(); !up.IsNil() && !up.Is(syntax.KBlock); up = up.Parent() {
		if up.Is(syntax.KInterpolation) && !up.ChildOf(syntax.KTokEq).IsNil() {
			return true
		}
	}
	return false
}

// definedAgain tells whether another class in the chain of c, above it or below,
// defines the method, too. Pydantic calls the last definition as what each of
// them says it is.
func definedAgain(m *semantic.Module, c *semantic.Class, name string) bool {
	defines := func(a *semantic.Ancestor) bool {
		return a.Has(name)
	}
	return slices.ContainsFunc(c.Ancestors(), defines) || overridden(m, c.Qualified, name)
}

// dropConjuncts takes operands out of their "and"; it cannot take all of one.
func dropConjuncts(b *edit.Builder, dropped []syntax.Node) bool {
	for len(dropped) > 0 {
		operands := conjuncts(dropped[0])
		kept := -1
		for i, o := range operands {
			if !slices.Contains(dropped, o) {
				kept = i
			}
		}
		if kept < 0 {
			return false
		}
		for i := 0; i < kept; i++ {
			if slices.Contains(dropped, operands[i]) {
				b.DeleteRange(operands[i].Start(), operands[i+1].Start())
			}
		}
		if last := operands[len(operands)-1]; kept < len(operands)-1 {
			b.DeleteRange(operands[kept].End(), last.End())
		}
		dropped = slices.DeleteFunc(dropped, func(n syntax.Node) bool { return slices.Contains(operands, n) })
	}
	return true
}
