package sqlalchemy

import (
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA304",
		Name:     "nullable-contradicts-annotation",
		Severity: rule.Warning,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    nullableContradicts,
	})
}

func nullableContradicts(p *rule.Pass, n syntax.Node) {
	m := p.Module
	a, ok := annotatedColumnOf(m, n)
	if !ok || !a.certain || a.facts.obstacle != "" || a.bare.Is(syntax.KNone, syntax.KString) {
		return
	}
	given := edit.Keyword(a.facts.call, "nullable")
	says, why := "the value is never None", "nullable=True but "
	meant := ""
	switch {
	case a.facts.primary && given.IsNil():
		// The database makes numbers, and there are none before.
		if !a.none || !a.facts.mapped || generatedValue(a.facts) || m.Is(a.bare, "builtins.int") && len(a.facts.keys) == 0 {
			return
		}
	case given.IsNil():
		if a.facts.mapped || a.facts.null == notNull || a.none {
			return
		}
		why = "Column() is nullable but "
	case a.facts.null == nullable && !a.none:
	case a.facts.null == notNull && a.none:
		if generatedValue(a.facts) {
			return
		}
		says, why = "the value may be None", "nullable=False but "
	default:
		return
	}
	if singleTable(m, a.class) {
		return
	}
	switch {
	case !a.none && admitsPython(p, "3.10"):
		meant = "Mapped[Optional[" + oneLine(a.inner) + "]]"
	case !a.none:
		meant = "Mapped[" + oneLine(a.inner) + " | None]"
	default:
		meant = "Mapped[" + oneLine(a.bare) + "]"
	}
	message := why + "Mapped[" + oneLine(a.inner) + "] says " + says + ": write " + meant
	fix := rule.Fix{Title: "Annotate as " + meant}
	if a.facts.primary && given.IsNil() {
		message = "A primary key is never None after flush: write " + meant
		fix.Safety, fix.Reason = rule.Unsafe, "CREATE TABLE says NOT NULL"
	}
	p.ReportNode(a.typ, message, func() []rule.Fix {
		b := p.Builder()
		switch {
		case !a.none:
			widenType(p, b, a.inner)
		case a.bare == a.inner:
			return nil // None among several types
		default:
			b.Replace(a.inner, a.bare.Text())
		}
		return fixOf(b, fix)
	})
}
