package analysis

import (
	"os"
	"path/filepath"
	"strings"
	"sync"

	"go.uber.org/zap"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Options says what a workspace is made of.
type Options struct {
	Log    *zap.Logger // nil: nothing is logged
	Roots  []string    // absolute paths of the workspace folders
	Select []string
}

// Workspace is all that one server or one run of the command line works on.
// It is safe for concurrent use.
type Workspace struct {
	log *zap.Logger
	o   Options

	mu         sync.Mutex
	dispatches map[string]*dispatch
}

// NewWorkspace makes a workspace. Close releases it.
func NewWorkspace(o Options) *Workspace {
	w := &Workspace{log: o.Log, o: o, dispatches: map[string]*dispatch{}}
	if w.log == nil {
		w.log = zap.NewNop()
	}
	return w
}
func (w *Workspace) Close() {}

func selected(view *project.View, r *rule.Rule) (bool, rule.Severity) {
	for _, s := range view.Select {
		if s == "ALL" || strings.HasPrefix(r.Code, s) {
			return true, rule.Default
		}
	}
	return len(view.Select) == 0 && !r.Off, rule.Default
}

func (w *Workspace) dispatchFor(s *Snapshot) *dispatch {
	w.mu.Lock()
	defer w.mu.Unlock()
	key := string(rune(s.File.Lang))
	if d := w.dispatches[key]; d != nil {
		return d
	}
	d := newDispatch(s.View, s.File.Lang, func(string) bool { return true })
	w.dispatches[key] = d
	return d
}

// Language is the language of a file, by its name.
func Language(path string) syntax.Lang {
	if filepath.Ext(path) == ".toml" {
		return syntax.TOML
	}
	return syntax.Python
}

// Load analyses the file on disk, or the open document.
func (w *Workspace) Load(path string) (*Snapshot, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return w.Analyse(path, b), nil
}

// Analyse analyses text as if it were the file at path.
func (w *Workspace) Analyse(path string, text []byte) *Snapshot {
	return &Snapshot{Path: path, File: syntax.Parse(Language(path), text), View: &project.View{Select: w.o.Select}, w: w, lineage: &lineage{}}
}

// Document is a file that is open for editing. Its methods may be called by
// one goroutine at a time.
type Document struct {
	w       *Workspace
	path    string
	doc     *syntax.Document
	lineage *lineage
}

// Open opens a document. path is absolute and need not exist.
func (w *Workspace) Open(path string, text []byte) *Document {
	return &Document{w: w, path: path, doc: syntax.Open(Language(path), text), lineage: &lineage{}}
}
func (d *Document) Edit(changes ...syntax.Change) *Snapshot {
	d.doc.Edit(changes...)
	return d.Snapshot()
}
func (d *Document) Snapshot() *Snapshot {
	return &Snapshot{Path: d.path, File: d.doc.File(), View: &project.View{Select: d.w.o.Select}, w: d.w, lineage: d.lineage}
}
func (d *Document) Close() { d.doc.Close() }
