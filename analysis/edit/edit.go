// Package edit makes and applies text edits, and owns the dances of a fix:
// imports, arguments, decorators, statements, free names.
package edit

import (
	"cmp"
	"slices"

	"github.com/pyidiom/pyidiom/analysis/semantic"
)

// Edit replaces the bytes [Start, End) of a file by New.
type Edit struct {
	Start, End int
	New        string
}

// Apply applies edits, which all speak of b and do not overlap.
func Apply(b []byte, edits []Edit) []byte {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b Edit) int { return cmp.Compare(a.Start, b.Start) })
	var out []byte
	at := 0
	for _, e := range sorted {
		out = append(out, b[at:e.Start]...)
		out = append(out, e.New...)
		at = e.End
	}
	return append(out, b[at:]...)
}

// Builder collects the edits of one fix of one file.
type Builder struct {
	m     *semantic.Module
	edits []Edit
}

// NewBuilder starts a fix in the file of m.
func NewBuilder(m *semantic.Module) *Builder { return &Builder{m: m} }
