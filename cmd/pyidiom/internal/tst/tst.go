// Package tst holds rules for the tests of the command line: their findings
// depend on nothing but the name of a function that is called.
package tst

import (
	"embed"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

//go:embed *.md
var pages embed.FS

func init() {
	register(rule.Rule{Code: "TST001", Name: "bad-call", Severity: rule.Warning}, "bad", "Call `good`, not `bad`",
		func(n syntax.Node) []rule.Fix { return []rule.Fix{{Title: "Use `good`", Edits: replace(n, "good")}} })
	register(rule.Rule{Code: "TST002", Name: "risky-call", Severity: rule.Hint}, "risky", "`risky` is risky",
		func(n syntax.Node) []rule.Fix {
			return []rule.Fix{{Title: "Use `calm`", Safety: rule.Unsafe, Reason: "calm returns nothing", Edits: replace(n, "calm")}}
		})
	register(rule.Rule{Code: "TST003", Name: "report-only", Severity: rule.Error}, "report", "`report` is wrong", nil)
	register(rule.Rule{Code: "TST004", Name: "off-by-default", Severity: rule.Information, Off: true}, "debug", "`debug` is left over", nil)
	register(rule.Rule{Code: "TST005", Name: "refactoring", Severity: rule.Action}, "maybe", "",
		func(n syntax.Node) []rule.Fix {
			return []rule.Fix{
				{Title: "Turn into `certainly`", Kind: "refactor.rewrite.certainly", Edits: replace(n, "certainly")},
				{Title: "Turn into `never`", Kind: "refactor.rewrite.never", Disabled: "nobody can tell"},
			}
		})
	register(rule.Rule{Code: "TST007", Name: "wordy", Severity: rule.Hint, Off: true, Refactoring: true}, "wordy", "`wordy` is long",
		func(n syntax.Node) []rule.Fix { return []rule.Fix{{Title: "Use `w`", Edits: replace(n, "w")}} })
	register(rule.Rule{Code: "TST006", Name: "crash", Severity: rule.Warning}, "crash", "", nil)
}

func replace(call syntax.Node, name string) []edit.Edit {
	f := call.Child(syntax.FFunction)
	return []edit.Edit{{Start: f.Start(), End: f.End(), New: name}}
}

// register adds a rule about calls of a function.
func register(r rule.Rule, function, message string, fixes func(n syntax.Node) []rule.Fix) {
	r.Kinds = []syntax.Kind{syntax.KCall}
	r.Check = func(p *rule.Pass, n syntax.Node) {
		if n.Child(syntax.FFunction).Text() != function {
			return
		}
		if function == "crash" {
			panic("the rule crashes")
		}
		var compute func() []rule.Fix
		if fixes != nil {
			compute = func() []rule.Fix { return fixes(n) }
		}
		p.ReportNode(n, message, compute)
	}
	rule.Register(pages, &r)
}
