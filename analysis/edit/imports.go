package edit

import (
	"iter"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// addition is an import that the fix wants.
type addition struct {
	module string
	name   string // "" for "import module"
	as     string
	types  bool   // may go under TYPE_CHECKING
	like   string // comment that comes along if the name gets a line of its own
	from   *importStmt
}

// Name tells how the code at the node at spells name of module, and plans the
// import that this needs. module is a dotted name, with leading dots if
// relative. In this order:
//
//	from M import N as A        A        what is bound at run time already
//	from M import X             N        added: from M import N, X
//	import M as A               A.N
//	                            N        a new line: from M import N
//
// If the name N means something else in the file or at the place, it is M.N
// with a new "import M"; if that cannot be either, the fix fails. Imports in
// if or try are not used; one under TYPE_CHECKING moves to run time.
func (b *Builder) Name(at syntax.Node, module, name string) string {
	if s, ok := b.Bound(at, module, name); ok {
		return s
	}
	for _, st := range b.importsOf(module) {
		if st.place != typeChecking || !st.from || st.module != module {
			continue
		}
		for _, it := range st.items {
			if it.name == name && !b.goes(it.node) && b.atModule(at, it.bound) && b.only(st, it) {
				return b.MoveName(it.node, module, name)
			}
		}
	}
	free := b.unboundAt(at, name, name, module)
	if free && (b.fromImport(module, at) != nil || b.plannedFrom(module)) {
		b.add(addition{module: module, name: name})
		return name
	}
	if s, ok := b.moduleName(at, module); ok {
		return s + "." + name
	}
	if free {
		b.add(addition{module: module, name: name})
		return name
	}
	top, _, _ := strings.Cut(module, ".")
	if top != "" && b.unboundAt(at, top, "", module) && len(b.m.Bindings(top)) == 0 {
		b.add(addition{module: module})
		return module + "." + name
	}
	b.Fail("the name " + name + " means something else here")
	return name
}

// NameLike is [Builder.Name] for code that takes the place of the reference
// ref: where ref is written p.X and p is the module, the answer is p.N.
//
//	sa.Column  ->  sa.text
func (b *Builder) NameLike(ref syntax.Node, module, name string) string {
	if ref.Is(syntax.KAttribute) {
		obj := ref.Child(syntax.FObject)
		if obj.Is(syntax.KIdentifier, syntax.KAttribute) && b.isModule(obj, module) {
			return obj.Text() + "." + name
		}
	}
	return b.Name(ref, module, name)
}

// isModule tells whether the expression n is a name of module.
func (b *Builder) isModule(n syntax.Node, module string) bool {
	root := n
	for root.Is(syntax.KAttribute) {
		root = root.Child(syntax.FObject)
	}
	if !root.Is(syntax.KIdentifier) || !b.atModule(n, root.Text()) {
		return false
	}
	text, found := compact(n.Text()), false
	b.imported(root.Text(), func(st *importStmt, it *importItem) {
		full := it.full(st)
		switch {
		case st.place != topLevel:
		case !st.from && it.as == "":
			found = found || text == module && (it.name == module || strings.HasPrefix(it.name, module+"."))
		default:
			found = found || full == module && text == it.bound || strings.HasPrefix(module, full+".") && text == it.bound+module[len(full):]
		}
	})
	return found
}

// full is the dotted name of what the item imports.
func (it *importItem) full(st *importStmt) string {
	if st.from {
		return semantic.JoinModule(st.module, it.name)
	}
	return it.name
}

// TypeName is [Builder.Name] for a name that is only used in annotations that
// are not evaluated: one bound under "if TYPE_CHECKING:" will do, and a missing
// name goes to an import that is there already.
func (b *Builder) TypeName(at syntax.Node, module, name string) string {
	if s, ok := b.Bound(at, module, name); ok {
		return s
	}
	var from bool
	for _, st := range b.importsOf(module) {
		if st.place != typeChecking || !st.from || st.module != module {
			continue
		}
		from = true
		for _, it := range st.items {
			if it.name == name && !b.goes(it.node) && b.atModule(at, it.bound) {
				return it.bound
			}
		}
	}
	if from && b.unboundAt(at, name, name, module) && b.fromImport(module, at) == nil {
		b.add(addition{module: module, name: name, types: true})
		return name
	}
	return b.Name(at, module, name)
}

// Bound tells how the code at the node at spells name of module with the
// imports that are there now; ok is false if it cannot.
func (b *Builder) Bound(at syntax.Node, module, name string) (spelling string, ok bool) {
	for i := range b.adds {
		if a := &b.adds[i]; a.module == module && a.name == name && !a.types {
			if a.as != "" {
				return a.as, true
			}
			return name, true
		}
	}
	for _, st := range b.importsOf(module) {
		if st.place != topLevel || !st.from || st.module != module || b.late(st, at) {
			continue
		}
		for _, it := range st.items {
			if it.name == name && !b.goes(it.node) && b.only(st, it) && b.atModule(at, it.bound) {
				return it.bound, true
			}
		}
	}
	return "", false
}

// Import plans "import module" and tells how the code at the node at spells
// the module: its name, or the alias it is imported under.
//
//	import pytest        import pytest
//	                     import pytest_asyncio
func (b *Builder) Import(at syntax.Node, module string) string {
	if s, ok := b.moduleName(at, module); ok {
		return s
	}
	top, _, _ := strings.Cut(module, ".")
	if !b.unboundAt(at, top, "", module) || !b.onlyModules(top) {
		b.Fail("the name " + top + " means something else here")
	}
	b.add(addition{module: module})
	return module
}

// onlyModules tells whether all that the module binds to name, but for what
// the fix removes, are imports of packages of that name.
func (b *Builder) onlyModules(name string) bool {
	for _, x := range b.bindings(name) {
		if x.Kind != semantic.Import || !x.Dotted {
			return false
		}
	}
	return true
}

// goes tells whether the fix removes or renames what the node n binds.
func (b *Builder) goes(n syntax.Node) bool {
	return b.removed[n] || b.renames[n] != "" || b.gone(n.Start(), n.End())
}

// ImportAs plans "from module import name as alias", or "import module as
// alias" if name is "", without asking what is bound already; see
// [Builder.FreeName] for the alias.
func (b *Builder) ImportAs(module, name, alias string) {
	b.add(addition{module: module, name: name, as: alias})
}

func (b *Builder) add(a addition) {
	for _, x := range b.adds {
		if x.module == a.module && x.name == a.name && x.as == a.as {
			return
		}
	}
	b.adds = append(b.adds, a)
}

func (b *Builder) plannedFrom(module string) bool {
	for _, a := range b.adds {
		if a.module == module && a.name != "" && !a.types {
			return true
		}
	}
	return false
}

// fromImport is the first module-level "from module import ..." that can be
// extended for a use at the node at.
func (b *Builder) fromImport(module string, at syntax.Node) *importStmt {
	for _, st := range b.importsOf(module) {
		if st.place == topLevel && st.from && st.module == module && !st.star && !st.node.HasError() && !b.gone(st.node.Start(), st.node.End()) && (at.IsNil() || !b.late(st, at)) {
			return st
		}
	}
	return nil
}

// late tells whether the module-level code at the node runs before the import.
func (b *Builder) late(st *importStmt, at syntax.Node) bool {
	return st.node.Start() > at.Start() && at.Ancestor(syntax.KFunctionDefinition, syntax.KLambda).IsNil()
}

// moduleName is how the code at the node at spells the module itself.
func (b *Builder) moduleName(at syntax.Node, module string) (string, bool) {
	for i := range b.adds {
		if a := &b.adds[i]; a.module == module && a.name == "" {
			if a.as != "" {
				return a.as, true
			}
			return module, true
		}
	}
	for _, st := range b.importsOf(module) {
		if st.place != topLevel || b.late(st, at) {
			continue
		}
		for _, it := range st.items {
			if it.full(st) != module || b.goes(it.node) || !b.atModule(at, it.bound) {
				continue
			}
			if !st.from && it.as == "" {
				if b.onlyModules(it.bound) {
					return module, true
				}
				continue
			}
			if b.only(st, it) {
				return it.bound, true
			}
		}
	}
	return "", false
}

// only tells whether the import is all that the module binds to its name, but
// for the same import elsewhere.
func (b *Builder) only(st *importStmt, it importItem) bool {
	for _, x := range b.bindings(it.bound) {
		if boundBy(&x) != it.node && !(st.from && x.Module == st.module && x.Attr == it.name) {
			return false
		}
	}
	return true
}

// atModule tells whether name, used at the node at, is the module's.
func (b *Builder) atModule(at syntax.Node, name string) bool {
	return b.reachesModule(b.scopeAt(at), name)
}

// unboundAt tells whether the module can bind name anew for the code at the
// node at: nothing in the module binds it, but what the fix removes or an
// import of imported from module, and no scope around the node does.
func (b *Builder) unboundAt(at syntax.Node, name, imported, module string) bool {
	if !b.atModule(at, name) {
		return false
	}
	for _, a := range b.adds {
		bound := a.as
		if bound == "" {
			bound = a.name
		}
		if bound == name && (a.module != module || a.name != imported) {
			return false
		}
	}
	return imported == "" && b.onlyModules(name) || len(b.bindings(name)) == 0
}

// RemoveName removes an imported name: item is the node of the name in an
// import statement (a dotted_name or an aliased_import). The last name takes
// the statement along.
func (b *Builder) RemoveName(item syntax.Node) {
	item = item.In(b.f)
	if b.removed == nil {
		b.removed = map[syntax.Node]bool{}
	}
	b.removed[item] = true
}

// MoveName imports name from module instead of the imported name item, under
// the name that is bound now if it has an alias or name is the same. In the
// same module the name keeps its line; on a line of its own the comment of the
// old one comes along. It tells the name that is bound then; renaming the uses
// is up to the caller, see [Builder.RenameUses].
//
//	from typing import (            from typing import (
//	    Any,                            Any,
//	    TypedDict,  # records       )
//	)                               from typing_extensions import TypedDict  # records
func (b *Builder) MoveName(item syntax.Node, module, name string) string {
	st, it := b.importItemAt(item.In(b.f))
	if it == nil {
		b.Fail("not an imported name")
		return name
	}
	bound := it.bound
	if it.as == "" && name != it.name {
		bound = name
	}
	if st.from && st.module == module && st.place == topLevel {
		if it.as != "" {
			b.rename(item, name+" as "+it.as)
		} else {
			b.rename(item, name)
		}
		return bound
	}
	b.RemoveName(item)
	b.add(addition{module: module, name: name, as: it.as, like: b.commentOf(st, it), from: st})
	return bound
}

// commentOf is the comment that speaks of an imported name: the one behind it,
// if it is the last on its line.
func (b *Builder) commentOf(st *importStmt, it *importItem) string {
	line := b.f.Text.LineOf(it.node.End())
	for _, o := range st.items {
		if o.node.Start() > it.node.Start() && b.f.Text.LineOf(o.node.Start()) == line {
			return ""
		}
	}
	return b.trailingComment(it.node.End())
}

// MoveModule imports module instead of the module that the item of an "import
// x" names, under the name that is bound now if it has an alias. It tells the
// name that is bound then.
//
//	import tomli as tomllib  ->  import tomllib
func (b *Builder) MoveModule(item syntax.Node, module string) string {
	st, it := b.importItemAt(item.In(b.f))
	if it == nil || st.from {
		b.Fail("not an imported module")
		return module
	}
	as := it.as
	if as == module {
		as = ""
	}
	b.RemoveName(item)
	b.add(addition{module: module, as: as, like: b.commentOf(st, it), from: st})
	if as != "" {
		return as
	}
	return module
}

// SetAlias binds an imported name to alias.
//
//	from datetime import date  ->  from datetime import date as alias
func (b *Builder) SetAlias(item syntax.Node, alias string) {
	name := item.Text()
	if item.Is(syntax.KAliasedImport) {
		name = item.Child(syntax.FName).Text()
	}
	b.rename(item, name+" as "+alias)
}

func (b *Builder) rename(item syntax.Node, text string) {
	if b.renames == nil {
		b.renames = map[syntax.Node]string{}
	}
	b.renames[item.In(b.f)] = text
}

// RenameUses replaces the references that the file makes to the module-level
// name old. It fails if a scope with such a reference binds the new name, or
// if the old one is exported or stands in a string.
func (b *Builder) RenameUses(old, name string) {
	if old == name {
		return
	}
	if b.exported(old) || b.quoted(old) {
		b.Fail("the name " + old + " is exported or stands in a string")
	}
	rename := func(n syntax.Node) {
		switch {
		case !n.Is(syntax.KIdentifier):
			b.Fail("the name " + old + " stands in a line that does not parse")
		case !b.reachesModule(b.m.ScopeOf(n), name):
			b.Fail("the name " + name + " means something else here")
		case !b.gone(n.Start(), n.End()):
			b.Replace(n, name)
		}
	}
	for n := range b.m.ModuleUses(old) {
		rename(n)
	}
	for _, n := range b.m.Declarations(old) {
		rename(n)
	}
	for _, x := range b.m.Bindings(old) {
		if x.Kind != semantic.Import {
			rename(x.Node())
		}
	}
}

// ImportedName is the node that RemoveName and MoveName want: that of the
// module-level import which binds the name, or none.
func (b *Builder) ImportedName(bound string) syntax.Node {
	var node syntax.Node
	b.imported(bound, func(st *importStmt, it *importItem) {
		if st.place != nested && node.IsNil() {
			node = it.node
		}
	})
	return node
}

// DropUnused removes the import of the names if nothing refers to them any
// more, although the fix itself did not remove a reference.
func (b *Builder) DropUnused(names ...string) { b.dropNames = append(b.dropNames, names...) }

// unused tells whether the fix leaves no reference to the imported name; it
// must have removed one, unless any is set.
func (b *Builder) unused(st *importStmt, it *importItem, any bool) bool {
	if b.opt.packageInit || st.module == "__future__" || b.mentions[it.bound] || st.from && it.as == it.name || b.exported(it.bound) || b.noqa(st, it) {
		return false
	}
	for _, x := range b.bindings(it.bound) {
		if boundBy(&x) != it.node {
			return false
		}
	}
	for _, uses := range []iter.Seq[syntax.Node]{b.m.ModuleUses(it.bound), b.m.Quoted(it.bound)} {
		for n := range uses {
			if !b.gone(n.Start(), n.End()) && !b.goneWithImports(n) {
				return false
			}
			any = true
		}
	}
	return any
}

// goneWithImports tells whether the use p is the condition of an "if
// TYPE_CHECKING:" that the fix empties.
func (b *Builder) goneWithImports(p syntax.Node) bool {
	for !p.IsNil() && !p.Is(syntax.KIfStatement, syntax.KBlock) {
		p = p.Parent()
	}
	return isTypeChecking(p) && b.emptied(p)
}

// emptied tells whether all that stands under "if TYPE_CHECKING:" is imports
// that the fix removes.
func (b *Builder) emptied(n syntax.Node) bool {
	block := n.Child(syntax.FConsequence)
	if !n.ChildOf(syntax.KElseClause, syntax.KElifClause).IsNil() || block.IsNil() {
		return false
	}
	for c := range block.Named() {
		st := b.importAt(c)
		if st == nil || len(st.items) == 0 {
			return false
		}
		for _, it := range st.items {
			if !b.removed[it.node] {
				return false
			}
		}
		for _, a := range b.adds {
			if a.types && st.from && a.module == st.module {
				return false
			}
		}
	}
	return true
}

// noqa tells whether a line of the name or its statement has a noqa comment.
func (b *Builder) noqa(st *importStmt, it *importItem) bool {
	t := b.f.Text
	for _, at := range []int{st.node.Start(), it.node.Start(), st.node.End()} {
		line := t.LineOf(at)
		if strings.Contains(strings.ToLower(b.text(t.LineStart(line), t.LineEnd(line))), "noqa") {
			return true
		}
	}
	return false
}

// importEdits settles the imports.
func (b *Builder) importEdits() []Edit {
	b.mentions = b.inserted()
	for _, name := range b.dropNames {
		b.imported(name, func(st *importStmt, it *importItem) {
			if st.place != nested && b.unused(st, it, true) {
				b.RemoveName(it.node)
			}
		})
	}
	if !b.opt.keepOrphans && len(b.edits)+len(b.removed) > 0 {
		b.removeOrphans()
	}
	if len(b.adds)+len(b.removed)+len(b.renames) == 0 {
		return nil
	}
	return b.layout()
}

// removeOrphans removes the imports whose last use the fix takes. Only a name
// that stands in what it takes can be one.
func (b *Builder) removeOrphans() {
	names := b.goneWords()
	for again := true; again; {
		again = false
		for _, name := range names {
			b.imported(name, func(st *importStmt, it *importItem) {
				if st.place == nested || st.node.HasError() || b.goes(it.node) {
					return
				}
				if b.unused(st, it, false) {
					b.RemoveName(it.node)
					again = true
				}
			})
		}
		// An "if TYPE_CHECKING:" left empty goes with its condition.
		for n := range b.removed {
			if st, _ := b.importItemAt(n); st != nil && st.place == typeChecking {
				c := st.node.Parent().Parent().Child(syntax.FCondition)
				for _, name := range wordsAt(b.f.Text, c.Start(), c.End()) {
					if !slices.Contains(names, name) {
						names, again = append(names, name), true
					}
				}
			}
		}
	}
}
