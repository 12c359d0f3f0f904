package sqlalchemy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA012",
		Name:     "close-yielded-session",
		Severity: rule.Warning,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    closeYieldedSession,
	})
}

func closeYieldedSession(p *rule.Pass, n syntax.Node) {
	m := p.Module
	left, call := n.Child(syntax.FLeft), n.Child(syntax.FRight)
	stmt := n.Parent()
	if !left.Is(syntax.KIdentifier) || !call.Is(syntax.KCall) || !stmt.Is(syntax.KExpressionStatement) {
		return
	}
	fn := m.Func(m.ScopeOf(n).Function().Node())
	if fn == nil || !fn.Generator || m.EnclosingClass(n) != nil {
		return
	}
	v, ok := factoryCall(m, call)
	if !ok || onOwnConnection(m, call) {
		return
	}
	symbol, b := symbolAt(m, left)
	if b == nil || symbol.Only() != b || symbol.Scope.Function() != m.ScopeOf(n).Function() {
		return
	}
	yielded, closes := false, false
	var closing syntax.Node
	for _, use := range m.Uses(symbol) {
		outer, up := outOfParentheses(use)
		switch {
		case up.Is(syntax.KYield):
			yielded = true
		case up.Is(syntax.KAttribute) && outer.Field() == syntax.FObject && m.ScopeOf(use).Function() == symbol.Scope.Function():
			if slices.Contains([]string{"close", "aclose", "remove"}, up.Child(syntax.FAttribute).Text()) {
				closes, closing = true, up
			}
			if !up.Parent().Is(syntax.KCall) || up.Field() != syntax.FFunction {
				// stack.callback(session.close) and the like.
				return
			}
			if _, above := outOfParentheses(up.Parent()); above.Is(syntax.KWithItem, syntax.KAsPattern) {
				return
			}
		default:
			// It is entered, given to something that may close it, or kept.
			return
		}
	}
	if !yielded || registryRemoved(m, fn, call) {
		return
	}
	with := "with "
	if v == asyncSession {
		with = "async with "
	}
	with += call.Text() + " as " + left.Text()
	canWith := v != asyncSession || fn.Async
	shown := strings.Join(strings.Fields(with), " ")
	if closes {
		if try := onlyCloses(stmt, left.Text(), closing); !try.IsNil() && canWith {
			p.Report(rule.Diagnostic{
				Start: n.Start(), End: n.End(), Severity: rule.Hint, Message: fmt.Sprintf("Use a context manager: \"%s\"", shown),
				Fixes: func() []rule.Fix {
					return closeByWith(p, stmt, try, with, rule.Fix{Title: "Use a context manager"})
				},
			})
		}
		return
	}
	p.ReportNode(n, fmt.Sprintf("The yielded session is never closed: use \"%s\"", shown), func() []rule.Fix {
		if !canWith || stmt.Parent() != fn.Body {
			return nil
		}
		title := "Use with"
		if v == asyncSession {
			title = "Use async with"
		}
		return wrapRest(p, stmt, fn, with, rule.Fix{Title: title, Safety: rule.Unsafe, Reason: "the session is closed at the end"})
	})
}

// factoryCall tells whether the call makes a new session: that of a factory or
// of the class itself.
func factoryCall(m *semantic.Module, call syntax.Node) (value, bool) {
	f := call.Child(syntax.FFunction)
	if !f.Is(syntax.KIdentifier, syntax.KAttribute) {
		return otherValue, false
	}
	v, t := classify(m, call)
	if v != asyncSession && v != syncSession || overrides(m, t.Name, "close") || overrides(m, t.Name, "__exit__") || overrides(m, t.Name, "__aexit__") {
		return v, false
	}
	made := m.TypeOf(f)
	switch {
	case mocks(made.Call):
		return v, false
	case made.Kind == semantic.ClassObject:
		return v, m.IsSubclass(made.Name, sessionClass, asyncSessionClass) == semantic.Yes
	}
	return v, made.Is(asyncSessionmaker, sessionmaker)
}

// onOwnConnection tells whether the session is made for a connection, which is
// not the session's to give back.
func onOwnConnection(m *semantic.Module, call syntax.Node) bool {
	v, _ := classify(m, argument(call, 0, "bind"))
	return v == asyncConnection || v == syncConnection
}

// registryRemoved tells whether the function calls remove() or close() on what
// the session is made by.
func registryRemoved(m *semantic.Module, fn *semantic.Func, call syntax.Node) bool {
	f := call.Child(syntax.FFunction)
	for n := range fn.Body.Descendants() {
		if object, method := receiver(n); (method == "remove" || method == "close_all") && sameObject(m, object, f) {
			return true
		}
	}
	return false
}

// onlyCloses is the try statement behind stmt, the last one of its block, if it
// yields the session and closes it in the end, and does nothing else.
func onlyCloses(stmt syntax.Node, name string, closing syntax.Node) syntax.Node {
	none := syntax.Node{}
	try := nextStatement(stmt)
	if !try.Is(syntax.KTryStatement) || !nextStatement(try).IsNil() {
		return none
	}
	var finally syntax.Node
	for c := range try.Named() {
		switch {
		case c.Is(syntax.KFinallyClause):
			finally = c.ChildOf(syntax.KBlock)
		case c.Field() != syntax.FBody:
			return none
		}
	}
	body, end := blockStatements(try.Child(syntax.FBody)), blockStatements(finally)
	if len(body) != 1 || len(end) != 1 || strings.Join(strings.Fields(body[0].Text()), " ") != "yield "+name {
		return none
	}
	last := firstPart(end[0])
	if last.Is(syntax.KAwait) {
		last = operandOf(last)
	}
	if !end[0].Is(syntax.KExpressionStatement) || last != closing.Parent() || len(positional(last)) > 0 {
		return none
	}
	return try
}

// nextStatement is the statement behind stmt in its block.
func nextStatement(stmt syntax.Node) syntax.Node {
	next := stmt.NextSibling()
	for next.IsExtra() {
		next = next.NextSibling()
	}
	return next
}

// closeByWith puts a with statement in the place of the assignment and of try
// and finally; what is in the try statement is indented as it should be.
func closeByWith(p *rule.Pass, stmt, try syntax.Node, with string, fix rule.Fix) []rule.Fix {
	text := p.File.Text
	b := p.Builder()
	b.Replace(stmt, with+":")
	line := func(at int) (start, end int) {
		l := text.LineOf(at)
		return text.LineStart(l), text.LineStart(l + 1)
	}
	finally := try.ChildOf(syntax.KFinallyClause)
	last := blockStatements(finally.ChildOf(syntax.KBlock))[0]
	body := try.Child(syntax.FBody)
	tryStart, tryEnd := line(try.Start())
	finallyStart, finallyEnd := line(finally.Start())
	if !aloneBefore(p.File.Text, stmt) || !aloneBefore(p.File.Text, last) || body.Start() < tryEnd || last.Start() < finallyEnd || text.LineOf(stmt.End()) >= text.LineOf(try.Start()) {
		return nil
	}
	// Comments between the assignment and try come into the block.
	between := string(text.Slice(stmt.End(), tryStart))
	_, own, _ := strings.Cut(between, "\n")
	indented := ""
	for _, l := range strings.SplitAfter(own, "\n") {
		if strings.TrimSpace(l) != "" {
			l = b.IndentStep() + l
			indented += l
		}
	}
	b.ReplaceRange(text.LineStart(text.LineOf(stmt.End())+1), tryEnd, indented)
	b.DropRange(finallyStart, finallyEnd)
	_, lastEnd := line(last.End())
	b.DropRange(text.LineStart(text.LineOf(last.Start())), lastEnd)
	return fixOf(b, fix)
}

// wrapRest puts what follows the assignment, up to the end of the function,
// into a with statement.
func wrapRest(p *rule.Pass, stmt syntax.Node, fn *semantic.Func, with string, fix rule.Fix) []rule.Fix {
	text := p.File.Text
	b := p.Builder()
	next := nextStatement(stmt)
	end := text.LineEnd(text.LineOf(stmt.End()))
	if next.IsNil() || next.Start() < end || !aloneBefore(p.File.Text, stmt) {
		return nil
	}
	b.Replace(stmt, with+":")
	start := end
	for start < next.Start() && strings.ContainsRune(" \t\r\n", rune(text.Bytes()[start])) {
		start++
	}
	lineStart := text.LineStart(text.LineOf(start))
	indent := b.Indent(stmt) + b.IndentStep()
	b.ReplaceRange(text.LineStart(text.LineOf(stmt.End())+1), fn.Body.End(), string(text.Slice(text.LineStart(text.LineOf(stmt.End())+1), lineStart))+
		indent+b.PartRange(fn.Body, start, fn.Body.End()).Text(indent))
	return fixOf(b, fix)
}
