package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/aymanbagabas/go-udiff"
	"golang.org/x/sync/errgroup"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// maxRounds bounds how often all files are looked at again because fixes in
// some changed what others see of them.
const maxRounds = 64

// fixOn goes on from the first reports of the inputs to a fixed point: what is
// to be done in a file may depend on what was done in another, and some fixes
// edit several files. Only then are the files written.
func (r *checkRun) fixOn(ctx context.Context, s *session, inputs []input, reports []*fileReport) []*fileReport {
	if len(inputs) == 0 || inputs[0].text != nil {
		return reports // what standard input holds is in no other file
	}
	x := &fixing{s: s, open: map[string]*analysis.Document{}, before: map[string][]byte{}, fixed: map[string]int{}}
	defer x.close()
	for round := 1; ctx.Err() == nil; round++ {
		generation := s.w.Generation()
		for _, f := range reports {
			x.fixed[f.abs] += f.fixed
			if f.err == nil && len(f.edits) > 0 {
				x.put(f.abs, f.before, f.text.Bytes())
			}
		}
		s.w.Settle()
		if s.w.Generation() == generation && !x.across(reports) {
			break
		}
		if round == maxRounds {
			s.failure("fixes in one file lead to fixes in another without end: please report this")
			break
		}
		s.w.Settle()
		next := r.checkAll(ctx, s, inputs)
		if ctx.Err() != nil {
			return reports
		}
		reports = next
	}
	x.report(reports)
	if r.flags.fix && ctx.Err() == nil {
		var g errgroup.Group
		g.SetLimit(runtime.GOMAXPROCS(0))
		for _, f := range reports {
			if f.err == nil && len(f.edits) > 0 {
				g.Go(func() error {
					f.err = writeFixed(f.abs, f.before, f.text.Bytes())
					return nil
				})
			}
		}
		_ = g.Wait() // the errors are in the reports
	}
	return reports
}

// fixing is a run of --fix or --diff over files, before they are written.
type fixing struct {
	s      *session
	open   map[string]*analysis.Document // what fixes made of files so far
	before map[string][]byte             // what those files hold on disk
	fixed  map[string]int                // how many fixes were applied, by the file of the finding
}

func (x *fixing) close() {
	for _, d := range x.open {
		d.Close()
	}
}

// put gives a file that held was another text.
func (x *fixing) put(abs string, was, text []byte) {
	if x.open[abs] == nil {
		x.before[abs] = was
	}
	d := x.s.w.Open(abs, text)
	d.Snapshot()
	x.open[abs] = d
}

// across applies fixes that edit other files than that of their finding. Of
// those that stand in each other's way it applies one. It tells whether there is
// something to look at again.
func (x *fixing) across(reports []*fileReport) bool {
	edits, texts := map[string][]edit.Edit{}, map[string]*syntax.Text{}
	again := false
	for _, f := range reports {
		if f.err != nil {
			continue
		}
		for i := range f.findings {
			fix := f.findings[i].across(f.unsafe)
			if fix == nil {
				continue
			}
			again = true
			parts, of := maps.Clone(fix.Files), maps.Clone(fix.Texts)
			if len(fix.Edits) > 0 {
				parts[f.abs], of[f.abs] = fix.Edits, f.text
			}
			if !x.fits(edits, parts, of) {
				continue
			}
			for path, list := range parts {
				edits[path], texts[path] = edit.Merge(edits[path], list), of[path]
			}
			x.fixed[f.abs]++
		}
	}
	for path, list := range edits {
		was := texts[path].Bytes()
		x.put(path, was, edit.Apply(was, list))
	}
	return again
}

// fits tells whether the parts of a fix, each of one of the texts, can be applied
// beside other edits.
func (x *fixing) fits(edits, parts map[string][]edit.Edit, texts map[string]*syntax.Text) bool {
	for path, list := range parts {
		text := texts[path].Bytes()
		if d := x.open[path]; d != nil && !bytes.Equal(d.Snapshot().File.Text.Bytes(), text) {
			return false // another fix was faster
		}
		if len(edits[path]) == 0 {
			continue
		}
		if edit.Overlaps(edits[path], list) || edit.Check(syntax.Parse(analysis.Language(path), text), edit.Merge(edits[path], list)) != nil {
			return false
		}
	}
	return true
}

// report makes reports of the last texts those of all that was done.
func (x *fixing) report(reports []*fileReport) {
	for _, f := range reports {
		if f.err != nil {
			continue
		}
		f.fixed = x.fixed[f.abs]
		was, changed := x.before[f.abs]
		if !changed {
			continue
		}
		if f.text == nil { // nothing is left to report
			f.text = x.open[f.abs].Snapshot().File.Text
		}
		f.before, f.edits = was, edit.Minimize(was, f.text.Bytes())
	}
}

// writeFixed replaces the contents of a file that holds before. The new file
// appears whole or not at all; its mode is kept, and where path is a symbolic
// link it is the file behind it that changes.
func writeFixed(path string, before, after []byte) error {
	if bytes.Equal(before, after) {
		return nil
	}
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	now, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, before) {
		return errors.New("changed while it was checked: not written")
	}
	// A file that its owner made read-only stays as it is, although a rename
	// would get around that.
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".pyidiom-*.tmp")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // nothing is there any more after the rename
	_, err = tmp.Write(after)
	if err == nil {
		err = tmp.Chmod(info.Mode().Perm())
	}
	if err == nil {
		err = tmp.Sync()
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// diffs prints the unified diffs of what --fix would do.
func (r *checkRun) diffs(rep *checkReport, p *printer) (found bool, err error) {
	for _, f := range rep.files {
		if len(f.edits) == 0 {
			continue
		}
		found = true
		d, err := unifiedDiff(f.path, f.before, f.edits)
		if err != nil {
			return found, fmt.Errorf("%s: %w", f.path, err)
		}
		if _, err := fmt.Fprint(p.w, paintDiff(d, p.style)); err != nil {
			return found, err
		}
	}
	c := rep.counts()
	fmt.Fprintf(r.err, "Would fix %s, %d left", plural(c.fixed, "finding"), c.findings)
	if c.unsafeFixing > 0 {
		fmt.Fprintf(r.err, "; %d more with --unsafe-fixes", c.unsafeFixing)
	}
	fmt.Fprintln(r.err, ".")
	return found, nil
}

// unifiedDiff is the diff that edits make of b.
func unifiedDiff(path string, b []byte, edits []edit.Edit) (string, error) {
	list := make([]udiff.Edit, len(edits))
	for i, e := range edits {
		list[i] = udiff.Edit{Start: e.Start, End: e.End, New: e.New}
	}
	name := filepath.ToSlash(path)
	return udiff.ToUnified(name, name, string(b), list, udiff.DefaultContextLines)
}

func paintDiff(d string, s style) string {
	if !s {
		return d
	}
	var out strings.Builder
	for line := range strings.Lines(d) {
		text := strings.TrimRight(line, "\r\n")
		end := line[len(text):]
		switch {
		case strings.HasPrefix(text, "--- "), strings.HasPrefix(text, "+++ "):
			text = s.paint(text, bold)
		case strings.HasPrefix(text, "@@"):
			text = s.paint(text, cyan)
		case strings.HasPrefix(text, "-"):
			text = s.paint(text, red)
		case strings.HasPrefix(text, "+"):
			text = s.paint(text, green)
		}
		out.WriteString(text + end)
	}
	return out.String()
}
