package edit

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

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
	node  syntax.Node // dotted_name or aliased_import
	name  string      // imported name, or dotted module name
	as    string
	bound string // the name it binds
}

// importAt reads the import statement n; it is nil if n is something else, and
// the same for the same statement.
func (b *Builder) importAt(n syntax.Node) *importStmt {
	if !n.Is(syntax.KImportStatement, syntax.KImportFromStatement, syntax.KFutureImportStatement) {
		return nil
	}
	n = n.In(b.f)
	st := b.imports[n]
	if st == nil {
		st = readImport(n)
		if b.imports == nil {
			b.imports = map[syntax.Node]*importStmt{}
		}
		b.imports[n] = st
	}
	return st
}

func readImport(n syntax.Node) *importStmt {
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
	return st
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

// isTypeChecking tells whether n is "if TYPE_CHECKING:", however spelled, or "if
// False:", the older way to write it.
func isTypeChecking(n syntax.Node) bool {
	if !n.Is(syntax.KIfStatement) {
		return false
	}
	c := n.Child(syntax.FCondition)
	if c.Is(syntax.KAttribute) {
		c = c.Child(syntax.FAttribute)
	}
	return c.Is(syntax.KIdentifier) && c.Text() == "TYPE_CHECKING" || c.Is(syntax.KFalse)
}

// importsOf are the import statements at module level that import module or
// from it, in the order of the source.
func (b *Builder) importsOf(module string) []*importStmt {
	var out []*importStmt
	for _, x := range b.m.ImportsOf(module) {
		if st := b.importAt(x.Stmt()); len(out) == 0 || out[len(out)-1] != st {
			out = append(out, st)
		}
	}
	return out
}

// importItemAt is the item of an import statement that node is, with its
// statement; nil if it is none.
func (b *Builder) importItemAt(node syntax.Node) (*importStmt, *importItem) {
	st := b.importAt(node.Parent())
	if st == nil {
		return nil, nil
	}
	for i := range st.items {
		if st.items[i].node == node {
			return st, &st.items[i]
		}
	}
	return nil, nil
}

// imported gives the imports among what the module binds to name.
func (b *Builder) imported(name string, yield func(*importStmt, *importItem)) {
	for _, x := range b.m.Bindings(name) {
		if st, it := b.importItemAt(boundBy(&x)); it != nil {
			yield(st, it)
		}
	}
}

// boundBy is the node that binds a name: of an import the item.
func boundBy(x *semantic.Binding) syntax.Node {
	if x.Kind == semantic.Import {
		return x.Node().Parent()
	}
	return x.Node()
}

// bindings are what the module binds to name, but for what the fix takes away.
func (b *Builder) bindings(name string) []semantic.Binding {
	return slices.DeleteFunc(b.m.Bindings(name), func(x semantic.Binding) bool { return b.goes(boundBy(&x)) })
}

// scopeAt is the scope that code put at n is in. That of a definition is its
// body; in front of the body, in decorators, parameters and bases, it is the
// scope around it.
func (b *Builder) scopeAt(n syntax.Node) semantic.Scope {
	if s := b.m.BodyScope(n); !s.IsNil() && !n.Is(syntax.KDecoratedDefinition) {
		return s
	}
	s := b.m.ScopeOf(n)
	for {
		def := s.Node()
		if !def.Is(syntax.KFunctionDefinition, syntax.KClassDefinition) {
			return s
		}
		if body := def.Child(syntax.FBody); body.IsNil() || n.Start() >= body.Start() {
			return s
		}
		s = s.Parent()
	}
}

// reachesModule tells whether name, written in the scope, is the module's, a
// builtin, or bound by nothing.
func (b *Builder) reachesModule(s semantic.Scope, name string) bool {
	y := b.m.Find(s, name)
	return y == nil || y.Builtin || y.Scope.Kind() == semantic.ModuleScope
}

// exported tells whether the module lists name in its __all__.
func (b *Builder) exported(name string) bool {
	for _, x := range b.m.Bindings("__all__") {
		for d := range x.Stmt().Descendants() {
			if d.Is(syntax.KString) && strings.Trim(d.Text(), "rbuRBU'\"") == name {
				return true
			}
		}
	}
	return false
}

// quoted tells whether a string that may be an annotation, or a type comment,
// mentions name.
func (b *Builder) quoted(name string) bool {
	for range b.m.Quoted(name) {
		return true
	}
	return false
}
