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
		Code:     "PYD064",
		Name:     "assignment-before-super-init",
		Severity: rule.Error,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    assignedBeforeInit,
	})
}

func assignedBeforeInit(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Child(syntax.FName).Text() != "__init__" {
		return
	}
	c := m.EnclosingClass(n)
	if kind := classify(c); kind == otherClass || kind == sqlModel || kind == dataclass || m.Generated() {
		return
	}
	fn := m.Func(n)
	if fn == nil || len(fn.Params) == 0 || len(fn.Decorators) > 0 {
		return
	}
	self := fn.Params[0].Name
	if symbol := m.Lookup(fn.Params[0].NameNode); symbol == nil || len(symbol.Bindings) != 1 {
		return
	}
	x := initBody{m: m, class: c, self: self}
	// Statements in the order in which they run, to the first that does something else.
	var before, assigned []syntax.Node
	for stmt := range fn.Body.Named() {
		switch {
		case stmt.IsExtra() || stmt.Start() == semantic.Docstring(n).Start():
			continue
		case x.initializes(stmt):
			if len(assigned) == 0 {
				return
			}
			plain := stmt.Is(syntax.KExpressionStatement) && x.isInit(stmt.FirstChild())
			movable := plain && len(before) == len(assigned) && x.movable(assigned, stmt)
			for _, a := range assigned {
				x.report(p, a, fmt.Sprintf("`%s` is set before `super().__init__()`: AttributeError on every instance", a.FirstChild().Child(syntax.FLeft).Text()), func() []rule.Fix {
					if !movable {
						return nil
					}
					return moveBehind(p, assigned, stmt)
				})
			}
			return
		case x.mayInitialize(stmt):
			return
		}
		before = append(before, stmt)
		if x.assigns(stmt) {
			assigned = append(assigned, stmt)
		}
		if stmt.Is(syntax.KReturnStatement, syntax.KRaiseStatement) {
			return
		}
		if stmt.Is(syntax.KIfStatement, syntax.KForStatement, syntax.KWhileStatement, syntax.KTryStatement, syntax.KWithStatement, syntax.KMatchStatement) {
			before = append(before, stmt) // is not moved
		}
	}
	if len(assigned) > 0 {
		x.report(p, assigned[0], "`__init__` of a model never calls `super().__init__()`", nil)
	}
}

// initBody looks at the body of __init__ of a model.
type initBody struct {
	m     *semantic.Module
	class *semantic.Class
	self  string
}

func (x *initBody) report(p *rule.Pass, stmt syntax.Node, message string, fixes func() []rule.Fix) {
	p.ReportNode(stmt.FirstChild().Child(syntax.FLeft), message, fixes)
}

// isSelf tells whether n is self.
func (x *initBody) isSelf(n syntax.Node) bool { return n.Is(syntax.KIdentifier) && n.Text() == x.self }

// assigns tells whether a statement is self.NAME = value, with no setter of
// that name known.
func (x *initBody) assigns(stmt syntax.Node) bool {
	a := stmt.FirstChild()
	left := a.Child(syntax.FLeft)
	if !stmt.Is(syntax.KExpressionStatement) || !a.Is(syntax.KAssignment) || !left.Is(syntax.KAttribute) || !x.isSelf(left.Child(syntax.FObject)) ||
		a.Child(syntax.FRight).IsNil() {
		return false
	}
	name := left.Child(syntax.FAttribute).Text()
	if name == "__dict__" || len(name) > 4 && name[:2] == "__" && name[len(name)-2:] == "__" {
		return false
	}
	if found, certain := memberAnywhere(x.class, "__setattr__"); found != nil || !certain {
		return false
	}
	found, _ := memberAnywhere(x.class, name)
	return found == nil || found.Kind == semantic.Annotation || found.Kind == semantic.Assignment && found.field
}

// isInit tells whether n is a call that makes the model: super().__init__(...),
// Base.__init__(self, ...), self.__pydantic_validator__.validate_python(...).
func (x *initBody) isInit(n syntax.Node) bool {
	callee := n.Child(syntax.FFunction)
	if !n.Is(syntax.KCall) || !callee.Is(syntax.KAttribute) {
		return false
	}
	object := callee.Child(syntax.FObject)
	switch callee.Child(syntax.FAttribute).Text() {
	case "__init__":
		return !x.isSelf(object)
	case "validate_python", "validate_json":
		return object.Is(syntax.KAttribute)
	}
	return false
}

// initializes tells whether a statement has a call that makes the model, or
// may, anywhere.
func (x *initBody) initializes(stmt syntax.Node) bool {
	for n := range stmt.Descendants() {
		if x.isInit(n) {
			return true
		}
	}
	return false
}

// mayInitialize tells whether a statement hands self out: calls a method of it,
// passes it on, or sets its parts in other ways.
func (x *initBody) mayInitialize(stmt syntax.Node) bool {
	for n := range stmt.Descendants() {
		switch {
		case n.Is(syntax.KIdentifier) && n.Text() == "super":
			return true
		case !x.isSelf(n) || n.Field() == syntax.FAttribute:
			continue
		}
		up := n.Parent()
		if !up.Is(syntax.KAttribute) || up.Child(syntax.FObject) != n {
			// object.__setattr__(self, ...) sets nothing up.
			if call := up.Parent(); up.Is(syntax.KArgumentList) && x.m.Is(call.Child(syntax.FFunction).Child(syntax.FObject), "builtins.object") {
				continue
			}
			return true
		}
		name := up.Child(syntax.FAttribute).Text()
		if name == "__class__" || up.Field() == syntax.FFunction {
			return true
		}
	}
	return false
}

// movable tells whether assignments may stand behind the call: none reads self,
// and the call does not either.
func (x *initBody) movable(assigned []syntax.Node, call syntax.Node) bool {
	for n := range call.Descendants() {
		if x.isSelf(n) {
			return false
		}
	}
	return !slices.ContainsFunc(assigned, func(stmt syntax.Node) bool {
		for n := range stmt.FirstChild().Child(syntax.FRight).Descendants() {
			if x.isSelf(n) || n.Is(syntax.KAwait, syntax.KNamedExpression) {
				return true
			}
		}
		return false
	})
}

// moveBehind moves statements, each on lines of its own, behind another one.
func moveBehind(p *rule.Pass, stmts []syntax.Node, call syntax.Node) []rule.Fix {
	b := p.Builder()
	text := p.File.Text
	end := text.LineEnd(text.LineOf(call.End()))
	for _, s := range stmts {
		from, to := text.LineStart(text.LineOf(s.Start())), text.LineEnd(text.LineOf(s.End()))
		if s.Start()-from != len(b.Indent(s)) || !s.NextSibling().IsNil() && s.NextSibling().Start() < to && !s.NextSibling().IsComment() {
			return nil // several statements on a line
		}
		b.Insert(end, b.Newline()+string(text.Bytes()[from:to]))
		b.DropRange(from, text.LineStart(text.LineOf(s.End())+1))
	}
	return fixed(b, rule.Fix{Title: "Move after `super().__init__()`"})
}
