package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// annotatedColumn is an attribute NAME: Mapped[T] = mapped_column(...) of a
// mapped class or a mixin of one.
type annotatedColumn struct {
	class *semantic.Class
	name  syntax.Node
	typ   syntax.Node // the annotation
	inner syntax.Node // T
	bare  syntax.Node // T without None
	none  bool        // T has None
	// certain tells that it is known whether T has None.
	certain bool
	facts   columnFacts
}

// annotatedColumnOf reads an assignment.
func annotatedColumnOf(m *semantic.Module, n syntax.Node) (a annotatedColumn, ok bool) {
	a.name, a.typ = n.Child(syntax.FLeft), n.Child(syntax.FType)
	if a.typ.IsNil() || !a.name.Is(syntax.KIdentifier) || !n.Child(syntax.FRight).Is(syntax.KCall) {
		return a, false
	}
	a.class = m.EnclosingClass(n)
	base, args := semantic.Subscript(annotationOf(a.typ))
	if a.class == nil || len(args) != 1 || !m.Is(base, "sqlalchemy.orm.Mapped") {
		return a, false
	}
	if a.facts, ok = columnOf(a.class.Qualified, n.Child(syntax.FRight), here(m)); !ok || !isMappedOrMixin(m, a.class) {
		return a, false
	}
	a.inner = annotationOf(args[0])
	a.bare, a.none, a.certain = withoutNone(a.inner, here(m))
	// A class of the project is known to be no alias with None.
	if !a.certain && !a.none {
		if c := m.Named(m.Resolve(semantic.Unsubscripted(a.bare))); a.bare.Is(syntax.KIdentifier, syntax.KAttribute) && (c.Class != nil || c.Info != nil) {
			a.certain = true
		}
	}
	return a, true
}

// singleTable tells whether the class shares the table of a mapped class above
// it.
func singleTable(m *semantic.Module, class *semantic.Class) bool {
	if len(class.MemberList("__tablename__"))+len(class.MemberList("__table__")) > 0 {
		return false
	}
	root := declarativeRoot(m, class.Qualified)
	for _, a := range m.AncestorsOf(class.Qualified)[1:] {
		switch {
		case a.Name == root || slices.Contains(baseClasses, a.Name):
		case a.Class != nil:
			if list := a.Class.MemberList("__tablename__"); len(list) > 0 {
				return list[0].Func() == nil && isDeclarative(m, a.Name)
			}
		case a.Info != nil:
			if x := a.Info.Member("__tablename__"); x != nil {
				return x.Func == nil && isDeclarative(m, a.Name)
			}
		case a.Name == "":
			return true // it may be so
		}
	}
	return false
}

// generatedValue tells whether a column gets its value when the row is written.
func generatedValue(c columnFacts) bool {
	for _, k := range []string{"default", "server_default", "insert_default", "default_factory"} {
		if !edit.Keyword(c.call, k).IsNil() {
			return true
		}
	}
	for _, a := range positional(c.call) {
		if f := c.resolve(a.Child(syntax.FFunction)); a.Is(syntax.KCall) && (f == "sqlalchemy.FetchedValue" || f == "sqlalchemy.Identity" || f == "sqlalchemy.Computed" || f == "sqlalchemy.Sequence") {
			return true
		}
	}
	return false
}

// unmappedAllowed tells whether a class above allows annotations without
// Mapped, or may do so.
func unmappedAllowed(m *semantic.Module, q string) bool {
	for _, a := range m.AncestorsOf(q) {
		switch {
		case a.Has("__allow_unmapped__"):
			return true
		case a.Class != nil || a.Info != nil:
		case isBase(m, a.Name):
			if baseHas(m, a.Name, "cls") {
				return true
			}
		case !a.Known && !strings.HasPrefix(a.Name, "sqlalchemy.") && !strings.HasPrefix(a.Name, "typing."):
			return true
		}
	}
	return false
}

// baseHas tells whether the declarative base q is made by declarative_base() with
// one of the arguments.
func baseHas(m *semantic.Module, q string, arguments ...string) bool {
	dot := strings.LastIndexByte(q, '.')
	if dot < 0 {
		return false
	}
	module, name := q[:dot], q[dot+1:]
	if list := m.Bindings(name); module == m.Name() && len(list) == 1 {
		call := list[0].Stmt().Child(syntax.FRight)
		return len(keywordsOf(call, arguments...)) > 0 || !edit.Arguments(call).ChildOf(syntax.KDictionarySplat).IsNil()
	}
	if s := m.ProjectModule(module); s != nil {
		if e := s.Exports[name]; e != nil && e.Value != nil {
			return slices.ContainsFunc(e.Value.Keywords, func(k string) bool { return k == "**" || slices.Contains(arguments, k) })
		}
	}
	return false
}
