package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// load is where an object of a mapped class comes from.
type load struct {
	class   string
	entity  syntax.Node // the class as it is written
	session syntax.Node
	call    syntax.Node // session.get(...) or the like; of a new object User(...)
	stmt    statement   // that is executed, if it is no get()
	created bool        // a new object
}

// lazyRead is a place where a collection of an object is read that is not
// loaded: the first one for the name of the object.
type lazyRead struct {
	load
	node     syntax.Node // user.items
	object   string      // user
	name     string      // items
	empty    string      // the collection without elements, "" if that is not known
	detached bool        // the session is closed by then
	refresh  syntax.Node // of a new object: the call of refresh() before, which forgets the collection
}

// place tells one origin of objects from another one.
func (r lazyRead) place() int {
	switch {
	case !r.refresh.IsNil():
		return r.refresh.Start()
	case r.stmt.last.IsNil():
		return r.call.Start()
	}
	return r.stmt.last.Start()
}

// maxLoads is how many objects of a function are followed: for each the body is
// looked through.
const maxLoads = 100

// asyncFunction is an async def that is searched for lazyReads.
type asyncFunction struct {
	m     *semantic.Module
	fn    *semantic.Func
	calls []syntax.Node // in the body, once they are asked for
}

// lazyReads are the lazyReads of the function, in the order of the names of the
// objects and then of the source.
func (f *asyncFunction) lazyReads() []lazyRead {
	var reads []lazyRead
	loads := 0
	for n := range semantic.OwnBody(f.fn.Node) {
		var name, value syntax.Node
		switch n.Kind() {
		case syntax.KAssignment, syntax.KForStatement, syntax.KForInClause:
			name, value = n.Child(syntax.FLeft), n.Child(syntax.FRight)
		case syntax.KNamedExpression:
			name, value = n.Child(syntax.FName), n.Child(syntax.FValue)
		}
		if !name.Is(syntax.KIdentifier) || value.IsNil() {
			continue
		}
		var l load
		ok := false
		if n.Is(syntax.KForStatement, syntax.KForInClause) {
			l, ok = f.several(value)
		} else {
			l, ok = f.single(value)
		}
		if !ok {
			continue
		}
		if loads++; loads > maxLoads {
			break
		}
		symbol, b := symbolAt(f.m, name)
		if b == nil || symbol.Only() != b || symbol.Scope.Function() != f.m.BodyScope(f.fn.Node) {
			continue
		}
		reads = append(reads, f.readsOf(l, symbol, n, value)...)
	}
	if len(reads) > 0 && f.mentions("MissingGreenlet") {
		return nil
	}
	return reads
}

// mentions tells whether the function names something.
func (f *asyncFunction) mentions(name string) bool {
	for n := range f.fn.Node.Descendants() {
		if n.Is(syntax.KIdentifier) && n.Text() == name {
			return true
		}
	}
	return false
}

// bodyCalls are the calls in the body of the function, in the order of the
// source.
func (f *asyncFunction) bodyCalls() []syntax.Node {
	if f.calls == nil {
		for n := range semantic.OwnBody(f.fn.Node) {
			if n.Is(syntax.KCall) {
				f.calls = append(f.calls, n)
			}
		}
	}
	return f.calls
}

// asyncExecution is executionOf for sessions of asyncio, with the exec() of
// SQLModel.
func asyncExecution(m *semantic.Module, n syntax.Node) (execution, bool) {
	if e, ok := executionOf(m, n); ok {
		return e, e.on == asyncSession || e.on == asyncScoped
	}
	n = semantic.Unparenthesized(n)
	if !n.Is(syntax.KAwait) {
		return execution{}, false
	}
	n = semantic.Unparenthesized(operandOf(n))
	object, method := receiver(n)
	if method != "exec" {
		return execution{}, false
	}
	v, t := classify(m, object)
	return execution{n, method, v}, v == asyncSession && m.IsInstance(t, sqlmodelAsync) == semantic.Yes && !overrides(m, t.Name, method)
}

// singleReaders are the methods of a result that give one object of it, and
// whether those of a result of rows do, too.
var singleReaders = map[string]bool{
	"one": false, "one_or_none": false, "first": false, "scalar": true, "scalar_one": true, "scalar_one_or_none": true,
}

// single is the load of the object that the expression n is.
func (f *asyncFunction) single(n syntax.Node) (load, bool) {
	m := f.m
	n = semantic.Unparenthesized(n)
	if n.Is(syntax.KAwait) {
		call := semantic.Unparenthesized(operandOf(n))
		object, method := receiver(call)
		if method == "scalar" {
			e, ok := asyncExecution(m, n)
			if !ok {
				return load{}, false
			}
			return f.selected(e)
		}
		if method != "get" && method != "get_one" {
			return load{}, false
		}
		v, t := classify(m, object)
		if v != asyncSession && v != asyncScoped || overrides(m, t.Name, method) {
			return load{}, false
		}
		entity := argument(call, 0, "entity")
		class := mappedClass(m, entity)
		for a := range edit.Arguments(call).Named() {
			if a.Is(syntax.KDictionarySplat, syntax.KListSplat) || a.Child(syntax.FName).Text() == "options" {
				return load{}, false
			}
		}
		return load{class: class, entity: entity, session: object, call: call}, class != ""
	}
	if !n.Is(syntax.KCall) {
		return load{}, false
	}
	if object, method := receiver(n); method != "" {
		if ofRows, ok := singleReaders[method]; ok {
			e, links, ok := resultFrom(m, object, asyncExecution)
			if !ok || !plainResult(e, links, ofRows) {
				return load{}, false
			}
			return f.selected(e)
		}
	}
	return f.constructed(n)
}

// several is the load of the objects that the expression n gives when it is
// iterated.
func (f *asyncFunction) several(n syntax.Node) (load, bool) {
	m := f.m
	n = semantic.Unparenthesized(n)
	if n.Is(syntax.KIdentifier) {
		symbol, value := boundValue(m, n, n)
		if symbol == nil {
			return load{}, false
		}
		for _, use := range m.Uses(symbol) {
			if use.Start() < n.Start() && !leavesAlone(m, use) {
				return load{}, false
			}
		}
		n = semantic.Unparenthesized(value)
	}
	if m.Is(n.Child(syntax.FFunction), "builtins.list") && len(edit.Elements(edit.Arguments(n))) == 1 {
		n = semantic.Unparenthesized(edit.Elements(edit.Arguments(n))[0])
	}
	if object, method := receiver(n); method == "all" {
		n = object
	}
	e, links, ok := resultFrom(m, n, asyncExecution)
	if !ok || !plainResult(e, links, false) {
		return load{}, false
	}
	return f.selected(e)
}

// plainResult tells whether a result is one of objects, or of rows if that is
// wanted.
func plainResult(e execution, links []link, rows bool) bool {
	objects := e.method == "scalars" || e.method == "exec"
	for _, l := range links {
		switch l.method {
		case "scalars":
			if len(edit.Elements(edit.Arguments(l.call))) > 0 {
				return false
			}
			objects = true
		case "unique":
		default:
			return false
		}
	}
	return objects != rows && (objects || e.method == "execute")
}

// selected is the load of the objects of a select(User) without options.
func (f *asyncFunction) selected(e execution) (load, bool) {
	s, ok := selectOf(f.m, e.statement())
	for _, l := range s.links {
		ok = ok && l.method != "options" && (l.method == "order_by" || slices.Contains(plainLinks, l.method))
	}
	if !ok || s.has("add_columns", "with_only_columns") {
		return load{}, false
	}
	object, _ := receiver(e.call)
	class, entity := s.entity(f.m)
	return load{class: class, entity: entity, session: object, call: e.call, stmt: s}, class != ""
}

// constructed is the load of a new object: User(...) of a class that
// SQLAlchemy makes the constructor of.
func (f *asyncFunction) constructed(n syntax.Node) (load, bool) {
	m := f.m
	entity := n.Child(syntax.FFunction)
	q := m.Resolve(entity)
	if q == "" || !isMapped(m, q) || m.IsSubclass(q, "sqlmodel.SQLModel") != semantic.No || isDataclass(m, q) {
		return load{}, false
	}
	if chain, whole := knownModel(m, q); !whole || slices.ContainsFunc(chain, func(a *semantic.Ancestor) bool {
		return a.Has("__init__") || a.Has("__new__")
	}) {
		return load{}, false
	}
	for a := range edit.Arguments(n).Named() {
		if !a.IsExtra() && !a.Is(syntax.KKeywordArgument) {
			return load{}, false
		}
	}
	return load{class: q, entity: entity, call: n, created: true}, true
}

// leavesAlone tells whether the use of a name does nothing to its value, and
// gives it to nobody who is still to be looked at.
func leavesAlone(m *semantic.Module, use syntax.Node) bool {
	for range 64 {
		n, up := outOfParentheses(use)
		switch up.Kind() {
		case syntax.KNotOperator, syntax.KComparisonOperator, syntax.KAssertStatement, syntax.KReturnStatement, syntax.KInterpolation,
			syntax.KExpressionStatement, syntax.KIfClause:
			return true
		case syntax.KIfStatement, syntax.KElifClause, syntax.KWhileStatement:
			return n.Field() == syntax.FCondition
		case syntax.KConditionalExpression:
			if operand(up, n) == 1 {
				return true
			}
			use = up
		case syntax.KBooleanOperator:
			if n.Field() == syntax.FLeft && up.Child(syntax.FOperator).Text() == "and" {
				return true
			}
			use = up
		case syntax.KArgumentList:
			return m.Is(up.Parent().Child(syntax.FFunction), "builtins.isinstance", "builtins.len", "builtins.bool")
		default:
			return false
		}
	}
	return false
}

// readsOf follows the object that at, the assignment or loop, binds to a name.
func (f *asyncFunction) readsOf(l load, symbol *semantic.Symbol, at, value syntax.Node) []lazyRead {
	m := f.m
	var reads []lazyRead
	var added, forgot syntax.Node // session.add(user), session.refresh(user)
	done := map[string]bool{}
	for _, use := range m.Uses(symbol) {
		if !at.Is(syntax.KForInClause) && use.Start() < value.End() {
			continue
		}
		if m.ScopeOf(use).Function() != m.BodyScope(f.fn.Node) {
			return reads
		}
		n, up := outOfParentheses(use)
		if !up.Is(syntax.KAttribute) || n.Field() != syntax.FObject {
			call := up.Parent()
			object, method := receiver(call)
			args := edit.Elements(up)
			switch {
			case !up.Is(syntax.KArgumentList) || len(args) == 0 || args[0] != n:
			case method == "refresh":
				names, ok := refreshed(call)
				if !ok {
					return reads
				}
				for _, name := range names {
					done[name] = true
				}
				if names == nil {
					forgot = call
				}
				continue
			case method == "add" && len(args) == 1:
				if v, _ := classify(m, object); v == asyncSession || v == asyncScoped {
					added = call
					continue
				}
			}
			if !leavesAlone(m, use) {
				return reads
			}
			continue
		}
		name := up.Child(syntax.FAttribute).Text()
		whole, out := outOfParentheses(up)
		switch {
		case name == "awaitable_attrs" && out.Is(syntax.KAttribute):
			done[out.Child(syntax.FAttribute).Text()] = true
			continue
		case name == "awaitable_attrs", strings.HasPrefix(name, "__"), out.Is(syntax.KCall) && whole.Field() == syntax.FFunction:
			// Who knows what the method does.
			return reads
		case whole.Field() == syntax.FLeft && out.Is(syntax.KAssignment, syntax.KAugmentedAssignment, syntax.KForStatement, syntax.KForInClause),
			out.Is(syntax.KPatternList, syntax.KTuplePattern, syntax.KListPattern, syntax.KDeleteStatement, syntax.KAsPatternTarget):
			done[name] = true
			continue
		}
		if done[name] {
			continue
		}
		empty, ok := lazyCollection(m, l.class, name)
		if !ok {
			continue
		}
		// What comes after it is not reached, or is loaded then.
		r := lazyRead{load: l, node: up, object: symbol.Name, name: name, empty: empty}
		if l.created {
			if !edit.Keyword(l.call, name).IsNil() || added.IsNil() {
				return reads
			}
			r.session, _ = receiver(added)
			if ok = f.flushed(&r, added, forgot); !ok {
				return reads
			}
		}
		done[name] = true
		if f.certain(&r, at) {
			reads = append(reads, r)
		}
	}
	return reads
}

// refreshed are the attributes that a call of refresh() names; none if it names
// none, and ok is false if it is not certain which.
func refreshed(call syntax.Node) (names []string, ok bool) {
	list := semantic.Unparenthesized(argument(call, 1, "attribute_names"))
	switch {
	case !edit.Arguments(call).ChildOf(syntax.KListSplat, syntax.KDictionarySplat).IsNil():
		return nil, false
	case list.IsNil(), list.Is(syntax.KNone):
		return nil, true
	case !list.Is(syntax.KList, syntax.KTuple, syntax.KSet):
		return nil, false
	}
	for _, e := range edit.Elements(list) {
		s, ok := plainLiteral(e)
		if !ok {
			return nil, false
		}
		names = append(names, s)
	}
	return names, len(names) > 0
}

// flushed tells whether a new object is certain to be in the database when it
// is read: added to the session and flushed, committed or refreshed before.
func (f *asyncFunction) flushed(r *lazyRead, added, forgot syntax.Node) bool {
	m := f.m
	before := func(n, after syntax.Node) bool {
		stmt := edit.Statement(n)
		return stmt.Is(syntax.KExpressionStatement) && always(n, stmt) && follows(after, stmt)
	}
	certain := false
	for _, call := range f.bodyCalls() {
		object, method := receiver(call)
		if call.Start() < added.End() || call.End() > r.node.Start() || !call.Parent().Is(syntax.KAwait) ||
			method != "flush" && method != "commit" && call != forgot || !sameObject(m, object, r.session) {
			continue
		}
		certain = certain || before(added, call) && before(call, r.node)
		if call == forgot {
			r.refresh = call
		}
	}
	return certain
}

// ending are the methods of a session after which an object cannot be read, or
// not as it was loaded.
var ending = []string{"rollback", "expire", "expire_all", "expunge", "expunge_all", "close", "aclose", "reset", "invalidate", "remove"}

// certain tells whether nothing in the function speaks against the reading
// raising, and looks whether the session is closed by then.
func (f *asyncFunction) certain(r *lazyRead, at syntax.Node) bool {
	m := f.m
	expires := expiresOnCommit(m, r.session)
	for _, call := range f.bodyCalls() {
		if call.Start() > r.node.Start() {
			break
		}
		object, method := receiver(call)
		switch {
		case call == r.call:
		case method == "" && !r.created && related(m, m.Resolve(call.Child(syntax.FFunction)), r.class):
			// The object may be the new one, which holds what it was given.
			return false
		case loadsElsewhere(m, call, r):
			return false
		case call.Start() > at.Start() && (slices.Contains(ending, method) || method == "commit" && expires) && sameObject(m, object, r.session):
			if handler := call.Ancestor(syntax.KExceptClause, syntax.KFunctionDefinition); !handler.Is(syntax.KExceptClause) || follows(r.node, edit.Statement(call)) {
				return false
			}
		}
	}
	if symbol, b := onlyBinding(m, r.session); symbol != nil && b != nil && b.Kind == semantic.With {
		with := b.Node().Ancestor(syntax.KWithStatement)
		r.detached = !with.IsNil() && r.node.Start() >= with.End()
	}
	return true
}

// expiresOnCommit tells whether the session is seen to be made without
// expire_on_commit=False.
func expiresOnCommit(m *semantic.Module, session syntax.Node) bool {
	_, t := classify(m, session)
	if t.Call.IsNil() {
		return false
	}
	made := t.Call
	f := semantic.Unparenthesized(made.Child(syntax.FFunction))
	if object, method := receiver(made); method == "begin" {
		f = object
	}
	if factory := m.TypeOf(f).Call; !factory.IsNil() && !decides(made) {
		made = factory
	}
	return makesAsyncSessions(m, made) && !decides(made)
}

// related tells whether objects of the class q may be of the class with, or the
// other way round.
func related(m *semantic.Module, q, with string) bool {
	return q != "" && (m.IsSubclass(q, with) == semantic.Yes || m.IsSubclass(with, q) == semantic.Yes)
}

// loadsElsewhere tells whether the call of options(), of a loader such as
// selectinload(), or with options=, may have the collection loaded.
func loadsElsewhere(m *semantic.Module, call syntax.Node, r *lazyRead) bool {
	object, method := receiver(call)
	if method == "" {
		method = call.Child(syntax.FFunction).Text()
	}
	if strings.HasSuffix(method, "load") || method == "contains_eager" || method == "options" {
		for a := range edit.Arguments(call).Descendants() {
			if a.Is(syntax.KAttribute) && a.Child(syntax.FAttribute).Text() == r.name {
				return true
			}
		}
	}
	var of []syntax.Node
	switch {
	case method == "options":
		root := chainRoot(m, object)
		if root.IsNil() {
			return true
		}
		of = positional(root)
	case !edit.Keyword(call, "options").IsNil():
		of = positional(call)
	}
	return slices.ContainsFunc(of, func(n syntax.Node) bool { return related(m, mappedClass(m, n), r.class) })
}
