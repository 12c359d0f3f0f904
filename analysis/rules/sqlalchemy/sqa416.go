package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA416",
		Name:     "limit-first",
		Severity: rule.Information,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    limitFirst,
	})
}

// unfiltered are the methods of a select() with which it still selects a whole
// table.
var unfiltered = []string{"order_by", "options", "execution_options", "with_for_update", "distinct"}

func limitFirst(p *rule.Pass, n syntax.Node) {
	m := p.Module
	object, method := receiver(n)
	if method != "first" && method != "scalar" {
		return
	}
	var e execution
	switch {
	case method == "scalar":
		of := n
		if n.Parent().Is(syntax.KAwait) {
			of = n.Parent()
		}
		var ok bool
		if e, ok = executionOf(m, of); !ok {
			return
		}
	default:
		var links []link
		var ok bool
		if e, links, ok = resultOf(m, object); !ok || e.method != "execute" && e.method != "scalars" {
			return
		}
		for _, l := range links {
			if l.method != "scalars" && l.method != "unique" {
				return
			}
		}
	}
	if !e.session() {
		return
	}
	s, ok := selectOf(m, e.statement())
	if !ok {
		return
	}
	class, _ := s.entity(m)
	if class == "" {
		return
	}
	for _, l := range s.links {
		if !slices.Contains(unfiltered, l.method) || strings.Contains(argumentsText(l.call), "yield_per") {
			return
		}
	}
	if strings.Contains(argumentsText(e.call), "yield_per") {
		return
	}
	message := method + "() does not add LIMIT 1: the whole table is read and every " + lastName(class) + " is built; add .limit(1)"
	p.ReportNode(n, message, func() []rule.Fix {
		for _, name := range s.names {
			if len(m.Uses(name)) != 1 {
				return nil
			}
		}
		b := p.Builder()
		appendLink(b, p.File.Text, s.last, ".limit(1)")
		return fixOf(b, rule.Fix{Title: "Add .limit(1)"})
	})
}

// argumentsText is the text of the arguments of a call.
func argumentsText(call syntax.Node) string { return call.Child(syntax.FArguments).Text() }
