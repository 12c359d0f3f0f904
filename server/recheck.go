package server

import (
	"context"
	"sync"
	"time"
)

// recheckDelay is how long after the last edit of a file the others that are
// open are looked at again: what they say may depend on it.
const recheckDelay = 150 * time.Millisecond

type recheckState struct {
	mu    sync.Mutex
	timer *time.Timer
}

// recheckSoon has all open documents looked at again after a pause.
func (s *session) recheckSoon() {
	s.recheck.mu.Lock()
	defer s.recheck.mu.Unlock()
	if s.recheck.timer == nil {
		s.recheck.timer = time.AfterFunc(recheckDelay, s.recheckAll)
		return
	}
	s.recheck.timer.Reset(recheckDelay)
}

// recheckAll looks at all open documents: unchanged results cost little and
// are not published.
func (s *session) recheckAll() {
	if s.ctx.Err() != nil || s.phase.Load() != phaseInitialized {
		return
	}
	before := s.engine.Generation()
	s.engine.Settle()
	if s.engine.Generation() == before {
		return
	}
	if !s.caps.pull {
		for _, d := range s.documents() {
			s.publishSoon(d)
		}
		return
	}
	// The client asks for the document that it edits by itself. It needs to be
	// told only if another one has changed.
	s.start("recheck", func(ctx context.Context) {
		changed := false
		for _, d := range s.documents() {
			v, open := d.look()
			if !open {
				continue
			}
			list, ok := s.diagnosticsOf(ctx, v)
			if !ok {
				return
			}
			id := resultID(list)
			d.mu.Lock()
			if d.publish.pulled != "" && d.publish.pulled != id && d.publish.pulledEdits == v.edits {
				changed = true
			}
			d.mu.Unlock()
		}
		if changed {
			s.refresh(ctx)
		}
	})
}

// refresh has the client ask for all diagnostics again.
func (s *session) refresh(ctx context.Context) {
	if s.caps.pull && s.caps.refresh {
		_ = s.client.DiagnosticRefresh(ctx)
	}
}

// everythingChanged has the diagnostics of all documents computed anew.
func (s *session) everythingChanged() {
	if s.phase.Load() != phaseInitialized {
		return
	}
	if s.caps.pull {
		s.start("refresh", s.refresh)
	} else {
		for _, d := range s.documents() {
			s.publishSoon(d)
		}
	}
	s.problemsSoon()
}
