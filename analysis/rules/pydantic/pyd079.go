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
		Code:     "PYD079",
		Name:     "v1-validator",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KDecorator, syntax.KAssignment},
		Check:    v1Validator,
	})
}

// oldValidator is a use of pydantic.validator and what becomes of it.
type oldValidator struct {
	*oldDecorator

	raises   bool // Pydantic 2 refuses it when the class is made
	fields   []string
	open     bool // it may name more fields than these
	pre      syntax.Node
	drop     []syntax.Node // arguments
	eachItem bool
	always   bool

	addClassmethod bool
	self           *semantic.Param // becomes cls
	value          *semantic.Param
	old            []semantic.Param // parameters behind the value
	info           string           // the name of the parameter that takes their place, "" if none is needed
	into           syntax.Node      // the parameter that it replaces
	renames        map[syntax.Node]string
}

func v1Validator(p *rule.Pass, n syntax.Node) {
	found := findOldDecorator(p, n, "pydantic.validator")
	if found == nil {
		return
	}
	x := &oldValidator{oldDecorator: found, renames: map[syntax.Node]string{}}
	switch classify(x.class) {
	case otherClass, sqlModel:
		return
	}
	x.readArguments()
	if x.dec.IsNil() {
		x.readTarget()
	} else {
		x.readSignature()
	}
	if x.always {
		x.checkDefaults()
	}
	d := rule.Diagnostic{Start: x.callee.Start(), End: x.callee.End(), Message: "`@validator` is deprecated: use `@field_validator`"}
	if x.dec.IsNil() {
		d.Start = n.Start()
	}
	if x.raises {
		d.Severity = rule.Error
		d.Message = "`@validator` is deprecated, and this one raises when the class is made: use `@field_validator`"
	}
	switch {
	case x.block != "":
		d.Message += " (" + x.block + ")"
	case x.eachItem:
		d.Message += " (`each_item=True` has no counterpart in it)"
		d.Fixes = x.itemFix
	default:
		d.Fixes = x.fix
	}
	p.Report(d)
}

func (x *oldValidator) readArguments() {
	for _, a := range edit.Elements(edit.Arguments(x.call)) {
		switch a.Kind() {
		case syntax.KKeywordArgument:
			x.readKeyword(a)
		case syntax.KDictionarySplat:
			x.stop("its arguments are not known")
		default:
			s, ok := plainString(a)
			switch {
			case ok:
				x.fields = append(x.fields, s)
			case a.Is(syntax.KList, syntax.KTuple, syntax.KSet):
				x.raises, x.open = true, true
				x.stop("it names fields in a list")
			default:
				x.open = true
			}
		}
	}
	if len(x.fields) == 0 && !x.open {
		x.raises = true
		x.stop("it names no field")
	}
}

func (x *oldValidator) readKeyword(a syntax.Node) {
	name, value := a.Child(syntax.FName).Text(), a.Child(syntax.FValue)
	on := value.Is(syntax.KTrue)
	switch name {
	case "check_fields":
		return
	case "allow_reuse":
		x.drop = append(x.drop, a)
		return
	case "whole":
		x.raises = true
		x.drop = append(x.drop, a)
		return
	case "pre":
		if on {
			x.pre = a
		}
	case "always":
		x.always = on
	case "each_item":
		x.eachItem = on
	default:
		x.stop("`%s` is no argument of it", name)
		return
	}
	if !on && !value.Is(syntax.KFalse) {
		x.stop("`%s` is no plain value", name)
	}
	if !on || name != "pre" {
		x.drop = append(x.drop, a)
	}
}

// readTarget looks at the function of x = validator(...)(fn): it must take the
// value alone.
func (x *oldValidator) readTarget() {
	params, ok := x.targetParameters()
	if !ok {
		return
	}
	if len(params) > 0 && params[0].Name == "cls" {
		params = params[1:]
	}
	for _, p := range params {
		if p.Name == "field" || p.Name == "config" {
			x.raises = true
		}
	}
	if len(params) != 1 || params[0].Kind > semantic.PositionalOrKeyword {
		x.stop("`%s` takes more than the value", oneLine(x.target.Text()))
	}
}

// oneLine is source as it can stand in a message.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 40 {
		s = string(r[:37]) + "..."
	}
	return s
}

func (x *oldValidator) readSignature() {
	for _, d := range x.fn.Decorators {
		if d.Node != x.dec && (strings.HasPrefix(d.Name, "pydantic.")) {
			x.stop("the method has several decorators of Pydantic")
		}
	}
	params := x.fn.Params
	bound := false // the first parameter is the class
	switch {
	case x.fn.Decorator("builtins.staticmethod") != nil:
	case x.fn.Decorator("builtins.classmethod") != nil:
		bound = true
	case len(params) > 0 && params[0].Name == "cls":
		bound, x.addClassmethod = true, true
	case len(params) > 0 && params[0].Name == "self":
		bound, x.addClassmethod, x.raises = true, true, true
		x.self = &params[0]
	case !shimAccepts(params):
		bound, x.addClassmethod, x.raises = true, true, true
	}
	if bound && len(params) > 0 {
		params = params[1:]
	}
	if len(params) == 0 || params[0].Kind > semantic.PositionalOrKeyword {
		x.raises = true
		x.stop("it takes no value")
		return
	}
	x.value, x.old = &params[0], params[1:]
	x.raises = x.raises || !shimAccepts(params)
	if x.self != nil {
		x.renameSelf()
	}
	x.readOld()
}

// shimAccepts tells whether Pydantic 2 takes a function with these parameters
// (the value first) under @validator.
func shimAccepts(params []semantic.Param) bool {
	for i, p := range params {
		keyword := p.Kind == semantic.PositionalOrKeyword || p.Kind == semantic.KeywordOnly
		switch {
		case keyword && (p.Name == "field" || p.Name == "config"):
			return false
		case p.Kind == semantic.VarKeyword, keyword && p.Name == "values":
		case i == 0 && p.Kind <= semantic.PositionalOrKeyword:
		case p.Default.IsNil():
			return false
		}
	}
	return true
}

func (x *oldValidator) renameSelf() {
	if x.mentions("cls") {
		x.stop("`self` and `cls` are both used")
	}
	x.renames[x.self.NameNode] = "cls"
	for _, use := range x.usesOf(x.self) {
		x.renames[use] = "cls"
	}
}

// mentions tells whether the method uses an identifier.
func (x *oldValidator) mentions(name string) bool {
	for n := range x.fn.Node.Descendants() {
		if isName(n) && n.Text() == name {
			return true
		}
	}
	return false
}

// usesOf are the uses of a parameter that is not bound anew.
func (x *oldValidator) usesOf(p *semantic.Param) []syntax.Node {
	symbol := x.p.Module.Lookup(p.NameNode)
	if symbol == nil || len(symbol.Bindings) != 1 {
		x.stop("`%s` is bound again", p.Name)
		return nil
	}
	uses := x.p.Module.Uses(symbol)
	for _, use := range uses {
		if use.Parent().Is(syntax.KNonlocalStatement) || use.Parent().Is(syntax.KInterpolation) && strings.Contains(use.Parent().Text(), "=}") {
			x.stop("`%s` cannot be replaced", p.Name)
		}
	}
	return uses
}

// readOld finds out what the parameters behind the value become.
func (x *oldValidator) readOld() {
	data, name := map[syntax.Node]bool{}, map[syntax.Node]bool{}
	for i := range x.old {
		p := &x.old[i]
		need := true
		switch {
		case p.Kind == semantic.VarKeyword:
			for _, use := range x.usesOf(p) {
				data[x.valuesOf(use)] = true
			}
			need = len(data) > 0
		case p.Kind == semantic.PositionalOnly, p.Kind == semantic.VarPositional:
			x.stop("it has the parameter `%s`", p.Name)
		case p.Name == "values":
			for _, use := range x.usesOf(p) {
				data[use] = true
			}
		case p.Name == "field":
			for _, use := range x.usesOf(p) {
				up := use.Parent()
				if use.Field() != syntax.FObject || up.Child(syntax.FAttribute).Text() != "name" {
					x.stop("only the name of `field` is known to it")
				}
				name[up] = true
			}
		case p.Name == "config":
			if need = false; len(x.usesOf(p)) > 0 {
				x.stop("`config` is not known to it")
			}
		default:
			x.stop("it has the parameter `%s`", p.Name)
		}
		if need && x.into.IsNil() {
			x.into = p.Node
		}
	}
	if x.into.IsNil() {
		return
	}
	if !has(x.p, "2.4") {
		x.stop("`ValidationInfo` needs Pydantic 2.4")
	}
	x.info = "info"
	if x.mentions(x.info) {
		if x.info = "validation_info"; x.mentions(x.info) {
			x.stop("`info` is in use")
		}
	}
	for n := range data {
		x.renames[n] = x.info + ".data"
	}
	for n := range name {
		x.renames[n] = x.info + ".field_name"
	}
}

// valuesOf is kwargs["values"] or kwargs.get("values") around a use of **kwargs.
func (x *oldValidator) valuesOf(use syntax.Node) syntax.Node {
	up := use.Parent()
	switch {
	case up.Is(syntax.KSubscript) && use.Field() == syntax.FValue:
		if s, ok := plainString(up.Child(syntax.FSubscript)); ok && s == "values" {
			return up
		}
	case up.Is(syntax.KAttribute) && up.Child(syntax.FAttribute).Text() == "get" && up.Field() == syntax.FFunction:
		if args := edit.Elements(edit.Arguments(up.Parent())); len(args) == 1 {
			if s, ok := plainString(args[0]); ok && s == "values" {
				return up.Parent()
			}
		}
	}
	x.stop("`**%s` holds more than the values", use.Text())
	return use
}

// checkDefaults looks at the fields whose default always=True has validated.
func (x *oldValidator) checkDefaults() {
	if x.open || slices.Contains(x.fields, "*") {
		x.stop("`always=True` wants the names of the fields")
		return
	}
	for _, name := range x.fields {
		f := field(x.class, name)
		if f == nil {
			x.stop("`%s` is not declared in this class, for `always=True`", name)
			return
		}
		if !x.plainDefault(f.Value) || annotatedDefault(x.p.Module, f.Type) {
			x.stop("the default of `%s` is not certain, for `always=True`", name)
		}
	}
}

// plainDefault tells whether a value is a default or a call of Field, and not
// what a function of somebody else makes of Field.
func (x *oldValidator) plainDefault(value syntax.Node) bool {
	m := x.p.Module
	switch value.Kind() {
	case syntax.KCall:
		callee := m.Resolve(value.Child(syntax.FFunction))
		if callee == "pydantic.Field" || strings.HasPrefix(callee, "builtins.") {
			return true
		}
		top, _, _ := strings.Cut(callee, ".")
		return top != "fastapi" && top != "sqlmodel" && !strings.HasSuffix(callee, "Field") && m.TypeOf(value).Kind == semantic.Instance
	case syntax.KIdentifier:
		symbol := m.Lookup(value)
		if only := symbol.Only(); only != nil && only.Kind == semantic.Assignment {
			right := only.Stmt().Child(syntax.FRight)
			return !right.Is(syntax.KCall) || !m.Is(right.Child(syntax.FFunction), "pydantic.Field") && m.TypeOf(right).Kind == semantic.Instance
		}
	}
	return true
}

// annotatedDefault tells whether the annotation of a field may hold its default:
// Annotated[int, Field(default=1)].
func annotatedDefault(m *semantic.Module, typ syntax.Node) bool {
	for n := range typ.Descendants() {
		if n.Is(syntax.KCall) && (!edit.Keyword(n, "default").IsNil() || !edit.Keyword(n, "default_factory").IsNil()) {
			return true
		}
	}
	return false
}

func (x *oldValidator) fix() []rule.Fix {
	b := x.p.Builder()
	b.Replace(x.callee, b.NameLike(x.callee, "pydantic", "field_validator"))
	if !x.pre.IsNil() {
		b.Replace(x.pre, "mode="+b.Str("before"))
	}
	for _, a := range x.drop {
		b.RemoveElement(a)
	}
	if x.addClassmethod {
		next := x.dec.NextSibling()
		for next.IsExtra() {
			next = next.NextSibling()
		}
		b.Insert(next.Start(), "@classmethod"+b.Newline()+b.Indent(next))
	}
	for n, text := range x.renames {
		b.Replace(n, text)
	}
	if x.fn != nil {
		x.replaceParameters(b)
	}
	if x.always {
		for _, name := range x.fields {
			validateDefault(x.p, b, field(x.class, name).Value)
		}
	}
	edits, err := b.Edits()
	if err != nil {
		return nil
	}
	return []rule.Fix{{Title: "Convert to `@field_validator`", Edits: edits}}
}

func (x *oldValidator) replaceParameters(b *edit.Builder) {
	for _, p := range x.old {
		if p.Node != x.into {
			b.RemoveElement(p.Node)
			continue
		}
		b.Replace(p.Node, x.info+": "+b.Name(x.fn.Node, "pydantic", "ValidationInfo"))
	}
	if star := x.fn.Node.Child(syntax.FParameters).ChildOf(syntax.KKeywordSeparator); !star.IsNil() {
		b.RemoveElement(star)
	}
}

// validateDefault has Pydantic validate the default value of a field.
func validateDefault(p *rule.Pass, b *edit.Builder, value syntax.Node) {
	if value.IsNil() || value.Is(syntax.KEllipsis) {
		return
	}
	if value.Is(syntax.KCall) && p.Module.Is(value.Child(syntax.FFunction), "pydantic.Field") {
		if defaultOf(value) && edit.Keyword(value, "validate_default").IsNil() {
			b.AddKeyword(value, "validate_default", "True")
		}
		return
	}
	open, end := "(default=", ", validate_default=True)"
	if value.Is(syntax.KExpressionList) {
		open, end = open+"(", ")"+end
	}
	b.Insert(value.Start(), b.Name(value, "pydantic", "Field")+open)
	b.Insert(value.End(), end)
}

// defaultOf tells whether a call of Field may give a default.
func defaultOf(call syntax.Node) bool {
	for i, a := range edit.Elements(edit.Arguments(call)) {
		switch {
		case a.Is(syntax.KDictionarySplat, syntax.KListSplat):
			return true
		case a.Is(syntax.KKeywordArgument):
			switch a.Child(syntax.FName).Text() {
			case "default":
				return !a.Child(syntax.FValue).Is(syntax.KEllipsis)
			case "default_factory":
				return true
			}
		case i == 0:
			return !a.Is(syntax.KEllipsis)
		}
	}
	return false
}

// itemFix moves the function of a validator with each_item=True into the type of
// the items, by the conversion of PYD011.
func (x *oldValidator) itemFix() []rule.Fix {
	if x.fn == nil || x.open || x.always || !x.into.IsNil() || len(x.fn.Decorators) > 2 {
		return nil
	}
	c := newConversion(x.p, x.class, x.fn, x.callee)
	if c == nil {
		return nil
	}
	c.items, c.marker = true, markers["after"]
	if !x.pre.IsNil() {
		c.marker = markers["before"]
	}
	c.params = []*semantic.Param{x.value}
	bound := ""
	for i := range x.fn.Params {
		p := &x.fn.Params[i]
		if p.Node == x.value.Node {
			continue
		}
		c.drop = append(c.drop, p.Node)
		if i == 0 {
			bound = p.Name
		}
	}
	if star := x.fn.Node.Child(syntax.FParameters).ChildOf(syntax.KKeywordSeparator); !star.IsNil() {
		c.drop = append(c.drop, star)
	}
	if !c.body(bound) || !c.named(x.fields) || len(c.obstacles()) > 0 {
		return nil
	}
	edits := c.edits(true)
	if edits == nil {
		return nil
	}
	return []rule.Fix{{Title: "Convert to an Annotated item validator", Edits: edits}}
}
