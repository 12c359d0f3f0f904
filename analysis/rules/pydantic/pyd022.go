package pydantic

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD022",
		Name:     "decorator-order-hides-validator",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    hiddenValidator,
	})
}

// hiding are decorators whose result Pydantic does not look into.
var hiding = map[string]bool{
	"builtins.classmethod": true, "builtins.staticmethod": true, "builtins.property": true, "functools.cached_property": true,
}

// collected are the decorators that Pydantic looks for in the body of a class.
var collected = map[string]bool{
	"pydantic.field_validator": true, "pydantic.model_validator": true, "pydantic.field_serializer": true,
	"pydantic.model_serializer": true, "pydantic.computed_field": true, "pydantic.validator": true, "pydantic.root_validator": true,
}

func hiddenValidator(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !n.Parent().Is(syntax.KDecoratedDefinition) {
		return
	}
	fn := m.Func(n)
	above, inner := -1, -1
	for i, d := range fn.Decorators {
		if hiding[d.Name] && d.Call.IsNil() && above < 0 {
			above = i
		}
		if collected[d.Name] {
			inner = i
		}
	}
	if above < 0 || inner < above || m.Generated() {
		return
	}
	c := m.EnclosingClass(fn.Decorated)
	if c == nil || classify(c) == otherClass && !hasModel(m, c) {
		return
	}
	hides, below := &fn.Decorators[above], &fn.Decorators[above+1]
	for i := above + 1; !collected[below.Name]; i++ {
		below = &fn.Decorators[i]
	}
	outer, hidden := lastPart(hides.Name), lastPart(below.Name)
	p.ReportNode(hides.Node, fmt.Sprintf("`@%s` above `@%s` hides it from pydantic: this validator never runs", outer, hidden), func() []rule.Fix {
		t := p.File.Text
		first, last := t.LineOf(hides.Node.Start()), t.LineOf(hides.Node.End())
		target := t.LineOf(fn.Decorators[inner].Node.End())
		b := p.Builder()
		text := string(t.Slice(t.LineStart(first), t.LineStart(last+1)))
		b.DeleteRange(t.LineStart(first), t.LineStart(last+1))
		b.Insert(t.LineStart(target+1), text)
		return fixed(b, rule.Fix{
			Title: fmt.Sprintf("Move `@%s` below `@%s`", outer, hidden), Safety: rule.Unsafe, Reason: "it begins to run",
		})
	})
}

func lastPart(q string) string { return q[strings.LastIndexByte(q, '.')+1:] }

// hasModel tells whether a class, which is no model itself, is a base of one.
func hasModel(m *semantic.Module, c *semantic.Class) bool {
	for _, info := range m.Subclasses(c.Qualified) {
		if m.IsSubclass(info.Qualified, "pydantic.BaseModel") == semantic.Yes {
			return true
		}
	}
	symbol := m.Lookup(c.NameNode)
	if symbol.Only() == nil {
		return false
	}
	for _, use := range m.Uses(symbol) {
		if list := use.Parent(); list.Is(syntax.KArgumentList) && list.Parent().Is(syntax.KClassDefinition) && !use.Is(syntax.KKeywordArgument) {
			for _, base := range edit.Elements(list) {
				if sub := m.Class(list.Parent()); base == use && sub != nil && classify(sub) != otherClass {
					return true
				}
			}
		}
	}
	return false
}
