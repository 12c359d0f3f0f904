package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD063",
		Name:     "union-without-discriminator",
		Severity: rule.Hint,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    undiscriminated,
	})
}

func undiscriminated(p *rule.Pass, n syntax.Node) {
	m := p.Module
	typ := n.Child(syntax.FType)
	if typ.IsNil() {
		return
	}
	u := findUnion(m, semantic.Unparenthesized(typ), 0)
	if u == nil || len(u.members) < 2 {
		return
	}
	d, _, kind := assignedIn(p, n)
	if d == nil || d.kind != fieldDecl || d.Guard != 0 || len(d.metadata) > 0 {
		return
	}
	for _, call := range d.fieldCalls(m) {
		a := argumentsOf(call)
		if a.splat || !a.argument("discriminator").IsNil() || !a.argument("union_mode").IsNil() {
			return
		}
	}
	if kind == sqlModel || d.call.IsNil() && d.Value.Is(syntax.KCall) {
		return
	}
	tag := commonTag(m, u.members)
	if tag == "" {
		return
	}
	names := make([]string, len(u.members))
	for i, x := range u.members {
		names[i] = x.Text()
	}
	message := fmt.Sprintf("`%s` share the literal field `%s`: add `Field(discriminator=\"%s\")` for one clear error and faster validation",
		strings.Join(names, " | "), tag, tag)
	p.ReportNode(n.Child(syntax.FLeft), message, func() []rule.Fix {
		b := p.Builder()
		discriminator := "discriminator=" + b.Str(tag)
		switch {
		case !d.call.IsNil() && (u.node == d.typ || u.alias == d.typ) && u.none.IsNil():
			b.AddKeyword(d.call, "discriminator", b.Str(tag))
		case !u.none.IsNil() && !u.splittable(), !u.alias.IsNil() && !onlyInTypes(m, u.alias):
			return nil
		default:
			start, end := u.node.Start(), u.node.End()
			if !u.none.IsNil() {
				start, end = u.members[0].Start(), u.members[len(u.members)-1].End()
			}
			field := b.Name(u.node, "pydantic", "Field")
			b.Insert(start, annotated(p, b, u.node)+"[")
			b.Insert(end, ", "+field+"("+discriminator+")]")
		}
		return fixed(b, rule.Fix{Title: fmt.Sprintf("Add `discriminator=\"%s\"`", tag), Safety: rule.Unsafe, Reason: "input without the tag is rejected"})
	})
}

// union is a union in an annotation.
type union struct {
	node    syntax.Node // the whole union, None in it or not
	members []syntax.Node
	none    syntax.Node // the None in X | Y | None, or nil
	pipe    bool
	alias   syntax.Node // the name in the annotation, where the union is the value of a module-level alias
}

// splittable tells whether None stands at an end, so that it can be left out.
func (u *union) splittable() bool {
	return u.pipe && (u.none.Start() > u.members[len(u.members)-1].End() || u.none.End() < u.members[0].Start())
}

// findUnion is the union at the top of an annotation, or as the only argument of
// list[...], Optional[...] or dict[str, ...].
func findUnion(m *semantic.Module, n syntax.Node, depth int) *union {
	n = semantic.Unparenthesized(n)
	if depth > 4 {
		return nil
	}
	if n.Is(syntax.KBinaryOperator, syntax.KUnionType) {
		u := &union{node: n, pipe: true}
		if !u.collect(n, 0) {
			return nil
		}
		if len(u.members) == 1 {
			return findUnion(m, u.members[0], depth+1) // list[A | B] | None
		}
		return u
	}
	if n.Is(syntax.KIdentifier) {
		only := m.Lookup(n).Only()
		if only == nil || only.Kind != semantic.Assignment || only.Scope != m.ModuleScope() || only.Guard != 0 {
			return nil
		}
		value := semantic.Unparenthesized(only.Stmt().Child(syntax.FRight))
		if value.Is(syntax.KIdentifier) {
			return nil
		}
		u := findUnion(m, value, depth+1)
		if u != nil {
			u.alias = n
		}
		return u
	}
	base, args := semantic.Subscript(n)
	switch {
	case len(args) == 1 && m.Is(base, "typing.Optional", "typing.List", "builtins.list"):
		return findUnion(m, args[0], depth+1)
	case len(args) == 2 && m.Is(base, "typing.Dict", "builtins.dict") && m.Is(args[0], "builtins.str"):
		return findUnion(m, args[1], depth+1)
	case len(args) > 1 && m.Is(base, "typing.Union"):
		u := &union{node: n}
		for _, a := range args {
			if a = semantic.Unparenthesized(a); a.Is(syntax.KNone) {
				u.none = a
				continue
			}
			u.members = append(u.members, a)
		}
		return u
	}
	return nil
}

// onlyInTypes tells whether a name of the module is used in annotations alone.
func onlyInTypes(m *semantic.Module, name syntax.Node) bool {
	return !slices.ContainsFunc(m.UsesOf(name.Text()), func(use syntax.Node) bool { return use.Ancestor(syntax.KType).IsNil() })
}

// collect takes A | B | None apart.
func (u *union) collect(n syntax.Node, depth int) bool {
	n = semantic.Unparenthesized(n)
	switch {
	case depth > 200:
		return false
	case n.Is(syntax.KNone):
		u.none = n
	case n.Is(syntax.KBinaryOperator, syntax.KUnionType):
		if n.Is(syntax.KBinaryOperator) && !n.Child(syntax.FOperator).Is(syntax.KTokPipe) {
			return false
		}
		for x := range n.Named() {
			if !x.IsExtra() && !u.collect(x, depth+1) {
				return false
			}
		}
	default:
		u.members = append(u.members, n)
	}
	return true
}

// commonTag is the one field that all members of a union have as a Literal of
// strings, each with values of its own. It is "" if there is none, or several.
func commonTag(m *semantic.Module, members []syntax.Node) string {
	var tags map[string][]string // of the members so far, by field
	for _, x := range members {
		if !x.Is(syntax.KIdentifier, syntax.KAttribute) {
			return ""
		}
		own := literalFields(m, m.Resolve(x))
		if tags == nil {
			tags = own
			continue
		}
		for name, values := range tags {
			mine, ok := own[name]
			if !ok || slices.ContainsFunc(mine, func(v string) bool { return slices.Contains(values, v) }) {
				delete(tags, name)
				continue
			}
			tags[name] = append(values, mine...)
		}
	}
	if len(tags) != 1 {
		return ""
	}
	for name := range tags {
		return name
	}
	return ""
}

// literalFields are the fields of a closed model that are a Literal of strings
// and go by their own name, with these strings.
func literalFields(m *semantic.Module, q string) map[string][]string {
	a := m.Named(q)
	if q == "" || a.Class == nil && a.Info == nil || m.IsSubclass(q, "pydantic.BaseModel") != semantic.Yes ||
		m.IsSubclass(q, "pydantic.RootModel", "sqlmodel.SQLModel") != semantic.No {
		return nil
	}
	out := map[string][]string{}
	seen := map[string]bool{}
	for _, a := range m.AncestorsOf(q) {
		switch {
		case a.Class != nil:
			c := a.Class
			if len(c.Keywords) > 0 || len(c.Decorators) > 0 || c.Splat || isGeneric(m, c) || renamesFields(c) {
				return nil
			}
			for _, x := range c.Members() {
				if seen[x.Name] {
					continue
				}
				seen[x.Name] = true
				d := declared(m, x)
				if d.kind != fieldDecl || x.Guard != 0 || len(d.metadata) > 0 || len(c.MemberList(x.Name)) != 1 || !plainTag(m, d) {
					continue
				}
				if values := literalStrings(m, d.typ); values != nil {
					out[x.Name] = values
				}
			}
			for _, v := range wrappingValidators(m, c) {
				if v.any {
					return nil
				}
				for _, name := range v.fields {
					delete(out, name)
					seen[name] = true
				}
			}
		case a.Info != nil:
			// Its fields may serve, but how they are validated is not known.
			if len(a.Info.Keywords) > 0 || len(a.Info.Decorators) > 0 || a.Info.Dynamic || a.Info.Member("model_config") != nil ||
				a.Info.Member("Config") != nil || slices.ContainsFunc(a.Info.BaseTexts, func(s string) bool { return strings.Contains(s, "[") }) {
				return nil
			}
			for _, x := range a.Info.Members {
				if x.Func != nil && len(x.Func.Decorators) > 0 && slices.ContainsFunc(x.Func.Decorators, func(d string) bool {
					return d == "" || strings.Contains(d, "validator") || strings.Contains(d, ".validator")
				}) {
					return nil
				}
				if seen[x.Name] || x.Instance {
					continue
				}
				seen[x.Name] = true
				if is, _ := infoField(x); !is || x.Value.HasValue && (x.Value.Callee != "" || x.Value.Text == "") {
					continue
				}
				if values := literalInText(m, x.Value.Annotation); values != nil {
					out[x.Name] = values
				}
			}
		case a.Name == "pydantic.BaseModel", a.Name == "abc.ABC", a.Name == "builtins.object":
		default:
			return nil
		}
	}
	return out
}

// isGeneric tells whether a class has type parameters.
func isGeneric(m *semantic.Module, c *semantic.Class) bool {
	return !c.Node.Child(syntax.FTypeParameters).IsNil() || slices.ContainsFunc(c.Bases, func(b semantic.Base) bool {
		return semantic.Unsubscripted(b.Node) != semantic.Unparenthesized(b.Node) || m.Is(b.Node, "typing.Generic")
	})
}

// renamesFields tells whether the configuration of a class may give its fields
// other names.
func renamesFields(c *semantic.Class) bool {
	if len(c.MemberList("Config")) > 0 {
		return true
	}
	for _, x := range c.MemberList("model_config") {
		text := x.Stmt().Text()
		if !x.Value.Is(syntax.KCall, syntax.KDictionary) || strings.Contains(text, "alias_generator") || strings.Contains(text, "**") {
			return true
		}
	}
	return false
}

// plainTag tells whether a field goes by its own name.
func plainTag(m *semantic.Module, d *declaration) bool {
	if d.Value.IsNil() || d.Value.Is(syntax.KString) {
		return true
	}
	if !isFieldCall(m, d.call) {
		return false
	}
	a := argumentsOf(d.call)
	return !a.splat && a.argument("alias").IsNil() && a.argument("validation_alias").IsNil() && a.argument("serialization_alias").IsNil()
}

// literalStrings are the values of Literal["a", "b"], nil for another type.
func literalStrings(m *semantic.Module, typ syntax.Node) []string {
	base, args := semantic.Subscript(typ)
	if !m.Is(base, "typing.Literal") {
		return nil
	}
	var out []string
	for _, a := range args {
		s, ok := plainString(semantic.Unparenthesized(a))
		if !ok {
			return nil
		}
		out = append(out, s)
	}
	return out
}

// literalInText is [literalStrings] for an annotation in another file.
func literalInText(m *semantic.Module, r semantic.TypeRef) []string {
	if len(r.Names) != 1 || m.Qualify(r.Names[0]) != "typing.Literal" {
		return nil
	}
	_, inner, ok := strings.Cut(r.Text, "[")
	inner, closed := strings.CutSuffix(inner, "]")
	if !ok || !closed || strings.ContainsAny(inner, "\\[]#") {
		return nil
	}
	var out []string
	for part := range strings.SplitSeq(inner, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		if len(part) < 2 || part[0] != '"' && part[0] != '\'' || part[len(part)-1] != part[0] {
			return nil
		}
		out = append(out, part[1:len(part)-1])
	}
	return out
}

// wrappingValidators are the validators of a class that run before that of the
// type, for which Pydantic cannot find the tag.
func wrappingValidators(m *semantic.Module, c *semantic.Class) []fieldValidator {
	return slices.DeleteFunc(validatorsOf(m, c), func(v fieldValidator) bool {
		fn := m.Func(v.fn)
		if fn == nil {
			return false
		}
		for _, d := range fn.Decorators {
			if d.Name != validatorDecorators[0] {
				continue
			}
			mode := argumentsOf(d.Call).keyword("mode")
			s, ok := plainString(mode)
			return mode.IsNil() || ok && s == "after"
		}
		return false
	})
}
