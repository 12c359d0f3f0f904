package semantic

import "github.com/pyidiom/pyidiom/analysis/syntax"

// Reads records what a computation about one unit looked at beyond it. The zero
// value is ready for use.
type Reads struct {
	syntax.Reads
}

func (m *Module) readName(name string)               {}
func (m *Module) readMember(unit int32, name string) {}
func (m *Module) readClass(unit int32)               {}
func (m *Module) readUses(name string)               {}
func (m *Module) readAttribute(name string)          {}
func (m *Module) readString(value string)            {}
func (m *Module) readAll()                           {}
func (m *Module) readScope(s Scope)                  {}

type piece struct{}

func (c *core) carry(prev *Module, first, oldEnd, newEnd int) {}

// module is the summary of a project module.
func (m *Module) module(name string) *Summary {
	if m.env == nil {
		return nil
	}
	return m.env.Module(name)
}

// Tracked is m with everything read through it recorded in r.
func (m *Module) Tracked(r *Reads) *Module {
	t := *m
	t.r = r
	t.f = m.raw.Tracked(&r.Reads)
	return &t
}

// Delta is what differs between two versions of a file.
type Delta struct{}

// Delta compares m with the version before it.
func (m *Module) Delta(old *Module) *Delta { return &Delta{} }

// Stale tells whether a result that read r must be computed anew.
func (r *Reads) Stale(d *Delta) bool { return true }

// Summary is what other files see.
func (m *Module) Summary() *Summary { return &Summary{Name: m.name, Path: m.path} }
