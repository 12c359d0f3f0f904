package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD098",
		Name:     "skip-validation-with-constraints",
		Severity: rule.Warning,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    skipValidation,
	})
}

// constraintKeywords are the arguments of Field that validate.
var constraintKeywords = []string{
	"gt", "ge", "lt", "le", "multiple_of", "min_length", "max_length", "pattern", "strict", "max_digits", "decimal_places", "allow_inf_nan",
}

// constraintTypes are the classes of annotated_types that Pydantic validates.
var constraintTypes = []string{
	"annotated_types.Gt", "annotated_types.Ge", "annotated_types.Lt", "annotated_types.Le", "annotated_types.Interval",
	"annotated_types.MultipleOf", "annotated_types.MinLen", "annotated_types.MaxLen", "annotated_types.Len",
	"annotated_types.Timezone", "annotated_types.Predicate",
}

func skipValidation(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !strings.Contains(n.Child(syntax.FType).Text(), "Skip") {
		return
	}
	d, _, kind := assignedIn(p, n)
	if d == nil || kind == sqlModel || d.kind != fieldDecl && d.kind != privateDecl {
		return
	}
	skip, before, behind := syntax.Node{}, d.metadata, []syntax.Node(nil)
	for i, x := range d.metadata {
		if skipsValidation(m, x) {
			skip, before, behind = x, d.metadata[:i], d.metadata[i+1:]
		}
	}
	if skip.IsNil() {
		if base, _ := semantic.Subscript(d.typ); !m.Is(base, "pydantic.SkipValidation") {
			return
		}
		skip, before, behind = d.typ, nil, d.metadata
	}
	for _, x := range append(slices.Clone(before), d.call) {
		if what := validates(m, x); what != "" {
			p.ReportNode(skip, fmt.Sprintf("`SkipValidation` turns off `%s` in the same annotation", what), nil)
			return
		}
	}
	if skip != d.typ {
		return
	}
	for _, x := range behind {
		// These run, but on a value of any type: a comparison may raise.
		if what := validates(m, x); what != "" {
			p.ReportNode(skip, fmt.Sprintf("`SkipValidation` leaves `%s` to check a value of any type", what), nil)
			return
		}
	}
}

func skipsValidation(m *semantic.Module, n syntax.Node) bool {
	if n = semantic.Unparenthesized(n); n.Is(syntax.KCall) {
		n = n.Child(syntax.FFunction)
	}
	return m.Is(n, "pydantic.SkipValidation")
}

// validates names the validation that an item of Annotated, or an assigned
// Field(...), asks for; "" if it asks for none.
func validates(m *semantic.Module, n syntax.Node) string {
	n = semantic.Unparenthesized(n)
	if !n.Is(syntax.KCall) {
		return ""
	}
	callee := n.Child(syntax.FFunction)
	name := callee.Text()
	name = name[strings.LastIndexByte(name, '.')+1:]
	switch {
	case isFieldCall(m, n):
		for _, k := range argumentsOf(n).keywords {
			if slices.Contains(constraintKeywords, k.Child(syntax.FName).Text()) && !k.Child(syntax.FValue).Is(syntax.KNone) {
				return fmt.Sprintf("%s(%s)", name, shown(k))
			}
		}
	case m.Is(callee, markerNames...), m.Is(callee, "pydantic.StringConstraints"), m.Is(callee, constraintTypes...):
		return name
	}
	return ""
}
