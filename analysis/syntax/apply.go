package syntax

// Apply gives the file after the changes, each applied to the result of the
// one before, without a Document: for a fix that is tried on a copy.
func (f *File) Apply(changes ...Change) *File {
	p := newParser(f.Lang)
	defer p.close()
	g := *f
	g.reads = nil
	d := Document{parser: p, file: &g}
	return d.Edit(changes...)
}
