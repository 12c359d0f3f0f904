package server

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"

	"github.com/pyidiom/pyidiom/server/internal/lsptest"
)

// TestLoad edits 50 documents while 20 requests at a time are under way, some
// of them cancelled, and files, settings and folders change. In the end all
// documents have the diagnostics of their text.
func TestLoad(t *testing.T) {
	const documents, concurrent, rounds = 50, 20, 6
	files := map[string]string{"pyproject.toml": pyproject}
	for i := range documents {
		files[fmt.Sprintf("m%d.py", i)] = matching
	}
	_, uri := workspace(t, files)
	c, exit := inProcess(t)
	c.Handle("workspace/configuration", func(json.RawMessage) any { return []any{object{}} })
	c.Initialize(editor(), uri(""))
	u := func(i int) string { return uri(fmt.Sprintf("m%d.py", i%documents)) }
	for i := range documents {
		c.Open(u(i), matching)
	}
	slots := make(chan struct{}, concurrent)
	var wg sync.WaitGroup
	for round := range rounds {
		for i := range documents {
			version := 2 + round
			c.Change(u(i), version, fmt.Sprintf("# %d\n%s", version, matching))
			slots <- struct{}{}
			wg.Go(func() {
				defer func() { <-slots }()
				var p *lsptest.Pending
				whole := lsptest.Range{End: lsptest.Position{Line: 20}}
				switch i % 5 {
				case 0:
					p = c.Start("textDocument/hover", lsptest.At(u(i), 5, 14))
				case 1:
					p = c.Start("textDocument/completion", lsptest.At(u(i), 0, 0))
				case 2:
					p = c.Start("textDocument/codeAction", lsptest.Doc(u(i), object{"range": whole, "context": object{}}))
				case 3:
					p = c.Start("textDocument/codeAction", lsptest.Doc(u(i), object{"range": whole, "context": object{"only": []string{"source.fixAll"}}}))
				default:
					p = c.Start("textDocument/diagnostic", lsptest.Doc(u(i), nil))
				}
				if i%7 == 0 {
					p.Cancel()
				}
				if _, err := p.Wait(); err != nil && !errorIs(err, -32800) {
					t.Error(err)
				}
			})
		}
		c.Notify("workspace/didChangeWatchedFiles", object{"changes": []any{object{"uri": uri("pyproject.toml"), "type": 2}}})
		c.Notify("workspace/didChangeConfiguration", object{"settings": nil})
		c.Notify("workspace/didChangeWorkspaceFolders", object{"event": object{
			"added": []any{object{"uri": uri("sub"), "name": "sub"}}, "removed": []any{},
		}})
		c.Notify("textDocument/didSave", lsptest.Doc(u(round), nil))
		c.Notify("textDocument/didClose", lsptest.Doc(u(round), nil))
		c.Open(u(round), matching)
	}
	wg.Wait()
	for i := range documents {
		c.Change(u(i), 100, "\n\n"+matching)
	}
	for i := range documents {
		c.AwaitPublished(u(i), func(p *lsptest.Published) bool {
			return p.Version != nil && *p.Version == 100 && len(p.Diagnostics) == 1 && p.Diagnostics[0].Range.Start.Line == 6
		})
	}
	c.Shutdown()
	if code := exit(); code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

// TestBurst types quickly: the last version is published, none goes back, and
// no push is empty or short of what the text has.
func TestBurst(t *testing.T) {
	_, uri := workspace(t, nil)
	c, _ := inProcess(t)
	c.Initialize(editor())
	u := uri("a.py")
	c.Open(u, matching)
	const keys = 200
	for i := range keys {
		at := lsptest.Position{Line: 0, Character: i}
		c.Change(u, 2+i, lsptest.TextEdit{Range: lsptest.Range{Start: at, End: at}, NewText: "#"})
		if i == 0 {
			c.Change(u, 2, lsptest.TextEdit{Range: lsptest.Range{Start: lsptest.Position{Character: 1}, End: lsptest.Position{Character: 1}}, NewText: "\n"})
		}
	}
	end := lsptest.Position{Line: 9}
	c.Change(u, 2+keys, lsptest.TextEdit{Range: lsptest.Range{Start: end, End: end}, NewText: matching})
	c.AwaitPublished(u, func(p *lsptest.Published) bool { return *p.Version == 2+keys && len(p.Diagnostics) == 2 })
	last := 0
	for _, p := range c.Published(u) {
		if *p.Version < last || len(p.Diagnostics) == 0 {
			t.Errorf("version %d after %d with %v", *p.Version, last, p.Codes())
		}
		last = *p.Version
	}
}
