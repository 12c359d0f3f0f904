package project

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// versions is what is known of distributions around a file, by kind of source.
type versions struct {
	layers [Declared + 1]map[string]*Found
	python *Found

	application bool // see View.Application
}

func (v *versions) find(name string) *Found {
	for k := Target; k <= Declared; k++ {
		if f := v.layers[k][name]; f != nil {
			return f
		}
	}
	return nil
}

// readVersions reads every source around dirs, the directories from the root of
// the project up to the top of the workspace. Of each kind the nearest directory
// that has one counts: members of a workspace share lock file and environment.
func readVersions(r *reader, dirs []string, o *Options, target map[string]Setting[string]) *versions {
	v := &versions{}
	v.layers[Target] = map[string]*Found{}
	for name, s := range target {
		rng, exact, version := targetRange(s.Value)
		if rng.IsEmpty() {
			continue
		}
		src := s.Source
		src.Kind = Target
		f := &Found{Name: Normalize(name), Range: rng, Exact: exact, Version: version, Source: src}
		if f.Name == "python" {
			v.python = f
		} else {
			v.layers[Target][f.Name] = f
		}
	}
	v.layers[Installed] = installed(r, dirs, o)
	for _, read := range []struct {
		kind Kind
		from func(*reader, string) map[string]*Found
	}{{Locked, locked}, {Pinned, pinned}, {Declared, declared}} {
		for _, dir := range dirs {
			if found := read.from(r, dir); len(found) > 0 {
				v.layers[read.kind] = found
				break
			}
		}
	}
	for _, dir := range dirs {
		if v.python != nil {
			break
		}
		v.python = pythonOf(r, dir)
	}
	for _, dir := range dirs {
		if d := r.toml(filepath.Join(dir, "pyproject.toml")); d != nil && d.get("project") != nil {
			v.application = isApplication(d)
			break
		}
	}
	return v
}

// isApplication tells whether a pyproject.toml with [project] is that of no
// package: it names no build backend, or uv is told so.
func isApplication(d *document) bool {
	if d.get("build-system") == nil {
		return true
	}
	e := d.get("tool", "uv", "package")
	return e != nil && e.v == false
}

// targetRange reads an override: "3.12" (that version and its patch releases),
// or a specifier set.
func targetRange(s string) (rng Range, exact bool, v Version) {
	if version, err := ParseVersion(s); err == nil && !tooLong(s) {
		if n := len(release(version)); n <= 2 && !version.IsPreRelease() && !version.IsPostRelease() {
			return Range{[]interval{{&bound{public(version), false}, series(version, n).hi}}}, false, version
		}
		return Exactly(version), true, version
	}
	rng, err := admittedBy(s)
	if err != nil {
		return Range{}, false, Version{}
	}
	return rng, false, Version{}
}

// add notes one more admitted version: a lock file may hold several, for
// different environments.
func add(m map[string]*Found, name, version string, s Source) {
	v, err := ParseVersion(version)
	if err != nil || tooLong(version) {
		return
	}
	name = Normalize(name)
	if f := m[name]; f != nil {
		if !f.Exact || compare(f.Version, v) != 0 {
			f.Exact, f.Version = false, Version{}
		}
		f.Range = f.Range.Union(Exactly(v))
		return
	}
	m[name] = &Found{Name: name, Version: v, Exact: true, Range: Exactly(v), Source: s}
}

// Environment

// environments gives the site directories of the environment that counts:
// the interpreter that the editor names, else .venv or venv in the nearest
// directory that has one, else VIRTUAL_ENV, if it lies within the workspace: an
// editor is often started from a shell that has another project's environment.
func environments(dirs []string, o *Options) []string {
	if o.Interpreter != "" {
		path := o.Interpreter
		if !filepath.IsAbs(path) {
			path = filepath.Join(dirs[len(dirs)-1], path)
		}
		if !isDir(path) {
			path = filepath.Dir(filepath.Dir(path)) // PREFIX/bin/python
		}
		if s := sitePackages(path); len(s) > 0 {
			return s
		}
	}
	for _, dir := range dirs {
		for _, name := range []string{".venv", "venv"} {
			if s := sitePackages(filepath.Join(dir, name)); len(s) > 0 {
				return s
			}
		}
	}
	if o.VirtualEnv != "" && within(o.VirtualEnv, dirs[len(dirs)-1]) {
		return sitePackages(o.VirtualEnv)
	}
	return nil
}

func sitePackages(prefix string) []string {
	var out []string
	for _, pattern := range []string{"lib/python3*/site-packages", "lib64/python3*/site-packages", "Lib/site-packages", "lib/python3/dist-packages"} {
		found, _ := filepath.Glob(filepath.Join(escapeGlob(prefix), pattern))
		for _, f := range found {
			if isDir(f) {
				out = append(out, f)
			}
		}
	}
	return out
}

var globMeta = regexp.MustCompile(`[*?\[\\]`)

// escapeGlob makes a path a pattern that matches only itself.
func escapeGlob(path string) string {
	if os.PathSeparator == '\\' {
		return path
	}
	return globMeta.ReplaceAllString(path, `\$0`)
}

func installed(r *reader, dirs []string, o *Options) map[string]*Found {
	out := map[string]*Found{}
	for _, site := range environments(dirs, o) {
		entries, err := os.ReadDir(site)
		if err != nil {
			continue
		}
		var names strings.Builder
		for _, e := range entries {
			base, ok := strings.CutSuffix(e.Name(), ".dist-info")
			if !ok {
				base, ok = strings.CutSuffix(e.Name(), ".egg-info")
			}
			if !ok {
				continue
			}
			// NAME-VERSION, of an egg with -pyX.Y behind; a name in it has no dash.
			name, version, ok := strings.Cut(base, "-")
			if !ok {
				continue
			}
			version, _, _ = strings.Cut(version, "-")
			names.WriteString(e.Name())
			names.WriteByte(0)
			if out[Normalize(name)] == nil {
				add(out, name, version, Source{Path: filepath.Join(site, e.Name()), Text: version, Kind: Installed})
			}
		}
		r.note(site, hashOf(names.String()))
	}
	return out
}

// Lock files

func locked(r *reader, dir string) map[string]*Found {
	out := map[string]*Found{}
	names := []string{"uv.lock", "poetry.lock", "pdm.lock", "pylock.toml"}
	more, _ := filepath.Glob(filepath.Join(escapeGlob(dir), "pylock.*.toml"))
	for _, m := range more {
		names = append(names, filepath.Base(m))
	}
	for _, name := range names {
		path := filepath.Join(dir, name)
		found, ok := load(r, path, "lock", lockedTOML)
		if ok && len(found) > 0 {
			if !strings.HasPrefix(name, "pylock.") || len(more) == 0 {
				return found
			}
			merge(out, found) // pylock.NAME.toml: one for each environment
		}
	}
	if len(out) > 0 {
		return out
	}
	found, _ := load(r, filepath.Join(dir, "Pipfile.lock"), "lock", lockedPipfile)
	return found
}

func merge(into, from map[string]*Found) {
	for name, f := range from {
		g := into[name]
		if g == nil {
			c := *f
			into[name] = &c
			continue
		}
		if !g.Exact || !f.Exact || compare(g.Version, f.Version) != 0 {
			g.Exact, g.Version = false, Version{}
		}
		g.Range = g.Range.Union(f.Range)
	}
}

func lockedTOML(path string, b []byte) map[string]*Found {
	d := newDocument(path, b)
	out := map[string]*Found{}
	for _, p := range slices.Concat(d.list("package"), d.list("packages")) {
		t, ok := p.v.(*table)
		if !ok {
			continue
		}
		name, version := t.str("name"), t.get("version")
		if name == "" || version == nil {
			continue
		}
		if s, ok := version.v.(string); ok {
			add(out, name, s, Source{Path: path, Line: d.line(version.value.start), Text: s, Kind: Locked})
		}
	}
	return out
}

func lockedPipfile(path string, b []byte) map[string]*Found {
	out := map[string]*Found{}
	var sections map[string]json.RawMessage
	if json.Unmarshal(b, &sections) != nil {
		return out
	}
	for _, section := range []string{"default", "develop"} {
		var packages map[string]struct {
			Version string `json:"version"`
		}
		if json.Unmarshal(sections[section], &packages) != nil {
			continue
		}
		for name, p := range packages {
			version := strings.TrimLeft(p.Version, "= ")
			line := 0
			if i := bytes.Index(b, []byte(`"`+name+`": {`)); i >= 0 {
				line = lineOf(b, i)
			}
			add(out, name, version, Source{Path: path, Line: line, Text: version, Kind: Locked})
		}
	}
	return out
}

// Requirements files

// requirements gives the requirements of the files that pip is usually given in
// dir, and of those they include.
func requirements(r *reader, dir string) []requirement {
	var paths []string
	for _, pattern := range []string{"requirements*.txt", "*[-_.]requirements.txt", "requirements/*.txt", "requirements/*/*.txt"} {
		found, _ := filepath.Glob(filepath.Join(escapeGlob(dir), pattern))
		paths = append(paths, found...)
	}
	slices.Sort(paths)
	seen := map[string]bool{}
	var out []requirement
	for len(paths) > 0 && len(seen) < 1000 {
		path := paths[0]
		paths = paths[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		f, ok := load(r, path, "requirements", readRequirements)
		if !ok {
			continue
		}
		out = append(out, f.requirements...)
		paths = append(paths, f.includes...)
	}
	return out
}

type requirementsFile struct {
	requirements []requirement
	includes     []string
}

var (
	include = regexp.MustCompile(`^(?:-r|--requirement|-c|--constraint)(?:\s+|=|)(\S.*)$`)
	option  = regexp.MustCompile(`\s+--?[a-zA-Z].*$`)
	comment = regexp.MustCompile(`(^|\s)#.*$`)
)

func readRequirements(path string, b []byte) requirementsFile {
	var out requirementsFile
	lines := strings.Split(strings.ReplaceAll(string(b), "\r", ""), "\n")
	for i := 0; i < len(lines); i++ {
		first := i
		text := lines[i]
		for strings.HasSuffix(text, `\`) && i+1 < len(lines) {
			i++
			text = text[:len(text)-1] + " " + lines[i]
		}
		text = strings.TrimSpace(comment.ReplaceAllString(text, ""))
		if m := include.FindStringSubmatch(text); m != nil {
			if !strings.Contains(m[1], "://") {
				p := filepath.FromSlash(m[1])
				if !filepath.IsAbs(p) {
					p = filepath.Join(filepath.Dir(path), p)
				}
				out.includes = append(out.includes, p)
			}
			continue
		}
		text = strings.TrimSpace(option.ReplaceAllString(text, ""))
		if q, ok := parseRequirement(text); ok {
			q.source = Source{Path: path, Line: first + 1, Text: text}
			out.requirements = append(out.requirements, q)
		}
	}
	return out
}

// pin is the version of a requirement that admits only one.
func (q *requirement) pin() string {
	text, ok := strings.CutPrefix(q.spec, "==")
	if !ok || strings.ContainsAny(text, "*,") {
		return ""
	}
	return strings.TrimSpace(strings.TrimPrefix(text, "="))
}

func pinned(r *reader, dir string) map[string]*Found {
	out := map[string]*Found{}
	for _, q := range requirements(r, dir) {
		if p := q.pin(); p != "" {
			q.source.Kind = Pinned
			add(out, q.name, p, q.source)
		}
	}
	return out
}

// Declarations

// declared reads the specifiers of the project in dir. Requirements without a
// marker must all hold; of those with one, any may.
func declared(r *reader, dir string) map[string]*Found {
	all := slices.Concat(pyprojectRequirements(r, dir), setupRequirements(r, dir), requirements(r, dir))
	out := map[string]*Found{}
	always, sometimes := map[string]Range{}, map[string]Range{}
	for _, q := range all {
		rng := q.rng()
		if old, ok := sometimes[q.name]; q.marked {
			if ok {
				rng = rng.Union(old)
			}
			sometimes[q.name] = rng
		} else if old, ok := always[q.name]; ok {
			if both := old.Intersect(rng); !both.IsEmpty() {
				always[q.name] = both
			} else {
				always[q.name] = old.Union(rng) // groups that exclude each other
			}
		} else {
			always[q.name] = rng
		}
		f := out[q.name]
		if f == nil || f.Source.Text == f.Name && q.source.Text != q.name {
			q.source.Kind = Declared
			out[q.name] = &Found{Name: q.name, Source: q.source}
		}
	}
	for name, f := range out {
		f.Range = anyVersion
		if a, ok := always[name]; ok {
			f.Range = a
		}
		if s, ok := sometimes[name]; ok {
			if both := f.Range.Intersect(s); !both.IsEmpty() {
				f.Range = both
			}
		}
	}
	return out
}

func (q *requirement) rng() Range {
	if q.poetry {
		r, _ := poetrySpec(q.spec)
		return r
	}
	r, _ := admittedBy(q.spec)
	return r
}

func pyprojectRequirements(r *reader, dir string) []requirement {
	path := filepath.Join(dir, "pyproject.toml")
	d := r.toml(path)
	if d == nil {
		return nil
	}
	var out []requirement
	take := func(list []*value) {
		for _, v := range list {
			s, ok := v.v.(string)
			if !ok {
				continue
			}
			if q, ok := parseRequirement(s); ok {
				q.source = Source{Path: path, Line: d.line(v.start), Text: s}
				out = append(out, q)
			}
		}
	}
	groups := func(t *table) {
		if t != nil {
			for _, k := range t.keys {
				take(t.list(k))
			}
		}
	}
	take(d.list("project", "dependencies"))
	groups(d.sub("project", "optional-dependencies"))
	groups(d.sub("dependency-groups")) // an include-group names a group that is read anyway
	take(d.list("tool", "uv", "dev-dependencies"))
	groups(d.sub("tool", "pdm", "dev-dependencies"))
	if envs := d.sub("tool", "hatch", "envs"); envs != nil {
		for _, k := range envs.keys {
			take(envs.list(k, "dependencies"))
			take(envs.list(k, "extra-dependencies"))
		}
	}
	poetry := func(t *table) {
		if t == nil {
			return
		}
		for _, k := range t.keys {
			e := t.entries[k]
			alternatives, many := e.v.([]*value)
			if !many {
				alternatives = []*value{e.value}
			}
			for _, a := range alternatives {
				spec, marked := "", many
				switch v := a.v.(type) {
				case string:
					spec = v
				case *table:
					spec = v.str("version")
					marked = marked || v.get("markers") != nil || v.get("python") != nil
				}
				if spec == "" {
					spec = "*" // a path, a repository
				}
				if _, ok := poetrySpec(spec); ok {
					out = append(out, requirement{name: Normalize(k), spec: spec, poetry: true, marked: marked,
						source: Source{Path: path, Line: d.line(e.start), Text: k + " = " + spec}})
				}
			}
		}
	}
	poetry(d.sub("tool", "poetry", "dependencies"))
	poetry(d.sub("tool", "poetry", "dev-dependencies"))
	if g := d.sub("tool", "poetry", "group"); g != nil {
		for _, k := range g.keys {
			poetry(g.sub(k, "dependencies"))
		}
	}
	return slices.DeleteFunc(out, func(q requirement) bool { return q.name == "python" })
}

func setupRequirements(r *reader, dir string) []requirement {
	path := filepath.Join(dir, "setup.cfg")
	f := r.ini(path)
	var out []requirement
	take := func(v iniValue) {
		for _, l := range v.lines() {
			if q, ok := parseRequirement(l); ok {
				q.source = Source{Path: path, Line: v.line, Text: l}
				out = append(out, q)
			}
		}
	}
	take(f["options"]["install_requires"])
	extras := f["options.extras_require"]
	for _, k := range sortedKeys(extras) {
		take(extras[k])
	}
	return out
}

// pythonOf is the Python versions that the project in dir admits.
func pythonOf(r *reader, dir string) *Found {
	found := func(path string, line int, text string, rng Range, ok bool) *Found {
		if !ok {
			return nil
		}
		return &Found{Name: "python", Range: rng, Source: Source{path, line, text, Declared}}
	}
	pyproject := filepath.Join(dir, "pyproject.toml")
	if d := r.toml(pyproject); d != nil {
		if e := d.get("project", "requires-python"); e != nil {
			s, _ := e.v.(string)
			rng, err := admittedBy(s)
			if f := found(pyproject, d.line(e.start), s, rng, s != "" && err == nil); f != nil {
				return f
			}
		}
		if e := d.get("tool", "poetry", "dependencies", "python"); e != nil {
			s, _ := e.v.(string)
			rng, ok := poetrySpec(s)
			if f := found(pyproject, d.line(e.start), s, rng, s != "" && ok); f != nil {
				return f
			}
		}
	}
	for _, name := range []string{"uv.lock", "pylock.toml"} {
		lock := filepath.Join(dir, name)
		f, ok := load(r, lock, "python", func(path string, b []byte) *Found {
			d := newDocument(path, b)
			e := d.get("requires-python")
			if e == nil {
				return nil
			}
			s, _ := e.v.(string)
			rng, err := admittedBy(s)
			f := found(path, d.line(e.start), s, rng, s != "" && err == nil)
			if f != nil {
				f.Source.Kind = Locked
			}
			return f
		})
		if ok && f != nil {
			return f
		}
	}
	file := filepath.Join(dir, ".python-version")
	if f, ok := load(r, file, "python", func(path string, b []byte) *Found {
		for i, l := range strings.Split(string(b), "\n") {
			l, _, _ = strings.Cut(l, "#")
			l = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(l), "cpython@"), "cpython-")
			if l == "" {
				continue
			}
			v, err := ParseVersion(l)
			if err != nil || tooLong(l) {
				return nil
			}
			rng, err := admittedBy(">=" + strings.Join(release(v)[:min(2, len(release(v)))], "."))
			f := found(path, i+1, l, rng, err == nil)
			f.Source.Kind = Pinned
			return f
		}
		return nil
	}); ok && f != nil {
		return f
	}
	cfg := filepath.Join(dir, "setup.cfg")
	if v, ok := r.ini(cfg)["options"]["python_requires"]; ok {
		rng, err := admittedBy(v.text)
		return found(cfg, v.line, v.text, rng, v.text != "" && err == nil)
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
