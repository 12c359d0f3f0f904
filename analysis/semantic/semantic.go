// Package semantic tells what the names of one file mean.
package semantic

import "github.com/pyidiom/pyidiom/analysis/syntax"

// Env answers what is known of other modules.
type Env interface {
	// Module is the summary of an importable module of the project by its
	// dotted name, or nil.
	Module(name string) *Summary
}

// Summary is what other files see of a file.
type Summary struct {
	Name string // dotted module name
	Path string
	Hash uint64 // of everything but positions
}

// Module is the meaning of one version of a file.
type Module struct{ f *syntax.File }

// New analyses f, which is the module called name. prev is the analysis of the
// version before, or nil; what did not change is taken from it.
func New(f *syntax.File, name, path string, env Env, prev *Module) *Module { return &Module{f: f} }

// File is the file.
func (m *Module) File() *syntax.File { return m.f }

// Summary is what other files see.
func (m *Module) Summary() *Summary { return &Summary{} }

// Reads records what a computation about one unit looked at beyond it.
type Reads struct{ syntax.Reads }

// Tracked is m with everything read through it recorded in r.
func (m *Module) Tracked(r *Reads) *Module { return m }

// Delta is what differs between two versions of a file.
type Delta struct{}

// Delta compares m with the version before it.
func (m *Module) Delta(old *Module) *Delta { return nil }

// Stale tells whether a result that read r must be computed anew.
func (r *Reads) Stale(d *Delta) bool { return true }
