package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA315",
		Name:     "missing-primary-key",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KClassDefinition},
		Check:    missingPrimaryKey,
	})
}

func missingPrimaryKey(p *rule.Pass, n syntax.Node) {
	m := p.Module
	class := m.Class(n)
	if class == nil || len(class.MemberList("__tablename__")) != 1 || inMigration(p) {
		return
	}
	if _, ok := plainLiteral(semantic.Unparenthesized(class.Member("__tablename__").Value)); !ok {
		return
	}
	chain, whole := knownModel(m, class.Qualified)
	if !whole {
		return
	}
	columns := false
	var id *modelAttribute
	root := declarativeRoot(m, class.Qualified)
	for i, a := range chain {
		// A class that is mapped has the key.
		if i > 0 && a.Name != root && isDeclarative(m, a.Name) && !isAbstract(m, a) {
			return
		}
		list, whole := modelAttributes(m, a)
		if !whole {
			return
		}
		for _, x := range list {
			if canHoldKey(m, x) {
				return
			}
			columns = columns || x.isColumn()
			if i == 0 && x.Name == "id" && x.isColumn() {
				id = x
			}
		}
	}
	if !columns {
		return
	}
	p.ReportNode(n.Child(syntax.FName), class.Name+" has no primary key column: SQLAlchemy cannot map it", func() []rule.Fix {
		if id == nil || len(class.MemberList("id")) != 1 {
			return nil
		}
		b := p.Builder()
		call := semantic.Unparenthesized(id.Stmt.Child(syntax.FRight))
		switch _, given := id.Argument("primary_key"); {
		case given:
			return nil
		case call.IsNil():
			b.Insert(id.Stmt.End(), " = "+b.Name(id.Stmt, "sqlalchemy.orm", "mapped_column")+"(primary_key=True)")
		default:
			b.AddKeyword(call, "primary_key", "True")
		}
		return fixOf(b, rule.Fix{Title: "Make id the primary key"})
	})
}

// isAbstract tells whether a class of the project says that it is not mapped.
func isAbstract(m *semantic.Module, a *semantic.Ancestor) bool {
	x := modelAttributeOf(m, a, "__abstract__")
	return x != nil && x.Text == "True"
}

// harmlessDecorators make no columns.
var harmlessDecorators = []string{
	"builtins.property", "builtins.classmethod", "builtins.staticmethod", "functools.cached_property", "functools.cache", "functools.lru_cache",
	"sqlalchemy.orm.validates", "sqlalchemy.orm.reconstructor", "sqlalchemy.ext.hybrid.hybrid_property", "sqlalchemy.ext.hybrid.hybrid_method",
	"abc.abstractmethod", "typing.override",
}

// canHoldKey tells whether an attribute of a class is a column of the primary
// key, may be one, or may say that other columns are.
func canHoldKey(m *semantic.Module, x *modelAttribute) bool {
	switch {
	case x.Name == "__table__":
		return true
	case x.Name == "__tablename__":
		return false
	case x.Name == "__table_args__":
		return x.Function || !keylessTableArgs(parsed(x.Text))
	case x.Name == "__mapper_args__":
		return x.Function || !parsed(x.Text).Is(syntax.KDictionary) || strings.Contains(x.Text, "primary_key") || strings.Contains(x.Text, "**")
	case x.Function:
		return slices.ContainsFunc(x.Decorators, func(d string) bool { return !slices.Contains(harmlessDecorators, d) })
	case x.isRelationship():
		return false
	case x.Callee == "sqlalchemy.Column" || x.Callee == "sqlalchemy.orm.mapped_column":
		if a, ok := x.Argument("primary_key"); ok && a.Text != "False" || x.Open() {
			return true
		}
	case x.Callee == "sqlalchemy.orm.deferred" || x.Callee == "sqlalchemy.orm.column_property":
		if x.Text == "" || strings.Contains(x.Text, "primary_key") || strings.Contains(x.Text, "*") {
			return true
		}
	case strings.HasPrefix(x.Callee, "sqlalchemy.") && x.Text != "":
		if strings.Contains(x.Text, "primary_key") {
			return true
		}
	case x.Value:
		switch parsed(x.Text).Kind() {
		case syntax.KString, syntax.KInteger, syntax.KFloat, syntax.KTrue, syntax.KFalse, syntax.KNone, syntax.KDictionary, syntax.KList, syntax.KTuple, syntax.KSet:
		default:
			return true
		}
	}
	return x.isMapped() && !plainAnnotation(m, x)
}

// keylessTableArgs tells whether the value of __table_args__ is written out and
// has no primary key in it.
func keylessTableArgs(n syntax.Node) bool {
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KDictionary:
		return true
	case syntax.KTuple:
		for e := range n.Named() {
			if e.IsExtra() || e.Is(syntax.KDictionary) {
				continue
			}
			f := e.Child(syntax.FFunction)
			if f.Is(syntax.KAttribute) {
				f = f.Child(syntax.FAttribute)
			}
			if !slices.Contains([]string{"UniqueConstraint", "Index", "CheckConstraint", "ForeignKeyConstraint", "ExcludeConstraint"}, f.Text()) {
				return false
			}
		}
		return true
	}
	return false
}

// plainAnnotation tells whether all that an annotation names is known, and
// nothing of it is a type with a primary key in it.
func plainAnnotation(m *semantic.Module, x *modelAttribute) bool {
	names := 0
	for c := range parsed(x.Annotation).Descendants() {
		switch {
		case c.Is(syntax.KString):
			return false
		case c.Is(syntax.KIdentifier, syntax.KAttribute) && !c.Parent().Is(syntax.KAttribute):
			names++
		}
	}
	if names != len(x.Names) {
		return false
	}
	return !slices.ContainsFunc(x.Names, func(q string) bool { return !plainType(m, q) })
}

// plainType tells whether q is a class, or a name for an Annotated type without
// a primary key.
func plainType(m *semantic.Module, q string) bool {
	if a := m.Named(q); a.Class != nil || a.Info != nil {
		return true
	}
	dot := strings.LastIndexByte(q, '.')
	if dot < 0 {
		return false
	}
	module, name := q[:dot], q[dot+1:]
	if module == m.Name() {
		list := m.Bindings(name)
		if len(list) != 1 {
			return false
		}
		value := list[0].Stmt().Child(syntax.FRight)
		return value.Is(syntax.KSubscript) && m.Is(semantic.Unsubscripted(value), "typing.Annotated") && !strings.Contains(value.Text(), "primary_key") &&
			!strings.Contains(value.Text(), "*")
	}
	if s := m.ProjectModule(module); s != nil {
		e := s.Exports[name]
		return e != nil && e.Value != nil && strings.Contains(e.Value.Text, "Annotated[") && !strings.Contains(e.Value.Text, "primary_key") &&
			!strings.Contains(e.Value.Text, "*")
	}
	top, _, _ := strings.Cut(q, ".")
	return slices.Contains([]string{"builtins", "typing", "datetime", "decimal", "uuid", "collections", "enum", "ipaddress", "pathlib", "sqlalchemy"}, top)
}
