package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:        "PYD016",
		Name:        "convert-to-model-validator",
		Severity:    rule.Hint,
		Off:         true,
		Refactoring: true,
		Uses:        []string{"pydantic"},
		Gates:       since("2"),
		Kinds:       []syntax.Kind{syntax.KFunctionDefinition},
		Check:       comparesFieldsInOne,
	})
}

func comparesFieldsInOne(p *rule.Pass, n syntax.Node) {
	c := readCallback(p.Module, n)
	if c == nil || c.method == nil || p.Module.Generated() {
		return
	}
	field, accesses := c.comparesFields(p.Module)
	if field == "" || len(accesses) == 0 {
		return
	}
	p.ReportNode(c.NameNode, fmt.Sprintf("`%s` compares `%s` with other fields: a model validator (mode=\"after\") sees them all", c.Name, field),
		func() []rule.Fix { return c.toModelValidator(p) })
}
