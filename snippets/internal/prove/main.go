// Command prove renders every page of the guide at the places it fits, with its
// imports, and runs the result on the real libraries in the Debian systems that
// it is given. What came out goes to docs/proof-snippets.md.
//
//	go run ./snippets/internal/prove -django .cache/sid/opt/django .cache/sid .cache/trixie
//
// A newer Django, unpacked in the first of the systems, runs the pages about
// Django once more.
//
// A scene in scenes/AREA/NAME.py is a file with a place (¦) for the snippet,
// and code around it that shows that it does what the page says.
package main

import (
	"bufio"
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/syntax"
	"github.com/pyidiom/pyidiom/snippets"
)

//go:embed scenes project run.py
var files embed.FS

func main() {
	out := flag.String("o", "docs/proof-snippets.md", "write the results to this `FILE`")
	pyright := flag.String("pyright", "", "check the types of decorators with this `COMMAND`")
	django := flag.String("django", "", "a newer Django in this `DIRECTORY` of the first system")
	flag.Parse()
	if err := prove(*out, *pyright, *django, flag.Args()); err != nil {
		fmt.Fprintf(os.Stderr, "prove: %v\n", err)
		os.Exit(1)
	}
}

func prove(out, pyright, django string, roots []string) error {
	if len(roots) == 0 {
		return errors.New("name the Debian systems to run in")
	}
	var systems []*system
	for _, root := range roots {
		systems = append(systems, &system{name: filepath.Base(root), root: root})
	}
	var newer *system
	all := systems
	if django != "" {
		inside, err := filepath.Rel(roots[0], django)
		if err != nil {
			return err
		}
		newer = &system{name: "newer Django", root: roots[0], path: "/" + inside, area: "django"}
		all = append(slices.Clip(systems), newer)
	}
	failed := 0
	for _, s := range all {
		if err := s.run(); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		for _, r := range s.results {
			if !r.OK {
				failed++
				fmt.Fprintf(os.Stderr, "%s: %s\n%s\n", s.name, r.ID, r.What)
			}
		}
	}
	typed := ""
	if pyright != "" {
		var err error
		if typed, err = checkTypes(pyright); err != nil {
			return err
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d snippets fail", failed)
	}
	return os.WriteFile(out, []byte(table(systems, newer, typed)), 0o666)
}

// system is a Debian system and what happened in it.
type system struct {
	name     string
	root     string
	path     string   // of packages that come before those of the system
	area     string   // of the pages that are run, "" for all
	versions []string // "python 3.14.10"
	results  map[string]result
}

type result struct {
	ID   string `json:"id"`
	OK   bool   `json:"ok"`
	What string `json:"what"`
}

// scene is a file with an accepted snippet.
type scene struct {
	ID   string `json:"id"`
	Kind string `json:"kind"` // "python", "django", "test" or "toml"
	File string `json:"file"`
	Root string `json:"root"` // of its project
}

// distributions are those whose versions matter.
var distributions = []string{
	"fastapi", "starlette", "pydantic", "pydantic-settings", "sqlalchemy", "aiosqlite", "django", "pytest", "pytest-asyncio", "anyio", "httpx", "uvicorn",
}

// python is a command in the system.
func (s *system) python(args ...string) *exec.Cmd {
	cmd := exec.Command("chroot", append([]string{s.root, "env", "-i", "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "PYTHONPATH=" + s.path, "python3"}, args...)...)
	cmd.Stderr = os.Stderr
	return cmd
}

// run renders the pages for the system and runs them in it.
func (s *system) run() error {
	s.results = map[string]result{}
	const inside = "/tmp/pyidiom-prove"
	dir := filepath.Join(s.root, inside)
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := copyFiles(dir); err != nil {
		return err
	}
	versions, err := s.readVersions()
	if err != nil {
		return err
	}
	var scenes []scene
	for _, set := range settings {
		rendered, err := s.render(dir, set, versions)
		if err != nil {
			return err
		}
		scenes = append(scenes, rendered...)
	}
	if s.area == "" {
		saved, err := s.copySaved(dir, versions)
		if err != nil {
			return err
		}
		scenes = append(scenes, saved...)
	}
	b, err := json.Marshal(scenes)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "scenes.json"), b, 0o666); err != nil {
		return err
	}
	stdout, err := s.python(inside+"/run.py", inside).Output()
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(stdout))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r result
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return err
		}
		s.results[r.ID] = r
	}
	for _, c := range scenes {
		if _, ok := s.results[c.ID]; !ok {
			return fmt.Errorf("nothing is known of %s", c.ID)
		}
	}
	return nil
}

// A setting is a project that pages are rendered in.
type setting struct {
	dir  string // of the project, in that of the run
	mode string // how pytest runs async tests: asyncio's mode, or anyio
	take func(*snippets.Page) bool
}

var settings = []setting{
	{".", "strict", func(p *snippets.Page) bool { return len(p.Unless) == 0 }},
	// Where there is nothing yet that the page would be left out for.
	{"empty", "strict", func(p *snippets.Page) bool { return len(p.Unless) > 0 }},
	{"auto", "auto", inMode("auto")},
	{"anyio", "anyio", inMode("anyio")},
}

// inMode tells of a page whether it has a body for a way to run async tests.
func inMode(mode string) func(*snippets.Page) bool {
	return func(p *snippets.Page) bool {
		return slices.ContainsFunc(p.Variants, func(v snippets.Variant) bool {
			return slices.ContainsFunc(v.When, func(c snippets.Condition) bool { return c.String() == "asyncio_mode=="+mode })
		})
	}
}

func copyFiles(dir string) error {
	return fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "scenes/") {
			return err
		}
		b, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, strings.TrimPrefix(name, "project/"))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		return os.WriteFile(to, b, 0o666)
	})
}

// readVersions asks the Python of a system what it has.
func (s *system) readVersions() (map[string]string, error) {
	script := "import sys, json, importlib.metadata as m\nprint(json.dumps({'python': sys.version.split()[0], **{n: m.version(n) for n in sys.argv[1:]}}))"
	b, err := s.python(append([]string{"-c", script}, distributions...)...).Output()
	if err != nil {
		return nil, err
	}
	var versions map[string]string
	if err := json.Unmarshal(b, &versions); err != nil {
		return nil, err
	}
	for _, name := range append([]string{"python"}, distributions...) {
		s.versions = append(s.versions, name+" "+versions[name])
	}
	return versions, nil
}

// files are what says how async tests are run.
func (set setting) files(versions map[string]string) map[string]string {
	if set.mode == "anyio" {
		versions = maps.Clone(versions)
		delete(versions, "pytest-asyncio")
		return map[string]string{
			"pyproject.toml": projectFile(versions),
			"pytest.ini":     "[pytest]\naddopts = -p no:asyncio\n",
			"conftest.py":    "import pytest\n\n\n@pytest.fixture(scope=\"session\")\ndef anyio_backend() -> str:\n    return \"asyncio\"\n",
		}
	}
	return map[string]string{
		"pyproject.toml": projectFile(versions),
		"pytest.ini":     fmt.Sprintf("[pytest]\nasyncio_mode = %s\nasyncio_default_fixture_loop_scope = function\n", set.mode),
	}
}

// projectFile is a pyproject.toml that names the versions.
func projectFile(versions map[string]string) string {
	python := strings.Join(strings.Split(versions["python"], ".")[:2], ".")
	var b strings.Builder
	fmt.Fprintf(&b, "[project]\nname = \"scenes\"\nversion = \"1\"\nrequires-python = \">=%s\"\ndependencies = [\n", python)
	for _, name := range distributions {
		if v, ok := versions[name]; ok {
			fmt.Fprintf(&b, "    \"%s==%s\",\n", name, v)
		}
	}
	b.WriteString("]\n")
	return b.String()
}

// generic are files with a place of each kind, for pages that fit at several:
// the first is that of its scene.
var generic = map[snippets.Where]string{
	snippets.InModule:     "¦\n",
	snippets.InFunction:   "def call_me():\n    ¦\n",
	snippets.InAsync:      "async def call_me():\n    ¦\n",
	snippets.Table:        "[tool.other]\nname = \"x\"\n\n¦\n",
	snippets.Dependencies: "[project]\nname = \"x\"\nversion = \"1\"\ndependencies = [\n    ¦\n]\n",
}

// render writes the pages of a setting where they fit. What needs other versions
// is a result; what is not offered for another reason is an error.
func (s *system) render(dir string, set setting, versions map[string]string) ([]scene, error) {
	root := filepath.Join(dir, set.dir)
	if err := os.MkdirAll(root, 0o777); err != nil {
		return nil, err
	}
	for name, text := range set.files(versions) {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o666); err != nil {
			return nil, err
		}
	}
	w := analysis.NewWorkspace(analysis.Options{Roots: []string{root}})
	defer w.Close()
	if err := w.Index(context.Background(), nil); err != nil {
		return nil, err
	}
	var scenes []scene
	written := map[string]string{}
	for _, page := range snippets.Builtin().Pages() {
		if !set.take(page) || s.area != "" && s.area != page.Area {
			continue
		}
		for i, where := range page.Where {
			id := idOf(page, where, set)
			src, err := files.ReadFile("scenes/" + page.Topic() + ".py")
			if i > 0 || err != nil {
				src = []byte(generic[where])
			}
			if len(src) == 0 {
				return nil, fmt.Errorf("%s: there is no scene", id)
			}
			if set.mode == "anyio" {
				src = bytes.ReplaceAll(src, []byte("pytest.mark.asyncio"), []byte("pytest.mark.anyio"))
			}
			if needs := lacking(page, versions); needs != "" {
				s.results[id] = result{id, true, "needs " + needs}
				continue
			}
			c := scene{ID: id, Kind: kind(page), File: path.Join(set.dir, "scenes", page.Area, page.Name, string(where), fileName(page)), Root: set.dir}
			text, ok := accept(w, filepath.Join(dir, filepath.FromSlash(c.File)), string(src), page)
			if !ok {
				return nil, fmt.Errorf("%s is not offered in its scene", id)
			}
			written[c.File] = text
			scenes = append(scenes, c)
		}
	}
	for name, text := range written {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(to, []byte(text), 0o666); err != nil {
			return nil, err
		}
	}
	return scenes, nil
}

// savedInNeovim are files in which snippets were accepted in a real Neovim.
const savedInNeovim = "editors/neovim/testdata/areas/saved"

// copySaved takes over the files that were saved in Neovim.
func (s *system) copySaved(dir string, versions map[string]string) ([]scene, error) {
	var scenes []scene
	err := fs.WalkDir(os.DirFS(savedInNeovim), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(savedInNeovim, name))
		if err != nil {
			return err
		}
		c := scene{ID: "Neovim " + name, Kind: "python", File: path.Join("saved", name), Root: "."}
		switch {
		case strings.HasPrefix(name, "django"):
			c.Kind = "django"
		case strings.HasPrefix(name, "test_"):
			c.Kind = "test"
		case path.Ext(name) == ".toml":
			c.Kind = "toml"
		}
		// What was accepted is for the versions that the project admits.
		if c.Kind == "django" && project.SpecifierIn("=="+versions["django"], ">=5.2") != project.Yes {
			s.results[c.ID] = result{c.ID, true, "needs django>=5.2"}
			return nil
		}
		scenes = append(scenes, c)
		to := filepath.Join(dir, filepath.FromSlash(c.File))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		return os.WriteFile(to, b, 0o666)
	})
	return scenes, err
}

func idOf(page *snippets.Page, where snippets.Where, set setting) string {
	id := page.Topic() + " " + string(where)
	switch set.mode {
	case "auto":
		id += ", asyncio_mode auto"
	case "anyio":
		id += ", anyio"
	}
	return id
}

// lacking is the first condition of the page, or of all its bodies, that the
// versions do not meet.
func lacking(page *snippets.Page, versions map[string]string) string {
	missing := func(conditions []snippets.Condition) string {
		for _, c := range conditions {
			if v := versions[c.Name]; c.Spec != "" && v != "" && project.SpecifierIn("=="+v, c.Spec) != project.Yes {
				return c.String()
			}
		}
		return ""
	}
	if needs := missing(page.Needs); needs != "" {
		return needs
	}
	needs := ""
	for _, v := range page.Variants {
		if needs = missing(v.When); needs == "" {
			return ""
		}
	}
	return needs
}

func kind(page *snippets.Page) string {
	switch {
	case page.Lang() == syntax.TOML:
		return "toml"
	case slices.Contains(page.Files, "test"):
		return "test"
	case page.Area == "django":
		return "django"
	}
	return "python"
}

// fileName is a name that the page is for.
func fileName(page *snippets.Page) string {
	switch {
	case slices.Contains(page.Files, "test"):
		return "test_" + strings.ReplaceAll(page.Name, "-", "_") + "_scene.py"
	case len(page.Files) > 0:
		return strings.ReplaceAll(page.Files[0], "*", "x")
	}
	return "scene.py"
}

// accept is a file after the page was accepted at its place.
func accept(w *analysis.Workspace, path, src string, page *snippets.Page) (text string, ok bool) {
	before, after, _ := strings.Cut(src, "¦")
	typed := before + page.Prefixes[0]
	snap := w.Analyse(path, []byte(typed+after))
	for _, it := range snippets.Complete(snap, len(typed)) {
		if it.Page == page && it.Label == page.Prefixes[0] {
			edits := append(it.Imports(), edit.Edit{Start: it.Start, End: it.End, New: it.Plain})
			return string(edit.Apply(snap.File.Text.Bytes(), edits)), true
		}
	}
	return "", false
}

// table is docs/proof-snippets.md.
func table(systems []*system, newer *system, typed string) string {
	var b strings.Builder
	b.WriteString("# What the snippets do\n\nEach page of [the guide](guide.md), accepted where it fits with its defaults and its imports, and run on the real\nlibraries. What stands behind a page is what was seen. This file is made by `make prove-snippets`.\n\n")
	for _, s := range systems {
		fmt.Fprintf(&b, "- **%s**: %s\n", s.name, strings.Join(s.versions, ", "))
	}
	if newer != nil {
		fmt.Fprintf(&b, "- **%s**: that of Debian experimental, in %s: %s\n", newer.name, systems[0].name, strings.Join(newer.versions, ", "))
	}
	if typed != "" {
		fmt.Fprintf(&b, "- **pyright**, strict: %s\n", typed)
	}
	fmt.Fprintf(&b, "\nOf the pages with the SHA-256 %s.\n\n| page | place |", snippets.Fingerprint())
	for _, s := range systems {
		fmt.Fprintf(&b, " %s |", s.name)
	}
	b.WriteString("\n| --- | --- |" + strings.Repeat(" --- |", len(systems)) + "\n")
	for _, set := range settings {
		for _, page := range snippets.Builtin().Pages() {
			if !set.take(page) {
				continue
			}
			for _, where := range page.Where {
				id := idOf(page, where, set)
				fmt.Fprintf(&b, "| %s |", strings.Replace(id, " ", " | ", 1))
				for _, s := range systems {
					fmt.Fprintf(&b, " %s |", cell(s.results[id].What))
				}
				b.WriteString("\n")
			}
		}
	}
	if newer != nil {
		fmt.Fprintf(&b, "\n| page | place | %s |\n| --- | --- | --- |\n", newer.name)
		for _, id := range slices.Sorted(maps.Keys(newer.results)) {
			fmt.Fprintf(&b, "| %s | %s |\n", strings.Replace(id, " ", " | ", 1), cell(newer.results[id].What))
		}
	}
	b.WriteString("\nFiles as they were saved in a real Neovim, in which a snippet of each area was accepted:\n\n| file |")
	for _, s := range systems {
		fmt.Fprintf(&b, " %s |", s.name)
	}
	b.WriteString("\n| --- |" + strings.Repeat(" --- |", len(systems)) + "\n")
	for _, id := range slices.Sorted(maps.Keys(systems[0].results)) {
		if name, ok := strings.CutPrefix(id, "Neovim "); ok {
			fmt.Fprintf(&b, "| %s |", name)
			for _, s := range systems {
				fmt.Fprintf(&b, " %s |", cell(s.results[id].What))
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// cell is text that stays in its cell of a table.
func cell(s string) string {
	s = strings.NewReplacer("|", "\\|", "\n", " ", "`", "'").Replace(s)
	if s == "runs" || strings.HasPrefix(s, "needs ") {
		return s
	}
	return "`" + s + "`"
}
