package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pyidiom/pyidiom/server/internal/lsptest"
)

func TestLifecycle(t *testing.T) {
	c, exit := inProcess(t)
	if code := c.Code("textDocument/hover", lsptest.At("file:///a.py", 0, 0)); code != -32002 {
		t.Errorf("request before initialize: %d", code)
	}
	if code := c.Code("pyidiom/none", nil); code != -32002 {
		t.Errorf("unknown request before initialize: %d", code)
	}
	c.Open("file:///a.py", matching) // a notification: dropped
	if code := c.Code("initialize", 5); code != -32602 {
		t.Errorf("initialize with wrong params: %d", code)
	}
	c.Initialize(editor())
	if code := c.Code("initialize", object{"processId": nil, "rootUri": nil, "capabilities": object{}}); code != -32600 {
		t.Errorf("second initialize: %d", code)
	}
	c.Call("shutdown", nil, nil)
	if code := c.Code("textDocument/hover", lsptest.At("file:///a.py", 0, 0)); code != -32600 {
		t.Errorf("request after shutdown: %d", code)
	}
	c.Notify("exit", nil)
	if code := exit(); code != exitDone {
		t.Errorf("exit code %d", code)
	}
	if n := len(c.Published("file:///a.py")); n != 0 {
		t.Errorf("%d publications for a document of a dropped didOpen", n)
	}
}

func TestExitCodes(t *testing.T) {
	t.Run("exit without shutdown", func(t *testing.T) {
		c, exit := inProcess(t)
		c.Initialize(object{})
		c.Notify("exit", nil)
		if code := exit(); code != exitFailed {
			t.Errorf("exit code %d", code)
		}
	})
	t.Run("end of input", func(t *testing.T) {
		c := runBinary(t)
		c.Initialize(object{})
		c.CloseInput()
		if code, _ := c.Exit(); code != exitFailed {
			t.Errorf("exit code %d", code)
		}
	})
	t.Run("end of input after shutdown", func(t *testing.T) {
		c := runBinary(t)
		c.Initialize(object{})
		c.Call("shutdown", nil, nil)
		c.CloseInput()
		if code, _ := c.Exit(); code != exitDone {
			t.Errorf("exit code %d", code)
		}
	})
	t.Run("end within a message", func(t *testing.T) {
		c := runBinary(t)
		_ = c.Raw([]byte("Content-Length: 100\r\n\r\n{"))
		c.CloseInput()
		if code, stderr := c.Exit(); code != exitFailed || !strings.Contains(stderr, "within a message") {
			t.Errorf("exit code %d, stderr: %s", code, stderr)
		}
	})
	t.Run("parent gone", func(t *testing.T) {
		c := runBinary(t)
		c.Call("initialize", object{"processId": 1 << 30, "rootUri": nil, "capabilities": object{}}, nil)
		if code, _ := c.Exit(); code != exitFailed {
			t.Errorf("exit code %d", code)
		}
	})
	t.Run("socket", func(t *testing.T) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		_, port, _ := net.SplitHostPort(l.Addr().String())
		code := make(chan int, 1)
		go func() { code <- Run(t.Context(), Options{Socket: port, LogFile: os.DevNull}) }()
		conn, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		c := lsptest.New(t, conn)
		c.Initialize(object{})
		c.Shutdown()
		if n := <-code; n != exitDone {
			t.Errorf("exit code %d", n)
		}
	})
	t.Run("usage", func(t *testing.T) {
		for _, o := range []Options{{LogLevel: "loud"}, {LogFile: t.TempDir()}, {Socket: "127.0.0.1:1"}} {
			if code := Run(t.Context(), o); code != exitUsage {
				t.Errorf("%+v: exit code %d", o, code)
			}
		}
	})
}

// TestMalformed sends what is no LSP. Each is answered with an error, and the
// session goes on.
func TestMalformed(t *testing.T) {
	frame := func(body string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body) }
	for _, tt := range []struct {
		name, input string
		code        int // of the answer; 0: none
	}{
		{"no JSON", frame("{nonsense"), -32700},
		{"no object", frame("5"), -32700},
		{"empty body", frame(""), -32700},
		{"batch", frame(`[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]`), -32600},
		{"wrong version", frame(`{"jsonrpc":"1.0","id":1,"method":"shutdown"}`), -32600},
		{"request and response", frame(`{"jsonrpc":"2.0","id":1,"method":"x","result":1}`), -32600},
		{"method is a number", frame(`{"jsonrpc":"2.0","id":1,"method":5}`), -32600},
		{"id is an object", frame(`{"jsonrpc":"2.0","id":{},"method":"shutdown"}`), -32600},
		{"no length", "Content-Type: x\r\n\r\n{}", -32700},
		{"bad length", "Content-Length: ten\r\n\r\n{}", -32700},
		{"negative length", "Content-Length: -1\r\n\r\n{}", -32700},
		{"huge length", "Content-Length: 99999999999999999999\r\n\r\n{}", -32700},
		{"no colon", "GET / HTTP/1.1\r\n\r\n", -32700},
		{"endless header line", strings.Repeat("x", 100_000) + "\r\n", -32700},
		{"endless header", strings.Repeat("x: y\r\n", 20_000), -32700},
		{"too long", fmt.Sprintf("Content-Length: %d\r\n\r\n%s", maxMessage+1, strings.Repeat(" ", maxMessage+1)), -32600},
		{"answer to nothing", frame(`{"jsonrpc":"2.0","id":12345,"result":null}`), 0},
		{"unknown notification", frame(`{"jsonrpc":"2.0","method":"pyidiom/none"}`), 0},
		{"unknown $/ notification", frame(`{"jsonrpc":"2.0","method":"$/none"}`), 0},
		{"cancel of nothing", frame(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":77}}`), 0},
		{"cancel with nonsense", frame(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{}}}`), 0},
		{"cancel without params", frame(`{"jsonrpc":"2.0","method":"$/cancelRequest"}`), 0},
		{"notification with wrong params", frame(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":[]}`), 0},
		{"deep nesting", frame(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":` + strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000) + "}"), 0},
		{"header in lower case", "content-length: 40\r\n\r\n" + `{"jsonrpc":"2.0","method":"pyidiom/none"}`[:40], -32700},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, _ := inProcess(t)
			c.Initialize(object{})
			if err := c.Raw([]byte(tt.input)); err != nil {
				t.Fatal(err)
			}
			if code := c.Code("pyidiom/none", nil); code != -32601 {
				t.Errorf("the next request: %d", code)
			}
			got := 0
			for _, m := range c.Received("") {
				if m.Error != nil {
					got = m.Error.Code
				}
			}
			if got != tt.code {
				t.Errorf("answer %d, want %d", got, tt.code)
			}
			c.Call("shutdown", nil, nil)
		})
	}
}

func TestWrongParams(t *testing.T) {
	c, _ := inProcess(t)
	c.Initialize(editor())
	for method := range methods {
		if m := methods[method]; m.early || !strings.Contains(method, "/") || strings.Contains(method, "did") || strings.Contains(method, "$") {
			continue
		}
		if strings.HasSuffix(method, "/cancel") {
			continue
		}
		for _, params := range []any{[]any{}, "text", 5, object{"textDocument": 5, "data": 5, "previousResultIds": 5, "arguments": 5}} {
			if code := c.Code(method, params); code != -32602 {
				t.Errorf("%s with %v: %d", method, params, code)
			}
		}
	}
	for _, params := range []object{
		{"command": "pyidiom.none"},
		{"command": "pyidiom.fixAll"},
		{"command": "pyidiom.fixAll", "arguments": []any{"file:///not/open.py"}},
		{"command": "pyidiom.openRule", "arguments": []any{"XXX999"}},
		{"command": "pyidiom.openRule", "arguments": []any{object{}}},
	} {
		if code := c.Code("workspace/executeCommand", params); code != -32602 {
			t.Errorf("executeCommand %v: %d", params, code)
		}
	}
	for _, method := range []string{"textDocument/hover", "textDocument/completion"} {
		var result json.RawMessage
		if c.Call(method, lsptest.At("file:///not/open.py", 3, 4), &result); string(result) != "null" {
			t.Errorf("%s in a document that is not open: %s", method, result)
		}
	}
}

// TestEdits sends edits that a careful editor would not send. The text is kept
// as LSP says, or the document is given up.
func TestEdits(t *testing.T) {
	pos := func(line, character int) lsptest.Position { return lsptest.Position{Line: line, Character: character} }
	edit := func(a, b lsptest.Position, text string) lsptest.TextEdit {
		return lsptest.TextEdit{Range: lsptest.Range{Start: a, End: b}, NewText: text}
	}
	for _, tt := range []struct {
		name    string
		before  string
		changes []any
		after   string
	}{
		{"past the end of a line", "a\nb\n", []any{edit(pos(0, 99), pos(0, 99), "x")}, "ax\nb\n"},
		{"past the end of the text", "a\n", []any{edit(pos(99, 0), pos(99, 5), "b")}, "a\nb"},
		{"negative", "a\n", []any{edit(pos(-1, -5), pos(0, 0), "b")}, "ba\n"},
		{"wrong way round", "abc\n", []any{edit(pos(0, 2), pos(0, 1), "")}, "ac\n"},
		{"one after another", "abc\n", []any{edit(pos(0, 0), pos(0, 1), ""), edit(pos(0, 0), pos(0, 1), "x")}, "xc\n"},
		{"full text", "abc\n", []any{"x = 1\n"}, "x = 1\n"},
		{"full text, then a range", "abc\n", []any{"x = 1\n", edit(pos(0, 4), pos(0, 5), "2")}, "x = 2\n"},
		{"within a surrogate pair", "😀b\n", []any{edit(pos(0, 1), pos(0, 2), "x")}, "xb\n"},
		{"CRLF", "a\r\nb\r\n", []any{edit(pos(0, 1), pos(1, 0), " ")}, "a b\r\n"},
		{"all", "a\nb", []any{edit(pos(0, 0), pos(1<<31-1, 1<<31-1), "")}, ""},
		{"huge numbers", "a\n", []any{edit(pos(1<<40, 0), pos(1<<40, 1<<40), "b")}, "a\nb"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, s := inProcessSession(t)
			c.Initialize(object{})
			c.Open("file:///w/a.py", tt.before)
			c.Change("file:///w/a.py", 7, tt.changes...)
			c.Code("pyidiom/none", nil)
			v, ok := s.look("file:///w/a.py")
			if !ok {
				t.Fatal("not open")
			}
			if got := string(v.snap.File.Text.Bytes()); got != tt.after || v.version != 7 {
				t.Errorf("version %d: %q, want %q", v.version, got, tt.after)
			}
		})
	}
	t.Run("versions", func(t *testing.T) {
		c, s := inProcessSession(t)
		c.Initialize(object{})
		c.Change("file:///w/a.py", 7, "not open")
		c.Notify("textDocument/didClose", lsptest.Doc("file:///w/a.py", nil))
		c.Open("file:///w/a.py", "a\n")
		c.Open("file:///w/a.py", "b\n")
		c.Notify("textDocument/didChange", object{"textDocument": object{"uri": "file:///w/a.py", "version": nil}, "contentChanges": []any{object{"text": "c\n"}}})
		c.Code("pyidiom/none", nil)
		if v, _ := s.look("file:///w/a.py"); string(v.snap.File.Text.Bytes()) != "c\n" || v.version != 2 {
			t.Errorf("version %d: %q", v.version, v.snap.File.Text.Bytes())
		}
	})
	t.Run("unreadable", func(t *testing.T) {
		c, s := inProcessSession(t)
		c.Initialize(object{})
		c.Open("file:///w/a.py", matching)
		c.AwaitPublished("file:///w/a.py", hasCode("PYV021"))
		c.Notify("textDocument/didChange", object{"textDocument": object{"uri": "file:///w/a.py", "version": 2}, "contentChanges": []any{object{"range": "x"}}})
		c.AwaitPublished("file:///w/a.py", noDiagnostics)
		c.AwaitMessage("window/showMessage", 1)
		c.Change("file:///w/a.py", 3, matching)
		c.AwaitPublished("file:///w/a.py", hasCode("PYV021"))
		if _, ok := s.look("file:///w/a.py"); !ok {
			t.Error("a full text does not bring the document back")
		}
	})
}

// TestForeign sends code action requests with the diagnostics of other servers.
func TestForeign(t *testing.T) {
	_, uri := workspace(t, map[string]string{"a.py": matching})
	c, _ := inProcess(t)
	c.Initialize(editor(), uri(""))
	c.Open(uri("a.py"), matching)
	all := lsptest.Range{End: lsptest.Position{Line: 99}}
	for _, d := range []any{
		5, nil, "text", []any{},
		object{"range": "x", "data": object{"edits": 5}, "code": object{"value": 1}, "message": 5},
		object{"range": all, "source": "pyidiom", "code": "PYV021", "message": "forged", "data": "garbage"},
	} {
		var list []codeAction
		c.Call("textDocument/codeAction", lsptest.Doc(uri("a.py"), object{"range": all, "context": object{"diagnostics": []any{d}}}), &list)
		if len(list) == 0 {
			t.Errorf("nothing is offered beside %v", d)
		}
	}
	for _, action := range []any{
		object{"title": "x"}, object{"title": "x", "data": 5}, object{"title": "x", "data": object{"uri": 5}},
		object{"title": "x", "data": []any{"ruff"}},
	} {
		if code := c.Code("codeAction/resolve", action); code != -32602 {
			t.Errorf("resolve %v: %d", action, code)
		}
	}
	if code := c.Code("codeAction/resolve", object{"title": "x", "data": object{"uri": uri("a.py"), "start": -5, "end": 1 << 40, "fix": "none"}}); code != -32801 {
		t.Errorf("resolve of an action that is not there: %d", code)
	}
	var item struct {
		Label string
		Data  struct{ List, Item int }
	}
	if c.Call("completionItem/resolve", object{"label": "x", "data": object{"list": 99, "item": -1}}, &item); item.Label != "x" || item.Data.List != 99 || item.Data.Item != -1 {
		t.Errorf("resolve of an unknown completion: %+v", item)
	}
}

// TestHostile opens texts that are no good Python.
func TestHostile(t *testing.T) {
	_, uri := workspace(t, nil)
	c, _ := inProcess(t)
	c.Initialize(editor(), uri(""))
	for name, text := range map[string]string{
		"empty":   "",
		"nul":     "a\x00b = 1\n",
		"utf-8":   "x = '\xff\xfe'\n",
		"bom":     "\ufeff" + matching,
		"cr":      strings.ReplaceAll(matching, "\n", "\r"),
		"nesting": "x = " + strings.Repeat("(", 5000) + strings.Repeat(")", 5000) + "\n",
		"open":    strings.Repeat("[", 5000),
		"blocks":  strings.Repeat("if x:\n ", 50),
	} {
		u := uri(name + ".py")
		c.Open(u, text)
		c.AwaitPublished(u, func(*lsptest.Published) bool { return true })
		for _, method := range []string{"textDocument/hover", "textDocument/completion"} {
			if _, err := c.Try(method, lsptest.At(u, 3, 2)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		actionsAt(c, u, 1, 3)
		actionsAt(c, u, 0, 0, "source")
		c.Notify("textDocument/didClose", lsptest.Doc(u, nil))
	}
	for _, u := range []string{"untitled:Untitled-1", "vscode-notebook-cell:/w/a.ipynb#W0sZm", "git:/w/a.py?ref", "x", "", "file:", "file://%zz/a.py", "http://h/a.py"} {
		c.Open(u, matching)
		c.Change(u, 2, "x")
		actionsAt(c, u, 0, 0)
	}
	c.AwaitPublished("untitled:Untitled-1", func(*lsptest.Published) bool { return true })
	if os.Getuid() != 0 {
		if err := os.Chmod(filepath.Dir(uri("x")), 0); err == nil {
			c.Notify("workspace/didChangeWatchedFiles", object{"changes": []any{object{"uri": uri("x"), "type": 1}}})
		}
	}
	c.Call("shutdown", nil, nil)
}

// FuzzFrames feeds bytes to a server: whatever they are, it neither panics nor
// hangs, and ends when they end.
func FuzzFrames(f *testing.F) {
	frame := func(body string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body) }
	initialize := frame(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}`)
	open := frame(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.py","languageId":"python","version":1,"text":"x = 1\n"}}}`)
	change := frame(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a.py","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":1},"end":{"line":0,"character":2}},"text":"y"}]}}`)
	actions := frame(`{"jsonrpc":"2.0","id":"a","method":"textDocument/codeAction","params":{"textDocument":{"uri":"file:///a.py"},"range":{"start":{"line":0,"character":1},"end":{"line":0,"character":2}},"context":{"diagnostics":[]}}}`)
	f.Add([]byte(initialize + open + change + actions + frame(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"a"}}`)))
	f.Add([]byte("Content-Length: 5\r\n\r\n{}Content-Length: 2\r\n\r\n{}"))
	f.Add([]byte("Content-Length: x\r\n\r\n" + initialize + "C" + open))
	f.Add([]byte(frame("[]") + "\r\n\r\n" + frame(`{"jsonrpc":"2.0","id":null,"method":"shutdown"}`)))
	f.Fuzz(func(t *testing.T, input []byte) {
		l, err := newLogs(os.DevNull, "error")
		if err != nil {
			t.Fatal(err)
		}
		defer l.close()
		done := make(chan int, 1)
		go func() {
			done <- newSession(t.Context(), stdio{bytes.NewReader(input), io.Discard}, Options{}, l).serve()
		}()
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			t.Fatal("the server does not end")
		}
	})
}
