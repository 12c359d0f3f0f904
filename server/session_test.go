package server

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/server/internal/lsptest"
)

const matching = `def size(value: object) -> str:
    match value:
        case int():
            return "int"
        case bool():
            return "bool"
        case _:
            return "?"
`

// matched is matching with its fix.
const matched = `def size(value: object) -> str:
    match value:
        case bool():
            return "bool"
        case int():
            return "int"
        case _:
            return "?"
`

type documentEdits struct {
	TextDocument struct {
		URI     string `json:"uri"`
		Version *int   `json:"version"`
	} `json:"textDocument"`
	Edits []lsptest.TextEdit `json:"edits"`
}

type workspaceEdit struct {
	Changes         map[string][]lsptest.TextEdit `json:"changes"`
	DocumentChanges []documentEdits               `json:"documentChanges"`
}

type codeAction struct {
	Title       string               `json:"title"`
	Kind        string               `json:"kind"`
	IsPreferred bool                 `json:"isPreferred"`
	Diagnostics []lsptest.Diagnostic `json:"diagnostics"`
	Edit        *workspaceEdit       `json:"edit"`
	Data        json.RawMessage      `json:"data"`
}

func actionsAt(c *lsptest.Client, uri string, line, character int, only ...string) (list []codeAction, raw []json.RawMessage) {
	context := object{"diagnostics": []any{}}
	if only != nil {
		context["only"] = only
	}
	at := lsptest.Position{Line: line, Character: character}
	var result json.RawMessage
	c.Call("textDocument/codeAction", lsptest.Doc(uri, object{"range": lsptest.Range{Start: at, End: at}, "context": context}), &result)
	_ = json.Unmarshal(result, &list)
	_ = json.Unmarshal(result, &raw)
	return list, raw
}

// errorIs tells whether a request was answered with an error code.
func errorIs(err error, code int) bool {
	var e *lsptest.Error
	return errors.As(err, &e) && e.Code == code
}

func noDiagnostics(p *lsptest.Published) bool { return len(p.Diagnostics) == 0 }

func hasCode(code string) func(p *lsptest.Published) bool {
	return func(p *lsptest.Published) bool { return slices.Contains(p.Codes(), code) }
}

// TestSession plays a whole session with the program itself.
func TestSession(t *testing.T) {
	root, uri := workspace(t, map[string]string{
		"pyproject.toml": pyproject,
		"app.py":         matching,
	})
	c := runBinary(t)
	settings := "{}"
	c.Handle("workspace/configuration", func(json.RawMessage) any { return []json.RawMessage{json.RawMessage(settings)} })
	var init struct {
		Capabilities map[string]json.RawMessage `json:"capabilities"`
		ServerInfo   struct{ Name, Version string }
	}
	if err := json.Unmarshal(c.Initialize(editor(), uri("")), &init); err != nil {
		t.Fatal(err)
	}
	if init.ServerInfo.Name != "pyidiom" || init.ServerInfo.Version == "" {
		t.Errorf("serverInfo = %+v", init.ServerInfo)
	}
	if _, pull := init.Capabilities["diagnosticProvider"]; pull {
		t.Error("pull diagnostics are offered to a client that does not ask")
	}

	// Open.
	app := uri("app.py")
	c.Open(app, matching)
	p := c.AwaitPublished(app, hasCode("PYV021"))
	d := p.Diagnostics[0]
	if p.Version == nil || *p.Version != 1 || d.Source != "pyidiom" || d.Severity == 0 || !strings.Contains(d.CodeDescription.Href, "pyv021.md") {
		t.Errorf("published %+v", p)
	}

	// Type: a broken statement leaves the others theirs.
	c.Change(app, 4, lsptest.TextEdit{Range: lsptest.Range{Start: lsptest.Position{Line: 8}, End: lsptest.Position{Line: 8}}, NewText: "def broken(\n"})
	c.Change(app, 9,
		lsptest.TextEdit{Range: lsptest.Range{Start: lsptest.Position{Line: 8}, End: lsptest.Position{Line: 9}}, NewText: "x = 1"},
		lsptest.TextEdit{Range: lsptest.Range{}, NewText: "\n"})
	c.AwaitPublished(app, func(p *lsptest.Published) bool {
		return *p.Version == 9 && len(p.Diagnostics) == 1 && p.Diagnostics[0].Range.Start.Line == d.Range.Start.Line+1
	})
	for _, p := range c.Published(app) {
		if !slices.Equal(p.Codes(), []string{"PYV021"}) {
			t.Errorf("version %d has %v", *p.Version, p.Codes())
		}
	}
	text := "\n" + matching + "x = 1"

	// Hover and fix.
	var hover struct {
		Contents struct{ Kind, Value string }
	}
	c.Call("textDocument/hover", lsptest.At(app, d.Range.Start.Line+1, d.Range.Start.Character), &hover)
	if !strings.Contains(hover.Contents.Value, "PYV021") || hover.Contents.Kind != "markdown" {
		t.Errorf("hover = %+v", hover)
	}
	var nothing json.RawMessage
	if c.Call("textDocument/hover", lsptest.At(app, 0, 0), &nothing); string(nothing) != "null" {
		t.Errorf("hover elsewhere = %s", nothing)
	}
	actions, raw := actionsAt(c.Client, app, d.Range.Start.Line+1, d.Range.Start.Character)
	if len(actions) < 2 || actions[0].Edit != nil || actions[0].Kind != "quickfix" || len(actions[0].Diagnostics) != 1 {
		t.Fatalf("actions = %+v", actions)
	}
	var fix codeAction
	c.Call("codeAction/resolve", raw[0], &fix)
	if fix.Edit == nil || len(fix.Edit.DocumentChanges) != 1 || *fix.Edit.DocumentChanges[0].TextDocument.Version != 9 {
		t.Fatalf("resolved %+v", fix)
	}
	if text = lsptest.Apply(t, text, fix.Edit.DocumentChanges[0].Edits); text != "\n"+matched+"x = 1" {
		t.Errorf("fixed text:\n%s", text)
	}
	c.Change(app, 10, text)
	c.AwaitPublished(app, noDiagnostics)

	// Complete.
	text = matched + "annval"
	c.Change(app, 11, text)
	var list struct {
		IsIncomplete bool
		Items        []json.RawMessage
	}
	c.Call("textDocument/completion", lsptest.At(app, 8, 6), &list)
	if len(list.Items) == 0 || list.IsIncomplete {
		t.Fatalf("completions: %+v", list)
	}
	var item struct {
		Label               string
		InsertTextFormat    int
		TextEdit            lsptest.TextEdit
		AdditionalTextEdits []lsptest.TextEdit
		Documentation       struct{ Kind, Value string }
	}
	if err := json.Unmarshal(list.Items[0], &item); err != nil || item.AdditionalTextEdits != nil || item.InsertTextFormat != 2 {
		t.Errorf("item %+v, %v", item, err)
	}
	c.Call("completionItem/resolve", list.Items[0], &item)
	imported := lsptest.Apply(t, text, item.AdditionalTextEdits)
	if item.Label != "annval" || !strings.HasPrefix(imported, "from typing import Annotated\n\nfrom pydantic import AfterValidator\n") {
		t.Errorf("item %+v gives\n%s", item, imported)
	}
	if item.Documentation.Kind != "markdown" {
		t.Errorf("documentation %+v", item.Documentation)
	}

	// Configuration: of the editor, then of the project, then a broken one.
	c.Change(app, 12, matching)
	c.AwaitPublished(app, hasCode("PYV021"))
	settings = `{"ignore": ["PYV021"]}`
	c.Notify("workspace/didChangeConfiguration", object{"settings": nil})
	c.AwaitPublished(app, noDiagnostics)
	settings = "{}"
	c.Notify("workspace/didChangeConfiguration", object{"settings": nil})
	c.AwaitPublished(app, hasCode("PYV021"))
	config := filepath.Join(root, "pyidiom.toml")
	write := func(text string) {
		if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		c.Notify("workspace/didChangeWatchedFiles", object{"changes": []any{object{"uri": uri("pyidiom.toml"), "type": 2}}})
	}
	write("ignore = [\"PYV\"]\n")
	c.AwaitPublished(app, noDiagnostics)
	write("ignore = [\"PYV\"\n")
	c.AwaitPublished(uri("pyidiom.toml"), func(p *lsptest.Published) bool { return len(p.Diagnostics) > 0 })
	c.AwaitMessage("window/showMessage", 1)
	write("")
	c.AwaitPublished(uri("pyidiom.toml"), noDiagnostics)
	c.AwaitPublished(app, hasCode("PYV021"))

	// Cancel: the answer is that, or the result if it was quicker.
	pending := c.Start("pyidiom/none", nil)
	pending.Cancel()
	if _, err := pending.Wait(); !errorIs(err, -32601) {
		t.Fatalf("unknown method: %v", err)
	}
	pending = c.Start("workspace/executeCommand", object{"command": "pyidiom.checkWorkspace"})
	pending.Cancel()
	if _, err := pending.Wait(); err != nil && !errorIs(err, -32800) {
		code, stderr := c.Exit()
		t.Fatalf("cancelled: %v; exit code %d, stderr: %s", err, code, stderr)
	}

	// Close and leave.
	c.Notify("textDocument/didClose", lsptest.Doc(app, nil))
	c.AwaitPublished(app, noDiagnostics)
	c.Shutdown()
	if code, stderr := c.Exit(); code != 0 {
		t.Errorf("exit code %d, stderr: %s", code, stderr)
	}
}
