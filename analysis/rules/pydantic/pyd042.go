package pydantic

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD042",
		Name:     "unknown-config-key",
		Severity: rule.Warning,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    configKinds,
		Check:    unknownConfigKey,
	})
}

func unknownConfigKey(p *rule.Pass, n syntax.Node) {
	m := p.Module
	s := configAt(m, n)
	if s == nil || s.splat || m.Generated() || s.form == configDisplay && s.class == nil || s.class != nil && !pydanticOnly(s.class) {
		return
	}
	ofSettings := s.form == configCall && m.Is(n.Child(syntax.FFunction), "pydantic_settings.SettingsConfigDict") ||
		s.class != nil && classify(s.class) == settings
	for _, k := range s.keys {
		version, known := configKeys[k.name]
		switch {
		case known:
			if found := p.Project.Found("pydantic"); found != nil && !has(p, version) && !forVersions(n) {
				verb, have := "allows", found.Range.String()
				if found.Exact {
					verb, have = "locks", found.Version.String()
				}
				then := "it is ignored"
				if s.form == configKeyword {
					then = "the class cannot be made"
				}
				p.ReportNode(k.label, fmt.Sprintf("`%s` needs pydantic >= %s; this project %s %s, where %s", k.name, version, verb, have, then), func() []rule.Fix { return require(p, version) })
			}
		case settingsKeys[k.name]:
			if !ofSettings && s.class != nil && closedModel(s.class) {
				p.ReportNode(k.label, fmt.Sprintf("`%s` only works in a BaseSettings class", k.name), nil)
			}
		default:
			close := closeConfigKey(k.name, ofSettings)
			if close == "" || s.form == configKeyword && takesKeywords(s.class) {
				continue
			}
			p.ReportNode(k.label, fmt.Sprintf("`%s` is no pydantic config key: did you mean `%s`?", k.name, close), func() []rule.Fix {
				if !s.key(close).node.IsNil() {
					return nil
				}
				b := p.Builder()
				renameKey(b, k, close)
				return fixed(b, rule.Fix{Title: fmt.Sprintf("Change to `%s`", close), Safety: rule.Unsafe, Reason: "the setting had no effect until now"})
			})
		}
	}
}

// takesKeywords tells whether a class may have keywords of its own: those that
// Pydantic does not know go to __init_subclass__.
func takesKeywords(c *semantic.Class) bool {
	for _, a := range c.Ancestors() {
		for _, name := range []string{"__init_subclass__", "__pydantic_init_subclass__"} {
			if a.Has(name) {
				return true
			}
		}
		if a.Class != nil && a.Class.Keyword("metaclass") != nil || a.Info != nil && slices.Contains(a.Info.Keywords, "metaclass") {
			return true
		}
	}
	return c.Keyword("metaclass") != nil
}

// atLeast is the requirement of a lowest version and nothing else.
var atLeast = regexp.MustCompile(`(["'])pydantic([ \t]*>=[ \t]*)([0-9][0-9.]*)(["'])`)

// require raises the lowest version of Pydantic that pyproject.toml asks for.
func require(p *rule.Pass, version string) []rule.Fix {
	path := filepath.Join(p.Project.Root(), "pyproject.toml")
	other := p.Other(path)
	if other == nil {
		return nil
	}
	text := string(other.File.Text.Bytes())
	from, to, found := dependencies(text)
	if !found {
		return nil
	}
	for _, at := range atLeast.FindAllStringSubmatchIndex(text[from:to], -1) {
		start, end := from+at[6], from+at[7]
		line := text[strings.LastIndexByte(text[:start], '\n')+1 : start]
		if strings.Contains(line, "#") || project.SpecifierIn(">="+text[start:end], ">="+version) == project.Yes {
			continue
		}
		return []rule.Fix{{
			Title: "Require pydantic>=" + version, Safety: rule.Unsafe, Reason: "older versions are no longer supported", Manual: true,
			Files: map[string][]edit.Edit{path: {{Start: start, End: end, New: version}}},
		}}
	}
	return nil
}

// pydanticOnly tells whether all bases of a class are of the project, of
// Pydantic or of the standard library: others may have keys of their own.
func pydanticOnly(c *semantic.Class) bool {
	for _, a := range c.Ancestors() {
		if !a.Known || a.Name == "sqlmodel.SQLModel" {
			return false
		}
	}
	return true
}

// closeConfigKey is the one key that differs from the name by two typing errors
// at most, "" if there is none or several, or if version 1 had the key.
func closeConfigKey(name string, ofSettings bool) string {
	if oldConfigKey(name) {
		return ""
	}
	found := ""
	look := func(key string) bool {
		if !typedAs(key, name) {
			return true
		}
		if found != "" {
			return false
		}
		found = key
		return true
	}
	for key := range configKeys {
		if !look(key) {
			return ""
		}
	}
	if ofSettings {
		for key := range settingsKeys {
			if !look(key) {
				return ""
			}
		}
	}
	return found
}

// typedAs tells whether the Damerau-Levenshtein distance of two names is two or
// less: letters left out, added, changed, or two in a row swapped.
func typedAs(a, b string) bool {
	if d := len(a) - len(b); d > 2 || d < -2 || strings.Trim(b, "_") == "" {
		return false
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)] <= 2
}
