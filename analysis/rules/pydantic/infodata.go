package pydantic

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// What a validator reads of the fields that were validated before its own.

// manyAccesses is the number of accesses in one function that nobody writes by
// hand: each is compared with the others.
const manyAccesses = 200

// dataAccess is one place where a validator asks for the value of another field.
type dataAccess struct {
	node  syntax.Node // info.data["g"], info.data.get("g"), "g" in info.data
	data  syntax.Node // the info.data in it
	key   syntax.Node // the string
	field string
	load  bool // info.data["g"]: raises KeyError if it is not there
	asks  bool // "g" in info.data, "g" not in info.data
}

// infoData are the expressions for the values of the other fields in the body of
// a validator: info.data, or values under @validator.
func (c *callback) infoData(m *semantic.Module) []syntax.Node {
	if c.kind == "validator" {
		for _, p := range c.rest {
			if p.Name == "values" {
				return c.uses(m, p)
			}
		}
		return nil
	}
	var out []syntax.Node
	for _, use := range c.uses(m, c.info()) {
		if up := use.Parent(); use.Field() == syntax.FObject && up.Child(syntax.FAttribute).Text() == "data" {
			out = append(out, up)
		}
	}
	return out
}

// readAccess reads what is done with an expression of infoData; ok is false if
// it is anything but asking for one field with a literal name.
func readAccess(data syntax.Node) (a dataAccess, ok bool) {
	up := data.Parent()
	a.data = data
	switch {
	case up.Is(syntax.KSubscript) && data.Field() == syntax.FValue:
		a.node, a.key, a.load = up, up.Child(syntax.FSubscript), loaded(up)
	case up.Is(syntax.KAttribute) && up.Child(syntax.FAttribute).Text() == "get" && up.Field() == syntax.FFunction:
		a.node = up.Parent()
		if args := edit.Elements(edit.Arguments(a.node)); len(args) > 0 {
			a.key = args[0]
		}
	case up.Is(syntax.KComparisonOperator):
		left, operator, right := comparison(up)
		if right == data && (operator == "in" || operator == "not in") {
			a.node, a.key, a.asks = up, left, true
		}
	}
	if a.key.IsNil() {
		return a, false
	}
	a.field, ok = plainString(semantic.Unparenthesized(a.key))
	return a, ok
}

// comparison takes a comparison of two operands apart.
func comparison(n syntax.Node) (left syntax.Node, operator string, right syntax.Node) {
	var operands []syntax.Node
	for c := range n.Named() {
		if !c.IsExtra() && c.Field() != syntax.FOperators {
			operands = append(operands, c)
		}
	}
	if len(operands) != 2 {
		return
	}
	between := string(n.File().Text.Slice(operands[0].End(), operands[1].Start()))
	return operands[0], strings.Join(strings.Fields(between), " "), operands[1]
}

// loaded tells whether an expression is read, not assigned to or deleted.
func loaded(n syntax.Node) bool {
	up := n.Parent()
	return !stored(n) && !(up.Is(syntax.KExpressionList) && up.Parent().Is(syntax.KDeleteStatement))
}

// protected tells whether an access is one that is only reached with the value
// there, or perhaps only then.
func (c *callback) protected(m *semantic.Module, a dataAccess, all []syntax.Node) bool {
	if caught(m, a.node, c.Node, "builtins.KeyError", "builtins.LookupError", "builtins.Exception", "builtins.BaseException") {
		return true
	}
	for _, data := range all {
		// A later test counts where it is run first: x[k] if k in x else y.
		if data.Start() >= a.node.Start() && !inSameChoice(data, a.node) {
			continue
		}
		if other, ok := readAccess(data); ok && (other.field != a.field || other.load) {
			continue
		}
		if !passesBy(c, data, a.node) {
			return true
		}
	}
	return false
}

// inSameChoice tells whether two nodes stand in one conditional expression or
// comprehension.
func inSameChoice(a, b syntax.Node) bool {
	for up := a.Parent(); !up.IsNil() && !up.Is(syntax.KBlock); up = up.Parent() {
		if up.Is(syntax.KConditionalExpression, syntax.KListComprehension, syntax.KSetComprehension, syntax.KDictionaryComprehension, syntax.KGeneratorExpression) && inside(b, up) {
			return true
		}
	}
	return false
}

// passesBy tells whether a test of the data has no say in whether n is reached:
// it stands in the condition of an earlier if statement, all branches of which
// go on.
func passesBy(c *callback, test, n syntax.Node) bool {
	for up := test.Parent(); up.Start() > c.Node.Start(); up = up.Parent() {
		if !up.Is(syntax.KIfStatement) {
			continue
		}
		if inside(n, up) {
			return false
		}
		for d := range up.Descendants() {
			if d.Is(syntax.KReturnStatement, syntax.KRaiseStatement, syntax.KBreakStatement, syntax.KContinueStatement) {
				return false
			}
			// What is called may raise, and what is assigned may be tested.
			if d.Is(syntax.KCall, syntax.KAssignment) && !inside(d, up.Child(syntax.FCondition)) {
				return false
			}
		}
		return true
	}
	return false
}

// caught tells whether an exception that is raised at n is, or may be, caught
// in the function around it: by a handler for one of the names, or for something
// that is not known.
func caught(m *semantic.Module, n, fn syntax.Node, names ...string) bool {
	for up := n.Parent(); !up.IsNil() && up != fn; n, up = up, up.Parent() {
		switch {
		case up.Is(syntax.KTryStatement) && n.Field() == syntax.FBody:
			for c := range up.Named() {
				if c.Is(syntax.KExceptClause, syntax.KExceptGroupClause) && catches(m, c, names) {
					return true
				}
			}
		case up.Is(syntax.KWithStatement) && n.Field() == syntax.FBody:
			for d := range up.ChildOf(syntax.KWithClause).Descendants() {
				if d.Is(syntax.KCall) && m.Is(d.Child(syntax.FFunction), "contextlib.suppress") {
					return true
				}
			}
		}
	}
	return false
}

// catches tells whether an except clause may catch one of the exceptions.
func catches(m *semantic.Module, clause syntax.Node, names []string) bool {
	var types syntax.Node
	for c := range clause.Named() {
		if c.Is(syntax.KBlock) {
			break
		}
		if !c.IsExtra() {
			types = c
			break
		}
	}
	if types.IsNil() {
		return true
	}
	if types.Is(syntax.KAsPattern) {
		types = types.FirstChild()
	}
	types = semantic.Unparenthesized(types)
	list := []syntax.Node{types}
	if types.Is(syntax.KTuple) {
		list = edit.Elements(types)
	}
	for _, t := range list {
		q := m.Resolve(t)
		if !strings.HasPrefix(q, "builtins.") || slices.Contains(names, q) {
			return true
		}
	}
	return false
}

// fieldPlace is where a field is declared first along the reversed method
// resolution order, and the declaration that counts.
type fieldPlace struct {
	modelField
	class, start int
}

// fieldOrder is the order in which some fields of a model are validated, by
// their names. It asks for no others, as a model may have many.
type fieldOrder map[string]*fieldPlace

// orderOf finds the fields of the given names; certain is false where they may
// be others, or more of them.
func orderOf(m *semantic.Module, c *semantic.Class, names ...string) (o fieldOrder, certain bool) {
	chain := append([]*semantic.Ancestor{{Name: c.Qualified, Class: c, Known: true}}, c.Ancestors()...)
	o, certain = fieldOrder{}, c.Closed()
	for i, a := range slices.Backward(chain) {
		for _, name := range names {
			f, start, is, declares := modelField{name: name, owner: a}, 0, false, false
			switch {
			case a.Class != nil:
				for _, x := range a.Class.MemberList(name) {
					d := declared(m, x)
					if d.kind != fieldDecl && d.kind != classVarDecl {
						continue
					}
					certain = certain && x.Guard == 0
					f.decl, start, is, declares = d, x.Node().Start(), d.kind == fieldDecl, true
				}
			case a.Info != nil:
				if x := a.Info.Member(name); x != nil {
					is, declares = infoField(x)
					f.info, start = x, x.Start
				}
			case a.Name == "pydantic.RootModel" && name == "root":
				is, declares = true, true
			}
			switch place := o[name]; {
			case !declares:
			case !is:
				delete(o, name)
			case place == nil:
				o[name] = &fieldPlace{f, len(chain) - i, start}
			default:
				place.modelField = f
			}
		}
	}
	return o, certain
}

// field is the field of the name, or nil.
func (o fieldOrder) field(name string) *modelField {
	if place := o[name]; place != nil {
		return &place.modelField
	}
	return nil
}

// before tells whether a field is validated before another one.
func (o fieldOrder) before(a, b string) bool {
	x, y := o[a], o[b]
	return x != nil && y != nil && (x.class < y.class || x.class == y.class && x.start < y.start)
}
