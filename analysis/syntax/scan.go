package syntax

// scanner finds the logical lines of Python source. It knows just enough of
// the lexical grammar (Python reference, chapter 2) to tell where a statement
// ends: brackets, strings, comments and continuation lines.
//
// It reads b forward from a line start and never back, so that what it finds
// from there on depends on nothing before.
type scanner struct {
	b     []byte
	pos   int    // where the line after the last of lines is looked for
	lines []line // those read so far
	ended bool   // there is no line after the last of lines
	seen  int    // how far the text was looked at, for the current piece
	code  int    // a line before which, from the one last asked for, there are only comments
	asked int
	col0  int // the column at which b starts
}

// line is one logical line: [start, end) from its first token to the end of its
// last token or comment; next is the start of the physical line after it, or
// len(b).
type line struct {
	start, end, next int
	seen             int  // the text after this does not matter to the line
	col              int  // indentation in columns, tabs to multiples of eight
	comment          bool // nothing but a comment
	colon            bool // the last token before a comment is a colon
	broken           bool // a bracket or string is not closed, or a bracket not opened
	multi            bool // there may be line endings in it
	dangling         bool // its last token wants another one behind it
	open             bool // a string of several lines is not closed
	tstring          bool // there is a template string (PEP 750) in it
}

// indent reads the white space at i and returns the column and the offset after it.
func (s *scanner) indent(i int) (col, at int) {
	if i == 0 {
		col = s.col0
	}
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

// line is the k-th logical line.
func (s *scanner) line(k int) (line, bool) {
	for len(s.lines) <= k && !s.ended {
		l, ok := s.next(s.pos)
		if !ok {
			s.ended = true
			break
		}
		s.lines = append(s.lines, l)
		s.pos = l.next
	}
	if k >= len(s.lines) {
		s.seen = len(s.b) + 1
		return line{}, false
	}
	l := s.lines[k]
	s.seen = max(s.seen, l.seen)
	return l, true
}

// next reads the logical line that starts at or after the physical line start i;
// ok is false at the end of the text.
func (s *scanner) next(i int) (l line, ok bool) {
	for i < len(s.b) {
		col, at := s.indent(i)
		if at == len(s.b) {
			return line{}, false
		}
		c := s.b[at]
		if c == '\n' || c == '\r' {
			i = afterNewline(s.b, at)
			continue
		}
		if c == '#' {
			end := endOfLine(s.b, at)
			l = line{start: at, end: end, next: afterNewline(s.b, end), col: col, comment: true}
			l.seen = l.next
			if l.next == len(s.b) {
				l.seen++
			}
			return l, true
		}
		l = line{start: at, col: col}
		s.logical(&l)
		l.seen = max(l.seen, l.next)
		if l.next == len(s.b) {
			// What is put there may go on with it.
			l.seen++
		}
		return l, true
	}
	return line{}, false
}

// logical finds the end of the logical line that starts at l.start.
func (s *scanner) logical(l *line) {
	depth := 0
	cutString := false // a string of one line is not closed
	i := l.start
	last := byte(0)
	word := i // start of the last token, if that is a word
	for i < len(s.b) {
		c := s.b[i]
		switch {
		case c == '\n' || c == '\r':
			i = afterNewline(s.b, i)
			if depth == 0 || s.endsBroken(l, i, cutString) {
				l.next = i
				s.finish(l, last, word, depth)
				return
			}
			l.multi = true
			continue
		case c == ' ' || c == '\t' || c == '\f':
			i++
			continue
		case c == '#':
			i = endOfLine(s.b, i)
			l.end = i
			continue
		case c == '\\' && i+1 < len(s.b) && (s.b[i+1] == '\n' || s.b[i+1] == '\r'):
			l.end = i + 1
			i = afterNewline(s.b, i+1)
			l.multi = true
			continue
		case c == '(' || c == '[' || c == '{':
			depth++
			i++
		case c == ')' || c == ']' || c == '}':
			if depth == 0 {
				l.broken = true
			} else {
				depth--
			}
			i++
		case c == '"' || c == '\'':
			var ok bool
			i, ok = s.str(i, 0, l, 0)
			cutString = cutString || !ok
		case c >= '0' && c <= '9':
			// 1if"x" ends in no string prefix, and 1. in no dot.
			for i++; i < len(s.b) && (identPart(s.b[i]) || s.b[i] == '.'); i++ {
			}
		case identStart(c):
			j := i + 1
			for j < len(s.b) && identPart(s.b[j]) {
				j++
			}
			if j < len(s.b) && (s.b[j] == '"' || s.b[j] == '\'') {
				if p, is := stringPrefix(s.b[i:j]); is {
					var ok bool
					j, ok = s.str(j, p, l, 0)
					cutString = cutString || !ok
				}
			}
			word, i = i, j
		case c == '.' && i+2 < len(s.b) && s.b[i+1] == '.' && s.b[i+2] == '.':
			c = '0' // an operand
			i += 3
		default:
			i++
		}
		last = c
		l.end = i
	}
	l.next = len(s.b)
	s.finish(l, last, word, depth)
}

// finish sets what the end of the line tells.
func (s *scanner) finish(l *line, last byte, word, depth int) {
	l.colon = last == ':'
	l.broken = l.broken || depth > 0
	switch last {
	case '.', '=', '+', '-', '/', '%', '&', '|', '^', '<', '>', '~', '@', '!':
		l.dangling = true
	case '*':
		// from x import *
		w, _ := s.wordAt(l.start)
		l.dangling = string(w) != "from"
	case 'a', 'd', 'c', 'e', 'f', 'i', 'l', 'n', 'o', 'w':
		w, _ := s.wordAt(word)
		switch string(w) {
		case "and", "as", "assert", "class", "def", "del", "elif", "else", "for", "from", "if", "import", "in", "is",
			"lambda", "nonlocal", "not", "or", "while", "with":
			l.dangling = true
		}
	}
}

func identStart(c byte) bool { return c|32 >= 'a' && c|32 <= 'z' || c == '_' || c >= 0x80 }
func identPart(c byte) bool  { return identStart(c) || c >= '0' && c <= '9' }

// prefix is what the letters before a string say.
type prefix uint8

const (
	rawString prefix = 1 << iota
	fString          // with replacement fields: an f-string or a template string
	tString
)

// stringPrefix reads the letters before a quote; is is false if they are no
// string prefix (Python reference, 2.5).
func stringPrefix(b []byte) (p prefix, is bool) {
	if len(b) > 2 {
		return 0, false
	}
	letters := 0
	for _, c := range b {
		switch c | 32 {
		case 'r':
			if p&rawString != 0 {
				return 0, false
			}
			p |= rawString
			continue
		case 'f':
			p |= fString
		case 't':
			p |= fString | tString
		case 'b':
		case 'u':
			letters++ // does not go with r
		default:
			return 0, false
		}
		letters++
	}
	if len(b) == 2 && (letters != 1 || p&rawString == 0) {
		return 0, false
	}
	return p, true
}

// str skips the string whose opening quote is at i; ok is false if it is not
// closed, which ends a string of one line at the end of the line. level counts
// the replacement fields around it.
func (s *scanner) str(i int, p prefix, l *line, level int) (end int, ok bool) {
	q := s.b[i]
	l.tstring = l.tstring || p&tString != 0
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
			switch {
			case i == len(s.b):
			case s.b[i] == '\n' || s.b[i] == '\r':
				i = afterNewline(s.b, i)
				l.multi = true
			case s.b[i] == '{' && p&fString != 0:
			case s.b[i] == 'N' && p&(fString|rawString) == fString && i+1 < len(s.b) && s.b[i+1] == '{':
				// \N{NAME}
				for i += 2; i < len(s.b) && s.b[i] != '}' && s.b[i] != q && s.b[i] != '\n' && s.b[i] != '\r'; i++ {
				}
			default:
				i++
			}
		case c == q && !triple:
			return i + 1, true
		case c == q && i+2 < len(s.b) && s.b[i+1] == q && s.b[i+2] == q:
			return i + 3, true
		case c == '\n' || c == '\r':
			if !triple {
				l.broken = true
				return i, false
			}
			l.multi = true
			i++
		case c == '{' && p&fString != 0:
			if i+1 < len(s.b) && s.b[i+1] == '{' {
				i += 2
				continue
			}
			j, ok := s.field(i+1, q, triple, p, l, level)
			if !ok {
				l.seen = max(l.seen, j+1)
				if level > 0 {
					return j, false
				}
				// Take the rest for plain text: a string of one line ends with
				// it. Only the outermost string does, or strings would be read
				// again and again.
				l.broken = true
				p &^= fString
				i++
				continue
			}
			i = j
		default:
			i++
		}
	}
	l.broken = true
	return i, false
}

// maxFieldLines and maxFieldDepth bound how far the end of a replacement field
// is looked for.
const (
	maxFieldLines = 100
	maxFieldDepth = 150
)

// field skips the replacement field whose text starts at i, up to and with its
// closing brace (PEP 701). ok is false if it is not closed; end is then how far
// it was looked for.
func (s *scanner) field(i int, q byte, triple bool, p prefix, l *line, level int) (end int, ok bool) {
	if level > maxFieldDepth {
		return i, false
	}
	depth, lines := 0, 0
	for i < len(s.b) {
		c := s.b[i]
		switch {
		case c == '}' && depth == 0:
			return i + 1, true
		case c == ':' && depth == 0:
			return s.formatSpec(i+1, q, triple, p, l, level)
		case c == '(' || c == '[' || c == '{':
			depth++
			i++
		case c == ')' || c == ']' || c == '}':
			if depth == 0 {
				return i, false
			}
			depth--
			i++
		case c == '\n' || c == '\r':
			lines++
			i = afterNewline(s.b, i)
			if lines > maxFieldLines || s.startsStatement(l, i) {
				return i, false
			}
			l.multi = true
		case c == '#':
			i = endOfLine(s.b, i)
		case c == '"' || c == '\'' || identStart(c):
			j := i
			for j < len(s.b) && identPart(s.b[j]) {
				j++
			}
			if j == len(s.b) || s.b[j] != '"' && s.b[j] != '\'' {
				i = j
				continue
			}
			in, is := stringPrefix(s.b[i:j])
			if !is {
				in = 0
			}
			var closed bool
			if i, closed = s.str(j, in, l, level+1); !closed {
				return i, false
			}
		default:
			i++
		}
	}
	return i, false
}

// formatSpec skips the format specifier at i and the brace that closes its field.
func (s *scanner) formatSpec(i int, q byte, triple bool, p prefix, l *line, level int) (end int, ok bool) {
	for i < len(s.b) {
		c := s.b[i]
		switch {
		case c == '}':
			return i + 1, true
		case c == '{':
			if i, ok = s.field(i+1, q, triple, p, l, level+1); !ok {
				return i, false
			}
		case c == q && (!triple || i+2 < len(s.b) && s.b[i+1] == q && s.b[i+2] == q):
			return i, false
		case c == '\n' || c == '\r':
			if !triple {
				return i, false
			}
			l.multi = true
			i++
		default:
			i++
		}
	}
	return i, false
}

// endsBroken tells whether the physical line at i cannot belong to the brackets
// that are open in l, so that they are missing their ends.
func (s *scanner) endsBroken(l *line, i int, cutString bool) bool {
	if s.startsStatement(l, i) {
		return true
	}
	if !cutString {
		return false
	}
	// A string was not closed, and with it perhaps the bracket: go on only
	// where the lines look as if they did.
	col, at := s.indent(i)
	l.seen = max(l.seen, at+1)
	if at == len(s.b) || s.b[at] == '\n' || s.b[at] == '\r' {
		return false
	}
	return col <= l.col && s.b[at] != ')' && s.b[at] != ']' && s.b[at] != '}' && s.b[at] != '#'
}

// startsStatement tells whether the physical line at i starts with what cannot
// stand inside brackets.
func (s *scanner) startsStatement(l *line, i int) bool {
	_, at := s.indent(i)
	l.seen = max(l.seen, at+1)
	if at == len(s.b) {
		return false
	}
	if s.b[at] == '@' {
		return s.startsDecorator(l, at)
	}
	if c := s.b[at]; c < 'a' || c > 'w' {
		return false
	}
	w, end := s.wordAt(at)
	l.seen = max(l.seen, end+1)
	switch string(w) {
	case "def", "class", "import", "return", "while", "with", "try", "raise", "del", "pass", "break",
		"continue", "global", "nonlocal", "assert", "elif", "except", "finally":
		return true
	case "async":
		_, at = s.indent(end)
		w, end = s.wordAt(at)
		l.seen = max(l.seen, end+1)
		return string(w) == "def" || string(w) == "with"
	case "from":
		// Not "yield" of one line and "from x" of the next.
		words, _ := s.words(l, end)
		return words&hasImport != 0
	case "if", "for":
		// A ternary has an else before its next colon; a comprehension cannot
		// have a colon behind, but after a closing bracket or in a lambda.
		words, colon := s.words(l, end)
		return colon && words&(hasElse|hasLambda) == 0
	case "else":
		_, colon := s.words(l, at)
		_, after := s.indent(end)
		return colon && after < len(s.b) && s.b[after] == ':'
	}
	return false
}

// startsDecorator tells whether the line at i, an @, and those like it below
// are followed by a definition.
func (s *scanner) startsDecorator(l *line, i int) bool {
	for range maxFieldLines {
		if i+1 == len(s.b) || !identStart(s.b[i+1]) {
			return false
		}
		_, i = s.indent(nextLine(s.b, i))
		w, end := s.wordAt(i)
		l.seen = max(l.seen, end+1)
		switch {
		case i == len(s.b):
			return false
		case s.b[i] == '@' || s.b[i] == '\n' || s.b[i] == '\r' || s.b[i] == '#':
			for i < len(s.b) && s.b[i] != '@' && (s.b[i] == '\n' || s.b[i] == '\r' || s.b[i] == '#') {
				_, i = s.indent(nextLine(s.b, i))
				w, end = s.wordAt(i)
				l.seen = max(l.seen, end+1)
			}
			if i < len(s.b) && s.b[i] == '@' {
				continue
			}
			return string(w) == "def" || string(w) == "class" || string(w) == "async"
		default:
			return string(w) == "def" || string(w) == "class" || string(w) == "async"
		}
	}
	return false
}

const (
	hasImport = 1 << iota
	hasElse
	hasLambda
)

// words tells which words the physical line has from i on, and whether its last
// token is a colon outside brackets that it opened and closed itself.
func (s *scanner) words(l *line, i int) (has int, colon bool) {
	depth := 0
	l.seen = max(l.seen, endOfLine(s.b, i)+1)
	for i < len(s.b) {
		c := s.b[i]
		switch {
		case c == '\n' || c == '\r':
			return has, colon && depth == 0
		case c == ' ' || c == '\t' || c == '\f':
			i++
			continue
		case c == '#':
			i = endOfLine(s.b, i)
			continue
		case c == '(' || c == '[' || c == '{':
			depth++
			i++
		case c == ')' || c == ']' || c == '}':
			if depth--; depth < 0 {
				return has, false
			}
			i++
		case c == '"' || c == '\'':
			if i+2 < len(s.b) && s.b[i+1] == c && s.b[i+2] == c {
				return has, false // it may go on for long
			}
			var in line
			j, ok := s.str(i, 0, &in, 0)
			if !ok || in.multi {
				return has, false
			}
			i = j
		case identStart(c):
			w, end := s.wordAt(i)
			switch string(w) {
			case "import":
				has |= hasImport
			case "else":
				has |= hasElse
			case "lambda":
				has |= hasLambda
			}
			i = end
		default:
			i++
		}
		colon = c == ':'
	}
	return has, colon && depth == 0
}

// wordAt is the identifier at i.
func (s *scanner) wordAt(i int) (word []byte, end int) {
	j := i
	for j < len(s.b) && identPart(s.b[j]) {
		j++
	}
	return s.b[i:j], j
}

// word is the first identifier of the line.
func (s *scanner) word(l line) string {
	w, _ := s.wordAt(l.start)
	switch string(w) { // no allocation
	case "class":
		return "class"
	case "def":
		return "def"
	case "async":
		return "async"
	case "else":
		return "else"
	case "elif":
		return "elif"
	case "except":
		return "except"
	case "finally":
		return "finally"
	}
	return ""
}

// place is where a piece stands: at module level, or among the members of a
// module-level class.
type place struct {
	class bool
	col   int32 // the column of the members
}

// piece is one unit as the scanner finds it.
type piece struct {
	start, end int
	at         place
	head       line // the line of the statement below decorators
	from, to   int  // its lines
	// header says that it is the header of a class whose members may be pieces
	// of their own, in column members.
	header  bool
	members int32
}

// piece reads the unit whose first line is the i-th. was is the place of the
// piece before, or among its members if that is the header of a class.
func (s *scanner) piece(i int, was place) (p piece, ok bool) {
	l, ok := s.line(i)
	if !ok {
		return p, false
	}
	p.at = was
	if was.class && l.col < int(was.col) && (!l.comment || s.codeCol(i) < int(was.col)) {
		p.at = place{}
	}
	p.start, p.end, p.from, p.to, p.head = l.start, l.end, i, i+1, l
	if l.comment {
		return p, true
	}
	base := int(p.at.col)
	head := i
	if s.b[l.start] == '@' {
		head = s.decorated(i)
		p.head, _ = s.line(head)
		p.end, p.to = p.head.end, head+1
	}
	word := s.word(p.head)
	if !p.at.class && word == "class" && p.head.col == 0 {
		if p.head.broken && p.head.multi {
			if end := s.endsWithColon(p.head.start); end >= 0 {
				// The bracket that is not closed was to end with the line.
				s.cutLine(head, end)
				p.head = s.lines[head]
				p.end = p.head.end
			}
		}
		if col := s.codeCol(head + 1); col > 0 {
			p.header, p.members = true, int32(col)
		}
	}
	return s.body(p, base), true
}

// body adds the lines below the first of a statement to its piece.
func (s *scanner) body(p piece, base int) piece {
	if p.header {
		return p
	}
	for k := p.to; ; k++ {
		m, ok := s.line(k)
		if !ok {
			break
		}
		if m.comment {
			// A comment is inside if the statement goes on after it or it is
			// indented deeper.
			if m.col <= base {
				j := s.nextCode(k)
				n, ok := s.line(j)
				if !ok || n.col <= base && !(n.col == base && s.clause(n)) {
					break
				}
			}
		} else if m.col <= base && !(m.col == base && s.clause(m)) {
			break
		}
		p.end, p.to = m.end, k+1
	}
	return p
}

// decorated is the line of the definition below the decorators from line i on;
// i if there is none.
func (s *scanner) decorated(i int) int {
	first, _ := s.line(i)
	for j := i; ; j++ {
		l, ok := s.line(j)
		if !ok {
			return i
		}
		if l.comment {
			j = s.nextCode(j)
			if l, ok = s.line(j); !ok {
				return i
			}
		}
		if l.col != first.col {
			return i
		}
		if s.b[l.start] == '@' {
			continue
		}
		switch s.word(l) {
		case "def", "class", "async":
			return j
		}
		return i
	}
}

// nextCode is the first line from the i-th on that is not a comment.
func (s *scanner) nextCode(i int) int {
	if i >= s.asked && i <= s.code {
		i = s.code
	} else {
		s.asked = i
	}
	for {
		if l, ok := s.line(i); !ok || !l.comment {
			break
		}
		i++
	}
	s.code = i
	return i
}

// codeCol is the column of the first line from the i-th on that is not a
// comment, -1 if there is none.
func (s *scanner) codeCol(i int) int {
	if l, ok := s.line(s.nextCode(i)); ok {
		return l.col
	}
	return -1
}

// clause tells whether the line goes on with a compound statement in its column.
func (s *scanner) clause(l line) bool {
	switch s.word(l) {
	case "else", "elif", "except", "finally":
		return true
	}
	return false
}

// drop forgets the lines from the k-th on and goes on reading at pos.
func (s *scanner) drop(k, pos int) {
	s.lines = s.lines[:k]
	s.pos, s.ended = pos, false
	s.asked, s.code = 0, -1
}

// endsWithColon is the start of the physical line after the one that i is in, if
// the last token of that is a colon, and else -1.
func (s *scanner) endsWithColon(i int) int {
	colon := false
	for i < len(s.b) {
		switch c := s.b[i]; {
		case c == '\n' || c == '\r':
			if colon {
				return afterNewline(s.b, i)
			}
			return -1
		case c == '#':
			i = endOfLine(s.b, i)
			continue
		case c != ' ' && c != '\t' && c != '\f':
			colon = c == ':'
		}
		i++
	}
	return -1
}

// cutLine ends the k-th line, which is broken, before the physical line at next,
// from which on the lines are read anew.
func (s *scanner) cutLine(k, next int) {
	s.drop(k+1, next)
	l := &s.lines[k]
	end := next
	for end > l.start && isSpace(s.b[end-1]) {
		end--
	}
	l.end, l.next, l.broken = end, next, true
}

// swallowed is the start of the first physical line inside l, but for its
// first, that stands no deeper than col and can start a statement; -1 if there
// is none. strong wants one that can be nothing but the start of a statement.
func (s *scanner) swallowed(l line, col int, strong bool) int {
	if !l.multi {
		return -1
	}
	for i := nextLine(s.b, l.start); i < l.end; i = nextLine(s.b, i) {
		c, at := s.indent(i)
		if c > col || at >= l.end {
			continue
		}
		var in line
		if strong || s.b[at] == '@' {
			if s.startsStatement(&in, i) {
				return i
			}
			continue
		}
		if !identStart(s.b[at]) {
			continue
		}
		switch w, _ := s.wordAt(at); string(w) {
		case "and", "or", "in", "is", "if", "for", "else":
			if !s.startsStatement(&in, i) {
				continue
			}
		}
		return i
	}
	return -1
}
