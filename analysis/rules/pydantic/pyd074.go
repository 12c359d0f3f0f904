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
		Code:     "PYD074",
		Name:     "deprecated-model-attribute",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAttribute},
		Check:    deprecatedAttribute,
	})
}

// oldAttributes are the attributes of models that have another name in
// version 2, or "" where there is nothing of the kind any more.
var oldAttributes = map[string]string{
	"__fields__":               "model_fields",
	"__fields_set__":           "model_fields_set",
	"__config__":               "model_config",
	"__validators__":           "",
	"__pre_root_validators__":  "",
	"__post_root_validators__": "",
	"__schema_cache__":         "",
	"__json_encoder__":         "",
	"__custom_root_type__":     "",
	"__field_defaults__":       "",
}

// attributeUse is a use of an old attribute.
type attributeUse struct {
	p      *rule.Pass
	node   syntax.Node // x.__fields__
	name   string
	to     string
	model  semantic.Type
	fields []fieldUse // of __fields__: what is read from the fields in it
}

func deprecatedAttribute(p *rule.Pass, n syntax.Node) {
	name := n.Child(syntax.FAttribute).Text()
	to, is := oldAttributes[name]
	if !is || stored(n) {
		return
	}
	t := receiver(p.Module, n.Child(syntax.FObject), name)
	if t.Kind == semantic.UnknownType || name == "__fields_set__" && t.Kind != semantic.Instance || forVersions(n) || p.Module.Generated() {
		return
	}
	x := &attributeUse{p: p, node: n, name: name, to: to, model: t}
	d := rule.Diagnostic{Start: n.Start(), End: n.End(), Severity: severity(p, rule.Error), Message: fmt.Sprintf("`%s` is gone in pydantic v2", name)}
	if name == "__fields__" || name == "__fields_set__" {
		d.Severity = severity(p, rule.Warning)
		d.Message = fmt.Sprintf("`%s` is deprecated: use `%s`", name, to)
	}
	if name == "__fields__" {
		x.fields = fieldUses(p.Module, n)
		d.Message += fieldNotes(x.fields)
	}
	if to != "" {
		d.Fixes = x.fixes
	}
	p.Report(d)
}

func (x *attributeUse) fixes() []rule.Fix {
	m := x.p.Module
	if overridden(m, x.model.Name, x.name) {
		return nil
	}
	b := x.p.Builder()
	fix := rule.Fix{Title: fmt.Sprintf("Use `%s`", x.to)}
	switch x.name {
	case "__config__":
		if !x.readKey(b) {
			return nil
		}
	case "__fields__":
		if x.model.Kind == semantic.Instance && !wrapInType(x.p, b, x.node.Child(syntax.FObject)) {
			return nil
		}
		for _, f := range x.fields {
			if !f.rewrite(b) {
				return nil
			}
		}
		if len(x.fields) > 0 {
			fix.Safety, fix.Reason = rule.Unsafe, "a `FieldInfo` is no `ModelField`"
		}
	}
	b.Replace(x.node.Child(syntax.FAttribute), x.to)
	return fixed(b, fix)
}

// readKey plans that x.__config__.key is looked up in the dictionary that the
// configuration is now.
func (x *attributeUse) readKey(b *edit.Builder) bool {
	read := x.node.Parent()
	key := read.Child(syntax.FAttribute)
	name := key.Text()
	called := read.Parent().Is(syntax.KCall) && read.Field() == syntax.FFunction
	if !read.Is(syntax.KAttribute) || called || stored(read) || strings.HasPrefix(name, "_") ||
		name == "allow_mutation" || slices.Contains(uselessKeys, name) || slices.Contains(removedKeys, name) {
		return false
	}
	if renamed := newConfigKey(x.p, name); renamed != "" {
		name = renamed
	}
	b.Replace(key, "get("+b.Str(name)+")")
	return true
}
