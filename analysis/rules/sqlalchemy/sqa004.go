package sqlalchemy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/rules/internal/common"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA004",
		Name:     "async-driver-in-create-engine",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    asyncDriverInCreateEngine,
	})
}

// onlyAsync are the drivers that know nothing but asyncio, and those that block
// in their place.
var onlyAsync = map[string]string{
	"asyncpg": "+psycopg2", "psycopg_async": "+psycopg", "aiosqlite": "", "asyncmy": "+pymysql", "aiomysql": "+pymysql", "aioodbc": "+pyodbc",
	"oracledb_async": "+oracledb",
}

func asyncDriverInCreateEngine(p *rule.Pass, n syntax.Node) {
	m := p.Module
	f := n.Child(syntax.FFunction)
	if resolve(m, f) != "sqlalchemy.create_engine" {
		return
	}
	u := urlOf(m, engineURL(n))
	database, driver, _ := strings.Cut(u.scheme, "+")
	blocking, known := onlyAsync[driver]
	if !known || u.literal.IsNil() || !edit.Keyword(n, "strategy").IsNil() || common.ExpectsError(m, n) {
		return
	}
	symbol := boundTo(m, n)
	if offline(m, n) {
		return
	}
	async := len(m.ImportsOf("sqlalchemy.ext.asyncio")) > 0
	if symbol != nil {
		uses := m.Uses(symbol)
		works := 0
		for _, use := range uses {
			if wrapped(m, use) {
				return
			}
			if offline(m, use) {
				works++
			}
		}
		if len(uses) > 0 && works == len(uses) {
			return
		}
		async = async || len(uses) > 0 && !slices.ContainsFunc(uses, func(use syntax.Node) bool { return !usedAsAsync(m, use) })
	}
	callee := calleeName(n)
	message := fmt.Sprintf(`create_engine() with the async driver "%s" fails on first use (MissingGreenlet): use create_async_engine() or a sync driver`, driver)
	d := rule.Diagnostic{Start: callee.Start(), End: callee.End(), Message: message}
	if u.literal.Start() < n.Start() || u.literal.Start() >= n.End() {
		d.Related = []rule.Related{{Start: u.literal.Start(), End: u.literal.End(), Message: "the URL"}}
	}
	d.Fixes = func() []rule.Fix {
		var fixes []rule.Fix
		if async {
			b := p.Builder()
			b.Replace(f, b.NameLike(f, "sqlalchemy.ext.asyncio", "create_async_engine"))
			fixes = fixOf(b, rule.Fix{Title: "Use create_async_engine", Safety: rule.Unsafe, Reason: "its users must await"})
		}
		if u.end == 0 || u.constant != nil && len(m.Uses(u.constant)) > 1 {
			return fixes
		}
		to := database + blocking
		if driver == "asyncpg" && p.Project.DependsOn("psycopg") {
			to = database + "+psycopg"
		}
		b := p.Builder()
		b.ReplaceRange(u.start, u.end, to)
		return append(fixes, fixOf(b, rule.Fix{
			Title: "Use the sync driver " + to, Safety: rule.Unsafe, Reason: "another driver, which must be installed",
		})...)
	}
	p.Report(d)
}

// offline tells whether nothing connects through the engine n: only its URL or
// dialect is asked for, or a statement is compiled with it; or it is wrapped.
func offline(m *semantic.Module, n syntax.Node) bool {
	n, up := outOfParentheses(n)
	if up.Is(syntax.KAttribute) && n.Field() == syntax.FObject {
		return slices.Contains([]string{"dialect", "url", "name", "driver"}, up.Child(syntax.FAttribute).Text())
	}
	if wrapped(m, n) {
		return true
	}
	if up.Is(syntax.KKeywordArgument) {
		up = up.Parent()
	}
	if !up.Is(syntax.KArgumentList) {
		return false
	}
	f := up.Parent().Child(syntax.FFunction)
	_, method := receiver(up.Parent())
	return method == "compile" || slices.Contains([]string{"builtins.str", "builtins.repr", "builtins.print"}, m.Resolve(f))
}

// wrapped tells whether n is what AsyncEngine() is made of.
func wrapped(m *semantic.Module, n syntax.Node) bool {
	_, up := outOfParentheses(n)
	if up.Is(syntax.KKeywordArgument) && up.Child(syntax.FName).Text() == "sync_engine" {
		up = up.Parent()
	}
	return up.Is(syntax.KArgumentList) && m.Is(up.Parent().Child(syntax.FFunction), asyncEngineClass)
}

// usedAsAsync tells whether the engine n is used as only an AsyncEngine is.
func usedAsAsync(m *semantic.Module, n syntax.Node) bool {
	up := n.Parent()
	if up.Is(syntax.KKeywordArgument) {
		up = up.Parent()
	}
	if up.Is(syntax.KArgumentList) {
		return m.Is(up.Parent().Child(syntax.FFunction), asyncSessionmaker, asyncSessionClass)
	}
	call := up.Parent()
	if !up.Is(syntax.KAttribute) || n.Field() != syntax.FObject || !call.Is(syntax.KCall) {
		return false
	}
	switch up.Child(syntax.FAttribute).Text() {
	case "dispose":
		return call.Parent().Is(syntax.KAwait)
	case "connect", "begin":
		with := call.Ancestor(syntax.KWithStatement)
		return with.FirstChild().Is(syntax.KKwAsync) && call.Start() < with.Child(syntax.FBody).Start()
	}
	return false
}
