package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// sameObject tells whether two expressions, names or attributes of names, are
// the same one: session and session, self.db and self.db.
func sameObject(m *semantic.Module, a, b syntax.Node) bool {
	for range 8 {
		a, b = semantic.Unparenthesized(a), semantic.Unparenthesized(b)
		switch {
		case a.Is(syntax.KIdentifier) && b.Is(syntax.KIdentifier):
			return a.Text() == b.Text() && (a == b || sameSymbol(m.Lookup(a), m.Lookup(b)))
		case !a.Is(syntax.KAttribute) || !b.Is(syntax.KAttribute) || a.Child(syntax.FAttribute).Text() != b.Child(syntax.FAttribute).Text():
			return false
		}
		a, b = a.Child(syntax.FObject), b.Child(syntax.FObject)
	}
	return false
}

// mentionsObject tells whether the object stands somewhere in n.
func mentionsObject(m *semantic.Module, n, object syntax.Node) bool {
	object = semantic.Unparenthesized(object)
	for c := range n.Descendants() {
		if c.Is(object.Kind()) && sameObject(m, c, object) {
			return true
		}
	}
	return false
}

// withItem is an item of a with statement.
type withItem struct {
	node   syntax.Node
	value  syntax.Node // without parentheses
	target syntax.Node // behind as, or none
}

// withItems are the items of a with statement.
func withItems(with syntax.Node) []withItem {
	var list []withItem
	for item := range with.ChildOf(syntax.KWithClause).Named() {
		if !item.Is(syntax.KWithItem) {
			continue
		}
		it := withItem{node: item, value: item.Child(syntax.FValue)}
		if it.value.Is(syntax.KAsPattern) {
			it.target = it.value.Child(syntax.FAlias).FirstChild()
			it.value = it.value.FirstChild()
		}
		it.value = semantic.Unparenthesized(it.value)
		list = append(list, it)
	}
	return list
}

// leaves are the statements after which the next one of their block does not
// run.
var leaves = []syntax.Kind{syntax.KReturnStatement, syntax.KRaiseStatement, syntax.KBreakStatement, syntax.KContinueStatement}

// runsLater tells whether something for which wanted holds may run after the
// statement stmt and before the block around, in which it stands, ends.
func runsLater(stmt, around syntax.Node, wanted func(syntax.Node) bool) bool {
	for stmt != around && !stmt.IsNil() {
		up := stmt.Parent()
		if up.Is(syntax.KBlock, syntax.KModule) {
			for s := stmt.NextSibling(); !s.IsNil(); s = s.NextSibling() {
				if wanted(s) {
					return true
				}
				if s.Is(syntax.KReturnStatement, syntax.KRaiseStatement) {
					return false
				}
				if s.Is(leaves...) {
					break
				}
			}
		}
		switch {
		case up == around:
			return false
		case up.Is(syntax.KForStatement, syntax.KWhileStatement) && stmt.Field() == syntax.FBody:
			// Unless it leaves the loop, the body runs again.
			if !slices.ContainsFunc(blockStatements(stmt), func(s syntax.Node) bool { return s.Is(syntax.KBreakStatement) }) && wanted(stmt) {
				return true
			}
		case up.Is(syntax.KTryStatement):
			for s := stmt.NextSibling(); !s.IsNil(); s = s.NextSibling() {
				if s.Is(syntax.KElseClause, syntax.KFinallyClause) && wanted(s) {
					return true
				}
			}
		}
		stmt = up
	}
	return false
}

// blockStatements are the statements of a block.
func blockStatements(block syntax.Node) []syntax.Node {
	var list []syntax.Node
	for s := range block.Named() {
		if !s.IsExtra() {
			list = append(list, s)
		}
	}
	return list
}

// always tells whether the expression n is evaluated, once, whenever the
// statement stmt is run.
func always(n, stmt syntax.Node) bool {
	for n != stmt {
		up := n.Parent()
		switch up.Kind() {
		case syntax.KBooleanOperator:
			if n.Field() != syntax.FLeft {
				return false
			}
		case syntax.KConditionalExpression:
			if operand(up, n) != 1 {
				return false
			}
		case syntax.KLambda, syntax.KGeneratorExpression, syntax.KAssertStatement:
			return false
		case syntax.KForInClause:
			if n.Field() != syntax.FRight || up.Parent().ChildOf(syntax.KForInClause) != up || up.Parent().Is(syntax.KGeneratorExpression) {
				return false
			}
			up = up.Parent()
		case syntax.KListComprehension, syntax.KSetComprehension, syntax.KDictionaryComprehension:
			return false
		case syntax.KBlock, syntax.KElifClause, syntax.KElseClause:
			return false
		case syntax.KIfStatement:
			if n.Field() != syntax.FCondition {
				return false
			}
		case syntax.KForStatement:
			if n.Field() != syntax.FRight {
				return false
			}
		case syntax.KWhileStatement, syntax.KFunctionDefinition, syntax.KClassDefinition, syntax.KDecoratedDefinition, syntax.KTryStatement,
			syntax.KMatchStatement:
			return false
		case 0:
			return false
		}
		n = up
	}
	return true
}

// aloneBefore tells whether nothing but white space stands in front of n in its
// line.
func aloneBefore(text *syntax.Text, n syntax.Node) bool {
	return strings.TrimSpace(string(text.Slice(text.LineStart(text.LineOf(n.Start())), n.Start()))) == ""
}
