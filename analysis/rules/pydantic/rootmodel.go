package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// From a custom root type to a RootModel.

// convertRoot makes the class, which declares __root__, a RootModel, and changes
// what the file does with it.
func convertRoot(p *rule.Pass, c *semantic.Class) []rule.Fix {
	m := p.Module
	list := c.MemberList(rootKey)
	if len(list) != 1 || list[0].Guard != 0 || len(c.MemberList("root")) > 0 || c.Splat || c.Keyword("metaclass") != nil {
		return nil
	}
	x := list[0]
	typ := x.Type
	if typ.IsNil() {
		if typ = x.Value; !isTypeExpression(m, typ, 0) {
			return nil
		}
	}
	base := modelBase(m, c)
	if fields, certain := fieldsOf(m, c); base.IsNil() || !certain || len(fields) > 0 || slices.ContainsFunc(c.Members(), infersField) {
		return nil
	}
	b := p.Builder()
	if !dropExtra(p, b, c) || !renameRootUses(p, b, c) {
		return nil
	}
	late := evaluatedLater(p, c, typ)
	root := b.NameLike(base, "pydantic", "RootModel")
	if parameter := typ; !late {
		if !commented(p, typ) {
			parameter = semantic.Unparenthesized(typ)
		}
		root += "[" + b.Reindent(parameter, b.Indent(c.Node)) + "]"
	}
	b.Replace(base, root)
	stmt := x.Stmt()
	switch left := stmt.Child(syntax.FLeft); {
	case !x.Type.IsNil() && (late || !x.Value.IsNil()):
		b.Replace(left, "root")
	case late:
		b.ReplaceRange(left.Start(), x.Value.Start(), "root: ")
	default:
		b.Set(edit.KeepTrailingComments())
		b.DeleteStatement(edit.Statement(stmt))
	}
	return fixed(b, rule.Fix{Title: fmt.Sprintf("Convert to `RootModel[%s]`", shown(typ))})
}

// infersField tells whether an assignment made a field in version 1, which
// inferred its type.
func infersField(x *semantic.Member) bool {
	return x.Kind == semantic.Assignment && x.Type.IsNil() && !x.Value.Is(syntax.KCall) &&
		!strings.HasPrefix(x.Name, "_") && x.Name != "model_config" && x.Name != "Config"
}

// modelBase is BaseModel among the bases of a class, if no other base is a
// model.
func modelBase(m *semantic.Module, c *semantic.Class) syntax.Node {
	var base syntax.Node
	for _, x := range c.Bases {
		switch {
		case x.Name == "pydantic.BaseModel" && base.IsNil():
			base = x.Node
		case x.Name == "" || m.IsSubclass(x.Name, "pydantic.BaseModel") != semantic.No:
			return syntax.Node{}
		}
	}
	return base
}

// isTypeExpression tells whether an expression that is no annotation is a type:
// a class, one with parameters, or a union.
func isTypeExpression(m *semantic.Module, n syntax.Node, depth int) bool {
	n = semantic.Unparenthesized(n)
	switch {
	case depth > 20:
		return false
	case n.Is(syntax.KBinaryOperator):
		if !n.Child(syntax.FOperator).Is(syntax.KTokPipe) {
			return false
		}
		operand := func(n syntax.Node) bool { return n.Is(syntax.KNone) || isTypeExpression(m, n, depth+1) }
		return operand(n.Child(syntax.FLeft)) && operand(n.Child(syntax.FRight))
	case n.Is(syntax.KSubscript):
		return isTypeExpression(m, n.Child(syntax.FValue), depth+1)
	case !n.Is(syntax.KIdentifier, syntax.KAttribute):
		return false
	}
	if m.TypeOf(n).Kind == semantic.ClassObject {
		return true
	}
	module, _, _ := strings.Cut(m.Resolve(n), ".")
	return slices.Contains([]string{"typing", "typing_extensions", "pydantic", "datetime", "decimal", "uuid"}, module)
}

// evaluatedLater tells whether a type can, or may, not be evaluated where the
// bases of the class are: it names what is bound below, or in the class itself.
func evaluatedLater(p *rule.Pass, c *semantic.Class, typ syntax.Node) bool {
	m := p.Module
	for n := range typ.Descendants() {
		if n.Is(syntax.KBinaryOperator, syntax.KUnionType) && p.Project.Found("python") != nil && p.Project.In("python", ">=3.10") != project.Yes {
			return true
		}
		if !isName(n) {
			continue
		}
		symbol := m.Lookup(n)
		switch {
		case symbol == nil || symbol.Scope == c.Scope():
			return true
		case !symbol.Builtin && !slices.ContainsFunc(symbol.Bindings, func(b semantic.Binding) bool {
			return b.Guard&semantic.TypeChecking == 0 && b.Node().Start() < c.Node.Start()
		}):
			return true
		}
	}
	return false
}

// dropExtra plans that the configuration of the class does not set extra, which
// a RootModel refuses. It tells whether the rest suits a RootModel.
func dropExtra(p *rule.Pass, b *edit.Builder, c *semantic.Class) bool {
	m := p.Module
	for _, k := range c.Keywords {
		switch k.Name {
		case "**", "arbitrary_types_allowed":
			return false
		case "extra":
			b.RemoveElement(k.Node)
		}
	}
	for _, x := range c.MemberList("model_config") {
		value := semantic.Unparenthesized(x.Value)
		if x.Guard != 0 || !isConfigCall(m, value) && !value.Is(syntax.KDictionary) {
			return false
		}
		s := &configSite{node: value}
		s.read(value)
		if s.splat || !s.key("arbitrary_types_allowed").node.IsNil() {
			return false
		}
		switch extra := s.key("extra").node; {
		case extra.IsNil():
		case len(s.keys) == 1:
			b.DeleteStatement(edit.Statement(x.Stmt()))
		default:
			b.RemoveElement(extra)
		}
	}
	for _, x := range c.MemberList("Config") {
		inner := m.Class(x.Stmt())
		if x.Guard != 0 || inner == nil || len(inner.Keywords) > 0 || inner.Splat ||
			slices.ContainsFunc(inner.Bases, func(base semantic.Base) bool { return base.Name != "pydantic.BaseConfig" }) {
			return false
		}
		members := inner.Members()
		for _, k := range members {
			switch {
			case k.Name == "arbitrary_types_allowed" || k.Guard != 0:
				return false
			case k.Name != "extra":
			case len(members) == 1:
				b.DeleteStatement(inner.Node)
			default:
				b.DeleteStatement(edit.Statement(k.Stmt()))
			}
		}
	}
	return true
}

// renameRootUses plans what the file has to say of the root otherwise: in the
// class, and of instances of it. It tells whether the class says nothing else of
// it.
func renameRootUses(p *rule.Pass, b *edit.Builder, c *semantic.Class) bool {
	m := p.Module
	for n := range p.File.Root().Descendants() {
		switch n.Kind() {
		case syntax.KAttribute, syntax.KKeywordArgument, syntax.KSubscript:
			if r := rootUse(m, n); r != nil && r.owner != nil && r.owner.Node == c.Node {
				renameRoot(b, n)
			}
		case syntax.KString:
			if s, ok := plainString(n); !ok || s != rootKey || !inside(n, c.Body) {
				continue
			}
			call := n.Parent().Parent()
			switch {
			case call.Is(syntax.KCall) && argumentsOf(call).argument("each_item").Child(syntax.FValue).Is(syntax.KTrue):
				// It first moves into the type (PYD079), which the base of a
				// RootModel would put out of its reach.
				return false
			case n.Parent().Is(syntax.KArgumentList) && call.Is(syntax.KCall) && m.Is(call.Child(syntax.FFunction), validatorDecorators...):
				b.Replace(n, edit.StrIn("root", b.QuoteLike(n)))
			case rootUse(m, n.Parent()) == nil:
				return false
			}
		}
	}
	return true
}

// renameRoot plans how a RootModel is used in the place of a use of the root; it
// tells whether it can.
func renameRoot(b *edit.Builder, use syntax.Node) bool {
	switch use.Kind() {
	case syntax.KAttribute:
		b.Replace(use.Child(syntax.FAttribute), "root")
	case syntax.KKeywordArgument:
		if len(edit.Elements(use.Parent())) != 1 {
			return false
		}
		b.DeleteRange(use.Start(), use.Child(syntax.FValue).Start())
	case syntax.KSubscript:
		b.DeleteRange(use.Child(syntax.FValue).End(), use.End())
	}
	return true
}
