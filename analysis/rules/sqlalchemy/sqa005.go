package sqlalchemy

import (
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA005",
		Name:     "create-async-engine-directly",
		Severity: rule.Information,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    createAsyncEngineDirectly,
	})
}

func createAsyncEngineDirectly(p *rule.Pass, n syntax.Node) {
	f := n.Child(syntax.FFunction)
	if !p.Module.Is(f, asyncEngineClass) || !edit.Arguments(n).Is(syntax.KArgumentList) {
		return
	}
	arguments := edit.Elements(edit.Arguments(n))
	var values []syntax.Node
	for _, a := range arguments {
		if !a.IsExtra() {
			values = append(values, a)
		}
	}
	if len(values) != 1 {
		return
	}
	inner := values[0]
	if inner.Is(syntax.KKeywordArgument) {
		if inner.Child(syntax.FName).Text() != "sync_engine" {
			return
		}
		inner = inner.Child(syntax.FValue)
	}
	if !inner.Is(syntax.KCall) || resolve(p.Module, inner.Child(syntax.FFunction)) != "sqlalchemy.create_engine" {
		return
	}
	for _, name := range []string{"strategy", "server_side_cursors", "module"} {
		if !edit.Keyword(inner, name).IsNil() {
			return
		}
	}
	callee := calleeName(n)
	p.ReportNode(callee, "Use create_async_engine(...) instead of AsyncEngine(create_engine(...))", func() []rule.Fix {
		b := p.Builder()
		part := b.Part(edit.Arguments(inner))
		if future := edit.Keyword(inner, "future"); future.Child(syntax.FValue).Is(syntax.KTrue) {
			part.RemoveElement(future)
		}
		name := b.NameLike(f, "sqlalchemy.ext.asyncio", "create_async_engine")
		text := part.Text(b.Indent(n))
		b.ReplaceRange(n.Start(), n.End(), name+text)
		return fixOf(b, rule.Fix{Title: "Use create_async_engine"})
	})
}
