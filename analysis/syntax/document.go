package syntax

import (
	"bytes"
	"hash/maphash"
	"sort"
)

// Document is a buffer that is edited. Its methods are not safe for
// concurrent use; the Files it gives are.
type Document struct {
	parser *parser
	file   *File

	// tree is the parser's tree of the unit edited last, if that is large.
	tree     *tree
	treeUnit *Unit
	// recent are units that edits removed, for when they are undone.
	recent [64]removed
	oldest int
}

type removed struct {
	unit, class *Unit
	hash        uint64
}

// minTree is the size of a unit from which on it is worth keeping its tree. Tests
// lower it.
var minTree = 1 << 10

// Open makes a document of b, which must not be changed afterwards. Close
// releases its memory.
func Open(lang Lang, b []byte) *Document {
	p := newParser(lang)
	return &Document{parser: p, file: parse(p, lang, NewText(b), nil)}
}

// File is the current version.
func (d *Document) File() *File { return d.file }

// Close frees the C memory of the document; it must not be edited afterwards.
func (d *Document) Close() {
	d.keepTree(nil, nil)
	if d.parser != nil {
		d.parser.close()
		d.parser = nil
	}
}

func (d *Document) keepTree(t *tree, u *Unit) {
	if d.tree != nil {
		d.tree.close()
	}
	d.tree, d.treeUnit = t, u
}

// hunk says that [start, oldEnd) of one text became [start, newEnd) of the next.
type hunk struct{ start, oldEnd, newEnd int }

func (h hunk) delta() int { return h.newEnd - h.oldEnd }

// then is the hunk of h and a change after it.
func (h hunk) then(c Change) hunk {
	h.start = min(h.start, c.Start)
	if c.End > h.newEnd {
		h.oldEnd += c.End - h.newEnd
		h.newEnd = c.End
	}
	h.newEnd += len(c.New) - (c.End - c.Start)
	return h
}

// Edit applies the changes one after another, each to the result of the one
// before, and returns the new version. Ranges outside the text are clamped to
// it. The result is that of Parse for the new text; what it costs depends on the
// statements that changed and hardly on the length of the file.
func (d *Document) Edit(changes ...Change) *File {
	old := d.file
	text := old.Text
	var h hunk
	for i, c := range changes {
		c = text.clamp(c)
		if i == 0 {
			h = hunk{c.Start, c.End, c.Start + len(c.New)}
		} else {
			h = h.then(c)
		}
		text = text.Edit(c)
	}
	h = narrow(h, old.Text, text)
	if h.oldEnd == h.start && h.newEnd == h.start {
		return old
	}
	d.file = d.update(old, text, h)
	return d.file
}

// narrow takes off the ends of a large hunk that stay the same: clients may
// send a whole text for a small change.
func narrow(h hunk, old, text *Text) hunk {
	a, b := old.Slice(h.start, h.oldEnd), text.Slice(h.start, h.newEnd)
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	a, b = a[n:], b[n:]
	m := 0
	for m < len(a) && m < len(b) && a[len(a)-1-m] == b[len(b)-1-m] {
		m++
	}
	return hunk{h.start + n, h.oldEnd - m, h.newEnd - m}
}

func (d *Document) update(old *File, text *Text, h hunk) *File {
	if old.Lang == TOML || old.skipped != "" || text.Len() >= maxText || h.start < binaryPrefix && isBinary(text) {
		d.keepTree(nil, nil)
		return parse(d.parser, old.Lang, text, nil)
	}
	n := len(old.entries)
	first := 0
	for first < n && int(old.entries[first].start)+int(old.entries[first].seen) < h.start {
		first++
	}
	from := 0
	switch {
	case first > 0:
		from = text.LineStart(text.LineOf(int(old.entries[first-1].end())) + 1)
	case bytes.HasPrefix(text.Slice(0, len(bom)), bom):
		from = len(bom)
	}
	// Most edits need little of what follows them.
	for size := max(2<<10, h.newEnd-from+1<<10); ; size *= 8 {
		end := min(from+size, text.Len())
		r := &rescan{d: d, old: old, text: text, hunk: h, first: first, off: from}
		f, ok := r.run(text.Slice(from, end), end == text.Len())
		if !ok {
			continue
		}
		if f.waste > maxWaste {
			return skip(old.Lang, text, skipOpen)
		}
		return f
	}
}

// rescan makes the next version of a file. The entries before first stay.
type rescan struct {
	d     *Document
	old   *File
	text  *Text
	hunk  hunk
	first int
	off   int // where the scanner's text starts in the new text

	index map[uint64][]int32 // replaced entries by hash, if there may be many
	used  map[*Unit]bool     // old units that were taken from their place
	tree  *tree              // of the unit with the edit
	text2 []byte             // the text that tree is of
	// revived says that units of d.recent were used.
	revived bool
}

// class is the header of the class that the entry is a member of.
func (f *File) class(e *entry) *Unit {
	if e.class < 0 {
		return nil
	}
	return f.entries[e.class].unit
}

// placeAfter is the place of the unit after the i-th, as far as that decides,
// and the class it would be in.
func (f *File) placeAfter(i int) (at place, class int32) {
	if i < 0 {
		return place{}, -1
	}
	e := &f.entries[i]
	class = e.class
	if e.members > 0 {
		class = int32(i)
	}
	if class < 0 {
		return place{}, -1
	}
	return place{true, f.entries[class].members}, class
}

// run reads b, the new text from r.off on or the first part of it, until the cut
// is that of the old version; ok is false if it takes more than that part.
func (r *rescan) run(b []byte, all bool) (f *File, ok bool) {
	old := r.old
	f = &File{Text: r.text, Lang: old.Lang, id: versions.Add(1)}
	f.waste = old.waste
	f.entries = make([]entry, r.first, len(old.entries)+4)
	copy(f.entries, old.entries[:r.first])
	at, class := f.placeAfter(r.first - 1)
	build := builder{p: r.d.parser, s: scanner{b: b}, copies: true, partial: !all, reuse: r.reuse, parse: r.parse}
	defer func() {
		if r.tree != nil {
			r.tree.close()
		}
	}()
	rest := len(old.entries) // the first entry that is kept behind the edit
	for i := 0; ; {
		build.s.seen = 0
		l, more := build.s.line(i)
		if !all && build.s.seen > len(b) {
			return nil, false
		}
		if !more {
			break
		}
		if k, same := r.meets(l, b, at); same {
			rest = k
			break
		}
		var header *Unit
		if class >= 0 {
			header = f.entries[class].unit
		}
		u, p, ok := build.next(i, at, header)
		if !ok {
			return nil, false
		}
		if build.tooBig {
			return skip(old.Lang, r.text, skipBig), true
		}
		f.add(u, &p, build.s.seen, r.off, &class)
		at = after(&p)
		i = p.to
	}
	r.join(f, rest, class)
	r.finish(f, rest)
	return f, true
}

// meets tells whether from line l on, which is behind the edit, the cut is that
// of the old version, and gives the entry that starts there.
func (r *rescan) meets(l line, b []byte, at place) (k int, ok bool) {
	start := l.start
	for start > 0 && (b[start-1] == ' ' || b[start-1] == '\t' || b[start-1] == '\f') {
		start--
	}
	if r.off+start <= r.hunk.newEnd {
		return 0, false
	}
	k, ok = r.entryAt(r.off + l.start - r.hunk.delta())
	if !ok {
		return 0, false
	}
	was, _ := r.old.placeAfter(k - 1)
	return k, was == at
}

// entryAt is the old entry that starts at the offset.
func (r *rescan) entryAt(offset int) (k int, ok bool) {
	e := r.old.entries
	k = sort.Search(len(e), func(i int) bool { return int(e[i].start) >= offset })
	return k, k < len(e) && int(e[k].start) == offset
}

// join appends the old entries from rest on. class is the class that the first
// of them is in, unless it ends it.
func (r *rescan) join(f *File, rest int, class int32) {
	delta, shift := int32(r.hunk.delta()), int32(len(f.entries)-rest)
	_, was := r.old.placeAfter(rest - 1)
	// Members that come to another class while theirs lives on are other units:
	// what was found out about them held for that class.
	moved := false
	if was >= 0 && class >= 0 {
		if h := r.old.entries[was].unit; h != f.entries[class].unit {
			moved = int(was) < r.first || r.used[h]
		}
	}
	for i := r.first; i < rest; i++ {
		f.waste -= r.old.entries[i].waste()
	}
	n := len(f.entries)
	if was < 0 || int(was) < r.first && class == was && !moved {
		f.from, f.first, f.oldEnd, f.newEnd = r.old.id, r.first, rest, n
	}
	f.entries = append(f.entries, r.old.entries[rest:]...)
	for i := n; i < len(f.entries); i++ {
		e := &f.entries[i]
		e.start += delta
		switch {
		case e.class < 0:
		case int(e.class) >= rest:
			e.class += shift
		default:
			e.class = class
			if moved {
				e.unit = e.unit.clone()
			}
		}
	}
}

// finish remembers the units that are gone and the tree of the edited one.
func (r *rescan) finish(f *File, rest int) {
	d := r.d
	if r.revived {
		for i := range d.recent {
			if r.used[d.recent[i].unit] {
				d.recent[i] = removed{}
			}
		}
	}
	for i := r.first; i < rest; i++ {
		e := &r.old.entries[i]
		if !r.used[e.unit] {
			d.recent[d.oldest] = removed{e.unit, r.old.class(e), hash(e.unit.text)}
			d.oldest = (d.oldest + 1) % len(d.recent)
		}
	}
	if r.tree == nil {
		return
	}
	for i := r.first; i < len(f.entries) && int(f.entries[i].start) <= r.hunk.newEnd; i++ {
		if u := f.entries[i].unit; len(u.broken) == 0 && bytes.Equal(u.text, r.text2) {
			d.keepTree(r.tree, u)
			r.tree = nil
			return
		}
	}
}

var seed = maphash.MakeSeed()

func hash(b []byte) uint64 { return maphash.Bytes(seed, b) }

// reuse finds a unit of the old version, or of one before, for a piece.
func (r *rescan) reuse(k *key) *Unit {
	start := r.off + k.start
	if i, ok := r.entryAt(start); ok && start < r.hunk.start {
		if u := r.take(i, k); u != nil {
			return u
		}
	}
	if start >= r.hunk.newEnd {
		if i, ok := r.entryAt(start - r.hunk.delta()); ok {
			if u := r.take(i, k); u != nil {
				return u
			}
		}
	}
	h := hash(k.text)
	if r.hunk.oldEnd-r.hunk.start > 0 {
		if r.index == nil {
			r.index = map[uint64][]int32{}
			for i := r.first; i < len(r.old.entries) && int(r.old.entries[i].start) < r.hunk.oldEnd; i++ {
				x := hash(r.old.entries[i].unit.text)
				r.index[x] = append(r.index[x], int32(i))
			}
		}
		for _, i := range r.index[h] {
			if u := r.take(int(i), k); u != nil {
				return u
			}
		}
	}
	for i := range r.d.recent {
		if c := &r.d.recent[i]; c.unit != nil && c.hash == h && c.class == k.class && k.matches(c.unit) && !r.used[c.unit] {
			r.use(c.unit)
			r.revived = true
			return c.unit
		}
	}
	return nil
}

func (r *rescan) use(u *Unit) {
	if r.used == nil {
		r.used = map[*Unit]bool{}
	}
	r.used[u] = true
}

// take takes the unit of an old entry if it is the one for k.
func (r *rescan) take(i int, k *key) *Unit {
	e := &r.old.entries[i]
	if i < r.first || r.used[e.unit] || !k.matches(e.unit) || r.old.class(e) != k.class {
		return nil
	}
	r.use(e.unit)
	return e.unit
}

// parse gives the nodes of a new unit. If it is the one edited before, the
// parser goes on from its tree.
func (r *rescan) parse(text []byte, start int) []record {
	d := r.d
	start += r.off
	if start > r.hunk.start || start+len(text) < r.hunk.newEnd || len(text) < minTree || bytes.IndexByte(text, '\r') >= 0 {
		return d.parser.nodes(text)
	}
	var t *tree
	if i, ok := r.entryAt(start); ok && d.treeUnit != nil && r.old.entries[i].unit == d.treeUnit &&
		len(d.treeUnit.text)+r.hunk.delta() == len(text) {
		was := d.tree
		was.edit(d.treeUnit.text, text, start, r.hunk)
		d.tree, d.treeUnit = nil, nil
		t = d.parser.parse(text, was)
		was.close()
		if t.hasError() {
			t.close()
			t = nil
		}
	}
	if t == nil {
		t = d.parser.parse(text, nil)
	}
	if r.tree != nil {
		r.tree.close()
	}
	r.tree, r.text2 = t, bytes.Clone(text)
	return d.parser.flatten(t)
}
