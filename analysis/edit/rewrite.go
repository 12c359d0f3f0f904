package edit

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// entry is a name in the list of an import statement.
type entry struct {
	item  *importItem // nil: new
	name  string      // what is sorted by
	text  string      // as it is written
	keep  string      // comment that comes along with a new name
	start int
	end   int
}

// rewrite is the text of an import statement after names went, came or changed.
func (b *Builder) rewrite(st *importStmt, adds []addition) string {
	var old, left []entry
	for i := range st.items {
		it := &st.items[i]
		e := entry{item: it, name: it.name, text: it.node.Text(), start: it.node.Start(), end: it.node.End()}
		old = append(old, e)
		if b.removed[it.node] {
			continue
		}
		left = append(left, e)
	}
	sensitive, sorted := sortedBy(old)
	for _, e := range left {
		text := b.renames[e.item.node]
		if text == "" {
			continue
		}
		name, _, _ := strings.Cut(text, " as ")
		i := slices.IndexFunc(left, func(x entry) bool { return x.item == e.item })
		left = slices.Delete(left, i, i+1)
		if slices.ContainsFunc(left, func(x entry) bool { return x.text == text }) {
			continue
		}
		e.name, e.text = name, text
		if !sorted {
			left = slices.Insert(left, i, e)
		} else {
			left = insertSorted(left, e, sensitive)
		}
	}
	for _, a := range adds {
		e := entry{name: a.name, text: a.name, keep: a.like}
		if a.as != "" {
			e.text += " as " + a.as
		}
		if slices.ContainsFunc(left, func(x entry) bool { return x.text == e.text }) {
			continue
		}
		if sorted {
			left = insertSorted(left, e, sensitive)
		} else {
			left = append(left, e)
		}
	}
	if ownLines(b, st, old) {
		return b.rewriteLines(st, old, left)
	}
	return b.rewriteInline(st, old, left)
}

// sortedBy tells whether the names are sorted, and how.
func sortedBy(es []entry) (sensitive, sorted bool) {
	for _, sensitive := range []bool{false, true} {
		if slices.IsSortedFunc(es, func(x, y entry) int { return compareNames(x.name, y.name, sensitive) }) {
			return sensitive, true
		}
	}
	return false, false
}

func insertSorted(es []entry, e entry, sensitive bool) []entry {
	i := 0
	for i < len(es) && compareNames(es[i].name, e.name, sensitive) <= 0 {
		i++
	}
	return slices.Insert(es, i, e)
}

// ownLines tells whether every name has a line of its own in parentheses.
func ownLines(b *Builder, st *importStmt, es []entry) bool {
	t := b.f.Text
	paren := st.node.ChildOf(syntax.KTokRParen)
	if paren.IsNil() {
		return false
	}
	line := t.LineOf(st.node.Start())
	for _, e := range es {
		l := t.LineOf(e.start)
		if l == line || t.LineOf(e.end) != l {
			return false
		}
		line = l
	}
	return t.LineOf(paren.Start()) > line
}

// rewriteInline keeps what stands between the names and rebuilds the list.
func (b *Builder) rewriteInline(st *importStmt, old, left []entry) string {
	before := map[*importItem]string{} // separator in front of an old name
	for i := 1; i < len(old); i++ {
		before[old[i].item] = b.text(old[i-1].end, old[i].start)
	}
	var s strings.Builder
	s.WriteString(b.text(st.node.Start(), old[0].start))
	for i, e := range left {
		switch {
		case i == 0:
		case e.item != nil && before[e.item] != "":
			s.WriteString(before[e.item])
		default:
			s.WriteString(", ")
		}
		s.WriteString(e.text)
	}
	s.WriteString(b.text(old[len(old)-1].end, st.node.End()))
	return s.String()
}

// rewriteLines rebuilds the lines of a list with one name on each. Comments on
// lines of their own go with the name below them.
func (b *Builder) rewriteLines(st *importStmt, old, left []entry) string {
	t := b.f.Text
	nl := b.newline()
	indent := b.indentAt(old[0].start)
	chunk := map[*importItem][2]string{} // lines above, comment behind
	from := t.LineStart(t.LineOf(old[0].start))
	begin := from
	for _, e := range old {
		line := t.LineOf(e.start)
		rest := b.text(e.end, t.LineEnd(line))
		i := strings.IndexByte(rest, '#')
		comment := ""
		if i >= 0 {
			comment = rest[len(strings.TrimRight(rest[:i], " \t")):]
			comment = strings.TrimPrefix(comment, ",")
		}
		chunk[e.item] = [2]string{b.text(from, t.LineStart(line)), comment}
		from = b.size()
		if line+1 < t.LineCount() {
			from = t.LineStart(line + 1)
		}
	}
	trailing := strings.Contains(b.text(old[len(old)-1].end, st.node.End()), ",")
	var s strings.Builder
	s.WriteString(b.text(st.node.Start(), begin))
	for i, e := range left {
		comma := ","
		if i == len(left)-1 && !trailing && e.item != nil && e.item == old[len(old)-1].item {
			comma = ""
		}
		if e.item == nil {
			s.WriteString(indent + e.text + ",")
			if e.keep != "" {
				s.WriteString("  " + e.keep)
			}
			s.WriteString(nl)
			continue
		}
		c := chunk[e.item]
		s.WriteString(c[0] + indent + e.text + comma + c[1] + nl)
	}
	s.WriteString(b.text(from, st.node.End()))
	return s.String()
}
