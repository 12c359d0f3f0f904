package edit

import (
	"errors"
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/semantic"
)

// ErrUnbound tells that the result of edits refers to a name that nothing
// binds any more: one fix took an import that another one counts on.
var ErrUnbound = errors.New("a name is no longer bound")

// ErrTwice tells that edits bind a name that was free more than once: two fixes
// chose the same name for what they add.
var ErrTwice = errors.New("a name is bound twice")

// Settle looks at fixes that were made for the same text and applied together.
// Each is right by itself; but one may have removed an import as unused that
// another one uses, or both may have chosen one name for something new, which
// are errors; or each may have left an import for the sake of a use that the
// other removed. The edits to remove such imports speak of the text of after,
// the result of edits on before.
func Settle(before, after *semantic.Module, edits []Edit) ([]Edit, error) {
	for _, name := range after.Delta(before).Names() {
		was, is := len(before.Bindings(name)), len(after.Bindings(name))
		switch {
		case was > 0 && is == 0 && used(after, name):
			return nil, fmt.Errorf("%w: %s", ErrUnbound, name)
		case was == 0 && is > 1:
			return nil, fmt.Errorf("%w: %s", ErrTwice, name)
		}
	}
	b := NewBuilder(after)
	for _, e := range edits {
		if !e.tidy {
			continue
		}
		for _, name := range wordsAt(before.File().Text, e.Start, e.End) {
			b.imported(name, func(st *importStmt, _ *importItem) {
				if st.place != nested && tidied(before, name, edits) && !used(after, name) {
					b.DropUnused(name)
				}
			})
		}
	}
	if len(b.dropNames) == 0 {
		return nil, nil
	}
	return b.Edits()
}

// used tells whether a use of the name reaches the module.
func used(m *semantic.Module, name string) bool {
	for range m.ModuleUses(name) {
		return true
	}
	return false
}

// tidied tells whether edits took a use of the module-level name, and wanted
// what this leaves unused to go. An edit that only touches the use may have made
// another name of it: validator -> field_validator.
func tidied(m *semantic.Module, name string, edits []Edit) bool {
	for n := range m.ModuleUses(name) {
		for _, e := range edits {
			if e.tidy && e.Start <= n.End() && n.Start() <= e.End {
				return true
			}
		}
	}
	return false
}
