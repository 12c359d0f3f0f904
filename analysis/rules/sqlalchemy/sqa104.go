package sqlalchemy

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA104",
		Name:     "async-iteration",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KForStatement, syntax.KForInClause, syntax.KCall, syntax.KWithItem},
		Check:    asyncIteration,
	})
}

func asyncIteration(p *rule.Pass, n syntax.Node) {
	switch n.Kind() {
	case syntax.KCall:
		consumedAtOnce(p, n)
	case syntax.KWithItem:
		enteredStream(p, n)
	default:
		iterated(p, n)
	}
}

// iterated looks at a for statement or the for of a comprehension.
func iterated(p *rule.Pass, n syntax.Node) {
	m := p.Module
	right := n.Child(syntax.FRight)
	async := n.FirstChild().Is(syntax.KKwAsync)
	start, end := n.Start(), right.End()
	generator := false
	if n.Is(syntax.KForInClause) {
		start, end, generator = n.Parent().Start(), n.Parent().End(), n.Parent().Is(syntax.KGeneratorExpression)
	}
	report := func(message string, fixes func() []rule.Fix) {
		p.Report(rule.Diagnostic{Start: start, End: end, Message: message, Fixes: fixes})
	}
	if method, text := unawaitedStream(m, right); method != "" {
		report(fmt.Sprintf(`%s() is a coroutine: write "async for x in await %s(...)"`, method, text), func() []rule.Fix {
			if !inAsyncDef(m, n) || generator && !async || inGenerator(right) {
				return nil
			}
			b := p.Builder()
			b.Await(semantic.Unparenthesized(right))
			if !async {
				b.Insert(n.Start(), "async ")
			}
			return fixOf(b, rule.Fix{Title: "Add await"})
		})
		return
	}
	switch {
	case async && bufferedResult(m, right) != "":
		report("Result is not an async iterator: use a plain for", func() []rule.Fix {
			b := p.Builder()
			b.DeleteRange(n.Start(), n.ChildOf(syntax.KKwFor).Start())
			return fixOf(b, rule.Fix{Title: "Use for"})
		})
	case !async && streamedResult(m, right):
		report(`A streamed result needs "async for"`, func() []rule.Fix {
			// A generator expression would be another object.
			if generator || !inAsyncDef(m, n) || inGenerator(n) {
				return nil
			}
			b := p.Builder()
			b.Insert(n.Start(), "async ")
			return fixOf(b, rule.Fix{Title: "Use async for"})
		})
	}
}

// iterating are the builtins that iterate their only argument.
var iterating = []string{
	"builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.sorted", "builtins.sum", "builtins.min",
	"builtins.max", "builtins.any", "builtins.all", "builtins.dict", "builtins.enumerate", "builtins.iter",
}

// consumedAtOnce looks at list(result) and its like.
func consumedAtOnce(p *rule.Pass, n syntax.Node) {
	m := p.Module
	list := positional(n)
	if len(list) != 1 || !streamedResult(m, list[0]) || !m.Is(n.Child(syntax.FFunction), iterating...) {
		return
	}
	p.ReportNode(n, `A streamed result needs "async for"`, func() []rule.Fix {
		f := m.Resolve(n.Child(syntax.FFunction))
		if !inAsyncDef(m, n) || inGenerator(n) || f == "builtins.iter" {
			return nil
		}
		b := p.Builder()
		if f == "builtins.list" && len(edit.Elements(edit.Arguments(n))) == 1 {
			b.ReplaceRange(n.Start(), list[0].Start(), "[row async for row in ")
			b.ReplaceRange(list[0].End(), n.End(), "]")
		} else {
			b.Insert(list[0].Start(), "[row async for row in ")
			b.Insert(list[0].End(), "]")
		}
		return fixOf(b, rule.Fix{Title: "Use async for"})
	})
}

// enteredStream looks at async with session.stream(...): what a connection
// gives may be entered, what a session gives may not.
func enteredStream(p *rule.Pass, n syntax.Node) {
	value := n.Child(syntax.FValue)
	if value.Is(syntax.KAsPattern) {
		value = value.FirstChild()
	}
	object, method := receiver(semantic.Unparenthesized(value))
	if method != "stream" && method != "stream_scalars" {
		return
	}
	with := n.Ancestor(syntax.KWithStatement)
	v, t := classify(p.Module, object)
	if v != asyncSession && v != asyncScoped || overrides(p.Module, t.Name, method) || !with.FirstChild().Is(syntax.KKwAsync) {
		return
	}
	p.Report(rule.Diagnostic{
		Start: with.Start(), End: with.ChildOf(syntax.KWithClause).End(),
		Message: fmt.Sprintf(`%s() is a coroutine: write "async for x in await %s.%s(...)"`, method, oneLine(object), method),
	})
}

// unawaitedStream is the method that the expression calls without await, and
// the text of what is called, if it is stream() or stream_scalars().
func unawaitedStream(m *semantic.Module, n syntax.Node) (method, text string) {
	object, method := receiver(semantic.Unparenthesized(n))
	if method != "stream" && method != "stream_scalars" {
		return "", ""
	}
	v, t := classify(m, object)
	if v != asyncSession && v != asyncScoped && v != asyncConnection || overrides(m, t.Name, method) {
		return "", ""
	}
	return method, oneLine(object) + "." + method
}

// streamedResult tells whether the expression n is a result of stream() or
// stream_scalars(), which is to be iterated with async for.
func streamedResult(m *semantic.Module, n syntax.Node) bool {
	for range 32 {
		n = semantic.Unparenthesized(n)
		switch t := m.TypeOf(n); {
		case t.Kind == semantic.Instance:
			return !mocks(t.Call) && t.Is("sqlalchemy.ext.asyncio.AsyncResult", "sqlalchemy.ext.asyncio.AsyncScalarResult")
		case t.Kind != semantic.UnknownType:
			return false
		}
		object, method := receiver(n)
		switch method {
		case "scalars", "mappings", "unique", "partitions", "yield_per", "columns", "tuples":
			n = object
		default:
			return false
		}
	}
	return false
}

// inAsyncDef tells whether n is in the body of an async def, with no class
// between them.
func inAsyncDef(m *semantic.Module, n syntax.Node) bool {
	fn := m.Func(m.ScopeOf(n).Function().Node())
	return fn != nil && fn.Async && m.EnclosingClass(n) == nil
}
