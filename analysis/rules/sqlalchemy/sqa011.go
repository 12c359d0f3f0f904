package sqlalchemy

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA011",
		Name:     "engine-per-request",
		Severity: rule.Warning,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    enginePerRequest,
	})
}

func enginePerRequest(p *rule.Pass, n syntax.Node) {
	m := p.Module
	what := "engine"
	switch resolve(m, n.Child(syntax.FFunction)) {
	case "sqlalchemy.create_engine", createAsyncEngine:
	case sessionmaker, asyncSessionmaker:
		what = "session factory"
	default:
		return
	}
	fn := m.Func(m.ScopeOf(n).Function().Node())
	if fn == nil || fn.Node.Is(syntax.KLambda) || m.EnclosingClass(n) != nil || filepath.Base(p.Path) == "env.py" || inTestsOrDocs(p) {
		return
	}
	if keptForLater(m, n) || disposes(fn) {
		return
	}
	if !isRoute(m, fn) && !isDependency(p, fn) {
		return
	}
	d := rule.Diagnostic{
		Message: "This creates a new " + what + " (and connection pool) on every request: create it once at module level or in lifespan",
	}
	if what != "engine" {
		d.Message = "This creates a new session factory on every request: create it once at module level or in lifespan"
		d.Severity = rule.Information
	}
	callee := calleeName(n)
	d.Start, d.End = callee.Start(), callee.End()
	d.Fixes = func() []rule.Fix { return toModuleLevel(p, n, fn, "Move "+what+" to module level") }
	p.Report(d)
}

var routeMethods = []string{
	"get", "post", "put", "patch", "delete", "head", "options", "trace", "websocket", "api_route", "route", "websocket_route",
}

// isRoute tells whether the function answers requests of FastAPI or Starlette.
func isRoute(m *semantic.Module, fn *semantic.Func) bool {
	return slices.ContainsFunc(fn.Decorators, func(d semantic.Decorator) bool {
		object, method := receiver(d.Expr)
		return slices.Contains(routeMethods, method) && m.IsInstance(m.TypeOf(object), "fastapi.FastAPI", "fastapi.APIRouter",
			"starlette.applications.Starlette", "starlette.routing.Router") == semantic.Yes
	})
}

// isDependency tells whether FastAPI calls the function for each request: it is
// given to Depends(), here or in another file.
func isDependency(p *rule.Pass, fn *semantic.Func) bool {
	m := p.Module
	if len(fn.Decorators) > 0 || fn.Method() {
		return false
	}
	symbol, b := symbolAt(m, fn.NameNode)
	if b == nil || symbol.Only() != b {
		return false
	}
	if slices.ContainsFunc(m.Uses(symbol), func(use syntax.Node) bool {
		_, up := outOfParentheses(use)
		if up.Is(syntax.KKeywordArgument) {
			up = up.Parent()
		}
		return up.Is(syntax.KArgumentList) && m.Is(up.Parent().Child(syntax.FFunction), "fastapi.Depends", "fastapi.Security")
	}) {
		return true
	}
	if symbol.Scope.Kind() != semantic.ModuleScope {
		return false
	}
	q := m.QualifiedName(b)
	return p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool { return s.Depends[q] })
	})
}

// keptForLater tells whether what the call makes is kept for the next request: it is
// assigned to a global name or to an attribute, or only made where there is
// none yet.
func keptForLater(m *semantic.Module, n syntax.Node) bool {
	for up := n.Parent(); !up.Is(syntax.KFunctionDefinition) && !up.IsNil(); n, up = up, up.Parent() {
		if up.Is(syntax.KAssignment) && n.Field() == syntax.FRight {
			left := up.Child(syntax.FLeft)
			if !left.Is(syntax.KIdentifier) {
				return true
			}
			if symbol := m.Lookup(left); symbol == nil || symbol.Scope.Function().IsNil() || symbol.Scope.Function() != m.ScopeOf(up).Function() {
				return true
			}
		}
		if up.Is(syntax.KNamedExpression, syntax.KIfStatement, syntax.KExceptClause) {
			return true
		}
	}
	return false
}

// disposes tells whether the function ends the engines that it makes, or caches
// something itself.
func disposes(fn *semantic.Func) bool {
	for n := range fn.Body.Descendants() {
		if n.Is(syntax.KGlobalStatement, syntax.KNonlocalStatement) {
			return true
		}
		if _, method := receiver(n); method == "dispose" {
			return true
		}
	}
	return false
}

// toModuleLevel moves the assignment of the call above the function.
func toModuleLevel(p *rule.Pass, n syntax.Node, fn *semantic.Func, title string) []rule.Fix {
	m := p.Module
	assignment := n.Parent()
	left := assignment.Child(syntax.FLeft)
	stmt := assignment.Parent()
	if !assignment.Is(syntax.KAssignment) || n.Field() != syntax.FRight || !left.Is(syntax.KIdentifier) || stmt.Parent() != fn.Body || !aloneBefore(p.File.Text, stmt) {
		return nil
	}
	b := p.Builder()
	symbol, binding := symbolAt(m, left)
	if binding == nil || symbol.Only() != binding || len(symbol.Bindings) != 1 || m.Find(m.ModuleScope(), left.Text()) != nil || !freeAbove(m, symbol, left.Text()) {
		return nil
	}
	for c := range assignment.Descendants() {
		switch {
		case c.Is(syntax.KAwait, syntax.KYield, syntax.KNamedExpression):
			return nil
		case !c.Is(syntax.KIdentifier) || c == left:
			continue
		}
		s := m.Lookup(c)
		if s == nil || s.Builtin {
			continue
		}
		if s.Scope.Kind() != semantic.ModuleScope || s.Only() == nil || s.Only().Stmt().Start() > fn.Node.Start() {
			return nil
		}
	}
	start := b.CommentsAbove(stmt)
	text := strings.TrimRight(b.PartRange(stmt, start, stmt.End()).Text(""), " \t")
	if end := p.File.Text.LineEnd(p.File.Text.LineOf(stmt.End())); end > stmt.End() {
		rest := string(p.File.Text.Slice(stmt.End(), end))
		if t := strings.TrimSpace(rest); t != "" && !strings.HasPrefix(t, "#") {
			return nil
		}
		text += strings.TrimRight(rest, " \t")
	}
	text = strings.TrimLeft(text, " \t")
	def := fn.Node
	if !fn.Decorated.IsNil() {
		def = fn.Decorated
	}
	b.InsertDefinition(def, text)
	b.DeleteStatementWithComments(stmt)
	return fixOf(b, rule.Fix{Title: title, Safety: rule.Unsafe, Reason: "one for the whole program"})
}

// freeAbove tells whether nothing in the module means another thing by the
// name that the symbol has in its function.
func freeAbove(m *semantic.Module, symbol *semantic.Symbol, name string) bool {
	for _, use := range m.UsesOf(name) {
		if !sameSymbol(m.Lookup(use), symbol) {
			if s := m.Lookup(use); s == nil || s.Scope.Kind() == semantic.ModuleScope {
				return false
			}
		}
	}
	return true
}
