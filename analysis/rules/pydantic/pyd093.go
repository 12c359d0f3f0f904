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
		Code:     "PYD093",
		Name:     "computed-field-return-type",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    computedFieldReturn,
	})
}

func computedFieldReturn(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !n.Child(syntax.FReturnType).IsNil() || !n.Parent().Is(syntax.KDecoratedDefinition) {
		return
	}
	fn := m.Func(n)
	d := fn.Decorator("pydantic.computed_field")
	if d == nil || !fn.Returns.IsNil() || m.Generated() {
		return
	}
	if a := argumentsOf(d.Call); a.splat || !a.argument("return_type").IsNil() {
		return
	}
	if kind := classify(m.EnclosingClass(fn.Decorated)); kind == otherClass || kind == sqlModel {
		return
	}
	p.ReportNode(fn.NameNode, fmt.Sprintf("`computed_field` `%s` needs a return annotation: this raises at class creation", fn.Name), func() []rule.Fix {
		typ := returned(m, fn)
		if symbol := m.Find(m.ScopeOf(fn.Decorated), typ); symbol == nil || !symbol.Builtin {
			return nil
		}
		b := p.Builder()
		b.SetReturn(n, typ)
		return fixed(b, rule.Fix{Title: fmt.Sprintf("Annotate the return type (`-> %s`)", typ)})
	})
}

// returned is the one builtin type that all return statements of a function
// obviously give, "" if there is none.
func returned(m *semantic.Module, fn *semantic.Func) string {
	if fn.Async || fn.Generator || !returnsAtEnd(fn.Body) {
		return ""
	}
	typ := ""
	for n := range semantic.OwnBody(fn.Node) {
		if !n.Is(syntax.KReturnStatement) {
			continue
		}
		t := obviousType(m, firstNamed(n))
		if t == "" || typ != "" && t != typ {
			return ""
		}
		typ = t
	}
	return typ
}

// returnsAtEnd tells whether a block surely ends in return or raise.
func returnsAtEnd(block syntax.Node) bool {
	var last syntax.Node
	for n := range block.Named() {
		if !n.IsExtra() {
			last = n
		}
	}
	switch last.Kind() {
	case syntax.KReturnStatement, syntax.KRaiseStatement:
		return true
	case syntax.KIfStatement:
		otherwise := false
		for n := range last.Named() {
			switch n.Kind() {
			case syntax.KBlock:
				if !returnsAtEnd(n) {
					return false
				}
			case syntax.KElifClause:
				if !returnsAtEnd(n.Child(syntax.FConsequence)) {
					return false
				}
			case syntax.KElseClause:
				otherwise = returnsAtEnd(n.Child(syntax.FBody))
			}
		}
		return otherwise
	}
	return false
}

// obviousType is the builtin type that an expression has whatever its names
// mean, "" if it does not show.
func obviousType(m *semantic.Module, n syntax.Node) string {
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KTrue, syntax.KFalse, syntax.KNotOperator, syntax.KComparisonOperator:
		return "bool"
	case syntax.KInteger:
		return "int"
	case syntax.KFloat:
		return "float"
	case syntax.KString:
		if strings.ContainsAny(n.FirstChild().Text(), "bB") {
			return "bytes"
		}
		return "str"
	case syntax.KConcatenatedString:
		return obviousType(m, firstNamed(n))
	case syntax.KCall:
		if m.Is(n.Child(syntax.FFunction), "builtins.str") {
			return "str"
		}
	}
	return ""
}
