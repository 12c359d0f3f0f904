package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// queryChain is session.query(...) with the methods called on it, up to the one
// that reads rows.
type queryChain struct {
	query    syntax.Node // session.query(...)
	session  syntax.Node
	entities []syntax.Node
	links    []link // methods that a select() has, too
	terminal link   // the one that reads, its method "" if there is none
	outer    syntax.Node
	known    bool // all methods are known
}

var (
	// selecting are the methods of a Query that a select() has, too.
	selecting = []string{
		"filter", "filter_by", "where", "order_by", "join", "outerjoin", "options", "limit", "offset", "distinct", "group_by", "having",
	}
	// terminals are the methods of a Query that read rows or write.
	terminals = []string{"all", "first", "one", "one_or_none", "scalar", "get", "count", "delete", "update"}
)

// queryChainOf takes the chain apart that begins with session.query(...).
func queryChainOf(query syntax.Node) queryChain {
	session, _ := receiver(query)
	c := queryChain{query: query, session: session, entities: edit.Elements(edit.Arguments(query)), outer: query, known: true}
	for {
		up := c.outer.Parent()
		call := up.Parent()
		if !up.Is(syntax.KAttribute) || c.outer.Field() != syntax.FObject || !call.Is(syntax.KCall) || up.Field() != syntax.FFunction {
			return c
		}
		l := link{up.Child(syntax.FAttribute).Text(), call}
		c.outer = call
		switch {
		case slices.Contains(terminals, l.method):
			c.terminal = l
			return c
		case !slices.Contains(selecting, l.method):
			c.known = false
			return c
		}
		c.links = append(c.links, l)
	}
}

func (c queryChain) has(method string) bool {
	return slices.ContainsFunc(c.links, func(l link) bool { return l.method == method })
}

// rows tells what is read: objects of the one mapped class that is queried, or
// rows of columns and objects; ok is false if it is not certain which.
func (c queryChain) rows(m *semantic.Module) (class string, ok bool) {
	for _, e := range c.entities {
		if q := mappedClass(m, e); q != "" {
			if len(c.entities) == 1 {
				return q, true
			}
			continue
		}
		if !isAttribute(m, e) && !ofFunc(m, e) {
			return "", false
		}
	}
	return "", len(c.entities) > 0
}

// ofFunc tells whether n is a call of func.NAME, maybe with a label.
func ofFunc(m *semantic.Module, n syntax.Node) bool {
	for range 4 {
		n = semantic.Unparenthesized(n)
		if !n.Is(syntax.KCall) {
			return false
		}
		object, method := receiver(n)
		if m.Is(object, "sqlalchemy.func", "sqlmodel.func") {
			return true
		}
		if method != "label" {
			return false
		}
		n = object
	}
	return false
}

// convertible tells whether a select() says the same as the chain.
func (c queryChain) convertible() bool {
	if !c.known || len(c.entities) == 0 || c.has("distinct") && c.has("order_by") {
		return false
	}
	for _, a := range c.entities {
		if a.Is(syntax.KListSplat, syntax.KDictionarySplat, syntax.KKeywordArgument) {
			return false
		}
	}
	for _, l := range c.links {
		if l.method != "join" && l.method != "outerjoin" {
			continue
		}
		for _, a := range edit.Elements(edit.Arguments(l.call)) {
			if a.Is(syntax.KString, syntax.KListSplat, syntax.KDictionarySplat, syntax.KTuple) ||
				a.Is(syntax.KKeywordArgument) && !slices.Contains([]string{"isouter", "full", "onclause"}, a.Child(syntax.FName).Text()) {
				return false
			}
		}
	}
	args := edit.Elements(edit.Arguments(c.terminal.call))
	filters := !slices.ContainsFunc(c.links, func(l link) bool { return l.method != "filter" && l.method != "filter_by" && l.method != "where" })
	dropped := c.outer.Parent().Is(syntax.KExpressionStatement) || c.outer.Parent().Is(syntax.KAwait) && c.outer.Parent().Parent().Is(syntax.KExpressionStatement)
	switch c.terminal.method {
	case "get":
		return len(c.links) == 0 && len(args) == 1 && !args[0].Is(syntax.KListSplat, syntax.KDictionarySplat, syntax.KKeywordArgument)
	case "delete":
		return filters && dropped && len(args) == 0
	case "update":
		return filters && dropped && len(args) == 1 && !args[0].Is(syntax.KListSplat, syntax.KDictionarySplat, syntax.KKeywordArgument)
	}
	return len(args) == 0
}

// repeats tells whether objects may come several times, where a Query gives them
// once: it drops the rows that are the same by the identity of their objects.
func (c queryChain) repeats(m *semantic.Module) bool {
	mapped := ""
	for _, e := range c.entities {
		if q := mappedClass(m, e); q != "" {
			mapped = q
		}
	}
	switch {
	case mapped == "":
		return false // rows of columns stay as they are
	case len(c.entities) > 1 || c.has("join") || c.has("outerjoin"):
		return true
	}
	if _, found := joinedCollection(m, statement{links: c.links}, mapped); found {
		return true
	}
	return slices.ContainsFunc(c.links, func(l link) bool {
		if l.method == "options" {
			return strings.Contains(l.call.Child(syntax.FArguments).Text(), "joinedload")
		}
		return slices.ContainsFunc(positional(l.call), func(a syntax.Node) bool { return !onlyOf(m, a, c.entities[0]) })
	})
}

// onlyOf tells whether the condition n speaks of no other table than that of the
// entity, a name.
func onlyOf(m *semantic.Module, n, entity syntax.Node) bool {
	inner := semantic.Unparenthesized(n)
	switch {
	case inner.Is(syntax.KIdentifier) && !sameObject(m, inner, entity), inner.Is(syntax.KListSplat):
		return false
	case inner.Is(syntax.KCall):
		object, _ := receiver(inner)
		if !strings.HasPrefix(m.Resolve(inner.Child(syntax.FFunction)), "sqlalchemy.") && !object.Is(syntax.KAttribute, syntax.KCall, syntax.KParenthesizedExpression) {
			return false
		}
	}
	for d := range n.Descendants() {
		if d.Is(syntax.KIdentifier, syntax.KAttribute) && !sameObject(m, d, entity) && mappedClass(m, d) != "" {
			return false
		}
	}
	return true
}

// convert plans the edits that turn the chain into a select() which is executed
// on the session; class is the mapped class whose objects are read, "" for rows.
func (c queryChain) convert(p *rule.Pass, class string, async bool) *edit.Builder {
	m, b, text := p.Module, p.Builder(), p.File.Text
	session := b.Source(c.session)
	method := "execute"
	if class != "" {
		method = "scalars"
	}
	innerEnd := c.query.End()
	lines := false
	for _, l := range c.links {
		innerEnd = l.call.End()
		_, own := ownLine(text, l.call)
		lines = lines || own
	}
	if strings.Contains(string(text.Slice(c.query.Start(), c.outer.End())), "\\") {
		b.Fail("a backslash in the chain")
		return b
	}
	head, open, tail, after := "select", "", "", ""
	keep := true // the method that reads stays as it is
	switch c.terminal.method {
	case "first":
		tail = ".limit(1)"
	case "scalar":
		method, keep, after = "execute", false, ".scalar_one_or_none()"
	case "count":
		method, keep = "scalar", false
		open, tail = b.Name(c.query, "sqlalchemy", "select")+"("+b.Name(c.query, "sqlalchemy", "func")+".count()).select_from(", ".subquery()"
	case "delete":
		head, method, keep = "delete", "execute", false
	case "update":
		head, method, keep = "update", "execute", false
		tail = ".values" + b.Source(edit.Arguments(c.terminal.call))
	case "get":
		keep = false
	}
	nl, indent, step := b.Newline(), b.Indent(c.query), b.IndentStep()
	var s string
	end := innerEnd
	switch {
	case c.terminal.method == "get":
		s = session + ".get(" + b.Source(c.entities[0]) + ", " + b.Source(edit.Elements(edit.Arguments(c.terminal.call))[0]) + ")"
	case open != "" && len(c.links) == 0 && class != "":
		s = session + ".scalar(" + open + b.Source(c.entities[0]) + "))"
	default:
		part := b.PartRange(c.query, c.query.Start(), innerEnd)
		part.Replace(c.query.Child(syntax.FFunction), b.Name(c.query, "sqlalchemy", head))
		for _, l := range c.links {
			if l.method == "filter" {
				part.Replace(l.call.Child(syntax.FFunction).Child(syntax.FAttribute), "where")
			}
		}
		if !lines {
			s = session + "." + method + "(" + open + part.Text(indent) + tail + ")"
			if open != "" {
				s += ")"
			}
			break
		}
		inner := indent + step
		s = session + "." + method + "(" + nl + inner
		if open != "" {
			inner += step
			s += open + nl + inner
		}
		s += part.Text(inner)
		// The comment behind the last method stays with it.
		lineEnd := text.LineEnd(text.LineOf(innerEnd))
		if comment := string(text.Slice(innerEnd, lineEnd)); strings.HasPrefix(strings.TrimSpace(comment), "#") {
			s += strings.TrimRight(comment, " \t")
			end = lineEnd
		}
		if tail != "" {
			s += nl + inner + tail
		}
		if open != "" {
			s += nl + indent + step + ")"
		}
		s += nl + indent + ")"
	}
	if !keep {
		end = max(end, c.outer.End())
	}
	if slices.Contains([]string{"all", "one", "one_or_none", "scalar", ""}, c.terminal.method) && c.repeats(m) {
		after = ".unique()" + after
		if _, own := ownLine(text, c.terminal.call); own && lines {
			after = nl + indent + after
		}
	}
	if async {
		up := c.outer.Parent()
		if keep || after != "" || up.Is(syntax.KAttribute, syntax.KSubscript) || up.Is(syntax.KCall) && c.outer.Field() == syntax.FFunction {
			s = "(await " + s + ")"
		} else {
			s = "await " + s
		}
		if up.Is(syntax.KAwait) {
			b.DeleteRange(up.Start(), c.outer.Start())
		}
	}
	b.ReplaceRange(c.query.Start(), end, s+after)
	return b
}
