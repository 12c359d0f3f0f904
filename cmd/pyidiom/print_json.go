package main

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
)

// jsonFinding is the stable form of a finding for other programs.
type jsonFinding struct {
	Code     string    `json:"code"`
	Name     string    `json:"name"`
	Message  string    `json:"message"`
	Severity string    `json:"severity"`
	Path     string    `json:"path"` // relative to the working directory if below it; "-" is standard input
	Range    span      `json:"range"`
	URL      string    `json:"url"`
	Fixes    []jsonFix `json:"fixes"`
}

type jsonFix struct {
	Title  string     `json:"title"`
	Safety string     `json:"safety"`
	Edits  []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	Range   span   `json:"range"`
	NewText string `json:"newText"`
	Path    string `json:"path"`
}

func (p *printer) json(r *checkReport) error {
	all := []jsonFinding{}
	for _, f := range r.files {
		for i := range f.findings {
			x := &f.findings[i]
			j := jsonFinding{
				Code: x.Rule.Code, Name: x.Rule.Name, Message: x.Message, Severity: severityName(x.Severity),
				Path: f.path, Range: spanOf(f.text, x.Start, x.End), URL: x.Rule.URL(), Fixes: []jsonFix{},
			}
			for k := range x.fixes {
				j.Fixes = append(j.Fixes, p.jsonFix(r.cwd, f, &x.fixes[k]))
			}
			all = append(all, j)
		}
	}
	return p.encode(all)
}

func (p *printer) jsonFix(cwd string, f *fileReport, x *rule.Fix) jsonFix {
	j := jsonFix{Title: x.Title, Safety: safetyName(x.Safety), Edits: []jsonEdit{}}
	for _, fe := range editsByFile(f, x, p.other) {
		path := f.path
		if fe.abs != f.abs {
			path = displayPath(cwd, fe.abs)
		}
		for _, e := range fe.edits {
			j.Edits = append(j.Edits, jsonEdit{Range: spanOf(fe.text, e.Start, e.End), NewText: e.New, Path: path})
		}
	}
	return j
}

// ruleCount is one line of the statistics.
type ruleCount struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Count   int    `json:"count"`
	Fixable int    `json:"fixable"` // with --fix
	Unsafe  int    `json:"unsafe"`  // only with --fix --unsafe-fixes
}

// countByRule counts findings by rule, the most frequent first.
func countByRule(r *checkReport) []ruleCount {
	byCode := map[string]*ruleCount{}
	for _, f := range r.files {
		for i := range f.findings {
			x := &f.findings[i]
			c := byCode[x.Rule.Code]
			if c == nil {
				c = &ruleCount{Code: x.Rule.Code, Name: x.Rule.Name}
				byCode[x.Rule.Code] = c
			}
			c.Count++
			switch safety, ok := x.automatic(); {
			case !ok:
			case safety == rule.Safe || f.unsafe:
				c.Fixable++
			default:
				c.Unsafe++
			}
		}
	}
	all := make([]ruleCount, 0, len(byCode))
	for _, c := range byCode {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(a, b ruleCount) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Code, b.Code)
	})
	return all
}

func (p *printer) encode(v any) error {
	enc := json.NewEncoder(p.w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
