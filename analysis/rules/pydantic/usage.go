package pydantic

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// What the rules about the use of models have in common.

// configSets tells whether a model, or a base of it, sets one of the keys in
// its configuration, or has one that is not understood.
func configSets(m *semantic.Module, q string, keys ...string) bool {
	is := func(name string) bool { return name == "**" || slices.Contains(keys, name) }
	for _, a := range m.AncestorsOf(q) {
		switch {
		case a.Class != nil:
			if slices.ContainsFunc(a.Class.Keywords, func(k semantic.Keyword) bool { return is(k.Name) }) {
				return true
			}
			for _, x := range a.Class.MemberList("model_config") {
				args := argumentsOf(x.Value)
				if !x.Value.Is(syntax.KCall) || args.splat || len(args.positional) > 0 ||
					slices.ContainsFunc(args.keywords, func(k syntax.Node) bool { return is(k.Child(syntax.FName).Text()) }) {
					return true
				}
			}
			if len(a.Class.MemberList("Config")) > 0 {
				return true
			}
		case a.Info != nil:
			x := a.Info.Member("model_config")
			if slices.ContainsFunc(a.Info.Keywords, is) || a.Info.Member("Config") != nil ||
				x != nil && (x.Value == nil || x.Value.Callee == "" || slices.ContainsFunc(x.Value.Keywords, is)) {
				return true
			}
		}
	}
	return false
}

// hasDecorated tells whether a method of a model, or of a base of it, has one of
// the decorators. Where the class is in this file, accept says which of these
// count; nil is all.
func hasDecorated(m *semantic.Module, q string, accept func(*semantic.Func, *semantic.Decorator) bool, decorators ...string) bool {
	for _, a := range m.AncestorsOf(q) {
		switch {
		case a.Class != nil:
			for _, x := range a.Class.Members() {
				fn := x.Func()
				if fn == nil {
					continue
				}
				for i := range fn.Decorators {
					d := &fn.Decorators[i]
					if slices.Contains(decorators, d.Name) && (accept == nil || accept(fn, d)) {
						return true
					}
				}
			}
		case a.Info != nil:
			for _, x := range a.Info.Members {
				if x.Func != nil && slices.ContainsFunc(x.Func.Decorators, func(d string) bool { return slices.Contains(decorators, m.Qualify(d)) }) {
					return true
				}
			}
		}
	}
	return false
}
