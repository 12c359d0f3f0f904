package sqlalchemy

import (
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// isColumn tells whether a call makes a column, and whether with mapped_column.
func isColumn(m *semantic.Module, call syntax.Node) (column, mapped bool) {
	switch resolve(m, call.Child(syntax.FFunction)) {
	case "sqlalchemy.Column":
		return true, false
	case "sqlalchemy.orm.mapped_column":
		return true, true
	}
	return false, false
}

// keywordsOf are the keyword arguments of a call with one of the names.
func keywordsOf(call syntax.Node, names ...string) []syntax.Node {
	var list []syntax.Node
	for _, name := range names {
		if a := edit.Keyword(call, name); !a.IsNil() {
			list = append(list, a)
		}
	}
	return list
}

// factoryKeyword is the keyword under which a column takes a function in place
// of the value of argument: default_factory where a dataclass has the default.
// It is "" if it is not known which.
func factoryKeyword(m *semantic.Module, call, argument syntax.Node, mapped bool) string {
	name := argument.Child(syntax.FName).Text()
	if !mapped || name != "default" {
		return name
	}
	class := m.EnclosingClass(call)
	if class == nil {
		return ""
	}
	dataclass := class.IsSubclass("sqlalchemy.orm.MappedAsDataclass")
	for _, d := range class.Decorators {
		if d.Name != "sqlalchemy.orm.mapped_as_dataclass" && d.Name != "sqlalchemy.orm.unmapped_dataclass" {
			// A method of a registry, or something that nobody knows.
			return ""
		}
		dataclass = semantic.Yes
	}
	switch {
	case dataclass == semantic.Unknown:
		return ""
	case dataclass == semantic.No:
		return name
	case edit.Keyword(call, "default_factory").IsNil():
		return "default_factory"
	}
	return ""
}

// canDefer tells whether the expression n means the same in a lambda around it,
// which sees nothing that the class around it binds.
func canDefer(m *semantic.Module, n syntax.Node) bool {
	for c := range n.Descendants() {
		switch c.Kind() {
		case syntax.KAwait, syntax.KYield, syntax.KNamedExpression:
			return false
		case syntax.KIdentifier:
			if s := m.Lookup(c); s != nil && s.Scope.Kind() == semantic.ClassScope {
				return false
			}
		}
	}
	return true
}

// setFactory writes the argument as KEYWORD=VALUE where KEYWORD may be another
// name than before.
func setFactory(b *edit.Builder, argument syntax.Node, keyword string) {
	if argument.Child(syntax.FName).Text() != keyword {
		b.RenameKeyword(argument, keyword)
	}
}

// noElements tells whether there is nothing in a list, not even a comment.
func noElements(list syntax.Node) bool {
	for range list.Named() {
		return false
	}
	return true
}
