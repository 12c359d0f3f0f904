package semantic

import "github.com/pyidiom/pyidiom/analysis/syntax"

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

// IsSubclass tells whether the class is, or derives from, one of the classes:
// Yes if a chain of bases reaches one, No if all bases are known and none does,
// Unknown otherwise.
func (c *Class) IsSubclass(names ...string) Tri { return Unknown }

// Closed tells whether every base, and every base of a base in the project, is
// known.
func (c *Class) Closed() bool { return false }

// Member is what the body of the class binds to name, or nil.
func (c *Class) Member(name string) *Member { return nil }

// Members are what the body of the class binds, in the order of the source.
func (c *Class) Members() []*Member { return nil }

// Member is a name that the body of a class binds.
type Member struct {
	Binding
	Type  syntax.Node // the annotation of x: T, or nil
	Value syntax.Node // of an assignment, or nil
}
