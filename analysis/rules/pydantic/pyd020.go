package pydantic

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD020",
		Name:     "field-validator-returns-none",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    fieldValidatorReturns,
	})
}

func fieldValidatorReturns(p *rule.Pass, n syntax.Node) {
	m := p.Module
	c := readCallback(m, n)
	if c == nil || c.method != nil && c.kind != "field_validator" || m.Generated() {
		return
	}
	x, never, sometimes := c.returnsNothing(m)
	switch {
	case never:
		message := fmt.Sprintf("`%s` never returns the value: %s will be None", c.Name, c.shownFields())
		p.ReportNode(c.NameNode, message, func() []rule.Fix {
			// What was made of the value is lost otherwise.
			if name := x.lastAssigned(); name != "" && name != c.value.Name {
				return nil
			}
			return appendReturn(p, c, "return "+c.value.Name, rule.Fix{})
		})
	case sometimes && c.mode != "before" && c.mode != "" && c.takesNoNone(m):
		p.Report(rule.Diagnostic{
			Start: c.NameNode.Start(), End: c.NameNode.End(), Severity: rule.Warning,
			Message: fmt.Sprintf("`%s` can end without returning the value", c.Name),
			Fixes: func() []rule.Fix {
				if !x.falls || len(x.bare) > 0 || x.returnsLocal() {
					return nil
				}
				return appendReturn(p, c, "return "+c.value.Name, rule.Fix{Safety: rule.Unsafe, Reason: "another value may be meant there"})
			},
		})
	}
}

// shownFields names the fields for a message.
func (c *callback) shownFields() string {
	names, certain := c.fields()
	switch {
	case certain:
		return "`" + strings.Join(names, "`, `") + "`"
	case c.method == nil:
		return "the fields of the type"
	}
	return "the fields"
}

// lastAssigned is the name that the last statement of the body binds, if it is
// a plain assignment to one.
func (x *exits) lastAssigned() string {
	var last syntax.Node
	for stmt := range x.c.Body.Named() {
		if !stmt.IsExtra() {
			last = stmt
		}
	}
	if a := last.FirstChild(); last.Is(syntax.KExpressionStatement) && a.Is(syntax.KAssignment) && a.Child(syntax.FLeft).Is(syntax.KIdentifier) {
		return a.Child(syntax.FLeft).Text()
	}
	return ""
}

// returnsLocal tells whether what is returned elsewhere is a local variable that
// an assignment makes, perhaps of the value.
func (x *exits) returnsLocal() bool {
	for _, r := range x.values {
		for e := range r.Named() {
			e = semantic.Unparenthesized(e)
			if !e.Is(syntax.KIdentifier) || e.Text() == x.c.value.Name {
				continue
			}
			symbol := x.m.Lookup(e)
			if symbol == nil || symbol.Scope != x.m.BodyScope(x.c.Node) {
				continue
			}
			for i := range symbol.Bindings {
				if symbol.Bindings[i].Stmt().Is(syntax.KAssignment, syntax.KAugmentedAssignment, syntax.KNamedExpression) {
					return true
				}
			}
		}
	}
	return false
}

// takesNoNone tells whether the type of every field that is validated is known,
// and None is not among its values.
func (c *callback) takesNoNone(m *semantic.Module) bool {
	if c.method == nil {
		for _, call := range markersOf(m, c.Node) {
			base, args := semantic.Subscript(call.Parent())
			if base.IsNil() {
				base, args = semantic.Subscript(call.Ancestor(syntax.KSubscript, syntax.KGenericType))
			}
			if base.IsNil() || !m.Is(base, "typing.Annotated") || inside(call, args[0]) || !excludesNone(m, m.Annotated(args[0])) {
				return false
			}
		}
		return true
	}
	names, certain := c.fields()
	if !certain {
		return false
	}
	fields, _ := fieldsOf(m, c.method.class)
	for _, name := range names {
		f := fieldNamed(fields, name)
		switch {
		case f == nil:
			return false
		case f.decl != nil && excludesNone(m, m.Annotated(f.decl.Type)):
		case f.info != nil && excludesNone(m, f.info.Value.Annotation.Type):
		default:
			return false
		}
	}
	return true
}

// excludesNone tells whether a type is one of which None is certainly no value.
func excludesNone(m *semantic.Module, t semantic.Type) bool {
	if t.Kind != semantic.Instance || t.Optional {
		return false
	}
	top, rest, _ := strings.Cut(t.Name, ".")
	switch top {
	case "builtins":
		return rest != "object" && rest != "NoneType"
	case "datetime", "decimal", "uuid", "pathlib":
		return true
	}
	a := m.Named(t.Name)
	return a.Class != nil || a.Info != nil
}
