package edit

import (
	"errors"
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/syntax"
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
func Settle(before, after *syntax.File, edits []Edit) ([]Edit, error) {
	old, now := scanNames(before), scanNames(after)
	for name := range now.uses {
		if now.unbound(name) && !old.unbound(name) && len(old.module.bound[name]) > 0 {
			return nil, fmt.Errorf("%w: %s", ErrUnbound, name)
		}
	}
	for name, nodes := range now.module.bound {
		if len(nodes) > 1 && len(old.module.bound[name]) == 0 {
			return nil, fmt.Errorf("%w: %s", ErrTwice, name)
		}
	}
	b := &Builder{f: after, src: after.Text.Bytes(), names: now}
	for _, st := range now.imports {
		for _, it := range st.items {
			if st.place != nested && len(now.moduleUses(it.bound)) == 0 && old.tidied(it.bound, edits) {
				b.DropUnused(it.bound)
			}
		}
	}
	if len(b.dropNames) == 0 {
		return nil, nil
	}
	return b.Edits()
}

// unbound tells whether a use of the name reaches the module, which does not
// bind it.
func (ns *names) unbound(name string) bool {
	return len(ns.module.bound[name]) == 0 && len(ns.moduleUses(name)) > 0
}

// tidied tells whether edits took a use of the module-level name, and wanted
// what this leaves unused to go. An edit that only touches the use may have made
// another name of it: validator -> field_validator.
func (ns *names) tidied(name string, edits []Edit) bool {
	for _, u := range ns.moduleUses(name) {
		for _, e := range edits {
			if e.tidy && e.Start <= u.end && u.start <= e.End {
				return true
			}
		}
	}
	return false
}
