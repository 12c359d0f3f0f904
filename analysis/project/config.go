package project

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Setting is a value of the configuration and where it was set.
type Setting[T any] struct {
	Value  T
	Set    bool
	Source Source
}

// Config is the configuration of pyidiom: [tool.pyidiom] in pyproject.toml, or
// pyidiom.toml with the same keys at top level, which wins where both are in one
// directory. The nearest directory up from a file that has one of them counts;
// configurations are not merged between directories.
//
// Key by key, flags of the command line win over the file, the file over the
// settings of the editor, these over the defaults: what a team has agreed on
// holds in every editor.
type Config struct {
	// Select replaces the rules that are on by default, ExtendSelect adds to
	// them, Ignore removes: lists of codes, prefixes of codes, names, or ALL.
	// Where several match a rule, the longest counts.
	Select, ExtendSelect, Ignore Setting[[]string]

	Severity       Setting[map[string]string]   // by code, prefix or name: error, warning, information, hint, action, off
	PerFileIgnores Setting[map[string][]string] // by glob, relative to Dir
	Exclude        Setting[[]string]            // globs, relative to Dir; nil: DefaultExclude
	UnsafeFixes    Setting[bool]                // fix-all applies unsafe fixes
	LocalURLs      Setting[bool]                // credentials-in-url.local: passwords of databases on this machine count, too
	FixOnSave      Setting[[]string]            // rules that the editor fixes on save; ["ALL"] for true
	Target         map[string]Setting[string]   // versions that override what is detected
	Guides         Setting[[]string]            // directories of guide pages, relative to Dir

	// Dir is the directory that globs are relative to: that of the file, or the
	// root of the project without one.
	Dir string
	// Path is the configuration file, "" without one.
	Path string
}

// DefaultExclude is what Exclude is where it is not set.
var DefaultExclude = []string{
	".bzr", ".direnv", ".eggs", ".git", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox", ".pants.d",
	".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode", "__pycache__", "__pypackages__",
	"_build", "buck-out", "build", "dist", "node_modules", "site-packages", "venv",
}

// Level is what a problem in a configuration file is worth.
type Level uint8

const (
	LevelWarning Level = 1 + iota
	LevelError
)

// Problem is something wrong in a configuration file.
type Problem struct {
	Path       string
	Start, End int // bytes
	Message    string
	Severity   Level
}

// RuleID names a rule to the configuration.
type RuleID struct{ Code, Name string }

var configKeys = []string{"select", "extend-select", "ignore", "severity", "per-file-ignores", "exclude",
	"unsafe-fixes", "fix-on-save", "target", "guides", "credentials-in-url"}

var severities = []string{"error", "warning", "information", "hint", "action", "off"}

// configReader reads one table of configuration.
type configReader struct {
	path     string
	rules    []RuleID
	line     func(offset int) int
	problems []Problem
}

func (c *configReader) problem(start, end int, format string, args ...any) {
	c.problems = append(c.problems, Problem{c.path, start, end, fmt.Sprintf(format, args...), LevelWarning})
}

func (c *configReader) source(e *entry, text string) Source {
	s := Source{Path: c.path, Text: text}
	if c.line != nil {
		s.Line = c.line(e.start)
	}
	return s
}

// strings reads a list of strings; ok, where given, says what is wrong with one.
func (c *configReader) strings(key string, v *value, ok func(string) string) ([]string, bool) {
	list, isList := v.v.([]*value)
	if !isList {
		c.problem(v.start, v.end, "%s: a list of strings is wanted", key)
		return nil, false
	}
	out := []string{}
	for _, e := range list {
		s, isString := e.v.(string)
		if !isString {
			c.problem(e.start, e.end, "%s: a string is wanted", key)
			continue
		}
		if ok != nil {
			if message := ok(s); message != "" {
				c.problem(e.start, e.end, "%s: %s", key, message)
				continue
			}
		}
		out = append(out, s)
	}
	return out, true
}

// selector says what is wrong with a code, prefix or name.
func (c *configReader) selector(s string) string {
	if c.rules == nil || strings.EqualFold(s, "ALL") {
		return ""
	}
	for _, r := range c.rules {
		if s != "" && (strings.HasPrefix(r.Code, strings.ToUpper(s)) || strings.EqualFold(r.Name, s)) {
			return ""
		}
	}
	return fmt.Sprintf("there is no rule %q", s)
}

func badGlob(s string) string {
	if s == "" || !doublestar.ValidatePattern(s) {
		return fmt.Sprintf("%q is not a glob pattern", s)
	}
	return ""
}

// read reads a table. What is wrong is reported and left out; the rest counts.
func (c *configReader) read(t *table) *Config {
	out := &Config{Path: c.path}
	list := func(s *Setting[[]string], e *entry, key string, ok func(string) string) {
		if v, good := c.strings(key, e.value, ok); good {
			*s = Setting[[]string]{v, true, c.source(e, strings.Join(v, ", "))}
		}
	}
	for _, key := range t.keys {
		e := t.entries[key]
		switch key {
		case "select":
			list(&out.Select, e, key, c.selector)
		case "extend-select":
			list(&out.ExtendSelect, e, key, c.selector)
		case "ignore":
			list(&out.Ignore, e, key, c.selector)
		case "exclude":
			list(&out.Exclude, e, key, badGlob)
		case "guides":
			list(&out.Guides, e, key, nil)
		case "unsafe-fixes":
			if b, ok := e.v.(bool); ok {
				out.UnsafeFixes = Setting[bool]{b, true, c.source(e, fmt.Sprint(b))}
			} else {
				c.problem(e.value.start, e.value.end, "%s: true or false is wanted", key)
			}
		case "fix-on-save":
			if b, ok := e.v.(bool); ok {
				v := []string{}
				if b {
					v = []string{"ALL"}
				}
				out.FixOnSave = Setting[[]string]{v, true, c.source(e, fmt.Sprint(b))}
			} else if _, ok := e.v.([]*value); ok {
				list(&out.FixOnSave, e, key, c.selector)
			} else {
				c.problem(e.value.start, e.value.end, "%s: true, false or a list of rules is wanted", key)
			}
		case "severity", "per-file-ignores", "target", "credentials-in-url":
			sub, ok := e.v.(*table)
			if !ok {
				c.problem(e.value.start, e.value.end, "%s: a table is wanted", key)
				continue
			}
			c.readTable(out, key, e, sub)
		default:
			c.problem(e.start, e.end, "unknown setting %q%s", key, didYouMean(key, configKeys))
		}
	}
	return out
}

func (c *configReader) readTable(out *Config, key string, at *entry, t *table) {
	severity, perFile := map[string]string{}, map[string][]string{}
	for _, k := range t.keys {
		e := t.entries[k]
		switch key {
		case "severity":
			s, ok := e.v.(string)
			if !ok || !slices.Contains(severities, s) {
				c.problem(e.value.start, e.value.end, "severity: one of %s is wanted", strings.Join(severities, ", "))
			} else if m := c.selector(k); m != "" {
				c.problem(e.start, e.end, "severity: %s", m)
			} else {
				severity[k] = s
			}
		case "per-file-ignores":
			if m := badGlob(strings.TrimPrefix(k, "!")); m != "" {
				c.problem(e.start, e.end, "per-file-ignores: %s", m)
			} else if v, ok := c.strings(key, e.value, c.selector); ok {
				perFile[k] = v
			}
		case "credentials-in-url":
			if b, ok := e.v.(bool); k != "local" {
				c.problem(e.start, e.end, "credentials-in-url: unknown setting %q", k)
			} else if !ok {
				c.problem(e.value.start, e.value.end, "credentials-in-url.local: true or false is wanted")
			} else {
				out.LocalURLs = Setting[bool]{b, true, c.source(e, fmt.Sprint(b))}
			}
		case "target":
			s, ok := e.v.(string)
			if rng, _, _ := targetRange(s); !ok || s == "" || rng.IsEmpty() {
				c.problem(e.value.start, e.value.end, "target: a version or a PEP 440 specifier as a string is wanted")
				continue
			}
			if out.Target == nil {
				out.Target = map[string]Setting[string]{}
			}
			out.Target[Normalize(k)] = Setting[string]{s, true, c.source(e, s)}
		}
	}
	switch key {
	case "severity":
		out.Severity = Setting[map[string]string]{severity, true, c.source(at, fmt.Sprint(severity))}
	case "per-file-ignores":
		out.PerFileIgnores = Setting[map[string][]string]{perFile, true, c.source(at, fmt.Sprint(perFile))}
	}
}

// didYouMean is a suggestion for a word that is close to one of the known.
func didYouMean(word string, known []string) string {
	plain := func(s string) string {
		return strings.NewReplacer("_", "", "-", "", "s", "").Replace(strings.ToLower(s))
	}
	for _, k := range known {
		if plain(k) == plain(word) {
			return fmt.Sprintf("; did you mean %q?", k)
		}
	}
	return ""
}

// configFile is a configuration file as read: config is nil where it has no
// section for us.
type configFile struct {
	config   *Config
	problems []Problem
	broken   bool // by a syntax error: config is not to be used
}

// readConfig reads pyidiom.toml or pyproject.toml.
func readConfig(path string, b []byte, rules []RuleID) *configFile {
	d := newDocument(path, b)
	out := &configFile{}
	err := checkTOML(b)
	if err == nil {
		err = d.err
	}
	if err != nil {
		out.broken = true
		out.problems = []Problem{{path, err.start, err.end, err.message, LevelError}}
		return out
	}
	t := d.table
	if filepath.Base(path) == "pyproject.toml" {
		e := d.get("tool", "pyidiom")
		if e == nil {
			return out
		}
		sub, ok := e.v.(*table)
		if !ok {
			out.problems = []Problem{{path, e.value.start, e.value.end, "tool.pyidiom: a table is wanted", LevelWarning}}
			return out
		}
		t = sub
	}
	c := &configReader{path: path, rules: rules, line: d.line}
	out.config = c.read(t)
	out.problems = c.problems
	out.config.Dir = filepath.Dir(path)
	return out
}

// Settings reads settings as an editor sends them, or as flags give them: a
// JSON object with the keys of the configuration file, and "interpreter". The
// problems have no place.
func Settings(b []byte, rules []RuleID) (c *Config, interpreter string, problems []Problem) {
	var m map[string]any
	if len(b) == 0 || string(b) == "null" {
		return &Config{}, "", nil
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return &Config{}, "", []Problem{{Message: "settings: " + err.Error(), Severity: LevelWarning}}
	}
	interpreter, _ = m["interpreter"].(string)
	delete(m, "interpreter")
	for k, v := range m {
		if v == nil {
			delete(m, k) // editors send null for what is not set
		}
	}
	r := &configReader{rules: rules}
	t, _ := fromJSON(m).v.(*table)
	c = r.read(t)
	return c, interpreter, r.problems
}

func fromJSON(v any) *value {
	switch v := v.(type) {
	case map[string]any:
		t := &table{}
		for _, k := range sortedKeys(v) {
			t.add(k, 0, 0, fromJSON(v[k]))
		}
		return &value{v: t}
	case []any:
		l := []*value{}
		for _, e := range v {
			l = append(l, fromJSON(e))
		}
		return &value{v: l}
	case float64:
		return &value{v: int64(v)}
	}
	return &value{v: v}
}

// mergeConfig gives, key by key, the setting of the first layer that has it.
func mergeConfig(layers ...*Config) *Config {
	out := &Config{Target: map[string]Setting[string]{}}
	for _, l := range layers {
		if l == nil {
			continue
		}
		first(&out.Select, l.Select)
		first(&out.ExtendSelect, l.ExtendSelect)
		first(&out.Ignore, l.Ignore)
		first(&out.Severity, l.Severity)
		first(&out.PerFileIgnores, l.PerFileIgnores)
		first(&out.Exclude, l.Exclude)
		first(&out.UnsafeFixes, l.UnsafeFixes)
		first(&out.LocalURLs, l.LocalURLs)
		first(&out.FixOnSave, l.FixOnSave)
		first(&out.Guides, l.Guides)
		for k, v := range l.Target {
			if _, ok := out.Target[k]; !ok {
				out.Target[k] = v
			}
		}
		if out.Path == "" {
			out.Path, out.Dir = l.Path, l.Dir
		}
	}
	return out
}

// over is the flags of the command line as they go over the configuration of a
// file: --select starts anew, --ignore and --extend-select without it add to
// what the file says.
func (c *Config) over(file *Config) *Config {
	if c == nil || file == nil {
		return c
	}
	out := *c
	if c.Select.Set {
		out.ExtendSelect.Set, out.Ignore.Set = true, true
		return &out
	}
	add := func(to *Setting[[]string], from Setting[[]string]) {
		if to.Set && from.Set {
			to.Value = slices.Concat(from.Value, to.Value)
		}
	}
	add(&out.ExtendSelect, file.ExtendSelect)
	add(&out.Ignore, file.Ignore)
	return &out
}

func first[T any](to *Setting[T], from Setting[T]) {
	if !to.Set {
		*to = from
	}
}

// specificity is how closely a selector names a rule: 0 if it does not.
func specificity(selector, code, name string) int {
	switch {
	case strings.EqualFold(selector, "ALL"):
		return 1
	case strings.EqualFold(selector, name):
		return 1 + len(code)
	case selector != "" && len(selector) <= len(code) && strings.EqualFold(selector, code[:len(selector)]):
		return 1 + len(selector)
	}
	return 0
}

func closest(selectors []string, code, name string) int {
	best := 0
	for _, s := range selectors {
		best = max(best, specificity(s, code, name))
	}
	return best
}

// Enabled tells whether a rule is selected for the file, off being its own
// default. Where select or extend-select and ignore match equally closely, the
// rule is not selected.
func (c *Config) Enabled(path, code, name string, off bool) bool {
	on := 0
	if c.Select.Set {
		on = closest(c.Select.Value, code, name)
	} else if !off {
		on = 1
	}
	on = max(on, closest(c.ExtendSelect.Value, code, name))
	if on == 0 || closest(c.Ignore.Value, code, name) >= on {
		return false
	}
	if c.SeverityOf(code, name) == "off" {
		return false
	}
	for glob, rules := range c.PerFileIgnores.Value {
		positive := strings.TrimPrefix(glob, "!")
		if matchGlob(c.Dir, positive, path) == (positive == glob) && closest(rules, code, name) > 0 {
			return false
		}
	}
	return true
}

// SeverityOf is the severity configured for a rule, "" if none is.
func (c *Config) SeverityOf(code, name string) string {
	best, out := 0, ""
	for s, v := range c.Severity.Value {
		// A code and a name may match equally: the same answer every time.
		if n := specificity(s, code, name); n > best || n == best && n > 0 && v < out {
			best, out = n, v
		}
	}
	return out
}

// FixesOnSave tells whether the editor applies fixes of the rule when it saves.
func (c *Config) FixesOnSave(code, name string) bool {
	return closest(c.FixOnSave.Value, code, name) > 0
}

// hash is of all that is set.
func (c *Config) hash() uint64 {
	b, _ := json.Marshal(c)
	return hashOf(string(b))
}

// excludes tells whether a path is excluded by itself.
func (c *Config) excludes(path string) bool {
	globs := DefaultExclude
	if c.Exclude.Set {
		globs = c.Exclude.Value
	}
	return slices.ContainsFunc(globs, func(g string) bool { return matchGlob(c.Dir, g, path) })
}

// Excluded tells whether the file, or a directory it is in, is excluded.
func (c *Config) Excluded(path string) bool {
	for p := path; within(p, c.Dir) && p != c.Dir; p = filepath.Dir(p) {
		if c.excludes(p) {
			return true
		}
	}
	return false
}

// matchGlob matches as ruff does: the glob is relative to dir; one without a
// slash is also matched against the last element of the path.
func matchGlob(dir, glob, path string) bool {
	glob = filepath.ToSlash(glob)
	glob = strings.TrimSuffix(strings.TrimPrefix(glob, "./"), "/")
	if !strings.Contains(glob, "/") {
		if ok, _ := doublestar.Match(glob, filepath.Base(path)); ok {
			return true
		}
	}
	if !filepath.IsAbs(filepath.FromSlash(glob)) {
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return false
		}
		path = rel
	}
	ok, _ := doublestar.Match(glob, filepath.ToSlash(path))
	return ok
}
