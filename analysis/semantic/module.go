package semantic

import (
	"iter"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Module is the meaning of one version of a file. It is immutable and safe for
// concurrent use; what is asked for is computed then.
type Module struct {
	*core
	f   *syntax.File
	env Env
	r   *Reads // nil: nothing is recorded

	// What Func gave, for many rules ask for the same ones. It is of this r and
	// env: a copy with others starts anew. Empty where r is nil, for such a Module
	// is shared by goroutines.
	funcs map[syntax.Node]*Func
}

// core is what the tracked views of one version share.
type core struct {
	name string
	path string
	raw  *syntax.File // without recording

	once sync.Once
	tab  *table

	piecesMu     sync.Mutex
	importedOnce sync.Once
	imported     []string // see ImportedModules

	index index

	pieces []*piece // of the summary, by unit; nil until it is asked for
	before []*piece // those of the version before, and
	since  *Delta   // what has changed since
}

// table tells which units bind a name. It holds unit numbers only, so it stays
// right when units are replaced by others that bind the same names.
type table struct {
	names   map[string][]int32           // at module level, or from functions by global
	members map[int32]map[string][]int32 // in the body of a class whose members are units, by header
	stars   []int32                      // units with a star import at module level
	imports []int32                      // module-level statements that import something, anywhere in them
}

// New analyses f, which is the module called name ("" if it cannot be
// imported) in the file at path. prev is the analysis of the version before,
// or nil; what did not change is taken from it. env may be nil.
func New(f *syntax.File, name, path string, env Env, prev *Module) *Module {
	m := &Module{core: &core{name: name, path: path, raw: f}, f: f, env: env}
	if prev == nil || prev.name != name || prev.path != path {
		return m
	}
	first, oldEnd, newEnd := changed(prev.raw, f)
	if oldEnd-first == newEnd-first && sameContribution(prev.raw, f, first, newEnd) {
		m.tab = prev.table()
	}
	m.core.carry(prev, first, oldEnd, newEnd)
	m.carryImported(prev, first, oldEnd, newEnd)
	m.carryIndex(prev, first, oldEnd, newEnd)
	return m
}

// changed compares the units of two versions: all before first are the same,
// and so are those from oldEnd and newEnd on.
func changed(old, f *syntax.File) (first, oldEnd, newEnd int) {
	if first, oldEnd, newEnd, ok := f.Changed(old); ok {
		return first, oldEnd, newEnd
	}
	oldEnd, newEnd = old.UnitCount(), f.UnitCount()
	for first < oldEnd && first < newEnd && old.Unit(first) == f.Unit(first) &&
		old.UnitClass(first) == f.UnitClass(first) && old.UnitIsHeader(first) == f.UnitIsHeader(first) {
		first++
	}
	for oldEnd > first && newEnd > first {
		i, j := oldEnd-1, newEnd-1
		if old.Unit(i) != f.Unit(j) || old.UnitIsHeader(i) != f.UnitIsHeader(j) {
			break
		}
		// The class around the unit must be the same one.
		a, b := old.UnitClass(i), f.UnitClass(j)
		switch {
		case a < 0 || b < 0:
			if a != b {
				return
			}
		case a < first || b < first:
			if a != b {
				return
			}
		case i-a != j-b:
			return
		}
		oldEnd, newEnd = i, j
	}
	return
}

// sameContribution tells whether the units [first, end) bind the same names at
// module level and in classes as before.
func sameContribution(old, f *syntax.File, first, end int) bool {
	for i := first; i < end; i++ {
		if old.UnitClass(i) != f.UnitClass(i) || old.UnitIsHeader(i) != f.UnitIsHeader(i) {
			return false
		}
		if a, b := old.Unit(i), f.Unit(i); a != b {
			x, y := factsOf(a), factsOf(b)
			if len(x.stars) != len(y.stars) || (len(x.imports) == 0) != (len(y.imports) == 0) || !sameKeys(x.globals, y.globals) || !sameBound(x, y) {
				return false
			}
		}
	}
	return true
}

func sameKeys(a, b map[string][]int32) bool {
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if _, ok := b[k]; !ok {
			return false
		}
	}
	return true
}

func sameBound(a, b *facts) bool {
	n := 0
	for name, y := range a.scopes[0].symbols {
		if len(y.bindings) > 0 {
			n++
			if z := b.scopes[0].symbols[name]; z == nil || len(z.bindings) == 0 {
				return false
			}
		}
	}
	for _, y := range b.scopes[0].symbols {
		if len(y.bindings) > 0 {
			n--
		}
	}
	return n == 0
}

func (c *core) table() *table {
	c.once.Do(func() {
		if c.tab == nil {
			c.tab = newTable(c.raw)
		}
	})
	return c.tab
}

func newTable(f *syntax.File) *table {
	t := &table{names: map[string][]int32{}, members: map[int32]map[string][]int32{}}
	for i := range f.UnitCount() {
		u := factsOf(f.Unit(i))
		into := t.names
		if class := int32(f.UnitClass(i)); class >= 0 {
			into = t.members[class]
			if into == nil {
				into = map[string][]int32{}
				t.members[class] = into
			}
		} else {
			if len(u.stars) > 0 {
				t.stars = append(t.stars, int32(i))
			}
			if len(u.imports) > 0 {
				t.imports = append(t.imports, int32(i))
			}
		}
		for name, y := range u.scopes[0].symbols {
			if len(y.bindings) == 0 {
				continue
			}
			if y.global { // global in a class body
				addOnce(t.names, name, int32(i))
			} else {
				addOnce(into, name, int32(i))
			}
		}
		for name := range u.globals {
			addOnce(t.names, name, int32(i))
		}
	}
	return t
}

func addOnce(m map[string][]int32, name string, i int32) {
	if l := m[name]; len(l) == 0 || l[len(l)-1] != i {
		m[name] = append(l, i)
	}
}

// File is the file, through the same view as m.
func (m *Module) File() *syntax.File { return m.f }

// Name is the dotted name of the module, "" if it cannot be imported.
func (m *Module) Name() string { return m.name }

// Path is the path of the file.
func (m *Module) Path() string { return m.path }

// Env is what m knows of other modules; nil if nothing.
func (m *Module) Env() Env { return m.env }

// IsPackage tells whether the file is the __init__ of a package.
func (m *Module) IsPackage() bool {
	base := filepath.Base(m.path)
	return base == "__init__.py" || base == "__init__.pyi"
}

// qualifier is what the qualified names of the module begin with.
func (m *Module) qualifier() string {
	if m.name == "" {
		return "__main__"
	}
	return m.name
}

// Absolute is the dotted name of the module that "from MODULE import" names in
// this file: leading dots are relative to its package. It is "" if the dots
// lead out of the project or the file has no name.
func (m *Module) Absolute(module string) string {
	rest := strings.TrimLeft(module, ".")
	dots := len(module) - len(rest)
	if dots == 0 {
		return module
	}
	if m.name == "" {
		return ""
	}
	parts := strings.Split(m.name, ".")
	if !m.IsPackage() {
		parts = parts[:len(parts)-1]
	}
	if dots-1 > len(parts) {
		return ""
	}
	parts = parts[:len(parts)-(dots-1)]
	if rest != "" {
		parts = append(slices.Clone(parts), rest)
	}
	return strings.Join(parts, ".")
}

func (m *Module) facts(unit int32) *facts { return factsOf(m.raw.Unit(int(unit))) }

// Scope is a place where names are bound. The zero Scope is none. Scopes
// obtained from the same *Module can be compared.
type Scope struct {
	m    *Module
	unit int32 // -1: the module
	id   int32
}

// ModuleScope is the scope of the module.
func (m *Module) ModuleScope() Scope { return Scope{m, -1, 0} }

// outer is the scope in which the unit stands.
func (m *Module) outer(unit int32) Scope {
	if class := int32(m.raw.UnitClass(int(unit))); class >= 0 {
		if id := m.facts(class).class; id >= 0 {
			return Scope{m, class, id}
		}
	}
	return m.ModuleScope()
}

func (m *Module) scope(unit, id int32) Scope {
	if id == 0 {
		return m.outer(unit)
	}
	return Scope{m, unit, id}
}

// ScopeOf is the scope in which a name written at n is looked up. That is the
// scope around a definition for the definition itself, its decorators,
// defaults and (unless it has type parameters) annotations, and the scope of
// the function for its parameters and body.
func (m *Module) ScopeOf(n syntax.Node) Scope {
	if n.IsNil() || n.UnitIndex() < 0 {
		return m.ModuleScope()
	}
	unit := int32(n.UnitIndex())
	return m.scope(unit, m.facts(unit).owner[n.Index()])
}

// BodyScope is the scope that a function, class, lambda or comprehension
// opens; the module's for the root.
func (m *Module) BodyScope(n syntax.Node) Scope {
	if n.IsNil() {
		return Scope{}
	}
	if n.UnitIndex() < 0 {
		return m.ModuleScope()
	}
	if n.Is(syntax.KDecoratedDefinition) {
		n = n.Child(syntax.FDefinition)
	}
	unit := int32(n.UnitIndex())
	for id, s := range m.facts(unit).scopes {
		if id > 0 && s.node == int32(n.Index()) && s.kind != TypeParamScope {
			return Scope{m, unit, int32(id)}
		}
	}
	return Scope{}
}

// IsNil tells whether s is no scope.
func (s Scope) IsNil() bool { return s.m == nil }

func (s Scope) fact() *scopeFact { return &s.m.facts(s.unit).scopes[s.id] }

// Kind is the kind of the scope.
func (s Scope) Kind() ScopeKind {
	switch {
	case s.m == nil:
		return 0
	case s.unit < 0:
		return ModuleScope
	}
	return s.fact().kind
}

// Node is what opens the scope: a function, class, lambda or comprehension;
// the root for a module.
func (s Scope) Node() syntax.Node {
	switch {
	case s.m == nil:
		return syntax.Node{}
	case s.unit < 0:
		return s.m.f.Root()
	}
	return s.m.f.NodeIn(int(s.unit), int(s.fact().node))
}

// Parent is the scope around s, a class among them.
func (s Scope) Parent() Scope {
	if s.m == nil || s.unit < 0 {
		return Scope{}
	}
	return s.m.scope(s.unit, s.fact().parent)
}

// Function is the innermost function or lambda that s is or is in; nil at
// module level and in class bodies at module level.
func (s Scope) Function() Scope {
	for !s.IsNil() && s.Kind() != FunctionScope && s.Kind() != LambdaScope {
		if s.Kind() == ClassScope {
			return Scope{}
		}
		s = s.Parent()
	}
	return s
}

// header tells whether s is the body of a class whose members are units.
func (s Scope) header() bool {
	return s.unit >= 0 && s.m.raw.UnitIsHeader(int(s.unit)) && s.m.facts(s.unit).class == s.id
}

// Binding is one place where a name is bound.
type Binding struct {
	Name  string
	Kind  BindingKind
	Guard Guard
	Scope Scope // that holds the name: the module if it was declared global

	// Of an import: the module as written, and the name taken from it ("" for
	// "import m"). Dotted says that "import a.b" binds the name a.
	Module, Attr string
	Dotted       bool

	unit, node, stmt int32
	inner            bool // bound from a function by a global statement
}

// Node is the identifier that is bound (of a dotted import its first one).
func (b *Binding) Node() syntax.Node { return b.Scope.m.f.NodeIn(int(b.unit), int(b.node)) }

// Stmt is what binds the name: the import statement, the assignment, the
// function or class definition (without decorators), the parameter, the for
// statement or clause, the with item, the except clause, the case pattern.
func (b *Binding) Stmt() syntax.Node { return b.Scope.m.f.NodeIn(int(b.unit), int(b.stmt)) }

// Symbol is what a name means at some place.
type Symbol struct {
	Name     string
	Scope    Scope     // that holds it; zero for a builtin
	Bindings []Binding // in the order of the source
	Builtin  bool

	// Star says that a star import of a module that is not known may bind the
	// name, so that it is not certain what it means.
	Star bool
}

// Only is the single binding of the name: one that stands under no condition
// that picks between several, in its own scope, with no star import about. It
// is nil otherwise. A declaration (x: T) beside one assignment does not count.
func (s *Symbol) Only() *Binding {
	if s == nil || s.Star {
		return nil
	}
	var only *Binding
	for i := range s.Bindings {
		b := &s.Bindings[i]
		if only != nil && !(only.Kind == Annotation && b.Kind == Assignment) {
			return nil
		}
		only = b
	}
	if only == nil || only.inner || only.Kind == Delete || only.Guard&(ImportGuard|VersionTest) != 0 {
		return nil
	}
	return only
}

func (m *Module) binding(s Scope, unit, i int32) Binding {
	b := &m.facts(unit).bindings[i]
	return Binding{Name: b.name, Kind: b.kind, Guard: b.guard, Scope: s, Module: b.module, Attr: b.attr,
		Dotted: b.dotted, unit: unit, node: b.node, stmt: b.stmt}
}

// crowd is the number of bindings above which it does not matter what each is.
const crowd = 64

// bindings are those that scope s holds for name.
func (m *Module) bindings(s Scope, name string) []Binding {
	return m.someBindings(s, name, math.MaxInt)
}

// someBindings are at most limit of them.
func (m *Module) someBindings(s Scope, name string, limit int) []Binding {
	var out []Binding
	add := func(unit int32, list []int32) {
		for _, i := range list {
			if len(out) >= limit {
				return
			}
			out = append(out, m.binding(s, unit, i))
		}
	}
	switch {
	case s.unit < 0:
		m.readName(name)
		t := m.table()
		for _, unit := range t.names[name] {
			if len(out) >= limit {
				break // a file may bind one name on each of its lines
			}
			f := m.facts(unit)
			if y := f.scopes[0].symbols[name]; y != nil && (m.raw.UnitClass(int(unit)) < 0 || y.global) {
				add(unit, y.bindings)
			}
			n := len(out)
			add(unit, f.globals[name])
			for i := n; i < len(out); i++ {
				out[i].inner = true
			}
		}
	case s.header():
		m.readMember(s.unit, name)
		for _, unit := range m.table().members[s.unit][name] {
			if y := m.facts(unit).scopes[0].symbols[name]; y != nil && !y.global {
				add(unit, y.bindings)
			}
		}
		fallthrough
	default:
		f := m.facts(s.unit)
		if y := f.scopes[s.id].symbols[name]; y.bound() {
			add(s.unit, y.bindings)
		}
		// nonlocal in functions inside rebinds the name.
		for id := range f.scopes {
			if y := f.scopes[id].symbols[name]; y != nil && y.nonlocal && len(y.bindings) > 0 && f.home(int32(id), name) == s.id {
				n := len(out)
				add(s.unit, y.bindings)
				for i := n; i < len(out); i++ {
					out[i].inner = true
				}
			}
		}
	}
	return out
}

// Lookup is what the identifier n means where it stands: bound there or
// looked up. It is nil for a name that nothing binds, and for identifiers that
// are no names (an attribute, a keyword).
func (m *Module) Lookup(n syntax.Node) *Symbol { return m.lookup(n, math.MaxInt) }

func (m *Module) lookup(n syntax.Node, limit int) *Symbol {
	if !isName(n) {
		return nil
	}
	return m.find(m.ScopeOf(n), n.Text(), limit)
}

// isName tells whether the identifier is looked up or bound as a name.
func isName(n syntax.Node) bool {
	if !n.Is(syntax.KIdentifier) || n.Field() == syntax.FAttribute {
		return false
	}
	p := n.Parent()
	first := true
	for c := p.FirstChild(); !c.IsNil() && c != n; c = c.NextSibling() {
		first = first && !c.Is(syntax.KIdentifier)
		if n.Field() != 0 || !first {
			break
		}
	}
	switch p.Kind() {
	case syntax.KKeywordArgument:
		return n.Field() != syntax.FName
	case syntax.KKeywordPattern:
		return !first
	case syntax.KMemberType:
		return false
	case syntax.KDottedName:
		if !first {
			return false
		}
		switch q := p.Parent(); q.Kind() {
		case syntax.KRelativeImport, syntax.KAliasedImport:
			return false
		case syntax.KImportFromStatement:
			return p.Field() == syntax.FName
		}
	}
	return true
}

// Find is what name means when it is written in s.
func (m *Module) Find(s Scope, name string) *Symbol { return m.find(s, name, math.MaxInt) }

// find gives a symbol with at most limit bindings.
func (m *Module) find(s Scope, name string, limit int) *Symbol {
	if s.m == nil {
		return nil
	}
	s.m = m
	name = normal(name)
	if h, ok := m.holder(s, name); ok {
		return &Symbol{Name: name, Scope: h, Bindings: m.someBindings(h, name, limit)}
	}
	return m.global(name, limit)
}

// holder is the scope below the module that holds name for code in s.
func (m *Module) holder(s Scope, name string) (Scope, bool) {
	for s.unit >= 0 {
		f := m.facts(s.unit)
		if s.header() {
			m.readMember(s.unit, name)
			if len(m.table().members[s.unit][name]) > 0 {
				return s, true
			}
		}
		switch h := f.home(s.id, name); {
		case h > 0:
			return Scope{m, s.unit, h}, true
		case h == toModule:
			return m.typeParam(s.unit, name)
		}
		s = m.outer(s.unit) // written right in the class body around the unit
	}
	return Scope{}, false
}

// typeParam finds name among the type parameters of the class around a unit,
// which its methods see although they do not see the class.
func (m *Module) typeParam(unit int32, name string) (Scope, bool) {
	o := m.outer(unit)
	if o.unit < 0 {
		return Scope{}, false
	}
	m.readMember(o.unit, name)
	f := m.facts(o.unit)
	if p := f.scopes[o.id].parent; p > 0 && f.scopes[p].kind == TypeParamScope && f.scopes[p].symbols[name].bound() {
		return Scope{m, o.unit, p}, true
	}
	return Scope{}, false
}

// Bindings are the bindings of a name at module level.
func (m *Module) Bindings(name string) []Binding { return m.bindings(m.ModuleScope(), normal(name)) }

// global is what name means at module level.
func (m *Module) global(name string, limit int) *Symbol {
	s := &Symbol{Name: name, Scope: m.ModuleScope(), Bindings: m.someBindings(m.ModuleScope(), name, limit)}
	if m.starred(s) {
		return s
	}
	if len(s.Bindings) > 0 {
		return s
	}
	if isBuiltin(name) {
		return &Symbol{Name: name, Builtin: true, Star: s.Star}
	}
	if s.Star {
		return s
	}
	return nil
}

// starred looks for name in the star imports of the file, and tells whether it
// found it. An explicit binding counts if no star import after it has the name.
func (m *Module) starred(s *Symbol) bool {
	m.readName("*")
	t := m.table()
	if len(t.stars) == 0 {
		return false
	}
	last := int32(-1)
	for i := range s.Bindings {
		last = max(last, s.Bindings[i].unit)
	}
	for k := len(t.stars) - 1; k >= 0; k-- {
		unit := t.stars[k]
		if unit < last {
			break
		}
		f := m.facts(unit)
		for i := len(f.stars) - 1; i >= 0; i-- {
			b := m.binding(s.Scope, unit, f.stars[i])
			switch has := m.starHas(m.Absolute(b.Module), s.Name); has {
			case Yes:
				b.Name, b.Attr = s.Name, s.Name
				s.Bindings = []Binding{b}
				return true
			case Unknown:
				s.Star = true
			}
		}
	}
	return false
}

// Uses are the identifiers that refer to the symbol, in the order of the
// source; the places that bind it are not among them (see Symbol.Bindings).
// Names in regions that do not parse count.
func (m *Module) Uses(s *Symbol) []syntax.Node {
	if s == nil {
		return nil
	}
	var out []syntax.Node
	if s.Builtin || s.Scope.unit < 0 {
		return slices.Collect(m.ModuleUses(s.Name))
	}
	unit, id := s.Scope.unit, s.Scope.id
	f := m.facts(unit)
	local := refsTo(f, id, s.Name)
	for _, n := range local {
		out = append(out, m.f.NodeIn(int(unit), int(n)))
	}
	head := s.Scope.header()
	param := f.scopes[id].kind == TypeParamScope && f.class >= 0 && f.scopes[f.class].parent == id &&
		m.raw.UnitIsHeader(int(unit))
	if head || param {
		m.ask(asName, s.Name)
		for i := int(unit) + 1; i < m.raw.UnitCount() && m.raw.UnitClass(i) == int(unit); i++ {
			g := m.facts(int32(i))
			var refs []int32
			if y := g.scopes[0].symbols[s.Name]; y != nil && !y.global {
				refs = append(refs, y.refs...)
			}
			if param {
				refs = append(refs, g.free[s.Name]...)
			}
			slices.Sort(refs)
			for _, n := range refs {
				out = append(out, m.f.NodeIn(i, int(n)))
			}
		}
	}
	return out
}

// ModuleUses gives, one by one, the identifiers that refer to a name of the
// module or a builtin, or that nothing binds, in the order of the source. As in
// Uses, places that bind it are not among them.
func (m *Module) ModuleUses(name string) iter.Seq[syntax.Node] {
	name = normal(name)
	return func(yield func(syntax.Node) bool) {
		for _, i := range m.unitsWith(asName, name) {
			for _, n := range m.moduleRefs(i, name) {
				if !yield(m.f.NodeIn(int(i), int(n))) {
					return
				}
			}
		}
	}
}

// Quoted gives the strings that may be annotations and the type comments that
// mention a name, in the order of the source. Which scope they are in is not
// looked at.
func (m *Module) Quoted(name string) iter.Seq[syntax.Node] {
	name = normal(name)
	return func(yield func(syntax.Node) bool) {
		for _, i := range m.unitsWith(asQuoted, name) {
			for _, n := range m.facts(i).quoted[name] {
				if !yield(m.f.NodeIn(int(i), int(n))) {
					return
				}
			}
		}
	}
}

// refsTo are the references in a unit that mean scope id's name.
func refsTo(f *facts, id int32, name string) []int32 {
	var refs []int32
	for k := range f.scopes {
		if y := f.scopes[k].symbols[name]; y != nil && len(y.refs) > 0 && f.home(int32(k), name) == id {
			refs = append(refs, y.refs...)
		}
	}
	slices.Sort(refs)
	return refs
}

// moduleRefs are the references in a unit that mean the module's name.
func (m *Module) moduleRefs(unit int32, name string) []int32 {
	f := m.facts(unit)
	free := f.free[name]
	var at []int32
	if y := f.scopes[0].symbols[name]; y != nil {
		at = y.refs
	}
	if len(free) == 0 && len(at) == 0 {
		return nil
	}
	var refs []int32
	if o := m.outer(unit); o.unit >= 0 {
		if len(at) > 0 {
			if y := f.scopes[0].symbols[name]; y.global {
				refs = append(refs, at...)
			} else if _, held := m.holder(o, name); !held {
				refs = append(refs, at...)
			}
		}
		if _, held := m.typeParam(unit, name); !held {
			refs = append(refs, free...)
		}
	} else {
		refs = append(append(refs, at...), free...)
	}
	slices.Sort(refs)
	return refs
}

// UsesOf are the uses of a name bound at module level.
func (m *Module) UsesOf(name string) []syntax.Node { return m.Uses(m.global(normal(name), 1)) }

// Declarations are the identifiers called name in the global statements of the
// file, in the order of the source.
func (m *Module) Declarations(name string) []syntax.Node {
	name = normal(name)
	var out []syntax.Node
	for _, i := range m.unitsWith(asName, name) {
		f, u := m.facts(i), m.raw.Unit(int(i))
		if !f.declares(name) {
			continue
		}
		for k := range u.Len() {
			if u.Kind(k) == syntax.KIdentifier && u.Kind(u.Parent(k)) == syntax.KGlobalStatement && normal(string(u.NodeText(k))) == name {
				out = append(out, m.f.NodeIn(int(i), k))
			}
		}
	}
	return out
}

func (f *facts) declares(name string) bool {
	for i := range f.scopes {
		if y := f.scopes[i].symbols[name]; y != nil && y.global {
			return true
		}
	}
	return false
}

// MentionsAttribute tells whether the file accesses an attribute of the name,
// on whatever (x.name).
func (m *Module) MentionsAttribute(name string) bool {
	return len(m.unitsWith(asAttribute, name)) > 0
}

// Attributes are the identifiers of the file that access an attribute of the
// name: in x.name the last one.
func (m *Module) Attributes(name string) []syntax.Node {
	var out []syntax.Node
	for _, i := range m.unitsWith(asAttribute, name) {
		for _, n := range m.facts(i).attributes[name] {
			out = append(out, m.f.NodeIn(int(i), int(n)))
		}
	}
	return out
}

// MentionsString tells whether a string literal of the file has exactly the
// value (without escapes and replacement fields, at most 120 bytes).
func (m *Module) MentionsString(value string) bool {
	return len(m.unitsWith(asString, value)) > 0
}

// MentionsStringEnding tells whether the value of a string literal (see
// MentionsString) ends with suffix.
func (m *Module) MentionsStringEnding(suffix string) bool {
	return len(m.unitsWith(asEnding, suffix)) > 0
}

// Bound tells whether the scope itself binds name, or code in it declares it
// global or nonlocal: the name is not free to be used for something new there.
func (m *Module) Bound(s Scope, name string) bool {
	if s.m == nil {
		return false
	}
	s.m = m
	if len(m.bindings(s, name)) > 0 {
		return true
	}
	if s.unit >= 0 {
		y := s.fact().symbols[name]
		return y != nil && (y.global || y.nonlocal)
	}
	return false
}

// Free tells whether name can be bound newly in s without changing what any
// code means: neither s nor a scope around or inside it binds or mentions it.
func (m *Module) Free(s Scope, name string) bool {
	if s.m == nil {
		return false
	}
	s.m = m
	if m.Find(s, name) != nil || m.Bound(s, name) {
		return false
	}
	return !m.Mentions(s, name)
}

// Mentions tells whether code in s, or in a scope inside it, binds or refers to
// name, whatever it means there. For a class it is code anywhere in the file.
func (m *Module) Mentions(s Scope, name string) bool {
	if s.m == nil {
		return false
	}
	s.m = m
	name = normal(name)
	if s.unit >= 0 && !s.header() {
		return m.facts(s.unit).mentionsIn(s.id, name)
	}
	return len(m.unitsWith(asName, name)) > 0
}

// mentionsIn tells whether scope s of the unit, or one inside it, knows the name.
func (f *facts) mentionsIn(s int32, name string) bool {
	for i := range f.scopes {
		if f.scopes[i].symbols[name] == nil {
			continue
		}
		p := int32(i)
		for p > s {
			p = f.scopes[p].parent
		}
		if p == s {
			return true
		}
	}
	return false
}

// Names are the names that s itself binds, sorted.
func (m *Module) Names(s Scope) []string {
	if s.m == nil {
		return nil
	}
	s.m = m
	var out []string
	switch {
	case s.unit < 0:
		m.readAll()
		for name := range m.table().names {
			out = append(out, name)
		}
	case s.header():
		m.readClass(s.unit)
		for name := range m.table().members[s.unit] {
			out = append(out, name)
		}
	default:
		for name, y := range s.fact().symbols {
			if y.bound() {
				out = append(out, name)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Visible are the names that code in s can use, builtins not among them,
// sorted.
func (m *Module) Visible(s Scope) []string {
	var out []string
	for first := s; !s.IsNil(); s = s.Parent() {
		if s.Kind() == ClassScope && s != first {
			continue
		}
		out = append(out, m.Names(s)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ImportsOf are the bindings by import statements at module level, also under
// if and try there, that import the module or from it, in the order of the
// source: import M, import M as x, from M import x (with the dots as written;
// star imports too), from P import N where the module is P.N.
func (m *Module) ImportsOf(module string) []Binding {
	m.readAll()
	var out []Binding
	for _, unit := range m.table().imports {
		f := m.facts(unit)
		for _, i := range f.imports {
			b := &f.bindings[i]
			if b.scope != 0 {
				continue
			}
			if b.module == module || b.attr != "" && JoinModule(b.module, b.attr) == module {
				out = append(out, m.binding(m.ModuleScope(), unit, i))
			}
		}
	}
	return out
}

// JoinModule is the dotted name of what "from module import name" names; module
// may be relative.
func JoinModule(module, name string) string {
	if module == "" || strings.HasSuffix(module, ".") {
		return module + name
	}
	return module + "." + name
}

// Quotes counts the string literals in single and in double quotes, those in
// triple quotes left out.
func (m *Module) Quotes() (single, double int) {
	for i := range m.raw.UnitCount() {
		q := &m.facts(int32(i)).quotes
		single, double = single+int(q[0]), double+int(q[1])
	}
	return
}

// Imports are the top-level packages that the file imports from, also inside
// functions, sorted.
func (m *Module) Imports() []string {
	m.readAll()
	seen := map[string]bool{}
	var out []string
	for i := range m.raw.UnitCount() {
		f := m.facts(int32(i))
		for k := range f.bindings {
			b := &f.bindings[k]
			if b.kind != Import {
				continue
			}
			top, _, _ := strings.Cut(m.Absolute(b.module), ".")
			if top != "" && !seen[top] {
				seen[top] = true
				out = append(out, top)
			}
		}
	}
	slices.Sort(out)
	return out
}
