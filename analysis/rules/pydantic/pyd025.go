package pydantic

import (
	"fmt"
	"slices"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD025",
		Name:     "validator-first-parameter",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    firstParameter,
	})
}

// infoNames are what the parameter for the ValidationInfo is called.
var infoNames = []string{"info", "_info", "_", "ctx", "context", "validation_info", "values"}

func firstParameter(p *rule.Pass, n syntax.Node) {
	m := p.Module
	v := methodValidator(m, n)
	if v == nil || v.kind != "field_validator" && (v.kind != "model_validator" || v.mode != "before") || m.Generated() ||
		v.fn.Decorator("builtins.classmethod", "builtins.staticmethod") != nil || len(v.fn.Params) == 0 {
		return
	}
	for _, d := range v.fn.Decorators {
		// Somebody's own decorator may pass something else.
		if d.Node != v.decorator.Node && !collected[d.Name] {
			return
		}
	}
	first := &v.fn.Params[0]
	if first.Name == "cls" || first.Kind > semantic.PositionalOrKeyword {
		return
	}
	symbol := m.Lookup(first.NameNode)
	if symbol == nil {
		return
	}
	unused := symbol.Only() != nil && len(m.Uses(symbol)) == 0
	message := "`self` in a field validator raises at class creation"
	if first.Name != "self" || v.kind != "field_validator" {
		second := secondRequired(v.fn)
		if second == nil || v.mode == "wrap" || v.mode == "" || !unused || first.Name != "self" && looksLikeInfo(m, second) {
			return
		}
		message = fmt.Sprintf("`%s` is not `cls`: pydantic passes the value here and the ValidationInfo as `%s`", first.Name, second.Name)
	}
	p.ReportNode(first.Node, message, func() []rule.Fix {
		if s := m.Find(m.ScopeOf(v.fn.Decorated), "classmethod"); !unused || s == nil || !s.Builtin || m.Mentions(m.BodyScope(n), "cls") {
			return nil
		}
		b := p.Builder()
		b.AddInnerDecorator(n, "classmethod")
		b.Replace(first.NameNode, "cls")
		return fixed(b, rule.Fix{Title: "Use `@classmethod` and `cls`", Safety: rule.Unsafe, Reason: "it gets other arguments"})
	})
}

// secondRequired is the second of exactly two parameters that Pydantic fills by
// position; nil if there are more or less of them.
func secondRequired(fn *semantic.Func) *semantic.Param {
	var required []*semantic.Param
	for i := range fn.Params {
		switch p := &fn.Params[i]; {
		case p.Kind == semantic.VarPositional:
			return nil
		case p.Kind <= semantic.PositionalOrKeyword && p.Default.IsNil():
			required = append(required, p)
		}
	}
	if len(required) != 2 {
		return nil
	}
	return required[1]
}

func looksLikeInfo(m *semantic.Module, p *semantic.Param) bool {
	return slices.Contains(infoNames, p.Name) || !p.Type.IsNil() && mayBeInfo(m, p.Type)
}
