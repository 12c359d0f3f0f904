package pydantic

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD077",
		Name:     "generic-model",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KClassDefinition},
		Check:    genericModel,
	})
}

// oldGeneric is a class that derives from GenericModel.
type oldGeneric struct {
	*semantic.Class
	base    int // GenericModel among its bases
	generic int // Generic[...] among them, -1 if there is none
	model   int // a model behind GenericModel, -1 if there is none
}

func genericModel(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Child(syntax.FSuperclasses).IsNil() {
		return
	}
	x := &oldGeneric{Class: m.Class(n), base: -1, generic: -1, model: -1}
	for i, base := range x.Bases {
		switch {
		case base.Name == "pydantic.generics.GenericModel":
			if x.base < 0 {
				x.base = i
			}
		case base.Name == "typing.Generic":
			x.generic = i
		case x.base >= 0 && m.IsSubclass(base.Name, "pydantic.BaseModel") == semantic.Yes:
			x.model = i
		}
	}
	if x.base < 0 || forVersions(n) || m.Generated() {
		return
	}
	node := x.Bases[x.base].Node
	p.Report(rule.Diagnostic{
		Start: node.Start(), End: node.End(), Severity: severity(p, rule.Default),
		Message: "`GenericModel` is gone: a generic model is `BaseModel` plus `Generic[T]`",
		Fixes:   func() []rule.Fix { return x.fixes(p) },
	})
}

func (x *oldGeneric) fixes(p *rule.Pass) []rule.Fix {
	base := x.Bases[x.base].Node
	if !base.Is(syntax.KIdentifier, syntax.KAttribute) {
		return nil
	}
	b := p.Builder()
	if x.model >= 0 {
		// Python refuses BaseModel in front of a class that derives from it.
		b.RemoveElement(base)
		return fixed(b, rule.Fix{Title: "Remove `GenericModel`"})
	}
	name := b.NameLike(base, "pydantic", "BaseModel")
	if x.generic >= 0 && x.generic < x.base {
		spell := func(other *semantic.Base) string {
			if other.Node == base {
				return name
			}
			return b.Source(other.Node)
		}
		if !rotateBases(p, b, x.Class, x.Bases[x.generic:x.base+1], spell) {
			return nil
		}
	} else {
		b.Replace(base, name)
	}
	return append(fixed(b, rule.Fix{Title: "Use `BaseModel`"}), x.typeParameters(p)...)
}

// typeParameters writes the type variables of Generic[...] behind the name of
// the class (PEP 695).
func (x *oldGeneric) typeParameters(p *rule.Pass) []rule.Fix {
	if x.generic < 0 || p.Project.In("python", ">=3.12") != project.Yes || !has(p, "2.11") || !x.Node.Child(syntax.FTypeParameters).IsNil() {
		return nil
	}
	m, b := p.Module, p.Builder()
	base := x.Bases[x.base].Node
	_, variables := semantic.Subscript(x.Bases[x.generic].Node)
	var names []string
	for _, v := range variables {
		stmt := plainTypeVar(m, v)
		if stmt.IsNil() || x.nested(v.Text()) || slices.Contains(names, v.Text()) {
			return nil
		}
		names = append(names, v.Text())
		if x.onlyUser(p, v) {
			b.DeleteStatement(stmt)
		}
	}
	if len(names) == 0 {
		return nil
	}
	b.Insert(x.NameNode.End(), "["+strings.Join(names, ", ")+"]")
	b.RemoveElement(x.Bases[x.generic].Node)
	b.Replace(base, b.NameLike(base, "pydantic", "BaseModel"))
	return fixed(b, rule.Fix{Title: "Use PEP 695 syntax", Manual: true})
}

// plainTypeVar is the statement T = TypeVar("T") of the file that n means, or
// nil.
func plainTypeVar(m *semantic.Module, n syntax.Node) syntax.Node {
	n = semantic.Unparenthesized(n)
	if !n.Is(syntax.KIdentifier) {
		return syntax.Node{}
	}
	symbol := m.Lookup(n)
	if symbol == nil || symbol.Scope != m.ModuleScope() || symbol.Only() == nil || symbol.Only().Kind != semantic.Assignment {
		return syntax.Node{}
	}
	assignment := symbol.Only().Stmt()
	call := assignment.Child(syntax.FRight)
	if assignment.Child(syntax.FLeft) != symbol.Only().Node() || !call.Is(syntax.KCall) || !m.Is(call.Child(syntax.FFunction), "typing.TypeVar") {
		return syntax.Node{}
	}
	args := edit.Elements(edit.Arguments(call))
	if len(args) != 1 {
		return syntax.Node{}
	}
	if name, ok := plainString(args[0]); !ok || name != symbol.Name {
		return syntax.Node{}
	}
	return edit.Statement(assignment)
}

// nested tells whether a class inside of x has the type variable, too, which
// cannot be that of the class around it.
func (x *oldGeneric) nested(name string) bool {
	for n := range x.Body.Descendants() {
		if !n.Is(syntax.KClassDefinition) {
			continue
		}
		for d := range n.Child(syntax.FSuperclasses).Descendants() {
			if d.Is(syntax.KIdentifier) && d.Text() == name {
				return true
			}
		}
	}
	return false
}

// onlyUser tells whether nothing but the class refers to the type variable.
func (x *oldGeneric) onlyUser(p *rule.Pass, v syntax.Node) bool {
	m, name := p.Module, semantic.Unparenthesized(v).Text()
	for _, use := range m.UsesOf(name) {
		if !inside(use, x.Node) {
			return false
		}
	}
	for s := range m.Quoted(name) {
		if !inside(s, x.Node) && !m.Is(s.Parent().Parent().Child(syntax.FFunction), "typing.TypeVar") {
			return false
		}
	}
	return !isInit(p) && !listed(m.Bindings("__all__"), name) && !p.Ask(takenElsewhere(m.Path(), m.Name(), name))
}
