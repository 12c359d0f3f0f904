package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// lazyCollection tells whether an attribute of the mapped class is a
// relationship to several objects that are loaded when it is read, and gives an
// empty collection of its sort, "" if that is not known.
func lazyCollection(m *semantic.Module, class, name string) (empty string, ok bool) {
	for _, a := range m.AncestorsOf(class) {
		switch {
		case a.Class == nil && a.Info == nil:
			if !a.Known && !isBase(m, a.Name) {
				return "", false
			}
			continue
		case !a.Has(name):
			if a.Info != nil && a.Info.Dynamic {
				return "", false
			}
			continue
		}
		x := modelAttributeOf(m, a, name)
		if x == nil || x.Function || x.Open() || !loadsWhenRead(x) {
			return "", false
		}
		if strings.HasPrefix(x.Callee, "sqlmodel.") {
			return emptyOf(parsed(x.Annotation))
		}
		if x.isMapped() {
			_, args := semantic.Subscript(parsed(x.Annotation))
			if len(args) != 1 {
				return "", false
			}
			return emptyOf(args[0])
		}
		return severalByKeys(m, class, a, x)
	}
	return "", false
}

// loadsWhenRead tells whether the attribute is a relationship, to which its
// options leave that it is loaded when it is read.
func loadsWhenRead(x *modelAttribute) bool {
	switch {
	case x.isRelationship():
		lazy, given := x.Argument("lazy")
		s, _ := plainLiteral(parsed(lazy.Text))
		return !given || lazy.Text == "True" || s == "select"
	case columnCalls[x.Callee] == relation:
		if _, given := x.Argument("sa_relationship"); given {
			return false
		}
		options, given := x.Argument("sa_relationship_kwargs")
		n := parsed(options.Text)
		return !given || (n.Is(syntax.KDictionary) || n.Child(syntax.FFunction).Text() == "dict") &&
			!strings.Contains(options.Text, "lazy") && !strings.Contains(options.Text, "uselist") && !strings.Contains(options.Text, "**")
	}
	return false
}

// emptyCollections are the empty collections of annotations.
var emptyCollections = map[string]string{"list": "[]", "List": "[]", "set": "set()", "Set": "set()", "dict": "", "Dict": ""}

// emptyOf is the empty collection of an annotation, inside Mapped if it is in
// one; ok is false if it is that of no collection. A dictionary is none whose
// class is known.
func emptyOf(n syntax.Node) (empty string, ok bool) {
	n = annotationOf(n)
	if s, ok := plainLiteral(n); ok {
		n = parsed(s)
	}
	base, _ := semantic.Subscript(n)
	empty, ok = emptyCollections[lastName(base.Text())]
	return empty, ok
}

// severalByKeys tells whether a relationship without Mapped is one to several
// objects: by its arguments, or by the foreign keys between the two classes.
func severalByKeys(m *semantic.Module, class string, a *semantic.Ancestor, x *modelAttribute) (empty string, ok bool) {
	if strings.Contains(x.Annotation, "DynamicMapped") || strings.Contains(x.Annotation, "WriteOnlyMapped") {
		return "", false
	}
	given := func(names ...string) bool {
		for _, name := range names {
			if _, ok := x.Argument(name); ok {
				return true
			}
		}
		return false
	}
	if collection, ok := x.Argument("collection_class"); ok {
		return map[string]string{"list": "[]", "set": "set()"}[collection.Text], !given("uselist")
	}
	if uselist, ok := x.Argument("uselist"); ok {
		return "[]", uselist.Text == "True"
	}
	positional := 0
	for _, arg := range x.Arguments {
		if arg.Name == "" {
			positional++
		}
	}
	switch {
	case given("secondary") || positional > 1:
		return "[]", true
	case given("primaryjoin", "foreign_keys", "remote_side"):
		return "", false
	}
	target, _ := relationTarget(m, a, x)
	if target == "" || len(pointing(m, foreignKeys(m, target), class)) == 0 {
		return "", false
	}
	return "[]", target == class || len(pointing(m, foreignKeys(m, class), target)) == 0
}
