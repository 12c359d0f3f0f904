package syntax

import "bytes"

// span is one unit's place in a text, found by the scanner.
type span struct {
	start, end int
	class      int  // index of the span of the class whose member this is, or -1
	header     bool // the header of a class whose members are spans of their own
}

// scanner finds the logical lines of Python source. It knows just enough of
// the lexical grammar (Python reference, chapter 2) to tell where a statement
// ends: brackets, strings, comments and continuation lines.
type scanner struct {
	b []byte
}

// line is one logical line: [start, end) from its first token to the end of its
// last one; next is the start of the physical line after it, or len(b).
type line struct {
	start, end, next int
	col              int  // indentation in columns, tabs to multiples of eight
	comment          bool // nothing but a comment
	colon            bool // the last token before a comment is a colon
}

// indent reads the white space at i and returns the column and the offset after it.
func (s *scanner) indent(i int) (col, at int) {
	for ; i < len(s.b); i++ {
		switch s.b[i] {
		case ' ':
			col++
		case '\t':
			col = col/8*8 + 8
		case '\f':
			col = 0
		default:
			return col, i
		}
	}
	return col, i
}

func (s *scanner) endOfLine(i int) int {
	if j := bytes.IndexAny(s.b[i:], "\r\n"); j >= 0 {
		return i + j
	}
	return len(s.b)
}

// afterNewline skips the line ending at i, if there is one.
func (s *scanner) afterNewline(i int) int {
	if i < len(s.b) && s.b[i] == '\r' {
		i++
		if i < len(s.b) && s.b[i] == '\n' {
			i++
		}
		return i
	}
	if i < len(s.b) && s.b[i] == '\n' {
		i++
	}
	return i
}

// next reads the logical line that starts at or after the physical line start
// i; ok is false at the end of the text.
func (s *scanner) next(i int) (l line, ok bool) {
	for i < len(s.b) {
		col, at := s.indent(i)
		if at == len(s.b) {
			return line{}, false
		}
		c := s.b[at]
		if c == '\n' || c == '\r' {
			i = s.afterNewline(at)
			continue
		}
		if c == '#' {
			end := s.endOfLine(at)
			return line{start: at, end: end, next: s.afterNewline(end), col: col, comment: true}, true
		}
		l = line{start: at, col: col}
		s.logical(&l)
		return l, true
	}
	return line{}, false
}

// logical finds the end of the logical line that starts at l.start.
func (s *scanner) logical(l *line) {
	depth := 0
	i := l.start
	last := byte(0)
	for i < len(s.b) {
		c := s.b[i]
		switch {
		case c == '\n' || c == '\r':
			if depth == 0 {
				l.next = s.afterNewline(i)
				l.colon = last == ':'
				return
			}
			i = s.afterNewline(i)
			continue
		case c == ' ' || c == '\t' || c == '\f':
			i++
			continue
		case c == '#':
			i = s.endOfLine(i)
			continue
		case c == '\\' && i+1 < len(s.b) && (s.b[i+1] == '\n' || s.b[i+1] == '\r'):
			i = s.afterNewline(i + 1)
			continue
		case c == '(' || c == '[' || c == '{':
			depth++
			i++
		case c == ')' || c == ']' || c == '}':
			depth = max(0, depth-1)
			i++
		case c == '"' || c == '\'':
			i = s.str(i, false, false)
		case identStart(c):
			j := i + 1
			for j < len(s.b) && identPart(s.b[j]) {
				j++
			}
			if j < len(s.b) && (s.b[j] == '"' || s.b[j] == '\'') && j-i <= 2 {
				raw, f := false, false
				for _, p := range s.b[i:j] {
					raw = raw || p|32 == 'r'
					f = f || p|32 == 'f'
				}
				j = s.str(j, raw, f)
			}
			i = j
		default:
			i++
		}
		last = c
		l.end = i
	}
	l.next = len(s.b)
	l.colon = last == ':'
}

func identStart(c byte) bool { return c|32 >= 'a' && c|32 <= 'z' || c == '_' || c >= 0x80 }
func identPart(c byte) bool  { return identStart(c) || c >= '0' && c <= '9' }

// str skips the string whose opening quote is at i.
func (s *scanner) str(i int, raw, f bool) int {
	q := s.b[i]
	triple := i+2 < len(s.b) && s.b[i+1] == q && s.b[i+2] == q
	if triple {
		i += 3
	} else {
		i++
	}
	for i < len(s.b) {
		c := s.b[i]
		switch {
		case c == '\\':
			i++
			if i < len(s.b) {
				i = max(i+1, s.afterNewline(i))
			}
		case c == q && !triple:
			return i + 1
		case c == q && i+2 < len(s.b) && s.b[i+1] == q && s.b[i+2] == q:
			return i + 3
		case (c == '\n' || c == '\r') && !triple:
			return i
		case c == '{' && f:
			if i+1 < len(s.b) && s.b[i+1] == '{' {
				i += 2
				continue
			}
			i = s.field(i+1, q, triple)
		default:
			i++
		}
	}
	return i
}

// field skips the replacement field whose text starts at i (PEP 701).
func (s *scanner) field(i int, q byte, triple bool) int {
	depth := 0
	for i < len(s.b) {
		c := s.b[i]
		switch {
		case c == '}' && depth == 0:
			return i + 1
		case c == '(' || c == '[' || c == '{':
			depth++
			i++
		case c == ')' || c == ']' || c == '}':
			depth--
			i++
		case (c == '\n' || c == '\r') && !triple:
			return i
		case c == '"' || c == '\'':
			i = s.str(i, false, false)
		default:
			i++
		}
	}
	return i
}

// word is the first identifier of the line.
func (s *scanner) word(l line) string {
	j := l.start
	for j < l.end && identPart(s.b[j]) {
		j++
	}
	return string(s.b[l.start:j])
}

// cut cuts the text into units.
func cut(b []byte) []span {
	s := &scanner{b}
	var lines []line
	for i := 0; ; {
		l, ok := s.next(i)
		if !ok {
			break
		}
		lines = append(lines, l)
		i = l.next
	}
	spans, _ := s.block(lines, 0, -1, nil)
	return spans
}

// block appends the units of the statements from lines[i] that are indented
// as deep as lines[i] (module level if class is -1).
func (s *scanner) block(lines []line, i, class int, spans []span) ([]span, int) {
	base := 0
	if class >= 0 {
		for k := i; k < len(lines); k++ {
			if !lines[k].comment {
				base = lines[k].col
				break
			}
		}
	}
	for i < len(lines) {
		l := lines[i]
		if class >= 0 && l.col < base && (!l.comment || !s.continues(lines, i, base)) {
			return spans, i
		}
		if l.comment {
			spans = append(spans, span{start: l.start, end: l.end, class: class})
			i++
			continue
		}
		// Decorators belong to the definition below them.
		j := i
		for j < len(lines) && (lines[j].comment && j > i || s.b[lines[j].start] == '@') && lines[j].col >= base {
			j++
		}
		if j == len(lines) || lines[j].col < base {
			j = i
		}
		head := lines[j]
		if class < 0 && head.colon && s.word(head) == "class" {
			k := j + 1
			for k < len(lines) && lines[k].comment {
				k++
			}
			if k < len(lines) && lines[k].col > head.col {
				spans = append(spans, span{start: l.start, end: head.end, class: class, header: true})
				spans, i = s.block(lines, j+1, len(spans)-1, spans)
				continue
			}
		}
		end := head.end
		k := j + 1
		for k < len(lines) {
			m := lines[k]
			if m.comment {
				// A comment is inside if the statement goes on after it or it is indented deeper.
				if m.col <= base && !s.continues(lines, k, base+1) && !s.clause(lines, k, base) {
					break
				}
			} else if m.col <= base && !(m.col == base && s.continuation(s.word(m))) {
				break
			}
			end = m.end
			k++
		}
		spans = append(spans, span{start: l.start, end: end, class: class})
		i = k
	}
	return spans, i
}

// continues tells whether the next line that is not a comment is indented at
// least to col.
func (s *scanner) continues(lines []line, i, col int) bool {
	for ; i < len(lines); i++ {
		if !lines[i].comment {
			return lines[i].col >= col
		}
	}
	return false
}

// clause tells whether the next line that is not a comment is a clause of the
// compound statement at col.
func (s *scanner) clause(lines []line, i, col int) bool {
	for ; i < len(lines); i++ {
		if !lines[i].comment {
			return lines[i].col == col && s.continuation(s.word(lines[i]))
		}
	}
	return false
}

func (s *scanner) continuation(word string) bool {
	return word == "else" || word == "elif" || word == "except" || word == "finally"
}
