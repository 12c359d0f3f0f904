// Package analysis is the engine: it keeps the documents of a workspace, runs
// the rules over them and makes fixes. It knows nothing of LSP; offsets are
// bytes of a file.
package analysis

import (
	"github.com/pyidiom/pyidiom/analysis/rule"
)

// Finding is a finding of a rule, after configuration and suppression.
type Finding struct {
	Rule       *rule.Rule
	Start, End int
	Message    string
	Severity   rule.Severity
	Tags       []rule.Tag
	Related    []rule.Related

	unit int // entry of the unit whose check reported it
	nth  int // place among the reports of its rule in that unit
}

// Action is something an editor offers at a place: a fix of a finding, a
// refactoring, or a suppression comment.
type Action struct {
	rule.Fix
	Finding *Finding // the finding it answers; of severity Action for a refactoring
}
