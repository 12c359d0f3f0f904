package fastapi

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "FAP010",
		Name:     "annotated-parameter",
		Severity: rule.Hint,
		Uses:     []string{"fastapi"},
		Gates:    since("0.95"),
		Kinds:    []syntax.Kind{syntax.KTypedDefaultParameter},
		Check:    annotatedParameter,
	})
}

// markedParameter is a parameter "x: T = Query(...)".
type markedParameter struct {
	node, typ, call syntax.Node
	value           syntax.Node // the default in the call: the argument, nil for none
	required        bool        // there is no default afterwards
}

func annotatedParameter(p *rule.Pass, n syntax.Node) {
	if filepath.Ext(p.Path) == ".pyi" {
		return
	}
	m, ok := parseMarked(p.Module, n)
	if !ok {
		return
	}
	fn := p.Module.Func(n.Parent().Parent())
	if fn == nil || fn.Node.Is(syntax.KLambda) || fn.Decorator("typing.overload") != nil {
		return
	}
	// ruff's FAST002 says the same, of routes alone.
	if p.Project.RuffSelects("FAST002") && isRoute(p.Module, fn) {
		return
	}
	name := n.Child(syntax.FName).Text()
	p.ReportNode(n, fmt.Sprintf("Declare `%s` with `Annotated`: `%s: Annotated[%s, %s]`", name, name, oneLine(m.typ.Text()), oneLine(m.call.Text())),
		func() []rule.Fix { return annotateParameters(p, fn) })
}

// oneLine is source as it can stand in a message.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		s = string(r[:57]) + "..."
	}
	return s
}

// parseMarked takes a parameter apart; ok is false if it is none that this rule
// speaks of.
func parseMarked(m *semantic.Module, n syntax.Node) (x markedParameter, ok bool) {
	if !n.Is(syntax.KTypedDefaultParameter) {
		return x, false
	}
	x = markedParameter{node: n, typ: n.Child(syntax.FType), call: n.Child(syntax.FValue)}
	kind := marker(m, x.call)
	if kind == "" || carriesMetadata(m, x.typ) {
		return x, false
	}
	x.required = true
	if strings.HasSuffix(kind, ".Depends") || strings.HasSuffix(kind, ".Security") {
		return x, true
	}
	for i, a := range edit.Elements(edit.Arguments(x.call)) {
		switch {
		case a.Is(syntax.KListSplat, syntax.KDictionarySplat):
			continue
		case a.Is(syntax.KKeywordArgument):
			if a.Child(syntax.FName).Text() == "default" {
				x.value = a
			}
		case i == 0:
			x.value = a
		}
	}
	x.required = x.value.IsNil() || x.defaultValue().Text() == "..."
	return x, true
}

// defaultValue is the expression of the default.
func (x *markedParameter) defaultValue() syntax.Node {
	if x.value.Is(syntax.KKeywordArgument) {
		return x.value.Child(syntax.FValue)
	}
	return x.value
}

// pydanticAliases are names of pydantic that stand for Annotated[...].
var pydanticAliases = []string{
	"PositiveInt", "NegativeInt", "NonPositiveInt", "NonNegativeInt", "StrictInt", "PositiveFloat", "NegativeFloat",
	"NonPositiveFloat", "NonNegativeFloat", "StrictFloat", "FiniteFloat", "StrictBool", "StrictStr", "StrictBytes",
	"UUID1", "UUID3", "UUID4", "UUID5", "UUID6", "UUID7", "UUID8", "FilePath", "DirectoryPath", "NewPath", "SocketPath",
	"Base64Bytes", "Base64Str", "Base64UrlBytes", "Base64UrlStr", "OnErrorOmit",
}

// carriesMetadata tells whether the annotation is Annotated[...], or may be an
// alias of one: then the conversion changes what FastAPI reads.
func carriesMetadata(m *semantic.Module, typ syntax.Node) bool {
	n := semantic.Unparenthesized(typ)
	name := semantic.Unsubscripted(n)
	if name.Is(syntax.KCall) {
		return true // conint(gt=0)
	}
	q := m.Resolve(name)
	if q == "typing.Annotated" {
		return true
	}
	if rest, ok := strings.CutPrefix(q, "pydantic."); ok && slices.Contains(pydanticAliases, rest) {
		return true
	}
	if symbol := m.Lookup(name); symbol != nil && symbol.Only() != nil {
		if value := symbol.Only().Stmt().Child(syntax.FRight); !value.IsNil() {
			base := semantic.Unsubscripted(value)
			return m.Is(base, "typing.Annotated") || m.TypeOf(base).Kind != semantic.ClassObject
		}
	}
	if m.Named(q).Known {
		return false
	}
	module, _ := cutLast(q)
	return m.ProjectModule(module) != nil
}

// cutLast splits a dotted name at its last dot.
func cutLast(q string) (before, after string) {
	i := max(strings.LastIndexByte(q, '.'), 0)
	return q[:i], q[i:]
}

// annotateParameters converts all parameters of a function.
func annotateParameters(p *rule.Pass, fn *semantic.Func) []rule.Fix {
	b := builder(p)
	list := fn.Node.Child(syntax.FParameters)
	bare := map[syntax.Node]bool{} // the parameters that have no default afterwards
	var last syntax.Node
	for _, param := range fn.Params {
		if param.Kind == semantic.PositionalOnly {
			b.Fail("positional-only parameters")
		}
		x, ok := parseMarked(p.Module, param.Node)
		if !ok {
			bare[param.Node] = param.Default.IsNil()
			continue
		}
		bare[param.Node] = x.required
		last = param.Node
		x.convert(p, b)
	}
	if last.IsNil() {
		return nil
	}
	order(p, b, fn, list, bare)
	edits, err := b.Edits()
	if err != nil {
		return nil
	}
	return []rule.Fix{{Title: fmt.Sprintf("Use Annotated in `%s`", fn.Name), Edits: edits}}
}

// convert rewrites one parameter.
func (x *markedParameter) convert(p *rule.Pass, b *edit.Builder) {
	if t := semantic.Unparenthesized(x.typ); t.Is(syntax.KString, syntax.KConcatenatedString) {
		b.Fail("the annotation is a string")
	}
	for a := range edit.Arguments(x.call).Named() {
		if a.Is(syntax.KListSplat, syntax.KDictionarySplat) {
			b.Fail("the arguments are not known")
		}
	}
	for range p.File.CommentsIn(x.typ.End(), x.call.Start()) {
		b.Fail("a comment in the way")
	}
	if deferredAnnotations(p.File) && usesLocals(p.Module, x.call) {
		b.Fail("FastAPI looks up the names of a deferred annotation in the module")
	}
	part := b.Part(x.call)
	tail := ""
	if !x.value.IsNil() {
		part.RemoveElement(x.value)
		if !x.required {
			tail = " = " + x.defaultValue().Text()
		}
	}
	b.Insert(x.typ.Start(), annotated(p, b, x.typ)+"[")
	b.ReplaceRange(x.typ.End(), x.node.End(), ", "+part.Text(b.Indent(x.call))+"]"+tail)
}

// deferredAnnotations tells whether annotations are strings at run time (PEP 563).
func deferredAnnotations(f *syntax.File) bool {
	for stmt := range f.Root().Named() {
		if !stmt.Is(syntax.KFutureImportStatement) {
			continue
		}
		for name := range stmt.Named() {
			if name.Text() == "annotations" {
				return true
			}
		}
	}
	return false
}

// usesLocals tells whether n names something that is not bound at module level.
func usesLocals(m *semantic.Module, n syntax.Node) bool {
	for d := range n.Descendants() {
		if !d.Is(syntax.KIdentifier) {
			continue
		}
		s := m.Lookup(d)
		if s == nil || s.Builtin || s.Scope.Kind() == semantic.ModuleScope {
			continue
		}
		if opens := s.Scope.Node(); opens.Start() < n.Start() || opens.End() > n.End() {
			return true
		}
	}
	return false
}

// order puts a bare "*" in front of the first parameter without default that
// follows one with default: FastAPI passes all by keyword, so nothing else has
// to move.
func order(p *rule.Pass, b *edit.Builder, fn *semantic.Func, list syntax.Node, bare map[syntax.Node]bool) {
	defaults := false
	position := 0
	for _, param := range fn.Params {
		if param.Kind != semantic.PositionalOrKeyword {
			return
		}
		if !bare[param.Node] {
			defaults = true
		} else if defaults {
			b.InsertElement(param.Node, "*")
			if star := list.ChildOf(syntax.KKeywordSeparator); !star.IsNil() {
				b.RemoveElement(star)
			}
			for _, later := range fn.Params {
				if later.Kind == semantic.VarPositional {
					b.Fail("*args in the way")
				}
			}
			if calledWith(p, fn, position) {
				b.Fail("called with positional arguments")
			}
			return
		}
		position++
	}
}

// calledWith tells whether the function is called somewhere with more than n
// positional arguments.
func calledWith(p *rule.Pass, fn *semantic.Func, n int) bool {
	if fn.Method() {
		n--
		for _, use := range p.Module.Attributes(fn.Name) {
			if call := use.Parent().Parent(); call.Is(syntax.KCall) && positional(call) > n {
				return true
			}
		}
		return false
	}
	symbol := p.Module.Lookup(fn.NameNode)
	if symbol == nil {
		return false
	}
	for _, use := range p.Module.Uses(symbol) {
		if call := use.Parent(); call.Is(syntax.KCall) && use.Field() == syntax.FFunction && positional(call) > n {
			return true
		}
	}
	if len(symbol.Bindings) == 0 {
		return false
	}
	most := p.Project.PositionalCalls(p.Module.QualifiedName(&symbol.Bindings[0]))
	return most < 0 || most > n
}

// positional counts the positional arguments of a call; *args are many.
func positional(call syntax.Node) int {
	n := 0
	for a := range edit.Arguments(call).Named() {
		switch {
		case a.Is(syntax.KListSplat):
			return 1 << 16
		case !a.IsExtra() && !a.Is(syntax.KKeywordArgument, syntax.KDictionarySplat):
			n++
		}
	}
	return n
}
