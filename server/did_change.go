package server

import (
	"encoding/json"
	"fmt"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
	"go.uber.org/zap"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// changeParams are DidChangeTextDocumentParams as clients send them: version
// may be null, a range may be out of all bounds.
type changeParams struct {
	TextDocument struct {
		URI     uri.URI `json:"uri"`
		Version *int64  `json:"version"`
	} `json:"textDocument"`
	ContentChanges []struct {
		Range *span   `json:"range"`
		Text  *string `json:"text"`
	} `json:"contentChanges"`
}

// didChange applies changes one after another, each to the result of the one
// before.
func (s *session) didChange(params []byte) (any, error) {
	var p changeParams
	err := json.Unmarshal(params, &p)
	if err == nil {
		for _, c := range p.ContentChanges {
			if c.Text == nil {
				err = fmt.Errorf("a change has no text")
			}
		}
	}
	d := s.document(p.TextDocument.URI)
	if err != nil {
		if d != nil {
			s.lose(d)
		}
		return nil, invalidParams(err)
	}
	if d == nil {
		s.log.Warn("a change of a document that is not open", zap.String("uri", string(p.TextDocument.URI)))
		return nil, nil
	}
	s.apply(d, &p)
	s.publishSoon(d)
	s.recheckSoon()
	return nil, nil
}

func (s *session) apply(d *document, p *changeParams) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.doc == nil {
		return
	}
	for _, c := range p.ContentChanges {
		text := d.doc.Snapshot().File.Text
		var change syntax.Change
		if c.Range == nil {
			change = difference(text.Bytes(), []byte(*c.Text))
			d.lost = false
		} else {
			change = text.Change(c.Range.Start.clamp(), c.Range.End.clamp(), s.caps.encoding, *c.Text)
		}
		d.publish.touch(text, change)
		d.doc.Edit(change)
	}
	d.edits++
	if v := p.TextDocument.Version; v != nil {
		d.version = int32(*v)
	} else {
		d.version++
	}
}

// difference is the change that makes b of a, without what they have in common
// at both ends.
func difference(a, b []byte) syntax.Change {
	n := min(len(a), len(b))
	head := 0
	for head < n && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < n-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return syntax.Change{Start: head, End: len(a) - tail, New: b[head : len(b)-tail]}
}

// lose gives up on a document whose text is not known any more. A change of
// the full text, or opening it again, brings it back.
func (s *session) lose(d *document) {
	d.mu.Lock()
	d.lost = true
	d.edits++
	d.mu.Unlock()
	s.publishSoon(d)
	s.showMessage(protocol.MessageTypeWarning, "pyidiom has lost track of "+d.path+": close it and open it again.")
}
