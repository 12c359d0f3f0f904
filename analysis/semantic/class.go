package semantic

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Class is a class definition of the file.
type Class struct {
	Node       syntax.Node // the class_definition
	Name       string
	NameNode   syntax.Node
	Qualified  string
	Decorated  syntax.Node // the decorated_definition around it, or nil
	Decorators []Decorator
	Bases      []Base
	Keywords   []Keyword // of the class statement
	Splat      bool      // the class statement has *bases
	Body       syntax.Node

	m     *Module
	scope Scope
}

// Base is one base of a class statement.
type Base struct {
	Node syntax.Node // as written, with a subscript
	Name string      // canonical name without a subscript; "" if not certain
}

// Keyword is a keyword argument.
type Keyword struct {
	Name  string // "**" for an unpacking
	Node  syntax.Node
	Value syntax.Node
}

// Class describes a class_definition or the decorated_definition around one;
// nil for anything else.
func (m *Module) Class(n syntax.Node) *Class {
	if n.Is(syntax.KDecoratedDefinition) {
		n = n.Child(syntax.FDefinition)
	}
	if !n.Is(syntax.KClassDefinition) {
		return nil
	}
	c := &Class{Node: n, m: m, scope: m.BodyScope(n)}
	c.NameNode = n.Child(syntax.FName)
	c.Name = c.NameNode.Text()
	c.Body = n.Child(syntax.FBody)
	c.Qualified = m.scopePrefix(m.ScopeOf(n)) + c.Name
	c.Decorated, c.Decorators = m.decorators(n)
	for a := range n.Child(syntax.FSuperclasses).Named() {
		switch a.Kind() {
		case syntax.KKeywordArgument:
			c.Keywords = append(c.Keywords, Keyword{a.Child(syntax.FName).Text(), a, a.Child(syntax.FValue)})
		case syntax.KDictionarySplat:
			c.Keywords = append(c.Keywords, Keyword{"**", a, a})
		case syntax.KListSplat:
			c.Splat = true
		default:
			c.Bases = append(c.Bases, Base{a, m.Resolve(Unsubscripted(a))})
		}
	}
	return c
}

// EnclosingClass is the class in whose body n stands directly: not through a
// function. It is nil if there is none.
func (m *Module) EnclosingClass(n syntax.Node) *Class {
	s := m.ScopeOf(n)
	for s.Kind() == TypeParamScope || s.Kind() == ComprehensionScope {
		s = s.Parent()
	}
	if s.Kind() != ClassScope {
		return nil
	}
	return m.Class(s.Node())
}

// Unsubscripted is what is subscripted in n, or n itself: Page in Page[int].
func Unsubscripted(n syntax.Node) syntax.Node {
	for range maxChain {
		n = Unparenthesized(n)
		switch n.Kind() {
		case syntax.KSubscript:
			n = n.Child(syntax.FValue)
		case syntax.KGenericType:
			n = n.FirstChild()
		default:
			return n
		}
	}
	return n
}

// Scope is the scope of the class body.
func (c *Class) Scope() Scope { return c.scope }

// Keyword is the keyword argument of the class statement, or nil.
func (c *Class) Keyword(name string) *Keyword {
	for i := range c.Keywords {
		if c.Keywords[i].Name == name {
			return &c.Keywords[i]
		}
	}
	return nil
}

// Decorator is the first decorator with one of the canonical names, or nil.
func (c *Class) Decorator(names ...string) *Decorator { return findDecorator(c.Decorators, names) }

// Ancestor is a class in the chain of bases of another one.
type Ancestor struct {
	Name  string     // canonical qualified name; "" if it is not known what the base is
	Class *Class     // if it is in this file
	Info  *ClassInfo // if it is in another file of the project
	Known bool       // it is of the project, or its bases are known otherwise
}

// Has tells whether the class itself, not one of its bases, binds name; false if
// the class is not of the project.
func (a *Ancestor) Has(name string) bool {
	return a.Class != nil && len(a.Class.MemberList(name)) > 0 || a.Info != nil && a.Info.Member(name) != nil
}

// MayHave is Has, true also if the members of the class depend on what runs.
func (a *Ancestor) MayHave(name string) bool {
	return a.Has(name) || a.Info != nil && a.Info.Dynamic
}

// bases are the canonical names of the bases; splat tells that there may be more.
func (m *Module) bases(a *Ancestor) (names []string, splat bool) {
	switch {
	case a.Class != nil:
		for _, b := range a.Class.Bases {
			names = append(names, b.Name)
		}
		return names, a.Class.Splat
	case a.Info != nil:
		for _, b := range a.Info.Bases {
			if b != "" {
				b = m.qualify(b, 0)
			}
			names = append(names, b)
		}
		return names, a.Info.Dynamic
	}
	names, _ = basesOf(a.Name)
	return names, false
}

// Named finds a class by its canonical qualified name: in this file, in the
// project, or among the library classes whose bases are known.
func (m *Module) Named(q string) *Ancestor {
	a := &Ancestor{Name: q}
	if q == "" {
		return a
	}
	if rest, ok := strings.CutPrefix(q, m.qualifier()+"."); ok {
		if c := m.localClass(rest); c != nil {
			a.Class, a.Known = c, true
			return a
		}
	}
	if m.env != nil {
		for end := strings.LastIndexByte(q, '.'); end > 0; end = strings.LastIndexByte(q[:end], '.') {
			s := m.module(q[:end])
			if s == nil {
				continue
			}
			if i := classIn(s, q[end+1:]); i != nil {
				a.Info, a.Known = i, true
			}
			return a
		}
	}
	_, a.Known = basesOf(q)
	return a
}

// classIn finds a class of a summary by its name in the module ("A.B").
func classIn(s *Summary, path string) *ClassInfo {
	name, rest, nested := strings.Cut(path, ".")
	e := s.Exports[name]
	if e == nil || e.Kind != ExportClass {
		return nil
	}
	c := e.Class
	for nested {
		name, rest, nested = strings.Cut(rest, ".")
		var next *ClassInfo
		for _, m := range c.Members {
			if m.Name == name && m.Class != nil {
				next = m.Class
			}
		}
		if next == nil {
			return nil
		}
		c = next
	}
	return c
}

// localClass finds a class of the file by its qualified name without that of
// the module.
func (m *Module) localClass(path string) *Class {
	s := m.ModuleScope()
	var def syntax.Node
	for part := range strings.SplitSeq(path, ".") {
		if part == "<locals>" {
			continue
		}
		var b *Binding
		if s.IsNil() {
			return nil
		}
		if y := (&Symbol{Bindings: m.bindings(s, part)}).Only(); y != nil && (y.Kind == ClassDef || y.Kind == Function) {
			b = y
		}
		if b == nil {
			return nil
		}
		def = b.Stmt()
		s = m.BodyScope(def)
	}
	return m.Class(def)
}

// Ancestors are the classes that c derives from, in an order in which each
// comes after the classes that derive from it and bases come left to right: the
// method resolution order where Python accepts the bases. It ends a branch at a
// class that is not known. c itself is not among them.
func (c *Class) Ancestors() []*Ancestor {
	l := &linearizer{m: c.m, done: map[string]*linear{}}
	return l.of(&Ancestor{Name: c.Qualified, Class: c, Known: true}, 0).order[1:]
}

// AncestorsOf is Ancestors for a class by its qualified name, itself first.
func (m *Module) AncestorsOf(q string) []*Ancestor {
	l := &linearizer{m: m, done: map[string]*linear{}}
	return l.of(m.Named(q), 0).order
}

type linear struct{ order []*Ancestor }

type linearizer struct {
	m    *Module
	done map[string]*linear
}

// of is the C3 linearization; where there is none, as in code that is being
// written, bases come in depth-first order.
func (l *linearizer) of(a *Ancestor, depth int) *linear {
	if r := l.done[a.Name]; r != nil && a.Name != "" {
		return r
	}
	r := &linear{[]*Ancestor{a}}
	if a.Name != "" {
		l.done[a.Name] = r // ends a cycle
	}
	if depth > maxChain {
		return r
	}
	names, splat := l.m.bases(a)
	var seqs [][]*Ancestor
	var direct []*Ancestor
	for _, n := range names {
		if n == "builtins.object" {
			continue
		}
		b := l.of(l.m.Named(n), depth+1)
		seqs = append(seqs, slices.Clone(b.order))
		direct = append(direct, b.order[0])
	}
	if splat {
		unknown := &Ancestor{}
		seqs, direct = append(seqs, []*Ancestor{unknown}), append(direct, unknown)
	}
	seqs = append(seqs, direct)
	order := []*Ancestor{a}
	seen := map[*Ancestor]bool{a: true}
	for {
		var pick *Ancestor
		var first *Ancestor
		for _, s := range seqs {
			if len(s) == 0 {
				continue
			}
			if first == nil {
				first = s[0]
			}
			tail := false
			for _, o := range seqs {
				for i, x := range o {
					tail = tail || i > 0 && same(x, s[0])
				}
			}
			if !tail {
				pick = s[0]
				break
			}
		}
		if first == nil {
			break
		}
		if pick == nil {
			pick = first
		}
		if !seen[pick] {
			seen[pick] = true
			order = append(order, pick)
		}
		for i, s := range seqs {
			seqs[i] = slices.DeleteFunc(s, func(x *Ancestor) bool { return same(x, pick) })
		}
	}
	r.order = order
	return r
}

func same(a, b *Ancestor) bool { return a == b || a.Name != "" && a.Name == b.Name }

// IsSubclass tells whether the class is, or derives from, one of the classes:
// Yes if a chain of bases reaches one, No if all bases are known and none does,
// Unknown otherwise.
func (c *Class) IsSubclass(names ...string) Tri {
	return c.m.subclass(&Ancestor{Name: c.Qualified, Class: c, Known: true}, names)
}

// IsSubclass is Class.IsSubclass for a class by its qualified name.
func (m *Module) IsSubclass(q string, names ...string) Tri {
	if q == "" {
		return Unknown
	}
	return m.subclass(m.Named(q), names)
}

func (m *Module) subclass(a *Ancestor, names []string) Tri {
	answer := No
	seen := map[string]bool{}
	var visit func(a *Ancestor, depth int) bool
	visit = func(a *Ancestor, depth int) bool {
		if slices.Contains(names, a.Name) {
			return true
		}
		if a.Name == "" || depth > maxChain {
			answer = Unknown
			return false
		}
		if seen[a.Name] {
			return false
		}
		seen[a.Name] = true
		if !a.Known {
			for _, n := range names {
				if !unrelated(a.Name, n) {
					answer = Unknown
				}
			}
			return false
		}
		bases, splat := m.bases(a)
		if splat {
			answer = Unknown
		}
		for _, b := range bases {
			if b == "builtins.object" {
				continue
			}
			if visit(m.Named(b), depth+1) {
				return true
			}
		}
		return false
	}
	if visit(a, 0) {
		return Yes
	}
	return answer
}

// Closed tells whether every class in the chain of bases is known.
func (c *Class) Closed() bool {
	if c.Splat {
		return false
	}
	for _, a := range c.Ancestors() {
		if !a.Known || a.Info != nil && a.Info.Dynamic || a.Class != nil && a.Class.Splat {
			return false
		}
	}
	return true
}

// Member is a name that the body of a class binds.
type Member struct {
	Binding
	Type  syntax.Node // the annotation of x: T, or nil
	Value syntax.Node // of an assignment, or nil
}

func (m *Module) newMember(b Binding) *Member {
	x := &Member{Binding: b}
	if b.Kind == Assignment || b.Kind == Annotation {
		stmt := b.Stmt()
		x.Type = stmt.Child(syntax.FType)
		if b.Kind == Assignment && b.direct(stmt) {
			x.Value = stmt.Child(syntax.FRight)
		}
	}
	return x
}

// Func is the method, if the member is one.
func (x *Member) Func() *Func {
	if x == nil || x.Kind != Function {
		return nil
	}
	return x.Scope.m.Func(x.Stmt())
}

// Member is what the body of the class binds to name; nil if nothing does, or
// several things do (a method with its property setter, or overloads: see
// MemberList).
func (c *Class) Member(name string) *Member {
	list := c.MemberList(name)
	if len(list) == 2 && list[0].Kind == Annotation && list[1].Kind == Assignment {
		list[1].Type = list[0].Type
		return list[1]
	}
	if len(list) != 1 {
		return nil
	}
	return list[0]
}

// MemberList is everything that the body of the class binds to name, in the
// order of the source.
func (c *Class) MemberList(name string) []*Member {
	if c.scope.IsNil() {
		return nil
	}
	var out []*Member
	for _, b := range c.m.bindings(c.scope, name) {
		out = append(out, c.m.newMember(b))
	}
	return out
}

// Members are what the body of the class binds, in the order of the source.
func (c *Class) Members() []*Member {
	if c.scope.IsNil() {
		return nil
	}
	var all []Binding
	for _, name := range c.m.Names(c.scope) {
		all = append(all, c.m.bindings(c.scope, name)...)
	}
	slices.SortFunc(all, func(a, b Binding) int {
		if a.unit != b.unit {
			return int(a.unit - b.unit)
		}
		return int(a.node - b.node)
	})
	out := make([]*Member, len(all))
	for i, b := range all {
		out[i] = c.m.newMember(b)
	}
	return out
}

// FindMember looks name up along the class and its ancestors: in this file
// (member), or in another one (info). certain is false if a class that is not
// known stands before the place, or it was not found and one stands anywhere.
func (c *Class) FindMember(name string) (member *Member, info *MemberInfo, certain bool) {
	return c.m.findMember(append([]*Ancestor{{Name: c.Qualified, Class: c, Known: true}}, c.Ancestors()...), name)
}

func (m *Module) findMember(chain []*Ancestor, name string) (*Member, *MemberInfo, bool) {
	for _, a := range chain {
		switch {
		case a.Class != nil:
			if list := a.Class.MemberList(name); len(list) > 0 {
				return list[len(list)-1], nil, true
			}
		case a.Info != nil:
			if i := a.Info.Member(name); i != nil {
				return nil, i, true
			}
			if a.Info.Dynamic {
				return nil, nil, false
			}
		default:
			return nil, nil, false
		}
	}
	return nil, nil, true
}

// Member is the last member of the name that is no instance attribute, or nil.
func (c *ClassInfo) Member(name string) *MemberInfo {
	for i := len(c.Members) - 1; i >= 0; i-- {
		if c.Members[i].Name == name && !c.Members[i].Instance {
			return c.Members[i]
		}
	}
	return nil
}
