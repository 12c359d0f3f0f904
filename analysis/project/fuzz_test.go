package project

import (
	"path/filepath"
	"testing"
)

// FuzzFiles gives every reader the same bytes: none may panic, and the places of
// problems lie in the file.
func FuzzFiles(f *testing.F) {
	for _, s := range []string{
		"[tool.pyidiom]\nselect = [\"PYD\", 3]\ntarget = {python = \"3.12\"}\n[tool.pyidiom.severity]\nPYD = \"off\"\n",
		"[[package]]\nname = \"a\"\nversion = \"1.0+x\"\n[tool.poetry.dependencies]\na = [{version = \"^1\"}, \"~2 || 3\"]\n",
		"-r a.txt\na[b]==1.0 \\\n  --hash=x # c\nb ~= 1!2.0.post1\n", "[pytest]\naddopts = -o 'a=b' \"c\n  d\\\n", "{\"default\": {\"a\": {\"version\": \"==1\"}}}",
		"a.b.c = 1\na.b = {c.d = [1, {e = 2}]}\n[a.b.c]\n[[a]]\n[a.x]\n", "\ufeff!*.py\n\\#\n/**/\n[!a-]\n", ">=1,<2.dev0,!=1.*,~=1.4.5,===x", "3.12\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, name := range []string{"pyidiom.toml", "pyproject.toml"} {
			for _, p := range readConfig("/x/"+name, b, testRules).problems {
				if p.Start < 0 || p.End < p.Start || p.End > len(b) || p.Message == "" {
					t.Errorf("%+v in %d bytes", p, len(b))
				}
			}
		}
		root := t.TempDir()
		for _, name := range []string{"pyproject.toml", "uv.lock", "Pipfile.lock", "requirements.txt", "setup.cfg", "pytest.ini", ".python-version", "ruff.toml", ".gitignore"} {
			write(t, root, name, string(b))
		}
		v := workspace(root).View(filepath.Join(root, "a.py"))
		v.Describe()
		v.In("a", string(b))
		v.RuffSelects("PYD001")
		v.Enabled("PYD001", "x", false)
		v.w.wants(v.path)
	})
}
