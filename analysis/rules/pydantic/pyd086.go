package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD086",
		Name:     "mixed-v1-and-v2",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment, syntax.KDecorator, syntax.KCall, syntax.KFunctionDefinition},
		Check:    mixedVersions,
	})
}

// modelVersion is the version of Pydantic whose BaseModel a class derives from.
type modelVersion uint8

const (
	noModel modelVersion = iota // also: not certain
	v1Model
	v2Model
)

var (
	fieldMakers = [][]string{
		v1Model: {"pydantic.v1.Field", "pydantic.v1.fields.Field", "pydantic.v1.PrivateAttr", "pydantic.v1.fields.PrivateAttr"},
		v2Model: {"pydantic.Field", "pydantic.PrivateAttr"},
	}
	modelDecorators = [][]string{
		v1Model: {"pydantic.v1.validator", "pydantic.v1.class_validators.validator", "pydantic.v1.root_validator", "pydantic.v1.class_validators.root_validator"},
		v2Model: {
			"pydantic.field_validator", "pydantic.model_validator", "pydantic.field_serializer", "pydantic.model_serializer",
			"pydantic.computed_field", "pydantic.validator", "pydantic.root_validator",
		},
	}
)

var eitherDecorator = slices.Concat(modelDecorators...)

// other is the version that does not go with this one.
func (v modelVersion) other() modelVersion { return v1Model + v2Model - v }

func (v modelVersion) String() string { return fmt.Sprint("v", uint8(v)) }

func mixedVersions(p *rule.Pass, n syntax.Node) {
	m := p.Module
	switch n.Kind() {
	case syntax.KAssignment:
		mixedField(p, n)
	case syntax.KDecorator:
		mixedDecorator(p, n)
	case syntax.KCall:
		if m.Is(n.Child(syntax.FFunction), "pydantic.TypeAdapter") {
			if q := v1In(m, argumentsOf(n).first()); q != "" {
				reportMixed(p, n, fmt.Sprintf("v1 model `%s` in a `TypeAdapter`", lastName(q)), syntax.Node{})
			}
		}
	case syntax.KFunctionDefinition:
		mixedParameters(p, n)
	}
}

// mixedField looks at a field: what its annotation names, and what makes its
// default.
func mixedField(p *rule.Pass, n syntax.Node) {
	m := p.Module
	left, typ := n.Child(syntax.FLeft), n.Child(syntax.FType)
	c := m.EnclosingClass(n)
	if c == nil || n.Parent().Parent() != c.Body || !left.Is(syntax.KIdentifier) {
		return
	}
	v := versionOf(m, c)
	if v == noModel {
		return
	}
	if callee := semantic.Unparenthesized(n.Child(syntax.FRight)).Child(syntax.FFunction); m.Is(callee, fieldMakers[v.other()]...) {
		reportMixed(p, left, fmt.Sprintf("`%s` in a %s model", makerName(m.Resolve(callee)), v), callee)
		return
	}
	inner, _ := annotatedParts(m, typ)
	if typ.IsNil() || strings.HasPrefix(left.Text(), "_") || left.Text() == "model_config" || isClassVar(m, inner) {
		return
	}
	q := ""
	switch v {
	case v2Model:
		q = v1In(m, typ)
	case v1Model:
		if !maybeArbitrary(m, c) {
			q = namedIn(m, typ, func(q string) bool { return isModelClass(m, q) && !speaks(m, q, "__get_validators__") })
		}
	}
	if q != "" {
		reportMixed(p, left, fmt.Sprintf("%s model `%s` in a %s model", v.other(), lastName(q), v), syntax.Node{})
	}
}

func mixedDecorator(p *rule.Pass, n syntax.Node) {
	m := p.Module
	definition := n.Parent().Child(syntax.FDefinition)
	c := m.EnclosingClass(definition)
	if c == nil || !definition.Is(syntax.KFunctionDefinition) {
		return
	}
	if !decorates(m, n, eitherDecorator...) {
		return
	}
	v := versionOf(m, c)
	if v == noModel || !decorates(m, n, modelDecorators[v.other()]...) {
		return
	}
	expr := firstNamed(n)
	callee := semantic.Unparenthesized(expr)
	if callee.Is(syntax.KCall) {
		callee = callee.Child(syntax.FFunction)
	}
	reportMixed(p, expr, fmt.Sprintf("`%s` in a %s model", makerName(m.Resolve(callee)), v), callee)
}

// mixedParameters looks at what FastAPI reads from requests.
func mixedParameters(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !n.Parent().Is(syntax.KDecoratedDefinition) {
		return
	}
	fn := m.Func(n)
	if !slices.ContainsFunc(fn.Decorators, func(d semantic.Decorator) bool {
		callee := d.Call.Child(syntax.FFunction)
		return callee.Is(syntax.KAttribute) && slices.Contains(routeDecorators, callee.Child(syntax.FAttribute).Text()) &&
			m.IsInstance(m.TypeOf(callee.Child(syntax.FObject)), "fastapi.FastAPI", "fastapi.APIRouter") == semantic.Yes
	}) {
		return
	}
	if p.Project.Found("fastapi") != nil && p.Project.In("fastapi", ">=0.119,<0.128") != project.No {
		return // these versions take both
	}
	for _, x := range fn.Params {
		_, metadata := annotatedParts(m, x.Type)
		if x.Type.IsNil() || slices.ContainsFunc(append(metadata, x.Default), func(n syntax.Node) bool { return injects(m, n) }) {
			continue
		}
		if q := v1In(m, x.Type); q != "" {
			reportMixed(p, x.NameNode, fmt.Sprintf("v1 model `%s` in a FastAPI parameter", lastName(q)), syntax.Node{})
		}
	}
}

var routeDecorators = []string{"get", "post", "put", "patch", "delete", "head", "options", "trace", "api_route"}

// injects tells whether a default or metadata may say that the argument comes
// from a dependency.
func injects(m *semantic.Module, n syntax.Node) bool {
	n = semantic.Unparenthesized(n)
	if !n.Is(syntax.KCall) {
		return n.Is(syntax.KIdentifier, syntax.KAttribute) && !m.Is(n, "builtins.None")
	}
	switch m.Resolve(n.Child(syntax.FFunction)) {
	case "fastapi.Body", "fastapi.Query", "fastapi.Form", "fastapi.Header", "fastapi.Cookie", "fastapi.Path", "fastapi.File":
		return false
	}
	return true
}

// reportMixed reports a mixture; made is what an import of the wrong version
// gave, or nil.
func reportMixed(p *rule.Pass, at syntax.Node, what string, made syntax.Node) {
	m := p.Module
	if forVersions(at) || m.Generated() {
		return
	}
	d := rule.Diagnostic{Start: at.Start(), End: at.End(), Severity: severity(p, rule.Default), Message: what + ": v1 and v2 do not mix"}
	for made.Is(syntax.KAttribute) {
		made = made.Child(syntax.FObject)
	}
	if made.Is(syntax.KIdentifier) {
		if b := m.Lookup(made).Only(); b != nil && b.Kind == semantic.Import {
			d.Message += " (imported on line " + rule.RelatedLine + ")"
			d.Related = []rule.Related{{Start: b.Stmt().Start(), End: b.Stmt().End(), Message: "imported here"}}
		}
	}
	p.Report(d)
}

// versionOf tells which Pydantic makes a model of the class. Those of SQLModel
// are none here.
func versionOf(m *semantic.Module, c *semantic.Class) modelVersion {
	switch kind := classify(c); {
	case kind == baseModel || kind == rootModel || kind == settings:
		return v2Model
	case kind == otherClass && c.IsSubclass("pydantic.v1.BaseModel") == semantic.Yes && c.IsSubclass("pydantic.BaseModel") != semantic.Yes:
		return v1Model
	}
	return noModel
}

// v1In is a model of version 1 that a type names and that version 2 cannot
// validate, "" if there is none.
func v1In(m *semantic.Module, typ syntax.Node) string {
	return namedIn(m, typ, func(q string) bool {
		return m.IsSubclass(q, "pydantic.v1.BaseModel") == semantic.Yes && m.IsSubclass(q, "pydantic.BaseModel") != semantic.Yes &&
			!speaks(m, q, "__get_pydantic_core_schema__")
	})
}

// speaks tells whether a class, or a base of it in the project, has a method
// that the other version asks it for.
func speaks(m *semantic.Module, q, method string) bool {
	return slices.ContainsFunc(m.AncestorsOf(q), func(a *semantic.Ancestor) bool {
		return a.MayHave(method)
	})
}

// namedIn is the first class in a type that is as wanted, "" if there is none.
// What only passes through, such as Type[X] and Callable[[X], X], is left out.
func namedIn(m *semantic.Module, n syntax.Node, wanted func(q string) bool) string {
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KIdentifier, syntax.KAttribute:
		if q := m.Resolve(n); q != "" && wanted(q) {
			return q
		}
		return namedInType(m.Annotated(n), wanted, 0)
	case syntax.KString:
		return namedInType(m.Annotated(n), wanted, 0)
	case syntax.KBinaryOperator, syntax.KUnionType:
		for part := range n.Named() {
			if q := namedIn(m, part, wanted); q != "" {
				return q
			}
		}
	case syntax.KSubscript, syntax.KGenericType:
		base, args := semantic.Subscript(n)
		switch q := m.Resolve(base); q {
		case "", "builtins.type", "typing.Type", "typing.Callable", "collections.abc.Callable", "typing.Literal", "typing.ClassVar":
			return ""
		case "typing.Annotated":
			args = args[:min(len(args), 1)]
		default:
			if wanted(q) {
				return q
			}
		}
		for _, x := range args {
			if q := namedIn(m, x, wanted); q != "" {
				return q
			}
		}
	}
	return ""
}

func namedInType(t semantic.Type, wanted func(q string) bool, depth int) string {
	if t.Kind != semantic.Instance || depth > 20 {
		return ""
	}
	if wanted(t.Name) {
		return t.Name
	}
	for _, x := range t.Args {
		if q := namedInType(x, wanted, depth+1); q != "" {
			return q
		}
	}
	return ""
}

// maybeArbitrary tells whether the configuration of a model of version 1 may
// allow classes that it does not know.
func maybeArbitrary(m *semantic.Module, c *semantic.Class) bool {
	const key = "arbitrary_types_allowed"
	if !c.Closed() {
		return true
	}
	for _, a := range append([]*semantic.Ancestor{{Class: c}}, c.Ancestors()...) {
		switch {
		case a.Class != nil:
			if a.Class.Keyword(key) != nil || a.Class.Keyword("**") != nil {
				return true
			}
			for _, x := range a.Class.MemberList("Config") {
				if config := m.Class(x.Stmt()); config == nil || len(config.Bases) > 0 || len(config.MemberList(key)) > 0 {
					return true
				}
			}
		case a.Info != nil:
			x := a.Info.Member("Config")
			if slices.Contains(a.Info.Keywords, key) || slices.Contains(a.Info.Keywords, "**") ||
				x != nil && (x.Class == nil || len(x.Class.Bases) > 0 || x.Class.Member(key) != nil) {
				return true
			}
		}
	}
	return false
}

// makerName is how messages name what Pydantic has public.
func makerName(q string) string {
	if strings.HasPrefix(q, "pydantic.v1.") {
		return "pydantic.v1." + lastName(q)
	}
	return q
}

// lastName is the name that a qualified name ends with.
func lastName(q string) string { return q[strings.LastIndexByte(q, '.')+1:] }
