package sqlalchemy

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA008",
		Name:     "sync-event-listener",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    syncEventListener,
	})
}

// Functions of sqlalchemy.event.
const (
	listensFor = "sqlalchemy.event.listens_for"
	listen     = "sqlalchemy.event.listen"
)

// poolEvents are the events whose listeners get the connection of the driver.
var poolEvents = []string{
	"connect", "first_connect", "checkout", "checkin", "reset", "invalidate", "soft_invalidate", "close", "detach", "close_detached",
}

func syncEventListener(p *rule.Pass, n syntax.Node) {
	if !n.FirstChild().Is(syntax.KKwAsync) {
		return
	}
	m := p.Module
	fn := m.Func(n)
	call, other := listening(m, fn)
	if call.IsNil() {
		return
	}
	message := "SQLAlchemy calls event listeners synchronously: an async def listener is never awaited"
	waits := awaits(fn)
	if event, ok := plainString(argument(call, 1, "identifier")); ok && waits && slices.Contains(poolEvents, event) {
		message += "; use dbapi_connection.run_async(lambda c: ...)"
	}
	p.Report(rule.Diagnostic{Start: n.Start(), End: fn.NameNode.End(), Message: message, Fixes: func() []rule.Fix {
		if waits || other || usedElsewhere(p, fn) {
			return nil
		}
		b := p.Builder()
		b.DeleteRange(n.Start(), n.ChildOf(syntax.KKwDef).Start())
		return fixOf(b, rule.Fix{Title: "Make the listener a plain def"})
	}})
}

// listening is the call of listens_for() that decorates the function, with no
// decorator between them that may make it another one, or the call of listen()
// that it is passed to. other tells whether the file uses the function in
// another way, too.
func listening(m *semantic.Module, fn *semantic.Func) (call syntax.Node, other bool) {
	for _, d := range slices.Backward(fn.Decorators) {
		if d.Call.IsNil() || d.Name != listensFor {
			other = true
			break
		}
		call = d.Call
	}
	symbol := m.Lookup(fn.NameNode)
	if symbol == nil || symbol.Only() == nil {
		return call, true
	}
	for _, use := range m.Uses(symbol) {
		c := use.Ancestor(syntax.KCall)
		if argument(c, 2, "fn") != use {
			other = true
			continue
		}
		switch {
		case !m.Is(c.Child(syntax.FFunction), listen):
			// event.remove() and event.contains() do not mind.
			other = other || !m.Is(c.Child(syntax.FFunction), "sqlalchemy.event.remove", "sqlalchemy.event.contains")
		case call.IsNil() && len(fn.Decorators) == 0:
			call = c
		}
	}
	return call, other
}

// argument is the value of an argument of a call, by its position or name.
func argument(call syntax.Node, at int, name string) syntax.Node {
	if k := edit.Keyword(call, name); !k.IsNil() {
		return k.Child(syntax.FValue)
	}
	list := positional(call)
	if at >= len(list) || slices.ContainsFunc(list[:at+1], func(a syntax.Node) bool { return a.Is(syntax.KListSplat) }) {
		return syntax.Node{}
	}
	return list[at]
}

// awaits tells whether the body of the function has something that only an
// async def may have, or that makes a generator.
func awaits(fn *semantic.Func) bool {
	for n := range semantic.OwnBody(fn.Node) {
		switch {
		case n.Is(syntax.KAwait, syntax.KYield):
			return true
		case n.Is(syntax.KForStatement, syntax.KWithStatement, syntax.KForInClause) && n.FirstChild().Is(syntax.KKwAsync):
			return true
		}
	}
	return false
}

// usedElsewhere tells whether the function may be called, and awaited, in a way
// that the file does not show.
func usedElsewhere(p *rule.Pass, fn *semantic.Func) bool {
	if fn.Method() {
		return true
	}
	symbol := p.Module.Lookup(fn.NameNode)
	if symbol == nil || symbol.Scope.Kind() != semantic.ModuleScope {
		return symbol == nil
	}
	module := p.Module.Name()
	q := p.Module.QualifiedName(&symbol.Bindings[0])
	return p.Module.MentionsAttribute(fn.Name) || p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool {
			return s.Name != module && (slices.Contains(s.Imports, q) || s.Attributes[fn.Name] && slices.Contains(s.Imports, module))
		})
	})
}
