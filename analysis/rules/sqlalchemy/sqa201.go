package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA201",
		Name:     "import-declarative-from-orm",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KImportFromStatement, syntax.KImportStatement},
		Check:    importDeclarative,
	})
}

// movedToORM are the names of sqlalchemy.ext.declarative that are those of
// sqlalchemy.orm.
var movedToORM = map[string]bool{
	"declarative_base": true, "declared_attr": true, "as_declarative": true, "has_inherited_table": true, "synonym_for": true,
	"DeclarativeMeta": true,
}

func importDeclarative(p *rule.Pass, n syntax.Node) {
	const declarative = "sqlalchemy.ext.declarative"
	module := n.Child(syntax.FModuleName).Text()
	switch {
	case module == declarative || module == declarative+".api":
		for it := range importItems(p.Module, n) {
			if name := it.name.Text(); movedToORM[name] {
				p.ReportNode(it.node, name+" moved to sqlalchemy.orm", func() []rule.Fix {
					b := p.Builder()
					moveImport(b, n, it, "sqlalchemy.orm")
					return fixOf(b, rule.Fix{Title: "Import from sqlalchemy.orm"})
				})
			}
		}
	case module == "sqlalchemy.ext":
		for it := range importItems(p.Module, n) {
			if it.name.Text() == "declarative" {
				moduleMoved(p, it, "", func(b *edit.Builder, _ []syntax.Node) {
					if it.alias {
						b.MoveName(it.node, "sqlalchemy", "orm")
						return
					}
					if !b.IsFree("orm") {
						b.Fail("orm is bound")
						return
					}
					b.RenameUses("declarative", "orm")
					b.MoveName(it.node, "sqlalchemy", "orm")
				})
			}
		}
	case n.Is(syntax.KImportStatement):
		for it := range importItems(p.Module, n) {
			if it.name.Text() != declarative {
				continue
			}
			path := "ext.declarative"
			if it.alias {
				path = ""
			}
			moduleMoved(p, it, path, func(b *edit.Builder, attributes []syntax.Node) {
				b.MoveModule(it.node, "sqlalchemy.orm")
				if !it.alias {
					for _, a := range attributes {
						b.Replace(a.Child(syntax.FObject), "sqlalchemy.orm")
					}
				}
			})
		}
	}
}

// moduleMoved reports the import of the module itself if names that moved are
// taken from it. There is a fix if nothing else is.
func moduleMoved(p *rule.Pass, it importItem, path string, move func(*edit.Builder, []syntax.Node)) {
	symbol, _ := symbolAt(p.Module, it.bound)
	attributes, all := moduleUses(p.Module, symbol, path)
	names := takenNames(attributes, func(name string) bool { return movedToORM[name] })
	if len(names) == 0 {
		return
	}
	p.ReportNode(it.node, strings.Join(names, ", ")+" moved to sqlalchemy.orm", func() []rule.Fix {
		b := p.Builder()
		if !all || symbol.Scope.Kind() != semantic.ModuleScope || len(names) != len(takenNames(attributes, func(string) bool { return true })) {
			return nil
		}
		move(b, attributes)
		return fixOf(b, rule.Fix{Title: "Import from sqlalchemy.orm"})
	})
}

// takenNames are the different attribute names that are wanted, in the order
// of the source.
func takenNames(attributes []syntax.Node, wanted func(string) bool) []string {
	var names []string
	seen := map[string]bool{}
	for _, a := range attributes {
		if name := a.Child(syntax.FAttribute).Text(); wanted(name) && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}
