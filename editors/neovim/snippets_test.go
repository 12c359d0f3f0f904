package neovim

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/pyidiom/pyidiom/snippets"
)

// TestSnippets gives the bodies of all guide pages to Neovim, which reads the snippet syntax more strictly than other
// editors: what it inserts is what an editor without snippets gets.
func TestSnippets(t *testing.T) {
	nvim := neovim(t)
	type body struct {
		Page    string `json:"page"`
		Snippet string `json:"snippet"`
		Plain   string `json:"plain"`
	}
	var bodies []body
	for _, p := range snippets.Builtin().Pages() {
		for _, v := range p.Variants {
			bodies = append(bodies, body{p.Path, v.Body.Snippet(), v.Body.Plain()})
		}
	}
	b, err := json.Marshal(bodies)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "bodies.json")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), nvim, "--clean", "-l", "testdata/snippets.lua", file).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
