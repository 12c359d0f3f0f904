package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA212",
		Name:     "renamed-api",
		Severity: rule.Hint,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall, syntax.KAttribute},
		Check:    renamedAPI,
	})
}

// renamedMethods are methods of SQL expressions, and renamedFunctions functions,
// with the names that they have since 1.4.
var (
	renamedMethods = map[string]string{
		"isnot": "is_not", "notin_": "not_in", "notlike": "not_like", "notilike": "not_ilike",
		"nullsfirst": "nulls_first", "nullslast": "nulls_last", "isnot_distinct_from": "is_not_distinct_from",
	}
	renamedFunctions = map[string][2]string{
		"sqlalchemy.nullsfirst":     {"sqlalchemy", "nulls_first"},
		"sqlalchemy.nullslast":      {"sqlalchemy", "nulls_last"},
		"sqlalchemy.sql.nullsfirst": {"sqlalchemy", "nulls_first"},
		"sqlalchemy.sql.nullslast":  {"sqlalchemy", "nulls_last"},
		"sqlalchemy.orm.relation":   {"sqlalchemy.orm", "relationship"},
		"sqlalchemy.orm.eagerload":  {"sqlalchemy.orm", "joinedload"},
	}
)

func renamedAPI(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Is(syntax.KAttribute) {
		renamedAttribute(p, n)
		return
	}
	f := n.Child(syntax.FFunction)
	object, method := receiver(n)
	if name := renamedMethods[method]; name != "" && isExpression(m, object) {
		renamed(p, f, method+"()", name+"()", rule.Hint, func(b *edit.Builder) { b.Replace(f.Child(syntax.FAttribute), name) })
		return
	}
	switch method {
	case "as_scalar":
		if isSelect(m, object) || isQuery(m, object) {
			renamed(p, f, "as_scalar()", "scalar_subquery()", rule.Warning, func(b *edit.Builder) { b.Replace(f.Child(syntax.FAttribute), "scalar_subquery") })
		}
		return
	case "tometadata":
		if isTable(m, object) {
			renamed(p, f, "tometadata()", "to_metadata()", rule.Warning, func(b *edit.Builder) { b.Replace(f.Child(syntax.FAttribute), "to_metadata") })
		}
		return
	case "column", "add_column":
		if method == "column" && stillSelect(m, object) || method == "add_column" && isQuery(m, object) {
			renamed(p, f, method+"()", "add_columns()", rule.Warning, func(b *edit.Builder) { b.Replace(f.Child(syntax.FAttribute), "add_columns") })
		}
		return
	case "with_labels", "apply_labels":
		if len(edit.Elements(edit.Arguments(n))) == 0 && (stillSelect(m, object) || isQuery(m, object)) {
			const style = "LABEL_STYLE_TABLENAME_PLUS_COL"
			renamed(p, f, method+"()", "set_label_style("+style+")", rule.Warning, func(b *edit.Builder) {
				b.Replace(f.Child(syntax.FAttribute), "set_label_style")
				b.AddArgument(n, b.Name(n, "sqlalchemy", style))
			})
		}
		return
	case "values", "value":
		if isQuery(m, object) {
			p.Report(rule.Diagnostic{
				Start: f.Start(), End: f.End(), Severity: rule.Warning,
				Message: "Query." + method + "() is deprecated: use with_entities()",
			})
		}
		return
	case "tuple":
		if object.Is(syntax.KIdentifier) && has(p, "2.0.19") && !has(p, "2.1") && len(edit.Elements(edit.Arguments(n))) == 0 && isRow(m, object) {
			renamed(p, f, "tuple()", "_tuple()", rule.Warning, func(b *edit.Builder) { b.Replace(f.Child(syntax.FAttribute), "_tuple") })
		}
		return
	}
	q := m.Resolve(f)
	switch {
	case q == "":
	case renamedFunctions[q] != [2]string{}:
		name := renamedFunctions[q]
		renamed(p, f, lastName(q)+"()", name[1]+"()", rule.Hint, func(b *edit.Builder) { b.Replace(f, b.NameLike(f, name[0], name[1])) })
	case q == "sqlalchemy.engine.URL":
		renamed(p, f, "URL()", "URL.create()", rule.Hint, func(b *edit.Builder) { b.Insert(f.End(), ".create") })
	case strings.HasSuffix(q, ".Inspector.from_engine") && strings.HasPrefix(q, "sqlalchemy."):
		renamed(p, f, "Inspector.from_engine()", "inspect()", rule.Warning, func(b *edit.Builder) { b.Replace(f, b.Name(f, "sqlalchemy", "inspect")) })
	case q == "sqlalchemy.orm.mapper":
		p.ReportNode(f, "mapper() was renamed: use registry.map_imperatively()", nil)
	}
}

func renamed(p *rule.Pass, at syntax.Node, old, name string, severity rule.Severity, change func(*edit.Builder)) {
	p.Report(rule.Diagnostic{
		Start: at.Start(), End: at.End(), Severity: severity,
		Message: old + " was renamed: use " + name,
		Fixes: func() []rule.Fix {
			b := p.Builder()
			change(b)
			return fixOf(b, rule.Fix{Title: "Rename to " + name})
		},
	})
}

func renamedAttribute(p *rule.Pass, n syntax.Node) {
	m := p.Module
	object, name := n.Child(syntax.FObject), n.Child(syntax.FAttribute).Text()
	if n.Field() == syntax.FFunction && n.Parent().Is(syntax.KCall) {
		return
	}
	switch name {
	case "c", "columns":
		if stillSelect(m, object) {
			p.Report(rule.Diagnostic{
				Start: n.Start(), End: n.End(), Severity: rule.Warning,
				Message: "." + name + " of a select() is deprecated: use .subquery()." + name,
			})
		}
	case "froms":
		if stillSelect(m, object) {
			renamed(p, n, "froms", "get_final_froms()", rule.Warning, func(b *edit.Builder) { b.Replace(n.Child(syntax.FAttribute), "get_final_froms()") })
		}
	case "t":
		if object.Is(syntax.KIdentifier) && has(p, "2.0.19") && !has(p, "2.1") && isRow(m, object) {
			renamed(p, n, "t", "_t", rule.Warning, func(b *edit.Builder) { b.Replace(n.Child(syntax.FAttribute), "_t") })
		}
	}
}

// selectMethods are the methods of a select() that give one again.
var selectMethods = append([]string{
	"order_by", "correlate", "correlate_except", "prefix_with", "suffix_with", "with_hint", "reduce_columns", "column",
}, plainLinks...)

// stillSelect tells whether the expression n is a select(), not a subquery of
// one.
func stillSelect(m *semantic.Module, n syntax.Node) bool {
	s, ok := selectOf(m, n)
	if !ok {
		return false
	}
	for _, l := range s.links {
		if !slices.Contains(selectMethods, l.method) {
			return false
		}
	}
	return true
}

// isExpression tells whether the expression n begins with something of SQL: a
// mapped attribute, a column, a function, a select().
func isExpression(m *semantic.Module, n syntax.Node) bool {
	for range 64 {
		n = semantic.Unparenthesized(n)
		switch {
		case isAttribute(m, n):
			return true
		case n.Is(syntax.KCall):
			f := n.Child(syntax.FFunction)
			q := resolve(m, f)
			if q == "sqlalchemy.column" || q == "sqlalchemy.literal_column" || q == "sqlalchemy.cast" || m.Is(f, selects...) || isFunc(m, f) {
				return true
			}
			n = f
		case n.Is(syntax.KAttribute):
			n = n.Child(syntax.FObject)
		default:
			return false
		}
	}
	return false
}

// isFunc tells whether f is func.NAME.
func isFunc(m *semantic.Module, f syntax.Node) bool {
	return f.Is(syntax.KAttribute) && m.Is(f.Child(syntax.FObject), "sqlalchemy.func")
}
