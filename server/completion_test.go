package server

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/pyidiom/pyidiom/server/internal/lsptest"
)

// page is a guide page.
func page(prefix, where string) string {
	return fmt.Sprintf("---\ntitle: Our client\nprefixes: [%s]\nwhere: [%s]\n---\n\nWhy.\n\n```python\nclient = ${1:Client}()\n```\n", prefix, where)
}

type completions struct {
	IsIncomplete bool
	Items        []struct{ Label, FilterText, SortText, Detail string }
}

func (c *completions) labels() (list []string) {
	for _, it := range c.Items {
		list = append(list, it.Label)
	}
	return list
}

// TestTeamGuide: the pages of a project are offered, a mistake in one is shown
// in it, and a change counts at once, whether the editor watches files or not.
func TestTeamGuide(t *testing.T) {
	for _, watch := range []bool{true, false} {
		root, uri := workspace(t, map[string]string{
			"pyproject.toml":          "[project]\nname = \"x\"\n[tool.pyidiom]\nguides = [\"docs/patterns\"]\n",
			"docs/patterns/client.md": page("ourclient", "module"),
			"docs/patterns/broken.md": page("ourother", "moon"),
			"app.py":                  "ouro",
		})
		c, _ := inProcess(t)
		caps := editor()
		caps["workspace"].(object)["didChangeWatchedFiles"] = object{"dynamicRegistration": watch}
		c.Initialize(caps, uri(""))
		app, broken := uri("app.py"), uri("docs/patterns/broken.md")
		c.Open(app, "our")
		p := c.AwaitPublished(broken, func(p *lsptest.Published) bool { return len(p.Diagnostics) == 1 })
		if r := p.Diagnostics[0].Range; r != (lsptest.Range{Start: lsptest.Position{Line: 3}, End: lsptest.Position{Line: 3, Character: len("where: [moon]")}}) {
			t.Errorf("the mistake is shown at %+v", r)
		}
		var list completions
		if c.Call("textDocument/completion", lsptest.At(app, 0, 3), &list); !slices.Contains(list.labels(), "ourclient") || slices.Contains(list.labels(), "ourother") {
			t.Errorf("completions: %v", list.labels())
		}
		if err := os.WriteFile(filepath.Join(root, "docs/patterns/broken.md"), []byte(page("ourother", "module")), 0o666); err != nil {
			t.Fatal(err)
		}
		if watch {
			c.Notify("workspace/didChangeWatchedFiles", object{"changes": []any{object{"uri": broken, "type": 2}}})
			c.AwaitPublished(broken, noDiagnostics)
		} else {
			for range 50 {
				c.Call("textDocument/completion", lsptest.At(app, 0, 3), &list)
				if slices.Contains(list.labels(), "ourother") {
					break
				}
				time.Sleep(100 * time.Millisecond)
			}
			c.AwaitPublished(broken, noDiagnostics)
		}
		if c.Call("textDocument/completion", lsptest.At(app, 0, 3), &list); !slices.Contains(list.labels(), "ourother") {
			t.Errorf("completions: %v", list.labels())
		}
	}
}

// TestCompletionList: the list is complete, and has every word of a page that
// begins as what was typed.
func TestCompletionList(t *testing.T) {
	_, uri := workspace(t, map[string]string{"pyproject.toml": "[project]\nname = \"x\"\ndependencies = [\"fastapi\", \"sqlalchemy>=2\"]\n"})
	c, _ := inProcess(t)
	c.Initialize(editor(), uri(""))
	app := uri("app.py")
	c.Open(app, "s\n\n")
	var typed, empty completions
	c.Call("textDocument/completion", lsptest.At(app, 0, 1), &typed)
	for _, want := range []string{"session-dep", "sadep", "saengine", "sastream"} {
		if !slices.Contains(typed.labels(), want) {
			t.Errorf("%s is missing in %v", want, typed.labels())
		}
	}
	c.Call("textDocument/completion", lsptest.At(app, 2, 0), &empty)
	seen := map[string]bool{}
	for _, it := range empty.Items {
		if it.FilterText != it.Label || seen[it.Detail] {
			t.Errorf("with nothing typed: %+v", it)
		}
		seen[it.Detail] = true
	}
	if typed.IsIncomplete || empty.IsIncomplete || len(empty.Items) < 40 {
		t.Errorf("%d items", len(empty.Items))
	}
}
