package edit

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// names is what the builder needs to know of the names of a file: where each
// import stands, what every scope binds, and which uses reach the module.
type names struct {
	imports []*importStmt
	module  *scope
	scopes  map[syntax.Node]*scope
	uses    map[string][]use
	texts   map[string][]use // names in string annotations and type comments
	exports map[string]bool  // in __all__
}

// use is one reference.
type use struct {
	node       syntax.Node
	start, end int
	scope      *scope
}

// scope is a namespace: module, class, function, lambda or comprehension.
type scope struct {
	node    syntax.Node
	parent  *scope
	class   bool
	comp    bool
	bound   map[string][]syntax.Node // the nodes that bind a name
	globals map[string]bool          // declared global here
	free    map[string]bool          // declared nonlocal here
}

func (s *scope) bind(name string, n syntax.Node) { s.bound[name] = append(s.bound[name], n) }

// place says where an import statement stands.
type place uint8

const (
	topLevel     place = iota // a statement of the module
	typeChecking              // under a module-level "if TYPE_CHECKING:"
	nested                    // under if, try, in a function
)

// importStmt is "import ..." or "from ... import ...".
type importStmt struct {
	node   syntax.Node
	place  place
	from   bool
	module string // of a from import, with its leading dots
	items  []importItem
	star   bool
}

// importItem is one name of an import statement.
type importItem struct {
	node  syntax.Node
	name  string // imported name, or dotted module name
	as    string
	bound string // the name it binds
}

func scanNames(f *syntax.File) *names {
	ns := &names{scopes: map[syntax.Node]*scope{}, uses: map[string][]use{}, texts: map[string][]use{}, exports: map[string]bool{}}
	ns.module = ns.scope(f.Root(), nil)
	ns.children(f.Root(), ns.module)
	return ns
}

func (ns *names) scope(n syntax.Node, parent *scope) *scope {
	s := &scope{node: n, parent: parent, bound: map[string][]syntax.Node{}, globals: map[string]bool{}, free: map[string]bool{}}
	ns.scopes[n] = s
	return s
}

func (ns *names) children(n syntax.Node, s *scope) {
	for c := range n.Children() {
		ns.visit(c, s)
	}
}

func (ns *names) visit(n syntax.Node, s *scope) {
	switch n.Kind() {
	case syntax.KIdentifier:
		name := n.Text()
		ns.uses[name] = append(ns.uses[name], use{n, n.Start(), n.End(), s})
	case syntax.KFunctionDefinition:
		s.bind(n.Child(syntax.FName).Text(), n.Child(syntax.FName))
		fn := ns.scope(n, s)
		for c := range n.Children() {
			switch {
			case c.Field() == syntax.FName:
			case c.Is(syntax.KParameters):
				ns.parameters(c, fn, s)
			case c.Field() == syntax.FTypeParameters:
				ns.typeParameters(c, fn)
			case c.Field() == syntax.FReturnType:
				ns.visit(c, fn)
			default:
				ns.visit(c, fn)
			}
		}
	case syntax.KLambda:
		fn := ns.scope(n, s)
		for c := range n.Children() {
			if c.Is(syntax.KLambdaParameters) {
				ns.parameters(c, fn, s)
			} else {
				ns.visit(c, fn)
			}
		}
	case syntax.KClassDefinition:
		s.bind(n.Child(syntax.FName).Text(), n.Child(syntax.FName))
		cl := ns.scope(n, s)
		cl.class = true
		for c := range n.Children() {
			switch c.Field() {
			case syntax.FName:
			case syntax.FSuperclasses:
				ns.visit(c, s)
			case syntax.FTypeParameters:
				ns.typeParameters(c, cl)
			default:
				ns.visit(c, cl)
			}
		}
	case syntax.KListComprehension, syntax.KSetComprehension, syntax.KDictionaryComprehension, syntax.KGeneratorExpression:
		c := ns.scope(n, s)
		c.comp = true
		ns.children(n, c)
	case syntax.KForInClause, syntax.KForStatement:
		for c := range n.Children() {
			if c.Field() == syntax.FLeft {
				ns.target(c, s)
			} else {
				ns.visit(c, s)
			}
		}
	case syntax.KAssignment, syntax.KAugmentedAssignment:
		ns.assignment(n, s)
	case syntax.KNamedExpression:
		to := s
		for to.comp && to.parent != nil {
			to = to.parent
		}
		for c := range n.Children() {
			if c.Field() == syntax.FName {
				ns.target(c, to)
			} else {
				ns.visit(c, s)
			}
		}
	case syntax.KAsPatternTarget:
		for c := range n.Children() {
			ns.target(c, s)
		}
	case syntax.KCasePattern:
		ns.pattern(n, s)
	case syntax.KDeleteStatement:
		for c := range n.Named() {
			ns.target(c, s)
			ns.visit(c, s)
		}
	case syntax.KTypeAliasStatement:
		ns.typeAlias(n, s)
	case syntax.KGlobalStatement, syntax.KNonlocalStatement:
		for c := range n.Named() {
			name := c.Text()
			if n.Is(syntax.KGlobalStatement) {
				s.globals[name] = true
			} else {
				s.free[name] = true
			}
			ns.uses[name] = append(ns.uses[name], use{c, c.Start(), c.End(), s})
		}
	case syntax.KAttribute:
		ns.visit(n.Child(syntax.FObject), s)
		for c := range n.Children() {
			if c.IsExtra() {
				ns.visit(c, s)
			}
		}
	case syntax.KKeywordArgument:
		ns.visit(n.Child(syntax.FValue), s)
	case syntax.KImportStatement, syntax.KImportFromStatement, syntax.KFutureImportStatement:
		ns.importStatement(n, s)
	case syntax.KString:
		ns.str(n, s)
	case syntax.KComment:
		if t := n.Text(); strings.HasPrefix(strings.TrimLeft(t, "# "), "type:") {
			ns.words(t, n, s)
		}
	default:
		ns.children(n, s)
	}
}

// parameters binds the names of parameters in fn; annotations and defaults
// belong to the scope around it.
func (ns *names) parameters(n syntax.Node, fn, outer *scope) {
	for p := range n.Named() {
		switch p.Kind() {
		case syntax.KIdentifier, syntax.KListSplatPattern, syntax.KDictionarySplatPattern, syntax.KTuplePattern:
			ns.target(p, fn)
		case syntax.KTypedParameter:
			for c := range p.Named() {
				if c.Field() == syntax.FType {
					ns.visit(c, annotationScope(fn, outer))
				} else {
					ns.target(c, fn)
				}
			}
		case syntax.KDefaultParameter, syntax.KTypedDefaultParameter:
			for c := range p.Named() {
				switch c.Field() {
				case syntax.FName:
					ns.target(c, fn)
				case syntax.FType:
					ns.visit(c, annotationScope(fn, outer))
				default:
					ns.visit(c, outer)
				}
			}
		default:
			ns.visit(p, outer)
		}
	}
}

// annotationScope is the scope that annotations of parameters see: the one
// around the function, and the function's type parameters where it has them.
func annotationScope(fn, outer *scope) *scope {
	if fn.node.Child(syntax.FTypeParameters).IsNil() {
		return outer
	}
	return fn
}

func (ns *names) typeParameters(n syntax.Node, s *scope) {
	for d := range n.Descendants() {
		if d.Is(syntax.KIdentifier) {
			s.bind(d.Text(), d)
			ns.visit(d, s)
		}
	}
}

func (ns *names) typeAlias(n syntax.Node, s *scope) {
	first := true
	for c := range n.Named() {
		if first {
			for d := range c.Descendants() {
				if d.Is(syntax.KIdentifier) {
					s.bind(d.Text(), d)
					break
				}
			}
			first = false
		}
		ns.visit(c, s)
	}
}

func (ns *names) assignment(n syntax.Node, s *scope) {
	left := n.Child(syntax.FLeft)
	for c := range n.Children() {
		if c.Field() == syntax.FLeft {
			ns.target(c, s)
			if n.Is(syntax.KAugmentedAssignment) {
				ns.visit(c, s)
			}
		} else {
			ns.visit(c, s)
		}
	}
	if left.Is(syntax.KIdentifier) && left.Text() == "__all__" {
		ns.export(n)
	}
}

func (ns *names) export(n syntax.Node) {
	for d := range n.Descendants() {
		if d.Is(syntax.KString) {
			ns.exports[strings.Trim(d.Text(), "rbuRBU'\"")] = true
		}
	}
}

// target binds the names of an assignment target and visits the rest of it.
func (ns *names) target(n syntax.Node, s *scope) {
	switch n.Kind() {
	case syntax.KIdentifier:
		name := n.Text()
		if s.globals[name] {
			ns.module.bind(name, n)
			return
		}
		s.bind(name, n)
	case syntax.KAttribute, syntax.KSubscript, syntax.KCall:
		ns.visit(n, s)
	default:
		for c := range n.Children() {
			ns.target(c, s)
		}
	}
}

// pattern binds the captures of a case pattern: a dotted_name of one
// identifier, unless it is a class or a keyword.
func (ns *names) pattern(n syntax.Node, s *scope) {
	switch n.Kind() {
	case syntax.KDottedName:
		id := n.FirstChild()
		if id.NextSibling().IsNil() && !n.Parent().Is(syntax.KClassPattern) {
			s.bind(id.Text(), id)
			return
		}
		ns.visit(id, s)
	case syntax.KKeywordPattern:
		first := true
		for c := range n.Named() {
			if !first {
				ns.pattern(c, s)
			}
			first = false
		}
	case syntax.KIdentifier:
		s.bind(n.Text(), n)
	case syntax.KString:
	default:
		for c := range n.Children() {
			ns.pattern(c, s)
		}
	}
}

// str looks into strings that may hold names: those in annotations and in
// arguments of the typing functions that take a forward reference, and the
// fields of f-strings.
func (ns *names) str(n syntax.Node, s *scope) {
	plain := true
	for c := range n.Children() {
		if c.Is(syntax.KInterpolation) {
			plain = false
			ns.children(c, s)
		}
	}
	if plain && mayAnnotate(n) {
		ns.words(n.Text(), n, s)
	}
}

func mayAnnotate(n syntax.Node) bool {
	for p := n.Parent(); !p.IsNil(); p = p.Parent() {
		switch p.Kind() {
		case syntax.KType, syntax.KSubscript, syntax.KTypeAliasStatement:
			return true
		case syntax.KCall:
			f := p.Child(syntax.FFunction)
			if f.Is(syntax.KAttribute) {
				f = f.Child(syntax.FAttribute)
			}
			switch f.Text() {
			case "cast", "TypeVar", "ForwardRef", "NewType", "TypeAliasType", "NamedTuple", "TypedDict":
				return true
			}
		case syntax.KBlock, syntax.KModule:
			return false
		}
	}
	return false
}

func (ns *names) words(t string, n syntax.Node, s *scope) {
	for w := range identifiers(t) {
		ns.texts[w] = append(ns.texts[w], use{n, n.Start(), n.End(), s})
	}
}

func (ns *names) importStatement(n syntax.Node, s *scope) {
	st := &importStmt{node: n, from: !n.Is(syntax.KImportStatement), place: placeOf(n)}
	if n.Is(syntax.KFutureImportStatement) {
		st.module = "__future__"
	}
	for c := range n.Named() {
		switch {
		case c.Field() == syntax.FModuleName:
			st.module = compact(c.Text())
		case c.Is(syntax.KWildcardImport):
			st.star = true
		case c.Is(syntax.KAliasedImport):
			it := importItem{node: c, name: compact(c.Child(syntax.FName).Text()), as: c.Child(syntax.FAlias).Text()}
			it.bound = it.as
			st.items = append(st.items, it)
		case c.Is(syntax.KDottedName):
			it := importItem{node: c, name: compact(c.Text())}
			it.bound, _, _ = strings.Cut(it.name, ".")
			st.items = append(st.items, it)
		}
	}
	ns.imports = append(ns.imports, st)
	for _, it := range st.items {
		if s.globals[it.bound] {
			ns.module.bind(it.bound, it.node)
		} else {
			s.bind(it.bound, it.node)
		}
	}
}

// compact removes the white space a dotted name may have around its dots.
func compact(s string) string {
	if !strings.ContainsAny(s, " \t\f\\\r\n") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\f\\\r\n", r) {
			return -1
		}
		return r
	}, s)
}

// placeOf tells where an import stands.
func placeOf(n syntax.Node) place {
	p := n.Parent()
	if p.Is(syntax.KModule) {
		return topLevel
	}
	if p.Is(syntax.KBlock) {
		if i := p.Parent(); isTypeChecking(i) && p.Field() == syntax.FConsequence && i.Parent().Is(syntax.KModule) {
			return typeChecking
		}
	}
	return nested
}

// isTypeChecking tells whether n is "if TYPE_CHECKING:", however spelled.
func isTypeChecking(n syntax.Node) bool {
	if !n.Is(syntax.KIfStatement) {
		return false
	}
	c := n.Child(syntax.FCondition)
	if c.Is(syntax.KAttribute) {
		c = c.Child(syntax.FAttribute)
	}
	return c.Is(syntax.KIdentifier) && c.Text() == "TYPE_CHECKING"
}

// at is the scope that the code at n is in.
func (ns *names) at(n syntax.Node) *scope {
	n = n.In(ns.module.node.File())
	for p := n; !p.IsNil(); p = p.Parent() {
		if s := ns.scopes[p]; s != nil && (p == n || !outside(p, n)) {
			return s
		}
	}
	return ns.module
}

// outside tells whether n, under the definition def, is evaluated in the scope
// around it: decorators, bases, defaults.
func outside(def, n syntax.Node) bool {
	body := def.Child(syntax.FBody)
	return def.Is(syntax.KFunctionDefinition, syntax.KClassDefinition) && !body.IsNil() && n.Start() < body.Start()
}

// resolve is the scope in which a name used in s is found: the module for
// names that nothing binds.
func (ns *names) resolve(s *scope, name string) *scope {
	first := true
	for ; s.parent != nil; s = s.parent {
		if s.globals[name] {
			return ns.module
		}
		if !s.free[name] && len(s.bound[name]) > 0 && (first || !s.class) {
			return s
		}
		if !s.comp {
			first = false
		}
	}
	return ns.module
}

// moduleUses gives the uses of a module-level name.
func (ns *names) moduleUses(name string) []use {
	var out []use
	for _, u := range ns.uses[name] {
		if ns.resolve(u.scope, name) == ns.module {
			out = append(out, u)
		}
	}
	return out
}
