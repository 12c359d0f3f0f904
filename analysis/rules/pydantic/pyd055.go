package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD055",
		Name:     "extra-field-argument",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    extraArgument,
	})
}

// fieldParameters are the parameters of Field and the versions of Pydantic that
// have them first; "" are those of 2.0, and what PYD054 speaks of.
var fieldParameters = map[string]string{
	"union_mode": "2.2", "init": "2.6", "deprecated": "2.7", "coerce_numbers_to_str": "2.7", "field_title_generator": "2.8",
	"fail_fast": "2.8", "exclude_if": "2.12",
}

func init() {
	for name := range strings.FieldsSeq(`default default_factory alias alias_priority validation_alias serialization_alias title
		description examples exclude include discriminator json_schema_extra frozen validate_default repr init_var kw_only
		pattern strict gt ge lt le multiple_of allow_inf_nan max_digits decimal_places min_length max_length annotation
		regex min_items max_items allow_mutation const unique_items final`) {
		fieldParameters[name] = ""
	}
}

func extraArgument(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !isFieldCall(m, n) {
		return
	}
	a := argumentsOf(n)
	if a.splat || m.Generated() {
		return
	}
	var extra []syntax.Node
	for _, k := range a.keywords {
		name := k.Child(syntax.FName).Text()
		version, known := fieldParameters[name]
		switch {
		case !known && (name != "env" || notSettings(m, n)):
			extra = append(extra, k)
		case version != "" && !has(p, version):
			p.ReportNode(k.Child(syntax.FName), fmt.Sprintf("`Field(%s=...)` needs pydantic >= %s", name, version), nil)
		}
	}
	if len(extra) == 0 {
		return
	}
	names := make([]string, len(extra))
	for i, k := range extra {
		names[i] = k.Child(syntax.FName).Text()
	}
	message := fmt.Sprintf("`Field(%s=...)` is deprecated", strings.Join(names, "=..., "))
	if !a.argument("json_schema_extra").IsNil() {
		message += " and is dropped, because json_schema_extra is given"
	}
	message += ": pass JSON schema data in `json_schema_extra`"
	if slices.Contains(names, "example") {
		message += " (`examples=[...]` for `example`)"
	}
	p.ReportNode(n, message, func() []rule.Fix { return moveExtra(p, a, extra, names) })
}

// notSettings tells whether a call of Field is certainly not one of a field of
// settings, which knew env= in Pydantic 1 (PYD056).
func notSettings(m *semantic.Module, call syntax.Node) bool {
	c := m.EnclosingClass(call)
	return c != nil && c.IsSubclass("pydantic_settings.BaseSettings", "pydantic.BaseSettings") == semantic.No
}

func moveExtra(p *rule.Pass, a arguments, extra []syntax.Node, names []string) []rule.Fix {
	b := p.Builder()
	fix := rule.Fix{}
	existing := a.keyword("json_schema_extra")
	var pairs, moved []string
	var first syntax.Node // is replaced by json_schema_extra
	for i, k := range extra {
		value := k.Child(syntax.FValue)
		if names[i] == "example" && a.argument("examples").IsNil() {
			b.Replace(k, "examples=["+b.Source(value)+"]")
			fix.Safety, fix.Reason = rule.Unsafe, "the JSON schema says `examples`"
			continue
		}
		pairs = append(pairs, b.Str(names[i])+": "+b.Source(value))
		moved = append(moved, "`"+names[i]+"`")
		if first.IsNil() && existing.IsNil() {
			first = k
			continue
		}
		b.RemoveElement(k)
	}
	switch {
	case len(moved) == 0:
		fix.Title = "Replace `example` by `examples`"
		return fixed(b, fix)
	case existing.IsNil():
		b.Replace(first, "json_schema_extra={"+strings.Join(pairs, ", ")+"}")
	case !existing.Is(syntax.KDictionary) || hasKey(existing, names):
		return nil
	default:
		for _, pair := range pairs {
			b.AddElement(existing, pair)
		}
		fix.Safety, fix.Reason = rule.Unsafe, "the JSON schema did not have them"
	}
	fix.Title = fmt.Sprintf("Move %s to `json_schema_extra`", strings.Join(moved, ", "))
	return fixed(b, fix)
}

// hasKey tells whether a dictionary has, or may have, one of the keys.
func hasKey(dict syntax.Node, names []string) bool {
	for x := range dict.Named() {
		if x.IsExtra() {
			continue
		}
		if key, ok := plainString(x.Child(syntax.FKey)); !x.Is(syntax.KPair) || !ok || slices.Contains(names, key) {
			return true
		}
	}
	return false
}
