package pydantic

import (
	"fmt"
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
		Code:     "PYD080",
		Name:     "v1-root-validator",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KDecorator, syntax.KAssignment},
		Check:    v1RootValidator,
	})
}

// rootValidator is a use of pydantic.root_validator and what becomes of it.
type rootValidator struct {
	*oldDecorator

	before   bool
	keep     syntax.Node // the argument that mode= takes the place of, or nil
	drop     []syntax.Node
	raises   bool // Pydantic 2 refuses it when the class is made
	changes  bool // it assigns to fields
	replaced map[syntax.Node]string
}

func v1RootValidator(p *rule.Pass, n syntax.Node) {
	found := findOldDecorator(p, n, rootValidatorName)
	if found == nil {
		return
	}
	x := &rootValidator{oldDecorator: found, replaced: map[syntax.Node]string{}}
	switch classify(x.class) {
	case otherClass, sqlModel, dataclass:
		return
	case rootModel:
		x.stop("of a `RootModel` it is never called")
	}
	x.readArguments()
	switch {
	case x.dec.IsNil():
		x.readTarget()
	case x.before:
		x.readBefore()
	default:
		x.readAfter()
	}
	d := rule.Diagnostic{
		Start: x.callee.Start(), End: x.callee.End(), Severity: severity(p, rule.Default),
		Message: "`@root_validator` is deprecated: use `@model_validator`",
	}
	if x.dec.IsNil() {
		d.Start = n.Start()
	}
	if x.raises {
		d.Severity = severity(p, rule.Error)
		d.Message = "`@root_validator` is deprecated, and this one raises when the class is made: use `@model_validator`"
	}
	if x.block != "" {
		d.Message += " (" + x.block + ")"
	} else {
		d.Fixes = x.fix
	}
	p.Report(d)
}

func (x *rootValidator) readArguments() {
	skips, unknown := false, false
	a := argumentsOf(x.call)
	if a.splat || len(a.positional) > 0 {
		x.stop("its arguments are not known")
		return
	}
	for _, k := range a.keywords {
		name, value := k.Child(syntax.FName).Text(), k.Child(syntax.FValue)
		on := value.Is(syntax.KTrue)
		switch {
		case name == "allow_reuse":
		case name != "pre" && name != "skip_on_failure":
			x.stop("`%s` is no argument of it", name)
			unknown = true
		case !on && !value.Is(syntax.KFalse):
			x.stop("`%s` is no plain value", name)
			unknown = true
		case name == "pre":
			x.before = on
		default:
			skips = on
		}
		if name == "pre" || x.keep.IsNil() {
			if !x.keep.IsNil() {
				x.drop = append(x.drop, x.keep)
			}
			x.keep = k
			continue
		}
		x.drop = append(x.drop, k)
	}
	x.raises = !unknown && !x.before && !skips
}

// readTarget looks at the function of x = root_validator(...)(fn): it must take
// the class and the values.
func (x *rootValidator) readTarget() {
	if !x.before {
		x.stop("the function gets the model, not its values, after the validation")
		return
	}
	params, ok := x.targetParameters()
	if ok && (len(params) != 2 || params[0].Name != "cls" || params[1].Kind > semantic.PositionalOrKeyword) {
		x.stop("`%s` takes something else than `cls` and the values", oneLine(x.target.Text()))
	}
}

// parameters gives the class and the values; ok is false for any others.
func (x *rootValidator) parameters() (cls, values *semantic.Param, ok bool) {
	below := false
	for _, d := range x.fn.Decorators {
		switch {
		case d.Node == x.dec:
			below = true
		case d.Name == "builtins.classmethod" && below:
		case d.Name == "builtins.classmethod":
			x.stop("`@classmethod` hides it: nothing calls it")
		case d.Name == "builtins.staticmethod":
			x.stop("it is a static method")
		default:
			x.stop("it has other decorators")
		}
	}
	params := x.fn.Params
	switch {
	case x.fn.Async, x.fn.Generator:
		x.stop("it is no plain function")
	case len(params) != 2 || params[0].Kind > semantic.PositionalOrKeyword || params[1].Kind > semantic.PositionalOrKeyword:
		x.stop("it takes something else than the class and the values")
	case params[0].Name == "self":
		x.raises = true
		x.stop("it takes `self`")
	default:
		return &params[0], &params[1], x.block == ""
	}
	return nil, nil, false
}

func (x *rootValidator) readBefore() {
	if cls, _, ok := x.parameters(); ok && !cls.Default.IsNil() {
		x.stop("it takes something else than the class and the values")
	}
	if definedAgain(x.p.Module, x.class, x.fn.Name) {
		x.stop("another class of the chain has `%s`, too", x.fn.Name)
	}
}

// readAfter finds out what becomes of the values: attributes of the model.
func (x *rootValidator) readAfter() {
	cls, values, ok := x.parameters()
	if !ok {
		return
	}
	m := x.p.Module
	symbol, class := m.Lookup(values.NameNode), m.Lookup(cls.NameNode)
	if symbol == nil || class == nil || len(symbol.Bindings) != 1 || len(class.Bindings) != 1 {
		x.stop("`%s` is bound again", values.Name)
		return
	}
	if len(m.Uses(class)) > 0 {
		x.stop("it uses `%s`", cls.Name)
	}
	for n := range x.fn.Body.Descendants() {
		if isName(n) && (n.Text() == "self" || n.Text() == "super" || n.Text() == "__class__") {
			x.stop("it uses `%s`", n.Text())
		}
	}
	fields, certain := fieldsOf(m, x.class)
	if !certain || !closedModel(x.class) {
		x.stop("the fields of the model are not known")
		return
	}
	returned := map[syntax.Node]bool{}
	for _, use := range m.Uses(symbol) {
		up := use.Parent()
		switch {
		case up.Is(syntax.KReturnStatement) && up.Ancestor(syntax.KFunctionDefinition, syntax.KLambda) == x.fn.Node:
			returned[up] = true
			x.replaced[use] = "self"
		default:
			x.readUse(use, fields, values.Name)
		}
	}
	for n := range semantic.OwnBody(x.fn.Node) {
		if n.Is(syntax.KReturnStatement) && !returned[n] {
			x.stop("it returns something else than `%s`", values.Name)
		}
	}
	if len(returned) == 0 {
		x.stop("it does not return `%s`", values.Name)
	}
	if exitsOf(m, &callback{Func: x.fn, value: values}).falls {
		x.stop("it does not return `%s` everywhere", values.Name)
	}
	if x.changes && mayConfigure(m, x.class, "frozen", "allow_mutation", "validate_assignment") {
		x.stop("the configuration has a say in what it assigns")
	}
	if definedAgain(x.p.Module, x.class, x.fn.Name) {
		x.stop("another class of the chain has `%s`, too", x.fn.Name)
	}
	if x.block == "" {
		if reason := (&conversion{p: x.p, class: x.class, fn: x.fn}).otherUses(); reason != "" {
			x.stop("%s", reason)
		}
	}
}

// readUse looks at values["f"] and values.get("f").
func (x *rootValidator) readUse(use syntax.Node, fields []modelField, values string) {
	up := use.Parent()
	n, key := up, syntax.Node{}
	switch {
	case up.Is(syntax.KSubscript) && use.Field() == syntax.FValue:
		key = up.Child(syntax.FSubscript)
	case up.Is(syntax.KAttribute) && use.Field() == syntax.FObject && up.Field() == syntax.FFunction && up.Child(syntax.FAttribute).Text() == "get":
		n = up.Parent()
		if args := edit.Elements(edit.Arguments(n)); len(args) == 1 {
			key = args[0]
		}
	}
	name, ok := plainString(key)
	if !ok {
		x.stop("it uses `%s` as a whole", values)
		return
	}
	f := fieldNamed(fields, name)
	if f == nil {
		x.stop("`%s` is no field", name)
		return
	}
	if n.Parent().Is(syntax.KDeleteStatement) || spelledOut(n) || commented(x.p, n) {
		x.stop("`%s` cannot be replaced", oneLine(n.Text()))
	}
	if stored(n) {
		x.changes = true
		if f.frozen(x.p.Module) {
			x.stop("`%s` is frozen", name)
		}
	}
	x.replaced[n] = "self." + name
}

// frozen tells whether Field may say that the field cannot be assigned to.
func (f *modelField) frozen(m *semantic.Module) bool {
	if f.info != nil {
		return slices.ContainsFunc(f.info.Value.Keywords, func(keyword string) bool {
			return keyword == "frozen" || keyword == "allow_mutation" || keyword == "**"
		})
	}
	return f.decl != nil && slices.ContainsFunc(f.decl.fieldCalls(m), func(call syntax.Node) bool {
		a := argumentsOf(call)
		return a.splat || !a.argument("frozen").IsNil() || !a.argument("allow_mutation").IsNil()
	})
}

func (x *rootValidator) fix() []rule.Fix {
	b := x.p.Builder()
	mode := "after"
	if x.before {
		mode = "before"
	}
	name := ""
	if x.callee.Is(syntax.KAttribute) && isPydantic(importedPath(x.p.Module, x.callee.Child(syntax.FObject))) {
		name = b.Import(x.callee, "pydantic") + ".model_validator" // as PYD070 has it
	} else {
		name = b.NameLike(x.callee, "pydantic", "model_validator")
	}
	b.Replace(x.callee, name)
	argument := "mode=" + b.Str(mode)
	switch {
	case x.call.IsNil():
		b.Insert(x.callee.End(), "("+argument+")")
	case x.keep.IsNil():
		b.AddElement(edit.Arguments(x.call), argument)
	default:
		b.Replace(x.keep, argument)
	}
	for _, k := range x.drop {
		b.RemoveElement(k)
	}
	fix := rule.Fix{Title: fmt.Sprintf("Convert to `@model_validator(mode=%q)`", mode)}
	switch {
	case x.dec.IsNil():
	case x.before:
		if x.fn.Decorator("builtins.classmethod") == nil {
			next := x.dec.NextSibling()
			for next.IsExtra() {
				next = next.NextSibling()
			}
			b.Insert(next.Start(), "@classmethod"+b.Newline()+b.Indent(next))
		}
	default:
		x.makeMethod(b)
	}
	if fix.Reason = x.difference(); fix.Reason != "" {
		fix.Safety = rule.Unsafe
	}
	return fixed(b, fix)
}

// difference is what is not as before once the validator is converted, "" if
// all is.
func (x *rootValidator) difference() string {
	switch {
	case x.changes:
		return "fields that it assigns count as set"
	case !x.before && x.postInit():
		return "it runs after `model_post_init`"
	case x.raises:
		return ""
	case !x.before && mayConfigure(x.p.Module, x.class, "validate_assignment"):
		return "on assignment, a model keeps the value that it refuses"
	}
	if other := x.changesPlaces(); other != "" {
		return fmt.Sprintf("it changes places with `%s`", other)
	}
	return ""
}

// changesPlaces names a validator with which it does not run in the same order
// any more. All root validators run inside of the model validators, and those
// of a base class before those of a class or, ahead of the fields, after them.
// So the last one of the most derived class can be converted first.
func (x *rootValidator) changesPlaces() (other string) {
	m := x.p.Module
	meets := func(y *semantic.Member, with string) bool {
		kind, mode := wholeValidator(m, y)
		if kind != with || mode != "" && x.before != (mode == "before") {
			return false
		}
		other = y.Name
		return true
	}
	meetsInfo := func(y *semantic.MemberInfo, with string) bool {
		if y.Func == nil {
			return false
		}
		for i, d := range y.Func.Decorators {
			if text := y.Func.Texts[i]; d == with && (text == "" || x.before == (strings.Contains(text, "before") || strings.Contains(text, "pre=True"))) {
				other = y.Name
				return true
			}
		}
		return false
	}
	for _, y := range x.class.Members() {
		with := modelValidator
		if y.Node().Start() > x.node.Start() {
			with = rootValidatorName
		}
		if !inside(y.Node(), x.whole()) && meets(y, with) {
			return other
		}
	}
	for _, a := range x.class.Ancestors() {
		if a.Class != nil && slices.ContainsFunc(a.Class.Members(), func(y *semantic.Member) bool { return meets(y, modelValidator) }) ||
			a.Info != nil && slices.ContainsFunc(a.Info.Members, func(y *semantic.MemberInfo) bool { return meetsInfo(y, modelValidator) }) {
			return other
		}
	}
	anyDerived(m, x.class.Qualified,
		func(c *semantic.Class) bool {
			return slices.ContainsFunc(c.Members(), func(y *semantic.Member) bool { return meets(y, rootValidatorName) })
		},
		func(i *semantic.ClassInfo) bool {
			return slices.ContainsFunc(i.Members, func(y *semantic.MemberInfo) bool { return meetsInfo(y, rootValidatorName) })
		})
	return other
}

// whole is the method with its decorators, or the assignment.
func (x *rootValidator) whole() syntax.Node {
	if x.fn != nil {
		return x.fn.Decorated
	}
	return x.node
}

const (
	modelValidator    = "pydantic.model_validator"
	rootValidatorName = "pydantic.root_validator"
)

// wholeValidator tells whether a member of a class is a validator of the whole
// model, by which decorator, and in which mode, if that is certain.
func wholeValidator(m *semantic.Module, x *semantic.Member) (decorator, mode string) {
	if fn := x.Func(); fn != nil {
		if v := methodValidator(m, fn.Node); v != nil {
			return v.decorator.Name, v.mode
		}
		return "", ""
	}
	call := x.Value.Child(syntax.FFunction)
	if !call.Is(syntax.KCall) || !m.Is(call.Child(syntax.FFunction), modelValidator, rootValidatorName) {
		return "", ""
	}
	name := m.Resolve(call.Child(syntax.FFunction))
	v := &validator{decorator: &semantic.Decorator{Call: call}, kind: strings.TrimPrefix(name, "pydantic.")}
	return name, v.readMode()
}

// makeMethod makes a method of the instance of what takes class and values.
func (x *rootValidator) makeMethod(b *edit.Builder) {
	if d := x.fn.Decorator("builtins.classmethod"); d != nil {
		b.RemoveDecorator(d.Node)
	} else {
		// The "def" is written anew, so that a fix that puts @classmethod above
		// it (PYD024) does not come along.
		b.Insert(x.fn.Node.Start(), string(x.p.File.Text.Slice(x.fn.Node.Start(), x.fn.NameNode.Start())))
		b.DropRange(x.fn.Node.Start(), x.fn.NameNode.Start())
	}
	b.Replace(x.fn.Params[0].Node, "self")
	b.RemoveElement(x.fn.Params[1].Node)
	for _, separator := range []syntax.Kind{syntax.KPositionalSeparator, syntax.KKeywordSeparator} {
		if s := x.fn.Node.Child(syntax.FParameters).ChildOf(separator); !s.IsNil() {
			b.RemoveElement(s)
		}
	}
	if !x.fn.Returns.IsNil() {
		b.Replace(x.fn.Returns, common.TypingName(x.p, b, x.fn.Node, "Self", "3.11"))
	}
	for n, text := range x.replaced {
		b.Replace(n, text)
	}
}

// postInit tells whether a class of the chain has the method that runs between
// what a root validator sees and a model validator.
func (x *rootValidator) postInit() bool {
	if len(x.class.MemberList("model_post_init")) > 0 {
		return true
	}
	return slices.ContainsFunc(x.class.Ancestors(), func(a *semantic.Ancestor) bool {
		return a.Has("model_post_init")
	})
}
