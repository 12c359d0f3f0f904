package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"go.uber.org/zap"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/syntax"
	"github.com/pyidiom/pyidiom/snippets"
)

// session is one workspace for one command.
type session struct {
	w   *analysis.Workspace
	log *countingCore
	cwd string
	err io.Writer

	problems *problems
	guides   snippets.Library
}

// openSession opens the workspace of the projects that paths belong to and
// reads what their files say of each other. What the engine complains of goes
// to stderr.
func openSession(ctx context.Context, cwd string, paths []string, o overrides, stderr io.Writer) (*session, error) {
	s := &session{log: newCountingCore(stderr), cwd: cwd, err: stderr, problems: &problems{}}
	s.w = analysis.NewWorkspace(analysis.Options{
		Log: zap.New(s.log), Roots: folders(paths), Flags: o.config(), VirtualEnv: os.Getenv("VIRTUAL_ENV"),
	})
	if err := s.read(ctx); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *session) read(ctx context.Context) error {
	bar := newProgress(s.err, "Reading")
	defer bar.finish()
	if err := s.w.Index(ctx, bar.set); err != nil {
		return errors.New("interrupted")
	}
	return nil
}

// again makes the session ready for another run after files have changed.
func (s *session) again(ctx context.Context, changed []string) error {
	s.problems = &problems{}
	s.log.errors.Store(0)
	s.guides.Changed(changed...)
	s.w.FilesChanged(changed...)
	return s.read(ctx)
}

func (s *session) close() { s.w.Close() }

// folders are the directories of the projects that paths belong to: to them,
// an editor would open the same ones.
func folders(paths []string) []string {
	alone := project.New(project.Options{})
	var all []string
	for _, path := range paths {
		inside := path
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			inside = filepath.Join(path, "__init__.py")
		}
		all = append(all, alone.View(inside).Top())
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// failed says whether something went wrong inside the engine or with the
// configuration: results may be missing then.
func (s *session) failed() bool {
	return s.log.errors.Load() > 0 || s.problems.errors.Load() > 0
}

// failure prints something that went wrong inside the engine.
func (s *session) failure(message string) {
	fmt.Fprintf(s.err, "pyidiom: error: %s\n", message)
	s.log.errors.Add(1)
}

func (s *session) excluded(abs string) bool { return s.w.Project.View(abs).Excluded() }

// snapshot analyses a file, or text as if it were the file.
func (s *session) snapshot(abs string, text []byte) (*analysis.Snapshot, error) {
	if err := s.configured(abs); err != nil {
		return nil, err
	}
	var snap *analysis.Snapshot
	if text != nil {
		snap = s.w.Analyse(abs, text)
	} else {
		var err error
		if snap, err = s.w.Load(abs); err != nil {
			return nil, err
		}
	}
	if bytes.IndexByte(snap.File.Text.Bytes(), 0) >= 0 {
		return nil, errors.New("contains NUL bytes: this is not Python source")
	}
	return snap, nil
}

// errConfig is that of every file whose configuration cannot be read; what is
// wrong with it has been printed.
var errConfig = errors.New("not checked: its configuration is invalid")

// problems are those of the configuration, each printed once.
type problems struct {
	seen   sync.Map // printed line -> true
	errors atomic.Int64
}

func (p *problems) first(line string) bool {
	_, seen := p.seen.LoadOrStore(line, true)
	return !seen
}

// configured prints the problems of the configuration that rules a file, and
// those of the guide of its team. Where the configuration cannot be read at all
// the file is not checked: with the rules that are on by default the findings
// would not be those the project wants.
func (s *session) configured(abs string) error {
	var broken error
	view := s.w.Project.View(abs)
	for _, p := range s.guides.Problems(view) {
		s.problem(p)
	}
	for _, p := range view.Problems() {
		if p.Severity == project.LevelError {
			broken = errConfig
		}
		s.problem(p)
	}
	return broken
}

func (s *session) problem(p project.Problem) {
	at := displayPath(s.cwd, p.Path)
	if b, err := os.ReadFile(p.Path); err == nil {
		start := pointAt(syntax.NewText(b), p.Start)
		at = fmt.Sprintf("%s:%d:%d", at, start.Line, start.Column)
	}
	word := "warning"
	if p.Severity == project.LevelError {
		word = "error"
	}
	line := fmt.Sprintf("pyidiom: %s: %s: %s\n", word, oneLine(at), oneLine(p.Message))
	if s.problems.first(line) {
		fmt.Fprint(s.err, line)
		if p.Severity == project.LevelError {
			s.problems.errors.Add(1)
		}
	}
}
