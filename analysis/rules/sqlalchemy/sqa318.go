package sqlalchemy

import (
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA318",
		Name:     "no-trailing-comma-column",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    trailingComma,
	})
}

// attributes are the functions and classes whose results become attributes of
// a mapped class.
var attributes = []string{
	"sqlalchemy.Column", "sqlalchemy.orm.mapped_column", "sqlalchemy.orm.relationship", "sqlalchemy.orm.column_property",
	"sqlalchemy.orm.deferred", "sqlalchemy.orm.synonym", "sqlalchemy.orm.composite",
	"sqlalchemy.ext.associationproxy.association_proxy",
}

func trailingComma(p *rule.Pass, n syntax.Node) {
	value := n.Child(syntax.FRight)
	if !value.Is(syntax.KExpressionList, syntax.KTuple) || !n.Child(syntax.FLeft).Is(syntax.KIdentifier) {
		return
	}
	var call, comma syntax.Node
	for c := range value.Children() {
		switch {
		case c.Is(syntax.KTokComma):
			comma = c
		case c.Is(syntax.KCall) && call.IsNil():
			call = c
		case c.IsNamed() && !c.IsExtra():
			return
		}
	}
	if call.IsNil() || comma.IsNil() || !p.Module.Is(call.Child(syntax.FFunction), attributes...) {
		return
	}
	class := p.Module.EnclosingClass(n)
	if class == nil || !isMappedOrMixin(p.Module, class) {
		return
	}
	d := rule.Diagnostic{
		Start: comma.Start(), End: comma.End(),
		Message: "The trailing comma makes this a tuple: SQLAlchemy ignores the column",
	}
	if value.Is(syntax.KTuple) {
		d.Severity = rule.Warning
		d.Message = "This is a tuple: SQLAlchemy ignores the column"
		p.Report(d)
		return
	}
	d.Fixes = func() []rule.Fix {
		b := p.Builder()
		b.DeleteRange(comma.Start(), comma.End())
		return fixOf(b, rule.Fix{Title: "Remove the trailing comma", Safety: rule.Unsafe, Reason: "the attribute appears"})
	}
	p.Report(d)
}
