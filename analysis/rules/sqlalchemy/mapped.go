package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rules/internal/common"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// baseClasses are what mapped classes derive from.
var baseClasses = common.DeclarativeBases

// isDeclarative tells whether the class q derives from a declarative base,
// across files.
func isDeclarative(m *semantic.Module, q string) bool {
	return slices.ContainsFunc(m.AncestorsOf(q), func(a *semantic.Ancestor) bool { return isBase(m, a.Name) })
}

// isBase tells whether q is DeclarativeBase, or a module-level name for what
// declarative_base() makes.
func isBase(m *semantic.Module, q string) bool { return common.IsDeclarativeBase(m, q) }

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

// modelAttribute is what a class binds, in this file or in another one.
type modelAttribute struct {
	Name       string
	Callee     string // of a call: the canonical name of what is called
	Arguments  []semantic.Argument
	Annotation string   // as written, "" if there is none
	Names      []string // canonical names of what the annotation refers to, those that are certain
	Text       string   // of the value, if it is short
	Value      bool     // there is one
	Function   bool     // a method, property, ...
	Decorators []string // canonical names of a function's, "" for one that is not certain

	Stmt syntax.Node // of an attribute in this file
}

// Argument is the keyword argument of a call.
func (x *modelAttribute) Argument(name string) (a semantic.Argument, ok bool) {
	i := slices.IndexFunc(x.Arguments, func(a semantic.Argument) bool { return a.Name == name })
	if i < 0 {
		return semantic.Argument{}, false
	}
	return x.Arguments[i], true
}

// Open tells whether the call may have arguments that are not seen.
func (x *modelAttribute) Open() bool {
	return slices.ContainsFunc(x.Arguments, func(a semantic.Argument) bool { return a.Name == "*" || a.Name == "**" })
}

// modelAttributes are what the body of a class of the project binds; whole tells
// that nothing else is.
func modelAttributes(m *semantic.Module, a *semantic.Ancestor) (list []*modelAttribute, whole bool) {
	switch {
	case a.Class != nil:
		for _, x := range a.Class.Members() {
			list = append(list, localAttribute(m, x))
		}
		return list, true
	case a.Info != nil:
		for _, x := range a.Info.Members {
			if !x.Instance {
				list = append(list, indexedAttribute(m, x))
			}
		}
		return list, !a.Info.Dynamic
	}
	return nil, false
}

// modelAttributeOf is what the body of a class binds to name, nil if it binds
// nothing or several things.
func modelAttributeOf(m *semantic.Module, a *semantic.Ancestor, name string) *modelAttribute {
	if a.Class != nil {
		if x := a.Class.Member(name); x != nil {
			return localAttribute(m, x)
		}
		return nil
	}
	if a.Info != nil {
		if x := a.Info.Member(name); x != nil {
			return indexedAttribute(m, x)
		}
	}
	return nil
}

func localAttribute(m *semantic.Module, x *semantic.Member) *modelAttribute {
	out := &modelAttribute{Name: x.Name, Stmt: x.Stmt()}
	if f := x.Func(); f != nil {
		out.Function = true
		for _, d := range f.Decorators {
			out.Decorators = append(out.Decorators, d.Name)
		}
		return out
	}
	out.Annotation = x.Type.Text()
	for c := range x.Type.Descendants() {
		if c.Is(syntax.KIdentifier, syntax.KAttribute) && !c.Parent().Is(syntax.KAttribute) {
			if q := m.Resolve(c); q != "" {
				out.Names = append(out.Names, q)
			}
		}
	}
	value := semantic.Unparenthesized(x.Value)
	out.Value = !value.IsNil() || x.Kind != semantic.Assignment && x.Kind != semantic.Annotation
	out.Text = value.Text()
	if !value.Is(syntax.KCall) {
		return out
	}
	out.Callee = resolve(m, value.Child(syntax.FFunction))
	for n := range edit.Arguments(value).Named() {
		a := semantic.Argument{}
		switch {
		case n.IsExtra():
			continue
		case n.Is(syntax.KListSplat):
			a.Name = "*"
		case n.Is(syntax.KDictionarySplat):
			a.Name = "**"
		case n.Is(syntax.KKeywordArgument):
			a.Name, n = n.Child(syntax.FName).Text(), n.Child(syntax.FValue)
		}
		a.Text = n.Text()
		if n.Is(syntax.KCall) {
			a.Callee = resolve(m, n.Child(syntax.FFunction))
		}
		out.Arguments = append(out.Arguments, a)
	}
	return out
}

func indexedAttribute(m *semantic.Module, x *semantic.MemberInfo) *modelAttribute {
	out := &modelAttribute{Name: x.Name, Function: x.Func != nil, Value: x.Value == nil}
	if x.Func != nil {
		for _, d := range x.Func.Decorators {
			out.Decorators = append(out.Decorators, passed(m.Qualify(d)))
		}
	}
	v := x.Value
	if v == nil {
		return out
	}
	out.Value, out.Text, out.Annotation = v.HasValue, v.Text, v.Annotation.Text
	if v.Callee != "" {
		out.Callee = passed(m.Qualify(v.Callee))
	}
	for _, q := range v.Annotation.Names {
		out.Names = append(out.Names, m.Qualify(q))
	}
	for _, a := range v.Arguments {
		if a.Callee != "" {
			a.Callee = passed(m.Qualify(a.Callee))
		}
		out.Arguments = append(out.Arguments, a)
	}
	if len(v.Arguments) == 0 && len(v.Keywords) > 0 {
		// There are too many.
		out.Arguments = []semantic.Argument{{Name: "**"}}
	}
	return out
}

// isColumn tells whether the attribute is made as a column, or annotated as a
// mapped one without a value.
func (x *modelAttribute) isColumn() bool {
	switch x.Callee {
	case "sqlalchemy.Column", "sqlalchemy.orm.mapped_column":
		return true
	}
	return !x.Function && !x.Value && x.isMapped() && !slices.ContainsFunc([]string{"Dynamic", "WriteOnly"}, func(s string) bool {
		return strings.Contains(x.Annotation, s+"Mapped")
	})
}

// isMapped tells whether the annotation is Mapped[...].
func (x *modelAttribute) isMapped() bool {
	return len(x.Names) > 0 && x.Names[0] == "sqlalchemy.orm.Mapped"
}

// isRelationship tells whether the attribute is made by relationship().
func (x *modelAttribute) isRelationship() bool { return x.Callee == "sqlalchemy.orm.relationship" }

// knownModel gives the classes of the project that a declarative class is made
// of, itself first, if all of them and all that they bind are seen: there is
// no decorator, metaclass or __init_subclass__ that could add to them.
func knownModel(m *semantic.Module, q string) (chain []*semantic.Ancestor, whole bool) {
	declarative := false
	for _, a := range m.AncestorsOf(q) {
		switch {
		case a.Class != nil || a.Info != nil:
			if !plainClass(m, a) {
				return nil, false
			}
			chain = append(chain, a)
		case isBase(m, a.Name):
			more, whole := classOfBase(m, a.Name)
			if !whole {
				return nil, false
			}
			declarative = true
			chain = append(chain, more...)
		case plainLibraryClasses[a.Name]:
		default:
			return nil, false
		}
	}
	return chain, declarative
}

// plainLibraryClasses add nothing to a class that derives from them that is mapped.
var plainLibraryClasses = map[string]bool{
	"builtins.object": true, "typing.Generic": true, "abc.ABC": true, "sqlalchemy.ext.asyncio.AsyncAttrs": true,
}

// plainClass tells whether all that the class binds is in its body.
func plainClass(m *semantic.Module, a *semantic.Ancestor) bool {
	for _, name := range []string{"__init_subclass__", "__getattr__"} {
		if a.Has(name) {
			return false
		}
	}
	if a.Class != nil {
		return len(a.Class.Decorators) == 0 && len(a.Class.Keywords) == 0 && !a.Class.Splat
	}
	return len(a.Info.Decorators) == 0 && len(a.Info.Keywords) == 0 && !a.Info.Dynamic
}

// classOfBase gives the classes that declarative_base(cls=...) is given for a
// declarative base, if there is nothing else that adds to its classes.
func classOfBase(m *semantic.Module, q string) (chain []*semantic.Ancestor, whole bool) {
	if slices.Contains(baseClasses, q) {
		return nil, true
	}
	dot := strings.LastIndexByte(q, '.')
	module, name := q[:dot], q[dot+1:]
	class := ""
	keyword := func(name string, value syntax.Node, resolve resolver) bool {
		switch name {
		case "metadata", "name", "bind":
			return true
		case "cls":
			class = resolve(value)
			return class != ""
		}
		return false
	}
	if module == m.Name() {
		for _, b := range m.Bindings(name) {
			for a := range edit.Arguments(b.Stmt().Child(syntax.FRight)).Named() {
				if !a.IsExtra() && !keyword(a.Child(syntax.FName).Text(), a.Child(syntax.FValue), here(m)) {
					return nil, false
				}
			}
		}
	} else {
		s := m.ProjectModule(module)
		if s == nil || s.Exports[name] == nil || s.Exports[name].Value == nil {
			return nil, false
		}
		v := s.Exports[name].Value
		for _, a := range v.Arguments {
			if !keyword(a.Name, parsed(a.Text), elsewhere(m, module)) {
				return nil, false
			}
		}
		if len(v.Arguments) == 0 && len(v.Keywords) > 0 {
			return nil, false
		}
	}
	if class == "" {
		return nil, true
	}
	for _, a := range m.AncestorsOf(class) {
		if a.Class == nil && a.Info == nil && !plainLibraryClasses[a.Name] || (a.Class != nil || a.Info != nil) && !plainClass(m, a) {
			return nil, false
		}
		if a.Class != nil || a.Info != nil {
			chain = append(chain, a)
		}
	}
	return chain, true
}
