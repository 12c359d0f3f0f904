// Package pytest holds the rules about pytest and its plugins.
package pytest

import (
	"embed"
	"path/filepath"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
)

//go:embed *.md
var pages embed.FS

// collected tells whether pytest reads the file as one of tests or fixtures: a
// test file, a conftest.py, or a module that pytest_plugins names.
func collected(p *rule.Pass) bool {
	if p.Project.IsTestFile() || filepath.Base(p.Path) == "conftest.py" {
		return true
	}
	name := p.Module.Name()
	return name != "" && p.Ask(func(v *project.View) bool { return v.IsPlugin(name) })
}
