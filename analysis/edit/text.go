package edit

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// LineWidth is the line length that ruff and black default to.
const LineWidth = 88

// Fits tells whether a line holding text behind the indentation and code that
// stand before offset at in its line would be at most LineWidth wide.
func (b *Builder) Fits(at int, text string) bool {
	start := b.f.Text.LineStart(b.f.Text.LineOf(at))
	return utf8.RuneCount(b.f.Text.Slice(start, at))+utf8.RuneCountInString(text) <= LineWidth
}

// Quote is the quote that the strings of the file use most, `"` if they do not
// tell.
func (b *Builder) Quote() string {
	if single, double := b.m.Quotes(); single > double {
		return `'`
	}
	return `"`
}

// QuoteLike is the quote of the string n, the file's if n is not a string.
func (b *Builder) QuoteLike(n syntax.Node) string {
	if n.Is(syntax.KString) {
		if q := quoteOf(n.Text()); q != "" {
			return q[:1]
		}
	}
	return b.Quote()
}

func quoteOf(s string) string {
	i := strings.IndexAny(s, `'"`)
	if i < 0 {
		return ""
	}
	q := s[i : i+1]
	if strings.HasPrefix(s[i:], strings.Repeat(q, 3)) && len(s) >= i+6 {
		return strings.Repeat(q, 3)
	}
	return q
}

// Str writes s as a Python string in the file's quotes, or in the other ones
// where that saves a backslash.
func (b *Builder) Str(s string) string { return StrIn(s, b.Quote()) }

// StrIn writes s as a Python string in the given quote, or in the other one
// where that saves a backslash.
func StrIn(s, quote string) string {
	other := `"`
	if quote == `"` {
		other = `'`
	}
	if strings.Contains(s, quote) && !strings.Contains(s, other) {
		quote = other
	}
	r := strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`, quote, `\`+quote)
	return quote + r.Replace(s) + quote
}

// Indent is the white space at the start of the line that n starts in.
func (b *Builder) Indent(n syntax.Node) string { return b.indentAt(n.Start()) }

func (b *Builder) indentAt(offset int) string {
	line := b.f.Text.LineOf(offset)
	text := b.text(b.f.Text.LineStart(line), b.f.Text.LineEnd(line))
	return text[:len(text)-len(strings.TrimLeft(text, " \t\f"))]
}

// IndentStep is one level of indentation in the file: that of its first
// indented block, four spaces if there is none.
func (b *Builder) IndentStep() string {
	for n := range b.f.Root().Descendants() {
		if !n.Is(syntax.KBlock) {
			continue
		}
		first, owner := n.FirstChild(), n.Parent()
		if first.IsNil() || b.f.Text.LineOf(first.Start()) == b.f.Text.LineOf(owner.Start()) {
			continue
		}
		in, out := b.Indent(first), b.Indent(owner)
		if len(in) > len(out) && strings.HasPrefix(in, out) {
			return in[len(out):]
		}
	}
	return "    "
}

// Newline is the line ending of the file.
func (b *Builder) Newline() string { return b.newline() }

// Operand is the text of n as it may stand in front of ".attr", "[...]" or
// "(...)", or as the operand of an operator that binds as tightly as await:
// in parentheses if it needs them.
//
//	a.b -> a.b      await f() -> (await f())      x or y -> (x or y)
func Operand(n syntax.Node) string {
	if isPrimary(n) {
		return n.Text()
	}
	return "(" + n.Text() + ")"
}

func isPrimary(n syntax.Node) bool {
	switch n.Kind() {
	case syntax.KIdentifier, syntax.KAttribute, syntax.KSubscript, syntax.KCall, syntax.KString,
		syntax.KParenthesizedExpression, syntax.KList, syntax.KTuple, syntax.KSet, syntax.KDictionary,
		syntax.KListComprehension, syntax.KSetComprehension, syntax.KDictionaryComprehension,
		syntax.KGeneratorExpression, syntax.KTrue, syntax.KFalse, syntax.KNone, syntax.KEllipsis, syntax.KFloat:
		return !(n.Is(syntax.KTuple) && n.Bytes()[0] != '(')
	}
	return false
}

// Await puts await in front of the expression n, in parentheses where n is
// followed by an attribute, a subscript or a call, or is an operand of **.
//
//	x = q.all()          ->  x = await q.all()
//	x = q.all().first()  ->  x = (await q.all()).first()
func (b *Builder) Await(n syntax.Node) {
	open, end := "await ", ""
	if !isPrimary(n) {
		open, end = "await (", ")"
	}
	if p := n.Parent(); n.Field() == syntax.FObject && p.Is(syntax.KAttribute) ||
		n.Field() == syntax.FFunction && p.Is(syntax.KCall) ||
		n.Field() == syntax.FValue && p.Is(syntax.KSubscript) ||
		p.Is(syntax.KAwait) {
		open, end = "("+open, end+")"
	}
	b.Insert(n.Start(), open)
	if end != "" {
		b.Insert(n.End(), end)
	}
}

// Reindent is the text of n with the indentation of its lines changed from
// that of the line n starts in to indent. The first line starts at n. Lines
// inside of strings stay as they are, byte for byte.
func (b *Builder) Reindent(n syntax.Node, indent string) string { return b.Part(n).Text(indent) }

// Part is a stretch of the file that a fix moves: its text is edited like that
// of the file and then inserted somewhere. Take it out with
// [Builder.DeleteStatement] or [Builder.DeleteRange].
type Part struct {
	*Builder
	outer      *Builder
	start, end int
	node       syntax.Node
}

// Part starts a Part of n. Edits of the Part lie in n.
func (b *Builder) Part(n syntax.Node) *Part { return b.PartRange(n, n.Start(), n.End()) }

// PartRange is Part for the bytes [start, end) in or around n.
func (b *Builder) PartRange(n syntax.Node, start, end int) *Part {
	return &Part{Builder: &Builder{m: b.m, f: b.f, opt: b.opt}, outer: b, start: start, end: end, node: n}
}

// Name is [Builder.Name] of the builder that the Part belongs to.
func (p *Part) Name(at syntax.Node, module, name string) string {
	return p.outer.Name(at, module, name)
}

// NameLike is [Builder.NameLike] of the builder that the Part belongs to.
func (p *Part) NameLike(ref syntax.Node, module, name string) string {
	return p.outer.NameLike(ref, module, name)
}

// Text is the text of the part after its edits, re-indented so that its first
// line stands at indent (which is not part of the text).
func (p *Part) Text(indent string) string {
	p.flush()
	if p.err != nil && p.outer.err == nil {
		p.outer.err = p.err
	}
	// A part that starts a line is taken with its indentation: what is deleted
	// of it may be whole lines.
	start := p.f.Text.LineStart(p.f.Text.LineOf(p.start))
	whole := strings.TrimSpace(p.text(start, p.start)) == ""
	if !whole {
		start = p.start
	}
	edits, err := Normalize(p.f.Text, append(append([]Edit(nil), p.edits...), p.reindent(indent, whole)...))
	if err != nil {
		p.outer.Fail(err.Error())
		return ""
	}
	for i := range edits {
		edits[i].Start -= start
		edits[i].End -= start
		if edits[i].Start < 0 || edits[i].End > p.end-start {
			p.outer.Fail("an edit of a part lies outside of it")
			return ""
		}
	}
	text := string(Apply(p.f.Text.Slice(start, p.end), edits))
	if whole {
		text = strings.TrimPrefix(text, indent)
	}
	return text
}

// reindent changes the indentation of the lines of the part; the first line is
// among them if it is whole.
func (p *Part) reindent(indent string, whole bool) []Edit {
	old := p.indentAt(p.start)
	if old == indent {
		return nil
	}
	var inside []Edit
	for d := range p.node.Descendants() {
		if d.Is(syntax.KString) {
			inside = append(inside, Edit{Start: d.Start(), End: d.End()})
		}
	}
	t := p.f.Text
	first := t.LineOf(p.start)
	if !whole {
		first++
	}
	var out []Edit
	for line := first; line < t.LineCount() && t.LineStart(line) < p.end; line++ {
		start, end := t.LineStart(line), t.LineEnd(line)
		covered := false
		for _, s := range inside {
			covered = covered || s.Start < start && start < s.End
		}
		for _, e := range p.edits {
			covered = covered || e.Start < start && start < e.End || e.Start == start && e.End > start
		}
		b := t.Slice(start, end)
		if covered || len(bytes.TrimSpace(b)) == 0 {
			continue
		}
		n := 0
		for n < len(b) && n < len(old) && b[n] == old[n] {
			n++
		}
		out = append(out, Edit{Start: start, End: start + n, New: indent})
	}
	return out
}
