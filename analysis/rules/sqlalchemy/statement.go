package sqlalchemy

import (
	"slices"
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
		if a.MayHave(name) || !a.Known {
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

// link is one method call of a chain.
type link struct {
	method string
	call   syntax.Node
}

// statement is a select() with the methods called on it, also where it was
// given names on the way.
type statement struct {
	root  syntax.Node // select(...)
	links []link      // in the order of the calls
	last  syntax.Node // the outermost call
	names []*semantic.Symbol
}

// has tells whether one of the methods is called.
func (s statement) has(methods ...string) bool {
	return slices.ContainsFunc(s.links, func(l link) bool { return slices.Contains(methods, l.method) })
}

// entity is the mapped class of select(User); "" if something else is selected.
func (s statement) entity(m *semantic.Module) (class string, n syntax.Node) {
	args := edit.Elements(edit.Arguments(s.root))
	if len(args) != 1 {
		return "", syntax.Node{}
	}
	return mappedClass(m, args[0]), args[0]
}

// selectOf takes the select() that the expression n holds apart. Names must be
// bound once, in the same function.
func selectOf(m *semantic.Module, n syntax.Node) (statement, bool) {
	return statementOf(m, n, func(call syntax.Node) bool { return m.Is(call.Child(syntax.FFunction), selects...) })
}

// statementOf is selectOf for chains that begin with another call.
func statementOf(m *semantic.Module, n syntax.Node, begins func(call syntax.Node) bool) (statement, bool) {
	var s statement
	at := n
	for range 64 {
		n = semantic.Unparenthesized(n)
		if n.Is(syntax.KIdentifier) {
			symbol, value := boundValue(m, n, at)
			if value.IsNil() || len(s.names) > maxNames {
				return statement{}, false
			}
			s.names = append(s.names, symbol)
			n = value
			continue
		}
		if !n.Is(syntax.KCall) {
			return statement{}, false
		}
		if s.last.IsNil() {
			s.last = n
		}
		if begins(n) {
			s.root = n
			slices.Reverse(s.links)
			return s, true
		}
		object, method := receiver(n)
		if method == "" {
			return statement{}, false
		}
		s.links = append(s.links, link{method, n})
		n = object
	}
	return statement{}, false
}

// boundValue is what the name n is bound to, if that is the only binding and
// stands in the function that at is in.
func boundValue(m *semantic.Module, n, at syntax.Node) (*semantic.Symbol, syntax.Node) {
	symbol, b := onlyBinding(m, n)
	if b == nil || b.Kind != semantic.Assignment || !b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) ||
		m.ScopeOf(b.Stmt()).Function() != m.ScopeOf(at).Function() {
		return nil, syntax.Node{}
	}
	return symbol, b.Stmt().Child(syntax.FRight)
}

// execution is a statement that is executed on a session or connection.
type execution struct {
	call   syntax.Node // session.execute(...)
	method string
	on     value
}

// session tells whether it is executed on a session.
func (e execution) session() bool {
	return e.on == asyncSession || e.on == asyncScoped || e.on == syncSession
}

// statement is what is executed.
func (e execution) statement() syntax.Node {
	if args := positional(e.call); len(args) > 0 && !args[0].Is(syntax.KListSplat) {
		return args[0]
	}
	return syntax.Node{}
}

// executionOf is the execution that the expression n is: awaited if the
// session is an async one.
func executionOf(m *semantic.Module, n syntax.Node) (execution, bool) {
	n = semantic.Unparenthesized(n)
	await := n.Is(syntax.KAwait)
	if await {
		n = semantic.Unparenthesized(operandOf(n))
	}
	object, method := receiver(n)
	if !slices.Contains(executing, method) {
		return execution{}, false
	}
	v, t := classify(m, object)
	async := v == asyncSession || v == asyncScoped || v == asyncConnection
	if v == otherValue || v == syncEngine || v == asyncEngine || await != async || overrides(m, t.Name, method) {
		return execution{}, false
	}
	return execution{n, method, v}, true
}

// passing are the methods of a result that give one that goes on.
var passing = []string{"scalars", "unique", "mappings", "tuples", "columns", "yield_per", "partitions", "execution_options", "freeze"}

// resultOf is the execution whose result the expression n is, with the methods
// called on it, also through a name that is bound once in the same function.
func resultOf(m *semantic.Module, n syntax.Node) (e execution, links []link, ok bool) {
	return resultFrom(m, n, executionOf)
}

// resultFrom is resultOf for what executes says is an execution.
func resultFrom(m *semantic.Module, n syntax.Node, executes func(*semantic.Module, syntax.Node) (execution, bool)) (e execution, links []link, ok bool) {
	at := n
	for range 16 {
		if e, ok := executes(m, n); ok {
			slices.Reverse(links)
			return e, links, true
		}
		n = semantic.Unparenthesized(n)
		if n.Is(syntax.KIdentifier) {
			if _, n = boundValue(m, n, at); n.IsNil() {
				return execution{}, nil, false
			}
			continue
		}
		object, method := receiver(n)
		if !slices.Contains(passing, method) {
			return execution{}, nil, false
		}
		links = append(links, link{method, n})
		n = object
	}
	return execution{}, nil, false
}

// lastName is the part of a qualified name behind the last dot.
func lastName(q string) string { return q[strings.LastIndexByte(q, '.')+1:] }

// appendLink adds a method call at the end of the chain n: on a line of its own
// if the last one has one.
func appendLink(b *edit.Builder, text *syntax.Text, n syntax.Node, call string) {
	appendTo(b, text, n, n, call)
}

// appendTo adds a method call behind the part n of a chain: on a line of its
// own if the method of like, a call of the chain, has one.
func appendTo(b *edit.Builder, text *syntax.Text, n, like syntax.Node, call string) {
	indent, own := ownLine(text, like)
	if !own {
		b.Insert(n.End(), call)
		return
	}
	at, end := n.End(), text.LineEnd(text.LineOf(n.End()))
	if rest := strings.TrimSpace(string(text.Slice(at, end))); strings.HasPrefix(rest, "#") {
		at = end
	}
	b.Insert(at, b.Newline()+indent+call)
}

// ownLine tells whether the method that is called stands at the start of a
// line, and with what indentation.
func ownLine(text *syntax.Text, call syntax.Node) (indent string, ok bool) {
	name := call.Child(syntax.FFunction).Child(syntax.FAttribute)
	if name.IsNil() {
		return "", false
	}
	line := text.LineOf(name.Start())
	before := string(text.Slice(text.LineStart(line), name.Start()))
	indent = before[:len(before)-len(strings.TrimLeft(before, " \t"))]
	return indent, strings.TrimSpace(before) == "."
}
