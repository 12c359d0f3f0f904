package pydantic

import (
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD038",
		Name:     "json-schema-input-type-with-after",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2.9"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    inputTypeAfter,
	})
}

func inputTypeAfter(p *rule.Pass, n syntax.Node) {
	input := edit.Keyword(n, "json_schema_input_type")
	if input.IsNil() || p.Module.Generated() {
		return
	}
	switch callee := n.Child(syntax.FFunction); {
	case p.Module.Is(callee, "pydantic.AfterValidator"):
	case p.Module.Is(callee, "pydantic.field_validator"):
		for _, a := range edit.Elements(edit.Arguments(n)) {
			if a.Is(syntax.KDictionarySplat) {
				return
			}
		}
		if mode := edit.Keyword(n, "mode"); !mode.IsNil() {
			if s, ok := plainString(mode.Child(syntax.FValue)); !ok || s != "after" {
				return
			}
		}
		// The default, written out.
		if p.Module.Is(input.Child(syntax.FValue), "pydantic_core.PydanticUndefined") {
			return
		}
	default:
		return
	}
	p.ReportNode(input, "`json_schema_input_type` needs mode before, plain or wrap: this raises at class creation", nil)
}
