package pydantic

import (
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD043",
		Name:     "populate-by-name",
		Severity: rule.Hint,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    []rule.Gate{{Package: "pydantic", Range: ">=2.11"}}, // not where the version is unknown: 2.10 ignores the new key
		Kinds:    configKinds,
		Check:    populateByName,
	})
}

func populateByName(p *rule.Pass, n syntax.Node) {
	s := configAt(p.Module, n)
	if s == nil || p.Module.Generated() {
		return
	}
	k := s.key("populate_by_name")
	if k.node.IsNil() {
		return
	}
	// The users of a library may have whatever the dependency admits; an
	// application has what its lock file pins.
	if d := p.Project.Declared("pydantic"); d != nil && d.Range.In(versions(">=2.11")) != project.Yes {
		locked := p.Project.Locked("pydantic")
		if !p.Project.Application() || locked == nil || locked.Range.In(versions(">=2.11")) != project.Yes {
			return
		}
	}
	p.ReportNode(k.label, "`populate_by_name` is superseded by `validate_by_name` since pydantic 2.11", func() []rule.Fix {
		b := p.Builder()
		switch {
		case k.value.Is(syntax.KFalse) && sayNothing(p.Module, s):
			b.RemoveElement(k.node)
		case k.value.Is(syntax.KFalse), !s.key("validate_by_name").node.IsNil(), s.splat, turnedOff(p.Module, s.class):
			return nil
		default:
			renameKey(b, k, "validate_by_name")
		}
		return fixed(b, rule.Fix{Title: "Use `validate_by_name`"})
	})
}

// sayNothing tells whether populate_by_name=False is what holds without it: no
// base sets the key.
func sayNothing(m *semantic.Module, s *configSite) bool {
	if s.class == nil {
		return s.node.Parent().Is(syntax.KKeywordArgument)
	}
	for _, b := range s.class.Bases {
		e := baseConfig(m, b.Name)
		if _, set := e.values["populate_by_name"]; set || !e.isNot("validate_by_name", "True") {
			return false
		}
	}
	return true
}

// turnedOff tells whether a class of the file that derives from c sets
// populate_by_name itself: that has no effect on the new key.
func turnedOff(m *semantic.Module, c *semantic.Class) bool {
	if c == nil {
		return false
	}
	for _, sub := range localSubclasses(m, c) {
		e := &effective{values: map[string]configValue{}}
		e.ownConfig(m, sub, func(key, text string, node syntax.Node) { e.values[key] = configValue{text: literalConfig(text)} })
		if v, set := e.values["populate_by_name"]; set && v.text != "True" {
			return true
		}
	}
	return false
}
