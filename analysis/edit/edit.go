// Package edit makes and applies text edits, and owns the dances of a fix:
// imports, arguments, decorators, statements, free names.
//
// A fix is written with a [Builder]: its methods plan edits of one file in
// terms of syntax nodes, [Builder.Edits] gives the result. Everything is kept
// that a fix need not touch: comments, quotes, line endings, indentation.
//
// In short, by what a fix does:
//
//	names       Name, NameLike, TypeName, Import, ImportAs, Bound, FreeName, IsFree
//	imports     MoveName, MoveModule, SetAlias, RenameUses, RemoveName, DropUnused
//	calls       AddKeyword, AddArgument, PrependArgument, RenameKeyword, SetValue
//	lists       AddElement, InsertElement, RemoveElement, DropElement, AddBase
//	parameters  the same on the parameters node; Annotate, SetReturn
//	decorators  AddDecorator, AddInnerDecorator, RemoveDecorator, ReplaceCallee
//	statements  DeleteStatement, InsertBefore, InsertAfter, InsertAtStart,
//	            InsertDefinition, MoveToModule
//	text        Replace, Insert, Part, Reindent, Await, Operand, Str, QuoteLike
//
// Imports whose last use a fix removes go with it; nobody has to ask. What
// differs between code bases is an [Option].
package edit

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Edit replaces the bytes [Start, End) of a file by New.
type Edit struct {
	Start, End int
	New        string

	// drop tells Check that the comments in the range go on purpose.
	drop bool
	// tidy tells Settle that imports which this edit makes unused may go.
	tidy bool
}

// Drop deletes the bytes [start, end) with the comments in it, which Check
// otherwise asks for.
func Drop(start, end int) Edit { return Edit{Start: start, End: end, drop: true} }

// Apply applies edits, which all speak of b and do not overlap.
func Apply(b []byte, edits []Edit) []byte {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, order)
	var out []byte
	at := 0
	for _, e := range sorted {
		out = append(out, b[at:e.Start]...)
		out = append(out, e.New...)
		at = e.End
	}
	return append(out, b[at:]...)
}

// order sorts by place; what is inserted at an offset comes before what
// replaces the text behind it.
func order(a, b Edit) int {
	if c := cmp.Compare(a.Start, b.Start); c != 0 {
		return c
	}
	return cmp.Compare(min(a.End-a.Start, 1), min(b.End-b.Start, 1))
}

// ErrOverlap tells that two edits of one fix touch the same text.
var ErrOverlap = errors.New("edits overlap")

// Normalize sorts edits, joins insertions at one place, drops edits that do
// nothing and trims what an edit's text has in common with the text it
// replaces. It fails if edits overlap or lie outside of the text.
func Normalize(t *syntax.Text, edits []Edit) ([]Edit, error) {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, order)
	var out []Edit
	at := 0
	for _, e := range sorted {
		if e.Start < 0 || e.End < e.Start || e.End > t.Len() {
			return nil, fmt.Errorf("edit [%d, %d) is outside of the file of %d bytes", e.Start, e.End, t.Len())
		}
		if e.Start < at {
			return nil, fmt.Errorf("%w at offset %d", ErrOverlap, e.Start)
		}
		at = e.End
		e = trim(string(t.Slice(e.Start, e.End)), e)
		if e.Start == e.End && e.New == "" {
			continue
		}
		if n := len(out); n > 0 && out[n-1].End == e.Start && out[n-1].drop == e.drop {
			out[n-1].New += e.New
			out[n-1].End = e.End
			continue
		}
		out = append(out, e)
	}
	return out, nil
}

// trim removes the common start and end of the old and the new text, at
// borders of UTF-8 characters and never between CR and LF.
func trim(old string, e Edit) Edit {
	if e.drop {
		return e
	}
	p := 0
	for p < len(old) && p < len(e.New) && old[p] == e.New[p] {
		p++
	}
	for p > 0 && (splits(old, p) || splits(e.New, p)) {
		p--
	}
	old, next := old[p:], e.New[p:]
	s := 0
	for s < len(old) && s < len(next) && old[len(old)-1-s] == next[len(next)-1-s] {
		s++
	}
	for s > 0 && (splits(old, len(old)-s) || splits(next, len(next)-s)) {
		s--
	}
	return Edit{Start: e.Start + p, End: e.End - s, New: next[:len(next)-s]}
}

// splits tells whether offset i of s is inside a character or a CRLF.
func splits(s string, i int) bool {
	if i <= 0 || i >= len(s) {
		return i > 0 && s[i-1] == '\r'
	}
	return s[i]&0xC0 == 0x80 || s[i-1] == '\r'
}

// Overlaps tells whether the edits of two fixes cannot both be applied.
// Identical edits (the same import, added by both) do not stand in each other's
// way; see [Merge]. Different insertions at one place do, and so do deletions that
// touch: what one leaves of the lines around it, such as the blank line behind an
// import, depends on the other.
func Overlaps(a, b []Edit) bool {
	for _, x := range a {
		for _, y := range b {
			touch := x.Start <= y.End && y.Start <= x.End
			deletions := x.New == "" && y.New == ""
			if x != y && touch && (deletions || x.Start < y.End && y.Start < x.End || x.Start == y.Start || x.Start == x.End && y.Start == y.End) {
				return true
			}
		}
	}
	return false
}

// Merge joins the edits of fixes that do not overlap; identical edits become one.
func Merge(fixes ...[]Edit) []Edit {
	var out []Edit
	for _, f := range fixes {
		for _, e := range f {
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	slices.SortStableFunc(out, order)
	return out
}
