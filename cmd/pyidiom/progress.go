package main

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progressDelay is how long a run may take before a bar appears.
const progressDelay = time.Second

// progress is a bar on a terminal for runs that take long. It is safe for
// concurrent use.
type progress struct {
	mu    sync.Mutex
	bar   *progressbar.ProgressBar // nil where there is no terminal
	begin time.Time
	done  int
	shown bool
}

func newProgress(w io.Writer, total int) *progress {
	p := &progress{begin: time.Now()}
	if isTerminal(w) && total > 1 {
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(w), progressbar.OptionSetDescription("Checking"), progressbar.OptionShowCount(),
			progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetPredictTime(false))
	}
	return p
}

// step counts one file. The bar is a courtesy: that it cannot be drawn is no
// error.
func (p *progress) step() {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	if p.shown = p.shown || time.Since(p.begin) >= progressDelay; p.shown {
		_ = p.bar.Set(p.done)
	}
}

func (p *progress) finish() {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		_ = p.bar.Clear()
	}
}
