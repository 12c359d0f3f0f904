package project

import (
	"fmt"
	"slices"
	"strings"
)

// WatchGlobs are the files, as glob patterns for any directory, whose changes
// the workspace has to be told of with Changed.
func WatchGlobs() []string {
	return []string{
		"**/*.{py,pyi}",
		"**/{pyproject,pyidiom,ruff,.ruff,pytest,.pytest,pylock,pylock.*}.toml",
		"**/{uv,poetry,pdm,Pipfile}.lock",
		"**/{setup.cfg,tox.ini,pytest.ini,.pytest.ini,.python-version,.gitignore}",
		"**/*requirements*.txt",
		"**/requirements/**/*.txt",
		"**/pyvenv.cfg",
		"**/*.dist-info/METADATA",
		"**/{.env,.env.*,*.env}",
	}
}

// Description is all that is known around a file, with where it was found.
type Description struct {
	Path, Root, Folder string
	Module             string // the dotted name of the file
	SourceRoots        []string
	Config             []Described // every setting; Source is zero for a default
	Python             *Found      // nil: unknown
	Versions           []*Found
	Pytest             *Pytest
	Ruff               *Ruff
	Problems           []Problem
}

// Described is one setting.
type Described struct {
	Key    string
	Value  string // as text, "" for a default that is nothing
	Set    bool
	Source Source // without Path: the command line or the editor
}

// Describe gives all that is known around the file.
func (v *View) Describe() *Description {
	d := &Description{
		Path: v.path, Root: v.Root(), Folder: v.Top(), Module: v.ModuleName(v.path), SourceRoots: v.SourceRoots(),
		Python: v.Found("python"), Versions: v.Dependencies(), Pytest: v.Pytest(), Ruff: v.Ruff(), Problems: v.Problems(),
	}
	c := v.Config()
	put := func(key, value string, set bool, s Source) {
		d.Config = append(d.Config, Described{key, value, set, s})
	}
	list := func(key string, s Setting[[]string], def []string) {
		value := s.Value
		if !s.Set {
			value = def
		}
		put(key, strings.Join(value, ", "), s.Set, s.Source)
	}
	list("select", c.Select, nil)
	list("extend-select", c.ExtendSelect, nil)
	list("ignore", c.Ignore, nil)
	var severity []string
	for _, k := range sortedKeys(c.Severity.Value) {
		severity = append(severity, k+" = "+c.Severity.Value[k])
	}
	put("severity", strings.Join(severity, ", "), c.Severity.Set, c.Severity.Source)
	var per []string
	for _, k := range sortedKeys(c.PerFileIgnores.Value) {
		per = append(per, fmt.Sprintf("%s = [%s]", k, strings.Join(c.PerFileIgnores.Value[k], ", ")))
	}
	put("per-file-ignores", strings.Join(per, ", "), c.PerFileIgnores.Set, c.PerFileIgnores.Source)
	list("exclude", c.Exclude, DefaultExclude)
	put("unsafe-fixes", fmt.Sprint(c.UnsafeFixes.Value), c.UnsafeFixes.Set, c.UnsafeFixes.Source)
	if c.LocalURLs.Set {
		put("credentials-in-url.local", fmt.Sprint(c.LocalURLs.Value), true, c.LocalURLs.Source)
	}
	list("fix-on-save", c.FixOnSave, nil)
	for _, k := range sortedKeys(c.Target) {
		put("target."+k, c.Target[k].Value, true, c.Target[k].Source)
	}
	list("guides", c.Guides, nil)
	return d
}

// String writes a range as a specifier set; unions are joined by " || ".
func (r Range) String() string {
	var out []string
	for _, i := range r.is {
		if i.lo != nil && i.hi != nil && compare(i.lo.v, i.hi.v) == 0 {
			out = append(out, "=="+i.lo.v.String())
			continue
		}
		var parts []string
		if i.lo != nil {
			op, v := ">=", i.lo.v.String()
			if i.lo.after {
				op = ">"
			}
			parts = append(parts, op+strings.TrimSuffix(strings.TrimSuffix(v, ".dev0"), ".post"+highest))
		}
		if i.hi != nil {
			op, v := "<", i.hi.v.String()
			if i.hi.after {
				op = "<="
			}
			parts = append(parts, op+strings.TrimSuffix(v, ".dev0"))
		}
		if len(parts) == 0 {
			parts = []string{"any"}
		}
		out = append(out, strings.Join(parts, ","))
	}
	return strings.Join(slices.Clip(out), " || ")
}
