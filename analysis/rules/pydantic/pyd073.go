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
		Code:     "PYD073",
		Name:     "deprecated-model-method",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAttribute, syntax.KFunctionDefinition},
		Check:    deprecatedMethod,
	})
}

// oldMethod is a method of BaseModel that has another name in version 2.
type oldMethod struct {
	to       string
	instance bool // called on an instance; otherwise on a class or an instance

	// keywords are the arguments that stay as they are; what is not among them
	// stands in the way of a fix.
	keywords []string
	// one says that there is exactly one argument, which has this name.
	one string
	// unsafe says what may change.
	unsafe string
}

var dumpKeywords = []string{"include", "exclude", "by_alias", "exclude_unset", "exclude_defaults", "exclude_none", "skip_defaults"}

var oldMethods = map[string]oldMethod{
	"dict":                {to: "model_dump", instance: true, keywords: dumpKeywords},
	"json":                {to: "model_dump_json", instance: true, keywords: append([]string{"indent"}, dumpKeywords...)},
	"copy":                {to: "model_copy", instance: true, keywords: []string{"update", "deep"}},
	"parse_obj":           {to: "model_validate", one: "obj"},
	"validate":            {to: "model_validate", one: "value"},
	"from_orm":            {to: "model_validate", one: "obj"},
	"construct":           {to: "model_construct"},
	"schema":              {to: "model_json_schema"},
	"update_forward_refs": {to: "model_rebuild"},
	"parse_raw":           {to: "model_validate_json", one: "b", unsafe: "what is not JSON raises another error"},
	"parse_file":          {to: "model_validate_json", one: "path", unsafe: "what is not JSON raises another error"},
	"schema_json":         {to: "model_json_schema", unsafe: "values that are not JSON are not encoded"},
}

// rewritten are the methods whose call does not stay a call of one method with
// the same arguments.
var rewritten = []string{"parse_raw", "parse_file", "schema_json"}

// methodUse is a use of an old method.
type methodUse struct {
	p         *rule.Pass
	name      string
	old       oldMethod
	attribute syntax.Node // x.dict
	call      syntax.Node // x.dict(...), nil if it is not called
	model     string
}

func deprecatedMethod(p *rule.Pass, n syntax.Node) {
	if n.Is(syntax.KFunctionDefinition) {
		overridingMethod(p, n)
		return
	}
	x := findMethodUse(p, n)
	if x == nil {
		return
	}
	where := x.attribute
	if !x.call.IsNil() {
		where = x.call
	}
	p.Report(rule.Diagnostic{
		Start: where.Start(), End: where.End(), Severity: severity(p, rule.Default), Message: x.message(), Fixes: x.fixes,
	})
}

func (x *methodUse) message() string {
	return fmt.Sprintf("`.%s()` is deprecated: use `.%s()`", x.name, x.old.to)
}

// findMethodUse reads x.name on a model that has the method from BaseModel.
func findMethodUse(p *rule.Pass, n syntax.Node) *methodUse {
	name := n.Child(syntax.FAttribute).Text()
	old, is := oldMethods[name]
	if !is || stored(n) {
		return nil
	}
	t := receiver(p.Module, n.Child(syntax.FObject), name)
	if t.Kind == semantic.UnknownType || old.instance && t.Kind != semantic.Instance || forVersions(n) || p.Module.Generated() {
		return nil
	}
	x := &methodUse{p: p, name: name, old: old, attribute: n, model: t.Name}
	if up := n.Parent(); up.Is(syntax.KCall) && n.Field() == syntax.FFunction {
		x.call = up
	}
	return x
}

// stored tells whether an attribute is assigned to or deleted.
func stored(n syntax.Node) bool {
	up := n.Parent()
	switch {
	case up.Is(syntax.KAssignment, syntax.KAugmentedAssignment, syntax.KForStatement, syntax.KForInClause):
		return n.Field() == syntax.FLeft
	case up.Is(syntax.KDeleteStatement, syntax.KPatternList, syntax.KTuplePattern, syntax.KListPattern, syntax.KAsPatternTarget):
		return true
	}
	return false
}

// overridingMethod reports a method that overrides an old one and calls it:
// what calls the new one does not come by.
func overridingMethod(p *rule.Pass, n syntax.Node) {
	name := n.Child(syntax.FName)
	old, is := oldMethods[name.Text()]
	if !is {
		return
	}
	c := p.Module.EnclosingClass(n)
	if c == nil || classify(c) == otherClass || classify(c) == sqlModel || forVersions(n) || p.Module.Generated() {
		return
	}
	calls := false
	for d := range n.Child(syntax.FBody).Descendants() {
		if !d.Is(syntax.KAttribute) || d.Child(syntax.FAttribute).Text() != name.Text() {
			continue
		}
		object := d.Child(syntax.FObject)
		calls = calls || object.Is(syntax.KCall) && p.Module.Is(object.Child(syntax.FFunction), "builtins.super")
	}
	if !calls {
		return
	}
	for _, a := range c.Ancestors() {
		if !a.Known {
			return
		}
		if a.Has(name.Text()) {
			return // super() means another override
		}
	}
	p.Report(rule.Diagnostic{
		Start: name.Start(), End: name.End(), Severity: severity(p, rule.Default),
		Message: fmt.Sprintf("`.%s()` is deprecated: use `.%s()`, which does not come by this override", name.Text(), old.to),
	})
}

func (x *methodUse) fixes() []rule.Fix {
	b := x.p.Builder()
	if !x.rewrite(b) {
		return nil
	}
	fix := rule.Fix{Title: fmt.Sprintf("Use `%s`", x.old.to)}
	if x.old.unsafe != "" {
		fix.Safety, fix.Reason = rule.Unsafe, x.old.unsafe
	}
	fixes := fixed(b, fix)
	if x.old.unsafe != "" || len(fixes) == 0 {
		return fixes
	}
	all := x.p.Builder()
	if n := rewriteAll(x.p, all); n > 1 {
		fixes = append(fixes, fixed(all, rule.Fix{Title: "Replace all deprecated pydantic methods in this file", Manual: true})...)
	}
	return fixes
}

// rewriteAll plans the safe rewritings of the whole file.
func rewriteAll(p *rule.Pass, b *edit.Builder) int {
	count := 0
	for name, old := range oldMethods {
		if old.unsafe != "" {
			continue
		}
		for _, n := range p.Module.Attributes(name) {
			if x := findMethodUse(p, n.Parent()); x != nil && x.rewrite(b) {
				count++
			}
		}
	}
	return count
}

// rewrite plans the new call; it tells whether it can, before it plans
// anything.
func (x *methodUse) rewrite(b *edit.Builder) bool {
	if overridden(x.p.Module, x.model, x.name) {
		return false
	}
	attribute := x.attribute.Child(syntax.FAttribute)
	if x.call.IsNil() {
		if slices.Contains(rewritten, x.name) {
			return false
		}
		b.Replace(attribute, x.old.to)
		return true
	}
	a := argumentsOf(x.call)
	switch {
	case x.name == "construct", x.name == "schema":
	case x.name == "update_forward_refs":
		if len(a.positional) > 0 || !x.namespace(b, a) {
			return false
		}
	case x.name == "schema_json":
		return x.schemaJSON(b, a)
	case x.old.one != "":
		if !x.oneArgument(b, a) {
			return false
		}
	default:
		if len(a.positional) > 0 || !x.keepKeywords(a) {
			return false
		}
		if k := a.argument("skip_defaults"); !k.IsNil() {
			b.RenameKeyword(k, "exclude_unset")
		}
	}
	b.Replace(attribute, x.old.to)
	return true
}

// keepKeywords tells whether the new method has all arguments of the call.
func (x *methodUse) keepKeywords(a arguments) bool {
	if a.splat && x.name == "copy" {
		return false
	}
	for _, k := range a.keywords {
		switch name := k.Child(syntax.FName).Text(); {
		case name == "skip_defaults" && !a.argument("exclude_unset").IsNil():
			return false
		case slices.Contains(x.old.keywords, name):
		case x.name == "json" && name == "ensure_ascii" && has(x.p, "2.12"):
		default:
			return false
		}
	}
	for _, e := range edit.Elements(edit.Arguments(x.call)) {
		if e.Is(syntax.KListSplat) {
			return false
		}
	}
	return true
}

// oneArgument rewrites what is passed to the methods that take one thing.
func (x *methodUse) oneArgument(b *edit.Builder, a arguments) bool {
	if a.splat || len(a.positional)+len(a.keywords) != 1 {
		return false
	}
	argument, value := a.first(), a.first()
	if argument.IsNil() {
		argument = a.argument(x.old.one)
		value = argument.Child(syntax.FValue)
		if value.IsNil() {
			return false
		}
	}
	if argument.Is(syntax.KGeneratorExpression) || edit.Arguments(x.call).Is(syntax.KGeneratorExpression) {
		return false
	}
	switch x.name {
	case "validate":
		if argument != value {
			b.RenameKeyword(argument, "obj")
		}
	case "parse_raw", "parse_file":
		if argument != value {
			b.DeleteRange(argument.Start(), value.Start())
		}
	}
	if x.name == "parse_file" {
		b.Insert(value.Start(), b.Name(x.call, "pathlib", "Path")+"(")
		b.Insert(value.End(), ").read_bytes()")
	}
	return true
}

// namespace rewrites the names that update_forward_refs gets, which version 2
// refuses.
func (x *methodUse) namespace(b *edit.Builder, a arguments) bool {
	if len(a.keywords) == 0 && !a.splat {
		return true
	}
	list := edit.Arguments(x.call)
	if commented(x.p, list) {
		return false
	}
	var pairs []string
	for _, e := range edit.Elements(list) {
		switch e.Kind() {
		case syntax.KKeywordArgument:
			pairs = append(pairs, b.Str(e.Child(syntax.FName).Text())+": "+b.Source(e.Child(syntax.FValue)))
		case syntax.KDictionarySplat:
			pairs = append(pairs, b.Source(e))
		default:
			return false
		}
	}
	value := "{" + strings.Join(pairs, ", ") + "}"
	if rest, only := strings.CutPrefix(pairs[0], "**"); only && len(pairs) == 1 {
		value = rest
	}
	b.Replace(list, "(_types_namespace="+value+")")
	return true
}

// schemaJSON writes json.dumps(X.model_json_schema(...), ...).
func (x *methodUse) schemaJSON(b *edit.Builder, a arguments) bool {
	list := edit.Arguments(x.call)
	if a.splat || len(a.positional) > 0 || commented(x.p, list) {
		return false
	}
	var in, out string
	for _, k := range a.keywords {
		switch k.Child(syntax.FName).Text() {
		case "by_alias", "ref_template":
			if in != "" {
				in += ", "
			}
			in += b.Source(k)
		default:
			out += ", " + b.Source(k)
		}
	}
	b.Insert(x.call.Start(), b.Import(x.call, "json")+".dumps(")
	b.Replace(x.attribute.Child(syntax.FAttribute), x.old.to)
	b.Replace(list, "("+in+")"+out+")")
	return true
}
