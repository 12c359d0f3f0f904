package server

import (
	"bytes"
	"maps"
	"os"
	"slices"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// workspaceEdit is a fix as LSP has it, with the version of every open document
// that it changes. ok is false if a file that it changes cannot be read, or has
// changed since the fix was made.
func (s *session) workspaceEdit(v view, fix *rule.Fix) (*protocol.WorkspaceEdit, bool) {
	var e protocol.WorkspaceEdit
	s.addEdits(&e, v.doc.uri, &v.version, v.snap.File.Text, fix.Edits)
	for _, path := range slices.Sorted(maps.Keys(fix.Files)) {
		u, text, version := fileURI(path), (*syntax.Text)(nil), (*int32)(nil)
		if d := s.openPath(path); d != nil {
			other, open := d.look()
			if !open {
				return nil, false
			}
			u, text, version = d.uri, other.snap.File.Text, &other.version
		} else {
			b, err := os.ReadFile(path)
			if err != nil {
				return nil, false
			}
			text = syntax.NewText(b)
		}
		if made := fix.Texts[path]; made != nil && made != text && !bytes.Equal(made.Bytes(), text.Bytes()) {
			return nil, false
		}
		s.addEdits(&e, u, version, text, fix.Files[path])
	}
	return &e, true
}

// addEdits adds the edits of one document, as documentChanges where the client
// knows them.
func (s *session) addEdits(e *protocol.WorkspaceEdit, u uri.URI, version *int32, text *syntax.Text, edits []edit.Edit) {
	if len(edits) == 0 {
		return
	}
	list := s.textEdits(text, edits)
	if !s.caps.documentChanges {
		if e.Changes == nil {
			e.Changes = map[uri.URI][]protocol.TextEdit{}
		}
		e.Changes[u] = list
		return
	}
	t := &protocol.TextDocumentEdit{TextDocument: protocol.OptionalVersionedTextDocumentIdentifier{
		TextDocumentIdentifier: protocol.TextDocumentIdentifier{URI: u}, Version: version,
	}}
	for i := range list {
		t.Edits = append(t.Edits, &list[i])
	}
	e.DocumentChanges = append(e.DocumentChanges, t)
}

// textOf is the text of a file: that of the open document, or the one on disk.
func (s *session) textOf(path string) (*syntax.Text, uri.URI, bool) {
	if d := s.openPath(path); d != nil {
		if v, open := d.look(); open {
			return v.snap.File.Text, d.uri, true
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, "", false
	}
	return syntax.NewText(b), fileURI(path), true
}
