package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA007",
		Name:     "listen-on-sync-engine",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    listenOnSyncEngine,
	})
}

func listenOnSyncEngine(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !m.Is(n.Child(syntax.FFunction), listensFor, listen, "sqlalchemy.event.remove", "sqlalchemy.event.contains") {
		return
	}
	target := argument(n, 0, "target")
	v, t := classify(m, target)
	what, attribute := "", ""
	switch {
	case v == asyncEngine:
		what, attribute = "AsyncEngine", "sync_engine"
	case v == asyncSession:
		what, attribute = "AsyncSession", "sync_session"
	case v == asyncConnection:
		what, attribute = "AsyncConnection", "sync_connection"
	case t.Is(asyncSessionmaker) && !mocks(t.Call):
		p.ReportNode(target, "Events cannot be attached to an async_sessionmaker: listen on the factory that it gets with "+
			"async_sessionmaker(sync_session_class=sessionmaker())", nil)
		return
	case t.Kind == semantic.ClassObject && m.IsSubclass(t.Name, asyncSessionClass) == semantic.Yes:
		p.ReportNode(target, "Events cannot be attached to the class AsyncSession: listen on sqlalchemy.orm.Session", func() []rule.Fix {
			b := p.Builder()
			b.Replace(target, b.NameLike(target, "sqlalchemy.orm", "Session"))
			return fixOf(b, rule.Fix{Title: "Listen on Session", Safety: rule.Unsafe, Reason: "listens on every sync session, too"})
		})
		return
	default:
		return
	}
	on := "its " + attribute
	if text := target.Text(); len(text) <= 40 && !strings.Contains(text, "\n") {
		on = edit.Operand(target) + "." + attribute
	}
	p.ReportNode(target, "Events cannot be attached to an "+what+": listen on "+on, func() []rule.Fix {
		b := p.Builder()
		b.Replace(target, edit.Operand(target)+"."+attribute)
		return fixOf(b, rule.Fix{Title: "Listen on " + on})
	})
}
