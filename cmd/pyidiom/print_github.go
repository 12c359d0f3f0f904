package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
)

// Escapes of workflow commands, as @actions/toolkit does them
// (packages/core/src/command.ts).
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// github prints workflow commands, which GitHub Actions shows as annotations:
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
func (p *printer) github(r *checkReport) error {
	for _, f := range r.files {
		for i := range f.findings {
			x := &f.findings[i]
			level := "notice"
			switch x.Severity {
			case rule.Error:
				level = "error"
			case rule.Warning:
				level = "warning"
			}
			s := spanOf(f.text, x.Start, x.End)
			_, err := fmt.Fprintf(p.w, "::%s file=%s,line=%d,col=%d,endLine=%d,endColumn=%d,title=%s::%s\n", level,
				githubProperty.Replace(filepath.ToSlash(f.path)), s.Start.Line, s.Start.Column, s.End.Line, s.End.Column,
				githubProperty.Replace(fmt.Sprintf("pyidiom %s (%s)", x.Rule.Code, x.Rule.Name)),
				githubData.Replace(fmt.Sprintf("%s:%d:%d: %s", filepath.ToSlash(f.path), s.Start.Line, s.Start.Column, x.Message)))
			if err != nil {
				return err
			}
		}
	}
	return nil
}
