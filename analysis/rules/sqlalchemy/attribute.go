package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// attribute is a mapped attribute expression: an attribute of a mapped class,
// or a column of a Table.
type attribute struct {
	class        string // the mapped class, "" for a column of a table
	relationship bool
	annotation   string // as written, "" if there is none
}

// notColumns are attributes of a collection of columns that are no columns.
var notColumns = map[string]bool{
	"keys": true, "values": true, "items": true, "get": true, "contains_column": true, "corresponding_column": true,
	"as_readonly": true, "extend": true, "add": true, "remove": true, "update": true, "clear": true, "replace": true, "compare": true,
}

// mappedAttribute tells whether the expression n is one: User.name, also of
// aliased(User), t.c.name, User.__table__.c.name.
func mappedAttribute(m *semantic.Module, n syntax.Node) (attribute, bool) {
	n = semantic.Unparenthesized(n)
	object, name := semantic.Unparenthesized(n.Child(syntax.FObject)), n.Child(syntax.FAttribute).Text()
	if !n.Is(syntax.KAttribute) || strings.HasPrefix(name, "__") {
		return attribute{}, false
	}
	if object.Is(syntax.KAttribute) {
		if c := object.Child(syntax.FAttribute).Text(); (c == "c" || c == "columns") && !notColumns[name] && isTable(m, object.Child(syntax.FObject)) {
			return attribute{}, true
		}
	}
	class := mappedClass(m, object)
	if class == "" {
		return attribute{}, false
	}
	a := attribute{class: class}
	kind, annotation := memberKind(m, class, name)
	a.relationship, a.annotation = kind == relation, annotation
	return a, kind != noColumn
}

// mappedClass is the mapped class that the expression n stands for, itself or as
// aliased(User); "" if it is none.
func mappedClass(m *semantic.Module, n syntax.Node) string {
	if !n.Is(syntax.KIdentifier, syntax.KAttribute) {
		return ""
	}
	if q := m.Resolve(n); q != "" && isMapped(m, q) {
		return q
	}
	_, b := onlyBinding(m, n)
	if b == nil || b.Kind != semantic.Assignment || !b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) {
		return ""
	}
	call := b.Stmt().Child(syntax.FRight)
	args := positional(call)
	if !m.Is(call.Child(syntax.FFunction), "sqlalchemy.orm.aliased") || len(args) == 0 {
		return ""
	}
	if q := m.Resolve(args[0]); q != "" && isMapped(m, q) {
		return q
	}
	return ""
}

// isMapped tells whether the class q is mapped: declarative, with a table of
// its own or of a class above it.
func isMapped(m *semantic.Module, q string) bool {
	table := false
	for _, a := range m.AncestorsOf(q) {
		if a.Class != nil {
			if k := a.Class.Keyword("table"); k != nil && a.Class.IsSubclass("sqlmodel.SQLModel") == semantic.Yes {
				return k.Value.Is(syntax.KTrue)
			}
		}
		if a.Info != nil && slices.Contains(a.Info.Keywords, "table") && m.IsSubclass(a.Name, "sqlmodel.SQLModel") == semantic.Yes {
			return true
		}
		table = table || a.Has("__tablename__") || a.Has("__table__")
	}
	return table && isDeclarative(m, q)
}

type columnKind uint8

const (
	noColumn columnKind = iota
	column
	relation
)

// columnCalls are what mapped attributes are made with.
var columnCalls = map[string]columnKind{
	"sqlalchemy.Column": column, "sqlalchemy.orm.mapped_column": column, "sqlalchemy.orm.column_property": column,
	"sqlalchemy.orm.deferred": column, "sqlmodel.Field": column, "sqlmodel.main.Field": column,
	"sqlalchemy.orm.relationship": relation, "sqlmodel.Relationship": relation, "sqlmodel.main.Relationship": relation,
}

// memberKind tells what the attribute of a mapped class is, and gives its
// annotation as it is written.
func memberKind(m *semantic.Module, class, name string) (columnKind, string) {
	for _, a := range m.AncestorsOf(class) {
		switch {
		case a.Class != nil:
			list := a.Class.MemberList(name)
			if len(list) == 0 {
				continue
			}
			if len(list) > 1 {
				return noColumn, ""
			}
			x := list[0]
			annotation := semantic.Unparenthesized(x.Type)
			if f := x.Value.Child(syntax.FFunction); !f.IsNil() && x.Func() == nil {
				if k := columnCalls[resolve(m, f)]; k != noColumn {
					return k, annotation.Text()
				}
			}
			if m.Is(semantic.Unsubscripted(annotation), "sqlalchemy.orm.Mapped") && x.Value.IsNil() {
				return column, annotation.Text()
			}
			if !annotation.IsNil() && m.IsSubclass(class, "sqlmodel.SQLModel") == semantic.Yes && !m.Is(semantic.Unsubscripted(annotation), "typing.ClassVar") {
				return column, annotation.Text()
			}
			return noColumn, ""
		case a.Info != nil:
			x := a.Info.Member(name)
			if x == nil {
				if a.Info.Dynamic {
					return noColumn, ""
				}
				continue
			}
			if x.Value == nil || x.Func != nil {
				return noColumn, ""
			}
			if k := columnCalls[m.Qualify(x.Value.Callee)]; k != noColumn {
				return k, x.Value.Annotation.Text
			}
			names := x.Value.Annotation.Names
			if len(names) > 0 && m.Qualify(names[0]) == "sqlalchemy.orm.Mapped" && !x.Value.HasValue {
				return column, x.Value.Annotation.Text
			}
			if x.Value.Annotation.Text != "" && m.IsSubclass(class, "sqlmodel.SQLModel") == semantic.Yes && (len(names) == 0 || names[0] != "typing.ClassVar") {
				return column, ""
			}
			return noColumn, ""
		}
	}
	return noColumn, ""
}

// isTable tells whether the expression n holds a Table, as bound once or as
// the __table__ of a mapped class.
func isTable(m *semantic.Module, n syntax.Node) bool {
	n = semantic.Unparenthesized(n)
	if n.Is(syntax.KAttribute) && n.Child(syntax.FAttribute).Text() == "__table__" {
		return mappedClass(m, n.Child(syntax.FObject)) != ""
	}
	if !n.Is(syntax.KIdentifier, syntax.KAttribute) {
		return false
	}
	if _, b := onlyBinding(m, n); b != nil && b.Kind == semantic.Assignment {
		call := b.Stmt().Child(syntax.FRight)
		return b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) && slices.Contains(tables, resolve(m, call.Child(syntax.FFunction)))
	}
	q := m.Resolve(n)
	dot := strings.LastIndexByte(q, '.')
	if dot < 0 {
		return false
	}
	s := m.ProjectModule(q[:dot])
	if s == nil {
		return false
	}
	e := s.Exports[q[dot+1:]]
	return e != nil && e.Value != nil && slices.Contains(tables, m.Qualify(e.Value.Callee))
}

var tables = []string{"sqlalchemy.Table", "sqlalchemy.table"}

// manyToOne tells whether the relationship is known to hold one object that a
// column of the class itself points to.
func manyToOne(m *semantic.Module, a attribute, name string) bool {
	if !a.relationship {
		return false
	}
	_, inner, ok := strings.Cut(a.annotation, "[")
	if !ok || strings.Contains(inner, "[") && !strings.HasPrefix(inner, "Optional[") {
		return false
	}
	kind, _ := memberKind(m, a.class, name+"_id")
	return kind == column
}

// operands takes a comparison apart: what is compared, and the operators
// between, each with one space inside.
func operands(n syntax.Node) (list []syntax.Node, operators []string) {
	for c := range n.Children() {
		switch {
		case c.IsExtra():
		case c.Field() == syntax.FOperators || !c.IsNamed():
			operators = append(operators, strings.Join(strings.Fields(c.Text()), " "))
		default:
			list = append(list, c)
		}
	}
	return list, operators
}

// oneLine is the source of n for a message.
func oneLine(n syntax.Node) string {
	text := n.Text()
	if strings.Contains(text, "#") {
		start := n.Start()
		for _, c := range slices.Backward(slices.Collect(n.Descendants())) {
			if c.IsComment() {
				text = text[:c.Start()-start] + text[c.End()-start:]
			}
		}
	}
	return strings.Join(strings.Fields(text), " ")
}

// clauseMethods are the methods that take SQL conditions or expressions, and
// clauseFunctions the functions.
var (
	clauseMethods   = []string{"where", "filter", "having", "order_by", "join", "outerjoin"}
	clauseFunctions = []string{"sqlalchemy.and_", "sqlalchemy.or_", "sqlalchemy.not_", "sqlalchemy.case"}
	clauseKeywords  = []string{"primaryjoin", "secondaryjoin", "onclause", "whereclause"}
)

// inSQL tells whether the value of the expression n becomes part of a SQL
// statement: as an argument of where() and the like, directly or through a
// name that is used for nothing else.
func inSQL(m *semantic.Module, n syntax.Node) bool { return partOfSQL(m, n, 0) }

func partOfSQL(m *semantic.Module, n syntax.Node, names int) bool {
	tuple := false
	for up := n.Parent(); ; n, up = up, up.Parent() {
		switch up.Kind() {
		case syntax.KParenthesizedExpression, syntax.KBooleanOperator, syntax.KNotOperator:
		case syntax.KTuple:
			tuple = true
		case syntax.KUnaryOperator:
			if !strings.HasPrefix(up.Text(), "~") {
				return false
			}
		case syntax.KBinaryOperator:
			op := up.Child(syntax.FOperator).Text()
			if op != "&" && op != "|" {
				return false
			}
			other := up.Child(syntax.FLeft)
			if n.Field() == syntax.FLeft {
				other = up.Child(syntax.FRight)
			}
			if isCondition(m, other) {
				return true
			}
		case syntax.KConditionalExpression:
			// The second of the three operands is what Python tests.
			i := 0
			for c := range up.Named() {
				if c == n && i == 1 {
					return false
				}
				i++
			}
		case syntax.KKeywordArgument:
			if n.Field() != syntax.FValue {
				return false
			}
			return slices.Contains(clauseKeywords, up.Child(syntax.FName).Text())
		case syntax.KArgumentList:
			call := up.Parent()
			if !call.Is(syntax.KCall) {
				return false
			}
			f := call.Child(syntax.FFunction)
			if slices.Contains(clauseFunctions, resolve(m, f)) {
				return !tuple || m.Is(f, "sqlalchemy.case")
			}
			_, method := receiver(call)
			return !tuple && slices.Contains(clauseMethods, method)
		case syntax.KAssignment:
			left := up.Child(syntax.FLeft)
			if tuple || names > 3 || n.Field() != syntax.FRight || !left.Is(syntax.KIdentifier) {
				return false
			}
			symbol, b := symbolAt(m, left)
			if b == nil || symbol.Only() != b {
				return false
			}
			uses := m.Uses(symbol)
			for _, use := range uses {
				if !partOfSQL(m, use, names+1) {
					return false
				}
			}
			return len(uses) > 0
		case syntax.KReturnStatement:
			return !tuple && inExpressionHalf(m, up)
		default:
			return false
		}
	}
}

// inExpressionHalf tells whether a return statement is that of the function
// that makes the SQL of a hybrid_property.
func inExpressionHalf(m *semantic.Module, n syntax.Node) bool {
	fn := m.Func(n.Ancestor(syntax.KFunctionDefinition, syntax.KLambda))
	return fn != nil && fn.Method() && slices.ContainsFunc(fn.Decorators, func(d semantic.Decorator) bool {
		return d.Expr.Is(syntax.KAttribute) && d.Expr.Child(syntax.FAttribute).Text() == "expression"
	})
}

// conditionMethods are methods of a column that make a condition.
var conditionMethods = []string{
	"in_", "not_in", "notin_", "like", "not_like", "notlike", "ilike", "not_ilike", "notilike", "is_", "is_not", "isnot", "between",
	"contains", "startswith", "endswith", "any", "has", "op",
}

// isCondition tells whether the expression n is a SQL condition.
func isCondition(m *semantic.Module, n syntax.Node) bool {
	for range 64 {
		n = semantic.Unparenthesized(n)
		switch n.Kind() {
		case syntax.KComparisonOperator:
			list, operators := operands(n)
			if len(list) != 2 || len(operators) != 1 || strings.HasPrefix(operators[0], "is") || strings.HasSuffix(operators[0], "in") {
				return false
			}
			return isAttribute(m, list[0]) || isAttribute(m, list[1])
		case syntax.KCall:
			object, method := receiver(n)
			if method == "" || !slices.Contains(conditionMethods, method) {
				f := n.Child(syntax.FFunction)
				return slices.Contains([]string{"sqlalchemy.and_", "sqlalchemy.or_", "sqlalchemy.not_", "sqlalchemy.exists"}, resolve(m, f)) ||
					isOperator(m, f)
			}
			return isAttribute(m, object)
		case syntax.KUnaryOperator:
			if !strings.HasPrefix(n.Text(), "~") {
				return false
			}
			n = n.Child(syntax.FArgument)
		case syntax.KBinaryOperator:
			if op := n.Child(syntax.FOperator).Text(); op != "&" && op != "|" {
				return false
			}
			n = n.Child(syntax.FRight)
		default:
			return false
		}
	}
	return false
}

// isOperator tells whether f is what X.op("...") gives for a column X.
func isOperator(m *semantic.Module, f syntax.Node) bool {
	object, method := receiver(semantic.Unparenthesized(f))
	return method == "op" && isAttribute(m, object)
}

func isAttribute(m *semantic.Module, n syntax.Node) bool {
	_, ok := mappedAttribute(m, n)
	return ok
}

// directArgument tells whether n itself is a positional argument of where(),
// filter() or having(), where several conditions are all meant.
func directArgument(n syntax.Node) bool {
	up := n.Parent()
	if !up.Is(syntax.KArgumentList) {
		return false
	}
	_, method := receiver(up.Parent())
	return method == "where" || method == "filter" || method == "having"
}

// newer is the name that a method has since SQLAlchemy 1.4, or the old one
// where the project admits older versions.
func newer(p *rule.Pass, name, old string) string {
	if has(p, "1.4") {
		return name
	}
	return old
}

func attributeName(n syntax.Node) string {
	return semantic.Unparenthesized(n).Child(syntax.FAttribute).Text()
}

// attributeOrCls is mappedAttribute, also for cls.name in the function that
// makes the SQL of a hybrid_property.
func attributeOrCls(m *semantic.Module, n syntax.Node) (attribute, bool) {
	if a, ok := mappedAttribute(m, n); ok {
		return a, true
	}
	n = semantic.Unparenthesized(n)
	object := n.Child(syntax.FObject)
	if !n.Is(syntax.KAttribute) || !object.Is(syntax.KIdentifier) {
		return attribute{}, false
	}
	fn := m.Func(n.Ancestor(syntax.KFunctionDefinition, syntax.KLambda))
	if fn == nil || len(fn.Params) == 0 || fn.Params[0].Name != object.Text() || !inExpressionHalf(m, n) {
		return attribute{}, false
	}
	if symbol := m.Lookup(object); symbol == nil || symbol.Only() == nil || symbol.Only().Kind != semantic.Parameter {
		return attribute{}, false
	}
	def := fn.Node
	if !fn.Decorated.IsNil() {
		def = fn.Decorated
	}
	class := m.EnclosingClass(def)
	if class == nil || !isMapped(m, class.Qualified) {
		return attribute{}, false
	}
	kind, annotation := memberKind(m, class.Qualified, n.Child(syntax.FAttribute).Text())
	return attribute{class: class.Qualified, relationship: kind == relation, annotation: annotation}, kind != noColumn
}

// primaryKey is the name of the only primary key column of a mapped class, ""
// if there are several or it is not known.
func primaryKey(m *semantic.Module, class string) string {
	key := ""
	seen := map[string]bool{}
	for _, a := range m.AncestorsOf(class) {
		var keys, names []string
		switch {
		case a.Class != nil:
			for _, x := range a.Class.Members() {
				names = append(names, x.Name)
				if columnCalls[resolve(m, x.Value.Child(syntax.FFunction))] == column && edit.Keyword(x.Value, "primary_key").Child(syntax.FValue).Is(syntax.KTrue) {
					keys = append(keys, x.Name)
				}
			}
		case a.Info != nil:
			for _, x := range a.Info.Members {
				names = append(names, x.Name)
				if x.Value == nil || !slices.Contains(x.Value.Keywords, "primary_key") {
					continue
				}
				if !strings.Contains(x.Value.Text, "primary_key=True") {
					return ""
				}
				keys = append(keys, x.Name)
			}
		case !a.Known && !isBase(m, a.Name):
			return ""
		}
		for _, k := range keys {
			if seen[k] {
				continue
			}
			if key != "" {
				return ""
			}
			key = k
		}
		for _, name := range names {
			seen[name] = true
		}
	}
	return key
}
