package packaging

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PKG001",
		Name:     "uv-dev-dependencies",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Lang:     syntax.TOML,
		Kinds:    []syntax.Kind{syntax.KTomlDocument},
		Check:    uvDevDependencies,
	})
}

func uvDevDependencies(p *rule.Pass, doc syntax.Node) {
	if !isPyproject(p.Path) {
		return
	}
	var legacy, group entry
	for e := range entries(doc) {
		switch e.keys {
		case "tool/uv/dev-dependencies":
			legacy = e
		case "dependency-groups/dev":
			group = e
		case "tool/uv/required-version":
			// PEP 735 groups came with uv 0.4.27.
			if s, ok := text(e.value); ok && project.SpecifierIn(s, ">=0.4.27") == project.No {
				return
			}
		}
	}
	if legacy.pair.IsNil() || legacy.value.Kind() != syntax.KTomlArray {
		return
	}
	p.Report(rule.Diagnostic{
		Start:   legacy.pair.Start(),
		End:     firstNamed(legacy.pair).End(),
		Message: "`tool.uv.dev-dependencies` is deprecated: move it to `[dependency-groups] dev`",
		Fixes: func() []rule.Fix {
			m := move{p.File, doc, legacy, group}
			edits := m.edits()
			if edits == nil {
				return nil
			}
			return []rule.Fix{{Title: "Move to [dependency-groups]", Edits: edits}}
		},
	})
}

// move is the fix: the entry legacy becomes, or joins, the entry group.
type move struct {
	f             *syntax.File
	doc           syntax.Node
	legacy, group entry
}

func (m *move) edits() []edit.Edit {
	if m.legacy.table.Kind() == syntax.KTomlInlineTable {
		return nil
	}
	nl := m.f.Text.Newline()
	if !m.group.pair.IsNil() {
		add, ok := m.missing()
		if !ok {
			return nil
		}
		return append(add, m.deleteLegacy())
	}
	dev := "dev = " + m.legacy.value.Text()
	if groups := table(m.doc, "dependency-groups"); !groups.IsNil() {
		at := lastPair(groups)
		line := m.f.Text.LineEnd(m.f.Text.LineOf(at.End()))
		return []edit.Edit{{Start: line, End: line, New: nl + dev}, m.deleteLegacy()}
	}
	if m.legacy.table.IsNil() {
		return nil
	}
	if m.alone() {
		return []edit.Edit{{Start: m.legacy.table.Start(), End: m.legacy.pair.End(), New: "[dependency-groups]" + nl + dev}}
	}
	top := m.above(m.legacy.table)
	return []edit.Edit{{Start: top, End: top, New: "[dependency-groups]" + nl + dev + nl + nl}, m.deleteLegacy()}
}

// alone tells whether the table holds nothing but the legacy key.
func (m *move) alone() bool {
	n := 0
	for c := range m.legacy.table.Children() {
		if c.Kind() == syntax.KTomlPair || c.Kind() == syntax.KTomlComment {
			n++
		}
	}
	return n == 1
}

// above is the start of the comment lines that touch the table from above, or
// of the table.
func (m *move) above(table syntax.Node) int {
	line := m.f.Text.LineOf(table.Start())
	for line > 0 && strings.HasPrefix(strings.TrimSpace(string(m.f.Text.Slice(m.f.Text.LineStart(line-1), m.f.Text.LineEnd(line-1)))), "#") {
		line--
	}
	return m.f.Text.LineStart(line)
}

func lastPair(table syntax.Node) syntax.Node {
	last := firstNamed(table)
	for c := range table.Named() {
		if c.Kind() == syntax.KTomlPair {
			last = c
		}
	}
	return last
}

// deleteLegacy deletes the lines of the legacy entry, with the comment behind
// it.
func (m *move) deleteLegacy() edit.Edit {
	text := m.f.Text
	start := text.LineStart(text.LineOf(m.legacy.pair.Start()))
	end := text.LineOf(m.legacy.pair.End()) + 1
	if end < text.LineCount() {
		return edit.Drop(start, text.LineStart(end))
	}
	return edit.Drop(start, text.Len())
}

// missing adds the requirements that the group lacks. Comments among them
// would be lost: then there is no fix.
func (m *move) missing() (edits []edit.Edit, ok bool) {
	have, ok1 := elements(m.group.value)
	old, ok2 := elements(m.legacy.value)
	if !ok1 || !ok2 || m.group.value.Kind() != syntax.KTomlArray {
		return nil, false
	}
	for c := range m.legacy.value.Children() {
		if c.Kind() == syntax.KTomlComment {
			return nil, false
		}
	}
	known := map[string]bool{}
	for _, n := range have {
		s, _ := text(n)
		known[sameRequirement(s)] = true
	}
	var add []string
	for _, n := range old {
		s, _ := text(n)
		if !known[sameRequirement(s)] {
			known[sameRequirement(s)] = true
			add = append(add, n.Text())
		}
	}
	if len(add) == 0 {
		return nil, true
	}
	if len(have) == 0 {
		at := m.group.value.End() - 1
		return []edit.Edit{{Start: at, End: at, New: strings.Join(add, ", ")}}, true
	}
	last := have[len(have)-1]
	t := m.f.Text
	line := t.LineStart(t.LineOf(last.Start()))
	indent := string(t.Slice(line, last.Start()))
	if strings.TrimSpace(indent) != "" {
		return []edit.Edit{{Start: last.End(), End: last.End(), New: ", " + strings.Join(add, ", ")}}, true
	}
	sep := "," + t.Newline() + indent
	if last.NextSibling().Kind() == syntax.KTomlTokComma {
		at := last.NextSibling().End()
		return []edit.Edit{{Start: at, End: at, New: t.Newline() + indent + strings.Join(add, sep) + ","}}, true
	}
	return []edit.Edit{{Start: last.End(), End: last.End(), New: sep + strings.Join(add, sep)}}, true
}
