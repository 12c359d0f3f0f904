package sqlalchemy

import (
	"regexp"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA409",
		Name:     "unique-after-joinedload",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    uniqueAfterJoinedload,
	})
}

// reading are the methods of a result that read rows and insist on unique().
var reading = map[string]bool{
	"all": true, "fetchall": true, "one": true, "one_or_none": true, "scalar_one": true, "scalar_one_or_none": true,
}

func uniqueAfterJoinedload(p *rule.Pass, n syntax.Node) {
	m := p.Module
	_, method := receiver(n)
	if method != "execute" && method != "scalars" {
		return
	}
	result := n
	if n.Parent().Is(syntax.KAwait) {
		result = n.Parent()
	}
	e, ok := executionOf(m, result)
	if !ok || !e.session() {
		return
	}
	s, ok := selectOf(m, e.statement())
	if !ok || s.has("from_statement", "with_only_columns") {
		return
	}
	class, _ := s.entity(m)
	if class == "" {
		return
	}
	joined, found := joinedCollection(m, s, class)
	if !found {
		return
	}
	for _, c := range readers(m, result, true) {
		p.ReportNode(c.node, "joinedload() of a collection needs .unique() on the result (InvalidRequestError), or use selectinload()", func() []rule.Fix {
			b := p.Builder()
			if text := edit.Operand(c.result); text != c.result.Text() {
				b.Insert(c.result.Start(), "(")
				b.Insert(c.result.End(), ").unique()")
			} else {
				b.Insert(c.result.End(), ".unique()")
			}
			fixes := fixOf(b, rule.Fix{Title: "Add .unique()", Preferred: true})
			if joined.IsNil() {
				return fixes
			}
			b = p.Builder()
			f := joined.Child(syntax.FFunction)
			b.Replace(f, b.NameLike(f, "sqlalchemy.orm", "selectinload"))
			return append(fixes, fixOf(b, rule.Fix{Title: "Use selectinload"})...)
		})
	}
}

// readers are the places that read the rows of a result which nobody called
// unique() on.
func readers(m *semantic.Module, n syntax.Node, named bool) []consumer {
	n, up := outOfParentheses(n)
	call := up.Parent()
	switch {
	case n.Field() == syntax.FRight && up.Is(syntax.KForStatement, syntax.KForInClause):
		return []consumer{{n, n, true}}
	case up.Is(syntax.KAttribute) && n.Field() == syntax.FObject && call.Is(syntax.KCall) && up.Field() == syntax.FFunction:
		switch method := up.Child(syntax.FAttribute).Text(); {
		case reading[method]:
			return []consumer{{call, n, true}}
		case method == "scalars":
			return readers(m, call, named)
		}
	case named && up.Is(syntax.KAssignment) && n.Field() == syntax.FRight:
		symbol, b := symbolAt(m, up.Child(syntax.FLeft))
		if b == nil || symbol.Only() != b || symbol.Scope.Function() != m.ScopeOf(n).Function() {
			return nil
		}
		var list []consumer
		for _, use := range m.Uses(symbol) {
			// result.unique() on a line of its own changes the result itself.
			if a := use.Parent(); a.Is(syntax.KAttribute) && use.Field() == syntax.FObject && a.Child(syntax.FAttribute).Text() == "unique" {
				return nil
			}
			list = append(list, readers(m, use, false)...)
		}
		return list
	}
	return nil
}

// collection is the annotation of a relationship that holds several objects.
var collection = regexp.MustCompile(`\b(?:list|List|set|Set|Sequence|Collection)\s*\[`)

// joinedCollection finds the collection that is loaded by a join: the call of
// joinedload() if it is a plain one in the statement, or none for a
// relationship that is declared so.
func joinedCollection(m *semantic.Module, s statement, class string) (call syntax.Node, found bool) {
	var options []syntax.Node
	for _, l := range s.links {
		if l.method == "options" {
			options = append(options, positional(l.call)...)
		}
	}
	for _, option := range options {
		var calls []syntax.Node
		for o := option; ; {
			o = semantic.Unparenthesized(o)
			if !o.Is(syntax.KCall) {
				calls = nil
				break
			}
			calls = append(calls, o)
			object, method := receiver(o)
			if method == "" || resolve(m, o.Child(syntax.FFunction)) != "" {
				break
			}
			o = object
		}
		// From the root of the path, as long as it is joined.
		for i := len(calls) - 1; i >= 0; i-- {
			c := calls[i]
			f := c.Child(syntax.FFunction)
			if i == len(calls)-1 {
				if !m.Is(f, "sqlalchemy.orm.joinedload") {
					break
				}
			} else if _, method := receiver(c); method != "joinedload" {
				break
			}
			args := positional(c)
			if len(args) == 0 {
				break
			}
			a, ok := mappedAttribute(m, args[0])
			if !ok || !a.relationship {
				break
			}
			if collection.MatchString(a.annotation) {
				if len(calls) > 1 {
					c = syntax.Node{}
				}
				return c, true
			}
		}
	}
	for _, name := range eagerByDefault(m, class, lazyJoined) {
		overridden := false
		for _, option := range options {
			for d := range option.Descendants() {
				overridden = overridden || d.Is(syntax.KIdentifier) && d.Text() == name || d.Is(syntax.KString) && strings.Contains(d.Text(), "*")
			}
		}
		if !overridden {
			return syntax.Node{}, true
		}
	}
	return syntax.Node{}, false
}

var lazyJoined = regexp.MustCompile(`\blazy\s*=\s*(?:"joined"|'joined')`)

// eagerByDefault are the collections of a mapped class that are declared with a
// lazy= as the pattern says.
func eagerByDefault(m *semantic.Module, class string, lazy *regexp.Regexp) []string {
	var names []string
	for _, a := range m.AncestorsOf(class) {
		switch {
		case a.Class != nil:
			for _, x := range a.Class.Members() {
				if columnCalls[resolve(m, x.Value.Child(syntax.FFunction))] == relation && collection.MatchString(x.Type.Text()) &&
					lazy.MatchString(edit.Keyword(x.Value, "lazy").Text()) {
					names = append(names, x.Name)
				}
			}
		case a.Info != nil:
			for _, x := range a.Info.Members {
				if x.Value != nil && columnCalls[m.Qualify(x.Value.Callee)] == relation && collection.MatchString(x.Value.Annotation.Text) &&
					lazy.MatchString(x.Value.Text) {
					names = append(names, x.Name)
				}
			}
		}
	}
	return names
}
