// Package common holds what rules of several areas ask.
package common

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// IsMock tells whether a call makes a stand-in of unittest.mock.
func IsMock(call syntax.Node) bool {
	f := semantic.Unsubscripted(call.Child(syntax.FFunction)).Text()
	return strings.HasSuffix(f, "Mock") || strings.HasSuffix(f, "create_autospec")
}

// ExpectsError tells whether n stands in a with statement of pytest.raises(),
// or of assertRaises() of unittest.
func ExpectsError(m *semantic.Module, n syntax.Node) bool {
	for with := n.Ancestor(syntax.KWithStatement); !with.IsNil(); with = with.Ancestor(syntax.KWithStatement) {
		for item := range with.ChildOf(syntax.KWithClause).Named() {
			value := item.Child(syntax.FValue)
			if value.Is(syntax.KAsPattern) {
				value = value.FirstChild()
			}
			callee := value.Child(syntax.FFunction)
			if m.Is(callee, "pytest.raises") || strings.HasPrefix(callee.Child(syntax.FAttribute).Text(), "assertRaises") {
				return true
			}
		}
	}
	return false
}
