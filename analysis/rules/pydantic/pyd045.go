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
		Code:     "PYD045",
		Name:     "extra-enum",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAttribute},
		Check:    extraEnum,
	})
}

func extraEnum(p *rule.Pass, n syntax.Node) {
	m := p.Module
	name := n.Child(syntax.FAttribute).Text()
	if name != "allow" && name != "forbid" && name != "ignore" {
		return
	}
	if !m.Is(n.Child(syntax.FObject), "pydantic.Extra", "pydantic.config.Extra") || m.Generated() || forVersions(n) || inV1Model(m, n) {
		return
	}
	p.ReportNode(n, fmt.Sprintf("`Extra.%s` is deprecated: use the string \"%s\"", name, name), func() []rule.Fix {
		whole := n
		if up := n.Parent(); up.Is(syntax.KAttribute) {
			if up.Child(syntax.FAttribute).Text() != "value" {
				return nil // .name, or a method of the enumeration
			}
			whole = up
		}
		if whole.Parent().Is(syntax.KComparisonOperator) || !n.Ancestor(syntax.KInterpolation).IsNil() {
			return nil // "is" asks for the member; an f-string shows its name
		}
		b := p.Builder()
		b.Replace(whole, b.Str(name))
		return fixed(b, rule.Fix{Title: fmt.Sprintf("Use %q", name)})
	})
}

// inV1Model tells whether n stands in a model of pydantic.v1, or in its Config.
func inV1Model(m *semantic.Module, n syntax.Node) bool {
	for c := m.EnclosingClass(n); c != nil; c = m.EnclosingClass(c.Node) {
		for _, a := range c.Ancestors() {
			if strings.HasPrefix(a.Name, "pydantic.v1.") {
				return true
			}
		}
	}
	return false
}
