package analysis

import (
	"context"
	"crypto/sha256"
	"maps"
	"slices"

	"go.uber.org/zap"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// maxRounds bounds fix-all, besides what the number of findings makes of it: no
// file is known to need more than a handful of rounds.
const maxRounds = 64

// Actions are the fixes, refactorings and suppressions for the findings that
// touch [start, end). Each fix was checked: its result parses without new
// errors and keeps all comments.
func (s *Snapshot) Actions(ctx context.Context, start, end int) []Action {
	st := s.check(ctx)
	if st == nil {
		return nil
	}
	var list, suppress []Action
	for i := range s.findings {
		f := &s.findings[i]
		if f.Start > end || f.End < start {
			continue
		}
		for _, fix := range s.fixes(ctx, st, f) {
			list = append(list, Action{fix, f})
		}
		if f.Severity > rule.Action && f.Rule.Code != unusedCode {
			for _, fix := range s.suppressFixes(f, s.covers) {
				suppress = append(suppress, Action{fix, f})
			}
		}
	}
	return dedupe(append(list, suppress...))
}

// dedupe drops actions that say and do the same as one before: several
// findings may share a fix.
func dedupe(list []Action) []Action {
	var out []Action
	for _, a := range list {
		if !slices.ContainsFunc(out, func(b Action) bool { return sameFix(&a.Fix, &b.Fix) }) {
			out = append(out, a)
		}
	}
	return out
}

func sameFix(a, b *rule.Fix) bool {
	return a.Title == b.Title && a.Disabled == b.Disabled && slices.Equal(a.Edits, b.Edits) &&
		maps.EqualFunc(a.Files, b.Files, slices.Equal[[]edit.Edit])
}

// Fixes are the checked fixes of a finding of this snapshot, best first.
func (s *Snapshot) Fixes(ctx context.Context, f *Finding) []rule.Fix {
	st := s.check(ctx)
	if st == nil {
		return nil
	}
	return s.fixes(ctx, st, f)
}

// fixes checks the unit of the finding once more and calls the fix function
// of the diagnostic that is the finding.
func (s *Snapshot) fixes(ctx context.Context, st *state, f *Finding) []rule.Fix {
	if f.Rule.Code == unusedCode {
		for _, c := range s.covers {
			if c.start == f.Start && c.end == f.End {
				return s.compute(f, func() []rule.Fix { return []rule.Fix{s.unusedFix(st.dispatch, c)} }, nil)
			}
		}
		return nil
	}
	var fixes []rule.Fix
	j := &job{s: s, d: st.dispatch.only(f.Rule)}
	j.unit(ctx, f.unit, func(_ *active, nth int, d rule.Diagnostic) {
		if nth == f.nth && d.Fixes != nil {
			fixes = s.compute(f, d.Fixes, j)
		}
	})
	return fixes
}

// compute calls a fix function and drops what does not pass the check. j is the
// job that the function is of, nil if it looks at no other file.
func (s *Snapshot) compute(f *Finding, make func() []rule.Fix, j *job) []rule.Fix {
	var fixes []rule.Fix
	if err := guarded(func() { fixes = make() }); err != nil {
		s.w.log.Error("the fix of a rule panicked", zap.String("rule", f.Rule.Code), zap.String("path", s.Path), zap.Error(err))
		return nil
	}
	if f.Rule.Refactoring && f.Severity == rule.Action {
		for i := range fixes {
			if fixes[i].Kind == "" {
				fixes[i].Kind = "refactor.rewrite"
			}
		}
	}
	for i := range fixes {
		for path := range fixes[i].Files {
			if o := j.others[path]; o != nil {
				if fixes[i].Texts == nil {
					fixes[i].Texts = map[string]*syntax.Text{}
				}
				fixes[i].Texts[path] = o.File.Text
			}
		}
	}
	return slices.DeleteFunc(fixes, func(fix rule.Fix) bool {
		if fix.Disabled != "" {
			return false
		}
		if len(fix.Edits) == 0 && len(fix.Files) == 0 {
			return true
		}
		breaks := func(path string, file *syntax.File, edits []edit.Edit) bool {
			err := edit.Check(file, edits)
			if err != nil {
				s.w.log.Error("a fix is not offered, it would break the file: please report this",
					zap.String("rule", f.Rule.Code), zap.String("fix", fix.Title), zap.String("path", path), zap.Error(err))
			}
			return err != nil
		}
		for path := range fix.Texts {
			if breaks(path, j.others[path].File, fix.Files[path]) {
				return true
			}
		}
		return breaks(s.Path, s.File, fix.Edits)
	})
}

// only is the dispatch of one rule.
func (d *dispatch) only(r *rule.Rule) *dispatch {
	o := &dispatch{severity: d.severity}
	for _, a := range d.rules {
		if a.Rule != r {
			continue
		}
		o.rules = append(o.rules, a)
		for _, k := range r.Kinds {
			for int(k) >= len(o.byKind) {
				o.byKind = append(o.byKind, nil)
			}
			o.byKind[k] = append(o.byKind[k], a)
		}
	}
	return o
}

// FixOptions says which fixes fix-all applies.
type FixOptions struct {
	Unsafe bool
	Only   func(code string) bool // nil: those of every rule

	// Across tells whether the caller will apply fixes that edit the file at
	// path, too. A fix of which there is a variant that edits other such files
	// besides is left to that. nil: it will not.
	Across func(path string) bool
}

// FixResult is what fix-all would do to a snapshot.
type FixResult struct {
	Edits []edit.Edit // of the snapshot's text; none if there is nothing to do
	Text  []byte      // the fixed text
	Count map[string]int
	Left  []Finding // the findings of the fixed text
	After *Snapshot // the fixed text as a snapshot
}

// FixAll applies the best fix of every finding to a fixed point, on a private
// copy: no editor has to ask twice. Rules whose fixes undo each other are left
// out and logged.
func (s *Snapshot) FixAll(ctx context.Context, o FixOptions) FixResult {
	turning := map[string]bool{}
	only := o.Only
	o.Only = func(code string) bool { return !turning[code] && (only == nil || only(code)) }
	for {
		res, codes := s.fixAll(ctx, o)
		if len(codes) == 0 {
			return res
		}
		s.w.log.Error("fixes undo each other and are left out: please report this",
			zap.Strings("rules", codes), zap.String("path", s.Path))
		for _, code := range codes {
			turning[code] = true
		}
	}
}

// fixAll gives the codes of rules whose fixes led back to a text there had been
// before, if any.
func (s *Snapshot) fixAll(ctx context.Context, o FixOptions) (res FixResult, turning []string) {
	res.Count = map[string]int{}
	seen := map[[sha256.Size]byte]int{}
	var rounds [][]chosen
	cur := s
	for left := maxRounds + len(s.Findings(ctx)); ; left-- {
		if left < 0 {
			s.w.log.Error("fixes lead to other fixes without end: please report this", zap.String("path", s.Path))
			break
		}
		text := sha256.Sum256(cur.File.Text.Bytes())
		if since, again := seen[text]; again {
			for _, b := range slices.Concat(rounds[since:]...) {
				turning = append(turning, b.code)
			}
			slices.Sort(turning)
			return FixResult{}, slices.Compact(turning)
		}
		seen[text] = len(rounds)
		batch := cur.batch(ctx, o)
		if len(batch) == 0 || ctx.Err() != nil {
			break
		}
		next, applied := cur.applyBatch(batch)
		for _, b := range applied {
			res.Count[b.code]++
		}
		rounds = append(rounds, applied)
		cur = next
	}
	if ctx.Err() != nil {
		return FixResult{}, nil
	}
	res.After = cur
	res.Text = cur.File.Text.Bytes()
	res.Left = cur.Findings(ctx)
	if cur != s {
		res.Edits = edit.Minimize(s.File.Text.Bytes(), res.Text)
	}
	return res, nil
}

type chosen struct {
	code  string
	edits []edit.Edit
}

// batch picks fixes that can be applied together: none overlaps another.
func (s *Snapshot) batch(ctx context.Context, o FixOptions) []chosen {
	st := s.check(ctx)
	if st == nil {
		return nil
	}
	var batch []chosen
	var all []edit.Edit
	for i := range s.findings {
		f := &s.findings[i]
		if f.Severity <= rule.Action || o.Only != nil && !o.Only(f.Rule.Code) {
			continue
		}
		fix, ok := pick(s.fixes(ctx, st, f), o)
		if !ok {
			continue
		}
		if slices.ContainsFunc(batch, func(b chosen) bool { return slices.Equal(b.edits, fix.Edits) }) {
			continue
		}
		if edit.Overlaps(all, fix.Edits) {
			continue
		}
		batch = append(batch, chosen{f.Rule.Code, fix.Edits})
		all = append(all, fix.Edits...)
	}
	return batch
}

// pick chooses the fix that fix-all applies.
func pick(fixes []rule.Fix, o FixOptions) (rule.Fix, bool) {
	automatic := func(fix *rule.Fix) bool {
		return fix.Disabled == "" && fix.Kind == "" && !fix.Manual && (fix.Safety == rule.Safe || o.Unsafe)
	}
	for i := range fixes {
		fix := &fixes[i]
		if !automatic(fix) || len(fix.Files) > 0 {
			continue
		}
		more := func(x rule.Fix) bool {
			if !automatic(&x) || len(x.Files) == 0 || !slices.Equal(x.Edits, fix.Edits) {
				return false
			}
			for path := range x.Files {
				if x.Texts[path] == nil || !o.Across(path) {
					return false
				}
			}
			return true
		}
		if o.Across != nil && slices.ContainsFunc(fixes, more) {
			return rule.Fix{}, false
		}
		return *fix, true
	}
	return rule.Fix{}, false
}

// applyBatch gives the file after the fixes, and those applied: fixes that are
// sound by themselves may not be together, then it is the longest run of the
// first ones that are.
func (s *Snapshot) applyBatch(batch []chosen) (*Snapshot, []chosen) {
	if next := s.together(batch); next != nil {
		return next, batch
	}
	good, bad := 1, len(batch)
	next := s.With(batch[0].edits)
	for bad-good > 1 {
		half := (good + bad) / 2
		if x := s.together(batch[:half]); x != nil {
			good, next = half, x
		} else {
			bad = half
		}
	}
	return next, batch[:good]
}

// together is the file after the fixes, nil if they break it together.
func (s *Snapshot) together(batch []chosen) *Snapshot {
	var all []edit.Edit
	for _, b := range batch {
		all = append(all, b.edits...)
	}
	all = edit.Merge(all)
	if len(batch) == 1 {
		return s.With(all)
	}
	if edit.Check(s.File, all) != nil {
		return nil
	}
	next := s.With(all)
	if s.Module() == nil {
		return next
	}
	rest, err := edit.Settle(s.Module(), next.Module(), all)
	switch {
	case err != nil:
		return nil
	case len(rest) == 0:
		return next
	case edit.Check(next.File, rest) != nil:
		return nil
	}
	return next.With(rest)
}

// With is a private snapshot of the file after edits.
func (s *Snapshot) With(edits []edit.Edit) *Snapshot {
	changes := make([]syntax.Change, 0, len(edits))
	for _, e := range slices.Backward(edit.Merge(edits)) {
		changes = append(changes, syntax.Change{Start: e.Start, End: e.End, New: []byte(e.New)})
	}
	s.lineage.mu.Lock()
	defer s.lineage.mu.Unlock()
	return &Snapshot{
		Path: s.Path, File: s.File.Apply(changes...), View: s.View, w: s.w,
		lineage: &lineage{module: s.module, state: s.state},
	}
}
