package pydantic

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// makers are the class methods of a model that give an instance of it.
var makers = []string{
	"model_validate", "model_validate_json", "model_validate_strings", "model_construct",
	"parse_obj", "parse_raw", "parse_file", "from_orm", "construct", "validate",
}

// copiers are the methods of an instance that give another one.
var copiers = []string{"copy", "model_copy"}

// receiver tells of which model, or instance of one, the expression n is known
// to be when an attribute of it is asked for: its Kind is ClassObject, Instance,
// or UnknownType. It is known only if no class in the chain defines the
// attribute, so that it is the one of BaseModel.
func receiver(m *semantic.Module, n syntax.Node, attribute string) semantic.Type {
	t := modelType(m, n, 0)
	if t.Kind == semantic.UnknownType || !inherits(m, t.Name, attribute) || narrowed(m, n, t.Name) {
		return semantic.Type{}
	}
	return t
}

// isModelClass tells whether the qualified name is that of a model of version 2
// of which every base is known.
func isModelClass(m *semantic.Module, q string) bool {
	if m.IsSubclass(q, "pydantic.BaseModel") != semantic.Yes {
		return false
	}
	for _, a := range m.AncestorsOf(q) {
		if !a.Known || strings.HasPrefix(a.Name, "pydantic.v1.") || a.Name == "sqlmodel.SQLModel" || a.Info != nil && a.Info.Dynamic {
			return false
		}
	}
	return true
}

// inherits tells whether q is a model that takes the attribute from BaseModel.
func inherits(m *semantic.Module, q, attribute string) bool {
	if !isModelClass(m, q) {
		return false
	}
	for _, a := range m.AncestorsOf(q) {
		for _, name := range []string{attribute, "__getattr__", "__getattribute__"} {
			switch {
			case a.Class != nil:
				if len(a.Class.MemberList(name)) > 0 || a.Class.Splat || a.Class.Keyword("metaclass") != nil {
					return false
				}
			case a.Info != nil:
				if slices.ContainsFunc(a.Info.Members, func(x *semantic.MemberInfo) bool { return x.Name == name }) || a.Info.Metaclass != "" {
					return false
				}
			}
		}
	}
	return true
}

// overridden tells whether a class of the project that derives from q defines
// the attribute, so that code about q may mean that one.
func overridden(m *semantic.Module, q, attribute string) bool {
	return anyDerived(m, q,
		func(c *semantic.Class) bool { return len(c.MemberList(attribute)) > 0 },
		func(i *semantic.ClassInfo) bool { return i.Dynamic || i.Member(attribute) != nil })
}

// anyDerived tells whether one of the classes of the project that derive from q
// is as wanted: one in this file, or one in another file.
func anyDerived(m *semantic.Module, q string, here func(*semantic.Class) bool, elsewhere func(*semantic.ClassInfo) bool) bool {
	seen := map[string]bool{}
	found := false
	var infos func(q string)
	infos = func(q string) {
		for _, i := range m.Subclasses(q) {
			if found || seen[i.Qualified] {
				continue
			}
			seen[i.Qualified] = true
			if i.Path != m.Path() {
				found = elsewhere(i)
			} else if a := m.Named(i.Qualified); a.Class != nil { // the index may have an older text of this file
				found = here(a.Class)
			}
			infos(i.Qualified)
		}
	}
	var local func(c *semantic.Class)
	local = func(c *semantic.Class) {
		infos(c.Qualified)
		for _, sub := range localSubclasses(m, c) {
			if found || seen[sub.Qualified] {
				continue
			}
			seen[sub.Qualified] = true
			found = here(sub)
			local(sub)
		}
	}
	if a := m.Named(q); a.Class != nil {
		local(a.Class)
	} else {
		infos(q)
	}
	return found
}

// modelType is what the expression n holds, as far as it is a model or an
// instance of one.
func modelType(m *semantic.Module, n syntax.Node, depth int) semantic.Type {
	if depth > 20 {
		return semantic.Type{}
	}
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KIdentifier:
		return modelOfName(m, n, depth)
	case syntax.KAttribute:
		name := n.Child(syntax.FAttribute).Text()
		object := n.Child(syntax.FObject)
		if name == "__class__" {
			return classOf(modelType(m, object, depth+1))
		}
		if t := m.TypeOf(n); t.Kind != semantic.UnknownType {
			return t
		}
		if t := modelType(m, object, depth+1); t.Kind == semantic.Instance {
			return m.AttributeOf(t, name)
		}
	case syntax.KCall:
		return modelOfCall(m, n, depth)
	case syntax.KAwait, syntax.KSubscript:
		return m.TypeOf(n)
	}
	return semantic.Type{}
}

func classOf(t semantic.Type) semantic.Type {
	if t.Kind != semantic.Instance {
		return semantic.Type{}
	}
	return semantic.Type{Kind: semantic.ClassObject, Name: t.Name}
}

func modelOfCall(m *semantic.Module, n syntax.Node, depth int) semantic.Type {
	if t := m.TypeOf(n); t.Kind != semantic.UnknownType {
		if callee := modelType(m, n.Child(syntax.FFunction), depth+1); t.Kind == semantic.Instance && callee.Kind == semantic.ClassObject && callee.Name != t.Name {
			return semantic.Type{}
		}
		if t.Kind == semantic.Instance && t.Name == "builtins.type" {
			if args := argumentsOf(n); len(args.positional) == 1 && len(args.keywords) == 0 && !args.splat {
				return classOf(modelType(m, args.first(), depth+1))
			}
		}
		return t
	}
	f := semantic.Unparenthesized(n.Child(syntax.FFunction))
	switch t := modelType(m, f, depth+1); {
	case t.Kind == semantic.ClassObject && isModelClass(m, t.Name):
		return semantic.Type{Kind: semantic.Instance, Name: t.Name}
	case t.Kind != semantic.UnknownType || !f.Is(syntax.KAttribute):
		return semantic.Type{}
	}
	method := f.Child(syntax.FAttribute).Text()
	makes, copies := slices.Contains(makers, method), slices.Contains(copiers, method)
	if !makes && !copies {
		return semantic.Type{}
	}
	t := modelType(m, f.Child(syntax.FObject), depth+1)
	if t.Kind == semantic.UnknownType || copies && t.Kind != semantic.Instance || !inherits(m, t.Name, method) {
		return semantic.Type{}
	}
	return semantic.Type{Kind: semantic.Instance, Name: t.Name}
}

// modelOfName is modelType of an identifier: what all its bindings say.
func modelOfName(m *semantic.Module, n syntax.Node, depth int) semantic.Type {
	symbol := m.Lookup(n)
	if symbol == nil || symbol.Star || symbol.Builtin {
		return semantic.Type{}
	}
	if len(symbol.Bindings) == 1 && symbol.Bindings[0].Kind == semantic.Parameter && symbol.Name == "cls" {
		if b := &symbol.Bindings[0]; m.EnclosingClass(b.Scope.Node()) != nil || parameterType(b.Stmt()).IsNil() {
			return clsType(m, b)
		}
	}
	if t := m.TypeOf(n); t.Kind != semantic.UnknownType {
		return t
	}
	if len(symbol.Bindings) == 0 || len(symbol.Bindings) > 8 {
		return semantic.Type{}
	}
	var t semantic.Type
	for i := range symbol.Bindings {
		b := &symbol.Bindings[i]
		if b.Node() == n {
			return semantic.Type{}
		}
		var u semantic.Type
		stmt := b.Stmt()
		switch b.Kind {
		case semantic.Assignment:
			if stmt.Child(syntax.FLeft) == b.Node() && stmt.Child(syntax.FType).IsNil() {
				u = modelType(m, stmt.Child(syntax.FRight), depth+1)
			} else if typ := stmt.Child(syntax.FType); !typ.IsNil() {
				u = m.Annotated(typ)
			}
		case semantic.Walrus:
			u = modelType(m, stmt.Child(syntax.FValue), depth+1)
		case semantic.For, semantic.Comprehension:
			if stmt.Child(syntax.FLeft) == b.Node() && stmt.ChildOf(syntax.KKwAsync).IsNil() {
				u = itemOf(elements(m, stmt.Child(syntax.FRight), depth+1))
			}
		case semantic.Parameter:
			if typ := parameterType(stmt); !typ.IsNil() {
				u = m.Annotated(typ)
			}
		}
		if u.Kind != semantic.Instance && u.Kind != semantic.ClassObject || i > 0 && (u.Kind != t.Kind || u.Name != t.Name) {
			return semantic.Type{}
		}
		t = u
	}
	return t
}

// parameterType is the annotation of a parameter, nil for *args and **kwargs.
func parameterType(param syntax.Node) syntax.Node {
	if !param.ChildOf(syntax.KListSplatPattern, syntax.KDictionarySplatPattern).IsNil() {
		return syntax.Node{}
	}
	return param.Child(syntax.FType)
}

// clsType is the class that the first parameter of a method of it is, if it is
// called cls: also in validators, which are class methods by themselves.
func clsType(m *semantic.Module, b *semantic.Binding) semantic.Type {
	def := b.Scope.Node()
	fn := m.Func(def)
	if fn == nil || len(fn.Params) == 0 || fn.Params[0].NameNode != b.Node() || fn.Decorator("builtins.staticmethod") != nil {
		return semantic.Type{}
	}
	c := m.EnclosingClass(def)
	if c == nil || m.IsSubclass(c.Qualified, "builtins.type") == semantic.Yes {
		return semantic.Type{}
	}
	return semantic.Type{Kind: semantic.ClassObject, Name: c.Qualified}
}

// elements is the type of a collection.
func elements(m *semantic.Module, n syntax.Node, depth int) semantic.Type {
	if t := m.TypeOf(n); t.Kind != semantic.UnknownType {
		return t
	}
	if n = semantic.Unparenthesized(n); n.Is(syntax.KAttribute) {
		if t := modelType(m, n.Child(syntax.FObject), depth+1); t.Kind == semantic.Instance {
			return m.AttributeOf(t, n.Child(syntax.FAttribute).Text())
		}
	}
	return semantic.Type{}
}

// itemOf is what iterating over a collection gives.
func itemOf(t semantic.Type) semantic.Type {
	if t.Kind != semantic.Instance || len(t.Args) != 1 {
		return semantic.Type{}
	}
	for _, q := range []string{"builtins.list", "builtins.set", "builtins.frozenset", "collections.abc.Sequence", "collections.abc.Iterable",
		"collections.abc.Collection", "collections.abc.Iterator"} {
		if semantic.SameType(t.Name, q) {
			return t.Args[0]
		}
	}
	return semantic.Type{}
}

// narrowed tells whether a test around n says that it may be something else than
// its declaration does: isinstance(n, Other), a match statement.
func narrowed(m *semantic.Module, n syntax.Node, q string) bool {
	text := n.Text()
	child := n
	for up := n.Parent(); !up.IsNil() && !up.Is(syntax.KFunctionDefinition, syntax.KModule, syntax.KClassDefinition); child, up = up, up.Parent() {
		switch up.Kind() {
		case syntax.KMatchStatement:
			for c := range up.Named() {
				if c.Field() == syntax.FSubject && c.Text() == text {
					return true
				}
			}
		case syntax.KIfStatement, syntax.KElifClause, syntax.KConditionalExpression, syntax.KWhileStatement:
			condition := conditionOf(up)
			if child != condition && excludes(m, condition, text, q, child) {
				return true
			}
		case syntax.KBooleanOperator:
			if child.Field() == syntax.FRight && excludes(m, up.Child(syntax.FLeft), text, q, child) {
				return true
			}
		}
	}
	return false
}

// excludes tells whether a condition asks for the class of an expression, in a
// way that leaves it open in the branch that the condition guards whether it is
// a q.
func excludes(m *semantic.Module, condition syntax.Node, text, q string, branch syntax.Node) bool {
	for n := range condition.Descendants() {
		if !n.Is(syntax.KCall) || !m.Is(n.Child(syntax.FFunction), "builtins.isinstance", "builtins.issubclass") {
			continue
		}
		args := argumentsOf(n)
		if len(args.positional) != 2 || args.positional[0].Text() != text {
			continue
		}
		class := m.Resolve(args.positional[1])
		positive := !n.Parent().Is(syntax.KNotOperator)
		if class == "" || m.IsSubclass(q, class) != semantic.Yes {
			return true
		}
		other := branch.Is(syntax.KElseClause, syntax.KElifClause) ||
			branch.Parent().Is(syntax.KConditionalExpression) && branch != firstNamed(branch.Parent())
		if other == positive {
			return true
		}
	}
	return false
}

func firstNamed(n syntax.Node) syntax.Node {
	for c := range n.Named() {
		return c
	}
	return syntax.Node{}
}
