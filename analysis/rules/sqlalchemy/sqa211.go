package sqlalchemy

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA211",
		Name:     "attribute-not-string",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    attributeNotString,
	})
}

// loaders are the loader options that take attributes; those that load another
// class are true.
var loaders = map[string]bool{
	"joinedload": true, "selectinload": true, "subqueryload": true, "lazyload": true, "immediateload": true, "raiseload": true,
	"contains_eager": true, "defaultload": true, "defer": false, "undefer": false, "load_only": false, "with_expression": false,
}

func attributeNotString(p *rule.Pass, n syntax.Node) {
	m := p.Module
	f := n.Child(syntax.FFunction)
	name := calleeName(n).Text()
	_, loader := loaders[name]
	join := name == "join" || name == "outerjoin"
	args := positional(n)
	if name == "with_parent" && len(args) > 1 {
		args = args[1:]
	} else if !loader && !join {
		return
	}
	if len(args) == 0 {
		return
	}
	if s, ok := literal(args[0]); !ok || strings.Contains(s, "*") {
		return
	}
	object, method := receiver(n)
	switch {
	case join:
		if method == "" || !isSelect(m, object) && !isQuery(m, object) {
			return
		}
	case loader:
		if !m.Is(f, "sqlalchemy.orm."+name) && !isLoader(m, object) {
			return
		}
	case !m.Is(f, "sqlalchemy.orm.with_parent"):
		return
	}
	severity := rule.Error
	if !has(p, "2.0") {
		severity = rule.Warning
	}
	class, written := "", ""
	switch {
	case join:
		class, written = entityOfChain(m, object)
	case loader && method != "" && isLoader(m, object):
		class, written = targetOf(m, object)
	case loader:
		class, written = entityAround(m, n)
	}
	value, _ := literal(args[0])
	example := value
	if written != "" {
		example = written + "." + value
	}
	message := "Loader options take attributes, not strings: " + name + "(" + example + ")"
	if join {
		message = "Joins take attributes, not strings: " + name + "(" + example + ")"
	}
	p.Report(rule.Diagnostic{
		Start: args[0].Start(), End: args[0].End(), Severity: severity, Message: message,
		Fixes: func() []rule.Fix {
			if class == "" {
				return nil
			}
			b := p.Builder()
			// What follows the first attribute of a path becomes a call of its own.
			class, written := class, written
			for i, a := range args {
				path, ok := literal(a)
				if !ok || strings.Contains(path, "*") || strings.Contains(path, ".") && (name == "load_only" || len(args) > 1) {
					return nil
				}
				for j, part := range strings.Split(path, ".") {
					kind, _ := memberKind(m, class, part)
					if kind == noColumn || (join || j > 0) && kind != relation {
						return nil
					}
					switch further := j > 0 || join && i > 0; {
					case further && !join && !loaders[name]:
						return nil
					case further:
						b.Insert(n.End(), "."+name+"("+written+"."+part+")")
					default:
						b.Replace(a, written+"."+part)
					}
					if join && i > 0 && j == 0 {
						b.RemoveElement(a)
					}
					if name != "load_only" && (i < len(args)-1 || strings.Contains(path, ".")) && kind == relation {
						class, written = targetClass(m, class, part)
					}
				}
			}
			return fixOf(b, rule.Fix{Title: "Use the mapped attribute"})
		},
	})
}

// isLoader tells whether the expression n is a loader option.
func isLoader(m *semantic.Module, n syntax.Node) bool {
	for range 32 {
		n = semantic.Unparenthesized(n)
		if !n.Is(syntax.KCall) {
			return false
		}
		q := m.Resolve(n.Child(syntax.FFunction))
		name, ok := strings.CutPrefix(q, "sqlalchemy.orm.")
		if _, loader := loaders[name]; ok && (loader || name == "Load") {
			return true
		}
		n, _ = receiver(n)
	}
	return false
}

// entityOfChain is the class that select(User) or query(User) begins with, and
// how it is written; none where another one is joined.
func entityOfChain(m *semantic.Module, n syntax.Node) (class, written string) {
	root := chainRoot(m, n)
	args := positional(root)
	if len(args) != 1 {
		return "", ""
	}
	for c := semantic.Unparenthesized(n); c.Is(syntax.KCall) && c != root; {
		object, method := receiver(c)
		if slices.Contains([]string{"join", "outerjoin", "select_from", "join_from"}, method) {
			return "", ""
		}
		c = semantic.Unparenthesized(object)
	}
	return mappedClass(m, args[0]), args[0].Text()
}

// entityAround is the class of the statement whose options() the loader n is an
// argument of.
func entityAround(m *semantic.Module, n syntax.Node) (class, written string) {
	for up := n.Parent(); ; n, up = up, up.Parent() {
		switch up.Kind() {
		case syntax.KAttribute, syntax.KCall, syntax.KParenthesizedExpression:
		case syntax.KArgumentList:
			object, method := receiver(up.Parent())
			if method != "options" {
				return "", ""
			}
			root := chainRoot(m, object)
			if args := positional(root); len(args) == 1 && (isSelect(m, object) || isQuery(m, object)) {
				return mappedClass(m, args[0]), args[0].Text()
			}
			return "", ""
		default:
			return "", ""
		}
	}
}

var lastClass = regexp.MustCompile(`([A-Za-z_]\w*)\W*$`)

// targetOf is the class that the loader n, a call with an attribute, loads.
func targetOf(m *semantic.Module, n syntax.Node) (class, written string) {
	args := positional(semantic.Unparenthesized(n))
	if len(args) == 0 {
		return "", ""
	}
	a, ok := mappedAttribute(m, args[0])
	if !ok || !a.relationship {
		return "", ""
	}
	return targetClass(m, a.class, attributeName(args[0]))
}

// targetClass is the class that the relationship of a mapped class leads to, as
// it is called in this module.
func targetClass(m *semantic.Module, class, name string) (target, written string) {
	kind, annotation := memberKind(m, class, name)
	if kind != relation {
		return "", ""
	}
	annotation = strings.NewReplacer(" ", "", `"`, "", "'", "", "]", "", "|None", "").Replace(annotation)
	found := lastClass.FindStringSubmatch(annotation)
	if found == nil {
		return "", ""
	}
	q := m.ResolveIn(m.ModuleScope(), found[1])
	if q == "" || !isMapped(m, q) {
		return "", ""
	}
	return q, found[1]
}
