package snippets

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Actions are those of the engine for [start, end), and behind them the pages
// that can be put around what is there; see [Surround].
func Actions(ctx context.Context, s *analysis.Snapshot, start, end int) []analysis.Action {
	list := s.Actions(ctx, start, end)
	for _, fix := range Surround(s, start, end) {
		list = append(list, analysis.Action{Fix: fix})
	}
	return list
}

// Surround offers the pages of the guide that wrap code which is there:
//
//   - on the name of an async function: a decorator that tries again;
//   - on app = FastAPI(...): a lifespan;
//   - on a literal that is selected in a test: the test parametrised by it;
//   - on the construction of an object in a test: a factory fixture for it.
//
// Each fix was checked: its result parses and keeps all comments.
func Surround(s *analysis.Snapshot, start, end int) []rule.Fix {
	m := s.Module()
	if m == nil || start < 0 || end < start || end > s.File.Text.Len() {
		return nil
	}
	w := &wrapper{facts: newFacts(s), m: m, start: start, end: end, at: s.File.NodeAt(start, end)}
	var out []rule.Fix
	for _, make := range []func(*edit.Builder) rule.Fix{w.retry, w.lifespan, w.parametrize, w.factory} {
		b := edit.NewBuilder(m)
		fix := make(b)
		if fix.Title == "" {
			continue
		}
		edits, err := b.Edits()
		if err != nil || edit.Check(s.File, edits) != nil {
			continue
		}
		fix.Edits = edits
		out = append(out, fix)
	}
	return out
}

// wrapper is a request for what can be put around a range.
type wrapper struct {
	facts      *fileFacts
	m          *semantic.Module
	start, end int
	at         syntax.Node // the smallest node around the range
}

// page is the text of a built-in page for the project, with other defaults and
// names that are free above the statement; ok is false if the project cannot
// use it. Its imports are planned.
func (w *wrapper) page(b *edit.Builder, topic string, above syntax.Node, texts map[int]string) (text string, ok bool) {
	pages := Builtin().pages
	page := pages[slices.IndexFunc(pages, func(p *Page) bool { return p.Topic() == topic })]
	v, ok := page.variant(w.facts)
	if !ok || !available(page, w.facts) {
		return "", false
	}
	at := module(above).Start()
	body := w.facts.free(v.Body.fill(texts), place{in: InModule, start: at, end: at}, page)
	style := styleOf(w.facts.file, at)
	if style.single {
		body = body.rewrite(singleQuotes)
	}
	text = body.indent(style.step).Plain()
	for _, i := range page.needed(text, w.facts) {
		switch w.facts.binding(i) {
		case other:
			return "", false
		case free:
			b.ImportAs(i.Module, i.Attr, "")
		}
	}
	return text, true
}

// module is the module-level statement around a node.
func module(n syntax.Node) syntax.Node {
	for !n.Parent().IsNil() && !n.Parent().Is(syntax.KModule) {
		n = n.Parent()
	}
	return n
}

// touches tells whether the range lies on a node, its end included.
func (w *wrapper) touches(n syntax.Node) bool {
	return !n.IsNil() && n.Start() <= w.start && w.end <= n.End()
}

// function is the function around the range.
func (w *wrapper) function() *semantic.Func {
	n := w.at
	if !n.Is(syntax.KFunctionDefinition) {
		n = n.Ancestor(syntax.KFunctionDefinition)
	}
	if n.IsNil() {
		return nil
	}
	return w.m.Func(n)
}

// isTest tells whether a function is one of pytest's: no method of a
// unittest.TestCase, whose methods get no fixtures.
func (w *wrapper) isTest(fn *semantic.Func) bool {
	if fn == nil || !w.facts.isTest() || !w.facts.view.Pytest().IsTestFunction(fn.Name) {
		return false
	}
	c := w.m.EnclosingClass(fn.Node)
	return c == nil || c.Closed() && c.IsSubclass("unittest.TestCase", "unittest.case.TestCase") == semantic.No
}

func (w *wrapper) retry(b *edit.Builder) rule.Fix {
	fn := w.function()
	if fn == nil || !fn.Async || fn.Generator || !w.touches(fn.NameNode) || w.facts.isTest() || strings.HasPrefix(fn.Name, "__") {
		return rule.Fix{}
	}
	if slices.ContainsFunc(fn.Decorators, func(d semantic.Decorator) bool { return strings.Contains(strings.ToLower(d.Node.Text()), "retry") }) {
		return rule.Fix{}
	}
	name := "retry"
	if !w.hasRetry() {
		text, ok := w.page(b, "typing/retry", fn.Node, nil)
		if !ok {
			return rule.Fix{}
		}
		names := binds(text)
		name = names[len(names)-1]
		b.InsertDefinition(fn.Node, text)
	}
	b.AddInnerDecorator(fn.Node, name+"(3)")
	return rule.Fix{
		Title: "Try again when it fails: @" + name, Kind: "refactor.rewrite.retry", Safety: rule.Unsafe,
		Reason: "a failed call is made again", Manual: true,
	}
}

// hasRetry tells whether the file has the decorator already.
func (w *wrapper) hasRetry() bool {
	for _, x := range w.m.Bindings("retry") {
		if fn := w.m.Func(x.Stmt()); x.Kind == semantic.Function && fn != nil && fn.Param("times") != nil && fn.Param("delay") != nil {
			return true
		}
	}
	return false
}

func (w *wrapper) lifespan(b *edit.Builder) rule.Fix {
	assignment := w.at
	if !assignment.Is(syntax.KAssignment) {
		assignment = assignment.Ancestor(syntax.KAssignment)
	}
	call := assignment.Child(syntax.FRight)
	if !call.Is(syntax.KCall) || w.m.ScopeOf(call) != w.m.ModuleScope() || !w.m.Is(call.Child(syntax.FFunction), "fastapi.FastAPI") {
		return rule.Fix{}
	}
	if w.end > call.Child(syntax.FFunction).End() || len(w.m.Attributes("on_event")) > 0 || len(w.m.Attributes("add_event_handler")) > 0 {
		return rule.Fix{}
	}
	for _, arg := range edit.Elements(edit.Arguments(call)) {
		switch name := arg.Child(syntax.FName).Text(); {
		case arg.Is(syntax.KDictionarySplat, syntax.KListSplat), name == "lifespan", name == "on_startup", name == "on_shutdown":
			return rule.Fix{}
		}
	}
	text, ok := w.page(b, "fastapi/lifespan", assignment, nil)
	if !ok {
		return rule.Fix{}
	}
	names := binds(text)
	b.InsertDefinition(assignment, text)
	b.AddKeyword(call, "lifespan", names[len(names)-1])
	return rule.Fix{Title: "Give the application a lifespan", Kind: "refactor.rewrite.lifespan", Manual: true}
}

// literals are what a test can be parametrised by.
var literals = []syntax.Kind{
	syntax.KString, syntax.KInteger, syntax.KFloat, syntax.KTrue, syntax.KFalse, syntax.KNone, syntax.KList, syntax.KDictionary, syntax.KTuple,
	syntax.KUnaryOperator,
}

func (w *wrapper) parametrize(b *edit.Builder) rule.Fix {
	fn := w.function()
	if w.start == w.end || !w.isTest(fn) || !w.at.Is(literals...) || w.at.Start() != w.start || w.at.End() != w.end || !w.constant(w.at) {
		return rule.Fix{}
	}
	if w.at.Start() < fn.Body.Start() || w.at.Parent().Is(syntax.KExpressionStatement, syntax.KConcatenatedString) {
		return rule.Fix{}
	}
	for _, d := range fn.Decorators {
		if d.Name == "" || d.Name == "pytest.mark.parametrize" {
			return rule.Fix{}
		}
	}
	if slices.ContainsFunc(fn.Params, func(p semantic.Param) bool {
		return p.Kind != semantic.PositionalOrKeyword || !p.Default.IsNil()
	}) {
		return rule.Fix{}
	}
	text := w.at.Text()
	if strings.ContainsAny(text, "\n\r") {
		return rule.Fix{}
	}
	name, ok := b.FreeName(fn.Body, w.called(), "value", "given")
	if !ok {
		return rule.Fix{}
	}
	quote := `"`
	if styleOf(w.facts.file, fn.Node.Start()).single {
		quote = "'"
	}
	pytest := b.Import(fn.Node, "pytest")
	b.AddDecorator(fn.Node, fmt.Sprintf("%s.mark.parametrize(%s, [%s.param(%s, id=%s)])", pytest, edit.StrIn(name, quote), pytest, text, edit.StrIn(caseID(text), quote)))
	b.AddElement(fn.Node.Child(syntax.FParameters), name)
	b.Replace(w.at, name)
	return rule.Fix{Title: "Parametrise the test by this value, with ids", Kind: "refactor.rewrite.parametrize", Manual: true}
}

// constant tells whether a literal holds nothing but literals.
func (w *wrapper) constant(n syntax.Node) bool {
	for c := range n.Descendants() {
		if c.Is(syntax.KIdentifier, syntax.KCall, syntax.KInterpolation, syntax.KComment, syntax.KAwait) {
			return false
		}
	}
	return true
}

// called is what the literal is called where it stands: the keyword, the name
// that it is assigned to; else "value".
func (w *wrapper) called() string {
	if p := w.at.Parent(); p.Is(syntax.KKeywordArgument) && w.at.Field() == syntax.FValue {
		return p.Child(syntax.FName).Text()
	}
	return "value"
}

var noID = regexp.MustCompile(`[^\w.+ -]+`)

// caseID is a name for a case with one value.
func caseID(literal string) string {
	id := literal
	if at := strings.IndexAny(id, `"'`); at >= 0 {
		id = strings.Trim(id[at:], `"'`) // without a prefix
	}
	id = strings.TrimSpace(noID.ReplaceAllString(id, " "))
	if strings.ContainsAny(literal[:1], "[{(") || id == "" || len(id) > 30 {
		return "first"
	}
	return id
}

func (w *wrapper) factory(b *edit.Builder) rule.Fix {
	fn := w.function()
	call := w.at
	if !call.Is(syntax.KCall) {
		call = call.Ancestor(syntax.KCall)
	}
	callee := call.Child(syntax.FFunction)
	if !w.isTest(fn) || !callee.Is(syntax.KIdentifier) || call.Start() < fn.Body.Start() || !(w.touches(callee) || call.Start() == w.start && call.End() == w.end) {
		return rule.Fix{}
	}
	class := w.m.Named(w.m.Resolve(callee))
	if class == nil || class.Class == nil && class.Info == nil || w.m.ScopeOf(fn.Node) != w.m.ModuleScope() {
		return rule.Fix{} // no class of the project
	}
	var defaults []string
	for _, arg := range edit.Elements(edit.Arguments(call)) {
		if !arg.Is(syntax.KKeywordArgument) || strings.ContainsAny(arg.Text(), "\n\r") {
			return rule.Fix{}
		}
		if value := arg.Child(syntax.FValue); value.Is(literals...) && w.constant(value) {
			defaults = append(defaults, fmt.Sprintf("%q: %s", arg.Child(syntax.FName).Text(), value.Text()))
		}
	}
	if len(defaults) == 0 || slices.ContainsFunc(fn.Params, func(p semantic.Param) bool {
		return p.Kind != semantic.PositionalOrKeyword || !p.Default.IsNil()
	}) {
		return rule.Fix{}
	}
	name, ok := b.FreeName(fn.Body, "make_"+snake(callee.Text()))
	if !ok || len(w.m.Bindings(name)) > 0 || w.facts.hasFixture(name) {
		return rule.Fix{}
	}
	text, ok := w.page(b, "pytest/factory-plain", fn.Node, map[int]string{1: name, 2: callee.Text(), 3: strings.Join(defaults, ", ")})
	if !ok {
		return rule.Fix{}
	}
	b.InsertDefinition(fn.Node, text)
	b.AddElement(fn.Node.Child(syntax.FParameters), name)
	b.Replace(callee, name)
	return rule.Fix{Title: "Make a factory fixture for " + callee.Text(), Kind: "refactor.rewrite.fixture", Manual: true}
}
