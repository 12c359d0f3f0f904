package sqlalchemy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA101",
		Name:     "await-async-session-call",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    awaitAsyncSessionCall,
	})
}

// coroutines are the methods that must be awaited.
var coroutines = map[value][]string{
	asyncSession: {
		"execute", "scalar", "scalars", "get", "get_one", "commit", "rollback", "flush", "refresh", "delete", "merge", "close",
		"aclose", "reset", "invalidate", "stream", "stream_scalars", "connection", "run_sync", "close_all",
	},
	asyncConnection: {
		"execute", "scalar", "scalars", "commit", "rollback", "close", "aclose", "invalidate", "run_sync", "exec_driver_sql",
		"get_raw_connection", "execution_options",
	},
	asyncEngine: {"dispose"},
}

// someCoroutine holds the names of all of them.
var someCoroutine = map[string]bool{"remove": true, "exec": true}

func init() {
	for _, names := range coroutines {
		for _, name := range names {
			someCoroutine[name] = true
		}
	}
}

func isCoroutine(m *semantic.Module, v value, t semantic.Type, method string) bool {
	switch {
	case v == asyncScoped && method == "remove":
		return true
	case v == asyncScoped:
		v = asyncSession
	case method == "exec":
		return m.IsInstance(t, sqlmodelAsync) == semantic.Yes
	}
	return slices.Contains(coroutines[v], method)
}

func awaitAsyncSessionCall(p *rule.Pass, n syntax.Node) {
	m := p.Module
	f := n.Child(syntax.FFunction)
	if !f.Is(syntax.KAttribute) {
		return
	}
	method := f.Child(syntax.FAttribute).Text()
	if !someCoroutine[method] {
		return
	}
	fn := m.Func(m.ScopeOf(n).Function().Node())
	if fn == nil || fn.Node.Is(syntax.KLambda) || m.EnclosingClass(n) != nil {
		return
	}
	if !forgotten(m, n) {
		return
	}
	v, t := classify(m, f.Child(syntax.FObject))
	if !isCoroutine(m, v, t, method) || redefines(m, t.Name, method) {
		return
	}
	message := fmt.Sprintf("%s.%s() is a coroutine: add await", typeName(v), method)
	if link := chained(n); link != "" {
		message = fmt.Sprintf("%s.%s() is a coroutine: write (await %s(...))%s", typeName(v), method, strings.Join(strings.Fields(f.Text()), " "), link)
	}
	var fixes func() []rule.Fix
	if fn.Async && !inGenerator(n) {
		fixes = func() []rule.Fix { return addAwait(p, n, method) }
	}
	p.ReportNode(n, message, fixes)
}

func typeName(v value) string {
	switch v {
	case asyncScoped:
		return "async_scoped_session"
	case asyncConnection:
		return "AsyncConnection"
	case asyncEngine:
		return "AsyncEngine"
	}
	return "AsyncSession"
}

// forgotten tells whether what becomes of the expression n shows that it is not
// meant to be a coroutine: nothing is done with it, or what a coroutine cannot.
func forgotten(m *semantic.Module, n syntax.Node) bool {
	up := n.Parent()
	switch up.Kind() {
	case syntax.KExpressionStatement:
		return true
	case syntax.KAttribute:
		return n.Field() == syntax.FObject && !ofCoroutine(up)
	case syntax.KSubscript:
		return n.Field() == syntax.FValue
	case syntax.KForStatement, syntax.KForInClause:
		return n.Field() == syntax.FRight
	case syntax.KIfStatement, syntax.KElifClause, syntax.KWhileStatement:
		return n.Field() == syntax.FCondition
	case syntax.KNotOperator, syntax.KComparisonOperator, syntax.KIfClause, syntax.KAssertStatement:
		return true
	case syntax.KBooleanOperator:
		return n.Field() == syntax.FLeft || forgotten(m, up)
	case syntax.KConditionalExpression:
		return operand(up, n) == 1 || forgotten(m, up)
	case syntax.KParenthesizedExpression:
		return forgotten(m, up)
	case syntax.KAssignment:
		return n.Field() == syntax.FRight && up.Child(syntax.FLeft).Is(syntax.KIdentifier) && misused(m, up)
	}
	return false
}

// operand is the index of n among the parts of its parent.
func operand(up, n syntax.Node) int {
	i := 0
	for c := range up.Named() {
		if c == n {
			return i
		}
		if !c.IsExtra() {
			i++
		}
	}
	return -1
}

// ofCoroutine tells whether the attribute is one of those that only a coroutine
// has.
func ofCoroutine(attribute syntax.Node) bool {
	name := attribute.Child(syntax.FAttribute).Text()
	return name == "send" || name == "throw" || name == "__await__" || strings.HasPrefix(name, "cr_")
}

// misused tells whether all that is done with the assigned name is what a
// coroutine cannot: an attribute is taken, it is subscripted or iterated.
func misused(m *semantic.Module, assignment syntax.Node) bool {
	left := assignment.Child(syntax.FLeft)
	symbol := m.Lookup(left)
	scope := m.ScopeOf(left).Function()
	if symbol == nil || symbol.Scope.IsNil() || symbol.Scope != scope {
		return false
	}
	loop := assignment.Ancestor(syntax.KForStatement, syntax.KWhileStatement, syntax.KFunctionDefinition)
	for _, use := range m.Uses(symbol) {
		if use.Start() < assignment.Start() && loop.Is(syntax.KFunctionDefinition) {
			continue
		}
		if m.ScopeOf(use).Function() != scope {
			return false
		}
		n := use
		for n.Parent().Is(syntax.KParenthesizedExpression) {
			n = n.Parent()
		}
		switch up := n.Parent(); {
		case up.Is(syntax.KAttribute) && n.Field() == syntax.FObject && !ofCoroutine(up) && up.Child(syntax.FAttribute).Text() != "close":
		case up.Is(syntax.KSubscript) && n.Field() == syntax.FValue:
		case up.Is(syntax.KForStatement, syntax.KForInClause) && n.Field() == syntax.FRight:
		default:
			return false
		}
	}
	return true
}

// chained is what follows the call in one chain, "" for nothing.
func chained(n syntax.Node) string {
	for n.Parent().Is(syntax.KParenthesizedExpression) {
		n = n.Parent()
	}
	up := n.Parent()
	switch {
	case up.Is(syntax.KSubscript) && n.Field() == syntax.FValue:
		return "[...]"
	case !up.Is(syntax.KAttribute):
		return ""
	}
	link := "." + up.Child(syntax.FAttribute).Text()
	if up.Parent().Is(syntax.KCall) && up.Field() == syntax.FFunction {
		link += "()"
	}
	return link
}

// inGenerator tells whether an await at n would turn a generator expression
// into an asynchronous one: anywhere in it but in what it iterates first.
func inGenerator(n syntax.Node) bool {
	for up := n.Parent(); !up.IsNil() && !up.Is(syntax.KFunctionDefinition); n, up = up, up.Parent() {
		if !up.Is(syntax.KForInClause) {
			if up.Is(syntax.KGeneratorExpression) {
				return true
			}
			continue
		}
		if up.Parent().Is(syntax.KGeneratorExpression) {
			if n.Field() != syntax.FRight || up.Parent().ChildOf(syntax.KForInClause) != up {
				return true
			}
			up = up.Parent()
		}
	}
	return false
}

func addAwait(p *rule.Pass, n syntax.Node, method string) []rule.Fix {
	b := p.Builder()
	b.Await(n)
	if outer := outerAwait(n, method); !outer.IsNil() {
		b.DeleteRange(outer.Start(), operandOf(outer).Start())
	}
	edits, err := b.Edits()
	if err != nil {
		return nil
	}
	return []rule.Fix{{Title: "Add await", Edits: edits}}
}

func operandOf(await syntax.Node) syntax.Node {
	for c := range await.Named() {
		if !c.IsExtra() {
			return c
		}
	}
	return syntax.Node{}
}

// resultMethods are the methods of a Result that are no coroutines; those that
// are none on an AsyncResult either are true.
var resultMethods = map[string]bool{
	"scalars": true, "mappings": true, "unique": true, "tuples": true, "columns": true, "keys": true, "partitions": true,
	"all": false, "first": false, "one": false, "one_or_none": false, "scalar": false, "scalar_one": false,
	"scalar_one_or_none": false, "fetchall": false, "fetchone": false, "fetchmany": false,
}

// outerAwait is the await around the chain that begins with the call n, if it
// would await what is not awaitable: the last method is one of a Result.
func outerAwait(n syntax.Node, method string) syntax.Node {
	last := ""
	up := n.Parent()
	for {
		switch {
		case up.Is(syntax.KAttribute) && n.Field() == syntax.FObject:
			last = up.Child(syntax.FAttribute).Text()
		case up.Is(syntax.KCall) && n.Field() == syntax.FFunction, up.Is(syntax.KParenthesizedExpression):
		case up.Is(syntax.KAwait) && last != "":
			always, known := resultMethods[last]
			switch method {
			case "execute", "scalars", "exec", "exec_driver_sql":
			case "stream", "stream_scalars":
				known = always
			default:
				known = false
			}
			if known {
				return up
			}
			return syntax.Node{}
		default:
			return syntax.Node{}
		}
		n, up = up, up.Parent()
	}
}
