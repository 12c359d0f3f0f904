package pydantic

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD024",
		Name:     "validator-missing-classmethod",
		Severity: rule.Hint,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    missingClassmethod,
	})
}

func missingClassmethod(p *rule.Pass, n syntax.Node) {
	v := methodValidator(p.Module, n)
	if v == nil || v.kind == "model_validator" && v.mode != "before" && v.mode != "wrap" || p.Module.Generated() {
		return
	}
	if len(v.fn.Params) == 0 || v.fn.Params[0].Name != "cls" {
		return
	}
	for _, d := range v.fn.Decorators {
		// Somebody's own decorator may not take a classmethod.
		if !strings.HasPrefix(d.Name, "pydantic.") {
			return
		}
	}
	p.ReportNode(v.fn.NameNode, fmt.Sprintf("Add `@classmethod` below `@%s`", v.kind), func() []rule.Fix {
		symbol := p.Module.Find(p.Module.ScopeOf(v.fn.Decorated), "classmethod")
		if symbol == nil || !symbol.Builtin {
			return nil
		}
		b := p.Builder()
		b.AddInnerDecorator(n, "classmethod")
		edits, err := b.Edits()
		if err != nil {
			return nil
		}
		return []rule.Fix{{Title: "Add `@classmethod`", Edits: edits}}
	})
}
