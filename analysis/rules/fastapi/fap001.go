package fastapi

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "FAP001",
		Name:     "use-lifespan",
		Severity: rule.Information,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"fastapi"},
		Gates:    since("0.93"),
		Kinds:    []syntax.Kind{syntax.KDecorator, syntax.KKeywordArgument},
		Check:    useLifespan,
	})
}

func useLifespan(p *rule.Pass, n syntax.Node) {
	app := syntax.Node{} // the call that makes it
	if n.Is(syntax.KDecorator) {
		d, ok := onEvent(n)
		if !ok || d.event == "" || !isApp(p.Module, d.object) || hasLifespan(p.Module, d.object) {
			return
		}
		app = p.Module.TypeOf(d.object).Call
		n = d.call
	} else {
		if event := eventLists[n.Child(syntax.FName).Text()]; event == "" {
			return
		}
		app = n.Parent().Parent()
		if !app.Is(syntax.KCall) || !makes(p.Module, app, appClass) || !lifespanOf(app).IsNil() {
			return
		}
	}
	p.ReportNode(n, "`on_event` is deprecated: move startup and shutdown into a `lifespan` function", func() []rule.Fix {
		return lifespanFixes(p, app)
	})
}

// eventLists are the arguments that register handlers, and for what event.
var eventLists = map[string]string{"on_startup": "startup", "on_shutdown": "shutdown"}

// eventDecorator is a decorator "@object.on_event(event)".
type eventDecorator struct {
	call, object syntax.Node
	event        string // "" if it is not a literal
}

// onEvent takes a decorator apart; ok is false if it is none of on_event.
func onEvent(decorator syntax.Node) (d eventDecorator, ok bool) {
	d.call = decorator.ChildOf(syntax.KCall)
	f := d.call.Child(syntax.FFunction)
	if !f.Is(syntax.KAttribute) || f.Child(syntax.FAttribute).Text() != "on_event" {
		return d, false
	}
	d.object = f.Child(syntax.FObject)
	if args := edit.Elements(edit.Arguments(d.call)); len(args) == 1 {
		arg := args[0]
		if arg.Is(syntax.KKeywordArgument) && arg.Child(syntax.FName).Text() == "event_type" {
			arg = arg.Child(syntax.FValue)
		}
		d.event = eventOf(arg)
	}
	return d, true
}

// eventOf is the event that a literal names.
func eventOf(n syntax.Node) string {
	if n.Is(syntax.KString) {
		if s := n.ChildOf(syntax.KStringContent).Text(); s == "startup" || s == "shutdown" {
			return s
		}
	}
	return ""
}

// hasLifespan tells whether the application was made with a lifespan.
func hasLifespan(m *semantic.Module, app syntax.Node) bool {
	if call := m.TypeOf(app).Call; !call.IsNil() {
		return !lifespanOf(call).IsNil()
	}
	v := exported(m, m.Resolve(app))
	return v != nil && slices.Contains(v.Keywords, "lifespan")
}

// lifespanOf is the lifespan that a call passes.
func lifespanOf(call syntax.Node) syntax.Node {
	if v := edit.Keyword(call, "lifespan").Child(syntax.FValue); !v.Is(syntax.KNone) {
		return v
	}
	return syntax.Node{}
}

// application is an application whose events can be moved into a lifespan.
type application struct {
	call   syntax.Node
	stmt   syntax.Node // that assigns it
	symbol *semantic.Symbol
	events []registration
}

// registration is the registration of one handler for one event.
type registration struct {
	event   string
	handler string // as it is called
	async   bool
	at      syntax.Node // decorator, element of a list, or statement
	fn      *semantic.Func
}

// lifespanFixes moves all events of the application that call makes.
func lifespanFixes(p *rule.Pass, call syntax.Node) []rule.Fix {
	app, ok := parseApplication(p, call)
	if !ok {
		return nil
	}
	reason, ok := app.otherEvents(p)
	if !ok {
		return nil
	}
	var fixes []rule.Fix
	add := func(inline bool) {
		edits, ok := app.convert(p, inline)
		if !ok {
			return
		}
		f := rule.Fix{Title: "Convert event handlers to a lifespan function", Edits: edits}
		if inline {
			f.Title += " and inline the handlers"
			f.Kind = "refactor.rewrite.inlineHandlers"
		}
		if reason != "" {
			f.Safety, f.Reason = rule.Unsafe, reason
		}
		fixes = append(fixes, f)
	}
	add(false)
	if app.inlinable(p) {
		add(true)
	}
	return fixes
}

// parseApplication finds what registers events on the application; ok is false
// if that is not all of it, or not certain.
func parseApplication(p *rule.Pass, call syntax.Node) (app application, ok bool) {
	m := p.Module
	if !makes(m, call, appClass) || !edit.Keyword(call, "lifespan").IsNil() || !edit.Arguments(call).ChildOf(syntax.KDictionarySplat).IsNil() {
		return app, false
	}
	assignment := call.Parent()
	if !assignment.Is(syntax.KAssignment) || call.Field() != syntax.FRight || !assignment.Child(syntax.FLeft).Is(syntax.KIdentifier) {
		return app, false
	}
	app.call, app.stmt = call, edit.Statement(call)
	app.symbol = m.Lookup(assignment.Child(syntax.FLeft))
	if app.symbol.Only() == nil || app.symbol.Scope.Node() != app.body() || m.ScopeOf(call) != app.symbol.Scope {
		return app, false
	}
	if !app.fromLists(m) {
		return app, false
	}
	for _, name := range []string{"on_event", "add_event_handler"} {
		for _, n := range m.Attributes(name) {
			if !app.owns(m, n.Parent().Child(syntax.FObject)) {
				if app.mayOwn(m, n.Parent().Child(syntax.FObject)) {
					return app, false
				}
				continue
			}
			add := app.fromDecorator
			if name == "add_event_handler" {
				add = app.fromStatement
			}
			if !add(m, n.Parent()) {
				return app, false
			}
		}
	}
	for _, name := range []string{"on_startup", "on_shutdown", "lifespan_context"} {
		for _, n := range m.Attributes(name) {
			if app.mayOwn(m, n.Parent().Child(syntax.FObject)) {
				return app, false
			}
		}
	}
	slices.SortStableFunc(app.events, func(a, b registration) int { return a.at.Start() - b.at.Start() })
	return app, len(app.events) > 0 && !app.returnsEarly()
}

// body is the node whose scope the assignment stands in, if it stands right in
// its body.
func (a *application) body() syntax.Node {
	up := a.stmt.Parent()
	if up.Is(syntax.KBlock) && up.Parent().Is(syntax.KFunctionDefinition) {
		return up.Parent()
	}
	if up.Is(syntax.KModule) {
		return up
	}
	return syntax.Node{}
}

// owns tells whether n is the name of the application.
func (a *application) owns(m *semantic.Module, n syntax.Node) bool {
	return n.Is(syntax.KIdentifier) && sameSymbol(m.Lookup(n), a.symbol)
}

// mayOwn tells whether n may be the application under another name, or its
// router.
func (a *application) mayOwn(m *semantic.Module, n syntax.Node) bool {
	if n.Is(syntax.KIdentifier) && !a.owns(m, n) {
		if only := m.Lookup(n).Only(); only != nil && only.Kind == semantic.Import {
			return false
		}
	}
	t := m.TypeOf(n)
	if !t.Call.IsNil() && t.Call != a.call {
		return false
	}
	return m.IsInstance(t, appClass) != semantic.No
}

// fromLists reads the arguments on_startup and on_shutdown.
func (a *application) fromLists(m *semantic.Module) bool {
	for name, event := range eventLists {
		value := edit.Keyword(a.call, name).Child(syntax.FValue)
		switch {
		case value.IsNil() || value.Is(syntax.KNone):
		case value.Is(syntax.KList, syntax.KTuple):
			for _, e := range edit.Elements(value) {
				if !a.add(m, event, e, e) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// fromStatement reads "app.add_event_handler(event, handler)".
func (a *application) fromStatement(m *semantic.Module, attribute syntax.Node) bool {
	call := attribute.Parent()
	stmt := call.Parent()
	args := edit.Elements(edit.Arguments(call))
	if !call.Is(syntax.KCall) || !stmt.Is(syntax.KExpressionStatement) || stmt.Parent() != a.stmt.Parent() || len(args) != 2 {
		return false
	}
	var event, handler syntax.Node
	for i, arg := range args {
		name := arg.Child(syntax.FName).Text()
		switch {
		case name == "event_type":
			event = arg.Child(syntax.FValue)
		case name == "func":
			handler = arg.Child(syntax.FValue)
		case arg.Is(syntax.KKeywordArgument):
			return false
		case i == 0:
			event = arg
		default:
			handler = arg
		}
	}
	return eventOf(event) != "" && a.add(m, eventOf(event), handler, stmt)
}

// fromDecorator reads "@app.on_event(event)".
func (a *application) fromDecorator(m *semantic.Module, attribute syntax.Node) bool {
	decorator := attribute.Parent().Parent()
	def := decorator.Parent()
	if !decorator.Is(syntax.KDecorator) || def.Parent() != a.stmt.Parent() {
		return false
	}
	d, ok := onEvent(decorator)
	fn := m.Func(def)
	if !ok || d.event == "" || fn == nil || !callable(fn) {
		return false
	}
	for _, x := range fn.Decorators {
		if other, ok := onEvent(x.Node); !ok || !a.owns(m, other.object) {
			return false
		}
	}
	if m.Lookup(fn.NameNode).Only() == nil {
		return false
	}
	a.events = append(a.events, registration{event: d.event, handler: fn.Name, async: fn.Async, at: decorator, fn: fn})
	return true
}

// add adds a handler that is given by name.
func (a *application) add(m *semantic.Module, event string, handler, at syntax.Node) bool {
	if !handler.Is(syntax.KIdentifier, syntax.KAttribute) {
		return false
	}
	r := registration{event: event, handler: handler.Text(), at: at}
	if symbol := m.Lookup(handler); symbol != nil {
		only := symbol.Only()
		if only == nil {
			return false
		}
		if only.Kind == semantic.Function {
			fn := m.Func(only.Stmt())
			r.async = fn.Async
			a.events = append(a.events, r)
			return callable(fn) && len(fn.Decorators) == 0 || a.decorates(m, fn)
		}
	}
	fn, info := m.FunctionNamed(m.Resolve(handler))
	switch {
	case fn != nil && callable(fn) && len(fn.Decorators) == 0 && !fn.Method():
		r.async = fn.Async
	case info != nil && !info.Generator && len(info.Decorators) == 0:
		for _, p := range info.Params {
			if !p.Default && p.Kind != semantic.VarPositional && p.Kind != semantic.VarKeyword {
				return false
			}
		}
		r.async = info.Async
	default:
		return false
	}
	a.events = append(a.events, r)
	return true
}

// decorates tells whether all decorators of the function register it.
func (a *application) decorates(m *semantic.Module, fn *semantic.Func) bool {
	for _, x := range fn.Decorators {
		if d, ok := onEvent(x.Node); !ok || !a.owns(m, d.object) {
			return false
		}
	}
	return callable(fn)
}

// callable tells whether a function can be called without arguments, and does
// its work when it is.
func callable(fn *semantic.Func) bool {
	if fn.Generator {
		return false
	}
	for _, p := range fn.Params {
		if p.Default.IsNil() && p.Kind != semantic.VarPositional && p.Kind != semantic.VarKeyword {
			return false
		}
	}
	return true
}

// returnsEarly tells whether the function around may be left before all
// handlers are defined.
func (a *application) returnsEarly() bool {
	if !a.stmt.Parent().Is(syntax.KBlock) {
		return false
	}
	last := a.events[len(a.events)-1].at.End()
	for n := range semantic.OwnBody(a.body()) {
		if n.Is(syntax.KReturnStatement) && n.Start() > a.stmt.End() && n.Start() < last {
			return true
		}
	}
	return false
}

// otherEvents looks for events that are registered out of sight: ok is false if
// the application has some, and reason says what a lifespan may change.
func (a *application) otherEvents(p *rule.Pass) (reason string, ok bool) {
	m := p.Module
	if a.symbol.Scope.Kind() == semantic.ModuleScope && a.registeredElsewhere(p) {
		return "", false
	}
	for _, use := range m.Uses(a.symbol) {
		arg := use
		if up := arg.Parent(); up.Is(syntax.KKeywordArgument) && arg.Field() == syntax.FValue {
			arg = up
		}
		if up := use.Parent(); up.Is(syntax.KAttribute) && use.Field() == syntax.FObject && up.Child(syntax.FAttribute).Text() == "include_router" {
			if call := up.Parent(); call.Is(syntax.KCall) && includesEvents(p, call) {
				reason = "handlers of an included router ran twice and now run once"
			}
			continue
		}
		if !arg.Parent().Is(syntax.KArgumentList) {
			continue
		}
		f := arg.Parent().Parent().Child(syntax.FFunction)
		switch registersEvents(m, f) {
		case semantic.Yes:
			return "", false
		case semantic.Unknown:
			reason = "`" + oneLine(f.Text()) + "` may have registered handlers too, which no longer run"
		}
	}
	return reason, true
}

// registersEvents tells whether the function f may register events on an
// application that is passed to it. What this file does is known otherwise.
func registersEvents(m *semantic.Module, f syntax.Node) semantic.Tri {
	if f.Is(syntax.KAttribute) && (isApp(m, f.Child(syntax.FObject)) || isRouter(m, f.Child(syntax.FObject))) {
		return semantic.No
	}
	if only := m.Lookup(f).Only(); only != nil && (only.Kind == semantic.Function || only.Kind == semantic.ClassDef) {
		return semantic.No
	}
	q := m.Resolve(f)
	if top, _, _ := strings.Cut(q, "."); slices.Contains(harmless, top) {
		return semantic.No
	}
	for module, name := cutLast(q); name != ""; module, name = cutLast(module) {
		switch s := m.ProjectModule(module); {
		case s == nil:
		case s.Attributes["on_event"] || s.Attributes["add_event_handler"]:
			return semantic.Yes
		default:
			return semantic.No
		}
	}
	return semantic.Unknown
}

// harmless are packages that do not register handlers on an application that is
// passed to them.
var harmless = []string{
	"fastapi", "starlette", "uvicorn", "hypercorn", "gunicorn", "granian", "httpx", "pytest", "typing", "builtins", "mangum", "asgi_lifespan",
	"asyncio", "logging", "opentelemetry",
}

// registeredElsewhere tells whether another file registers events on the
// application.
func (a *application) registeredElsewhere(p *rule.Pass) bool {
	m := p.Module
	q := m.QualifiedName(a.symbol.Only())
	return p.Project.Any(func(s *semantic.Summary) bool {
		if s.Path == p.Path || !s.Attributes["on_event"] && !s.Attributes["add_event_handler"] {
			return false
		}
		for use := range s.Uses {
			object, method := cutLast(use)
			if (method == ".on_event" || method == ".add_event_handler") && m.Qualify(object) == q {
				return true
			}
		}
		return false
	})
}

// includesEvents tells whether the router that a call of include_router passes
// has event handlers, or may have some from the routers that it includes.
func includesEvents(p *rule.Pass, include syntax.Node) bool {
	m := p.Module
	args := edit.Elements(edit.Arguments(include))
	if len(args) == 0 {
		return false
	}
	router := args[0]
	if router.Is(syntax.KKeywordArgument) {
		router = edit.Keyword(include, "router").Child(syntax.FValue)
	}
	if call := m.TypeOf(router).Call; !call.IsNil() {
		for name := range eventLists {
			if !edit.Keyword(call, name).IsNil() {
				return true
			}
		}
	}
	if symbol := m.Lookup(router); symbol != nil {
		for _, name := range []string{"on_event", "add_event_handler", "include_router"} {
			for _, n := range m.Attributes(name) {
				object := n.Parent().Child(syntax.FObject)
				if !object.Is(syntax.KIdentifier) || !sameSymbol(m.Lookup(object), symbol) {
					continue
				}
				if call := n.Parent().Parent(); name != "include_router" || call.Is(syntax.KCall) && call.Start() != include.Start() && includesEvents(p, call) {
					return true
				}
			}
		}
	}
	q := m.Resolve(router)
	if v := exported(m, q); v != nil && (slices.Contains(v.Keywords, "on_startup") || slices.Contains(v.Keywords, "on_shutdown")) {
		return true
	}
	module, _ := cutLast(q)
	return importsEvents(m, module, p.Path, map[string]bool{})
}

// importsEvents tells whether the module or one that it imports registers
// events.
func importsEvents(m *semantic.Module, module, except string, seen map[string]bool) bool {
	s := m.ProjectModule(module)
	if s == nil || s.Path == except || seen[module] {
		return false
	}
	seen[module] = true
	if s.Attributes["on_event"] || s.Attributes["add_event_handler"] {
		return true
	}
	return slices.ContainsFunc(s.Imports, func(name string) bool { return importsEvents(m, name, except, seen) })
}

// inlinable tells whether the bodies of the handlers can take the place of
// their calls.
func (a *application) inlinable(p *rule.Pass) bool {
	m := p.Module
	type names struct{ bound, used map[string]bool }
	var seen []names
	for _, r := range a.events {
		if r.fn == nil || len(r.fn.Decorators) != 1 || len(r.fn.Params) > 0 {
			return false
		}
		symbol := m.Lookup(r.fn.NameNode)
		if len(m.Uses(symbol)) > 0 || exportedName(p, m.QualifiedName(symbol.Only())) {
			return false
		}
		for n := range semantic.OwnBody(r.fn.Node) {
			if n.Is(syntax.KReturnStatement, syntax.KGlobalStatement, syntax.KNonlocalStatement) {
				return false
			}
		}
		x := names{map[string]bool{}, map[string]bool{}}
		for _, name := range m.Names(m.BodyScope(r.fn.Node)) {
			x.bound[name] = true
		}
		for n := range r.fn.Body.Descendants() {
			if n.Is(syntax.KIdentifier) {
				x.used[n.Text()] = true
				if n.Text() == "app" && m.Lookup(n) != nil && !a.owns(m, n) {
					return false
				}
			}
		}
		for _, y := range seen {
			if overlap(x.bound, y.used) || overlap(y.bound, x.used) {
				return false
			}
		}
		seen = append(seen, x)
		t := p.File.Text
		for c := range p.File.CommentsIn(r.at.Start(), r.fn.Body.Start()) {
			if line := t.LineOf(c.Start()); line <= t.LineOf(r.fn.Node.Child(syntax.FParameters).End()) {
				return false // in the decorator or the header
			}
		}
	}
	return true
}

func overlap(a, b map[string]bool) bool {
	for name := range a {
		if b[name] {
			return true
		}
	}
	return false
}

// exportedName tells whether another file refers to the name q.
func exportedName(p *rule.Pass, q string) bool {
	return p.Project.Any(func(s *semantic.Summary) bool {
		_, imported := slices.BinarySearch(s.Imports, q)
		return s.Path != p.Path && (imported || s.Uses[q])
	})
}

// convert makes the edits: a lifespan function in front of the application that
// calls the handlers, or has their bodies.
func (a *application) convert(p *rule.Pass, inline bool) ([]edit.Edit, bool) {
	b := builder(p)
	indent := b.Indent(a.stmt)
	candidates := []string{"lifespan", "app_lifespan", "_lifespan"}
	if !a.first(p.Module) {
		candidates = []string{a.symbol.Name + "_lifespan"}
	}
	name, ok := b.FreeName(a.stmt, candidates...)
	if !ok || !startsLine(p, a.stmt) {
		return nil, false
	}
	for _, r := range a.events {
		if first, _, _ := strings.Cut(r.handler, "."); first == "app" {
			return nil, false // the parameter
		}
	}
	step := b.IndentStep()
	lines := []string{
		"@" + b.Name(a.stmt, "contextlib", "asynccontextmanager"),
		"async def " + name + "(app: " + b.Name(a.stmt, "fastapi", "FastAPI") + "):",
	}
	part := func(event, indent string) (found bool) {
		for _, r := range a.events {
			switch {
			case r.event != event:
				continue
			case inline:
				lines = append(lines, inlined(p, b, r.fn, indent)...)
			case r.async:
				lines = append(lines, indent+"await "+r.handler+"()")
			default:
				lines = append(lines, indent+r.handler+"()")
			}
			found = true
		}
		return found
	}
	part("startup", indent+step)
	at := len(lines)
	if part("shutdown", indent+step+step) {
		lines = slices.Insert(lines, at, indent+step+"try:", indent+step+step+"yield", indent+step+"finally:")
	} else {
		lines = append(lines, indent+step+"yield")
	}
	a.insert(p, b, lines)
	a.remove(p, b, inline)
	a.passLifespan(p, b, name)
	edits, err := b.Edits()
	return edits, err == nil
}

// first tells whether no other application is made before this one in its scope:
// two may be converted together, each with a function of its own.
func (a *application) first(m *semantic.Module) bool {
	for n := range semantic.OwnBody(a.body()) {
		if n.Is(syntax.KCall) && n.Start() < a.call.Start() && makes(m, n, appClass) {
			return false
		}
	}
	return true
}

// startsLine tells whether nothing stands in front of n in its line.
func startsLine(p *rule.Pass, n syntax.Node) bool {
	t := p.File.Text
	return strings.TrimSpace(string(t.Bytes()[t.LineStart(t.LineOf(n.Start())):n.Start()])) == ""
}

// insert puts the function above the application. The lines have their
// indentation, but for the decorator and the header.
func (a *application) insert(p *rule.Pass, b *edit.Builder, lines []string) {
	if a.stmt.Parent().Is(syntax.KModule) {
		b.InsertDefinition(a.stmt, strings.Join(lines, "\n"))
		return
	}
	lines[1] = b.Indent(a.stmt) + lines[1]
	t := p.File.Text
	line := t.LineOf(b.CommentsAbove(a.stmt))
	before := strings.TrimSpace(string(t.Bytes()[t.LineStart(line-1):t.LineEnd(line-1)]))
	if before != "" && t.LineOf(a.stmt.Parent().Start()) < line {
		b.Insert(t.LineStart(line), b.Newline())
	}
	b.InsertBefore(a.stmt, strings.Join(lines, "\n"), 1)
}

// passLifespan passes the lifespan to the application, instead of the lists of handlers:
// in the place of one that is the last argument, behind its comment.
func (a *application) passLifespan(p *rule.Pass, b *edit.Builder, name string) {
	args := edit.Elements(edit.Arguments(a.call))
	t := p.File.Text
	placed := false
	for i, arg := range args {
		if eventLists[arg.Child(syntax.FName).Text()] == "" {
			continue
		}
		line := t.LineOf(arg.End())
		var comment syntax.Node
		for c := range p.File.CommentsIn(arg.Start(), min(t.LineEnd(line), edit.Arguments(a.call).End())) {
			if c.Start() < arg.End() {
				b.Fail("a comment in the list")
			}
			comment = c
		}
		next := arg.NextSibling()
		switch {
		case i < len(args)-1:
			b.RemoveElement(arg)
			continue
		case !comment.IsNil() && startsLine(p, arg):
			b.DeleteRange(arg.Start(), comment.Start())
			b.Insert(comment.End(), b.Newline()+b.Indent(arg)+"lifespan="+name+",")
		case comment.IsNil() && (next.Is(syntax.KTokComma) || t.LineOf(next.Start()) == line):
			b.Replace(arg, "lifespan="+name)
		default:
			b.RemoveElement(arg)
			continue
		}
		placed = true
	}
	if !placed {
		b.AddKeyword(a.call, "lifespan", name)
	}
}

// remove removes the statements and decorators that register the handlers and,
// if they are inlined, them.
func (a *application) remove(p *rule.Pass, b *edit.Builder, inline bool) {
	for _, r := range a.events {
		switch {
		case inline:
			b.DeleteStatementWithComments(r.fn.Decorated)
		case r.at.Is(syntax.KDecorator):
			t := p.File.Text
			kept := false
			for c := range p.File.CommentsIn(r.at.End(), t.LineEnd(t.LineOf(r.at.End()))) {
				if suppression.MatchString(c.Text()) {
					continue
				}
				b.DeleteRange(r.at.Start(), c.Start())
				kept = true
			}
			if !kept {
				b.RemoveDecorator(r.at)
			}
		case r.at.Is(syntax.KExpressionStatement):
			b.DeleteStatement(r.at)
		}
	}
}

// suppression matches comments that silence a checker about their line.
var suppression = regexp.MustCompile(`^#\s*(type|ty|pyright|mypy|pyre|pyidiom)\s*:\s*ignore|^#\s*(noqa|pylint:|pyre-)`)

// inlined are the lines of a handler's body, with the comments above the
// handler and its docstring as comments.
func inlined(p *rule.Pass, b *edit.Builder, fn *semantic.Func, indent string) (lines []string) {
	t := p.File.Text
	for line := t.LineOf(b.CommentsAbove(fn.Decorated)); line < t.LineOf(fn.Decorated.Start()); line++ {
		lines = append(lines, indent+strings.TrimSpace(string(t.Bytes()[t.LineStart(line):t.LineEnd(line)])))
	}
	start := fn.Body.Start()
	from := fn.Node.Child(syntax.FParameters).End()
	if doc := semantic.Docstring(fn.Node); !doc.IsNil() {
		for s := range strings.SplitSeq(doc.ChildOf(syntax.KStringContent).Text(), "\n") {
			if s = strings.TrimSpace(s); s != "" {
				lines = append(lines, indent+"# "+s)
			}
		}
		from, start = doc.End(), fn.Node.End()
		if next := doc.Parent().NextSibling(); !next.IsNil() {
			start = next.Start()
		}
	}
	for c := range p.File.CommentsIn(from, start) {
		start = min(start, c.Start())
	}
	if start == fn.Node.End() {
		return append(lines, indent+"pass")
	}
	return append(lines, indent+b.PartRange(fn.Node, start, fn.Node.End()).Text(indent))
}
