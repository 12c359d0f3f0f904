package project

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Pytest is what pytest's ruling configuration says: that of the first file
// that pytest takes, going up from a test file.
type Pytest struct {
	Path string // of the configuration file, "" without one
	Line int    // of its section, 1-based; 0 without one

	AsyncioMode                 string // "auto", "strict", "" where it is not set; -o and --asyncio-mode in addopts win
	AsyncioFixtureLoopScope     string // asyncio_default_fixture_loop_scope
	AsyncioTestLoopScope        string // asyncio_default_test_loop_scope
	AnyioMode                   string
	TrioMode                    bool
	AddOpts                     []string // cut as a shell does
	PythonFiles                 []string // default test_*.py, *_test.py
	PythonFunctions             []string // prefixes or globs; default test
	PythonClasses               []string // default Test
	TestPaths                   []string // as written
	PythonPath                  []string // absolute
	Markers                     []string // registered markers, the name alone
	FilterWarnings              []string
	Plugins                     []string // -p in addopts
	StrictMarkers, StrictConfig bool
	Values                      map[string]string // every setting as text; lists joined by newlines
}

// readPytest finds the ruling configuration for files in the first of dirs.
func readPytest(r *reader, dirs []string) *Pytest {
	for _, dir := range dirs {
		if p := pytestIn(r, dir); p != nil {
			return p.finish()
		}
	}
	return (&Pytest{Values: map[string]string{}}).finish()
}

func pytestIn(r *reader, dir string) *Pytest {
	fromTable := func(path string, d *document, t *table, at *entry) *Pytest {
		p := &Pytest{Path: path, Line: d.line(at.start), Values: map[string]string{}}
		for _, k := range t.keys {
			switch v := t.entries[k].v.(type) {
			case string:
				p.Values[k] = v
			case bool:
				p.Values[k] = map[bool]string{true: "true", false: "false"}[v]
			case raw:
				p.Values[k] = string(v)
			case []*value:
				p.Values[k] = strings.Join(t.strs(k), "\n")
			}
		}
		return p
	}
	fromINI := func(path string, f ini, section string) *Pytest {
		s, ok := f[section]
		if !ok {
			return nil
		}
		p := &Pytest{Path: path, Values: map[string]string{}}
		for k, v := range s {
			p.Values[k] = v.text
			if p.Line == 0 || v.line <= p.Line {
				p.Line = max(v.line-1, 1)
			}
		}
		return p
	}
	for _, name := range []string{"pytest.toml", ".pytest.toml"} {
		path := filepath.Join(dir, name)
		if d := r.toml(path); d != nil {
			if t := d.sub("pytest"); t != nil {
				return fromTable(path, d, t, d.get("pytest"))
			}
			return &Pytest{Path: path, Values: map[string]string{}}
		}
	}
	for _, name := range []string{"pytest.ini", ".pytest.ini"} {
		path := filepath.Join(dir, name)
		if f := r.ini(path); f != nil {
			if p := fromINI(path, f, "pytest"); p != nil {
				return p
			}
			return &Pytest{Path: path, Values: map[string]string{}}
		}
	}
	pyproject := filepath.Join(dir, "pyproject.toml")
	if d := r.toml(pyproject); d != nil {
		if t := d.sub("tool", "pytest", "ini_options"); t != nil {
			return fromTable(pyproject, d, t, d.get("tool", "pytest", "ini_options"))
		}
		if t := d.sub("tool", "pytest"); t != nil {
			return fromTable(pyproject, d, t, d.get("tool", "pytest"))
		}
	}
	if path := filepath.Join(dir, "tox.ini"); true {
		if p := fromINI(path, r.ini(path), "pytest"); p != nil {
			return p
		}
	}
	path := filepath.Join(dir, "setup.cfg")
	return fromINI(path, r.ini(path), "tool:pytest")
}

// words cuts a value that lists words.
func (p *Pytest) words(key string) []string { return splitArgs(p.Values[key]) }

func (p *Pytest) lines(key string) []string { return iniValue{text: p.Values[key]}.lines() }

func (p *Pytest) finish() *Pytest {
	p.AddOpts = p.words("addopts")
	if strings.Contains(p.Values["addopts"], "\n") && !strings.ContainsAny(p.Values["addopts"], `"'`) {
		p.AddOpts = strings.Fields(p.Values["addopts"])
	}
	p.StrictMarkers = truth(p.Values["strict_markers"]) || truth(p.Values["strict"])
	p.StrictConfig = truth(p.Values["strict_config"]) || truth(p.Values["strict"])
	mode := ""
	for i, a := range p.AddOpts {
		next := ""
		if i+1 < len(p.AddOpts) {
			next = p.AddOpts[i+1]
		}
		switch {
		case a == "--strict-markers" || a == "--strict":
			p.StrictMarkers = true
		case a == "--strict-config":
			p.StrictConfig = true
		case strings.HasPrefix(a, "--asyncio-mode="):
			mode = strings.TrimPrefix(a, "--asyncio-mode=")
		case a == "--asyncio-mode":
			mode = next
		case a == "-p":
			p.Plugins = append(p.Plugins, next)
		case strings.HasPrefix(a, "-p") && !strings.HasPrefix(a, "--"):
			p.Plugins = append(p.Plugins, a[2:])
		case a == "-o" || a == "--override-ini":
			p.override(next)
		case strings.HasPrefix(a, "--override-ini="):
			p.override(strings.TrimPrefix(a, "--override-ini="))
		case strings.HasPrefix(a, "-o") && strings.Contains(a, "="):
			p.override(a[2:])
		}
	}
	p.AsyncioMode = p.Values["asyncio_mode"]
	if mode != "" {
		p.AsyncioMode = mode
	}
	p.AsyncioFixtureLoopScope = p.Values["asyncio_default_fixture_loop_scope"]
	p.AsyncioTestLoopScope = p.Values["asyncio_default_test_loop_scope"]
	p.AnyioMode = p.Values["anyio_mode"]
	p.TrioMode = truth(p.Values["trio_mode"])
	or := func(key string, def ...string) []string {
		if w := p.words(key); len(w) > 0 {
			return w
		}
		return def
	}
	p.PythonFiles = or("python_files", "test_*.py", "*_test.py")
	p.PythonFunctions = or("python_functions", "test")
	p.PythonClasses = or("python_classes", "Test")
	p.TestPaths = p.words("testpaths")
	for _, s := range p.words("pythonpath") {
		if !filepath.IsAbs(s) {
			s = filepath.Join(filepath.Dir(p.Path), s)
		}
		p.PythonPath = append(p.PythonPath, s)
	}
	for _, m := range p.lines("markers") {
		name, _, _ := strings.Cut(m, ":")
		name, _, _ = strings.Cut(name, "(")
		p.Markers = append(p.Markers, strings.TrimSpace(name))
	}
	p.FilterWarnings = p.lines("filterwarnings")
	return p
}

func (p *Pytest) override(s string) {
	if k, v, ok := strings.Cut(s, "="); ok {
		p.Values[k] = v
	}
}

func truth(s string) bool {
	switch strings.ToLower(s) {
	case "1", "true", "yes", "on":
		return true
	}
	return false
}

// splitArgs cuts a line as a POSIX shell does, as far as pytest does.
func splitArgs(s string) []string {
	var out []string
	var word strings.Builder
	in, quote := false, byte(0)
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote != '\'' && c == '\\' && i+1 < len(s):
			i++
			word.WriteByte(s[i])
			in = true
		case quote != 0:
			word.WriteByte(c)
		case c == '"' || c == '\'':
			quote, in = c, true
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			if in {
				out = append(out, word.String())
				word.Reset()
				in = false
			}
		default:
			word.WriteByte(c)
			in = true
		}
	}
	if in {
		out = append(out, word.String())
	}
	return out
}

// matches tells whether name has one of the prefixes, or matches one of the
// globs among them.
func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		if strings.HasPrefix(name, p) {
			return true
		}
		if !strings.ContainsAny(p, "*?[") {
			return false
		}
		ok, _ := doublestar.Match(p, name)
		return ok
	})
}

// IsTestFunction tells whether pytest collects functions of that name.
func (p *Pytest) IsTestFunction(name string) bool { return matches(p.PythonFunctions, name) }

// IsTestClass tells whether pytest collects classes of that name.
func (p *Pytest) IsTestClass(name string) bool { return matches(p.PythonClasses, name) }

// IsTestFile tells whether pytest collects the file by its name. conftest.py is
// not collected.
func (p *Pytest) IsTestFile(path string) bool {
	path = filepath.ToSlash(path)
	base := path[strings.LastIndexByte(path, '/')+1:]
	if !strings.HasSuffix(base, ".py") {
		return false
	}
	for _, g := range p.PythonFiles {
		name := base
		if strings.Contains(g, "/") {
			name, g = path, "**/"+strings.TrimPrefix(g, "/")
		}
		if ok, _ := doublestar.Match(g, name); ok {
			return true
		}
	}
	return false
}
