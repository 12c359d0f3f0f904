package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/aymanbagabas/go-udiff"
	"golang.org/x/sync/errgroup"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/edit"
)

// maxRounds bounds how often all files are looked at again because fixes in
// some changed what others see of them.
const maxRounds = 16

// fixOn goes on from the first reports of the inputs to a fixed point: what is
// to be done in a file may depend on what was done in another. Only then are the
// files written.
func (r *checkRun) fixOn(ctx context.Context, s *session, inputs []input, reports []*fileReport) []*fileReport {
	if len(inputs) == 0 || inputs[0].text != nil {
		return reports // what standard input holds is in no other file
	}
	open := map[string]*analysis.Document{}
	defer func() {
		for _, d := range open {
			d.Close()
		}
	}()
	for round := 1; ctx.Err() == nil; round++ {
		generation := s.w.Generation()
		for _, f := range reports {
			d := open[f.abs]
			if f.err != nil || d == nil && len(f.edits) == 0 || d != nil && bytes.Equal(d.Snapshot().File.Text.Bytes(), f.text.Bytes()) {
				continue
			}
			d = s.w.Open(f.abs, f.text.Bytes())
			d.Snapshot()
			open[f.abs] = d
		}
		if s.w.Settle(); s.w.Generation() == generation {
			break
		}
		if round == maxRounds {
			s.failure("fixes in one file lead to fixes in another without end: please report this")
			break
		}
		next := r.checkAll(ctx, s, inputs)
		if ctx.Err() != nil {
			return reports
		}
		for i, f := range next {
			f.continues(reports[i])
		}
		reports = next
	}
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

// continues makes f, the report of a file as another report left it, a report of
// what both did.
func (f *fileReport) continues(first *fileReport) {
	if len(first.edits) == 0 {
		return
	}
	if f.text == nil { // nothing to report, and nothing more was done
		f.text = first.text
	}
	f.before = first.before
	f.fixed += first.fixed
	f.edits = edit.Minimize(f.before, f.text.Bytes())
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
