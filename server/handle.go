package server

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.uber.org/zap"
)

// method handles one LSP method.
//
// run runs on the goroutine that reads messages, so that it sees all edits that
// came before the request and none that came after. If its result is an answer,
// this runs concurrently with all that follows.
type method struct {
	early bool // allowed before initialize
	run   func(s *session, params []byte) (any, error)
}

// answer computes the result of a request.
type answer func(ctx context.Context) (any, error)

var methods map[string]method

func init() {
	methods = map[string]method{
		protocol.MethodInitialize: {early: true, run: inOrder(unmarshal, (*session).initialize)},
		protocol.MethodExit:       {early: true, run: (*session).exitNow},

		protocol.MethodInitialized: {run: notification(unmarshal, (*session).initialized)},
		protocol.MethodShutdown:    {run: (*session).shutdown},
		protocol.MethodSetTrace:    {run: notification(unmarshal, (*session).setTrace)},

		protocol.MethodTextDocumentDidOpen:   {run: notification(unmarshal, (*session).didOpen)},
		protocol.MethodTextDocumentDidChange: {run: (*session).didChange},
		protocol.MethodTextDocumentDidSave:   {run: notification(unmarshal, (*session).didSave)},
		protocol.MethodTextDocumentDidClose:  {run: notification(unmarshal, (*session).didClose)},

		protocol.MethodTextDocumentCodeAction: {run: request(lenient, (*session).codeAction)},
		protocol.MethodCodeActionResolve:      {run: request(lenient, (*session).resolveCodeAction)},
		protocol.MethodTextDocumentCompletion: {run: request(unmarshal, (*session).completion)},
		protocol.MethodCompletionItemResolve:  {run: request(raw, (*session).resolveCompletion)},
		protocol.MethodTextDocumentHover:      {run: request(unmarshal, (*session).hover)},
		protocol.MethodTextDocumentDiagnostic: {run: request(unmarshal, (*session).diagnostic)},
		protocol.MethodWorkspaceDiagnostic:    {run: request(unmarshal, (*session).workspaceDiagnostic)},

		protocol.MethodWorkspaceExecuteCommand:            {run: request(unmarshal, (*session).executeCommand)},
		protocol.MethodWorkspaceDidChangeConfiguration:    {run: notification(unmarshal, (*session).didChangeConfiguration)},
		protocol.MethodWorkspaceDidChangeWatchedFiles:     {run: notification(unmarshal, (*session).didChangeWatchedFiles)},
		protocol.MethodWorkspaceDidChangeWorkspaceFolders: {run: notification(unmarshal, (*session).didChangeWorkspaceFolders)},
		protocol.MethodWindowWorkDoneProgressCancel:       {run: notification(unmarshal, (*session).cancelProgress)},
	}
}

// inOrder makes a method that is done before the next message is read.
func inOrder[P any](decode func([]byte, any) error, f func(*session, *P) (any, error)) func(*session, []byte) (any, error) {
	return func(s *session, params []byte) (any, error) {
		var p P
		if err := decode(params, &p); err != nil {
			return nil, invalidParams(err)
		}
		return f(s, &p)
	}
}

// notification is inOrder for a method without a result.
func notification[P any](decode func([]byte, any) error, f func(*session, *P)) func(*session, []byte) (any, error) {
	return inOrder(decode, func(s *session, p *P) (any, error) {
		f(s, p)
		return nil, nil
	})
}

// request makes a method that is answered concurrently. f takes what it needs
// of the state and gives the rest of the work as a function; nil for none.
func request[P any](decode func([]byte, any) error, f func(*session, *P) (answer, error)) func(*session, []byte) (any, error) {
	return inOrder(decode, func(s *session, p *P) (any, error) {
		a, err := f(s, p)
		if a == nil {
			return nil, err
		}
		return a, err
	})
}

// unmarshal decodes with the generated decoders.
func unmarshal(b []byte, v any) error {
	if len(b) == 0 {
		b = []byte("{}")
	}
	return protocol.Unmarshal(b, v)
}

// lenient decodes types of our own, which name only what is needed: what other
// servers put into a request must not matter.
func lenient(b []byte, v any) error { return json.Unmarshal(b, v) }

// raw hands the params on as they are.
func raw(b []byte, v any) error {
	*v.(*json.RawMessage) = append(json.RawMessage(nil), b...)
	return nil
}

func invalidParams(err error) error {
	return jsonrpc2.Errorf(jsonrpc2.InvalidParams, "invalid params: %v", err)
}

// handle is called for every message, in order.
func (s *session) handle(own context.Context, req *jsonrpc2.Request) (result any, err error) {
	name := strings.Clone(req.Method())
	start := time.Now()
	s.trace(name, req)
	defer func() {
		if p := recover(); p != nil {
			s.log.Error("a request panicked: please report this", zap.String("method", name),
				zap.Any("panic", p), zap.ByteString("stack", debug.Stack()))
			result, err = nil, jsonrpc2.Errorf(jsonrpc2.InternalError, "%s panicked: %v", name, p)
		}
		if err != nil && !req.IsCall() {
			s.log.Warn("a notification could not be handled", zap.String("method", name), zap.Error(err))
			err = nil
		}
		s.traceEnd(name, req.IsCall(), time.Since(start), err)
	}()
	if name == protocol.MethodCancelRequest {
		s.cancelRequest(req.Params())
		return nil, nil
	}
	// The context of a request is used again for others when the handler
	// returns (jsonrpc2.Handler): nothing may be derived from it.
	ctx := s.ctx
	if req.IsCall() {
		var cancel context.CancelFunc
		ctx, cancel = context.WithCancel(s.ctx)
		id := req.ID()
		s.cancelsMu.Lock()
		s.cancels[id] = cancel
		s.cancelsMu.Unlock()
		defer func() {
			s.cancelsMu.Lock()
			delete(s.cancels, id)
			s.cancelsMu.Unlock()
			cancel()
		}()
	}
	m, known := methods[name]
	switch phase := s.phase.Load(); {
	case phase == phaseNew && !m.early:
		return nil, jsonrpc2.Errorf(jsonrpc2.ServerNotInitialized, "%s came before initialize", name)
	case phase == phaseShutdown && name != protocol.MethodExit:
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidRequest, "%s came after shutdown", name)
	}
	if !known {
		if req.IsCall() {
			return nil, jsonrpc2.Errorf(jsonrpc2.MethodNotFound, "method %q is not known", name)
		}
		s.log.Debug("a notification is not known", zap.String("method", name))
		return nil, nil
	}
	result, err = m.run(s, req.Params())
	a, ok := result.(answer)
	if err != nil || !ok {
		return result, err
	}
	// From here on the next message is read at the same time.
	jsonrpc2.Async(own)
	result, err = a(ctx)
	if ctx.Err() != nil {
		return nil, protocol.ErrRequestCancelled
	}
	return result, err
}

// cancelRequest ends a request that runs. The answer is then an error.
func (s *session) cancelRequest(params []byte) {
	var p struct {
		ID any `json:"id"`
	}
	d := json.NewDecoder(strings.NewReader(string(params)))
	d.UseNumber()
	if err := d.Decode(&p); err != nil {
		s.log.Warn("$/cancelRequest has invalid params", zap.Error(err))
		return
	}
	var id jsonrpc2.ID
	switch v := p.ID.(type) {
	case json.Number:
		n, err := v.Int64()
		if err != nil {
			return
		}
		id = jsonrpc2.NewNumberID(n)
	case string:
		id = jsonrpc2.NewStringID(v)
	default:
		s.log.Warn("$/cancelRequest has no id", zap.String("params", fmt.Sprintf("%.80s", params)))
		return
	}
	s.cancelsMu.Lock()
	cancel := s.cancels[id]
	s.cancelsMu.Unlock()
	if cancel != nil {
		cancel()
	}
}
