package typing

import (
	"fmt"
	"iter"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "TYP001",
		Name:     "decorator-loses-signature",
		Severity: rule.Information,
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    decoratorLosesSignature,
	})
}

// decorator is a function that takes a function and returns a wrapper of it.
type decorator struct {
	def, wrapper *semantic.Func
	in, out      callable // the annotations of the parameter and of the result
	calls        []syntax.Node
}

// callable is an annotation "Callable" or "Callable[..., result]".
type callable struct {
	node, dots, result syntax.Node
}

func decoratorLosesSignature(p *rule.Pass, n syntax.Node) {
	if n.Child(syntax.FReturnType).IsNil() || !n.Child(syntax.FTypeParameters).IsNil() {
		return
	}
	d, ok := parseDecorator(p.Module, n)
	if !ok || p.Project.In("python", ">=3.10") != project.Yes && !p.Project.DependsOn("typing-extensions") {
		return
	}
	p.ReportNode(d.def.Returns, fmt.Sprintf("Decorator `%s` erases the signature of what it decorates: type it with a ParamSpec (`[**P, R]`)", d.def.Name),
		func() []rule.Fix { return paramSpecFix(p, d) })
}

func parseDecorator(m *semantic.Module, n syntax.Node) (d decorator, ok bool) {
	d.def = m.Func(n)
	if len(d.def.Params) != 1 || d.def.Decorator("typing.overload") != nil {
		return d, false
	}
	param := d.def.Params[0]
	if param.Type.IsNil() || param.Kind == semantic.VarPositional || param.Kind == semantic.VarKeyword {
		return d, false
	}
	if d.in, ok = parseCallable(m, param.Type); !ok {
		return d, false
	}
	if d.out, ok = parseCallable(m, d.def.Returns); !ok {
		return d, false
	}
	var last syntax.Node
	for stmt := range d.def.Body.Named() {
		last = stmt
		if stmt.Is(syntax.KDecoratedDefinition) {
			stmt = stmt.Child(syntax.FDefinition)
		}
		switch {
		case stmt.Is(syntax.KFunctionDefinition) && d.wrapper == nil:
			d.wrapper = m.Func(stmt)
		case stmt.Is(syntax.KFunctionDefinition, syntax.KClassDefinition):
			return d, false
		}
	}
	if d.wrapper == nil || !last.Is(syntax.KReturnStatement) || first(last).Text() != d.wrapper.Name {
		return d, false
	}
	return d, passesEverything(m, &d)
}

func first(n syntax.Node) syntax.Node {
	for c := range n.Named() {
		return c
	}
	return syntax.Node{}
}

// parseCallable takes an annotation apart; ok is false if it is not a Callable
// that says nothing about parameters.
func parseCallable(m *semantic.Module, n syntax.Node) (c callable, ok bool) {
	n = semantic.Unparenthesized(n)
	c.node = n
	if !m.Is(semantic.Unsubscripted(n), "typing.Callable", "collections.abc.Callable") {
		return c, false
	}
	args := subscripts(n)
	switch {
	case args == nil:
		return c, true
	case len(args) == 2 && args[0].Text() == "...":
		c.dots, c.result = args[0], args[1]
		return c, true
	}
	return c, false
}

// subscripts are what stands in the brackets of a subscripted type, nil
// without brackets.
func subscripts(n syntax.Node) []syntax.Node {
	var args []syntax.Node
	switch n.Kind() {
	case syntax.KGenericType:
		for c := range n.ChildOf(syntax.KTypeParameter).Named() {
			args = append(args, semantic.Unparenthesized(c))
		}
	case syntax.KSubscript:
		for c := range n.Named() {
			if c.Field() == syntax.FSubscript {
				args = append(args, c)
			}
		}
	}
	return args
}

// passesEverything tells whether the wrapper takes exactly *args and **kwargs,
// hands exactly these to the function, and nothing else is done with the
// function but to copy its name and the like.
func passesEverything(m *semantic.Module, d *decorator) bool {
	params := d.wrapper.Params
	if len(params) != 2 || params[0].Kind != semantic.VarPositional || params[1].Kind != semantic.VarKeyword {
		return false
	}
	for _, p := range params {
		if !p.Type.IsNil() && !m.Is(semantic.Unparenthesized(p.Type), "typing.Any", "builtins.object") {
			return false
		}
	}
	want := fmt.Sprintf("*%s, **%s", params[0].Name, params[1].Name)
	for _, use := range m.Uses(m.Lookup(d.def.Params[0].NameNode)) {
		up := use.Parent()
		switch {
		case up.Is(syntax.KCall) && use.Field() == syntax.FFunction && inside(use, d.wrapper.Body):
			if arguments(up) != want {
				return false
			}
			d.calls = append(d.calls, up)
		case up.Is(syntax.KArgumentList) && m.Is(up.Parent().Child(syntax.FFunction), "functools.wraps", "functools.update_wrapper"):
		default:
			return false
		}
	}
	return len(d.calls) > 0
}

func inside(n, around syntax.Node) bool {
	return n.Start() >= around.Start() && n.End() <= around.End()
}

// arguments is the argument list of a call in one spelling.
func arguments(call syntax.Node) string {
	s := ""
	for a := range call.Child(syntax.FArguments).Named() {
		if s != "" {
			s += ", "
		}
		s += a.Text()
	}
	return s
}

func paramSpecFix(p *rule.Pass, d decorator) []rule.Fix {
	b := p.Builder()
	m := p.Module
	modern := p.Project.In("python", ">=3.12") == project.Yes
	generic := isAny(m, d.in.result) && isAny(m, d.out.result)
	outer := outermost(m, d.def.Node)
	var v variables
	if modern {
		v = freshVariables(m, outer)
		list := "[**" + v.spec
		if generic {
			list += ", " + v.result
		}
		b.Insert(outer.Child(syntax.FName).End(), list+"]")
	} else {
		v = moduleVariables(p, b, generic)
	}
	in, out := v.result, v.result
	if generic && d.wrapper.Async {
		if awaitsAll(d.calls) {
			in = b.Name(d.in.node, "collections.abc", "Awaitable") + "[" + v.result + "]"
		}
		any := b.Name(d.out.node, "typing", "Any")
		out = fmt.Sprintf("%s[%s, %s, %s]", b.Name(d.out.node, "collections.abc", "Coroutine"), any, any, v.result)
	}
	retype := func(c callable, to string) {
		switch {
		case c.dots.IsNil():
			b.Insert(c.node.End(), "["+v.spec+", "+to+"]")
		case generic:
			b.Replace(c.dots, v.spec)
			b.Replace(c.result, to)
		default:
			b.Replace(c.dots, v.spec)
		}
	}
	retype(d.in, in)
	retype(d.out, out)
	if outer != d.def.Node {
		for c, nested := range callables(m, outer.Child(syntax.FReturnType)) {
			to := out
			if nested {
				to = in
			}
			retype(c, to)
		}
	}
	for i, suffix := range []string{".args", ".kwargs"} {
		if t := d.wrapper.Params[i].Type; t.IsNil() {
			b.Insert(d.wrapper.Params[i].NameNode.End(), ": "+v.spec+suffix)
		} else {
			b.Replace(t, v.spec+suffix)
		}
	}
	if generic {
		if r := d.wrapper.Returns; r.IsNil() {
			b.Insert(d.wrapper.Node.Child(syntax.FParameters).End(), " -> "+v.result)
		} else if isAny(m, r) {
			b.Replace(r, v.result)
		}
	}
	edits, err := b.Edits()
	if err != nil {
		return nil
	}
	return []rule.Fix{{Title: "Preserve the signature with a ParamSpec", Edits: edits}}
}

// isAny tells whether the type n says nothing: it is Any, or absent.
func isAny(m *semantic.Module, n syntax.Node) bool {
	return n.IsNil() || m.Is(semantic.Unparenthesized(n), "typing.Any")
}

func awaitsAll(calls []syntax.Node) bool {
	for _, c := range calls {
		if !c.Parent().Is(syntax.KAwait) {
			return false
		}
	}
	return true
}

// outermost is the function that gets the type parameters: a factory around
// the decorator if its return annotation spells the decorator's type.
func outermost(m *semantic.Module, def syntax.Node) syntax.Node {
	up := def.Ancestor(syntax.KFunctionDefinition, syntax.KClassDefinition)
	if up.Is(syntax.KFunctionDefinition) && up.Child(syntax.FTypeParameters).IsNil() {
		n := 0
		for range callables(m, up.Child(syntax.FReturnType)) {
			n++
		}
		if n == 2 {
			return up
		}
	}
	return def
}

// callables are the two types in an annotation
// Callable[[Callable[..., X]], Callable[..., Y]] of a decorator factory; the
// second value tells the parameter's from the result's.
func callables(m *semantic.Module, annotation syntax.Node) iter.Seq2[callable, bool] {
	return func(yield func(callable, bool) bool) {
		n := semantic.Unparenthesized(annotation)
		args := subscripts(n)
		if len(args) != 2 || !args[0].Is(syntax.KList) || !m.Is(semantic.Unsubscripted(n), "typing.Callable", "collections.abc.Callable") {
			return
		}
		in, ok1 := parseCallable(m, first(args[0]))
		out, ok2 := parseCallable(m, args[1])
		if ok1 && ok2 && yield(in, true) {
			yield(out, false)
		}
	}
}

// variables are the names of the ParamSpec and of the TypeVar.
type variables struct{ spec, result string }

// freshVariables picks type parameter names that nothing in fn means yet.
func freshVariables(m *semantic.Module, fn syntax.Node) variables {
	used := map[string]bool{}
	for n := range fn.Descendants() {
		if n.Is(syntax.KIdentifier) {
			used[n.Text()] = true
		}
	}
	pick := func(names ...string) string {
		for _, s := range names {
			if !used[s] {
				return s
			}
		}
		return names[0] + "_"
	}
	return variables{pick("P", "Ps", "Params"), pick("R", "T", "Result")}
}

// moduleVariables finds the module's own type variables, or adds them after
// the imports: a ParamSpec, and a TypeVar if one is needed.
func moduleVariables(p *rule.Pass, b *edit.Builder, generic bool) variables {
	v := variables{}
	var last, imports syntax.Node
	for stmt := range p.File.Root().Named() {
		switch {
		case stmt.Is(syntax.KImportStatement, syntax.KImportFromStatement, syntax.KFutureImportStatement):
			imports = stmt
		case stmt.Is(syntax.KExpressionStatement):
			assignment := first(stmt)
			call := assignment.Child(syntax.FRight)
			if !assignment.Is(syntax.KAssignment) || !call.Is(syntax.KCall) {
				continue
			}
			name := assignment.Child(syntax.FLeft).Text()
			switch {
			case p.Module.Is(call.Child(syntax.FFunction), "typing.ParamSpec"):
				last, v.spec = stmt, name
			case p.Module.Is(call.Child(syntax.FFunction), "typing.TypeVar"):
				last = stmt
				if len(edit.Elements(edit.Arguments(call))) == 1 {
					v.result = name
				}
			}
		}
	}
	module := "typing"
	if p.Project.In("python", ">=3.10") != project.Yes {
		module = "typing_extensions"
	}
	fresh := freshVariables(p.Module, p.File.Root())
	var add []string
	quote := b.Quote()
	if v.spec == "" {
		v.spec = fresh.spec
		add = append(add, fmt.Sprintf("%s = %s(%s%s%s)", v.spec, b.Name(p.File.Root(), module, "ParamSpec"), quote, v.spec, quote))
	}
	if v.result == "" {
		v.result = fresh.result
		if generic {
			add = append(add, fmt.Sprintf("%s = %s(%s%s%s)", v.result, b.Name(p.File.Root(), "typing", "TypeVar"), quote, v.result, quote))
		}
	}
	for i, line := range add {
		blank := 0
		if i == 0 && last.IsNil() {
			blank = 1
		}
		switch {
		case !last.IsNil():
			b.InsertAfter(last, line, blank)
		case !imports.IsNil():
			b.InsertAfter(imports, line, blank)
		default:
			b.Fail("no place for a type variable")
		}
	}
	return v
}
