package snippets

import (
	"path/filepath"

	"github.com/pyidiom/pyidiom/analysis/project"
)

// viewFacts answers from the project as a file sees it.
type viewFacts struct{ view *project.View }

// in is no also where the project admits versions on both sides: the snippet
// would break with some of them.
func (v viewFacts) in(dist, spec string) truth {
	switch v.view.In(dist, spec) {
	case project.Yes:
		return yes
	case project.No:
		return no
	}
	if f := v.view.Found(dist); f != nil {
		if _, bounded := f.Range.Lower(); bounded {
			return no
		}
	}
	return unknown
}

// depends is unknown in a project that says nothing about its dependencies.
func (v viewFacts) depends(dist string) truth {
	switch {
	case v.view.DependsOn(dist), v.view.Found(dist) != nil: // target versions of the configuration count, too
		return yes
	case len(v.view.Dependencies()) == 0:
		return unknown
	}
	return no
}

// asyncioMode is that of pytest-asyncio, whose default is strict, or anyio
// where the project has anyio's plugin and not pytest-asyncio.
func (v viewFacts) asyncioMode() string {
	switch mode := v.view.Pytest().AsyncioMode; {
	case mode != "":
		return mode
	case v.view.DependsOn("pytest-asyncio") || !v.view.DependsOn("anyio"):
		return "strict"
	}
	return "anyio"
}

// isTest tells whether pytest reads the file.
func (v viewFacts) isTest() bool {
	return v.view.IsTestFile() || filepath.Base(v.view.Path()) == "conftest.py"
}
