package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD023",
		Name:     "after-validator-on-classmethod",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    afterOnClass,
	})
}

func afterOnClass(p *rule.Pass, n syntax.Node) {
	m := p.Module
	c := readCallback(m, n)
	if c == nil || c.kind != "model_validator" || c.mode != "after" || c.bound == nil || c.instance() || m.Generated() {
		return
	}
	if d := c.Decorator("builtins.classmethod"); d != nil && c.bound.Name == "self" && c.value == nil {
		p.ReportNode(c.NameNode, "`@model_validator(mode=\"after\")` takes an instance method: remove `@classmethod`", func() []rule.Fix {
			b := p.Builder()
			b.RemoveDecorator(d.Node)
			return fixed(b, rule.Fix{Title: "Remove `@classmethod`"})
		})
		return
	}
	shown := c.bound.Name
	if c.value != nil {
		shown += ", " + c.value.Name
	}
	p.ReportNode(c.NameNode, fmt.Sprintf("`@model_validator(mode=\"after\")` takes an instance method: use `(self)` instead of `(%s)`", shown),
		func() []rule.Fix { return c.toInstanceMethod(p) })
}

// dictMethods are those of a dictionary that an instance does not have.
var dictMethods = []string{"get", "items", "keys", "values", "pop", "popitem", "update", "setdefault", "clear"}

// toInstanceMethod has a model validator that runs after take the instance as
// self.
func (c *callback) toInstanceMethod(p *rule.Pass) []rule.Fix {
	m := p.Module
	if c.value == nil || m.Lookup(c.value.NameNode).Only() == nil || m.Lookup(c.bound.NameNode).Only() == nil ||
		c.value.Name != "self" && m.Mentions(m.BodyScope(c.Node), "self") {
		return nil
	}
	b := p.Builder()
	fix := rule.Fix{Title: "Make it an instance method"}
	fields, _ := fieldsOf(m, c.method.class)
	for _, use := range c.uses(m, c.value) {
		node, text, same := c.instanceUse(use, fields)
		if text == "" {
			return nil
		}
		if !same {
			fix.Safety, fix.Reason = rule.Unsafe, "it is used as more than an instance"
		}
		b.Replace(node, text)
	}
	for _, use := range c.uses(m, c.bound) {
		if up := use.Parent(); up.Is(syntax.KInterpolation) && strings.Contains(up.Text(), "=") {
			return nil
		}
		b.Replace(use, "type(self)")
		fix.Safety, fix.Reason = rule.Unsafe, "`cls` becomes the class of the instance"
	}
	if d := c.Decorator("builtins.classmethod"); d != nil {
		b.RemoveDecorator(d.Node)
	}
	b.RemoveElement(c.bound.Node)
	b.Replace(c.value.Node, "self")
	return fixed(b, fix)
}

// instanceUse is what takes the place of a use of the second parameter, and
// whether the use is one that says nothing of a dictionary.
func (c *callback) instanceUse(use syntax.Node, fields []modelField) (node syntax.Node, text string, same bool) {
	up := use.Parent()
	switch {
	case up.Is(syntax.KInterpolation) && strings.Contains(up.Text(), "="), up.Is(syntax.KNonlocalStatement, syntax.KDictionarySplat):
		return use, "", false
	case up.Is(syntax.KAttribute) && use.Field() == syntax.FObject:
		name := up.Child(syntax.FAttribute).Text()
		if name == "get" && up.Field() == syntax.FFunction {
			if args := edit.Elements(edit.Arguments(up.Parent())); len(args) == 1 {
				if s, ok := plainString(args[0]); ok && fieldNamed(fields, s) != nil {
					return up.Parent(), "self." + s, false
				}
			}
		}
		if slices.Contains(dictMethods, name) && fieldNamed(fields, name) == nil {
			return use, "", false
		}
		return use, "self", true
	case up.Is(syntax.KSubscript) && use.Field() == syntax.FValue:
		if s, ok := plainString(up.Child(syntax.FSubscript)); ok && loaded(up) && fieldNamed(fields, s) != nil {
			return up, "self." + s, false
		}
		return use, "", false
	case up.Is(syntax.KReturnStatement):
		return use, "self", true
	case up.Is(syntax.KArgumentList), up.Is(syntax.KKeywordArgument) && use.Field() == syntax.FValue:
		return use, "self", false
	}
	return use, "", false
}
