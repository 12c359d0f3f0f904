package server

import (
	"bytes"
	"context"
	"runtime"

	"go.lsp.dev/protocol"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// maxComputations is how many documents are looked at at the same time.
var maxComputations = max(1, runtime.GOMAXPROCS(0))

// publishState says what the client was told about a document. It is guarded
// by the document's mu.
type publishState struct {
	busy, again bool

	told    bool   // something was published
	last    []byte // what: the diagnostics, encoded
	lines   []span // where they were: lines only
	touched bool   // an edit came near one of them since

	pulled      string // the result of the last pull
	pulledEdits int    // the state of the document then
}

// touch notes an edit. An editor moves the diagnostics it shows along with
// edits; where one goes through a diagnostic, what it shows is a guess, and
// the same diagnostics are published again.
func (p *publishState) touch(text *syntax.Text, c syntax.Change) {
	if p.touched || len(p.lines) == 0 {
		return
	}
	first, last := int64(text.LineOf(c.Start)), int64(text.LineOf(c.End))
	for _, l := range p.lines {
		if first <= l.End.Line && last >= l.Start.Line {
			p.touched = true
			return
		}
	}
}

// publishSoon has the diagnostics of a document computed and published in the
// background. However many edits come meanwhile, only the newest version is
// looked at next.
func (s *session) publishSoon(d *document) {
	if s.caps.pull {
		return
	}
	d.mu.Lock()
	if d.publish.busy {
		d.publish.again = true
		d.mu.Unlock()
		return
	}
	d.publish.busy = true
	d.mu.Unlock()
	s.start("publish", func(ctx context.Context) {
		for {
			s.publishing <- struct{}{}
			func() {
				defer func() { <-s.publishing }()
				s.publishNow(ctx, d)
			}()
			d.mu.Lock()
			if !d.publish.again || ctx.Err() != nil {
				d.publish.busy = false
				d.mu.Unlock()
				return
			}
			d.publish.again = false
			d.mu.Unlock()
		}
	})
}

// publishNow computes and publishes, unless the text has changed meanwhile.
func (s *session) publishNow(ctx context.Context, d *document) {
	v, open := d.look()
	if !open {
		s.unpublish(d)
		return
	}
	list, ok := s.diagnosticsOf(ctx, v)
	if !ok {
		return
	}
	b := encoded(list)
	s.sendMu.Lock()
	defer s.sendMu.Unlock()
	d.mu.Lock()
	p := &d.publish
	if d.edits != v.edits || d.doc == nil || p.told && !p.touched && bytes.Equal(b, p.last) {
		d.mu.Unlock()
		return
	}
	p.told, p.last, p.touched = true, b, false
	p.lines = p.lines[:0]
	for i := range list {
		r := list[i].Range
		p.lines = append(p.lines, span{position{Line: int64(r.Start.Line)}, position{Line: int64(r.End.Line)}})
	}
	d.mu.Unlock()
	s.send(protocol.MethodTextDocumentPublishDiagnostics, &protocol.PublishDiagnosticsParams{
		URI: d.uri, Version: protocol.NewOptional(v.version), Diagnostics: list,
	})
}

// unpublish takes the diagnostics of a closed document off.
func (s *session) unpublish(d *document) {
	s.sendMu.Lock()
	defer s.sendMu.Unlock()
	d.mu.Lock()
	told, version := d.publish.told, d.version
	d.publish = publishState{busy: d.publish.busy, again: d.publish.again}
	d.mu.Unlock()
	if !told {
		return
	}
	if again := s.document(d.uri); again != nil && again != d {
		return // opened again meanwhile: that one publishes
	}
	s.send(protocol.MethodTextDocumentPublishDiagnostics, &protocol.PublishDiagnosticsParams{
		URI: d.uri, Version: protocol.NewOptional(version), Diagnostics: []protocol.Diagnostic{},
	})
}

// send sends a notification. An error means that the connection is gone, which
// the reading side finds out, too.
func (s *session) send(method string, params any) {
	_ = s.conn.Notify(s.ctx, method, params)
}
