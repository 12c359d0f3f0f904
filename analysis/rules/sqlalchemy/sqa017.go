package sqlalchemy

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA017",
		Name:     "require-asyncio-extra",
		Severity: rule.Information,
		Lang:     syntax.TOML,
		Kinds:    []syntax.Kind{syntax.KTomlDocument},
		Check:    requireAsyncioExtra,
	})
}

// dependency is a requirement of a pyproject.toml.
type dependency struct {
	node   syntax.Node // the requirement string, or what Poetry's key stands for
	name   string      // in lower case
	extras []string    // with "_" between words
	main   bool        // not of an optional group
	poetry bool
}

// bringGreenlet are the extras of SQLAlchemy that require greenlet.
var bringGreenlet = []string{"asyncio", "aiomysql", "aiosqlite", "aioodbc", "asyncmy", "postgresql_asyncpg"}

func (d dependency) bringsGreenlet() bool {
	return slices.ContainsFunc(d.extras, func(x string) bool { return slices.Contains(bringGreenlet, x) })
}

func requireAsyncioExtra(p *rule.Pass, doc syntax.Node) {
	if filepath.Base(p.Path) != "pyproject.toml" {
		return
	}
	var plain []dependency
	extra, inMain := false, false
	for _, d := range dependenciesOf(doc) {
		switch {
		case d.name == "greenlet", d.name == "sqlalchemy" && d.main && d.bringsGreenlet():
			return
		case d.name == "sqlalchemy" && d.bringsGreenlet():
			extra = true
		case d.name == "sqlalchemy":
			plain = append(plain, d)
			inMain = inMain || d.main
		}
	}
	if len(plain) == 0 || !p.Ask(func(v *project.View) bool { return v.Any(importsAsyncio) }) {
		return
	}
	if extra && !p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool { return importsAsyncio(s) && !inTests(s.Path) })
	}) {
		return
	}
	for _, d := range plain {
		if inMain && !d.main {
			continue
		}
		severity := rule.Default
		if p.Project.In("sqlalchemy", ">=2.1") != project.No {
			severity = rule.Warning
		}
		p.Report(rule.Diagnostic{
			Start: d.node.Start(), End: d.node.End(), Severity: severity,
			Message: "Depend on sqlalchemy[asyncio]: plain sqlalchemy does not bring greenlet everywhere " +
				"(2.1: nowhere; 2.0: only on common CPUs, 2.0.40 not on Python 3.14)",
			Fixes: func() []rule.Fix {
				change, ok := d.addExtra()
				if !ok {
					return nil
				}
				return []rule.Fix{{Title: "Add the asyncio extra", Edits: []edit.Edit{change}}}
			},
		})
	}
}

// importsAsyncio tells whether a file imports the extension at run time.
func importsAsyncio(s *semantic.Summary) bool {
	return slices.ContainsFunc(s.Imports, func(name string) bool {
		return (name == "sqlalchemy.ext.asyncio" || strings.HasPrefix(name, "sqlalchemy.ext.asyncio.")) && !slices.Contains(s.TypesOnly, name)
	})
}

// inTests tells whether a path is that of a test.
func inTests(path string) bool {
	base := filepath.Base(path)
	return base == "conftest.py" || strings.HasPrefix(base, "test_") ||
		slices.Contains(strings.Split(filepath.ToSlash(path), "/"), "tests")
}

// dependenciesOf are the requirements that a pyproject.toml declares.
func dependenciesOf(doc syntax.Node) []dependency {
	var list []dependency
	for table := range doc.Named() {
		header := ""
		if table.Is(syntax.KTomlTable) {
			header = tomlKey(firstPart(table))
		} else if !table.Is(syntax.KTomlPair) {
			continue
		}
		if name, ok := strings.CutPrefix(header, "tool.poetry.dependencies."); ok {
			list = append(list, poetryDependency(name, table))
			continue
		}
		for pair := range table.Named() {
			if !pair.Is(syntax.KTomlPair) {
				continue
			}
			key, value := pairOf(pair)
			switch {
			case header == "project" && key == "dependencies", header == "project.optional-dependencies", header == "dependency-groups":
				for s := range value.Named() {
					if d, ok := requirementOf(s); ok && value.Is(syntax.KTomlArray) {
						d.main = key == "dependencies" && header == "project"
						list = append(list, d)
					}
				}
			case header == "tool.poetry.dependencies":
				list = append(list, poetryDependency(key, value))
			}
		}
	}
	return list
}

// tomlKey is a key with its parts joined by dots, without quotes.
func tomlKey(n syntax.Node) string {
	return strings.Join(strings.FieldsFunc(n.Text(), func(r rune) bool { return strings.ContainsRune(" \t\"'", r) }), "")
}

// pairOf is the key and the value of a pair.
func pairOf(pair syntax.Node) (key string, value syntax.Node) {
	for c := range pair.Named() {
		if key == "" {
			key = tomlKey(c)
		} else {
			value = c
		}
	}
	return key, value
}

// aRequirement is a requirement string: the name, and the extras in brackets.
var aRequirement = regexp.MustCompile(`^["']\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^\]]*\])?`)

func requirementOf(n syntax.Node) (dependency, bool) {
	parts := aRequirement.FindStringSubmatch(n.Text())
	if !n.Is(syntax.KTomlString) || parts == nil {
		return dependency{}, false
	}
	return dependency{node: n, name: strings.ToLower(parts[1]), extras: extrasIn(parts[2])}, true
}

// extrasIn are the extras in a list in brackets.
func extrasIn(list string) []string {
	list = strings.ReplaceAll(strings.ToLower(list), "-", "_")
	return strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune("[]\"', \t\r\n", r) })
}

// poetryDependency is a key of tool.poetry.dependencies with its value: a
// string, an inline table or a table.
func poetryDependency(name string, value syntax.Node) dependency {
	d := dependency{node: value, name: strings.ToLower(name), main: true, poetry: true}
	if value.Is(syntax.KTomlInlineTable, syntax.KTomlTable) {
		for pair := range value.Named() {
			if key, v := pairOf(pair); pair.Is(syntax.KTomlPair) && key == "extras" {
				d.extras = extrasIn(v.Text())
			}
		}
	}
	if value.Is(syntax.KTomlTable) {
		d.node = firstPart(value)
	}
	return d
}

// addExtra adds the extra to the requirement.
func (d dependency) addExtra() (change edit.Edit, ok bool) {
	insert := func(at int, text string) (edit.Edit, bool) { return edit.Edit{Start: at, End: at, New: text}, true }
	if !d.poetry {
		at := aRequirement.FindStringSubmatchIndex(d.node.Text())
		start := d.node.Start()
		switch {
		case at[4] < 0:
			return insert(start+at[3], "[asyncio]")
		case len(d.extras) == 0:
			return insert(start+at[5]-1, "asyncio")
		}
		return insert(start+at[5]-1, ", asyncio")
	}
	table := d.node
	switch {
	case d.node.Is(syntax.KTomlString):
		return edit.Edit{Start: d.node.Start(), End: d.node.End(), New: "{version = " + d.node.Text() + ", extras = [\"asyncio\"]}"}, true
	case !d.node.Is(syntax.KTomlInlineTable):
		table = d.node.Parent()
	}
	var last syntax.Node
	for pair := range table.Named() {
		if !pair.Is(syntax.KTomlPair) {
			continue
		}
		last = pair
		if key, v := pairOf(pair); key == "extras" {
			if !v.Is(syntax.KTomlArray) || len(d.extras) == 0 {
				return edit.Edit{}, false
			}
			var end syntax.Node
			for s := range v.Named() {
				end = s
			}
			return insert(end.End(), ", \"asyncio\"")
		}
	}
	switch {
	case last.IsNil():
		return edit.Edit{}, false
	case table.Is(syntax.KTomlInlineTable):
		return insert(last.End(), ", extras = [\"asyncio\"]")
	}
	text := table.File().Text
	return insert(text.LineEnd(text.LineOf(last.End())), text.Newline()+"extras = [\"asyncio\"]")
}
