package server

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// logs is the log of a server: to standard error or a file, and, from warnings
// on, to the client as window/logMessage.
type logs struct {
	*zap.Logger
	level zap.AtomicLevel
	base  zapcore.Level // from the command line
	file  *os.File

	client atomic.Pointer[session]
	queue  chan protocol.LogMessageParams
	trace  atomic.Value // protocol.TraceValue
}

// queuedMessages is how many messages wait for the client at most: more are
// only in the log.
const queuedMessages = 256

func newLogs(path, level string) (*logs, error) {
	l := &logs{base: zapcore.WarnLevel, queue: make(chan protocol.LogMessageParams, queuedMessages)}
	if level != "" {
		parsed, err := zapcore.ParseLevel(level)
		if err != nil {
			return nil, fmt.Errorf("--log-level %q is none of debug, info, warn, error", level)
		}
		l.base = parsed
	}
	out := os.Stderr
	if path != "" {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
		if err != nil {
			return nil, fmt.Errorf("--log-file: %w", err)
		}
		l.file, out = f, f
	}
	l.level = zap.NewAtomicLevelAt(l.base)
	enc := zap.NewProductionEncoderConfig()
	enc.EncodeTime = zapcore.ISO8601TimeEncoder
	core := zapcore.NewCore(zapcore.NewConsoleEncoder(enc), zapcore.Lock(out), l.level)
	l.Logger = zap.New(zapcore.NewTee(core, clientCore{l, nil}))
	return l, nil
}

func (l *logs) close() {
	_ = l.Sync()
	if l.file != nil {
		_ = l.file.Close()
	}
}

// attach sends messages to the client of a session from now on.
func (l *logs) attach(s *session) {
	l.client.Store(s)
	s.start("log", func(ctx context.Context) {
		for {
			select {
			case <-ctx.Done():
				return
			case m := <-l.queue:
				s.send(protocol.MethodWindowLogMessage, &m)
			}
		}
	})
}

func (l *logs) detach() { l.client.Store(nil) }

// clientCore passes on what users should see.
type clientCore struct {
	logs   *logs
	fields []zapcore.Field
}

func (c clientCore) Enabled(l zapcore.Level) bool { return l >= zapcore.WarnLevel }

func (c clientCore) With(f []zapcore.Field) zapcore.Core {
	return clientCore{c.logs, append(c.fields[:len(c.fields):len(c.fields)], f...)}
}

func (c clientCore) Check(e zapcore.Entry, ce *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if c.Enabled(e.Level) {
		return ce.AddCore(e, c)
	}
	return ce
}

func (c clientCore) Write(e zapcore.Entry, fields []zapcore.Field) error {
	s := c.logs.client.Load()
	if s == nil || s.phase.Load() != phaseInitialized {
		return nil
	}
	enc := zapcore.NewMapObjectEncoder()
	var b strings.Builder
	b.WriteString(e.Message)
	for _, f := range append(c.fields[:len(c.fields):len(c.fields)], fields...) {
		f.AddTo(enc)
		fmt.Fprintf(&b, "; %s: %v", f.Key, enc.Fields[f.Key])
	}
	kind := protocol.MessageTypeWarning
	if e.Level >= zapcore.ErrorLevel {
		kind = protocol.MessageTypeError
	}
	select {
	case c.logs.queue <- protocol.LogMessageParams{Type: kind, Message: b.String()}:
	default:
	}
	return nil
}

func (clientCore) Sync() error { return nil }

// showMessage shows a message to the user.
func (s *session) showMessage(kind protocol.MessageType, message string) {
	s.start("message", func(context.Context) {
		s.send(protocol.MethodWindowShowMessage, &protocol.ShowMessageParams{Type: kind, Message: message})
	})
}

// setTrace has more or less logged: a client that wants messages gets info,
// one that wants them verbose gets debug, none gets less than --log-level.
func (s *session) setTrace(p *protocol.SetTraceParams) {
	level := s.logs.base
	switch p.Value {
	case protocol.TraceValueMessages:
		level = min(level, zapcore.InfoLevel)
	case protocol.TraceValueVerbose:
		level = min(level, zapcore.DebugLevel)
	}
	s.logs.level.SetLevel(level)
	s.logs.trace.Store(p.Value)
}

// trace logs that a message came.
func (s *session) trace(name string, req *jsonrpc2.Request) {
	if ce := s.log.Check(zapcore.DebugLevel, "received"); ce != nil {
		ce.Write(zap.String("method", name), zap.Int("bytes", len(req.Params())))
	}
}

// traceEnd tells a client that traces how long a request took.
func (s *session) traceEnd(name string, call bool, took time.Duration, err error) {
	value, _ := s.logs.trace.Load().(protocol.TraceValue)
	if value != protocol.TraceValueMessages && value != protocol.TraceValueVerbose || s.phase.Load() != phaseInitialized {
		return
	}
	p := &protocol.LogTraceParams{Message: fmt.Sprintf("%s took %s", name, took.Round(time.Microsecond))}
	if value == protocol.TraceValueVerbose && err != nil {
		p.Verbose = ptr(err.Error())
	}
	if call || value == protocol.TraceValueVerbose {
		s.start("trace", func(context.Context) { s.send(protocol.MethodLogTrace, p) })
	}
}
