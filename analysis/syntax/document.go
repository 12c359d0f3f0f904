package syntax

// Document is a buffer that is edited. Its methods are not safe for
// concurrent use; the Files it gives are.
type Document struct {
	parser *parser
	file   *File
}

// Open makes a document of b, which must not be changed afterwards. Close
// releases its memory.
func Open(lang Lang, b []byte) *Document {
	p := newParser(lang)
	return &Document{parser: p, file: parse(p, lang, NewText(b), nil)}
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
	old := map[string][]int{}
	for i := range d.file.entries {
		u := d.file.entries[i].unit
		old[string(u.text)] = append(old[string(u.text)], i)
	}
	d.file = parse(d.parser, d.file.Lang, text, func(k *key) *Unit {
		list := old[string(k.text)]
		for n, i := range list {
			e := &d.file.entries[i]
			var class *Unit
			if e.class >= 0 {
				class = d.file.entries[e.class].unit
			}
			if k.matches(e.unit) && class == k.class && len(e.unit.nodes) > 0 {
				old[string(k.text)] = append(list[:n:n], list[n+1:]...)
				return e.unit
			}
		}
		return nil
	})
	return d.file
}

// Close frees the C memory of the document.
func (d *Document) Close() {
	if d.parser != nil {
		d.parser.close()
		d.parser = nil
	}
}
