// Package project knows what surrounds a file: its root, configuration,
// installed versions, the settings of pytest and ruff, and the other files of
// the workspace.
//
// A [Workspace] holds what is known of all files; a [View] is that as one file
// sees it at one moment. Nothing here runs a program or touches the network.
package project

import (
	"cmp"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"sync"

	"github.com/pyidiom/pyidiom/analysis/semantic"
)

// Options is what a workspace is made with.
type Options struct {
	// Folders are the absolute paths of the workspace folders.
	Folders []string

	// Flags is what the command line sets: it wins over all else. Editor is
	// what the settings of the editor say: it wins over the defaults only.
	Flags, Editor *Config

	// Editors are the settings that the editor has for one folder, by its path:
	// there they count instead of Editor.
	Editors map[string]*Config

	// Interpreter is the Python interpreter that the editor names, or a
	// directory of an environment, absolute or relative to the folder.
	Interpreter string
	// VirtualEnv is the value of VIRTUAL_ENV. It counts if it lies in the
	// workspace.
	VirtualEnv string

	// Rules are the rules that a configuration may name; nil if they are not to
	// be checked.
	Rules []RuleID
}

// Workspace is what is known of the files around those that are looked at. It
// is safe for concurrent use.
type Workspace struct {
	Index *Index

	files files

	mu      sync.Mutex
	options Options
	layouts map[string]*laidOut      // by directory
	around  map[string]*surroundings // by directory
	rooted  map[string]*rooted       // by root and configuration file
	good    map[string]*Config       // by configuration file: the last that could be read
}

// New makes a workspace.
func New(o Options) *Workspace {
	w := &Workspace{files: files{m: map[string]*cached{}}, good: map[string]*Config{}}
	w.Index = newIndex(w)
	w.SetOptions(o)
	return w
}

// SetOptions replaces the options, when folders or settings have changed.
func (w *Workspace) SetOptions(o Options) {
	w.mu.Lock()
	defer w.mu.Unlock()
	folders := make([]string, len(o.Folders))
	for i, f := range o.Folders {
		folders[i] = filepath.Clean(f)
	}
	o.Folders = folders
	w.options = o
	w.forget()
	w.Index.invalidate(nil)
}

// forget drops what was derived from files, not the files.
func (w *Workspace) forget() {
	w.layouts, w.around, w.rooted = map[string]*laidOut{}, map[string]*surroundings{}, map[string]*rooted{}
}

// Options gives the options in force.
func (w *Workspace) Options() Options {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.options
}

// Changed tells the workspace that files were changed, made or removed on disk.
// What it is not told of is taken as it was read before.
func (w *Workspace) Changed(paths ...string) {
	var python []string
	other := false
	for _, p := range paths {
		if isPython(p) {
			python = append(python, p)
		}
		// A new __init__.py or setup.py changes the layout.
		if base := filepath.Base(p); !isPython(p) || base == "__init__.py" || base == "setup.py" {
			other = true
		}
	}
	if other {
		w.mu.Lock()
		w.forget()
		w.mu.Unlock()
	}
	w.Index.invalidate(paths)
	if slices.ContainsFunc(paths, isEnvFile) {
		w.Index.askAgain()
	}
	w.Index.reload(python)
}

// surroundings is what the files of one directory have in common.
type surroundings struct {
	key      uint64
	layout   *layout
	config   *Config
	problems []Problem
	versions *versions
	pytest   *Pytest
	ruff     *Ruff
}

type laidOut struct {
	layout *layout
	key    uint64
}

// rooted is what the files of one project have in common.
type rooted struct {
	versions *versions
	key      uint64
}

const keySeed = 14695981039346656037

func (w *Workspace) reader() *reader { return &reader{files: &w.files, key: keySeed} }

// layoutOf is the layout around the files of dir.
func (w *Workspace) layoutOf(dir string) *layout {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.lay(dir).layout
}

func (w *Workspace) lay(dir string) *laidOut {
	l := w.layouts[dir]
	if l == nil {
		r := w.reader()
		l = &laidOut{layout: readLayout(r, dir, w.options.Folders)}
		l.key = r.key
		w.layouts[dir] = l
	}
	return l
}

// surroundingsOf describes dir, or gives what was found before.
func (w *Workspace) surroundingsOf(dir string) *surroundings {
	w.mu.Lock()
	defer w.mu.Unlock()
	if s := w.around[dir]; s != nil {
		return s
	}
	o := &w.options
	r := w.reader()
	l := w.lay(dir)
	s := &surroundings{layout: l.layout}
	var file *Config
	file, s.problems = w.configFor(r, s.layout)
	editor := o.Editor
	if own := o.Editors[s.layout.top]; own != nil {
		editor = own
	}
	s.config = mergeConfig(o.Flags.over(file), file, editor)
	if s.config.Dir == "" {
		s.config.Dir = s.layout.root
	}
	s.pytest = readPytest(r, s.layout.below)
	s.ruff = readRuff(r, s.layout.below)

	at := s.layout.root + "\x00" + s.config.Path
	project := w.rooted[at]
	if project == nil {
		r := w.reader()
		project = &rooted{versions: readVersions(r, s.layout.dirs, o, s.config.Target)}
		project.key = r.key
		w.rooted[at] = project
	}
	s.versions = project.versions
	r.note("versions", project.key)
	r.note("config", s.config.hash())
	r.note("layout", l.key^hashOf(append([]string{s.layout.root, s.layout.top}, s.layout.source...)...))
	s.key = r.key
	w.around[dir] = s
	return s
}

// configFor is the configuration file that rules a layout, nil if there is none.
// While a file is broken, the last good reading of it holds.
func (w *Workspace) configFor(r *reader, l *layout) (*Config, []Problem) {
	for _, dir := range l.below {
		var problems []Problem
		for _, name := range []string{"pyidiom.toml", "pyproject.toml"} {
			path := filepath.Join(dir, name)
			f, ok := load(r, path, "config", func(path string, b []byte) *configFile {
				return readConfig(path, b, w.options.Rules)
			})
			if !ok {
				delete(w.good, path)
				continue
			}
			problems = append(problems, f.problems...)
			if f.broken {
				if good := w.good[path]; good != nil {
					return good, problems
				}
				if name == "pyidiom.toml" {
					return &Config{Path: path, Dir: dir}, problems
				}
				continue
			}
			if f.config != nil {
				w.good[path] = f.config
				return f.config, problems
			}
			delete(w.good, path)
		}
		if len(problems) > 0 && dir == l.root {
			return nil, problems
		}
	}
	return nil, nil
}

// Check gives the problems of a configuration file with the text b: what is
// wrong in a pyidiom.toml or pyproject.toml while it is being edited. Of other
// files there are none.
func (w *Workspace) Check(path string, b []byte) []Problem {
	switch filepath.Base(path) {
	case "pyidiom.toml", "pyproject.toml":
		return readConfig(path, b, w.Options().Rules).problems
	}
	return nil
}

// View is the project as the file sees it now. path is absolute and need not
// exist.
func (w *Workspace) View(path string) *View {
	path = filepath.Clean(path)
	return &View{w: w, path: path, s: w.surroundingsOf(filepath.Dir(path)), index: w.Index.Snapshot()}
}

// View is the project as one file sees it, in one snapshot. It is immutable and
// cheap to make.
type View struct {
	w     *Workspace
	path  string
	s     *surroundings
	index *Snapshot

	once  sync.Once
	roots searchPath
}

// Path is the file.
func (v *View) Path() string { return v.path }

// Root is the root directory of the project that the file belongs to.
func (v *View) Root() string { return v.s.layout.root }

// Top is the workspace folder that the file lies in, or what stands for it.
func (v *View) Top() string { return v.s.layout.top }

// SourceRoots are the directories that the project's modules are imported from.
func (v *View) SourceRoots() []string { return v.searchRoots().dirs }

func (v *View) searchRoots() searchPath {
	v.once.Do(func() { v.roots = v.s.layout.searchRoots(v.path) })
	return v.roots
}

// Key changes when anything but the other Python files changes on which a
// result about the file may depend; for these see Generation.
func (v *View) Key() uint64 { return v.s.key }

// Generation is that of the index in this view.
func (v *View) Generation() uint64 { return v.index.Generation() }

// Config is the configuration that rules the file.
func (v *View) Config() *Config { return v.s.config }

// Problems are the problems in the configuration files that rule the file.
func (v *View) Problems() []Problem { return v.s.problems }

// Excluded tells whether the configuration excludes the file. A file that is
// named or open is looked at all the same: it is for whoever walks directories.
func (v *View) Excluded() bool { return v.s.config.Excluded(v.path) }

// Enabled tells whether a rule is selected for the file, off being its own
// default.
func (v *View) Enabled(code, name string, off bool) bool {
	return v.s.config.Enabled(v.path, code, name, off)
}

// Severity is the severity that is configured for a rule ("error", "warning",
// "information", "hint", "action"), "" if none is.
func (v *View) Severity(code, name string) string { return v.s.config.SeverityOf(code, name) }

// Found is what is known of a distribution, or of "python": nil for nothing.
func (v *View) Found(pkg string) *Found {
	if pkg == "python" {
		return v.s.versions.python
	}
	return v.s.versions.find(Normalize(pkg))
}

// Present is [View.Found] without what the configuration sets as the target.
func (v *View) Present(pkg string) *Found {
	for k := Target + 1; k <= Declared; k++ {
		if f := v.s.versions.layers[k][Normalize(pkg)]; f != nil {
			return f
		}
	}
	return nil
}

// Declared is what the project's own dependencies say of a distribution, whatever
// a lock file pins: what the users of a library may have. It is nil for nothing.
func (v *View) Declared(pkg string) *Found {
	return v.s.versions.layers[Declared][Normalize(pkg)]
}

// Locked is what a lock file, or requirements that are pinned, say of a
// distribution: what an application runs with. It is nil for nothing.
func (v *View) Locked(pkg string) *Found {
	if f := v.s.versions.layers[Locked][Normalize(pkg)]; f != nil {
		return f
	}
	return v.s.versions.layers[Pinned][Normalize(pkg)]
}

// Application tells whether the project is known to be no package that others
// install: they would have whatever its dependencies admit, whereas an application
// has what its lock file says.
func (v *View) Application() bool { return v.s.versions.application }

// In tells whether the versions of pkg that the project admits are in the range
// of a PEP 440 specifier set. pkg "python" is Python itself.
func (v *View) In(pkg, specifier string) Tri {
	gate, err := ParseRange(specifier)
	f := v.Found(pkg)
	if err != nil || f == nil {
		return Unknown
	}
	return f.Range.In(gate)
}

// SpecifierIn tells whether the versions that a specifier set admits are in the
// range of another.
func SpecifierIn(specifier, gate string) Tri {
	a, err1 := admittedBy(specifier)
	b, err2 := ParseRange(gate)
	if err1 != nil || err2 != nil {
		return Unknown
	}
	return a.In(b)
}

// Version is the version of pkg, if the project admits only one.
func (v *View) Version(pkg string) (Version, bool) {
	if f := v.Found(pkg); f != nil && f.Exact {
		return f.Version, true
	}
	return Version{}, false
}

// Lower is the lowest version of pkg that the project admits.
func (v *View) Lower(pkg string) (Version, bool) {
	if f := v.Found(pkg); f != nil {
		return f.Range.Lower()
	}
	return Version{}, false
}

// Python is the lowest version of Python that the project admits.
func (v *View) Python() (Version, bool) { return v.Lower("python") }

// AdmitsPython tells whether the project admits a Python below version: Unknown
// where nothing is known.
func (v *View) AdmitsPython(below string) Tri {
	gate, err := ParseRange(">=" + below)
	f := v.Found("python")
	switch {
	case err != nil || f == nil:
		return Unknown
	case f.Range.In(gate) == Yes:
		return No
	}
	return Yes
}

// DependsOn tells whether the project declares, locks or has installed pkg, by
// its name as a distribution.
func (v *View) DependsOn(pkg string) bool { return v.Found(pkg) != nil }

// Dependencies is what is known of every distribution, by name.
func (v *View) Dependencies() []*Found {
	all := map[string]*Found{}
	for k := Declared; k >= Target; k-- {
		maps.Copy(all, v.s.versions.layers[k])
	}
	return slices.SortedFunc(maps.Values(all), func(a, b *Found) int { return cmp.Compare(a.Name, b.Name) })
}

// Pytest is the configuration of pytest that rules the file.
func (v *View) Pytest() *Pytest { return v.s.pytest }

// IsTestFile tells whether pytest collects the file.
func (v *View) IsTestFile() bool { return v.s.pytest.IsTestFile(v.path) }

// Conftests are the conftest.py files whose fixtures the file sees, nearest
// first, itself left out.
func (v *View) Conftests() []string {
	var out []string
	for dir := filepath.Dir(v.path); ; dir = filepath.Dir(dir) {
		if p := filepath.Join(dir, "conftest.py"); p != v.path && (v.index.open(p) || isFile(p)) {
			out = append(out, p)
		}
		if dir == v.s.layout.top || filepath.Dir(dir) == dir || !within(dir, v.s.layout.top) {
			return out
		}
	}
}

// pluginName is a module in the value of pytest_plugins.
var pluginName = regexp.MustCompile(`["']([\w.]+)["']`)

// PluginModules are the files of the project that the file itself and its
// conftest files load by pytest_plugins, nearest first.
func (v *View) PluginModules() []string {
	var out []string
	for _, path := range append([]string{v.path}, v.Conftests()...) {
		s := v.index.Summary(path)
		if s == nil {
			continue
		}
		e := s.Exports["pytest_plugins"]
		if e == nil || e.Value == nil {
			continue
		}
		for _, m := range pluginName.FindAllStringSubmatch(e.Value.Text, -1) {
			if p := v.Find(m[1]); p != "" && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}

// IsPlugin tells whether a file of the workspace names the module in
// pytest_plugins.
func (v *View) IsPlugin(module string) bool {
	return v.Any(func(s *semantic.Summary) bool {
		e := s.Exports["pytest_plugins"]
		if e == nil || e.Value == nil {
			return false
		}
		return slices.ContainsFunc(pluginName.FindAllStringSubmatch(e.Value.Text, -1), func(m []string) bool { return m[1] == module })
	})
}

// UsesPytest tells whether the project tests with pytest: it depends on it,
// configures it, has a conftest.py around the file, or imports it somewhere.
func (v *View) UsesPytest() bool {
	return v.DependsOn("pytest") || v.Pytest().Path != "" || filepath.Base(v.path) == "conftest.py" ||
		len(v.Conftests()) > 0 || v.AnyImports("pytest")
}

// Ruff is the configuration of ruff that rules the file.
func (v *View) Ruff() *Ruff { return v.s.ruff }

// RuffSelects tells whether the project has ruff report a code in the file.
func (v *View) RuffSelects(code string) bool { return v.s.ruff.Selects(v.path, code) }

// ModuleName is the dotted name under which a file is imported, "" if it cannot
// be.
func (v *View) ModuleName(path string) string {
	if path == v.path {
		return moduleName(v.s.layout, path)
	}
	return moduleName(v.w.surroundingsOf(filepath.Dir(path)).layout, path)
}

// Find is the file of the module as an import in this file finds it, "" if it is
// no module of the project.
func (v *View) Find(module string) string {
	return v.index.find(module, v.searchRoots())
}

// Env is what the file can know of other modules.
func (v *View) Env() semantic.Env { return v }

// Module is the summary of a module as an import in this file finds it, nil if
// it is no module of the project.
func (v *View) Module(name string) *semantic.Summary { return v.index.Summary(v.Find(name)) }

// SummaryOf is the summary of a file of the project, nil if there is none.
func (v *View) SummaryOf(path string) *semantic.Summary { return v.index.Summary(path) }
