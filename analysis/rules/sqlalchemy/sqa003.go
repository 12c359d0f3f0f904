package sqlalchemy

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/rules/internal/common"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA003",
		Name:     "async-driver-required",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    asyncDriverRequired,
	})
}

// syncDrivers are the schemes with a driver that blocks, and the driver.
var syncDrivers = map[string]string{
	"sqlite": "pysqlite", "sqlite+pysqlite": "pysqlite", "sqlite+pysqlcipher": "pysqlcipher",
	"postgresql": "psycopg2", "postgresql+psycopg2": "psycopg2", "postgresql+pg8000": "pg8000", "postgres": "",
	"mysql": "mysqlclient", "mysql+mysqldb": "mysqlclient", "mysql+pymysql": "pymysql",
	"mysql+mysqlconnector": "mysqlconnector", "mysql+pyodbc": "pyodbc",
	"mariadb": "mysqlclient", "mariadb+mysqldb": "mysqlclient", "mariadb+pymysql": "pymysql",
	"mariadb+mysqlconnector": "mysqlconnector", "mariadb+pyodbc": "pyodbc",
	"mssql": "pyodbc", "mssql+pyodbc": "pyodbc", "mssql+pymssql": "pymssql",
	"oracle": "cx_oracle", "oracle+cx_oracle": "cx_oracle",
}

// asyncDrivers are the drivers for asyncio of each database, the usual one
// first.
var asyncDrivers = map[string][]string{
	"sqlite": {"aiosqlite"}, "postgresql": {"asyncpg", "psycopg"}, "mysql": {"asyncmy", "aiomysql"}, "mariadb": {"asyncmy", "aiomysql"},
	"mssql": {"aioodbc"}, "oracle": {"oracledb_async"},
}

// ofOldDriver is a query argument that drivers for asyncio do not know.
var ofOldDriver = regexp.MustCompile(`[?&](sslmode|sslcert|sslkey|sslrootcert|charset|connect_timeout|application_name|` +
	`client_encoding|options|target_session_attrs|keepalives\w*|unix_socket|ssl_\w+)=`)

func asyncDriverRequired(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !m.Is(n.Child(syntax.FFunction), createAsyncEngine) {
		return
	}
	u := urlOf(m, engineURL(n))
	driver, known := syncDrivers[u.scheme]
	if !known || u.literal.IsNil() || common.ExpectsError(m, n) {
		return
	}
	// Since 2.1 these have a driver by default that knows asyncio, too.
	if (u.scheme == "postgresql" || u.scheme == "oracle") && p.Project.In("sqlalchemy", ">=2.1") == project.Yes {
		return
	}
	database, _, _ := strings.Cut(u.scheme, "+")
	if database == "postgres" {
		database = "postgresql"
	}
	drivers := asyncDrivers[database]
	var depended []string
	for _, d := range drivers {
		if p.Project.DependsOn(strings.TrimSuffix(d, "_async")) {
			depended = append(depended, d)
		}
	}
	if len(depended) == 1 {
		drivers = depended
	}
	message := fmt.Sprintf(`create_async_engine() needs an async driver: "%s" loads %s; use "%s+%s"`, u.scheme, driver, database, drivers[0])
	if driver == "" {
		message = fmt.Sprintf(`create_async_engine() needs an async driver: the name "%s" was removed in SQLAlchemy 1.4; use "%s+%s"`,
			u.scheme, database, drivers[0])
	}
	d := rule.Diagnostic{Message: message, Fixes: func() []rule.Fix {
		if u.end == 0 || ofOldDriver.MatchString(u.literal.Text()) || u.constant != nil && len(m.Uses(u.constant)) > 1 {
			return nil
		}
		var fixes []rule.Fix
		for _, to := range drivers {
			b := p.Builder()
			b.ReplaceRange(u.start, u.end, database+"+"+to)
			fixes = append(fixes, fixOf(b, rule.Fix{
				Title: fmt.Sprintf("Use the %s+%s driver", database, to), Preferred: len(drivers) == 1,
				Safety: rule.Unsafe, Reason: "another driver, which must be installed",
			})...)
		}
		return fixes
	}}
	callee := calleeName(n)
	d.Start, d.End = callee.Start(), callee.End()
	if u.literal.Start() < n.Start() || u.literal.Start() >= n.End() {
		d.Related = []rule.Related{{Start: u.literal.Start(), End: u.literal.End(), Message: "the URL"}}
	}
	p.Report(d)
}
