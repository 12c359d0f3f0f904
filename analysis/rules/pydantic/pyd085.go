package pydantic

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD085",
		Name:     "json-encoders",
		Severity: rule.Information,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    append([]syntax.Kind{syntax.KAssignment}, configKinds...),
		Check:    jsonEncoders,
	})
}

const encodersKey = "json_encoders"

func jsonEncoders(p *rule.Pass, n syntax.Node) {
	m := p.Module
	var k configKey
	var c *semantic.Class
	remove := func(b *edit.Builder) { b.RemoveElement(k.node) }
	switch {
	case n.Is(syntax.KAssignment):
		config := configBody(m, n)
		if config == nil {
			return
		}
		k = configKey{n, n.Child(syntax.FLeft), encodersKey, n.Child(syntax.FRight)}
		if len(config.Bases) == 0 && config.Decorated.IsNil() {
			c = m.EnclosingClass(config.Node)
		}
		remove = func(b *edit.Builder) { b.DeleteStatement(onlyStatement(n.Parent(), config)) }
	default:
		s := configAt(m, n)
		if s == nil {
			return
		}
		k = s.key(encodersKey)
		c = s.class
		if stmt := n.Ancestor(syntax.KExpressionStatement); c != nil && s.form != configKeyword && len(s.keys) == 1 && !s.splat {
			remove = func(b *edit.Builder) { b.DeleteStatement(stmt) }
		}
	}
	if k.value.IsNil() || m.Generated() || forVersions(n) {
		return
	}
	value := semantic.Unparenthesized(k.value)
	if value.Is(syntax.KDictionary) && len(edit.Elements(value)) == 0 {
		return
	}
	p.Report(rule.Diagnostic{
		Start: k.label.Start(), End: k.label.End(), Severity: severity(p, rule.Default),
		Message: "`json_encoders` is deprecated: use `field_serializer` or `Annotated[..., PlainSerializer(...)]`",
		Fixes: func() []rule.Fix {
			x := readEncoders(p, c, value)
			if x == nil {
				return nil
			}
			remove(x.b)
			return fixed(x.b, rule.Fix{
				Title: "Replace by Annotated serializers", Safety: rule.Unsafe,
				Reason: "in nested types and in the JSON schema of what is serialized it is not the same",
			})
		},
	})
}

// configBody is the "class Config" of a model that the assignment n sets
// json_encoders in.
func configBody(m *semantic.Module, n syntax.Node) *semantic.Class {
	if left := n.Child(syntax.FLeft); !left.Is(syntax.KIdentifier) || left.Text() != encodersKey {
		return nil
	}
	config := m.EnclosingClass(n)
	if config == nil || config.Name != "Config" || n.Parent().Parent() != config.Body {
		return nil
	}
	switch classify(m.EnclosingClass(config.Node)) {
	case baseModel, rootModel, settings:
		return config
	}
	return nil
}

// onlyStatement is the class if the statement is all that its body holds, the
// statement otherwise.
func onlyStatement(stmt syntax.Node, c *semantic.Class) syntax.Node {
	for other := range c.Body.Named() {
		if other != stmt {
			return stmt
		}
	}
	return c.Node
}

// encoders moves the encoders of a model into the annotations of its fields.
type encoders struct {
	p     *rule.Pass
	b     *edit.Builder
	class *semantic.Class
	by    map[string]syntax.Node // by the class that they encode
	used  map[string]bool
}

// readEncoders plans the annotations; nil if they cannot say all that the
// encoders do.
func readEncoders(p *rule.Pass, c *semantic.Class, value syntax.Node) *encoders {
	if c == nil || !value.Is(syntax.KDictionary) || commented(p, value) || inBranch(value) || !onlyConfigured(p, c) {
		return nil
	}
	x := &encoders{p: p, b: p.Builder(), class: c, by: map[string]syntax.Node{}, used: map[string]bool{}}
	for _, pair := range edit.Elements(value) {
		key, fn := semantic.Unparenthesized(pair.Child(syntax.FKey)), semantic.Unparenthesized(pair.Child(syntax.FValue))
		q := p.Module.Resolve(key)
		if q == "" || !x.by[q].IsNil() || !fn.Is(syntax.KIdentifier, syntax.KAttribute, syntax.KLambda) || !x.seen(fn) {
			return nil
		}
		x.by[q] = fn
	}
	if !x.annotate() {
		return nil
	}
	return x
}

// onlyConfigured tells whether the configuration of the class is for its own
// fields alone: no base has encoders, and no class derives from it.
func onlyConfigured(p *rule.Pass, c *semantic.Class) bool {
	m := p.Module
	if kind := classify(c); kind != baseModel && kind != rootModel && kind != settings {
		return false
	}
	if !c.Closed() || len(m.Subclasses(c.Qualified)) > 0 || len(localSubclasses(m, c)) > 0 {
		return false
	}
	for _, base := range c.Bases {
		e := baseConfig(m, base.Name)
		if _, set := e.values[encodersKey]; set || !e.known {
			return false
		}
	}
	return true
}

// seen tells whether an encoder means the same where the fields are: it needs
// names of the module only.
func (x *encoders) seen(fn syntax.Node) bool {
	m := x.p.Module
	for n := range fn.Descendants() {
		if !isName(n) {
			continue
		}
		symbol := m.Lookup(n)
		switch {
		case symbol == nil || symbol.Star || m.Bound(x.class.Scope(), n.Text()):
			return false
		case symbol.Builtin || symbol.Scope == m.ModuleScope() || inside(symbol.Scope.Node(), fn):
		default:
			return false
		}
	}
	return true
}

// annotate plans the serializers in the annotations; false if an encoder has
// no field, or one that it encodes otherwise.
func (x *encoders) annotate() bool {
	m := x.p.Module
	fields, certain := fieldsOf(m, x.class)
	if !certain {
		return false
	}
	for _, f := range fields {
		switch {
		case f.decl != nil && f.owner.Name == x.class.Qualified:
			if len(x.class.MemberList(f.name)) > 1 || f.decl.Guard != 0 || !x.wrap(f.decl.Type) {
				return false
			}
		case f.decl != nil:
			if x.encodes(f.decl.Type) {
				return false
			}
		case f.info == nil, slices.ContainsFunc(f.info.Value.Annotation.Names, func(q string) bool { return x.encoded(m.Qualify(q)) }),
			strings.Contains(f.info.Value.Annotation.Text, "\""):
			return false
		}
	}
	for _, member := range x.class.Members() {
		if fn := member.Func(); fn != nil && fn.Decorator("pydantic.computed_field") != nil && x.encodes(fn.Returns) {
			return false
		}
	}
	return len(x.used) == len(x.by)
}

// wrap plans a serializer for the type n, or for T in T | None, list[T] and
// Annotated[T, ...]; false if an encoder is for n in another way.
func (x *encoders) wrap(n syntax.Node) bool {
	m := x.p.Module
	n = semantic.Unparenthesized(n)
	if n.Is(syntax.KString) {
		return !x.encodes(n)
	}
	if fn := x.by[m.Resolve(n)]; !fn.IsNil() {
		x.b.Insert(n.Start(), annotated(x.p, x.b, x.class.Node)+"[")
		x.b.Insert(n.End(), ", "+x.serializer(n, fn)+"]")
		return true
	}
	if inner, ok := optional(m, n); ok {
		return x.wrap(inner)
	}
	base, args := semantic.Subscript(n)
	switch {
	case len(args) == 1 && m.Is(base, "builtins.list", "typing.List") && !x.encodes(base):
		return x.wrap(args[0])
	case len(args) > 1 && m.Is(base, "typing.Annotated"):
		for _, meta := range args[1:] {
			if meta = semantic.Unparenthesized(meta); !isFieldCall(m, meta) && !meta.Is(syntax.KString) {
				return !x.encodes(args[0])
			}
		}
		fn := x.by[m.Resolve(args[0])]
		if fn.IsNil() || semantic.Unparenthesized(args[0]).Is(syntax.KString) {
			return x.wrap(args[0])
		}
		x.b.Insert(args[len(args)-1].End(), ", "+x.serializer(args[0], fn))
		return true
	}
	return !x.encodes(n)
}

// serializer is the metadata for a type with an encoder.
func (x *encoders) serializer(typ, fn syntax.Node) string {
	x.used[x.p.Module.Resolve(typ)] = true
	return x.b.Name(x.class.Node, "pydantic", "PlainSerializer") + "(" + x.b.Reindent(fn, x.b.Indent(typ)) + ", when_used=" + x.b.Str("json") + ")"
}

// encodes tells whether a type names something that an encoder may be for.
func (x *encoders) encodes(typ syntax.Node) bool {
	m := x.p.Module
	for n := range typ.Descendants() {
		switch {
		case n.Is(syntax.KString):
			for q := range x.by {
				if strings.Contains(n.Text(), lastName(q)) {
					return true
				}
			}
		case n.Is(syntax.KAttribute) || isName(n):
			if x.encoded(m.Resolve(n)) {
				return true
			}
		}
	}
	return false
}

// encoded tells whether there is an encoder for the class, or for a base of it.
func (x *encoders) encoded(q string) bool {
	for key := range x.by {
		if q == key || q != "" && x.p.Module.IsSubclass(q, key) == semantic.Yes {
			return true
		}
	}
	return false
}
