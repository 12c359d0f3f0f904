package edit

import (
	"iter"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func identStart(c byte) bool { return c|32 >= 'a' && c|32 <= 'z' || c == '_' || c >= 0x80 }
func identPart(c byte) bool  { return identStart(c) || c >= '0' && c <= '9' }

// identifiers gives every word of a text that has the form of a name.
func identifiers(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(s); {
			if !identPart(s[i]) {
				i++
				continue
			}
			j := i
			for j < len(s) && identPart(s[j]) {
				j++
			}
			if identStart(s[i]) && !yield(s[i:j]) {
				return
			}
			i = j
		}
	}
}

// references gives the names that a piece of Python may refer to: words that
// are not behind a dot, not the name of a keyword argument, and not in a
// comment. Words in strings count: the string may be an annotation, or have
// fields.
func references(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var depth int
		for i := 0; i < len(s); {
			c := s[i]
			switch {
			case c == '#':
				j := strings.IndexAny(s[i:], "\r\n")
				if j < 0 {
					return
				}
				i += j
				continue
			case c == '(':
				depth++
			case c == ')':
				depth--
			}
			if !identPart(c) {
				i++
				continue
			}
			j := i
			for j < len(s) && identPart(s[j]) {
				j++
			}
			before := strings.TrimRight(s[:i], " \t\r\n")
			after := strings.TrimLeft(s[j:], " \t\r\n")
			keyword := strings.HasPrefix(after, "=") && !strings.HasPrefix(after, "==") &&
				(strings.HasSuffix(before, "(") || strings.HasSuffix(before, ",") || depth > 0 || before == "")
			dotted := strings.HasSuffix(before, ".") && !strings.HasSuffix(before, "..")
			if identStart(c) && !keyword && !dotted && !yield(s[i:j]) {
				return
			}
			i = j
		}
	}
}

// wordsAt are the words of [start, end), those that it cuts whole, sorted.
func wordsAt(t *syntax.Text, start, end int) []string {
	for start > 0 && identPart(t.Slice(start-1, start)[0]) {
		start--
	}
	for end < t.Len() && identPart(t.Slice(end, end+1)[0]) {
		end++
	}
	words := slices.Sorted(identifiers(string(t.Slice(start, end))))
	return slices.Compact(words)
}
