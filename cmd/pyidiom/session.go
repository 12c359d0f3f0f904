package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"go.uber.org/zap"

	"github.com/pyidiom/pyidiom/analysis"
)

// session is one workspace for one command.
type session struct {
	w         *analysis.Workspace
	log       *countingCore
	overrides overrides
}

// openSession opens the workspace around dir. What the engine complains of
// goes to stderr.
func openSession(dir string, o overrides, stderr io.Writer) (*session, error) {
	s := &session{log: newCountingCore(stderr), overrides: o}
	s.w = analysis.NewWorkspace(analysis.Options{
		Roots: []string{dir}, Flags: o.config(), Log: zap.New(s.log),
	})
	return s, nil
}

func (s *session) close() { s.w.Close() }

// failed says whether something went wrong inside the engine: results may be
// missing then.
func (s *session) failed() bool { return s.log.errors.Load() > 0 }

func (s *session) excluded(abs string) bool { return false }

func (s *session) unsafeFixes(snap *analysis.Snapshot) bool { return s.overrides.unsafe }

func (s *session) walk(dir string, file func(path string), problem func(path string, err error)) {
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			problem(path, err)
			return nil
		}
		if !d.IsDir() && filepath.Ext(path) == ".py" {
			file(path)
		}
		return nil
	})
}

// snapshot analyses a file, or text as if it were the file.
func (s *session) snapshot(abs string, text []byte) (*analysis.Snapshot, error) {
	if text == nil {
		var err error
		if text, err = os.ReadFile(abs); err != nil {
			return nil, err
		}
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, errors.New("contains NUL bytes: this is not Python source")
	}
	return s.w.Analyse(abs, text), nil
}
