package project

import (
	"path/filepath"
	"slices"
	"strings"
)

// Ruff is what the ruff configuration that rules a file selects.
type Ruff struct {
	Path string // of the configuration file, "" without one

	selected, ignored []string // select with extend-select, ignore with extend-ignore
	perFile           []perFile
}

type perFile struct {
	dir, glob string
	codes     []string
}

// ByPath tells whether the answer of Selects depends on the path.
func (r *Ruff) ByPath() bool { return len(r.perFile) > 0 }

// Selects tells whether ruff reports the rule with the code ("DTZ003") in the
// file. Without a configuration of ruff it does not: that a project uses ruff is
// not assumed. Of several selectors that match, the longest counts; between
// equals, ignore.
func (r *Ruff) Selects(path, code string) bool {
	if r.Path == "" {
		return false
	}
	on := ruffMatch(r.selected, code)
	if on == 0 || ruffMatch(r.ignored, code) >= on {
		return false
	}
	for _, p := range r.perFile {
		glob := strings.TrimPrefix(p.glob, "!")
		if matchGlob(p.dir, glob, path) == (glob == p.glob) && ruffMatch(p.codes, code) > 0 {
			return false
		}
	}
	return true
}

// ruffMatch is the length of the longest selector that matches code, plus one.
func ruffMatch(selectors []string, code string) int {
	best := 0
	for _, s := range selectors {
		switch {
		case s == "ALL":
			best = max(best, 1)
		case s != "" && strings.HasPrefix(code, s) && linter(s) == linter(code):
			best = max(best, 1+len(s))
		}
	}
	return best
}

// linter is the letters of a code: of "PT" and "PTH100" one is no prefix of the
// other.
func linter(code string) string {
	return strings.TrimRight(code, "0123456789")
}

// ruffLayer is what one file sets.
type ruffLayer struct {
	selects          []string
	hasSelect        bool
	ignores          []string
	moreOn, moreOff  []string
	perFile, morePer []perFile
	hasPerFile       bool
}

func readRuff(r *reader, dirs []string) *Ruff {
	for _, dir := range dirs {
		for _, name := range []string{".ruff.toml", "ruff.toml", "pyproject.toml"} {
			path := filepath.Join(dir, name)
			if t := ruffTable(r, path); t != nil {
				return newRuff(r, path)
			}
		}
	}
	return &Ruff{}
}

func ruffTable(r *reader, path string) *table {
	d := r.toml(path)
	switch {
	case d == nil:
		return nil
	case filepath.Base(path) == "pyproject.toml":
		return d.sub("tool", "ruff")
	}
	return d.table
}

func newRuff(r *reader, path string) *Ruff {
	out := &Ruff{Path: path}
	// The chain of extend, the file itself first.
	var chain []ruffLayer
	seen := map[string]bool{}
	for at := path; at != "" && !seen[at]; {
		seen[at] = true
		t := ruffTable(r, at)
		if t == nil {
			break
		}
		chain = append(chain, readRuffLayer(filepath.Dir(at), t))
		next := t.str("extend")
		if next != "" && !filepath.IsAbs(next) {
			next = filepath.Join(filepath.Dir(at), filepath.FromSlash(next))
		}
		at = next
	}
	// A select starts anew; ignores and extensions of what it extends are
	// then of no account.
	slices.Reverse(chain)
	out.selected = []string{"E4", "E7", "E9", "F"}
	for _, l := range chain {
		if l.hasSelect {
			out.selected, out.ignored = slices.Clone(l.selects), nil
		}
		out.selected = append(out.selected, l.moreOn...)
		out.ignored = append(out.ignored, l.ignores...)
		out.ignored = append(out.ignored, l.moreOff...)
		if !l.hasSelect {
			// What a later file selects, an earlier one's ignore of the same
			// length does not hold back.
			out.ignored = slices.DeleteFunc(out.ignored, func(s string) bool {
				return slices.Contains(l.moreOn, s) && !slices.Contains(l.ignores, s) && !slices.Contains(l.moreOff, s)
			})
		}
		if l.hasPerFile {
			out.perFile = slices.Clone(l.perFile)
		}
		out.perFile = append(out.perFile, l.morePer...)
	}
	return out
}

// readRuffLayer reads [lint] and, below it in rank, the top level, where these
// settings stood before ruff 0.2.
func readRuffLayer(dir string, t *table) ruffLayer {
	var l ruffLayer
	lint := t.sub("lint")
	list := func(key string) ([]string, bool) {
		for _, in := range []*table{lint, t} {
			if l := in.list(key); l != nil {
				return in.strs(key), true
			}
		}
		return nil, false
	}
	per := func(key string) ([]perFile, bool) {
		for _, in := range []*table{lint, t} {
			if sub := in.sub(key); sub != nil {
				var out []perFile
				for _, g := range sub.keys {
					out = append(out, perFile{dir, g, sub.strs(g)})
				}
				return out, true
			}
		}
		return nil, false
	}
	l.selects, l.hasSelect = list("select")
	l.ignores, _ = list("ignore")
	l.moreOn, _ = list("extend-select")
	l.moreOff, _ = list("extend-ignore")
	l.perFile, l.hasPerFile = per("per-file-ignores")
	l.morePer, _ = per("extend-per-file-ignores")
	return l
}
