package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA413",
		Name:     "count-in-database",
		Severity: rule.Information,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    countInDatabase,
	})
}

func countInDatabase(p *rule.Pass, n syntax.Node) {
	m := p.Module
	args := positional(n)
	if !n.Child(syntax.FFunction).Is(syntax.KIdentifier) || n.Child(syntax.FFunction).Text() != "len" || len(args) != 1 || !m.Is(n.Child(syntax.FFunction), "builtins.len") || p.Project.IsTestFile() {
		return
	}
	list := semantic.Unparenthesized(args[0])
	inPlace := true
	if list.Is(syntax.KIdentifier) {
		symbol, value := boundValue(m, list, n)
		if value.IsNil() || slices.ContainsFunc(m.Uses(symbol), func(use syntax.Node) bool { return !onlyCounted(m, use) }) {
			return
		}
		list, inPlace = semantic.Unparenthesized(value), false
	}
	object, method := receiver(list)
	if method != "all" {
		return
	}
	what := ""
	var e execution
	var s statement
	if e2, links, ok := resultOf(m, object); ok {
		if !e2.session() || e2.method != "execute" && e2.method != "scalars" || slices.ContainsFunc(links, func(l link) bool { return l.method != "scalars" }) ||
			!inResultChain(m, object) {
			return
		}
		if s, ok = selectOf(m, e2.statement()); !ok || limited(s.links) {
			return
		}
		e = e2
		class, _ := s.entity(m)
		what = lastName(class)
	} else if isQuery(m, object) {
		root := chainRoot(m, object)
		var links []link
		for c := semantic.Unparenthesized(object); c != root; {
			inner, name := receiver(c)
			if name == "" {
				return
			}
			links = append(links, link{name, c})
			c = semantic.Unparenthesized(inner)
		}
		if limited(links) {
			return
		}
		if args := positional(root); len(args) == 1 {
			what = lastName(mappedClass(m, args[0]))
		}
	} else {
		return
	}
	if what == "" {
		what = "..."
	}
	p.ReportNode(n, "This loads every row to count them: use select(func.count()).select_from("+what+")", func() []rule.Fix {
		if !inPlace || e.call.IsNil() || len(s.names) > 0 {
			return nil
		}
		return countFix(p, n, e, s)
	})
}

// inResultChain tells whether the result n is written where it is used, not by
// a name.
func inResultChain(m *semantic.Module, n syntax.Node) bool {
	for range 16 {
		if _, ok := executionOf(m, n); ok {
			return true
		}
		object, method := receiver(semantic.Unparenthesized(n))
		if method == "" {
			return false
		}
		n = object
	}
	return false
}

// limited tells whether a chain has a limit that is a number.
func limited(links []link) bool {
	return slices.ContainsFunc(links, func(l link) bool {
		args := positional(l.call)
		return (l.method == "limit" || l.method == "fetch" || l.method == "slice") && len(args) > 0 && args[len(args)-1].Is(syntax.KInteger)
	})
}

// onlyCounted tells whether the use n of a list asks for nothing but its length.
func onlyCounted(m *semantic.Module, n syntax.Node) bool {
	n, up := outOfParentheses(n)
	switch up.Kind() {
	case syntax.KArgumentList:
		return m.Is(up.Parent().Child(syntax.FFunction), "builtins.len", "builtins.bool")
	case syntax.KNotOperator:
		return true
	case syntax.KIfStatement, syntax.KElifClause:
		return n.Field() == syntax.FCondition
	}
	return false
}

// kept are the methods of a select() that a count of its rows needs, and
// dropped those that it does not.
var (
	kept    = []string{"where", "filter", "filter_by", "join", "outerjoin", "select_from", "having"}
	dropped = []string{"order_by", "options", "execution_options"}
)

func countFix(p *rule.Pass, n syntax.Node, e execution, s statement) []rule.Fix {
	m := p.Module
	b := p.Builder()
	f := s.root.Child(syntax.FFunction)
	simple := true
	rest, class := "", ""
	for i, a := range positional(s.root) {
		c := mappedClass(m, a)
		written := a.Text()
		if c == "" {
			attribute, ok := mappedAttribute(m, a)
			if !ok || attribute.class == "" || attribute.relationship {
				simple = false
				break
			}
			written = semantic.Unparenthesized(a).Child(syntax.FObject).Text()
		}
		if i > 0 && written != class || c != "" && i > 0 {
			simple = false
			break
		}
		class = written
	}
	for _, l := range s.links {
		switch {
		case slices.Contains(dropped, l.method):
			if l.method == "options" && strings.Contains(argumentsText(l.call), "joined") {
				simple = false
			}
		case slices.Contains(kept, l.method):
			if l.method == "select_from" || l.method == "having" {
				simple = false
			}
			piece, ok := unwrapped(p.File.Text, l.call, l.call.Child(syntax.FFunction).Child(syntax.FAttribute).Start(), l.call.End())
			if !ok {
				return nil
			}
			rest += "." + piece
		default:
			simple = false
		}
	}
	name := func(name string) string {
		if f.Is(syntax.KAttribute) {
			return b.NameLike(f, "sqlalchemy", name)
		}
		return b.Name(f, "sqlalchemy", name)
	}
	count := f.Text() + "(" + name("func") + ".count()).select_from("
	if simple && class != "" {
		count += class + ")" + rest
	} else {
		whole, ok := unwrapped(p.File.Text, s.last, s.last.Start(), s.last.End())
		if !ok {
			return nil
		}
		count += whole + ".subquery())"
	}
	object, _ := receiver(e.call)
	text := object.Text() + ".execute(" + count + ")"
	if e.on != syncSession {
		text = "(await " + text + ")"
	}
	text += ".scalar_one()"
	// Comments move behind the statement.
	comments := ""
	for d := range n.Descendants() {
		if d.IsComment() {
			comments += "  " + d.Text()
		}
	}
	b.Replace(n, text)
	if comments != "" {
		line := p.File.Text.LineOf(n.End())
		end := p.File.Text.LineEnd(line)
		if strings.TrimSpace(string(p.File.Text.Slice(n.End(), end))) != "" {
			return nil
		}
		b.Insert(end, comments)
	}
	return fixOf(b, rule.Fix{Title: "Count in the database", Safety: rule.Unsafe, Reason: "the objects are not loaded into the session"})
}

// unwrapped is the part [start, end) of the expression n on one line. It is
// not possible with comments, and with strings of several lines.
func unwrapped(text *syntax.Text, n syntax.Node, start, end int) (string, bool) {
	var literals []syntax.Node
	for d := range n.Descendants() {
		switch {
		case d.IsComment() && d.Start() >= start:
			return "", false
		case d.Is(syntax.KString):
			if strings.ContainsAny(d.Text(), "\r\n") {
				return "", false
			}
			literals = append(literals, d)
		}
	}
	inString := func(at int) bool {
		return slices.ContainsFunc(literals, func(l syntax.Node) bool { return l.Start() <= at && at < l.End() })
	}
	src := text.Slice(start, end)
	var out strings.Builder
	for i := 0; i < len(src); {
		c := src[i]
		if !strings.ContainsRune(" \t\r\n\\", rune(c)) || inString(start+i) {
			out.WriteByte(c)
			i++
			continue
		}
		j := i
		for j < len(src) && strings.ContainsRune(" \t\r\n\\", rune(src[j])) {
			j++
		}
		space := string(src[i:j])
		if strings.ContainsAny(space, "\r\n") {
			before := out.String()
			space = " "
			switch {
			case j < len(src) && strings.ContainsRune(")]}", rune(src[j])):
				space = ""
				if strings.HasSuffix(before, ",") {
					out.Reset()
					out.WriteString(strings.TrimSuffix(before, ","))
				}
			case j < len(src) && src[j] == '.', strings.HasSuffix(before, "("), strings.HasSuffix(before, "["), strings.HasSuffix(before, "{"):
				space = ""
			}
		}
		out.WriteString(space)
		i = j
	}
	return out.String(), true
}
