package pydantic

import (
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD033",
		Name:     "type-error-in-validator",
		Severity: rule.Warning,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KRaiseStatement},
		Check:    raisesTypeError,
	})
}

func raisesTypeError(p *rule.Pass, n syntax.Node) {
	m := p.Module
	var raised syntax.Node
	for c := range n.Named() {
		if !c.IsExtra() && c.Field() != syntax.FCause {
			raised = semantic.Unparenthesized(c)
			break
		}
	}
	if raised.Is(syntax.KCall) {
		raised = raised.Child(syntax.FFunction)
	}
	fn := enclosingFunction(n)
	if !raised.Is(syntax.KIdentifier, syntax.KAttribute) || !fn.Is(syntax.KFunctionDefinition) || !m.Is(raised, "builtins.TypeError") || m.Generated() {
		return
	}
	c := readCallback(m, fn)
	if c == nil || c.kind == "validator" || c.kind == "root_validator" {
		return
	}
	// A model in a function may be there to check arguments, and let the error pass.
	if c.method != nil && !c.method.class.Node.Ancestor(syntax.KFunctionDefinition).IsNil() {
		return
	}
	if caught(m, n, fn, "builtins.TypeError", "builtins.Exception", "builtins.BaseException") {
		return
	}
	p.ReportNode(raised, "A TypeError raised in a validator is not turned into a ValidationError in v2: raise ValueError", func() []rule.Fix {
		if s := m.Find(m.ScopeOf(n), "ValueError"); s == nil || !s.Builtin {
			return nil
		}
		b := p.Builder()
		b.Replace(raised, "ValueError")
		return fixed(b, rule.Fix{Title: "Raise ValueError", Safety: rule.Unsafe, Reason: "callers may catch TypeError"})
	})
}
