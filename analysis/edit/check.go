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
	edits, err := Normalize(f.Text.Bytes(), edits)
	if err != nil {
		return err
	}
	changes := make([]syntax.Change, 0, len(edits))
	for _, e := range slices.Backward(edits) {
		changes = append(changes, syntax.Change{Start: e.Start, End: e.End, New: []byte(e.New)})
	}
	after := f.Apply(changes...)
	kept := map[*syntax.Unit]bool{}
	for i := range after.UnitCount() {
		kept[after.Unit(i)] = true
	}
	was := survey(f, kept)
	known := map[*syntax.Unit]bool{}
	for i := range f.UnitCount() {
		known[f.Unit(i)] = true
	}
	is := survey(after, known)
	if is.errors > was.errors {
		return ErrSyntax
	}
	for text, n := range is.broken {
		if n > was.broken[text] {
			return ErrSyntax
		}
	}
	for i := range f.UnitCount() {
		if kept[f.Unit(i)] {
			continue
		}
		for n := range f.Comments(i) {
			for _, e := range edits {
				if e.drop && e.Start <= n.Start() && n.End() <= e.End {
					was.comments[n.Text()]--
				}
			}
		}
	}
	for text, count := range was.comments {
		if is.comments[text] < count {
			return fmt.Errorf("%w: %s", ErrComment, text)
		}
	}
	return nil
}

// content is what a fix must not add or lose.
type content struct {
	errors   int
	broken   map[string]int // the lines that do not parse
	comments map[string]int
}

// survey counts the errors and the comments of the units that are not in skip.
func survey(f *syntax.File, skip map[*syntax.Unit]bool) content {
	c := content{broken: map[string]int{}, comments: map[string]int{}}
	for i := range f.UnitCount() {
		if skip[f.Unit(i)] {
			continue
		}
		for _, r := range f.Unit(i).Broken() {
			c.broken[string(f.Unit(i).Text()[r.Start:r.End])]++
		}
		for n := range f.UnitNodes(i) {
			if n.Is(syntax.KError) || n.IsMissing() || f.Lang == syntax.Python && isEmptyBlock(n) {
				c.errors++
			}
		}
		for n := range f.Comments(i) {
			c.comments[n.Text()]++
		}
	}
	return c
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
