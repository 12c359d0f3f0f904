package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD059",
		Name:     "final-field-with-default",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    finalWithDefault,
	})
}

func finalWithDefault(p *rule.Pass, n syntax.Node) {
	m := p.Module
	typ := n.Child(syntax.FType)
	if typ.IsNil() || n.Child(syntax.FRight).IsNil() {
		return
	}
	if inner, _ := annotatedParts(m, typ); !isFinal(m, inner) {
		return
	}
	d, _, kind := assignedIn(p, n)
	if d == nil || d.kind != classVarDecl || !d.final || kind == dataclass {
		return
	}
	if len(d.metadata) > 0 && !has(p, "2.11") {
		return // before, Final inside of Annotated was a field
	}
	message := fmt.Sprintf("`%s: Final` with a default is a class variable today and becomes a field in pydantic v3: say `ClassVar`", d.Name)
	p.ReportNode(d.Node(), message, func() []rule.Fix {
		base, args := semantic.Subscript(d.typ)
		if base.IsNil() {
			base = d.typ
		}
		if d.typ.Is(syntax.KString) {
			return nil
		}
		b := p.Builder()
		name := "ClassVar"
		if len(args) == 1 {
			name += "[" + shown(args[0]) + "]"
		}
		b.Replace(base, b.NameLike(base, "typing", "ClassVar"))
		fixes := fixed(b, rule.Fix{Title: fmt.Sprintf("Use `%s`", name)})
		if len(args) != 1 {
			return fixes
		}
		b = p.Builder()
		b.DeleteRange(d.typ.Start(), args[0].Start())
		b.DeleteRange(args[0].End(), d.typ.End())
		switch {
		case d.call.IsNil():
			b.Replace(d.Value, fmt.Sprintf("%s(default=%s, frozen=True)", b.Name(n, "pydantic", "Field"), b.Source(d.Value)))
		case isFieldCall(m, d.call) && argumentsOf(d.call).argument("frozen").IsNil():
			b.AddKeyword(d.call, "frozen", "True")
		default:
			return fixes
		}
		return append(fixes, fixed(b, rule.Fix{Title: "Make it a frozen field", Safety: rule.Unsafe, Reason: "it becomes a field"})...)
	})
}
