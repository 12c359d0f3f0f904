package snippets

import "github.com/pyidiom/pyidiom/analysis/project"

// viewFacts answers from the project's view.
type viewFacts struct{ *project.View }

func newProject(v *project.View) viewFacts { return viewFacts{v} }

func (v viewFacts) in(dist, spec string) truth { return unknown }
func (v viewFacts) depends(dist string) truth  { return unknown }
func (v viewFacts) asyncioMode() string        { return "strict" }
