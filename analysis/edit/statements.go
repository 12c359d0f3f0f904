package edit

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Statement is the statement around n: a child of a block or of the module.
func Statement(n syntax.Node) syntax.Node {
	for !n.IsNil() && !n.Parent().Is(syntax.KBlock, syntax.KModule) {
		n = n.Parent()
	}
	return n
}

// DeleteStatement deletes a statement, or a function or class with its
// decorators, with the comment on its line. The blank lines above it go too;
// below it, if it is the first of its block; at module level the smaller of the
// two gaps goes. A body left empty gets "pass".
//
//	class A:              class A:
//	    x: int                x: int
//
//	    class Config:         y: int
//	        a = 1
//
//	    y: int
func (b *Builder) DeleteStatement(n syntax.Node) { b.deleteStatement(n, false) }

// DeleteStatementWithComments is DeleteStatement for the comment lines directly
// above the statement, too.
func (b *Builder) DeleteStatementWithComments(n syntax.Node) { b.deleteStatement(n, true) }

func (b *Builder) deleteStatement(n syntax.Node, comments bool) {
	n = Statement(n).In(b.f)
	b.deleted = append(b.deleted, n)
	if comments {
		b.withComments = append(b.withComments, n)
	}
}

// flushStatements turns the statements to delete into edits; a block whose
// statements all go needs to know of each.
func (b *Builder) flushStatements() {
	gone := map[syntax.Node]bool{}
	for _, n := range b.deleted {
		gone[n] = true
	}
	passed := map[syntax.Node]bool{}
	for _, n := range b.deleted {
		if !gone[n] {
			continue
		}
		gone[n] = false
		block := n.Parent()
		left := 0
		for c := range block.Named() {
			if c != n && !b.isDeleted(c) {
				left++
			}
		}
		if left == 0 && block.Is(syntax.KBlock) {
			if !passed[block] {
				passed[block] = true
				b.edits = append(b.edits, Edit{Start: n.Start(), End: n.End(), New: "pass", drop: true})
				continue
			}
		}
		with := false
		for _, c := range b.withComments {
			with = with || c == n
		}
		b.edits = append(b.edits, b.statementEdits(n, with)...)
	}
	b.deleted = nil
}

func (b *Builder) isDeleted(n syntax.Node) bool {
	for _, d := range b.deleted {
		if d == n {
			return true
		}
	}
	return false
}

// sharedLine gives the edits for a statement that shares its line with others.
func (b *Builder) sharedLine(n syntax.Node) ([]Edit, bool) {
	t := b.f.Text
	next, prev := n.NextSibling(), n.PrevSibling()
	if next.Is(syntax.KTokSemicolon) {
		end := next.End()
		if after := next.NextSibling(); !after.IsNil() && t.LineOf(after.Start()) == t.LineOf(n.End()) && !after.IsExtra() {
			return []Edit{{Start: n.Start(), End: after.Start()}}, true
		}
		if prev.Is(syntax.KTokSemicolon) && t.LineOf(prev.Start()) == t.LineOf(n.Start()) {
			return []Edit{{Start: prev.Start(), End: n.End()}}, true
		}
		if strings.TrimSpace(b.text(end, t.LineEnd(t.LineOf(end)))) == "" && b.startsLine(n) {
			return nil, false
		}
	}
	start := t.LineStart(t.LineOf(n.Start()))
	before := b.text(start, n.Start())
	if i := strings.LastIndexByte(before, ';'); i >= 0 {
		return []Edit{{Start: start + len(strings.TrimRight(before[:i], " \t")), End: n.End()}}, true
	}
	rest := b.text(n.End(), t.LineEnd(t.LineOf(n.End())))
	if s := strings.TrimLeft(rest, " \t"); strings.HasPrefix(s, ";") {
		s = strings.TrimLeft(s[1:], " \t")
		if s != "" && s[0] != '#' {
			return []Edit{{Start: n.Start(), End: n.End() + len(rest) - len(s)}}, true
		}
	}
	if strings.TrimSpace(strings.TrimPrefix(before, "\ufeff")) != "" {
		// "if x: y"
		return []Edit{{Start: n.Start(), End: n.End(), New: "pass"}}, true
	}
	return nil, false
}

func (b *Builder) statementEdits(n syntax.Node, comments bool) []Edit {
	if es, ok := b.sharedLine(n); ok {
		return es
	}
	t := b.f.Text
	first, last := t.LineOf(n.Start()), t.LineOf(n.End())
	if comments {
		for first > 0 && b.commentAbove(t.LineStart(first)) && b.indentAt(t.LineStart(first-1)) == b.Indent(n) {
			first--
		}
	}
	keep := ""
	if c := b.trailingComment(n.End()); c != "" && b.opt.keepTrailing {
		keep = b.Indent(n) + c
		return []Edit{{Start: t.LineStart(first), End: t.LineEnd(last), New: keep}}
	}
	above, below := first, last+1
	for b.isBlank(above - 1) {
		above--
	}
	for b.isBlank(below) && below < t.LineCount()-1 {
		below++
	}
	start, end := t.LineStart(first), b.size()
	if last+1 < t.LineCount() {
		end = t.LineStart(last + 1)
	}
	inClass := n.Parent().Parent().Is(syntax.KClassDefinition)
	head := b.firstOf(n)
	atEnd := below >= t.LineCount() || b.isBlank(below) || len(b.indentAt(t.LineStart(below))) < len(b.Indent(n))
	var out []Edit
	switch {
	case !head && !atEnd && n.Parent().Is(syntax.KModule) && above < first && below-last-1 > first-above:
		// The distance that what is below keeps is the larger one.
		out = append(out, Edit{Start: t.LineStart(above), End: start})
	case head && !atEnd, !inClass && !atEnd && above < first && below > last+1:
		// Blank lines below.
		if below > last+1 {
			out = append(out, Edit{Start: end, End: t.LineStart(below)})
		}
	case inClass && !head || atEnd:
		if above < first {
			out = append(out, Edit{Start: t.LineStart(above), End: start})
		}
	}
	return append(out, Edit{Start: start, End: end, drop: true})
}

// firstOf tells whether n is the first statement of its block or module that
// stays.
func (b *Builder) firstOf(n syntax.Node) bool {
	for c := range n.Parent().Named() {
		if c == n {
			return true
		}
		if !b.isDeleted(c) {
			return false
		}
	}
	return true
}

// removeLines removes an import statement, or an "if TYPE_CHECKING:" with
// nothing else in it, outside of the import block.
func (b *Builder) removeLines(n syntax.Node) []Edit {
	if es, ok := b.sharedLine(n); ok {
		return es
	}
	if n.Parent().Is(syntax.KBlock) {
		left := 0
		for c := range n.Parent().Named() {
			st := b.importAt(c)
			stays := st == nil || st.star
			if st != nil {
				for _, it := range st.items {
					stays = stays || !b.removed[it.node]
				}
			}
			if stays {
				left++
			}
		}
		if left == 0 && n.Parent().Named() != nil {
			for c := range n.Parent().Named() {
				if c == n {
					return []Edit{{Start: n.Start(), End: n.End(), New: "pass", drop: true}}
				}
				break
			}
		}
	}
	t := b.f.Text
	start := t.LineStart(t.LineOf(n.Start()))
	end := b.lineAfter(n.End())
	out := []Edit{{Start: start, End: end, drop: true}}
	first := t.LineOf(start)
	if n.Is(syntax.KIfStatement) {
		above := first
		for b.isBlank(above - 1) {
			above--
		}
		if above < first && (b.isBlank(t.LineOf(end)) || end == b.size()) {
			out = append(out, Edit{Start: t.LineStart(above), End: start})
		}
	}
	return out
}

// InsertBefore inserts lines in front of a statement (above its decorators and
// the comments that touch it). text has no indentation on its first line, no
// line ending at its end, and "\n" between its lines; blank is the number of
// blank lines between it and the statement.
func (b *Builder) InsertBefore(stmt syntax.Node, text string, blank int) {
	at := b.above(stmt)
	nl := b.newline()
	b.Insert(at, b.Indent(stmt)+b.nl(text)+nl+strings.Repeat(nl, blank))
}

// above is the start of the first of the comment lines that touch a statement,
// or of its own line.
func (b *Builder) above(stmt syntax.Node) int {
	t := b.f.Text
	line := t.LineOf(stmt.Start())
	for line > 0 && b.commentAbove(t.LineStart(line)) && b.indentAt(t.LineStart(line-1)) == b.Indent(stmt) {
		line--
	}
	return t.LineStart(line)
}

// InsertAfter inserts lines behind a statement, after the given number of blank
// lines. The text is as for [Builder.InsertBefore].
func (b *Builder) InsertAfter(stmt syntax.Node, text string, blank int) {
	t := b.f.Text
	nl := b.newline()
	b.Insert(t.LineEnd(t.LineOf(stmt.End())), strings.Repeat(nl, blank+1)+b.Indent(stmt)+b.nl(text))
}

// InsertAtStart inserts lines at the start of the body of a function or class,
// behind its docstring, followed by the given number of blank lines. The text
// is as for [Builder.InsertBefore].
func (b *Builder) InsertAtStart(def syntax.Node, text string, blank int) {
	body := def.Child(syntax.FBody)
	var first syntax.Node
	for c := range body.Named() {
		first = c
		break
	}
	nl := b.newline()
	if first.IsNil() || b.f.Text.LineOf(first.Start()) == b.f.Text.LineOf(def.Start()) {
		b.Fail("the body is on the line of its header")
		return
	}
	if isDocstring(first) {
		if next := first.NextSibling(); !next.IsNil() && !b.shared(first) {
			line := b.f.Text.LineOf(first.End())
			pre := strings.Repeat(nl, blank)
			if !b.isBlank(line + 1) {
				b.Insert(b.f.Text.LineEnd(line), pre+nl+b.Indent(first)+b.nl(text)+pre)
				return
			}
			b.Insert(b.f.Text.LineEnd(line), pre+nl+b.Indent(first)+b.nl(text))
			return
		}
		b.InsertAfter(first, text, blank)
		return
	}
	b.Insert(b.above(first), b.Indent(first)+b.nl(text)+nl+strings.Repeat(nl, blank))
}

// InsertDefinition inserts a function, class or group of assignments at module
// level above the module-level statement around n, with two blank lines around.
func (b *Builder) InsertDefinition(n syntax.Node, text string) {
	for !n.Parent().IsNil() && !n.Parent().Is(syntax.KModule) {
		n = n.Parent()
	}
	t := b.f.Text
	nl := b.newline()
	at := b.above(n)
	line := t.LineOf(at)
	blanks := 0
	for b.isBlank(line - 1 - blanks) {
		blanks++
	}
	missing := max(0, 2-blanks)
	if line-blanks == 0 {
		missing = 0
	}
	b.Insert(at, strings.Repeat(nl, missing)+b.nl(text)+strings.Repeat(nl, 3))
}

// CommentsAbove is the start of the comment lines that touch the statement n
// from above, or of n's own line: what moves along when n moves.
func (b *Builder) CommentsAbove(n syntax.Node) int { return b.above(n) }

// endWithComment is the end of n, or of the comment behind it.
func (b *Builder) endWithComment(n syntax.Node) int {
	end := b.f.Text.LineEnd(b.f.Text.LineOf(n.End()))
	if c := strings.TrimSpace(b.text(n.End(), end)); c != "" && c[0] == '#' {
		return end
	}
	return n.End()
}

// MoveToModule moves a function out of its class to module level above it,
// dedented, with the comments that touch it. prepare edits the moved text: its
// decorators, its first parameter. Lines inside of strings stay byte for byte.
// Further definitions may follow it, after two blank lines each.
func (b *Builder) MoveToModule(def syntax.Node, prepare func(*Part), then ...string) {
	stmt := Statement(def)
	at := b.above(stmt)
	start := at + len(b.indentAt(at))
	part := b.PartRange(stmt, start, b.endWithComment(stmt))
	if prepare != nil {
		prepare(part)
	}
	text := part.Text("")
	for _, t := range then {
		text += strings.Repeat(b.newline(), 3) + b.nl(t)
	}
	b.InsertDefinition(stmt, text)
	if at < b.f.Text.LineStart(b.f.Text.LineOf(stmt.Start())) {
		b.DeleteStatementWithComments(stmt)
		return
	}
	b.DeleteStatement(stmt)
}
