package edit

import (
	"errors"
	"fmt"

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
	oldErrors, comments := survey(f)
	newErrors, left := survey(after)
	if newErrors > oldErrors {
		return ErrSyntax
	}
	for n := range f.Root().Descendants() {
		if !isComment(n) {
			continue
		}
		for _, e := range edits {
			if e.drop && e.Start <= n.Start() && n.End() <= e.End {
				comments[n.Text()]--
			}
		}
	}
	for text, count := range comments {
		if left[text] < count {
			return fmt.Errorf("%w: %s", ErrComment, text)
		}
	}
	return nil
}

func isComment(n syntax.Node) bool {
	if n.File().Lang == syntax.TOML {
		return n.Is(syntax.KTomlComment)
	}
	return n.Is(syntax.KComment)
}

// survey counts the errors and the comments of a file.
func survey(f *syntax.File) (errors int, comments map[string]int) {
	comments = map[string]int{}
	for n := range f.Root().Descendants() {
		if n.Is(syntax.KError) || n.IsMissing() {
			errors++
		}
		if isComment(n) {
			comments[n.Text()]++
		}
	}
	return errors, comments
}
