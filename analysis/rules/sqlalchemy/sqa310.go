package sqlalchemy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA310",
		Name:     "foreign-key-target",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    foreignKeyTarget,
	})
}

func foreignKeyTarget(p *rule.Pass, n syntax.Node) {
	switch resolve(p.Module, n.Child(syntax.FFunction)) {
	case "sqlalchemy.ForeignKey":
		if args := positional(n); len(args) > 0 {
			checkKeyTarget(p, args[0])
		}
	case "sqlalchemy.ForeignKeyConstraint":
		if args := positional(n); len(args) > 1 && args[1].Is(syntax.KList, syntax.KTuple) {
			for _, e := range edit.Elements(args[1]) {
				checkKeyTarget(p, e)
			}
		}
	case "sqlalchemy.orm.relationship":
		checkRelationshipTarget(p, n)
	}
}

// checkKeyTarget looks at "table.column" that has the name of a class.
func checkKeyTarget(p *rule.Pass, n syntax.Node) {
	m := p.Module
	s, ok := plainLiteral(n)
	name, column, two := strings.Cut(s, ".")
	if !ok || !two || name == "" || strings.Contains(column, ".") || inMigration(p) {
		return
	}
	if !mayBeClass(p, name) {
		checkKeyColumn(p, n, name, column)
		return
	}
	owner := ownerOfKey(m, n)
	class := classByName(m, owner, name)
	if owner == "" || class == "" || declarativeRoot(m, class) != rootOfMixin(m, owner) {
		return
	}
	table := tableName(m, class)
	if table == "" || table == name || hasSchema(m, class) || mayBeTable(p, owner, name) {
		return
	}
	right := table + "." + column
	p.ReportNode(n, fmt.Sprintf(`ForeignKey takes table.column: "%s", not the class name "%s"`, right, s), func() []rule.Fix {
		b := p.Builder()
		b.Replace(n, edit.StrIn(right, b.QuoteLike(n)))
		return fixOf(b, rule.Fix{Title: fmt.Sprintf(`Use "%s"`, right)})
	})
}

// checkKeyColumn looks at "table.column" where the table has no such column but
// one that is called nearly so.
func checkKeyColumn(p *rule.Pass, n syntax.Node, table, column string) {
	m := p.Module
	owner := ownerOfKey(m, n)
	class := ""
	if owner != "" {
		class = classOfTable(m, owner, table)
	}
	if class == "" || hasSchema(m, class) || m.MentionsAttribute("append_column") || declarativeRoot(m, class) != rootOfMixin(m, owner) {
		return
	}
	columns, known := tableColumns(m, class)
	if !known || slices.Contains(columns, column) {
		return
	}
	near := ""
	for _, c := range columns {
		if !strings.EqualFold(c, column) && !oneEdit(c, column) {
			continue
		}
		if near != "" {
			return
		}
		near = c
	}
	if near == "" {
		return
	}
	right := table + "." + near
	p.Report(rule.Diagnostic{
		Start: n.Start(), End: n.End(), Severity: rule.Information,
		Message: fmt.Sprintf(`The table %s has no column "%s": did you mean "%s"?`, table, column, right),
		Fixes: func() []rule.Fix {
			b := p.Builder()
			b.Replace(n, edit.StrIn(right, b.QuoteLike(n)))
			return fixOf(b, rule.Fix{Title: fmt.Sprintf(`Use "%s"`, right)})
		},
	})
}

// tableColumns are the names of the columns of the table of a mapped class, if
// all of them are known.
func tableColumns(m *semantic.Module, q string) (columns []string, known bool) {
	chain, whole := knownModel(m, q)
	a := m.Named(q)
	if !whole || len(m.Subclasses(q)) > 0 || a.Class != nil && hasLocalSubclass(m, a.Class) {
		return nil, false // classes below may share the table
	}
	seen := map[string]bool{}
	for _, a := range chain {
		list, whole := modelAttributes(m, a)
		if !whole {
			return nil, false
		}
		for _, x := range list {
			switch {
			case seen[x.Name]:
			case x.Function:
				for _, d := range x.Decorators {
					if d == "" || strings.Contains(d, "declared_attr") && !strings.HasPrefix(x.Name, "__") {
						return nil, false
					}
				}
			case x.Name == "__table__":
				return nil, false
			case strings.HasPrefix(x.Name, "__"), noColumnCalls[x.Callee]:
			case x.isColumn():
				name, ok := columnName(x)
				if !ok {
					return nil, false
				}
				columns = append(columns, name)
			case x.Value && !isConstantText(x.Text):
				return nil, false // it may be a column, or make one
			}
			seen[x.Name] = true
		}
	}
	return columns, len(columns) > 0
}

// hasLocalSubclass tells whether a class of the file derives from another one.
func hasLocalSubclass(m *semantic.Module, class *semantic.Class) bool {
	found := false
	localClasses(m, func(c *semantic.Class) bool {
		found = c.Qualified != class.Qualified && c.IsSubclass(class.Qualified) != semantic.No
		return !found
	})
	return found
}

// noColumnCalls make attributes that add no columns to the table.
var noColumnCalls = map[string]bool{
	"sqlalchemy.orm.relationship": true, "sqlalchemy.orm.synonym": true, "sqlalchemy.ext.associationproxy.association_proxy": true,
}

// columnName is the name of the column that an attribute is.
func columnName(x *modelAttribute) (string, bool) {
	if x.Open() {
		return "", false
	}
	if !x.Value {
		return x.Name, !strings.Contains(x.Annotation, "Annotated")
	}
	for i, a := range x.Arguments {
		if a.Name == "name" || i == 0 && a.Name == "" && strings.ContainsAny(a.Text[:min(len(a.Text), 1)], "\"'") {
			return plainLiteral(parsed(a.Text))
		}
		if a.Text == "" {
			return "", false
		}
	}
	return x.Name, true
}

// isConstantText tells whether the text of a value is a literal of a simple type.
func isConstantText(text string) bool {
	return parsed(text).Is(syntax.KString, syntax.KInteger, syntax.KFloat, syntax.KTrue, syntax.KFalse, syntax.KNone)
}

// oneEdit tells whether two names differ by one letter that is left out, added
// or another one.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return a[i:] == b[i+1:] || len(a) == len(b) && a[i+1:] == b[i+1:]
}

// checkRelationshipTarget looks at relationship("table").
func checkRelationshipTarget(p *rule.Pass, call syntax.Node) {
	m := p.Module
	class := m.EnclosingClass(call)
	if !call.Parent().Is(syntax.KAssignment) || class == nil || inMigration(p) || !isMapped(m, class.Qualified) {
		return
	}
	var n syntax.Node
	if args := positional(call); len(args) > 0 {
		n = args[0]
	} else if n = edit.Keyword(call, "argument").Child(syntax.FValue); n.IsNil() {
		n = annotatedHere(annotationOf(call.Parent().Child(syntax.FType)), 0)
	}
	s, ok := plainLiteral(n)
	if !ok || s == "" || strings.ContainsAny(s, ".()[] ,|") || mayBeClass(p, s) || m.ResolveIn(m.ModuleScope(), s) != "" {
		return
	}
	target := classOfTable(m, class.Qualified, s)
	if target == "" || declarativeRoot(m, target) != declarativeRoot(m, class.Qualified) || !isMapped(m, target) {
		return
	}
	name := lastName(target)
	if classByName(m, class.Qualified, name) != target {
		return
	}
	p.ReportNode(n, fmt.Sprintf(`relationship() takes the class name "%s", not the table "%s"`, name, s), func() []rule.Fix {
		b := p.Builder()
		b.Replace(n, edit.StrIn(name, b.QuoteLike(n)))
		return fixOf(b, rule.Fix{Title: fmt.Sprintf(`Use "%s"`, name)})
	})
}

// annotatedHere is the string in Mapped["user"], Mapped[list["item"]].
func annotatedHere(n syntax.Node, depth int) syntax.Node {
	if n.Is(syntax.KString) || depth > 8 {
		return n
	}
	if _, args := semantic.Subscript(n); len(args) == 1 {
		return annotatedHere(annotationOf(args[0]), depth+1)
	}
	return syntax.Node{}
}

// ownerOfKey is the class with the column or constraint that n is in, or a
// class below whose declarative base its Table is; "" if there is none.
func ownerOfKey(m *semantic.Module, n syntax.Node) string {
	for up := n.Parent(); !up.IsNil(); up = up.Parent() {
		switch {
		case up.Is(syntax.KFunctionDefinition, syntax.KLambda):
			return ""
		case up.Is(syntax.KCall) && resolve(m, up.Child(syntax.FFunction)) == "sqlalchemy.Table":
			args := positional(up)
			if len(args) < 2 || !args[1].Is(syntax.KAttribute) || args[1].Child(syntax.FAttribute).Text() != "metadata" {
				return ""
			}
			if q := m.Resolve(args[1].Child(syntax.FObject)); q != "" && rootOfMixin(m, q) != "" {
				return q
			}
			return ""
		case up.Is(syntax.KClassDefinition):
			c := m.Class(up)
			if c == nil || !isMappedOrMixin(m, c) {
				return ""
			}
			return c.Qualified
		}
	}
	return ""
}

// mayBeClass tells whether a class of the project has the name.
func mayBeClass(p *rule.Pass, name string) bool {
	if slices.ContainsFunc(p.Module.Bindings(name), func(b semantic.Binding) bool { return b.Kind == semantic.ClassDef }) {
		return true
	}
	return p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool {
			e := s.Exports[name]
			return e != nil && e.Kind == semantic.ExportClass
		})
	})
}

// hasSchema tells whether the table of the class q may be in a schema.
func hasSchema(m *semantic.Module, q string) bool {
	for _, a := range m.AncestorsOf(q) {
		if a.Has("__table_args__") {
			x := modelAttributeOf(m, a, "__table_args__")
			if x == nil || x.Function || x.Text == "" || strings.Contains(x.Text, "schema") {
				return true
			}
		}
	}
	return false
}

// mayBeTable tells whether there may be a table of the name: the string is
// somewhere else than where it names the class.
func mayBeTable(p *rule.Pass, owner, name string) bool {
	m := p.Module
	if classOfTable(m, owner, name) != "" {
		return true
	}
	if p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool {
			_, makes := s.Calls["sqlalchemy.Table"]
			_, reflects := s.Calls["sqlalchemy.ext.automap.automap_base"]
			return reflects || makes && s.Strings[name]
		})
	}) {
		return true
	}
	local := false
	for n := range m.File().Root().Named() {
		if n.Is(syntax.KExpressionStatement) {
			call := n.FirstChild()
			if call.Is(syntax.KAssignment) {
				call = call.Child(syntax.FRight)
			}
			if args := positional(call); len(args) > 0 && resolve(m, call.Child(syntax.FFunction)) == "sqlalchemy.Table" {
				s, ok := plainLiteral(args[0])
				local = local || !ok || s == name
			}
		}
	}
	return local
}
