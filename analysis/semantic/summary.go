package semantic

// Env answers what is known of other modules. Its answers do not change during
// the life of a Module.
type Env interface {
	// Module is the summary of an importable module of the project by its
	// dotted name, or nil.
	Module(name string) *Summary

	// Importers are the modules of the project that import the module called
	// name, or names from it, by their dotted names, sorted.
	Importers(name string) []*Summary

	// Subclasses are the classes of the project that name q, a qualified name,
	// as a base in a way that resolves to it, sorted by qualified name.
	Subclasses(q string) []*ClassInfo
}

// Summary is what other files see of a file. It is a function of the text and
// the name of the module alone: names of other modules are recorded as they
// are imported and settled by the reader, with [Module.Qualify].
type Summary struct {
	Name string // dotted module name, "" if it cannot be imported
	Path string
	Hash uint64 // of everything but positions
	API  uint64 // of Exports, Stars and All, without positions

	Exports map[string]*Export // what the module binds, also names with underscores
	Stars   []string           // modules whose names it takes with import *, in order
	All     []string           // __all__, where there is one
	HasAll  bool
	AllOpen bool // __all__ has parts that are not literal

	Imports    []string // dotted names of all modules imported anywhere in the file, and of what is taken from them, sorted
	TypesOnly  []string // of Imports, those that stand only under "if TYPE_CHECKING:", sorted
	Fixtures   []*Fixture
	Validators []*Validator        // of Pydantic models and dataclasses at module level, in order
	Depends    map[string]bool     // qualified names of what FastAPI's Depends() and Security() are given
	SelfUses   map[string][]string // by class and name of an async method at module level, "Repo.load": the attributes of its object that it mentions, sorted
	Attributes map[string]bool     // names after a dot, anywhere
	Calls      map[string]int      // by the qualified name of a callee: the most positional arguments it is called with, -1 for *args; of the builtins only isinstance and issubclass, where they ask for other than builtin classes
	Keywords   map[string][]string // by the qualified name of a callee that may be of the project: the keyword arguments that all calls have, sorted, "**" for an unpacking
	Uses       map[string]bool     // qualified names reached through dots: "pytest.mark.asyncio"
	Strings    map[string]bool     // values of the short string literals that are identifiers
	Generated  bool                // a comment at the top says that the file is generated
}

// ExportKind says what a module-level name is.
type ExportKind uint8

const (
	ExportUnknown  ExportKind = iota // bound in several ways
	ExportAlias                      // imported, or X = Y: Target
	ExportClass                      // Class
	ExportFunction                   // Func
	ExportVariable                   // Value
)

// Export is one module-level name.
type Export struct {
	Name       string
	Kind       ExportKind
	Target     string // of an alias: a qualified name, settled with Module.Qualify
	Class      *ClassInfo
	Func       *FuncInfo
	Value      *ValueInfo
	Stars      []string // star imports after the binding, which may have replaced it
	Start, End int      // of the name, in bytes of the file
}

// ClassInfo is a class of a summary.
type ClassInfo struct {
	Name       string
	Qualified  string
	Module     string
	Path       string
	Bases      []string // qualified names, "" for one that is not certain; subscripts are left out
	BaseTexts  []string // as written
	Keywords   []string // of the class statement, metaclass= among them; "**" for an unpacking
	Metaclass  string   // qualified name, "" if none or not certain
	Decorators []string // qualified names, "" for one that is not certain
	Members    []*MemberInfo
	Dynamic    bool // the body binds names in ways that are not seen (star arguments, exec, conditions around members)
	Start, End int  // of the name, in bytes of the file
}

// MemberInfo is a name that a class body binds.
type MemberInfo struct {
	Name       string
	Kind       BindingKind // Function, ClassDef, Assignment, Annotation (also with a value), Import
	Func       *FuncInfo
	Class      *ClassInfo
	Value      *ValueInfo // of an assignment, an annotation
	Instance   bool       // not in the body: an attribute that a method sets on self
	Start, End int        // of the name, in bytes of the file
}

// FuncInfo is a function of a summary.
type FuncInfo struct {
	Name       string
	Async      bool
	Generator  bool
	Decorators []string // qualified names, "" for one that is not certain
	Texts      []string // of the same decorators, as written after the @; "" for a long one
	Params     []ParamInfo
	Returns    TypeRef
	Result     string // what it returns, as written, if it does nothing else, and that is a short string or made of a __name__
}

// ParamKind says how an argument reaches a parameter.
type ParamKind uint8

const (
	PositionalOnly ParamKind = iota
	PositionalOrKeyword
	VarPositional
	KeywordOnly
	VarKeyword
)

// ParamInfo is a parameter.
type ParamInfo struct {
	Name    string
	Kind    ParamKind
	Default bool // has one
	Type    TypeRef
}

// TypeRef is an annotation in a summary.
type TypeRef struct {
	Text  string   // as written, "" for none
	Names []string // qualified names of what it refers to, in order, those that are certain
	Type  Type     // what a value of it is, if that is certain
}

// ValueInfo is the value of a name.
type ValueInfo struct {
	Callee     string   // of a call: the qualified name of what is called
	Keywords   []string // of a call: its keyword arguments as written, "**" for an unpacking
	Arguments  []Argument
	Annotation TypeRef
	HasValue   bool
	Type       Type   // what it holds, if that is certain
	Means      Type   // used as an annotation: what a value of it is
	Text       string // of the value, if it is short
}

// Argument is an argument of a call that makes the value of a name.
type Argument struct {
	Name   string // of a keyword argument; "" for a positional one, "*" and "**" for an unpacking
	Text   string // of the value, if it is short
	Callee string // of a value that is a call: the qualified name of what is called
}

// Fixture is a pytest fixture.
type Fixture struct {
	Name      string // under which it is requested
	Function  string // of the function
	Class     string // around it, "" at module level
	Decorator string // "pytest.fixture", "pytest_asyncio.fixture"
	Scope     string // "function" by default, "" if it is not a literal
	LoopScope string
	Autouse   bool
	Params    bool // has params=
	Func      *FuncInfo

	Start, End int // of the function's name, in bytes of the file
}

// Validator is a method decorated with Pydantic's field_validator, called with
// the literal names of fields and maybe a literal mode.
type Validator struct {
	Class      string // around it
	Name       string
	Mode       string // "after" by default
	Fields     []string
	Body       uint64 // hash of what it does, see Module.BodyHash; 0 for nothing certain
	Start, End int    // of its name, in bytes of the file
}
