package pydantic

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD050",
		Name:     "conflicting-inherited-config",
		Severity: rule.Information,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KClassDefinition},
		Check:    conflictingConfig,
	})
}

func conflictingConfig(p *rule.Pass, n syntax.Node) {
	m := p.Module
	c := m.Class(n)
	if c == nil || len(c.Bases) < 2 || m.Generated() {
		return
	}
	switch classify(c) {
	case otherClass, sqlModel, dataclass:
		return
	}
	own := &effective{known: true, values: map[string]configValue{}}
	own.ownConfig(m, c, func(key, _ string, _ syntax.Node) { own.values[key] = configValue{} })
	if !own.known {
		return
	}
	type setter struct {
		base  semantic.Base
		value configValue
	}
	last := map[string]setter{}
	conflicts := map[string][2]setter{}
	for _, b := range c.Bases {
		if m.IsSubclass(b.Name, "pydantic.BaseModel") == semantic.No {
			continue
		}
		e := baseConfig(m, b.Name)
		if !e.known {
			return
		}
		for key, v := range e.values {
			if strings.HasPrefix(v.class, "pydantic") {
				continue // a default of settings
			}
			now := setter{b, v}
			if before, set := last[key]; set {
				conflicts[key] = [2]setter{before, now}
			}
			last[key] = now
		}
	}
	for _, key := range slices.Sorted(maps.Keys(conflicts)) {
		a, b := conflicts[key][0], conflicts[key][1]
		if _, set := own.values[key]; set || a.value.text == "" || b.value.text == "" || a.value.text == b.value.text ||
			m.IsSubclass(a.base.Name, b.base.Name) != semantic.No || m.IsSubclass(b.base.Name, a.base.Name) != semantic.No {
			continue
		}
		first, second := shown(a.base.Node), shown(b.base.Node)
		p.ReportNode(c.NameNode, fmt.Sprintf("`%s` and `%s` set `%s` differently: pydantic takes `%s`'s value, not the MRO's", first, second, key, second), func() []rule.Fix {
			value := b.value.text
			if text, ok := strings.CutPrefix(value, `"`); ok {
				value = p.Builder().Str(strings.TrimSuffix(text, `"`))
			}
			return addConfig(p, c, key, value, rule.Fix{Title: fmt.Sprintf("Set `%s` here", key)})
		})
	}
}
