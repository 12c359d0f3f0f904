package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD005",
		Name:     "field-name-shadows-type",
		Severity: rule.Error,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    shadowsType,
	})
}

// lazyPython are the versions of Python that evaluate annotations when they are
// asked for.
var lazyPython = versions(">=3.14")

func shadowsType(p *rule.Pass, n syntax.Node) {
	m := p.Module
	typ, left := n.Child(syntax.FType), n.Child(syntax.FLeft)
	if typ.IsNil() || !left.Is(syntax.KIdentifier) || !n.Parent().Is(syntax.KExpressionStatement) {
		return
	}
	c := m.EnclosingClass(n)
	if c == nil {
		return
	}
	var hidden syntax.Node
	name, quoted := "", false
	eachName(m, typ, func(at syntax.Node, symbol *semantic.Symbol) {
		// A value in the body: what has only an annotation hides nothing.
		if hidden.IsNil() && symbol.Scope == c.Scope() && at.Field() != syntax.FObject && boundToType(m, symbol.Name) {
			hidden, name, quoted = at, symbol.Name, at.Is(syntax.KString)
		}
	})
	if hidden.IsNil() || classify(c) == otherClass && c.Decorator("dataclasses.dataclass") == nil || m.Generated() {
		return
	}
	if inner, _ := annotatedParts(m, typ); isClassVar(m, inner) {
		return
	}
	before, ever := false, false
	for _, x := range c.MemberList(name) {
		if x.Guard&semantic.TypeChecking != 0 || x.Kind != semantic.Function && (x.Kind != semantic.Assignment || x.Type.IsNil()) {
			continue
		}
		ever = true
		before = before || x.Stmt() == n || x.Node().Start() < n.Start()
	}
	lazy := quoted || futureAnnotations(m)
	suffix := ""
	switch {
	case before, ever && lazy:
	case ever:
		python := p.Project.Found("python")
		if python == nil || python.Range.Intersect(lazyPython).IsEmpty() {
			return
		}
		if p.Project.AdmitsPython("3.14") != project.No {
			suffix = " (from Python 3.14 on)"
		}
	default:
		return
	}
	message := fmt.Sprintf("`%s` is both the field and (part of) its type: the annotation will see the default value, not the type%s", name, suffix)
	p.ReportNode(left, message, func() []rule.Fix { return importOtherwise(p, name) })
}

// boundToType tells whether the module binds a name by an import, a class or an
// alias.
func boundToType(m *semantic.Module, name string) bool {
	for _, b := range m.Bindings(name) {
		switch b.Kind {
		case semantic.Import, semantic.ClassDef, semantic.Assignment, semantic.TypeAlias:
			return true
		}
	}
	return false
}

// futureAnnotations tells whether the file has "from __future__ import
// annotations".
func futureAnnotations(m *semantic.Module) bool {
	for _, b := range m.ImportsOf("__future__") {
		if b.Attr == "annotations" {
			return true
		}
	}
	return false
}

// importOtherwise imports a name under another one and writes that wherever the
// import is meant: also in annotations in classes that bind the name.
func importOtherwise(p *rule.Pass, name string) []rule.Fix {
	m := p.Module
	bindings := m.Bindings(name)
	if len(bindings) != 1 || bindings[0].Kind != semantic.Import || bindings[0].Attr == "" || bindings[0].Guard != 0 {
		return nil
	}
	b := p.Builder()
	item := b.ImportedName(name)
	to := ""
	for _, candidate := range []string{name + "_", capitalized(name)} {
		if candidate != name && b.IsFree(candidate) && !m.Mentions(m.ModuleScope(), candidate) {
			to = candidate
			break
		}
	}
	if to == "" || item.IsNil() {
		return nil
	}
	for range m.Quoted(name) {
		return nil // what a string means is not certain
	}
	b.SetAlias(item, to)
	b.RenameUses(name, to)
	for n := range p.File.Root().Descendants() {
		if !n.Is(syntax.KIdentifier) || n.Text() != name || !isName(n) || n.Ancestor(syntax.KType).IsNil() {
			continue
		}
		if symbol := m.Lookup(n); symbol != nil && symbol.Scope.Kind() == semantic.ClassScope {
			b.Replace(n, to)
		}
	}
	return fixed(b, rule.Fix{Title: fmt.Sprintf("Import `%s` under another name", name), Safety: rule.Unsafe, Reason: "the field gets its type back"})
}
