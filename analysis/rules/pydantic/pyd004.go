package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD004",
		Name:     "default-inside-annotated",
		Severity: rule.Hint,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    defaultInAnnotated,
	})
}

func defaultInAnnotated(p *rule.Pass, n syntax.Node) {
	if typ := n.Child(syntax.FType); typ.IsNil() || !n.Child(syntax.FRight).IsNil() {
		return
	} else if _, metadata := annotatedParts(p.Module, typ); len(metadata) == 0 {
		return
	}
	d, _, kind := assignedIn(p, n)
	if d == nil || kind == sqlModel || d.final || d.kind != fieldDecl && !(kind == dataclass && d.kind == privateDecl) {
		return
	}
	var call, argument, value syntax.Node
	name := ""
	for _, f := range d.fieldCalls(p.Module) {
		a := argumentsOf(f)
		arg, v := a.defaultOf()
		factory := a.argument("default_factory")
		hasDefault := !a.first().IsNil() || !a.argument("default").IsNil()
		switch {
		case a.splat || hasDefault && !factory.IsNil() || hasDefault && arg.IsNil():
			return // more than can be told, or PYD052
		case !hasDefault && factory.IsNil():
			continue
		case !call.IsNil():
			return // one of them counts
		case hasDefault:
			call, argument, value, name = f, arg, v, "default"
		default:
			call, argument, value, name = f, factory, factory.Child(syntax.FValue), "default_factory"
		}
	}
	if call.IsNil() || isEllipsis(p.Module, value) || name == "default_factory" && value.Is(syntax.KNone) {
		return
	}
	// None where the type has none is hidden there on purpose: outside, type
	// checkers would refuse it.
	if value.Is(syntax.KNone) && excludesNone(p.Module, p.Module.Annotated(d.typ)) {
		return
	}
	p.ReportNode(argument, fmt.Sprintf("Assign the default: type checkers do not see `Field(%s=...)` inside `Annotated`", name), func() []rule.Fix {
		b := p.Builder()
		text := expression(b, value, b.Indent(n))
		if name == "default_factory" {
			text = fmt.Sprintf("%s(default_factory=%s)", b.Source(call.Child(syntax.FFunction)), b.Reindent(value, b.Indent(n)))
		}
		dropArgument(b, call, argument)
		b.Insert(n.End(), " = "+text)
		fix := rule.Fix{Title: "Move the default out"}
		if kind == dataclass {
			fix.Safety, fix.Reason = rule.Unsafe, "a field without default may not follow it then"
		}
		return fixed(b, fix)
	})
}
