package sqlalchemy

import (
	"slices"
	"strings"
	"unicode"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA316",
		Name:     "missing-tablename",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KClassDefinition},
		Check:    missingTablename,
	})
}

func missingTablename(p *rule.Pass, n syntax.Node) {
	m := p.Module
	class := m.Class(n)
	if class == nil || len(class.Bases) == 0 || inMigration(p) {
		return
	}
	chain, whole := knownModel(m, class.Qualified)
	if !whole || declarativeRoot(m, class.Qualified) == class.Qualified || len(chain) == 0 {
		return
	}
	for _, a := range chain {
		if a.Has("__tablename__") || a.Has("__table__") {
			return
		}
	}
	if len(class.MemberList("__abstract__")) > 0 {
		return
	}
	columns, key := false, false
	list, _ := modelAttributes(m, chain[0])
	for _, x := range list {
		if x.Callee == "sqlalchemy.Column" || x.Callee == "sqlalchemy.orm.mapped_column" {
			columns = true
		}
	}
	for _, a := range chain {
		list, whole := modelAttributes(m, a)
		if !whole {
			return
		}
		for _, x := range list {
			key = key || canHoldKey(m, x)
		}
	}
	if !columns {
		return
	}
	d := rule.Diagnostic{Message: class.Name + " has no __tablename__"}
	d.Start, d.End = n.Child(syntax.FName).Start(), n.Child(syntax.FName).End()
	if !key && isBaseOfOthers(m, class) {
		// A mixin that should not derive from the base, or be abstract.
		d.Severity = rule.Information
		p.Report(d)
		return
	}
	d.Fixes = func() []rule.Fix {
		b := p.Builder()
		text := "__tablename__ = " + b.Str(newTableName(m, class))
		for s := range n.Child(syntax.FBody).Named() {
			if s.IsExtra() || s.Is(syntax.KExpressionStatement) && s.FirstChild().Is(syntax.KString) {
				continue
			}
			if p.File.Text.LineOf(s.Start()) == p.File.Text.LineOf(n.Start()) {
				return nil
			}
			b.InsertBefore(s, text, 0)
			break
		}
		return fixOf(b, rule.Fix{Title: "Add " + text})
	}
	p.Report(d)
}

// isBaseOfOthers tells whether other classes of the project derive from class.
func isBaseOfOthers(m *semantic.Module, class *semantic.Class) bool {
	found := len(m.Subclasses(class.Qualified)) > 0
	localClasses(m, func(c *semantic.Class) bool {
		found = found || c.Qualified != class.Qualified && c.IsSubclass(class.Qualified) == semantic.Yes
		return !found
	})
	return found
}

// newTableName is the class's name in snake_case, as a plural if all other
// tables of the project are called so.
func newTableName(m *semantic.Module, class *semantic.Class) string {
	name := snakeCase(class.Name)
	others, plural := 0, true
	take := func(class, table string) {
		if table != "" {
			others++
			plural = plural && strings.HasSuffix(table, "s") && table != snakeCase(class)
		}
	}
	root := declarativeRoot(m, class.Qualified)
	localClasses(m, func(c *semantic.Class) bool {
		if len(c.MemberList("__tablename__")) == 1 {
			take(c.Name, tableName(m, c.Qualified))
		}
		return true
	})
	for _, c := range foreignClasses(m, root) {
		if c.Member("__tablename__") != nil {
			take(c.Name, tableName(m, c.Qualified))
		}
	}
	if others == 0 || !plural {
		return name
	}
	switch last := name[len(name)-1]; {
	case last == 'y' && len(name) > 1 && !slices.Contains([]byte("aeiou"), name[len(name)-2]):
		return name[:len(name)-1] + "ies"
	case last == 's' || last == 'x' || strings.HasSuffix(name, "ch") || strings.HasSuffix(name, "sh"):
		return name + "es"
	}
	return name + "s"
}

// snakeCase is OrderItem as order_item, HTTPLog as http_log.
func snakeCase(name string) string {
	var out strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 && runes[i-1] != '_' &&
			(!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}
