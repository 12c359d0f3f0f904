package semantic

import "github.com/pyidiom/pyidiom/analysis/syntax"

// BindingKind says how a name is bound.
type BindingKind uint8

const (
	Import        BindingKind = 1 + iota // import a.b, import a as b, from m import a
	Assignment                           // x = v, also as part of a tuple
	Augmented                            // x += v
	Annotation                           // x: T, without a value
	For                                  // for x in v, in a statement
	Comprehension                        // for x in v, in a comprehension
	With                                 // with v as x
	Except                               // except E as x; deleted at the end of the clause
	Walrus                               // x := v
	Capture                              // of a case pattern
	Delete                               // del x
	Function                             // def x
	ClassDef                             // class x
	Parameter                            // of a function or lambda
	TypeAlias                            // type x = T
	TypeParam                            // [x]
)

// Guard is a set of conditions that a binding stands under.
type Guard uint8

const (
	Conditional     Guard = 1 << iota // in any if, loop, try, match or with whose body may not run to here
	TypeChecking                      // if TYPE_CHECKING
	NotTypeChecking                   // its else
	ImportGuard                       // in a try whose handlers catch ImportError, or in such a handler
	VersionTest                       // a branch of a test of sys.version_info or sys.platform
)

// ScopeKind is the kind of a scope.
type ScopeKind uint8

const (
	ModuleScope ScopeKind = 1 + iota
	ClassScope
	FunctionScope
	LambdaScope
	ComprehensionScope
	TypeParamScope // PEP 695: between a generic definition and what is around it
)

// facts is what one unit says by itself. All node numbers are indices into the
// unit.
type facts struct {
	scopes   []scopeFact // scopes[0] is what the unit stands in: the module or a class
	owner    []int32     // by node: the scope in which a name written there is looked up
	bindings []bindingFact
	class    int32 // the class scope whose body a header opens, or -1

	// Names that leave the unit: free are looked up past a class around the
	// unit, at in scope 0 itself.
	free    map[string][]int32
	globals map[string][]int32 // bindings of module-level names from functions: global x

	attributes map[string][]int32 // names after a dot
	strings    map[string][]int32 // values of short literals without escapes
	quoted     map[string][]int32 // words of strings that may be annotations, and of type comments
	quotes     [2]int32           // strings in single and in double quotes, not in triple ones
	stars      []int32            // bindings that are star imports, anywhere
	imports    []int32            // bindings by import statements, anywhere
	broken     bool               // an error node, or nested too deep to be read
}

// scopeFact is one scope of a unit.
type scopeFact struct {
	kind    ScopeKind
	node    int32 // definition, lambda or comprehension
	parent  int32 // -1 for scopes[0]
	symbols map[string]*symbolFact
}

// symbolFact is a name within one scope.
type symbolFact struct {
	bindings []int32 // into facts.bindings
	refs     []int32 // identifier nodes that are looked up from this scope
	global   bool    // declared global
	nonlocal bool    // declared nonlocal
	walrus   bool    // of a comprehension: bound by := for the scope around
}

// bound tells whether the scope itself holds the name.
func (s *symbolFact) bound() bool { return s != nil && len(s.bindings) > 0 && !s.global && !s.nonlocal }

// bindingFact is one place where a name is bound.
type bindingFact struct {
	name   string
	kind   BindingKind
	guard  Guard
	scope  int32
	node   int32  // identifier
	stmt   int32  // what binds it: statement, definition, parameter, clause
	module string // of an import: with its leading dots
	attr   string // of a from import; "*" for a star import
	dotted bool   // import a.b without as: the name stands for a, module is "a.b"
}

// maxDepth is how deep nodes may nest before the rest is left out.
const maxDepth = 20000

// maxString is the length above which string values are not kept.
const maxString = 120

func factsOf(u *syntax.Unit) *facts {
	return u.Derive(func() any { return collect(u) }).(*facts)
}

// symbol is the entry of name in scope s, made if there is none.
func (f *facts) symbol(s int32, name string) *symbolFact {
	m := f.scopes[s].symbols
	if m == nil {
		m = map[string]*symbolFact{}
		f.scopes[s].symbols = m
	}
	y := m[name]
	if y == nil {
		y = &symbolFact{}
		m[name] = y
	}
	return y
}

// Where a name leads, besides the number of a scope of the unit.
const (
	toModule int32 = -1 // past everything in the unit, and past a class around it
	toOuter  int32 = -2 // nothing in the unit binds it; looked up from scope 0
)

// home is the scope that name means when written in scope s: a scope of the
// unit other than 0, toModule or toOuter.
func (f *facts) home(s int32, name string) int32 {
	if s == 0 {
		return toOuter
	}
	first := s
	if y := f.scopes[s].symbols[name]; y != nil {
		switch {
		case y.global:
			return toModule
		case y.bound():
			return s
		case y.nonlocal:
			// From here on only functions count, which is what the loop does.
		}
	}
	for p := f.scopes[s].parent; p > 0; p = f.scopes[p].parent {
		sc := &f.scopes[p]
		// Classes are seen from their own body only, and from the type
		// parameter scopes right in it.
		if sc.kind == ClassScope && !(f.scopes[first].kind == TypeParamScope && f.scopes[first].parent == p) {
			continue
		}
		y := sc.symbols[name]
		if y == nil {
			continue
		}
		if y.global {
			return toModule
		}
		if y.bound() {
			return p
		}
	}
	// A type parameter scope right in the class around the unit sees the class.
	if f.scopes[first].kind == TypeParamScope && f.scopes[first].parent == 0 {
		return toOuter
	}
	return toModule
}
