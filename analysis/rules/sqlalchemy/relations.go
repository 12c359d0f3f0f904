package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// classByName is the mapped class that the classes of the declarative base of
// owner call name; "" if there is none or several.
func classByName(m *semantic.Module, owner, name string) string {
	found := ""
	if list := m.Bindings(name); len(list) == 1 && list[0].Kind == semantic.ClassDef {
		if c := m.Class(list[0].Stmt()); c != nil && isMapped(m, c.Qualified) {
			found = c.Qualified
		}
	}
	for _, c := range foreignClasses(m, rootOfMixin(m, owner)) {
		if c.Name == name && c.Qualified != found && isMapped(m, c.Qualified) {
			if found != "" {
				return ""
			}
			found = c.Qualified
		}
	}
	return found
}

// relationTarget is the mapped class at the other end of a relationship that
// the class a binds, and its name as it is written; "" where it is not known.
func relationTarget(m *semantic.Module, a *semantic.Ancestor, x *modelAttribute) (class, name string) {
	resolve, owner := here(m), a.Name
	if a.Info != nil {
		resolve, owner = elsewhere(m, a.Info.Module), a.Info.Qualified
	}
	var n syntax.Node
	for _, arg := range x.Arguments {
		if arg.Name == "" || arg.Name == "argument" {
			n = parsed(arg.Text)
			if n.IsNil() {
				return "", ""
			}
			break
		}
		if arg.Name == "*" {
			return "", ""
		}
	}
	if n.IsNil() {
		n = annotatedTarget(parsed(x.Annotation), 0)
	}
	if n.Is(syntax.KLambda) {
		n = semantic.Unparenthesized(n.Child(syntax.FBody))
	}
	text := n.Text()
	if s, ok := plainLiteral(n); ok {
		text = s
	}
	if name = lastName(text); text == "" || strings.ContainsAny(text, "()[] ,\n") {
		return "", ""
	}
	q := ""
	switch n = parsed(text); {
	case a.Info != nil:
		q = resolve(n)
	case n.Is(syntax.KIdentifier, syntax.KAttribute):
		q = m.ResolveIn(m.ModuleScope(), text)
	}
	if q != "" && isMapped(m, q) {
		return q, name
	}
	return classByName(m, owner, name), name
}

// annotatedTarget is the class in Mapped["User"], Mapped[list["Item"]],
// Mapped[Optional["User"]] and the like.
func annotatedTarget(n syntax.Node, depth int) syntax.Node {
	n = annotationOf(n)
	if depth > 8 {
		return syntax.Node{}
	}
	if s, ok := plainLiteral(n); ok {
		if inner := parsed(s); !inner.Is(syntax.KIdentifier, syntax.KAttribute) {
			return annotatedTarget(inner, depth+1)
		}
		return n
	}
	switch n.Kind() {
	case syntax.KIdentifier, syntax.KAttribute:
		return n
	case syntax.KBinaryOperator, syntax.KUnionType:
		parts := slices.DeleteFunc(slices.Collect(n.Named()), func(c syntax.Node) bool { return annotationOf(c).Is(syntax.KNone) || c.IsExtra() })
		if len(parts) == 1 {
			return annotatedTarget(parts[0], depth+1)
		}
		return syntax.Node{}
	}
	if _, args := semantic.Subscript(n); len(args) == 1 {
		return annotatedTarget(args[0], depth+1)
	}
	return syntax.Node{}
}

// inherited is what the classes of a chain bind to a name, and the class that
// does; nil if none does. certain is false if it is bound several times.
func inherited(m *semantic.Module, chain []*semantic.Ancestor, name string) (x *modelAttribute, by *semantic.Ancestor, certain bool) {
	for _, a := range chain {
		if a.Has(name) {
			x = modelAttributeOf(m, a, name)
			return x, a, x != nil
		}
	}
	return nil, nil, true
}
