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
		Code:     "PYD027",
		Name:     "validator-decorator-call",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    decoratorCall,
	})
}

// oldArguments are those of the decorators of Pydantic 1.
var oldArguments = []string{"pre", "always", "each_item", "allow_reuse", "skip_on_failure", "whole"}

func decoratorCall(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !n.Parent().Is(syntax.KDecoratedDefinition) || m.Generated() {
		return
	}
	fn := m.Func(n)
	for i := range fn.Decorators {
		d := &fn.Decorators[i]
		x := wrongCall{p: p, fn: fn, d: d, args: argumentsOf(d.Call)}
		if x.args.splat {
			continue
		}
		switch d.Name {
		case "pydantic.field_validator":
			x.fields()
			x.keywords()
		case "pydantic.field_serializer":
			x.fields()
		case "pydantic.model_validator":
			x.modelMode()
			x.keywords()
		}
	}
}

// wrongCall is a decorator that is not called as Pydantic 2 wants it.
type wrongCall struct {
	p    *rule.Pass
	fn   *semantic.Func
	d    *semantic.Decorator
	args arguments
}

// fields wants the names of fields, one by one.
func (x *wrongCall) fields() {
	if len(x.args.positional) == 0 {
		x.p.ReportNode(x.d.Expr, fmt.Sprintf("`@%s` needs at least one field name", lastPart(x.d.Name)), nil)
		return
	}
	list := semantic.Unparenthesized(x.args.positional[0])
	if !list.Is(syntax.KList, syntax.KTuple, syntax.KSet) {
		return
	}
	names := edit.Elements(list)
	for _, e := range names {
		if !e.Is(syntax.KString, syntax.KConcatenatedString) {
			return
		}
	}
	x.p.ReportNode(list, "pass field names as separate arguments", func() []rule.Fix {
		if len(names) == 0 || list != x.args.positional[0] {
			return nil
		}
		return unpackList(x.p, list, names[len(names)-1])
	})
}

// unpackList takes the brackets off a list of arguments. Its trailing comma
// stays if another argument follows.
func unpackList(p *rule.Pass, list, last syntax.Node) []rule.Fix {
	t := p.File.Text
	comma := last.NextSibling()
	for comma.IsExtra() {
		comma = comma.NextSibling()
	}
	outer := list.NextSibling()
	for outer.IsExtra() {
		outer = outer.NextSibling()
	}
	follows := outer.Is(syntax.KTokComma)
	for next := outer.NextSibling(); follows && (next.IsExtra() || next.Is(syntax.KTokRParen)); next = next.NextSibling() {
		if next.Is(syntax.KTokRParen) {
			follows = false
		}
	}
	b := p.Builder()
	b.DeleteRange(list.Start(), list.Start()+1)
	switch {
	case !comma.Is(syntax.KTokComma):
		b.DeleteRange(list.End()-1, list.End())
	case follows && strings.TrimSpace(string(t.Slice(list.End(), outer.Start()))) == "":
		b.DeleteRange(list.End()-1, outer.End())
	case follows:
		return nil
	default:
		b.DeleteRange(comma.Start(), comma.End())
		b.DeleteRange(list.End()-1, list.End())
	}
	return fixed(b, rule.Fix{Title: "Unpack the list"})
}

// modelMode wants mode= of model_validator.
func (x *wrongCall) modelMode() {
	if !x.args.argument("mode").IsNil() || !x.args.argument("pre").IsNil() || len(x.args.positional) > 0 {
		return
	}
	x.p.ReportNode(x.d.Expr, "`@model_validator` needs `mode=`", func() []rule.Fix {
		mode := x.likelyMode()
		if mode == "" {
			return nil
		}
		b := x.p.Builder()
		if x.d.Call.IsNil() {
			b.Insert(x.d.Expr.End(), "(mode="+b.Str(mode)+")")
		} else {
			b.AddKeyword(x.d.Call, "mode", b.Str(mode))
		}
		return fixed(b, rule.Fix{Title: "Add `mode=\"" + mode + "\"`"})
	})
}

// likelyMode is the mode that the parameters of the function fit, "" if none.
func (x *wrongCall) likelyMode() string {
	params := x.fn.Params
	for i := range params {
		if params[i].Kind > semantic.PositionalOrKeyword || !params[i].Default.IsNil() {
			return ""
		}
	}
	if x.fn.Decorator("builtins.staticmethod") != nil || len(params) == 0 {
		return ""
	}
	onClass := x.fn.Decorator("builtins.classmethod") != nil || params[0].Name == "cls"
	switch {
	case onClass && len(params) == 2:
		return "before"
	case !onClass && params[0].Name == "self" && (len(params) == 1 || len(params) == 2 && params[1].Name == "info"):
		return "after"
	}
	return ""
}

// keywords wants none of Pydantic 1.
func (x *wrongCall) keywords() {
	for _, k := range x.args.keywords {
		name, value := k.Child(syntax.FName).Text(), k.Child(syntax.FValue)
		if !slices.Contains(oldArguments, name) {
			continue
		}
		x.p.ReportNode(k, fmt.Sprintf("`%s` is a v1 argument", name), func() []rule.Fix {
			b := x.p.Builder()
			on, off := value.Is(syntax.KTrue), value.Is(syntax.KFalse)
			switch {
			case name == "pre" && on && x.args.argument("mode").IsNil():
				b.Replace(k, "mode="+b.Str("before"))
				return fixed(b, rule.Fix{Title: "Use `mode=\"before\"`"})
			case name == "allow_reuse", name == "skip_on_failure", off && (name != "pre" || x.d.Name == "pydantic.field_validator"):
				b.RemoveElement(k)
				return fixed(b, rule.Fix{Title: "Remove `" + name + "`"})
			}
			return nil
		})
	}
}
