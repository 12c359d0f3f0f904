package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD021",
		Name:     "model-validator-returns-none",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    modelValidatorReturns,
	})
}

func modelValidatorReturns(p *rule.Pass, n syntax.Node) {
	m := p.Module
	c := readCallback(m, n)
	if c == nil || c.kind != "model_validator" || c.mode == "" || c.mode == "plain" || m.Generated() {
		return
	}
	what, then := "the data", "every input of `"+c.method.class.Name+"` will be rejected"
	if c.mode != "before" {
		what, then = "the instance", "`"+c.method.class.Name+".model_validate(...)` will return None"
		if c.value != nil && c.value == c.bound {
			what = c.value.Name
		}
	}
	x, never, sometimes := c.returnsNothing(m)
	switch {
	case never:
		p.ReportNode(c.NameNode, fmt.Sprintf("`%s` never returns %s: %s", c.Name, what, then), func() []rule.Fix {
			if c.mode == "wrap" {
				return x.returnHandled(p)
			}
			if name := x.lastAssigned(); name != "" && name != c.value.Name {
				return nil
			}
			return appendReturn(p, c, "return "+c.value.Name, rule.Fix{})
		})
	case sometimes && c.mode != "wrap":
		p.Report(rule.Diagnostic{
			Start: c.NameNode.Start(), End: c.NameNode.End(), Severity: rule.Warning,
			Message: fmt.Sprintf("`%s` can end without returning %s", c.Name, what),
			Fixes: func() []rule.Fix {
				if !x.falls || len(x.bare) > 0 || x.returnsLocal() {
					return nil
				}
				return appendReturn(p, c, "return "+c.value.Name, rule.Fix{Safety: rule.Unsafe, Reason: "another value may be meant there"})
			},
		})
	}
}

// returnHandled returns what the handler gives where the body ends in a call of
// it with the data alone.
func (x *exits) returnHandled(p *rule.Pass) []rule.Fix {
	var last syntax.Node
	for stmt := range x.c.Body.Named() {
		if !stmt.IsExtra() {
			last = stmt
		}
	}
	call := last.FirstChild()
	args := edit.Elements(edit.Arguments(call))
	if x.c.handler == nil || !last.Is(syntax.KExpressionStatement) || !call.Is(syntax.KCall) || call.Child(syntax.FFunction).Text() != x.c.handler.Name || len(args) != 1 {
		return nil
	}
	b := p.Builder()
	b.Insert(last.Start(), "return ")
	return fixed(b, rule.Fix{Title: "Add `return`"})
}
