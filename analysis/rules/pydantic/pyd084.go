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
		Code:     "PYD084",
		Name:     "validate-arguments",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KDecorator, syntax.KCall},
		Check:    validateArguments,
	})
}

func validateArguments(p *rule.Pass, n syntax.Node) {
	m := p.Module
	ref, call := n.Child(syntax.FFunction), n
	if n.Is(syntax.KDecorator) {
		for c := range n.Named() {
			ref, call = c, syntax.Node{}
		}
	}
	if !m.Is(ref, "pydantic.validate_arguments", "pydantic.decorator.validate_arguments") || forVersions(n) || m.Generated() {
		return
	}
	d := rule.Diagnostic{Start: ref.Start(), End: ref.End(), Severity: severity(p, rule.Default)}
	d.Message = "`@validate_arguments` is deprecated: use `@validate_call`"
	if !looksInside(m, n) {
		d.Fixes = func() []rule.Fix { return validateCall(p, ref, call) }
	}
	p.Report(d)
}

// looksInside tells whether the file uses what only validate_arguments leaves on
// the function that n, a decorator or the call in one, decorates, or on the
// variable that the call is assigned to.
func looksInside(m *semantic.Module, n syntax.Node) bool {
	var name syntax.Node
	switch up := n.Parent(); {
	case up.Is(syntax.KDecorator):
		name = up.Parent().Child(syntax.FDefinition).Child(syntax.FName)
	case n.Is(syntax.KDecorator):
		name = up.Child(syntax.FDefinition).Child(syntax.FName)
	case up.Is(syntax.KAttribute):
		return true
	case up.Is(syntax.KAssignment):
		name = up.Child(syntax.FLeft)
	}
	if !name.Is(syntax.KIdentifier) {
		return false
	}
	symbol := m.Lookup(name)
	return symbol != nil && slices.ContainsFunc(m.Uses(symbol), func(use syntax.Node) bool {
		up := use.Parent()
		return up.Is(syntax.KAttribute) && use.Field() == syntax.FObject &&
			slices.Contains([]string{"raw_function", "validate", "vd", "model"}, up.Child(syntax.FAttribute).Text())
	})
}

func validateCall(p *rule.Pass, ref, call syntax.Node) []rule.Fix {
	b := p.Builder()
	fix := rule.Fix{Title: "Use `@validate_call`"}
	if renamed, ok := callConfig(p, b, call); !ok {
		return nil
	} else if len(renamed) > 0 {
		fix.Safety, fix.Reason = rule.Unsafe, "`"+strings.Join(renamed, "`, `")+"` had no effect so far"
	}
	b.Replace(ref, b.NameLike(ref, "pydantic", "validate_call"))
	return fixed(b, fix)
}

// callConfig renames the keys of the configuration that a call gets; false where
// that is not all that there is to do.
func callConfig(p *rule.Pass, b *edit.Builder, call syntax.Node) (renamed []string, ok bool) {
	if call.IsNil() {
		return nil, true
	}
	for _, a := range edit.Elements(edit.Arguments(call)) {
		if !a.Is(syntax.KKeywordArgument) {
			if a.Is(syntax.KListSplat, syntax.KDictionarySplat) {
				return nil, false
			}
			continue
		}
		if a.Child(syntax.FName).Text() != "config" {
			return nil, false
		}
		value := semantic.Unparenthesized(a.Child(syntax.FValue))
		if !value.Is(syntax.KDictionary) && !(value.Is(syntax.KCall) && p.Module.Is(value.Child(syntax.FFunction), "builtins.dict", "pydantic.ConfigDict")) {
			return nil, false
		}
		config := &configSite{node: value}
		config.read(value)
		if config.splat {
			return nil, false
		}
		for _, k := range config.keys {
			if slices.Contains(removedKeys, k.name) || slices.Contains(uselessKeys, k.name) {
				return nil, false
			}
			if to := renamedKeys[k.name]; to != "" {
				renameKey(b, k, to)
				renamed = append(renamed, k.name)
			}
		}
	}
	return renamed, true
}
