package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD053",
		Name:     "optional-without-default",
		Severity: rule.Information,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    []rule.Gate{{Package: "pydantic", Range: ">=2", Unknown: true, Partly: true}},
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    optionalWithoutDefault,
	})
}

// optionalWithoutDefault speaks in files that come from Pydantic 1; in others
// only where the configuration selects the rule, for in version 2 such a field is
// most often meant as it stands.
func optionalWithoutDefault(p *rule.Pass, n syntax.Node) {
	m := p.Module
	typ, right := n.Child(syntax.FType), n.Child(syntax.FRight)
	if typ.IsNil() || !right.IsNil() && !isFieldCall(m, right) {
		return
	}
	inner, metadata := annotatedParts(m, typ)
	optional := isOptional(m, inner) && len(metadata) == 0
	if !optional && !nullable(m, inner) {
		return
	}
	d, c, kind := assignedIn(p, n)
	if d == nil || kind == sqlModel || kind == dataclass || d.kind != fieldDecl || d.final || defaultsIn(m, d, d.call) || abstract(c) {
		return
	}
	if !admitsBoth(p) && !migrating(m, c) && (!optional || !p.Project.Enabled(p.Rule.Code, p.Rule.Name, true)) {
		return
	}
	a := argumentsOf(d.call)
	argument, value := a.defaultOf()
	if a.splat || !a.argument("default_factory").IsNil() || !value.IsNil() && !(optional && isEllipsis(m, value)) || len(a.positional) > 1 {
		return
	}
	message := fmt.Sprintf("`%s: %s` has no default: required in pydantic v2 (v1 gave it None)", d.Name, typeForm(m, inner))
	p.ReportNode(n.Child(syntax.FLeft), message, func() []rule.Fix {
		b := p.Builder()
		switch {
		case d.call.IsNil():
			b.Insert(n.End(), " = None")
		case !argument.IsNil():
			b.Replace(argument, "default=None")
		default:
			b.PrependArgument(d.call, "default=None")
		}
		return fixed(b, rule.Fix{Title: "Add `= None`", Safety: rule.Unsafe, Reason: "the field need not be given then"})
	})
}

var beforeOne, versionOne, versionTwo = versions("<1"), versions(">=1,<2"), versions(">=2")

func versions(s string) project.Range {
	r, _ := project.ParseRange(s)
	return r
}

// admitsBoth tells whether the project says that Pydantic 1 will do as well as
// Pydantic 2; one that says nothing does not.
func admitsBoth(p *rule.Pass) bool {
	f := p.Project.Found("pydantic")
	return f != nil && f.Range.Intersect(beforeOne).IsEmpty() && !f.Range.Intersect(versionOne).IsEmpty() && !f.Range.Intersect(versionTwo).IsEmpty()
}

// typeForm is a type for the message: "Optional[...]", or as it is written.
func typeForm(m *semantic.Module, typ syntax.Node) string {
	if isOptional(m, typ) {
		return "Optional[...]"
	}
	return shown(typ)
}

// nullable tells whether a type admits None by what is written at its top:
// Optional[X], Union[X, None], X | None, Any.
func nullable(m *semantic.Module, typ syntax.Node) bool {
	if isOptional(m, typ) || m.Is(typ, "typing.Any") {
		return true
	}
	if base, args := semantic.Subscript(typ); m.Is(base, "typing.Union") {
		for _, a := range args {
			if semantic.Unparenthesized(a).Is(syntax.KNone) {
				return true
			}
		}
	}
	if typ.Is(syntax.KBinaryOperator, syntax.KUnionType) {
		u := &union{node: typ}
		return u.collect(typ, 0) && !u.none.IsNil()
	}
	return false
}

// abstract tells whether a class is a base for others only.
func abstract(c *semantic.Class) bool {
	for _, b := range c.Bases {
		if b.Name == "abc.ABC" || b.Name == "typing.Protocol" {
			return true
		}
	}
	return false
}
