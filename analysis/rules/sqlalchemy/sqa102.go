package sqlalchemy

import (
	"cmp"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA102",
		Name:     "no-await-on-sync-call",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KAwait},
		Check:    noAwaitOnSyncCall,
	})
}

// plainMethods are the methods of an AsyncSession that are no coroutines.
var plainMethods = map[string]bool{
	"add": true, "add_all": true, "expunge": true, "expunge_all": true, "expire": true, "expire_all": true, "in_transaction": true,
	"in_nested_transaction": true, "is_modified": true, "get_bind": true, "get_transaction": true, "get_nested_transaction": true,
}

func noAwaitOnSyncCall(p *rule.Pass, n syntax.Node) {
	call := semantic.Unparenthesized(operandOf(n))
	if !call.Is(syntax.KCall) {
		return
	}
	message := notAwaitable(p.Module, call)
	if message == "" && startsTwice(p.Module, n, call) {
		message = `"async with" starts the connection itself, and it cannot be started twice`
	}
	if message == "" {
		return
	}
	p.ReportNode(n, message+": remove await", func() []rule.Fix {
		b := p.Builder()
		b.DeleteRange(n.Start(), operandOf(n).Start())
		return fixOf(b, rule.Fix{Title: "Remove await"})
	})
}

// notAwaitable says why what the call gives cannot be awaited, "" if it can, or
// that is not certain.
func notAwaitable(m *semantic.Module, call syntax.Node) string {
	object, method := receiver(call)
	if plainMethods[method] {
		if v, t := classify(m, object); (v == asyncSession || v == asyncScoped) && !overrides(m, t.Name, method) {
			return typeName(v) + "." + method + "() is not a coroutine"
		}
	}
	if _, known := resultMethods[method]; known {
		if class := bufferedResult(m, object); class != "" {
			return class + "." + method + "() is not a coroutine"
		}
	}
	f := m.TypeOf(call.Child(syntax.FFunction))
	switch {
	case mocks(f.Call):
	case f.Kind == semantic.ClassObject && m.IsSubclass(f.Name, asyncSessionClass) == semantic.Yes,
		f.Is(asyncSessionmaker, sessionmaker, asyncScopedSession):
		if v, t := classify(m, call); v == asyncSession && !overrides(m, t.Name, "__await__") {
			return "AsyncSession is not awaitable"
		}
	}
	return ""
}

// bufferedResult is the class of the expression n if that is a result which
// holds its rows, as execute() and scalars() give it; "" if it is not, or that
// is not certain.
func bufferedResult(m *semantic.Module, n syntax.Node) string {
	class := ""
	for range 32 {
		n = semantic.Unparenthesized(n)
		switch t := m.TypeOf(n); {
		case t.Kind == semantic.Instance && !mocks(t.Call):
			name, ok := strings.CutPrefix(t.Name, "sqlalchemy.engine.")
			if !ok || name != "Result" && name != "ScalarResult" && name != "CursorResult" {
				return ""
			}
			if class == "" {
				class = name
			}
			return class
		case t.Kind != semantic.UnknownType:
			return ""
		}
		object, method := receiver(n)
		switch method {
		case "scalars":
			class = cmp.Or(class, "ScalarResult")
		case "mappings":
			class = cmp.Or(class, "MappingResult")
		case "tuples", "columns":
			class = cmp.Or(class, "Result")
		case "unique", "yield_per":
			// The class is that of what they are called on.
		default:
			return ""
		}
		n = object
	}
	return ""
}

// startsTwice tells whether the awaited call is AsyncEngine.connect() and what
// comes of it is entered by async with.
func startsTwice(m *semantic.Module, await, call syntax.Node) bool {
	object, method := receiver(call)
	if method != "connect" {
		return false
	}
	up, n := await.Parent(), await
	for up.Is(syntax.KParenthesizedExpression) || up.Is(syntax.KAsPattern) && up.FirstChild() == n {
		n, up = up, up.Parent()
	}
	if !up.Is(syntax.KWithItem) || !up.Ancestor(syntax.KWithStatement).FirstChild().Is(syntax.KKwAsync) {
		return false
	}
	v, t := classify(m, object)
	return v == asyncEngine && !overrides(m, t.Name, "connect")
}
