package server

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/server/internal/lsptest"
)

const pyproject = `[project]
name = "x"
requires-python = ">=3.12"
dependencies = ["pydantic>=2"]
`

const naive = `from datetime import datetime

a = datetime.utcnow()
b = datetime.utcnow()
`

// aware is naive with its fixes.
const aware = `from datetime import UTC, datetime

a = datetime.now(UTC).replace(tzinfo=None)
b = datetime.now(UTC).replace(tzinfo=None)
`

type report struct {
	Kind     string               `json:"kind"`
	ResultID string               `json:"resultId"`
	Items    []lsptest.Diagnostic `json:"items"`
	URI      string               `json:"uri"`
	Version  *int                 `json:"version"`
}

// TestPull asks for diagnostics as VS Code does. Nothing is pushed for a
// document that is asked for.
func TestPull(t *testing.T) {
	root, uri := workspace(t, map[string]string{"a.py": matching, "b.py": matching, "sub/c.py": "x = 1\n", "venv/d.py": matching})
	c, _ := inProcess(t)
	c.Handle("workspace/configuration", func(json.RawMessage) any { return []any{object{}} })
	var init struct {
		Capabilities struct {
			DiagnosticProvider struct{ InterFileDependencies, WorkspaceDiagnostics bool }
		}
	}
	if err := json.Unmarshal(c.Initialize(pulling(), uri("")), &init); err != nil || !init.Capabilities.DiagnosticProvider.WorkspaceDiagnostics {
		t.Fatalf("capabilities: %+v, %v", init, err)
	}
	a := uri("a.py")
	c.Open(a, matching)
	var first, again report
	c.Call("textDocument/diagnostic", lsptest.Doc(a, nil), &first)
	if first.Kind != "full" || len(first.Items) != 1 || first.ResultID == "" {
		t.Fatalf("first: %+v", first)
	}
	c.Call("textDocument/diagnostic", lsptest.Doc(a, object{"previousResultId": first.ResultID}), &again)
	if again.Kind != "unchanged" || again.ResultID != first.ResultID {
		t.Errorf("again: %+v", again)
	}
	c.Change(a, 2, matched)
	c.Call("textDocument/diagnostic", lsptest.Doc(a, object{"previousResultId": first.ResultID}), &again)
	if again.Kind != "full" || len(again.Items) != 0 {
		t.Errorf("after the fix: %+v", again)
	}

	var all struct{ Items []report }
	c.Call("workspace/diagnostic", object{"previousResultIds": []any{}}, &all)
	if len(all.Items) != 1 || all.Items[0].URI != uri("b.py") || len(all.Items[0].Items) != 1 {
		t.Fatalf("workspace: %+v", all)
	}
	previous := []any{object{"uri": uri("b.py"), "value": all.Items[0].ResultID}, object{"uri": uri("gone.py"), "value": "1"}}
	c.Call("workspace/diagnostic", object{"previousResultIds": previous}, &all)
	if len(all.Items) != 2 || all.Items[0].Kind != "unchanged" || all.Items[1].Kind != "full" || all.Items[1].URI != uri("gone.py") {
		t.Errorf("workspace again: %+v", all)
	}
	all.Items = nil
	c.Call("workspace/diagnostic", object{"previousResultIds": []any{}, "partialResultToken": "p"}, &all)
	if len(all.Items) != 0 {
		t.Errorf("workspace, in parts: %+v", all)
	}
	c.Await("a partial result", func() bool {
		return slices.ContainsFunc(c.Received("$/progress"), func(m *lsptest.Message) bool { return strings.Contains(string(m.Params), "b.py") })
	})

	n := len(c.Received("workspace/diagnostic/refresh"))
	if err := os.WriteFile(filepath.Join(root, "pyidiom.toml"), []byte("ignore = [\"PYV021\"]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c.Notify("workspace/didChangeWatchedFiles", object{"changes": []any{object{"uri": uri("pyidiom.toml"), "type": 1}}})
	c.AwaitMessage("workspace/diagnostic/refresh", n+1)
	c.Change(a, 3, matching)
	c.Call("textDocument/diagnostic", lsptest.Doc(a, nil), &again)
	if len(again.Items) != 0 {
		t.Errorf("ignored by the configuration: %+v", again)
	}
	if list := c.Received("textDocument/publishDiagnostics"); len(list) != 0 {
		t.Errorf("pushed: %s", list[0].Params)
	}
}

// TestActions asks for kinds of actions, as editors with and without lazy edits
// do.
func TestActions(t *testing.T) {
	_, uri := workspace(t, map[string]string{"pyproject.toml": pyproject})
	bare := object{"textDocument": object{"codeAction": object{}}}
	for name, capabilities := range map[string]object{"lazy": editor(), "bare": bare} {
		t.Run(name, func(t *testing.T) {
			c, _ := inProcess(t)
			c.Initialize(capabilities, uri(""))
			u := uri("a.py")
			c.Open(u, naive)
			edits := func(a *codeAction, raw json.RawMessage) []lsptest.TextEdit {
				t.Helper()
				if name == "bare" {
					if a.Edit == nil || a.Edit.DocumentChanges != nil {
						t.Fatalf("%+v", a)
					}
					return a.Edit.Changes[u]
				}
				if a.Edit == nil {
					c.Call("codeAction/resolve", raw, a)
				}
				if a.Edit.Changes != nil || len(a.Edit.DocumentChanges) != 1 || *a.Edit.DocumentChanges[0].TextDocument.Version != 1 {
					t.Fatalf("%+v", a)
				}
				return a.Edit.DocumentChanges[0].Edits
			}
			list, raw := actionsAt(c, u, 2, 6)
			titles := map[string]int{}
			for i, a := range list {
				titles[a.Title] = i
				if strings.HasPrefix(a.Kind, "source") {
					t.Errorf("not asked for: %+v", a)
				}
			}
			all, ok := titles["Fix all PYV004 in file"]
			if !ok {
				t.Fatalf("actions: %+v", list)
			}
			if got := lsptest.Apply(t, naive, edits(&list[all], raw[all])); got != aware {
				t.Errorf("all of a rule:\n%s", got)
			}
			const one = "from datetime import UTC, datetime\n\na = datetime.now(UTC).replace(tzinfo=None)\nb = datetime.utcnow()\n"
			if got := lsptest.Apply(t, naive, edits(&list[0], raw[0])); got != one {
				t.Errorf("first:\n%s", got)
			}
			if !strings.HasSuffix(list[1].Title, "(aware values do not compare with naive ones)") || list[1].IsPreferred {
				t.Errorf("unsafe: %+v", list[1])
			}
			if list[0].IsPreferred != (name == "lazy") {
				t.Errorf("isPreferred: %+v", list[0])
			}
			for _, only := range []string{"source", "source.fixAll", "source.fixAll.pyidiom"} {
				list, raw := actionsAt(c, u, 0, 0, only)
				if len(list) != 1 || list[0].Kind != "source.fixAll.pyidiom" {
					t.Fatalf("%s: %+v", only, list)
				}
				if got := lsptest.Apply(t, naive, edits(&list[0], raw[0])); got != aware {
					t.Errorf("%s:\n%s", only, got)
				}
			}
			for _, only := range []string{"source.organizeImports", "source.fixAll.ruff", "refactor.extract", "notebook"} {
				if list, _ := actionsAt(c, u, 2, 6, only); list != nil {
					t.Errorf("%s: %+v", only, list)
				}
			}
			if list, _ := actionsAt(c, u, 2, 6, "quickfix"); len(list) == 0 {
				t.Error("no quick fix")
			}
			c.Change(u, 2, aware)
			if list, _ := actionsAt(c, u, 0, 0, "source.fixAll"); list != nil {
				t.Errorf("nothing to fix: %+v", list)
			}
		})
	}
}

// TestFixOnSave saves in a project that says which rules are fixed then.
func TestFixOnSave(t *testing.T) {
	_, uri := workspace(t, map[string]string{"pyproject.toml": pyproject + "[tool.pyidiom]\nfix-on-save = [\"PYV021\"]\n"})
	c, _ := inProcess(t)
	c.Initialize(editor(), uri(""))
	c.Open(uri("a.py"), naive)
	for trigger, want := range map[int]int{1: 1, 2: 0} {
		var list []codeAction
		c.Call("textDocument/codeAction", lsptest.Doc(uri("a.py"), object{
			"range": lsptest.Range{}, "context": object{"diagnostics": []any{}, "only": []string{"source.fixAll"}, "triggerKind": trigger},
		}), &list)
		if len(list) != want {
			t.Errorf("triggerKind %d: %+v", trigger, list)
		}
	}
}

// TestConfigurationWhileOpen edits the configuration file: what is wrong in it
// is shown before it is saved.
func TestConfigurationWhileOpen(t *testing.T) {
	_, uri := workspace(t, map[string]string{"pyproject.toml": pyproject})
	c, _ := inProcess(t)
	c.Initialize(editor(), uri(""))
	u := uri("pyproject.toml")
	c.Open(u, pyproject)
	c.AwaitPublished(u, noDiagnostics)
	c.Change(u, 2, pyproject+"[tool.pyidiom]\nselect = 5\n")
	p := c.AwaitPublished(u, func(p *lsptest.Published) bool { return len(p.Diagnostics) > 0 })
	if d := p.Diagnostics[0]; d.Source != "pyidiom" || d.Range.Start.Line < 5 {
		t.Errorf("%+v", d)
	}
	c.Change(u, 3, pyproject)
	c.AwaitPublished(u, noDiagnostics)
}

// TestStale resolves actions after the text has changed.
func TestStale(t *testing.T) {
	_, uri := workspace(t, nil)
	c, _ := inProcess(t)
	c.Initialize(editor())
	u := uri("a.py")
	c.Open(u, matching)
	_, raw := actionsAt(c, u, 4, 14)
	end := lsptest.Position{Line: 8}
	c.Change(u, 2, lsptest.TextEdit{Range: lsptest.Range{Start: end, End: end}, NewText: "x = 1\n"})
	var a codeAction
	c.Call("codeAction/resolve", raw[0], &a)
	if *a.Edit.DocumentChanges[0].TextDocument.Version != 2 || lsptest.Apply(t, matching+"x = 1\n", a.Edit.DocumentChanges[0].Edits) != matched+"x = 1\n" {
		t.Errorf("%+v", a.Edit)
	}
	c.Change(u, 3, matched)
	if code := c.Code("codeAction/resolve", raw[0]); code != -32801 {
		t.Errorf("fixed meanwhile: %d", code)
	}
	c.Notify("textDocument/didClose", lsptest.Doc(u, nil))
	if code := c.Code("codeAction/resolve", raw[0]); code != -32801 {
		t.Errorf("closed meanwhile: %d", code)
	}
}

// TestCommands runs the commands of the server.
func TestCommands(t *testing.T) {
	_, uri := workspace(t, map[string]string{"pyproject.toml": pyproject, "a.py": naive, "b.py": matching})
	c, _ := inProcess(t)
	var applied struct {
		Edit workspaceEdit `json:"edit"`
	}
	c.Handle("workspace/applyEdit", func(params json.RawMessage) any {
		if err := json.Unmarshal(params, &applied); err != nil {
			t.Error(err)
		}
		return object{"applied": true}
	})
	c.Handle("window/showDocument", func(json.RawMessage) any { return object{"success": true} })
	c.Initialize(editor(), uri(""))
	c.Open(uri("a.py"), naive)
	for _, arg := range []any{uri("a.py"), object{"uri": uri("a.py")}, object{"textDocument": object{"uri": uri("a.py")}}} {
		var result struct{ Applied bool }
		c.Call("workspace/executeCommand", object{"command": "pyidiom.fixAll", "arguments": []any{arg}}, &result)
		if !result.Applied || lsptest.Apply(t, naive, applied.Edit.DocumentChanges[0].Edits) != aware {
			t.Errorf("%v: %+v, %+v", arg, result, applied)
		}
	}
	var page struct{ Code, Name, URL, Page string }
	c.Call("workspace/executeCommand", object{"command": "pyidiom.openRule", "arguments": []any{"PYV021"}}, &page)
	if page.Code != "PYV021" || !strings.HasPrefix(page.Page, "# PYV021") {
		t.Errorf("%+v", page)
	}
	if m := c.AwaitMessage("window/showDocument", 1); !strings.Contains(string(m.Params), page.URL) {
		t.Errorf("showDocument %s", m.Params)
	}
	var counts struct {
		Files, Findings int
		ByCode          map[string]int
	}
	c.Call("workspace/executeCommand", object{"command": "pyidiom.checkWorkspace"}, &counts)
	if counts.Files != 3 || counts.ByCode["PYV021"] != 1 || counts.ByCode["PYV004"] != 2 {
		t.Errorf("%+v", counts)
	}
}

// TestHover asks on a suppression comment, and for plain text.
func TestHover(t *testing.T) {
	_, uri := workspace(t, nil)
	c, _ := inProcess(t)
	c.Initialize(object{"textDocument": object{"hover": object{"contentFormat": []string{"plaintext"}}}})
	u := uri("a.py")
	text := strings.Replace(matching, "bool():", "bool():  # pyidiom: ignore[PYV021]", 1)
	c.Open(u, text)
	c.AwaitPublished(u, noDiagnostics)
	var hover struct {
		Contents struct{ Kind, Value string }
		Range    lsptest.Range
	}
	c.Call("textDocument/hover", lsptest.At(u, 4, 35), &hover)
	if hover.Contents.Kind != "plaintext" || !strings.HasPrefix(hover.Contents.Value, "PYV021 (https://") || strings.Contains(hover.Contents.Value, "```") {
		t.Errorf("%+v", hover)
	}
	if hover.Range.Start.Character != strings.Index(strings.Split(text, "\n")[4], "#") {
		t.Errorf("range %+v", hover.Range)
	}
}

// TestCompletionCapabilities completes for an editor without snippets, resolve
// and Markdown.
func TestCompletionCapabilities(t *testing.T) {
	_, uri := workspace(t, map[string]string{"pyproject.toml": pyproject})
	c, _ := inProcess(t)
	c.Initialize(object{}, uri(""))
	c.Open(uri("a.py"), "x = 1\n\ny = [\n")
	var list struct {
		Items []struct {
			Label, Documentation string
			InsertTextFormat     int
			TextEdit             lsptest.TextEdit
			AdditionalTextEdits  []lsptest.TextEdit
		}
	}
	c.Change(uri("a.py"), 2, "x = 1\n\nannval\n\ndef broken(:\n")
	c.Call("textDocument/completion", lsptest.At(uri("a.py"), 2, 6), &list)
	if len(list.Items) == 0 {
		t.Fatal("no completions")
	}
	it := list.Items[0]
	if it.Label != "annval" || it.InsertTextFormat != 1 || strings.Contains(it.TextEdit.NewText, "${") || len(it.AdditionalTextEdits) == 0 || it.Documentation == "" || strings.Contains(it.Documentation, "```") {
		t.Errorf("%+v", it)
	}
	if (it.TextEdit.Range != lsptest.Range{Start: lsptest.Position{Line: 2}, End: lsptest.Position{Line: 2, Character: 6}}) {
		t.Errorf("range %+v", it.TextEdit.Range)
	}
}

// TestEncodings negotiates each position encoding.
func TestEncodings(t *testing.T) {
	_, uri := workspace(t, nil)
	line := "s = \"😀é\"; "
	for _, tt := range []struct {
		offered []string
		want    string
		column  int
	}{
		{nil, "utf-16", 9},
		{[]string{"utf-16"}, "utf-16", 9},
		{[]string{"utf-8", "utf-16", "utf-32"}, "utf-8", 12},
		{[]string{"utf-32"}, "utf-32", 8},
		{[]string{"utf-7"}, "utf-16", 9},
	} {
		c, s := inProcessSession(t)
		var init struct {
			Capabilities struct{ PositionEncoding string }
		}
		if err := json.Unmarshal(c.Initialize(object{"general": object{"positionEncodings": tt.offered}}), &init); err != nil {
			t.Fatal(err)
		}
		if init.Capabilities.PositionEncoding != tt.want {
			t.Errorf("%v: %s", tt.offered, init.Capabilities.PositionEncoding)
		}
		c.Open(uri("a.py"), line+"\n"+matching)
		at := lsptest.Position{Line: 0, Character: tt.column}
		c.Change(uri("a.py"), 2, lsptest.TextEdit{Range: lsptest.Range{Start: at, End: at}, NewText: "|"})
		c.Code("pyidiom/none", nil)
		v, _ := s.look(s.documents()[0].uri)
		if got, _, _ := strings.Cut(string(v.snap.File.Text.Bytes()), "\n"); got != "s = \"😀é\"|; " {
			t.Errorf("%s: %q", tt.want, got)
		}
	}
}

// TestProgress reports the reading of the workspace, and lets it be cancelled.
func TestProgress(t *testing.T) {
	_, uri := workspace(t, map[string]string{"a.py": "x = 1\n"})
	c, _ := inProcess(t)
	c.Initialize(editor(), uri(""))
	var token struct{ Token string }
	if err := json.Unmarshal(c.AwaitMessage("window/workDoneProgress/create", 1).Params, &token); err != nil {
		t.Fatal(err)
	}
	for i, kind := range []string{"begin", "end"} {
		c.Await(kind, func() bool {
			list := c.Received("$/progress")
			return len(list) > i && slices.ContainsFunc(list, func(m *lsptest.Message) bool {
				return strings.Contains(string(m.Params), token.Token) && strings.Contains(string(m.Params), kind)
			})
		})
	}
	c.Notify("window/workDoneProgress/cancel", object{"token": token.Token})
	c.Notify("window/workDoneProgress/cancel", object{"token": 5})
	m := c.AwaitMessage("client/registerCapability", 1)
	if !strings.Contains(string(m.Params), "pyproject") || !strings.Contains(string(m.Params), "didChangeConfiguration") {
		t.Errorf("registered %s", m.Params)
	}
	c.Notify("$/setTrace", object{"value": "verbose"})
	c.Code("pyidiom/none", nil)
	c.AwaitMessage("$/logTrace", 1)
}

// TestOtherFiles changes a base class in one document, and then on disk, and
// waits for what that changes in another one.
func TestOtherFiles(t *testing.T) {
	const base = "from pydantic import BaseModel\n\n\nclass Base(BaseModel):\n    pass\n"
	const model = "from base import Base\n\n\nclass User(Base):\n    name: str\n\n    class Config:\n        frozen = True\n"
	root, uri := workspace(t, map[string]string{"pyproject.toml": pyproject, "base.py": base, "models.py": model})
	c, _ := inProcess(t)
	c.Initialize(editor(), uri(""))
	found := func(p *lsptest.Published) bool { return len(p.Diagnostics) == 1 && p.Diagnostics[0].Code == "PYD040" }
	c.Open(uri("models.py"), model)
	c.AwaitPublished(uri("models.py"), found)
	c.Open(uri("base.py"), base)
	plain := strings.Replace(base, "(BaseModel)", "", 1)
	c.Change(uri("base.py"), 2, plain)
	c.AwaitPublished(uri("models.py"), noDiagnostics)
	c.Change(uri("base.py"), 3, base)
	c.AwaitPublished(uri("models.py"), found)
	c.Notify("textDocument/didClose", lsptest.Doc(uri("base.py"), nil))
	if err := os.WriteFile(filepath.Join(root, "base.py"), []byte(plain), 0o644); err != nil {
		t.Fatal(err)
	}
	c.Notify("workspace/didChangeWatchedFiles", object{"changes": []any{object{"uri": uri("base.py"), "type": 2}}})
	c.AwaitPublished(uri("models.py"), noDiagnostics)
}

// TestFolderSettings has other settings in each of two workspace folders.
func TestFolderSettings(t *testing.T) {
	_, uri := workspace(t, map[string]string{"one/pyproject.toml": pyproject, "two/pyproject.toml": pyproject})
	c, _ := inProcess(t)
	c.Handle("workspace/configuration", func(params json.RawMessage) any {
		var p struct {
			Items []struct{ ScopeURI string }
		}
		if err := json.Unmarshal(params, &p); err != nil {
			t.Error(err)
		}
		var list []any
		for _, item := range p.Items {
			list = append(list, object{"severity": object{"PYV004": map[bool]string{true: "error", false: "hint"}[strings.HasSuffix(item.ScopeURI, "two")]}})
		}
		return list
	})
	c.Initialize(editor(), uri("one"), uri("two"))
	for folder, severity := range map[string]int{"one": 4, "two": 1} {
		u := uri(folder + "/a.py")
		c.Open(u, naive)
		c.AwaitPublished(u, func(p *lsptest.Published) bool {
			return len(p.Diagnostics) == 2 && p.Diagnostics[0].Severity == severity
		})
	}
}
