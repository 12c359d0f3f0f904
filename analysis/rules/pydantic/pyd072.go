package pydantic

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD072",
		Name:     "base-settings-moved",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KImportFromStatement, syntax.KAttribute},
		Check:    baseSettingsMoved,
	})
}

var settingsModules = []string{"pydantic", "pydantic.env_settings", "pydantic.settings"}

func baseSettingsMoved(p *rule.Pass, n syntax.Node) {
	wanted := func(u oldUse) bool { return u.name == "BaseSettings" && slices.Contains(settingsModules, u.module) }
	for u := range oldUses(p, n, wanted) {
		p.Report(rule.Diagnostic{
			Start: u.node.Start(), End: u.node.End(), Severity: severity(p, rule.Default),
			Message: "`BaseSettings` lives in the package pydantic-settings",
			Fixes:   func() []rule.Fix { return moveSettings(p, u) },
		})
	}
}

func moveSettings(p *rule.Pass, u oldUse) []rule.Fix {
	b := p.Builder()
	moveOld(p, b, u, "pydantic_settings", "BaseSettings")
	fixes := fixed(b, rule.Fix{Title: "Import from `pydantic_settings`"})
	if len(fixes) == 0 || p.Project.DependsOn("pydantic-settings") {
		return fixes
	}
	pyproject := filepath.Join(p.Project.Root(), "pyproject.toml")
	other := p.Other(pyproject)
	if other == nil {
		return fixes
	}
	text := string(other.File.Text.Bytes())
	if add, ok := addDependency(text, `pydantic`, `pydantic-settings>=2.0`); ok && !strings.Contains(text, "pydantic-settings") {
		fix := fixes[0]
		fix.Title += " and add the dependency"
		fix.Files = map[string][]edit.Edit{pyproject: add}
		fixes = append(fixes, fix)
	}
	return fixes
}

// addDependency adds a requirement behind that of a package in the dependencies
// of a pyproject.toml. It knows arrays that have the requirement on one line with
// nothing but others and a comment behind it.
func addDependency(text, behind, requirement string) ([]edit.Edit, bool) {
	from, to, found := dependencies(text)
	if !found {
		return nil, false
	}
	item := regexp.MustCompile(`(["'])` + regexp.QuoteMeta(behind) + `(?:[ \t]*[\[<>=!~;,@ ][^"'\n]*)?["'],?`)
	at := item.FindStringSubmatchIndex(text[from:to])
	if at == nil {
		return nil, false
	}
	start, end := from+at[0], from+at[1]
	quote := text[start : start+1]
	line := text[strings.LastIndexByte(text[:start], '\n')+1 : start]
	if strings.Contains(line, "#") {
		return nil, false
	}
	added := quote + requirement + quote
	var edits []edit.Edit
	if !strings.HasSuffix(text[start:end], ",") {
		edits = append(edits, edit.Edit{Start: end, End: end, New: ","})
	} else {
		added += ","
	}
	if strings.TrimSpace(line) != "" {
		return append(edits, edit.Edit{Start: end, End: end, New: " " + added}), true
	}
	rest, _, _ := strings.Cut(text[end:], "\n")
	if trimmed := strings.TrimSpace(rest); trimmed != "" && !strings.HasPrefix(trimmed, "#") {
		return nil, false
	}
	newline := "\n"
	if strings.HasSuffix(rest, "\r") {
		rest, newline = rest[:len(rest)-1], "\r\n"
	}
	end += len(rest)
	return append(edits, edit.Edit{Start: end, End: end, New: newline + line + added}), true
}

// dependencies is where the dependencies of a pyproject.toml begin, and where the
// table that has them ends.
func dependencies(text string) (from, to int, found bool) {
	project := regexp.MustCompile(`(?m)^\[project\][ \t]*(#.*)?\r?$`).FindStringIndex(text)
	if project == nil {
		return 0, 0, false
	}
	section := text[project[1]:]
	if end := regexp.MustCompile(`(?m)^\[`).FindStringIndex(section); end != nil {
		section = section[:end[0]]
	}
	list := regexp.MustCompile(`(?m)^dependencies[ \t]*=[ \t]*\[`).FindStringIndex(section)
	if list == nil {
		return 0, 0, false
	}
	return project[1] + list[1], project[1] + len(section), true
}
