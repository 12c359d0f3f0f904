package pydantic

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD095",
		Name:     "dataclass-decorator-on-model",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KClassDefinition},
		Check:    dataclassOnModel,
	})
}

func dataclassOnModel(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !n.Parent().Is(syntax.KDecoratedDefinition) {
		return
	}
	c := m.Class(n)
	for i := range c.Decorators {
		d := &c.Decorators[i]
		switch d.Name {
		case "dataclasses.dataclass", "pydantic.dataclasses.dataclass", "attrs.define", "pydantic.with_config":
		default:
			continue
		}
		if !derivesFromModel(c) || m.Generated() {
			return
		}
		callee := d.Expr
		if !d.Call.IsNil() {
			callee = d.Call.Child(syntax.FFunction)
		}
		p.ReportNode(d.Node, fmt.Sprintf("A BaseModel is no dataclass: remove `@%s`", callee.Text()), func() []rule.Fix {
			return undecorated(p, c, d, callee.Text())
		})
	}
}

// derivesFromModel tells whether a class is a model, whatever it is decorated
// with, and not one of SQLModel, which are of another make.
func derivesFromModel(c *semantic.Class) bool {
	if c.IsSubclass("pydantic.BaseModel") != semantic.Yes || c.IsSubclass("sqlmodel.SQLModel") == semantic.Yes {
		return false
	}
	for _, a := range c.Ancestors() {
		if strings.HasPrefix(a.Name, "pydantic.v1.") {
			return false
		}
	}
	return true
}

// undecorated removes the decorator; "frozen" is something that a model can be,
// too.
func undecorated(p *rule.Pass, c *semantic.Class, d *semantic.Decorator, name string) []rule.Fix {
	b := p.Builder()
	fix := rule.Fix{Title: fmt.Sprintf("Remove `@%s`", name)}
	a := argumentsOf(d.Call)
	if a.splat || len(a.positional) > 0 || d.Name == "pydantic.with_config" {
		return nil
	}
	if d.Name == "attrs.define" {
		fix.Safety, fix.Reason = rule.Unsafe, "it is validated"
	}
	for _, k := range a.keywords {
		switch name := k.Child(syntax.FName).Text(); {
		case !k.Child(syntax.FValue).Is(syntax.KTrue):
			return nil
		case name == "kw_only":
		case name == "frozen" && c.Keyword("frozen") == nil && c.Keyword("**") == nil:
			b.AddElement(c.Node.Child(syntax.FSuperclasses), "frozen=True")
			fix.Safety, fix.Reason = rule.Unsafe, "it is validated"
		default:
			return nil
		}
	}
	b.RemoveDecorator(d.Node)
	return fixed(b, fix)
}
