package pydantic

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// offerElsewhere offers, without a diagnostic, the Annotated type of another
// module that does what the validator does.
func (c *conversion) offerElsewhere() {
	path, marker, of := c.p.Path, c.marker, flat(c.fields[0].Type)
	if c.oneType() && c.p.Ask(func(v *project.View) bool { return v.Any(annotatedTypes(path, marker, of)) }) &&
		c.order() == "" && c.subclasses() == "" && c.otherUses() == "" {
		c.reportAction(c.typesElsewhere)
	}
}

// oneType tells whether one Annotated type may do for all fields.
func (c *conversion) oneType() bool {
	typ := c.fields[0].Type
	if c.p.Module.Is(semantic.Unsubscripted(semantic.Unparenthesized(typ)), "typing.Annotated") || !c.input.IsNil() {
		return false
	}
	return !slices.ContainsFunc(c.fields, func(f *semantic.Member) bool { return flat(f.Type) != flat(typ) })
}

// typesElsewhere is the fix that uses the Annotated type of another module, if
// one does what the validator does and can be imported.
func (c *conversion) typesElsewhere() []rule.Fix {
	if !c.oneType() {
		return nil
	}
	var modules []*semantic.Summary
	wanted := annotatedTypes(c.p.Path, c.marker, flat(c.fields[0].Type))
	c.p.Project.Any(func(s *semantic.Summary) bool {
		if wanted(s) && c.p.Project.Find(s.Name) == s.Path && !c.p.Project.Leads(s.Path, c.p.Path) {
			modules = append(modules, s)
		}
		return false
	})
	slices.SortFunc(modules, func(a, b *semantic.Summary) int { return cmp.Compare(a.Name, b.Name) })
	for _, s := range modules {
		if o := c.p.Other(s.Path); o != nil {
			if name := c.typeIn(o.Module); name != "" {
				return c.useType(s.Name, name)
			}
		}
	}
	return nil
}

// annotatedTypes tells whether a file other than that at path may have an
// Annotated type of a type with a function as marker.
func annotatedTypes(path, marker, of string) func(s *semantic.Summary) bool {
	return func(s *semantic.Summary) bool {
		if _, calls := s.Calls["pydantic."+marker]; !calls || s.Path == path || s.Name == "" || s.Generated || testModule(s.Path) {
			return false
		}
		for name, e := range s.Exports {
			if e.Kind == semantic.ExportVariable && !strings.HasPrefix(name, "_") && strings.Contains(e.Value.Text, "["+of+", ") && strings.Contains(e.Value.Text, marker+"(") {
				return true
			}
		}
		return false
	}
}

// typeIn is the name of an Annotated type of another module that does what the
// validator does, "" if there is none.
func (c *conversion) typeIn(o *semantic.Module) string {
	m := c.p.Module
	own := c.fields[0].Type
	for n := range o.File().Root().Named() {
		assignment := n.FirstChild()
		left := assignment.Child(syntax.FLeft)
		if !n.Is(syntax.KExpressionStatement) || !assignment.Is(syntax.KAssignment) || !left.Is(syntax.KIdentifier) || strings.HasPrefix(left.Text(), "_") || len(o.Bindings(left.Text())) != 1 {
			continue
		}
		base, args := semantic.Subscript(assignment.Child(syntax.FRight))
		if len(args) != 2 || !o.Is(base, "typing.Annotated") || flat(args[0]) != flat(own) || !slices.Equal(meanings(m, own), meanings(o, args[0])) {
			continue
		}
		call := semantic.Unparenthesized(args[1])
		list := edit.Elements(edit.Arguments(call))
		if !call.Is(syntax.KCall) || len(list) != 1 || !list[0].Is(syntax.KIdentifier) || !o.Is(call.Child(syntax.FFunction), "pydantic."+c.marker) {
			continue
		}
		if only := o.Lookup(list[0]).Only(); only == nil || only.Kind != semantic.Function || !c.doesIn(o, o.Func(only.Stmt())) {
			continue
		}
		return left.Text()
	}
	return ""
}

// doesIn is [conversion.does] for a function of another module: the names in the
// bodies must mean the same there.
func (c *conversion) doesIn(o *semantic.Module, fn *semantic.Func) bool {
	if fn == nil || fn.Async || len(fn.Decorators) > 0 || len(fn.Params) != len(c.params) {
		return false
	}
	var params []*semantic.Param
	for i := range fn.Params {
		params = append(params, &fn.Params[i])
	}
	m := c.p.Module
	if !slices.Equal(tokens(m, c.fn, c.params), tokens(o, fn, params)) {
		return false
	}
	return slices.Equal(meanings(m, c.fn.Body), meanings(o, fn.Body))
}

// meanings are the qualified names of what n refers to in the module or outside
// of it, in order; those that are not certain, and those of the module itself,
// equal nothing.
func meanings(m *semantic.Module, n syntax.Node) []string {
	var out []string
	for c := range n.Descendants() {
		if !isName(c) {
			continue
		}
		symbol := m.Lookup(c)
		if symbol != nil && !symbol.Builtin && !symbol.Scope.IsNil() && symbol.Scope != m.ModuleScope() {
			continue // of the function
		}
		q := m.Resolve(c)
		if q == "" {
			q = m.Path() + ":" + c.Text()
		}
		out = append(out, q)
	}
	return out
}

// useType retypes the fields and takes the validator away.
func (c *conversion) useType(module, name string) []rule.Fix {
	if c.p.Module.Bound(c.class.Scope(), name) {
		return nil
	}
	b := c.p.Builder()
	for _, f := range c.fields {
		b.Replace(f.Type, b.Name(f.Type, module, name))
	}
	b.DeleteStatementWithComments(c.fn.Decorated)
	edits, err := b.Edits()
	if err != nil {
		return nil
	}
	return []rule.Fix{{Title: fmt.Sprintf("Use `%s` from `%s`", name, module), Kind: annotateKind, Edits: edits}}
}

// twin is a validator of another file.
type twin struct{ path, class, method string }

// twinElsewhere is the first validator of the files before this one, in the order
// of their paths, that does the same for a field of the same type and can be
// converted as well; the zero twin if there is none.
func (c *conversion) twinElsewhere() twin {
	body := c.p.Module.BodyHash(c.fn)
	if body == 0 || !c.input.IsNil() {
		return twin{}
	}
	path, marker := c.p.Path, c.marker
	types := map[string][]string{}
	for _, f := range c.fields {
		types[f.Type.Text()] = outerNames(c.p.Module, f.Type)
	}
	find := func(v *project.View) (first twin) {
		v.Any(func(s *semantic.Summary) bool {
			if s.Path >= path || len(s.Validators) == 0 || first.path != "" && s.Path >= first.path || s.Generated || testModule(s.Path) || inMigrations(s.Path) || v.Find(s.Name) != s.Path {
				return false
			}
			for _, x := range s.Validators {
				if x.Body == body && markers[x.Mode] == marker && convertible(v, s, x, types) {
					first = twin{s.Path, x.Class, x.Name}
					break
				}
			}
			return false
		})
		return first
	}
	found := find(c.p.Project)
	c.p.Ask(func(v *project.View) bool { return find(v) == found })
	return found
}

// convertible tells whether a validator of another file could be converted by
// itself, as far as a summary says so, and one of its fields has one of the types,
// given with what the names in them mean.
func convertible(v *project.View, s *semantic.Summary, x *semantic.Validator, types map[string][]string) bool {
	e := s.Exports[x.Class]
	if e == nil || e.Class == nil || e.Class.Dynamic || len(e.Class.Bases) == 0 || s.Attributes[x.Name] || s.Strings[x.Name] ||
		v.Any(func(o *semantic.Summary) bool { return o.Path != s.Path && o.Attributes[x.Name] && imports(o, s.Name) }) {
		return false
	}
	for _, base := range e.Class.Bases {
		if base != "pydantic.BaseModel" && base != "pydantic_settings.BaseSettings" {
			return false
		}
	}
	// Another validator of the class may be for the same field.
	for _, m := range e.Class.Members {
		if m.Name == x.Name && m.Start != x.Start || m.Func != nil && m.Name != x.Name && slices.ContainsFunc(m.Func.Texts, func(t string) bool {
			return strings.Contains(t, "validator") && !strings.Contains(t, "model_validator")
		}) {
			return false
		}
	}
	shared := false
	for _, name := range x.Fields {
		var field *semantic.MemberInfo
		for _, m := range e.Class.Members {
			if m.Name == name {
				if field != nil {
					return false
				}
				field = m
			}
		}
		if field == nil || field.Kind != semantic.Annotation || field.Value == nil {
			return false
		}
		if names, same := types[field.Value.Annotation.Text]; same && slices.Equal(names, field.Value.Annotation.Names) {
			shared = true
		}
	}
	for _, sub := range v.Subclasses(e.Class.Qualified) {
		if sub.Dynamic || sub.Member(x.Name) != nil || slices.ContainsFunc(x.Fields, func(name string) bool { return sub.Member(name) != nil }) {
			return false
		}
	}
	return shared
}

// outerNames are the qualified names in a type, each as long as it is written.
func outerNames(m *semantic.Module, n syntax.Node) []string {
	if n.Is(syntax.KIdentifier, syntax.KAttribute) {
		if q := m.Resolve(n); q != "" {
			return []string{q}
		}
		return []string{"?"}
	}
	var out []string
	for c := range n.Named() {
		out = append(out, outerNames(m, c)...)
	}
	return out
}
