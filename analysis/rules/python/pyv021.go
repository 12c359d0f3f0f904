package python

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYV021",
		Name:     "unreachable-case",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Unnecessary},
		Kinds:    []syntax.Kind{syntax.KMatchStatement},
		Check:    unreachableCase,
	})
}

// arm is one case of a match statement.
type arm struct {
	clause  syntax.Node
	pattern pattern
	guarded bool
}

func unreachableCase(p *rule.Pass, match syntax.Node) {
	derives := func(a, b syntax.Node) (same, sub bool) { return classDerives(p.Module, a, b) }
	var arms []arm
	for c := range match.Child(syntax.FBody).Named() {
		if c.Kind() != syntax.KCaseClause {
			continue
		}
		a := arm{c, casePattern(c), !c.ChildOf(syntax.KIfClause).IsNil()}
		for _, earlier := range arms {
			if !earlier.guarded && earlier.pattern.takes(a.pattern, derives) {
				reportUnreachable(p, earlier, a, !a.guarded && a.pattern.takes(earlier.pattern, derives))
				break
			}
		}
		deadAlternatives(p, a.pattern, derives)
		arms = append(arms, a)
	}
}

func reportUnreachable(p *rule.Pass, earlier, later arm, equal bool) {
	start, end := patternRange(later.clause)
	p.Report(rule.Diagnostic{
		Start: start, End: end,
		Message: fmt.Sprintf("This case can never match: the `case %s` above already takes every such value", earlier.pattern),
		Related: []rule.Related{{Start: earlier.clause.Start(), End: earlier.clause.End(), Message: "this case takes every such value"}},
		Fixes: func() []rule.Fix {
			if equal {
				return []rule.Fix{{
					Title: "Remove the duplicate case", Safety: rule.Unsafe, Reason: "the block that goes may be the one that was meant",
					Edits: []edit.Edit{block(p.File, later.clause).cut()},
				}}
			}
			return []rule.Fix{{
				Title: "Move the specific case up", Safety: rule.Unsafe, Reason: "another branch will run",
				Edits: block(p.File, later.clause).move(block(p.File, earlier.clause)),
			}}
		},
	})
}

// deadAlternatives reports alternatives of an or-pattern that one before them
// subsumes, as in "int() | bool()".
func deadAlternatives(p *rule.Pass, q pattern, derives func(a, b syntax.Node) (same, sub bool)) {
	for _, inner := range append(append([]pattern(nil), q.parts...), q.named...) {
		deadAlternatives(p, inner, derives)
	}
	if q.kind != orPattern {
		return
	}
	for i, alternative := range q.parts {
		for _, earlier := range q.parts[:i] {
			if earlier.takes(alternative, derives) && !alternative.node.IsNil() {
				p.ReportNode(alternative.node, fmt.Sprintf("This alternative can never match: `%s` before it already takes every such value", earlier), nil)
				break
			}
		}
	}
}

// patternRange is the range of the patterns of a clause.
func patternRange(clause syntax.Node) (start, end int) {
	for c := range clause.Children() {
		if c.Kind() == syntax.KCasePattern {
			if start == 0 {
				start = c.Start()
			}
			end = c.End()
		}
	}
	return start, end
}

// classDerives tells whether two names of class patterns mean the same class,
// and whether the second is that class or derives from it. A class with a
// metaclass may decide otherwise who its instances are: it is only the same as
// itself.
func classDerives(m *semantic.Module, a, b syntax.Node) (same, sub bool) {
	x, y := m.Resolve(a), m.Resolve(b)
	if x == "" || y == "" {
		return false, false
	}
	if x == y {
		return true, true
	}
	return false, !hasMetaclass(m, x) && m.IsSubclass(y, x) == semantic.Yes
}

// hasMetaclass tells whether the class or one of its bases names a metaclass.
func hasMetaclass(m *semantic.Module, q string) bool {
	if m.IsSubclass(q, "abc.ABC", "typing.Protocol") != semantic.No && !strings.HasPrefix(q, "builtins.") {
		return true
	}
	for _, a := range m.AncestorsOf(q) {
		if a.Class != nil && (a.Class.Keyword("metaclass") != nil || a.Class.Member("__subclasshook__") != nil) ||
			a.Info != nil && slices.Contains(a.Info.Keywords, "metaclass") {
			return true
		}
	}
	return false
}

// lines are the whole lines of a case clause with the comment lines that touch
// it from above.
type lines struct {
	text       *syntax.Text
	start, end int // of the first line, and after the last line's ending
}

func block(f *syntax.File, clause syntax.Node) lines {
	t := f.Text
	first, last := t.LineOf(clause.Start()), t.LineOf(clause.End())
	indent := t.Slice(t.LineStart(first), clause.Start())
	for first > 0 {
		above := string(t.Slice(t.LineStart(first-1), t.LineEnd(first-1)))
		if !strings.HasPrefix(above, string(indent)+"#") {
			break
		}
		first--
	}
	end := t.Len()
	if last+1 < t.LineCount() {
		end = t.LineStart(last + 1)
	}
	return lines{t, t.LineStart(first), end}
}

// cut deletes the lines.
func (l lines) cut() edit.Edit {
	if last := l.text.LineCount() - 1; l.end == l.text.Len() && l.text.LineStart(last) < l.end && l.start > 0 {
		// Without a final newline the one before the block goes.
		return edit.Drop(l.text.LineEnd(l.text.LineOf(l.start)-1), l.end)
	}
	return edit.Drop(l.start, l.end)
}

// move puts the lines above others.
func (l lines) move(above lines) []edit.Edit {
	s := string(l.text.Slice(l.start, l.end))
	if !strings.HasSuffix(s, "\n") && !strings.HasSuffix(s, "\r") {
		s += l.text.Newline()
	}
	return []edit.Edit{{Start: above.start, End: above.start, New: s}, l.cut()}
}
