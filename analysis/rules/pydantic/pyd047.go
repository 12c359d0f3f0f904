package pydantic

import (
	"fmt"
	"slices"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD047",
		Name:     "enum-default-not-converted",
		Severity: rule.Warning,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    enumDefault,
	})
}

func enumDefault(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Child(syntax.FType).IsNil() || n.Child(syntax.FRight).IsNil() {
		return
	}
	d, c, kind := assignedIn(p, n)
	if d == nil || kind == sqlModel || kind == dataclass || d.kind != fieldDecl || d.Guard != 0 {
		return
	}
	value := d.Value
	if !d.call.IsNil() {
		a := argumentsOf(d.call)
		if _, value = a.defaultOf(); a.splat {
			return
		}
	}
	if !value.Is(syntax.KAttribute) || !isFieldValue(m, value) {
		return
	}
	typ := d.typ
	if inner, ok := optional(m, typ); ok {
		typ = inner
	}
	q := m.Resolve(value.Child(syntax.FObject))
	if q == "" || m.Resolve(typ) != q || m.IsSubclass(q, "enum.Enum") != semantic.Yes {
		return
	}
	for _, call := range d.fieldCalls(m) {
		if a := argumentsOf(call); a.splat || !a.argument("validate_default").IsNil() {
			return
		}
	}
	if e := effectiveConfig(m, c); !e.is("use_enum_values", "True") || !e.isNot("validate_default", "True") || mayValidateField(m, c, d.Name) {
		return
	}
	for _, sub := range localSubclasses(m, c) {
		if !effectiveConfig(m, sub).isNot("validate_default", "True") {
			return
		}
	}
	p.ReportNode(value, fmt.Sprintf("`use_enum_values` does not convert defaults: `%s` will be `%s`, not its value", d.Name, value.Text()), func() []rule.Fix {
		b := p.Builder()
		validateDefault(p, b, d.Value)
		return fixed(b, rule.Fix{Title: "Validate this default", Safety: rule.Unsafe, Reason: "the attribute becomes the plain value, as the configuration asks for"})
	})
}

// mayValidateField tells whether a validator of the class or of a base names the
// field, or may.
func mayValidateField(m *semantic.Module, c *semantic.Class, name string) bool {
	for _, a := range append([]*semantic.Ancestor{{Class: c, Known: true}}, c.Ancestors()...) {
		switch {
		case a.Class != nil:
			if slices.ContainsFunc(validatorsOf(m, a.Class), func(v fieldValidator) bool { return v.any || slices.Contains(v.fields, name) }) {
				return true
			}
		case a.Info != nil:
			if slices.ContainsFunc(a.Info.Members, func(x *semantic.MemberInfo) bool { return mayValidate(m, x) }) {
				return true
			}
		}
	}
	return false
}
