package sqlalchemy

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA302",
		Name:     "mapped-relationship",
		Severity: rule.Hint,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    mappedRelationship,
	})
}

func mappedRelationship(p *rule.Pass, n syntax.Node) {
	class := p.Module.EnclosingClass(n)
	if class == nil || !n.Child(syntax.FRight).Is(syntax.KCall) {
		return
	}
	c, obstacle := relationConversion(p, class, n)
	if obstacle != "" {
		p.Report(rule.Diagnostic{Start: n.Start(), End: n.End(), Severity: rule.Action, Message: "Annotate with Mapped[...]", Fixes: func() []rule.Fix {
			return []rule.Fix{{Title: "Annotate with Mapped[...]", Kind: mappedKind, Disabled: obstacle}}
		}})
		return
	}
	if c == nil {
		return
	}
	shown := c.spelled(func(module, name string) string { return name }, p)
	p.ReportNode(c.name, fmt.Sprintf("Annotate the relationship: %s: %s = relationship(...)", c.name.Text(), shown), func() []rule.Fix {
		b := p.Builder()
		var types typeImports
		c.apply(p, b, &types)
		types.add(p, b)
		return fixOf(b, rule.Fix{Title: "Annotate with " + shown})
	})
}

// relationChange is a relationship that can be annotated.
type relationChange struct {
	assignment, name syntax.Node
	class            *semantic.Class
	target           string // the class, by its qualified name
	text             string // as the annotation writes it
	quoted           bool   // in quotes: not there yet when the class is made
	from             string // the module that it must be imported from for type checkers, or ""
	wrapper          string // "Mapped", "DynamicMapped", "WriteOnlyMapped"
	collection       string // "list", "set", or "" for a single object
	none             bool   // a single object that may be missing
}

// convertibleRelations are the relationships of the class that can be annotated.
func convertibleRelations(p *rule.Pass, class *semantic.Class) []*relationChange {
	var out []*relationChange
	for _, x := range class.Members() {
		if x.Kind != semantic.Assignment || !x.Value.Is(syntax.KCall) {
			continue
		}
		if c, obstacle := relationConversion(p, class, x.Stmt()); c != nil && obstacle == "" {
			out = append(out, c)
		}
	}
	return out
}

// relationConversion reads an assignment in the body of a class: nil and "" if
// it is no relationship without annotation.
func relationConversion(p *rule.Pass, class *semantic.Class, n syntax.Node) (c *relationChange, obstacle string) {
	m := p.Module
	name, call := n.Child(syntax.FLeft), n.Child(syntax.FRight)
	if !m.Is(call.Child(syntax.FFunction), "sqlalchemy.orm.relationship") || !n.Child(syntax.FType).IsNil() ||
		!name.Is(syntax.KIdentifier) || !n.Parent().Is(syntax.KExpressionStatement) || inMigration(p) || !isMappedOrMixin(m, class) {
		return nil, ""
	}
	if isDataclass(m, class.Qualified) {
		return nil, "the annotations of a dataclass are its fields"
	}
	if len(class.MemberList(name.Text())) != 1 {
		return nil, fmt.Sprintf("the class binds %s several times", name.Text())
	}
	r := relationOf(m, class, call)
	c = &relationChange{assignment: n, name: name, class: class, wrapper: "Mapped"}
	if obstacle := c.aim(m, r); obstacle != "" {
		return nil, obstacle
	}
	r.target = c.target
	if obstacle := c.shape(m, r); obstacle != "" {
		return nil, obstacle
	}
	// What names its class by a string goes on doing so inside another type.
	c.quoted = c.quoted || !r.argument.Is(syntax.KIdentifier, syntax.KAttribute) && (c.collection != "" || c.wrapper != "Mapped")
	if c.collection != "" && m.ResolveIn(class.Scope(), c.collection) != "builtins."+c.collection {
		return nil, fmt.Sprintf("%s means something else in the class", c.collection)
	}
	return c, ""
}

// relationshipCall is what a call of relationship() says.
type relationshipCall struct {
	owner     *semantic.Class
	call      syntax.Node
	argument  syntax.Node
	secondary bool
	splat     bool
	target    string
}

func relationOf(m *semantic.Module, owner *semantic.Class, call syntax.Node) relationshipCall {
	r := relationshipCall{owner: owner, call: call}
	args := positional(call)
	if len(args) > 0 {
		r.argument = semantic.Unparenthesized(args[0])
	} else {
		r.argument = r.keyword("argument")
	}
	r.secondary = len(args) > 1 || !r.keyword("secondary").IsNil()
	r.splat = !edit.Arguments(call).ChildOf(syntax.KListSplat, syntax.KDictionarySplat).IsNil()
	return r
}

func (r relationshipCall) keyword(name string) syntax.Node {
	return semantic.Unparenthesized(edit.Keyword(r.call, name).Child(syntax.FValue))
}

// aim finds the class that the relationship leads to.
func (c *relationChange) aim(m *semantic.Module, r relationshipCall) string {
	a := r.argument
	if r.splat || a.IsNil() {
		return "the arguments are not all written here"
	}
	if a.Is(syntax.KLambda) {
		a = semantic.Unparenthesized(a.Child(syntax.FBody))
		if !a.Is(syntax.KIdentifier) {
			return "the class is not named"
		}
		c.text = a.Text()
		c.target = m.ResolveIn(m.ModuleScope(), c.text)
	} else if a.Is(syntax.KIdentifier, syntax.KAttribute) {
		c.text = a.Text()
		c.target = m.Resolve(a)
		if c.target == "" || !isMapped(m, c.target) {
			return fmt.Sprintf("%s is not known to be a mapped class", oneLine(a))
		}
		return ""
	} else {
		text, ok := plainLiteral(a)
		if !ok || strings.ContainsAny(text, "()[] ,") {
			return "the class is not named"
		}
		c.text = lastName(text)
		c.target = m.ResolveIn(m.ModuleScope(), c.text)
	}
	bound := m.Bindings(c.text)
	if c.target == "" || !isMapped(m, c.target) {
		if len(bound) > 0 {
			return fmt.Sprintf("%s is something else in this file", c.text)
		}
		c.target = ""
		for _, q := range foreignClasses(m, rootOfMixin(m, r.owner.Qualified)) {
			if q.Name == c.text && isMapped(m, q.Qualified) {
				if c.target != "" {
					return fmt.Sprintf("there are several classes %s", c.text)
				}
				c.target, c.from = q.Qualified, q.Module
			}
		}
		if c.target == "" {
			return fmt.Sprintf("no mapped class %s is known", c.text)
		}
		if c.from == "" || c.from+"."+c.text != c.target {
			return fmt.Sprintf("%s cannot be imported", c.text)
		}
	}
	c.quoted = true
	if len(bound) == 1 && !m.Bound(r.owner.Scope(), c.text) {
		b := &bound[0]
		c.quoted = b.Guard != 0 || b.Kind != semantic.ClassDef && b.Kind != semantic.Import || b.Stmt().Start() >= outermost(r.owner.Node).Start()
	}
	return ""
}

// outermost is the module-level statement around n.
func outermost(n syntax.Node) syntax.Node {
	for !n.Parent().IsNil() && !n.Parent().Is(syntax.KModule) {
		n = n.Parent()
	}
	return n
}

// shape finds out whether there is one object at the other end or many.
func (c *relationChange) shape(m *semantic.Module, r relationshipCall) string {
	list := "list"
	if k := r.keyword("collection_class"); !k.IsNil() {
		switch m.Resolve(k) {
		case "builtins.list":
		case "builtins.set":
			list = "set"
		default:
			return "the collection has a class of its own"
		}
	}
	c.collection = list
	uselist := r.keyword("uselist")
	lazy, _ := plainLiteral(r.keyword("lazy"))
	switch {
	case (lazy == "dynamic" || lazy == "write_only") && !uselist.Is(syntax.KFalse):
		c.wrapper = map[string]string{"dynamic": "DynamicMapped", "write_only": "WriteOnlyMapped"}[lazy]
		c.collection = ""
		return ""
	case uselist.Is(syntax.KTrue):
		return ""
	case uselist.Is(syntax.KFalse):
		c.collection, c.none = "", true
		if !r.secondary && r.keyword("primaryjoin").IsNil() {
			if single, columns, obstacle := r.direction(m); obstacle == "" && single {
				c.none = r.optional(columns)
			}
		}
		return ""
	case !uselist.IsNil():
		return "uselist= is not a literal"
	case !r.keyword("collection_class").IsNil(), r.secondary:
		return ""
	case !r.keyword("primaryjoin").IsNil():
		return "there is a primaryjoin="
	}
	single, columns, obstacle := r.direction(m)
	if obstacle != "" || !single {
		return obstacle
	}
	c.collection, c.none = "", r.optional(columns)
	return ""
}

// foreignKey is a column of a class with a ForeignKey.
type foreignKey struct {
	name  string
	null  bool
	facts columnFacts
}

// direction tells whether foreign keys of the class itself lead to the other
// one, and which.
func (r relationshipCall) direction(m *semantic.Module) (single bool, columns []foreignKey, obstacle string) {
	owner := r.owner.Qualified
	own := foreignKeys(m, owner)
	out := pointing(m, own, r.target)
	named := r.keyword("foreign_keys")
	if owner == r.target {
		remote := r.keyword("remote_side")
		if remote.IsNil() {
			return false, nil, ""
		}
		list, ok := r.columnsNamed(m, remote)
		key := primaryKey(m, owner)
		if !ok || len(list) != 1 || key == "" || list[0].name != key {
			return false, nil, "remote_side= is not the primary key"
		}
		if list, ok := r.columnsNamed(m, named); ok {
			out = among(own, list)
		}
		return true, out, ""
	}
	if !named.IsNil() {
		list, ok := r.columnsNamed(m, named)
		if !ok {
			return false, nil, "foreign_keys= cannot be read"
		}
		here, there := 0, 0
		for _, x := range list {
			switch x.class {
			case owner:
				here++
			case r.target:
				there++
			}
		}
		switch len(list) {
		case here:
			return true, among(own, list), ""
		case there:
			return false, nil, ""
		}
		return false, nil, "foreign_keys= names columns of other classes"
	}
	back := pointing(m, foreignKeys(m, r.target), owner)
	switch {
	case len(out) > 0 && len(back) == 0:
		return true, out, ""
	case len(back) > 0 && len(out) == 0:
		return false, nil, ""
	case len(out) > 0:
		return false, nil, "both tables have foreign keys to the other one"
	}
	return false, nil, "no foreign key between the tables is known"
}

// optional tells whether the object that the foreign keys lead to may be
// missing.
func (r relationshipCall) optional(columns []foreignKey) bool {
	return len(columns) != 1 || columns[0].null || r.keyword("viewonly").Is(syntax.KTrue)
}

// foreignKeys are the columns with a ForeignKey of the class q and of those
// above it.
func foreignKeys(m *semantic.Module, q string) []foreignKey {
	var out []foreignKey
	mappedMembers(m, q, func(x classMember) bool {
		c, ok := columnOf(q, x.value, x.resolve)
		if !ok || len(c.keys) == 0 {
			return true
		}
		null := c.null != notNull
		if c.mapped && c.null == unsaid {
			if t, certain := annotatedType(x.annotation, x.resolve); certain {
				null = t.none
			}
		}
		out = append(out, foreignKey{x.name, null, c})
		return true
	})
	return out
}

// pointing are the foreign keys among keys that lead to the table of the class q
// or of one above it.
func pointing(m *semantic.Module, keys []foreignKey, q string) []foreignKey {
	classes, tables := map[string]bool{}, map[string]bool{}
	root := declarativeRoot(m, q)
	for _, a := range m.AncestorsOf(q) {
		x := modelAttributeOf(m, a, "__tablename__")
		own := a.Has("__tablename__")
		if own {
			classes[a.Name] = true
		}
		// A method of a base makes the names of the tables of the classes below.
		if own && (x == nil || !x.Function) || a.Name != root && isMapped(m, a.Name) {
			if name := tableName(m, a.Name); name != "" {
				tables[name] = true
			}
		}
	}
	classes[q] = true
	var out []foreignKey
	for _, k := range keys {
		for _, key := range k.facts.keys {
			leads := false
			if text, ok := plainLiteral(key); ok {
				if parts := strings.Split(text, "."); len(parts) > 1 {
					leads = tables[parts[len(parts)-2]]
				}
			} else if key.Is(syntax.KAttribute) {
				leads = classes[k.facts.resolve(key.Child(syntax.FObject))]
			}
			if leads {
				out = append(out, k)
				break
			}
		}
	}
	return out
}

// namedColumn is a column that an argument of relationship() names.
type namedColumn struct{ class, name string }

// among are the foreign keys that are named.
func among(keys []foreignKey, named []namedColumn) []foreignKey {
	var out []foreignKey
	for _, k := range keys {
		for _, x := range named {
			if x.name == k.name {
				out = append(out, k)
				break
			}
		}
	}
	return out
}

// columnsNamed reads [a_id], a_id, Other.a_id, "Other.a_id" and "[Other.a_id]":
// each column with the class of the two at which it is.
func (r relationshipCall) columnsNamed(m *semantic.Module, n syntax.Node) (list []namedColumn, ok bool) {
	if n.Is(syntax.KLambda) {
		n = semantic.Unparenthesized(n.Child(syntax.FBody))
	}
	text, literal := plainLiteral(n)
	at := func(q string) string {
		for _, class := range []string{r.owner.Qualified, r.target} {
			for _, a := range m.AncestorsOf(class) {
				if a.Name != "" && (a.Name == q || literal && lastName(a.Name) == q) {
					return class
				}
			}
		}
		return ""
	}
	switch {
	case literal:
		for part := range strings.SplitSeq(strings.Trim(text, "[]() "), ",") {
			if part = strings.TrimSpace(part); part == "" {
				continue
			}
			class, name, ok := strings.Cut(part, ".")
			if name, ok := strings.CutPrefix(name, "c."); ok {
				list = append(list, namedColumn{at(class), name})
				continue
			}
			if !ok || strings.ContainsAny(name, ".()[ ") {
				return nil, false
			}
			list = append(list, namedColumn{at(class), name})
		}
	case n.Is(syntax.KList, syntax.KTuple):
		for x := range n.Named() {
			if x.IsComment() {
				continue
			}
			one, ok := r.columnsNamed(m, semantic.Unparenthesized(x))
			if !ok {
				return nil, false
			}
			list = append(list, one...)
		}
	case n.Is(syntax.KIdentifier) && len(r.owner.MemberList(n.Text())) > 0:
		list = append(list, namedColumn{r.owner.Qualified, n.Text()})
	case n.Is(syntax.KAttribute):
		list = append(list, namedColumn{at(m.Resolve(n.Child(syntax.FObject))), n.Child(syntax.FAttribute).Text()})
	}
	for _, x := range list {
		if x.class == "" {
			return nil, false
		}
	}
	return list, len(list) > 0
}

// spelled is the annotation; spell tells how a name of a module is written.
func (c *relationChange) spelled(spell func(module, name string) string, p *rule.Pass) string {
	s := c.text
	old := admitsPython(p, "3.10")
	if c.quoted {
		if c.none && !old {
			s += " | None"
		}
		s = `"` + s + `"`
	} else if c.none && !old {
		s += " | None"
	}
	if c.none && old {
		s = spell("typing", "Optional") + "[" + s + "]"
	}
	if c.collection != "" {
		list := c.collection
		if admitsPython(p, "3.9") {
			list = spell("typing", strings.ToUpper(list[:1])+list[1:])
		}
		s = list + "[" + s + "]"
	}
	return spell("sqlalchemy.orm", c.wrapper) + "[" + s + "]"
}

// apply plans the edits of the annotation.
func (c *relationChange) apply(p *rule.Pass, b *edit.Builder, types *typeImports) {
	b.Insert(c.name.End(), ": "+c.spelled(func(module, name string) string { return b.Name(c.name, module, name) }, p))
	if c.from != "" {
		types.want(c.from, c.text)
	}
}
