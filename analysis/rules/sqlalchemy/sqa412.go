package sqlalchemy

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:        "SQA412",
		Name:        "get-by-primary-key",
		Severity:    rule.Hint,
		Off:         true,
		Refactoring: true,
		Uses:        packages,
		Gates:       since("1.4"),
		Kinds:       []syntax.Kind{syntax.KCall},
		Check:       getByPrimaryKey,
	})
}

func getByPrimaryKey(p *rule.Pass, n syntax.Node) {
	m := p.Module
	object, method := receiver(n)
	if method != "execute" && method != "scalars" && method != "scalar" {
		return
	}
	result := n
	if n.Parent().Is(syntax.KAwait) {
		result = n.Parent()
	}
	e, ok := executionOf(m, result)
	if !ok || !e.session() || len(edit.Elements(edit.Arguments(n))) != 1 {
		return
	}
	s, ok := selectOf(m, e.statement())
	if !ok || len(s.names) > 0 || len(s.links) != 1 {
		return
	}
	class, entity := s.entity(m)
	if class == "" || !entity.Is(syntax.KIdentifier, syntax.KAttribute) || m.Resolve(entity) != class {
		return
	}
	key := primaryKey(m, class)
	value := keyValue(m, s.links[0], entity.Text(), key)
	if key == "" || value.IsNil() || polymorphic(m, class) || p.Ask(filtersGlobally) {
		return
	}
	whole, get, assignment := consumedAs(m, e, result)
	if whole.IsNil() || get == "get_one" && !has(p, "2.0.22") {
		return
	}
	if _, t := classify(m, object); overrides(m, t.Name, "get") || overrides(m, t.Name, method) {
		return
	}
	call := object.Text() + "." + get + "(" + entity.Text() + ", " + value.Text() + ")"
	if e.on != syncSession {
		call = "await " + call
	}
	p.ReportNode(n, "Looking up by primary key: "+call, func() []rule.Fix {
		b := p.Builder()
		text := call
		if e.on != syncSession && binds(whole) {
			text = "(" + text + ")"
		}
		b.Replace(whole, text)
		if !assignment.IsNil() {
			b.DeleteStatement(assignment)
		}
		return fixOf(b, rule.Fix{
			Title: "Use session." + get + "()", Safety: rule.Unsafe, Reason: "an object that the session has is given without asking the database",
		})
	})
}

// filtersGlobally tells whether the project adds conditions to all statements.
func filtersGlobally(v *project.View) bool {
	return v.AnyUses("sqlalchemy.orm.with_loader_criteria") ||
		v.Any(func(s *semantic.Summary) bool {
			return s.Strings["do_orm_execute"] || s.Attributes["with_loader_criteria"] || slices.Contains(s.Imports, "sqlalchemy.orm.with_loader_criteria")
		})
}

// polymorphic tells whether the class may be one of several that share a table.
func polymorphic(m *semantic.Module, class string) bool {
	return slices.ContainsFunc(m.AncestorsOf(class), func(a *semantic.Ancestor) bool { return a.Has("__mapper_args__") })
}

// keyValue is what the primary key is compared with in where(User.id == value)
// or filter_by(id=value), or none.
func keyValue(m *semantic.Module, l link, entity, key string) syntax.Node {
	args := edit.Elements(edit.Arguments(l.call))
	if len(args) != 1 {
		return syntax.Node{}
	}
	var value syntax.Node
	switch {
	case l.method == "filter_by" && args[0].Is(syntax.KKeywordArgument) && args[0].Child(syntax.FName).Text() == key:
		value = args[0].Child(syntax.FValue)
	case l.method == "where" || l.method == "filter":
		condition := semantic.Unparenthesized(args[0])
		list, operators := operands(condition)
		if !condition.Is(syntax.KComparisonOperator) || len(list) != 2 || operators[0] != "==" {
			return syntax.Node{}
		}
		switch column := entity + "." + key; column {
		case list[0].Text():
			value = list[1]
		case list[1].Text():
			value = list[0]
		}
	}
	if value.IsNil() || value.Is(syntax.KNone) {
		return syntax.Node{}
	}
	for d := range value.Descendants() {
		// A value of the database is no key.
		if d.Is(syntax.KAttribute) && isAttribute(m, d) || d.Is(syntax.KCall) && isFunc(m, d.Child(syntax.FFunction)) {
			return syntax.Node{}
		}
		if d.Is(syntax.KCall) && m.Is(d.Child(syntax.FFunction), selects...) {
			return syntax.Node{}
		}
	}
	return value
}

// gettingOne are the methods of a result that give one object, and the method
// of the session that does the same.
var gettingOne = map[string]map[string]string{
	"execute": {"scalar_one_or_none": "get", "scalar_one": "get_one"},
	"scalars": {"one_or_none": "get", "first": "get", "one": "get_one"},
}

// consumedAs is the expression that gives the object of an execution, and the
// method that gives it by its key. assignment is the statement in front of it
// that gives the result a name, if there is one.
func consumedAs(m *semantic.Module, e execution, result syntax.Node) (whole syntax.Node, get string, assignment syntax.Node) {
	if e.method == "scalar" {
		return result, "get", assignment
	}
	n, up := outOfParentheses(result)
	if up.Is(syntax.KAssignment) && n.Field() == syntax.FRight && up.Child(syntax.FType).IsNil() {
		symbol, b := symbolAt(m, up.Child(syntax.FLeft))
		if b == nil || symbol.Only() != b || symbol.Scope.Function() != m.ScopeOf(n).Function() || symbol.Scope.Function().IsNil() {
			return syntax.Node{}, "", assignment
		}
		uses := m.Uses(symbol)
		if len(uses) != 1 {
			return syntax.Node{}, "", assignment
		}
		assignment = edit.Statement(up)
		// Nothing may stand between the two.
		next := assignment.NextSibling()
		if next.IsNil() || edit.Statement(uses[0]) != next {
			return syntax.Node{}, "", assignment
		}
		n = uses[0]
	}
	of := e.method
	for {
		attribute := n.Parent()
		call := attribute.Parent()
		if !attribute.Is(syntax.KAttribute) || n.Field() != syntax.FObject || !call.Is(syntax.KCall) || len(edit.Elements(edit.Arguments(call))) > 0 {
			return syntax.Node{}, "", assignment
		}
		method := attribute.Child(syntax.FAttribute).Text()
		if method == "scalars" && of == "execute" {
			of, n = "scalars", call
			continue
		}
		if get = gettingOne[of][method]; get == "" {
			return syntax.Node{}, "", assignment
		}
		return call, get, assignment
	}
}
