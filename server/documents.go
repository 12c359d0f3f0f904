package server

import (
	"path/filepath"
	"sync"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/pyidiom/pyidiom/analysis"
)

// document is an open document.
type document struct {
	uri  uri.URI
	path string

	// mu guards the fields below. Edits and taking a snapshot are quick;
	// nothing is computed while it is held.
	mu      sync.Mutex
	doc     *analysis.Document
	version int32
	edits   int  // how many changes there were, versions may stand still
	lost    bool // a change could not be read: the text is not that of the editor

	publish publishState
}

// view is a document at one moment.
type view struct {
	doc     *document
	snap    *analysis.Snapshot
	version int32
	edits   int
}

// look takes the newest version; ok is false if the document was closed.
func (d *document) look() (v view, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.doc == nil || d.lost {
		return view{}, false
	}
	return view{d, d.doc.Snapshot(), d.version, d.edits}, true
}

// close releases the document.
func (d *document) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.doc != nil {
		d.doc.Close()
		d.doc = nil
	}
}

// document gives an open document, nil if there is none.
func (s *session) document(u uri.URI) *document {
	s.docsMu.Lock()
	defer s.docsMu.Unlock()
	return s.docs[key(u)]
}

// look takes the newest version of an open document.
func (s *session) look(u uri.URI) (view, bool) {
	d := s.document(u)
	if d == nil {
		return view{}, false
	}
	return d.look()
}

// documents gives all open documents.
func (s *session) documents() []*document {
	s.docsMu.Lock()
	defer s.docsMu.Unlock()
	list := make([]*document, 0, len(s.docs))
	for _, d := range s.docs {
		list = append(list, d)
	}
	return list
}

// openPath gives the open document of a file.
func (s *session) openPath(path string) *document {
	if d := s.document(fileURI(path)); d != nil {
		return d
	}
	for _, d := range s.documents() {
		if d.path == path {
			return d
		}
	}
	return nil
}

// closeDocuments releases all documents.
func (s *session) closeDocuments() {
	for _, d := range s.documents() {
		d.close()
	}
}

// key is what documents are found by: clients do not all escape alike.
func key(u uri.URI) protocol.URI {
	if parsed, err := uri.Parse(string(u)); err == nil {
		return protocol.URI(parsed)
	}
	return protocol.URI(u)
}

// wanted tells whether a document is one that the server looks at.
func wanted(path string, language protocol.LanguageKind) bool {
	switch language {
	case protocol.LanguageKindPython, "toml", "django-python":
		return true
	}
	switch filepath.Ext(path) {
	case ".py", ".pyi", ".toml":
		return true
	}
	return false
}
