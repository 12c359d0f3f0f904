// Package badrules registers rules that misbehave, for tests of the engine. They
// do so at names that begin with tst_ and nowhere else. The twin of TST001 is
// ruff's TST9001, and so on.
package badrules

import (
	"embed"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

//go:embed *.md
var pages embed.FS

func init() {
	register := func(code, name string, check func(p *rule.Pass, n syntax.Node)) {
		rule.Register(pages, &rule.Rule{
			Code: code, Name: name, Severity: rule.Warning, Kinds: []syntax.Kind{syntax.KIdentifier}, Check: check,
			Twins: []string{code[:3] + "9" + code[3:]},
		})
	}
	register("TST001", "panics", func(p *rule.Pass, n syntax.Node) {
		switch n.Text() {
		case "tst_report":
			p.ReportNode(n, "seen", nil)
		case "tst_panic":
			panic("as told")
		}
	})
	register("TST002", "panics-in-fix", func(p *rule.Pass, n syntax.Node) {
		if n.Text() == "tst_fix" {
			p.ReportNode(n, "seen", func() []rule.Fix { panic("as told") })
		}
	})
	register("TST003", "never-ends", func(p *rule.Pass, n syntax.Node) {
		other := map[string]string{"tst_ping": "tst_pong", "tst_pong": "tst_ping"}[n.Text()]
		if other != "" {
			p.ReportNode(n, "seen", func() []rule.Fix {
				return []rule.Fix{{Title: "Turn", Edits: []edit.Edit{{Start: n.Start(), End: n.End(), New: other}}}}
			})
		}
	})
	register("TST004", "breaks-the-file", func(p *rule.Pass, n syntax.Node) {
		if n.Text() == "tst_break" {
			p.ReportNode(n, "seen", func() []rule.Fix {
				return []rule.Fix{{Title: "Break", Edits: []edit.Edit{{Start: n.Start(), End: n.End(), New: "(("}}}}
			})
		}
	})
}
