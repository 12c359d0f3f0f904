package edit

import (
	"bytes"
	"iter"
)

// comments gives the byte ranges of the comments of Python or TOML source, and
// of a part of it that does not start inside of a string. It looks at the text
// alone: fixes are checked on source that may not parse.
func comments(b []byte) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i := 0; i < len(b); {
			switch c := b[i]; c {
			case '#':
				j := len(b)
				if k := bytes.IndexAny(b[i:], "\r\n"); k >= 0 {
					j = i + k
				}
				if !yield(i, j) {
					return
				}
				i = j
			case '"', '\'':
				i = skipString(b, i)
			default:
				i++
			}
		}
	}
}

// skipString is the offset after the string whose quote is at i: at the end of
// the line if it is not closed.
func skipString(b []byte, i int) int {
	q := b[i : i+1]
	if triple := bytes.Repeat(q, 3); bytes.HasPrefix(b[i:], triple) {
		for i += 3; i < len(b); i++ {
			if b[i] == '\\' {
				i++
			} else if bytes.HasPrefix(b[i:], triple) {
				return i + 3
			}
		}
		return len(b)
	}
	for i++; i < len(b); i++ {
		switch b[i] {
		case '\\':
			if bytes.HasPrefix(b[i+1:], []byte("\r\n")) {
				i++
			}
			i++
		case q[0]:
			return i + 1
		case '\n', '\r':
			return i
		}
	}
	return len(b)
}

// trailingComment is the comment at the end of the line of an offset, which is
// not inside of a string.
func (b *Builder) trailingComment(at int) string {
	rest := b.f.Text.Slice(at, b.f.Text.LineEnd(b.f.Text.LineOf(at)))
	for i, j := range comments(rest) {
		return string(rest[i:j])
	}
	return ""
}
