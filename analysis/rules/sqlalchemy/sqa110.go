package sqlalchemy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA110",
		Name:     "result-consumed-twice",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    consumedTwice,
	})
}

// draining are the methods of a result that read all its rows; after the other
// ones, which are false, it is closed.
var draining = map[string]bool{
	"all": true, "fetchall": true,
	"first": false, "one": false, "one_or_none": false, "scalar": false, "scalar_one": false, "scalar_one_or_none": false,
}

// untouching are attributes of a result that leave its rows alone.
var untouching = []string{"keys", "rowcount", "lastrowid", "inserted_primary_key", "returns_rows", "closed", "context", "unique", "is_insert"}

// reading is a place where the rows of a result are read.
type resultRead struct {
	node   syntax.Node // the call of all() and the like, what is iterated, or list(...)
	what   string      // ".all()", "iteration", "list()"
	method string      // "" unless it is a method
}

func (r resultRead) drains() bool { return r.method == "" || draining[r.method] }

func consumedTwice(p *rule.Pass, n syntax.Node) {
	m := p.Module
	left := n.Child(syntax.FLeft)
	if !left.Is(syntax.KIdentifier) || m.ScopeOf(n).Function().IsNil() || m.EnclosingClass(n) != nil {
		return
	}
	right := n.Child(syntax.FRight)
	if e, ok := executionOf(m, right); !ok || e.method != "execute" && e.method != "scalars" || strings.Contains(e.call.Text(), "yield_per") {
		return
	}
	symbol, b := symbolAt(m, left)
	if b == nil || symbol.Only() != b || symbol.Scope.Function() != m.ScopeOf(n).Function() {
		return
	}
	var reads []resultRead
	for _, use := range m.Uses(symbol) {
		r, ok := readAt(m, use)
		if !ok || m.ScopeOf(use).Function() != symbol.Scope.Function() {
			return
		}
		if !r.node.IsNil() {
			reads = append(reads, r)
		}
	}
	for i, first := range reads {
		stmt := certainRead(first)
		if stmt.IsNil() {
			continue
		}
		found := false
		for _, second := range reads[i+1:] {
			if !follows(second.node, stmt) || n.Start() > stmt.Start() && n.Start() < second.node.Start() {
				continue
			}
			found = true
			p.Report(rule.Diagnostic{
				Start: second.node.Start(), End: second.node.End(),
				Message: fmt.Sprintf("This result was already consumed on line %s: the second %s %s", rule.RelatedLine, second.what, outcome(first, second)),
				Related: []rule.Related{{Start: first.node.Start(), End: first.node.End(), Message: "here"}},
				Fixes:   func() []rule.Fix { return useRead(p, stmt, first, second) },
			})
		}
		if found {
			return
		}
	}
}

// outcome is what becomes of the second reading.
func outcome(first, second resultRead) string {
	switch {
	case !first.drains():
		return "raises ResourceClosedError"
	case second.drains():
		return "is always empty"
	case second.method == "one" || second.method == "scalar_one":
		return "always raises NoResultFound"
	}
	return "is always None"
}

// readAt is what the use of a result reads; its node is nil if it leaves the
// rows alone, and ok false if it is not known what it does.
func readAt(m *semantic.Module, n syntax.Node) (r resultRead, ok bool) {
	changed := false
	for range 16 {
		outer, up := outOfParentheses(n)
		n = outer
		call := up.Parent()
		switch {
		case up.Is(syntax.KAttribute) && n.Field() == syntax.FObject:
			method := up.Child(syntax.FAttribute).Text()
			called := call.Is(syntax.KCall) && up.Field() == syntax.FFunction
			switch _, reads := draining[method]; {
			case called && reads:
				return resultRead{call, "." + method + "()", method}, true
			case called && slices.Contains([]string{"scalars", "mappings", "tuples", "columns", "unique"}, method):
				n, changed = call, true
				if _, up := outOfParentheses(n); method == "unique" && up.Is(syntax.KExpressionStatement) {
					return resultRead{}, true
				}
				continue
			case !changed && slices.Contains(untouching, method):
				return resultRead{}, true
			}
			return resultRead{}, false
		case up.Is(syntax.KForStatement) && n.Field() == syntax.FRight:
			if up.FirstChild().Is(syntax.KKwAsync) || leavesLoop(up) {
				return resultRead{}, false
			}
			return resultRead{n, "iteration", ""}, true
		case up.Is(syntax.KForInClause) && n.Field() == syntax.FRight:
			if up.FirstChild().Is(syntax.KKwAsync) || up.Parent().Is(syntax.KGeneratorExpression) {
				return resultRead{}, false
			}
			return resultRead{n, "iteration", ""}, true
		case up.Is(syntax.KArgumentList) && len(edit.Elements(up)) == 1 && m.Resolve(call.Child(syntax.FFunction)) == "builtins.list":
			return resultRead{call, "list()", ""}, true
		}
		return resultRead{}, false
	}
	return resultRead{}, false
}

// leavesLoop tells whether a loop may end early.
func leavesLoop(loop syntax.Node) bool {
	for c := range loop.Child(syntax.FBody).Descendants() {
		if c.Is(syntax.KBreakStatement) {
			return true
		}
	}
	return false
}

// certainRead is the statement that the reading is a part of, if it reads
// whenever the statement runs.
func certainRead(r resultRead) syntax.Node {
	stmt := edit.Statement(r.node)
	if !stmt.Is(syntax.KExpressionStatement, syntax.KForStatement, syntax.KIfStatement) || !always(r.node, stmt) {
		return syntax.Node{}
	}
	return stmt
}

// follows tells whether n runs after the statement stmt, if it runs: it stands
// in one of those behind it, or in the branches of a stmt that is an if.
func follows(n, stmt syntax.Node) bool {
	if n.Start() < stmt.End() {
		return stmt.Is(syntax.KIfStatement) && n.Start() > stmt.Child(syntax.FCondition).End()
	}
	block := stmt.Parent()
	return n.End() <= block.End()
}

// useRead is the fix that takes the value that the first reading gave a name.
func useRead(p *rule.Pass, stmt syntax.Node, first, second resultRead) []rule.Fix {
	assignment := stmt.FirstChild()
	left := assignment.Child(syntax.FLeft)
	if first.method == "" || !assignment.Is(syntax.KAssignment) || !left.Is(syntax.KIdentifier) ||
		semantic.Unparenthesized(assignment.Child(syntax.FRight)) != first.node || oneLine(first.node) != oneLine(second.node) {
		return nil
	}
	symbol, b := symbolAt(p.Module, left)
	if b == nil || symbol.Only() != b {
		return nil
	}
	edits := p.Builder()
	edits.Replace(second.node, left.Text())
	return fixOf(edits, rule.Fix{Title: "Use the value already read", Safety: rule.Unsafe, Reason: "the rows are there again"})
}
