package server

import (
	"encoding/json"
	"testing"

	"github.com/pyidiom/pyidiom/server/internal/lsptest"
)

// TestSurround parametrises a test by the value that is selected.
func TestSurround(t *testing.T) {
	_, uri := workspace(t, map[string]string{"pyproject.toml": "[project]\nname = \"x\"\ndependencies = [\"pytest\"]\n"})
	c, _ := inProcess(t)
	c.Initialize(editor(), uri(""))
	file, text := uri("test_half.py"), "def test_half():\n    assert half(4) == 2\n"
	c.Open(file, text)
	selection := lsptest.Range{Start: lsptest.Position{Line: 1, Character: 16}, End: lsptest.Position{Line: 1, Character: 17}}
	for _, only := range [][]string{nil, {"refactor"}, {"refactor.rewrite"}, {"refactor.rewrite.parametrize"}} {
		var list []json.RawMessage
		c.Call("textDocument/codeAction", lsptest.Doc(file, object{"range": selection, "context": object{"diagnostics": []any{}, "only": only}}), &list)
		if len(list) != 1 {
			t.Fatalf("with only %v: %s", only, list)
		}
		var action codeAction
		c.Call("codeAction/resolve", list[0], &action)
		if action.Kind != "refactor.rewrite.parametrize" || action.Edit == nil {
			t.Fatalf("resolved %+v", action)
		}
		want := "import pytest\n\n\n@pytest.mark.parametrize(\"value\", [pytest.param(4, id=\"4\")])\ndef test_half(value):\n    assert half(value) == 2\n"
		if got := lsptest.Apply(t, text, action.Edit.DocumentChanges[0].Edits); got != want {
			t.Errorf("got\n%s", got)
		}
	}
	var list []json.RawMessage
	c.Call("textDocument/codeAction", lsptest.Doc(file, object{"range": selection, "context": object{"diagnostics": []any{}, "only": []string{"quickfix"}}}), &list)
	if len(list) != 0 {
		t.Errorf("quick fixes: %s", list)
	}
}
