package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/pyidiom/pyidiom/analysis/edit"
)

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
