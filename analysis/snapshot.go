package analysis

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Snapshot is one version of one file within one state of the workspace. It
// is immutable and safe for concurrent use; what it is asked for is computed
// once.
type Snapshot struct {
	Path string
	File *syntax.File
	View *project.View

	w       *Workspace
	lineage *lineage

	moduleOnce sync.Once
	module     *semantic.Module

	mu       sync.Mutex
	state    *state
	findings []Finding // those of severity Action among them
	covers   []*cover
}

// lineage hands what was computed for one version of a file to the next ones.
type lineage struct {
	mu     sync.Mutex
	module *semantic.Module
	state  *state
}

// state is the outcome of checking a whole file.
type state struct {
	file       *syntax.File
	module     *semantic.Module
	dispatch   *dispatch
	key        uint64 // of the view
	generation uint64 // of the index
	imports    []string
	units      []*checked
	readers    []int32 // units whose check looked at more than module-level names
	loud       []int32 // units with reports, suppressions or failures, in order
	rerun      int     // how many units were looked at anew
}

// Module is what the names of the file mean; nil for TOML.
func (s *Snapshot) Module() *semantic.Module {
	if s.File.Lang != syntax.Python {
		return nil
	}
	s.moduleOnce.Do(func() {
		s.lineage.mu.Lock()
		prev := s.lineage.module
		s.lineage.mu.Unlock()
		s.module = semantic.New(s.File, s.View.ModuleName(s.Path), s.Path, s.View.Env(), prev)
		s.lineage.mu.Lock()
		s.lineage.module = s.module
		s.lineage.mu.Unlock()
	})
	return s.module
}

// check brings the results of every unit up to date, reusing those of an
// earlier version of the file that what changed since cannot have touched. It
// returns nil when ctx ends.
func (s *Snapshot) check(ctx context.Context) *state {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state != nil {
		return s.state
	}
	st := &state{
		file: s.File, module: s.Module(), key: s.View.Key(), generation: s.View.Generation(),
		units: make([]*checked, s.File.UnitCount()),
	}
	s.lineage.mu.Lock()
	base := s.lineage.state
	s.lineage.mu.Unlock()
	st.dispatch, st.imports = s.w.dispatchFor(s, base)
	if base != nil && base.key == st.key && base.dispatch == st.dispatch {
		s.reuse(st, base)
	}
	j := &job{s: s, d: st.dispatch}
	for i, c := range st.units {
		if c != nil {
			continue
		}
		if st.add(i, j.unit(ctx, i, nil)); ctx.Err() != nil {
			return nil
		}
	}
	slices.Sort(st.loud)
	s.state = st
	s.findings, s.covers = s.collect(st)
	s.lineage.mu.Lock()
	s.lineage.state = st
	s.lineage.mu.Unlock()
	return st
}

// reuse fills in the results of base that still hold, and what they say.
func (s *Snapshot) reuse(st, base *state) {
	if st.module == nil {
		return
	}
	delta := st.module.Delta(base.module)
	first, oldEnd, newEnd := delta.Range()
	copy(st.units[:first], base.units[:first])
	copy(st.units[newEnd:], base.units[oldEnd:])
	place := func(k int) int { // in the new version, -1 for a unit that is gone
		switch {
		case k < first:
			return k
		case k >= oldEnd:
			return k - oldEnd + newEnd
		}
		return -1
	}
	same := st.generation == base.generation
	if same {
		delta.SameEnv()
	}
	stale := func(c *checked) bool { return c.reads.Stale(delta) || !same && c.outdated(s.View) }
	if same && !delta.NamesChanged() {
		// Units that looked at nothing but names need not be asked.
		for _, k := range base.readers {
			if i := place(int(k)); i >= 0 && stale(st.units[i]) {
				st.units[i] = nil
			}
		}
	} else {
		for i, c := range st.units {
			if c != nil && stale(c) {
				st.units[i] = nil
			}
		}
	}
	for _, k := range base.readers {
		if i := place(int(k)); i >= 0 && st.units[i] != nil {
			st.readers = append(st.readers, int32(i))
		}
	}
	for _, k := range base.loud {
		if i := place(int(k)); i >= 0 && st.units[i] != nil {
			st.loud = append(st.loud, int32(i))
		}
	}
}

// add takes up the result of the i-th unit.
func (st *state) add(i int, c *checked) {
	st.units[i] = c
	st.rerun++
	if !c.reads.OnlyNames() {
		st.readers = append(st.readers, int32(i))
	}
	if len(c.reports)+len(c.suppressions)+len(c.failed) > 0 {
		st.loud = append(st.loud, int32(i))
	}
}

// outdated tells whether what rules asked of the workspace has another answer
// now.
func (c *checked) outdated(view *project.View) bool {
	return slices.ContainsFunc(c.facts, func(f rule.Fact) bool { return f.Ask(view) != f.Answer })
}

// collect places the reports in this version of the file, in source order,
// without those of rules that failed and those that a comment suppresses.
func (s *Snapshot) collect(st *state) ([]Finding, []*cover) {
	var failed map[*rule.Rule]bool
	for _, i := range st.loud {
		for _, r := range st.units[i].failed {
			if failed == nil {
				failed = map[*rule.Rule]bool{}
			}
			failed[r] = true
		}
	}
	covers := s.reaches(st)
	var list []Finding
	for _, at := range st.loud {
		i, c := int(at), st.units[at]
		for k := range c.reports {
			r := &c.reports[k]
			if failed[r.rule.Rule] {
				continue
			}
			start, end, ok := s.place(r.at, i)
			if !ok {
				continue
			}
			f := Finding{
				Rule: r.rule.Rule, Start: start, End: end, Message: r.message,
				Severity: r.severity, Tags: r.tags, unit: i, nth: r.nth,
			}
			for _, x := range r.related {
				related := x.Related
				if related.Path == "" {
					if related.Start, related.End, ok = s.place(x.at, i); !ok {
						continue
					}
				}
				f.Related = append(f.Related, related)
			}
			if len(f.Related) > 0 && strings.Contains(f.Message, rule.RelatedLine) {
				line := s.File.Text.LineOf(f.Related[0].Start) + 1
				f.Message = strings.ReplaceAll(f.Message, rule.RelatedLine, strconv.Itoa(line))
			}
			if !s.suppressed(covers, &f) {
				list = append(list, f)
			}
		}
	}
	list = append(list, s.unused(st.dispatch, covers)...)
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Rule.Code, b.Rule.Code))
	})
	return uncovered(list), covers
}

// uncovered is a list of findings, in order, without those that a finding of
// another rule says better.
func uncovered(list []Finding) []Finding {
	var better []Finding // still open where the loop is
	return slices.DeleteFunc(list, func(f Finding) bool {
		better = slices.DeleteFunc(better, func(b Finding) bool { return b.End <= f.Start })
		if slices.ContainsFunc(better, func(b Finding) bool { return f.End <= b.End && slices.Contains(b.Rule.Covers, f.Rule.Code) }) {
			return true
		}
		if len(f.Rule.Covers) > 0 && f.Severity > rule.Action {
			better = append(better, f)
		}
		return false
	})
}

// Findings are the findings of the file in the order of the source, those of
// severity Action left out. It returns nil when ctx ends.
func (s *Snapshot) Findings(ctx context.Context) []Finding {
	if s.check(ctx) == nil {
		return nil
	}
	list := make([]Finding, 0, len(s.findings))
	for _, f := range s.findings {
		if f.Severity > rule.Action {
			list = append(list, f)
		}
	}
	return list
}
