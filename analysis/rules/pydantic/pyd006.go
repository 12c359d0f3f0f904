package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD006",
		Name:     "duplicate-field",
		Severity: rule.Warning,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    duplicateField,
	})
}

func duplicateField(p *rule.Pass, n syntax.Node) {
	name := n.Child(syntax.FLeft)
	if n.Child(syntax.FType).IsNil() || !name.Is(syntax.KIdentifier) || name.Text() == "_" {
		return
	}
	d, c, kind := assignedIn(p, n)
	if d == nil || kind == sqlModel || kind == dataclass || d.Guard != 0 {
		return
	}
	for _, x := range c.MemberList(name.Text()) {
		if x.Stmt() == n {
			return
		}
		if x.Type.IsNil() || x.Guard != 0 {
			continue
		}
		p.Report(rule.Diagnostic{
			Start: name.Start(), End: name.End(),
			Message: fmt.Sprintf("`%s` is declared twice in this model; the first declaration is lost", name.Text()),
			Related: []rule.Related{{Start: x.Node().Start(), End: x.Node().End(), Message: "the first declaration"}},
		})
		return
	}
}
