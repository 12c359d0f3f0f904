package syntax

import "iter"

// closeBy is how far apart changes may be, in bytes, to be applied as one edit.
const closeBy = 1 << 10

// Apply gives the file after the changes, each applied to the result of the
// one before, without a Document: for a fix that is tried on a copy.
func (f *File) Apply(changes ...Change) *File {
	for g := range f.ApplyEach(changes...) {
		f = g
	}
	return f
}

// ApplyEach is Apply in steps, each of changes that are near each other: what
// it costs does not grow with the text between an import and its use. What is
// between the steps need not parse.
func (f *File) ApplyEach(changes ...Change) iter.Seq[*File] {
	return func(yield func(*File) bool) {
		p := takeParser(f.Lang)
		g := *f
		g.reads = nil
		d := Document{parser: p, file: &g}
		for len(changes) > 0 {
			n := d.file.near(changes)
			if !yield(d.Edit(changes[:n]...)) {
				break
			}
			changes = changes[n:]
		}
		d.keepTree(nil, nil)
		putParser(f.Lang, p)
	}
}

// near is how many of the changes are near each other, or in one unit: parts of
// a statement alone often do not parse.
func (f *File) near(changes []Change) int {
	h := hunk{changes[0].Start, changes[0].End, changes[0].Start + len(changes[0].New)}
	for i, c := range changes[1:] {
		if c.Start-h.newEnd > closeBy {
			return i + 1
		}
		if h.start-c.End > closeBy {
			if u := f.UnitAt(c.End); u < 0 || u != f.UnitAt(h.start) {
				return i + 1
			}
		}
		h = h.then(c)
	}
	return len(changes)
}
