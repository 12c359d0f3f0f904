// Package sqlalchemy holds the rules about SQLAlchemy and SQLModel.
package sqlalchemy

import (
	"embed"
	"iter"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/rules/internal/common"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

//go:embed *.md
var pages embed.FS

// packages are what a file must import for these rules to run on it.
var packages = []string{"sqlalchemy", "sqlmodel"}

// since is the gate of what SQLAlchemy has from a version on: the lowest
// version that the project admits counts, and an unknown one is taken for 2.x.
func since(version string) []rule.Gate {
	return []rule.Gate{{Package: "sqlalchemy", Range: ">=" + version, Unknown: true}}
}

// has tells whether every version that the project admits is at least version;
// an unknown one is taken for 2.x.
func has(p *rule.Pass, version string) bool {
	return p.Project.Found("sqlalchemy") == nil || p.Project.In("sqlalchemy", ">="+version) == project.Yes
}

// Canonical names.
const (
	asyncSessionClass  = "sqlalchemy.ext.asyncio.AsyncSession"
	sqlmodelAsync      = "sqlmodel.ext.asyncio.session.AsyncSession"
	sessionClass       = "sqlalchemy.orm.Session"
	sqlmodelSession    = "sqlmodel.Session"
	asyncEngineClass   = "sqlalchemy.ext.asyncio.AsyncEngine"
	createAsyncEngine  = "sqlalchemy.ext.asyncio.create_async_engine"
	asyncSessionmaker  = "sqlalchemy.ext.asyncio.async_sessionmaker"
	sessionmaker       = "sqlalchemy.orm.sessionmaker"
	asyncScopedSession = "sqlalchemy.ext.asyncio.async_scoped_session"
)

// value is what sort of database object an expression holds.
type value uint8

const (
	otherValue value = iota // also: not known
	asyncSession
	asyncScoped // an async_scoped_session, which passes on what an AsyncSession has
	asyncConnection
	asyncEngine
	syncSession // also a scoped_session
	syncConnection
	syncEngine
)

var values = []struct {
	class string
	value value
}{
	{asyncSessionClass, asyncSession},
	{asyncScopedSession, asyncScoped},
	{"sqlalchemy.ext.asyncio.AsyncConnection", asyncConnection},
	{asyncEngineClass, asyncEngine},
	{sessionClass, syncSession},
	{"sqlalchemy.orm.scoped_session", syncSession},
	{"sqlalchemy.engine.Connection", syncConnection},
	{"sqlalchemy.engine.Engine", syncEngine},
}

// classify tells what the expression n holds. A mock is none of these, whatever
// it is annotated as.
func classify(m *semantic.Module, n syntax.Node) (value, semantic.Type) {
	t := m.TypeOf(n)
	if t.Kind != semantic.Instance || mocks(t.Call) {
		return otherValue, t
	}
	for _, v := range values {
		if m.IsInstance(t, v.class) == semantic.Yes {
			return v.value, t
		}
	}
	return otherValue, t
}

// mocks tells whether a call makes a stand-in of unittest.mock.
func mocks(call syntax.Node) bool { return common.IsMock(call) }

// redefines tells whether the class q or a class between it and the library
// binds name, or may do so, to something else than a coroutine function.
func redefines(m *semantic.Module, q, name string) bool {
	for _, a := range m.AncestorsOf(q) {
		switch {
		case a.Class != nil:
			for _, x := range a.Class.MemberList(name) {
				if f := x.Func(); f == nil || !f.Async || f.Generator {
					return true
				}
			}
		case a.Info != nil:
			if a.Info.Dynamic {
				return true
			}
			for _, x := range a.Info.Members {
				if x.Name == name && (x.Func == nil || !x.Func.Async || x.Func.Generator) {
					return true
				}
			}
		case !a.Known:
			return true
		}
	}
	return false
}

// calleeName is the last name of what is called: where a finding about the call
// as a whole stands.
func calleeName(call syntax.Node) syntax.Node {
	f := semantic.Unparenthesized(call.Child(syntax.FFunction))
	if f.Is(syntax.KAttribute) {
		return f.Child(syntax.FAttribute)
	}
	return f
}

// resolve is the canonical name of n; what SQLModel passes on from SQLAlchemy
// has SQLAlchemy's.
func resolve(m *semantic.Module, n syntax.Node) string {
	return passed(m.Resolve(n))
}

// passed is the canonical name q, that of SQLAlchemy for what SQLModel passes
// on.
func passed(q string) string {
	if name, ok := strings.CutPrefix(q, "sqlmodel."); ok && passedOn[name] {
		return "sqlalchemy." + name
	}
	return q
}

// passedOn are names of sqlmodel that are those of sqlalchemy.
var passedOn = map[string]bool{
	"create_engine": true, "engine_from_config": true, "text": true, "case": true, "Column": true, "ForeignKey": true, "Table": true,
}

// symbolAt is what the binding occurrence n binds, and the binding.
func symbolAt(m *semantic.Module, n syntax.Node) (*semantic.Symbol, *semantic.Binding) {
	symbol := m.Lookup(n)
	if symbol == nil {
		return nil, nil
	}
	for i := range symbol.Bindings {
		if symbol.Bindings[i].Node() == n {
			return symbol, &symbol.Bindings[i]
		}
	}
	return symbol, nil
}

// importItem is a name of an import statement.
type importItem struct {
	node  syntax.Node // what edit.Builder.MoveName wants
	name  syntax.Node
	bound syntax.Node // the identifier that is bound
	alias bool
}

// importItems are the names of an import statement that is not there for the
// sake of several versions: not in a try with a handler of ImportError.
func importItems(m *semantic.Module, stmt syntax.Node) iter.Seq[importItem] {
	return func(yield func(importItem) bool) {
		for c := range stmt.Named() {
			it := importItem{node: c, name: c, bound: c}
			switch {
			case c.Field() != syntax.FName:
				continue
			case c.Is(syntax.KAliasedImport):
				it.name, it.bound, it.alias = c.Child(syntax.FName), c.Child(syntax.FAlias), true
			case c.Is(syntax.KDottedName):
				it.bound = c.FirstChild()
			}
			if _, b := symbolAt(m, it.bound); b == nil || b.Guard&(semantic.ImportGuard|semantic.VersionTest) != 0 {
				continue
			}
			if !yield(it) {
				return
			}
		}
	}
}

// moveImport plans the import of an imported name from another module.
func moveImport(b *edit.Builder, stmt syntax.Node, it importItem, module string) {
	if !stmt.Ancestor(syntax.KFunctionDefinition, syntax.KClassDefinition).IsNil() {
		// Imports in functions stay there.
		if len(edit.Elements(stmt)) != 2 {
			b.Fail("one of several names imported in a function")
			return
		}
		b.Replace(stmt.Child(syntax.FModuleName), module)
		return
	}
	b.MoveName(it.node, module, it.name.Text())
}

// moduleUses are the attributes that the code takes from a module: for each use
// of a name bound by "import a.b as x" the attribute behind it. path is what
// the name stands for, below the bound name: "ext.declarative" for
// "import sqlalchemy.ext.declarative". ok is false if the module itself is used
// in another way.
func moduleUses(m *semantic.Module, symbol *semantic.Symbol, path string) (attributes []syntax.Node, ok bool) {
	ok = true
	for _, use := range m.Uses(symbol) {
		n := use
		rest := path
		for rest != "" {
			var name string
			name, rest, _ = strings.Cut(rest, ".")
			up := n.Parent()
			if !up.Is(syntax.KAttribute) || n.Field() != syntax.FObject || up.Child(syntax.FAttribute).Text() != name {
				n = syntax.Node{}
				break
			}
			n = up
		}
		if n.IsNil() {
			continue
		}
		up := n.Parent()
		if !up.Is(syntax.KAttribute) || n.Field() != syntax.FObject {
			ok = false
			continue
		}
		attributes = append(attributes, up)
	}
	return attributes, ok
}

// removeArgument is the fix that removes an argument of a call.
func removeArgument(p *rule.Pass, argument syntax.Node, title string) []rule.Fix {
	b := p.Builder()
	b.RemoveElement(argument)
	return fixOf(b, rule.Fix{Title: title})
}

// fixOf is the fix with the edits of b, or none if b fails.
func fixOf(b *edit.Builder, fix rule.Fix) []rule.Fix {
	edits, err := b.Edits()
	if err != nil || len(edits) == 0 {
		return nil
	}
	fix.Edits = edits
	return []rule.Fix{fix}
}
