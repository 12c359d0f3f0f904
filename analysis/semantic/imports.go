package semantic

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// ImportedModules are the dotted names of all modules imported anywhere in the
// file, sorted; of "from a import b" both "a" and "a.b". They are taken from
// the version before if the edit touched no import.
func (m *Module) ImportedModules() []string {
	m.importedOnce.Do(func() {
		if m.imported != nil {
			return
		}
		m.imported = []string{}
		for i := range m.raw.UnitCount() {
			m.imported = m.appendImported(m.imported, m.raw.Unit(i))
		}
		slices.Sort(m.imported)
		m.imported = slices.Compact(m.imported)
	})
	return m.imported
}

func (m *Module) appendImported(list []string, u *syntax.Unit) []string {
	f := factsOf(u)
	for _, k := range f.imports {
		b := &f.bindings[k]
		name := m.Absolute(b.module)
		if name == "" {
			continue
		}
		list = append(list, name)
		if b.attr != "" && b.attr != "*" {
			list = append(list, name+"."+b.attr)
		}
	}
	return list
}

// carryImported takes the imports of the version before if the units that
// differ import the same.
func (m *Module) carryImported(prev *Module, first, oldEnd, newEnd int) {
	var old, new []string
	for i := first; i < oldEnd; i++ {
		old = prev.appendImported(old, prev.raw.Unit(i))
	}
	for i := first; i < newEnd; i++ {
		new = m.appendImported(new, m.raw.Unit(i))
	}
	if slices.Equal(old, new) {
		m.imported = prev.ImportedModules()
	}
}
