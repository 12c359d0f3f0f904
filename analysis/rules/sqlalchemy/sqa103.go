package sqlalchemy

import (
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA103",
		Name:     "no-query-on-async-session",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    queryOnAsyncSession,
	})
}

func queryOnAsyncSession(p *rule.Pass, n syntax.Node) {
	m := p.Module
	session, method := receiver(n)
	if method != "query" {
		return
	}
	if v, t := classify(m, session); v != asyncSession && v != asyncScoped || overrides(m, t.Name, "query") {
		return
	}
	p.ReportNode(n, "AsyncSession has no query(): use select() with await session.scalars()/execute()", func() []rule.Fix {
		c := queryChainOf(n)
		class, ok := c.rows(m)
		if !ok || class == "" || c.terminal.method == "" || c.terminal.method == "scalar" || !c.convertible() || !inAsyncDef(m, n) || inGenerator(n) {
			return nil
		}
		return fixOf(c.convert(p, class, true), rule.Fix{Title: "Convert to select()"})
	})
}
