package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD014",
		Name:     "field-metadata-on-union-member",
		Severity: rule.Warning,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    fieldOfMember,
	})
}

// fieldKeywords are the arguments of Field that speak of the field and not of
// its type.
var fieldKeywords = []string{
	"default", "default_factory", "alias", "validation_alias", "serialization_alias", "exclude", "exclude_if", "deprecated",
	"frozen", "repr", "init", "init_var", "kw_only", "validate_default",
}

// fieldArguments are the arguments of a call of Field that speak of the field, and
// the name of the first one.
func fieldArguments(call syntax.Node) (list []syntax.Node, name string) {
	a := argumentsOf(call)
	if first := a.first(); !first.IsNil() && !first.Is(syntax.KEllipsis) {
		list, name = append(list, first), "default"
	}
	for _, k := range a.keywords {
		if keyword := k.Child(syntax.FName).Text(); slices.Contains(fieldKeywords, keyword) {
			if list = append(list, k); name == "" {
				name = keyword
			}
		}
	}
	return list, name
}

// annotatedField is a Field(...) with arguments that speak of the field in the
// metadata of typ itself, the first one; nil if there is none.
func annotatedField(m *semantic.Module, typ syntax.Node) (call syntax.Node, name string) {
	_, metadata := annotatedParts(m, typ)
	for _, x := range metadata {
		if x = semantic.Unparenthesized(x); isFieldCall(m, x) {
			if _, name = fieldArguments(x); name != "" {
				return x, name
			}
		}
	}
	return syntax.Node{}, ""
}

// lostField is a Field(...) that stands where Pydantic does not ask for what it
// says of the field.
type lostField struct {
	at    syntax.Node // the call, or the name of the alias that holds it
	call  syntax.Node // nil if it is in an alias
	name  string      // of its first argument that is lost
	union bool        // it is in a member of the union that the annotation is
}

func fieldOfMember(p *rule.Pass, n syntax.Node) {
	if typ := n.Child(syntax.FType); typ.IsNil() || !strings.ContainsAny(typ.Text(), "[|") {
		return
	}
	d, _, kind := assignedIn(p, n)
	if d == nil || kind == sqlModel || kind == dataclass || d.kind != fieldDecl {
		return
	}
	var found []lostField
	lostIn(p.Module, d.typ, true, true, 0, func(x lostField) { found = append(found, x) })
	for _, x := range found {
		message := fmt.Sprintf("`Field(%s=...)` on a member of the union has no effect: put it on the whole annotation", x.name)
		if !x.union {
			message = fmt.Sprintf("`Field(%s=...)` inside of another type has no effect: put it on the whole annotation", x.name)
		}
		p.ReportNode(x.at, message, func() []rule.Fix {
			if len(found) > 1 || !x.union || x.call.IsNil() {
				return nil
			}
			return wholeField(p, d, x.call)
		})
	}
}

// lostIn looks for a lostField in a part of an annotation. top says that it is the
// whole one, union that it is that or a member of its union.
func lostIn(m *semantic.Module, n syntax.Node, top, union bool, depth int, found func(lostField)) {
	n = semantic.Unparenthesized(n)
	if depth > 20 {
		return
	}
	if !top {
		typ := n
		if n.Is(syntax.KIdentifier) {
			typ = aliasTarget(m, n)
		}
		if call, name := annotatedField(m, typ); !call.IsNil() {
			x := lostField{at: call, call: call, name: name, union: union}
			if typ != n {
				x.at, x.call = n, syntax.Node{}
			}
			found(x)
		}
	}
	base, args := semantic.Subscript(n)
	switch {
	case n.Is(syntax.KBinaryOperator, syntax.KUnionType):
		for x := range n.Named() {
			lostIn(m, x, false, union, depth+1, found)
		}
	case m.Is(base, "typing.Annotated"):
		inner, _ := annotatedParts(m, n)
		// Its own metadata has been looked at.
		_, args := semantic.Subscript(inner)
		for _, x := range args {
			lostIn(m, x, false, union && m.Is(semantic.Unsubscripted(inner), "typing.Union", "typing.Optional"), depth+1, found)
		}
	case m.Is(base, "typing.Literal"):
	default:
		for _, x := range args {
			lostIn(m, x, false, union && m.Is(base, "typing.Union", "typing.Optional"), depth+1, found)
		}
	}
}

// aliasTarget is the type that a name of this module stands for, nil if it is no
// alias.
func aliasTarget(m *semantic.Module, n syntax.Node) syntax.Node {
	symbol := m.Lookup(n)
	if symbol == nil || symbol.Scope != m.ModuleScope() {
		return syntax.Node{}
	}
	switch only := symbol.Only(); {
	case only == nil:
	case only.Kind == semantic.TypeAlias:
		// type X = T: its grammar has no fields.
		if parts := slices.Collect(only.Stmt().Named()); len(parts) == 2 {
			return semantic.Unparenthesized(parts[1])
		}
	case only.Kind == semantic.Assignment && only.Stmt().Child(syntax.FLeft) == only.Node():
		return only.Stmt().Child(syntax.FRight)
	}
	return syntax.Node{}
}

// wholeField moves what a Field(...) in a member of a union says of the field to
// a Field(...) of the whole annotation.
func wholeField(p *rule.Pass, d *declaration, call syntax.Node) []rule.Fix {
	m, b := p.Module, p.Builder()
	member := call.Ancestor(syntax.KSubscript, syntax.KGenericType)
	annotated, _ := semantic.Subscript(member)
	_, metadata := annotatedParts(m, member)
	for range p.File.CommentsIn(call.Start(), call.End()) {
		return nil
	}
	a := argumentsOf(call)
	fields := slices.ContainsFunc(metadata, func(x syntax.Node) bool { return x != call && isFieldCall(m, x) })
	if a.splat || fields || len(d.metadata) > 0 || !m.Is(annotated, "typing.Annotated") {
		return nil
	}
	list, _ := fieldArguments(call)
	var moved []string
	for _, x := range list {
		moved = append(moved, b.Source(x))
	}
	typ := semantic.Unparenthesized(d.Type)
	b.Insert(typ.Start(), annotated.Text()+"[")
	b.Insert(typ.End(), ", "+call.Child(syntax.FFunction).Text()+"("+strings.Join(moved, ", ")+")]")
	if len(list) == len(edit.Elements(edit.Arguments(call))) {
		dropMetadata(b, call)
	} else {
		for _, x := range list {
			b.RemoveElement(x)
		}
	}
	return fixed(b, rule.Fix{Title: "Move `Field(...)` to the whole annotation", Safety: rule.Unsafe, Reason: "it starts to work"})
}
