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
	shown bool
}

func newProgress(w io.Writer, label string) *progress {
	p := &progress{begin: time.Now()}
	if isTerminal(w) {
		p.bar = progressbar.NewOptions(0,
			progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(label), progressbar.OptionShowCount(),
			progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetPredictTime(false))
	}
	return p
}

// set says how many files are done. The bar is a courtesy: that it cannot be
// drawn is no error.
func (p *progress) set(done, total int) {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown = p.shown || time.Since(p.begin) >= progressDelay; p.shown {
		p.bar.ChangeMax(total)
		_ = p.bar.Set(done)
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
