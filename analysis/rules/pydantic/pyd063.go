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
	tag := commonTag(m, u)
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

	// resolve gives the qualified name of a member that is written in another
	// file; node is then the name in the annotation.
	resolve func(syntax.Node) string
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
		if only != nil && only.Kind == semantic.Import {
			return unionElsewhere(m, n)
		}
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

// unionElsewhere is the union that a name of another module stands for.
func unionElsewhere(m *semantic.Module, n syntax.Node) *union {
	q := m.Resolve(n)
	module, name := q[:max(strings.LastIndexByte(q, '.'), 0)], q[strings.LastIndexByte(q, '.')+1:]
	s := m.ProjectModule(module)
	if module == "" || s == nil || s.Exports[name] == nil || s.Exports[name].Kind != semantic.ExportVariable {
		return nil
	}
	v := s.Exports[name].Value
	if v.Text == "" || v.Annotation.Text != "" && !strings.HasSuffix(v.Annotation.Text, "TypeAlias") {
		return nil
	}
	u := &union{pipe: true, resolve: func(x syntax.Node) string { return m.Qualify(module + "." + x.Text()) }}
	value := semantic.Unparenthesized(syntax.Parse(syntax.Python, []byte(v.Text+"\n")).Root().FirstChild().FirstChild())
	if base, args := semantic.Subscript(value); !base.IsNil() {
		if u.pipe = false; u.resolve(base) != "typing.Union" {
			return nil
		}
		for _, a := range args {
			if !u.collect(a, 0) {
				return nil
			}
		}
	} else if !u.collect(value, 0) {
		return nil
	}
	// The members are not written here: None cannot be taken out.
	u.node, u.pipe = n, false
	return u
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
func commonTag(m *semantic.Module, u *union) string {
	resolve := u.resolve
	if resolve == nil {
		resolve = m.Resolve
	}
	var tags map[string][]string // of the members so far, by field
	for _, x := range u.members {
		if !x.Is(syntax.KIdentifier, syntax.KAttribute) {
			return ""
		}
		own := literalFields(m, resolve(x))
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
			if !plainInfo(m, a.Info) {
				return nil
			}
			for _, x := range a.Info.Members {
				if seen[x.Name] || x.Instance || x.Func != nil {
					continue
				}
				seen[x.Name] = true
				if is, _ := infoField(x); !is || !plainDefault(m, x.Value) {
					continue
				}
				if values := literalInText(m, x.Value.Annotation); values != nil {
					out[x.Name] = values
				}
			}
			for _, x := range a.Info.Members {
				names, known := wrappedFields(m, x)
				if !known {
					return nil
				}
				for _, name := range names {
					delete(out, name)
					seen[name] = true
				}
			}
		case a.Name == "pydantic.BaseModel", a.Name == "abc.ABC", a.Name == "builtins.object":
		default:
			return nil
		}
	}
	return out
}

// plainInfo tells whether a class of another file is not generic, and its fields
// go by their own names as far as the class says.
func plainInfo(m *semantic.Module, c *semantic.ClassInfo) bool {
	if len(c.Keywords) > 0 || len(c.Decorators) > 0 || c.Dynamic || c.Member("Config") != nil ||
		slices.ContainsFunc(c.BaseTexts, func(s string) bool { return strings.Contains(s, "[") }) {
		return false
	}
	x := c.Member("model_config")
	return x == nil || x.Value != nil && m.Qualify(x.Value.Callee) == "pydantic.ConfigDict" &&
		!slices.Contains(x.Value.Keywords, "alias_generator") && !slices.Contains(x.Value.Keywords, "**")
}

// plainDefault is [plainTag] for a field in another file.
func plainDefault(m *semantic.Module, v *semantic.ValueInfo) bool {
	if !v.HasValue || v.Callee == "" && v.Text != "" {
		return true
	}
	return m.Qualify(v.Callee) == "pydantic.Field" && len(v.Arguments) > 0 && !slices.ContainsFunc(v.Arguments, func(a semantic.Argument) bool {
		return slices.Contains([]string{"*", "**", "alias", "validation_alias", "serialization_alias"}, a.Name)
	})
}

// wrappedFields is [wrappingValidators] for a member of a class in another file:
// the fields for which Pydantic cannot find the tag, if these are known.
func wrappedFields(m *semantic.Module, x *semantic.MemberInfo) (names []string, known bool) {
	if x.Func == nil {
		return nil, !mayValidate(m, x)
	}
	for i, d := range x.Func.Decorators {
		text := x.Func.Texts[i]
		switch q := m.Qualify(d); q {
		default:
			if strings.Contains(q, "validator") && !strings.HasPrefix(q, "pydantic.") {
				return nil, false
			}
		case "":
			return nil, false
		case validatorDecorators[0], validatorDecorators[1]:
			fields := writtenFields(text)
			if len(fields) == 0 {
				return nil, false
			}
			if q == validatorDecorators[1] || strings.Contains(text, "mode") && !strings.Contains(text, "after") {
				names = append(names, fields...)
			}
		}
	}
	return names, true
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
