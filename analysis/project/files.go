package project

import (
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// maxFile is the size in bytes above which no file is read.
const maxFile = 4 << 20

// maxLock is the same for lock files, which grow larger.
const maxLock = 64 << 20

// files keeps what was read from disk, as long as size and time of a file stay.
type files struct {
	mu sync.Mutex
	m  map[string]*cached
}

type cached struct {
	modified time.Time
	size     int64
	hash     uint64
	ok       bool
	parsed   map[string]any // by what read it
}

// readFile reads a regular file of at most limit bytes. Devices and pipes,
// which may never end, are no files.
func readFile(path string, limit int64) ([]byte, os.FileInfo, bool) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > limit {
		return nil, info, false
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, info, false
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil || int64(len(b)) > limit {
		return nil, info, false
	}
	return b, info, true
}

func hashOf(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		io.WriteString(h, p)
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// reader reads files for one description of surroundings and notes what it
// depends on.
type reader struct {
	*files
	key  uint64
	seen map[string]bool
}

// note makes the key depend on something.
func (r *reader) note(path string, hash uint64) {
	if !r.seen[path] {
		if r.seen == nil {
			r.seen = map[string]bool{}
		}
		r.seen[path] = true
		r.key = r.key*1099511628211 ^ hash ^ hashOf(path)
	}
}

// load gives what parse makes of a file; false if it cannot be read. name tells
// the readers of one file apart.
func load[T any](r *reader, path, name string, parse func(path string, b []byte) T) (T, bool) {
	var none T
	info, err := os.Stat(path)
	if err != nil {
		return none, false
	}
	r.mu.Lock()
	c := r.m[path]
	if c != nil && c.size == info.Size() && c.modified.Equal(info.ModTime()) {
		if p, found := c.parsed[name]; found || !c.ok {
			r.mu.Unlock()
			if !c.ok {
				return none, false
			}
			r.note(path, c.hash)
			return p.(T), true
		}
	}
	r.mu.Unlock()
	b, info, ok := readFile(path, maxLock)
	if info == nil {
		return none, false
	}
	n := &cached{modified: info.ModTime(), size: info.Size(), ok: ok, parsed: map[string]any{}}
	var p T
	if ok {
		n.hash = hashOf(string(b))
		p = parse(path, b)
	}
	r.mu.Lock()
	if old := r.m[path]; old != nil && old.hash == n.hash && old.ok == n.ok {
		for k, v := range old.parsed {
			n.parsed[k] = v
		}
	}
	if ok {
		n.parsed[name] = p
	}
	r.m[path] = n
	r.mu.Unlock()
	if !ok {
		return none, false
	}
	r.note(path, n.hash)
	return p, true
}

// document is a TOML file as read.
type document struct {
	*table
	lines []int // offsets of line starts
	err   *syntaxError
}

func newDocument(_ string, b []byte) *document {
	t, err := parseTOML(b)
	d := &document{table: t, err: err, lines: []int{0}}
	for i, c := range b {
		if c == '\n' {
			d.lines = append(d.lines, i+1)
		}
	}
	return d
}

// line is the 1-based line of an offset.
func (d *document) line(offset int) int {
	lo, hi := 0, len(d.lines)
	for lo < hi {
		if m := (lo + hi) / 2; d.lines[m] <= offset {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

func (r *reader) toml(path string) *document {
	d, ok := load(r, path, "toml", newDocument)
	if !ok {
		return nil
	}
	return d
}

func (r *reader) ini(path string) ini {
	i, _ := load(r, path, "ini", func(_ string, b []byte) ini { return parseINI(b) })
	return i
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// within tells whether path is dir or below it.
func within(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !hasDotDot(rel)
}

func hasDotDot(rel string) bool {
	return len(rel) > 2 && rel[:2] == ".." && os.IsPathSeparator(rel[2])
}
