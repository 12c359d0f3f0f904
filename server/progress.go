package server

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"go.lsp.dev/protocol"
	"go.uber.org/zap"
)

// progressInterval is how often progress is reported at most.
const progressInterval = 100 * time.Millisecond

var progressTokens atomic.Int64

// scan reads the files of the workspace in the background, and tells the client
// how far it is. A scan that runs is ended by the next.
func (s *session) scan() {
	s.start("scan", func(ctx context.Context) {
		ctx, report, end := s.progress(ctx, "pyidiom: reading the workspace")
		err := s.engine.Index(ctx, report)
		end()
		if err != nil && ctx.Err() == nil {
			s.log.Warn("the workspace could not be read", zap.Error(err))
		}
		s.everythingChanged()
	})
}

// progress begins work done progress where the client shows it; what it cancels
// ends the context.
func (s *session) progress(ctx context.Context, title string) (_ context.Context, report func(done, total int), end func()) {
	ctx, cancel := context.WithCancel(ctx)
	token := fmt.Sprintf("pyidiom-%d", progressTokens.Add(1))
	s.progressMu.Lock()
	s.progresses[token] = cancel
	s.progressMu.Unlock()
	forget := func() {
		s.progressMu.Lock()
		delete(s.progresses, token)
		s.progressMu.Unlock()
		cancel()
	}
	if !s.caps.progress || s.client.WorkDoneProgressCreate(ctx, &protocol.WorkDoneProgressCreateParams{Token: protocol.String(token)}) != nil {
		return ctx, func(int, int) {}, forget
	}
	send := func(v any) {
		if b, err := protocol.Marshal(v); err == nil {
			s.send(protocol.MethodProgress, &protocol.ProgressParams{Token: protocol.String(token), Value: b})
		}
	}
	send(&protocol.WorkDoneProgressBegin{Kind: "begin", Title: title, Cancellable: ptr(true), Percentage: ptr(uint32(0))})
	var last atomic.Int64
	report = func(done, total int) {
		now, was := time.Now().UnixNano(), last.Load()
		if total <= 0 || now-was < int64(progressInterval) || !last.CompareAndSwap(was, now) {
			return
		}
		send(&protocol.WorkDoneProgressReport{
			Kind: "report", Message: ptr(fmt.Sprintf("%d/%d files", done, total)), Percentage: ptr(uint32(100 * min(done, total) / total)),
		})
	}
	return ctx, report, func() {
		send(&protocol.WorkDoneProgressEnd{Kind: "end"})
		forget()
	}
}

// cancelProgress handles window/workDoneProgress/cancel.
func (s *session) cancelProgress(p *protocol.WorkDoneProgressCancelParams) {
	token, _ := p.Token.(protocol.String)
	s.progressMu.Lock()
	cancel := s.progresses[string(token)]
	s.progressMu.Unlock()
	if cancel != nil {
		cancel()
	}
}

func (s *session) cancelAllProgress() {
	s.progressMu.Lock()
	defer s.progressMu.Unlock()
	for _, cancel := range s.progresses {
		cancel()
	}
}
