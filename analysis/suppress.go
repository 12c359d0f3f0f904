package analysis

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// unusedCode is the rule for suppression comments that suppress nothing.
const unusedCode = "IDM001"

// suppression is a comment that keeps findings quiet.
type suppression struct {
	start, end int32 // the comment, from the start of its unit
	next       int32 // own-line: end of the statement below, from the start of the unit, or -1
	ownLine    bool  // nothing but the comment stands on its line
	file       bool  // for the whole file
	noqa       bool  // a "# noqa", which other tools read too
	codes      []string
}

var (
	ignoreComment = regexp.MustCompile(`#\s*pyidiom:\s*ignore(-file)?\s*(?:\[([^\]]*)\])?`)
	noqaComment   = regexp.MustCompile(`(?i)#\s*noqa(?::\s*([A-Z][A-Z0-9]*[0-9]+(?:[\s,]+[A-Z][A-Z0-9]*[0-9]+)*))?`)
)

// appendSuppressions reads the comment n of the i-th unit.
func appendSuppressions(list []suppression, f *syntax.File, i int, n syntax.Node) []suppression {
	text := n.Bytes()
	if !bytes.Contains(text, []byte("pyidiom")) && !bytes.Contains(bytes.ToLower(text), []byte("noqa")) {
		return list
	}
	base, _ := f.UnitRange(i)
	s := suppression{start: int32(n.Start() - base), end: int32(n.End() - base), next: -1}
	line := f.Text.LineStart(f.Text.LineOf(n.Start()))
	s.ownLine = len(bytes.TrimSpace(f.Text.Slice(line, n.Start()))) == 0
	if m := ignoreComment.FindSubmatch(text); m != nil {
		s.file = m[1] != nil
		s.codes = splitCodes(m[2])
	} else if m := noqaComment.FindSubmatch(text); m != nil {
		s.noqa = true
		s.codes = splitCodes(m[1])
	} else {
		return list
	}
	if s.ownLine {
		next := n.NextSibling()
		for next.IsComment() {
			next = next.NextSibling()
		}
		if !next.IsNil() && next.UnitIndex() == i {
			s.next = int32(next.End() - base)
		}
	}
	return append(list, s)
}

func splitCodes(b []byte) []string {
	return strings.FieldsFunc(string(b), func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
}

// names tells whether the suppression speaks of the rule: by code, prefix of
// a code, or name; a "# noqa" only by code.
func (s *suppression) names(r *rule.Rule) bool {
	if len(s.codes) == 0 {
		return true
	}
	return slices.ContainsFunc(s.codes, func(c string) bool { return matches(c, r) })
}

func matches(key string, r *rule.Rule) bool {
	return strings.EqualFold(key, r.Name) || len(key) >= 3 && len(key) <= len(r.Code) && strings.EqualFold(key, r.Code[:len(key)])
}

// cover is the reach of a suppression in one version of a file.
type cover struct {
	*suppression
	unit       int
	start, end int      // bytes of the comment
	first      int      // lines on which a suppressed finding starts or ends
	last       int      //
	used       []string // the codes of findings it suppressed
}

// reaches lists the suppressions of the file.
func (s *Snapshot) reaches(st *state) []*cover {
	var list []*cover
	for _, at := range st.loud {
		i, c := int(at), st.units[at]
		for k := range c.suppressions {
			p := &c.suppressions[k]
			base, _ := s.File.UnitRange(i)
			v := &cover{suppression: p, unit: i, start: base + int(p.start), end: base + int(p.end)}
			v.first = s.File.Text.LineOf(v.start)
			v.last = v.first
			switch {
			case p.file:
				v.first, v.last = 0, s.File.Text.LineCount()
			case p.ownLine && !p.noqa && p.next >= 0:
				v.last = s.File.Text.LineOf(base + int(p.next))
			case p.ownLine && !p.noqa:
				v.last = s.File.Text.LineOf(s.statementAfter(i))
			}
			list = append(list, v)
		}
	}
	return list
}

// statementAfter is the end of the statement below the comment that is unit i.
func (s *Snapshot) statementAfter(i int) int {
	_, end := s.File.UnitRange(i)
	for c := range s.File.Comments(i) {
		for n := c.NextSibling(); !n.IsNil(); n = n.NextSibling() {
			if !n.IsComment() {
				return n.End()
			}
		}
	}
	return end
}

// suppressed tells whether a comment suppresses the finding.
func (s *Snapshot) suppressed(covers []*cover, f *Finding) bool {
	if len(covers) == 0 {
		return false
	}
	start, end := s.File.Text.LineOf(f.Start), s.File.Text.LineOf(f.End)
	hit := false
	for _, c := range covers {
		inside := start >= c.first && start <= c.last || !c.file && !c.ownLine && end == c.first
		if inside && c.names(f.Rule) {
			c.used = append(c.used, f.Rule.Code)
			hit = true
		}
	}
	return hit
}

// unused reports our own suppression comments that suppress nothing although
// the rules they name are on.
func (s *Snapshot) unused(d *dispatch, covers []*cover) []Finding {
	r := rule.Find(unusedCode)
	severity, on := d.severity[unusedCode]
	if r == nil || !on {
		return nil
	}
	if severity == rule.Default {
		severity = r.Severity
	}
	var list []Finding
	for _, c := range covers {
		if c.noqa || s.File.InBroken(c.start, c.end) {
			continue
		}
		idle := c.idle(d)
		if len(idle) == 0 && (len(c.codes) > 0 || len(c.used) > 0) {
			continue
		}
		message := "This suppression comment suppresses nothing"
		if len(c.codes) > 0 {
			message = fmt.Sprintf("Unused suppression of %s", strings.Join(idle, ", "))
		}
		list = append(list, Finding{Rule: r, Start: c.start, End: c.end, Message: message, Severity: severity, Tags: r.Tags, unit: c.unit, nth: -1})
	}
	return list
}

// idle are the codes of the comment that name no rule, or only rules that are
// on and reported nothing there.
func (c *cover) idle(d *dispatch) []string {
	var idle []string
	for _, code := range c.codes {
		known, on := false, true
		for _, r := range rule.All() {
			if matches(code, r) {
				known = true
				if _, ok := d.severity[r.Code]; !ok {
					on = false
				}
			}
		}
		used := slices.ContainsFunc(c.used, func(u string) bool {
			r := rule.Find(u)
			return r != nil && matches(code, r)
		})
		if !used && (!known || on) {
			idle = append(idle, code)
		}
	}
	return idle
}

// unusedFix removes the idle codes of a suppression comment, or all of it with
// what was written to explain it. Other comments on the line stay.
func (s *Snapshot) unusedFix(d *dispatch, c *cover) rule.Fix {
	idle := c.idle(d)
	var keep []string
	for _, code := range c.codes {
		if !slices.Contains(idle, code) {
			keep = append(keep, code)
		}
	}
	text := s.File.Text
	comment := string(text.Slice(c.start, c.end))
	m := ignoreComment.FindStringSubmatchIndex(comment)
	if len(keep) > 0 {
		return rule.Fix{Title: "Remove the unused codes", Edits: []edit.Edit{
			edit.Drop(c.start, c.end),
			{Start: c.end, End: c.end, New: comment[:m[4]] + strings.Join(keep, ", ") + comment[m[5]:]},
		}}
	}
	fix := rule.Fix{Title: "Remove the unused suppression"}
	rest := ""
	if k := strings.IndexByte(comment[m[1]:], '#'); k >= 0 {
		rest = comment[m[1]+k:]
	}
	if others := strings.TrimRight(comment[:m[0]]+rest, " \t"); others != "" {
		fix.Edits = []edit.Edit{edit.Drop(c.start, c.end), {Start: c.end, End: c.end, New: others}}
		return fix
	}
	start, end := c.start, c.end
	line := text.LineOf(start)
	if c.ownLine {
		start = text.LineStart(line)
		if line+1 < text.LineCount() {
			end = text.LineStart(line + 1)
		}
	} else {
		before := text.Slice(text.LineStart(line), start)
		start -= len(before) - len(bytes.TrimRight(before, " \t"))
	}
	fix.Edits = []edit.Edit{edit.Drop(start, end)}
	return fix
}

// suppressFixes offers to suppress a finding on its line and in its file.
func (s *Snapshot) suppressFixes(f *Finding, covers []*cover) []rule.Fix {
	text := s.File.Text
	line := text.LineOf(f.Start)
	here := rule.Fix{Title: fmt.Sprintf("Suppress %s on this line", f.Rule.Code), Manual: true}
	end := text.LineEnd(line)
	comment := " # pyidiom: ignore[" + f.Rule.Code + "]"
	merged := false
	for _, c := range covers {
		if !c.file && !c.noqa && !c.ownLine && c.first == line && len(c.codes) > 0 {
			m := ignoreComment.FindSubmatchIndex(text.Slice(c.start, c.end))
			here.Edits = []edit.Edit{{Start: c.start + m[5], End: c.start + m[5], New: ", " + f.Rule.Code}}
			merged = true
		}
	}
	if !merged {
		if at := s.File.NodeAt(end, end); s.insideToken(end) || end > 0 && text.Bytes()[end-1] == '\\' {
			// No comment can stand at the end of this line: put it above the statement.
			stmt := statement(at)
			top := text.LineStart(text.LineOf(stmt.Start()))
			indent := string(text.Slice(top, stmt.Start()))
			if strings.TrimSpace(indent) != "" {
				indent = ""
			}
			here.Edits = []edit.Edit{{Start: top, End: top, New: indent + strings.TrimSpace(comment) + text.Newline()}}
		} else {
			trim := end
			for trim > text.LineStart(line) && (text.Bytes()[trim-1] == ' ' || text.Bytes()[trim-1] == '\t') {
				trim--
			}
			here.Edits = []edit.Edit{{Start: trim, End: trim, New: " " + comment}}
		}
	}
	top := s.headEnd()
	all := rule.Fix{
		Title: fmt.Sprintf("Suppress %s in this file", f.Rule.Code), Manual: true,
		Edits: []edit.Edit{{Start: top, End: top, New: "# pyidiom: ignore-file[" + f.Rule.Code + "]" + text.Newline()}},
	}
	for _, c := range covers {
		if c.file && len(c.codes) > 0 {
			m := ignoreComment.FindSubmatchIndex(text.Slice(c.start, c.end))
			all.Edits = []edit.Edit{{Start: c.start + m[5], End: c.start + m[5], New: ", " + f.Rule.Code}}
		}
	}
	return []rule.Fix{here, all}
}

// insideToken tells whether the offset, the end of a line, lies in a string
// that goes on in the next line.
func (s *Snapshot) insideToken(offset int) bool {
	for n := s.File.NodeAt(offset, offset); !n.IsNil(); n = n.Parent() {
		if n.Is(syntax.KString) && n.Start() < offset && n.End() > offset {
			return true
		}
	}
	return false
}

// statement is the statement that n is in.
func statement(n syntax.Node) syntax.Node {
	for p := n; !p.IsNil(); p = p.Parent() {
		if up := p.Parent(); up.Is(syntax.KModule, syntax.KBlock) {
			return p
		}
	}
	return n
}

// headEnd is where a file-level comment goes: after a byte order mark, the
// shebang and encoding lines.
func (s *Snapshot) headEnd() int {
	text := s.File.Text
	at := 0
	if bytes.HasPrefix(text.Bytes(), []byte("\xef\xbb\xbf")) {
		at = 3
	}
	for line := 0; line < 2 && line < text.LineCount()-1; line++ {
		b := text.Slice(max(at, text.LineStart(line)), text.LineEnd(line))
		if !(line == 0 && bytes.HasPrefix(b, []byte("#!"))) && !(bytes.HasPrefix(b, []byte("#")) && bytes.Contains(b, []byte("coding"))) {
			break
		}
		at = text.LineStart(line + 1)
	}
	return at
}
