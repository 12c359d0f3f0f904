package syntax

import "iter"

// Node is a place in the syntax of a file. The zero Node is no node; all
// methods of it give zero values. Nodes are comparable.
//
// Unit boundaries do not show: the parent of a class member's outermost node
// is the block of the class, the parent of a module-level statement is Root.
type Node struct {
	f    *File
	unit int32 // entry index, or -1 for the root
	idx  int32
}

// Root is the module node of the file.
func (f *File) Root() Node {
	if f.Lang == TOML && len(f.entries) > 0 {
		return Node{f, 0, 0}
	}
	return Node{f, -1, 0}
}

func (n Node) rec() *record { return &n.f.entries[n.unit].unit.nodes[n.idx] }

// at makes the node idx of entry unit, recording the read.
func (f *File) at(unit, idx int32) Node {
	if f.reads != nil {
		f.touch(f.entries[unit].unit)
	}
	return Node{f, unit, idx}
}

// IsNil tells whether n is no node.
func (n Node) IsNil() bool { return n.f == nil }

// File is the file that n is in.
func (n Node) File() *File { return n.f }

// In is n seen through f, another view of the same version of the file (see
// [File.Tracked]): nodes are equal only within one view.
func (n Node) In(f *File) Node {
	if n.f == nil {
		return n
	}
	n.f = f
	return n
}

// UnitIndex is the index of the unit that n is in, -1 for the root.
func (n Node) UnitIndex() int { return int(n.unit) }

// Kind is the kind of the node.
func (n Node) Kind() Kind {
	switch {
	case n.f == nil:
		return 0
	case n.unit < 0:
		return KModule
	}
	return n.rec().kind
}

// Is tells whether the node has one of the kinds.
func (n Node) Is(kinds ...Kind) bool {
	if n.f == nil {
		return false
	}
	k := n.Kind()
	for _, x := range kinds {
		if k == x {
			return true
		}
	}
	return false
}

// Field is the field of its parent that n stands in, or 0.
func (n Node) Field() Field {
	if n.f == nil || n.unit < 0 {
		return 0
	}
	return n.rec().field
}

// Start is the byte offset in the file at which n starts.
func (n Node) Start() int {
	if n.f == nil || n.unit < 0 {
		return 0
	}
	if n.split() {
		// The header ends with an empty block.
		if i := n.unit + 1; int(i) < len(n.f.entries) && n.f.entries[i].class == n.unit {
			n.f.touchList(n.unit)
			return int(n.f.entries[i].start)
		}
	}
	return int(n.f.entries[n.unit].start) + int(n.rec().start)
}

// End is the byte offset after n.
func (n Node) End() int {
	if n.f == nil {
		return 0
	}
	if n.unit < 0 {
		return n.f.Text.Len()
	}
	e := &n.f.entries[n.unit]
	if e.members > 0 && n.onSpine() {
		if last, ok := n.f.lastMember(n.unit); ok {
			return int(n.f.entries[last].end())
		}
	}
	return int(e.start) + int(n.rec().end)
}

// lastMember is the last entry of a class.
func (f *File) lastMember(class int32) (int32, bool) {
	i := class + 1
	for int(i) < len(f.entries) && f.entries[i].class == class {
		i++
	}
	f.touchList(class)
	return i - 1, i-1 > class
}

// onSpine tells whether n, in the header of a class, is or encloses the class's block.
func (n Node) onSpine() bool {
	u := n.f.entries[n.unit].unit
	i := u.block
	for i > n.idx {
		i = u.nodes[i].parent
	}
	return i == n.idx
}

// split tells whether n is the block whose children are other units.
func (n Node) split() bool {
	if n.unit < 0 {
		return false
	}
	e := &n.f.entries[n.unit]
	return e.members > 0 && e.unit.block == n.idx
}

// Text is the source of the node.
func (n Node) Text() string {
	if n.f == nil {
		return ""
	}
	return string(n.f.Text.Slice(n.Start(), n.End()))
}

// Bytes is the source of the node; callers do not change it.
func (n Node) Bytes() []byte {
	if n.f == nil {
		return nil
	}
	return n.f.Text.Slice(n.Start(), n.End())
}

func (n Node) flag(f uint8) bool { return n.f != nil && n.unit >= 0 && n.rec().flags&f != 0 }

// IsNamed tells a node of the grammar from a token such as "(" or "def".
func (n Node) IsNamed() bool { return n.f != nil && (n.unit < 0 || n.flag(flagNamed)) }

// IsMissing tells whether the parser put the node there to repair the source.
func (n Node) IsMissing() bool { return n.flag(flagMissing) }

// IsComment tells whether the node is a comment.
func (n Node) IsComment() bool {
	if n.f != nil && n.f.Lang == TOML {
		return n.Kind() == KTomlComment
	}
	return n.Kind() == KComment
}

// IsExtra tells whether the node may stand anywhere: a comment.
func (n Node) IsExtra() bool { return n.flag(flagExtra) }

// HasError tells whether there is an error in or under the node.
func (n Node) HasError() bool { return n.flag(flagHasError) }

// Parent is the node around n.
func (n Node) Parent() Node {
	if n.f == nil || n.unit < 0 {
		return Node{}
	}
	p := n.rec().parent
	if n.f.Lang == TOML {
		if p < 0 {
			return Node{}
		}
		return Node{n.f, n.unit, p}
	}
	if p > 0 {
		return Node{n.f, n.unit, p}
	}
	if n.idx == 0 {
		return Node{}
	}
	class := n.f.entries[n.unit].class
	if class < 0 {
		return n.f.Root()
	}
	return n.f.at(class, n.f.entries[class].unit.block)
}

// firstIn is the first node of entry i, which is not its module node.
func (f *File) firstIn(i int32) Node {
	if len(f.entries[i].unit.nodes) < 2 {
		return Node{}
	}
	return f.at(i, 1)
}

// FirstChild is the first child of n, of any kind.
func (n Node) FirstChild() Node {
	switch {
	case n.f == nil:
		return Node{}
	case n.unit < 0:
		return n.f.firstFrom(0, -1)
	case n.split():
		return n.f.firstFrom(n.unit+1, n.unit)
	}
	if c := n.idx + 1; int(c) < len(n.f.entries[n.unit].unit.nodes) && n.f.entries[n.unit].unit.nodes[c].parent == n.idx {
		return Node{n.f, n.unit, c}
	}
	return Node{}
}

// firstFrom is the first node at or after entry i among the members of class.
func (f *File) firstFrom(i, class int32) Node {
	f.touchList(class)
	for ; int(i) < len(f.entries); i++ {
		if e := &f.entries[i]; e.class == class {
			if n := f.firstIn(i); n.f != nil {
				return n
			}
		} else if class >= 0 {
			break
		}
	}
	return Node{}
}

// NextSibling is the node after n under the same parent.
func (n Node) NextSibling() Node {
	if n.f == nil || n.unit < 0 {
		return Node{}
	}
	if next := n.rec().next; next >= 0 {
		return Node{n.f, n.unit, next}
	}
	if n.f.Lang == TOML || n.rec().parent != 0 {
		return Node{}
	}
	return n.f.firstFrom(n.unit+1, n.f.entries[n.unit].class)
}

// PrevSibling is the node before n under the same parent.
func (n Node) PrevSibling() Node {
	if n.f == nil || n.unit < 0 {
		return Node{}
	}
	nodes := n.f.entries[n.unit].unit.nodes
	parent := nodes[n.idx].parent
	// The node before n in the order of the source is its parent or in the
	// sibling before it.
	i := n.idx - 1
	if i > parent {
		for nodes[i].parent != parent {
			i = nodes[i].parent
		}
		return Node{n.f, n.unit, i}
	}
	if parent != 0 || n.f.Lang == TOML {
		return Node{}
	}
	class := n.f.entries[n.unit].class
	n.f.touchList(class)
	for k := n.unit - 1; k > class; k-- {
		if n.f.entries[k].class == class {
			if last := n.f.lastIn(k); last.f != nil {
				return last
			}
		}
	}
	return Node{}
}

// lastIn is the last outermost node of entry i.
func (f *File) lastIn(i int32) Node {
	nodes := f.entries[i].unit.nodes
	k := int32(len(nodes)) - 1
	if k < 1 {
		return Node{}
	}
	for nodes[k].parent != 0 {
		k = nodes[k].parent
	}
	return f.at(i, k)
}

// Children gives all children, tokens and comments among them.
func (n Node) Children() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for c := n.FirstChild(); c.f != nil; c = c.NextSibling() {
			if !yield(c) {
				return
			}
		}
	}
}

// Named gives the named children that are not comments.
func (n Node) Named() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for c := n.FirstChild(); c.f != nil; c = c.NextSibling() {
			if c.IsNamed() && !c.IsExtra() && !yield(c) {
				return
			}
		}
	}
}

// Child is the first child in the field.
func (n Node) Child(f Field) Node {
	for c := n.FirstChild(); c.f != nil; c = c.NextSibling() {
		if c.Field() == f {
			return c
		}
	}
	return Node{}
}

// ChildOf is the first child of one of the kinds.
func (n Node) ChildOf(kinds ...Kind) Node {
	for c := n.FirstChild(); c.f != nil; c = c.NextSibling() {
		if c.Is(kinds...) {
			return c
		}
	}
	return Node{}
}

// Ancestor is the nearest node around n of one of the kinds.
func (n Node) Ancestor(kinds ...Kind) Node {
	for p := n.Parent(); p.f != nil; p = p.Parent() {
		if p.Is(kinds...) {
			return p
		}
	}
	return Node{}
}

// Descendants gives n and all nodes under it, in the order of the source.
func (n Node) Descendants() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		switch {
		case n.f == nil:
		case n.unit < 0:
			if !yield(n) {
				return
			}
			n.f.touchList(-1)
			for i := int32(0); int(i) < len(n.f.entries); i++ {
				if n.f.entries[i].class < 0 && !n.f.under(i, 1, yield) {
					return
				}
			}
		default:
			n.f.under(n.unit, n.idx, yield)
		}
	}
}

// under gives the node idx of entry i and all that are under it; from 1 on it
// is all nodes of the entry. Members of a class follow its block.
func (f *File) under(i, idx int32, yield func(Node) bool) bool {
	e := &f.entries[i]
	nodes := e.unit.nodes
	if f.reads != nil {
		f.touch(e.unit)
	}
	top := idx
	if idx == 1 && f.Lang != TOML {
		top = 0
	}
	for k := idx; int(k) < len(nodes) && (k == idx || nodes[k].parent >= top); k++ {
		if !yield(Node{f, i, k}) {
			return false
		}
		if e.members == 0 || k != e.unit.block {
			continue
		}
		f.touchList(i)
		for m := i + 1; int(m) < len(f.entries) && f.entries[m].class == i; m++ {
			if !f.under(m, 1, yield) {
				return false
			}
		}
	}
	return true
}

// NodeAt is the smallest node that encloses [start, end].
func (f *File) NodeAt(start, end int) Node {
	n := f.Root()
	for {
		c := n.FirstChild()
		if f.Lang == Python && (n.unit < 0 || n.split()) {
			// Among units there is but one.
			i := int32(f.after(start) - 1)
			if n.unit < 0 && i >= 0 && f.entries[i].class >= 0 {
				i = f.entries[i].class
			}
			if i < 0 || f.entries[i].class != n.unit {
				return n
			}
			c = f.firstIn(i)
		}
		unit := c.unit
		for c.f != nil && !(c.Start() <= start && c.End() >= end && c.End() > c.Start()) {
			if c = c.NextSibling(); c.unit != unit {
				c = Node{}
			}
		}
		if c.f == nil {
			return n
		}
		n = c
	}
}

// String is the kind's name in the grammar.
func (n Node) String() string {
	switch k := n.Kind(); {
	case n.f == nil:
		return "nil"
	case k == KError:
		return "ERROR"
	case n.f.Lang == TOML && int(k) < len(kindNamesToml):
		return kindNamesToml[k]
	case int(k) < len(kindNames):
		return kindNames[k]
	}
	return "?"
}
