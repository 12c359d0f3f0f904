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
		Code:     "SQA324",
		Name:     "type-contradicts-annotation",
		Severity: rule.Warning,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    typeContradicts,
	})
}

func typeContradicts(p *rule.Pass, n syntax.Node) {
	m := p.Module
	a, ok := annotatedColumnOf(m, n)
	if !ok || !a.facts.mapped || a.facts.sqlType.IsNil() {
		return
	}
	said := m.Resolve(a.bare)
	given := simpleType(a.facts.sqlType, here(m))
	if !plainTypes[said] || !given.known() || said == given.name {
		return
	}
	callee := a.facts.sqlType
	if callee.Is(syntax.KCall) {
		callee = callee.Child(syntax.FFunction)
	}
	_, sql, _ := sqlTypeName(m.Resolve(callee))
	switch {
	case said == "builtins.bool" && given.name == "builtins.int", said == "builtins.int" && given.name == "builtins.bool":
		return // a number may well stand for a truth value
	case said == "builtins.int" && typesOfSQL[sql] == "decimal.Decimal" && whole(a.facts.sqlType):
		return
	case (sql == "Uuid" || sql == "UUID") && given.name == "builtins.str":
		return
	}
	t := pythonType{name: given.name}
	spelled := spellType(p, p.Builder(), a.name, t)
	if a.none && a.bare != a.inner {
		if admitsPython(p, "3.10") {
			spelled = "Optional[" + spelled + "]"
		} else {
			spelled += " | None"
		}
	}
	asFloat := given.name == "decimal.Decimal" && said == "builtins.float"
	message := sql + " returns " + lastName(given.name) + ", not " + lastName(said) + ": write Mapped[" + spelled + "]"
	if asFloat {
		message += " (or " + sql + "(asdecimal=False))"
	}
	p.ReportNode(a.typ, message, func() []rule.Fix {
		b := p.Builder()
		b.Set(edit.KeepOrphans())
		b.Replace(a.bare, spellType(p, b, a.name, t))
		fixes := fixOf(b, rule.Fix{Title: "Annotate as Mapped[" + spelled + "]"})
		if asFloat {
			b := p.Builder()
			switch flag := edit.Keyword(a.facts.sqlType, "asdecimal"); {
			case !a.facts.sqlType.Is(syntax.KCall):
				b.Insert(a.facts.sqlType.End(), "(asdecimal=False)")
			case !flag.IsNil():
				b.SetValue(flag, "False")
			default:
				b.AddArgument(a.facts.sqlType, "asdecimal=False")
			}
			fixes = append(fixes, fixOf(b, rule.Fix{Title: "Use " + sql + "(asdecimal=False)", Safety: rule.Unsafe, Reason: "the values become floats"})...)
		}
		return fixes
	})
}

// whole tells whether a number type has no digits behind the point.
func whole(n syntax.Node) bool {
	scale := semantic.Unparenthesized(edit.Keyword(n, "scale").Child(syntax.FValue))
	if args := positional(n); len(args) > 1 {
		scale = args[1]
	}
	return strings.TrimSpace(scale.Text()) == "0"
}
