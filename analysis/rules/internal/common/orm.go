package common

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// DeclarativeBases are the classes that mapped classes of SQLAlchemy derive from.
var DeclarativeBases = []string{"sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.DeclarativeBaseNoMeta"}

// baseFactories make such classes.
var baseFactories = []string{"sqlalchemy.orm.declarative_base", "sqlalchemy.ext.declarative.declarative_base"}

// IsDeclarativeBase tells whether q is DeclarativeBase, or a module-level name
// for what declarative_base() makes.
func IsDeclarativeBase(m *semantic.Module, q string) bool {
	if slices.Contains(DeclarativeBases, q) {
		return true
	}
	dot := strings.LastIndexByte(q, '.')
	if dot < 0 {
		return false
	}
	module, name := q[:dot], q[dot+1:]
	if list := m.Bindings(name); module == m.Name() && len(list) == 1 && list[0].Kind == semantic.Assignment {
		call := list[0].Stmt().Child(syntax.FRight)
		return call.Is(syntax.KCall) && m.Is(call.Child(syntax.FFunction), baseFactories...)
	}
	if s := m.ProjectModule(module); s != nil {
		if e := s.Exports[name]; e != nil && e.Value != nil {
			return slices.Contains(baseFactories, m.Qualify(e.Value.Callee))
		}
	}
	return false
}

// sessions are the classes of sessions, and whether what their methods give has
// to be awaited.
var sessions = map[string]bool{
	"sqlalchemy.orm.Session":                      false,
	"sqlalchemy.orm.scoped_session":               false,
	"sqlmodel.Session":                            false,
	"sqlalchemy.ext.asyncio.AsyncSession":         true,
	"sqlalchemy.ext.asyncio.async_scoped_session": true,
	"sqlmodel.ext.asyncio.session.AsyncSession":   true,
}

// selecting are the methods of a select() or a Query that leave it as it is what
// is selected.
var selecting = []string{
	"where", "filter", "filter_by", "order_by", "limit", "offset", "slice", "fetch", "options", "join", "outerjoin", "select_from", "distinct",
	"group_by", "having", "with_for_update", "execution_options", "populate_existing", "yield_per",
}

// stage is how far the way from a statement to an object is gone.
type stage uint8

const (
	unknownStage stage = iota
	selectStage        // select(User)
	queryStage         // session.query(User)
	rowsStage          // what executing it gives: rows
	manyStage          // objects
	oneStage           // an object, maybe None
)

// steps are the methods that lead from one stage to the next.
var steps = map[stage]map[string]stage{
	queryStage: {"all": manyStage, "first": oneStage, "one": oneStage, "one_or_none": oneStage, "get": oneStage},
	rowsStage: {
		"scalars": manyStage, "unique": rowsStage,
		"scalar": oneStage, "scalar_one": oneStage, "scalar_one_or_none": oneStage,
	},
	manyStage: {"all": manyStage, "fetchall": manyStage, "unique": manyStage, "first": oneStage, "one": oneStage, "one_or_none": oneStage},
}

// Entity is the qualified name of the class whose object a session of
// SQLAlchemy gives for the expression n: session.get(User, 1), a name that is
// bound to (await session.scalars(select(User))).first(), the target of a loop
// over such results. It may give None instead of it. It is "" for whatever is
// not certain.
func Entity(m *semantic.Module, n syntax.Node) string {
	if q, s := entity(m, n, 0); s == oneStage {
		return q
	}
	return ""
}

// maxSteps bounds the calls and names from an object back to its statement.
const maxSteps = 40

func entity(m *semantic.Module, n syntax.Node, depth int) (string, stage) {
	if depth > maxSteps {
		return "", unknownStage
	}
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KIdentifier:
		return entityOfName(m, n, depth)
	case syntax.KAwait:
		for c := range n.Named() {
			return entityOfCall(m, semantic.Unparenthesized(c), true, depth)
		}
	case syntax.KCall:
		return entityOfCall(m, n, false, depth)
	}
	return "", unknownStage
}

// entityOfName follows a name that is bound once, in the same function.
func entityOfName(m *semantic.Module, n syntax.Node, depth int) (string, stage) {
	b := m.Lookup(n).Only()
	if b == nil || m.ScopeOf(b.Node()).Function() != m.ScopeOf(n).Function() {
		return "", unknownStage
	}
	stmt := b.Stmt()
	left := stmt.Child(syntax.FLeft)
	switch {
	case b.Kind == semantic.Assignment && left == b.Node() && stmt.Child(syntax.FType).IsNil():
		return entity(m, stmt.Child(syntax.FRight), depth+1)
	case b.Kind == semantic.Walrus:
		return entity(m, stmt.Child(syntax.FValue), depth+1)
	case (b.Kind == semantic.For || b.Kind == semantic.Comprehension) && left == b.Node() && stmt.ChildOf(syntax.KKwAsync).IsNil():
		if q, s := entity(m, stmt.Child(syntax.FRight), depth+1); s == manyStage || s == queryStage {
			return q, oneStage
		}
	}
	return "", unknownStage
}

func entityOfCall(m *semantic.Module, n syntax.Node, awaited bool, depth int) (string, stage) {
	args := edit.Elements(edit.Arguments(n))
	f := semantic.Unparenthesized(n.Child(syntax.FFunction))
	if !awaited && len(args) > 0 {
		switch {
		case m.Is(f, "sqlalchemy.select", "sqlalchemy.future.select", "sqlmodel.select"):
			return classAt(m, args), selectStage
		case m.Is(f, "builtins.list", "builtins.tuple", "builtins.sorted", "builtins.reversed"):
			if q, s := entity(m, args[0], depth+1); s == manyStage {
				return q, s
			}
			return "", unknownStage
		}
	}
	if !f.Is(syntax.KAttribute) {
		return "", unknownStage
	}
	object, method := f.Child(syntax.FObject), f.Child(syntax.FAttribute).Text()
	t := m.TypeOf(object)
	if async, ok := sessions[t.Name]; ok && t.Kind == semantic.Instance {
		if IsMock(t.Call) || len(args) == 0 || async != awaited {
			return "", unknownStage
		}
		return given(m, method, args, depth)
	}
	if awaited {
		return "", unknownStage
	}
	q, s := entity(m, object, depth+1)
	if q == "" {
		return "", unknownStage
	}
	if (s == selectStage || s == queryStage) && slices.Contains(selecting, method) {
		return q, s
	}
	next := steps[s][method]
	return q, next
}

// given is what a method of a session gives.
func given(m *semantic.Module, method string, args []syntax.Node, depth int) (string, stage) {
	switch method {
	case "get", "get_one":
		return classAt(m, args), oneStage
	case "query":
		if len(args) == 1 {
			return classAt(m, args), queryStage
		}
	case "execute", "scalars", "scalar":
		if q, s := entity(m, args[0], depth+1); s == selectStage {
			return q, map[string]stage{"execute": rowsStage, "scalars": manyStage, "scalar": oneStage}[method]
		}
	}
	return "", unknownStage
}

// classAt is the class that the first argument is, "" if it is none.
func classAt(m *semantic.Module, args []syntax.Node) string {
	if t := m.TypeOf(args[0]); t.Kind == semantic.ClassObject {
		return t.Name
	}
	return ""
}
