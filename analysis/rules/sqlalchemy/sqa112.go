package sqlalchemy

import (
	"fmt"
	"iter"
	"path/filepath"
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
		Code:     "SQA112",
		Name:     "eager-defaults-for-onupdate",
		Severity: rule.Warning,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KKeywordArgument},
		Check:    eagerDefaults,
	})
}

func eagerDefaults(p *rule.Pass, n syntax.Node) {
	m := p.Module
	keyword := n.Child(syntax.FName).Text()
	if keyword != "onupdate" && keyword != "server_onupdate" {
		return
	}
	call := n.Parent().Parent()
	value := n.Child(syntax.FValue)
	switch {
	case !call.Is(syntax.KCall) || !m.Is(call.Child(syntax.FFunction), "sqlalchemy.Column", "sqlalchemy.orm.mapped_column"):
		return
	case keyword == "onupdate" && !isSQLExpression(m, value, 0):
		return
	case keyword == "server_onupdate" && (value.Is(syntax.KNone) || !edit.Keyword(call, "onupdate").IsNil()):
		// What onupdate= gives is sent, or spoken of there.
		return
	}
	class, name := attributeOfColumn(m, call)
	if class == nil || inMigration(p) || !usesAsyncSessions(p) {
		return
	}
	lacks := false
	for range lackingEagerDefaults(p, class) {
		lacks = true
		break
	}
	if !lacks {
		return
	}
	d := rule.Diagnostic{Start: n.Start(), End: n.End()}
	d.Message = fmt.Sprintf("%s is expired by every UPDATE: reading %s after flush/commit raises MissingGreenlet under asyncio; set eager_defaults=True",
		oneLine(n), name)
	if !isReadOnObject(p, name) {
		d.Severity = rule.Hint
	}
	d.Fixes = func() []rule.Fix { return setEagerDefaults(p, class) }
	p.Report(d)
}

// isSQLExpression tells whether n is certain to be SQL that the database works
// out: func.now(), text("..."), a select().
func isSQLExpression(m *semantic.Module, n syntax.Node, depth int) bool {
	if depth > 20 {
		return false
	}
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KIdentifier:
		if _, b := onlyBinding(m, n); b != nil && b.Kind == semantic.Assignment && b.Stmt().Child(syntax.FLeft) == b.Node() {
			return isSQLExpression(m, b.Stmt().Child(syntax.FRight), depth+1)
		}
	case syntax.KBinaryOperator:
		return isSQLExpression(m, n.Child(syntax.FLeft), depth+1) || isSQLExpression(m, n.Child(syntax.FRight), depth+1)
	case syntax.KCall:
		q := resolve(m, n.Child(syntax.FFunction))
		if strings.HasPrefix(q, "sqlalchemy.func.") || strings.HasPrefix(q, "sqlalchemy.sql.functions.") || slices.Contains(expressions, q) || slices.Contains(selects, q) {
			return true
		}
		object, method := receiver(n)
		return method != "" && (m.Is(object, "sqlalchemy.func") || isSQLExpression(m, object, depth+1))
	}
	return false
}

// expressions are functions that make SQL.
var expressions = []string{"sqlalchemy.text", "sqlalchemy.literal_column", "sqlalchemy.cast", "sqlalchemy.extract", "sqlalchemy.case", "sqlalchemy.null"}

// attributeOfColumn is the class and the name of the attribute that a column is
// made for: in an assignment of the class body, or in a declared_attr.
func attributeOfColumn(m *semantic.Module, call syntax.Node) (*semantic.Class, string) {
	if fn := call.Ancestor(syntax.KFunctionDefinition, syntax.KLambda); fn.Is(syntax.KFunctionDefinition) {
		f := m.Func(fn)
		if f == nil || f.Decorated.IsNil() || !call.Parent().Is(syntax.KReturnStatement) ||
			f.Decorator("sqlalchemy.orm.declared_attr", "sqlalchemy.ext.declarative.declared_attr") == nil {
			return nil, ""
		}
		return m.EnclosingClass(f.Decorated), f.Name
	}
	stmt := call.Ancestor(syntax.KAssignment, syntax.KLambda, syntax.KClassDefinition)
	if name := stmt.Child(syntax.FLeft); stmt.Is(syntax.KAssignment) && name.Is(syntax.KIdentifier) && stmt.Child(syntax.FRight).Start() <= call.Start() {
		return m.EnclosingClass(stmt), name.Text()
	}
	return nil, ""
}

// isAsyncSessionName tells whether a name of a library is that of a session of
// asyncio, or of what makes one.
func isAsyncSessionName(q string) bool {
	module, name := q[:max(strings.LastIndexByte(q, '.'), 0)], lastName(q)
	switch module {
	case "sqlalchemy.ext.asyncio", "sqlalchemy.ext.asyncio.session", "sqlalchemy.ext.asyncio.scoping", "sqlmodel.ext.asyncio.session":
		return name == "AsyncSession" || name == "async_sessionmaker" || name == "async_scoped_session"
	}
	return false
}

// usesAsyncSessions tells whether the project, its tests left out, works with
// sessions of asyncio.
func usesAsyncSessions(p *rule.Pass) bool {
	if !p.Project.IsTestFile() && slices.ContainsFunc(p.Module.ImportedModules(), isAsyncSessionName) {
		return true
	}
	return p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool {
			if !slices.ContainsFunc(s.Imports, isAsyncSessionName) && !s.Uses[asyncSessionClass] && !s.Uses[asyncSessionmaker] && !s.Uses[asyncScopedSession] {
				return false
			}
			path, err := filepath.Rel(v.Root(), s.Path)
			return err == nil && !inTests(path)
		})
	})
}

// isReadOnObject tells whether code reads an attribute of the name of an object:
// not of a class, as queries do.
func isReadOnObject(p *rule.Pass, name string) bool {
	m := p.Module
	for _, n := range m.Attributes(name) {
		access := n
		if !access.Is(syntax.KAttribute) {
			access = n.Parent()
		}
		up := access.Parent()
		written := up.Is(syntax.KAssignment) && access.Field() == syntax.FLeft
		if _, query := mappedAttribute(m, access); !written && !query {
			return true
		}
	}
	path := p.Path
	return p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool { return s.Path != path && (s.Attributes[name] || schemaHas(s, name)) })
	})
}

// schemaHas tells whether a class of the file has a field of the name that is
// no column: that of a Pydantic model is read from the object.
func schemaHas(s *semantic.Summary, name string) bool {
	for _, e := range s.Exports {
		if e.Class == nil {
			continue
		}
		if x := e.Class.Member(name); x != nil && x.Kind == semantic.Annotation && x.Value != nil && !strings.Contains(x.Value.Annotation.Text, "Mapped[") {
			return true
		}
	}
	return false
}

// eagerState is what is known of eager_defaults of a mapped class.
type eagerState struct {
	class  string             // that is mapped, the first one if others derive from it
	args   *semantic.Ancestor // the class with the __mapper_args__ that counts, nil if there is none
	value  syntax.Node        // of these, nil if they are in another file
	answer semantic.Tri
}

// lackingEagerDefaults are the mapped classes with the columns of a class that
// certainly do not have eager_defaults=True: itself, or the ones that derive
// from it if it is no mapped one, those of tests left out.
func lackingEagerDefaults(p *rule.Pass, class *semantic.Class) iter.Seq[eagerState] {
	m := p.Module
	return func(yield func(eagerState) bool) {
		found, more := false, true
		try := func(q string) bool {
			found = true
			if s := eagerDefaultsOf(m, q); s.answer == semantic.No {
				more = yield(s)
			}
			return more
		}
		if hasMapper(m, class.Qualified) {
			try(class.Qualified)
			return
		}
		localClasses(m, func(c *semantic.Class) bool {
			if c.Qualified != class.Qualified && c.IsSubclass(class.Qualified) == semantic.Yes && hasMapper(m, c.Qualified) {
				return try(c.Qualified)
			}
			return true
		})
		if !more {
			return
		}
		for _, c := range foreignClasses(m, class.Qualified) {
			path, err := filepath.Rel(p.Project.Root(), c.Path)
			if err == nil && !inTests(path) && hasMapper(m, c.Qualified) && !try(c.Qualified) {
				return
			}
		}
		if !found && isDeclarative(m, class.Qualified) {
			try(class.Qualified)
		}
	}
}

// hasMapper tells whether the class q is mapped itself: it is declarative, not
// abstract, and has a table.
func hasMapper(m *semantic.Module, q string) bool {
	if !isDeclarative(m, q) {
		return false
	}
	a := m.Named(q)
	if x := modelAttributeOf(m, a, "__abstract__"); x != nil && x.Text == "True" || isRoot(m, a) {
		return false
	}
	chain, _ := mappingChain(m, q)
	return slices.ContainsFunc(chain, func(a *semantic.Ancestor) bool { return a.Has("__tablename__") || a.Has("__table__") })
}

// isRoot tells whether the class is a declarative base.
func isRoot(m *semantic.Module, a *semantic.Ancestor) bool {
	switch {
	case a.Class != nil:
		return slices.ContainsFunc(a.Class.Bases, func(b semantic.Base) bool { return slices.Contains(baseClasses, b.Name) })
	case a.Info != nil:
		return slices.ContainsFunc(a.Info.Bases, func(b string) bool { return slices.Contains(baseClasses, m.Qualify(b)) })
	}
	return false
}

// mappingChain gives the classes of the project that a declarative class is
// made of, itself first; whole tells that nothing else may give it
// __mapper_args__.
func mappingChain(m *semantic.Module, q string) (chain []*semantic.Ancestor, whole bool) {
	whole = true
	for _, a := range m.AncestorsOf(q) {
		switch {
		case a.Class != nil || a.Info != nil:
			whole = whole && !a.Has("__init_subclass__") && (a.Class == nil || a.Class.Keyword("metaclass") == nil && !a.Class.Splat) &&
				(a.Info == nil || !slices.Contains(a.Info.Keywords, "metaclass") && !a.Info.Dynamic)
			chain = append(chain, a)
		case isBase(m, a.Name):
			more, known := classOfBase(m, a.Name)
			whole = whole && known
			chain = append(chain, more...)
		case !a.Known:
			whole = false
		}
	}
	return chain, whole
}

// eagerDefaultsOf tells whether objects of the mapped class q get what the
// database works out at once. What counts are the __mapper_args__ of the class
// that is mapped first, which it may inherit from classes that are not mapped.
func eagerDefaultsOf(m *semantic.Module, q string) eagerState {
	own := mapperArgs(m, q)
	if own.answer != semantic.No {
		return own
	}
	first := q
	for _, a := range m.AncestorsOf(q) {
		if (a.Class != nil || a.Info != nil) && hasMapper(m, a.Name) {
			first = a.Name
		}
	}
	if first == q {
		return own
	}
	return mapperArgs(m, first)
}

func mapperArgs(m *semantic.Module, q string) eagerState {
	s := eagerState{class: q}
	chain, whole := mappingChain(m, q)
	for _, a := range chain {
		if !a.Has("__mapper_args__") {
			continue
		}
		s.args = a
		x := modelAttributeOf(m, a, "__mapper_args__")
		switch {
		case x == nil:
		case a.Info != nil:
			s.answer = eagerIn(parsed(x.Text))
		case x.Function:
			s.value = returned(m, x.Stmt)
			s.answer = eagerIn(s.value)
		default:
			s.value = semantic.Unparenthesized(a.Class.Member("__mapper_args__").Value)
			s.answer = eagerIn(s.value)
		}
		break
	}
	switch {
	case !whole:
		s.answer = semantic.Unknown
	case s.args == nil:
		s.answer = semantic.No
	}
	return s
}

// returned is what the only return statement of a method gives.
func returned(m *semantic.Module, def syntax.Node) (value syntax.Node) {
	fn := m.Func(def)
	for c := range semantic.OwnBody(fn.Node) {
		if !c.Is(syntax.KReturnStatement) {
			continue
		}
		if !value.IsNil() {
			return syntax.Node{}
		}
		value = semantic.Unparenthesized(operandOf(c))
	}
	return value
}

// eagerIn tells whether a dict display for a mapper sets eager_defaults to True.
func eagerIn(display syntax.Node) semantic.Tri {
	if !display.Is(syntax.KDictionary) {
		return semantic.Unknown
	}
	answer := semantic.No
	for _, e := range edit.Elements(display) {
		key, ok := plainLiteral(e.Child(syntax.FKey))
		if !e.Is(syntax.KPair) || !ok {
			return semantic.Unknown
		}
		switch value := e.Child(syntax.FValue); {
		case key == "concrete":
			return semantic.Unknown // then the class is one of its own
		case key != "eager_defaults":
		case value.Is(syntax.KTrue):
			return semantic.Yes
		case !value.Is(syntax.KFalse, syntax.KString):
			return semantic.Unknown
		}
	}
	return answer
}

// setEagerDefaults is the fix in the class that gives the mapped classes their
// __mapper_args__: the one that has them, or else the class with the column, or
// of a mixin the declarative base.
func setEagerDefaults(p *rule.Pass, class *semantic.Class) []rule.Fix {
	m := p.Module
	place := ""
	for s := range lackingEagerDefaults(p, class) {
		at := s.class
		switch {
		case s.args != nil:
			at = s.args.Name
			if at == "" {
				return nil
			}
		case hasMapper(m, class.Qualified):
		case isDeclarative(m, class.Qualified):
			at = class.Qualified
		default:
			at = declarativeRoot(m, s.class)
		}
		if place != "" && at != place {
			return nil
		}
		place = at
	}
	a := m.Named(place)
	switch {
	case a.Class != nil:
		return addEagerDefaults(p, place)
	case a.Info != nil:
		other := p.Other(a.Info.Path)
		if other == nil {
			return nil
		}
		fixes := addEagerDefaults(other, place)
		for i := range fixes {
			fixes[i].Files = map[string][]edit.Edit{other.Path: fixes[i].Edits}
			fixes[i].Edits = nil
		}
		return fixes
	}
	return nil
}

// addEagerDefaults sets eager_defaults in the __mapper_args__ of a class of the
// file.
func addEagerDefaults(p *rule.Pass, q string) []rule.Fix {
	m := p.Module
	class := m.Named(q).Class
	if class == nil || m.Generated() {
		return nil
	}
	b := p.Builder()
	entry := b.Str("eager_defaults") + ": True"
	if len(class.MemberList("__mapper_args__")) > 0 {
		s := mapperArgs(m, q)
		if s.args == nil || s.args.Name != q || !s.value.Is(syntax.KDictionary) {
			return nil
		}
		for _, e := range edit.Elements(s.value) {
			if key, _ := plainLiteral(e.Child(syntax.FKey)); key == "eager_defaults" {
				b.Replace(e.Child(syntax.FValue), "True")
				entry = ""
			}
		}
		if entry != "" {
			b.AddElement(s.value, entry)
		}
	} else {
		insertMapperArgs(b, class, "__mapper_args__ = {"+entry+"}")
	}
	return fixOf(b, rule.Fix{Title: "Fetch onupdate values (eager_defaults=True)"})
}

// insertMapperArgs puts a statement behind those about the table, or at the
// start of the class.
func insertMapperArgs(b *edit.Builder, class *semantic.Class, text string) {
	var behind syntax.Node
	for stmt := range class.Body.Named() {
		if stmt.Is(syntax.KPassStatement) {
			b.Replace(stmt, text)
			return
		}
		switch left := stmt.FirstChild().Child(syntax.FLeft); left.Text() {
		case "__tablename__", "__table_args__", "__abstract__":
			behind = stmt
		}
	}
	if behind.IsNil() {
		b.InsertAtStart(class.Node, text, 1)
		return
	}
	b.InsertAfter(behind, text, 0)
}
