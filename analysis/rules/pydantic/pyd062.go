package pydantic

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD062",
		Name:     "required-ellipsis",
		Severity: rule.Hint,
		Tags:     []rule.Tag{rule.Unnecessary},
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    requiredEllipsis,
	})
}

func requiredEllipsis(p *rule.Pass, n syntax.Node) {
	m := p.Module
	typ, right := n.Child(syntax.FType), n.Child(syntax.FRight)
	if typ.IsNil() || strings.HasSuffix(p.Path, ".pyi") {
		return
	}
	inner, metadata := annotatedParts(m, typ)
	if !isEllipsis(m, right) && !isFieldCall(m, right) && len(metadata) == 0 {
		return
	}
	d, c, kind := assignedIn(p, n)
	if d == nil || kind == sqlModel || kind == dataclass || d.kind != fieldDecl || migrating(m, c) && isOptional(m, inner) {
		return
	}
	if isEllipsis(m, right) && !d.final && !d.aliased(m) && !defaultsIn(m, d, syntax.Node{}) && !inheritsValue(m, c, d.Name) {
		p.ReportNode(right, "`...` is not needed: a field without default is required", func() []rule.Fix {
			b := p.Builder()
			b.DeleteRange(typ.End(), right.End())
			return fixed(b, rule.Fix{Title: "Remove `...`"})
		})
	}
	for _, call := range d.fieldCalls(m) {
		a := argumentsOf(call)
		argument, value := a.defaultOf()
		if !isEllipsis(m, value) || a.splat || !a.argument("default_factory").IsNil() {
			continue
		}
		assigned := call == d.call
		// Without it, a default that is given before would count again.
		if assigned && (d.aliased(m) || defaultsIn(m, d, call)) || !assigned && len(d.fieldCalls(m)) > 1 {
			continue
		}
		only := len(edit.Elements(edit.Arguments(call))) == 1 && !commented(p, n)
		if only && assigned && inheritsValue(m, c, d.Name) {
			continue
		}
		p.ReportNode(argument, "`Field(...)` is not needed: a field without default is required", func() []rule.Fix {
			b := p.Builder()
			b.Set(edit.KeepTrailingComments())
			switch {
			case !only:
				b.RemoveElement(argument)
			case assigned:
				b.DeleteRange(typ.End(), right.End())
			default:
				dropMetadata(b, call)
			}
			return fixed(b, rule.Fix{Title: "Remove `...`"})
		})
	}
}

// inheritsValue tells whether the class has an attribute of the name from a base
// that is no field there: a field without an assigned value takes that as its
// default.
func inheritsValue(m *semantic.Module, c *semantic.Class, name string) bool {
	for _, a := range c.Ancestors() {
		switch {
		case a.Class != nil:
			for _, x := range a.Class.MemberList(name) {
				return declared(m, x).kind != fieldDecl || classify(a.Class) == otherClass && !x.Value.IsNil()
			}
		case a.Info != nil:
			if x := a.Info.Member(name); x != nil {
				is, _ := infoField(x)
				return !is || len(a.Info.Bases) == 0 && x.Value.HasValue
			}
		}
	}
	return false
}

// commented tells whether there is a comment inside of a node.
func commented(p *rule.Pass, n syntax.Node) bool {
	for range p.File.CommentsIn(n.Start(), n.End()) {
		return true
	}
	return false
}

// defaultsIn tells whether a Field in Annotated other than except has a default.
func defaultsIn(m *semantic.Module, d *declaration, except syntax.Node) bool {
	return slices.ContainsFunc(d.fieldCalls(m), func(call syntax.Node) bool {
		a := argumentsOf(call)
		return call != except && (a.splat || len(a.positional) > 0 || !a.argument("default").IsNil() || !a.argument("default_factory").IsNil())
	})
}

// isOptional tells whether an annotation is Optional[...].
func isOptional(m *semantic.Module, typ syntax.Node) bool {
	base, _ := semantic.Subscript(typ)
	return m.Is(base, "typing.Optional")
}

// migrating tells whether a file is on its way from Pydantic 1: there
// Optional[X] without default, or Field(...), may be meant as version 1 took it.
func migrating(m *semantic.Module, c *semantic.Class) bool {
	if c != nil && len(c.MemberList("Config")) > 0 {
		return true
	}
	for _, b := range m.ImportsOf("pydantic") {
		switch b.Attr {
		case "validator", "root_validator", "BaseSettings", "Extra", "parse_obj_as", "validate_arguments":
			return true
		}
	}
	for _, name := range []string{"parse_obj", "parse_raw", "from_orm", "update_forward_refs", "__fields__", "__fields_set__", "schema_json"} {
		if m.MentionsAttribute(name) {
			return true
		}
	}
	return len(m.ImportsOf("pydantic.generics")) > 0
}
