// Package server is the language server: it translates between LSP and the
// engine in package analysis.
//
// Each request has a file of its own. Edits are applied in order on the
// goroutine that reads messages. Requests take a snapshot there, too, and are
// then answered concurrently from it. Diagnostics are computed in the
// background; see publish.go.
package server

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.uber.org/zap"

	// The rules register themselves.
	_ "github.com/pyidiom/pyidiom/analysis/rules"
	"github.com/pyidiom/pyidiom/snippets"
)

// Options says how a server runs.
type Options struct {
	In      io.Reader // nil: standard input
	Out     io.Writer // nil: standard output
	Version string    // of the program, for the client

	// Socket, if not empty, is the TCP address HOST:PORT, or PORT on the
	// loopback interface, of an editor that listens there; the server connects
	// to it and In and Out are not used. This is what vscode-languageclient
	// does with TransportKind.socket.
	Socket string

	LogFile  string // "": standard error
	LogLevel string // debug, info, warn or error; "": warn
}

// Exit codes of a server (LSP 3.17, exit notification).
const (
	exitDone   = 0 // exit came after shutdown
	exitFailed = 1 // exit, or the end of the connection, without shutdown
	exitUsage  = 2 // it could not start
)

// parentPoll is how often a server looks whether its editor is still there.
const parentPoll = 3 * time.Second

// endTimeout is how long a session waits for background work when it ends.
const endTimeout = 2 * time.Second

// Run serves one editor until it leaves, and gives the exit code of the
// process. What keeps it from starting is printed to standard error.
func Run(ctx context.Context, o Options) int {
	// An editor that is gone is an error of a write, no reason to be killed.
	signal.Ignore(syscall.SIGPIPE)
	logs, err := newLogs(o.LogFile, o.LogLevel)
	if err != nil {
		fmt.Fprintf(os.Stderr, "pyidiom server: %v\n", err)
		return exitUsage
	}
	defer logs.close()
	rw, err := connect(ctx, o)
	if err != nil {
		fmt.Fprintf(os.Stderr, "pyidiom server: %v\n", err)
		return exitUsage
	}
	return newSession(ctx, rw, o, logs).serve()
}

func connect(ctx context.Context, o Options) (io.ReadWriteCloser, error) {
	if o.Socket != "" {
		addr := o.Socket
		if _, _, err := net.SplitHostPort(addr); err != nil {
			addr = net.JoinHostPort("127.0.0.1", addr)
		}
		conn, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, "tcp", addr)
		if err != nil {
			return nil, fmt.Errorf("no editor listens at --socket %s: %w", o.Socket, err)
		}
		return conn, nil
	}
	p := stdio{o.In, o.Out}
	if p.Reader == nil {
		p.Reader = os.Stdin
	}
	if p.Writer == nil {
		p.Writer = os.Stdout
	}
	return p, nil
}

// stdio is a pair of pipes. Closing it leaves them open: they belong to the
// process, and a read that waits on a pipe would not end anyway.
type stdio struct {
	io.Reader
	io.Writer
}

func (stdio) Close() error { return nil }

// session is one editor's connection.
type session struct {
	log    *zap.Logger
	logs   *logs
	opts   Options
	ctx    context.Context // ends with the session
	cancel context.CancelFunc
	rw     io.ReadWriteCloser
	stream *stream
	conn   jsonrpc2.Conn
	client protocol.Client
	engine *engine
	guides snippets.Library

	phase atomic.Int32 // of the lifecycle

	caps clientCaps // written by initialize, then read only
	exit chan int
	once sync.Once

	tasksMu sync.Mutex
	ended   bool           // no more tasks are started
	tasks   sync.WaitGroup // background work

	cancelsMu sync.Mutex
	cancels   map[jsonrpc2.ID]context.CancelFunc // of the requests that run

	docsMu sync.Mutex
	docs   map[protocol.URI]*document

	foldersMu sync.Mutex
	folders   []protocol.WorkspaceFolder
	settings  settingsState

	progressMu sync.Mutex
	progresses map[string]context.CancelFunc

	completions completionCache
	problems    problemState
	recheck     recheckState
	sendMu      sync.Mutex    // held from the last look at a document until its diagnostics are sent
	publishing  chan struct{} // one entry per computation of diagnostics that runs
}

// Phases of the lifecycle.
const (
	phaseNew         = iota
	phaseInitialized // initialize was answered
	phaseShutdown
)

func newSession(ctx context.Context, rw io.ReadWriteCloser, o Options, logs *logs) *session {
	ctx, cancel := context.WithCancel(ctx)
	s := &session{
		rw: rw, log: logs.Logger, logs: logs, opts: o, ctx: ctx, cancel: cancel,
		exit: make(chan int, 1), docs: map[protocol.URI]*document{},
		cancels:    map[jsonrpc2.ID]context.CancelFunc{},
		progresses: map[string]context.CancelFunc{},
		publishing: make(chan struct{}, maxComputations),
	}
	s.engine = newEngine(logs.Logger)
	s.stream = newStream(rw, s.log, cancel)
	s.conn = jsonrpc2.NewConn(s.stream, jsonrpc2.WithCodec(codec{}))
	s.client = protocol.ClientDispatcher(s.conn)
	return s
}

// serve answers until the session ends, and gives the exit code.
func (s *session) serve() int {
	s.logs.attach(s)
	s.conn.Go(s.ctx, s.handle)

	code := exitFailed
	select {
	case code = <-s.exit:
	case <-s.ctx.Done():
		// The end of the input: take an exit that came just before it.
		select {
		case code = <-s.exit:
		default:
			if s.phase.Load() == phaseShutdown {
				code = exitDone
			}
			if err := s.stream.failure(); err != nil {
				s.log.Error("the connection is closed", zap.Error(err))
				fmt.Fprintf(os.Stderr, "pyidiom server: %v\n", err)
			}
		}
	}
	s.logs.detach()
	s.cancel()
	_ = s.rw.Close()
	s.endTasks()
	s.closeDocuments()
	s.engine.Close()
	return code
}

// quit ends the session.
func (s *session) quit(code int) {
	s.once.Do(func() { s.exit <- code })
}

// start runs f in the background; a panic ends f and nothing else.
func (s *session) start(name string, f func(ctx context.Context)) {
	s.tasksMu.Lock()
	defer s.tasksMu.Unlock()
	if s.ended {
		return
	}
	s.tasks.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				s.log.Error("a background task panicked", zap.String("task", name), zap.Any("panic", p), zap.Stack("stack"))
			}
		}()
		f(s.ctx)
	})
}

// endTasks waits for the background work to end, but not for ever: a task may
// be writing to an editor that lives and does not read.
func (s *session) endTasks() {
	s.tasksMu.Lock()
	s.ended = true
	s.tasksMu.Unlock()
	done := make(chan struct{})
	go func() {
		s.tasks.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(endTimeout):
		s.log.Warn("background work does not end")
	}
}

// codec encodes messages with the generated encoders of package protocol.
type codec struct{}

func (codec) Marshal(v any) ([]byte, error) {
	if raw, ok := v.(jsonrpc2.RawMessage); ok {
		return raw, nil
	}
	return protocol.Marshal(v)
}

func (codec) Unmarshal(b []byte, v any) error { return protocol.Unmarshal(b, v) }
