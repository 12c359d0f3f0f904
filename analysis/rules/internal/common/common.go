// Package common holds what rules of several areas ask.
package common

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// IsMock tells whether a call makes a stand-in of unittest.mock.
func IsMock(call syntax.Node) bool {
	f := semantic.Unsubscripted(call.Child(syntax.FFunction)).Text()
	return strings.HasSuffix(f, "Mock") || strings.HasSuffix(f, "create_autospec")
}

// TypingName spells, at a place, a name that typing has since a version of Python:
// that of typing_extensions where the project admits older ones, or where the
// file has it from there already.
func TypingName(p *rule.Pass, b *edit.Builder, at syntax.Node, name, since string) string {
	module := "typing"
	if p.Project.Found("python") != nil && p.Project.In("python", ">="+since) != project.Yes {
		module = "typing_extensions"
	}
	if bound, ok := b.Bound(at, "typing_extensions", name); ok && !strings.Contains(bound, ".") {
		return bound
	}
	return b.Name(at, module, name)
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
