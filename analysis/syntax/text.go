package syntax

import (
	"bytes"
	"sort"
	"sync/atomic"
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

// Text is one immutable version of a buffer. Offsets are bytes. Lines end in
// LF, CRLF or a lone CR. Bytes that are not UTF-8 are kept as they are and count
// as one character each; a byte order mark is kept and is one character.
//
// A text is a list of chunks of whole lines, so that an edit copies the chunk
// it touches and not the file.
type Text struct {
	chunks []*chunk
	offs   []int // start of each chunk
	rows   []int // number of lines before each chunk
	size   int
	nLines int // lines that start in a chunk
	// whole is the text in one piece, once somebody wanted it.
	whole atomic.Pointer[[]byte]
}

// chunk is a run of whole lines: it ends after a line ending, but for the last
// one of a text.
type chunk struct {
	b     []byte
	lines []int32 // start of each line in b
}

// chunkSize is the size from which on a chunk ends at the next line start.
const chunkSize = 8 << 10

// NewText makes a text of b, which must not be changed afterwards.
func NewText(b []byte) *Text {
	t := newText(appendChunks(nil, b))
	t.whole.Store(&b)
	return t
}

func newText(chunks []*chunk) *Text {
	n := len(chunks)
	ints := make([]int, 2*n)
	t := &Text{chunks: chunks, offs: ints[:n:n], rows: ints[n:]}
	for i, c := range chunks {
		t.offs[i], t.rows[i] = t.size, t.nLines
		t.size += len(c.b)
		t.nLines += len(c.lines)
	}
	return t
}

// appendChunks cuts b, which starts at a line start, into chunks.
func appendChunks(chunks []*chunk, b []byte) []*chunk {
	for len(b) > 0 {
		// Make room for lines of forty bytes.
		c := &chunk{lines: append(make([]int32, 0, min(len(b), chunkSize)/40+4), 0)}
		i := 0
		for i < len(b) {
			i = nextLine(b, i)
			if i >= chunkSize || i == len(b) {
				break
			}
			c.lines = append(c.lines, int32(i))
		}
		c.b = b[:i:i]
		b = b[i:]
		chunks = append(chunks, c)
	}
	return chunks
}

// endOfLine is the offset of the first line ending in b from i on, or len(b).
func endOfLine(b []byte, i int) int {
	// Most lines are short: a loop beats two calls.
	for n := min(len(b), i+128); i < n; i++ {
		if b[i] == '\n' || b[i] == '\r' {
			return i
		}
	}
	rest := b[i:]
	if j := bytes.IndexByte(rest, '\n'); j >= 0 {
		rest = rest[:j]
	}
	if j := bytes.IndexByte(rest, '\r'); j >= 0 {
		return i + j
	}
	return i + len(rest)
}

// afterNewline skips the line ending at i, if there is one.
func afterNewline(b []byte, i int) int {
	if i < len(b) && b[i] == '\r' {
		i++
		if i < len(b) && b[i] == '\n' {
			i++
		}
		return i
	}
	if i < len(b) && b[i] == '\n' {
		i++
	}
	return i
}

// nextLine is the start of the line after the one that i is in, or len(b).
func nextLine(b []byte, i int) int { return afterNewline(b, endOfLine(b, i)) }

// Len is the length in bytes.
func (t *Text) Len() int { return t.size }

// Bytes is the whole text; callers do not change it. After an edit the first
// call costs a copy of the text: prefer Slice for parts.
func (t *Text) Bytes() []byte {
	if w := t.whole.Load(); w != nil {
		return *w
	}
	b := make([]byte, 0, t.size)
	for _, c := range t.chunks {
		b = append(b, c.b...)
	}
	t.whole.Store(&b)
	return b
}

// Slice is the text of [start, end); callers do not change it.
func (t *Text) Slice(start, end int) []byte {
	start = max(0, min(start, t.size))
	end = max(start, min(end, t.size))
	if w := t.whole.Load(); w != nil {
		return (*w)[start:end:end]
	}
	if start == end {
		return nil
	}
	i := t.chunkOf(start)
	if o := t.offs[i]; end-o <= len(t.chunks[i].b) {
		return t.chunks[i].b[start-o : end-o : end-o]
	}
	b := make([]byte, 0, end-start)
	for ; i < len(t.chunks) && t.offs[i] < end; i++ {
		o := t.offs[i]
		b = append(b, t.chunks[i].b[max(0, start-o):min(len(t.chunks[i].b), end-o)]...)
	}
	return b
}

// chunkOf is the chunk that holds the offset: the last one for the end of the
// text, -1 if there is none.
func (t *Text) chunkOf(offset int) int {
	return sort.Search(len(t.offs), func(i int) bool { return t.offs[i] > offset }) - 1
}

// LineCount is the number of lines; a text that ends in a line ending has an
// empty last line.
func (t *Text) LineCount() int {
	if n := len(t.chunks); n > 0 {
		if b := t.chunks[n-1].b; b[len(b)-1] != '\n' && b[len(b)-1] != '\r' {
			return t.nLines
		}
	}
	return t.nLines + 1
}

// LineStart is the offset of the 0-based line; the end of the text for a line
// past the end.
func (t *Text) LineStart(line int) int {
	if line >= t.nLines {
		return t.size
	}
	i := sort.Search(len(t.rows), func(i int) bool { return t.rows[i] > line }) - 1
	return t.offs[i] + int(t.chunks[i].lines[line-t.rows[i]])
}

// LineEnd is the offset of the end of the line, before its line ending.
func (t *Text) LineEnd(line int) int {
	b, start := t.line(line)
	return start + endOfLine(b, 0)
}

// line is the line with its line ending, and its start.
func (t *Text) line(line int) (b []byte, start int) {
	if line >= t.nLines {
		return nil, t.size
	}
	i := sort.Search(len(t.rows), func(i int) bool { return t.rows[i] > line }) - 1
	c, k := t.chunks[i], line-t.rows[i]
	from, to := int(c.lines[k]), len(c.b)
	if k+1 < len(c.lines) {
		to = int(c.lines[k+1])
	}
	return c.b[from:to], t.offs[i] + from
}

// LineOf is the 0-based line that holds the offset.
func (t *Text) LineOf(offset int) int {
	i := t.chunkOf(max(0, offset))
	if i < 0 {
		return 0
	}
	if offset >= t.size {
		return t.LineCount() - 1
	}
	c, o := t.chunks[i], offset-t.offs[i]
	return t.rows[i] + sort.Search(len(c.lines), func(k int) bool { return int(c.lines[k]) > o }) - 1
}

// Position converts an offset; one outside the text is clamped to it. An offset
// inside a line ending is the end of the line, one inside a code point its start.
func (t *Text) Position(offset int, enc Encoding) Position {
	offset = max(0, min(offset, t.size))
	line := t.LineOf(offset)
	b, start := t.line(line)
	b = b[:endOfLine(b, 0)]
	n, end := uint32(0), min(offset-start, len(b))
	for i := 0; i < end; {
		w, size := character(b[i:], enc)
		if i+size > end {
			break
		}
		n += w
		i += size
	}
	return Position{uint32(line), n}
}

// character is the first character of b: its width in the encoding and its bytes.
func character(b []byte, enc Encoding) (width uint32, size int) {
	if b[0] < utf8.RuneSelf {
		return 1, 1
	}
	r, size := utf8.DecodeRune(b)
	switch {
	case enc == UTF8:
		return uint32(size), size
	case enc == UTF16 && r >= 0x10000:
		return 2, size
	}
	return 1, size
}

// Offset converts a position. A line past the end is the end of the text, a
// character past the end of its line is the end of the line (LSP 3.17,
// Position), and a character inside a code point is its start.
func (t *Text) Offset(p Position, enc Encoding) int {
	if int64(p.Line) >= int64(t.LineCount()) {
		return t.size
	}
	b, start := t.line(int(p.Line))
	b = b[:endOfLine(b, 0)]
	i, n := 0, uint32(0)
	for i < len(b) {
		w, size := character(b[i:], enc)
		if w > p.Character-n {
			break
		}
		n += w
		i += size
	}
	return start + i
}

// Change makes the change that replaces the text between two positions. They
// are clamped as Offset does; if they are the wrong way round they are swapped.
func (t *Text) Change(start, end Position, enc Encoding, new string) Change {
	i, j := t.Offset(start, enc), t.Offset(end, enc)
	return Change{Start: min(i, j), End: max(i, j), New: []byte(new)}
}

// Newline is the line ending of the text: that of its first line, "\n" if it
// has none.
func (t *Text) Newline() string {
	b, _ := t.line(0)
	if e := endOfLine(b, 0); e < len(b) {
		return string(b[e:])
	}
	return "\n"
}

// clamp brings a change into the text.
func (t *Text) clamp(c Change) Change {
	c.Start, c.End = max(0, min(c.Start, t.size)), max(0, min(c.End, t.size))
	if c.Start > c.End {
		c.Start, c.End = c.End, c.Start
	}
	return c
}

// Edit gives the text after the change; a range outside the text is clamped to it.
func (t *Text) Edit(c Change) *Text {
	c = t.clamp(c)
	if len(t.chunks) == 0 {
		return newText(appendChunks(nil, bytes.Clone(c.New)))
	}
	i, j := t.chunkOf(c.Start), t.chunkOf(c.End)
	if i > 0 && t.offs[i] == c.Start {
		// What is put here may join with the line ending before.
		i--
	}
	head, tail := t.chunks[i].b[:c.Start-t.offs[i]], t.chunks[j].b[c.End-t.offs[j]:]
	var next []byte
	if j+1 < len(t.chunks) && !endsLine(head, c.New, tail, t.chunks[j+1].b[0]) {
		j++
		next = t.chunks[j].b
	}
	b := make([]byte, 0, len(head)+len(c.New)+len(tail)+len(next))
	b = append(append(append(append(b, head...), c.New...), tail...), next...)
	chunks := make([]*chunk, 0, len(t.chunks)-(j-i)+1+len(b)/chunkSize)
	chunks = append(chunks, t.chunks[:i]...)
	chunks = appendChunks(chunks, b)
	chunks = append(chunks, t.chunks[j+1:]...)
	return newText(chunks)
}

// endsLine tells whether the three parts end in a complete line ending, given
// the byte that follows them. Nothing at all does: a line ending is before it.
func endsLine(head, mid, tail []byte, next byte) bool {
	for _, b := range [3][]byte{tail, mid, head} {
		if len(b) > 0 {
			last := b[len(b)-1]
			return last == '\n' || last == '\r' && next != '\n'
		}
	}
	return true
}
