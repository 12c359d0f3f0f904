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
	watched := map[string]bool{}
	for {
		if isTerminal(r.out.to) {
			fmt.Fprint(r.out, "\x1b[2J\x1b[3J\x1b[H")
		}
		// Directories are watched from before they are read, so that no change
		// is missed between the two.
		r.follow(w, watched, r.roots())
		if _, err := r.once(ctx); ctx.Err() != nil {
			return r.out.Flush()
		} else if err != nil {
			// An invalid configuration, say: it may be mended next.
			fmt.Fprintf(r.err, "pyidiom: error: %v\n", err)
		}
		fmt.Fprintf(r.out, "[%s] Watching for changes; Ctrl-C ends.\n", time.Now().Format(time.TimeOnly))
		if err := r.out.Flush(); err != nil {
			return err
		}
		if !waitForChange(ctx, w) {
			return nil
		}
	}
}

// roots are the directories named on the command line, and those above them
// that hold configuration.
func (r *checkRun) roots() []string {
	var all []string
	for _, arg := range r.args {
		dir := absolute(r.cwd, arg)
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			dir = filepath.Dir(dir)
		} else {
			all = append(all, subdirectories(dir)...)
		}
		for {
			all = append(all, dir)
			parent := filepath.Dir(dir)
			if parent == dir || exists(filepath.Join(dir, ".git")) {
				break
			}
			dir = parent
		}
	}
	return all
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

// follow watches directories that are not watched yet.
func (r *checkRun) follow(w *fsnotify.Watcher, watched map[string]bool, dirs []string) {
	for _, dir := range dirs {
		if watched[dir] {
			continue
		}
		if err := w.Add(dir); err != nil {
			fmt.Fprintf(r.err, "pyidiom: warning: %s: cannot be watched: %v\n", displayPath(r.cwd, dir), err)
		}
		watched[dir] = true
	}
}

// waitForChange returns true when something that matters changed and it has
// been quiet since, false when ctx ends.
func waitForChange(ctx context.Context, w *fsnotify.Watcher) bool {
	var quiet <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return false
		case e, ok := <-w.Events:
			if !ok {
				return false
			}
			if matters(e) {
				quiet = time.After(watchDelay)
			}
		case _, ok := <-w.Errors:
			if !ok {
				return false
			}
			// Events were lost: look at everything again.
			quiet = time.After(watchDelay)
		case <-quiet:
			return true
		}
	}
}

// matters says whether a change may change the outcome: of Python files,
// configuration, what records versions, and directories.
func matters(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod {
		return false
	}
	name := filepath.Base(e.Name)
	switch filepath.Ext(name) {
	case ".py", ".pyi", ".toml", ".lock", ".cfg", ".ini":
		return true
	case ".txt":
		return strings.Contains(name, "requirements") || strings.Contains(name, "constraints")
	}
	if name == ".gitignore" {
		return true
	}
	info, err := os.Stat(e.Name)
	return err == nil && info.IsDir() || err != nil && filepath.Ext(name) == ""
}
