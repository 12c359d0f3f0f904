package semantic

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Tri is an answer that may be unknown.
type Tri uint8

const (
	Unknown Tri = iota
	No
	Yes
)

// maxChain bounds how many imports, aliases and bases are followed in a row.
const maxChain = 40

// Resolve is the canonical qualified name of the expression n: an identifier,
// a chain of attributes, either in parentheses or as an annotation. Imports,
// single assignments X = Y and re-exports of project modules are followed:
// "pydantic.BaseModel", "builtins.str", "shop.models.Book" (a class, function
// or variable of the project), "shop.models" (a module).
//
// It is "" for whatever is not certain: a name bound twice in its scope (unless
// all bindings mean the same), under try/except ImportError or a version test,
// rebound by global or nonlocal, or possibly by a star import; a parameter, a
// loop variable; a call, a subscript.
func (m *Module) Resolve(n syntax.Node) string { return m.resolve(n, m.ScopeOf(n), 0) }

// Is tells whether n resolves to one of the canonical names.
func (m *Module) Is(n syntax.Node, names ...string) bool {
	q := m.Resolve(n)
	if q == "" {
		return false
	}
	for _, name := range names {
		if q == name {
			return true
		}
	}
	return false
}

// Candidates are the canonical names that n, an identifier or a chain of
// attributes, may have, with "" for a possibility that is not known. It has
// one element where Resolve succeeds, and several for a name that is bound in
// branches, for instance by try and except ImportError.
func (m *Module) Candidates(n syntax.Node) []string { return m.candidates(n, 0) }

func (m *Module) candidates(n syntax.Node, depth int) []string {
	n = Unparenthesized(n)
	if depth > maxChain {
		return []string{""}
	}
	switch n.Kind() {
	case syntax.KIdentifier:
		s := m.lookup(n, crowd)
		if s == nil || s.Builtin || s.Star {
			return []string{m.Resolve(n)}
		}
		var out []string
		for i := range s.Bindings {
			q := m.resolveBinding(&s.Bindings[i], 0)
			dup := false
			for _, o := range out {
				dup = dup || o == q
			}
			if !dup {
				out = append(out, q)
			}
		}
		return out
	case syntax.KAttribute:
		attr := n.Child(syntax.FAttribute).Text()
		out := m.candidates(n.Child(syntax.FObject), depth+1)
		for i, q := range out {
			if q != "" {
				out[i] = m.qualify(q+"."+attr, 0)
			}
		}
		return out
	}
	return []string{m.Resolve(n)}
}

// Unparenthesized is the expression in any parentheses around it, or the one
// that a type node holds.
func Unparenthesized(n syntax.Node) syntax.Node {
	for i := 0; i < 100 && n.Is(syntax.KParenthesizedExpression, syntax.KType); i++ {
		inner := syntax.Node{}
		for c := range n.Named() {
			inner = c
			break
		}
		if inner.IsNil() {
			break
		}
		n = inner
	}
	return n
}

// resolve resolves n, whose names are looked up in s: n may be of another
// file, as the contents of a string annotation are.
func (m *Module) resolve(n syntax.Node, s Scope, depth int) string {
	if depth > maxChain {
		return ""
	}
	n = Unparenthesized(n)
	switch n.Kind() {
	case syntax.KIdentifier:
		return m.resolveSymbol(m.find(s, n.Text(), crowd), depth)
	case syntax.KAttribute:
		// A loop, since a hostile file may chain thousands.
		var attrs []string
		for n.Is(syntax.KAttribute) {
			if len(attrs) > maxChain {
				return ""
			}
			attrs = append(attrs, n.Child(syntax.FAttribute).Text())
			n = Unparenthesized(n.Child(syntax.FObject))
		}
		if !n.Is(syntax.KIdentifier) {
			return ""
		}
		q := m.resolveSymbol(m.find(s, n.Text(), crowd), depth)
		for i := len(attrs) - 1; i >= 0 && q != ""; i-- {
			q = m.qualify(q+"."+attrs[i], depth)
		}
		return q
	case syntax.KDottedName:
		q := ""
		for c := range n.Named() {
			if q == "" {
				q = m.resolveSymbol(m.find(s, c.Text(), crowd), depth)
			} else {
				q = m.qualify(q+"."+c.Text(), depth)
			}
			if q == "" {
				return ""
			}
		}
		return q
	case syntax.KMemberType:
		q := ""
		for c := range n.Named() {
			if q == "" {
				q = m.resolve(c, s, depth+1)
			} else {
				q = m.qualify(q+"."+c.Text(), depth)
			}
			if q == "" {
				return ""
			}
		}
		return q
	case syntax.KString:
		if e, ok := m.parseString(n); ok && !n.Ancestor(syntax.KType).IsNil() {
			return m.resolve(e, s, depth+1)
		}
	}
	return ""
}

// ResolveIn is Resolve of a name as if it were written in s: "sa.orm.Session".
func (m *Module) ResolveIn(s Scope, dotted string) string {
	first, rest, more := strings.Cut(dotted, ".")
	q := m.resolveSymbol(m.find(s, first, crowd), 0)
	if q != "" && more {
		q = m.qualify(q+"."+rest, 0)
	}
	return q
}

func (m *Module) resolveSymbol(s *Symbol, depth int) string {
	switch {
	case s == nil:
		return ""
	case s.Star:
		if m.env == nil && s.Scope.unit < 0 {
			return m.qualifier() + "." + s.Name // settled by whoever knows the other modules
		}
		return ""
	case s.Builtin:
		return "builtins." + s.Name
	}
	if only := s.Only(); only != nil {
		return m.resolveBinding(only, depth)
	}
	// Several bindings may agree: import a.b and import a.c, or the branches
	// of try and except ImportError.
	if len(s.Bindings) < 2 || len(s.Bindings) >= crowd {
		return ""
	}
	q := ""
	for i := range s.Bindings {
		b := &s.Bindings[i]
		if b.inner || b.Kind != Import {
			return ""
		}
		r := m.resolveBinding(b, depth)
		if r == "" || q != "" && r != q {
			return ""
		}
		q = r
	}
	return q
}

// resolveBinding is what one binding alone makes of its name.
func (m *Module) resolveBinding(b *Binding, depth int) string {
	if depth > maxChain {
		return ""
	}
	switch b.Kind {
	case Import:
		return m.resolveImport(b, depth)
	case ClassDef, Function, TypeAlias:
		return m.QualifiedName(b)
	case Assignment:
		stmt := b.Stmt()
		if !b.direct(stmt) {
			return ""
		}
		if v := stmt.Child(syntax.FRight); isReference(v) {
			return m.resolve(v, m.ScopeOf(v), depth+1)
		}
		return m.variable(b)
	case Annotation:
		return m.variable(b)
	}
	return ""
}

// variable is the qualified name of a variable; those of functions have none.
func (m *Module) variable(b *Binding) string {
	if k := b.Scope.Kind(); k != ModuleScope && k != ClassScope {
		return ""
	}
	return m.QualifiedName(b)
}

// direct tells whether the assignment binds the name as a whole, not as part
// of a tuple.
func (b *Binding) direct(stmt syntax.Node) bool {
	return stmt.Is(syntax.KAssignment) && stmt.Child(syntax.FLeft).Index() == int(b.node)
}

// isReference tells whether n is an identifier or a chain of attributes on one.
func isReference(n syntax.Node) bool {
	n = Unparenthesized(n)
	for i := 0; n.Is(syntax.KAttribute) && i <= maxChain; i++ {
		n = Unparenthesized(n.Child(syntax.FObject))
	}
	return n.Is(syntax.KIdentifier)
}

func (m *Module) resolveImport(b *Binding, depth int) string {
	mod := m.Absolute(b.Module)
	if mod == "" {
		return ""
	}
	switch {
	case b.Attr != "":
		return m.qualify(mod+"."+b.Attr, depth+1)
	case b.Dotted:
		first, _, _ := strings.Cut(mod, ".")
		return first
	}
	return m.qualify(mod, depth+1)
}

// QualifiedName is the name under which what b binds is known: that of the
// module, with those of classes and functions around ("m.Class.method",
// "m.function.<locals>.name").
func (m *Module) QualifiedName(b *Binding) string { return m.scopePrefix(b.Scope) + b.Name }

func (m *Module) scopePrefix(s Scope) string {
	var parts []string
	for i := 0; i < 1000 && !s.IsNil() && s.unit >= 0; i++ {
		f := s.m.facts(s.unit)
		sc := &f.scopes[s.id]
		switch sc.kind {
		case FunctionScope, ClassScope:
			name := "<unknown>"
			u := m.raw.Unit(int(s.unit))
			for k := u.FirstChild(int(sc.node)); k >= 0; k = u.Next(k) {
				if u.Field(k) == syntax.FName {
					name = string(u.NodeText(k))
				}
			}
			if sc.kind == FunctionScope {
				name += ".<locals>"
			}
			parts = append(parts, name)
			m.readScope(s)
		case LambdaScope:
			parts = append(parts, "<lambda>.<locals>")
		}
		s = m.scope(s.unit, sc.parent)
	}
	var b strings.Builder
	b.WriteString(m.qualifier())
	b.WriteByte('.')
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteString(parts[i])
		b.WriteByte('.')
	}
	return b.String()
}

// Qualify is the canonical name of what is known as q: re-exports of libraries
// and of project modules are followed. It is "" if q is in a project module
// that has no such name, or where the name is not certain.
func (m *Module) Qualify(q string) string { return m.qualify(q, 0) }

func (m *Module) qualify(q string, depth int) string {
	if depth > maxChain {
		return ""
	}
	q = canonical(q)
	if m.env == nil {
		return q
	}
	// The longest part that is a module of the project.
	for end := len(q); end > 0; end = strings.LastIndexByte(q[:end], '.') {
		s := m.module(q[:end])
		if s == nil {
			continue
		}
		if end == len(q) {
			return q
		}
		return m.member(s, q[:end], q[end+1:], depth)
	}
	return q
}

// member follows the name rest in the project module s, called mod.
func (m *Module) member(s *Summary, mod, rest string, depth int) string {
	name, more, hasMore := strings.Cut(rest, ".")
	tail := ""
	if hasMore {
		tail = "." + more
	}
	e := s.Exports[name]
	if e == nil {
		if rest == "__name__" || rest == "__file__" || rest == "__doc__" {
			return ""
		}
		return m.throughStars(s, s.Stars, rest, name, depth)
	}
	if len(e.Stars) > 0 {
		for _, star := range e.Stars {
			if m.starHasAt(star, name, depth+1) != No {
				return ""
			}
		}
	}
	switch e.Kind {
	case ExportAlias:
		if e.Target == "" {
			return ""
		}
		if e.Target == mod+"."+name {
			return "" // imports itself
		}
		return m.qualify(e.Target+tail, depth+1)
	case ExportUnknown:
		return ""
	}
	return mod + "." + rest
}

// throughStars finds a name in the star imports of a project module, the last
// of which wins.
func (m *Module) throughStars(s *Summary, stars []string, rest, name string, depth int) string {
	for i := len(stars) - 1; i >= 0; i-- {
		switch m.starHasAt(stars[i], name, depth+1) {
		case Yes:
			return m.qualify(stars[i]+"."+rest, depth+1)
		case Unknown:
			return ""
		}
	}
	return ""
}

// starHas tells whether "from mod import *" binds name.
func (m *Module) starHas(mod, name string) Tri { return m.starHasAt(mod, name, 0) }

func (m *Module) starHasAt(mod, name string, depth int) Tri {
	if depth > maxChain || mod == "" {
		return Unknown
	}
	s := m.module(mod)
	if s == nil {
		return libraryStar(mod, name)
	}
	if s.HasAll {
		if s.AllOpen {
			for _, n := range s.All {
				if n == name {
					return Yes
				}
			}
			return Unknown
		}
		for _, n := range s.All {
			if n == name {
				return Yes
			}
		}
		return No
	}
	if strings.HasPrefix(name, "_") {
		return No
	}
	if s.Exports[name] != nil {
		return Yes
	}
	answer := No
	for _, star := range s.Stars {
		switch m.starHasAt(star, name, depth+1) {
		case Yes:
			return Yes
		case Unknown:
			answer = Unknown
		}
	}
	return answer
}
