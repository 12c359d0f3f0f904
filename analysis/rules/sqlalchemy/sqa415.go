package sqlalchemy

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA415",
		Name:     "order-paginated-query",
		Severity: rule.Hint,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    orderPaginated,
	})
}

// plainLinks are the methods of a select() or Query after which the rows of
// the statement are still read as they are.
var plainLinks = []string{
	"where", "filter", "filter_by", "join", "outerjoin", "join_from", "outerjoin_from", "select_from", "options", "distinct", "group_by",
	"having", "limit", "offset", "slice", "fetch", "execution_options", "with_for_update", "add_columns", "with_only_columns",
	"populate_existing",
}

func orderPaginated(p *rule.Pass, n syntax.Node) {
	m := p.Module
	// The outermost call of the chain.
	if _, method := receiver(n); !slices.Contains(plainLinks, method) && method != "all" {
		return
	}
	if up := n.Parent(); up.Is(syntax.KAttribute) && n.Field() == syntax.FObject {
		if _, method := receiver(up.Parent()); up.Parent().Is(syntax.KCall) && (method == "all" || slices.Contains(plainLinks, method)) {
			return
		}
	}
	var links []link
	root := n
	for range 64 {
		root = semantic.Unparenthesized(root)
		object, method := receiver(root)
		if !root.Is(syntax.KCall) || method == "query" || m.Is(root.Child(syntax.FFunction), selects...) {
			break
		}
		if method == "" {
			return
		}
		links = append(links, link{method, root})
		root = object
	}
	var first link // the first of limit() and offset()
	offset, limit := false, false
	for i, l := range links {
		switch {
		case l.method == "all":
			if i > 0 {
				return
			}
			continue
		case !slices.Contains(plainLinks, l.method):
			return
		case l.method == "offset":
			if args := positional(l.call); len(args) == 0 || args[0].Is(syntax.KNone) || args[0].Text() == "0" {
				return
			}
			offset = true
		case l.method == "limit" || l.method == "fetch":
			limit = true
		case l.method == "slice":
			offset, limit = true, true
		default:
			continue
		}
		first = l
	}
	if !offset || !limit {
		return
	}
	var of syntax.Node
	switch {
	case m.Is(root.Child(syntax.FFunction), selects...):
		if links[0].method == "all" || !readAsIs(m, n) {
			return
		}
	case links[0].method != "all" || !isQuery(m, root):
		return
	}
	if args := positional(root); len(args) == 1 {
		of = args[0]
	}
	p.ReportNode(n, "limit()/offset() without order_by(): pages may overlap or miss rows", func() []rule.Fix {
		class := mappedClass(m, of)
		if class == "" || slices.ContainsFunc(links, func(l link) bool { return l.method == "distinct" || l.method == "group_by" }) {
			return nil
		}
		key := primaryKey(m, class)
		if key == "" {
			return nil
		}
		b := p.Builder()
		object, _ := receiver(first.call)
		call := ".order_by(" + of.Text() + "." + key + ")"
		appendTo(b, p.File.Text, object, first.call, call)
		return fixOf(b, rule.Fix{Title: "Order by the primary key"})
	})
}

// readAsIs tells whether the statement n is executed: right there, or by the
// name that it is given, which is used for nothing else.
func readAsIs(m *semantic.Module, n syntax.Node) bool {
	up := n.Parent()
	for up.Is(syntax.KParenthesizedExpression) {
		n, up = up, up.Parent()
	}
	if executed(n) {
		return true
	}
	if !up.Is(syntax.KAssignment) || n.Field() != syntax.FRight || !up.Child(syntax.FLeft).Is(syntax.KIdentifier) {
		return false
	}
	symbol, b := symbolAt(m, up.Child(syntax.FLeft))
	if b == nil || symbol.Only() != b || symbol.Scope.Function().IsNil() {
		return false
	}
	uses := m.Uses(symbol)
	return len(uses) > 0 && !slices.ContainsFunc(uses, func(use syntax.Node) bool { return !executed(use) })
}

// executed tells whether n is the first argument of execute() and the like.
func executed(n syntax.Node) bool {
	list := n.Parent()
	if !list.Is(syntax.KArgumentList) {
		return false
	}
	_, method := receiver(list.Parent())
	args := positional(list.Parent())
	return (method == "exec" || slices.Contains(executing, method)) && len(args) > 0 && args[0] == n
}
