package syntax

import "bytes"

// Range is [Start, End) in bytes.
type Range struct{ Start, End int }

// maxRepair is the size of a unit up to which its broken lines are looked for.
const maxRepair = 64 << 10

// fixer turns the text of a unit that does not parse into nodes. What it does
// depends on that text, the column of the unit and header alone.
type fixer struct {
	p      *parser
	text   []byte
	header bool // the header of a class, whose members are units of their own
	s      scanner
	lines  []line
	// filled marks the lines that were replaced.
	filled []bool
}

// fix gives the nodes of a text that does not parse, taking statements that are
// broken out of it. nodes is what the parser made of the text, or nil. If the
// text holds statements that the broken one swallowed, recut is the offset of
// the first of them, and else -1.
func (p *parser) fix(text []byte, col int, header bool, nodes []record) (fixed []record, broken []Range, recut int) {
	f := &fixer{p: p, text: text, header: header, s: scanner{b: text, col0: col}}
	for k := 0; ; k++ {
		if _, ok := f.s.line(k); !ok {
			break
		}
	}
	f.lines = f.s.lines
	open := false
	for _, l := range f.lines {
		open = open || l.open
	}
	for _, l := range f.lines {
		if l.broken || open {
			// With a quote too few, strings and code change places.
			if x := f.s.swallowed(l, col, !l.broken); x >= 0 {
				return nil, nil, x
			}
		}
	}
	if header {
		// The header may lack but its end.
		for _, end := range [...]string{":", "):"} {
			if whole := p.nodes(append(text[:len(text):len(text)], end...)); !hasError(whole) && classBlock(whole) >= 0 {
				clip(whole, len(text))
				return whole, []Range{{0, len(text)}}, -1
			}
		}
	}
	f.split()
	if len(text) <= maxRepair {
		nodes = f.repair(nodes)
	} else if nodes == nil {
		nodes = p.nodes(text)
	}
	bad := make([]bool, len(f.lines))
	copy(bad, f.filled)
	for i := range nodes {
		if nodes[i].broken() {
			from, to := f.lineAt(int(nodes[i].start)), f.lineAt(max(int(nodes[i].start), int(nodes[i].end)-1))
			for k := from; k <= to && k < len(bad); k++ {
				bad[k] = true
			}
		}
	}
	for k, l := range f.lines {
		if bad[k] && !l.tstring {
			if x := f.s.swallowed(l, col, true); x >= 0 {
				return nil, nil, x
			}
		}
	}
	for k, l := range f.lines {
		if bad[k] {
			broken = append(broken, Range{l.start, l.end})
		}
	}
	return nodes, broken, -1
}

// clip takes the nodes back to the first size bytes.
func clip(nodes []record, size int) {
	for i := range nodes {
		nodes[i].start, nodes[i].end = min(nodes[i].start, uint32(size)), min(nodes[i].end, uint32(size))
	}
}

// split ends lines that lack the end of a bracket or string where the next
// statement seems to start.
func (f *fixer) split() {
	for k := 0; ; k++ {
		l, ok := f.s.line(k)
		if !ok {
			break
		}
		if !l.broken || !l.multi {
			continue
		}
		next := f.s.swallowed(l, l.col, false)
		if w, _ := f.s.wordAt(l.start); string(w) == "class" || string(w) == "def" || string(w) == "async" {
			if end := f.s.endsWithColon(l.start); end >= 0 && (next < 0 || end < next) {
				next = end
			}
		}
		if next >= 0 {
			f.s.cutLine(k, next)
		}
	}
	f.lines = f.s.lines
	f.filled = make([]bool, len(f.lines))
}

// broken tells whether the record is where the parser met what it cannot parse.
func (r *record) broken() bool { return r.kind == KError || r.flags&flagMissing != 0 }

func hasError(nodes []record) bool { return len(nodes) > 0 && nodes[0].flags&flagHasError != 0 }

// damage measures the errors of a tree.
func damage(nodes []record) int {
	n := 0
	if !hasError(nodes) {
		return 0
	}
	for i := 0; i < len(nodes); i++ {
		if nodes[i].broken() {
			n += 1 + int(nodes[i].end-nodes[i].start)
		}
	}
	return max(n, 1)
}

// lineAt is the last line that starts at or before the offset.
func (f *fixer) lineAt(offset int) int {
	lo, hi := 0, len(f.lines)
	for lo < hi {
		if mid := (lo + hi) / 2; f.lines[mid].start <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return max(0, lo-1)
}

// repair replaces broken lines by fillers as long as that makes the errors
// fewer, and gives the nodes of the result. nodes is what the parser made of the
// text, or nil.
func (f *fixer) repair(nodes []record) []record {
	var lexical []int
	for k, l := range f.lines {
		if l.broken || l.tstring || l.dangling {
			lexical = append(lexical, k)
		}
	}
	work := bytes.Clone(f.text)
	if nodes == nil && len(lexical) > 0 {
		// In most cases that is all.
		for _, k := range lexical {
			f.fill(work, k)
		}
		if nodes = f.p.nodes(work); !hasError(nodes) {
			for _, k := range lexical {
				f.filled[k] = true
			}
			return nodes
		}
		copy(work, f.text)
		nodes = nil
	}
	if nodes == nil {
		nodes = f.p.nodes(work)
	}
	best := damage(nodes)
	budget := 4 + min(12, maxRepair/(len(f.text)+1))
	// try fills lines. Those that the scanner knows to be broken are so even if
	// the parser does not mind.
	try := func(lexical bool, lines ...int) bool {
		if budget == 0 {
			return false
		}
		budget--
		next := bytes.Clone(work)
		for _, k := range lines {
			f.fill(next, k)
		}
		got := f.p.nodes(next)
		if d := damage(got); d < best || lexical && d == best {
			best, nodes, work = d, got, next
			for _, k := range lines {
				f.filled[k] = true
			}
			return true
		}
		return false
	}
	if len(lexical) > 0 {
		try(true, lexical...)
	}
	for best > 0 && budget > 0 {
		improved := false
		for _, k := range f.suspects(nodes) {
			if improved = try(false, k); improved {
				break
			}
		}
		if !improved {
			break
		}
	}
	return nodes
}

// suspects are the lines that may be the cause of the errors, likely ones first.
func (f *fixer) suspects(nodes []record) []int {
	var out []int
	add := func(k int) {
		if k < 0 || k >= len(f.lines) || f.filled[k] || f.lines[k].comment {
			return
		}
		for _, o := range out {
			if o == k {
				return
			}
		}
		out = append(out, k)
	}
	const most = 4
	n := 0
	for i := range nodes {
		if nodes[i].broken() {
			first, last := f.lineAt(int(nodes[i].start)), f.lineAt(max(int(nodes[i].start), int(nodes[i].end)-1))
			add(last)
			add(first)
			if n++; n == most {
				break
			}
		}
	}
	n = 0
	for i := range nodes {
		if nodes[i].broken() {
			first, last := f.lineAt(int(nodes[i].start)), f.lineAt(max(int(nodes[i].start), int(nodes[i].end)-1))
			add(last + 1)
			add(first - 1)
			if n++; n == most {
				break
			}
		}
	}
	return out
}

// fill replaces a line by one of the same length that parses: what is indented
// below it stays in the block of a statement of the same sort.
func (f *fixer) fill(b []byte, k int) {
	l := f.lines[k]
	at := b[l.start:l.end]
	word, nameEnd := f.keyword(l)
	for i := range at {
		at[i] = ' '
	}
	put := func(options ...string) {
		for _, o := range options {
			if len(o) <= len(at) {
				copy(at, o)
				return
			}
		}
	}
	if f.text[l.start] == '@' {
		put("@_")
		return
	}
	n := k + 1
	for n < len(f.lines) && f.lines[n].comment {
		n++
	}
	block := n < len(f.lines) && f.lines[n].col > l.col || f.header && n == len(f.lines)
	if word == "class" || word == "def" {
		if block || f.underDecorator(k) {
			keep := f.text[l.start:nameEnd]
			tails := []string{"(_):", ":"}
			if word == "def" {
				tails = []string{"():"}
			}
			for _, t := range tails {
				if !block {
					t += "_"
				}
				if nameEnd > l.start && len(keep)+len(t) <= len(at) {
					copy(at, keep)
					copy(at[len(keep):], t)
					return
				}
			}
		}
	}
	simple := "_"
	switch word {
	case "elif", "else", "except", "finally", "case":
	default:
		if !block {
			put("pass", simple)
			return
		}
	}
	end := ""
	if !block {
		end = simple
	}
	switch word {
	case "for":
		put("for _ in _:"+end, "if _:"+end)
	case "while", "with", "match", "case", "elif":
		put(word+" _:"+end, "if _:"+end)
	case "try", "else", "except", "finally":
		put(word+":"+end, "if _:"+end)
	default:
		put("if _:" + end)
	}
}

// underDecorator tells whether the line before is a decorator.
func (f *fixer) underDecorator(k int) bool {
	for k--; k >= 0 && f.lines[k].comment; k-- {
	}
	return k >= 0 && f.text[f.lines[k].start] == '@'
}

// keyword is the keyword that the line starts with and, for a definition, the
// end of the name behind it; l.start if there is none.
func (f *fixer) keyword(l line) (word string, nameEnd int) {
	w, end := f.s.wordAt(l.start)
	word = string(w)
	_, i := f.s.indent(end)
	if word == "async" {
		w, end = f.s.wordAt(i)
		word = string(w)
		_, i = f.s.indent(end)
	}
	if word != "class" && word != "def" {
		return word, l.start
	}
	name, end := f.s.wordAt(i)
	if len(name) == 0 || !identStart(name[0]) || end > l.end {
		return word, l.start
	}
	return word, end
}
