package project

import (
	"cmp"
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unique"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Index keeps the summaries of the Python files of a workspace. Modules are
// read when they are first asked for, so it serves without a walk over the
// workspace, too; only what concerns all files (importers, subclasses, Any) has
// to wait for Scan.
//
// Its state is a chain of immutable snapshots.
type Index struct {
	w   *Workspace
	now atomic.Pointer[Snapshot]

	mu  sync.Mutex // held while a new snapshot is made
	log []change
	cut uint64 // the log is whole for generations above
}

type change struct {
	generation   uint64
	path, module string
}

const (
	maxLog     = 1 << 14
	maxOverlay = 64
	batch      = 256
)

// record is what is known of one file; nil in an overlay is a file that is gone.
type record struct {
	summary *semantic.Summary
	open    bool
}

// Snapshot is the index at one moment.
type Snapshot struct {
	x          *Index
	generation uint64
	base       *records           // shared between snapshots
	over       map[string]*record // what has changed since base
	newer      *records           // what is in over
	lazy       *lazy
	complete   bool
}

// records is an immutable part of an index, with what is derived from it.
type records struct {
	m         map[string]*record
	once      sync.Once
	importers map[string][]*semantic.Summary // by imported module or name
	bases     map[string][]derivation        // by the last name of the base
	renames   map[string][]string            // by last name: other names under which a module offers the thing
}

// derivation is a class with one of its bases.
type derivation struct {
	base  string
	class *semantic.ClassInfo
}

// lazy remembers what was read and looked up between two invalidations.
type lazy struct {
	mu    sync.Mutex
	read  map[string]*lazyRead
	found map[lookup]string
	reach *reach
}

// lazyRead outlives the lazy it was made for: copies share it, and with it no lock.
type lazyRead struct {
	once    sync.Once
	summary atomic.Pointer[semantic.Summary]
}

type lookup struct {
	roots  uint64
	module string
}

func newLazy() *lazy {
	return &lazy{read: map[string]*lazyRead{}, found: map[lookup]string{}, reach: newReach()}
}

func newIndex(w *Workspace) *Index {
	x := &Index{w: w}
	x.now.Store(&Snapshot{x: x, generation: 1, base: &records{m: map[string]*record{}}, over: map[string]*record{}, newer: &records{}, lazy: newLazy(), complete: false})
	return x
}

// Snapshot is the present state.
func (x *Index) Snapshot() *Snapshot { return x.now.Load() }

// ChangedModules gives the dotted names of the modules, "" among them for files
// that have none, that differ between a generation and the present one. ok is
// false if that is so long ago that all may differ.
func (x *Index) ChangedModules(since uint64) (modules []string, ok bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if since < x.cut {
		return nil, false
	}
	i, _ := slices.BinarySearchFunc(x.log, since+1, func(c change, g uint64) int { return cmp.Compare(c.generation, g) })
	seen := map[string]bool{}
	for _, c := range x.log[i:] {
		if !seen[c.module] {
			seen[c.module] = true
			modules = append(modules, c.module)
		}
	}
	slices.Sort(modules)
	return modules, true
}

// update makes the next snapshot. What has the same hash as before is replaced,
// since its positions may be new, but is no change.
func (x *Index) update(changes map[string]*record, complete, renew bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.updateLocked(changes, complete, renew)
}

// updateClosed is update without the files that are open by now.
func (x *Index) updateClosed(changes map[string]*record, complete, renew bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	now := x.now.Load()
	maps.DeleteFunc(changes, func(path string, _ *record) bool { return now.open(path) })
	x.updateLocked(changes, complete, renew)
}

func (x *Index) updateLocked(changes map[string]*record, complete, renew bool) {
	old := x.now.Load()
	n := *old
	n.complete = old.complete || complete
	n.over = maps.Clone(old.over)
	sameFiles, sameImports := !renew, !renew
	for _, path := range sortedKeys(changes) {
		r := changes[path]
		before := old.known(path)
		var module string
		switch {
		case r != nil:
			module = r.summary.Name
		case before != nil:
			module = before.Name
		}
		n.over[path] = r
		if (r == nil) != (before == nil) {
			sameFiles, sameImports = false, false
		} else if r != nil && !slices.Equal(imported(r.summary), imported(before)) {
			sameImports = false
		}
		if r != nil && before != nil && before.Hash == r.summary.Hash && before.Name == r.summary.Name || r == nil && before == nil {
			continue
		}
		if n.generation == old.generation {
			n.generation++
		}
		x.log = append(x.log, change{n.generation, path, module})
	}
	if over := len(x.log) - maxLog; over > 0 {
		x.cut = x.log[over-1].generation
		x.log = slices.Clone(x.log[over:])
	}
	if !sameImports {
		n.lazy = old.lazy.without(changes, sameFiles)
	}
	if len(n.over) > maxOverlay {
		m := maps.Clone(n.base.m)
		for path, r := range n.over {
			if r == nil {
				delete(m, path)
			} else {
				m[path] = r
			}
		}
		n.base, n.over = &records{m: m}, map[string]*record{}
	}
	n.newer = &records{m: maps.Clone(n.over)}
	maps.DeleteFunc(n.newer.m, func(_ string, r *record) bool { return r == nil })
	x.now.Store(&n)
}

// without is a copy that has forgotten what was read of paths, who reaches what,
// and, unless the files are the same as before, where modules were found.
func (l *lazy) without(paths map[string]*record, sameFiles bool) *lazy {
	n := newLazy()
	l.mu.Lock()
	for p, r := range l.read {
		if _, gone := paths[p]; !gone {
			n.read[p] = r
		}
	}
	if sameFiles {
		n.found = maps.Clone(l.found)
	}
	l.mu.Unlock()
	// Who looks for what reaches what holds the lock of that and takes this one.
	if sameFiles {
		n.reach = l.reach.without(paths)
	}
	return n
}

// invalidate forgets what was read of paths, and where modules were found.
func (x *Index) invalidate(paths []string) {
	gone := map[string]*record{}
	for _, p := range paths {
		gone[p] = nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	n := *x.now.Load()
	n.lazy = n.lazy.without(gone, false)
	x.now.Store(&n)
}

// askAgain makes a new generation, so that questions of rules are asked again,
// although nothing that is indexed has changed.
func (x *Index) askAgain() {
	x.mu.Lock()
	defer x.mu.Unlock()
	n := *x.now.Load()
	n.generation++
	x.now.Store(&n)
}

// reload reads files anew that have changed on disk. Open ones stay, and what a
// walk would not find stays out.
func (x *Index) reload(paths []string) {
	changes := map[string]*record{}
	for _, p := range paths {
		now := x.Snapshot()
		if filepath.Ext(p) != ".py" || now.open(p) {
			continue
		}
		if now.known(p) == nil && !x.w.wants(p) {
			continue
		}
		if s := x.w.summarize(p); s != nil {
			changes[p] = &record{summary: s}
		} else {
			changes[p] = nil
		}
	}
	if len(changes) > 0 {
		x.updateClosed(changes, false, true)
	}
}

// SetOpen says what an open document holds; it counts instead of the file.
func (x *Index) SetOpen(path string, s *semantic.Summary) {
	x.update(map[string]*record{path: {summary: s, open: true}}, false, false)
}

// Closed says that a document is no longer open: the file counts again.
func (x *Index) Closed(path string) {
	var r *record
	if s := x.w.summarize(path); s != nil {
		r = &record{summary: s}
	}
	x.update(map[string]*record{path: r}, false, true)
}

// summarize reads a file; nil if it cannot be read or is too large.
func (w *Workspace) summarize(path string) *semantic.Summary {
	b, _, ok := readFile(path, maxFile)
	if !ok {
		return nil
	}
	name := moduleName(w.layoutOf(filepath.Dir(path)), path)
	return intern(semantic.New(syntax.Parse(syntax.Python, b), name, path, nil, nil).Summary())
}

// intern makes the names that most files share one string in memory.
func intern(s *semantic.Summary) *semantic.Summary {
	for i, n := range s.Imports {
		s.Imports[i] = unique.Make(n).Value()
	}
	for i, n := range s.TypesOnly {
		s.TypesOnly[i] = unique.Make(n).Value()
	}
	s.Attributes, s.Calls = internKeys(s.Attributes), internKeys(s.Calls)
	s.Uses, s.Strings, s.Keywords = internKeys(s.Uses), internKeys(s.Strings), internKeys(s.Keywords)
	for _, names := range s.Keywords {
		for i, n := range names {
			names[i] = unique.Make(n).Value()
		}
	}
	return s
}

func internKeys[V any](m map[string]V) map[string]V {
	out := make(map[string]V, len(m))
	for k, v := range m {
		out[unique.Make(k).Value()] = v
	}
	return out
}

// Scan reads all Python files of the workspace folders, two at a time, in the
// order of their paths. progress, if not nil, is told now and then how many of
// how many are done. When ctx ends, what was read by then counts.
func (x *Index) Scan(ctx context.Context, progress func(done, total int)) error {
	var paths []string
	for _, folder := range x.w.Options().Folders {
		err := x.w.Walk(ctx, folder, func(path string) {
			if filepath.Ext(path) == ".py" {
				paths = append(paths, path)
			}
		}, nil)
		if err != nil {
			return err
		}
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	there := make(map[string]bool, len(paths))
	for start := 0; start < len(paths); start += batch {
		part := paths[start:min(start+batch, len(paths))]
		read := make([]*record, len(part))
		var next atomic.Int64
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				for i := int(next.Add(1)) - 1; i < len(part) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
					if s := x.w.summarize(part[i]); s != nil {
						read[i] = &record{summary: s}
					}
				}
			})
		}
		wg.Wait()
		changes := map[string]*record{}
		for i, r := range read {
			there[part[i]] = true
			if r != nil {
				changes[part[i]] = r
			}
		}
		x.updateClosed(changes, false, false)
		if err := ctx.Err(); err != nil {
			return err
		}
		if progress != nil {
			progress(min(start+batch, len(paths)), len(paths))
		}
	}
	gone := map[string]*record{}
	for path := range x.Snapshot().all() {
		if !there[path] && !isFile(path) {
			gone[path] = nil
		}
	}
	x.updateClosed(gone, true, false)
	return nil
}

// Generation is the number of the state: a larger one is newer.
func (s *Snapshot) Generation() uint64 { return s.generation }

// Complete tells whether all files of the workspace are in.
func (s *Snapshot) Complete() bool { return s.complete }

// get is the record of a file, if one is held.
func (s *Snapshot) get(path string) (r *record, held bool) {
	if r, held = s.over[path]; held {
		return r, true
	}
	r, held = s.base.m[path]
	return r, held
}

func (s *Snapshot) open(path string) bool {
	r, _ := s.get(path)
	return r != nil && r.open
}

// known is a summary that was read before, nil if none was.
func (s *Snapshot) known(path string) *semantic.Summary {
	if r, held := s.get(path); held {
		if r == nil {
			return nil
		}
		return r.summary
	}
	s.lazy.mu.Lock()
	defer s.lazy.mu.Unlock()
	if l := s.lazy.read[path]; l != nil {
		return l.summary.Load()
	}
	return nil
}

// all is every record that is held.
func (s *Snapshot) all() map[string]*record {
	m := maps.Clone(s.base.m)
	maps.Copy(m, s.over)
	maps.DeleteFunc(m, func(_ string, r *record) bool { return r == nil })
	return m
}

// Summaries are the summaries that are held, by path.
func (s *Snapshot) Summaries() []*semantic.Summary {
	m := s.all()
	out := make([]*semantic.Summary, 0, len(m))
	for _, p := range sortedKeys(m) {
		out = append(out, m[p].summary)
	}
	return out
}

// Summary is the summary of a file, read now if need be; nil if there is none.
func (s *Snapshot) Summary(path string) *semantic.Summary {
	if path == "" {
		return nil
	}
	if r, held := s.get(path); held {
		if r == nil {
			return nil
		}
		return r.summary
	}
	s.lazy.mu.Lock()
	l := s.lazy.read[path]
	if l == nil {
		l = &lazyRead{}
		s.lazy.read[path] = l
	}
	s.lazy.mu.Unlock()
	l.once.Do(func() { l.summary.Store(s.x.w.summarize(path)) })
	return l.summary.Load()
}

// find is the file of a module below roots.
func (s *Snapshot) find(module string, roots searchPath) string {
	key := lookup{roots.key, module}
	s.lazy.mu.Lock()
	path, ok := s.lazy.found[key]
	s.lazy.mu.Unlock()
	if !ok {
		path = findModule(module, roots.dirs, s.open)
		s.lazy.mu.Lock()
		s.lazy.found[key] = path
		s.lazy.mu.Unlock()
	}
	return path
}

// derive builds what Importers and Subclasses look up.
func (b *records) derive() {
	b.once.Do(func() {
		b.importers, b.bases, b.renames = map[string][]*semantic.Summary{}, map[string][]derivation{}, map[string][]string{}
		for _, p := range sortedKeys(b.m) {
			r := b.m[p]
			for _, name := range imported(r.summary) {
				b.importers[name] = append(b.importers[name], r.summary)
			}
			derivations(r.summary, b.bases)
			renames(r.summary, b.renames)
		}
	})
}

// derivations adds the classes of a file by the last names of their bases.
func derivations(s *semantic.Summary, into map[string][]derivation) {
	for _, c := range classes(s) {
		for _, base := range c.Bases {
			if base != "" {
				into[lastName(base)] = append(into[lastName(base)], derivation{base, c})
			}
		}
	}
}

// renames adds the names under which a file offers things that have another.
func renames(s *semantic.Summary, into map[string][]string) {
	for _, e := range s.Exports {
		if e.Kind == semantic.ExportAlias && e.Target != "" {
			if last := lastName(e.Target); last != e.Name && !slices.Contains(into[last], e.Name) {
				into[last] = append(into[last], e.Name)
			}
		}
	}
}

func lastName(q string) string { return q[strings.LastIndexByte(q, '.')+1:] }

// imported are the modules that a file imports, and the names it takes from
// them, which may be modules, too.
func imported(s *semantic.Summary) []string {
	out := slices.Clone(s.Imports)
	for _, e := range s.Exports {
		if e.Kind == semantic.ExportAlias && e.Target != "" {
			out = append(out, e.Target)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// classes are the classes of a file, nested ones among them.
func classes(s *semantic.Summary) []*semantic.ClassInfo {
	var out []*semantic.ClassInfo
	for _, name := range sortedKeys(s.Exports) {
		if c := s.Exports[name].Class; c != nil {
			out = append(out, c)
		}
	}
	for i := 0; i < len(out); i++ {
		for _, m := range out[i].Members {
			if m.Class != nil {
				out = append(out, m.Class)
			}
		}
	}
	return out
}

// Importers are the modules of the project that import the module that the file
// knows as name, or names from it, in the order of their names.
func (v *View) Importers(name string) []*semantic.Summary {
	target := v.Find(name)
	var out []*semantic.Summary
	take := func(s *semantic.Summary) {
		if target == "" || v.index.find(name, v.w.layoutOf(filepath.Dir(s.Path)).searchRoots(s.Path)) == target {
			out = append(out, s)
		}
	}
	v.index.base.derive()
	for _, s := range v.index.base.importers[name] {
		if _, newer := v.index.over[s.Path]; !newer {
			take(s)
		}
	}
	for _, r := range v.index.over {
		if r != nil && slices.Contains(imported(r.summary), name) {
			take(r.summary)
		}
	}
	slices.SortFunc(out, func(a, b *semantic.Summary) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Path, b.Path))
	})
	return out
}

// Subclasses are the classes of the project that name q as a base, maybe through
// aliases and re-exports, in the order of their qualified names.
func (v *View) Subclasses(q string) []*semantic.ClassInfo {
	var out []*semantic.ClassInfo
	home := v.home(q)
	settled := map[uint64]*settler{} // by the roots that a class sees
	is := func(d derivation) bool {
		path := d.class.Path
		dir := filepath.Dir(path)
		key := v.w.layoutOf(dir).searchRoots(path).key
		s := settled[key]
		if s == nil {
			s = &settler{view: &View{w: v.w, path: path, s: v.w.surroundingsOf(dir), index: v.index}, known: map[string]string{}}
			s.same = s.view.home(q) == home
			settled[key] = s
		}
		return s.same && s.settle(d.base) == q
	}
	v.index.base.derive()
	v.index.newer.derive()
	// Only a base that has a name of the class can be it.
	called := []string{lastName(q)}
	for i := 0; i < len(called); i++ {
		for _, name := range slices.Concat(v.index.base.renames[called[i]], v.index.newer.renames[called[i]]) {
			if !slices.Contains(called, name) {
				called = append(called, name)
			}
		}
	}
	for _, name := range called {
		for _, d := range v.index.base.bases[name] {
			if _, replaced := v.index.over[d.class.Path]; !replaced && is(d) {
				out = append(out, d.class)
			}
		}
		for _, d := range v.index.newer.bases[name] {
			if is(d) {
				out = append(out, d.class)
			}
		}
	}
	slices.SortFunc(out, func(a, b *semantic.ClassInfo) int {
		return cmp.Or(cmp.Compare(a.Qualified, b.Qualified), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Start, b.Start))
	})
	return slices.Compact(out)
}

// settler follows aliases and re-exports as files with the same source roots see
// them.
type settler struct {
	view   *View
	same   bool // the class that is asked for is the one of the asking file
	reader *semantic.Module
	known  map[string]string
}

func (s *settler) settle(q string) string {
	out, ok := s.known[q]
	if !ok {
		if s.reader == nil {
			s.reader = semantic.New(syntax.Parse(syntax.Python, nil), "", s.view.path, s.view, nil)
		}
		out = s.reader.Qualify(q)
		s.known[q] = out
	}
	return out
}

// home is the file of the module that a qualified name lies in, "" if it is none
// of the project.
func (v *View) home(q string) string { return v.index.findPackage(q, v.searchRoots()) }

// Complete tells whether the view knows all files of the workspace; if not, what
// Any, Importers and Subclasses say may be wanting.
func (v *View) Complete() bool { return v.index.complete }

// Any tells whether a file of the workspace is as wanted: that imports pytest,
// that uses pytest.mark.asyncio, that calls a function with positional
// arguments. Only files that were read are asked; see Complete.
func (v *View) Any(wanted func(s *semantic.Summary) bool) bool {
	for path, r := range v.index.base.m {
		if _, newer := v.index.over[path]; !newer && wanted(r.summary) {
			return true
		}
	}
	for _, r := range v.index.over {
		if r != nil && wanted(r.summary) {
			return true
		}
	}
	return false
}

// AnyUses tells whether a file of the workspace refers to a thing of a library
// by its qualified name: "pytest.mark.asyncio".
func (v *View) AnyUses(name string) bool {
	return v.Any(func(s *semantic.Summary) bool { return s.Uses[name] })
}

// AnyImports tells whether a file of the workspace imports a package.
func (v *View) AnyImports(pkg string) bool {
	return v.Any(func(s *semantic.Summary) bool { return imports(s.Imports, pkg) })
}

// AnyAttribute tells whether a file of the workspace that knows the class, by
// importing it or its module or being it, has the attribute after a dot.
func (v *View) AnyAttribute(class, attribute string) bool {
	module := class[:max(strings.LastIndexByte(class, '.'), 0)]
	return v.Any(func(s *semantic.Summary) bool {
		return s.Attributes[attribute] && (s.Name == module || imports(s.Imports, module))
	})
}

// PositionalCalls is the largest number of positional arguments that a file of
// the workspace calls the function with, -1 if one passes *args.
func (v *View) PositionalCalls(function string) int {
	most := 0
	v.Any(func(s *semantic.Summary) bool {
		if n, ok := s.Calls[function]; ok && (n < 0 || n > most) {
			most = n
		}
		return most < 0
	})
	return most
}

// AllPass tells whether the workspace calls the function from other files than
// that of its definition, and every such call has one of the keyword arguments;
// "**" stands for an unpacking.
func (v *View) AllPass(function string, keywords ...string) (called, pass bool) {
	pass = true
	v.Any(func(s *semantic.Summary) bool {
		if names, ok := s.Keywords[function]; ok {
			called = true
			pass = slices.ContainsFunc(keywords, func(k string) bool { return slices.Contains(names, k) })
		}
		return !pass
	})
	return called, pass
}

// imports tells whether pkg or a module in it is among the imports.
func imports(list []string, pkg string) bool {
	if _, found := slices.BinarySearch(list, pkg); found {
		return true
	}
	next, _ := slices.BinarySearch(list, pkg+".")
	return next < len(list) && strings.HasPrefix(list[next], pkg+".")
}

// Reaches tells whether a file with these imports, the dotted names of modules,
// gets at a package: directly, or through modules of the project.
func (v *View) Reaches(modules []string, pkg string) bool {
	for _, m := range modules {
		if m == pkg || strings.HasPrefix(m, pkg+".") {
			return true
		}
	}
	for _, m := range modules {
		if path := v.index.findPackage(m, v.searchRoots()); path != "" && v.reached(path, pkg) {
			return true
		}
	}
	return false
}

// findPackage is the file of a module, or of the nearest package around it.
func (s *Snapshot) findPackage(module string, roots searchPath) string {
	for module != "" {
		if path := s.find(module, roots); path != "" {
			return path
		}
		module = module[:max(strings.LastIndexByte(module, '.'), 0)]
	}
	return ""
}

func isPython(path string) bool {
	ext := filepath.Ext(path)
	return ext == ".py" || ext == ".pyi"
}

// Walk calls each for every file below root that is looked at: Python files and
// pyproject.toml, in the order of their paths, without what .gitignore or the
// configuration excludes. Links to directories are not followed; directories
// that cannot be read are told to unreadable, if that is not nil.
func (w *Workspace) Walk(ctx context.Context, root string, each func(path string), unreadable func(dir string, err error)) error {
	return w.walk(ctx, filepath.Clean(root), gitignoreAbove(root), each, unreadable)
}

// wants tells whether a walk over the workspace would find the file.
func (w *Workspace) wants(path string) bool {
	dir := filepath.Dir(path)
	s := w.surroundingsOf(dir)
	if !within(path, s.layout.top) || s.config.Excluded(path) {
		return false
	}
	ignore := gitignoreAbove(s.layout.top)
	for i := len(s.layout.below) - 1; i >= 0; i-- {
		below := s.layout.below[i]
		if below != s.layout.top && ignore.ignores(below, true) {
			return false
		}
		ignore = ignore.in(below)
	}
	return !ignore.ignores(path, false)
}

func (w *Workspace) walk(ctx context.Context, dir string, ignore *gitignore, each func(path string), unreadable func(dir string, err error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		if unreadable != nil {
			unreadable(dir, err)
		}
		return nil
	}
	ignore = ignore.in(dir)
	config := w.surroundingsOf(dir).config
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		isDirectory := e.IsDir()
		if !isDirectory && !isPython(path) && e.Name() != "pyproject.toml" {
			continue
		}
		if ignore.ignores(path, isDirectory) || config.excludes(path) {
			continue
		}
		if isDirectory {
			if err := w.walk(ctx, path, ignore, each, unreadable); err != nil {
				return err
			}
		} else if e.Type().IsRegular() || isFile(path) {
			each(path)
		}
	}
	return nil
}
