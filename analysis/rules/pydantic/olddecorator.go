package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// oldDecorator is a use of validator or root_validator of Pydantic 1 in a class:
// "@validator(...)" above a method, or "x = validator(...)(fn)".
type oldDecorator struct {
	p      *rule.Pass
	class  *semantic.Class
	node   syntax.Node // the decorator or the assignment
	callee syntax.Node // validator
	call   syntax.Node // validator(...), nil if it is not called
	fn     *semantic.Func
	dec    syntax.Node // its decorator; nil in the form of the assignment
	target syntax.Node // fn in that form

	block string // why it cannot be converted
}

// findOldDecorator reads a use of name, nil if n, a decorator or an assignment,
// is none, or stands where several versions are served.
func findOldDecorator(p *rule.Pass, n syntax.Node, name string) *oldDecorator {
	x := readOldDecorator(p, n, name)
	if x == nil || inBranch(n) || p.Module.Generated() {
		return nil
	}
	return x
}

func readOldDecorator(p *rule.Pass, n syntax.Node, name string) *oldDecorator {
	x := &oldDecorator{p: p, node: n}
	if n.Is(syntax.KAssignment) {
		right := n.Child(syntax.FRight)
		x.call = right.Child(syntax.FFunction)
		if !right.Is(syntax.KCall) || !x.call.Is(syntax.KCall) {
			return nil
		}
		x.callee = x.call.Child(syntax.FFunction)
		if !p.Module.Is(x.callee, name) {
			return nil
		}
		if args := edit.Elements(edit.Arguments(right)); len(args) == 1 {
			x.target = args[0]
		}
		x.class = p.Module.EnclosingClass(n)
		return x
	}
	if !decorates(p.Module, n, name) {
		return nil
	}
	fn := p.Module.Func(n.Parent())
	if fn == nil {
		return nil
	}
	for _, d := range fn.Decorators {
		if d.Node == n {
			x.fn, x.dec, x.call, x.callee = fn, n, d.Call, semantic.Unparenthesized(d.Expr)
			if !x.call.IsNil() {
				x.callee = x.call.Child(syntax.FFunction)
			}
			x.class = p.Module.EnclosingClass(fn.Decorated)
			return x
		}
	}
	return nil
}

// stop keeps the first reason why there is no conversion.
func (x *oldDecorator) stop(format string, args ...any) {
	if x.block == "" {
		x.block = fmt.Sprintf(format, args...)
	}
}

// targetParameters are the parameters of the function of x = validator(...)(fn);
// it stops the conversion and gives false if they are not known.
func (x *oldDecorator) targetParameters() ([]semantic.ParamInfo, bool) {
	m := x.p.Module
	fn := m.Func(x.target)
	var info *semantic.FuncInfo
	if fn == nil {
		fn, info = m.FunctionNamed(m.Resolve(x.target))
	}
	switch {
	case fn != nil && len(fn.Decorators) == 0:
		var params []semantic.ParamInfo
		for _, p := range fn.Params {
			params = append(params, semantic.ParamInfo{Name: p.Name, Kind: p.Kind, Default: !p.Default.IsNil()})
		}
		return params, true
	case info != nil && len(info.Decorators) == 0:
		return info.Params, true
	}
	x.stop("the parameters of `%s` are not known", oneLine(x.target.Text()))
	return nil, false
}
