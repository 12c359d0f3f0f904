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
		Code:     "SQA204",
		Name:     "session-get",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    sessionGet,
	})
}

// sessionNames are names of sessions that need no annotation where a mapped
// class is queried.
var sessionNames = []string{"session", "db_session", "dbsession", "db"}

func sessionGet(p *rule.Pass, n syntax.Node) {
	m := p.Module
	object, method := receiver(n)
	args := edit.Elements(edit.Arguments(n))
	if method != "get" || len(args) != 1 || args[0].Is(syntax.KKeywordArgument, syntax.KListSplat, syntax.KDictionarySplat) {
		return
	}
	var links []link
	query := semantic.Unparenthesized(object)
	for {
		inner, name := receiver(query)
		if name == "query" {
			break
		}
		if entity := query.Child(syntax.FObject); query.Is(syntax.KAttribute) && query.Child(syntax.FAttribute).Text() == "query" && hasQueryProperty(m, entity) {
			p.ReportNode(n, "Query.get() is legacy: use session.get("+oneLine(entity)+", ...)", nil)
			return
		}
		if !slices.Contains([]string{"options", "populate_existing", "with_for_update", "execution_options"}, name) {
			return
		}
		links = append(links, link{name, query})
		query = semantic.Unparenthesized(inner)
	}
	slices.Reverse(links)
	session, _ := receiver(query)
	entities := edit.Elements(edit.Arguments(query))
	if len(entities) != 1 || !entities[0].Is(syntax.KIdentifier, syntax.KAttribute) {
		return
	}
	v, t := classify(m, session)
	switch {
	case v == syncSession:
		if overrides(m, t.Name, "query") || overrides(m, t.Name, "get") {
			return
		}
	case v != otherValue || t.Kind != semantic.UnknownType || !named(session) || mappedClass(m, entities[0]) == "":
		return
	}
	p.ReportNode(n, "Query.get() is legacy: use session.get("+oneLine(entities[0])+", ...)", func() []rule.Fix {
		more, ok := getOptions(links)
		if !ok {
			return nil
		}
		b := p.Builder()
		f := query.Child(syntax.FFunction)
		b.Replace(f.Child(syntax.FAttribute), "get")
		b.ReplaceRange(edit.Arguments(query).Start(), n.End(), "("+entities[0].Text()+", "+args[0].Text()+more+")")
		return fixOf(b, rule.Fix{Title: "Use session.get()"})
	})
}

// hasQueryProperty tells whether the attribute query of the mapped class n is
// the query_property() of a scoped_session. That of Flask-SQLAlchemy is not.
func hasQueryProperty(m *semantic.Module, n syntax.Node) bool {
	q := mappedClass(m, n)
	if q == "" {
		return false
	}
	made := func(value syntax.Node) bool {
		object, method := receiver(value)
		v, _ := classify(m, object)
		return method == "query_property" && v == syncSession
	}
	for _, a := range m.AncestorsOf(q) {
		switch {
		case a.Class != nil:
			if list := a.Class.MemberList("query"); len(list) > 0 {
				return len(list) == 1 && made(list[0].Value)
			}
		case a.Info != nil:
			if x := a.Info.Member("query"); x != nil {
				return x.Value != nil && strings.HasSuffix(x.Value.Callee, ".query_property")
			}
		}
	}
	// Base.query = db_session.query_property()
	for _, name := range m.Attributes("query") {
		access := name.Parent()
		if up := access.Parent(); up.Is(syntax.KAssignment) && access.Field() == syntax.FLeft && made(up.Child(syntax.FRight)) {
			if base := m.Resolve(access.Child(syntax.FObject)); base != "" && m.IsSubclass(q, base) == semantic.Yes {
				return true
			}
		}
	}
	return false
}

// named tells whether the expression is called as sessions are.
func named(n syntax.Node) bool {
	n = semantic.Unparenthesized(n)
	if n.Is(syntax.KAttribute) {
		return n.Child(syntax.FObject).Is(syntax.KIdentifier) && slices.Contains(sessionNames, n.Child(syntax.FAttribute).Text())
	}
	return n.Is(syntax.KIdentifier) && slices.Contains(sessionNames, n.Text())
}

// getOptions are the arguments of session.get() for methods of a Query.
func getOptions(links []link) (text string, ok bool) {
	seen := map[string]bool{}
	for _, l := range links {
		if seen[l.method] {
			return "", false
		}
		seen[l.method] = true
		var keywords, others []string
		for _, a := range edit.Elements(edit.Arguments(l.call)) {
			switch {
			case a.Is(syntax.KDictionarySplat):
				return "", false
			case a.Is(syntax.KKeywordArgument):
				keywords = append(keywords, `"`+a.Child(syntax.FName).Text()+`": `+a.Child(syntax.FValue).Text())
			default:
				others = append(others, a.Text())
			}
		}
		value := "True"
		switch {
		case l.method == "options":
			if len(keywords) > 0 || len(others) == 0 {
				return "", false
			}
			value = "[" + strings.Join(others, ", ") + "]"
		case len(others) > 0:
			return "", false
		case len(keywords) > 0:
			if l.method == "populate_existing" {
				return "", false
			}
			value = "{" + strings.Join(keywords, ", ") + "}"
		case l.method == "execution_options":
			continue
		}
		text += ", " + l.method + "=" + value
	}
	return text, true
}
