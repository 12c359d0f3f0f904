package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA312",
		Name:     "aware-utc-default",
		Severity: rule.Information,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     packages,
		// Deprecated from 3.12 on: also for who supports older ones besides.
		Gates:  []rule.Gate{{Package: "python", Range: ">=3.12", Unknown: true, Partly: true}},
		Covers: []string{"PYV004"},
		Kinds:  []syntax.Kind{syntax.KCall},
		Check:  utcDefault,
	})
}

const utcnow = "datetime.datetime.utcnow"

func utcDefault(p *rule.Pass, n syntax.Node) {
	m := p.Module
	arguments := keywordsOf(n, "default", "insert_default", "onupdate")
	if len(arguments) == 0 {
		return
	}
	if column, _ := isColumn(m, n); !column {
		return
	}
	for _, a := range arguments {
		value := semantic.Unparenthesized(a.Child(syntax.FValue))
		ref, inner := value, value
		if value.Is(syntax.KLambda) {
			inner = semantic.Unparenthesized(value.Child(syntax.FBody))
			if !value.Child(syntax.FParameters).IsNil() || !inner.Is(syntax.KCall) || len(edit.Elements(edit.Arguments(inner))) > 0 {
				continue
			}
			ref = semantic.Unparenthesized(inner.Child(syntax.FFunction))
		}
		if !m.Is(ref, utcnow) {
			continue
		}
		p.ReportNode(a, "datetime.utcnow is deprecated and naive: use lambda: datetime.now(timezone.utc) with DateTime(timezone=True)", func() []rule.Fix {
			if !ref.Is(syntax.KAttribute) || !canDefer(m, ref) {
				return nil
			}
			b := p.Builder()
			class := ref.Child(syntax.FObject)
			utc := ""
			if name, ok := b.Bound(n, "datetime", "UTC"); ok && !strings.Contains(name, ".") && p.Project.In("python", ">=3.11") == project.Yes {
				utc = name
			} else {
				utc = b.NameLike(class, "datetime", "timezone") + ".utc"
			}
			text := class.Text() + ".now(" + utc + ")"
			fix := rule.Fix{Title: "Use datetime.now(timezone.utc)"}
			if aware(m, n) {
				fix.Safety, fix.Reason = rule.Unsafe, "the value in memory becomes aware"
			} else {
				text += ".replace(tzinfo=None)"
			}
			if inner == value {
				text = "lambda: " + text
			}
			b.Replace(inner, text)
			return fixOf(b, fix)
		})
	}
}

// aware tells whether a column is written to have a type with a time zone.
func aware(m *semantic.Module, column syntax.Node) bool {
	types := positional(column)
	if a := edit.Keyword(column, "type_"); !a.IsNil() {
		types = append(types, a.Child(syntax.FValue))
	}
	for _, t := range types {
		t = semantic.Unparenthesized(t)
		if !t.Is(syntax.KCall) || !edit.Keyword(t, "timezone").Child(syntax.FValue).Is(syntax.KTrue) {
			continue
		}
		q := m.Resolve(t.Child(syntax.FFunction))
		if top, _, _ := strings.Cut(q, "."); top == "sqlalchemy" && (strings.HasSuffix(q, ".DateTime") || strings.HasSuffix(q, ".TIMESTAMP")) {
			return true
		}
	}
	return false
}
