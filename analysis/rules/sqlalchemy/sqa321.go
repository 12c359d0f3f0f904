package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA321",
		Name:     "no-index-on-primary-key",
		Severity: rule.Information,
		Tags:     []rule.Tag{rule.Unnecessary},
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    indexOnPrimaryKey,
	})
}

func indexOnPrimaryKey(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !edit.Keyword(n, "primary_key").Child(syntax.FValue).Is(syntax.KTrue) {
		return
	}
	var extra []syntax.Node
	for _, name := range []string{"index", "unique"} {
		if a := edit.Keyword(n, name); a.Child(syntax.FValue).Is(syntax.KTrue) {
			extra = append(extra, a)
		}
	}
	assignment := n.Parent()
	if len(extra) == 0 || !assignment.Is(syntax.KAssignment) || !m.Is(n.Child(syntax.FFunction), "sqlalchemy.Column", "sqlalchemy.orm.mapped_column") {
		return
	}
	class := m.EnclosingClass(n)
	if class == nil || class.Member("__tablename__") == nil || !isDeclarative(m, class.Qualified) || !onlyPrimaryKey(m, class, assignment) {
		return
	}
	for _, a := range extra {
		text := a.Child(syntax.FName).Text() + "=True"
		p.ReportNode(a, "A primary key already has an index: "+text+" creates a second one", func() []rule.Fix {
			b := p.Builder()
			b.RemoveElement(a)
			return fixOf(b, rule.Fix{Title: "Remove " + text, Safety: rule.Unsafe, Reason: "the index is dropped by the next migration"})
		})
	}
}

// onlyPrimaryKey tells whether all columns of the class are seen, and the one
// of the assignment is its primary key alone.
func onlyPrimaryKey(m *semantic.Module, class *semantic.Class, assignment syntax.Node) bool {
	for _, a := range m.AncestorsOf(class.Qualified) {
		switch {
		case isBase(m, a.Name):
			// Nothing below a declarative base is a column.
		case a.Class != nil:
			for _, x := range a.Class.Members() {
				if x.Stmt() != assignment && mayBeKey(m, x) {
					return false
				}
			}
		case a.Info != nil:
			for _, x := range a.Info.Members {
				if x.Name == "__table_args__" || x.Value != nil && (slices.Contains(x.Value.Keywords, "primary_key") || slices.Contains(x.Value.Keywords, "**") ||
					x.Value.Annotation.Text != "" && !strings.HasPrefix(x.Value.Annotation.Text, "ClassVar")) {
					return false
				}
			}
		case !a.Known:
			return false
		}
	}
	return true
}

// mayBeKey tells whether a member of a class is a column of the primary key, or
// may say that other columns are.
func mayBeKey(m *semantic.Module, x *semantic.Member) bool {
	if x.Name == "__table_args__" || x.Name == "__mapper_args__" || x.Name == "__table__" {
		return true
	}
	value := semantic.Unparenthesized(x.Value)
	for a := range edit.Arguments(value).Named() {
		if a.Is(syntax.KDictionarySplat) || a.Is(syntax.KKeywordArgument) && a.Child(syntax.FName).Text() == "primary_key" && !a.Child(syntax.FValue).Is(syntax.KFalse) {
			return true
		}
	}
	if x.Type.IsNil() {
		// An attribute whose value is another name, or made by other code.
		return value.Is(syntax.KIdentifier, syntax.KAttribute) || value.Is(syntax.KCall) && m.Resolve(value.Child(syntax.FFunction)) == ""
	}
	// Mapped[key] of a name for an Annotated column.
	base, args := semantic.Subscript(semantic.Unparenthesized(x.Type))
	if base.IsNil() || m.Is(value.Child(syntax.FFunction), "sqlalchemy.orm.relationship") {
		return false
	}
	for _, a := range args {
		for c := range a.Descendants() {
			if c.Is(syntax.KIdentifier) && !c.Parent().Is(syntax.KAttribute) {
				q := m.Resolve(c)
				if top, _, _ := strings.Cut(q, "."); !slices.Contains([]string{"builtins", "typing", "datetime", "decimal", "uuid", "collections", "enum"}, top) {
					return true
				}
			}
		}
	}
	return false
}
