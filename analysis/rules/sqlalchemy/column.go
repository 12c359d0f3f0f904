package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// resolver tells the canonical name of an expression, like semantic.Module.Resolve.
type resolver func(n syntax.Node) string

// here resolves the expressions of the file itself.
func here(m *semantic.Module) resolver {
	return func(n syntax.Node) string { return resolve(m, n) }
}

// elsewhere resolves what was parsed from the summary of another module.
func elsewhere(m *semantic.Module, module string) resolver {
	return func(n syntax.Node) string {
		n = semantic.Unparenthesized(n)
		if !n.Is(syntax.KIdentifier, syntax.KAttribute) || strings.ContainsAny(n.Text(), " \t\r\n\\()[]") {
			return ""
		}
		first, _, _ := strings.Cut(n.Text(), ".")
		s := m.ProjectModule(module)
		if s == nil {
			return ""
		}
		if s.Exports[first] == nil && builtinTypes[first] && len(s.Stars) == 0 {
			return "builtins." + n.Text()
		}
		q := m.Qualify(module + "." + n.Text())
		if name, ok := strings.CutPrefix(q, "sqlmodel."); ok && passedOn[name] {
			return "sqlalchemy." + name
		}
		return q
	}
}

var builtinTypes = map[string]bool{
	"int": true, "str": true, "bool": true, "float": true, "bytes": true, "list": true, "dict": true, "set": true, "object": true,
}

// parsed is the expression that text of a summary is.
func parsed(text string) syntax.Node {
	if text == "" {
		return syntax.Node{}
	}
	for n := range syntax.Parse(syntax.Python, []byte("("+text+")")).Root().Named() {
		if n.Is(syntax.KExpressionStatement) && !n.HasError() {
			return semantic.Unparenthesized(n.FirstChild())
		}
		return syntax.Node{}
	}
	return syntax.Node{}
}

// nullability is what is known of whether a column takes NULL.
type nullability uint8

const (
	unsaid nullability = iota // as the annotation says, or by default
	notNull
	nullable
)

// columnFacts is what a call of Column() or mapped_column() says.
type columnFacts struct {
	call     syntax.Node
	mapped   bool          // mapped_column()
	deferred syntax.Node   // deferred() around the column, or nil
	name     syntax.Node   // of the column, where it is not that of the attribute
	sqlType  syntax.Node   // as written, or nil
	keys     []syntax.Node // what the ForeignKey() arguments point to
	null     nullability
	primary  bool
	obstacle string // why nothing certain can be said of it

	owner   string // the class, by its qualified name
	resolve resolver
}

// columnOf reads the value of an attribute that makes a column of the class
// owner, in this file or another one.
func columnOf(owner string, value syntax.Node, resolve resolver) (columnFacts, bool) {
	c := columnFacts{call: semantic.Unparenthesized(value), owner: owner, resolve: resolve}
	if !c.call.Is(syntax.KCall) {
		return c, false
	}
	q := resolve(c.call.Child(syntax.FFunction))
	if q == "sqlalchemy.orm.deferred" {
		c.deferred = c.call
		args := positional(c.call)
		if len(args) != 1 {
			return c, false
		}
		c.call = semantic.Unparenthesized(args[0])
		q = resolve(c.call.Child(syntax.FFunction))
	}
	switch q {
	case "sqlalchemy.Column":
	case "sqlalchemy.orm.mapped_column":
		c.mapped = true
	default:
		return c, false
	}
	if !edit.Arguments(c.call).Is(syntax.KArgumentList) {
		return c, false
	}
	identity := false
	position := 0
	for a := range edit.Arguments(c.call).Named() {
		switch {
		case a.IsComment():
		case a.Is(syntax.KListSplat, syntax.KDictionarySplat):
			c.obstacle = "not all arguments of the column are written here"
		case a.Is(syntax.KKeywordArgument):
			c.keyword(a.Child(syntax.FName).Text(), semantic.Unparenthesized(a.Child(syntax.FValue)))
		default:
			a = semantic.Unparenthesized(a)
			switch f := resolve(a.Child(syntax.FFunction)); {
			case a.Is(syntax.KCall) && f == "sqlalchemy.ForeignKey":
				if args := positional(a); len(args) > 0 {
					c.keys = append(c.keys, semantic.Unparenthesized(args[0]))
				} else {
					c.keys = append(c.keys, semantic.Unparenthesized(edit.Keyword(a, "column").Child(syntax.FValue)))
				}
			case a.Is(syntax.KCall) && f == "sqlalchemy.Identity":
				identity = true
			case a.Is(syntax.KCall) && slices.Contains(columnConstraints, f):
			case position == 0 && a.Is(syntax.KString, syntax.KConcatenatedString):
				c.name = a
			case position <= 1 && c.sqlType.IsNil() && (position == 0 || !c.name.IsNil()):
				if !a.Is(syntax.KNone) {
					c.sqlType = a
				}
			}
			position++
		}
	}
	if c.null == unsaid && identity {
		c.null = notNull
	}
	return c, true
}

// columnConstraints are what may stand in a column behind its type.
var columnConstraints = []string{
	"sqlalchemy.Computed", "sqlalchemy.Sequence", "sqlalchemy.CheckConstraint", "sqlalchemy.FetchedValue", "sqlalchemy.DefaultClause",
	"sqlalchemy.ColumnDefault", "sqlalchemy.UniqueConstraint",
}

func (c *columnFacts) keyword(name string, value syntax.Node) {
	switch name {
	case "name":
		c.name = value
	case "type_":
		c.sqlType = value
	case "nullable":
		switch {
		case value.Is(syntax.KTrue):
			if c.primary {
				c.obstacle = "it is a primary key with nullable=True"
			}
			c.null = nullable
		case value.Is(syntax.KFalse):
			c.null = notNull
		default:
			c.obstacle = "nullable= is not a literal"
		}
	case "primary_key":
		switch {
		case value.Is(syntax.KTrue):
			if c.null == nullable {
				c.obstacle = "it is a primary key with nullable=True"
			}
			c.primary, c.null = true, notNull
		case !value.Is(syntax.KFalse):
			c.obstacle = "primary_key= is not a literal"
		}
	}
}

// columnName is the name that the column of the attribute has; ok is false if
// it is not a literal.
func (c *columnFacts) columnName(attribute string) (name string, ok bool) {
	if c.name.IsNil() {
		return attribute, true
	}
	return plainLiteral(c.name)
}

// plainLiteral is the value of a string literal without prefix or escapes.
func plainLiteral(n syntax.Node) (string, bool) {
	if !n.Is(syntax.KString) {
		return "", false
	}
	content := n.ChildOf(syntax.KStringContent).Text()
	if strings.ContainsAny(content, "\\{\n") || n.Text() != n.Text()[:1]+content+n.Text()[:1] {
		return "", false
	}
	return content, true
}

// pythonType is a type in an annotation. The zero value is a type that is not
// known.
type pythonType struct {
	name string // canonical, "builtins.int"
	text string // as the file spells it, for an enum or the like
	args []pythonType
	none bool // or None
}

func (t pythonType) known() bool { return t.name != "" }

// typesOfSQL are the Python types of the values of SQL types.
var typesOfSQL = map[string]string{}

func init() {
	for python, names := range map[string]string{
		"builtins.int":       "Integer SmallInteger BigInteger INTEGER INT BIGINT SMALLINT MEDIUMINT TINYINT",
		"builtins.str":       "String Text Unicode UnicodeText VARCHAR CHAR NVARCHAR NCHAR TEXT CLOB LONGTEXT MEDIUMTEXT CITEXT",
		"builtins.bool":      "Boolean BOOLEAN",
		"builtins.float":     "Float FLOAT REAL Double DOUBLE DOUBLE_PRECISION",
		"decimal.Decimal":    "Numeric NUMERIC DECIMAL",
		"datetime.datetime":  "DateTime TIMESTAMP DATETIME",
		"datetime.date":      "Date DATE",
		"datetime.time":      "Time TIME",
		"datetime.timedelta": "Interval INTERVAL",
		"builtins.bytes":     "LargeBinary BLOB BINARY VARBINARY BYTEA",
		"uuid.UUID":          "Uuid UUID",
	} {
		for name := range strings.FieldsSeq(names) {
			typesOfSQL[name] = python
		}
	}
}

// sqlTypeName takes the canonical name of a SQL type apart: the dialect, "" for
// a type of SQLAlchemy's core, and the name.
func sqlTypeName(q string) (dialect, name string, ok bool) {
	rest, ok := strings.CutPrefix(q, "sqlalchemy.")
	if !ok {
		return "", "", false
	}
	if d, ok := strings.CutPrefix(rest, "dialects."); ok {
		dialect, _, _ = strings.Cut(d, ".")
		return dialect, lastName(q), strings.Count(d, ".") > 0
	}
	return "", rest, !strings.Contains(rest, ".")
}

// simpleType is the Python type of the values that a column of the SQL type n
// has, of those that need nothing but the type: no enum, no JSON, no array.
func simpleType(n syntax.Node, resolve resolver) pythonType {
	n = semantic.Unparenthesized(n)
	callee := n
	if n.Is(syntax.KCall) {
		callee = n.Child(syntax.FFunction)
	}
	dialect, name, ok := sqlTypeName(resolve(callee))
	python := typesOfSQL[name]
	if !ok || python == "" {
		return pythonType{}
	}
	switch dialect + "." + name {
	case "mssql.TIMESTAMP":
		return pythonType{name: "builtins.bytes"} // a row version
	case "oracle.DATE":
		return pythonType{name: "datetime.datetime"}
	}
	switch python {
	case "builtins.float", "decimal.Decimal":
		decimals, ok := decimals(n, dialect, name)
		switch {
		case !ok:
			return pythonType{}
		case decimals:
			return pythonType{name: "decimal.Decimal"}
		}
		return pythonType{name: "builtins.float"}
	case "uuid.UUID":
		asUUID, ok := flag(n, "as_uuid", 0, true)
		switch {
		case !ok:
			return pythonType{}
		case !asUUID:
			return pythonType{name: "builtins.str"}
		}
	}
	return pythonType{name: python}
}

// decimals tells whether a number type gives Decimal.
func decimals(n syntax.Node, dialect, name string) (value, ok bool) {
	position, byDefault := 3, true // Numeric(precision, scale, decimal_return_scale, asdecimal)
	switch {
	case dialect == "mysql" || dialect == "mariadb":
		position, byDefault = 2, name != "FLOAT"
	case typesOfSQL[name] == "builtins.float":
		position, byDefault = 1, false // Float(precision, asdecimal)
	}
	return flag(n, "asdecimal", position, byDefault)
}

// flag is the value of a literal argument of a call; ok is false if it is not
// a literal.
func flag(n syntax.Node, keyword string, position int, byDefault bool) (value, ok bool) {
	if !n.Is(syntax.KCall) {
		return byDefault, true
	}
	if !edit.Arguments(n).ChildOf(syntax.KListSplat, syntax.KDictionarySplat).IsNil() {
		return false, false
	}
	a := semantic.Unparenthesized(edit.Keyword(n, keyword).Child(syntax.FValue))
	if args := positional(n); len(args) > position {
		a = semantic.Unparenthesized(args[position])
	}
	switch {
	case a.IsNil():
		return byDefault, true
	case a.Is(syntax.KTrue):
		return true, true
	case a.Is(syntax.KFalse):
		return false, true
	}
	return false, false
}

// pythonType is the type of the values of the column, not counting None.
func (c *columnFacts) pythonType(m *semantic.Module) pythonType { return c.typeAt(m, 0) }

func (c *columnFacts) typeAt(m *semantic.Module, depth int) pythonType {
	if c.sqlType.IsNil() {
		if len(c.keys) != 1 || depth > 2 {
			return pythonType{}
		}
		return referencedType(m, c.owner, c.keys[0], c.resolve, depth+1)
	}
	return typeOfSQL(m, c.sqlType, c.call, c.resolve, depth)
}

// typeOfSQL is the Python type of the SQL type n in the column.
func typeOfSQL(m *semantic.Module, n, column syntax.Node, resolve resolver, depth int) pythonType {
	if t := simpleType(n, resolve); t.known() {
		return t
	}
	n = semantic.Unparenthesized(n)
	callee := n
	if n.Is(syntax.KCall) {
		callee = n.Child(syntax.FFunction)
	}
	q := resolve(callee)
	_, name, ok := sqlTypeName(q)
	if !ok {
		return decorated(m, q)
	}
	switch name {
	case "Enum":
		return enumType(m, n, resolve)
	case "JSON", "JSONB":
		given := semantic.Unparenthesized(edit.Keyword(column, "default").Child(syntax.FValue))
		str, any := pythonType{name: "builtins.str"}, pythonType{name: "typing.Any"}
		switch {
		case given.Is(syntax.KDictionary) || !given.IsNil() && resolve(given) == "builtins.dict":
			return pythonType{name: "builtins.dict", args: []pythonType{str, any}}
		case given.Is(syntax.KList) || !given.IsNil() && resolve(given) == "builtins.list":
			return pythonType{name: "builtins.list", args: []pythonType{any}}
		}
		return any
	case "HSTORE":
		str := pythonType{name: "builtins.str"}
		return pythonType{name: "builtins.dict", args: []pythonType{str, {name: "builtins.str", none: true}}}
	case "ARRAY":
		args := positional(n)
		if len(args) != 1 || depth > 4 {
			return pythonType{}
		}
		for a := range edit.Arguments(n).Named() {
			switch a.Child(syntax.FName).Text() {
			case "as_tuple":
				if !a.Child(syntax.FValue).Is(syntax.KFalse) {
					return pythonType{}
				}
			case "dimensions":
				if a.Child(syntax.FValue).Text() != "1" {
					return pythonType{}
				}
			}
		}
		item := typeOfSQL(m, args[0], syntax.Node{}, resolve, depth+1)
		if !item.known() || item.name == "typing.Any" {
			return pythonType{}
		}
		return pythonType{name: "builtins.list", args: []pythonType{item}}
	}
	return pythonType{}
}

// enumType is the type of Enum(Color) and Enum("a", "b").
func enumType(m *semantic.Module, n syntax.Node, resolve resolver) pythonType {
	args := positional(n)
	if len(args) == 0 {
		if splat := edit.Arguments(n).ChildOf(syntax.KListSplat); !splat.IsNil() {
			return pythonType{name: "builtins.str"}
		}
		return pythonType{}
	}
	if args[0].Is(syntax.KString, syntax.KConcatenatedString) {
		return pythonType{name: "builtins.str"}
	}
	q := resolve(args[0])
	if len(args) != 1 || q == "" || m.IsSubclass(q, "enum.Enum") != semantic.Yes {
		return pythonType{}
	}
	return pythonType{name: q, text: args[0].Text()}
}

// decorated is the type that a TypeDecorator of the project gives, where it
// says so.
func decorated(m *semantic.Module, q string) pythonType {
	if q == "" || m.IsSubclass(q, "sqlalchemy.TypeDecorator") != semantic.Yes {
		return pythonType{}
	}
	for _, a := range m.AncestorsOf(q) {
		var t semantic.Type
		switch {
		case a.Class != nil:
			x := a.Class.Member("process_result_value")
			if x == nil {
				continue
			}
			if f := x.Func(); f != nil {
				t = m.Annotated(f.Node.Child(syntax.FReturnType))
			}
		case a.Info != nil:
			x := a.Info.Member("process_result_value")
			if x == nil {
				continue
			}
			if x.Func != nil {
				t = x.Func.Returns.Type
			}
		default:
			return pythonType{}
		}
		if t.Kind == semantic.Instance && plainTypes[t.Name] {
			return pythonType{name: t.Name}
		}
		return pythonType{}
	}
	return pythonType{}
}

// plainTypes are the types that typesOfSQL gives.
var plainTypes = map[string]bool{
	"builtins.int": true, "builtins.str": true, "builtins.bool": true, "builtins.float": true, "builtins.bytes": true,
	"decimal.Decimal": true, "datetime.datetime": true, "datetime.date": true, "datetime.time": true, "datetime.timedelta": true,
	"uuid.UUID": true,
}

// classMember is an attribute of a mapped class in this file or another one.
type classMember struct {
	name       string
	value      syntax.Node
	annotation syntax.Node
	resolve    resolver
}

// mappedMembers are the attributes of the class q and of the classes above it
// that call Column, mapped_column, deferred or relationship, the nearest of
// each name.
func mappedMembers(m *semantic.Module, q string, yield func(classMember) bool) {
	seen := map[string]bool{}
	for _, a := range m.AncestorsOf(q) {
		var names []string
		switch {
		case a.Class != nil:
			for _, x := range a.Class.Members() {
				names = append(names, x.Name)
				if !seen[x.Name] && (x.Value.Is(syntax.KCall) || !x.Type.IsNil()) && !yield(classMember{x.Name, x.Value, annotationOf(x.Type), here(m)}) {
					return
				}
			}
		case a.Info != nil:
			there := elsewhere(m, a.Info.Module)
			for _, x := range a.Info.Members {
				names = append(names, x.Name)
				if seen[x.Name] || x.Instance || x.Value == nil || x.Value.Callee == "" && x.Value.Annotation.Text == "" {
					continue
				}
				if c := m.Qualify(x.Value.Callee); x.Value.Callee != "" && columnCalls[c] == noColumn {
					continue
				}
				if !yield(classMember{x.Name, parsed(x.Value.Text), parsed(x.Value.Annotation.Text), there}) {
					return
				}
			}
		}
		for _, name := range names {
			seen[name] = true
		}
	}
}

// annotationOf is the expression in a type node.
func annotationOf(n syntax.Node) syntax.Node {
	if n.Is(syntax.KType) {
		n = n.FirstChild()
	}
	return semantic.Unparenthesized(n)
}

// tableName is the __tablename__ of the class q, its own or the nearest above
// it; "" if it is not a literal, nor made of the name of the class in a simple way.
func tableName(m *semantic.Module, q string) string {
	for _, a := range m.AncestorsOf(q) {
		switch {
		case a.Class != nil:
			if list := a.Class.MemberList("__tablename__"); len(list) > 0 {
				if f := list[0].Func(); f != nil {
					name, _ := namedAfter(lastName(q), f.Result().Text())
					return name
				}
				name, _ := plainLiteral(semantic.Unparenthesized(list[0].Value))
				return name
			}
		case a.Info != nil:
			if x := a.Info.Member("__tablename__"); x != nil {
				if x.Func != nil {
					name, _ := namedAfter(lastName(q), x.Func.Result)
					return name
				}
				if x.Value == nil {
					return ""
				}
				name, _ := plainLiteral(parsed(x.Value.Text))
				return name
			}
		}
	}
	return ""
}

// namedAfter is the value of an expression in a class method, made of cls.__name__
// and string literals: cls.__name__.lower() + "s", f"app_{cls.__name__}".
func namedAfter(class, expression string) (name string, ok bool) {
	var value func(n syntax.Node) (string, bool)
	value = func(n syntax.Node) (string, bool) {
		n = semantic.Unparenthesized(n)
		switch n.Kind() {
		case syntax.KAttribute:
			return class, n.Child(syntax.FAttribute).Text() == "__name__" && n.Child(syntax.FObject).Is(syntax.KIdentifier)
		case syntax.KBinaryOperator:
			left, ok1 := value(n.Child(syntax.FLeft))
			right, ok2 := value(n.Child(syntax.FRight))
			return left + right, ok1 && ok2 && n.Child(syntax.FOperator).Text() == "+"
		case syntax.KCall:
			f := n.Child(syntax.FFunction)
			s, ok := value(f.Child(syntax.FObject))
			if !ok || !f.Is(syntax.KAttribute) || len(edit.Elements(edit.Arguments(n))) > 0 {
				return "", false
			}
			switch f.Child(syntax.FAttribute).Text() {
			case "lower":
				return strings.ToLower(s), true
			case "upper":
				return strings.ToUpper(s), true
			}
		case syntax.KString:
			if s, ok := plainLiteral(n); ok {
				return s, true
			}
			var out strings.Builder
			for part := range n.Named() {
				switch {
				case part.Is(syntax.KStringStart) && strings.ToLower(strings.Trim(part.Text(), `"'`)) != "f":
					return "", false
				case part.Is(syntax.KStringContent):
					if strings.ContainsAny(part.Text(), `\{}`) {
						return "", false
					}
					out.WriteString(part.Text())
				case part.Is(syntax.KInterpolation):
					var inner []syntax.Node
					for c := range part.Named() {
						inner = append(inner, c)
					}
					if len(inner) != 1 {
						return "", false
					}
					s, ok := value(inner[0])
					if !ok {
						return "", false
					}
					out.WriteString(s)
				}
			}
			return out.String(), out.Len() > 0
		}
		return "", false
	}
	if name, ok = value(parsed(expression)); !ok {
		return "", false
	}
	return name, true
}

// declarativeRoot is the base class of the project below which all classes
// that know the class q by name are.
func declarativeRoot(m *semantic.Module, q string) string {
	for _, a := range m.AncestorsOf(q) {
		var bases []string
		switch {
		case slices.Contains(baseClasses, a.Name):
			continue
		case isBase(m, a.Name):
			return a.Name
		case a.Class != nil:
			for _, b := range a.Class.Bases {
				bases = append(bases, b.Name)
			}
		case a.Info != nil:
			for _, b := range a.Info.Bases {
				bases = append(bases, m.Qualify(b))
			}
		}
		if slices.ContainsFunc(bases, func(b string) bool { return slices.Contains(baseClasses, b) }) {
			return a.Name
		}
	}
	return ""
}

// rootOfMixin is declarativeRoot, also for a mixin of a declarative class.
func rootOfMixin(m *semantic.Module, q string) string {
	root := declarativeRoot(m, q)
	if root != "" {
		return root
	}
	localClasses(m, func(c *semantic.Class) bool {
		if c.IsSubclass(q) == semantic.Yes {
			root = declarativeRoot(m, c.Qualified)
		}
		return root == ""
	})
	for _, c := range m.Subclasses(q) {
		if root == "" {
			root = declarativeRoot(m, c.Qualified)
		}
	}
	return root
}

// localClasses are the module-level classes of the file.
func localClasses(m *semantic.Module, yield func(*semantic.Class) bool) {
	for n := range m.File().Root().Named() {
		if n.Is(syntax.KDecoratedDefinition) {
			n = n.Child(syntax.FDefinition)
		}
		if n.Is(syntax.KClassDefinition) {
			if c := m.Class(n); c != nil && !yield(c) {
				return
			}
		}
	}
}

// foreignClasses are the classes of other files below root, a qualified name.
func foreignClasses(m *semantic.Module, root string) []*semantic.ClassInfo {
	var out []*semantic.ClassInfo
	if root == "" {
		return nil
	}
	seen := map[string]bool{root: true}
	queue := []string{root}
	for len(queue) > 0 {
		q := queue[0]
		queue = queue[1:]
		for _, sub := range m.Subclasses(q) {
			if seen[sub.Qualified] || strings.Contains(sub.Path, "/versions/") {
				continue
			}
			seen[sub.Qualified] = true
			queue = append(queue, sub.Qualified)
			if sub.Module != m.Name() {
				out = append(out, sub)
			}
		}
	}
	return out
}

// maxClasses is the number of classes in a file above which a table is not
// looked for among them.
const maxClasses = 200

// tableIn is the literal __tablename__ at the head of the body of a class.
func tableIn(class syntax.Node) string {
	statements := 0
	for stmt := range class.Child(syntax.FBody).Named() {
		if statements++; statements > 8 {
			break
		}
		if n := stmt.FirstChild(); n.Is(syntax.KAssignment) && n.Child(syntax.FLeft).Text() == "__tablename__" {
			name, _ := plainLiteral(semantic.Unparenthesized(n.Child(syntax.FRight)))
			return name
		}
	}
	return ""
}

// classOfTable is the mapped class with the table, "" if there is none or
// several.
func classOfTable(m *semantic.Module, owner, table string) string {
	found, several := "", false
	take := func(q string) {
		several = several || found != "" && found != q
		found = q
	}
	classes := 0
	for n := range m.File().Root().Named() {
		if n.Is(syntax.KDecoratedDefinition) {
			n = n.Child(syntax.FDefinition)
		}
		if !n.Is(syntax.KClassDefinition) {
			continue
		}
		// Each column with nothing but a foreign key asks all classes.
		if classes++; classes > maxClasses {
			return ""
		}
		if tableIn(n) == table {
			take(m.Class(n).Qualified)
		}
	}
	if found == "" {
		for _, c := range foreignClasses(m, rootOfMixin(m, owner)) {
			if x := c.Member("__tablename__"); x != nil && x.Value != nil {
				if name, ok := plainLiteral(parsed(x.Value.Text)); ok && name == table {
					take(c.Qualified)
				}
			}
		}
	}
	if several {
		return ""
	}
	return found
}

// referencedType is the type of the column that the argument of a ForeignKey
// points to.
func referencedType(m *semantic.Module, owner string, key syntax.Node, resolve resolver, depth int) pythonType {
	class, name, byAttribute := "", "", false
	if text, ok := plainLiteral(key); ok {
		table, column, ok := strings.Cut(text, ".")
		if !ok || strings.Contains(column, ".") {
			return pythonType{}
		}
		class, name = classOfTable(m, owner, table), column
	} else if key.Is(syntax.KAttribute) {
		class, name, byAttribute = resolve(key.Child(syntax.FObject)), key.Child(syntax.FAttribute).Text(), true
	}
	if class == "" {
		return pythonType{}
	}
	var found pythonType
	mappedMembers(m, class, func(x classMember) bool {
		c, ok := columnOf(class, x.value, x.resolve)
		if !ok {
			// An attribute that is only annotated is a column of its name.
			if x.name == name && x.value.IsNil() {
				found, _ = annotatedType(x.annotation, x.resolve)
				return false
			}
			return true
		}
		column, _ := c.columnName(x.name)
		if byAttribute && x.name != name || !byAttribute && column != name {
			return true
		}
		found = c.typeAt(m, depth)
		if !found.known() && c.mapped {
			found, _ = annotatedType(x.annotation, x.resolve)
		}
		return false
	})
	found.none = false
	if found.text != "" || !plainTypes[found.name] {
		return pythonType{}
	}
	return found
}

// annotatedType is T of the annotation Mapped[T], of the types that typesOfSQL
// gives; certain tells that it is at least known whether T has None.
func annotatedType(n syntax.Node, resolve resolver) (t pythonType, certain bool) {
	base, args := semantic.Subscript(n)
	if len(args) != 1 || resolve(base) != "sqlalchemy.orm.Mapped" {
		return pythonType{}, false
	}
	inner, none, certain := withoutNone(annotationOf(args[0]), resolve)
	if q := resolve(inner); plainTypes[q] {
		return pythonType{name: q, none: none}, true
	}
	return pythonType{none: none}, certain
}

// withoutNone is T in T | None, Optional[T] and Union[T, None]. certain is
// false for what may hide a None, such as an alias.
func withoutNone(n syntax.Node, resolve resolver) (inner syntax.Node, none, certain bool) {
	n = annotationOf(n)
	switch {
	case n.Is(syntax.KNone):
		return n, true, true
	case n.Is(syntax.KBinaryOperator, syntax.KUnionType):
		parts := slices.Collect(n.Named())
		if len(parts) != 2 {
			return n, false, false
		}
		left, right := annotationOf(parts[0]), annotationOf(parts[1])
		switch {
		case right.Is(syntax.KNone):
			inner = left
		case left.Is(syntax.KNone):
			inner = right
		default:
			_, leftNone, leftCertain := withoutNone(left, resolve)
			_, rightNone, rightCertain := withoutNone(right, resolve)
			return n, leftNone || rightNone, leftCertain && rightCertain
		}
		return inner, true, true
	}
	base, args := semantic.Subscript(n)
	switch q := resolve(base); {
	case base.IsNil():
	case q == "typing.Optional" && len(args) == 1:
		return annotationOf(args[0]), true, true
	case q == "typing.Union":
		none, certain, rest := false, true, []syntax.Node{}
		for _, a := range args {
			a = annotationOf(a)
			if a.Is(syntax.KNone) {
				none = true
				continue
			}
			_, partNone, partCertain := withoutNone(a, resolve)
			none, certain = none || partNone, certain && partCertain
			rest = append(rest, a)
		}
		if len(rest) == 1 && none {
			return rest[0], true, true
		}
		return n, none, certain
	}
	return n, false, certainType(n, resolve)
}

// certainType tells whether an annotation is known to have no None.
func certainType(n syntax.Node, resolve resolver) bool {
	q := resolve(semantic.Unsubscripted(n))
	return plainTypes[q] || strings.HasPrefix(q, "builtins.") || strings.HasPrefix(q, "collections.abc.") || q == "typing.List" || q == "typing.Dict" || q == "typing.Set" || q == "typing.Literal"
}
