package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"time"

	"go.lsp.dev/jsonrpc2"
)

// The parts of the protocol that the demonstration reads. Characters count bytes: the client offers UTF-8 only.
type (
	position struct {
		Line      int `json:"line"`
		Character int `json:"character"`
	}
	textRange struct {
		Start position `json:"start"`
		End   position `json:"end"`
	}
	textEdit struct {
		Range   textRange `json:"range"`
		NewText string    `json:"newText"`
	}
	documentID struct {
		URI string `json:"uri"`
	}
	diagnostic struct {
		Range    textRange `json:"range"`
		Severity int       `json:"severity"`
		Code     string    `json:"code"`
		Message  string    `json:"message"`
	}
	codeAction struct {
		Title       string          `json:"title"`
		Kind        string          `json:"kind,omitempty"`
		Disabled    json.RawMessage `json:"disabled,omitempty"`
		IsPreferred bool            `json:"isPreferred,omitempty"`
		Edit        *workspaceEdit  `json:"edit,omitempty"`
		Data        json.RawMessage `json:"data,omitempty"`
	}
	workspaceEdit struct {
		DocumentChanges []struct {
			TextDocument documentID `json:"textDocument"`
			Edits        []textEdit `json:"edits"`
		} `json:"documentChanges"`
	}
	completionItem struct {
		Label               string          `json:"label"`
		Kind                int             `json:"kind,omitempty"`
		Detail              string          `json:"detail,omitempty"`
		InsertTextFormat    int             `json:"insertTextFormat,omitempty"`
		FilterText          string          `json:"filterText,omitempty"`
		TextEdit            *textEdit       `json:"textEdit,omitempty"`
		AdditionalTextEdits []textEdit      `json:"additionalTextEdits,omitempty"`
		Data                json.RawMessage `json:"data,omitempty"`
	}
	published struct {
		URI         string       `json:"uri"`
		Version     int          `json:"version"`
		Diagnostics []diagnostic `json:"diagnostics"`
	}
)

// client talks to a language server over its standard input and output.
type client struct {
	conn    jsonrpc2.Conn
	command *exec.Cmd

	mu      sync.Mutex
	latest  map[string]published // by URI
	arrival chan struct{}        // closed and replaced whenever diagnostics arrive
}

// start runs the server on the project whose root has the given URI. stderr receives the server's log.
func start(ctx context.Context, server, rootURI string, stderr io.Writer) (*client, error) {
	c := &client{latest: map[string]published{}, arrival: make(chan struct{})}
	c.command = exec.CommandContext(ctx, server, "server")
	c.command.Stderr = stderr
	stdin, err := c.command.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := c.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.command.Start(); err != nil {
		return nil, err
	}
	c.conn = jsonrpc2.NewConn(jsonrpc2.NewStream(struct {
		io.Reader
		io.WriteCloser
	}{stdout, stdin}))
	c.conn.Go(ctx, c.receive)

	var capabilities any
	if err := json.Unmarshal([]byte(`{
		"general": {"positionEncodings": ["utf-8"]},
		"workspace": {"workspaceEdit": {"documentChanges": true}},
		"textDocument": {
			"publishDiagnostics": {"versionSupport": true},
			"codeAction": {
				"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}},
				"isPreferredSupport": true, "dataSupport": true, "resolveSupport": {"properties": ["edit"]}
			},
			"completion": {"completionItem": {
				"snippetSupport": true, "resolveSupport": {"properties": ["documentation", "additionalTextEdits"]}
			}}
		}
	}`), &capabilities); err != nil {
		return nil, err
	}
	params := map[string]any{
		"processId": nil, "rootUri": rootURI, "capabilities": capabilities,
		"clientInfo":       map[string]string{"name": "pyidiom demo"},
		"workspaceFolders": []map[string]string{{"uri": rootURI, "name": "demo"}},
	}
	if err := c.call(ctx, "initialize", params, nil); err != nil {
		return nil, err
	}
	return c, c.conn.Notify(ctx, "initialized", struct{}{})
}

// receive keeps published diagnostics. Everything else a server may send is answered with null.
func (c *client) receive(_ context.Context, request *jsonrpc2.Request) (any, error) {
	if request.Method() != "textDocument/publishDiagnostics" {
		return nil, nil
	}
	var p published
	if err := json.Unmarshal(request.Params(), &p); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.latest[p.URI] = p
	close(c.arrival)
	c.arrival = make(chan struct{})
	return nil, nil
}

func (c *client) call(ctx context.Context, method string, params, result any) error {
	if _, err := c.conn.Call(ctx, method, params, result); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	return nil
}

// diagnostics waits until the server has published those of a version of a document, and for as long after that as it
// goes on to publish (it may learn more from other files). It also says when the first of them came.
func (c *client) diagnostics(ctx context.Context, uri string, version int) ([]diagnostic, time.Time, error) {
	const settled = 150 * time.Millisecond
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	var first time.Time
	var quiet <-chan time.Time
	for {
		c.mu.Lock()
		p, ok := c.latest[uri]
		arrival := c.arrival
		c.mu.Unlock()
		if ok && p.Version >= version {
			if first.IsZero() {
				first = time.Now()
			}
			quiet = time.After(settled)
		}
		select {
		case <-arrival:
		case <-quiet:
			return p.Diagnostics, first, nil
		case <-c.conn.Done():
			return nil, first, errors.New("the server ended")
		case <-ctx.Done():
			return nil, first, fmt.Errorf("diagnostics of %s, version %d: %w", uri, version, ctx.Err())
		}
	}
}

// stop shuts the server down as the protocol says and waits for its end.
func (c *client) stop(ctx context.Context) error {
	if err := c.call(ctx, "shutdown", nil, nil); err != nil {
		return err
	}
	if err := c.conn.Notify(ctx, "exit", nil); err != nil {
		return err
	}
	return c.command.Wait()
}
