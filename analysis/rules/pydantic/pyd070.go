package pydantic

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD070",
		Name:     "moved-import",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic", "pydantic_core"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KImportFromStatement, syntax.KAttribute},
		Check:    movedImport,
	})
}

func movedImport(p *rule.Pass, n syntax.Node) {
	wanted := func(u oldUse) bool {
		_, is := movedNames[u.key()]
		return is
	}
	for u := range oldUses(p, n, wanted) {
		to := movedNames[u.key()]
		if to.name == "ValidationInfo" && !has(p, "2.4") {
			continue
		}
		target := to.module + "." + to.name
		message := fmt.Sprintf("`%s` moved to `%s` in pydantic v2", u.dotted(), target)
		fixes := func() []rule.Fix { return moveImport(p, u, to) }
		switch {
		case to.manual:
			message = fmt.Sprintf("`%s` is deprecated: use `%s`, as `default=` of `json.dumps`", u.dotted(), target)
			fixes = nil
		case to.name != u.name:
			message = fmt.Sprintf("`%s` was renamed `%s` in pydantic v2", u.dotted(), target)
		case to.extra && !p.Project.DependsOn("pydantic-extra-types"):
			message += ": add `pydantic-extra-types` to the dependencies"
			fixes = nil
		}
		p.Report(rule.Diagnostic{Start: u.node.Start(), End: u.node.End(), Message: message, Severity: severity(p, rule.Default), Fixes: fixes})
	}
}

func moveImport(p *rule.Pass, u oldUse, to movedName) []rule.Fix {
	b := p.Builder()
	moveOld(p, b, u, to.module, to.name)
	fix := rule.Fix{Title: fmt.Sprintf("Import from `%s`", to.module)}
	if to.name != u.name && !u.item.IsNil() && !u.alias && quotedIn(p.Module, u.bound.Text()) {
		fix.Safety, fix.Reason = rule.Unsafe, "a string may mean the old name"
	}
	return fixed(b, fix)
}

// moveOld plans that a name comes from another module, under another name.
func moveOld(p *rule.Pass, b *edit.Builder, u oldUse, module, name string) {
	switch {
	case u.item.IsNil():
		b.Replace(u.node, b.Import(u.node, module)+"."+name)
	case !u.item.Ancestor(syntax.KFunctionDefinition, syntax.KClassDefinition).IsNil():
		moveInFunction(p, b, u, module, name)
	case name == u.name || u.alias:
		if u.alias && u.bound.Text() == name {
			// import to_pascal as to_camel is what was meant
			b.RemoveName(u.item)
			b.ImportAs(module, name, "")
			return
		}
		b.MoveName(u.item, module, name)
	case p.Module.Bound(p.Module.ModuleScope(), name) && !meansIt(b, u, module, name):
		b.Fail("the name " + name + " is taken")
	case keepsName(p, u.name):
		if module == u.module {
			b.Replace(u.item, name+" as "+u.name)
			return
		}
		b.RemoveName(u.item)
		b.ImportAs(module, name, u.name)
	default:
		if spelled, ok := b.Bound(u.item, module, name); ok && !strings.Contains(spelled, ".") {
			b.RemoveName(u.item)
			b.RenameUses(u.name, spelled)
			return
		}
		b.RenameUses(u.name, b.MoveName(u.item, module, name))
	}
}

// meansIt tells whether the new name is bound to what is meant by now.
func meansIt(b *edit.Builder, u oldUse, module, name string) bool {
	spelled, ok := b.Bound(u.item, module, name)
	return ok && spelled == name
}

// moveInFunction is moveOld for an import in a function, which stays there.
func moveInFunction(p *rule.Pass, b *edit.Builder, u oldUse, module, name string) {
	stmt := u.item.Parent()
	items := 0
	for c := range stmt.Named() {
		if c.Field() == syntax.FName {
			items++
		}
	}
	if items != 1 {
		b.Fail("one of several names imported in a function")
		return
	}
	if module != u.module {
		b.Replace(stmt.Child(syntax.FModuleName), module)
	}
	if name == u.name {
		return
	}
	if u.alias {
		b.Replace(u.node, name)
		return
	}
	b.Replace(u.item, name+" as "+u.name)
}

// keepsName tells whether others count on the name that an import binds: the
// file passes it on.
func keepsName(p *rule.Pass, name string) bool {
	m := p.Module
	if isInit(p) || p.Ask(takenElsewhere(m.Path(), m.Name(), name)) {
		return true
	}
	return listed(m.Bindings("__all__"), name) || quotedIn(m, name)
}

// listed tells whether a list of names has the name.
func listed(bindings []semantic.Binding, name string) bool {
	for i := range bindings {
		for d := range bindings[i].Stmt().Descendants() {
			if s, ok := plainString(d); ok && s == name {
				return true
			}
		}
	}
	return false
}

// quotedIn tells whether a string that may be an annotation mentions the name.
func quotedIn(m *semantic.Module, name string) bool {
	for range m.Quoted(name) {
		return true
	}
	return false
}
