package sqlalchemy

import (
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA214",
		Name:     "deprecated-in-2-1",
		Severity: rule.Hint,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KCall, syntax.KDecorator},
		Check:    deprecatedIn21,
	})
}

func deprecatedIn21(p *rule.Pass, n syntax.Node) {
	m := p.Module
	// Where the project may run with 2.1, it gets the warnings.
	severity := rule.Hint
	if p.Project.Found("sqlalchemy") != nil && p.Project.In("sqlalchemy", "<2.1") != project.Yes {
		severity = rule.Warning
	}
	report := func(at syntax.Node, message string, fixes func() []rule.Fix) {
		p.Report(rule.Diagnostic{Start: at.Start(), End: at.End(), Severity: severity, Message: message, Fixes: fixes})
	}
	if n.Is(syntax.KDecorator) {
		var expression syntax.Node
		for c := range n.Named() {
			expression = c
		}
		if m.Is(expression, "sqlalchemy.orm.declarative_mixin") {
			report(n, "declarative_mixin() is deprecated in SQLAlchemy 2.1: it does nothing", func() []rule.Fix {
				b := p.Builder()
				b.RemoveDecorator(n)
				return fixOf(b, rule.Fix{Title: "Remove @declarative_mixin"})
			})
		}
		return
	}
	f := n.Child(syntax.FFunction)
	object, method := receiver(n)
	only21 := p.Project.Found("sqlalchemy") != nil && has(p, "2.1")
	switch {
	case m.Is(f, "sqlalchemy.orm.relationship"):
		lazy := edit.Keyword(n, "lazy")
		if value, ok := literal(lazy.Child(syntax.FValue)); !ok || value != "noload" {
			return
		}
		report(lazy, `lazy="noload" is deprecated in SQLAlchemy 2.1: use lazy="raise" or lazy="write_only"`, func() []rule.Fix {
			fix := rule.Fix{Safety: rule.Unsafe, Reason: "reading the attribute does something else"}
			b := p.Builder()
			quote := b.QuoteLike(lazy.Child(syntax.FValue))
			b.SetValue(lazy, edit.StrIn("raise", quote))
			raise := fix
			raise.Title, raise.Preferred = `Use lazy="raise"`, true
			fixes := fixOf(b, raise)
			b = p.Builder()
			b.RemoveElement(lazy)
			fix.Title, fix.Manual = `Remove lazy="noload"`, true
			return append(fixes, fixOf(b, fix)...)
		})
	case m.Is(f, "sqlalchemy.orm.noload"):
		report(n, "noload() is deprecated in SQLAlchemy 2.1: use raiseload()", nil)
	case method == "flush":
		if len(edit.Elements(edit.Arguments(n))) == 0 {
			return
		}
		if v, t := classify(m, object); v != syncSession && v != asyncSession && v != asyncScoped || overrides(m, t.Name, "flush") {
			return
		}
		report(edit.Elements(edit.Arguments(n))[0], "flush() with objects is deprecated in SQLAlchemy 2.1: flush() writes all changes", nil)
	case only21 && method == "tuples" && len(edit.Elements(edit.Arguments(n))) == 0:
		if _, _, ok := resultOf(m, object); ok {
			report(n, "Result.tuples() is deprecated in SQLAlchemy 2.1: rows are typed as tuples without it", func() []rule.Fix {
				b := p.Builder()
				b.DeleteRange(object.End(), n.End())
				return fixOf(b, rule.Fix{Title: "Remove .tuples()", Safety: rule.Unsafe, Reason: "the type of the result changes"})
			})
		}
	case only21 && method == "_tuple" && len(edit.Elements(edit.Arguments(n))) == 0:
		if object.Is(syntax.KIdentifier) && isRow(m, object) {
			report(n, "Row._tuple() is deprecated in SQLAlchemy 2.1: a row is typed as a tuple without it", nil)
		}
	case only21 && method == "distinct" && len(edit.Elements(edit.Arguments(n))) > 0 && isSelect(m, object):
		report(n, "distinct() with expressions is deprecated in SQLAlchemy 2.1: use postgresql.distinct_on()", nil)
	}
}
