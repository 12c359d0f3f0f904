package edit

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

var (
	// ErrSyntax tells that the result of edits does not parse.
	ErrSyntax = errors.New("the result does not parse")
	// ErrComment tells that edits lose a comment.
	ErrComment = errors.New("a comment is lost")
)

// Check tells why edits of f must not be offered: they overlap or lie outside
// of the file, their result has a syntax error that was not there before, or
// it lacks a comment, other than those that stood on lines which the Builder
// deleted. It looks only at the units that the edits change.
func Check(f *syntax.File, edits []Edit) error {
	edits, err := Normalize(f.Text, edits)
	if err != nil {
		return err
	}
	changes := make([]syntax.Change, 0, len(edits))
	for _, e := range slices.Backward(edits) {
		changes = append(changes, syntax.Change{Start: e.Start, End: e.End, New: []byte(e.New)})
	}
	// What a step adds and a later one takes away cancels out.
	d := difference{broken: map[string]int{}, comments: map[string]int{}}
	before := f
	for after := range f.ApplyEach(changes...) {
		first, oldEnd, newEnd, ok := after.Changed(before)
		if !ok {
			first, oldEnd, newEnd = 0, before.UnitCount(), after.UnitCount()
		}
		d.count(before, first, oldEnd, -1)
		d.count(after, first, newEnd, 1)
		before = after
	}
	if d.errors > 0 {
		return ErrSyntax
	}
	for _, n := range d.broken {
		if n > 0 {
			return ErrSyntax
		}
	}
	for _, e := range edits {
		if e.drop {
			for n := range f.CommentsIn(e.Start, e.End) {
				if e.Start <= n.Start() && n.End() <= e.End {
					d.comments[n.Text()]++
				}
			}
		}
	}
	for text, n := range d.comments {
		if n < 0 {
			return fmt.Errorf("%w: %s", ErrComment, text)
		}
	}
	return nil
}

// difference is what there is more of, or less where negative, after edits.
type difference struct {
	errors   int
	broken   map[string]int // the lines that do not parse
	comments map[string]int
}

// count adds by for each error and comment of the units [first, end).
func (d *difference) count(f *syntax.File, first, end, by int) {
	for i := first; i < end; i++ {
		for _, r := range f.Unit(i).Broken() {
			d.broken[string(f.Unit(i).Text()[r.Start:r.End])] += by
		}
		for n := range f.UnitNodes(i) {
			if n.Is(syntax.KError) || n.IsMissing() || f.Lang == syntax.Python && (isEmptyBlock(n) || isAnnotatedChain(n)) {
				d.errors += by
			}
		}
		for n := range f.Comments(i) {
			d.comments[n.Text()] += by
		}
	}
}

// isAnnotatedChain tells whether n is "x: T = y = z", which the grammar lets
// pass and Python does not.
func isAnnotatedChain(n syntax.Node) bool {
	return n.Is(syntax.KAssignment) && n.Child(syntax.FRight).Is(syntax.KAssignment) && !n.Child(syntax.FType).IsNil()
}

// isEmptyBlock tells whether n is a body without statements, which the grammar
// lets pass.
func isEmptyBlock(n syntax.Node) bool {
	if !n.Is(syntax.KBlock) || n.Parent().Is(syntax.KMatchStatement) {
		return false
	}
	for range n.Named() {
		return false
	}
	return true
}
