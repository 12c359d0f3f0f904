package project

import (
	"maps"
	"path/filepath"
	"strings"
	"sync"

	"github.com/pyidiom/pyidiom/analysis/semantic"
)

// reach knows what files get at by their imports and those of the files that
// they import. Each file is looked at once, however many reach it: a large
// project asks for each of its files.
type reach struct {
	mu    sync.Mutex              // held while something is found out
	ids   map[string]int          // of the dotted names outside the project
	edges map[string]*importEdges // by path
	sets  map[string]nameSet      // by path, what the file reaches
}

// importEdges is what one file imports.
type importEdges struct {
	outside []int    // ids of names, and of those around them
	files   []string // of the project
}

func newReach() *reach {
	return &reach{ids: map[string]int{}, edges: map[string]*importEdges{}, sets: map[string]nameSet{}}
}

// without is a copy that has forgotten what paths import, and who reaches what.
func (r *reach) without(paths map[string]*record) *reach {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := newReach()
	n.ids, n.edges = maps.Clone(r.ids), maps.Clone(r.edges)
	for p := range paths {
		delete(n.edges, p)
	}
	return n
}

// nameSet is a set of ids.
type nameSet []uint64

func (s nameSet) has(id int) bool { return id/64 < len(s) && s[id/64]>>(id%64)&1 == 1 }

func (s *nameSet) add(id int) {
	for id/64 >= len(*s) {
		*s = append(*s, 0)
	}
	(*s)[id/64] |= 1 << (id % 64)
}

func (s *nameSet) union(o nameSet) {
	for len(*s) < len(o) {
		*s = append(*s, 0)
	}
	for i, w := range o {
		(*s)[i] |= w
	}
}

// reached tells whether a file imports a package outside the project, by itself
// or through others.
func (v *View) reached(path, pkg string) bool {
	r := v.index.lazy.reach
	r.mu.Lock()
	defer r.mu.Unlock()
	set, known := r.sets[path]
	if !known {
		w := reachWalk{view: v, reach: r, order: map[string]int{}, partial: map[string]nameSet{}}
		w.visit(path)
		set = r.sets[path]
	}
	id, known := r.ids[pkg]
	return known && set.has(id)
}

// reachWalk finds strongly connected components (Tarjan, 1972): files that
// import each other in a circle reach the same.
type reachWalk struct {
	view    *View
	reach   *reach
	order   map[string]int // in which files were come upon, from 1
	stack   []string       // files whose component is not complete
	partial map[string]nameSet
}

// visit fills in the set of a file, unless it belongs to the component of one
// that was come upon earlier: then the result is less than the file's order.
func (w *reachWalk) visit(path string) (low int) {
	index := len(w.order) + 1
	w.order[path], low = index, index
	w.stack = append(w.stack, path)
	var set nameSet
	e := w.imports(path)
	for _, id := range e.outside {
		set.add(id)
	}
	for _, next := range e.files {
		done, complete := w.reach.sets[next]
		if !complete {
			if at := w.order[next]; at > 0 {
				low = min(low, at)
			} else {
				low = min(low, w.visit(next))
			}
			done = w.reach.sets[next]
		}
		set.union(done)
	}
	w.partial[path] = set
	if low < index {
		return low
	}
	at := len(w.stack) - 1
	for w.stack[at] != path {
		set.union(w.partial[w.stack[at]])
		at--
	}
	for _, member := range w.stack[at:] {
		w.reach.sets[member] = set
	}
	w.stack = w.stack[:at]
	return low
}

// imports is what one file imports.
func (w *reachWalk) imports(path string) *importEdges {
	if e := w.reach.edges[path]; e != nil {
		return e
	}
	e := &importEdges{}
	w.reach.edges[path] = e
	index := w.view.index
	s := index.Summary(path)
	if s == nil {
		return e
	}
	roots := w.view.w.layoutOf(filepath.Dir(path)).searchRoots(path)
	for _, m := range s.Imports {
		if file := index.findPackage(m, roots); file != "" {
			e.files = append(e.files, file)
			continue
		}
		for n := m; n != ""; n = n[:max(strings.LastIndexByte(n, '.'), 0)] {
			id, known := w.reach.ids[n]
			if !known {
				id = len(w.reach.ids)
				w.reach.ids[n] = id
			}
			e.outside = append(e.outside, id)
		}
	}
	// from pkg import module: the name may be one.
	for _, x := range s.Exports {
		if x.Kind == semantic.ExportAlias && x.Target != "" {
			if file := index.find(x.Target, roots); file != "" {
				e.files = append(e.files, file)
			}
		}
	}
	return e
}

// Leads tells whether importing a file of the project may import another one, by
// itself or through others: what stands under TYPE_CHECKING or in a function
// counts, too.
func (v *View) Leads(from, to string) bool {
	seen := map[string]bool{from: true}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		s := v.index.Summary(queue[0])
		if s == nil {
			continue
		}
		roots := v.w.layoutOf(filepath.Dir(s.Path)).searchRoots(s.Path)
		for _, name := range imported(s) {
			// The packages around a module are imported before it.
			for ; name != ""; name = name[:max(strings.LastIndexByte(name, '.'), 0)] {
				path := v.index.find(name, roots)
				if path == to {
					return true
				}
				if path != "" && !seen[path] {
					seen[path] = true
					queue = append(queue, path)
				}
			}
		}
	}
	return false
}
