package main

import (
	"net/url"
	"path/filepath"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func sarifLevel(s rule.Severity) string {
	switch s {
	case rule.Error:
		return "error"
	case rule.Warning:
		return "warning"
	}
	return "note"
}

// sarifURI is a path as a URI: relative where the path is.
func sarifURI(path string) string {
	u := url.URL{Path: filepath.ToSlash(path)}
	if filepath.IsAbs(path) {
		u.Scheme = "file"
		if u.Path[0] != '/' { // C:/...
			u.Path = "/" + u.Path
		}
	}
	return u.String()
}

func sarifRegion(t *syntax.Text, start, end int) *sarif.Region {
	s := spanOf(t, start, end)
	return sarif.NewRegion().WithStartLine(s.Start.Line).WithStartColumn(s.Start.Column).WithEndLine(s.End.Line).WithEndColumn(s.End.Column)
}

func sarifLocation(path string, t *syntax.Text, start, end int) *sarif.Location {
	return sarif.NewLocationWithPhysicalLocation(sarif.NewPhysicalLocation().
		WithArtifactLocation(sarif.NewSimpleArtifactLocation(sarifURI(path))).
		WithRegion(sarifRegion(t, start, end)))
}

// sarif prints SARIF 2.1.0 with the rules that found something.
func (p *printer) sarif(r *checkReport) error {
	doc := sarif.NewReport()
	run := sarif.NewRunWithInformationURI("pyidiom", rule.Home).WithColumnKind("unicodeCodePoints")
	run.Tool.Driver.WithVersion(readVersion().Version)
	index := map[string]int{}
	for _, f := range r.files {
		for i := range f.findings {
			x := &f.findings[i]
			if _, ok := index[x.Rule.Code]; !ok {
				index[x.Rule.Code] = len(index)
				run.Tool.Driver.AddRule(sarifRule(x.Rule))
			}
			res := sarif.NewRuleResult(x.Rule.Code).WithRuleIndex(index[x.Rule.Code]).WithLevel(sarifLevel(x.Severity)).
				WithMessage(sarif.NewTextMessage(x.Message)).
				AddLocation(sarifLocation(f.path, f.text, x.Start, x.End))
			for _, rel := range x.Related {
				path, text := f.path, f.text
				if rel.Path != "" {
					if path, text = displayPath(r.cwd, rel.Path), p.other(rel.Path); text == nil {
						continue
					}
				}
				res.AddRelatedLocation(sarifLocation(path, text, rel.Start, rel.End).WithMessage(sarif.NewTextMessage(rel.Message)))
			}
			for k := range x.fixes {
				res.AddFixe(p.sarifFix(r, f, &x.fixes[k]))
			}
			run.AddResult(res)
		}
	}
	doc.AddRun(run)
	return doc.PrettyWrite(p.w)
}

func sarifRule(r *rule.Rule) *sarif.ReportingDescriptor {
	page, _ := rule.ParsePage(r) // of a page out of order, what could be read
	d := sarif.NewRule(r.Code).WithName(r.Name).WithHelpURI(r.URL()).
		WithShortDescription(sarif.NewMultiformatMessageString().WithText(pageSummary(page))).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(sarifLevel(r.Severity)).WithEnabled(!r.Off))
	if r.Page != "" {
		d.WithHelp(sarif.NewMultiformatMessageString().WithText(r.Page).WithMarkdown(r.Page))
	}
	return d
}

func (p *printer) sarifFix(r *checkReport, f *fileReport, x *rule.Fix) *sarif.Fix {
	fix := sarif.NewFix().WithDescription(sarif.NewTextMessage(x.Title + " (" + safetyName(x.Safety) + ")"))
	for _, fe := range editsByFile(f, x, p.other) {
		path := f.path
		if fe.abs != f.abs {
			path = displayPath(r.cwd, fe.abs)
		}
		change := sarif.NewArtifactChange().WithArtifactLocation(sarif.NewSimpleArtifactLocation(sarifURI(path)))
		for _, e := range fe.edits {
			change.AddReplacement(sarif.NewReplacement().WithDeletedRegion(sarifRegion(fe.text, e.Start, e.End)).
				WithInsertedContent(sarif.NewArtifactContent().WithText(e.New)))
		}
		fix.AddArtifactChange(change)
	}
	return fix
}
