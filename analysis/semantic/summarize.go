package semantic

import (
	"encoding/binary"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// piece is what one unit adds to the summary. It is kept for as long as what
// it read stays the same.
type piece struct {
	reads   Reads
	exports []*Export // positions are relative to the unit
	class   *Export   // the class whose members are units that follow
	members []*MemberInfo
	stars   []string
	all     []string
	hasAll  bool
	allOpen bool

	imports  []string
	types    []string // of imports, those under "if TYPE_CHECKING:"
	fixtures []*Fixture
	checks   []*Validator
	calls    map[string]int
	keywords map[string][]string
	uses     map[string]bool
	depends  []string
	selfUses map[string][]string

	api, hash uint64

	seen []*syntax.Unit // all units in reads
	wide bool           // it read something of the file as a whole
}

// carry keeps what the version before knows of the summary, to be looked
// through when this one is asked. A version that was not asked passes nothing
// on, so that versions do not hold each other.
func (c *core) carry(prev *Module, first, oldEnd, newEnd int) {
	prev.piecesMu.Lock()
	defer prev.piecesMu.Unlock()
	if prev.pieces != nil {
		c.before = prev.pieces
		c.since = &Delta{old: prev.core, new: c, first: first, oldEnd: oldEnd, newEnd: newEnd}
	}
}

// taken are the pieces of the version before that still hold.
func (c *core) taken() []*piece {
	out := make([]*piece, c.raw.UnitCount())
	if d := c.since; d != nil {
		copy(out[:d.first], c.before[:d.first])
		copy(out[d.newEnd:], c.before[d.oldEnd:])
		if !d.empty() {
			near, few := d.near()
			for i, p := range out {
				if p == nil || few && p.clearOf(near) {
					continue
				}
				if p.reads.fileStale(d) {
					out[i] = nil
				}
			}
		}
	}
	c.before, c.since = nil, nil
	return out
}

// near are the units that an edit replaced and the headers of the classes they
// were and are in; few tells that these are all that a piece has to avoid,
// unless it asked about the file as a whole: nothing at module level changed.
func (d *Delta) near() (units []*syntax.Unit, few bool) {
	if d.oldEnd-d.first > 4 || d.newEnd-d.first > 4 || len(d.changedNames()) > 0 {
		return nil, false
	}
	add := func(f *syntax.File, end int, itself bool) {
		for i := d.first; i < end; i++ {
			if itself {
				units = append(units, f.Unit(i))
			}
			if class := f.UnitClass(i); class >= 0 {
				units = append(units, f.Unit(class))
			}
		}
	}
	add(d.old.raw, d.oldEnd, true)
	add(d.new.raw, d.newEnd, false)
	return units, true
}

// clearOf tells whether the piece read nothing of the units, and nothing of the
// file as a whole.
func (p *piece) clearOf(units []*syntax.Unit) bool {
	if p.wide {
		return false
	}
	for _, u := range p.seen {
		for _, v := range units {
			if u == v {
				return false
			}
		}
	}
	return true
}

// settle prepares for clearOf.
func (p *piece) settle() {
	r := &p.reads
	p.wide = r.all || len(r.asked) > 0 || r.Lists[nil]
	seen := map[*syntax.Unit]bool{}
	maps.Copy(seen, r.Units)
	maps.Copy(seen, r.classes)
	maps.Copy(seen, r.Lists)
	for u := range r.members {
		seen[u] = true
	}
	p.seen = slices.Collect(maps.Keys(seen))
}

// summaryPieces are the pieces of all units.
func (m *Module) summaryPieces() []*piece {
	m.piecesMu.Lock()
	defer m.piecesMu.Unlock()
	if m.pieces == nil {
		m.pieces = m.taken()
	}
	for i := range m.pieces {
		if m.pieces[i] == nil {
			m.pieces[i] = m.makePiece(i)
		}
	}
	return m.pieces
}

// SummaryHash is the Hash and API of the summary. After an edit inside one unit
// it costs little more than looking at that unit.
func (m *Module) SummaryHash() (hash, api uint64) {
	hash, api = 14695981039346656037, 14695981039346656037
	for _, p := range m.summaryPieces() {
		if p.hash != 0 {
			hash = (hash ^ p.hash) * 1099511628211
		}
		if p.api != 0 {
			api = (api ^ p.api) * 1099511628211
		}
	}
	return hash, api
}

// Summary is what other files see of this one.
func (m *Module) Summary() *Summary {
	s := &Summary{Name: m.name, Path: m.path, Exports: map[string]*Export{}, Attributes: map[string]bool{},
		Calls: map[string]int{}, Keywords: map[string][]string{}, Uses: map[string]bool{}, Strings: map[string]bool{}}
	s.Hash, s.API = m.SummaryHash()
	imports := map[string]int{} // how many times, without those that only type checkers see
	var class *ClassInfo
	for i, p := range m.summaryPieces() {
		start, _ := m.raw.UnitRange(i)
		f := m.facts(int32(i))
		for name := range f.attributes {
			s.Attributes[name] = true
		}
		for v := range f.strings {
			if isIdentifier(v) {
				s.Strings[v] = true
			}
		}
		for _, e := range p.exports {
			e = e.at(start)
			if e.Class != nil && p.class != nil && e.Name == p.class.Name {
				class = e.Class
			}
			s.add(e)
		}
		if m.raw.UnitClass(i) >= 0 && class != nil {
			for _, x := range p.members {
				class.Members = append(class.Members, x.at(start))
			}
			if len(f.stars) > 0 {
				class.Dynamic = true
			}
		}
		for _, star := range p.stars {
			s.Stars = append(s.Stars, star)
			for _, e := range s.Exports {
				e.Stars = append(e.Stars, star)
			}
		}
		if p.hasAll {
			s.HasAll = true
			s.All = append(s.All, p.all...)
		}
		s.AllOpen = s.AllOpen || p.allOpen
		for _, mod := range p.imports {
			imports[mod]++
		}
		for _, mod := range p.types {
			imports[mod]--
		}
		for _, x := range p.fixtures {
			y := *x
			y.Start, y.End = y.Start+start, y.End+start
			s.Fixtures = append(s.Fixtures, &y)
		}
		for _, x := range p.checks {
			y := *x
			y.Start, y.End = y.Start+start, y.End+start
			s.Validators = append(s.Validators, &y)
		}
		for q, n := range p.calls {
			addCall(s.Calls, q, n)
		}
		for q, names := range p.keywords {
			addKeywords(s.Keywords, q, names)
		}
		for q := range p.uses {
			s.Uses[q] = true
		}
		for _, q := range p.depends {
			if s.Depends == nil {
				s.Depends = map[string]bool{}
			}
			s.Depends[q] = true
		}
		for name, list := range p.selfUses {
			if s.SelfUses == nil {
				s.SelfUses = map[string][]string{}
			}
			s.SelfUses[name] = list
		}
		if i < 5 && !s.Generated {
			s.Generated = generated(m.raw.Unit(i).Text())
		}
	}
	s.Imports = slices.Sorted(maps.Keys(imports))
	for _, mod := range s.Imports {
		if imports[mod] == 0 {
			s.TypesOnly = append(s.TypesOnly, mod)
		}
	}
	slices.SortFunc(s.Fixtures, func(a, b *Fixture) int { return a.Start - b.Start })
	return s
}

func isIdentifier(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c == '_' || c|32 >= 'a' && c|32 <= 'z' || c >= 0x80 || i > 0 && c >= '0' && c <= '9') {
			return false
		}
	}
	return s != ""
}

func addCall(m map[string]int, q string, n int) {
	if old, ok := m[q]; !ok || n < 0 || old >= 0 && n > old {
		m[q] = n
	}
}

// addKeywords keeps of the keyword arguments those that the calls before have.
func addKeywords(m map[string][]string, q string, names []string) {
	if old, ok := m[q]; ok {
		names = slices.DeleteFunc(slices.Clone(old), func(s string) bool { return !slices.Contains(names, s) })
	}
	m[q] = names
}

// Generated tells whether a comment or docstring at the top of the file says
// that a tool wrote it.
func (m *Module) Generated() bool {
	seen := 0
	for n := range m.f.Root().Children() {
		if n.Is(syntax.KComment, syntax.KExpressionStatement) && generated(n.Bytes()) {
			return true
		}
		if seen++; seen == 5 {
			break
		}
	}
	return false
}

// generated tells whether the comment or docstring t says that a tool wrote the
// file.
func generated(t []byte) bool {
	if len(t) == 0 || t[0] != '#' && t[0] != '"' && t[0] != '\'' {
		return false
	}
	s := strings.ToLower(string(t[:min(len(t), 1000)]))
	return strings.Contains(s, "generated by ") || strings.Contains(s, "@generated") || strings.Contains(s, "do not edit")
}

// add enters an export; what is bound in several ways is unknown.
func (s *Summary) add(e *Export) {
	old := s.Exports[e.Name]
	if old == nil {
		s.Exports[e.Name] = e
		return
	}
	switch {
	case old.Kind == ExportAlias && e.Kind == ExportAlias && old.Target == e.Target && e.Target != "":
		return
	case old.Kind == ExportVariable && e.Kind == ExportVariable && !old.Value.HasValue && e.Value.HasValue:
		v := *e.Value
		v.Annotation, v.Type = old.Value.Annotation, old.Value.Type
		e.Value = &v
		s.Exports[e.Name] = e
		return
	case old.Kind == ExportFunction && e.Kind == ExportFunction && slices.Contains(old.Func.Decorators, "typing.overload"):
		e.Func.Returns = TypeRef{}
		s.Exports[e.Name] = e
		return
	}
	s.Exports[e.Name] = &Export{Name: e.Name, Kind: ExportUnknown, Start: e.Start, End: e.End}
}

func (e *Export) at(start int) *Export {
	f := *e
	f.Start, f.End, f.Stars = f.Start+start, f.End+start, nil
	if e.Class != nil {
		f.Class = e.Class.at(start)
	}
	return &f
}

func (c *ClassInfo) at(start int) *ClassInfo {
	d := *c
	d.Start, d.End = d.Start+start, d.End+start
	d.Members = make([]*MemberInfo, len(c.Members))
	for i, x := range c.Members {
		d.Members[i] = x.at(start)
	}
	return &d
}

func (x *MemberInfo) at(start int) *MemberInfo {
	y := *x
	y.Start, y.End = y.Start+start, y.End+start
	if x.Class != nil {
		y.Class = x.Class.at(start)
	}
	return &y
}

// summarizer makes a piece.
type summarizer struct {
	m     *Module // sees no other modules
	unit  int
	start int
}

func (m *Module) makePiece(i int) *piece {
	p := &piece{}
	own := &Module{core: m.core, r: &p.reads}
	own.f = m.raw.Tracked(&p.reads.Reads)
	start, _ := m.raw.UnitRange(i)
	z := &summarizer{m: own, unit: i, start: start}
	f := m.facts(int32(i))
	scope := own.outer(int32(i))
	top := scope.unit < 0

	var names []string
	for name, y := range f.scopes[0].symbols {
		if len(y.bindings) > 0 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		var list []Binding
		for _, k := range f.scopes[0].symbols[name].bindings {
			list = append(list, own.binding(scope, int32(i), k))
		}
		if top {
			e := z.export(list)
			p.exports = append(p.exports, e)
			if e.Kind == ExportClass && m.raw.UnitIsHeader(i) {
				p.class = e
			}
		} else {
			p.members = append(p.members, z.members(list)...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(f.globals)) {
		p.exports = append(p.exports, &Export{Name: name, Kind: ExportUnknown})
	}
	if top {
		for _, k := range f.stars {
			if f.bindings[k].scope == 0 {
				p.stars = append(p.stars, m.Absolute(f.bindings[k].module))
			}
		}
		z.all(p, f)
	} else {
		p.members = append(p.members, z.selfAttributes(f, scope)...)
	}
	for k := range f.bindings {
		b := &f.bindings[k]
		if b.kind != Import {
			continue
		}
		if mod := m.Absolute(b.module); mod != "" {
			list := []string{mod}
			if b.attr != "" && b.attr != "*" {
				list = append(list, mod+"."+b.attr)
			}
			p.imports = append(p.imports, list...)
			if b.guard&TypeChecking != 0 {
				p.types = append(p.types, list...)
			}
		}
	}
	z.references(p)
	z.fixtures(p, scope)
	z.validators(p)
	z.selfUses(p)
	p.finish(f)
	p.settle()
	return p
}

// finish computes the hashes.
func (p *piece) finish(f *facts) {
	h := &hasher{}
	for _, e := range p.exports {
		h.export(e)
	}
	for _, x := range p.members {
		h.member(x)
	}
	h.strs(p.stars)
	if p.hasAll || p.allOpen {
		h.str("all")
		h.strs(p.all)
		h.bool(p.allOpen)
	}
	p.api = h.sum()
	h.strs(p.imports)
	h.strs(p.types)
	for _, x := range p.fixtures {
		h.str("fixture", x.Name, x.Function, x.Class, x.Decorator, x.Scope, x.LoopScope)
		h.bool(x.Autouse)
		h.bool(x.Params)
		h.fn(x.Func)
	}
	for _, x := range p.checks {
		h.str("validator", x.Class, x.Name, x.Mode, strconv.FormatUint(x.Body, 16))
		h.strs(x.Fields)
	}
	for _, q := range slices.Sorted(maps.Keys(p.calls)) {
		h.str("call", q, strconv.Itoa(p.calls[q]))
	}
	for _, q := range slices.Sorted(maps.Keys(p.keywords)) {
		h.str("keywords", q)
		h.strs(p.keywords[q])
	}
	h.strs(slices.Sorted(maps.Keys(p.uses)))
	h.strs(p.depends)
	for _, name := range slices.Sorted(maps.Keys(p.selfUses)) {
		h.str("self", name)
		h.strs(p.selfUses[name])
	}
	h.strs(slices.Sorted(maps.Keys(f.attributes)))
	for _, v := range slices.Sorted(maps.Keys(f.strings)) {
		if isIdentifier(v) {
			h.str("string", v)
		}
	}
	p.hash = h.sum()
}

// hasher hashes what was written to it; nothing gives 0.
type hasher struct{ b []byte }

func (h *hasher) str(list ...string) {
	for _, s := range list {
		h.b = binary.AppendUvarint(h.b, uint64(len(s)))
		h.b = append(h.b, s...)
	}
}

func (h *hasher) strs(list []string) {
	if len(list) > 0 {
		h.str("list", strconv.Itoa(len(list)))
		h.str(list...)
	}
}

func (h *hasher) bool(b bool) {
	if b {
		h.b = append(h.b, 1)
	} else {
		h.b = append(h.b, 0)
	}
}

func (h *hasher) typ(t Type) {
	h.b = append(h.b, byte(t.Kind), byte(len(t.Args)))
	h.bool(t.Optional)
	h.str(t.Name)
	for _, a := range t.Args {
		h.typ(a)
	}
}

func (h *hasher) ref(r TypeRef) {
	h.str(r.Text)
	h.strs(r.Names)
	h.typ(r.Type)
}

func (h *hasher) fn(f *FuncInfo) {
	if f == nil {
		return
	}
	h.str("func", f.Name)
	h.bool(f.Async)
	h.bool(f.Generator)
	h.strs(f.Decorators)
	h.strs(f.Texts)
	for _, p := range f.Params {
		h.str(p.Name)
		h.b = append(h.b, byte(p.Kind))
		h.bool(p.Default)
		h.ref(p.Type)
	}
	h.ref(f.Returns)
	h.str(f.Result)
}

func (h *hasher) value(v *ValueInfo) {
	if v == nil {
		return
	}
	h.str("value", v.Callee, v.Text)
	h.strs(v.Keywords)
	for _, a := range v.Arguments {
		h.str("argument", a.Name, a.Text, a.Callee)
	}
	h.bool(v.HasValue)
	h.ref(v.Annotation)
	h.typ(v.Type)
	h.typ(v.Means)
}

func (h *hasher) class(c *ClassInfo) {
	if c == nil {
		return
	}
	h.str("class", c.Qualified, c.Metaclass)
	h.strs(c.Bases)
	h.strs(c.BaseTexts)
	h.strs(c.Keywords)
	h.strs(c.Decorators)
	h.bool(c.Dynamic)
	for _, x := range c.Members {
		h.member(x)
	}
}

func (h *hasher) member(x *MemberInfo) {
	h.str("member", x.Name)
	h.b = append(h.b, byte(x.Kind))
	h.bool(x.Instance)
	h.fn(x.Func)
	h.class(x.Class)
	h.value(x.Value)
}

func (h *hasher) export(e *Export) {
	h.str("export", e.Name, e.Target)
	h.b = append(h.b, byte(e.Kind))
	h.class(e.Class)
	h.fn(e.Func)
	h.value(e.Value)
}

func (h *hasher) sum() uint64 {
	if len(h.b) == 0 {
		return 0
	}
	f := fnv.New64a()
	f.Write(h.b)
	return f.Sum64() | 1
}

func (z *summarizer) place(n syntax.Node) (start, end int) {
	return n.Start() - z.start, n.End() - z.start
}

func (z *summarizer) export(list []Binding) *Export {
	b := &list[len(list)-1]
	e := &Export{Name: b.Name}
	e.Start, e.End = z.place(b.Node())
	only := (&Symbol{Bindings: list}).Only()
	if only == nil {
		// import a.b and import a.c, or both branches of try the same.
		if q := z.m.resolveSymbol(&Symbol{Name: b.Name, Scope: b.Scope, Bindings: list}, 0); q != "" {
			e.Kind, e.Target = ExportAlias, q
		}
		return e
	}
	stmt := only.Stmt()
	switch only.Kind {
	case Import:
		e.Kind, e.Target = ExportAlias, z.m.resolveImport(only, 0)
	case ClassDef:
		e.Kind, e.Class = ExportClass, z.class(z.m.Class(stmt), !z.m.raw.UnitIsHeader(z.unit))
	case Function:
		e.Kind, e.Func = ExportFunction, z.function(z.m.Func(stmt))
	case Assignment, Annotation, TypeAlias:
		e.Kind, e.Value = ExportVariable, z.value(only)
		if v := stmt.Child(syntax.FRight); only.Kind == Assignment && only.direct(stmt) && isReference(v) && stmt.Child(syntax.FType).IsNil() {
			e.Kind, e.Value = ExportAlias, nil
			e.Target = z.m.resolve(v, z.m.ScopeOf(v), 0)
		}
	case With:
		e.Kind, e.Value = ExportVariable, &ValueInfo{HasValue: true, Type: bare(z.m.typeOfBinding(only, 0))}
	}
	return e
}

// bare is t without nodes, which would keep the file.
func bare(t Type) Type {
	t.Call = syntax.Node{}
	args := t.Args
	t.Args = nil
	for _, a := range args {
		t.Args = append(t.Args, bare(a))
	}
	return t
}

func (z *summarizer) value(b *Binding) *ValueInfo {
	stmt := b.Stmt()
	v := &ValueInfo{}
	if b.Kind == TypeAlias {
		v.HasValue = true
		v.Means = bare(z.m.aliased(b, 0))
		return v
	}
	if a := stmt.Child(syntax.FType); !a.IsNil() {
		v.Annotation = z.typeRef(a)
	}
	v.Type = bare(z.m.typeOfBinding(b, 0))
	if right := Unparenthesized(stmt.Child(syntax.FRight)); !right.IsNil() && b.direct(stmt) {
		v.HasValue = true
		if right.Is(syntax.KCall) {
			v.Callee = z.m.Resolve(right.Child(syntax.FFunction))
			_, v.Keywords = arguments(right)
			v.Arguments = z.arguments(right)
		}
		if t := right.Bytes(); len(t) <= maxString {
			v.Text = string(t)
		}
		v.Means, _ = z.m.aliasValue(b, 0)
		v.Means = bare(v.Means)
	}
	return v
}

// maxArguments is the number of arguments above which those of a call are not
// kept.
const maxArguments = 32

func (z *summarizer) arguments(call syntax.Node) []Argument {
	var list []Argument
	for a := range call.Child(syntax.FArguments).Named() {
		if a.IsExtra() {
			continue
		}
		x, value := Argument{}, a
		switch {
		case a.Is(syntax.KKeywordArgument):
			x.Name, value = a.Child(syntax.FName).Text(), a.Child(syntax.FValue)
		case a.Is(syntax.KListSplat):
			x.Name = "*"
		case a.Is(syntax.KDictionarySplat):
			x.Name = "**"
		}
		if t := value.Bytes(); len(t) <= maxString {
			x.Text = string(t)
		}
		if value.Is(syntax.KCall) {
			x.Callee = z.m.Resolve(value.Child(syntax.FFunction))
		}
		if list = append(list, x); len(list) > maxArguments {
			return nil
		}
	}
	return list
}

func (z *summarizer) typeRef(n syntax.Node) TypeRef {
	if n.IsNil() {
		return TypeRef{}
	}
	r := TypeRef{Text: n.Text(), Type: bare(z.m.annotation(n, z.m.ScopeOf(n), 0))}
	if len(r.Text) > 400 {
		r.Text = r.Text[:400]
	}
	s := z.m.ScopeOf(n)
	var visit func(n syntax.Node, depth int)
	visit = func(n syntax.Node, depth int) {
		if depth > maxChain {
			return
		}
		switch n.Kind() {
		case syntax.KIdentifier, syntax.KAttribute:
			if q := z.m.resolve(n, s, 0); q != "" {
				r.Names = append(r.Names, q)
				return
			}
			if n.Is(syntax.KIdentifier) {
				return
			}
		case syntax.KString:
			if e, ok := z.m.parseString(n); ok {
				visit(e, depth+1)
			}
			return
		case syntax.KKeywordArgument:
			visit(n.Child(syntax.FValue), depth+1)
			return
		}
		for c := range n.Named() {
			visit(c, depth+1)
		}
	}
	visit(n, 0)
	return r
}

func (z *summarizer) function(f *Func) *FuncInfo {
	if f == nil {
		return nil
	}
	i := &FuncInfo{Name: f.Name, Async: f.Async, Generator: f.Generator, Returns: z.typeRef(f.Returns)}
	for _, d := range f.Decorators {
		i.Decorators = append(i.Decorators, d.Name)
		text := ""
		if t := d.Expr.Bytes(); len(t) <= maxString {
			text = string(t)
		}
		i.Texts = append(i.Texts, text)
	}
	for _, p := range f.Params {
		i.Params = append(i.Params, ParamInfo{Name: p.Name, Kind: p.Kind, Default: !p.Default.IsNil(), Type: z.typeRef(p.Type)})
	}
	if r := f.Result(); len(r.Bytes()) <= maxString && (r.Is(syntax.KString) || strings.Contains(r.Text(), "__name__")) {
		i.Result = r.Text()
	}
	return i
}

// class describes a class; members that are units of their own are left to them.
func (z *summarizer) class(c *Class, members bool) *ClassInfo {
	if c == nil {
		return nil
	}
	i := &ClassInfo{Name: c.Name, Qualified: c.Qualified, Module: z.m.name, Path: z.m.path, Dynamic: c.Splat}
	i.Start, i.End = z.place(c.NameNode)
	for _, b := range c.Bases {
		i.Bases = append(i.Bases, b.Name)
		i.BaseTexts = append(i.BaseTexts, b.Node.Text())
	}
	for _, k := range c.Keywords {
		i.Keywords = append(i.Keywords, k.Name)
		if k.Name == "metaclass" {
			i.Metaclass = z.m.Resolve(k.Value)
		}
	}
	for _, d := range c.Decorators {
		i.Decorators = append(i.Decorators, d.Name)
	}
	if !members {
		return i
	}
	f := z.m.facts(c.scope.unit)
	for _, name := range z.m.Names(c.scope) {
		i.Members = append(i.Members, z.members(z.m.bindings(c.scope, name))...)
	}
	i.Members = append(i.Members, z.selfAttributes(f, c.scope)...)
	return i
}

func (z *summarizer) members(list []Binding) []*MemberInfo {
	var out []*MemberInfo
	for k := range list {
		b := &list[k]
		x := &MemberInfo{Name: b.Name, Kind: b.Kind}
		x.Start, x.End = z.place(b.Node())
		switch b.Kind {
		case Function:
			x.Func = z.function(z.m.Func(b.Stmt()))
		case ClassDef:
			x.Class = z.class(z.m.Class(b.Stmt()), true)
		case Assignment, Annotation, TypeAlias:
			x.Value = z.value(b)
			if x.Value.Annotation.Text != "" {
				x.Kind = Annotation
			}
		}
		out = append(out, x)
	}
	return out
}

// selfAttributes are the attributes that methods in the unit set on self.
func (z *summarizer) selfAttributes(f *facts, class Scope) []*MemberInfo {
	c := &Class{m: z.m, scope: class}
	var out []*MemberInfo
	seen := map[string]int{}
	for _, attr := range slices.Sorted(maps.Keys(f.attributes)) {
		for _, k := range f.attributes[attr] {
			n := z.m.f.NodeIn(z.unit, int(k))
			stmt, ok := z.m.selfTarget(c, n)
			if !ok {
				continue
			}
			v := &ValueInfo{}
			if a := stmt.Child(syntax.FType); !a.IsNil() {
				v.Annotation = z.typeRef(a)
				v.Type = v.Annotation.Type
			} else if stmt.Is(syntax.KAssignment) {
				v.Type = bare(z.m.typeOf(stmt.Child(syntax.FRight), 0))
			}
			v.HasValue = !stmt.Child(syntax.FRight).IsNil()
			if old, twice := seen[attr]; twice {
				if o := out[old].Value; o.Type.Kind != v.Type.Kind || o.Type.Name != v.Type.Name {
					o.Type = Type{}
				}
				continue
			}
			seen[attr] = len(out)
			x := &MemberInfo{Name: attr, Kind: Assignment, Value: v, Instance: true}
			x.Start, x.End = z.place(n)
			out = append(out, x)
		}
	}
	return out
}

// all reads what the unit does to __all__.
func (z *summarizer) all(p *piece, f *facts) {
	y := f.scopes[0].symbols["__all__"]
	if y == nil {
		return
	}
	for _, k := range y.bindings {
		b := z.m.binding(z.m.ModuleScope(), int32(z.unit), k)
		p.hasAll = true
		stmt := b.Stmt()
		if b.Kind != Assignment && b.Kind != Augmented || b.Guard != 0 || !z.literals(stmt.Child(syntax.FRight), p) {
			p.allOpen = true
		}
	}
	if len(y.refs) > 0 {
		p.hasAll, p.allOpen = true, true // __all__.append, and the like
	}
}

func (z *summarizer) literals(n syntax.Node, p *piece) bool {
	n = Unparenthesized(n)
	if !n.Is(syntax.KList, syntax.KTuple, syntax.KExpressionList) {
		return false
	}
	for c := range n.Named() {
		content := c.ChildOf(syntax.KStringContent)
		if !c.Is(syntax.KString) || content.IsNil() {
			return false
		}
		p.all = append(p.all, content.Text())
	}
	return true
}

// references collects calls and what is reached through dots.
func (z *summarizer) references(p *piece) {
	for n := range z.m.f.UnitNodes(z.unit) {
		switch n.Kind() {
		case syntax.KCall:
			q := z.m.Resolve(n.Child(syntax.FFunction))
			if q == "" || strings.HasPrefix(q, "builtins.") && (q != "builtins.isinstance" && q != "builtins.issubclass" || z.testsBuiltins(n)) {
				continue
			}
			if q == "fastapi.Depends" || q == "fastapi.Security" {
				z.depends(p, n)
			}
			count, keywords := arguments(n)
			if p.calls == nil {
				p.calls, p.keywords = map[string]int{}, map[string][]string{}
			}
			addCall(p.calls, q, count)
			if z.m.foreign(q) {
				slices.Sort(keywords)
				addKeywords(p.keywords, q, keywords)
			}
		case syntax.KAttribute:
			if n.Field() == syntax.FObject {
				continue
			}
			if q := z.m.Resolve(n); q != "" && !strings.HasPrefix(q, "builtins.") {
				if p.uses == nil {
					p.uses = map[string]bool{}
				}
				p.uses[q] = true
			}
		}
	}
}

// testsBuiltins tells whether a call of isinstance or issubclass asks for
// builtin classes and nothing else.
func (z *summarizer) testsBuiltins(call syntax.Node) bool {
	i := 0
	for a := range call.Child(syntax.FArguments).Named() {
		if a.IsExtra() {
			continue
		}
		if i++; i < 2 {
			continue
		}
		builtin := func(n syntax.Node) bool {
			return n.Is(syntax.KNone) || n.Is(syntax.KIdentifier) && strings.HasPrefix(z.m.Resolve(n), "builtins.")
		}
		if !a.Is(syntax.KTuple) {
			return i == 2 && builtin(a)
		}
		for x := range a.Named() {
			if !x.IsExtra() && !builtin(x) {
				return false
			}
		}
	}
	return i == 2
}

// fixtures collects the pytest fixtures at module level and in classes.
func (z *summarizer) fixtures(p *piece, scope Scope) {
	for n := range z.m.f.UnitNodes(z.unit) {
		if !n.Is(syntax.KFunctionDefinition) || !n.Parent().Is(syntax.KDecoratedDefinition) {
			continue
		}
		s := z.m.ScopeOf(n)
		class := ""
		if s.Kind() == ClassScope {
			class = strings.TrimSuffix(strings.TrimPrefix(z.m.scopePrefix(s), z.m.qualifier()+"."), ".")
		} else if s.Kind() != ModuleScope {
			continue
		}
		f := z.m.Func(n)
		for _, d := range f.Decorators {
			if !strings.HasSuffix(d.Name, ".fixture") && d.Name != "pytest.yield_fixture" {
				continue
			}
			x := &Fixture{Name: f.Name, Function: f.Name, Class: class, Decorator: d.Name, Scope: "function", Func: z.function(f)}
			x.Start, x.End = z.place(f.NameNode)
			for a := range d.Call.Child(syntax.FArguments).Named() {
				if !a.Is(syntax.KKeywordArgument) {
					continue
				}
				v := a.Child(syntax.FValue)
				literal := v.ChildOf(syntax.KStringContent).Text()
				switch a.Child(syntax.FName).Text() {
				case "name":
					x.Name = literal
				case "scope":
					x.Scope = literal
				case "loop_scope":
					x.LoopScope = literal
				case "autouse":
					x.Autouse = !v.Is(syntax.KFalse)
				case "params":
					x.Params = true
				}
			}
			p.fixtures = append(p.fixtures, x)
			break
		}
	}
}

// validators collects the field validators of classes at module level.
func (z *summarizer) validators(p *piece) {
	for n := range z.m.f.UnitNodes(z.unit) {
		if !n.Is(syntax.KFunctionDefinition) || !n.Parent().Is(syntax.KDecoratedDefinition) {
			continue
		}
		s := z.m.ScopeOf(n)
		class := strings.TrimSuffix(strings.TrimPrefix(z.m.scopePrefix(s), z.m.qualifier()+"."), ".")
		if s.Kind() != ClassScope || strings.Contains(class, ".") {
			continue
		}
		f := z.m.Func(n)
		if len(f.Decorators) == 0 || f.Decorators[0].Name != "pydantic.field_validator" {
			continue
		}
		x := &Validator{Class: class, Name: f.Name, Mode: "after"}
		x.Start, x.End = z.place(f.NameNode)
		literal := true
		for a := range f.Decorators[0].Call.Child(syntax.FArguments).Named() {
			switch {
			case a.IsExtra():
			case a.Is(syntax.KString):
				x.Fields = append(x.Fields, a.ChildOf(syntax.KStringContent).Text())
			case a.Is(syntax.KKeywordArgument) && a.Child(syntax.FName).Text() == "mode" && a.Child(syntax.FValue).Is(syntax.KString):
				x.Mode = a.Child(syntax.FValue).ChildOf(syntax.KStringContent).Text()
			default:
				literal = false
			}
		}
		if literal && len(x.Fields) > 0 {
			x.Body = z.m.BodyHash(f)
			p.checks = append(p.checks, x)
		}
	}
}

// depends notes what a call of Depends() is given first, or by its name.
func (z *summarizer) depends(p *piece, call syntax.Node) {
	for a := range call.Child(syntax.FArguments).Named() {
		if a.IsExtra() {
			continue
		}
		if a.Is(syntax.KKeywordArgument) {
			if a.Child(syntax.FName).Text() != "dependency" {
				continue
			}
			a = a.Child(syntax.FValue)
		}
		if q := z.m.Resolve(a); q != "" {
			p.depends = append(p.depends, q)
		}
		return
	}
}

// selfUses collects the attributes that the async methods of a class at module
// level mention.
func (z *summarizer) selfUses(p *piece) {
	for n := range z.m.f.UnitNodes(z.unit) {
		if !n.Is(syntax.KFunctionDefinition) {
			continue
		}
		s := z.m.ScopeOf(n)
		class := strings.TrimPrefix(z.m.scopePrefix(s), z.m.qualifier()+".")
		if s.Kind() != ClassScope || strings.Count(class, ".") != 1 {
			continue
		}
		f := z.m.Func(n)
		if !f.Async || len(f.Params) == 0 {
			continue
		}
		seen := map[string]bool{}
		for c := range f.Body.Descendants() {
			if c.Is(syntax.KAttribute) && c.Child(syntax.FObject).Is(syntax.KIdentifier) && c.Child(syntax.FObject).Text() == f.Params[0].Name {
				seen[c.Child(syntax.FAttribute).Text()] = true
			}
		}
		if len(seen) > 0 {
			if p.selfUses == nil {
				p.selfUses = map[string][]string{}
			}
			p.selfUses[class+f.Name] = slices.Sorted(maps.Keys(seen))
		}
	}
}

// BodyHash is the same for functions of any files that do the same: the tokens of
// their bodies are equal up to comments, the docstring and the names of the
// parameters, and the names in them mean the same. It is 0 if a name is not
// certain or is that of a thing of this module. Other modules are not looked at.
func (m *Module) BodyHash(f *Func) uint64 {
	alone := *m
	alone.env, alone.funcs = nil, nil
	own := alone.ScopeOf(f.Body)
	number := map[string]int{}
	for i, p := range f.Params {
		number[p.Name] = i - len(f.Params)
	}
	doc := Docstring(f.Node)
	h := &hasher{}
	for n := range f.Body.Descendants() {
		switch {
		case !n.FirstChild().IsNil(), n.IsExtra(), !doc.IsNil() && doc.Start() <= n.Start() && n.End() <= doc.End():
			continue
		case !n.Is(syntax.KIdentifier) || n.Field() == syntax.FAttribute || n.Field() == syntax.FName && n.Parent().Is(syntax.KKeywordArgument):
			h.str("token", n.Text())
			continue
		}
		symbol := alone.Lookup(n)
		switch {
		case symbol == nil:
			return 0
		case symbol.Scope == own && number[n.Text()] < 0:
			h.str("parameter", strconv.Itoa(number[n.Text()]))
			continue
		case !symbol.Builtin && symbol.Scope != alone.ModuleScope():
			h.str("local", n.Text())
			continue
		}
		q := alone.Resolve(n)
		if q == "" || strings.HasPrefix(q, alone.qualifier()+".") {
			return 0
		}
		h.str("name", q)
	}
	return h.sum()
}

// arguments counts the positional arguments of a call, -1 for *args, and gives
// the names of the others, "**" for an unpacking.
func arguments(call syntax.Node) (positional int, keywords []string) {
	for a := range call.Child(syntax.FArguments).Named() {
		switch {
		case a.IsExtra():
		case a.Is(syntax.KListSplat):
			positional = -1
		case a.Is(syntax.KKeywordArgument):
			keywords = append(keywords, a.Child(syntax.FName).Text())
		case a.Is(syntax.KDictionarySplat):
			keywords = append(keywords, "**")
		case positional >= 0:
			positional++
		}
	}
	return positional, keywords
}
