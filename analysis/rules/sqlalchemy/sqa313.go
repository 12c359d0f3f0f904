package sqlalchemy

import (
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA313",
		Name:     "no-mutable-default",
		Severity: rule.Warning,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    mutableDefault,
	})
}

func mutableDefault(p *rule.Pass, n syntax.Node) {
	m := p.Module
	arguments := keywordsOf(n, "default", "insert_default")
	if len(arguments) == 0 {
		return
	}
	column, mapped := isColumn(m, n)
	if !column || !inTable(m, n) {
		return
	}
	for _, a := range arguments {
		value := semantic.Unparenthesized(a.Child(syntax.FValue))
		what, empty := mutable(m, value)
		if what == "" {
			continue
		}
		keyword := factoryKeyword(m, n, a, mapped)
		plain := empty && m.ResolveIn(m.ScopeOf(value), what) == "builtins."+what
		shown := keyword
		if shown == "" {
			shown = a.Child(syntax.FName).Text()
		}
		if plain {
			shown += "=" + what
		} else {
			shown += "=lambda: ..."
		}
		p.ReportNode(a, "All rows of a session share this one "+what+": use "+shown, func() []rule.Fix {
			if keyword == "" {
				return nil
			}
			b := p.Builder()
			setFactory(b, a, keyword)
			switch {
			case plain:
				b.Replace(a.Child(syntax.FValue), what)
			case canDefer(m, value):
				b.Insert(a.Child(syntax.FValue).Start(), "lambda: ")
			default:
				return nil
			}
			return fixOf(b, rule.Fix{Title: "Use " + shown, Safety: rule.Unsafe, Reason: "rows no longer share one object"})
		})
	}
}

// inTable tells whether a column stands in a mapped class, a mixin of one, or a
// Table.
func inTable(m *semantic.Module, column syntax.Node) bool {
	switch up := column.Parent(); {
	case up.Is(syntax.KAssignment):
		class := m.EnclosingClass(column)
		return class != nil && isMappedOrMixin(m, class)
	case up.Is(syntax.KArgumentList):
		return resolve(m, up.Parent().Child(syntax.FFunction)) == "sqlalchemy.Table"
	}
	return false
}

// mutable is what an expression makes anew each time it is evaluated: "dict",
// "list", "set" or "defaultdict"; "" for anything else. empty tells that the
// class of that name, called, makes the same.
func mutable(m *semantic.Module, n syntax.Node) (what string, empty bool) {
	switch n.Kind() {
	case syntax.KDictionary:
		return "dict", noElements(n)
	case syntax.KList:
		return "list", noElements(n)
	case syntax.KSet:
		return "set", false
	case syntax.KDictionaryComprehension:
		return "dict", false
	case syntax.KListComprehension:
		return "list", false
	case syntax.KSetComprehension:
		return "set", false
	case syntax.KCall:
		switch f := m.Resolve(n.Child(syntax.FFunction)); f {
		case "builtins.dict", "builtins.list", "builtins.set":
			return f[len("builtins."):], noElements(edit.Arguments(n))
		case "collections.defaultdict":
			return "defaultdict", false
		}
	}
	return "", false
}
