// Package fastapi holds the rules about FastAPI and Starlette.
package fastapi

import (
	"embed"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

//go:embed *.md
var pages embed.FS

// since is the gate of what FastAPI has from a version on: the lowest version
// that the project admits counts, and an unknown one is taken for a new one.
func since(version string) []rule.Gate {
	return []rule.Gate{{Package: "fastapi", Range: ">=" + version, Unknown: true}}
}

// builder starts a fix with FastAPI's conventions: imports that it leaves
// unused stay, and so do comments behind what it deletes.
func builder(p *rule.Pass) *edit.Builder {
	b := p.Builder()
	b.Set(edit.KeepOrphans(), edit.KeepTrailingComments())
	return b
}

// markers are the functions that say where a parameter comes from.
var markers = map[string]bool{}

func init() {
	for _, name := range []string{"Query", "Path", "Header", "Cookie", "Body", "Form", "File", "Depends", "Security"} {
		markers["fastapi."+name] = true
		markers["fastapi.params."+name] = true
	}
}

// marker is the canonical name of the marker that n is a call of, or "".
func marker(m *semantic.Module, n syntax.Node) string {
	if !n.Is(syntax.KCall) {
		return ""
	}
	if name := m.Resolve(n.Child(syntax.FFunction)); markers[name] {
		return name
	}
	return ""
}

// annotated spells Annotated at a place.
func annotated(p *rule.Pass, b *edit.Builder, at syntax.Node) string {
	module := "typing"
	if p.Project.Found("python") != nil && p.Project.In("python", ">=3.9") != project.Yes {
		module = "typing_extensions"
	}
	return b.Name(at, module, "Annotated")
}
