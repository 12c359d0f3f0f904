package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD001",
		Name:     "field-default-positional",
		Severity: rule.Hint,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    positionalDefault,
	})
}

func positionalDefault(p *rule.Pass, n syntax.Node) {
	call := n.Child(syntax.FRight)
	if n.Child(syntax.FType).IsNil() || !isFieldCall(p.Module, call) || !edit.Arguments(call).Is(syntax.KArgumentList) {
		return
	}
	a := argumentsOf(call)
	value := a.first()
	if len(a.positional) != 1 || isEllipsis(p.Module, value) || a.splat || !a.argument("default").IsNil() {
		return
	}
	d, _, kind := assignedIn(p, n)
	if d == nil || kind == sqlModel || d.kind != fieldDecl && !(kind == dataclass && d.kind == privateDecl) {
		return
	}
	p.ReportNode(value, fmt.Sprintf("Pass the default of `Field` by keyword: `Field(default=%s)`", shown(value)), func() []rule.Fix {
		b := p.Builder()
		b.Insert(value.Start(), "default=")
		return fixed(b, rule.Fix{Title: "Use `default=`"})
	})
}
