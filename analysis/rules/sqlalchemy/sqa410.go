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
		Code:     "SQA410",
		Name:     "missing-scalars",
		Severity: rule.Warning,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    missingScalars,
	})
}

// consuming are the methods of a result that give rows, and whether they give
// several.
var consuming = map[string]bool{"all": true, "fetchall": true, "first": false, "one": false, "one_or_none": false}

// rowsOf is one execution of a select(User), and how its rows are used.
type rowsOf struct {
	m     *semantic.Module
	class string
	safe  bool // an attribute of the class is taken from a row
	wrong bool // the rows are used as objects
	row   bool // somewhere a row is used as a row: then nothing is said
}

func missingScalars(p *rule.Pass, n syntax.Node) {
	m := p.Module
	_, method := receiver(n)
	if method != "execute" {
		return
	}
	result := n
	if n.Parent().Is(syntax.KAwait) {
		result = n.Parent()
	}
	e, ok := executionOf(m, result)
	if !ok || !e.session() {
		return
	}
	s, ok := selectOf(m, e.statement())
	if !ok || s.has("with_only_columns", "add_columns", "add_column", "column", "columns", "from_statement") {
		return
	}
	class, entity := s.entity(m)
	if class == "" {
		return
	}
	for _, c := range consumers(m, result) {
		r := rowsOf{m: m, class: class}
		switch {
		case !c.several:
			r.single(c.node)
		default:
			r.several(c.node)
		}
		if !r.wrong || r.row {
			continue
		}
		fix := rule.Fix{Title: "Add .scalars()"}
		if !r.safe {
			fix.Safety, fix.Reason = rule.Unsafe, "objects are given instead of rows"
		}
		message := fmt.Sprintf("%s(select(%s)) yields rows, not %s objects: add .scalars()", method, oneLine(entity), lastName(class))
		p.ReportNode(c.node, message, func() []rule.Fix {
			b := p.Builder()
			if text := edit.Operand(c.result); text != c.result.Text() {
				b.Insert(c.result.Start(), "(")
				b.Insert(c.result.End(), ").scalars()")
			} else {
				b.Insert(c.result.End(), ".scalars()")
			}
			return fixOf(b, fix)
		})
	}
}

// consumer is a place that takes the rows of a result.
type consumer struct {
	node    syntax.Node // the call of all() and the like, or what is iterated
	result  syntax.Node // the result in it
	several bool
}

// consumers are the places that take the rows of a result: right there, or by
// the name that the result is given.
func consumers(m *semantic.Module, n syntax.Node) []consumer {
	n, up := outOfParentheses(n)
	if c, ok := consumerAt(n); ok {
		return []consumer{c}
	}
	if !up.Is(syntax.KAssignment) || n.Field() != syntax.FRight {
		return nil
	}
	symbol, b := symbolAt(m, up.Child(syntax.FLeft))
	if b == nil || symbol.Only() != b || symbol.Scope.Function() != m.ScopeOf(n).Function() {
		return nil
	}
	var list []consumer
	for _, use := range m.Uses(symbol) {
		if c, ok := consumerAt(use); ok {
			list = append(list, c)
		}
	}
	return list
}

// outOfParentheses is n with the parentheses around it, and what is around
// these.
func outOfParentheses(n syntax.Node) (outer, up syntax.Node) {
	up = n.Parent()
	for up.Is(syntax.KParenthesizedExpression) {
		n, up = up, up.Parent()
	}
	return n, up
}

func consumerAt(n syntax.Node) (consumer, bool) {
	up := n.Parent()
	if n.Field() == syntax.FRight && up.Is(syntax.KForStatement, syntax.KForInClause) {
		return consumer{n, n, true}, true
	}
	call := up.Parent()
	if up.Is(syntax.KAttribute) && n.Field() == syntax.FObject && call.Is(syntax.KCall) && up.Field() == syntax.FFunction {
		if several, ok := consuming[up.Child(syntax.FAttribute).Text()]; ok {
			return consumer{call, n, several}, true
		}
	}
	return consumer{}, false
}

// several looks at how the rows n, a list or what is iterated, are used.
func (r *rowsOf) several(n syntax.Node) {
	n, up := outOfParentheses(n)
	switch {
	case n.Field() == syntax.FRight && up.Is(syntax.KForStatement, syntax.KForInClause):
		if left := up.Child(syntax.FLeft); left.Is(syntax.KIdentifier) {
			r.named(left, r.element)
		} else {
			r.row = true
		}
	case up.Is(syntax.KReturnStatement):
		r.returned(up, "builtins.list", "typing.List", "typing.Sequence", "collections.abc.Sequence", "typing.Iterable", "collections.abc.Iterable")
	case up.Is(syntax.KAssignment) && n.Field() == syntax.FRight && up.Child(syntax.FLeft).Is(syntax.KIdentifier):
		r.named(up.Child(syntax.FLeft), r.several)
	case up.Is(syntax.KSubscript):
		r.single(up)
	}
}

// single looks at how the row n is used.
func (r *rowsOf) single(n syntax.Node) {
	n, up := outOfParentheses(n)
	switch {
	case up.Is(syntax.KReturnStatement):
		r.returned(up)
	case up.Is(syntax.KAssignment) && n.Field() == syntax.FRight:
		if left := up.Child(syntax.FLeft); left.Is(syntax.KIdentifier) {
			r.named(left, r.element)
		} else {
			r.row = true
		}
	default:
		r.element(n)
	}
}

// named looks at all uses of a name that is bound once.
func (r *rowsOf) named(name syntax.Node, look func(syntax.Node)) {
	symbol, b := symbolAt(r.m, name)
	if b == nil || symbol.Only() != b || symbol.Scope.Function() != r.m.ScopeOf(name).Function() {
		r.row = true
		return
	}
	for _, use := range r.m.Uses(symbol) {
		look(use)
	}
}

// rowAttributes are attributes of a row.
var rowAttributes = []string{"_mapping", "_asdict", "_fields", "_tuple", "_t", "tuple", "t", "count", "index"}

// element looks at the use n of a row.
func (r *rowsOf) element(n syntax.Node) {
	n, up := outOfParentheses(n)
	switch {
	case up.Is(syntax.KAttribute) && n.Field() == syntax.FObject:
		name := up.Child(syntax.FAttribute).Text()
		if name == lastName(r.class) || slices.Contains(rowAttributes, name) {
			r.row = true
			return
		}
		if kind, _ := memberKind(r.m, r.class, name); kind != noColumn {
			r.wrong, r.safe = true, true
		}
	case up.Is(syntax.KSubscript) && n.Field() == syntax.FValue, up.Is(syntax.KListSplat):
		r.row = true
	case up.Is(syntax.KAssignment) && n.Field() == syntax.FRight && !up.Child(syntax.FLeft).Is(syntax.KIdentifier):
		r.row = true
	case up.Is(syntax.KForStatement, syntax.KForInClause) && n.Field() == syntax.FRight:
		r.row = true
	case up.Is(syntax.KReturnStatement):
		r.returned(up)
	case up.Is(syntax.KArgumentList):
		if _, method := receiver(up.Parent()); method == "model_validate" {
			r.wrong = true
		}
	}
}

// returned looks at the annotation of the function that the rows are returned
// from: the class itself, or one of the containers of it.
func (r *rowsOf) returned(stmt syntax.Node, containers ...string) {
	fn := r.m.Func(stmt.Ancestor(syntax.KFunctionDefinition, syntax.KLambda))
	if fn == nil || fn.Returns.IsNil() {
		return
	}
	t := r.m.Annotated(fn.Returns)
	if t.Kind != semantic.Instance {
		return
	}
	if len(containers) > 0 {
		if !slices.ContainsFunc(containers, func(c string) bool { return semantic.SameType(c, t.Name) }) || len(t.Args) != 1 {
			return
		}
		t = t.Args[0]
	}
	r.wrong = r.wrong || t.Kind == semantic.Instance && t.Name == r.class
}
