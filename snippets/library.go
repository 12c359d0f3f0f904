package snippets

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Library gives each project its guide: the built-in pages and those of the
// team, from the directories that the configuration names ("guides"). What was
// read is kept until [Library.Changed] is told of a file there. It is safe for
// concurrent use; the zero value is ready.
type Library struct {
	mu      sync.Mutex
	folders map[string]*folder // by absolute path
	guides  map[string]*Guide  // by the folders that they are made of
	looked  time.Time          // when Refresh last did
}

// folder is a directory of pages.
type folder struct {
	stamp    uint64 // of the files in it
	missing  bool
	pages    []*Page
	problems []project.Problem
}

// Limits of a team's guide: a setting that names the wrong directory must not
// make the program read all of a disk.
const (
	maxPage    = 1 << 20 // bytes
	maxFolder  = 2000    // pages
	maxEntries = 20_000  // files and directories
)

// Guide is the guide of the project that a file belongs to. Pages of the team
// come first: between equals, they are what is offered first.
func (l *Library) Guide(v *project.View) *Guide {
	dirs := directories(v)
	if len(dirs) == 0 {
		return Builtin()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	key := strings.Join(dirs, "\x00")
	g := l.guides[key]
	if g == nil {
		g = &Guide{}
		for _, dir := range dirs {
			g.pages = append(g.pages, l.folder(dir).pages...)
		}
		g.pages = append(g.pages, Builtin().pages...)
		if l.guides == nil {
			l.guides = map[string]*Guide{}
		}
		l.guides[key] = g
	}
	return g
}

// Problems are the mistakes in the pages of the team, and directories that the
// configuration names and that are not there. A page with a mistake is left
// out of the guide.
func (l *Library) Problems(v *project.View) []project.Problem {
	var out []project.Problem
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, dir := range directories(v) {
		f := l.folder(dir)
		out = append(out, f.problems...)
		if f.missing {
			out = append(out, missing(v.Config(), dir))
		}
	}
	return out
}

// Changed says that files were changed, made or removed, and tells whether
// there are pages among them.
func (l *Library) Changed(paths ...string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	any := false
	for dir := range l.folders {
		if slices.ContainsFunc(paths, func(p string) bool { return inside(p, dir) || inside(dir, p) }) {
			delete(l.folders, dir)
			any = true
		}
	}
	if any {
		clear(l.guides)
	}
	return any
}

// Refresh looks for files that were changed, made or removed, and tells whether
// there are some: for editors that do not watch files. It looks at most once a
// second.
func (l *Library) Refresh() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if time.Since(l.looked) < time.Second {
		return false
	}
	changed := false
	for dir, f := range l.folders {
		if stampOf(dir) != f.stamp {
			delete(l.folders, dir)
			changed = true
		}
	}
	if changed {
		clear(l.guides)
	}
	l.looked = time.Now()
	return changed
}

// stampOf changes when a page of a directory does.
func stampOf(dir string) uint64 {
	h := fnv.New64a()
	eachPage(dir, func(path string, d fs.DirEntry, err error) {
		if err == nil {
			if info, err := d.Info(); err == nil {
				fmt.Fprintln(h, path, info.Size(), info.ModTime().UnixNano())
			}
		}
	})
	return h.Sum64()
}

func inside(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

// directories are those that the configuration names, by their absolute paths.
func directories(v *project.View) []string {
	c := v.Config()
	var out []string
	for _, dir := range c.Guides.Value {
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(c.Dir, dir)
		}
		if dir = filepath.Clean(dir); !slices.Contains(out, dir) {
			out = append(out, dir)
		}
	}
	return out
}

// missing is the problem that a directory is not there, at the line of the
// setting.
func missing(c *project.Config, dir string) project.Problem {
	name := dir
	if rel, err := filepath.Rel(c.Dir, dir); err == nil {
		name = filepath.ToSlash(rel)
	}
	p := project.Problem{Path: c.Guides.Source.Path, Severity: project.LevelError, Message: fmt.Sprintf("guides: there is no directory %q", name)}
	if b, err := os.ReadFile(p.Path); err == nil {
		p.Start, p.End = lineOf(syntax.NewText(b), c.Guides.Source.Line-1)
	}
	return p
}

// lineOf is where the text of a 0-based line is, without white space around.
func lineOf(t *syntax.Text, line int) (start, end int) {
	line = max(0, min(line, t.LineOf(t.Len())))
	start, end = t.LineStart(line), t.LineEnd(line)
	b := t.Slice(start, end)
	trimmed := strings.TrimLeft(string(b), " \t\ufeff")
	start += len(b) - len(trimmed)
	return start, start + len(strings.TrimRight(trimmed, " \t"))
}

// folder gives a directory, read now if it was not yet. l.mu is held.
func (l *Library) folder(dir string) *folder {
	if f := l.folders[dir]; f != nil {
		return f
	}
	f := readFolder(dir)
	if l.folders == nil {
		l.folders = map[string]*folder{}
	}
	l.folders[dir] = f
	return f
}

// readFolder reads the pages below a directory.
func readFolder(dir string) *folder {
	f := &folder{stamp: stampOf(dir)}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		f.missing = true
		return f
	}
	eachPage(dir, func(path string, d fs.DirEntry, err error) {
		if err != nil {
			f.problem(path, fmt.Sprintf("cannot be read: %v", cause(err)))
			return
		}
		f.read(path, d)
	})
	return f
}

// eachPage calls each for the Markdown files below a directory, and with what
// keeps others from being read. Links are not followed; README.md is for
// people, and hidden files are for programs.
func eachPage(dir string, each func(path string, d fs.DirEntry, err error)) {
	pages, entries := 0, 0
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if entries++; entries > maxEntries || pages > maxFolder {
			each(path, d, fmt.Errorf("there are more than %d pages or %d files in the directory", maxFolder, maxEntries))
			return fs.SkipAll
		}
		switch {
		case err != nil:
			each(path, d, err)
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case path != dir && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type().IsRegular() && filepath.Ext(path) == ".md" && !strings.EqualFold(d.Name(), "README.md"):
			pages++
			each(path, d, nil)
		}
		return nil
	})
}

func (f *folder) read(path string, d fs.DirEntry) {
	if info, err := d.Info(); err == nil && info.Size() > maxPage {
		f.problem(path, fmt.Sprintf("not read: a page has at most %d bytes", maxPage))
		return
	}
	b, err := os.ReadFile(path)
	if err != nil {
		f.problem(path, fmt.Sprintf("cannot be read: %v", cause(err)))
		return
	}
	page, problems := Parse(path, b)
	if len(problems) == 0 {
		f.pages = append(f.pages, page)
		return
	}
	text := syntax.NewText(b)
	for _, p := range problems {
		start, end := lineOf(text, p.Line)
		f.problems = append(f.problems, project.Problem{Path: path, Start: start, End: end, Message: p.Message, Severity: project.LevelError})
	}
}

func (f *folder) problem(path, message string) {
	f.problems = append(f.problems, project.Problem{Path: path, Message: message, Severity: project.LevelError})
}

// cause is an error without the path, which is told anyway.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
