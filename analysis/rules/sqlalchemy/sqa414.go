package sqlalchemy

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA414",
		Name:     "no-query-in-loop",
		Severity: rule.Information,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    queryInLoop,
	})
}

func queryInLoop(p *rule.Pass, n syntax.Node) {
	m := p.Module
	object, method := receiver(n)
	var session syntax.Node
	var values []syntax.Node // what the query depends on
	class := ""
	switch method {
	case "get":
		args := positional(n)
		if query := semantic.Unparenthesized(object); isQueryCall(query) {
			if len(args) != 1 {
				return
			}
			session, _ = receiver(query)
			values = args
			if list := positional(query); len(list) == 1 {
				class = mappedClass(m, list[0])
			}
		} else {
			if len(args) != 2 {
				return
			}
			session, values = object, args[1:]
			if class = mappedClass(m, args[0]); class == "" {
				return
			}
		}
	case "execute", "scalars", "scalar":
		session = object
	case "first", "one", "one_or_none", "all":
		root := chainRoot(m, object)
		if _, name := receiver(root); name != "query" {
			return
		}
		session, _ = receiver(root)
		for c := semantic.Unparenthesized(object); c != root; {
			inner, name := receiver(c)
			if name == "" || name == "limit" || name == "offset" || name == "slice" {
				return
			}
			values = append(values, edit.Arguments(c))
			c = semantic.Unparenthesized(inner)
		}
		if list := positional(root); len(list) == 1 {
			class = mappedClass(m, list[0])
		}
	default:
		return
	}
	loop, element := loopAround(n)
	if loop.IsNil() || p.Project.IsTestFile() || inMigration(p) {
		return
	}
	if v, _ := classify(m, session); v != asyncSession && v != asyncScoped && v != syncSession {
		return
	}
	if method == "execute" || method == "scalars" || method == "scalar" {
		s, ok := selectOf(m, first(positional(n)))
		if !ok || s.has("limit", "offset", "slice", "fetch") {
			return
		}
		class, _ = s.entity(m)
		for _, l := range s.links {
			if l.method == "where" || l.method == "filter" || l.method == "filter_by" {
				values = append(values, edit.Arguments(l.call))
			}
		}
	}
	if !dependsOn(m, values, loop.Child(syntax.FLeft)) || !worthBatching(m, loop, element, session) {
		return
	}
	column := comparedColumn(m, values, loop.Child(syntax.FLeft), class)
	if key := primaryKey(m, class); method == "get" && key != "" {
		column = key
	}
	if class != "" {
		column = lastName(class) + "." + column
	}
	iterated := loop.Child(syntax.FRight).Text()
	if !loop.Child(syntax.FRight).Is(syntax.KIdentifier, syntax.KAttribute) || strings.Contains(iterated, "\n") || method != "get" {
		iterated = "..."
	}
	p.ReportNode(n, "One query per iteration: load all at once with "+column+".in_("+iterated+") (or selectinload)", func() []rule.Fix {
		return loadAtOnce(p, n, loop, class)
	})
}

// loadAtOnce is the fix for xs = [session.get(User, k) for k in ks], awaited or
// not.
func loadAtOnce(p *rule.Pass, call, loop syntax.Node, class string) []rule.Fix {
	m := p.Module
	session, method := receiver(call)
	element := call
	await := element.Parent().Is(syntax.KAwait)
	if await {
		element = element.Parent()
	}
	list := loop.Parent()
	args := edit.Elements(edit.Arguments(call))
	key := primaryKey(m, class)
	if method != "get" || len(args) != 2 || !list.Is(syntax.KListComprehension) || list.Child(syntax.FBody) != element || !list.Parent().Is(syntax.KAssignment) ||
		key == "" {
		return nil
	}
	left, over := loop.Child(syntax.FLeft), loop.Child(syntax.FRight)
	clauses := 0
	for range list.Named() {
		clauses++
	}
	if clauses != 2 || !left.Is(syntax.KIdentifier) || !args[1].Is(syntax.KIdentifier) || args[1].Text() != left.Text() || !over.Is(syntax.KIdentifier, syntax.KAttribute) {
		return nil
	}
	b := p.Builder()
	entity := b.Source(args[0])
	s := b.Source(session) + ".scalars(" + b.Name(call, "sqlalchemy", "select") + "(" + entity + ").where(" + entity + "." + key + ".in_(" + b.Source(over) + ")))"
	if await {
		s = "(await " + s + ")"
	}
	b.Replace(list, s+".all()")
	return fixOf(b, rule.Fix{
		Title: "Load all at once", Safety: rule.Unsafe, Reason: "another order, and nothing for keys that are not there", Manual: true,
	})
}

func isQueryCall(n syntax.Node) bool {
	_, method := receiver(n)
	return method == "query"
}

func first(list []syntax.Node) syntax.Node {
	if len(list) == 0 {
		return syntax.Node{}
	}
	return list[0]
}

// loopAround is the innermost for loop of the same function in whose body n
// stands, or the for clause of a list or dict comprehension whose element n is
// in; and that body or element.
func loopAround(n syntax.Node) (loop, body syntax.Node) {
	for up := n.Parent(); !up.IsNil(); n, up = up, up.Parent() {
		switch up.Kind() {
		case syntax.KFunctionDefinition, syntax.KLambda, syntax.KClassDefinition, syntax.KModule, syntax.KWhileStatement:
			return syntax.Node{}, syntax.Node{}
		case syntax.KForStatement:
			if n.Field() == syntax.FBody {
				return up, n
			}
		case syntax.KListComprehension, syntax.KDictionaryComprehension:
			if n.Field() == syntax.FBody {
				return up.ChildOf(syntax.KForInClause), n
			}
		}
	}
	return syntax.Node{}, syntax.Node{}
}

// comparedColumn is the attribute of the class that conditions compare with
// something that left binds, "column" if it is not seen.
func comparedColumn(m *semantic.Module, conditions []syntax.Node, left syntax.Node, class string) string {
	for _, condition := range conditions {
		for n := range condition.Descendants() {
			switch {
			case n.Is(syntax.KKeywordArgument):
				if dependsOn(m, []syntax.Node{n.Child(syntax.FValue)}, left) {
					return n.Child(syntax.FName).Text()
				}
			case n.Is(syntax.KComparisonOperator):
				sides, operators := operands(n)
				for i, side := range sides {
					side = semantic.Unparenthesized(side)
					if len(sides) == 2 && operators[0] == "==" && side.Is(syntax.KAttribute) && class != "" && mappedClass(m, side.Child(syntax.FObject)) == class &&
						dependsOn(m, []syntax.Node{sides[1-i]}, left) {
						return side.Child(syntax.FAttribute).Text()
					}
				}
			}
		}
	}
	return "column"
}

// dependsOn tells whether one of the expressions uses a name that left binds.
func dependsOn(m *semantic.Module, list []syntax.Node, left syntax.Node) bool {
	bound := map[string]bool{}
	for d := range left.Descendants() {
		if d.Is(syntax.KIdentifier) {
			bound[d.Text()] = true
		}
	}
	for _, n := range list {
		for d := range n.Descendants() {
			if d.Is(syntax.KIdentifier) && bound[d.Text()] && m.Lookup(d) != nil {
				return true
			}
		}
	}
	return false
}

// worthBatching tells whether nothing about the loop speaks against loading all
// at once: it runs over few literals or a range, ends early, commits, or opens
// its own session.
func worthBatching(m *semantic.Module, loop, body, session syntax.Node) bool {
	over := semantic.Unparenthesized(loop.Child(syntax.FRight))
	for c := range loop.Children() {
		if c.Is(syntax.KKwAsync) {
			return false
		}
	}
	switch over.Kind() {
	case syntax.KList, syntax.KTuple, syntax.KSet:
		if len(edit.Elements(over)) <= 3 {
			return false
		}
	case syntax.KCall:
		if m.Is(over.Child(syntax.FFunction), "builtins.range") {
			return false
		}
		if _, method := receiver(over); method == "partitions" {
			return false
		}
	}
	for d := range body.Descendants() {
		switch d.Kind() {
		case syntax.KBreakStatement, syntax.KReturnStatement:
			return false
		case syntax.KCall:
			if _, method := receiver(d); method == "commit" {
				return false
			}
		}
	}
	r := root(session)
	if symbol := m.Lookup(r); symbol != nil {
		for _, b := range symbol.Bindings {
			if n := b.Node(); n.Start() >= loop.Start() && n.End() <= body.End() {
				return false
			}
		}
	}
	return true
}

// inMigration tells whether the file is one of Alembic's.
func inMigration(p *rule.Pass) bool {
	return slices.Contains(p.Module.Imports(), "alembic") || filepath.Base(filepath.Dir(p.Path)) == "versions"
}
