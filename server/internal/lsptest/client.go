// Package lsptest is an editor for tests of language servers. It knows JSON-RPC
// and the framing of LSP, keeps what the server sends, and answers its requests
// as told. Messages are plain JSON: nothing is shared with the code under test.
package lsptest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Timeout is how long a test waits for anything.
const Timeout = 30 * time.Second

// Object is a JSON object.
type Object = map[string]any

// Error is an error response.
type Error struct {
	Code    int             `json:"code"`
	Message string          `json:"message"`
	Data    json.RawMessage `json:"data"`
}

func (e *Error) Error() string { return fmt.Sprintf("%d: %s", e.Code, e.Message) }

// Message is one message of the server.
type Message struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  *Error          `json:"error"`
}

// Diagnostic is a diagnostic as a server publishes it.
type Diagnostic struct {
	Range    Range           `json:"range"`
	Severity int             `json:"severity"`
	Code     string          `json:"code"`
	Source   string          `json:"source"`
	Message  string          `json:"message"`
	Tags     []int           `json:"tags"`
	Data     json.RawMessage `json:"data"`

	CodeDescription struct {
		Href string `json:"href"`
	} `json:"codeDescription"`
}

// Position and Range count in the units that were negotiated.
type (
	Position struct {
		Line      int `json:"line"`
		Character int `json:"character"`
	}
	Range struct {
		Start Position `json:"start"`
		End   Position `json:"end"`
	}
	// TextEdit replaces a range.
	TextEdit struct {
		Range   Range  `json:"range"`
		NewText string `json:"newText"`
	}
)

// Published is one textDocument/publishDiagnostics.
type Published struct {
	URI         string       `json:"uri"`
	Version     *int         `json:"version"`
	Diagnostics []Diagnostic `json:"diagnostics"`
}

// Codes are the codes of the diagnostics, in order.
func (p *Published) Codes() []string {
	codes := []string{}
	for _, d := range p.Diagnostics {
		codes = append(codes, d.Code)
	}
	return codes
}

// Client is the editor's side of a connection.
type Client struct {
	t  testing.TB
	rw io.ReadWriteCloser

	writeMu sync.Mutex

	mu       sync.Mutex
	change   chan struct{} // closed and replaced when something comes
	next     int
	calls    map[string]chan *Message
	received []*Message // notifications and requests of the server
	handlers map[string]func(params json.RawMessage) any
	end      error
}

// New makes a client on a connection. It reads until the connection ends.
func New(t testing.TB, rw io.ReadWriteCloser) *Client {
	c := &Client{
		t: t, rw: rw, change: make(chan struct{}), calls: map[string]chan *Message{},
		handlers: map[string]func(json.RawMessage) any{},
	}
	go c.read()
	return c
}

// Handle answers requests of the server for a method; others are answered with
// null. Notifications are handed to f as they come, which must not call c, and
// are not kept.
func (c *Client) Handle(method string, f func(params json.RawMessage) any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.handlers[method] = f
}

func (c *Client) read() {
	r := bufio.NewReader(c.rw)
	for {
		m, err := readMessage(r)
		c.mu.Lock()
		if err != nil {
			c.end = err
			for _, ch := range c.calls {
				close(ch)
			}
			c.calls = map[string]chan *Message{}
			c.signal()
			c.mu.Unlock()
			return
		}
		switch {
		case m.Method == "":
			if ch := c.calls[string(m.ID)]; ch != nil {
				delete(c.calls, string(m.ID))
				ch <- m
			} else {
				c.received = append(c.received, m)
				c.signal()
			}
		default:
			f := c.handlers[m.Method]
			if len(m.ID) > 0 {
				go func() {
					var result any
					if f != nil {
						result = f(m.Params)
					}
					_ = c.write(Object{"jsonrpc": "2.0", "id": m.ID, "result": result})
				}()
			} else if f != nil {
				f(m.Params)
				break
			}
			c.received = append(c.received, m)
			c.signal()
		}
		c.mu.Unlock()
	}
}

// signal wakes those who wait; mu is held.
func (c *Client) signal() {
	close(c.change)
	c.change = make(chan struct{})
}

func readMessage(r *bufio.Reader) (*Message, error) {
	length := -1
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return nil, err
		}
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		if v, ok := strings.CutPrefix(line, "Content-Length: "); ok {
			if length, err = strconv.Atoi(v); err != nil {
				return nil, err
			}
		}
	}
	if length < 0 {
		return nil, errors.New("a header has no Content-Length")
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, err
	}
	m := &Message{}
	if err := json.Unmarshal(body, m); err != nil {
		return nil, fmt.Errorf("%w in %q", err, body)
	}
	return m, nil
}

func (c *Client) write(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return c.Raw(fmt.Appendf(nil, "Content-Length: %d\r\n\r\n%s", len(b), b))
}

// Raw writes bytes as they are.
func (c *Client) Raw(b []byte) error {
	c.writeMu.Lock()
	defer c.writeMu.Unlock()
	_, err := c.rw.Write(b)
	return err
}

// Notify sends a notification.
func (c *Client) Notify(method string, params any) {
	c.t.Helper()
	m := Object{"jsonrpc": "2.0", "method": method}
	if params != nil {
		m["params"] = params
	}
	if err := c.write(m); err != nil {
		c.t.Errorf("%s: %v", method, err)
	}
}

// Pending is a request that was sent.
type Pending struct {
	ID     int
	c      *Client
	method string
	answer chan *Message
}

// Start sends a request.
func (c *Client) Start(method string, params any) *Pending {
	c.t.Helper()
	c.mu.Lock()
	c.next++
	p := &Pending{ID: c.next, c: c, method: method, answer: make(chan *Message, 1)}
	c.calls[strconv.Itoa(p.ID)] = p.answer
	c.mu.Unlock()
	m := Object{"jsonrpc": "2.0", "id": p.ID, "method": method}
	if params != nil {
		m["params"] = params
	}
	if err := c.write(m); err != nil {
		c.t.Errorf("%s: %v", method, err)
	}
	return p
}

// Wait waits for the answer; an error response is an *Error.
func (p *Pending) Wait() (json.RawMessage, error) {
	select {
	case m, ok := <-p.answer:
		if !ok {
			return nil, fmt.Errorf("%s: the connection ended", p.method)
		}
		if m.Error != nil {
			return nil, m.Error
		}
		return m.Result, nil
	case <-time.After(Timeout):
		return nil, fmt.Errorf("%s: no answer", p.method)
	}
}

// Cancel sends $/cancelRequest.
func (p *Pending) Cancel() { p.c.Notify("$/cancelRequest", Object{"id": p.ID}) }

// Try sends a request and waits for the answer.
func (c *Client) Try(method string, params any) (json.RawMessage, error) {
	c.t.Helper()
	return c.Start(method, params).Wait()
}

// Call sends a request that must be answered well, and decodes the result.
func (c *Client) Call(method string, params, result any) {
	c.t.Helper()
	b, err := c.Try(method, params)
	if err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
	if result == nil {
		return
	}
	if err := json.Unmarshal(b, result); err != nil {
		c.t.Fatalf("%s: %v in %s", method, err, b)
	}
}

// Code is the code of the error that answers a request, 0 if there is none.
func (c *Client) Code(method string, params any) int {
	c.t.Helper()
	_, err := c.Try(method, params)
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	if err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
	return 0
}

// Received gives the messages of the server for a method so far, and those
// without a method and a known id for "".
func (c *Client) Received(method string) (list []*Message) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, m := range c.received {
		if m.Method == method {
			list = append(list, m)
		}
	}
	return list
}

// Await waits until ok holds. It is asked again whenever a message comes.
func (c *Client) Await(what string, ok func() bool) {
	c.t.Helper()
	deadline := time.After(Timeout)
	for {
		c.mu.Lock()
		change, end := c.change, c.end
		c.mu.Unlock()
		if ok() {
			return
		}
		if end != nil {
			c.t.Fatalf("waiting for %s: the connection ended: %v", what, end)
		}
		select {
		case <-change:
		case <-deadline:
			c.t.Fatalf("waiting for %s: nothing came", what)
		}
	}
}

// AwaitMessage waits for the n-th message of a method, counted from 1.
func (c *Client) AwaitMessage(method string, n int) *Message {
	c.t.Helper()
	var list []*Message
	c.Await(method, func() bool { list = c.Received(method); return len(list) >= n })
	return list[n-1]
}

// Published gives what was published for a document, in order.
func (c *Client) Published(uri string) (list []Published) {
	for _, m := range c.Received("textDocument/publishDiagnostics") {
		var p Published
		if err := json.Unmarshal(m.Params, &p); err != nil {
			c.t.Fatalf("publishDiagnostics: %v", err)
		}
		if p.URI == uri {
			list = append(list, p)
		}
	}
	return list
}

// AwaitPublished waits until the last diagnostics published for a document are
// as wanted, and gives them.
func (c *Client) AwaitPublished(uri string, wanted func(p *Published) bool) *Published {
	c.t.Helper()
	var last *Published
	c.Await("diagnostics of "+uri, func() bool {
		list := c.Published(uri)
		if len(list) == 0 {
			return false
		}
		last = &list[len(list)-1]
		return wanted(last)
	})
	return last
}

// Open opens a Python document, or one of pyproject.toml.
func (c *Client) Open(uri, text string) {
	c.t.Helper()
	language := "python"
	if strings.HasSuffix(uri, ".toml") {
		language = "toml"
	}
	c.Notify("textDocument/didOpen", Object{"textDocument": Object{"uri": uri, "languageId": language, "version": 1, "text": text}})
}

// Change sends changes: a TextEdit for each, or a string for the full text.
func (c *Client) Change(uri string, version int, changes ...any) {
	c.t.Helper()
	list := []any{}
	for _, x := range changes {
		switch x := x.(type) {
		case TextEdit:
			list = append(list, Object{"range": x.Range, "text": x.NewText})
		case string:
			list = append(list, Object{"text": x})
		}
	}
	c.Notify("textDocument/didChange", Object{"textDocument": Object{"uri": uri, "version": version}, "contentChanges": list})
}

// Doc is {"textDocument": {"uri": uri}} with more fields.
func Doc(uri string, more Object) Object {
	o := Object{"textDocument": Object{"uri": uri}}
	for k, v := range more {
		o[k] = v
	}
	return o
}

// At is a position in a document.
func At(uri string, line, character int) Object {
	return Doc(uri, Object{"position": Position{line, character}})
}

// Initialize opens the session with capabilities and the folders with these
// URIs.
func (c *Client) Initialize(capabilities Object, folders ...string) json.RawMessage {
	c.t.Helper()
	list := []any{}
	for _, f := range folders {
		list = append(list, Object{"uri": f, "name": f})
	}
	var result json.RawMessage
	c.Call("initialize", Object{"processId": os.Getpid(), "rootUri": nil, "capabilities": capabilities, "workspaceFolders": list}, &result)
	c.Notify("initialized", Object{})
	return result
}

// Shutdown leaves as LSP wants it.
func (c *Client) Shutdown() {
	c.t.Helper()
	c.Call("shutdown", nil, nil)
	c.Notify("exit", nil)
}

// Apply applies edits, which all speak of text, in UTF-16 code units.
func Apply(t testing.TB, text string, edits []TextEdit) string {
	t.Helper()
	lines := strings.SplitAfter(text, "\n")
	offset := func(p Position) int {
		at := 0
		for i := 0; i < p.Line && i < len(lines); i++ {
			at += len(lines[i])
		}
		if p.Line >= len(lines) {
			return len(text)
		}
		units := 0
		for i, r := range lines[p.Line] {
			if units >= p.Character {
				return at + i
			}
			if units++; r > 0xffff {
				units++
			}
		}
		return at + len(lines[p.Line])
	}
	type piece struct {
		start, end int
		text       string
	}
	var pieces []piece
	for _, e := range edits {
		pieces = append(pieces, piece{offset(e.Range.Start), offset(e.Range.End), e.NewText})
	}
	// Stable from the end: insertions at one place keep their order.
	var out strings.Builder
	at := 0
	for len(pieces) > 0 {
		best := 0
		for i, p := range pieces {
			if p.start < pieces[best].start {
				best = i
			}
		}
		p := pieces[best]
		pieces = append(pieces[:best:best], pieces[best+1:]...)
		if p.start < at {
			t.Fatalf("edits overlap: %+v", edits)
		}
		out.WriteString(text[at:p.start])
		out.WriteString(p.text)
		at = p.end
	}
	out.WriteString(text[at:])
	return out.String()
}

// Process is a server in a process of its own.
type Process struct {
	*Client
	cmd    *exec.Cmd
	stderr *bytes.Buffer
	stdin  io.Closer
}

type pipes struct {
	io.Reader
	io.WriteCloser
}

// Run starts a server.
func Run(t testing.TB, name string, args ...string) *Process {
	t.Helper()
	cmd := exec.Command(name, args...)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p := &Process{cmd: cmd, stderr: &bytes.Buffer{}, stdin: stdin}
	cmd.Stderr = p.stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	p.Client = New(t, pipes{stdout, stdin})
	return p
}

// CloseInput closes the standard input of the server.
func (p *Process) CloseInput() { _ = p.stdin.Close() }

// Exit waits for the end of the process; it gives its exit code and what it
// wrote to standard error.
func (p *Process) Exit() (code int, stderr string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), Timeout)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { _ = p.cmd.Process.Kill() })
	defer stop()
	// All output is read before Wait, which closes the pipe.
	for {
		p.mu.Lock()
		change, end := p.change, p.end
		p.mu.Unlock()
		if end != nil {
			break
		}
		<-change
	}
	_ = p.cmd.Wait()
	if ctx.Err() != nil {
		p.t.Fatalf("the server does not exit; stderr: %s", p.stderr)
	}
	return p.cmd.ProcessState.ExitCode(), p.stderr.String()
}
