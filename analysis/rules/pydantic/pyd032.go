package pydantic

import (
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD032",
		Name:     "validation-error-constructed",
		Severity: rule.Error,
		Uses:     []string{"pydantic", "pydantic_core"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    constructedError,
	})
}

func constructedError(p *rule.Pass, n syntax.Node) {
	m := p.Module
	callee := n.Child(syntax.FFunction)
	if !m.Is(callee, "pydantic.ValidationError", "pydantic_core.ValidationError") || m.Generated() {
		return
	}
	args := edit.Elements(edit.Arguments(n))
	positional := 0
	for _, a := range args {
		switch {
		case a.Is(syntax.KListSplat, syntax.KDictionarySplat):
			return
		case a.Is(syntax.KKeywordArgument):
			// What unpickling passes is accepted.
			if a.Child(syntax.FName).Text() == "line_errors" {
				return
			}
		default:
			positional++
		}
	}
	if positional > 1 {
		return
	}
	p.ReportNode(n, "`ValidationError(...)` cannot be constructed in pydantic v2 (TypeError): raise ValueError in a validator", func() []rule.Fix {
		if len(args) != 1 || !args[0].Is(syntax.KString, syntax.KConcatenatedString) || !n.Parent().Is(syntax.KRaiseStatement) || !inValidator(m, n) {
			return nil
		}
		if s := m.Find(m.ScopeOf(n), "ValueError"); s == nil || !s.Builtin {
			return nil
		}
		b := p.Builder()
		b.Replace(callee, "ValueError")
		edits, err := b.Edits()
		if err != nil {
			return nil
		}
		return []rule.Fix{{Title: "Raise ValueError", Edits: edits}}
	})
}
