package sqlalchemy

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA109",
		Name:     "stream-needs-yield-per",
		Severity: rule.Warning,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    streamNeedsYieldPer,
	})
}

func streamNeedsYieldPer(p *rule.Pass, n syntax.Node) {
	m := p.Module
	object, method := receiver(n)
	if method != "stream" && method != "stream_scalars" || !n.Parent().Is(syntax.KAwait) {
		return
	}
	v, t := classify(m, object)
	if v != asyncSession && v != asyncScoped || overrides(m, t.Name, method) || maySetYieldPer(t.Call) {
		return
	}
	if options := edit.Keyword(n, "execution_options"); !options.IsNil() && maySetYieldPer(options) {
		return
	}
	s, ok := selectOf(m, execution{call: n}.statement())
	if !ok || s.has("from_statement", "with_only_columns") {
		return
	}
	for _, l := range s.links {
		if l.method == "execution_options" && maySetYieldPer(l.call.Child(syntax.FArguments)) {
			return
		}
	}
	class := ""
	for _, a := range positional(s.root) {
		if class = mappedClass(m, a); class != "" {
			break
		}
	}
	if class == "" {
		return
	}
	iterated, unique := false, false
	if !streamed(m, n.Parent(), true, &iterated, &unique) || !iterated {
		return
	}
	eager := eagerCollection(m, s, class)
	message := fmt.Sprintf("%s() still builds every %s before the first one is yielded: add .execution_options(yield_per=...)", method, lastName(class))
	if eager {
		message += ", with selectinload() in place of joinedload() and subqueryload()"
	}
	p.ReportNode(n, message, func() []rule.Fix {
		// yield_per raises InvalidRequestError with these.
		if eager || unique {
			return nil
		}
		b := p.Builder()
		appendLink(b, p.File.Text, s.last, ".execution_options(yield_per=1000)")
		return fixOf(b, rule.Fix{Title: "Add execution_options(yield_per=1000)"})
	})
}

// maySetYieldPer tells whether the options, or the arguments of a call, set
// yield_per, or that is not certain.
func maySetYieldPer(n syntax.Node) bool {
	if n.IsNil() {
		return false
	}
	if strings.Contains(n.Text(), "yield_per") {
		return true
	}
	if n.Is(syntax.KKeywordArgument) {
		return !n.Child(syntax.FValue).Is(syntax.KDictionary)
	}
	return n.Is(syntax.KArgumentList) && strings.Contains(n.Text(), "**")
}

// streamed follows the result n of a stream; ok is false if rows are taken in
// parts, or in a way that is not known. iterated says that there is a loop over
// it.
func streamed(m *semantic.Module, n syntax.Node, named bool, iterated, unique *bool) (ok bool) {
	n, up := outOfParentheses(n)
	call := up.Parent()
	switch {
	case up.Is(syntax.KForStatement, syntax.KForInClause) && n.Field() == syntax.FRight:
		*iterated = true
		return true
	case up.Is(syntax.KAttribute) && n.Field() == syntax.FObject && call.Is(syntax.KCall) && up.Field() == syntax.FFunction:
		method := up.Child(syntax.FAttribute).Text()
		*unique = *unique || method == "unique"
		return slices.Contains([]string{"scalars", "unique", "mappings", "tuples"}, method) && streamed(m, call, named, iterated, unique)
	case named && up.Is(syntax.KAssignment) && n.Field() == syntax.FRight:
		symbol, b := symbolAt(m, up.Child(syntax.FLeft))
		if b == nil || symbol.Only() != b || symbol.Scope.Function() != m.ScopeOf(n).Function() {
			return false
		}
		for _, use := range m.Uses(symbol) {
			if !streamed(m, use, false, iterated, unique) {
				return false
			}
		}
		return true
	}
	return false
}

var lazySubquery = regexp.MustCompile(`\blazy\s*=\s*(?:"subquery"|'subquery')`)

// eagerCollection tells whether the statement loads a collection in a way that
// yield_per cannot be used with.
func eagerCollection(m *semantic.Module, s statement, class string) bool {
	if _, found := joinedCollection(m, s, class); found || len(eagerByDefault(m, class, lazySubquery)) > 0 {
		return true
	}
	return slices.ContainsFunc(s.links, func(l link) bool {
		return l.method == "options" && strings.Contains(l.call.Child(syntax.FArguments).Text(), "subqueryload")
	})
}
