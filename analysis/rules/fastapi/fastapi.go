// Package fastapi holds the rules about FastAPI and Starlette.
package fastapi

import (
	"embed"
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/rules/internal/common"
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
	return common.TypingName(p, b, at, "Annotated", "3.9")
}

// Canonical names of classes.
const (
	appClass    = "fastapi.FastAPI"
	routerClass = "fastapi.APIRouter"
)

// isApp tells whether n holds an application.
func isApp(m *semantic.Module, n syntax.Node) bool {
	return m.IsInstance(m.TypeOf(n), appClass) == semantic.Yes
}

// isRouter tells whether n holds an APIRouter.
func isRouter(m *semantic.Module, n syntax.Node) bool {
	return m.IsInstance(m.TypeOf(n), routerClass) == semantic.Yes
}

// operations are the methods that make a route of a function.
var operations = []string{"get", "post", "put", "delete", "patch", "options", "head", "trace"}

// isRoute tells whether a decorator makes the function a route of an
// application or a router.
func isRoute(m *semantic.Module, fn *semantic.Func) bool {
	return slices.ContainsFunc(fn.Decorators, func(d semantic.Decorator) bool {
		f := d.Call.Child(syntax.FFunction)
		object := f.Child(syntax.FObject)
		return f.Is(syntax.KAttribute) && slices.Contains(operations, f.Child(syntax.FAttribute).Text()) && (isApp(m, object) || isRouter(m, object))
	})
}

// makes tells whether a call makes an instance of a class or of one that
// derives from it, with the constructor of the library.
func makes(m *semantic.Module, call syntax.Node, class string) bool {
	q := m.Resolve(call.Child(syntax.FFunction))
	if q == "" || m.IsSubclass(q, class) != semantic.Yes {
		return false
	}
	for _, a := range m.AncestorsOf(q) {
		if a.MayHave("__init__") {
			return false
		}
	}
	return true
}

// exported is the value that a project module gives to the name q; nil if it is
// none of another file.
func exported(m *semantic.Module, q string) *semantic.ValueInfo {
	module, name := cutLast(q)
	s := m.ProjectModule(module)
	if s == nil || name == "" {
		return nil
	}
	if e := s.Exports[name[1:]]; e != nil {
		return e.Value
	}
	return nil
}

// sameSymbol tells whether two names mean the same variable.
func sameSymbol(a, b *semantic.Symbol) bool {
	return a != nil && b != nil && a.Name == b.Name && a.Scope == b.Scope
}
