package project

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// layout is where a file is and from where its imports are looked up.
type layout struct {
	root   string   // of the project
	top    string   // the workspace folder, or what stands for it
	dirs   []string // from root up to top
	below  []string // from the directory of the file up to top
	source []string // source roots, best first
}

// projectTables are the tables that make a pyproject.toml that of a project;
// one with only the settings of tools may stand anywhere.
var projectTables = [][]string{{"project"}, {"build-system"}, {"dependency-groups"}, {"tool", "pyidiom"},
	{"tool", "poetry"}, {"tool", "uv"}, {"tool", "pdm"}, {"tool", "hatch"}, {"tool", "flit"}, {"tool", "setuptools"}}

// isRoot tells whether dir is the root of a project.
func isRoot(r *reader, dir string) bool {
	if d := r.toml(filepath.Join(dir, "pyproject.toml")); d != nil {
		for _, t := range projectTables {
			if d.get(t...) != nil {
				return true
			}
		}
	}
	if exists(filepath.Join(dir, "pyidiom.toml")) || exists(filepath.Join(dir, "setup.py")) {
		return true
	}
	if f := r.ini(filepath.Join(dir, "setup.cfg")); f != nil {
		return f["metadata"] != nil || f["options"] != nil
	}
	return false
}

// readLayout finds the project of the files in dir. Within a workspace folder
// the search ends there; outside all of them, at a repository or, without one,
// at the root of the file system.
func readLayout(r *reader, dir string, folders []string) *layout {
	l := &layout{}
	for _, f := range folders {
		if within(dir, f) && len(f) > len(l.top) {
			l.top = f
		}
	}
	open := l.top == ""
	for d := dir; ; d = filepath.Dir(d) {
		l.below = append(l.below, d)
		if l.root == "" && isRoot(r, d) {
			l.root = d
		}
		if d == l.top || filepath.Dir(d) == d || open && exists(filepath.Join(d, ".git")) {
			break
		}
	}
	if open {
		// Without a folder the project is the workspace, and a directory that
		// belongs to none stands alone: what lies further up is not its business.
		switch last := l.below[len(l.below)-1]; {
		case exists(filepath.Join(last, ".git")):
			l.top = last
		case l.root != "":
			l.top = l.root
		default:
			l.top = dir
		}
		l.below = l.below[:slices.Index(l.below, l.top)+1]
	}
	if l.root == "" {
		l.root = l.top
	}
	l.dirs = l.below[slices.Index(l.below, l.root):]
	l.source = sourceRoots(r, l)
	return l
}

// sourceRoots are the directories that modules are imported from: what the
// build is told, src, the root, and what pytest is told.
func sourceRoots(r *reader, l *layout) []string {
	var out []string
	put := func(dir string) {
		if isDir(dir) && !slices.Contains(out, dir) {
			out = append(out, dir)
		}
	}
	for _, root := range l.dirs {
		if d := r.toml(filepath.Join(root, "pyproject.toml")); d != nil {
			if s := d.str("tool", "setuptools", "package-dir", ""); s != "" {
				put(filepath.Join(root, s))
			}
			for _, s := range d.strs("tool", "setuptools", "packages", "find", "where") {
				put(filepath.Join(root, s))
			}
		}
		put(filepath.Join(root, "src"))
		put(root)
	}
	for _, p := range readPytest(r, l.below).PythonPath {
		put(p)
	}
	return out
}

// packageRoot is the directory that the top package of path stands in: the
// first one up without an __init__.py.
func packageRoot(path string) string {
	dir := filepath.Dir(path)
	for exists(filepath.Join(dir, "__init__.py")) && filepath.Dir(dir) != dir {
		dir = filepath.Dir(dir)
	}
	return dir
}

// moduleName is the dotted name under which path is imported: from the source
// root that is nearest to it, where a package with __init__.py may not be cut in
// two. "" if there is none, because a directory's name is no identifier.
func moduleName(l *layout, path string) string {
	base := packageRoot(path)
	best := ""
	for _, s := range l.source {
		if within(base, s) && len(s) > len(best) {
			best = s
		}
	}
	if best == "" || dotted(best, path) == "" {
		best = base
	}
	return dotted(best, path)
}

func dotted(base, path string) string {
	rel, err := filepath.Rel(base, path)
	if err != nil {
		return ""
	}
	ext := filepath.Ext(rel)
	parts := strings.Split(filepath.ToSlash(strings.TrimSuffix(rel, ext)), "/")
	if n := len(parts); parts[n-1] == "__init__" && n > 1 {
		parts = parts[:n-1]
	}
	for _, p := range parts {
		if !isIdentifier(p) {
			return ""
		}
	}
	return strings.Join(parts, ".")
}

func isIdentifier(s string) bool {
	for i, c := range s {
		if c != '_' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c < 0x80 && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// searchPath is where imports are looked up.
type searchPath struct {
	dirs []string // the first that has the module counts
	key  uint64   // a hash of dirs
}

// searchRoots are the directories in which an import in path is looked up.
func (l *layout) searchRoots(path string) searchPath {
	dirs, base := l.source, packageRoot(path)
	if !slices.Contains(l.source, base) && within(base, l.top) {
		// The directory of a script is on its path: it comes first.
		dirs = append([]string{base}, l.source...)
	}
	return searchPath{dirs, hashOf(dirs...)}
}

// findModule is the file of a module below one of roots, "" if there is none.
// have tells of files that need not be on disk.
func findModule(module string, roots []string, have func(path string) bool) string {
	if module == "" || strings.ContainsAny(module, `/\`) {
		return ""
	}
	rel := filepath.FromSlash(strings.ReplaceAll(module, ".", "/"))
	for _, root := range roots {
		base := filepath.Join(root, rel)
		for _, p := range [...]string{filepath.Join(base, "__init__.py"), base + ".py"} {
			if have(p) || isFile(p) {
				return p
			}
		}
	}
	return ""
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
