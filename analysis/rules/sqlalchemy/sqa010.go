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
		Code:     "SQA010",
		Name:     "async-scoped-session",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     packages,
		Gates:    since("1.4.19"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    scopedAsyncSession,
	})
}

func scopedAsyncSession(p *rule.Pass, n syntax.Node) {
	m := p.Module
	f := n.Child(syntax.FFunction)
	if !m.Is(f, "sqlalchemy.orm.scoped_session") {
		return
	}
	t := m.TypeOf(argument(n, 0, "session_factory"))
	if mocks(t.Call) || !t.Is(asyncSessionmaker) &&
		!(t.Is(sessionmaker) && len(t.Args) == 1 && m.IsInstance(t.Args[0], asyncSessionClass) == semantic.Yes) {
		return
	}
	callee := calleeName(n)
	p.ReportNode(callee, "Use async_scoped_session with a scopefunc: scoped_session over an async factory is deprecated and "+
		"its remove() never closes the session", func() []rule.Fix {
		unpacks := func(a syntax.Node) bool { return a.Is(syntax.KListSplat, syntax.KDictionarySplat) }
		if slices.ContainsFunc(edit.Elements(edit.Arguments(n)), unpacks) {
			return nil
		}
		b := p.Builder()
		b.Replace(f, b.NameLike(f, "sqlalchemy.ext.asyncio", "async_scoped_session"))
		if argument(n, 1, "scopefunc").IsNil() {
			b.AddKeyword(n, "scopefunc", b.Name(n, "asyncio", "current_task"))
		}
		return fixOf(b, rule.Fix{
			Title: "Use async_scoped_session", Preferred: true,
			Safety: rule.Unsafe, Reason: "a session for each task instead of each thread, and remove() must be awaited",
		})
	})
}
