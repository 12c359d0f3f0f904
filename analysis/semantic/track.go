package semantic

import (
	"maps"
	"slices"
	"sync"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Reads records what a computation about one unit looked at beyond it. The zero
// value is ready for use. It is used by one goroutine at a time.
type Reads struct {
	syntax.Reads

	names      map[string]bool                  // module-level names that were looked up; "*" for star imports
	asked      map[question]bool                // about all units
	members    map[*syntax.Unit]map[string]bool // names looked up in a class, by its header
	classes    map[*syntax.Unit]bool            // classes whose members were listed
	all        bool                             // which names and imports the module has
	modules    map[string]uint64                // API of other modules, 0 for none
	importers  map[string]uint64
	subclasses map[string]uint64
}

func put[K comparable](m *map[K]bool, k K) {
	if *m == nil {
		*m = map[K]bool{}
	}
	(*m)[k] = true
}

func (m *Module) readName(name string) {
	if m.r != nil {
		put(&m.r.names, name)
	}
}

func (m *Module) readAll() {
	if m.r != nil {
		m.r.all = true
	}
}

// readMember records that name was looked up in the class of a header.
func (m *Module) readMember(unit int32, name string) {
	if m.r == nil {
		return
	}
	u := m.raw.Unit(int(unit))
	if m.r.members == nil {
		m.r.members = map[*syntax.Unit]map[string]bool{}
	}
	names := m.r.members[u]
	put(&names, name)
	m.r.members[u] = names
}

// readClass records that the members of the class of a header were listed.
func (m *Module) readClass(unit int32) {
	if m.r != nil {
		put(&m.r.classes, m.raw.Unit(int(unit)))
	}
}

// readScope records that the unit of the scope was looked at.
func (m *Module) readScope(s Scope) {
	if m.r != nil && s.unit >= 0 {
		put(&m.r.Units, m.raw.Unit(int(s.unit)))
	}
}

// module is the summary of a project module.
func (m *Module) module(name string) *Summary {
	if m.env == nil {
		return nil
	}
	s := m.env.Module(name)
	if m.r != nil {
		if m.r.modules == nil {
			m.r.modules = map[string]uint64{}
		}
		m.r.modules[name] = apiOf(s)
	}
	return s
}

func apiOf(s *Summary) uint64 {
	if s == nil {
		return 0
	}
	return s.API | 1
}

// ProjectModule is the summary of a module of the project by its dotted name,
// or nil.
func (m *Module) ProjectModule(name string) *Summary { return m.module(name) }

// Importers are the modules of the project that import the module called name
// or names from it.
func (m *Module) Importers(name string) []*Summary {
	if m.env == nil {
		return nil
	}
	list := m.env.Importers(name)
	if m.r != nil {
		if m.r.importers == nil {
			m.r.importers = map[string]uint64{}
		}
		m.r.importers[name] = hashOf(list)
	}
	return list
}

func hashOf(list []*Summary) uint64 {
	h := &hasher{}
	for _, s := range list {
		h.str(s.Name, s.Path)
		h.typ(Type{})
		for k := range 8 {
			h.b = append(h.b, byte(s.Hash>>(8*k)))
		}
	}
	return h.sum()
}

// Subclasses are the classes of other files of the project that have q among
// their bases.
func (m *Module) Subclasses(q string) []*ClassInfo {
	if m.env == nil {
		return nil
	}
	list := m.env.Subclasses(q)
	if m.r != nil {
		if m.r.subclasses == nil {
			m.r.subclasses = map[string]uint64{}
		}
		m.r.subclasses[q] = hashOfClasses(list)
	}
	return list
}

func hashOfClasses(list []*ClassInfo) uint64 {
	h := &hasher{}
	for _, c := range list {
		h.class(c)
	}
	return h.sum()
}

// Tracked is m with everything read through it recorded in r.
func (m *Module) Tracked(r *Reads) *Module {
	t := *m
	t.r, t.funcs = r, nil
	t.f = m.raw.Tracked(&r.Reads)
	return &t
}

// Delta is what differs between two versions of a file and of what is around it.
type Delta struct {
	old, new              *core
	env                   Env
	first, oldEnd, newEnd int
	sameEnv               bool

	once  sync.Once
	names map[string]bool // of changed module-level bindings; see changedNames
}

// Delta compares m with the version before it. It costs little if one unit was
// edited.
func (m *Module) Delta(old *Module) *Delta {
	d := &Delta{old: old.core, new: m.core, env: m.env}
	d.first, d.oldEnd, d.newEnd = changed(old.raw, m.raw)
	return d
}

// SameEnv says that what is known of other modules is the same as before.
func (d *Delta) SameEnv() { d.sameEnv = true }

func (d *Delta) empty() bool {
	return d.first == d.oldEnd && d.first == d.newEnd && d.old.name == d.new.name
}

// Stale tells whether a result that read r must be computed anew, in the unit
// that is in both versions. The results of units that are only in the new
// version are not there yet.
func (r *Reads) Stale(d *Delta) bool { return r.stale(d, d.env) }

func (r *Reads) stale(d *Delta, env Env) bool {
	if d.old.name != d.new.name || d.old.path != d.new.path {
		return true
	}
	return r.fileStale(d) || !d.sameEnv && r.envStale(env)
}

func (r *Reads) envStale(env Env) bool {
	for name, api := range r.modules {
		if env == nil || apiOf(env.Module(name)) != api {
			return true
		}
	}
	for name, h := range r.importers {
		if env == nil || hashOf(env.Importers(name)) != h {
			return true
		}
	}
	for name, h := range r.subclasses {
		if env == nil || hashOfClasses(env.Subclasses(name)) != h {
			return true
		}
	}
	return false
}

func (r *Reads) fileStale(d *Delta) bool {
	if d.empty() {
		return false
	}
	old, new := d.old.raw, d.new.raw
	if len(r.Units)+len(r.classes)+len(r.members) > 0 {
		for i := d.first; i < d.oldEnd; i++ {
			u := old.Unit(i)
			if r.Units[u] || r.classes[u] || r.members[u] != nil {
				return true
			}
		}
	}
	for header := range r.Lists {
		if d.touches(header) && !new.SameList(old, header) {
			return true
		}
	}
	if r.all && d.bindings() {
		return true
	}
	if len(r.names) > 0 && d.NamesChanged() {
		for name := range r.names {
			if d.changedNames()[name] {
				return true
			}
		}
	}
	for header, names := range r.members {
		if d.memberChanged(header, names) {
			return true
		}
	}
	for header := range r.classes {
		if d.memberChanged(header, nil) {
			return true
		}
	}
	for q := range r.asked {
		if d.mentions(q) {
			return true
		}
	}
	return false
}

// NamesChanged tells whether a module-level name is bound otherwise than before.
func (d *Delta) NamesChanged() bool { return len(d.changedNames()) > 0 }

// Names are the module-level names that are bound otherwise than before, sorted;
// "*" is among them if star imports differ.
func (d *Delta) Names() []string { return slices.Sorted(maps.Keys(d.changedNames())) }

// Range tells which units differ: [first, oldEnd) of the version before became
// [first, newEnd); all others are the same units of the same classes.
func (d *Delta) Range() (first, oldEnd, newEnd int) { return d.first, d.oldEnd, d.newEnd }

// OnlyNames tells whether nothing was read of the file but what module-level
// names are bound to: then a Delta without NamesChanged and with SameEnv cannot
// have touched the result.
func (r *Reads) OnlyNames() bool {
	return !r.all && len(r.Units)+len(r.Lists)+len(r.members)+len(r.classes)+len(r.asked) == 0
}

// mentions tells whether the answer is yes for any unit that came or went.
func (d *Delta) mentions(q question) bool {
	for i := d.first; i < d.oldEnd; i++ {
		if q.of(factsOf(d.old.raw.Unit(i))) {
			return true
		}
	}
	for i := d.first; i < d.newEnd; i++ {
		if q.of(factsOf(d.new.raw.Unit(i))) {
			return true
		}
	}
	return false
}

// touches tells whether the list of statements of the class with that header
// (nil: of the module) may have changed.
func (d *Delta) touches(header *syntax.Unit) bool {
	in := func(f *syntax.File, first, end int) bool {
		for i := first; i < end; i++ {
			class := f.UnitClass(i)
			if header == nil && class < 0 || class >= 0 && f.Unit(class) == header {
				return true
			}
		}
		return false
	}
	return in(d.old.raw, d.first, d.oldEnd) || in(d.new.raw, d.first, d.newEnd)
}

// bindings tells whether units that bind or import something came or went.
func (d *Delta) bindings() bool {
	if len(d.changedNames()) > 0 {
		return true
	}
	return !slices.Equal(d.imports(d.old.raw, d.oldEnd), d.imports(d.new.raw, d.newEnd))
}

// imports are the modules that the changed units import.
func (d *Delta) imports(f *syntax.File, end int) []string {
	var out []string
	for i := d.first; i < end; i++ {
		u := factsOf(f.Unit(i))
		for k := range u.bindings {
			if u.bindings[k].kind == Import {
				out = append(out, u.bindings[k].module)
			}
		}
	}
	return out
}

// said is what a unit says about a name at module level, as far as it can be
// known without its nodes.
func said(f *facts, top bool, name string, h *hasher) {
	one := func(list []int32, from string) {
		for _, k := range list {
			b := &f.bindings[k]
			h.str(from, b.module, b.attr)
			h.b = append(h.b, byte(b.kind), byte(b.guard))
			h.bool(b.dotted)
		}
	}
	if y := f.scopes[0].symbols[name]; y != nil && (top || y.global) {
		one(y.bindings, "top")
	}
	one(f.globals[name], "global")
}

// changedNames are the module-level names of which the changed units say
// something else than before.
func (d *Delta) changedNames() map[string]bool {
	d.once.Do(d.compareNames)
	return d.names
}

func (d *Delta) compareNames() {
	d.names = map[string]bool{}
	collect := func(f *syntax.File, end int) map[string]*hasher {
		out := map[string]*hasher{}
		for i := d.first; i < end; i++ {
			u := factsOf(f.Unit(i))
			top := f.UnitClass(i) < 0
			add := func(name string) {
				h := out[name]
				if h == nil {
					h = &hasher{}
					out[name] = h
				}
				said(u, top, name, h)
			}
			for name, y := range u.scopes[0].symbols {
				if len(y.bindings) > 0 && (top || y.global) {
					add(name)
				}
			}
			for name := range u.globals {
				if y := u.scopes[0].symbols[name]; y == nil || len(y.bindings) == 0 || !(top || y.global) {
					add(name)
				}
			}
			if top && len(u.stars) > 0 {
				d.names["*"] = true // if only its place among the other statements is new
			}
		}
		return out
	}
	a, b := collect(d.old.raw, d.oldEnd), collect(d.new.raw, d.newEnd)
	for name, h := range a {
		if g := b[name]; g == nil || !slices.Equal(h.b, g.b) {
			d.names[name] = true
		}
	}
	for name := range b {
		if a[name] == nil {
			d.names[name] = true
		}
	}
	// Where star imports are, their order among the other statements counts.
	if len(d.names) > 0 && len(d.new.table().stars) > 0 {
		d.names["*"] = true
	}
}

// memberChanged tells whether the units that came or went in the class say
// something else about the names (nil: about any).
func (d *Delta) memberChanged(header *syntax.Unit, names map[string]bool) bool {
	if !d.touches(header) {
		return false
	}
	collect := func(f *syntax.File, end int) []byte {
		h := &hasher{}
		for i := d.first; i < end; i++ {
			class := f.UnitClass(i)
			if class < 0 || f.Unit(class) != header {
				continue
			}
			u := factsOf(f.Unit(i))
			var list []string
			for name, y := range u.scopes[0].symbols {
				if len(y.bindings) > 0 && (names == nil || names[name]) {
					list = append(list, name)
				}
			}
			slices.Sort(list)
			for _, name := range list {
				h.str(name)
				said(u, true, name, h)
			}
		}
		return h.b
	}
	return !slices.Equal(collect(d.old.raw, d.oldEnd), collect(d.new.raw, d.newEnd))
}
