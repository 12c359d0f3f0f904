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
		Code:     "SQA108",
		Name:     "no-commit-inside-begin",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    commitInsideBegin,
	})
}

func commitInsideBegin(p *rule.Pass, n syntax.Node) {
	m := p.Module
	object, method := receiver(n)
	if method != "commit" && method != "rollback" && method != "begin" || len(edit.Elements(edit.Arguments(n))) > 0 {
		return
	}
	v, t := classify(m, object)
	session := v == asyncSession || v == asyncScoped || v == syncSession
	if !session && v != asyncConnection && v != syncConnection || overrides(m, t.Name, method) {
		return
	}
	with := beginBlock(m, n, object)
	if method == "begin" {
		beginsAgain(p, n, object, with)
		return
	}
	if with.IsNil() {
		return
	}
	body := with.Child(syntax.FBody)
	stmt := edit.Statement(n)
	uses := func(s syntax.Node) bool { return mentionsObject(m, s, object) }
	later := runsLater(stmt, body, uses)
	if method == "rollback" && !later || leavesHandler(stmt, body, uses) {
		return
	}
	node, whole := n, n
	if whole.Parent().Is(syntax.KAwait) {
		whole = whole.Parent()
	}
	if whole.Parent() == stmt && stmt.Is(syntax.KExpressionStatement) {
		node = stmt
	}
	d := rule.Diagnostic{Start: node.Start(), End: node.End(), Severity: rule.Error}
	d.Message = method + `() ends the transaction of the surrounding "begin()" block: everything after it raises InvalidRequestError`
	if method == "rollback" {
		p.Report(d)
		return
	}
	d.Message += ". Remove it; the block commits by itself"
	if !later {
		d.Severity = rule.Warning
	}
	d.Fixes = func() []rule.Fix {
		if node != stmt {
			return nil
		}
		reason := "the commit moves to the end of the block"
		b := p.Builder()
		b.DeleteStatement(stmt)
		remove := fixOf(b, rule.Fix{Title: "Remove commit()", Safety: rule.Unsafe, Reason: reason, Preferred: !later})
		if !session {
			return remove
		}
		b = p.Builder()
		b.Replace(n.Child(syntax.FFunction).Child(syntax.FAttribute), "flush")
		flush := fixOf(b, rule.Fix{Title: "Replace commit() by flush()", Safety: rule.Unsafe, Reason: reason, Preferred: later})
		if later {
			return append(flush, remove...)
		}
		return append(remove, flush...)
	}
	p.Report(d)
}

// beginBlock is the with statement around n, in the same function, that begins
// a transaction of the object and ends it; none if there is none, or something
// in between says that the transaction is another one.
func beginBlock(m *semantic.Module, n, object syntax.Node) syntax.Node {
	for at, up := n, n.Parent(); !up.IsNil(); at, up = up, up.Parent() {
		if up.Is(syntax.KFunctionDefinition, syntax.KLambda, syntax.KClassDefinition) {
			return syntax.Node{}
		}
		if !up.Is(syntax.KWithStatement) || at.Field() != syntax.FBody {
			continue
		}
		for _, it := range slices.Backward(withItems(up)) {
			inner, method := receiver(it.value)
			target := it.target.Is(syntax.KIdentifier) && sameObject(m, it.target, object)
			switch {
			case sameObject(m, inner, object) && method == "begin_nested", target && method != "begin":
				return syntax.Node{}
			case sameObject(m, inner, object) && method == "begin" && len(edit.Elements(edit.Arguments(it.value))) == 0,
				target && beginsSession(m, it.value):
				if yields(m, at) || rebinds(m, at, object) {
					return syntax.Node{}
				}
				return up
			case target:
				return syntax.Node{}
			}
		}
	}
	return syntax.Node{}
}

// beginsSession tells whether the call of begin() is that of a factory of
// sessions or of an engine.
func beginsSession(m *semantic.Module, call syntax.Node) bool {
	name, _ := manager(m, call)
	return slices.Contains([]string{"async_sessionmaker.begin()", "sessionmaker.begin()", "AsyncEngine.begin()", "Engine.begin()"}, name)
}

// yields tells whether the function gives something away in the block: who
// takes it may do what nobody sees here.
func yields(m *semantic.Module, block syntax.Node) bool {
	if fn := m.Func(m.ScopeOf(block).Function().Node()); fn == nil || !fn.Generator {
		return false
	}
	for c := range block.Descendants() {
		if c.Is(syntax.KYield) {
			return true
		}
	}
	return false
}

// rebinds tells whether the name that the object is, or begins with, gets
// another value in the block.
func rebinds(m *semantic.Module, block, object syntax.Node) bool {
	object = semantic.Unparenthesized(object)
	for object.Is(syntax.KAttribute) {
		object = semantic.Unparenthesized(object.Child(syntax.FObject))
	}
	symbol := m.Lookup(object)
	return symbol == nil || slices.ContainsFunc(symbol.Bindings, func(b semantic.Binding) bool {
		return b.Node().Start() >= block.Start() && b.Node().Start() < block.End()
	})
}

// leavesHandler tells whether the statement stands in an except clause of the
// block that leaves it and does nothing more with the object.
func leavesHandler(stmt, body syntax.Node, uses func(syntax.Node) bool) bool {
	handler := stmt.Ancestor(syntax.KExceptClause)
	if handler.IsNil() || handler.Start() < body.Start() {
		return false
	}
	block := handler.ChildOf(syntax.KBlock)
	list := blockStatements(block)
	return len(list) > 0 && list[len(list)-1].Is(leaves...) && !runsLater(stmt, block, uses)
}

// beginsAgain looks at S.begin() inside a block of the same session that has a
// transaction: begun by the with statement around, or by a statement before.
func beginsAgain(p *rule.Pass, n, object, with syntax.Node) {
	m := p.Module
	_, up := outOfParentheses(n)
	if up.Is(syntax.KAsPattern) {
		up = up.Parent()
	}
	inner := up.Ancestor(syntax.KWithStatement)
	if !up.Is(syntax.KWithItem) {
		inner = syntax.Node{}
	}
	if !with.IsNil() {
		p.ReportNode(n, `begin() in a "begin()" block of the same session raises InvalidRequestError: a transaction is already begun`, func() []rule.Fix {
			if inner.IsNil() || len(withItems(inner)) != 1 || !withItems(inner)[0].target.IsNil() {
				return nil
			}
			return dedent(p, inner, rule.Fix{Title: "Remove begin()", Safety: rule.Unsafe, Reason: "the commit moves to the end of the outer block"})
		})
		return
	}
	if inner.IsNil() || withItems(inner)[0].node != up {
		return
	}
	if v, _ := classify(m, object); v == asyncConnection || v == syncConnection {
		return
	}
	// with F() as S: ... with S.begin():
	block := inner.Parent()
	outer := block.Parent()
	if !block.Is(syntax.KBlock) || !outer.Is(syntax.KWithStatement) || !slices.ContainsFunc(withItems(outer), func(it withItem) bool {
		return it.target.Is(syntax.KIdentifier) && sameObject(m, it.target, object)
	}) {
		return
	}
	for s := inner.PrevSibling(); !s.IsNil(); s = s.PrevSibling() {
		call := startsTransaction(m, s, object)
		if !call.IsNil() {
			p.Report(rule.Diagnostic{
				Start: n.Start(), End: n.End(),
				Message: "The statement on line " + rule.RelatedLine + " has begun a transaction already: begin() raises InvalidRequestError",
				Related: []rule.Related{{Start: call.Start(), End: call.End(), Message: "here"}},
			})
			return
		}
		if mentionsObject(m, s, object) && !s.Is(syntax.KExpressionStatement) || endsTransaction(m, s, object) {
			return
		}
	}
}

// startsTransaction is the call in the statement s with which the session
// begins a transaction by itself.
func startsTransaction(m *semantic.Module, s, object syntax.Node) syntax.Node {
	if !s.Is(syntax.KExpressionStatement) || endsTransaction(m, s, object) {
		return syntax.Node{}
	}
	for c := range s.Descendants() {
		inner, method := receiver(c)
		if slices.Contains([]string{"execute", "scalars", "scalar", "get", "refresh"}, method) && sameObject(m, inner, object) && always(c, s) {
			return c
		}
	}
	return syntax.Node{}
}

// endsTransaction tells whether the statement does something with the session
// that may end its transaction, or that nobody sees here.
func endsTransaction(m *semantic.Module, s, object syntax.Node) bool {
	object = semantic.Unparenthesized(object)
	for c := range s.Descendants() {
		if !c.Is(object.Kind()) || !sameObject(m, c, object) {
			continue
		}
		up := c.Parent()
		if !up.Is(syntax.KAttribute) || c.Field() != syntax.FObject {
			return true
		}
		if slices.Contains([]string{"commit", "rollback", "close", "aclose", "reset", "invalidate", "begin", "begin_nested"}, up.Child(syntax.FAttribute).Text()) {
			return true
		}
	}
	return false
}

// dedent is the fix that puts the body of a with statement in its place.
func dedent(p *rule.Pass, with syntax.Node, fix rule.Fix) []rule.Fix {
	b := p.Builder()
	body, text := with.Child(syntax.FBody), p.File.Text
	colon := with.ChildOf(syntax.KTokColon)
	if colon.IsNil() {
		return nil
	}
	start := colon.End()
	head := string(text.Slice(start, body.Start()))
	if first := strings.TrimLeft(head, " \t"); !strings.HasPrefix(first, "\n") && !strings.HasPrefix(first, "\r") {
		return nil
	}
	// Comments in front of the first statement are not part of the block.
	start += len(head) - len(strings.TrimLeft(head, " \t\r\n"))
	b.ReplaceRange(with.Start(), body.End(), b.PartRange(with, start, body.End()).Text(b.Indent(with)))
	return fixOf(b, fix)
}
