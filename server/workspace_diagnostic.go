package server

import (
	"context"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// partialSize is how many reports are sent at once to a client that takes
// partial results.
const partialSize = 64

// workspaceDiagnostic answers workspace/diagnostic: all files of the workspace
// that are not excluded. Documents that are open are left to
// textDocument/diagnostic: a client would show theirs twice.
func (s *session) workspaceDiagnostic(p *protocol.WorkspaceDiagnosticParams) (answer, error) {
	previous := map[uri.URI]string{}
	for _, r := range p.PreviousResultIds {
		previous[uri.URI(key(r.URI))] = r.Value
	}
	return func(ctx context.Context) (any, error) {
		var list []protocol.WorkspaceDocumentDiagnosticReport
		flush := func() {
			if p.PartialResultToken == nil || len(list) == 0 {
				return
			}
			value, err := protocol.Marshal(&protocol.WorkspaceDiagnosticReportPartialResult{Items: list})
			if err == nil {
				s.send(protocol.MethodProgress, &protocol.ProgressParams{Token: p.PartialResultToken, Value: value})
			}
			list = nil
		}
		for _, path := range s.engine.files(ctx) {
			u := fileURI(path)
			old, known := previous[u]
			delete(previous, u)
			if s.openPath(path) != nil {
				continue
			}
			snap, err := s.engine.Load(path)
			if err != nil {
				continue // gone or unreadable since: a watched file will tell
			}
			diagnostics, ok := s.findingsOf(ctx, u, snap)
			if !ok {
				return nil, protocol.ErrRequestCancelled
			}
			id := resultID(diagnostics)
			switch {
			case known && old == id:
				list = append(list, &protocol.WorkspaceUnchangedDocumentDiagnosticReport{UnchangedDocumentDiagnosticReport: unchanged(id), URI: u})
			case known || len(diagnostics) > 0:
				list = append(list, &protocol.WorkspaceFullDocumentDiagnosticReport{FullDocumentDiagnosticReport: full(id, diagnostics), URI: u})
			}
			if len(list) >= partialSize {
				flush()
			}
		}
		for u := range previous {
			if s.document(u) == nil {
				none := []protocol.Diagnostic{}
				list = append(list, &protocol.WorkspaceFullDocumentDiagnosticReport{FullDocumentDiagnosticReport: full(resultID(none), none), URI: u})
			}
		}
		flush()
		if list == nil {
			list = []protocol.WorkspaceDocumentDiagnosticReport{}
		}
		return &protocol.WorkspaceDiagnosticReport{Items: list}, nil
	}, nil
}
