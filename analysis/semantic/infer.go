package semantic

import "github.com/pyidiom/pyidiom/analysis/syntax"

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

	// Args are the type arguments where they are known: of list[Item].
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

// TypeOf is what the expression n holds.
func (m *Module) TypeOf(n syntax.Node) Type { return Type{} }

// IsInstance tells whether t is an instance of one of the classes or of a class
// that derives from one.
func (m *Module) IsInstance(t Type, names ...string) Tri { return Unknown }

// parseString parses the contents of a string annotation.
func (m *Module) parseString(n syntax.Node) (syntax.Node, bool) { return syntax.Node{}, false }
