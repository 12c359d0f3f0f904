package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Bounds of what is shown of the source, so that a finding in a minified or
// very long statement stays readable.
const (
	maxLines  = 7   // lines of a range; of a longer one, its head and its last line
	headLines = 4   // lines of that head
	maxBefore = 80  // characters of a long line before the range ...
	maxShown  = 200 // ... and in all
)

func severityColour(s rule.Severity) string {
	switch s {
	case rule.Error:
		return red
	case rule.Warning:
		return yellow
	case rule.Information:
		return blue
	}
	return cyan
}

// text prints for people: each finding with the source it speaks of.
func (p *printer) text(r *checkReport) error {
	for _, f := range r.files {
		for i := range f.findings {
			if err := p.textFinding(f, &f.findings[i]); err != nil {
				return err
			}
		}
	}
	return p.summary(r.counts())
}

func (p *printer) textFinding(f *fileReport, x *finding) error {
	colour := severityColour(x.Severity)
	at := pointAt(f.text, x.Start)
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: %s %s %s\n", p.style.paint(oneLine(f.path), bold), at.Line, at.Column,
		p.style.paint(severityName(x.Severity)+"["+x.Rule.Code+"]", bold, colour),
		p.style.paint(oneLine(x.Message), bold), p.style.paint("("+x.Rule.Name+")", dim))
	pad := p.snippet(&b, f.text, x.Start, x.End, colour)
	for _, rel := range x.Related {
		path, text := f.path, f.text
		if rel.Path != "" {
			if path, text = rel.Path, p.other(rel.Path); text == nil {
				continue
			}
		}
		q := pointAt(text, rel.Start)
		fmt.Fprintf(&b, "%s%s %s:%d:%d: %s\n", pad, p.style.paint("=", blue), oneLine(path), q.Line, q.Column, oneLine(rel.Message))
	}
	if len(x.fixes) > 0 {
		fix := x.fixes[0]
		note := "fix"
		if fix.Safety == rule.Unsafe {
			note = "unsafe fix"
		}
		fmt.Fprintf(&b, "%s%s %s: %s\n", pad, p.style.paint("=", blue), p.style.paint(note, bold), oneLine(fix.Title))
	}
	b.WriteByte('\n')
	_, err := p.w.Write([]byte(b.String()))
	return err
}

// snippet shows the lines of [start, end) with the range marked below, or, of
// several lines, at their left. It gives the blanks that notes below line up with.
func (p *printer) snippet(b *strings.Builder, t *syntax.Text, start, end int, colour string) string {
	first, last := t.LineOf(start), t.LineOf(max(start, end))
	if last > first && end == t.LineStart(last) {
		// The range ends with a line ending: the line after it is not part of it.
		last--
		end = t.LineEnd(last)
	}
	digits := len(strconv.Itoa(last + 1))
	pad := strings.Repeat(" ", digits+1)
	bar := p.style.paint("|", blue)
	number := func(line int) string { return p.style.paint(fmt.Sprintf("%*d", digits, line+1), blue) }
	row := func(left, right string) { fmt.Fprintln(b, strings.TrimRight(left+" "+right, " ")) }

	row(pad+bar, "")
	if first == last {
		end = max(start, min(end, t.LineEnd(first)))
		line, from, to := p.clip(t, first, start, end)
		row(number(first)+" "+bar, line)
		row(pad+bar, strings.Repeat(" ", from)+p.style.paint(strings.Repeat("^", max(1, to-from)), bold, colour))
		row(pad+bar, "")
		return pad
	}
	mark := func(s string) string { return p.style.paint(s, colour) }
	line, from, _ := p.clip(t, first, start, t.LineEnd(first))
	if from == len(line)-len(strings.TrimLeft(line, " ")) { // it begins with its line
		row(number(first)+" "+bar, mark("/")+" "+line)
	} else {
		row(number(first)+" "+bar, "  "+line)
		row(pad+bar, mark(" "+strings.Repeat("_", from+1)+"^"))
	}
	for i := first + 1; i < last; i++ {
		if last-first >= maxLines && i == first+headLines {
			row(strings.Repeat(".", digits)+" "+bar, mark("|"))
			i = last - 1
			continue
		}
		line, _, _ := p.clip(t, i, t.LineStart(i), t.LineStart(i))
		row(number(i)+" "+bar, mark("|")+" "+line)
	}
	line, _, to := p.clip(t, last, t.LineStart(last), min(end, t.LineEnd(last)))
	row(number(last)+" "+bar, mark("|")+" "+line)
	row(pad+bar, mark("|"+strings.Repeat("_", max(1, to))+"^"))
	row(pad+bar, "")
	return pad
}

// clip gives a line as shown, and the columns in it between which [start, end)
// lies. Of a very long line only the surroundings of start are given.
func (p *printer) clip(t *syntax.Text, line, start, end int) (shown string, from, to int) {
	ls, le := t.LineStart(line), t.LineEnd(line)
	text := t.Slice(ls, le)
	if line == 0 {
		text = bytes.TrimPrefix(text, []byte(bom))
		ls = le - len(text)
	}
	start, end = max(start, ls), max(end, ls)
	head, tail := 0, len(text)
	if len(text) > maxShown {
		head = backward(text, start-ls, maxBefore)
		tail = forward(text, head, maxShown)
	}
	cut := func(offset int) int { return max(head, min(offset-ls, tail)) }
	before := ""
	if head > 0 {
		before = "…"
	}
	at := columns(before)
	prefix := before + printable(text[head:cut(start)], at)
	from = columns(prefix)
	middle := printable(text[cut(start):cut(end)], from)
	to = from + columns(middle)
	shown = prefix + middle + printable(text[cut(end):tail], to)
	if tail < len(text) {
		shown += "…"
	}
	return strings.TrimRight(shown, " "), from, to
}

// backward is the offset n characters before at.
func backward(b []byte, at, n int) int {
	at = min(at, len(b))
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRune(b[:at])
		at -= size
	}
	return at
}

// forward is the offset n characters after at.
func forward(b []byte, at, n int) int {
	for ; n > 0 && at < len(b); n-- {
		_, size := utf8.DecodeRune(b[at:])
		at += size
	}
	return at
}

// summary says in a line or two what there was.
func (p *printer) summary(c counts) error {
	_, err := fmt.Fprint(p.w, p.summaryText(c))
	return err
}

func (p *printer) summaryText(c counts) string {
	var b strings.Builder
	switch {
	case c.files == 0:
		b.WriteString("No files to check.\n")
	case c.fixed > 0:
		fmt.Fprintf(&b, "Fixed %s, %d left.\n", plural(c.fixed, "finding"), c.findings)
	case c.findings == 0:
		fmt.Fprintf(&b, "%s No findings in %s.\n", p.style.paint("✓", bold, green), plural(c.files, "file"))
	default:
		fmt.Fprintf(&b, "%s in %d of %s.\n", p.style.paint("Found "+plural(c.findings, "finding"), bold), c.withFindings, plural(c.files, "file"))
	}
	switch {
	case c.fixable > 0 && c.unsafeFixing > 0:
		fmt.Fprintf(&b, "%d fixable with --fix, %d more with --unsafe-fixes.\n", c.fixable, c.unsafeFixing)
	case c.fixable > 0:
		fmt.Fprintf(&b, "%d fixable with --fix.\n", c.fixable)
	case c.unsafeFixing > 0:
		fmt.Fprintf(&b, "%d fixable with --fix --unsafe-fixes.\n", c.unsafeFixing)
	}
	return b.String()
}
