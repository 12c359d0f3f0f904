package server

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

const source = "pyidiom"

var severities = map[rule.Severity]protocol.DiagnosticSeverity{
	rule.Hint:        protocol.DiagnosticSeverityHint,
	rule.Information: protocol.DiagnosticSeverityInformation,
	rule.Warning:     protocol.DiagnosticSeverityWarning,
	rule.Error:       protocol.DiagnosticSeverityError,
}

// diagnosticsOf are the diagnostics of an open document: the findings, and what
// is wrong in it as a configuration file. The list is never nil; ok is false
// when ctx ended.
func (s *session) diagnosticsOf(ctx context.Context, v view) (list []protocol.Diagnostic, ok bool) {
	list, ok = s.findingsOf(ctx, v.doc.uri, v.snap)
	text := v.snap.File.Text
	if v.snap.File.Lang == syntax.TOML {
		problems := s.engine.Project.Check(v.snap.Path, text.Bytes())
		for _, p := range s.guides.Problems(v.snap.View) {
			if p.Path == v.snap.Path {
				problems = append(problems, p)
			}
		}
		list = append(list, s.problemDiagnostics(text, problems)...)
	}
	return list, ok
}

// findingsOf are the findings of a snapshot as diagnostics.
func (s *session) findingsOf(ctx context.Context, u uri.URI, snap *analysis.Snapshot) (list []protocol.Diagnostic, ok bool) {
	findings := snap.Findings(ctx)
	if ctx.Err() != nil {
		return nil, false
	}
	list = make([]protocol.Diagnostic, 0, len(findings))
	for i := range findings {
		list = append(list, s.diagnosticOf(u, snap, &findings[i]))
	}
	return list, true
}

func (s *session) diagnosticOf(u uri.URI, snap *analysis.Snapshot, f *analysis.Finding) protocol.Diagnostic {
	text := snap.File.Text
	d := protocol.Diagnostic{
		Range:    s.rangeOf(text, f.Start, f.End),
		Severity: severities[f.Severity],
		Code:     protocol.String(f.Rule.Code),
		Source:   protocol.NewOptional(source),
		Message:  protocol.String(f.Message),
	}
	if s.caps.codeDesc {
		d.CodeDescription.Href = uri.URI(f.Rule.URL())
	}
	if s.caps.tags {
		var tags []protocol.DiagnosticTag
		for _, t := range f.Tags {
			tags = append(tags, protocol.DiagnosticTag(t))
		}
		d.Tags = protocol.NewDiagnosticTags(tags...)
	}
	if s.caps.diagnosticData {
		d.Data = dataOf(map[string]string{"code": f.Rule.Code})
	}
	if s.caps.related {
		for _, r := range f.Related {
			if l, ok := s.location(u, text, r); ok {
				d.RelatedInformation = append(d.RelatedInformation, protocol.DiagnosticRelatedInformation{Location: l, Message: r.Message})
			}
		}
	}
	return d
}

// location is where a related place is: in the same text, or in another file
// as it is now.
func (s *session) location(u uri.URI, text *syntax.Text, r rule.Related) (protocol.Location, bool) {
	if r.Path != "" {
		other, v, ok := s.textOf(r.Path)
		if !ok {
			return protocol.Location{}, false
		}
		u, text = v, other
	}
	return protocol.Location{URI: u, Range: s.rangeOf(text, r.Start, r.End)}, true
}

// resultID names a set of diagnostics by what it holds.
func resultID(list []protocol.Diagnostic) string {
	h := fnv.New64a()
	h.Write(encoded(list))
	return fmt.Sprintf("%016x", h.Sum64())
}

func encoded(list []protocol.Diagnostic) []byte {
	var b bytes.Buffer
	for i := range list {
		one, _ := protocol.Marshal(&list[i])
		b.Write(one)
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// dataOf encodes what a client hands back to us.
func dataOf(v any) protocol.LSPAny {
	b, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	return b
}
