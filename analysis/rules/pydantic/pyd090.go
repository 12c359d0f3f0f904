package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD090",
		Name:     "type-adapter-rebuilt",
		Severity: rule.Hint,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    rebuiltAdapter,
	})
}

// perCall is a TypeAdapter(...) that every call of a function makes anew.
type perCall struct {
	call  syntax.Node
	local *semantic.Symbol // the variable that only holds it, or nil
	stmt  syntax.Node      // its assignment
	after syntax.Node      // the module-level statement behind which everything in the arguments is bound
}

func rebuiltAdapter(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !m.Is(n.Child(syntax.FFunction), "pydantic.TypeAdapter") || m.Generated() || testCode(p) {
		return
	}
	def := n.Ancestor(syntax.KFunctionDefinition, syntax.KClassDefinition)
	if !def.Is(syntax.KFunctionDefinition) || !inside(n, def.Child(syntax.FBody)) {
		return
	}
	for up := def; !up.IsNil(); up = up.Ancestor(syntax.KFunctionDefinition) {
		fn := m.Func(up)
		if fn.Name == "main" || fn.Decorator("functools.cache", "functools.lru_cache", "functools.cached_property", "pytest.fixture", "pytest_asyncio.fixture") != nil {
			return
		}
	}
	x := &perCall{call: n}
	a := argumentsOf(n)
	if len(a.positional) != 1 || a.splat || !x.global(m, a.first(), false) {
		return
	}
	for _, k := range a.keywords {
		if !x.global(m, k.Child(syntax.FValue), false) {
			return
		}
	}
	if !x.used(m) {
		return
	}
	p.ReportNode(n, fmt.Sprintf("`TypeAdapter(%s)` is rebuilt on every call: create it once at module level", shown(a.first())), func() []rule.Fix { return x.fix(p) })
}

// testCode tells whether the file is part of the tests of a project.
func testCode(p *rule.Pass) bool { return p.Project.IsTestFile() || testModule(p.Path) }

// testModule tells by its path whether a file is one of tests.
func testModule(path string) bool {
	path = strings.ReplaceAll(path, `\`, "/")
	name := path[strings.LastIndexByte(path, '/')+1:]
	return name == "conftest.py" || strings.Contains(path, "/tests/") || strings.HasPrefix(name, "test_") || strings.HasSuffix(name, "_test.py")
}

// global tells whether an expression means the same at module level, and notes
// what it has to stand behind there.
func (x *perCall) global(m *semantic.Module, n syntax.Node, literal bool) bool {
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KIdentifier:
		symbol := m.Lookup(n)
		if symbol == nil || symbol.Star {
			return false
		}
		if symbol.Builtin {
			return true
		}
		only := symbol.Only()
		if only == nil || symbol.Scope != m.ModuleScope() || only.Guard != 0 {
			return false
		}
		stmt := edit.Statement(only.Node())
		if !stmt.Parent().Is(syntax.KModule) {
			return false
		}
		if x.after.IsNil() || stmt.Start() > x.after.Start() {
			x.after = stmt
		}
		return true
	case syntax.KAttribute:
		return x.global(m, n.Child(syntax.FObject), false)
	case syntax.KNone, syntax.KEllipsis:
		return true
	case syntax.KTrue, syntax.KFalse, syntax.KInteger, syntax.KFloat, syntax.KString, syntax.KUnaryOperator:
		return literal // elsewhere a string is a forward reference
	case syntax.KBinaryOperator:
		return n.Child(syntax.FOperator).Text() == "|" && x.global(m, n.Child(syntax.FLeft), false) && x.global(m, n.Child(syntax.FRight), false)
	case syntax.KList, syntax.KTuple:
		for e := range n.Named() {
			if !x.global(m, e, literal) {
				return false
			}
		}
		return true
	}
	base, args := semantic.Subscript(n)
	if base.IsNil() || !x.global(m, base, false) {
		return false
	}
	literal = m.Is(base, "typing.Literal")
	return !slices.ContainsFunc(args, func(a syntax.Node) bool { return !x.global(m, a, literal) })
}

// used tells whether the adapter is used where it is made, or by a variable of
// its own, and does not leave the function in a way that may keep it.
func (x *perCall) used(m *semantic.Module) bool {
	outer := x.call
	for outer.Parent().Is(syntax.KParenthesizedExpression) {
		outer = outer.Parent()
	}
	parent := outer.Parent()
	if parent.Is(syntax.KAttribute) {
		return true
	}
	left := parent.Child(syntax.FLeft)
	if !parent.Is(syntax.KAssignment) || parent.Child(syntax.FRight) != outer || !left.Is(syntax.KIdentifier) || !parent.Parent().Is(syntax.KExpressionStatement) {
		return false
	}
	symbol := m.Lookup(left)
	if symbol == nil || symbol.Scope.Kind() != semantic.FunctionScope || len(symbol.Bindings) != 1 {
		return false
	}
	uses := m.Uses(symbol)
	for _, use := range uses {
		if !use.Parent().Is(syntax.KAttribute, syntax.KArgumentList) {
			return false
		}
	}
	x.local, x.stmt = symbol, parent.Parent()
	return len(uses) > 0
}

func (x *perCall) fix(p *rule.Pass) []rule.Fix {
	m, b := p.Module, p.Builder()
	for range p.File.CommentsIn(x.call.Start(), x.call.End()) {
		return nil
	}
	outer := edit.Statement(x.call)
	for !outer.Parent().Is(syntax.KModule) {
		if outer = outer.Parent(); outer.IsNil() {
			return nil
		}
	}
	name := x.existing(m)
	if name == "" {
		name = "_" + adapterName(m, argumentsOf(x.call).first(), 0) + "_ADAPTER"
		if !b.IsFree(name) || m.Mentions(m.ModuleScope(), name) {
			return nil
		}
		definition := name + " = " + b.Reindent(x.call, "")
		switch {
		case x.after.IsNil() || x.after.Start() < outer.Start():
			if above := previousStatement(outer); above.Is(syntax.KImportStatement, syntax.KImportFromStatement) {
				b.InsertAfter(above, definition, 1)
			} else {
				b.InsertDefinition(outer, definition)
			}
		case x.after.Is(syntax.KClassDefinition, syntax.KDecoratedDefinition, syntax.KFunctionDefinition):
			b.InsertAfter(x.after, definition, 2)
		default:
			b.InsertAfter(x.after, definition, 0)
		}
	}
	if x.local == nil {
		b.Replace(x.call, name)
	} else {
		for range p.File.CommentsIn(x.stmt.Start(), p.File.Text.LineEnd(p.File.Text.LineOf(x.stmt.End()))) {
			return nil
		}
		b.DeleteStatement(x.stmt)
		for _, use := range m.Uses(x.local) {
			b.Replace(use, name)
		}
	}
	return fixed(b, rule.Fix{Title: "Move to a module-level constant", Safety: rule.Unsafe, Reason: "it is built when the module is imported"})
}

func previousStatement(n syntax.Node) syntax.Node {
	n = n.PrevSibling()
	for n.IsExtra() {
		n = n.PrevSibling()
	}
	return n
}

// existing is the name of an equal adapter at module level, "" if there is none.
func (x *perCall) existing(m *semantic.Module) string {
	text := argumentText(x.call)
	callee := x.call.Child(syntax.FFunction)
	uses := m.Attributes("TypeAdapter")
	if callee.Is(syntax.KIdentifier) {
		uses = m.UsesOf(callee.Text())
	}
	for _, use := range uses {
		stmt := edit.Statement(use)
		assignment := stmt.FirstChild()
		left, right := assignment.Child(syntax.FLeft), assignment.Child(syntax.FRight)
		if !stmt.Parent().Is(syntax.KModule) || !assignment.Is(syntax.KAssignment) || !left.Is(syntax.KIdentifier) || !right.Is(syntax.KCall) ||
			!inside(use, right.Child(syntax.FFunction)) || argumentText(right) != text || !m.Is(right.Child(syntax.FFunction), "pydantic.TypeAdapter") {
			continue
		}
		// The name must mean it where the adapter is used, too.
		if symbol := m.Find(m.ScopeOf(x.call), left.Text()); symbol != nil && symbol.Scope == m.ModuleScope() && symbol.Only() != nil {
			return left.Text()
		}
	}
	return ""
}

func argumentText(call syntax.Node) string {
	return strings.Join(strings.Fields(edit.Arguments(call).Text()), " ")
}

// adapterName names what an adapter is for: USER_LIST for list[User].
func adapterName(m *semantic.Module, n syntax.Node, depth int) string {
	n = semantic.Unparenthesized(n)
	base, args := semantic.Subscript(n)
	upper := func(s string) string { return strings.ToUpper(snake(s)) }
	if depth > 20 {
		return "VALUE"
	}
	switch {
	case n.Is(syntax.KBinaryOperator):
		return adapterName(m, n.Child(syntax.FLeft), depth+1) + "_OR_" + adapterName(m, n.Child(syntax.FRight), depth+1)
	case n.Is(syntax.KNone):
		return "NONE"
	case n.Is(syntax.KIdentifier):
		return upper(n.Text())
	case n.Is(syntax.KAttribute):
		return upper(n.Child(syntax.FAttribute).Text())
	case len(args) == 0:
		return "VALUE"
	case m.Is(base, "typing.Union"), m.Is(base, "typing.Optional"):
		var parts []string
		for _, a := range args {
			parts = append(parts, adapterName(m, a, depth+1))
		}
		if m.Is(base, "typing.Optional") {
			parts = append(parts, "NONE")
		}
		return strings.Join(parts, "_OR_")
	case m.Is(base, "typing.Annotated"):
		return adapterName(m, args[0], depth+1)
	case len(args) == 1 && m.Is(base, "builtins.list", "typing.List", "builtins.set", "typing.Set", "builtins.frozenset", "typing.Sequence", "collections.abc.Sequence"):
		return adapterName(m, args[0], depth+1) + "_" + adapterName(m, base, depth+1)
	}
	return adapterName(m, base, depth+1)
}
