package syntax

import "sync"

// Unit is the syntax of one unit. It never changes, and an edit elsewhere in
// the file leaves it the same *Unit.
type Unit struct {
	text  []byte
	nodes []record

	once    sync.Once
	derived any
}

// Text is the bytes of the unit; callers do not change them.
func (u *Unit) Text() []byte { return u.text }

// Derive returns what make computed of the unit alone the first time it was
// asked. There is one such value for each unit; package semantic owns it.
func (u *Unit) Derive(make func() any) any {
	u.once.Do(func() { u.derived = make() })
	return u.derived
}

// entry places a unit in a file.
type entry struct {
	unit   *Unit
	start  int32 // byte offset in the file
	class  int32 // entry of the class whose member this is, or -1
	header bool  // a class whose members are entries of their own
}

// File is one immutable version of a source file.
type File struct {
	Text *Text
	Lang Lang

	entries []entry
	reads   *Reads
}

// Reads records what a computation looked at beyond its own unit, so that its
// result can be kept for as long as that stays the same.
type Reads struct {
	Units map[*Unit]bool
}

// Tracked is the same file with everything read through it recorded in r.
func (f *File) Tracked(r *Reads) *File {
	g := *f
	g.reads = r
	return &g
}

func (f *File) touch(u *Unit) {
	if f.reads != nil {
		f.reads.Units[u] = true
	}
}

// UnitCount is the number of units.
func (f *File) UnitCount() int { return len(f.entries) }

// Unit is the i-th unit in the order of the text.
func (f *File) Unit(i int) *Unit { return f.entries[i].unit }

// UnitRange is the byte range of the i-th unit.
func (f *File) UnitRange(i int) (start, end int) {
	e := f.entries[i]
	return int(e.start), int(e.start) + len(e.unit.text)
}

// Parse parses a text once.
func Parse(lang Lang, b []byte) *File {
	p := newParser(lang)
	defer p.close()
	return parseFile(p, lang, NewText(b), nil)
}

func parseFile(p *parser, lang Lang, text *Text, old map[string]*Unit) *File {
	f := &File{Text: text, Lang: lang}
	spans := []span{{start: 0, end: text.Len(), class: -1}}
	if lang == Python {
		spans = cut(text.Bytes())
	}
	for _, s := range spans {
		b := text.Slice(s.start, s.end)
		u := old[string(b)]
		if u == nil {
			t := p.parse(b, nil)
			u = &Unit{text: b, nodes: p.flatten(t)}
			t.close()
		}
		f.entries = append(f.entries, entry{unit: u, start: int32(s.start), class: int32(s.class), header: s.header})
	}
	return f
}

// Document is a buffer that is edited. Its methods are not safe for
// concurrent use; the Files it gives are.
type Document struct {
	parser *parser
	file   *File
}

// Open makes a document of b. Close releases its memory.
func Open(lang Lang, b []byte) *Document {
	p := newParser(lang)
	return &Document{parser: p, file: parseFile(p, lang, NewText(b), nil)}
}

// File is the current version.
func (d *Document) File() *File { return d.file }

// Edit applies the changes one after another, each to the result of the one
// before, and returns the new version.
func (d *Document) Edit(changes ...Change) *File {
	text := d.file.Text
	for _, c := range changes {
		text = text.Edit(c)
	}
	old := map[string]*Unit{}
	for _, e := range d.file.entries {
		old[string(e.unit.text)] = e.unit
	}
	d.file = parseFile(d.parser, d.file.Lang, text, old)
	return d.file
}

// Close frees the C memory of the document.
func (d *Document) Close() {
	if d.parser != nil {
		d.parser.close()
		d.parser = nil
	}
}
