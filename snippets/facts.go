package snippets

import (
	"iter"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// bound is what the name of an import means in the file already.
type bound uint8

const (
	free  bound = iota // nothing
	same               // what the import binds
	other              // something else
)

// fileFacts are what fitting a page to a place asks of the project and of the
// names in the file.
type fileFacts struct {
	file *syntax.File
	m    *semantic.Module // nil for TOML
	view *project.View    // nil if there is no project
	surroundings
	memo     map[string]string
	fillings map[string]filling
	circular map[string]bool // by path: the module imports this one
	known    map[Condition]truth
	below    map[string]bool          // what importedBy gives below the place and not above
	calls    map[string][]syntax.Node // by what is called

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

// has tells whether the project has a distribution, or the file imports it.
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

// derives tells whether the class certainly derives from one of bases.
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

// isMeta tells whether a class is the Meta of a Django model.
func (f *fileFacts) isMeta(class syntax.Node) bool {
	if f.m == nil || class.Child(syntax.FName).Text() != "Meta" {
		return false
	}
	outer := class.Ancestor(syntax.KClassDefinition)
	return !outer.IsNil() && f.derives(outer, classBases[InDjango]...)
}

// namespace is the name of the parameter of a metaclass's __new__, around a
// place, that holds the names of the class body; "" anywhere else.
func (f *fileFacts) namespace(p place) string {
	if f.m == nil {
		return ""
	}
	fn := f.m.Func(p.block)
	if fn == nil || fn.Name != "__new__" || len(fn.Params) < 4 || !f.derives(p.block.Ancestor(syntax.KClassDefinition), "builtins.type") {
		return ""
	}
	return fn.Params[3].Name
}

// header tells whether nothing but comments stands before an offset and the
// file has no metadata of a script (PEP 723).
func (f *fileFacts) header(offset int) bool {
	for c := range f.file.Root().Children() {
		if c.Start() < offset && !c.IsExtra() {
			return false
		}
		if c.IsComment() && strings.TrimRight(c.Text(), " \t\r") == "# /// script" {
			return false
		}
	}
	return true
}

// isQueryset tells whether an expression is a chain of calls that begins with
// the manager of a Django model: Book.objects.filter(...).
func (f *fileFacts) isQueryset(n syntax.Node) bool {
	for f.m != nil {
		switch {
		case n.Is(syntax.KCall):
			n = n.Child(syntax.FFunction)
		case n.Is(syntax.KAttribute):
			model := n.Child(syntax.FObject)
			if name := n.Child(syntax.FAttribute).Text(); name == "objects" || name == "_default_manager" {
				q := f.m.Resolve(model)
				return q != "" && f.m.IsSubclass(q, classBases[InDjango]...) == semantic.Yes
			}
			n = model
		default:
			return false
		}
	}
	return false
}

// hasParameters tells whether the function at a place has all parameters.
func (f *fileFacts) hasParameters(p place, names []string) bool {
	if len(names) == 0 {
		return true
	}
	if f.m == nil {
		return false
	}
	fn := f.m.Func(p.block)
	return fn != nil && !slices.ContainsFunc(names, func(n string) bool { return fn.Param(n) == nil })
}

// constructed is the module-level name that holds what one of the callables
// gives; "" if there is none or several.
func (f *fileFacts) constructed(callees ...string) string {
	return f.single("=", callees, func(ref syntax.Node) syntax.Node {
		call := ref.Parent()
		if assignment := call.Parent(); ref.Field() == syntax.FFunction && call.Field() == syntax.FRight && assignment.Is(syntax.KAssignment) {
			return assignment.Child(syntax.FLeft)
		}
		return syntax.Node{}
	})
}

// subclass is the module-level class that names one of bases; "" if there is
// none or several.
func (f *fileFacts) subclass(bases ...string) string {
	return f.single("<", bases, func(ref syntax.Node) syntax.Node {
		if list := ref.Parent(); list.Field() == syntax.FSuperclasses {
			return list.Parent().Child(syntax.FName)
		}
		return syntax.Node{}
	})
}

// binding tells what the module binds to the name of an import.
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

// late tells whether the module of an import is imported below a place whose
// code runs when the file is imported, and not above it: the name would come
// too late.
func (f *fileFacts) late(i Import, p place) bool {
	if f.m == nil || p.in != InModule && p.in != InClass {
		return false
	}
	if f.below == nil {
		f.below = map[string]bool{}
		for n := range f.file.Root().Children() {
			for module := range importedBy(n) {
				below, known := f.below[module]
				f.below[module] = n.Start() > p.end && (below || !known)
			}
		}
	}
	if i.Attr == "" {
		return f.below["import "+i.Name()]
	}
	return f.below["from "+i.Module]
}

// importedBy are the modules that an import statement names: "from a.b", or of
// "import a.b" the name that it binds, "import a".
func importedBy(n syntax.Node) iter.Seq[string] {
	return func(yield func(string) bool) {
		switch {
		case n.Is(syntax.KImportFromStatement):
			yield("from " + n.Child(syntax.FModuleName).Text())
		case n.Is(syntax.KImportStatement):
			for item := range n.Children() {
				if item.Is(syntax.KAliasedImport) {
					item = item.Child(syntax.FName)
				}
				if name, _, _ := strings.Cut(item.Text(), "."); item.Field() == syntax.FName && !yield("import "+name) {
					return
				}
			}
		}
	}
}

// first tells whether nothing but comments stands before an offset, and nothing
// is imported.
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

// importEdits are the edits that import what is not imported yet.
func (f *fileFacts) importEdits(imports []Import) []edit.Edit { return f.edits(imports, pass{}) }

// pass hands what a body defines to a call that is in the file already.
type pass struct {
	call  syntax.Node
	name  string // of the keyword
	value string
}

// edits are importEdits, and those that hand something over.
func (f *fileFacts) edits(imports []Import, over pass) []edit.Edit {
	if f.m == nil {
		return nil
	}
	b := edit.NewBuilder(f.m)
	for _, i := range imports {
		if f.binding(i) == free {
			b.ImportAs(i.Module, i.Attr, "")
		}
	}
	if !over.call.IsNil() {
		b.AddKeyword(over.call, over.name, over.value)
	}
	edits, err := b.Edits()
	if err != nil {
		return nil
	}
	return edits
}

// receiver is the call below a place that is to get what the page defines: the
// only one in the module, assigned to a name, that does not have the keyword.
func (f *fileFacts) receiver(page *Page, p place, body string) pass {
	if f.m == nil || page.Passes.To == "" || p.in != InModule {
		return pass{}
	}
	calls := f.callsOf(page.Passes.To)
	if len(calls) != 1 || calls[0].Start() < p.end || !calls[0].Parent().Is(syntax.KAssignment) || f.m.ScopeOf(calls[0]) != f.m.ModuleScope() {
		return pass{}
	}
	for _, arg := range edit.Elements(edit.Arguments(calls[0])) {
		if arg.Is(syntax.KDictionarySplat) || arg.Child(syntax.FName).Text() == page.Passes.Keyword {
			return pass{}
		}
	}
	for _, name := range binds(body) {
		if name == page.Passes.Keyword || slices.Contains(page.Free[page.Passes.Keyword], name) {
			return pass{calls[0], page.Passes.Keyword, name}
		}
	}
	return pass{}
}

// callsOf are the calls of a function, by its qualified name.
func (f *fileFacts) callsOf(callee string) []syntax.Node {
	if calls, ok := f.calls[callee]; ok {
		return calls
	}
	var calls []syntax.Node
	last := callee[strings.LastIndexByte(callee, '.')+1:]
	refs := f.m.UsesOf(last)
	for _, n := range f.m.Attributes(last) {
		refs = append(refs, n.Parent())
	}
	for _, ref := range refs {
		if call := ref.Parent(); ref.Field() == syntax.FFunction && f.m.Is(ref, callee) {
			calls = append(calls, call)
		}
	}
	if f.calls == nil {
		f.calls = map[string][]syntax.Node{}
	}
	f.calls[callee] = calls
	return calls
}

func newFacts(s *analysis.Snapshot) *fileFacts {
	return &fileFacts{file: s.File, m: s.Module(), view: s.View, surroundings: viewFacts{s.View}, memo: map[string]string{}}
}
