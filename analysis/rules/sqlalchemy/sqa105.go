package sqlalchemy

import (
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA105",
		Name:     "async-with-for-async-session",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KWithStatement},
		Check:    asyncWith,
	})
}

func asyncWith(p *rule.Pass, n syntax.Node) {
	m := p.Module
	async := n.FirstChild().Is(syntax.KKwAsync)
	clause := n.ChildOf(syntax.KWithClause)
	what, all := "", true
	for item := range clause.Named() {
		if !item.Is(syntax.KWithItem) {
			continue
		}
		value := item.Child(syntax.FValue)
		if value.Is(syntax.KAsPattern) {
			value = value.FirstChild()
		}
		name, isAsync := manager(m, semantic.Unparenthesized(value))
		if name == "" || isAsync == async {
			all = false
			continue
		}
		if what == "" {
			what = name
		}
	}
	if what == "" {
		return
	}
	message := what + ` is an async context manager: use "async with"`
	if async {
		message = what + ` is not an async context manager: use "with"`
	}
	p.Report(rule.Diagnostic{Start: n.Start(), End: clause.End(), Message: message, Fixes: func() []rule.Fix {
		b := p.Builder()
		fn := m.Func(m.ScopeOf(n).Function().Node())
		switch {
		case !all:
			return nil
		case async:
			b.DeleteRange(n.Start(), n.ChildOf(syntax.KKwWith).Start())
			return fixOf(b, rule.Fix{Title: "Use with"})
		case fn == nil || !fn.Async || m.EnclosingClass(n) != nil:
			return nil
		}
		b.Insert(n.Start(), "async ")
		return fixOf(b, rule.Fix{Title: "Use async with"})
	}})
}

// manager tells what sort of context manager of the library the item of a with
// statement is; name is "" if it is none, or that is not certain.
func manager(m *semantic.Module, n syntax.Node) (name string, async bool) {
	if object, method := receiver(n); method == "begin" || method == "begin_nested" || method == "connect" {
		v, t := classify(m, object)
		if overrides(m, t.Name, method) {
			return "", false
		}
		nested := method != "connect"
		switch {
		case v == asyncEngine && method != "begin_nested":
			return "AsyncEngine." + method + "()", true
		case v == asyncConnection && nested:
			return "AsyncConnection." + method + "()", true
		case (v == asyncSession || v == asyncScoped) && nested:
			return "AsyncSession." + method + "()", true
		case v == syncEngine && method != "begin_nested":
			return "Engine." + method + "()", false
		case method == "begin" && t.Is(asyncSessionmaker):
			return "async_sessionmaker.begin()", true
		case method == "begin" && t.Is(sessionmaker) && len(t.Args) == 1 && m.IsInstance(t.Args[0], sessionClass) == semantic.Yes:
			return "sessionmaker.begin()", false
		}
		return "", false
	}
	v, t := classify(m, n)
	if overrides(m, t.Name, "__enter__") || overrides(m, t.Name, "__aenter__") {
		return "", false
	}
	switch {
	case v == asyncSession:
		return "AsyncSession", true
	case v == asyncConnection && !n.Is(syntax.KAwait):
		return "AsyncConnection", true
	case v == syncSession && n.Is(syntax.KCall) && m.IsInstance(t, sessionClass) == semantic.Yes:
		return "Session", false
	}
	return "", false
}
