package snippets

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis"
)

// workspace is one with a pyproject.toml.
func workspace(t testing.TB, pyproject string) (w *analysis.Workspace, root string) {
	t.Helper()
	root = t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "pyproject.toml"), []byte(pyproject), 0o666); err != nil {
		t.Fatal(err)
	}
	w = analysis.NewWorkspace(analysis.Options{Roots: []string{root}})
	t.Cleanup(w.Close)
	return w, root
}

// completeAt completes at ¦ in a file of the workspace.
func completeAt(w *analysis.Workspace, path, src string) []Item {
	before, after, _ := strings.Cut(src, "¦")
	return Complete(w.Analyse(path, []byte(before+after)), len(before))
}

func TestProject(t *testing.T) {
	const fastapi = "[project]\nname = 'x'\nversion = '1'\nrequires-python = '%s'\ndependencies = [%s]\n%s"
	for _, c := range []struct {
		python, dependencies, more string
		file, src                  string
		label, has                 string // has is in the snippet; label is not offered if it is empty
	}{
		{">=3.13", "'fastapi'", "", "m.py", "deco¦", "deco", "[**P, R]"},
		{">=3.11", "'fastapi'", "", "m.py", "deco¦", "deco", "ParamSpec"},
		{">=3.8", "'fastapi'", "", "m.py", "deco¦", "deco", ""},
		{">=3.13", "'fastapi'", "", "m.py", "lifes¦", "lifespan", "async def lifespan"},
		{">=3.13", "'django'", "", "m.py", "lifes¦", "lifespan", ""},
		{">=3.13", "'django'", "", "m.py", "import fastapi\nlifes¦", "lifespan", "async def lifespan"},
		{">=3.13", "'django>=5.2'", "", "m.py", "djcpk¦", "djcpk", "CompositePrimaryKey"},
		{">=3.13", "'django'", "", "m.py", "djcpk¦", "djcpk", "CompositePrimaryKey"},
		{">=3.13", "'django>=4.2'", "", "m.py", "djcpk¦", "djcpk", ""},
		{">=3.13", "'pydantic>=2.11'", "", "m.py", "pydbase¦", "pydbase", "validate_by_name"},
		{">=3.13", "'pydantic>=2.5'", "", "m.py", "pydbase¦", "pydbase", "populate_by_name"},
		{">=3.13", "'pydantic<2'", "", "m.py", "pydbase¦", "pydbase", ""},
		{">=3.13", "'django'", "", "m.py", "pydbase¦", "pydbase", ""},
		{">=3.13", "'fastapi'", "", "m.py", "pydbase¦", "pydbase", "populate_by_name"},
		{">=3.13", "'django'", "", "m.py", "import pydantic\npydbase¦", "pydbase", "populate_by_name"},
		{">=3.13", "'pytest', 'httpx', 'pytest-asyncio'", "", "conftest.py", "async_cl¦", "async_client", "@pytest_asyncio.fixture"},
		{">=3.13", "'pytest', 'httpx', 'anyio'", "", "conftest.py", "async_cl¦", "async_client", "@pytest.fixture"},
		{">=3.13", "'pytest', 'httpx'", "[tool.pytest.ini_options]\nasyncio_mode = 'auto'\n", "test_m.py", "async_cl¦", "async_client", "@pytest.fixture"},
		{">=3.13", "'pytest', 'httpx'", "[tool.pytest.ini_options]\npython_files = ['check_*.py']\n", "check_m.py", "async_cl¦", "async_client", "async def"},
		{">=3.13", "'pytest', 'httpx'", "", "m.py", "async_cl¦", "async_client", ""},
	} {
		w, root := workspace(t, fmt.Sprintf(fastapi, c.python, c.dependencies, c.more))
		items := completeAt(w, filepath.Join(root, c.file), c.src)
		i := slices.IndexFunc(items, func(it Item) bool { return it.Label == c.label })
		switch {
		case c.has == "" && i >= 0:
			t.Errorf("%s with %s and Python %s is offered in %s", c.label, c.dependencies, c.python, c.file)
		case c.has != "" && i < 0:
			t.Errorf("%s with %s and Python %s is not offered in %s, only %v", c.label, c.dependencies, c.python, c.file, labels(items))
		case c.has != "" && !strings.Contains(items[i].Snippet, c.has):
			t.Errorf("%s with %s and Python %s has no %s:\n%s", c.label, c.dependencies, c.python, c.has, items[i].Snippet)
		}
	}
}

// TestPagesAreClean looks for findings of the program's own rules in what its
// pages insert.
func TestPagesAreClean(t *testing.T) {
	for _, versions := range []fake{oldest, newest} {
		var deps []string
		for dist, v := range versions.versions {
			if dist != "python" {
				deps = append(deps, fmt.Sprintf("%q", dist+"=="+v))
			}
		}
		w, root := workspace(t, fmt.Sprintf("[project]\nname = 'x'\nversion = '1'\nrequires-python = '>=%s'\ndependencies = [%s]\n",
			versions.versions["python"], strings.Join(deps, ", ")))
		checked := map[*Page]bool{}
		for _, page := range Builtin().Pages() {
			for _, where := range page.Where {
				src := fmt.Sprintf(surroundingsOf[where], page.Prefixes[0])
				at := strings.Index(src, "¦")
				path := filepath.Join(root, fileFor(page))
				before := w.Analyse(path, []byte(src[:at]+src[at+len("¦"):]))
				for _, it := range Complete(before, at) {
					if it.Page != page {
						continue
					}
					checked[page] = true
					b := buffer{file: before.File}
					after := b.accept(it)
					for _, f := range w.Analyse(path, []byte(after)).Findings(context.Background()) {
						t.Errorf("%s/%s: %s %s in\n%s", page.Area, page.Name, f.Rule.Code, f.Message, after)
					}
				}
			}
		}
		if len(checked) < len(Builtin().Pages())*9/10 {
			t.Errorf("only %d pages were looked at", len(checked))
		}
	}
}
