package sqlalchemy

import (
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA319",
		Name:     "table-args-tuple",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KAssignment, syntax.KFunctionDefinition},
		Check:    tableArgsTuple,
	})
}

// constraints are the classes of what __table_args__ holds.
var constraints = []string{
	"sqlalchemy.UniqueConstraint", "sqlalchemy.Index", "sqlalchemy.CheckConstraint", "sqlalchemy.ForeignKeyConstraint",
	"sqlalchemy.PrimaryKeyConstraint", "sqlalchemy.dialects.postgresql.ExcludeConstraint",
}

func tableArgsTuple(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Is(syntax.KAssignment) {
		if n.Child(syntax.FLeft).Text() == "__table_args__" {
			checkTableArgs(p, m.EnclosingClass(n), n.Child(syntax.FRight))
		}
		return
	}
	if n.Child(syntax.FName).Text() != "__table_args__" {
		return
	}
	fn := m.Func(n)
	if fn.Decorator("sqlalchemy.orm.declared_attr", "sqlalchemy.orm.declared_attr.directive", "sqlalchemy.ext.declarative.declared_attr") == nil {
		return
	}
	class := m.EnclosingClass(fn.Decorated)
	for c := range semantic.OwnBody(n) {
		if c.Is(syntax.KReturnStatement) {
			for value := range c.Named() {
				if !value.IsExtra() {
					checkTableArgs(p, class, value)
				}
			}
		}
	}
}

func checkTableArgs(p *rule.Pass, class *semantic.Class, value syntax.Node) {
	inner := semantic.Unparenthesized(value)
	message := "__table_args__ must be a tuple"
	var change func(b *edit.Builder)
	switch {
	case inner.Is(syntax.KCall) && p.Module.Is(inner.Child(syntax.FFunction), constraints...):
		message += ": add a trailing comma"
		change = func(b *edit.Builder) {
			if inner == value {
				b.Insert(value.Start(), "(")
				b.Insert(value.End(), ",)")
				return
			}
			b.Insert(inner.End(), ",")
		}
	case inner.Is(syntax.KList):
		message += ", not a list"
		change = func(b *edit.Builder) { listToTuple(b, inner) }
	case inner.Is(syntax.KTuple):
		var dicts []syntax.Node
		elements := tableArgs(inner)
		for _, e := range elements {
			if e.Is(syntax.KDictionary) {
				dicts = append(dicts, e)
			}
		}
		if len(dicts) == 0 || len(dicts) == 1 && dicts[0] == elements[len(elements)-1] {
			return
		}
		message = "The dictionary of __table_args__ must be the last element of the tuple"
		if len(dicts) == 1 {
			change = func(b *edit.Builder) {
				b.RemoveElement(dicts[0])
				b.AddElement(inner, b.Source(dicts[0]))
			}
		}
	default:
		return
	}
	if class == nil || !isMappedOrMixin(p.Module, class) {
		return
	}
	p.ReportNode(value, message, func() []rule.Fix {
		if change == nil {
			return nil
		}
		b := p.Builder()
		change(b)
		return fixOf(b, rule.Fix{Title: "Make __table_args__ a tuple"})
	})
}

func tableArgs(list syntax.Node) []syntax.Node {
	var elements []syntax.Node
	for c := range list.Named() {
		if !c.IsExtra() {
			elements = append(elements, c)
		}
	}
	return elements
}

func listToTuple(b *edit.Builder, list syntax.Node) {
	elements := tableArgs(list)
	comma := false
	for c := range list.Children() {
		switch {
		case c.Is(syntax.KTokComma):
			comma = true
		case c == list.FirstChild():
			b.Replace(c, "(")
		case c.Is(syntax.KTokRBracket):
			b.Replace(c, ")")
		}
	}
	if len(elements) == 1 && !comma {
		b.Insert(elements[0].End(), ",")
	}
}
