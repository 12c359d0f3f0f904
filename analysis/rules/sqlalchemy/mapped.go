package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// baseClasses and baseFactories are where mapped classes derive from.
var (
	baseClasses   = []string{"sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.DeclarativeBaseNoMeta"}
	baseFactories = []string{"sqlalchemy.orm.declarative_base", "sqlalchemy.ext.declarative.declarative_base"}
)

// isDeclarative tells whether the class q derives from a declarative base,
// across files.
func isDeclarative(m *semantic.Module, q string) bool {
	return slices.ContainsFunc(m.AncestorsOf(q), func(a *semantic.Ancestor) bool { return isBase(m, a.Name) })
}

// isBase tells whether q is DeclarativeBase, or a module-level name for what
// declarative_base() makes.
func isBase(m *semantic.Module, q string) bool {
	if slices.Contains(baseClasses, q) {
		return true
	}
	dot := strings.LastIndexByte(q, '.')
	if dot < 0 {
		return false
	}
	module, name := q[:dot], q[dot+1:]
	if list := m.Bindings(name); module == m.Name() && len(list) == 1 && list[0].Kind == semantic.Assignment {
		call := list[0].Stmt().Child(syntax.FRight)
		return call.Is(syntax.KCall) && m.Is(call.Child(syntax.FFunction), baseFactories...)
	}
	if s := m.ProjectModule(module); s != nil {
		if e := s.Exports[name]; e != nil && e.Value != nil {
			return slices.Contains(baseFactories, m.Qualify(e.Value.Callee))
		}
	}
	return false
}

// isMappedOrMixin tells whether the class is declarative, or a mixin of a class
// that is.
func isMappedOrMixin(m *semantic.Module, c *semantic.Class) bool {
	if isDeclarative(m, c.Qualified) {
		return true
	}
	for n := range m.File().Root().Named() {
		if n.Is(syntax.KDecoratedDefinition) {
			n = n.Child(syntax.FDefinition)
		}
		if !n.Is(syntax.KClassDefinition) {
			continue
		}
		if sub := m.Class(n); sub != nil && sub.IsSubclass(c.Qualified) == semantic.Yes && isDeclarative(m, sub.Qualified) {
			return true
		}
	}
	return slices.ContainsFunc(m.Subclasses(c.Qualified), func(sub *semantic.ClassInfo) bool { return isDeclarative(m, sub.Qualified) })
}
