package pydantic

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/rules/internal/common"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD046",
		Name:     "from-attributes-required",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    fromAttributesRequired,
	})
}

func fromAttributesRequired(p *rule.Pass, n syntax.Node) {
	m := p.Module
	callee := semantic.Unparenthesized(n.Child(syntax.FFunction))
	if !callee.Is(syntax.KAttribute) || callee.Child(syntax.FAttribute).Text() != "model_validate" || m.Generated() {
		return
	}
	args := edit.Elements(edit.Arguments(n))
	if len(args) != 1 || args[0].Is(syntax.KListSplat, syntax.KDictionarySplat) {
		return
	}
	x := args[0]
	if x.Is(syntax.KKeywordArgument) {
		if x.Child(syntax.FName).Text() != "obj" {
			return
		}
		x = x.Child(syntax.FValue)
	}
	model := m.Resolve(semantic.Unsubscripted(callee.Child(syntax.FObject)))
	if model == "" || !inherits(m, model, "model_validate") || !takesDictsOnly(m, model) {
		return
	}
	class := objectClass(m, x)
	if class == "" || common.ExpectsError(m, n) {
		return
	}
	name := lastPart(model)
	message := fmt.Sprintf("`%s.model_validate(%s)` gets a `%s` object: set `from_attributes=True` on `%s`", name, shown(x), lastPart(class), name)
	p.ReportNode(n, message, func() []rule.Fix {
		fixes := setFromAttributes(p, model, rule.Fix{Title: fmt.Sprintf("Set `from_attributes=True` on `%s`", name)})
		b := p.Builder()
		b.AddKeyword(n, "from_attributes", "True")
		// Where the model can be told once, each call is not told on the way.
		return append(fixes, fixed(b, rule.Fix{Title: "Pass `from_attributes=True` here", Manual: len(fixes) > 0})...)
	})
}

// setFromAttributes is the fix of the model, in the file that it stands in.
func setFromAttributes(p *rule.Pass, model string, fix rule.Fix) []rule.Fix {
	a := p.Module.Named(model)
	if a.Class != nil {
		return addConfig(p, a.Class, "from_attributes", "True", fix)
	}
	if a.Info == nil {
		return nil
	}
	other := p.Other(a.Info.Path)
	if other == nil || other.Module.Generated() {
		return nil
	}
	there := other.Module.Named(model)
	if there.Class == nil {
		return nil
	}
	fixes := addConfig(other, there.Class, "from_attributes", "True", fix)
	for i := range fixes {
		fixes[i].Files = map[string][]edit.Edit{other.Path: fixes[i].Edits}
		fixes[i].Edits = nil
	}
	return fixes
}

// takesDictsOnly tells whether the model is certain to take nothing but dicts
// and instances of itself: it is not configured otherwise, and nothing of it
// looks at the input before.
func takesDictsOnly(m *semantic.Module, model string) bool {
	return m.IsSubclass(model, "pydantic.RootModel") == semantic.No && baseConfig(m, model).isNot("from_attributes", "True") && !inputIsSeen(m, model)
}

// inputIsSeen tells whether a validator of the whole model, or another hook, may
// get at its input first.
func inputIsSeen(m *semantic.Module, model string) bool {
	for _, a := range m.AncestorsOf(model) {
		switch {
		case a.Class != nil:
			if len(a.Class.Decorators) > 0 || slices.ContainsFunc(a.Class.Members(), func(x *semantic.Member) bool { return looksAtInput(m, x) }) {
				return true
			}
		case a.Info != nil:
			if len(a.Info.Decorators) > 0 || slices.ContainsFunc(a.Info.Members, func(x *semantic.MemberInfo) bool { return mayLookAtInput(m, x) }) {
				return true
			}
		}
	}
	return false
}

// inputHooks are methods of a class through which its input goes.
var inputHooks = []string{"__get_pydantic_core_schema__", "__get_validators__", "__init_subclass__", "__pydantic_init_subclass__"}

// looksAtInput tells whether a member of a model may change the input of the
// model before it is looked at.
func looksAtInput(m *semantic.Module, x *semantic.Member) bool {
	fn := x.Func()
	switch {
	case slices.Contains(inputHooks, x.Name):
		return true
	case fn == nil:
		return x.Type.IsNil() && x.Value.Is(syntax.KCall) && !harmlessMaker(m.Resolve(x.Value.Child(syntax.FFunction)))
	}
	for _, d := range fn.Decorators {
		switch d.Name {
		case "pydantic.model_validator", "pydantic.root_validator":
			if v := methodValidator(m, fn.Node); v == nil || v.mode != "after" {
				return true
			}
		default:
			if !harmlessMaker(d.Name) && !isAccessor(d.Expr.Text()) {
				return true
			}
		}
	}
	return false
}

// mayLookAtInput is looksAtInput for a model of another file.
func mayLookAtInput(m *semantic.Module, x *semantic.MemberInfo) bool {
	switch {
	case slices.Contains(inputHooks, x.Name):
		return true
	case x.Func == nil:
		v := x.Value
		return v != nil && v.HasValue && v.Annotation.Text == "" && (v.Text == "" || strings.HasSuffix(v.Text, ")")) && !x.Instance &&
			!harmlessMaker(m.Qualify(v.Callee))
	}
	for i, d := range x.Func.Decorators {
		text := strings.Join(strings.Fields(x.Func.Texts[i]), "")
		switch q := m.Qualify(d); q {
		case "pydantic.model_validator":
			if !strings.HasSuffix(text, `(mode="after")`) && !strings.HasSuffix(text, `(mode='after')`) {
				return true
			}
		case "pydantic.root_validator":
			if text == "" || strings.Contains(text, "pre=") || strings.Contains(text, "**") {
				return true
			}
		default:
			if !harmlessMaker(q) && !isAccessor(text) {
				return true
			}
		}
	}
	return false
}

// harmlessMaker tells whether what a function of the name makes or decorates is
// no validator of the whole model.
func harmlessMaker(q string) bool {
	top, _, _ := strings.Cut(q, ".")
	switch top {
	case "pydantic", "pydantic_settings":
		return q != "pydantic.model_validator" && q != "pydantic.root_validator"
	case "builtins", "functools", "typing", "abc", "warnings", "contextlib":
		return true
	}
	return false
}

// isAccessor tells whether a decorator is that of the setter of a property.
func isAccessor(decorator string) bool {
	return strings.HasSuffix(decorator, ".setter") || strings.HasSuffix(decorator, ".deleter") || strings.HasSuffix(decorator, ".getter")
}

// objectClass is the class of the project that the expression n is known to
// hold an object of, one that is no input of a model by itself; "" if there is
// none. It may be None instead where a session gives it: that is no input
// either.
func objectClass(m *semantic.Module, n syntax.Node) string {
	t := objectType(m, n, 0)
	q := t.Name
	switch {
	case t.Kind == semantic.UnknownType:
		if q = common.Entity(m, n); q == "" {
			return ""
		}
	case t.Kind != semantic.Instance || t.Optional || common.IsMock(t.Call):
		return ""
	}
	if a := m.Named(q); a.Class == nil && a.Info == nil || narrowed(m, n, q) || !isPlainObject(m, q) || !onlyPlainSubclasses(m, q) {
		return ""
	}
	return q
}

// maxItems bounds how many elements of a display are looked at, and maxObjects
// how deep they may lie.
const maxItems, maxObjects = 20, 8

// objectType is what the expression n holds, also where it is the target of a
// loop over a display or comprehension.
func objectType(m *semantic.Module, n syntax.Node, depth int) semantic.Type {
	if depth > maxObjects {
		return semantic.Type{}
	}
	t := modelType(m, n, 0)
	if t.Kind != semantic.UnknownType || !n.Is(syntax.KIdentifier) {
		return t
	}
	b := m.Lookup(n).Only()
	if b == nil || b.Kind != semantic.For && b.Kind != semantic.Comprehension || b.Stmt().Child(syntax.FLeft) != b.Node() ||
		!b.Stmt().ChildOf(syntax.KKwAsync).IsNil() {
		return semantic.Type{}
	}
	return loopItem(m, b.Stmt().Child(syntax.FRight), depth+1)
}

// loopItem is what iterating over the expression n gives, as far as n shows
// it: [C(1), C(2)], [C(x) for x in y], a name for one of these that is not
// changed, d.values() of a dict[str, C].
func loopItem(m *semantic.Module, n syntax.Node, depth int) (item semantic.Type) {
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KList, syntax.KTuple, syntax.KSet:
		for i, e := range edit.Elements(n) {
			t := objectType(m, e, depth+1)
			if i > maxItems || t.Kind != semantic.Instance || i > 0 && t.Name != item.Name {
				return semantic.Type{}
			}
			item = t
		}
	case syntax.KListComprehension, syntax.KSetComprehension, syntax.KGeneratorExpression:
		return objectType(m, n.Child(syntax.FBody), depth+1)
	case syntax.KIdentifier:
		symbol := m.Lookup(n)
		b := symbol.Only()
		if b == nil || b.Kind != semantic.Assignment || b.Stmt().Child(syntax.FLeft) != b.Node() || !b.Stmt().Child(syntax.FType).IsNil() {
			return semantic.Type{}
		}
		for _, use := range m.Uses(symbol) {
			if up := use.Parent(); up.Is(syntax.KAttribute, syntax.KSubscript) && (use.Field() == syntax.FObject || use.Field() == syntax.FValue) {
				return semantic.Type{} // append(), x[0] = ...
			}
		}
		return loopItem(m, b.Stmt().Child(syntax.FRight), depth+1)
	case syntax.KCall:
		f := n.Child(syntax.FFunction)
		if t := modelType(m, f.Child(syntax.FObject), 0); f.Child(syntax.FAttribute).Text() == "values" && t.Is("builtins.dict") && len(t.Args) == 2 {
			return t.Args[1]
		}
	default:
		return semantic.Type{}
	}
	return item
}

// inputs are classes of what a model takes as it is, or that is something else
// than what it is annotated as.
var inputs = []string{
	"pydantic.BaseModel", "pydantic.v1.BaseModel", "collections.abc.Mapping", "builtins.dict", "builtins.tuple", "builtins.type",
	"typing.TypedDict", "typing.NamedTuple", "typing.Protocol",
}

// isPlainObject tells whether objects of a class are certain to be no input of
// a model: all its bases are known.
func isPlainObject(m *semantic.Module, q string) bool {
	chain := m.AncestorsOf(q)
	for _, a := range chain {
		switch {
		case !a.Known && !common.IsDeclarativeBase(m, a.Name):
			return false
		case slices.ContainsFunc(inputs, func(s string) bool { return semantic.SameType(a.Name, s) }):
			return false
		case a.Class != nil:
			c := a.Class
			if c.Splat || c.Keyword("metaclass") != nil || slices.ContainsFunc(c.Decorators, func(d semantic.Decorator) bool { return !keepsClass(d.Name) }) ||
				slices.ContainsFunc(changingMethods, func(s string) bool { return len(c.MemberList(s)) > 0 }) {
				return false
			}
		case a.Info != nil:
			c := a.Info
			if c.Dynamic || slices.Contains(c.Keywords, "metaclass") || slices.Contains(c.Keywords, "**") ||
				slices.ContainsFunc(c.Decorators, func(d string) bool { return !keepsClass(m.Qualify(d)) }) ||
				slices.ContainsFunc(changingMethods, func(s string) bool { return c.Member(s) != nil }) {
				return false
			}
		}
	}
	return len(chain) > 0
}

// changingMethods are those of a class whose call may give something else, or
// whose objects do as attributes, and that with which Pydantic knows its objects.
var changingMethods = []string{"__new__", "__get__", "__class__", "__get_pydantic_core_schema__"}

// keepsClass tells whether a decorator leaves it at that what the name of a
// class means.
func keepsClass(q string) bool {
	switch q {
	case "dataclasses.dataclass", "pydantic.dataclasses.dataclass", "functools.total_ordering", "typing.final", "typing.runtime_checkable":
		return true
	}
	top, _, _ := strings.Cut(q, ".")
	return top == "attr" || top == "attrs"
}

// maxSubclasses bounds how many classes are looked at.
const maxSubclasses = 200

// onlyPlainSubclasses tells whether objects of all classes of the project that
// derive from q are no input of a model either.
func onlyPlainSubclasses(m *semantic.Module, q string) bool {
	seen := map[string]bool{q: true}
	queue := []string{q}
	for len(queue) > 0 {
		if len(seen) > maxSubclasses {
			return false
		}
		q, queue = queue[0], queue[1:]
		var names []string
		for _, i := range m.Subclasses(q) {
			names = append(names, i.Qualified)
		}
		for use := range usesOfClass(m, q) {
			sub := use.Ancestor(syntax.KClassDefinition)
			if bases := sub.Child(syntax.FSuperclasses); !bases.IsNil() && inside(use, bases) {
				names = append(names, m.Class(sub).Qualified)
			}
		}
		for _, name := range names {
			if seen[name] {
				continue
			}
			seen[name] = true
			if !isPlainObject(m, name) {
				return false
			}
			queue = append(queue, name)
		}
	}
	return true
}

// usesOfClass are the places of the file where a class may be meant by its name.
func usesOfClass(m *semantic.Module, q string) iter.Seq[syntax.Node] {
	return func(yield func(syntax.Node) bool) {
		for n := range m.ModuleUses(lastPart(q)) {
			if !yield(n) {
				return
			}
		}
		for _, n := range m.Attributes(lastPart(q)) {
			if !yield(n) {
				return
			}
		}
	}
}
