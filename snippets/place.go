package snippets

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Where is a place at which a snippet makes sense.
type Where string

const (
	InModule     Where = "module"           // a statement at module level, not indented
	InClass      Where = "class"            // the body of any class
	InPydantic   Where = "pydantic class"   // the body of a Pydantic model
	InSettings   Where = "settings class"   // the body of a Pydantic settings class
	InDjango     Where = "django class"     // the body of a Django model
	InSQLAlchemy Where = "sqlalchemy class" // the body of a mapped class
	InFunction   Where = "function"         // the body of any function
	InAsync      Where = "async function"   // the body of an async def
	InMeta       Where = "django meta"      // the body of the class Meta of a Django model
	InForm       Where = "django form"      // the body of a Django form
	InAdmin      Where = "django admin"     // the body of a ModelAdmin
	InTestClass  Where = "test class"       // the body of a unittest or Django TestCase
	InTests      Where = "pytest class"     // the body of a class that pytest collects: its name begins with Test
	InMetaclass  Where = "metaclass"        // the body of __new__ of a metaclass
	InMatch      Where = "match"            // the last case of a match statement in a function
	InHeader     Where = "file header"      // a line at module level with nothing but comments above it
	InParameters Where = "parameters"       // an element of a parameter list, in a file that imports what the page needs
	InCases      Where = "parametrize"      // an element of the cases of pytest.mark.parametrize
	InURLs       Where = "urlpatterns"      // an element of Django's urlpatterns
	InMiddleware Where = "MIDDLEWARE"       // an element of Django's MIDDLEWARE
	InDatabases  Where = "DATABASES"        // an entry of a PostgreSQL database in Django's DATABASES that has no OPTIONS
	InQueryset   Where = "queryset"         // after the dot of a chain that begins with the manager of a Django model
	Table        Where = "toml table"       // where a table of pyproject.toml may begin
	Dependencies Where = "dependencies"     // an element of the dependencies of pyproject.toml's [project]
)

// classBases are the classes that make a class body a place of its own.
var classBases = map[Where][]string{
	InPydantic:   {"pydantic.BaseModel"},
	InSettings:   {"pydantic_settings.BaseSettings"},
	InDjango:     {"django.db.models.Model"},
	InSQLAlchemy: {"sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.DeclarativeBaseNoMeta"},
	InForm:       {"django.forms.Form", "django.forms.ModelForm", "django.forms.BaseForm", "django.forms.forms.Form", "django.forms.models.ModelForm"},
	InAdmin:      {"django.contrib.admin.ModelAdmin", "django.contrib.admin.options.ModelAdmin"},
	InTestClass:  {"unittest.TestCase", "django.test.TestCase", "django.test.SimpleTestCase", "django.test.TransactionTestCase"},
}

func whereNames() []string {
	return []string{
		string(InModule), string(InClass), string(InPydantic), string(InSettings), string(InDjango), string(InSQLAlchemy),
		string(InFunction), string(InAsync), string(InMeta), string(InForm), string(InAdmin), string(InTestClass),
		string(InTests), string(InMetaclass), string(InMatch), string(InHeader), string(InDatabases), string(Dependencies),
		string(InParameters), string(InCases), string(InURLs), string(InMiddleware), string(InQueryset), string(Table),
	}
}

func parseWhere(s string) (Where, bool) {
	return Where(s), slices.Contains(whereNames(), s)
}

// place is where a word is typed that may become a snippet. It stands alone on
// its line, as a statement.
type place struct {
	start, end int    // bytes of the word, and of the @ before it
	word       string // without the @
	decorator  bool   // there is an @ before it
	decorated  bool   // the line above is a decorator

	in    Where       // of the places those that can be told without what names mean
	block syntax.Node // the innermost class or function, or what the chain is of
}

// placeAt finds the place at an offset. Most are lines of their own. The second result is false where
// no snippet fits: in strings and comments, after a dot, inside an expression.
func placeAt(f *syntax.File, offset int) (place, bool) {
	b := f.Text.Bytes()
	offset = max(0, min(offset, len(b)))
	line := f.Text.LineOf(offset)
	lineStart, lineEnd := f.Text.LineStart(line), f.Text.LineEnd(line)
	if offset > lineEnd {
		return place{}, false
	}
	var p place
	p.start, p.end = offset, offset
	for p.start > lineStart && isPrefixByte(b[p.start-1]) {
		p.start--
	}
	for p.end < lineEnd && isPrefixByte(b[p.end]) {
		p.end++
	}
	p.word = string(b[p.start:offset])
	if p.word != "" && !isLetter(p.word[0]) {
		return place{}, false
	}
	if p.start > lineStart && b[p.start-1] == '@' && f.Lang == syntax.Python {
		p.decorator = true
		p.start--
	}
	if q, ok := p.inList(f); ok {
		return q, true
	}
	if rest := bytes.TrimLeft(b[p.end:lineEnd], " \t\f"); len(rest) > 0 && rest[0] != '#' {
		return place{}, false
	}
	before := b[lineStart:p.start]
	if line == 0 {
		before = bytes.TrimPrefix(before, []byte("\ufeff"))
	}
	if len(bytes.Trim(before, " \t\f")) > 0 {
		return place{}, false
	}
	if f.Lang == syntax.TOML {
		return p.inTOML(b, lineStart, lineEnd, len(before))
	}
	if p.inDatabases(f, lineStart) {
		p.in = InDatabases
		return p, true
	}
	return p.inPython(f, lineStart, column(before))
}

// inList tells whether the word is an element of a list that there are pages
// for, or an attribute.
func (p place) inList(f *syntax.File) (place, bool) {
	if f.Lang != syntax.Python || p.decorator || p.word == "" {
		return p, false
	}
	n := f.NodeAt(p.start, p.end)
	if !n.Is(syntax.KIdentifier) || n.Start() != p.start || n.End() != p.end {
		return p, false
	}
	list := n.Parent()
	around := list.Parent()
	switch {
	case list.Is(syntax.KParameters) && around.Is(syntax.KFunctionDefinition):
		p.in, p.block = InParameters, around
	case list.Is(syntax.KAttribute) && n.Field() == syntax.FAttribute && !around.Is(syntax.KCall):
		p.in, p.block = InQueryset, list.Child(syntax.FObject)
	case !list.Is(syntax.KList):
		return p, false
	case around.Is(syntax.KAssignment) && list.Field() == syntax.FRight && around.Child(syntax.FLeft).Text() == "urlpatterns":
		p.in = InURLs
	case around.Is(syntax.KAssignment) && list.Field() == syntax.FRight && around.Child(syntax.FLeft).Text() == "MIDDLEWARE":
		p.in = InMiddleware
	case around.Is(syntax.KArgumentList) && strings.HasSuffix(around.Parent().Child(syntax.FFunction).Text(), "mark.parametrize"):
		p.in = InCases
	default:
		return p, false
	}
	return p, true
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isPrefixByte(c byte) bool { return isLetter(c) || '0' <= c && c <= '9' || c == '_' || c == '-' }

// column is the width of white space: tabs go to multiples of eight.
func column(b []byte) int {
	col := 0
	for _, c := range b {
		switch c {
		case '\t':
			col = col/8*8 + 8
		case '\f':
			col = 0
		default:
			col++
		}
	}
	return col
}

// inPython finds the block that a line with the indentation col belongs to.
// The line itself is not looked at: it is being typed.
func (p place) inPython(f *syntax.File, lineStart, col int) (place, bool) {
	b := f.Text.Bytes()
	l := lexer{b: b, i: statementBefore(f, lineStart)}
	if l.i == lineStart && l.i > 0 {
		// A unit of its own, but maybe right under a decorator.
		above := lexer{b: b, i: statementBefore(f, lineStart-1)}
		if _, ok := above.blocks(lineStart); ok {
			p.decorated = above.decorator == col
		}
	}
	stack, ok := l.blocks(lineStart)
	if !ok {
		return place{}, false
	}
	for len(stack) > 0 && stack[len(stack)-1].indent >= col {
		stack = stack[:len(stack)-1]
	}
	p.decorated = p.decorated || l.decorator == col
	p.in = InModule
	if len(stack) == 0 {
		return p, col == 0
	}
	top := stack[len(stack)-1]
	if top.body >= 0 && top.body != col {
		return place{}, false
	}
	if top.kind == "match" {
		if !lastCase(b, top, lineStart, col) {
			return place{}, false
		}
		p.in = InMatch
	}
	direct := true // nothing between the line and the class around it
	for i := len(stack) - 1; i >= 0; i-- {
		switch s := stack[i]; s.kind {
		case "class":
			p.in, p.block = InClass, definitionAt(f, s.start)
			return p, direct
		case "def", "async":
			p.block = definitionAt(f, s.start)
			switch {
			case p.in == InMatch:
			case s.kind == "def":
				p.in = InFunction
			default:
				p.in = InAsync
			}
			return p, true
		}
		direct = false
	}
	return place{}, false // under an if or with of the module
}

// definitionAt is the class or function whose first token is at start.
func definitionAt(f *syntax.File, start int) syntax.Node {
	n := f.NodeAt(start, start+1)
	if n.Is(syntax.KClassDefinition, syntax.KFunctionDefinition) {
		return n
	}
	return n.Ancestor(syntax.KClassDefinition, syntax.KFunctionDefinition)
}

// statementBefore is the start of a module-level statement at or before an
// offset, from which the blocks around the offset can be told.
func statementBefore(f *syntax.File, offset int) int {
	b := f.Text.Bytes()
	lo, hi := 0, f.UnitCount()
	for lo < hi {
		mid := (lo + hi) / 2
		if start, _ := f.UnitRange(mid); start <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	for i := lo - 1; i >= 0; i-- {
		start, _ := f.UnitRange(i)
		if start < len(b) && (start == 0 || b[start-1] == '\n' || b[start-1] == '\r') && (isLetter(b[start]) || b[start] == '_' || b[start] == '@') {
			return start
		}
	}
	return 0
}

// lexer finds the logical lines of Python source: it knows brackets, strings,
// comments and continuation lines.
type lexer struct {
	b         []byte
	i         int
	decorator int // indentation of the last logical line if it is a decorator, or -1
}

// block is a compound statement whose body follows.
type block struct {
	kind   string // "class", "def", "async" (def), "match", or "" for any other
	start  int
	indent int
	body   int // indentation of its statements, or -1 if there is none yet
}

// blocks reads logical lines up to the line that starts at end and gives the
// compound statements open there. The second result is false if end is inside
// a logical line.
func (l *lexer) blocks(end int) ([]block, bool) {
	var stack []block
	l.decorator = -1
	for l.i < end {
		from := l.i
		for l.i < len(l.b) && (l.b[l.i] == ' ' || l.b[l.i] == '\t' || l.b[l.i] == '\f') {
			l.i++
		}
		if l.i >= len(l.b) {
			break
		}
		start, indent := l.i, column(l.b[from:l.i])
		switch l.b[l.i] {
		case '\r', '\n':
			l.i++
			continue
		case '#':
			l.i = endOfLine(l.b, l.i)
			continue
		}
		colon := l.logicalLine()
		if l.i > end {
			return nil, false
		}
		for len(stack) > 0 && stack[len(stack)-1].indent >= indent {
			stack = stack[:len(stack)-1]
		}
		if len(stack) > 0 && stack[len(stack)-1].body < 0 {
			stack[len(stack)-1].body = indent
		}
		l.decorator = -1
		if l.b[start] == '@' {
			l.decorator = indent
		}
		if kind, ok := compound(l.b[start:]); colon && ok {
			stack = append(stack, block{kind, start, indent, -1})
		}
	}
	return stack, true
}

func endOfLine(b []byte, i int) int {
	if j := bytes.IndexAny(b[i:], "\r\n"); j >= 0 {
		return i + j
	}
	return len(b)
}

// logicalLine moves behind the line ending of the logical line at l.i and
// tells whether its last token is a colon.
func (l *lexer) logicalLine() (colon bool) {
	depth := 0
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		switch c {
		case ' ', '\t', '\f':
			continue
		case '#':
			l.i = endOfLine(l.b, l.i)
			continue
		case '\\':
			if l.i < len(l.b) && l.b[l.i] == '\r' {
				l.i++
			}
			if l.i < len(l.b) && l.b[l.i] == '\n' {
				l.i++
			}
			continue
		case '\r', '\n':
			if depth == 0 {
				if c == '\r' && l.i < len(l.b) && l.b[l.i] == '\n' {
					l.i++
				}
				return colon
			}
			continue
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(0, depth-1)
		case '"', '\'':
			l.str(c)
		}
		colon = c == ':' && depth == 0
	}
	return colon
}

// str moves behind the string literal whose first quote was just read.
func (l *lexer) str(quote byte) {
	if bytes.HasPrefix(l.b[l.i:], []byte{quote, quote}) {
		l.i += 2
		for l.i < len(l.b) {
			switch {
			case l.b[l.i] == '\\':
				l.i++
			case bytes.HasPrefix(l.b[l.i:], []byte{quote, quote, quote}):
				l.i += 3
				return
			}
			l.i++
		}
		l.i = len(l.b)
		return
	}
	for l.i < len(l.b) {
		switch c := l.b[l.i]; c {
		case '\\':
			l.i++
		case '\r', '\n':
			return // unterminated
		case quote:
			l.i++
			return
		}
		l.i++
	}
	l.i = min(l.i, len(l.b))
}

// compound tells whether a logical line that ends in a colon opens a block.
func compound(line []byte) (kind string, ok bool) {
	word := func() string {
		i := 0
		for i < len(line) && (isLetter(line[i]) || line[i] == '_') {
			i++
		}
		w := string(line[:i])
		line = bytes.TrimLeft(line[i:], " \t")
		return w
	}
	switch w := word(); w {
	case "class", "def", "match":
		return w, true
	case "async":
		if word() == "def" {
			return "async", true
		}
		return "", true
	case "if", "elif", "else", "for", "while", "try", "except", "finally", "with", "case":
		return "", true
	}
	return "", false
}

// lastCase tells whether a case at the end of the block m, on the line that
// starts at lineStart, may catch all that is left: no case comes after it, and
// none before it does so already, which Python forbids.
func lastCase(b []byte, m block, lineStart, col int) bool {
	caseAt := func(from int) (pattern string, ok bool) {
		line := b[from:endOfLine(b, from)]
		text := bytes.TrimLeft(line, " \t\f")
		if column(line[:len(line)-len(text)]) != col {
			return "", false
		}
		rest, ok := bytes.CutPrefix(text, []byte("case "))
		before, _, _ := bytes.Cut(rest, []byte(":"))
		return string(bytes.TrimSpace(before)), ok
	}
	for from := endOfLine(b, m.start) + 1; from < lineStart; from = endOfLine(b, from) + 1 {
		if pattern, ok := caseAt(from); ok && captures(pattern) {
			return false
		}
	}
	for from := endOfLine(b, lineStart) + 1; from < len(b); from = endOfLine(b, from) + 1 {
		line := b[from:endOfLine(b, from)]
		text := bytes.TrimLeft(line, " \t\f")
		if len(text) == 0 || text[0] == '#' || text[0] == '\r' {
			continue
		}
		if column(line[:len(line)-len(text)]) < col {
			return true
		}
		if _, ok := caseAt(from); ok {
			return false
		}
	}
	return true
}

// captures tells whether a pattern is a bare name, which matches everything.
func captures(pattern string) bool {
	for i := range len(pattern) {
		if !isWord(pattern[i]) {
			return false
		}
	}
	return pattern != "" && !('0' <= pattern[0] && pattern[0] <= '9') && pattern != "None" && pattern != "True" && pattern != "False"
}

// inDatabases tells whether the line is an entry of a PostgreSQL database in
// Django's DATABASES that has no OPTIONS. A word there is no dictionary entry
// yet, so it is the text that is looked at.
func (p place) inDatabases(f *syntax.File, lineStart int) bool {
	b := f.Text.Bytes()
	from := statementBefore(f, lineStart)
	rest, ok := bytes.CutPrefix(b[from:], []byte("DATABASES"))
	if !ok || !bytes.HasPrefix(bytes.TrimLeft(rest, " "), []byte("=")) {
		return false
	}
	open, ok := openBrackets(b, from, lineStart, syntax.Python)
	if !ok || len(open) != 2 || b[open[0]] != '{' || b[open[1]] != '{' || !separated(b, open[1], lineStart) {
		return false
	}
	entries := b[open[1]:closingBracket(b, open[1])]
	return bytes.Contains(entries, []byte("django.db.backends.postgresql")) && !bytes.Contains(entries, []byte("OPTIONS"))
}

// closingBracket is the offset of the bracket of Python source that closes the
// one at open, or the end.
func closingBracket(b []byte, open int) int {
	depth := 0
	for i := open; i < len(b); i++ {
		switch c := b[i]; c {
		case '#':
			i = endOfLine(b, i)
		case '[', '{', '(':
			depth++
		case ']', '}', ')':
			if depth--; depth == 0 {
				return i
			}
		case '"', '\'':
			l := lexer{b: b, i: i + 1}
			l.str(c)
			i = l.i - 1
		}
	}
	return len(b)
}

// inTOML is where a line of pyproject.toml with the given indentation is.
func (p place) inTOML(b []byte, lineStart, lineEnd, indent int) (place, bool) {
	open, ok := openBrackets(b, 0, lineStart, syntax.TOML)
	switch {
	case !ok:
		return p, false
	case len(open) == 0:
		p.in = Table
		return p, indent == 0 && tableMayBegin(b, lineEnd)
	}
	p.in = Dependencies
	return p, len(open) == 1 && isDependencies(b, open[0]) && separated(b, open[0], lineStart)
}

// isDependencies tells whether the bracket at open begins the dependencies of
// the table [project].
func isDependencies(b []byte, open int) bool {
	start := bytes.LastIndexByte(b[:open], '\n') + 1
	if strings.Join(strings.Fields(string(b[start:open])), "") != "dependencies=" {
		return false
	}
	table := ""
	for line := range bytes.Lines(b[:start]) {
		if h := tableHeader(string(line)); h != "" {
			table = h
		}
	}
	return table == "[project]"
}

// separated tells whether an element may begin at end: a comma, or the bracket
// at open, is the last token before it.
func separated(b []byte, open, end int) bool {
	last := byte(0)
	for i := open; i < end; i++ {
		switch b[i] {
		case ' ', '\t', '\f', '\r', '\n':
		case '#':
			i = endOfLine(b, i)
		case '"', '\'':
			l := lexer{b: b, i: i + 1}
			l.str(b[i])
			i, last = l.i-1, '"'
		default:
			last = b[i]
		}
	}
	return last == ',' || last == '[' || last == '{'
}

// openBrackets are the brackets from one offset on that are still open at
// another. The second result is false if that is inside a string.
func openBrackets(b []byte, from, end int, lang syntax.Lang) (open []int, ok bool) {
	for i := from; i < end; i++ {
		switch c := b[i]; c {
		case '#':
			i = endOfLine(b, i)
		case '[', '{', '(':
			open = append(open, i)
		case ']', '}', ')':
			open = open[:max(0, len(open)-1)]
		case '"', '\'':
			l := lexer{b: b, i: i + 1}
			if c == '"' || lang == syntax.Python {
				l.str(c)
			} else {
				l.literal()
			}
			i = l.i - 1
			if i >= end {
				return nil, false
			}
		}
	}
	return open, true
}

// tableMayBegin tells whether a table of a TOML file may begin on the line that
// ends at lineEnd: no keys follow that would then belong to the new table.
func tableMayBegin(b []byte, lineEnd int) bool {
	for rest := b[lineEnd:]; len(rest) > 0; {
		line := bytes.TrimSpace(rest[:endOfLine(rest, 0)])
		if len(line) > 0 && line[0] != '#' {
			return line[0] == '['
		}
		rest = rest[min(len(rest), endOfLine(rest, 0)+1):]
	}
	return true
}

// literal moves behind the TOML literal string, in which a backslash is one,
// whose first quote was just read.
func (l *lexer) literal() {
	ends := "'\r\n"
	if bytes.HasPrefix(l.b[l.i:], []byte("''")) {
		l.i += 2
		if j := bytes.Index(l.b[l.i:], []byte("'''")); j >= 0 {
			l.i += j + 3
		} else {
			l.i = len(l.b)
		}
		return
	}
	if j := bytes.IndexAny(l.b[l.i:], ends); j >= 0 {
		l.i += j + 1
	} else {
		l.i = len(l.b)
	}
}

// fits tells whether the page makes sense at the place, and how exactly its
// places name this one: more is better.
func (p place) fits(page *Page, f *fileFacts, path string) (rank int, ok bool) {
	if !matchesFiles(page.Files, f, path) {
		return 0, false
	}
	if !f.hasParameters(p, page.Parameters) {
		return 0, false
	}
	for _, w := range page.Where {
		switch {
		case w == InParameters && p.in == InParameters:
			if slices.ContainsFunc(page.Needs, func(c Condition) bool { return !slices.Contains(f.imports(), c.Name) }) {
				continue
			}
			rank, ok = 2, true
		case w == InQueryset:
			if p.in == InQueryset && f.isQueryset(p.block) {
				rank, ok = 2, true
			}
		case w == InMeta && p.in == InClass && f.isMeta(p.block),
			w == InTests && p.in == InClass && strings.HasPrefix(p.block.Child(syntax.FName).Text(), "Test"),
			w == InMetaclass && p.in == InFunction && f.namespace(p) != "",
			w == InHeader && p.in == InModule && f.header(p.start):
			rank, ok = 2, true
		case w == p.in, w == InFunction && p.in == InAsync:
			rank, ok = max(rank, 1), true
		case p.in == InClass && len(classBases[w]) > 0 && f.derives(p.block, classBases[w]...):
			rank, ok = 2, true
		}
	}
	if len(page.Files) > 0 {
		rank++
	}
	return rank, ok
}

// matchesFiles tells whether a path is one that the page is for.
func matchesFiles(patterns []string, f *fileFacts, path string) bool {
	if len(patterns) == 0 {
		return true
	}
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		if pattern == "test" {
			return f.isTest()
		}
		segments := strings.Split(filepath.ToSlash(path), "/")
		n := strings.Count(pattern, "/") + 1
		if n > len(segments) {
			return false
		}
		ok, err := filepath.Match(pattern, strings.Join(segments[len(segments)-n:], "/"))
		return err == nil && ok
	})
}
