package edit

import "github.com/pyidiom/pyidiom/analysis/syntax"

// FreeName gives the first of the candidates that the code at the node at can
// bind in its scope: no scope that the code sees binds it, no scope below
// uses it for something else, and it is no builtin that the file uses.
func (b *Builder) FreeName(at syntax.Node, candidates ...string) (string, bool) {
	ns := b.scan()
	for _, name := range candidates {
		free := true
		for s := ns.at(at); s != nil; s = s.parent {
			free = free && len(s.bound[name]) == 0
		}
		// A use that resolves to a scope outside of this one would be caught.
		for _, u := range ns.uses[name] {
			free = free && !within(u.scope, ns.at(at))
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

func within(s, outer *scope) bool {
	for ; s != nil; s = s.parent {
		if s == outer {
			return true
		}
	}
	return false
}

// IsFree tells whether the module can bind name at module level: nothing
// there binds it and nothing refers to it.
func (b *Builder) IsFree(name string) bool {
	_, ok := b.FreeName(b.f.Root(), name)
	return ok
}
