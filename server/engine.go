package server

import (
	"context"
	"sync"

	"go.uber.org/zap"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/rule"
)

// configurationURL explains the configuration file.
const configurationURL = rule.Home + "/blob/main/docs/configuration.md"

// Problem is something wrong in a configuration file.
type Problem struct {
	Path       string
	Start, End int // bytes
	Message    string
	Error      bool // not a warning only
}

// engine is the workspace of a session.
type engine struct {
	log *zap.Logger
	mu  sync.Mutex
	*analysis.Workspace
}

func newEngine(log *zap.Logger) *engine {
	return &engine{log: log, Workspace: analysis.NewWorkspace(analysis.Options{Log: log})}
}

func (e *engine) SetFolders(roots []string)                                      {}
func (e *engine) SetSettings(b []byte) []string                                  { return nil }
func (e *engine) Changed(paths ...string)                                        {}
func (e *engine) Scan(ctx context.Context, progress func(done, total int)) error { return nil }
func (e *engine) Files() []string                                                { return nil }
func (e *engine) Problems() []Problem                                            { return nil }
func (e *engine) UnsafeFixes(s *analysis.Snapshot) bool                          { return false }
func watchGlobs() []string                                                       { return []string{"**/*.py"} }
