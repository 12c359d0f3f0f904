package server

import (
	"go.lsp.dev/protocol"
	"go.uber.org/zap"
)

// didOpen takes over a document. One that is open already is replaced.
func (s *session) didOpen(p *protocol.DidOpenTextDocumentParams) {
	t := &p.TextDocument
	path := pathOf(t.URI, string(t.LanguageID))
	if path == "" {
		s.log.Warn("a document has no usable URI", zap.String("uri", string(t.URI)))
		return
	}
	if !wanted(path, t.LanguageID) {
		return
	}
	if old := s.document(t.URI); old != nil {
		s.log.Warn("a document was opened twice", zap.String("uri", string(t.URI)))
		old.close()
	}
	d := &document{uri: t.URI, path: path, version: t.Version}
	d.doc = s.engine.Open(path, []byte(t.Text))
	s.docsMu.Lock()
	s.docs[key(t.URI)] = d
	s.docsMu.Unlock()
	s.publishSoon(d)
	s.problemsSoon()
	s.recheckSoon()
}
