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
		Code:     "PYD031",
		Name:     "v1-values-parameter",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2.4"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    valuesParameter,
	})
}

// infoAttributes are what a ValidationInfo has.
var infoAttributes = []string{"data", "context", "config", "mode", "field_name"}

func valuesParameter(p *rule.Pass, n syntax.Node) {
	m := p.Module
	c := readCallback(m, n)
	if c == nil || c.kind != "field_validator" || c.mode == "" || m.Generated() {
		return
	}
	values := c.info()
	if values == nil {
		// Pydantic does not even pass one that must be given by name.
		if i := slices.IndexFunc(c.rest, func(p *semantic.Param) bool {
			return p.Kind == semantic.KeywordOnly && p.Default.IsNil() && p.Name == "values"
		}); i >= 0 && len(c.rest) == i+1 {
			values = c.rest[i]
		}
	}
	if values == nil || mayBeInfo(m, values.Type) {
		return
	}
	uses := c.uses(m, values)
	if !slices.ContainsFunc(uses, usedAsMapping) {
		return
	}
	p.ReportNode(values.Node, fmt.Sprintf("`%s` is a ValidationInfo in v2, not a dict: use `info.data`", values.Name), func() []rule.Fix {
		b := p.Builder()
		if values.Name != "info" && m.Mentions(m.BodyScope(n), "info") {
			return nil
		}
		for _, use := range uses {
			up := use.Parent()
			switch {
			case up.Is(syntax.KInterpolation) && strings.Contains(up.Text(), "="), up.Is(syntax.KNonlocalStatement):
				return nil
			case use.Field() == syntax.FObject && slices.Contains(infoAttributes, up.Child(syntax.FAttribute).Text()):
				b.Replace(use, "info")
			default:
				b.Replace(use, "info.data")
			}
		}
		for _, x := range c.rest {
			if x.Kind == semantic.VarKeyword {
				if len(c.uses(m, x)) > 0 {
					return nil
				}
				b.RemoveElement(x.Node)
			}
		}
		if values.Kind == semantic.KeywordOnly {
			b.RemoveElement(n.Child(syntax.FParameters).ChildOf(syntax.KKeywordSeparator))
		}
		b.Replace(values.Node, "info: "+b.Name(n, "pydantic", "ValidationInfo"))
		return fixed(b, rule.Fix{Title: "Use `info: ValidationInfo`"})
	})
}

// mayBeInfo tells whether an annotation is ValidationInfo, or something that is
// not known.
func mayBeInfo(m *semantic.Module, typ syntax.Node) bool {
	for d := range typ.Descendants() {
		if d.Is(syntax.KString) && strings.Contains(d.Text(), "Info") {
			return true
		}
		if !d.Is(syntax.KIdentifier) || d.Field() == syntax.FAttribute {
			continue
		}
		if d.Parent().Is(syntax.KAttribute) {
			d = d.Parent()
		}
		switch top, _, _ := strings.Cut(m.Resolve(d), "."); top {
		case "builtins", "typing", "collections":
		default:
			return true
		}
	}
	return false
}

// usedAsMapping tells whether a use of a name is one of a dictionary.
func usedAsMapping(use syntax.Node) bool {
	up := use.Parent()
	switch up.Kind() {
	case syntax.KSubscript:
		return use.Field() == syntax.FValue
	case syntax.KAttribute:
		return use.Field() == syntax.FObject && slices.Contains([]string{"get", "items", "keys", "values"}, up.Child(syntax.FAttribute).Text())
	case syntax.KComparisonOperator:
		_, operator, right := comparison(up)
		return right == use && (operator == "in" || operator == "not in")
	case syntax.KDictionarySplat:
		return true
	case syntax.KForStatement, syntax.KForInClause:
		return use.Field() == syntax.FRight
	}
	return false
}
