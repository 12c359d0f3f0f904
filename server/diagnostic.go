package server

import (
	"context"

	"go.lsp.dev/protocol"
)

// diagnostic answers textDocument/diagnostic. A document that is not open has
// no diagnostics.
func (s *session) diagnostic(p *protocol.DocumentDiagnosticParams) (answer, error) {
	v, open := s.look(p.TextDocument.URI)
	return func(ctx context.Context) (any, error) {
		list := []protocol.Diagnostic{}
		if open {
			var ok bool
			if list, ok = s.diagnosticsOf(ctx, v); !ok {
				return nil, protocol.ErrRequestCancelled
			}
		}
		id := resultID(list)
		if open {
			v.doc.mu.Lock()
			v.doc.publish.pulled, v.doc.publish.pulledEdits = id, v.edits
			v.doc.mu.Unlock()
		}
		if deref(p.PreviousResultID) == id {
			return &protocol.RelatedUnchangedDocumentDiagnosticReport{UnchangedDocumentDiagnosticReport: unchanged(id)}, nil
		}
		return &protocol.RelatedFullDocumentDiagnosticReport{FullDocumentDiagnosticReport: full(id, list)}, nil
	}, nil
}

func unchanged(id string) protocol.UnchangedDocumentDiagnosticReport {
	return protocol.UnchangedDocumentDiagnosticReport{Kind: string(protocol.DocumentDiagnosticReportKindUnchanged), ResultID: id}
}

func full(id string, list []protocol.Diagnostic) protocol.FullDocumentDiagnosticReport {
	return protocol.FullDocumentDiagnosticReport{Kind: string(protocol.DocumentDiagnosticReportKindFull), ResultID: &id, Items: list}
}
