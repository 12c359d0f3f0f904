package project

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// gitignore is the patterns of the .gitignore files of a directory and those
// above it, as gitignore(5) has them. The nearest file's last matching pattern
// decides. nil ignores nothing.
type gitignore struct {
	dir      string
	patterns []ignorePattern
	parent   *gitignore
}

type ignorePattern struct {
	glob    string // relative to the directory
	negated bool
	dirOnly bool
}

// in adds the .gitignore of dir.
func (g *gitignore) in(dir string) *gitignore {
	return g.with(dir, filepath.Join(dir, ".gitignore"))
}

func (g *gitignore) with(dir, path string) *gitignore {
	b, _, ok := readFile(path, maxFile)
	if !ok {
		return g
	}
	n := &gitignore{dir: dir, parent: g}
	for line := range strings.SplitSeq(string(b), "\n") {
		if p, ok := parseIgnore(line); ok {
			n.patterns = append(n.patterns, p)
		}
	}
	return n
}

func parseIgnore(line string) (ignorePattern, bool) {
	var p ignorePattern
	line = strings.TrimSuffix(line, "\r")
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = line[:len(line)-1]
	}
	if line == "" || line[0] == '#' {
		return p, false
	}
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.dirOnly = strings.CutSuffix(line, "/")
	if line == "" {
		return p, false
	}
	// Braces mean nothing to git.
	line = strings.NewReplacer(`\{`, `\{`, `\}`, `\}`, "{", `\{`, "}", `\}`).Replace(line)
	if strings.Contains(line, "/") {
		p.glob = strings.TrimPrefix(line, "/")
	} else {
		p.glob = "**/" + line
	}
	return p, doublestar.ValidatePattern(p.glob)
}

// ignores tells whether a path, whose directories are not ignored, is.
func (g *gitignore) ignores(path string, isDir bool) bool {
	for ; g != nil; g = g.parent {
		rel, err := filepath.Rel(g.dir, path)
		if err != nil {
			continue
		}
		rel = filepath.ToSlash(rel)
		for i := len(g.patterns) - 1; i >= 0; i-- {
			p := &g.patterns[i]
			if p.dirOnly && !isDir {
				continue
			}
			if ok, _ := doublestar.Match(p.glob, rel); !ok {
				continue
			}
			// For git "dir/**" is what is in dir, without dir itself.
			if inside, all := strings.CutSuffix(p.glob, "/**"); all {
				if self, _ := doublestar.Match(inside, rel); self {
					continue
				}
			}
			return !p.negated
		}
	}
	return false
}

// gitignoreAbove is the patterns that hold in dir from above it: those of the
// repository that it lies in.
func gitignoreAbove(dir string) *gitignore {
	var dirs []string
	for d := filepath.Clean(dir); ; d = filepath.Dir(d) {
		if _, err := os.Lstat(filepath.Join(d, ".git")); err == nil {
			g := (*gitignore)(nil).with(d, filepath.Join(d, ".git", "info", "exclude"))
			for i := len(dirs) - 1; i >= 0; i-- {
				g = g.in(dirs[i])
			}
			return g
		}
		if filepath.Dir(d) == d {
			return nil
		}
		dirs = append(dirs, filepath.Dir(d))
	}
}
