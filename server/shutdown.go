package server

import (
	"context"
	"errors"
	"os"
	"runtime"
	"syscall"
	"time"

	"go.uber.org/zap"
)

// shutdown stops background work; the process lives until exit.
func (s *session) shutdown([]byte) (any, error) {
	s.phase.Store(phaseShutdown)
	s.cancelAllProgress()
	return nil, nil
}

// exitNow ends the process, well if shutdown came before.
func (s *session) exitNow([]byte) (any, error) {
	code := exitFailed
	if s.phase.Load() == phaseShutdown {
		code = exitDone
	}
	s.quit(code)
	return nil, nil
}

// watchParent ends the server when the process of the editor is gone: not
// every editor closes its pipes when it is killed.
func (s *session) watchParent(pid int32) {
	if pid <= 0 || runtime.GOOS == "windows" {
		return
	}
	s.start("parent", func(ctx context.Context) {
		tick := time.NewTicker(parentPoll)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if !alive(int(pid)) {
				s.log.Info("the editor is gone", zap.Int32("pid", pid))
				s.quit(exitFailed)
				return
			}
		}
	})
}

// alive tells whether a process exists; one of another user does.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
