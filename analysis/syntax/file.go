package syntax

import (
	"bytes"
	"iter"
	"sort"
	"sync"
	"sync/atomic"
)

// Unit is the syntax of one unit. It never changes, and an edit elsewhere in
// the file leaves it the same *Unit. A *Unit stands at most once in a file, and
// as long as it stands in the versions of a document, it is a member of the
// same class or a module-level statement.
type Unit struct {
	text   []byte
	nodes  []record
	broken []Range
	col    int32 // the column it stands in
	header bool  // a class whose members are units of their own
	block  int32 // the block of the class, if header

	hint    atomic.Int32 // where it was seen last
	once    sync.Once
	derived any
}

// Text is the bytes of the unit; callers do not change them.
func (u *Unit) Text() []byte { return u.text }

// Broken gives the parts of the unit that do not parse, in bytes from its
// start: whole logical lines. What the nodes there say means nothing; the
// others are as if the broken lines were not there. It is empty for valid
// source, but for what the grammar lacks: template strings, "except A, B:" and
// defaults of type parameters.
func (u *Unit) Broken() []Range { return u.broken }

// Derive returns what make computed of the unit alone the first time it was
// asked. There is one such value for each unit; package semantic owns it.
func (u *Unit) Derive(make func() any) any {
	u.once.Do(func() { u.derived = make() })
	return u.derived
}

// clone is the same syntax as another unit.
func (u *Unit) clone() *Unit {
	return &Unit{text: u.text, nodes: u.nodes, broken: u.broken, col: u.col, header: u.header, block: u.block}
}

// entry places a unit in a file.
type entry struct {
	unit    *Unit
	start   int32 // byte offset in the file
	class   int32 // entry of the class whose member this is, or -1
	seen    int32 // bytes from start on that the place and the end of the unit depend on
	members int32 // column of the members of a class, 0 if they are no entries
}

func (e *entry) end() int32 { return e.start + int32(len(e.unit.text)) }

// header tells whether the members of the class are entries of their own.
func (e *entry) header() bool { return e.members > 0 }

// File is one immutable version of a source file. It is safe for concurrent use.
type File struct {
	Text *Text
	Lang Lang

	entries []entry
	waste   int // the sum over the entries
	skipped string
	reads   *Reads

	// id is that of the version, from that of the one it was made of by an
	// edit: the entries [first, oldEnd) of that one became [first, newEnd), all
	// others are the same. from is 0 where that is not known.
	id, from              uint64
	first, oldEnd, newEnd int
}

var versions atomic.Uint64

// Changed tells which units differ from a version before: [first, oldEnd) of it
// became [first, newEnd), all others are the same, members of the same classes.
// ok is false if f was not made of old by one edit, or it would take a
// comparison to know.
func (f *File) Changed(old *File) (first, oldEnd, newEnd int, ok bool) {
	if f.id != 0 && f.id == old.id {
		return 0, 0, 0, true
	}
	return f.first, f.oldEnd, f.newEnd, f.from != 0 && f.from == old.id
}

// Reads records what a computation looked at beyond its own unit, so that its
// result can be kept for as long as that stays the same. It is used by one
// goroutine at a time.
type Reads struct {
	// Units are the units of which nodes were looked at. The unit of a node
	// that was given is not among them unless it was come to from another one.
	Units map[*Unit]bool
	// Lists are the lists of statements that were iterated, at least in part:
	// of the class with that header, or of the module for nil. See File.SameList.
	Lists map[*Unit]bool
}

// Tracked is the same file with everything read through it recorded in r.
func (f *File) Tracked(r *Reads) *File {
	g := *f
	g.reads = r
	return &g
}

func (f *File) touch(u *Unit) {
	if f.reads == nil {
		return
	}
	if f.reads.Units == nil {
		f.reads.Units = map[*Unit]bool{}
	}
	f.reads.Units[u] = true
}

// touchList records that the statements of class, or of the module for -1, were
// iterated.
func (f *File) touchList(class int32) {
	if f.reads == nil {
		return
	}
	if f.reads.Lists == nil {
		f.reads.Lists = map[*Unit]bool{}
	}
	var u *Unit
	if class >= 0 {
		u = f.entries[class].unit
	}
	f.reads.Lists[u] = true
}

// SameList tells whether the statements of the class with that header, or of
// the module for nil, are the same units in the same order in both versions.
func (f *File) SameList(old *File, header *Unit) bool {
	a, b := f.list(header), old.list(header)
	for {
		u, more := a()
		v, alsoMore := b()
		if more != alsoMore || u != v {
			return false
		}
		if !more {
			return true
		}
	}
}

func (f *File) list(header *Unit) func() (*Unit, bool) {
	i, class := int32(-1), int32(-1)
	if header != nil {
		at, ok := f.EntryOf(header)
		if !ok {
			return func() (*Unit, bool) { return header, true } // never ends, never matches
		}
		i, class = int32(at), int32(at)
	}
	return func() (*Unit, bool) {
		for i++; int(i) < len(f.entries); i++ {
			if e := &f.entries[i]; e.class == class {
				return e.unit, true
			} else if class >= 0 {
				break
			}
		}
		return nil, false
	}
}

// Skipped tells why the file was not parsed; it is empty if it was. Files with a
// NUL byte among the first 8,192 (they are not text), with a statement of more
// than 4 MB, and with so many unclosed brackets that to find the statements
// would take long, are not parsed: they have one unit, which is broken and has
// no nodes.
func (f *File) Skipped() string { return f.skipped }

// UnitCount is the number of units.
func (f *File) UnitCount() int { return len(f.entries) }

// Unit is the i-th unit in the order of the text.
func (f *File) Unit(i int) *Unit { return f.entries[i].unit }

// UnitRange is the byte range of the i-th unit.
func (f *File) UnitRange(i int) (start, end int) {
	e := &f.entries[i]
	return int(e.start), int(e.end())
}

// UnitClass is the index of the unit that is the header of the class whose
// member the i-th unit is; -1 for a module-level statement.
func (f *File) UnitClass(i int) int { return int(f.entries[i].class) }

// UnitAt is the index of the unit that the offset is in or directly behind, the
// one after it if it is between two that touch; -1 if there is none.
func (f *File) UnitAt(offset int) int {
	i := f.after(offset) - 1
	if i < 0 || int(f.entries[i].end()) < offset {
		return -1
	}
	return i
}

// after is the first entry that starts behind the offset.
func (f *File) after(offset int) int {
	return sort.Search(len(f.entries), func(i int) bool { return int(f.entries[i].start) > offset })
}

// EntryOf is the index of u in this version; ok is false if it is not there.
func (f *File) EntryOf(u *Unit) (i int, ok bool) {
	n := len(f.entries)
	if u == nil || n == 0 {
		return 0, false
	}
	// It is near the place where it was the last time.
	lo := min(int(u.hint.Load()), n-1)
	hi := lo + 1
	for lo >= 0 || hi < n {
		if lo >= 0 {
			if f.entries[lo].unit == u {
				u.hint.Store(int32(lo))
				return lo, true
			}
			lo--
		}
		if hi < n {
			if f.entries[hi].unit == u {
				u.hint.Store(int32(hi))
				return hi, true
			}
			hi++
		}
	}
	return 0, false
}

// UnitNodes gives the nodes of the i-th unit in the order of the source, without
// its module node and without the members of a class that are units themselves.
func (f *File) UnitNodes(i int) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		first := int32(1)
		if f.Lang == TOML {
			first = 0
		}
		n := int32(len(f.entries[i].unit.nodes))
		for idx := first; idx < n; idx++ {
			if !yield(Node{f, int32(i), idx}) {
				return
			}
		}
	}
}

// Comments gives the comments of the i-th unit.
func (f *File) Comments(i int) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		if bytes.IndexByte(f.entries[i].unit.text, '#') < 0 {
			return
		}
		for n := range f.UnitNodes(i) {
			if n.IsComment() && !yield(n) {
				return
			}
		}
	}
}

// CommentsIn gives the comments of the file that touch [start, end].
func (f *File) CommentsIn(start, end int) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		i := max(0, f.after(start)-1)
		for ; i < len(f.entries) && int(f.entries[i].start) <= end; i++ {
			if f.reads != nil {
				f.touch(f.entries[i].unit)
			}
			for n := range f.Comments(i) {
				if n.End() >= start && n.Start() <= end && !yield(n) {
					return
				}
			}
		}
	}
}

// InBroken tells whether [start, end] touches a broken part of a unit: a
// logical line that does not parse.
func (f *File) InBroken(start, end int) bool {
	for i := max(0, f.after(start)-1); i < len(f.entries) && int(f.entries[i].start) <= end; i++ {
		e := &f.entries[i]
		for _, r := range e.unit.broken {
			if r.Start+int(e.start) <= end && r.End+int(e.start) >= start {
				return true
			}
		}
	}
	return false
}

// Indent is the white space at the start of the line that holds the offset.
func (f *File) Indent(offset int) string {
	b, start := f.Text.line(f.Text.LineOf(offset))
	i := 0
	if start == 0 && bytes.HasPrefix(b, bom) {
		b = b[len(bom):]
	}
	for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\f') {
		i++
	}
	return string(b[:i])
}

// LineIndentUnit is one step of indentation as the file has it: a tab, or the
// number of spaces by which its first block is indented; four spaces if it has
// none.
func (f *File) LineIndentUnit() string {
	for i := range f.entries {
		e := &f.entries[i]
		if e.members > 0 {
			if i+1 < len(f.entries) && f.entries[i+1].class == int32(i) {
				if in := f.Indent(int(f.entries[i+1].start)); in != "" {
					return indentStep(in, "")
				}
			}
			continue
		}
		nodes := e.unit.nodes
		for k := range nodes {
			if nodes[k].kind != KBlock || k+1 == len(nodes) || nodes[k+1].parent != int32(k) {
				continue
			}
			outer := f.Indent(int(e.start) + int(nodes[nodes[k].parent].start))
			inner := f.Indent(int(e.start) + int(nodes[k+1].start))
			if len(inner) > len(outer) {
				return indentStep(inner, outer)
			}
		}
	}
	return "    "
}

func indentStep(inner, outer string) string {
	if step := inner[min(len(outer), len(inner)):]; step[0] != '\t' {
		return step
	}
	return "\t"
}

// parsers are idle parsers by language.
var parsers = [...]chan *parser{Python: make(chan *parser, 4), TOML: make(chan *parser, 1)}

// Parse parses a text once. b must not be changed afterwards.
func Parse(lang Lang, b []byte) *File {
	p := takeParser(lang)
	defer putParser(lang, p)
	return parse(p, lang, NewText(b), nil)
}

func takeParser(lang Lang) *parser {
	select {
	case p := <-parsers[lang]:
		return p
	default:
		return newParser(lang)
	}
}

func putParser(lang Lang, p *parser) {
	select {
	case parsers[lang] <- p:
	default:
		p.close()
	}
}
