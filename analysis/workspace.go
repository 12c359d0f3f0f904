package analysis

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"go.uber.org/zap"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// maxFile is the size in bytes up to which a file on disk is read.
const maxFile = 64 << 20

// Options says what a workspace is made of.
type Options struct {
	Log   *zap.Logger // nil: nothing is logged
	Roots []string    // absolute paths of the workspace folders

	// Flags are settings that win over the configuration files, Editor those
	// that they win over; nil if there are none.
	Flags, Editor *project.Config
	// Editors are those of one folder, by its path, instead of Editor.
	Editors     map[string]*project.Config
	Interpreter string // of the editor's settings, "" if none
	VirtualEnv  string // of the environment variable VIRTUAL_ENV
}

// Workspace is all that one server or one run of the command line works on.
// It is safe for concurrent use.
type Workspace struct {
	Project *project.Workspace

	log *zap.Logger

	mu         sync.Mutex
	documents  map[string]*Document
	dispatches map[string]*dispatch
}

// NewWorkspace makes a workspace. Close releases it.
func NewWorkspace(o Options) *Workspace {
	w := &Workspace{
		log: o.Log, documents: map[string]*Document{}, dispatches: map[string]*dispatch{},
		Project: project.New(projectOptions(o)),
	}
	if w.log == nil {
		w.log = zap.NewNop()
	}
	return w
}

func projectOptions(o Options) project.Options {
	p := project.Options{Folders: o.Roots, Flags: o.Flags, Editor: o.Editor, Editors: o.Editors, Interpreter: o.Interpreter, VirtualEnv: o.VirtualEnv}
	for _, r := range rule.All() {
		p.Rules = append(p.Rules, project.RuleID{Code: r.Code, Name: r.Name})
	}
	return p
}

// Close closes the documents that are open.
func (w *Workspace) Close() {
	w.mu.Lock()
	open := w.documents
	w.documents = map[string]*Document{}
	w.mu.Unlock()
	for _, d := range open {
		d.free()
	}
}

// SetOptions replaces folders and settings. Snapshots made before keep theirs.
func (w *Workspace) SetOptions(o Options) { w.Project.SetOptions(projectOptions(o)) }

// FilesChanged says that files were changed, made or removed on disk.
func (w *Workspace) FilesChanged(paths ...string) { w.Project.Changed(paths...) }

// Index reads the Python files of the workspace folders, so that classes,
// fixtures and calls in files that are not open are known. progress, if not
// nil, is told how many files of how many are done.
func (w *Workspace) Index(ctx context.Context, progress func(done, total int)) error {
	return w.Project.Index.Scan(ctx, progress)
}

// Generation grows whenever what is known of the files of the workspace
// changes: results of a snapshot with an older View.Generation may be old.
func (w *Workspace) Generation() uint64 { return w.Project.Index.Snapshot().Generation() }

// Language is the language of a file, by its name.
func Language(path string) syntax.Lang {
	if filepath.Ext(path) == ".toml" {
		return syntax.TOML
	}
	return syntax.Python
}

// Load analyses the open document, or the file on disk.
func (w *Workspace) Load(path string) (*Snapshot, error) {
	w.mu.Lock()
	d := w.documents[path]
	w.mu.Unlock()
	if d != nil {
		return d.Snapshot(), nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	switch {
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: not a regular file", path)
	case info.Size() > maxFile:
		return nil, fmt.Errorf("%s: too large (%d MB)", path, info.Size()>>20)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return w.Analyse(path, b), nil
}

// Analyse analyses text as if it were the file at path. The text must not be
// changed afterwards.
func (w *Workspace) Analyse(path string, text []byte) *Snapshot {
	return w.snapshot(path, syntax.Parse(Language(path), text), &lineage{})
}

func (w *Workspace) snapshot(path string, f *syntax.File, l *lineage) *Snapshot {
	return &Snapshot{Path: path, File: f, View: w.Project.View(path), w: w, lineage: l}
}

// Document is a file that is open for editing.
type Document struct {
	w       *Workspace
	path    string
	lineage *lineage

	mu       sync.Mutex
	doc      *syntax.Document
	snapshot *Snapshot

	published *uint64 // the hash of the summary that the index has
}

// Open opens a document, in place of one that is open at that path. path is
// absolute and need not exist; the text must not be changed afterwards.
func (w *Workspace) Open(path string, text []byte) *Document {
	d := &Document{w: w, path: path, doc: syntax.Open(Language(path), text), lineage: &lineage{}}
	w.mu.Lock()
	old := w.documents[path]
	w.documents[path] = d
	w.mu.Unlock()
	if old != nil {
		old.free()
	}
	return d
}

// Edit applies the changes one after another, each to the result of the one
// before, and gives the new snapshot.
func (d *Document) Edit(changes ...syntax.Change) *Snapshot {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.doc == nil {
		return d.snapshot
	}
	d.snapshot = d.w.snapshot(d.path, d.doc.Edit(changes...), d.lineage)
	return d.snapshot
}

// Snapshot is the newest snapshot: that of the last edit, or a newer one when
// something around the file has changed since.
func (d *Document) Snapshot() *Snapshot {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.doc == nil {
		return d.snapshot
	}
	if view := d.w.Project.View(d.path); d.snapshot == nil || d.snapshot.View.Key() != view.Key() || d.snapshot.View.Generation() != view.Generation() {
		d.snapshot = &Snapshot{Path: d.path, File: d.doc.File(), View: view, w: d.w, lineage: d.lineage}
	}
	return d.snapshot
}

// Close frees the document; the file on disk counts again. Snapshots of it
// stay good.
func (d *Document) Close() {
	d.w.mu.Lock()
	current := d.w.documents[d.path] == d
	if current {
		delete(d.w.documents, d.path)
	}
	d.w.mu.Unlock()
	d.free()
	if current {
		d.w.Project.Index.Closed(d.path)
	}
}

func (d *Document) free() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.doc == nil {
		return
	}
	if d.snapshot == nil {
		d.snapshot = d.w.snapshot(d.path, d.doc.File(), d.lineage)
	}
	d.doc.Close()
	d.doc = nil
}

// Settle tells the index what other files see of the open documents, where
// that differs from what it knows. It is called when typing pauses: to gather
// what a whole file exports on every key would cost too much.
func (w *Workspace) Settle() {
	w.mu.Lock()
	open := slices.Collect(maps.Values(w.documents))
	w.mu.Unlock()
	for _, d := range open {
		d.publish()
	}
}

func (d *Document) publish() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.doc == nil || d.snapshot == nil || d.snapshot.Module() == nil {
		return
	}
	hash, _ := d.snapshot.Module().SummaryHash()
	if d.published != nil && *d.published == hash {
		return
	}
	d.published = &hash
	d.w.Project.Index.SetOpen(d.path, d.snapshot.Module().Summary())
}

// dispatchFor is the dispatch of the rules that are on for a snapshot, the
// same one as long as nothing changed that it depends on. base is the state of
// an earlier version, or nil.
func (w *Workspace) dispatchFor(s *Snapshot, base *state) (d *dispatch, imports []string) {
	if m := s.Module(); m != nil {
		imports = m.ImportedModules()
		if base != nil && base.key == s.View.Key() && base.generation == s.View.Generation() && slices.Equal(imports, base.imports) {
			return base.dispatch, imports
		}
	}
	var key strings.Builder
	fmt.Fprintf(&key, "%d %x %s", s.File.Lang, s.View.Key(), perFile(s))
	reached := map[string]bool{}
	if s.File.Lang == syntax.Python {
		for _, pkg := range packages() {
			reached[pkg] = s.View.Reaches(imports, pkg)
			if reached[pkg] {
				key.WriteByte(' ')
				key.WriteString(pkg)
			}
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	d = w.dispatches[key.String()]
	if d == nil {
		if len(w.dispatches) > 256 {
			clear(w.dispatches)
		}
		d = newDispatch(s.View, s.File.Lang, func(pkg string) bool { return reached[pkg] })
		w.dispatches[key.String()] = d
	}
	return d, imports
}

// perFile is what selects rules beyond the settings that files share: the path,
// where there are settings by path.
func perFile(s *Snapshot) string {
	if len(s.View.Config().PerFileIgnores.Value) > 0 || s.View.Ruff().ByPath() {
		return s.Path
	}
	return ""
}

// packages are the packages that rules name in Uses.
var packages = sync.OnceValue(func() []string {
	var list []string
	for _, r := range rule.All() {
		list = append(list, r.Uses...)
	}
	slices.Sort(list)
	return slices.Compact(list)
})

var severities = map[string]rule.Severity{
	"error": rule.Error, "warning": rule.Warning, "information": rule.Information, "hint": rule.Hint, "action": rule.Action,
}

// selected tells whether the configuration of a file has a rule on, and its
// severity there.
func selected(view *project.View, r *rule.Rule) (bool, rule.Severity) {
	if r.Refactoring && !view.Enabled(r.Code, r.Name, r.Off) {
		return view.Enabled(r.Code, r.Name, false), rule.Action
	}
	return view.Enabled(r.Code, r.Name, r.Off), severities[view.Severity(r.Code, r.Name)]
}
