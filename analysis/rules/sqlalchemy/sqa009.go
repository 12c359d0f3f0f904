package sqlalchemy

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA009",
		Name:     "run-sync-for-ddl",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    runSyncForDDL,
	})
}

func runSyncForDDL(p *rule.Pass, n syntax.Node) {
	m := p.Module
	object, method := receiver(n)
	if method == "run_sync" {
		runSync(p, n, object)
		return
	}
	class := ddlClass(m, object, method)
	inspects := class == "" && m.Is(n.Child(syntax.FFunction), "sqlalchemy.inspect")
	if class == "" && !inspects {
		return
	}
	name := "bind"
	if inspects {
		name = "subject"
	}
	target := argument(n, 0, name)
	v, _ := classify(m, target)
	what := "engine"
	switch {
	case v == asyncConnection && !ofPlainDef(m, target):
		what = "connection"
	case v != asyncEngine:
		return
	}
	if inspects {
		p.ReportNode(n, "inspect() cannot use an async "+what+": use await conn.run_sync(lambda c: inspect(c)...)", nil)
		return
	}
	f := oneLine(n.Child(syntax.FFunction))
	message := fmt.Sprintf("%s.%s() cannot use an async %s: use await conn.run_sync(%s)", class, method, what, f)
	p.ReportNode(n, message, func() []rule.Fix {
		b := p.Builder()
		if v == asyncConnection {
			onConnection(m, b, n, target)
		} else {
			onEngine(m, b, n, target, append([]string{f}, others(n, target)...))
		}
		return fixOf(b, rule.Fix{Title: "Run " + method + " through run_sync"})
	})
}

// ddlClass is the class whose method does DDL if it is called on the object.
func ddlClass(m *semantic.Module, object syntax.Node, method string) string {
	object = semantic.Unparenthesized(object)
	last := object.Child(syntax.FAttribute).Text()
	made := object
	if _, b := onlyBinding(m, object); b != nil && b.Kind == semantic.Assignment && b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) {
		made = b.Stmt().Child(syntax.FRight)
	}
	f := made.Child(syntax.FFunction)
	switch method {
	case "create_all", "drop_all", "reflect":
		if last == "metadata" || made.Is(syntax.KCall) && m.Is(f, "sqlalchemy.MetaData") {
			return "MetaData"
		}
	case "create", "drop":
		if last == "__table__" || made.Is(syntax.KCall) && resolve(m, f) == "sqlalchemy.Table" {
			return "Table"
		}
	}
	return ""
}

// runSync looks at run_sync(metadata.create_all()), which calls what is to be
// passed, and at engine.run_sync().
func runSync(p *rule.Pass, n, object syntax.Node) {
	m := p.Module
	v, t := classify(m, object)
	if overrides(m, t.Name, "run_sync") {
		return
	}
	list := positional(n)
	switch {
	case v == asyncEngine:
		p.ReportNode(n, "AsyncEngine has no run_sync(): use that of a connection, async with engine.begin() as conn", func() []rule.Fix {
			b := p.Builder()
			onEngine(m, b, n, object, others(n, syntax.Node{}))
			return fixOf(b, rule.Fix{Title: "Use run_sync of a connection"})
		})
	case (v == asyncConnection || v == asyncSession) && len(list) > 0 && list[0].Is(syntax.KCall):
		call := list[0]
		inner, method := receiver(call)
		class := ddlClass(m, inner, method)
		if class == "" || len(edit.Elements(edit.Arguments(call))) > 0 {
			return
		}
		p.ReportNode(n, fmt.Sprintf("%s.%s() is called here: pass the method, run_sync(%s)", class, method, oneLine(call.Child(syntax.FFunction))),
			func() []rule.Fix {
				b := p.Builder()
				b.DeleteRange(call.Child(syntax.FFunction).End(), call.End())
				return fixOf(b, rule.Fix{Title: "Run " + method + " through run_sync"})
			})
	}
}

// ofPlainDef tells whether n is a parameter of a plain def: run_sync() may call
// it with a sync connection, whatever it is annotated as.
func ofPlainDef(m *semantic.Module, n syntax.Node) bool {
	_, b := onlyBinding(m, n)
	if b == nil || b.Kind != semantic.Parameter {
		return false
	}
	fn := m.Func(b.Scope.Node())
	return fn == nil || !fn.Async
}

// others are the arguments of a call but the one with the given value.
func others(call, value syntax.Node) []string {
	var list []string
	for _, a := range edit.Elements(edit.Arguments(call)) {
		if a != value && (value.IsNil() || a.Child(syntax.FValue) != value) {
			list = append(list, a.Text())
		}
	}
	return list
}

// onConnection turns X.create_all(conn, ...) into
// await conn.run_sync(X.create_all, ...).
func onConnection(m *semantic.Module, b *edit.Builder, call, target syntax.Node) {
	if !inAsyncDef(m, call) || inGenerator(call) {
		b.Fail("not in an async def")
		return
	}
	f := call.Child(syntax.FFunction)
	argument := target
	if target.Parent().Is(syntax.KKeywordArgument) {
		argument = target.Parent()
	}
	if edit.Elements(edit.Arguments(call))[0] != argument {
		b.RemoveElement(argument)
		b.PrependArgument(call, f.Text())
	} else {
		b.Replace(argument, f.Text())
	}
	b.Replace(f, edit.Operand(target)+".run_sync")
	if !call.Parent().Is(syntax.KAwait) {
		b.Await(call)
	}
}

// onEngine turns the statement that is the call into a with statement that
// takes a connection of the engine.
func onEngine(m *semantic.Module, b *edit.Builder, call, engine syntax.Node, arguments []string) {
	n := call
	if n.Parent().Is(syntax.KAwait) {
		n = n.Parent()
	}
	stmt := n.Parent()
	name, free := b.FreeName(call, "conn", "conn_1", "conn_2", "conn_3")
	switch {
	case !stmt.Is(syntax.KExpressionStatement) || !inAsyncDef(m, call) || !free:
		b.Fail("not a statement of an async def")
		return
	case strings.ContainsAny(stmt.Text(), "\r\n"):
		b.Fail("a call of several lines")
		return
	case stmt.PrevSibling().Is(syntax.KTokSemicolon) || stmt.NextSibling().Is(syntax.KTokSemicolon) || !aloneBefore(m.File().Text, stmt):
		b.Fail("not on a line of its own")
		return
	}
	b.Replace(stmt, fmt.Sprintf("async with %s.begin() as %s:%s%s%sawait %s.run_sync(%s)", edit.Operand(engine), name, b.Newline(),
		b.Indent(stmt), b.IndentStep(), name, strings.Join(arguments, ", ")))
}
