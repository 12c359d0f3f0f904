package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD075",
		Name:     "model-fields-on-instance",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAttribute},
		Check:    modelFieldsOnInstance,
	})
}

func modelFieldsOnInstance(p *rule.Pass, n syntax.Node) {
	name := n.Child(syntax.FAttribute).Text()
	if name != "model_fields" && name != "model_computed_fields" || stored(n) {
		return
	}
	object := n.Child(syntax.FObject)
	t := receiver(p.Module, object, name)
	if t.Kind != semantic.Instance || forVersions(n) || p.Module.Generated() {
		return
	}
	level := severity(p, rule.Default)
	if !has(p, "2.11") {
		level = rule.Hint // it does not warn yet
	}
	p.Report(rule.Diagnostic{
		Start: n.Start(), End: n.End(), Severity: level,
		Message: fmt.Sprintf("Read `%s` from the class: instance access is deprecated since pydantic 2.11", name),
		Fixes: func() []rule.Fix {
			b := p.Builder()
			if overridden(p.Module, t.Name, name) || !wrapInType(p, b, object) {
				return nil
			}
			x := oneLine(semantic.Unparenthesized(object).Text())
			return fixed(b, rule.Fix{Title: fmt.Sprintf("Use `type(%s).%s`", x, name)})
		},
	})
}

// wrapInType plans type(x) in the place of x; it tells whether type means the
// builtin there, otherwise it plans nothing.
func wrapInType(p *rule.Pass, b *edit.Builder, x syntax.Node) bool {
	if p.Module.ResolveIn(p.Module.ScopeOf(x), "type") != "builtins.type" {
		return false
	}
	if !x.Is(syntax.KParenthesizedExpression) {
		b.Insert(x.Start(), "type(")
		b.Insert(x.End(), ")")
		return true
	}
	// Its brackets become those of the call, so that comments in them stay.
	call := "type"
	if before := p.File.Text.Bytes()[:x.Start()]; len(before) > 0 && isWordByte(before[len(before)-1]) {
		call = " type" // return(x).model_fields
	}
	b.Insert(x.Start(), call)
	return true
}

// isWordByte tells whether a byte may be part of a name or a keyword.
func isWordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
