package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// receiver is what the method is called on in the call n, "" and nothing if n
// is no call of a method.
func receiver(n syntax.Node) (object syntax.Node, method string) {
	f := n.Child(syntax.FFunction)
	if !n.Is(syntax.KCall) || !f.Is(syntax.KAttribute) {
		return syntax.Node{}, ""
	}
	return f.Child(syntax.FObject), f.Child(syntax.FAttribute).Text()
}

// chainRoot is the call that a chain of method calls begins with:
// select(User) in select(User).where(...).limit(1), also through names that are
// bound once. It is nil if the chain does not begin with a call.
func chainRoot(m *semantic.Module, n syntax.Node) syntax.Node { return rootOf(m, n, 0) }

// maxNames is how many names, one bound to the next, are followed: they may be
// bound in a circle.
const maxNames = 8

func rootOf(m *semantic.Module, n syntax.Node, names int) syntax.Node {
	if names > maxNames {
		return syntax.Node{}
	}
	for range 64 {
		n = semantic.Unparenthesized(n)
		switch {
		case n.Is(syntax.KIdentifier):
			_, b := onlyBinding(m, n)
			if b == nil || b.Kind != semantic.Assignment || !b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) {
				return syntax.Node{}
			}
			if names++; names > maxNames {
				return syntax.Node{}
			}
			n = b.Stmt().Child(syntax.FRight)
		case n.Is(syntax.KCall):
			object, method := receiver(n)
			if method == "" || m.Resolve(n.Child(syntax.FFunction)) != "" {
				return n
			}
			if inner := semantic.Unparenthesized(object); !inner.Is(syntax.KCall, syntax.KIdentifier) || method == "query" {
				return n
			}
			if o := semantic.Unparenthesized(object); o.Is(syntax.KIdentifier) {
				if root := rootOf(m, o, names+1); !root.IsNil() {
					return root
				}
				return n
			}
			n = object
		default:
			return syntax.Node{}
		}
	}
	return syntax.Node{}
}

// isSelect tells whether the expression n is a select() with methods called on
// it.
func isSelect(m *semantic.Module, n syntax.Node) bool {
	root := chainRoot(m, n)
	return !root.IsNil() && m.Is(root.Child(syntax.FFunction), selects...)
}

var selects = []string{"sqlalchemy.select", "sqlalchemy.future.select", "sqlmodel.select"}

// isQuery tells whether the expression n is a Query with methods called on it.
func isQuery(m *semantic.Module, n syntax.Node) bool {
	root := chainRoot(m, n)
	object, method := receiver(root)
	if method != "query" {
		return false
	}
	v, t := classify(m, object)
	return v == syncSession && !overrides(m, t.Name, "query")
}

// overrides tells whether the class q or a class between it and the library
// binds name, or may do so.
func overrides(m *semantic.Module, q, name string) bool {
	for _, a := range m.AncestorsOf(q) {
		switch {
		case a.Class != nil:
			if len(a.Class.MemberList(name)) > 0 {
				return true
			}
		case a.Info != nil:
			if a.Info.Dynamic || a.Info.Member(name) != nil {
				return true
			}
		case !a.Known:
			return true
		}
	}
	return false
}

// positional are the positional arguments of a call, starred ones among them.
func positional(call syntax.Node) []syntax.Node {
	var list []syntax.Node
	for a := range edit.Arguments(call).Named() {
		if !a.IsExtra() && !a.Is(syntax.KKeywordArgument, syntax.KDictionarySplat) {
			list = append(list, a)
		}
	}
	return list
}

// unbracket takes away the brackets of a list display that is an argument.
// Brackets that have lines of their own go with them.
func unbracket(b *edit.Builder, src []byte, list syntax.Node) {
	var elements []syntax.Node
	var open, end, comma syntax.Node
	for c := range list.Children() {
		switch {
		case c.Is(syntax.KTokComma):
			comma = c
		case c.Is(syntax.KTokRBracket):
			end = c
		case open.IsNil():
			open = c
		default:
			if !c.IsExtra() {
				elements = append(elements, c)
				comma = syntax.Node{}
			}
		}
	}
	if end.IsNil() {
		b.Fail("no list")
		return
	}
	if len(elements) == 0 {
		b.ReplaceRange(list.Start(), list.End(), "")
		return
	}
	last := elements[len(elements)-1]
	next := strings.TrimLeft(string(src[end.End():]), " \t")
	startsLine := func(at int) bool {
		i := at
		for i > 0 && (src[i-1] == ' ' || src[i-1] == '\t') {
			i--
		}
		return i == 0 || src[i-1] == '\n' || src[i-1] == '\r'
	}
	closes := strings.HasPrefix(next, "\n") || strings.HasPrefix(next, "\r") || strings.HasPrefix(next, ")") && startsLine(end.Start())
	dropComma := !comma.IsNil() && (strings.HasPrefix(next, ",") || !closes)
	if !startsLine(open.Start()) || !startsLine(end.Start()) || !startsLine(elements[0].Start()) {
		if dropComma {
			b.DeleteRange(last.End(), comma.End())
		}
		from := open.End()
		for from < elements[0].Start() && (src[from] == ' ' || src[from] == '\t') {
			from++
		}
		b.DeleteRange(open.Start(), from)
		to := end.Start()
		for to > last.End() && (src[to-1] == ' ' || src[to-1] == '\t') {
			to--
		}
		if startsLine(end.Start()) {
			to = end.Start()
		}
		b.DeleteRange(to, end.End())
		return
	}
	part := b.PartRange(list, elements[0].Start(), list.End())
	if dropComma {
		part.DeleteRange(last.End(), comma.End())
	}
	// The closing bracket goes with the white space in front of it.
	to := end.Start()
	for src[to-1] == ' ' || src[to-1] == '\t' || src[to-1] == '\n' || src[to-1] == '\r' {
		to--
	}
	part.DeleteRange(to, end.End())
	text := strings.TrimLeft(part.Text(b.Indent(list)), " \t")
	if open.End() < elements[0].Start() && strings.TrimSpace(string(src[open.End():elements[0].Start()])) != "" {
		b.Fail("a comment in front of the first element")
		return
	}
	b.ReplaceRange(list.Start(), list.End(), text)
}
