package server

import (
	"go.lsp.dev/protocol"
	"go.uber.org/zap"
)

// didClose gives a document back: the file on disk counts again. Its
// diagnostics are taken off.
func (s *session) didClose(p *protocol.DidCloseTextDocumentParams) {
	d := s.document(p.TextDocument.URI)
	if d == nil {
		s.log.Warn("a document that is not open was closed", zap.String("uri", string(p.TextDocument.URI)))
		return
	}
	s.docsMu.Lock()
	delete(s.docs, key(p.TextDocument.URI))
	s.docsMu.Unlock()
	d.close()
	s.publishSoon(d)
	s.problemsSoon()
	s.recheckSoon()
}
