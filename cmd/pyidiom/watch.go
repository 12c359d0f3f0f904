package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watchDelay is how long the files must be quiet before they are checked
// again: editors and version control touch many at once.
const watchDelay = 100 * time.Millisecond

// watch checks, and checks again after every change, until ctx ends.
func (r *checkRun) watch(ctx context.Context) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("--watch: %w", err)
	}
	defer w.Close()
	t := &tree{w: w, roots: r.paths(), inside: map[string]bool{}, above: map[string]bool{}}
	var s *session
	var changed []string
	for {
		if isTerminal(r.out.to) {
			fmt.Fprint(r.out, "\x1b[2J\x1b[3J\x1b[H")
		}
		// Directories are watched from before they are read, so that no change
		// is missed between the two.
		r.follow(t)
		if s == nil {
			s, err = openSession(ctx, r.cwd, r.paths(), r.flags.overrides, r.err)
			if s != nil {
				defer s.close()
			}
		} else {
			err = s.again(ctx, changed)
		}
		if err == nil {
			_, err = r.once(ctx, s)
		}
		if ctx.Err() != nil {
			return r.out.Flush()
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(r.out, "[%s] Watching for changes; Ctrl-C ends.\n", time.Now().Format(time.TimeOnly))
		if err := r.out.Flush(); err != nil {
			return err
		}
		if changed = t.wait(ctx); changed == nil {
			return nil
		}
	}
}

// tree is what is watched: directories with files to check, and those above
// them, of which only the configuration matters.
type tree struct {
	w             *fsnotify.Watcher
	roots         []string // absolute paths of the command line
	inside, above map[string]bool
}

// follow watches the directories of the command line that are not watched yet.
func (r *checkRun) follow(t *tree) {
	add := func(set map[string]bool, dir string) {
		if set[dir] {
			return
		}
		set[dir] = true
		if err := t.w.Add(dir); err != nil {
			fmt.Fprintf(r.err, "pyidiom: warning: %s: cannot be watched: %v\n", displayPath(r.cwd, dir), err)
		}
	}
	for _, dir := range t.roots {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			for _, sub := range subdirectories(dir) {
				add(t.inside, sub)
			}
		} else {
			dir = filepath.Dir(dir)
			add(t.inside, dir)
		}
		for !exists(filepath.Join(dir, ".git")) && filepath.Dir(dir) != dir {
			dir = filepath.Dir(dir)
			add(t.above, dir)
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// subdirectories lists the directories below dir where Python files of the
// project may lie. What cannot be read is reported by the check itself.
func subdirectories(dir string) []string {
	var all []string
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fs.SkipDir
		case !d.IsDir():
			return nil
		case path != dir && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules" || d.Name() == "__pycache__" || exists(filepath.Join(path, "pyvenv.cfg"))):
			return fs.SkipDir
		}
		all = append(all, path)
		return nil
	})
	return all
}

// wait returns the paths of what changed when it has been quiet since, nil when
// ctx ends.
func (t *tree) wait(ctx context.Context) []string {
	var quiet <-chan time.Time
	var changed []string
	for {
		select {
		case <-ctx.Done():
			return nil
		case e, ok := <-t.w.Events:
			if !ok {
				return nil
			}
			if t.matters(e) {
				changed = append(changed, e.Name)
				quiet = time.After(watchDelay)
			}
		case _, ok := <-t.w.Errors:
			if !ok {
				return nil
			}
			// Events were lost: look at everything again.
			changed = append(changed, t.roots...)
			quiet = time.After(watchDelay)
		case <-quiet:
			return changed
		}
	}
}

// matters says whether a change may change the outcome: of Python files,
// configuration, what records versions, and directories.
func (t *tree) matters(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod {
		return false
	}
	name := filepath.Base(e.Name)
	switch ext := filepath.Ext(name); {
	case ext == ".toml", ext == ".lock", ext == ".cfg", ext == ".ini", name == ".gitignore",
		ext == ".txt" && (strings.Contains(name, "requirements") || strings.Contains(name, "constraints")):
		return true
	case !t.inside[filepath.Dir(e.Name)]:
		return false
	case ext == ".py", ext == ".pyi":
		return true
	}
	if e.Has(fsnotify.Create) {
		info, err := os.Stat(e.Name)
		return err == nil && info.IsDir()
	}
	gone := e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename)
	if gone && t.inside[e.Name] {
		delete(t.inside, e.Name) // watched anew if it comes again
		return true
	}
	return false
}
