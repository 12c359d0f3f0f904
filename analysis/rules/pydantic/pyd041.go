package pydantic

import (
	"fmt"
	"slices"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD041",
		Name:     "renamed-config-key",
		Severity: rule.Error,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    configKinds,
		Check:    renamedConfigKey,
	})
}

func renamedConfigKey(p *rule.Pass, n syntax.Node) {
	s := configAt(p.Module, n)
	if s == nil || p.Module.Generated() {
		return
	}
	for _, k := range s.keys {
		renamed := newConfigKey(p, k.name)
		if renamed == "" && k.name != "allow_mutation" && !slices.Contains(uselessKeys, k.name) && !slices.Contains(removedKeys, k.name) {
			continue
		}
		fate := "was removed"
		if renamed != "" {
			fate = fmt.Sprintf("was renamed to `%s`", renamed)
		}
		effect := "is ignored"
		if s.form == configKeyword {
			effect = "raises a TypeError here" // only known keys are taken out of the keywords of a class
		}
		p.ReportNode(k.label, fmt.Sprintf("Config key `%s` %s in pydantic v2 and %s", k.name, fate, effect), func() []rule.Fix {
			return renameConfigKey(p, s, k, renamed)
		})
	}
}

// newConfigKey is what a key of version 1 is called now, "" if it has no other
// name.
func newConfigKey(p *rule.Pass, old string) string {
	if old == "allow_population_by_field_name" && !has(p, "2.11") {
		return "populate_by_name"
	}
	return renamedKeys[old]
}

func renameConfigKey(p *rule.Pass, s *configSite, k configKey, renamed string) []rule.Fix {
	value := ""
	literal := k.value.Is(syntax.KTrue, syntax.KFalse)
	switch {
	case k.name == "allow_mutation" && k.value.Is(syntax.KFalse):
		renamed, value = "frozen", "True"
	case k.name == "allow_mutation" && !literal, k.name == "smart_union" && !literal, slices.Contains(removedKeys, k.name):
		return nil
	}
	if renamed == "" || !s.key(renamed).node.IsNil() {
		b := p.Builder()
		b.RemoveElement(k.node)
		return fixed(b, rule.Fix{Title: fmt.Sprintf("Remove `%s`", k.name)})
	}
	b := p.Builder()
	renameKey(b, k, renamed)
	if value != "" {
		b.Replace(k.value, value)
	}
	return fixed(b, rule.Fix{Title: fmt.Sprintf("Rename to `%s`", renamed), Safety: rule.Unsafe, Reason: "the setting had no effect until now"})
}
