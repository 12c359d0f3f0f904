package server

import "go.lsp.dev/protocol"

// didSave matters for files that others read: where the client does not watch
// files, this is how a new configuration comes to be known.
func (s *session) didSave(p *protocol.DidSaveTextDocumentParams) {
	if d := s.document(p.TextDocument.URI); d != nil {
		s.filesChanged(d.path)
	}
}
