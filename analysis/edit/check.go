package edit

import (
	"errors"
	"fmt"
	"strings"

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
// deleted.
func Check(f *syntax.File, edits []Edit) error {
	src := f.Text.Bytes()
	edits, err := Normalize(src, edits)
	if err != nil {
		return err
	}
	after := syntax.Parse(f.Lang, Apply(src, edits))
	if countErrors(after) > countErrors(f) {
		return ErrSyntax
	}
	want, left := commentTexts(src), commentTexts(after.Text.Bytes())
	for start, end := range comments(src) {
		for _, e := range edits {
			if e.drop && e.Start <= start && end <= e.End {
				want[strings.TrimRight(string(src[start:end]), " \t\f")]--
			}
		}
	}
	for text, n := range want {
		if left[text] < n {
			return fmt.Errorf("%w: %s", ErrComment, text)
		}
	}
	return nil
}

// countErrors counts the errors that the parser found.
func countErrors(f *syntax.File) int {
	n := 0
	for d := range f.Root().Descendants() {
		if d.Is(syntax.KError) || d.IsMissing() {
			n++
		}
	}
	return n
}
