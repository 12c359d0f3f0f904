package edit

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// The sections of isort's default profile.
const (
	secFuture = iota
	secStdlib
	secThirdParty
	secFirstParty
	secLocal
)

func (b *Builder) section(module string) int {
	top, _, _ := strings.Cut(module, ".")
	switch {
	case strings.HasPrefix(module, "."):
		return secLocal
	case module == "__future__":
		return secFuture
	case IsStdlib(top):
		return secStdlib
	case b.opt.firstParty != nil && b.opt.firstParty(module):
		return secFirstParty
	}
	return secThirdParty
}

// lineKind is what a line, or the lines of a statement, hold.
type lineKind uint8

const (
	blankLine lineKind = iota
	commentLine
	importLine
	holeLine // an import that the fix removes
)

// row is a line of the import block, or the lines of one statement.
type row struct {
	kind       lineKind
	start, end int // bytes, with the line ending; of a new row: both -1
	text       string
	section    int
	key        string
	top        string
}

// layout turns the planned imports into edits.
func (b *Builder) layout() []Edit {
	var out []Edit
	extend := map[*importStmt][]addition{}
	var lines []addition
	for _, a := range b.adds {
		st := b.target(a)
		if st == nil {
			lines = append(lines, a)
			continue
		}
		extend[st] = append(extend[st], a)
	}
	block := b.block()
	holes := map[*importStmt]bool{}
	changed := b.changedImports(extend)
	for _, st := range changed {
		left := len(extend[st])
		for _, it := range st.items {
			if !b.removed[it.node] {
				left++
			}
		}
		if left == 0 {
			holes[st] = true
			continue
		}
		text := b.rewrite(st, extend[st])
		out = append(out, Edit{Start: st.node.Start(), End: st.node.End(), New: text, drop: b.losesComment(st, text)})
	}
	for _, a := range lines {
		if st := a.from; a.like != "" && !holes[st] && b.trailingComment(st.node.End()) == a.like {
			line := b.f.Text.LineOf(st.node.End())
			out = append(out, Edit{Start: st.node.End(), End: b.f.Text.LineEnd(line), drop: true})
		}
	}
	done := map[syntax.Node]bool{}
	for _, st := range changed {
		if !holes[st] || slices.Contains(block, st) && !b.shared(st.node) {
			continue
		}
		n := st.node
		if i := n.Parent().Parent(); n.Parent().Is(syntax.KBlock) && isTypeChecking(i) && b.emptied(i) {
			n = i
		}
		if !done[n] {
			done[n] = true
			out = append(out, b.removeLines(n)...)
		}
	}
	return append(out, b.rows(block, holes, lines)...)
}

// changedImports are the statements with names that go, change or come, in the
// order of the source.
func (b *Builder) changedImports(extend map[*importStmt][]addition) []*importStmt {
	set := map[*importStmt]bool{}
	for st := range extend {
		set[st] = true
	}
	for n := range b.removed {
		if st, _ := b.importItemAt(n); st != nil {
			set[st] = true
		}
	}
	for n := range b.renames {
		if st, _ := b.importItemAt(n); st != nil {
			set[st] = true
		}
	}
	return slices.SortedFunc(maps.Keys(set), func(x, y *importStmt) int { return cmp.Compare(x.node.Start(), y.node.Start()) })
}

// target is the statement that an addition goes to, or nil.
func (b *Builder) target(a addition) *importStmt {
	if a.name == "" {
		return nil
	}
	if a.types {
		for _, st := range b.importsOf(a.module) {
			if st.place == typeChecking && st.from && st.module == a.module {
				return st
			}
		}
	}
	return b.fromImport(a.module, syntax.Node{})
}

func (b *Builder) losesComment(st *importStmt, text string) bool {
	return strings.Count(st.node.Text(), "#") > strings.Count(text, "#")
}

// block is the run of imports at the head of the module.
func (b *Builder) block() []*importStmt {
	var out []*importStmt
	first := true
	for c := range b.f.Root().Named() {
		if st := b.importAt(c); st != nil {
			out = append(out, st)
		} else if !first || !isDocstring(c) {
			break
		}
		first = false
	}
	return out
}

func isDocstring(n syntax.Node) bool {
	s := n.FirstChild()
	return n.Is(syntax.KExpressionStatement) && s.Is(syntax.KString, syntax.KConcatenatedString) && s.NextSibling().IsNil()
}

// shared tells whether the lines of n hold other statements.
func (b *Builder) shared(n syntax.Node) bool {
	t := b.f.Text
	start := t.LineStart(t.LineOf(n.Start()))
	rest := strings.TrimSpace(b.text(n.End(), t.LineEnd(t.LineOf(n.End()))))
	return strings.TrimSpace(strings.TrimPrefix(b.text(start, n.Start()), "\ufeff")) != "" || rest != "" && rest[0] != '#'
}

// newRows makes a row for each new import line.
func (b *Builder) newRows(lines []addition) []row {
	var out []row
	done := map[string]bool{}
	for i, a := range lines {
		r := row{kind: importLine, start: -1, end: -1, section: b.section(a.module), key: importKey(a.name != "", a.module), top: topOf(a.module)}
		switch {
		case a.name == "":
			r.text = "import " + a.module
			if a.as != "" {
				r.text += " as " + a.as
			}
		case a.as != "":
			r.text = "from " + a.module + " import " + a.name + " as " + a.as
		case done[a.module]:
			continue
		default:
			done[a.module] = true
			var names, comments []string
			for _, o := range lines[i:] {
				if o.module == a.module && o.name != "" && o.as == "" {
					names = append(names, o.name)
					if o.like != "" && !slices.Contains(comments, o.like) {
						comments = append(comments, o.like)
					}
				}
			}
			slices.SortStableFunc(names, func(x, y string) int { return compareNames(x, y, false) })
			r.text = "from " + a.module + " import " + strings.Join(names, ", ")
			a.like = strings.Join(comments, "  ")
		}
		if a.like != "" {
			r.text += "  " + a.like
		}
		out = append(out, r)
	}
	return out
}

func topOf(module string) string {
	top, _, _ := strings.Cut(module, ".")
	return top
}

// importKey orders the lines of a section: "import x" before "from x import".
func importKey(from bool, module string) string {
	if !from {
		return "0" + naturalKey(strings.ToLower(module)) + "\x00" + module
	}
	dots := len(module) - len(strings.TrimLeft(module, "."))
	if dots > 0 {
		// Farther packages come first.
		return "1" + string(rune(0x7e-min(dots, 60))) + naturalKey(strings.ToLower(module[dots:]))
	}
	return "1" + naturalKey(strings.ToLower(module)) + "\x00" + module
}

// naturalKey makes numbers compare by value. The dot sorts before what may
// stand in a name.
func naturalKey(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			b.WriteByte(s[i])
			i++
			continue
		}
		j := i
		for j < len(s) && s[j] >= '0' && s[j] <= '9' {
			j++
		}
		digits := strings.TrimLeft(s[i:j], "0")
		b.WriteByte('0')
		b.WriteByte(byte('0' + min(len(digits), 60)))
		b.WriteString(digits)
		i = j
	}
	return b.String()
}

// compareNames is isort's order_by_type: constants, classes, the rest.
func compareNames(a, b string, caseSensitive bool) int {
	if c := nameClass(a) - nameClass(b); c != 0 {
		return c
	}
	if !caseSensitive {
		if c := strings.Compare(naturalKey(strings.ToLower(a)), naturalKey(strings.ToLower(b))); c != 0 {
			return c
		}
	}
	return strings.Compare(naturalKey(a), naturalKey(b))
}

func nameClass(s string) int {
	switch {
	case len(s) > 1 && strings.ToUpper(s) == s && strings.ToLower(s) != s:
		return 0
	case s != "" && s[0] >= 'A' && s[0] <= 'Z':
		return 1
	}
	return 2
}

// rows lays out the import block: holes go, new lines come.
func (b *Builder) rows(block []*importStmt, holes map[*importStmt]bool, lines []addition) []Edit {
	add := b.newRows(lines)
	slices.SortStableFunc(add, func(x, y row) int {
		if x.section != y.section {
			return x.section - y.section
		}
		return strings.Compare(x.key, y.key)
	})
	if len(block) == 0 {
		if len(add) == 0 {
			return nil
		}
		return b.firstImports(add)
	}
	rs := b.blockRows(block, holes)
	for _, r := range add {
		rs = b.place(rs, r)
	}
	return b.rowEdits(rs, len(add) > 0)
}

// blockRows reads the rows of the import block.
func (b *Builder) blockRows(block []*importStmt, holes map[*importStmt]bool) []row {
	t := b.f.Text
	var rs []row
	first := t.LineOf(block[0].node.Start())
	last := t.LineOf(block[len(block)-1].node.End())
	i := 0
	for line := first; line <= last; {
		start, end := t.LineStart(line), t.LineEnd(line)
		text := strings.TrimSpace(b.text(start, end))
		r := row{start: start, text: text}
		switch {
		case i < len(block) && t.LineOf(block[i].node.Start()) == line:
			st := block[i]
			r.kind = importLine
			module := st.module
			if !st.from && len(st.items) > 0 {
				module = st.items[0].name
			}
			r.section, r.key, r.top = b.section(module), importKey(st.from, module), topOf(module)
			if holes[st] && !b.shared(st.node) {
				r.kind = holeLine
			}
			for i < len(block) && t.LineOf(block[i].node.Start()) <= line {
				line = max(line, t.LineOf(block[i].node.End()))
				i++
			}
		case strings.HasPrefix(text, "#"):
			r.kind = commentLine
		case text == "":
			r.kind = blankLine
		default:
			r.kind = commentLine
		}
		line++
		r.end = b.size()
		if line < t.LineCount() {
			r.end = t.LineStart(line)
		}
		r.text = b.text(r.start, r.end)
		rs = append(rs, r)
	}
	return rs
}

// place puts a new line among the rows.
func (b *Builder) place(rs []row, r row) []row {
	blank := row{kind: blankLine, start: -1, end: -1}
	// Where a section is cut by blank lines (a project's own modules that are
	// not known as such), the part with the same package, else the first.
	from, to := sectionPart(rs, r)
	if from >= 0 {
		at := -1
		for i := from; i < to; i++ {
			if rs[i].kind == importLine && rs[i].section == r.section && rs[i].key < r.key {
				at = i
			}
		}
		if at >= 0 {
			return slices.Insert(rs, at+1, r)
		}
		for i := from; i < to; i++ {
			if rs[i].kind == importLine && rs[i].section == r.section {
				return slices.Insert(rs, i, r)
			}
		}
	}
	if i := holeFor(rs, r); i >= 0 {
		r.start, r.end = rs[i].start, rs[i].end
		rs[i] = r
		return rs
	}
	for i := len(rs) - 1; i >= 0; i-- {
		if (rs[i].kind == importLine || rs[i].kind == holeLine) && rs[i].section < r.section {
			if i+1 < len(rs) && rs[i+1].kind != blankLine {
				return slices.Insert(rs, i+1, blank, r, blank)
			}
			return slices.Insert(rs, i+1, blank, r)
		}
	}
	return slices.Insert(rs, 0, r, blank)
}

// sectionPart is the range of rows in which a line of r's section is placed,
// or -1.
func sectionPart(rs []row, r row) (from, to int) {
	from = -1
	best := false
	for i := 0; i < len(rs); {
		if rs[i].kind == blankLine {
			i++
			continue
		}
		j, has, same := i, false, false
		for j < len(rs) && rs[j].kind != blankLine {
			if rs[j].kind == importLine && rs[j].section == r.section {
				has = true
				same = same || rs[j].top == r.top
			}
			j++
		}
		if has && (from < 0 || same && !best) {
			from, to, best = i, j, same
		}
		i = j
	}
	return from, to
}

// holeFor finds the place of a removed import that is free for r: its group
// is empty and r's section belongs there.
func holeFor(rs []row, r row) int {
	for i := range rs {
		if rs[i].kind != holeLine || !emptyGroup(rs, i) {
			continue
		}
		fits := true
		for j := range rs {
			if rs[j].kind == importLine && (j < i && rs[j].section > r.section || j > i && rs[j].section < r.section) {
				fits = false
			}
		}
		if fits {
			return i
		}
	}
	return -1
}

// emptyGroup tells whether the group of lines around row i holds no import.
func emptyGroup(rs []row, i int) bool {
	for j := i; j >= 0 && rs[j].kind != blankLine; j-- {
		if rs[j].kind == importLine {
			return false
		}
	}
	for j := i; j < len(rs) && rs[j].kind != blankLine; j++ {
		if rs[j].kind == importLine {
			return false
		}
	}
	return true
}

// rowEdits removes the holes with the blank lines that set them off and gives
// the edits that lead from the old rows to the new ones.
func (b *Builder) rowEdits(rs []row, added bool) []Edit {
	t := b.f.Text
	nl := b.newline()
	var out []Edit
	gone := make([]bool, len(rs))
	regionStart, regionEnd := -1, -1
	for _, r := range rs {
		if r.start >= 0 && regionStart < 0 {
			regionStart = r.start
		}
		regionEnd = max(regionEnd, r.end)
	}
	for i, r := range rs {
		if r.kind == holeLine {
			gone[i] = true
		}
	}
	for i := 0; i < len(rs); i++ {
		if rs[i].kind != holeLine {
			continue
		}
		j := i
		for j < len(rs) && rs[j].kind == holeLine {
			j++
		}
		above := i == 0 && b.commentAbove(regionStart) || i > 0 && rs[i-1].kind == commentLine
		alone := (i == 0 || rs[i-1].kind == blankLine) && (j == len(rs) || rs[j].kind == blankLine)
		switch {
		case above || !alone:
		case j < len(rs):
			for k := j; k < len(rs) && rs[k].kind == blankLine; k++ {
				gone[k] = true
			}
		case live(rs, gone, i):
			for k := i - 1; k >= 0 && rs[k].kind == blankLine; k-- {
				gone[k] = true
			}
		default:
			out = append(out, b.blanksAround(regionStart, regionEnd)...)
		}
		i = j - 1
	}
	at := regionStart
	for i, r := range rs {
		switch {
		case r.start < 0:
			if at == b.size() && at > 0 && !b.afterNewline(at) {
				out = append(out, Edit{Start: at, End: at, New: nl + r.text})
			} else {
				out = append(out, Edit{Start: at, End: at, New: r.text + nl})
			}
		case gone[i]:
			out = append(out, Edit{Start: r.start, End: r.end, drop: r.kind == holeLine})
			at = r.end
		default:
			if old := b.text(r.start, r.end); r.kind == importLine && old != r.text {
				end := r.start + len(strings.TrimRight(old, "\r\n"))
				out = append(out, Edit{Start: r.start, End: end, New: r.text, drop: strings.Count(old, "#") > strings.Count(r.text, "#")})
			}
			at = r.end
		}
	}
	if n := len(rs) - 1; added && rs[n].start < 0 && rs[n].kind == importLine && regionEnd < b.size() {
		line := t.LineOf(regionEnd)
		if strings.TrimSpace(b.text(t.LineStart(line), t.LineEnd(line))) != "" {
			out = append(out, Edit{Start: regionEnd, End: regionEnd, New: nl})
		}
	}
	return out
}

// live tells whether an import is left before row i.
func live(rs []row, gone []bool, i int) bool {
	for j := range i {
		if !gone[j] && rs[j].kind != blankLine {
			return true
		}
	}
	return false
}

// commentAbove tells whether the line above the one at offset is a comment.
func (b *Builder) commentAbove(offset int) bool {
	t := b.f.Text
	line := t.LineOf(offset)
	return line > 0 && strings.HasPrefix(strings.TrimSpace(b.text(t.LineStart(line-1), t.LineEnd(line-1))), "#")
}

// afterNewline tells whether a line ending is in front of the offset.
func (b *Builder) afterNewline(at int) bool {
	c := b.text(at-1, at)
	return c == "\n" || c == "\r"
}

func (b *Builder) isBlank(line int) bool {
	t := b.f.Text
	return line >= 0 && line < t.LineCount() && strings.TrimSpace(b.text(t.LineStart(line), t.LineEnd(line))) == ""
}

// blanksAround removes the blank lines that an import block leaves which goes
// altogether: below it at the head of the file, else above it.
func (b *Builder) blanksAround(start, end int) []Edit {
	t := b.f.Text
	if start <= len("\ufeff") && strings.Trim(b.text(0, start), "\ufeff") == "" {
		line := t.LineOf(end)
		for b.isBlank(line) && line < t.LineCount()-1 {
			line++
		}
		if to := t.LineStart(line); to > end {
			return []Edit{{Start: end, End: to}}
		}
		return nil
	}
	line := t.LineOf(start)
	if !b.isBlank(t.LineOf(end)) {
		return nil
	}
	first := line
	for b.isBlank(first - 1) {
		first--
	}
	if first < line {
		return []Edit{{Start: t.LineStart(first), End: start}}
	}
	return nil
}

// firstImports puts the first imports of a file: below the docstring, else
// below the leading comments.
func (b *Builder) firstImports(rs []row) []Edit {
	t := b.f.Text
	nl := b.newline()
	var s strings.Builder
	for i, r := range rs {
		if i > 0 {
			s.WriteString(nl)
			if rs[i-1].section != r.section {
				s.WriteString(nl)
			}
		}
		s.WriteString(r.text)
	}
	var first syntax.Node // statement
	for c := range b.f.Root().Named() {
		first = c
		break
	}
	if isDocstring(first) && !b.shared(first) {
		line := t.LineOf(first.End())
		at := t.LineEnd(line)
		need, blanks := b.blanksBelow(line + 1)
		return []Edit{{Start: at, End: at, New: nl + nl + s.String() + strings.Repeat(nl, max(0, need-blanks))}}
	}
	line := 0
	for line < t.LineCount() && strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(b.text(t.LineStart(line), t.LineEnd(line)), "\ufeff")), "#") {
		line++
	}
	for b.isBlank(line) && line < t.LineCount()-1 {
		line++
	}
	if line >= t.LineCount() || b.isBlank(line) {
		pre := ""
		if n := b.size(); n > 0 && !b.afterNewline(n) {
			pre = nl
		}
		return []Edit{{Start: b.size(), End: b.size(), New: pre + s.String() + nl}}
	}
	at := t.LineStart(line)
	if line == 0 && b.text(0, len("\ufeff")) == "\ufeff" {
		at = len("\ufeff")
	}
	need, _ := b.blanksBelow(line)
	return []Edit{{Start: at, End: at, New: s.String() + nl + strings.Repeat(nl, need)}}
}

// blanksBelow tells how many blank lines isort wants between an import block
// and the code at or below the line, and how many there are.
func (b *Builder) blanksBelow(line int) (need, blanks int) {
	t := b.f.Text
	for b.isBlank(line) {
		line++
		blanks++
	}
	if line >= t.LineCount() {
		return 0, blanks
	}
	code := strings.TrimSpace(strings.TrimPrefix(b.text(t.LineStart(line), t.LineEnd(line)), "\ufeff"))
	for _, p := range []string{"def ", "async def ", "class ", "@"} {
		if strings.HasPrefix(code, p) {
			return 2, blanks
		}
	}
	return 1, blanks
}
