// Package analysis is the engine: it keeps the documents of a workspace, runs
// the rules over them and makes fixes. It knows nothing of LSP; offsets are
// bytes of a file.
package analysis

import (
	"context"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Finding is a finding of a rule, after configuration and suppression.
type Finding struct {
	Rule       *rule.Rule
	Start, End int
	Message    string
	Severity   rule.Severity
	Tags       []rule.Tag
	Related    []rule.Related
}

// Action is something an editor offers at a place: a fix of a finding, a
// refactoring, or a suppression comment.
type Action struct {
	rule.Fix
	Finding *Finding // the finding it answers, nil for a refactoring without one
}

// Snapshot is one version of one file within one state of the workspace. It
// is immutable and safe for concurrent use; results are computed when asked
// for, once.
type Snapshot struct {
	Path   string
	File   *syntax.File
	Module *semantic.Module // nil for TOML
	View   *project.View

	w *Workspace
}

// Findings are the findings of the file in the order of the source, those of
// severity Action left out.
func (s *Snapshot) Findings(ctx context.Context) []Finding { return nil }

// Actions are the fixes, refactorings and suppressions at [start, end),
// each checked: its result parses without new errors and keeps all comments.
func (s *Snapshot) Actions(ctx context.Context, start, end int) []Action { return nil }

// FixOptions says which fixes fix-all applies.
type FixOptions struct {
	Unsafe bool
	Only   func(code string) bool // nil: every selected rule
}

// Fixes are the checked fixes of a finding of this snapshot, best first.
func (s *Snapshot) Fixes(ctx context.Context, f *Finding) []rule.Fix { return nil }

// FixResult is what fix-all would do to a snapshot.
type FixResult struct {
	Edits []edit.Edit // of the snapshot's text; none if there is nothing to do
	Text  []byte      // the fixed text
	Count map[string]int
	Left  []Finding // the findings of the fixed text
	After *Snapshot // the fixed text as a snapshot
}

// FixAll applies the fixes of the file to a fixed point, on a private copy.
func (s *Snapshot) FixAll(ctx context.Context, o FixOptions) FixResult {
	return FixResult{Text: s.File.Text.Bytes(), After: s}
}

// Document is a file that is open for editing. Its methods may be called by
// one goroutine at a time.
type Document struct{}

// Edit applies the changes one after another and gives the new snapshot.
func (d *Document) Edit(changes ...syntax.Change) *Snapshot { return nil }

// Snapshot is the newest snapshot: that of the last edit, or a newer one when
// something around the file has changed since.
func (d *Document) Snapshot() *Snapshot { return nil }

// Close frees the document; the file on disk counts again.
func (d *Document) Close() {}

// Workspace is all that one server or one run of the command line works on.
// It is safe for concurrent use.
type Workspace struct{}

// Open opens a document. path is absolute and need not exist.
func (w *Workspace) Open(path string, text []byte) *Document { return nil }

// Load analyses the file on disk, or the open document.
func (w *Workspace) Load(path string) (*Snapshot, error) { return nil, nil }

// Analyse analyses text as if it were the file at path.
func (w *Workspace) Analyse(path string, text []byte) *Snapshot {
	return &Snapshot{Path: path, File: syntax.Parse(syntax.Python, text), w: w}
}
