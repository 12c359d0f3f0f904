package sqlalchemy

import (
	"fmt"
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA207",
		Name:     "positional-columns",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    positionalColumns,
	})
}

// clause is a parameter of the select() of 1.x, and the method that says it
// now; in the order of the methods.
type clause struct{ keyword, method string }

var clauses = []clause{
	{"prefixes", "prefix_with"}, {"distinct", "distinct"}, {"from_obj", "select_from"}, {"whereclause", "where"},
	{"group_by", "group_by"}, {"having", "having"}, {"order_by", "order_by"}, {"limit", "limit"}, {"offset", "offset"},
	{"correlate", "correlate"},
}

// legacy is what is wrong with one call.
type legacy struct {
	call    syntax.Node
	columns syntax.Node            // the list, or nil
	clauses map[string]syntax.Node // arguments that became methods, by the keyword
	unclear bool                   // there are arguments that no method is known for
}

func positionalColumns(p *rule.Pass, n syntax.Node) {
	m := p.Module
	f := n.Child(syntax.FFunction)
	name := f.Text()
	if f.Is(syntax.KAttribute) {
		name = f.Child(syntax.FAttribute).Text()
	}
	args := positional(n)
	x := legacy{call: n, clauses: map[string]syntax.Node{}}
	hint := "(a, b)"
	switch {
	case m.Is(f, "sqlalchemy.select", "sqlalchemy.future.select"):
		name = "select"
		x.readSelect(m, args)
	case resolve(m, f) == "sqlalchemy.case":
		name, hint = "case", "((a, b), ...)"
		whens := edit.Keyword(n, "whens")
		switch {
		case !whens.IsNil() && len(args) == 0:
			x.columns = whens
			x.unclear = edit.Elements(edit.Arguments(n))[0] != whens
		case len(args) > 0 && isList(m, args[0]):
			x.columns = args[0]
			x.unclear = len(args) > 1
		}
	case name == "with_only_columns" && f.Is(syntax.KAttribute) && len(args) > 0 && isList(m, args[0]) && isSelect(m, f.Child(syntax.FObject)):
		x.columns = args[0]
		x.unclear = len(args) > 1
	}
	at := x.columns
	if at.IsNil() {
		for _, a := range x.clauses {
			if at.IsNil() || a.Start() < at.Start() {
				at = a
			}
		}
	}
	if at.IsNil() {
		return
	}
	severity := rule.Error
	if !has(p, "2.0") {
		severity = rule.Warning
	}
	what := "columns"
	if name == "case" {
		what = "its conditions"
	}
	p.Report(rule.Diagnostic{
		Start: at.Start(), End: at.End(), Severity: severity,
		Message: fmt.Sprintf("%s() takes %s positionally since 2.0: %s%s", name, what, name, hint),
		Fixes:   func() []rule.Fix { return x.fix(p) },
	})
}

// isList tells whether the expression n is a list: as written, or a name that
// is bound to one in the same function.
func isList(m *semantic.Module, n syntax.Node) bool {
	if n.Is(syntax.KList, syntax.KListComprehension) {
		return true
	}
	_, b := onlyBinding(m, n)
	return b != nil && b.Kind == semantic.Assignment && b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) &&
		b.Stmt().Child(syntax.FRight).Is(syntax.KList, syntax.KListComprehension) && m.ScopeOf(b.Stmt()).Function() == m.ScopeOf(n).Function()
}

func (x *legacy) readSelect(m *semantic.Module, args []syntax.Node) {
	if len(args) > 0 && isList(m, args[0]) {
		x.columns = args[0]
		for i, a := range args[1:] {
			if i > 1 || a.Is(syntax.KListSplat) {
				x.unclear = true
				break
			}
			x.clauses[[]string{"whereclause", "from_obj"}[i]] = a
		}
	}
	for a := range edit.Arguments(x.call).Named() {
		if a.Is(syntax.KDictionarySplat) {
			x.unclear = true
		}
		if !a.Is(syntax.KKeywordArgument) {
			continue
		}
		name := a.Child(syntax.FName).Text()
		switch {
		case slices.ContainsFunc(clauses, func(c clause) bool { return c.keyword == name }):
			x.clauses[name] = a
		case name == "columns" && len(args) == 0 && isList(m, a.Child(syntax.FValue)):
			x.columns = a
		default:
			x.unclear = true
		}
	}
}

func (x *legacy) fix(p *rule.Pass) []rule.Fix {
	if x.unclear {
		return nil
	}
	b := p.Builder()
	src := p.File.Text.Bytes()
	if list := x.columns; !list.IsNil() {
		if list.Is(syntax.KKeywordArgument) {
			b.DeleteRange(list.Start(), list.Child(syntax.FValue).Start())
			list = list.Child(syntax.FValue)
		}
		switch {
		case list.Is(syntax.KList):
			unbracket(b, src, list)
		case list.Is(syntax.KDictionary):
		case isList(p.Module, list):
			b.Insert(list.Start(), "*")
		default:
			return nil
		}
	}
	for _, c := range clauses {
		a, ok := x.clauses[c.keyword]
		if !ok {
			continue
		}
		value := a
		if a.Is(syntax.KKeywordArgument) {
			value = a.Child(syntax.FValue)
		}
		text := value.Text()
		switch {
		case c.keyword == "distinct" && value.Is(syntax.KTrue):
			text = ""
		case c.keyword == "distinct" || c.keyword == "correlate" && value.Is(syntax.KTrue, syntax.KFalse):
			return nil
		case value.Is(syntax.KList) && c.keyword != "whereclause" && c.keyword != "having":
			text = elementsText(value, src)
		case isList(p.Module, value):
			text = "*" + text
		}
		b.RemoveElement(a)
		b.Insert(x.call.End(), "."+c.method+"("+text+")")
	}
	return fixOf(b, rule.Fix{Title: "Pass the columns positionally"})
}

// elementsText is what stands between the brackets of a list.
func elementsText(list syntax.Node, src []byte) string {
	elements := edit.Elements(list)
	if len(elements) == 0 {
		return ""
	}
	return string(src[elements[0].Start():elements[len(elements)-1].End()])
}
