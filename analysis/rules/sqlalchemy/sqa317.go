package sqlalchemy

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA317",
		Name:     "reserved-attribute-metadata",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    reservedMetadata,
	})
}

func reservedMetadata(p *rule.Pass, n syntax.Node) {
	m := p.Module
	name := n.Child(syntax.FLeft)
	if !name.Is(syntax.KIdentifier) || name.Text() != "metadata" {
		return
	}
	class := m.EnclosingClass(n)
	if class == nil {
		return
	}
	value := n.Child(syntax.FRight)
	callee := m.Resolve(value.Child(syntax.FFunction))
	column := callee == "sqlalchemy.Column" || callee == "sqlalchemy.orm.mapped_column"
	annotation := semantic.Unparenthesized(n.Child(syntax.FType))
	mapped := m.Is(semantic.Unsubscripted(annotation), "sqlalchemy.orm.Mapped")
	switch {
	case value.IsNil():
		if !mapped {
			return
		}
	case !column && callee != "sqlalchemy.orm.relationship":
		return
	}
	// The base itself holds the MetaData.
	if slices.ContainsFunc(class.Bases, func(b semantic.Base) bool { return slices.Contains(baseClasses, b.Name) }) || !isMappedOrMixin(m, class) {
		return
	}
	p.ReportNode(name, `"metadata" is reserved by Declarative: name the attribute metadata_ and keep the column name`, func() []rule.Fix {
		if class.Member("metadata") == nil || len(class.MemberList("metadata_")) > 0 {
			return nil
		}
		b := p.Builder()
		b.Replace(name, "metadata_")
		switch {
		case value.IsNil():
			b.Insert(n.End(), " = "+b.Name(n, "sqlalchemy.orm", "mapped_column")+"("+b.Str("metadata")+")")
		case column:
			if args := positional(value); len(args) == 0 || !args[0].Is(syntax.KString, syntax.KConcatenatedString) {
				b.PrependArgument(value, b.Str("metadata"))
			}
		}
		return fixOf(b, rule.Fix{Title: "Rename to metadata_"})
	})
}
