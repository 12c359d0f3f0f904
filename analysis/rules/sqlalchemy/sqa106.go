package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA106",
		Name:     "no-shared-session-in-gather",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall, syntax.KWithStatement},
		Check:    sharedSession,
	})
}

const sharedMessage = "The same AsyncSession is used by several concurrent tasks: open one session per task"

// taskUse is a session that a task uses.
type taskUse struct {
	session syntax.Node
	through string // the attribute of the session where the task is a method: "session" of repo.load()
	direct  bool   // the task is a call of the session itself
}

func (u taskUse) same(m *semantic.Module, other taskUse) bool {
	return u.through == other.through && sameObject(m, u.session, other.session)
}

func sharedSession(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Is(syntax.KWithStatement) {
		sharedInGroup(p, n)
		return
	}
	f := n.Child(syntax.FFunction)
	wait := false
	switch {
	case m.Is(f, "asyncio.gather"):
	case m.Is(f, "asyncio.wait"):
		wait = true
	default:
		return
	}
	tasks := positional(n)
	if wait {
		if len(tasks) == 0 {
			return
		}
		tasks = []syntax.Node{tasks[0]}
	}
	var uses []taskUse
	for _, task := range tasks {
		list := task
		if task.Is(syntax.KListSplat) {
			list = firstPart(task)
		} else if !wait {
			uses = append(uses, usesOf(p, task)...)
			continue
		}
		uses = append(uses, usesOfList(p, list)...)
	}
	shared, direct := severalUse(m, uses)
	if !shared {
		return
	}
	callee := calleeName(n)
	d := rule.Diagnostic{Start: callee.Start(), End: callee.End(), Message: sharedMessage, Severity: rule.Warning}
	if direct {
		d.Severity = rule.Error
	}
	if !wait {
		d.Fixes = func() []rule.Fix { return oneAfterTheOther(p, n) }
	}
	p.Report(d)
}

// severalUse tells whether two tasks use one session, and whether two call it
// themselves.
func severalUse(m *semantic.Module, uses []taskUse) (shared, direct bool) {
	var calls []taskUse
	for _, u := range uses {
		if u.direct {
			calls = append(calls, u)
		}
	}
	return twoAreSame(m, uses), twoAreSame(m, calls)
}

func twoAreSame(m *semantic.Module, uses []taskUse) bool {
	for i, a := range uses {
		if slices.ContainsFunc(uses[i+1:], func(b taskUse) bool { return a.same(m, b) }) {
			return true
		}
	}
	return false
}

// usesOfList is usesOf for a list of tasks; what a comprehension makes counts
// as two.
func usesOfList(p *rule.Pass, list syntax.Node) []taskUse {
	m := p.Module
	at := list
	list = semantic.Unparenthesized(list)
	if list.Is(syntax.KIdentifier) {
		_, list = boundValue(m, list, at)
		list = semantic.Unparenthesized(list)
	}
	var uses []taskUse
	switch list.Kind() {
	case syntax.KList, syntax.KTuple, syntax.KSet:
		for _, task := range edit.Elements(list) {
			uses = append(uses, usesOf(p, task)...)
		}
	case syntax.KListComprehension, syntax.KGeneratorExpression, syntax.KSetComprehension:
		for _, u := range usesOf(p, list.Child(syntax.FBody)) {
			if !boundIn(m, u.session, list) {
				uses = append(uses, u, u)
			}
		}
	}
	return uses
}

// boundIn tells whether the name that the object is, or begins with, is bound
// in n.
func boundIn(m *semantic.Module, object, n syntax.Node) bool { return rebinds(m, n, object) }

// inTask are callables that run the coroutine they are given first.
var inTask = []string{"asyncio.create_task", "asyncio.ensure_future", "asyncio.wait_for", "asyncio.shield"}

// usesOf are the sessions that the task, a coroutine or what is made of one,
// uses.
func usesOf(p *rule.Pass, task syntax.Node) []taskUse {
	m := p.Module
	at := task
	task = semantic.Unparenthesized(task)
	if task.Is(syntax.KIdentifier) {
		_, task = boundValue(m, task, at)
	}
	for range 4 {
		task = semantic.Unparenthesized(task)
		args := positional(task)
		if !task.Is(syntax.KCall) || len(args) == 0 || !m.Is(task.Child(syntax.FFunction), inTask...) {
			break
		}
		task = args[0]
	}
	if !task.Is(syntax.KCall) {
		return nil
	}
	object, method := receiver(task)
	if method != "" {
		if v, t := classify(m, object); v == asyncSession {
			if isCoroutine(m, v, t, method) && !redefines(m, t.Name, method) {
				return []taskUse{{session: object, direct: true}}
			}
			return nil
		}
	}
	args := edit.Elements(edit.Arguments(task))
	return append(usesOfCall(m, task.Child(syntax.FFunction), args), throughSelf(p, object, method)...)
}

// usesOfCall are the sessions that a coroutine function is called with.
func usesOfCall(m *semantic.Module, f syntax.Node, args []syntax.Node) []taskUse {
	var uses []taskUse
	for i, a := range args {
		name, value := "", a
		switch {
		case a.Is(syntax.KKeywordArgument):
			name, value = a.Child(syntax.FName).Text(), a.Child(syntax.FValue)
		case a.Is(syntax.KListSplat, syntax.KDictionarySplat):
			continue
		}
		value = semantic.Unparenthesized(value)
		if !value.Is(syntax.KIdentifier, syntax.KAttribute) {
			continue
		}
		if v, _ := classify(m, value); v == asyncSession && usesParameter(m, f, i, name) {
			uses = append(uses, taskUse{session: value})
		}
	}
	return uses
}

// usesParameter tells whether f is a coroutine function that does something
// with the parameter at an index, or with a name.
func usesParameter(m *semantic.Module, f syntax.Node, index int, name string) bool {
	fn, info := m.FunctionNamed(m.Resolve(f))
	if fn == nil && info == nil {
		object, method := f.Child(syntax.FObject), f.Child(syntax.FAttribute).Text()
		if fn, info = methodOf(m, object, method); fn != nil || info != nil {
			index++
		}
	}
	switch {
	case fn == nil:
		return info != nil && info.Async && !info.Generator
	case !fn.Async || fn.Generator:
		return false
	}
	if name == "" {
		if index >= len(fn.Params) {
			return true
		}
		name = fn.Params[index].Name
	}
	for n := range fn.Body.Descendants() {
		if n.Is(syntax.KIdentifier) && n.Text() == name {
			return true
		}
	}
	return false
}

// methodOf is the method that is called on the object: a function of its class,
// without decorators, in this file or another one.
func methodOf(m *semantic.Module, object syntax.Node, method string) (*semantic.Func, *semantic.FuncInfo) {
	t := m.TypeOf(object)
	if object.IsNil() || t.Kind != semantic.Instance || mocks(t.Call) {
		return nil, nil
	}
	for _, a := range m.AncestorsOf(t.Name) {
		switch {
		case a.Class != nil:
			if list := a.Class.MemberList(method); len(list) == 1 {
				fn := list[0].Func()
				if fn == nil || len(fn.Decorators) > 0 {
					return nil, nil
				}
				return fn, nil
			} else if len(list) > 1 {
				return nil, nil
			}
		case a.Info != nil:
			if x := a.Info.Member(method); x != nil {
				if x.Func == nil {
					return nil, nil
				}
				return nil, x.Func
			}
		case !a.Known:
			return nil, nil
		}
	}
	return nil, nil
}

// throughSelf are the sessions that a method uses as attributes of its object.
func throughSelf(p *rule.Pass, object syntax.Node, method string) []taskUse {
	m := p.Module
	fn, info := methodOf(m, object, method)
	if info != nil && info.Async && !info.Generator && len(info.Decorators) == 0 {
		return throughSelfElsewhere(p, object, method)
	}
	if fn == nil || !fn.Async || fn.Generator || len(fn.Params) == 0 {
		return nil
	}
	var uses []taskUse
	seen := map[string]bool{}
	for n := range fn.Body.Descendants() {
		if !n.Is(syntax.KAttribute) || n.Child(syntax.FObject).Text() != fn.Params[0].Name {
			continue
		}
		name := n.Child(syntax.FAttribute).Text()
		if v, _ := classify(m, n); v == asyncSession && !seen[name] {
			seen[name] = true
			uses = append(uses, taskUse{session: object, through: name})
		}
	}
	return uses
}

// throughSelfElsewhere is [throughSelf] for a method of another file.
func throughSelfElsewhere(p *rule.Pass, object syntax.Node, method string) []taskUse {
	m := p.Module
	chain := m.AncestorsOf(m.TypeOf(object).Name)
	i := slices.IndexFunc(chain, func(a *semantic.Ancestor) bool { return a.Info != nil && a.Info.Member(method) != nil })
	if i < 0 {
		return nil
	}
	path, key := chain[i].Info.Path, chain[i].Info.Name+"."+method
	attributes := func(v *project.View) []string {
		if s := v.SummaryOf(path); s != nil {
			return s.SelfUses[key]
		}
		return nil
	}
	names := attributes(p.Project)
	p.Ask(func(v *project.View) bool { return slices.Equal(attributes(v), names) })
	var uses []taskUse
	for _, name := range names {
		if holdsAsyncSession(m, chain, name) {
			uses = append(uses, taskUse{session: object, through: name})
		}
	}
	return uses
}

// holdsAsyncSession tells whether an attribute that classes of other files
// declare, or set on self, is an async session.
func holdsAsyncSession(m *semantic.Module, chain []*semantic.Ancestor, name string) bool {
	for _, a := range chain {
		if a.Class != nil && a.Has(name) {
			return false
		}
		if a.Info == nil {
			continue
		}
		i := slices.IndexFunc(a.Info.Members, func(x *semantic.MemberInfo) bool { return x.Name == name })
		if i < 0 {
			continue
		}
		v := a.Info.Members[i].Value
		if v == nil {
			return false
		}
		t := v.Type
		if v.Annotation.Text != "" {
			t = v.Annotation.Type
		}
		t.Name = m.Qualify(t.Name)
		return m.IsInstance(t, asyncSessionClass) == semantic.Yes
	}
	return false
}

// sharedInGroup looks at the tasks of async with asyncio.TaskGroup() as group.
func sharedInGroup(p *rule.Pass, with syntax.Node) {
	m := p.Module
	for _, it := range withItems(with) {
		if !it.target.Is(syntax.KIdentifier) || !it.value.Is(syntax.KCall) ||
			!m.Is(it.value.Child(syntax.FFunction), "asyncio.TaskGroup", "anyio.create_task_group") {
			continue
		}
		symbol, b := symbolAt(m, it.target)
		if b == nil {
			return
		}
		body := with.Child(syntax.FBody)
		var uses []taskUse
		var calls []syntax.Node
		for _, group := range m.Uses(symbol) {
			call := group.Parent().Parent()
			object, method := receiver(call)
			if object != group || group.Start() < body.Start() || group.End() > body.End() {
				continue
			}
			args := positional(call)
			if len(args) == 0 {
				continue
			}
			var of []taskUse
			switch method {
			case "create_task":
				of = usesOf(p, args[0])
			case "start_soon":
				of = usesOfCall(m, args[0], args[1:])
			}
			loop := outerLoop(call, body)
			for _, u := range of {
				uses, calls = append(uses, u), append(calls, call)
				if !loop.IsNil() && !boundIn(m, u.session, loop) {
					uses, calls = append(uses, u), append(calls, call)
				}
			}
		}
		for i, u := range uses {
			if shared, direct := severalUse(m, sharing(m, u, uses)); shared {
				callee := calleeName(calls[i])
				d := rule.Diagnostic{Start: callee.Start(), End: callee.End(), Message: sharedMessage, Severity: rule.Warning}
				if direct {
					d.Severity = rule.Error
				}
				p.Report(d)
				return
			}
		}
	}
}

// sharing are those of the uses that are of the session of u.
func sharing(m *semantic.Module, u taskUse, uses []taskUse) []taskUse {
	var list []taskUse
	for _, x := range uses {
		if x.same(m, u) {
			list = append(list, x)
		}
	}
	return list
}

// outerLoop is the outermost loop in the block that n is in the body of.
func outerLoop(n, block syntax.Node) syntax.Node {
	var loop syntax.Node
	for up := n.Parent(); up != block && !up.IsNil(); n, up = up, up.Parent() {
		if up.Is(syntax.KForStatement, syntax.KWhileStatement) && n.Field() == syntax.FBody {
			loop = up
		}
	}
	return loop
}

// firstPart is the first child of n that is no token.
func firstPart(n syntax.Node) syntax.Node {
	for c := range n.Named() {
		return c
	}
	return syntax.Node{}
}

// oneAfterTheOther is the fix that awaits the coroutines of gather() in turn.
func oneAfterTheOther(p *rule.Pass, call syntax.Node) []rule.Fix {
	m := p.Module
	await := call.Parent()
	args := edit.Elements(edit.Arguments(call))
	if !await.Is(syntax.KAwait) || len(args) < 2 {
		return nil
	}
	for _, a := range args {
		if !a.Is(syntax.KCall) || m.Is(a.Child(syntax.FFunction), inTask[:2]...) {
			return nil
		}
	}
	stmt := await.Parent()
	var names []syntax.Node
	if stmt.Is(syntax.KAssignment) {
		left := stmt.Child(syntax.FLeft)
		if stmt = stmt.Parent(); !left.Is(syntax.KPatternList, syntax.KTuplePattern) {
			return nil
		}
		names = edit.Elements(left)
		if len(names) != len(args) {
			return nil
		}
		for _, name := range names {
			if !name.Is(syntax.KIdentifier) || mentionsObject(m, edit.Arguments(call), name) {
				return nil
			}
		}
	}
	if !stmt.Is(syntax.KExpressionStatement) || !stmt.NextSibling().IsNil() && stmt.NextSibling().Is(syntax.KTokSemicolon) || !aloneBefore(p.File.Text, stmt) {
		return nil
	}
	b := p.Builder()
	indent := b.Indent(stmt)
	var lines []string
	for i, a := range args {
		line := "await " + b.Reindent(a, indent)
		if names != nil {
			line = names[i].Text() + " = " + line
		}
		lines = append(lines, line)
	}
	b.Replace(stmt, strings.Join(lines, b.Newline()+indent))
	return fixOf(b, rule.Fix{Title: "Await one after the other", Safety: rule.Unsafe, Reason: "the first error ends it, and the time adds up"})
}
