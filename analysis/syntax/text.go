package syntax

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// Encoding says what Position.Character counts.
type Encoding uint8

const (
	UTF16 Encoding = iota // UTF-16 code units
	UTF8                  // bytes
	UTF32                 // Unicode code points
)

// Position is a 0-based line and a 0-based character in the units of an Encoding.
type Position struct{ Line, Character uint32 }

// Text is one immutable version of a buffer. Offsets are bytes. Bytes that are
// not UTF-8 are kept as they are and count as one character each.
type Text struct {
	b     []byte
	lines []int32 // start of each line
}

// NewText makes a text of b, which must not be changed afterwards.
func NewText(b []byte) *Text {
	t := &Text{b: b, lines: []int32{0}}
	t.lines = appendLineStarts(t.lines, b, 0, len(b))
	return t
}

// appendLineStarts appends the starts of the lines that begin after a line
// ending inside b[start:end].
func appendLineStarts(lines []int32, b []byte, start, end int) []int32 {
	for i := start; i < end; {
		j := bytes.IndexAny(b[i:end], "\r\n")
		if j < 0 {
			break
		}
		i += j + 1
		if b[i-1] == '\r' && i < len(b) && b[i] == '\n' {
			if i == end {
				break
			}
			i++
		}
		lines = append(lines, int32(i))
	}
	return lines
}

// Len is the length in bytes.
func (t *Text) Len() int { return len(t.b) }

// Bytes is the whole text; callers do not change it.
func (t *Text) Bytes() []byte { return t.b }

// Slice is the text of [start, end); callers do not change it.
func (t *Text) Slice(start, end int) []byte { return t.b[start:end:end] }

// LineCount is the number of lines; a text that ends in a line ending has an
// empty last line.
func (t *Text) LineCount() int { return len(t.lines) }

// LineStart is the offset of the 0-based line.
func (t *Text) LineStart(line int) int { return int(t.lines[line]) }

// LineEnd is the offset of the end of the line, before its line ending.
func (t *Text) LineEnd(line int) int {
	end := len(t.b)
	if line+1 < len(t.lines) {
		end = int(t.lines[line+1])
	}
	if end > t.LineStart(line) && t.b[end-1] == '\n' {
		end--
	}
	if end > t.LineStart(line) && t.b[end-1] == '\r' {
		end--
	}
	return end
}

// LineOf is the 0-based line that holds the offset.
func (t *Text) LineOf(offset int) int {
	return sort.Search(len(t.lines), func(i int) bool { return int(t.lines[i]) > offset }) - 1
}

// Position converts an offset.
func (t *Text) Position(offset int, enc Encoding) Position {
	offset = max(0, min(offset, len(t.b)))
	line := t.LineOf(offset)
	start := t.LineStart(line)
	return Position{uint32(line), uint32(width(t.b[start:offset], enc))}
}

func width(b []byte, enc Encoding) int {
	if enc == UTF8 {
		return len(b)
	}
	n := 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			n++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		i += size
		n++
		if enc == UTF16 && r >= 0x10000 {
			n++
		}
	}
	return n
}

// Offset converts a position. A line past the end is the end of the text, a
// character past the end of its line is the end of the line (LSP 3.17,
// Position), and a character inside a code point is its start.
func (t *Text) Offset(p Position, enc Encoding) int {
	if int64(p.Line) >= int64(len(t.lines)) {
		return len(t.b)
	}
	start, end := t.LineStart(int(p.Line)), t.LineEnd(int(p.Line))
	i, n := start, uint32(0)
	for i < end {
		r, size := utf8.DecodeRune(t.b[i:end])
		w := uint32(1)
		switch {
		case enc == UTF8:
			w = uint32(size)
		case enc == UTF16 && r >= 0x10000:
			w = 2
		}
		if n+w > p.Character {
			break
		}
		n += w
		i += size
	}
	return i
}

// Newline is the line ending of the text: that of its first line, "\n" if it
// has none.
func (t *Text) Newline() string {
	if len(t.lines) < 2 {
		return "\n"
	}
	return string(t.b[t.LineEnd(0):t.lines[1]])
}

// Edit gives the text after the change.
func (t *Text) Edit(c Change) *Text {
	b := make([]byte, 0, len(t.b)-(c.End-c.Start)+len(c.New))
	b = append(b, t.b[:c.Start]...)
	b = append(b, c.New...)
	b = append(b, t.b[c.End:]...)
	return NewText(b)
}
