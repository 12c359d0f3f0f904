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
		Code:     "PYD097",
		Name:     "validate-call-order",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KDecoratedDefinition},
		Check:    validateCallOrder,
	})
}

func validateCallOrder(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if c := m.Class(n); c != nil {
		if d := c.Decorator("pydantic.validate_call"); d != nil && !m.Generated() {
			p.ReportNode(d.Node, "`@validate_call` goes on functions, not on a class: this raises", nil)
		}
		return
	}
	fn := m.Func(n)
	if fn == nil {
		return
	}
	var call *semantic.Decorator
	for i := range fn.Decorators {
		d := &fn.Decorators[i]
		switch d.Name {
		case "pydantic.validate_call":
			if call == nil {
				call = d
			}
		case "builtins.classmethod", "builtins.staticmethod", "builtins.property":
			if call == nil || m.Generated() {
				return
			}
			name := strings.TrimPrefix(d.Name, "builtins.")
			p.ReportNode(call.Node, fmt.Sprintf("`@validate_call` goes below `@%s`", name), func() []rule.Fix {
				b := p.Builder()
				text := p.File.Text
				start, end := text.LineStart(text.LineOf(d.Node.Start())), text.LineStart(text.LineOf(d.Node.End())+1)
				b.DropRange(start, end)
				b.Insert(text.LineStart(text.LineOf(call.Node.Start())), string(text.Slice(start, end)))
				return fixed(b, rule.Fix{Title: "Swap the decorators"})
			})
			return
		}
	}
}
