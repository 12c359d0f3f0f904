package main

import (
	"context"
	"io"
	"os"

	"github.com/pyidiom/pyidiom/analysis"
)

// session is one workspace for one command.
type session struct {
	w         *analysis.Workspace
	overrides overrides
}

func openSession(ctx context.Context, dir string, o overrides, stderr io.Writer) (*session, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	return &session{w: &analysis.Workspace{}, overrides: o}, nil
}

func (s *session) close()                                                                        {}
func (s *session) failed() bool                                                                  { return false }
func (s *session) excluded(abs string) bool                                                      { return false }
func (s *session) unsafeFixes(snap *analysis.Snapshot) bool                                      { return s.overrides.unsafe }
func (s *session) walk(dir string, file func(path string), problem func(path string, err error)) {}
func (s *session) snapshot(abs string, text []byte) (*analysis.Snapshot, error) {
	if text == nil {
		var err error
		if text, err = os.ReadFile(abs); err != nil {
			return nil, err
		}
	}
	return s.w.Analyse(abs, text), nil
}
func showSettings(ctx context.Context, c *cli, o overrides, path string) error { return nil }
