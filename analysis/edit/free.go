package edit

import "github.com/pyidiom/pyidiom/analysis/syntax"

// FreeName gives the first of the candidates that the code at the node at can
// bind in its scope: no scope that the code sees binds it, and neither that
// scope nor one inside it mentions it.
func (b *Builder) FreeName(at syntax.Node, candidates ...string) (string, bool) {
	scope := b.scopeAt(at)
	for _, name := range candidates {
		free := !b.m.Mentions(scope, name)
		for s := scope; free && !s.IsNil(); s = s.Parent() {
			free = !b.m.Bound(s, name)
		}
		for _, a := range b.adds {
			free = free && a.name != name && a.as != name
		}
		if free {
			return name, true
		}
	}
	return "", false
}

// IsFree tells whether the module can bind name at module level: nothing
// there binds it and nothing refers to it.
func (b *Builder) IsFree(name string) bool {
	_, ok := b.FreeName(b.f.Root(), name)
	return ok
}
