package syntax

// The nodes of a unit can be read without a file, by their index in pre-order.
// Index 0 is a module node around the others. Offsets are bytes from the start
// of the unit.

// Len is the number of nodes of the unit.
func (u *Unit) Len() int { return len(u.nodes) }

// Kind is the kind of node i.
func (u *Unit) Kind(i int) Kind { return u.nodes[i].kind }

// Field is the field of its parent that node i stands in, or 0.
func (u *Unit) Field(i int) Field { return u.nodes[i].field }

// NodeRange is the place of node i in the text of the unit.
func (u *Unit) NodeRange(i int) (start, end int) {
	return int(u.nodes[i].start), int(u.nodes[i].end)
}

// NodeText is the source of node i; callers do not change it.
func (u *Unit) NodeText(i int) []byte { return u.text[u.nodes[i].start:u.nodes[i].end] }

// Parent is the index of the node around node i, or -1.
func (u *Unit) Parent(i int) int { return int(u.nodes[i].parent) }

// Next is the index of the node after node i under the same parent, or -1.
func (u *Unit) Next(i int) int { return int(u.nodes[i].next) }

// FirstChild is the index of the first child of node i, or -1.
func (u *Unit) FirstChild(i int) int {
	if c := i + 1; c < len(u.nodes) && int(u.nodes[c].parent) == i {
		return c
	}
	return -1
}

// IsNamed tells a node of the grammar from a token.
func (u *Unit) IsNamed(i int) bool { return u.nodes[i].flags&flagNamed != 0 }

// IsExtra tells whether node i is a comment.
func (u *Unit) IsExtra(i int) bool { return u.nodes[i].flags&flagExtra != 0 }

// IsMissing tells whether the parser put node i there to repair the source.
func (u *Unit) IsMissing(i int) bool { return u.nodes[i].flags&flagMissing != 0 }

// HasError tells whether there is an error in or under node i.
func (u *Unit) HasError(i int) bool { return u.nodes[i].flags&flagHasError != 0 }

// Index is the index of n among the nodes of its unit.
func (n Node) Index() int { return int(n.idx) }

// NodeIn is the node with the index in the i-th unit. The read is recorded.
func (f *File) NodeIn(i, index int) Node { return f.at(int32(i), int32(index)) }

// UnitIsHeader tells whether the i-th unit is the header of a class whose
// members are units of their own.
func (f *File) UnitIsHeader(i int) bool { return f.entries[i].header() }
