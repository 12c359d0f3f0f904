package pyidiom

import "github.com/pyidiom/pyidiom/analysis/rule"

// The engine reports and fixes this one itself: only it knows which findings a
// comment suppressed.
func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "IDM001",
		Name:     "unused-suppression",
		Severity: rule.Hint,
		Tags:     []rule.Tag{rule.Unnecessary},
	})
}
