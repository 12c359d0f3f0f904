package main

import (
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-isatty"
	"github.com/mattn/go-runewidth"
	"golang.org/x/term"
)

// isTerminal says whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}

// terminalWidth is the number of columns of the terminal behind w, or 80.
func terminalWidth(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return width
		}
	}
	return 80
}

// style colours text, or not.
type style bool

// styleFor decides for colours on w by https://no-color.org and
// https://bixense.com/clicolors.
func styleFor(w io.Writer) style {
	set := func(name string) bool { v := os.Getenv(name); return v != "" && v != "0" }
	switch {
	case os.Getenv("NO_COLOR") != "":
		return false
	case set("FORCE_COLOR"), set("CLICOLOR_FORCE"):
		return true
	}
	return style(isTerminal(w) && os.Getenv("TERM") != "dumb")
}

// SGR codes.
const (
	bold   = "1"
	dim    = "2"
	italic = "3"
	red    = "31"
	green  = "32"
	yellow = "33"
	blue   = "34"
	cyan   = "36"
)

func (s style) paint(text string, codes ...string) string {
	if !s || text == "" {
		return text
	}
	return "\x1b[" + strings.Join(codes, ";") + "m" + text + "\x1b[0m"
}

// tabWidth is the distance of tab stops in the source lines shown.
const tabWidth = 4

// printable turns a piece of a source line into text that is safe and keeps
// its columns in a terminal: tabs become spaces up to the next stop (at is the
// column the piece starts in), bytes that are not UTF-8 and characters that
// steer a terminal or have no width become U+FFFD.
func printable(b []byte, at int) string {
	var out strings.Builder
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == '\t':
			// A tab ends a grapheme cluster, so the width up to here is exact.
			n := tabWidth - (at+columns(out.String()))%tabWidth
			out.WriteString(strings.Repeat(" ", n))
		case r == utf8.RuneError, unicode.Is(unicode.Cc, r), unicode.Is(unicode.Bidi_Control, r), r == '\u2028', r == '\u2029', r == '\ufeff':
			out.WriteRune(utf8.RuneError)
		default:
			out.WriteRune(r)
		}
		b = b[size:]
	}
	return out.String()
}

var widths = &runewidth.Condition{StrictEmojiNeutral: true}

// columns is the number of terminal columns of s.
func columns(s string) int { return widths.StringWidth(s) }

// oneLine makes a message fit for one line of a terminal.
func oneLine(s string) string {
	return printable([]byte(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " ")), 0)
}
