package rules_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// TestOtherFile checks that the edits of another file speak of the document
// that is open there, not of what is on the disk.
func TestOtherFile(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(root, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	schemas := write("schemas.py", "import pydantic\n\n\nclass Out(pydantic.BaseModel):\n    id: int\n")
	api := write("api.py", "from schemas import Out\n\n\nclass Item:\n    id = 1\n\n\ndef f() -> Out:\n    return Out.model_validate(Item())\n")
	w := workspace(t, root, "PYD046")
	d := w.Open(schemas, []byte("import pydantic\n\n\nclass Out(pydantic.BaseModel):\n    id: int\n"))
	d.Edit(syntax.Change{Start: 0, End: 0, New: []byte("# one more line\n")})
	w.Settle()
	s, err := w.Load(api)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range s.Actions(context.Background(), 0, s.File.Text.Len()) {
		if a.Title != "Set `from_attributes=True` on `Out`" {
			continue
		}
		text := d.Snapshot().File.Text
		if a.Texts[schemas] != text {
			t.Error("the edits do not speak of the open document")
		}
		want := "# one more line\nimport pydantic\n\n\nclass Out(pydantic.BaseModel):\n    model_config = pydantic.ConfigDict(from_attributes=True)\n\n    id: int\n"
		if got := string(edit.Apply(text.Bytes(), a.Files[schemas])); got != want {
			t.Error(diff(want, got))
		}
		return
	}
	t.Error("no such action")
}
