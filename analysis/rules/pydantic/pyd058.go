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
		Code:     "PYD058",
		Name:     "field-shadows-basemodel-attribute",
		Severity: rule.Information,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    shadowsAttribute,
	})
}

// modelAttributes are the public attributes of BaseModel; true are those in the
// namespaces that are protected from Pydantic 2.10 on.
var modelAttributes = map[string]bool{}

func init() {
	for name := range strings.FieldsSeq(`construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json
		update_forward_refs validate model_computed_fields model_construct model_copy model_extra model_fields model_fields_set
		model_json_schema model_parametrized_name model_post_init model_rebuild`) {
		modelAttributes[name] = false
	}
	for name := range strings.FieldsSeq("model_dump model_dump_json model_validate model_validate_json model_validate_strings") {
		modelAttributes[name] = true
	}
}

func shadowsAttribute(p *rule.Pass, n syntax.Node) {
	m := p.Module
	left := n.Child(syntax.FLeft)
	name := left.Text()
	protected, is := modelAttributes[name]
	if n.Child(syntax.FType).IsNil() || !is && !strings.HasPrefix(name, "model_") {
		return
	}
	d, c, kind := assignedIn(p, n)
	if d == nil || kind == sqlModel || kind == dataclass || d.Guard != 0 {
		return
	}
	report := func(severity rule.Severity, message string, fixes func() []rule.Fix) {
		p.Report(rule.Diagnostic{Start: left.Start(), End: left.End(), Severity: severity, Message: message, Fixes: fixes})
	}
	if name == "model_config" {
		if (d.Value.IsNil() || d.Value.Is(syntax.KNone)) && len(c.MemberList(name)) == 1 {
			report(rule.Error, "Field `model_config` raises: `model_config` is a protected name", nil)
		}
		return
	}
	if d.kind != fieldDecl || !closedModel(c) || boundAbove(c, name) {
		return
	}
	modern := has(p, "2.10")
	namespace := "model_"
	if modern {
		namespace = ""
		for _, x := range []string{"model_validate", "model_dump"} {
			if strings.HasPrefix(name, x) {
				namespace = x
			}
		}
	}
	inNamespace := namespace != "" && strings.HasPrefix(name, namespace)
	set := mayConfigure(m, c, "protected_namespaces")
	switch {
	case is && inNamespace && (protected || !modern) && !set:
		report(rule.Error, fmt.Sprintf("Field `%s` raises: `%s` is a protected name", name, name), nil)
	case is && !(inNamespace && set):
		report(rule.Information, fmt.Sprintf("Field `%s` hides `BaseModel.%s`", name, name), nil)
	case !is && inNamespace && !set:
		on := ""
		if !modern {
			on = " on pydantic < 2.10"
		}
		report(rule.Information, fmt.Sprintf("Field `%s` warns%s (protected namespace `%s`)", name, on, namespace), func() []rule.Fix {
			return configure(p, c, kind, "protected_namespaces", "()", rule.Fix{Title: "Set `protected_namespaces=()`"})
		})
	}
}

// boundAbove tells whether a base in the project binds the name.
func boundAbove(c *semantic.Class, name string) bool {
	for _, a := range c.Ancestors() {
		if a.Has(name) {
			return true
		}
	}
	return false
}

// configure sets a key of the configuration of a model that does not set it.
func configure(p *rule.Pass, c *semantic.Class, kind classKind, key, value string, fix rule.Fix) []rule.Fix {
	b := p.Builder()
	list := c.MemberList("model_config")
	switch {
	case len(c.MemberList("Config")) > 0 || len(list) > 1:
		return nil
	case len(list) == 0:
		module, name := "pydantic", "ConfigDict"
		if kind == settings {
			module, name = "pydantic_settings", "SettingsConfigDict"
		}
		b.InsertAtStart(c.Node, fmt.Sprintf("model_config = %s(%s=%s)", b.Name(c.Node, module, name), key, value), 1)
	case list[0].Value.Is(syntax.KCall):
		b.AddKeyword(list[0].Value, key, value)
	case list[0].Value.Is(syntax.KDictionary):
		b.AddElement(list[0].Value, b.Str(key)+": "+value)
	default:
		return nil
	}
	return fixed(b, fix)
}
