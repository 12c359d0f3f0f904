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
		Code:     "SQA210",
		Name:     "row-mapping-access",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KIdentifier},
		Check:    rowMapping,
	})
}

// mappingMethods are methods that rows had as mappings.
var mappingMethods = []string{"keys", "values", "items"}

// fetching are the methods of a result that give one row.
var fetching = []string{"first", "one", "one_or_none", "fetchone"}

func rowMapping(p *rule.Pass, n syntax.Node) {
	m := p.Module
	up := n.Parent()
	at, safety := up, rule.Safe
	text := "._mapping"
	switch {
	case up.Is(syntax.KSubscript) && n.Field() == syntax.FValue:
		_, keys := semantic.Subscript(up)
		if len(keys) != 1 {
			return
		}
		if _, ok := literal(keys[0]); !ok && !isAttribute(m, keys[0]) {
			return
		}
	case up.Is(syntax.KAttribute) && n.Field() == syntax.FObject:
		call := up.Parent()
		if !slices.Contains(mappingMethods, up.Child(syntax.FAttribute).Text()) || !call.Is(syntax.KCall) || up.Field() != syntax.FFunction ||
			len(edit.Elements(edit.Arguments(call))) > 0 {
			return
		}
		at = call
	case up.Is(syntax.KArgumentList):
		if !m.Is(up.Parent().Child(syntax.FFunction), "builtins.dict") || len(edit.Elements(up)) != 1 {
			return
		}
		at = up.Parent()
	case up.Is(syntax.KDictionarySplat) && up.Parent().Is(syntax.KArgumentList):
		if !m.Is(up.Parent().Parent().Child(syntax.FFunction), "builtins.dict") {
			return
		}
		at = up.Parent().Parent()
	case up.Is(syntax.KComparisonOperator):
		list, operators := operands(up)
		if len(list) != 2 || list[1] != n || operators[0] != "in" && operators[0] != "not in" {
			return
		}
		if _, ok := literal(list[0]); !ok {
			return
		}
		safety = rule.Unsafe
	default:
		return
	}
	if !isRow(m, n) {
		return
	}
	x := oneLine(n)
	message := "Rows are named tuples since 2.0: use " + x + `._mapping["x"] (or ` + x + ".x)"
	p.ReportNode(at, message, func() []rule.Fix {
		b := p.Builder()
		b.Insert(n.End(), text)
		fix := rule.Fix{Title: "Use " + x + "._mapping", Safety: safety}
		if safety == rule.Unsafe {
			fix.Reason = "it looks for a name instead of a value"
		}
		return fixOf(b, fix)
	})
}

// isRow tells whether the name n is bound once, to a row of a result that is
// not proved to hold one object.
func isRow(m *semantic.Module, n syntax.Node) bool {
	symbol, b := onlyBinding(m, n)
	if b == nil || m.ScopeOf(b.Node()).Function() != m.ScopeOf(n).Function() {
		return false
	}
	var result syntax.Node
	switch b.Kind {
	case semantic.For, semantic.Comprehension:
		if !b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) {
			return false
		}
		result = b.Stmt().Child(syntax.FRight)
		if object, method := receiver(semantic.Unparenthesized(result)); method == "all" || method == "fetchall" {
			result = object
		}
	case semantic.Assignment:
		if !b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) {
			return false
		}
		object, method := receiver(semantic.Unparenthesized(b.Stmt().Child(syntax.FRight)))
		if !slices.Contains(fetching, method) {
			return false
		}
		result = object
	default:
		return false
	}
	e, links, ok := resultOf(m, result)
	if !ok || e.method != "execute" || len(links) > 0 || symbol == nil {
		return false
	}
	// A column may have the name of a method.
	for d := range e.statement().Descendants() {
		if d.Is(syntax.KString) && slices.Contains(mappingMethods, stringValue(d)) {
			return false
		}
	}
	s, ok := selectOf(m, e.statement())
	if ok {
		class, _ := s.entity(m)
		return class == ""
	}
	// A statement of which nothing is known may have one entity as well.
	root := semantic.Unparenthesized(e.statement())
	if root.Is(syntax.KIdentifier) {
		if _, root = boundValue(m, root, n); root.IsNil() {
			return false
		}
	}
	return m.Is(root.Child(syntax.FFunction), "sqlalchemy.text")
}

func stringValue(n syntax.Node) string {
	s, _ := plainString(n)
	return s
}
