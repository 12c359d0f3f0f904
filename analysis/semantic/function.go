package semantic

import (
	"iter"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Func is a function definition or a lambda.
type Func struct {
	Node       syntax.Node // the function_definition or lambda
	Name       string      // "" for a lambda
	NameNode   syntax.Node
	Decorated  syntax.Node // the decorated_definition around it, or nil
	Decorators []Decorator
	Params     []Param
	Returns    syntax.Node // the type node, or nil
	Body       syntax.Node // the block; the expression of a lambda
	Async      bool
	Generator  bool // has a yield of its own

	m *Module
}

// Decorator is one decorator of a definition.
type Decorator struct {
	Node syntax.Node // with its @
	Expr syntax.Node // what stands after the @
	Call syntax.Node // Expr if it is a call, or nil
	Name string      // the canonical name of Expr, or of what is called; "" if not certain
}

// Param is one parameter.
type Param struct {
	Name     string
	Kind     ParamKind
	Node     syntax.Node // identifier, default_parameter, typed_parameter, ...
	NameNode syntax.Node
	Type     syntax.Node // the type node, or nil
	Default  syntax.Node // or nil
}

// Func describes a function_definition, a decorated_definition around one or a
// lambda; nil for anything else. Callers must not change it.
func (m *Module) Func(n syntax.Node) *Func {
	if n.Is(syntax.KDecoratedDefinition) {
		n = n.Child(syntax.FDefinition)
	}
	if !n.Is(syntax.KFunctionDefinition, syntax.KLambda) {
		return nil
	}
	if f := m.funcs[n]; f != nil {
		return f
	}
	f := &Func{Node: n, m: m}
	f.NameNode = n.Child(syntax.FName)
	f.Name = f.NameNode.Text()
	f.Returns = n.Child(syntax.FReturnType)
	f.Body = n.Child(syntax.FBody)
	f.Async = n.FirstChild().Is(syntax.KKwAsync)
	f.Decorated, f.Decorators = m.decorators(n)
	f.Params = params(n.Child(syntax.FParameters))
	for b := range OwnBody(n) {
		if b.Is(syntax.KYield) {
			f.Generator = true
			break
		}
	}
	if m.r != nil {
		if m.funcs == nil {
			m.funcs = map[syntax.Node]*Func{}
		}
		m.funcs[n] = f
	}
	return f
}

func (m *Module) decorators(def syntax.Node) (syntax.Node, []Decorator) {
	if def.Index() == 1 {
		// The outermost node of its unit. To ask for its parent would be a read
		// of the class around it.
		return syntax.Node{}, nil
	}
	p := def.Parent()
	if !p.Is(syntax.KDecoratedDefinition) {
		return syntax.Node{}, nil
	}
	var out []Decorator
	for c := range p.Named() {
		if !c.Is(syntax.KDecorator) {
			continue
		}
		d := Decorator{Node: c}
		for e := range c.Named() {
			d.Expr = e
			break
		}
		callee := Unparenthesized(d.Expr)
		if callee.Is(syntax.KCall) {
			d.Call = callee
			callee = callee.Child(syntax.FFunction)
		}
		d.Name = m.Resolve(callee)
		out = append(out, d)
	}
	return p, out
}

// params reads a parameters or lambda_parameters node.
func params(list syntax.Node) []Param {
	var out []Param
	kind := PositionalOrKeyword
	for c := range list.Named() {
		p := Param{Node: c, Kind: kind}
		name := c
		switch c.Kind() {
		case syntax.KPositionalSeparator:
			for i := range out {
				if out[i].Kind == PositionalOrKeyword {
					out[i].Kind = PositionalOnly
				}
			}
			continue
		case syntax.KKeywordSeparator:
			kind = KeywordOnly
			continue
		case syntax.KDefaultParameter, syntax.KTypedDefaultParameter:
			name = c.Child(syntax.FName)
			p.Default = c.Child(syntax.FValue)
			p.Type = c.Child(syntax.FType)
		case syntax.KTypedParameter:
			p.Type = c.Child(syntax.FType)
			name = c.ChildOf(syntax.KIdentifier, syntax.KListSplatPattern, syntax.KDictionarySplatPattern)
		}
		switch name.Kind() {
		case syntax.KListSplatPattern:
			p.Kind, kind = VarPositional, KeywordOnly
			name = name.ChildOf(syntax.KIdentifier)
		case syntax.KDictionarySplatPattern:
			p.Kind = VarKeyword
			name = name.ChildOf(syntax.KIdentifier)
		}
		if !name.Is(syntax.KIdentifier) {
			continue
		}
		p.NameNode, p.Name = name, name.Text()
		out = append(out, p)
	}
	return out
}

// Param is the parameter called name, or nil.
func (f *Func) Param(name string) *Param {
	for i := range f.Params {
		if f.Params[i].Name == name {
			return &f.Params[i]
		}
	}
	return nil
}

// Decorator is the first decorator with one of the canonical names, or nil.
func (f *Func) Decorator(names ...string) *Decorator { return findDecorator(f.Decorators, names) }

func findDecorator(list []Decorator, names []string) *Decorator {
	for i := range list {
		for _, n := range names {
			if list[i].Name == n {
				return &list[i]
			}
		}
	}
	return nil
}

// Method tells whether the function stands right in a class body.
func (f *Func) Method() bool { return f.m.ScopeOf(f.Node).Kind() == ClassScope }

// Result is what a function returns that does nothing else, its docstring apart;
// nil for any other.
func (f *Func) Result() syntax.Node {
	doc := Docstring(f.Node)
	var result syntax.Node
	for stmt := range f.Body.Named() {
		switch {
		case stmt.IsExtra(), !doc.IsNil() && stmt.Start() <= doc.Start() && doc.End() <= stmt.End():
		case !stmt.Is(syntax.KReturnStatement) || !result.IsNil():
			return syntax.Node{}
		default:
			for e := range stmt.Named() {
				result = e
			}
			if result.IsNil() {
				return result
			}
		}
	}
	return result
}

// Docstring is the string statement at the head of a function, class or
// module, or nil.
func Docstring(n syntax.Node) syntax.Node {
	if n.Is(syntax.KDecoratedDefinition) {
		n = n.Child(syntax.FDefinition)
	}
	body := n
	if n.Is(syntax.KFunctionDefinition, syntax.KClassDefinition) {
		body = n.Child(syntax.FBody)
	}
	for c := range body.Named() {
		if c.Is(syntax.KExpressionStatement) {
			for e := range c.Named() {
				if e.Is(syntax.KString, syntax.KConcatenatedString) {
					return e
				}
				break
			}
		}
		break
	}
	return syntax.Node{}
}

// OwnBody gives the nodes of the body of a function, lambda, class or module in
// the order of the source, without what is inside functions, classes and
// lambdas in it; the definitions themselves and their decorators, defaults and
// annotations are given. Comprehensions are entered.
func OwnBody(n syntax.Node) iter.Seq[syntax.Node] {
	return func(yield func(syntax.Node) bool) {
		if n.Is(syntax.KDecoratedDefinition) {
			n = n.Child(syntax.FDefinition)
		}
		body := n.Child(syntax.FBody)
		if n.Is(syntax.KModule) {
			body = n
		}
		if !body.IsNil() {
			ownBody(body, yield)
		}
	}
}

func ownBody(n syntax.Node, yield func(syntax.Node) bool) bool {
	if !yield(n) {
		return false
	}
	opens := n.Is(syntax.KFunctionDefinition, syntax.KClassDefinition, syntax.KLambda)
	for c := n.FirstChild(); !c.IsNil(); c = c.NextSibling() {
		if opens && c.Field() == syntax.FBody {
			continue
		}
		if !ownBody(c, yield) {
			return false
		}
	}
	return true
}
