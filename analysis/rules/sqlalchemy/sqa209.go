package sqlalchemy

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA209",
		Name:     "execute-parameters-as-dict",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    parametersAsDict,
	})
}

// executeKeywords are the keywords that execute() and the like have, or had
// for something else than parameters of the statement.
var executeKeywords = []string{
	"parameters", "params", "statement", "execution_options", "bind_arguments", "_parent_execute_state", "_add_event", "bind", "mapper", "clause",
}

func parametersAsDict(p *rule.Pass, n syntax.Node) {
	m := p.Module
	object, method := receiver(n)
	args := positional(n)
	if method != "execute" && method != "scalar" && method != "scalars" || len(args) == 0 {
		return
	}
	var keywords []syntax.Node
	contiguous := true
	elements := edit.Elements(edit.Arguments(n))
	for i, a := range elements {
		switch {
		case a.Is(syntax.KDictionarySplat, syntax.KListSplat):
			return
		case a.Is(syntax.KKeywordArgument) && !slices.Contains(executeKeywords, a.Child(syntax.FName).Text()):
			contiguous = contiguous && (len(keywords) == 0 || elements[i-1] == keywords[len(keywords)-1])
			keywords = append(keywords, a)
		}
	}
	more := args[1:]
	dicts := len(more) > 1 && !slices.ContainsFunc(more, func(a syntax.Node) bool { return !a.Is(syntax.KDictionary) })
	tuples := len(more) == 1 && len(keywords) == 0 && isSequences(more[0]) && takesNames(m, args[0])
	if len(keywords) == 0 && !dicts && !tuples {
		return
	}
	if v, t := holder(m, object); v == otherValue || v == syncEngine || v == asyncEngine || overrides(m, t.Name, method) {
		return
	}
	at := more[0:]
	switch {
	case dicts:
		at = more[1:]
	case len(keywords) > 0:
		at = keywords
	}
	p.ReportNode(at[0], method+"() takes one dict or a list of dicts since 2.0", func() []rule.Fix {
		b := p.Builder()
		switch {
		case tuples, dicts && len(keywords) > 0, len(keywords) > 0 && (len(more) > 0 || !contiguous):
			return nil
		case dicts:
			b.Insert(more[0].Start(), "[")
			b.Insert(more[len(more)-1].End(), "]")
		default:
			open := "{"
			for _, k := range keywords {
				b.ReplaceRange(k.Start(), k.Child(syntax.FValue).Start(), open+b.Str(k.Child(syntax.FName).Text())+": ")
				open = ""
			}
			b.Insert(keywords[len(keywords)-1].End(), "}")
		}
		title := "Pass a dict"
		if dicts {
			title = "Pass a list of dicts"
		}
		return fixOf(b, rule.Fix{Title: title})
	})
}

// isSequences tells whether n is a tuple, or a list of tuples.
func isSequences(n syntax.Node) bool {
	if n.Is(syntax.KTuple) {
		return !slices.ContainsFunc(edit.Elements(n), func(e syntax.Node) bool { return e.Is(syntax.KDictionary, syntax.KListSplat, syntax.KIdentifier) })
	}
	elements := edit.Elements(n)
	return n.Is(syntax.KList) && len(elements) > 0 && !slices.ContainsFunc(elements, func(e syntax.Node) bool { return !e.Is(syntax.KTuple) })
}

// takesNames tells whether the statement n is text() or insert(), whose
// parameters have names.
func takesNames(m *semantic.Module, n syntax.Node) bool {
	n = semantic.Unparenthesized(n)
	if !n.Is(syntax.KCall) {
		return false
	}
	if q := resolve(m, n.Child(syntax.FFunction)); q == "sqlalchemy.text" || q == "sqlalchemy.insert" {
		return true
	}
	object, method := receiver(n)
	return method == "insert" && isTable(m, object)
}
