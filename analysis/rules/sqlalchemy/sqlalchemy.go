// Package sqlalchemy holds the rules about SQLAlchemy and SQLModel.
package sqlalchemy

import (
	"embed"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
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

// Canonical names.
const (
	asyncSessionClass  = "sqlalchemy.ext.asyncio.AsyncSession"
	sqlmodelAsync      = "sqlmodel.ext.asyncio.session.AsyncSession"
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
	{"sqlalchemy.ext.asyncio.AsyncEngine", asyncEngine},
	{"sqlalchemy.orm.Session", syncSession},
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
func mocks(call syntax.Node) bool {
	f := semantic.Unsubscripted(call.Child(syntax.FFunction)).Text()
	return strings.HasSuffix(f, "Mock") || strings.HasSuffix(f, "create_autospec")
}

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
