package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
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
	quote := ""
	if text, quoted := plainLiteral(a.inner); ok && quoted {
		quote = a.inner.Text()[:1]
		a.unquote(m, text)
	}
	if !ok || !a.certain || a.facts.obstacle != "" || a.bare.Is(syntax.KNone) {
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
	// A column of several classes of one table, maybe in a mixin of theirs.
	shared := !edit.Keyword(a.facts.call, "use_existing_column").IsNil()
	if shared || singleTable(m, a.class) {
		return
	}
	switch {
	case !a.none && admitsPython(p, "3.10"):
		meant = "Mapped[Optional[" + oneLine(a.inner) + "]]"
	case !a.none:
		meant = "Mapped[" + strings.TrimSuffix(oneLine(a.inner), quote) + " | None" + quote + "]"
	default:
		meant = "Mapped[" + quote + oneLine(a.bare) + quote + "]"
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
			b.Replace(a.inner, quote+a.bare.Text()+quote)
		}
		return fixOf(b, fix)
	})
}

// unquote reads a type in quotes.
func (a *annotatedColumn) unquote(m *semantic.Module, text string) {
	scope := m.ScopeOf(a.inner)
	resolve := func(n syntax.Node) string {
		if !n.Is(syntax.KIdentifier, syntax.KAttribute) {
			return ""
		}
		return m.ResolveIn(scope, n.Text())
	}
	inner := parsed(text)
	if a.bare, a.none, a.certain = withoutNone(inner, resolve); inner.IsNil() {
		a.certain = false
	}
}
