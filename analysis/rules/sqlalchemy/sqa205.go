package sqlalchemy

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:        "SQA205",
		Name:        "query-to-select",
		Severity:    rule.Hint,
		Off:         true,
		Refactoring: true,
		Uses:        packages,
		Gates:       since("2.0"),
		Kinds:       []syntax.Kind{syntax.KCall},
		Check:       queryToSelect,
	})
}

func queryToSelect(p *rule.Pass, n syntax.Node) {
	m := p.Module
	session, method := receiver(n)
	if method != "query" {
		return
	}
	v, t := classify(m, session)
	if v != syncSession || overrides(m, t.Name, "query") || queryClass(m, t) {
		return
	}
	c := queryChainOf(n)
	class, ok := c.rows(m)
	switch {
	case !ok || !c.convertible() || c.terminal.method == "get":
		// SQA204 speaks of get().
		return
	case c.terminal.method == "":
		if outer, up := outOfParentheses(c.outer); !up.Is(syntax.KForStatement, syntax.KForInClause) || outer.Field() != syntax.FRight {
			return
		}
	case c.terminal.method == "delete" || c.terminal.method == "update":
		if class == "" {
			return
		}
	}
	what := "scalars"
	if class == "" || c.terminal.method == "scalar" || c.terminal.method == "delete" || c.terminal.method == "update" {
		what = "execute"
	}
	p.ReportNode(n, fmt.Sprintf("Query is the legacy API: write select(%s) with session.%s()", oneLine(c.entities[0]), what), func() []rule.Fix {
		fix := rule.Fix{Title: "Convert to select()"}
		if c.has("options") {
			fix.Safety, fix.Reason = rule.Unsafe, "a Query drops objects that options load twice"
		}
		return fixOf(c.convert(p, class, false), fix)
	})
}

// queryClass tells whether the session is made with a class of queries of its
// own.
func queryClass(m *semantic.Module, t semantic.Type) bool {
	if strings.Contains(t.Call.Child(syntax.FArguments).Text(), "query_cls") {
		return true
	}
	factory := m.TypeOf(t.Call.Child(syntax.FFunction))
	return strings.Contains(factory.Call.Child(syntax.FArguments).Text(), "query_cls")
}
