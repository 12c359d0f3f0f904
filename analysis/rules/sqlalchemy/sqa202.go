package sqlalchemy

import (
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA202",
		Name:     "no-sqlalchemy-future",
		Severity: rule.Information,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KImportFromStatement, syntax.KImportStatement},
		Check:    importFuture,
	})
}

// futureNames tells where the names of sqlalchemy.future and
// sqlalchemy.future.orm are now.
var futureNames = map[string]map[string]string{
	"sqlalchemy.future":     {"select": "sqlalchemy", "create_engine": "sqlalchemy", "Engine": "sqlalchemy", "Connection": "sqlalchemy"},
	"sqlalchemy.future.orm": {"Session": "sqlalchemy.orm", "sessionmaker": "sqlalchemy.orm"},
}

const futureMessage = "sqlalchemy.future is the 1.4 preview namespace: import "

func importFuture(p *rule.Pass, n syntax.Node) {
	if n.Is(syntax.KImportStatement) {
		for it := range importItems(p.Module, n) {
			if it.name.Text() == "sqlalchemy.future" && has(p, "2.0") {
				p.ReportNode(it.node, futureMessage+"from sqlalchemy", func() []rule.Fix { return futureModule(p, it) })
			}
		}
		return
	}
	homes := futureNames[n.Child(syntax.FModuleName).Text()]
	if homes == nil {
		return
	}
	for it := range importItems(p.Module, n) {
		name := it.name.Text()
		module := homes[name]
		if module == "" || name != "select" && !has(p, "2.0") {
			continue
		}
		p.ReportNode(it.node, futureMessage+name+" from "+module, func() []rule.Fix {
			b := p.Builder()
			moveImport(b, n, it, module)
			return fixOf(b, rule.Fix{Title: "Import from " + module})
		})
	}
}

// futureModule imports sqlalchemy instead of sqlalchemy.future, if nothing is
// taken from it but what is there, too.
func futureModule(p *rule.Pass, it importItem) []rule.Fix {
	path := "future"
	if it.alias {
		path = ""
	}
	symbol, _ := symbolAt(p.Module, it.bound)
	attributes, all := moduleUses(p.Module, symbol, path)
	if !all || symbol.Scope.Kind() != semantic.ModuleScope {
		return nil
	}
	homes := futureNames["sqlalchemy.future"]
	if len(takenNames(attributes, func(name string) bool { return homes[name] == "" })) > 0 {
		return nil
	}
	b := p.Builder()
	b.MoveModule(it.node, "sqlalchemy")
	if !it.alias {
		for _, a := range attributes {
			b.Replace(a.Child(syntax.FObject), "sqlalchemy")
		}
	}
	return fixOf(b, rule.Fix{Title: "Import from sqlalchemy"})
}
