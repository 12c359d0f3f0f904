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
		Code:     "PYD081",
		Name:     "con-function",
		Severity: rule.Hint,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic"},
		Gates:    append(since("2.1"), rule.Gate{Package: "python", Range: ">=3.9", Unknown: true}),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    conCall,
	})
}

// conFunction is what a function such as conint makes a type of.
type conFunction struct {
	module, base string   // the type
	arguments    []string // as they are called in version 2
}

var (
	bounded      = []string{"strict", "gt", "ge", "lt", "le"}
	conFunctions = map[string]*conFunction{
		"pydantic.conint":       {"builtins", "int", append(bounded, "multiple_of")},
		"pydantic.confloat":     {"builtins", "float", append(bounded, "multiple_of", "allow_inf_nan")},
		"pydantic.condecimal":   {"decimal", "Decimal", append(bounded, "multiple_of", "max_digits", "decimal_places", "allow_inf_nan")},
		"pydantic.condate":      {"datetime", "date", bounded},
		"pydantic.conbytes":     {"builtins", "bytes", []string{"strict", "min_length", "max_length"}},
		"pydantic.constr":       {"builtins", "str", []string{"strict", "min_length", "max_length", "strip_whitespace", "to_upper", "to_lower", "pattern"}},
		"pydantic.conlist":      {"builtins", "list", []string{"min_length", "max_length"}},
		"pydantic.conset":       {"builtins", "set", []string{"min_length", "max_length"}},
		"pydantic.confrozenset": {"builtins", "frozenset", []string{"min_length", "max_length"}},
	}
	// conRenamed are arguments of version 1 that have another name in version 2.
	conRenamed = map[string]string{"regex": "pattern", "min_items": "min_length", "max_items": "max_length"}
)

// conUse is a call of such a function where a type is meant.
type conUse struct {
	p       *rule.Pass
	call    syntax.Node
	name    string // of the function
	fn      *conFunction
	item    syntax.Node // of a collection: the type of its items
	element syntax.Node // the argument that gives it
	others  []syntax.Node
	removed bool // it has an argument that version 2 refuses
	block   bool // there is nothing that takes the place of an argument
}

func conCall(p *rule.Pass, n syntax.Node) {
	m := p.Module
	callee := n.Child(syntax.FFunction)
	if !callee.Is(syntax.KIdentifier, syntax.KAttribute) {
		return
	}
	q := m.Resolve(callee)
	fn := conFunctions[q]
	if fn == nil || m.Generated() || forVersions(n) || inBranch(n) {
		return
	}
	annotation, ok := typePlace(m, n)
	if !ok || !annotation.IsNil() && classify(m.EnclosingClass(annotation)) == sqlModel {
		return
	}
	x := &conUse{p: p, call: n, name: strings.TrimPrefix(q, "pydantic."), fn: fn}
	if !x.read() {
		return
	}
	d := rule.Diagnostic{
		Start: n.Start(), End: n.End(), Severity: severity(p, rule.Default),
		Message: fmt.Sprintf("`%s(...)` in an annotation is invalid for type checkers: use `%s`", x.name, x.shown()),
	}
	if x.removed {
		d.Severity = severity(p, rule.Warning)
	}
	if !x.block {
		d.Fixes = func() []rule.Fix { return x.fix(annotation) }
	}
	p.Report(d)
}

// typePlace tells whether an expression stands where a type is meant: in the
// annotation of a variable or parameter, which it gives, or in what is assigned
// to an alias.
func typePlace(m *semantic.Module, typ syntax.Node) (annotation syntax.Node, ok bool) {
	generic := true // all that is subscripted around it is known to be a type
	for n := typ; ; {
		up := n.Parent()
		switch {
		case up.Is(syntax.KType):
			switch over := up.Parent(); {
			case over.Is(syntax.KAssignment, syntax.KTypedParameter, syntax.KTypedDefaultParameter):
				return up, true
			case over.Is(syntax.KTypeAliasStatement):
				return syntax.Node{}, up.Field() != syntax.FLeft
			case over.Is(syntax.KFunctionDefinition, syntax.KLambda), over.IsNil():
				return syntax.Node{}, false
			}
		case up.Is(syntax.KSubscript, syntax.KGenericType):
			base, args := semantic.Subscript(up)
			if len(args) == 0 || inside(typ, base) {
				return syntax.Node{}, false
			}
			q := m.Resolve(base)
			if q == "typing.Literal" || q == "typing.Annotated" && !inside(typ, args[0]) {
				return syntax.Node{}, false
			}
			top, _, _ := strings.Cut(q, ".")
			generic = generic && slices.Contains([]string{"typing", "typing_extensions", "builtins", "collections"}, top)
		case up.Is(syntax.KParenthesizedExpression, syntax.KUnionType, syntax.KTypeParameter):
		case up.Is(syntax.KTuple, syntax.KList) && up.Parent().Is(syntax.KSubscript, syntax.KGenericType, syntax.KTypeParameter, syntax.KType):
		case up.Is(syntax.KBinaryOperator) && up.Child(syntax.FOperator).Text() == "|":
		case up.Is(syntax.KArgumentList, syntax.KKeywordArgument):
			call := up
			for call.Is(syntax.KArgumentList, syntax.KKeywordArgument) {
				call = call.Parent()
			}
			fn := conFunctions[m.Resolve(call.Child(syntax.FFunction))]
			if item, _ := conItem(call); fn == nil || !fn.collection() || item.IsNil() || !inside(typ, item) {
				return syntax.Node{}, false
			}
			up = call
		case up.Is(syntax.KAssignment):
			says := up.Child(syntax.FType)
			return syntax.Node{}, n.Field() == syntax.FRight && generic && up.Child(syntax.FLeft).Is(syntax.KIdentifier) &&
				(says.IsNil() || m.Is(semantic.Unparenthesized(firstNamed(says)), "typing.TypeAlias")) &&
				up.Ancestor(syntax.KFunctionDefinition, syntax.KLambda).IsNil()
		default:
			return syntax.Node{}, false
		}
		n = up
	}
}

// collection tells whether it makes the type of a collection.
func (f *conFunction) collection() bool {
	return f.base == "list" || f.base == "set" || f.base == "frozenset"
}

// conItem is the type of the items that a call of conlist names, and the argument
// that does.
func conItem(call syntax.Node) (item, element syntax.Node) {
	a := argumentsOf(call)
	if k := a.argument("item_type"); !k.IsNil() {
		return k.Child(syntax.FValue), k
	}
	return a.first(), a.first()
}

// read reads the arguments; false where they are not known, or there are others
// than the function takes.
func (x *conUse) read() bool {
	a := argumentsOf(x.call)
	if a.splat {
		return false
	}
	if x.fn.collection() {
		if x.item, x.element = conItem(x.call); x.item.IsNil() || len(a.positional) > 1 || len(a.positional) == 1 && x.element != a.first() {
			return false
		}
	} else if len(a.positional) > 0 {
		return false
	}
	given := map[string]bool{}
	for _, k := range a.keywords {
		if k == x.element {
			continue
		}
		name := k.Child(syntax.FName).Text()
		if to := conRenamed[name]; to != "" {
			name, x.removed = to, true
		}
		if given[name] || !slices.Contains(x.fn.arguments, name) {
			x.block = true
			x.removed = x.removed || !k.Child(syntax.FValue).Is(syntax.KNone)
		}
		given[name] = true
		x.others = append(x.others, k)
	}
	if item := semantic.Unparenthesized(x.item); item.Is(syntax.KTuple, syntax.KNamedExpression, syntax.KLambda, syntax.KGeneratorExpression) {
		x.block = true
	}
	return true
}

// maker is what holds the constraints beside the type.
func (x *conUse) maker() string {
	if x.fn.base == "str" {
		return "StringConstraints"
	}
	return "Field"
}

// shown is the type as the message names it.
func (x *conUse) shown() string {
	typ := x.fn.base
	if x.fn.collection() {
		typ += "[" + oneLine(x.item.Text()) + "]"
	}
	if len(x.others) == 0 {
		return typ
	}
	return "Annotated[" + typ + ", " + x.maker() + "(...)]"
}

func (x *conUse) fix(annotation syntax.Node) []rule.Fix {
	b := x.p.Builder()
	callee := x.call.Child(syntax.FFunction)
	typ := x.base(b)
	if !x.item.IsNil() {
		if commented(x.p, x.item) {
			return nil
		}
		typ += "[" + b.Source(x.item) + "]"
	}
	fix := rule.Fix{Title: "Use `Annotated[...]`"}
	if len(x.others) == 0 {
		if commented(x.p, x.call) {
			return nil
		}
		b.Replace(x.call, typ)
		fix.Title = "Use `" + oneLine(typ) + "`"
		return fixed(b, fix)
	}
	for _, k := range x.others {
		if to := conRenamed[k.Child(syntax.FName).Text()]; to != "" {
			b.RenameKeyword(k, to)
		}
	}
	x.removeElement(b)
	b.Replace(callee, annotated(x.p, b, x.call)+"["+typ+", "+b.NameLike(callee, "pydantic", x.maker()))
	b.Insert(x.call.End(), "]")
	if x.overridden(annotation) {
		fix.Safety, fix.Reason = rule.Unsafe, "before Pydantic 2.12, the constraint of the assigned `Field(...)` takes its place"
	}
	return fixed(b, fix)
}

// removeElement removes the argument for the type of the items. One that ends a
// line with the closing bracket takes the line break in front of it along.
func (x *conUse) removeElement(b *edit.Builder) {
	list := edit.Arguments(x.call)
	elements := edit.Elements(list)
	last := len(elements) - 1
	switch {
	case x.element.IsNil():
	case elements[last] == x.element && x.element.End() == list.End()-1 && !commentBetween(x.p, elements[last-1].End(), list.End()):
		b.DeleteRange(elements[last-1].End(), x.element.End())
	default:
		b.RemoveElement(x.element)
	}
}

// base spells the type itself; the fix fails where its name means something else.
func (x *conUse) base(b *edit.Builder) string {
	m, name := x.p.Module, x.fn.base
	if x.fn.module == "builtins" {
		if m.ResolveIn(m.ScopeOf(x.call), name) != "builtins."+name {
			b.Fail("the name " + name + " means something else here")
		}
		return name
	}
	if spelled, ok := b.Bound(x.call, x.fn.module, name); ok {
		return spelled
	}
	class := m.EnclosingClass(x.call)
	if len(m.Bindings(name)) > 0 || class != nil && len(class.MemberList(name)) > 0 {
		b.Fail("the name " + name + " means something else here")
	}
	return b.Name(x.call, x.fn.module, name)
}

// overridden tells whether the call is the type of a field that is assigned a
// Field(...) with one of the same constraints, of which only that one counts as
// long as FieldInfo is made as it was before Pydantic 2.12.
func (x *conUse) overridden(annotation syntax.Node) bool {
	value := annotation.Parent().Child(syntax.FRight)
	if value.IsNil() {
		value = annotation.Parent().Child(syntax.FValue) // of a parameter
	}
	if x.removed || x.maker() != "Field" || has(x.p, "2.12") || !isFieldCall(x.p.Module, value) {
		return false
	}
	if typ, _ := annotatedParts(x.p.Module, firstNamed(annotation)); typ != x.call {
		return false
	}
	a := argumentsOf(value)
	return a.splat || slices.ContainsFunc(x.others, func(k syntax.Node) bool { return !a.argument(k.Child(syntax.FName).Text()).IsNil() })
}
