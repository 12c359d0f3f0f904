package pydantic

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD048",
		Name:     "pattern-needs-python-re",
		Severity: rule.Error,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2.5"),
		Kinds:    []syntax.Kind{syntax.KKeywordArgument},
		Check:    patternNeedsPython,
	})
}

func patternNeedsPython(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Child(syntax.FName).Text() != "pattern" {
		return
	}
	value := semantic.Unparenthesized(n.Child(syntax.FValue))
	call := n.Parent().Parent()
	if !call.Is(syntax.KCall) || !m.Is(call.Child(syntax.FFunction), "pydantic.Field", "pydantic.StringConstraints", "pydantic.constr") {
		return
	}
	text, ok := stringText(value)
	if !ok {
		return
	}
	what := unknownToRust(text)
	if what == "" {
		return
	}
	c := m.EnclosingClass(n)
	switch classify(c) {
	case otherClass, sqlModel, dataclass:
		return
	}
	stmt := n.Ancestor(syntax.KAssignment)
	if stmt.IsNil() || stmt.Child(syntax.FType).IsNil() || stmt.Parent().Parent() != c.Body || m.Generated() {
		return
	}
	if !effectiveConfig(m, c).isNot("regex_engine", `"python-re"`) {
		return
	}
	p.ReportNode(value, fmt.Sprintf("%s is not supported by pydantic's default regex engine: set `regex_engine=\"python-re\"`", what), func() []rule.Fix {
		return addConfig(p, c, "regex_engine", p.Builder().Str("python-re"), rule.Fix{Title: "Set `regex_engine=\"python-re\"`"})
	})
}

// stringText is the value of a string literal, with escapes that mean a
// character which is of no interest in a pattern put as a space.
func stringText(n syntax.Node) (string, bool) {
	if n.Is(syntax.KConcatenatedString) {
		var s strings.Builder
		for part := range n.Named() {
			if part.IsExtra() {
				continue
			}
			text, ok := stringText(part)
			if !ok {
				return "", false
			}
			s.WriteString(text)
		}
		return s.String(), true
	}
	if !n.Is(syntax.KString) {
		return "", false
	}
	source := n.Text()
	quote := strings.IndexAny(source, `"'`)
	prefix := strings.ToLower(source[:max(quote, 0)])
	if quote < 0 || strings.Trim(prefix, "ru") != "" {
		return "", false
	}
	size := 1
	if strings.HasPrefix(source[quote:], `"""`) || strings.HasPrefix(source[quote:], "'''") {
		size = 3
	}
	if len(source) < quote+2*size {
		return "", false
	}
	body := source[quote+size : len(source)-size]
	if strings.Contains(prefix, "r") {
		return body, true
	}
	var s strings.Builder
	for i := 0; i < len(body); i++ {
		if body[i] != '\\' || i+1 == len(body) {
			s.WriteByte(body[i])
			continue
		}
		i++
		switch c := body[i]; {
		case c == '\\':
			s.WriteByte('\\')
		case c == '\n':
		case strings.IndexByte("'\"abfnrtvx01234567NuU", c) >= 0:
			s.WriteByte(' ')
		default: // no escape of Python's: the backslash stays
			s.WriteByte('\\')
			s.WriteByte(c)
		}
	}
	return s.String(), true
}

// unknownToRust names the first thing in a pattern that Python's re knows and
// Rust's regex does not.
func unknownToRust(pattern string) string {
	for i := 0; i < len(pattern); i++ {
		rest := pattern[i:]
		switch pattern[i] {
		case '\\':
			if len(rest) > 1 && rest[1] >= '1' && rest[1] <= '9' {
				return "Backreference"
			}
			if strings.HasPrefix(rest, `\Z`) {
				return "`\\Z`"
			}
			i++
		case '[':
			i++
			if i < len(pattern) && pattern[i] == '^' {
				i++
			}
			for first := true; i < len(pattern) && (first || pattern[i] != ']'); first = false {
				if pattern[i] == '\\' {
					i++
				}
				i++
			}
		case '(':
			for _, x := range []struct{ start, what string }{
				{"(?=", "Lookaround"}, {"(?!", "Lookaround"}, {"(?<=", "Lookaround"}, {"(?<!", "Lookaround"},
				{"(?P=", "Backreference"}, {"(?>", "Atomic group"}, {"(?(", "Conditional group"},
			} {
				if strings.HasPrefix(rest, x.start) {
					return x.what
				}
			}
		}
	}
	return ""
}
