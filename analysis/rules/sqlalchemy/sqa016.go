package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA016",
		Name:     "add-pool-pre-ping",
		Severity: rule.Hint,
		Off:      true,
		Uses:     packages,
		Gates:    since("1.2"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    poolPrePing,
	})
}

// networkDatabases are the databases at the other end of a connection that may
// be cut.
var networkDatabases = []string{"postgresql", "mysql", "mariadb", "mssql", "oracle"}

// poolArguments are the arguments of create_engine() that say what becomes of
// connections that were cut, or who makes them.
var poolArguments = []string{"pool_pre_ping", "pool_recycle", "poolclass", "pool", "creator", "async_creator"}

func poolPrePing(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if q := resolve(m, n.Child(syntax.FFunction)); q != "sqlalchemy.create_engine" && q != createAsyncEngine {
		return
	}
	for a := range edit.Arguments(n).Named() {
		if a.Is(syntax.KDictionarySplat, syntax.KListSplat) || slices.Contains(poolArguments, a.Child(syntax.FName).Text()) {
			return
		}
	}
	database, _, _ := strings.Cut(urlOf(m, engineURL(n)).scheme, "+")
	if !slices.Contains(networkDatabases, database) || p.Project.IsTestFile() {
		return
	}
	const message = "Pass pool_pre_ping=True so that dead connections are replaced instead of failing the request"
	p.ReportNode(calleeName(n), message, func() []rule.Fix {
		b := p.Builder()
		b.AddKeyword(n, "pool_pre_ping", "True")
		return fixOf(b, rule.Fix{Title: "Add pool_pre_ping=True"})
	})
}
