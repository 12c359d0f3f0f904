package snippets

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// facts are what fitting a page to a place asks of the project and of the
// names in the file.
type facts interface {
	in(dist, spec string) truth // is the version in the range
	has(dist string) truth      // does the project have it, or the file import it
	asyncioMode() string        // "strict", "auto" or "anyio"
	isTest() bool

	// derives tells whether the class certainly derives from one of bases.
	derives(class syntax.Node, bases ...string) bool

	// named is the module-level name that holds what one of the callables
	// gives, or the class deriving from one of them; "" if there is none or
	// several.
	constructed(callees ...string) string
	subclass(bases ...string) string

	// binding tells what the module binds to the name of an import.
	binding(i Import) bound

	// first tells whether nothing but comments stands before an offset, and
	// nothing is imported.
	first(offset int) bool

	importEdits(imports []Import) []edit.Edit
}

// bound is what the name of an import means in the file already.
type bound uint8

const (
	free  bound = iota // nothing
	same               // what the import binds
	other              // something else
)

// fileFacts are the facts of a snapshot.
type fileFacts struct {
	file *syntax.File
	m    *semantic.Module // nil for TOML
	surroundings
	memo map[string]string

	imported []string // what imports gives, once asked for
	asked    bool
}

// surroundings is what is asked of the project of the file.
type surroundings interface {
	in(dist, spec string) truth
	depends(dist string) truth
	asyncioMode() string
	isTest() bool
}

// imports are the modules that the file imports.
func (f *fileFacts) imports() []string {
	if !f.asked {
		f.imported, f.asked = f.m.Imports(), true
	}
	return f.imported
}

func (f *fileFacts) has(dist string) truth {
	if f.m != nil {
		pkg := strings.ReplaceAll(dist, "-", "_")
		for _, module := range f.imports() {
			if module == pkg || strings.HasPrefix(module, pkg+".") {
				return yes
			}
		}
	}
	return f.depends(dist)
}

func (f *fileFacts) derives(class syntax.Node, bases ...string) bool {
	if f.m == nil {
		return false
	}
	c := f.m.Class(class)
	return c != nil && c.IsSubclass(bases...) == semantic.Yes
}

// single is the only module-level name that define finds at a reference to one
// of the qualified names, remembered. Only references under the last part of
// the name are looked at, for those there is an index.
func (f *fileFacts) single(key string, qualified []string, define func(ref syntax.Node) syntax.Node) string {
	if f.m == nil {
		return ""
	}
	key += strings.Join(qualified, " ")
	if name, ok := f.memo[key]; ok {
		return name
	}
	found := map[string]bool{}
	for _, q := range qualified {
		last := q[strings.LastIndexByte(q, '.')+1:]
		refs := f.m.UsesOf(last)
		for _, n := range f.m.Attributes(last) {
			refs = append(refs, n.Parent())
		}
		for _, ref := range refs {
			name := define(ref)
			if name.Is(syntax.KIdentifier) && f.m.ScopeOf(name) == f.m.ModuleScope() && f.m.Is(ref, qualified...) {
				found[name.Text()] = true
			}
		}
	}
	name := ""
	if len(found) == 1 {
		for name = range found {
		}
	}
	f.memo[key] = name
	return name
}

func (f *fileFacts) constructed(callees ...string) string {
	return f.single("=", callees, func(ref syntax.Node) syntax.Node {
		call := ref.Parent()
		if assignment := call.Parent(); ref.Field() == syntax.FFunction && call.Field() == syntax.FRight && assignment.Is(syntax.KAssignment) {
			return assignment.Child(syntax.FLeft)
		}
		return syntax.Node{}
	})
}

func (f *fileFacts) subclass(bases ...string) string {
	return f.single("<", bases, func(ref syntax.Node) syntax.Node {
		if list := ref.Parent(); list.Field() == syntax.FSuperclasses {
			return list.Parent().Child(syntax.FName)
		}
		return syntax.Node{}
	})
}

func (f *fileFacts) binding(i Import) bound {
	if f.m == nil {
		return free
	}
	b := f.m.Bindings(i.Name())
	if len(b) == 0 {
		return free
	}
	types := true // bound for type checkers only
	for _, x := range b {
		types = types && x.Guard&semantic.TypeChecking != 0
		if x.Kind != semantic.Import || x.Module != i.Module || x.Attr != i.Attr {
			if i.Attr == "" && x.Kind == semantic.Import && x.Dotted {
				continue // import a.b beside import a
			}
			return other
		}
	}
	if types {
		return free
	}
	return same
}

func (f *fileFacts) first(offset int) bool {
	if f.m == nil || len(f.imports()) > 0 {
		return false
	}
	for c := range f.file.Root().Children() {
		if !c.IsExtra() {
			return c.Start() >= offset
		}
	}
	return true
}

func (f *fileFacts) importEdits(imports []Import) []edit.Edit {
	if f.m == nil {
		return nil
	}
	b := edit.NewBuilder(f.m)
	for _, i := range imports {
		if f.binding(i) == free {
			b.ImportAs(i.Module, i.Attr, "")
		}
	}
	edits, err := b.Edits()
	if err != nil {
		return nil
	}
	return edits
}

// nameSources say where the text of a tabstop may come from; they give "" when
// the file has no such name.
var nameSources = map[string]func(facts) string{
	"app":             appName,
	"base":            func(f facts) string { return f.subclass(classBases[InSQLAlchemy]...) },
	"engine":          func(f facts) string { return f.constructed("sqlalchemy.ext.asyncio.create_async_engine") },
	"router":          routerOrApp,
	"session-factory": func(f facts) string { return f.constructed("sqlalchemy.ext.asyncio.async_sessionmaker") },
}

func appName(f facts) string {
	return f.constructed("fastapi.FastAPI", "starlette.applications.Starlette")
}

// routerOrApp is what path operations are declared on.
func routerOrApp(f facts) string {
	if r := f.constructed("fastapi.APIRouter"); r != "" {
		return r
	}
	return appName(f)
}

func sourceNames() []string {
	var out []string
	for s := range nameSources {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

func newFacts(s *analysis.Snapshot) facts {
	return &fileFacts{file: s.File, m: s.Module(), surroundings: viewFacts{s.View}, memo: map[string]string{}}
}
