package analysis

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime/debug"

	"go.uber.org/zap"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// dispatch says which rules look at a file, by the node kinds they want.
type dispatch struct {
	byKind   [][]*active // index: syntax.Kind
	rules    []*active
	severity map[string]rule.Severity // of the rules that are on, by code
}

// active is a rule that is on for a file.
type active struct {
	*rule.Rule
	severity rule.Severity // as configured; Default means the rule's own
}

// newDispatch picks the rules for a file: those selected by its configuration
// whose language, imports and version gates fit.
func newDispatch(view *project.View, lang syntax.Lang, reaches func(pkg string) bool) *dispatch {
	d := &dispatch{severity: map[string]rule.Severity{}}
	for _, r := range rule.All() {
		if r.Lang != lang {
			continue
		}
		on, severity := selected(view, r)
		if !on || !relevant(r, reaches) || !open(view, r.Gates) || twinSelected(view, r) {
			continue
		}
		a := &active{r, severity}
		d.rules = append(d.rules, a)
		d.severity[r.Code] = severity
		for _, k := range r.Kinds {
			for int(k) >= len(d.byKind) {
				d.byKind = append(d.byKind, nil)
			}
			d.byKind[k] = append(d.byKind[k], a)
		}
	}
	return d
}

func relevant(r *rule.Rule, reaches func(pkg string) bool) bool {
	if len(r.Uses) == 0 {
		return true
	}
	for _, pkg := range r.Uses {
		if reaches(pkg) {
			return true
		}
	}
	return false
}

func open(view *project.View, gates []rule.Gate) bool {
	for _, g := range gates {
		switch view.In(g.Package, g.Range) {
		case project.No:
			return false
		case project.Unknown:
			if known := view.Found(g.Package) != nil; known && !g.Partly || !known && !g.Unknown {
				return false
			}
		}
	}
	return true
}

func twinSelected(view *project.View, r *rule.Rule) bool {
	for _, code := range r.Twins {
		if view.RuffSelects(code) {
			return true
		}
	}
	return false
}

// anchor is a range that moves with the unit it lies in; offsets are bytes
// from the start of the unit.
type anchor struct {
	unit       *syntax.Unit
	start, end int32
}

// report is a diagnostic as it is kept between versions of a file.
type report struct {
	rule     *active
	at       anchor
	nth      int // place among the reports of this rule in the unit
	message  string
	severity rule.Severity
	tags     []rule.Tag
	related  []relatedAt
}

type relatedAt struct {
	rule.Related
	at anchor // of the file itself
}

// checked is what checking one unit gave.
type checked struct {
	unit         *syntax.Unit
	reads        *semantic.Reads
	facts        []rule.Fact // what rules asked of the workspace
	reports      []report
	suppressions []suppression
	failed       []*rule.Rule // rules that panicked
}

// job is the checking of units of one snapshot.
type job struct {
	s *Snapshot
	d *dispatch

	others map[string]*Snapshot // files that a fix looked at beside this one
}

// other is another file for the edits of a fix. It stays the same version until
// the fix is done.
func (j *job) other(path string) *rule.Pass {
	o := j.others[path]
	if o == nil {
		var err error
		if o, err = j.s.w.Load(path); err != nil || o.Module() == nil && filepath.Base(path) != "pyproject.toml" {
			return nil
		}
		if j.others == nil {
			j.others = map[string]*Snapshot{}
		}
		j.others[path] = o
	}
	return &rule.Pass{Path: path, File: o.File, Module: o.Module(), Project: o.View}
}

// unit runs the rules over the i-th unit. If each is not nil it gets every
// diagnostic as reported, with its rule and its place among the rule's reports
// in the unit; diagnostics in broken regions are left out.
func (j *job) unit(ctx context.Context, i int, each func(a *active, nth int, d rule.Diagnostic)) *checked {
	s := j.s
	c := &checked{unit: s.File.Unit(i), reads: &semantic.Reads{}}
	file := s.File.Tracked(&c.reads.Reads)
	pass := rule.Pass{Path: s.Path, File: file, Project: s.View}
	if s.Module() != nil {
		pass.Module = s.Module().Tracked(c.reads)
		file = pass.Module.File()
		pass.File = file
	}
	count := map[*active]int{}
	for n := range file.UnitNodes(i) {
		k := n.Kind()
		if n.IsComment() {
			c.suppressions = appendSuppressions(c.suppressions, s.File, i, n)
		}
		if int(k) >= len(j.d.byKind) || j.d.byKind[k] == nil {
			continue
		}
		if ctx.Err() != nil {
			return c
		}
		if n.HasError() || s.File.InBroken(n.Start(), n.Start()) {
			continue
		}
		for _, a := range j.d.byKind[k] {
			pass.Rule = a.Rule
			p := rule.NewPass(pass, func(d rule.Diagnostic) {
				nth := count[a]
				count[a]++
				if s.File.InBroken(d.Start, d.End) {
					return
				}
				if r, ok := j.keep(i, a, nth, d); ok {
					c.reports = append(c.reports, r)
					if each != nil {
						each(a, nth, d)
					}
				}
			}, func(f rule.Fact) { c.facts = append(c.facts, f) }, j.other)
			if err := guarded(func() { a.Check(p, n) }); err != nil {
				c.failed = append(c.failed, a.Rule)
				pos := s.File.Text.Position(n.Start(), syntax.UTF32)
				s.w.log.Error("a rule panicked; its results for this file are dropped",
					zap.String("rule", a.Code), zap.String("path", s.Path),
					zap.Uint32("line", pos.Line+1), zap.Uint32("column", pos.Character+1), zap.Error(err))
			}
		}
	}
	return c
}

// guarded calls f and turns a panic into an error with its stack.
func guarded(f func()) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v\n%s", p, debug.Stack())
		}
	}()
	f()
	return nil
}

// keep turns a diagnostic into a report; ok is false where its range is not
// in any unit.
func (j *job) keep(i int, a *active, nth int, d rule.Diagnostic) (report, bool) {
	at, ok := j.s.anchor(i, d.Start, d.End)
	if !ok {
		return report{}, false
	}
	r := report{rule: a, at: at, nth: nth, message: d.Message, severity: d.Severity, tags: d.Tags}
	if r.severity == rule.Default {
		r.severity = a.Severity
	}
	if a.severity != rule.Default && r.severity != rule.Action {
		r.severity = a.severity
	}
	if r.tags == nil {
		r.tags = a.Tags
	}
	for _, x := range d.Related {
		y := relatedAt{Related: x}
		if x.Path == "" {
			if y.at, ok = j.s.anchor(i, x.Start, x.End); !ok {
				continue
			}
		}
		r.related = append(r.related, y)
	}
	return r, true
}

// anchor ties a range to the unit that holds its start; near is tried first.
func (s *Snapshot) anchor(near, start, end int) (anchor, bool) {
	if us, ue := s.File.UnitRange(near); start < us || start > ue {
		if near = s.File.UnitAt(start); near < 0 {
			return anchor{}, false
		}
	}
	us, _ := s.File.UnitRange(near)
	return anchor{s.File.Unit(near), int32(start - us), int32(end - us)}, true
}

// place is where an anchor lies in this version of the file.
func (s *Snapshot) place(a anchor, near int) (start, end int, ok bool) {
	if s.File.Unit(near) != a.unit {
		if near, ok = s.File.EntryOf(a.unit); !ok {
			return 0, 0, false
		}
	}
	us, _ := s.File.UnitRange(near)
	return us + int(a.start), us + int(a.end), true
}
