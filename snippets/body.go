package snippets

import (
	"fmt"
	"strconv"
	"strings"
)

// A Body is the text of a snippet with its tabstops, written in the part of
// the LSP snippet syntax that every editor reads alike: $N, ${N:plain text},
// $0, and \$ \} \\. Nested placeholders, choices, variables and transforms
// arrive differently, or not at all, in one editor or another.
type Body struct {
	parts []part
}

// part is a piece of literal text, or a tabstop with its default.
type part struct {
	text string
	stop int // 0 is where the cursor ends
	tab  bool
}

// bodyError is a mistake in a body.
type bodyError struct {
	line int // 0-based, from the first line of the body
	text string
}

// parseBody reads a body. The defaults of later tabstops of a number are those
// of its first; a body without $0 ends with it.
func parseBody(s string) (Body, *bodyError) {
	var b Body
	var lit strings.Builder
	defaults := map[int]string{}
	final := false
	fail := func(at int, format string, args ...any) (Body, *bodyError) {
		return Body{}, &bodyError{strings.Count(s[:at], "\n"), fmt.Sprintf(format, args...)}
	}
	flush := func() {
		if lit.Len() > 0 {
			b.parts = append(b.parts, part{text: lit.String()})
			lit.Reset()
		}
	}
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\\':
			if i+1 == len(s) || !strings.ContainsRune(`$}\`, rune(s[i+1])) {
				return fail(i, `write \\ for a backslash`)
			}
			lit.WriteByte(s[i+1])
			i += 2
		case s[i] != '$':
			lit.WriteByte(s[i])
			i++
		default:
			start, braced := i, false
			i++
			if i < len(s) && s[i] == '{' {
				braced = true
				i++
			}
			digits := i
			for i < len(s) && '0' <= s[i] && s[i] <= '9' {
				i++
			}
			n, err := strconv.Atoi(s[digits:i])
			if err != nil || n > 99 {
				return fail(start, `$ must be followed by the number of a tabstop; write \$ for a dollar sign`)
			}
			text, given := "", false
			if braced {
				var at int
				var msg string
				text, at, msg = placeholder(s, i)
				if msg != "" {
					return fail(at, "tabstop %d: %s", n, msg)
				}
				given = s[i] == ':'
				i = at
			}
			if n == 0 {
				if given {
					return fail(start, "$0 is where the cursor ends and has no text")
				}
				if final {
					return fail(start, "$0 occurs twice")
				}
				final = true
			} else if known, ok := defaults[n]; ok {
				if given && text != known {
					return fail(start, "tabstop %d has the text %q here and %q before", n, text, known)
				}
				text = known
			} else {
				defaults[n] = text
			}
			flush()
			b.parts = append(b.parts, part{text: text, stop: n, tab: true})
		}
	}
	flush()
	if !final {
		b.parts = append(b.parts, part{tab: true})
	}
	return b, nil
}

// placeholder reads what follows the number of a braced tabstop at s[i:], and
// gives the offset after the closing brace, or that of a mistake.
func placeholder(s string, i int) (text string, end int, msg string) {
	if i == len(s) {
		return "", i, "} is missing"
	}
	switch s[i] {
	case '}':
		return "", i + 1, ""
	case ':':
	case '|':
		return "", i, "a choice does not arrive in every editor"
	case '/':
		return "", i, "a transform does not arrive in every editor"
	default:
		return "", i, "expected : or }"
	}
	var t strings.Builder
	for i++; i < len(s); i++ {
		switch s[i] {
		case '}':
			return t.String(), i + 1, ""
		case '$':
			return "", i, `a default is plain text; write \$ for a dollar sign`
		case '\\':
			if i+1 == len(s) || !strings.ContainsRune(`$}\`, rune(s[i+1])) {
				return "", i, `write \\ for a backslash`
			}
			i++
		}
		t.WriteByte(s[i])
	}
	return "", len(s), "} is missing"
}

// Plain is the body with the defaults of its tabstops.
func (b Body) Plain() string {
	var out strings.Builder
	for _, p := range b.parts {
		out.WriteString(p.text)
	}
	return out.String()
}

var (
	escapeText    = strings.NewReplacer(`\`, `\\`, `$`, `\$`)
	escapeDefault = strings.NewReplacer(`\`, `\\`, `$`, `\$`, `}`, `\}`)
)

// Snippet is the body in LSP snippet syntax.
func (b Body) Snippet() string {
	var out strings.Builder
	for _, p := range b.parts {
		switch {
		case !p.tab:
			out.WriteString(escapeText.Replace(p.text))
		case p.text == "":
			fmt.Fprintf(&out, "$%d", p.stop)
		default:
			fmt.Fprintf(&out, "${%d:%s}", p.stop, escapeDefault.Replace(p.text))
		}
	}
	return out.String()
}

// fill gives tabstops other defaults.
func (b Body) fill(texts map[int]string) Body {
	if len(texts) == 0 {
		return b
	}
	parts := append([]part(nil), b.parts...)
	for i, p := range parts {
		if t, ok := texts[p.stop]; ok && p.tab && p.stop > 0 {
			parts[i].text = t
		}
	}
	return Body{parts}
}

// rewrite replaces the text of the body by what change makes of it, which has
// the same length.
func (b Body) rewrite(change func(string) string) Body {
	text := change(b.Plain())
	parts := append([]part(nil), b.parts...)
	for i := range parts {
		n := len(parts[i].text)
		parts[i].text, text = text[:n], text[n:]
	}
	return Body{parts}
}

// indent replaces every four spaces at the start of a line by step.
func (b Body) indent(step string) Body {
	if step == bodyStep {
		return b
	}
	parts := append([]part(nil), b.parts...)
	fresh := true // at the start of a line, or in its indentation
	for i, p := range parts {
		var out strings.Builder
		for t := p.text; t != ""; {
			switch {
			case fresh && strings.HasPrefix(t, bodyStep):
				out.WriteString(step)
				t = t[len(bodyStep):]
			default:
				fresh = t[0] == '\n'
				out.WriteByte(t[0])
				t = t[1:]
			}
		}
		parts[i].text = out.String()
	}
	return Body{parts}
}

// bodyStep is the indentation step that pages are written with.
const bodyStep = "    "

// singleQuotes writes the string literals of Python source with single quotes
// where nothing in them stands against it. The length stays the same.
func singleQuotes(s string) string {
	b := []byte(s)
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '#':
			for i < len(b) && b[i] != '\n' {
				i++
			}
		case '\'':
			if end := closing(s, i); end > 0 {
				i = end
			}
		case '"':
			if strings.HasPrefix(s[i:], `"""`) {
				if end := strings.Index(s[i+3:], `"""`); end >= 0 {
					i += 3 + end + 2
				}
				continue
			}
			if end := closing(s, i); end > 0 {
				if !strings.ContainsAny(s[i+1:end], `'\`) {
					b[i], b[end] = '\'', '\''
				}
				i = end
			}
		}
	}
	return string(b)
}

// closing is the offset of the quote that ends the one-line string which
// starts at s[i], or 0.
func closing(s string, i int) int {
	for j := i + 1; j < len(s) && s[j] != '\n'; j++ {
		switch s[j] {
		case '\\':
			j++
		case s[i]:
			return j
		}
	}
	return 0
}
