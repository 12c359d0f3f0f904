package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff"
)

// screen is where the session is told.
type screen struct {
	io.Writer
	colours bool
	pause   time.Duration // between the things that happen, so that a person can follow
}

func (s screen) paint(code, text string) string {
	if !s.colours || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s screen) bold(text string) string      { return s.paint("1", text) }
func (s screen) dim(text string) string       { return s.paint("2", text) }
func (s screen) red(text string) string       { return s.paint("31", text) }
func (s screen) green(text string) string     { return s.paint("32", text) }
func (s screen) yellow(text string) string    { return s.paint("33", text) }
func (s screen) highlight(text string) string { return s.paint("7", text) }

func (s screen) say(format string, args ...any) {
	fmt.Fprintf(s, format+"\n", args...)
}

func (s screen) title(format string, args ...any) {
	time.Sleep(s.pause)
	s.say("\n%s", s.bold("── "+fmt.Sprintf(format, args...)))
}

var severities = [...]string{1: "error", 2: "warning", 3: "information", 4: "hint"}

// diagnostic shows a diagnostic with its first line, the range underlined.
func (s screen) diagnostic(d *document, diag diagnostic) {
	time.Sleep(s.pause / 2)
	severity := "hint"
	if diag.Severity > 0 && diag.Severity < len(severities) {
		severity = severities[diag.Severity]
	}
	start := offsetAt(d.text, position{Line: diag.Range.Start.Line})
	line, _, _ := strings.Cut(d.text[start:], "\n")
	column := min(diag.Range.Start.Character, len(line))
	end := len(line)
	if diag.Range.End.Line == diag.Range.Start.Line {
		end = min(diag.Range.End.Character, len(line))
	}
	s.say("\n%s %s: %s", s.yellow(severity), s.bold(diag.Code), diag.Message)
	s.say("%5d │ %s", diag.Range.Start.Line+1, line)
	s.say("      │ %s%s", strings.Repeat(" ", utf8.RuneCountInString(line[:column])),
		s.yellow(strings.Repeat("^", max(1, utf8.RuneCountInString(line[column:max(column, end)])))))
}

// diff shows what a change did. marked are lines to show instead of those that have the same text without marks.
func (s screen) diff(before, after string, marked []string) {
	time.Sleep(s.pause)
	show := map[string]string{}
	for _, line := range marked {
		show[strings.NewReplacer("\x1b[7m", "", "\x1b[0m", "").Replace(line)] = line
	}
	lines := strings.SplitAfter(udiff.Unified("", "", before, after), "\n")
	for _, line := range lines[2:] { // without the names of the files
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "":
		case line[0] == '@' || line[0] == '\\':
			s.say("    %s", s.dim(line))
		case line[0] == '-':
			s.say("    %s", s.red(line))
		case line[0] == '+':
			if m, ok := show[line[1:]]; ok && m != line[1:] {
				s.say("    %s%s", s.green("+"), m)
			} else {
				s.say("    %s", s.green(line))
			}
		default:
			s.say("    %s", line)
		}
	}
}
