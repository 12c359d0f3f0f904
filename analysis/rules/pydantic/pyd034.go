package pydantic

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD034",
		Name:     "before-validator-assumes-dict",
		Severity: rule.Warning,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    assumesDict,
	})
}

func assumesDict(p *rule.Pass, n syntax.Node) {
	m := p.Module
	c := readCallback(m, n)
	if c == nil || c.kind != "model_validator" || c.mode != "before" || c.value == nil || m.Generated() {
		return
	}
	if kind := classify(c.method.class); kind == otherClass || kind == dataclass {
		return
	}
	use, usage := c.dictUse(m)
	if use.IsNil() || !takesAttributes(m, c.method.class) {
		return
	}
	name := c.value.Name
	p.ReportNode(use, fmt.Sprintf("with `from_attributes=True`, `%s` may be an object: `%s` fails for ORM instances", name, usage), func() []rule.Fix {
		for _, builtin := range []string{"isinstance", "dict"} {
			if s := m.Find(m.BodyScope(n), builtin); s == nil || !s.Builtin {
				return nil
			}
		}
		var first syntax.Node
		doc := semantic.Docstring(n)
		for stmt := range c.Body.Named() {
			if !stmt.IsExtra() && (doc.IsNil() || !inside(doc, stmt)) {
				first = stmt
				break
			}
		}
		t := p.File.Text
		if t.LineOf(first.Start()) == t.LineOf(n.Child(syntax.FParameters).End()) {
			return nil
		}
		b := p.Builder()
		b.InsertBefore(first, fmt.Sprintf("if not isinstance(%s, dict):\n%sreturn %s", name, b.Indent(first)+b.IndentStep(), name), 0)
		return fixed(b, rule.Fix{Title: "Return other inputs unchanged", Safety: rule.Unsafe, Reason: "it no longer applies to objects"})
	})
}

// dictUsers are the methods of a dictionary that hardly anything else has.
var dictUsers = []string{"get", "pop", "setdefault", "update", "items", "keys", "values", "popitem"}

// dictUse is the first use of the data that only a dictionary allows, and how it
// reads; nil where the validator looks at what the data is, or may.
func (c *callback) dictUse(m *semantic.Module) (found syntax.Node, usage string) {
	symbol := m.Lookup(c.value.NameNode)
	if symbol == nil {
		return found, ""
	}
	for _, use := range m.Uses(symbol) {
		if enclosingFunction(use) != c.Node {
			continue
		}
		if asksKind(m, use) || !use.Ancestor(syntax.KTryStatement, syntax.KFunctionDefinition).Is(syntax.KFunctionDefinition) {
			return syntax.Node{}, ""
		}
		if node, text := dictUsage(m, use); found.IsNil() && text != "" {
			found, usage = node, text
		}
	}
	// Bound anew before: what it is then is not known.
	for i := range symbol.Bindings {
		if at := symbol.Bindings[i].Node(); at != c.value.NameNode && at.Start() < found.Start() && !inside(found, symbol.Bindings[i].Stmt()) {
			return syntax.Node{}, ""
		}
	}
	return found, usage
}

// asksKind tells whether a use of the data asks what it is, or passes it to
// something that may.
func asksKind(m *semantic.Module, use syntax.Node) bool {
	up := use.Parent()
	switch {
	case up.Is(syntax.KArgumentList) && up.Parent().Is(syntax.KCall):
		return m.Is(up.Parent().Child(syntax.FFunction), "builtins.isinstance", "builtins.hasattr", "builtins.getattr", "builtins.type",
			"builtins.vars", "builtins.callable", "builtins.issubclass", "dataclasses.is_dataclass")
	case use.Field() == syntax.FSubject && up.Is(syntax.KMatchStatement):
		return true
	case up.Is(syntax.KAttribute) && use.Field() == syntax.FObject:
		return up.Child(syntax.FAttribute).Text() == "__class__"
	}
	return false
}

// dictUsage is the expression that uses the data as a dictionary, and how it is
// shown.
func dictUsage(m *semantic.Module, use syntax.Node) (node syntax.Node, text string) {
	up := use.Parent()
	switch up.Kind() {
	case syntax.KSubscript:
		if use.Field() == syntax.FValue {
			return up, shown(up)
		}
	case syntax.KAttribute:
		if name := up.Child(syntax.FAttribute).Text(); use.Field() == syntax.FObject && up.Field() == syntax.FFunction && slices.Contains(dictUsers, name) {
			return up.Parent(), shown(up) + "(...)"
		}
	case syntax.KComparisonOperator:
		if _, operator, right := comparison(up); right == use && (operator == "in" || operator == "not in") {
			return up, shown(up)
		}
	case syntax.KDictionarySplat:
		return up, "**" + use.Text()
	case syntax.KArgumentList:
		if call := up.Parent(); call.Is(syntax.KCall) && m.Is(call.Child(syntax.FFunction), "builtins.dict") && edit.Elements(up)[0] == use {
			return call, shown(call)
		}
	}
	return syntax.Node{}, ""
}

// takesAttributes tells whether the configuration that counts for a model has
// from_attributes=True: that of the class nearest in the method resolution order.
func takesAttributes(m *semantic.Module, c *semantic.Class) bool {
	for _, a := range append([]*semantic.Ancestor{{Class: c, Known: true}}, c.Ancestors()...) {
		said := semantic.Unknown
		sets := false
		switch {
		case a.Class != nil:
			said, sets = classAttributes(m, a.Class)
		case a.Info != nil:
			said, sets = infoFromAttributes(a.Info)
		}
		if sets {
			return said == semantic.Yes
		}
	}
	return false
}

// classAttributes reads from_attributes of a class of the file; sets is false if
// the class does not speak of it.
func classAttributes(m *semantic.Module, c *semantic.Class) (said semantic.Tri, sets bool) {
	if k := c.Keyword("from_attributes"); k != nil {
		return truth(k.Value), true
	}
	if c.Keyword("**") != nil {
		return semantic.Unknown, true
	}
	for _, x := range c.MemberList("model_config") {
		value := semantic.Unparenthesized(x.Value)
		switch {
		case x.Guard != 0:
			return semantic.Unknown, true
		case value.Is(syntax.KCall) && m.Is(value.Child(syntax.FFunction), "pydantic.ConfigDict", "pydantic_settings.SettingsConfigDict", "builtins.dict"):
			args := argumentsOf(value)
			if v := args.keyword("from_attributes"); !v.IsNil() {
				return truth(v), true
			}
			if args.splat || len(args.positional) > 0 {
				return semantic.Unknown, true
			}
		case value.Is(syntax.KDictionary):
			for _, pair := range edit.Elements(value) {
				if !pair.Is(syntax.KPair) {
					return semantic.Unknown, true
				}
				if s, ok := plainString(pair.Child(syntax.FKey)); ok && s == "from_attributes" {
					return truth(pair.Child(syntax.FValue)), true
				}
			}
		default:
			return semantic.Unknown, true
		}
	}
	for _, x := range c.MemberList("Config") {
		inner := m.Class(x.Stmt())
		if inner == nil || len(inner.Bases) > 0 {
			return semantic.Unknown, true
		}
		for _, y := range inner.MemberList("from_attributes") {
			return truth(y.Value), true
		}
	}
	return semantic.Unknown, false
}

func truth(n syntax.Node) semantic.Tri {
	switch {
	case n.Is(syntax.KTrue):
		return semantic.Yes
	case n.Is(syntax.KFalse):
		return semantic.No
	}
	return semantic.Unknown
}

var attributesOn = regexp.MustCompile(`\bfrom_attributes\b["']?\s*[=:]\s*True\b`)

// infoFromAttributes is classAttributes for a class in another file.
func infoFromAttributes(c *semantic.ClassInfo) (said semantic.Tri, sets bool) {
	if slices.Contains(c.Keywords, "from_attributes") || slices.Contains(c.Keywords, "**") {
		return semantic.Unknown, true
	}
	if x := c.Member("model_config"); x != nil {
		switch {
		case x.Value == nil || x.Value.Text == "":
			return semantic.Unknown, true
		case attributesOn.MatchString(x.Value.Text):
			return semantic.Yes, true
		case mentionsAttributes.MatchString(x.Value.Text):
			return semantic.Unknown, true
		}
	}
	if x := c.Member("Config"); x != nil {
		if x.Class == nil || len(x.Class.Bases) > 0 {
			return semantic.Unknown, true
		}
		if y := x.Class.Member("from_attributes"); y != nil && y.Value != nil {
			if y.Value.Text == "True" {
				return semantic.Yes, true
			}
			return semantic.Unknown, true
		}
	}
	return semantic.Unknown, false
}

// mentionsAttributes matches a configuration that sets from_attributes in
// another way, or takes what another one has.
var mentionsAttributes = regexp.MustCompile(`from_attributes|\*\*|^\w[\w.]*$`)
