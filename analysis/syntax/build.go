package syntax

import "bytes"

const (
	// binaryPrefix is how much of a file is searched for NUL bytes.
	binaryPrefix = 8 << 10
	// maxUnit is the size up to which a statement is parsed.
	maxUnit = 4 << 20
	// maxWaste bounds what is scanned in vain behind unclosed brackets.
	maxWaste = 64 << 20
	// maxText is what the offsets of entries hold.
	maxText = 1 << 30
)

var bom = []byte("\xef\xbb\xbf")

// builder turns text into entries.
type builder struct {
	p *parser
	s scanner
	// reuse gives the unit of an earlier version with that text, or nil.
	reuse func(k *key) *Unit
	// parse gives the nodes of a text that is at an offset of s.b.
	parse func(text []byte, start int) []record
	// copies says that units do not keep s.b alive.
	copies bool
	// partial says that the text goes on after s.b.
	partial bool
	tooBig  bool
}

// key is all that the syntax of a unit depends on, and the class it is in.
type key struct {
	text   []byte
	start  int // in the scanner's text; not compared
	col    int32
	header bool
	class  *Unit
}

func (k *key) matches(u *Unit) bool {
	return u.col == k.col && u.header == k.header && bytes.Equal(u.text, k.text)
}

// next makes the unit whose first line is the i-th of the scanner. class is the
// header of the class that the unit before is in, or is; was its place. ok is
// false if there is no line, or to know the unit takes more text.
func (b *builder) next(i int, was place, class *Unit) (u *Unit, p piece, ok bool) {
	b.s.seen = 0
	p, ok = b.s.piece(i, was)
	if !ok || b.short() {
		return nil, p, false
	}
	if !p.at.class {
		class = nil
	}
	if p.header {
		if u = b.unit(&p, class); u == nil {
			p.header = false
			if p = b.s.body(p, int(p.at.col)); b.short() {
				return nil, p, false
			}
		}
	}
	if u == nil {
		u = b.unit(&p, class)
	}
	return u, p, true
}

// short tells whether it takes more text to know the piece.
func (b *builder) short() bool { return b.partial && b.s.seen > len(b.s.b) }

// unit makes the unit of a piece, which it cuts off before statements that the
// piece has swallowed. It gives nil for the header of a class whose members
// cannot be units of their own.
func (b *builder) unit(p *piece, class *Unit) *Unit {
	for {
		first := b.s.lines[p.from]
		k := key{text: b.s.b[p.start:p.end:p.end], start: p.start, col: int32(first.col), header: p.header, class: class}
		if u := b.reuse(&k); u != nil {
			return u
		}
		if len(k.text) > maxUnit {
			b.tooBig = true
			return &Unit{text: k.text, broken: []Range{{0, len(k.text)}}}
		}
		u := &Unit{text: k.text, col: k.col, header: k.header}
		if b.copies {
			u.text = bytes.Clone(k.text)
		}
		clean := true
		for _, l := range b.s.lines[p.from:p.to] {
			clean = clean && !l.broken && !l.dangling
		}
		if clean {
			u.nodes = b.parse(k.text, p.start)
			clean = !hasError(u.nodes)
		}
		if !clean {
			var recut int
			u.nodes, u.broken, recut = b.p.fix(k.text, first.col, k.header, u.nodes)
			if recut >= 0 {
				b.recut(p, p.start+recut)
				continue
			}
		}
		if p.header {
			if u.block = classBlock(u.nodes); u.block < 0 {
				return nil
			}
		}
		return u
	}
}

// recut ends the piece before the physical line at next.
func (b *builder) recut(p *piece, next int) {
	// Take what is before for one line: what is in it is for fix to find out.
	p.to, p.header, p.members = p.from+1, false, 0
	b.s.cutLine(p.from, next)
	p.end = b.s.lines[p.from].end
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\f' || c == '\n' || c == '\r' }

// classBlock is the block of a class header, which is the last node and has
// nothing in it; -1 if there is none.
func classBlock(nodes []record) int32 {
	i := int32(0)
	for _, kind := range [...]Kind{KDecoratedDefinition, KClassDefinition, KBlock} {
		// The last child: comments may follow in the header.
		c := i + 1
		last := int32(-1)
		for int(c) < len(nodes) && c > 0 {
			if nodes[c].parent != i {
				break
			}
			if nodes[c].kind == kind {
				last = c
			}
			c = nodes[c].next
		}
		if last < 0 {
			if kind == KDecoratedDefinition {
				continue
			}
			return -1
		}
		i = last
	}
	if int(i)+1 < len(nodes) && nodes[i+1].parent == i {
		return -1
	}
	return i
}

// isBinary tells whether the text starts like a file that is no text.
func isBinary(t *Text) bool {
	return bytes.IndexByte(t.Slice(0, binaryPrefix), 0) >= 0
}

// skip is a file that is not parsed.
func skip(lang Lang, text *Text, why string) *File {
	b := text.Bytes()
	u := &Unit{text: b, broken: []Range{{0, len(b)}}, nodes: []record{{end: uint32(len(b)), parent: -1, next: -1, flags: flagNamed}}}
	f := &File{Text: text, Lang: lang, skipped: why, id: versions.Add(1)}
	if text.Len() < maxText {
		f.entries = []entry{{unit: u, class: -1, seen: int32(len(b)) + 1}}
	}
	return f
}

// Reasons for which a file is skipped.
const (
	skipBinary = "it is not text: it has NUL bytes"
	skipBig    = "it has a statement of more than 4 MB"
	skipOpen   = "too much in it is not closed"
	skipHuge   = "it is larger than 1 GB"
)

// parse parses a whole text. reuse, which may be nil, gives units of the
// version before.
func parse(p *parser, lang Lang, text *Text, reuse func(k *key) *Unit) *File {
	switch {
	case text.Len() >= maxText:
		return skip(lang, text, skipHuge)
	case isBinary(text):
		return skip(lang, text, skipBinary)
	case lang == TOML:
		if text.Len() > maxUnit {
			return skip(lang, text, skipBig)
		}
		return parseTOML(p, text, reuse)
	}
	if reuse == nil {
		reuse = func(*key) *Unit { return nil }
	}
	f := &File{Text: text, Lang: lang, id: versions.Add(1)}
	b := builder{
		p: p, s: scanner{b: text.Bytes()}, reuse: reuse,
		parse: func(text []byte, _ int) []record { return p.nodes(text) },
	}
	b.s.lines = make([]line, 0, min(text.LineCount(), 1024))
	if bytes.HasPrefix(b.s.b, bom) {
		b.s.pos = len(bom)
	}
	at, class := place{}, int32(-1)
	for i := 0; ; {
		var header *Unit
		if class >= 0 {
			header = f.entries[class].unit
		}
		u, piece, ok := b.next(i, at, header)
		if !ok {
			break
		}
		if b.tooBig {
			return skip(lang, text, skipBig)
		}
		f.add(u, &piece, b.s.seen, 0, &class)
		at = after(&piece)
		i = piece.to
		if f.waste > maxWaste {
			return skip(lang, text, skipOpen)
		}
	}
	return f
}

// waste is how much was looked at beyond a broken unit, short glances not counted.
func (e *entry) waste() int {
	if len(e.unit.broken) == 0 {
		return 0
	}
	return max(0, int(e.seen)-len(e.unit.text)-1<<10)
}

// after is the place of the piece after p, as far as p decides.
func after(p *piece) place {
	if p.header {
		return place{true, p.members}
	}
	return p.at
}

// add appends the entry of a piece of a text that starts at off. class is the
// class that the entry before is in, or is, and becomes that of this one.
func (f *File) add(u *Unit, p *piece, seen, off int, class *int32) {
	if !p.at.class {
		*class = -1
	}
	e := entry{unit: u, start: int32(off + p.start), class: *class, seen: int32(seen - p.start)}
	u.hint.Store(int32(len(f.entries)))
	if p.header {
		e.members = p.members
		*class = int32(len(f.entries))
	}
	f.entries = append(f.entries, e)
	f.waste += e.waste()
}

func parseTOML(p *parser, text *Text, reuse func(k *key) *Unit) *File {
	b := text.Bytes()
	var u *Unit
	if reuse != nil {
		u = reuse(&key{text: b})
	}
	if u == nil {
		u = &Unit{text: b, nodes: p.nodes(b)}
		if hasError(u.nodes) {
			for i := range u.nodes {
				if r := &u.nodes[i]; r.broken() {
					start := len(b[:r.start])
					for start > 0 && b[start-1] != '\n' {
						start--
					}
					u.broken = append(u.broken, Range{start, endOfLine(b, int(r.end))})
				}
			}
		}
	}
	return &File{Text: text, Lang: TOML, id: versions.Add(1), entries: []entry{{unit: u, class: -1, seen: int32(len(b)) + 1}}}
}
