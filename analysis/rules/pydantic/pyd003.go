package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD003",
		Name:     "unnecessary-field-call",
		Severity: rule.Hint,
		Off:      true,
		Tags:     []rule.Tag{rule.Unnecessary},
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    unnecessaryField,
	})
}

func unnecessaryField(p *rule.Pass, n syntax.Node) {
	m := p.Module
	typ, call := n.Child(syntax.FType), n.Child(syntax.FRight)
	if typ.IsNil() || !isFieldCall(m, call) || !edit.Arguments(call).Is(syntax.KArgumentList) || len(edit.Elements(edit.Arguments(call))) > 1 {
		return
	}
	a := argumentsOf(call)
	_, value := a.defaultOf()
	if a.splat || value.IsNil() && len(a.keywords) > 0 || isEllipsis(m, value) || commented(p, call) {
		return
	}
	d, c, kind := assignedIn(p, n)
	if d == nil || kind == sqlModel || kind == dataclass || d.kind != fieldDecl || len(c.Decorators) > 0 ||
		len(d.fieldCalls(m)) > 1 || value.IsNil() && d.aliased(m) {
		return
	}
	message := "`Field()` does nothing"
	if !value.IsNil() {
		message = fmt.Sprintf("`Field(default=%s)` does nothing more than `= %s`", shown(value), shown(value))
	}
	p.ReportNode(n.Child(syntax.FLeft), message, func() []rule.Fix {
		b := p.Builder()
		if value.IsNil() {
			b.DeleteRange(typ.End(), call.End())
			return fixed(b, rule.Fix{Title: "Remove `Field()`"})
		}
		// As a whole, so that no other fix writes into what is left.
		b.Replace(call, b.Source(value))
		return fixed(b, rule.Fix{Title: "Replace by the default"})
	})
}
