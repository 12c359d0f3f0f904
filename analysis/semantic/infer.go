package semantic

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// TypeKind is what sort of thing a value is.
type TypeKind uint8

const (
	UnknownType    TypeKind = iota
	Instance                // of the class Name
	ClassObject             // the class Name itself
	FunctionObject          // the function or method Name
	ModuleObject            // the module Name
	NoneObject
)

// Type is what a value is known to be. The zero Type is unknown.
type Type struct {
	Kind TypeKind
	Name string // canonical qualified name

	// Args are the type arguments where they are known: Item of list[Item]. A
	// session factory has the class of its sessions.
	Args []Type

	// Optional says that the value may also be None.
	Optional bool

	// Call is the call that made the value, where it is in this file.
	Call syntax.Node
}

// Is tells whether the value is an instance of exactly one of the classes.
// Subclasses do not count: see Module.IsInstance.
func (t Type) Is(names ...string) bool {
	if t.Kind != Instance {
		return false
	}
	for _, n := range names {
		if t.Name == n {
			return true
		}
	}
	return false
}

func instance(name string) Type { return Type{Kind: Instance, Name: name} }

// IsInstance tells whether t is an instance of one of the classes or of a class
// that derives from one.
func (m *Module) IsInstance(t Type, names ...string) Tri {
	if t.Kind == UnknownType {
		return Unknown
	}
	if t.Kind != Instance {
		return No
	}
	return m.IsSubclass(t.Name, names...)
}

// TypeOf is what the expression n holds, as far as the source says so: by
// construction, annotation, a with statement, the return annotation of a
// project function, or as a class, function or module itself. A name that is
// bound to different things is unknown, and so are loop variables and what is
// unpacked.
func (m *Module) TypeOf(n syntax.Node) Type { return m.typeOf(n, 0) }

func (m *Module) typeOf(n syntax.Node, depth int) Type {
	if depth > maxChain {
		return Type{}
	}
	n = Unparenthesized(n)
	switch n.Kind() {
	case syntax.KIdentifier:
		return m.typeOfSymbol(m.lookup(n, crowd), depth+1)
	case syntax.KAttribute:
		return m.typeOfAttribute(n, depth+1)
	case syntax.KCall:
		return m.typeOfCall(n, depth+1)
	case syntax.KAwait:
		for c := range n.Named() {
			return m.typeOfAwait(Unparenthesized(c), depth+1)
		}
	case syntax.KNamedExpression:
		return m.typeOf(n.Child(syntax.FValue), depth+1)
	case syntax.KNone:
		return Type{Kind: NoneObject, Name: "builtins.None"}
	case syntax.KString, syntax.KConcatenatedString:
		if s := n.FirstChild(); s.Is(syntax.KString) {
			n = s
		}
		if strings.ContainsAny(n.ChildOf(syntax.KStringStart).Text(), "bB") {
			return instance("builtins.bytes")
		}
		return instance("builtins.str")
	case syntax.KInteger:
		return instance("builtins.int")
	case syntax.KFloat:
		return instance("builtins.float")
	case syntax.KTrue, syntax.KFalse:
		return instance("builtins.bool")
	case syntax.KList, syntax.KListComprehension:
		return instance("builtins.list")
	case syntax.KDictionary, syntax.KDictionaryComprehension:
		return instance("builtins.dict")
	case syntax.KSet, syntax.KSetComprehension:
		return instance("builtins.set")
	case syntax.KTuple:
		return instance("builtins.tuple")
	case syntax.KLambda:
		return Type{Kind: FunctionObject, Name: "<lambda>"}
	case syntax.KSubscript:
		// A generic class with arguments is still that class.
		if t := m.typeOf(n.Child(syntax.FValue), depth+1); t.Kind == ClassObject {
			return t
		}
	}
	return Type{}
}

func (m *Module) typeOfSymbol(s *Symbol, depth int) Type {
	if depth > maxChain {
		return Type{}
	}
	if s == nil || s.Star {
		return Type{}
	}
	if s.Builtin {
		return m.typeOfName("builtins."+s.Name, depth)
	}
	declared := -1
	for i := range s.Bindings {
		if s.Bindings[i].Kind == Annotation {
			declared = i
		}
	}
	if only := s.Only(); only != nil {
		if declared >= 0 {
			only = &s.Bindings[declared]
		}
		return m.typeOfBinding(only, depth+1)
	}
	if len(s.Bindings) < 2 || len(s.Bindings) > 8 {
		return Type{}
	}
	// Several bindings that all say the same.
	var t Type
	for i := range s.Bindings {
		b := &s.Bindings[i]
		if b.Kind == Delete || b.Kind == Augmented || b.inner || b.Kind == Function || b.Kind == ClassDef {
			return Type{}
		}
		u := m.typeOfBinding(b, depth+1)
		if u.Kind == UnknownType || i > 0 && (u.Kind != t.Kind || u.Name != t.Name) {
			return Type{}
		}
		if i > 0 {
			u.Call = syntax.Node{}
			u.Optional = u.Optional || t.Optional
		}
		t = u
	}
	return t
}

func (m *Module) typeOfBinding(b *Binding, depth int) Type {
	switch b.Kind {
	case Import:
		return m.typeOfName(m.resolveImport(b, depth), depth)
	case ClassDef:
		return Type{Kind: ClassObject, Name: m.QualifiedName(b)}
	case Function:
		return Type{Kind: FunctionObject, Name: m.QualifiedName(b)}
	case Parameter:
		return m.typeOfParameter(b, depth)
	case Assignment, Annotation:
		stmt := b.Stmt()
		if b.Kind == Assignment && !b.direct(stmt) {
			return Type{}
		}
		value := stmt.Child(syntax.FRight)
		for value.Is(syntax.KAssignment) { // x = y = v
			value = value.Child(syntax.FRight)
		}
		if a := stmt.Child(syntax.FType); !a.IsNil() {
			t := m.annotation(a, m.ScopeOf(a), depth+1)
			if u := Unparenthesized(value); u.Is(syntax.KCall) && t.Kind == Instance {
				t.Call = u
				if v := m.typeOf(value, depth+1); v.Name == t.Name {
					t.Args = v.Args
				}
			}
			return t
		}
		if value.IsNil() {
			return Type{}
		}
		return m.typeOf(value, depth+1)
	case Walrus:
		return m.typeOf(b.Stmt().Child(syntax.FValue), depth+1)
	case With:
		return m.typeOfWith(b, depth+1)
	case Except:
		for c := range b.Stmt().Named() {
			if c.Is(syntax.KAsPattern) {
				if t := m.typeOf(c.FirstChild(), depth+1); t.Kind == ClassObject {
					return instance(t.Name)
				}
			}
			break
		}
	}
	return Type{}
}

func (m *Module) typeOfParameter(b *Binding, depth int) Type {
	p := b.Stmt()
	switch p.Kind() {
	case syntax.KTypedParameter, syntax.KTypedDefaultParameter:
		if p.Is(syntax.KTypedParameter) && !p.ChildOf(syntax.KListSplatPattern, syntax.KDictionarySplatPattern).IsNil() {
			return Type{}
		}
		a := p.Child(syntax.FType)
		t := m.annotation(a, m.ScopeOf(a), depth+1)
		if p.Child(syntax.FValue).Is(syntax.KNone) && t.Kind != UnknownType {
			t.Optional = true
		}
		return t
	case syntax.KIdentifier:
		// self and cls.
		def := b.Scope.Node()
		if !def.Is(syntax.KFunctionDefinition) {
			return Type{}
		}
		first := def.Child(syntax.FParameters).ChildOf(syntax.KIdentifier, syntax.KTypedParameter, syntax.KDefaultParameter,
			syntax.KTypedDefaultParameter, syntax.KListSplatPattern, syntax.KDictionarySplatPattern, syntax.KKeywordSeparator)
		if first != p {
			return Type{}
		}
		c := m.EnclosingClass(def)
		if c == nil {
			return Type{}
		}
		t := Type{Kind: Instance, Name: c.Qualified}
		_, decorators := m.decorators(def)
		for _, d := range decorators {
			switch d.Name {
			case "builtins.staticmethod":
				return Type{}
			case "builtins.classmethod":
				t.Kind = ClassObject
			}
		}
		switch def.Child(syntax.FName).Text() {
		case "__new__", "__init_subclass__", "__class_getitem__":
			t.Kind = ClassObject
		}
		if m.IsSubclass(c.Qualified, "builtins.type") == Yes {
			return Type{}
		}
		return t
	}
	return Type{}
}

// typeOfName is what the qualified name stands for.
func (m *Module) typeOfName(q string, depth int) Type {
	if q == "" || depth > maxChain {
		return Type{}
	}
	if rest, ok := strings.CutPrefix(q, m.qualifier()+"."); ok {
		if t, ok := m.localName(rest, depth); ok {
			return t
		}
	}
	if m.env != nil {
		if m.module(q) != nil {
			return Type{Kind: ModuleObject, Name: q}
		}
		for end := strings.LastIndexByte(q, '.'); end > 0; end = strings.LastIndexByte(q[:end], '.') {
			s := m.module(q[:end])
			if s == nil {
				continue
			}
			rest := q[end+1:]
			if classIn(s, rest) != nil {
				return Type{Kind: ClassObject, Name: q}
			}
			e := s.Exports[rest]
			switch {
			case e == nil:
				return Type{}
			case e.Kind == ExportFunction:
				return Type{Kind: FunctionObject, Name: q}
			case e.Kind == ExportVariable && e.Value != nil:
				return m.settle(e.Value.Type, depth)
			}
			return Type{}
		}
	}
	if strings.HasPrefix(q, m.qualifier()+".") {
		return Type{} // of this file, which the index need not know
	}
	if isClassName(q) {
		return Type{Kind: ClassObject, Name: q}
	}
	if !strings.Contains(q, ".") {
		return Type{Kind: ModuleObject, Name: q}
	}
	return Type{Kind: FunctionObject, Name: q}
}

// localName is typeOfName for a name of this file.
func (m *Module) localName(path string, depth int) (Type, bool) {
	if m.localClass(path) != nil {
		return Type{Kind: ClassObject, Name: m.qualifier() + "." + path}, true
	}
	if strings.Contains(path, ".") {
		return Type{}, false
	}
	if s := m.global(path, crowd); s != nil && !s.Builtin {
		return m.typeOfSymbol(s, depth+1), true
	}
	return Type{}, false
}

// settle turns a type of a summary, which is told with the names that its file
// imports, into one with canonical names.
func (m *Module) settle(t Type, depth int) Type {
	if t.Kind == UnknownType || depth > maxChain {
		return Type{}
	}
	switch t.Kind {
	case deferredCall:
		// A call of what only this file can know.
		f := m.typeOfName(m.qualify(t.Name, depth+1), depth+1)
		return m.called(f, syntax.Node{}, depth+1)
	case deferredName:
		return m.typeOfName(m.qualify(t.Name, depth+1), depth+1)
	case deferredAnnotation:
		u := m.annotated(m.qualify(t.Name, depth+1), depth+1)
		u.Optional = u.Optional || t.Optional
		for _, a := range t.Args {
			u.Args = append(u.Args, m.settle(a, depth+1))
		}
		return u
	case NoneObject:
		return t
	}
	if t.Name = m.qualify(t.Name, depth+1); t.Name == "" {
		return Type{}
	}
	args := t.Args
	t.Args = nil
	for _, a := range args {
		t.Args = append(t.Args, m.settle(a, depth+1))
	}
	return t
}

// Kinds of types that stand in summaries only.
const (
	deferredCall       TypeKind = 100 + iota // what calling Name gives
	deferredName                             // what Name holds
	deferredAnnotation                       // what the annotation Name means
)

func (m *Module) typeOfAttribute(n syntax.Node, depth int) Type {
	if q := m.resolve(n, m.ScopeOf(n), depth); q != "" {
		if t := m.typeOfName(q, depth+1); t.Kind != UnknownType {
			return t
		}
	}
	object := n.Child(syntax.FObject)
	attr := n.Child(syntax.FAttribute).Text()
	return m.attributeOf(m.typeOf(object, depth+1), attr, depth+1)
}

// AttributeOf is what the attribute of a value of type t holds, with the same
// certainty as TypeOf.
func (m *Module) AttributeOf(t Type, attr string) Type { return m.attributeOf(t, attr, 0) }

// attributeOf is what the attribute of a value of type t holds.
func (m *Module) attributeOf(t Type, attr string, depth int) Type {
	if t.Kind != Instance && t.Kind != ClassObject || depth > maxChain {
		return Type{}
	}
	chain := m.AncestorsOf(t.Name)
	member, info, _ := m.findMember(chain, attr)
	if member != nil && member.Kind == Assignment && member.Type.IsNil() {
		// A class attribute that methods overwrite may hold something else.
		if t.Kind == Instance {
			if u, found := m.selfAttribute(chain, attr, depth+1); found {
				if v := m.typeOfBinding(&member.Binding, depth+1); v.Kind != u.Kind || v.Name != u.Name {
					return Type{}
				}
			}
		}
	}
	switch {
	case member != nil && (member.Kind == Annotation || member.Kind == Assignment || member.Kind == ClassDef):
		return m.typeOfBinding(&member.Binding, depth+1)
	case member != nil && member.Kind == Function:
		return m.typeOfMethod(m.Func(member.Stmt()), m.QualifiedName(&member.Binding), depth+1)
	case info != nil && info.Func != nil:
		for _, d := range info.Func.Decorators {
			if isProperty(d) {
				return m.settle(info.Func.Returns.Type, depth+1)
			}
		}
		for _, a := range chain {
			if a.Info != nil && a.Info.Member(attr) == info {
				return Type{Kind: FunctionObject, Name: a.Name + "." + attr}
			}
		}
		return Type{}
	case info != nil && info.Class != nil:
		return Type{Kind: ClassObject, Name: info.Class.Qualified}
	case info != nil && info.Value != nil:
		return m.settle(info.Value.Type, depth+1)
	case member != nil || info != nil:
		return Type{}
	}
	if t.Kind == Instance {
		if u, found := m.selfAttribute(chain, attr, depth+1); found {
			return u
		}
	}
	// A method of a library class.
	for _, a := range chain {
		if a.Class == nil && a.Info == nil && a.Name != "" {
			if _, ok := gives[a.Name+"."+attr]; ok {
				return Type{Kind: FunctionObject, Name: a.Name + "." + attr}
			}
			if attr == "begin" || attr == "begin_nested" {
				return Type{Kind: FunctionObject, Name: a.Name + "." + attr, Args: t.Args}
			}
		}
	}
	return Type{}
}

func isProperty(q string) bool {
	return q == "builtins.property" || q == "functools.cached_property" || q == "django.utils.functional.cached_property"
}

func (m *Module) typeOfMethod(f *Func, q string, depth int) Type {
	for _, d := range f.Decorators {
		if isProperty(d.Name) {
			return m.returns(f, depth)
		}
	}
	return Type{Kind: FunctionObject, Name: q}
}

// selfAttribute finds what the methods of the classes assign to self.attr.
func (m *Module) selfAttribute(chain []*Ancestor, attr string, depth int) (t Type, found bool) {
	for _, a := range chain {
		switch {
		case a.Class != nil:
			if t, found = m.assignedToSelf(a.Class, attr, depth); found {
				return t, true
			}
		case a.Info != nil:
			for _, i := range a.Info.Members {
				if i.Instance && i.Name == attr {
					return m.settle(i.Value.Type, depth+1), true
				}
			}
		}
	}
	return Type{}, false
}

// assignedToSelf looks at all assignments to the attribute in the methods of
// the class itself; it is unknown if they differ.
func (m *Module) assignedToSelf(c *Class, attr string, depth int) (t Type, found bool) {
	if c.scope.IsNil() {
		return Type{}, false
	}
	m.ask(asAttribute, attr)
	from, to := c.scope.unit, c.scope.unit+1
	if c.scope.header() {
		m.readClass(c.scope.unit)
		for int(to) < m.raw.UnitCount() && int32(m.raw.UnitClass(int(to))) == from {
			to++
		}
	}
	for i := from; i < to; i++ {
		for _, k := range m.facts(i).attributes[attr] {
			stmt, ok := m.selfTarget(c, m.f.NodeIn(int(i), int(k)))
			if !ok {
				continue
			}
			var u Type
			if a := stmt.Child(syntax.FType); !a.IsNil() {
				u = m.annotation(a, m.ScopeOf(a), depth+1)
			} else if stmt.Is(syntax.KAssignment) {
				u = m.typeOf(stmt.Child(syntax.FRight), depth+1)
			}
			if u.Kind == NoneObject && found && t.Kind == Instance {
				t.Optional = true // reset
				continue
			}
			if found && (u.Kind != t.Kind || u.Name != t.Name) {
				return Type{}, true
			}
			t, found = u, true
		}
	}
	return t, found
}

// selfTarget tells whether the attribute name n is assigned to on the first
// parameter of a method of c, and gives the assignment; a zero node stands for
// other statements that bind it.
func (m *Module) selfTarget(c *Class, n syntax.Node) (syntax.Node, bool) {
	attribute := n.Parent()
	object := attribute.Child(syntax.FObject)
	if !object.Is(syntax.KIdentifier) {
		return syntax.Node{}, false
	}
	p := attribute.Parent()
	direct := p.Is(syntax.KAssignment) && attribute.Field() == syntax.FLeft
	other := p.Is(syntax.KAugmentedAssignment) && attribute.Field() == syntax.FLeft ||
		p.Is(syntax.KPatternList, syntax.KTuplePattern, syntax.KListPattern, syntax.KAsPatternTarget, syntax.KListSplatPattern) ||
		p.Is(syntax.KForStatement, syntax.KForInClause) && attribute.Field() == syntax.FLeft
	if !direct && !other {
		return syntax.Node{}, false
	}
	s := m.lookup(object, crowd)
	only := s.Only()
	if only == nil || only.Kind != Parameter || !m.isSelf(c, only) {
		return syntax.Node{}, false
	}
	if direct {
		return p, true
	}
	return syntax.Node{}, true
}

// isSelf tells whether the parameter is the first one of a method of c.
func (m *Module) isSelf(c *Class, b *Binding) bool {
	p := b.Scope.Parent()
	if p.Kind() == TypeParamScope {
		p = p.Parent()
	}
	if p.unit != c.scope.unit || p.id != c.scope.id {
		return false
	}
	list := b.Scope.Node().Child(syntax.FParameters)
	for n := range list.Named() {
		return n.Start() <= b.Node().Start() && b.Node().Start() < n.End()
	}
	return false
}

// returns is what a call of the function gives (an async one: what awaiting it
// gives), by its return annotation.
func (m *Module) returns(f *Func, depth int) Type {
	if f == nil || f.Returns.IsNil() || f.Generator && !f.Async {
		return Type{}
	}
	return m.annotation(f.Returns, m.ScopeOf(f.Returns), depth+1)
}

// transparent are decorators that leave the type of a function's call alone.
func transparent(q string) bool {
	switch q {
	case "functools.lru_cache", "functools.cache", "builtins.staticmethod", "builtins.classmethod", "abc.abstractmethod",
		"functools.wraps", "typing.override", "typing.final", "typing.no_type_check", "pytest.fixture":
		return true
	}
	return false
}

// result is what calling the project function q gives, and whether it is a
// coroutine that gives it. yields is what its context manager gives, if it is
// decorated to be one.
func (m *Module) result(q string, depth int) (t Type, async bool, manager bool) {
	if depth > maxChain {
		return
	}
	if rest, ok := strings.CutPrefix(q, m.qualifier()+"."); ok {
		if f := m.localFunction(rest); f != nil {
			for _, d := range f.Decorators {
				switch {
				case d.Name == "contextlib.contextmanager" || d.Name == "contextlib.asynccontextmanager":
					if f.Returns.IsNil() {
						return Type{}, false, true
					}
					t = m.annotation(f.Returns, m.ScopeOf(f.Returns), depth+1)
					if len(t.Args) > 0 && isIterator(t.Name) {
						return t.Args[0], false, true
					}
					return Type{}, false, true
				case !transparent(d.Name):
					return Type{}, false, false
				}
			}
			if f.Generator {
				return Type{}, false, false
			}
			return m.returns(f, depth+1), f.Async, false
		}
	}
	f := m.projectFunction(q)
	if f == nil {
		return
	}
	for _, d := range f.Decorators {
		switch d = m.qualify(d, depth+1); {
		case d == "contextlib.contextmanager" || d == "contextlib.asynccontextmanager":
			t = m.settle(f.Returns.Type, depth+1)
			if len(t.Args) > 0 && isIterator(t.Name) {
				return t.Args[0], false, true
			}
			return Type{}, false, true
		case !transparent(d):
			return Type{}, false, false
		}
	}
	if f.Generator {
		return Type{}, false, false
	}
	return m.settle(f.Returns.Type, depth+1), f.Async, false
}

func isIterator(q string) bool {
	switch plainType(q) {
	case "collections.abc.Iterator", "collections.abc.Generator", "collections.abc.AsyncIterator", "collections.abc.AsyncGenerator",
		"collections.abc.Iterable", "collections.abc.AsyncIterable":
		return true
	}
	return false
}

// localFunction finds a function of the file by its qualified name without that
// of the module.
func (m *Module) localFunction(path string) *Func {
	s := m.ModuleScope()
	var def syntax.Node
	for part := range strings.SplitSeq(path, ".") {
		if part == "<locals>" {
			continue
		}
		if s.IsNil() {
			return nil
		}
		b := (&Symbol{Bindings: m.bindings(s, part)}).Only()
		if b == nil || b.Kind != ClassDef && b.Kind != Function {
			return nil
		}
		def = b.Stmt()
		s = m.BodyScope(def)
	}
	return m.Func(def)
}

// projectFunction finds a function or method of another file.
func (m *Module) projectFunction(q string) *FuncInfo {
	if m.env == nil {
		return nil
	}
	for end := strings.LastIndexByte(q, '.'); end > 0; end = strings.LastIndexByte(q[:end], '.') {
		s := m.module(q[:end])
		if s == nil {
			continue
		}
		rest := q[end+1:]
		if dot := strings.LastIndexByte(rest, '.'); dot > 0 {
			if c := classIn(s, rest[:dot]); c != nil {
				if i := c.Member(rest[dot+1:]); i != nil {
					return i.Func
				}
			}
			return nil
		}
		if e := s.Exports[rest]; e != nil {
			return e.Func
		}
		return nil
	}
	return nil
}

// FunctionNamed describes a project function by its qualified name: in this
// file, or in another one; at most one is not nil.
func (m *Module) FunctionNamed(q string) (*Func, *FuncInfo) {
	if rest, ok := strings.CutPrefix(q, m.qualifier()+"."); ok {
		if f := m.localFunction(rest); f != nil {
			return f, nil
		}
	}
	return nil, m.projectFunction(q)
}

func (m *Module) typeOfCall(n syntax.Node, depth int) Type {
	f := m.typeOf(n.Child(syntax.FFunction), depth+1)
	if f.Kind == UnknownType && m.env == nil {
		// In a summary: settled by the reader.
		if q := m.resolve(n.Child(syntax.FFunction), m.ScopeOf(n), depth); q != "" {
			return Type{Kind: deferredCall, Name: q}
		}
	}
	return m.called(f, n, depth+1)
}

// called is what calling f gives; call is the call, if there is one here.
func (m *Module) called(f Type, call syntax.Node, depth int) Type {
	switch f.Kind {
	case ClassObject:
		t := Type{Kind: Instance, Name: f.Name, Call: call}
		if made, ok := m.factory(f.Name, call, depth+1); ok {
			t.Args = []Type{made}
		}
		return t
	case FunctionObject:
		if m.env == nil && !call.IsNil() && m.foreign(f.Name) {
			if _, ok := made[f.Name]; !ok {
				return Type{Kind: deferredCall, Name: f.Name}
			}
		}
		if q := made[f.Name]; q != "" {
			return Type{Kind: Instance, Name: q, Call: call}
		}
		if g, ok := gives[f.Name]; ok && !g.async {
			return Type{Kind: Instance, Name: g.name, Call: call}
		}
		t, async, manager := m.result(f.Name, depth+1)
		if async || manager {
			return Type{}
		}
		t.Call = syntax.Node{}
		return t
	case Instance:
		switch f.Name {
		case "sqlalchemy.ext.asyncio.async_sessionmaker", "sqlalchemy.orm.sessionmaker",
			"sqlalchemy.orm.scoped_session", "sqlalchemy.ext.asyncio.async_scoped_session":
			if t, ok := product(f.Name, f.Args); ok {
				t.Call = call
				return t
			}
		}
	}
	return Type{}
}

// product is what a session factory of type q with these arguments makes. One
// that is only annotated as async_sessionmaker makes AsyncSessions of some sort.
func product(q string, args []Type) (Type, bool) {
	switch {
	case len(args) == 1:
		return args[0], true
	case len(args) == 0 && q == "sqlalchemy.ext.asyncio.async_sessionmaker":
		return instance("sqlalchemy.ext.asyncio.AsyncSession"), true
	}
	return Type{}, false
}

// foreign tells whether a name may be one of another project file.
func (m *Module) foreign(q string) bool {
	top, _, _ := strings.Cut(q, ".")
	if standardModules[top] {
		return false
	}
	_, known := upstream[top]
	return !known && !strings.HasPrefix(q, m.qualifier()+".")
}

// factory is what a session factory makes: the class given by class_ or as the
// second argument (scoped sessions: by the factory), or its default. It is
// unknown if it is not certain, and ok tells whether q is a factory at all.
func (m *Module) factory(q string, call syntax.Node, depth int) (t Type, ok bool) {
	switch q {
	case "sqlalchemy.ext.asyncio.async_sessionmaker":
		t = instance("sqlalchemy.ext.asyncio.AsyncSession")
	case "sqlalchemy.orm.sessionmaker":
		t = instance("sqlalchemy.orm.Session")
	case "sqlalchemy.orm.scoped_session", "sqlalchemy.ext.asyncio.async_scoped_session":
		for a := range call.Child(syntax.FArguments).Named() {
			if a.Is(syntax.KKeywordArgument) {
				if a.Child(syntax.FName).Text() != "session_factory" {
					continue
				}
				a = a.Child(syntax.FValue)
			}
			if f := m.typeOf(a, depth+1); f.Kind == Instance && len(f.Args) == 1 {
				return f.Args[0], true
			}
			break
		}
		return Type{}, true
	default:
		return Type{}, false
	}
	position := 0
	for a := range call.Child(syntax.FArguments).Named() {
		switch {
		case a.IsExtra():
			continue
		case a.Is(syntax.KDictionarySplat, syntax.KListSplat):
			// class_ may be in it.
			t = Type{}
			continue
		case a.Is(syntax.KKeywordArgument):
			if a.Child(syntax.FName).Text() != "class_" {
				continue
			}
			a = a.Child(syntax.FValue)
		default:
			if position++; position != 2 {
				continue
			}
		}
		if c := m.typeOf(a, depth+1); c.Kind == ClassObject {
			return instance(c.Name), true
		}
		return Type{}, true
	}
	return t, true
}

func (m *Module) typeOfAwait(n syntax.Node, depth int) Type {
	if !n.Is(syntax.KCall) {
		return Type{}
	}
	f := m.typeOf(n.Child(syntax.FFunction), depth+1)
	if f.Kind != FunctionObject {
		return Type{}
	}
	if g, ok := gives[f.Name]; ok && g.async {
		return Type{Kind: Instance, Name: g.name, Call: n}
	}
	if t, async, _ := m.result(f.Name, depth+1); async {
		return t
	}
	return Type{}
}

// typeOfWith is what "with x as y" binds to y.
func (m *Module) typeOfWith(b *Binding, depth int) Type {
	as := b.Stmt().ChildOf(syntax.KAsPattern)
	if as.IsNil() && b.Stmt().Is(syntax.KAsPattern) {
		as = b.Stmt()
	}
	target := as.Child(syntax.FAlias)
	if inner := target.FirstChild(); !inner.Is(syntax.KIdentifier) || inner.Index() != int(b.node) {
		return Type{}
	}
	return m.entered(as.FirstChild(), depth)
}

// Entered is what "with n as x" (or async with) binds to x.
func (m *Module) Entered(n syntax.Node) Type { return m.entered(n, 0) }

func (m *Module) entered(n syntax.Node, depth int) Type {
	if depth > maxChain {
		return Type{}
	}
	n = Unparenthesized(n)
	if n.Is(syntax.KAwait) {
		return Type{}
	}
	if n.Is(syntax.KCall) {
		f := m.typeOf(n.Child(syntax.FFunction), depth+1)
		if f.Kind == FunctionObject {
			if g, ok := gives[f.Name]; ok {
				if to, ok := enters[g.name]; ok && to == "" {
					return Type{Kind: Instance, Name: g.name, Call: n}
				}
				return Type{}
			}
			switch f.Name {
			case "sqlalchemy.engine.Engine.begin":
				return Type{Kind: Instance, Name: "sqlalchemy.engine.Connection", Call: n}
			case "sqlalchemy.ext.asyncio.AsyncEngine.begin":
				return Type{Kind: Instance, Name: "sqlalchemy.ext.asyncio.AsyncConnection", Call: n}
			case "sqlalchemy.ext.asyncio.async_sessionmaker.begin", "sqlalchemy.orm.sessionmaker.begin":
				if t, ok := product(strings.TrimSuffix(f.Name, ".begin"), f.Args); ok {
					t.Call = n
					return t
				}
				return Type{}
			case "contextlib.closing", "contextlib.aclosing":
				for a := range n.Child(syntax.FArguments).Named() {
					return m.typeOf(a, depth+1)
				}
			case "contextlib.nullcontext":
				return Type{}
			}
			if t, _, manager := m.result(f.Name, depth+1); manager {
				return t
			}
		}
	}
	t := m.typeOf(n, depth+1)
	if t.Kind != Instance {
		return Type{}
	}
	for _, a := range m.AncestorsOf(t.Name) {
		if to, ok := enters[a.Name]; ok {
			if to == "" {
				return t
			}
			return instance(to)
		}
		for _, name := range [...]string{"__enter__", "__aenter__"} {
			if a.Class != nil {
				if f := a.Class.Member(name).Func(); f != nil {
					return m.selfReturn(t, m.returns(f, depth+1), a.Name)
				}
			}
			if a.Info != nil {
				if i := a.Info.Member(name); i != nil && i.Func != nil {
					return m.selfReturn(t, m.settle(i.Func.Returns.Type, depth+1), a.Name)
				}
			}
		}
		if !a.Known {
			return Type{}
		}
	}
	return Type{}
}

// selfReturn is the type of the object where a method of owner returns Self.
func (m *Module) selfReturn(object, returned Type, owner string) Type {
	if returned.Kind == Instance && returned.Name == owner {
		return object
	}
	return returned
}

// Annotated is what a value of the annotation n is: Optional, X | None,
// Annotated, Final, ClassVar, aliases and string annotations are seen through.
func (m *Module) Annotated(n syntax.Node) Type { return m.annotation(n, m.ScopeOf(n), 0) }

func (m *Module) annotation(n syntax.Node, s Scope, depth int) Type {
	if depth > maxChain {
		return Type{}
	}
	n = Unparenthesized(n)
	switch n.Kind() {
	case syntax.KNone:
		return Type{Kind: NoneObject, Name: "builtins.None"}
	case syntax.KString:
		if e, ok := m.parseString(n); ok {
			return m.annotation(e, s, depth+1)
		}
	case syntax.KBinaryOperator:
		if n.Child(syntax.FOperator).Is(syntax.KTokPipe) {
			return m.union([]syntax.Node{n.Child(syntax.FLeft), n.Child(syntax.FRight)}, s, depth)
		}
	case syntax.KUnionType:
		var parts []syntax.Node
		for c := range n.Named() {
			parts = append(parts, c)
		}
		return m.union(parts, s, depth)
	case syntax.KSubscript, syntax.KGenericType:
		base, args := subscript(n)
		return m.subscripted(m.resolve(base, s, depth+1), args, s, depth+1)
	case syntax.KIdentifier:
		y := m.find(s, n.Text(), crowd)
		if only := y.Only(); only != nil {
			switch only.Kind {
			case TypeParam:
				return Type{}
			case TypeAlias:
				return m.aliased(only, depth+1)
			case Assignment:
				if t, ok := m.aliasValue(only, depth+1); ok {
					return t
				}
			}
		}
		q := m.resolveSymbol(y, depth)
		if q == "typing.Self" {
			for c := s; !c.IsNil(); c = c.Parent() {
				if c.Kind() == ClassScope {
					return instance(m.Class(c.Node()).Qualified)
				}
			}
			return Type{}
		}
		return m.annotated(q, depth+1)
	case syntax.KAttribute, syntax.KMemberType:
		return m.annotated(m.resolve(n, s, depth+1), depth+1)
	}
	return Type{}
}

// aliased is what the alias of a type statement means.
func (m *Module) aliased(b *Binding, depth int) Type {
	var value syntax.Node
	for c := range b.Stmt().Named() {
		if c.Is(syntax.KType) {
			value = c
		}
	}
	return m.annotation(value, m.ScopeOf(value), depth+1)
}

// aliasValue is what X means as an annotation where X = value or X: TypeAlias =
// value.
func (m *Module) aliasValue(b *Binding, depth int) (Type, bool) {
	stmt := b.Stmt()
	if !b.direct(stmt) {
		return Type{}, true
	}
	v := Unparenthesized(stmt.Child(syntax.FRight))
	switch {
	case v.Is(syntax.KSubscript, syntax.KBinaryOperator, syntax.KString):
		return m.annotation(v, m.ScopeOf(v), depth+1), true
	case isReference(v):
		return Type{}, false // followed as a name
	case v.Is(syntax.KCall):
		// A value of a NewType is one of the type it is made of.
		switch m.resolve(v.Child(syntax.FFunction), m.ScopeOf(v), depth+1) {
		case "typing.TypeAliasType", "typing.NewType":
			i := 0
			for a := range v.Child(syntax.FArguments).Named() {
				if i == 1 {
					return m.annotation(a, m.ScopeOf(a), depth+1), true
				}
				i++
			}
		}
	}
	return Type{}, true
}

// annotated is what a value is that is annotated with the qualified name.
func (m *Module) annotated(q string, depth int) Type {
	if q == "" || depth > maxChain {
		return Type{}
	}
	if strings.HasPrefix(q, "typing.") {
		if p := plainType(q); p != q {
			return instance(p)
		}
		if _, ok := standardBases[q]; ok {
			return instance(q)
		}
		return Type{} // a special form
	}
	if rest, ok := strings.CutPrefix(q, m.qualifier()+"."); ok {
		if m.localClass(rest) != nil {
			return instance(q)
		}
		if b := (&Symbol{Bindings: m.Bindings(rest)}).Only(); b != nil {
			switch b.Kind {
			case TypeAlias:
				return m.aliased(b, depth+1)
			case Assignment:
				if t, ok := m.aliasValue(b, depth+1); ok {
					return t
				}
			}
		}
		return Type{}
	}
	if m.env == nil {
		if m.foreign(q) {
			return Type{Kind: deferredAnnotation, Name: q}
		}
	} else {
		for end := strings.LastIndexByte(q, '.'); end > 0; end = strings.LastIndexByte(q[:end], '.') {
			s := m.module(q[:end])
			if s == nil {
				continue
			}
			if classIn(s, q[end+1:]) != nil {
				return instance(q)
			}
			if e := s.Exports[q[end+1:]]; e != nil && e.Kind == ExportVariable && e.Value != nil {
				return m.settle(e.Value.Means, depth+1)
			}
			return Type{}
		}
	}
	if q == "builtins.None" {
		return Type{Kind: NoneObject, Name: q}
	}
	if isClassName(q) {
		return instance(q)
	}
	return Type{}
}

// subscript takes X[A, B] apart.
func subscript(n syntax.Node) (base syntax.Node, args []syntax.Node) {
	if n.Is(syntax.KGenericType) {
		for c := range n.Named() {
			if c.Is(syntax.KTypeParameter) {
				for a := range c.Named() {
					args = append(args, a)
				}
			} else if base.IsNil() {
				base = c
			}
		}
		return
	}
	base = n.Child(syntax.FValue)
	for c := range n.Children() {
		if c.Field() != syntax.FSubscript {
			continue
		}
		if c.Is(syntax.KTuple) {
			for a := range c.Named() {
				args = append(args, a)
			}
			continue
		}
		args = append(args, c)
	}
	return
}

// Subscript takes X[A, B] apart, in an annotation or an expression; base is nil
// if n is none.
func Subscript(n syntax.Node) (base syntax.Node, args []syntax.Node) {
	n = Unparenthesized(n)
	if !n.Is(syntax.KSubscript, syntax.KGenericType) {
		return syntax.Node{}, nil
	}
	return subscript(n)
}

func (m *Module) subscripted(q string, args []syntax.Node, s Scope, depth int) Type {
	if q == "" || len(args) == 0 {
		return Type{}
	}
	switch q {
	case "typing.Annotated", "typing.Final", "typing.ClassVar", "typing.Required", "typing.NotRequired", "typing.ReadOnly":
		return m.annotation(args[0], s, depth+1)
	case "typing.Optional":
		t := m.annotation(args[0], s, depth+1)
		t.Optional = t.Kind != UnknownType
		return t
	case "typing.Union":
		return m.union(args, s, depth+1)
	case "builtins.type", "typing.Type":
		if t := m.annotation(args[0], s, depth+1); t.Kind == Instance {
			t.Kind = ClassObject
			return t
		}
		return Type{}
	case "typing.Callable", "collections.abc.Callable", "typing.Literal":
		return Type{}
	}
	t := m.annotated(q, depth+1)
	if t.Kind == UnknownType {
		return t
	}
	if m.isAlias(t, q) {
		return t // a generic alias: its arguments are not those of the class
	}
	for _, a := range args {
		t.Args = append(t.Args, m.annotation(a, s, depth+1))
	}
	return t
}

func (m *Module) isAlias(t Type, q string) bool {
	return t.Name != q && t.Name != plainType(q)
}

// union is one type beside None; anything else is unknown.
func (m *Module) union(parts []syntax.Node, s Scope, depth int) Type {
	var t Type
	none := false
	for _, p := range parts {
		u := m.annotation(p, s, depth+1)
		switch {
		case u.Kind == NoneObject:
			none = true
		case u.Kind == UnknownType:
			return Type{}
		case t.Kind == UnknownType:
			t = u
		case t.Kind != u.Kind || t.Name != u.Name:
			return Type{}
		}
	}
	if t.Kind == UnknownType && none {
		return Type{Kind: NoneObject, Name: "builtins.None"}
	}
	t.Optional = t.Optional || none
	return t
}

// parseString parses the contents of a string annotation.
func (m *Module) parseString(n syntax.Node) (syntax.Node, bool) {
	start, content := n.ChildOf(syntax.KStringStart), n.ChildOf(syntax.KStringContent)
	if content.IsNil() || strings.ContainsAny(start.Text(), "fFbB") || content.Text() == "" || len(content.Text()) > 1000 ||
		!content.FirstChild().IsNil() {
		return syntax.Node{}, false
	}
	f := syntax.Parse(syntax.Python, []byte("("+strings.TrimSpace(content.Text())+")"))
	for st := range f.Root().Named() {
		if st.HasError() || !st.Is(syntax.KExpressionStatement) {
			return syntax.Node{}, false
		}
		for e := range st.Named() {
			return e, true
		}
	}
	return syntax.Node{}, false
}
