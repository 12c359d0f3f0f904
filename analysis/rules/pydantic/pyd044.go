package pydantic

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD044",
		Name:     "validate-by-alias-and-name-off",
		Severity: rule.Error,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2.11"),
		Kinds:    configKinds,
		Check:    aliasAndNameOff,
	})
}

func aliasAndNameOff(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if m.Generated() {
		return
	}
	if callee := n.Child(syntax.FFunction); n.Is(syntax.KCall) && callee.Is(syntax.KAttribute) && strings.HasPrefix(callee.Child(syntax.FAttribute).Text(), "model_validate") {
		a := argumentsOf(n)
		if a.keyword("by_alias").Is(syntax.KFalse) && a.keyword("by_name").Is(syntax.KFalse) && isModelClass(m, m.Resolve(callee.Child(syntax.FObject))) {
			p.ReportNode(a.argument("by_name"), "With `by_alias=False` and `by_name=False` no field can be set: pydantic raises", nil)
		}
		return
	}
	s := configAt(m, n)
	if s == nil || s.splat {
		return
	}
	alias, name := s.key("validate_by_alias"), s.key("validate_by_name")
	at := name
	switch {
	case alias.value.Is(syntax.KFalse) && name.value.Is(syntax.KFalse):
	case s.class == nil:
		return
	case alias.value.Is(syntax.KFalse) && name.node.IsNil():
		at = alias
		fallthrough
	case name.value.Is(syntax.KFalse) && alias.node.IsNil():
		e := effectiveConfig(m, s.class)
		if !e.is("validate_by_alias", "False") || !e.is("validate_by_name", "False") {
			return
		}
	default:
		return
	}
	if s.class != nil && effectiveConfig(m, s.class).values["populate_by_name"].text == "True" {
		return // it turns validate_by_name on
	}
	p.ReportNode(at.node, "With `validate_by_alias=False` and `validate_by_name=False` no field can be set: pydantic raises", func() []rule.Fix {
		fix := rule.Fix{Title: "Set `validate_by_name=True`"}
		if name.node.IsNil() {
			return addConfig(p, s.class, "validate_by_name", "True", fix)
		}
		b := p.Builder()
		b.Replace(name.value, "True")
		return fixed(b, fix)
	})
}
