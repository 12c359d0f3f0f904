package pydantic

import (
	"fmt"
	"slices"
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
		Kinds:    []syntax.Kind{syntax.KKeywordArgument, syntax.KAssignment},
		Check:    patternNeedsPython,
	})
}

func patternNeedsPython(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Is(syntax.KAssignment) {
		patternInAlias(p, n)
		return
	}
	what := patternFor(n, func(f syntax.Node) bool { return m.Is(f, patternCalls...) })
	if what == "" {
		return
	}
	if stmt := n.Ancestor(syntax.KAssignment); !stmt.IsNil() {
		reportPattern(p, stmt, semantic.Unparenthesized(n.Child(syntax.FValue)), what)
	}
}

var patternCalls = []string{"pydantic.Field", "pydantic.StringConstraints", "pydantic.constr"}

// patternFor is what Rust does not know in the pattern of a keyword argument, ""
// if there is nothing or it is none of a call that takes a pattern.
func patternFor(n syntax.Node, takes func(callee syntax.Node) bool) string {
	call := n.Parent().Parent()
	if n.Child(syntax.FName).Text() != "pattern" || !call.Is(syntax.KCall) || !takes(call.Child(syntax.FFunction)) {
		return ""
	}
	text, ok := stringText(semantic.Unparenthesized(n.Child(syntax.FValue)))
	if !ok {
		return ""
	}
	return unknownToRust(text)
}

// patternInAlias looks for patterns in what the names in the annotation of a
// field stand for: Code = Annotated[str, Field(pattern="...")].
func patternInAlias(p *rule.Pass, n syntax.Node) {
	m := p.Module
	typ := n.Child(syntax.FType)
	if typ.IsNil() || m.EnclosingClass(n) == nil {
		return
	}
	for c := range typ.Descendants() {
		if !isName(c) {
			continue
		}
		if what := patternBehind(m, c, 0); what != "" {
			reportPattern(p, n, c, what)
			return
		}
	}
}

// patternBehind is what Rust does not know in a pattern of the type that a name
// stands for, in this file or in another one.
func patternBehind(m *semantic.Module, name syntax.Node, depth int) string {
	only := m.Lookup(name).Only()
	if only == nil || only.Scope.Kind() != semantic.ModuleScope || depth > 4 {
		return ""
	}
	value, takes := only.Stmt().Child(syntax.FRight), func(f syntax.Node) bool { return m.Is(f, patternCalls...) }
	if only.Kind == semantic.Import {
		q := m.Resolve(name)
		module, last := q[:max(strings.LastIndexByte(q, '.'), 0)], q[strings.LastIndexByte(q, '.')+1:]
		s := m.ProjectModule(module)
		if module == "" || s == nil || s.Exports[last] == nil || s.Exports[last].Value == nil || s.Exports[last].Value.Text == "" {
			return ""
		}
		value = syntax.Parse(syntax.Python, []byte(s.Exports[last].Value.Text+"\n")).Root()
		takes = func(f syntax.Node) bool { return slices.Contains(patternCalls, m.Qualify(module+"."+f.Text())) }
	} else if only.Kind == semantic.TypeAlias {
		for c := range only.Stmt().Named() {
			if c.Is(syntax.KType) {
				value = c // the last one
			}
		}
	} else if only.Kind != semantic.Assignment {
		return ""
	}
	for c := range value.Descendants() {
		switch {
		case c.Is(syntax.KKeywordArgument):
			if what := patternFor(c, takes); what != "" {
				return what
			}
		case only.Kind != semantic.Import && isName(c):
			if what := patternBehind(m, c, depth+1); what != "" {
				return what
			}
		}
	}
	return ""
}

// reportPattern reports a pattern at a node in the declaration of a field, if
// the model has Rust's engine.
func reportPattern(p *rule.Pass, stmt, at syntax.Node, what string) {
	m := p.Module
	c := m.EnclosingClass(stmt)
	switch classify(c) {
	case otherClass, sqlModel, dataclass:
		return
	}
	if stmt.Child(syntax.FType).IsNil() || stmt.Parent().Parent() != c.Body || m.Generated() {
		return
	}
	if !effectiveConfig(m, c).isNot("regex_engine", `"python-re"`) {
		return
	}
	p.ReportNode(at, fmt.Sprintf("%s is not supported by pydantic's default regex engine: set `regex_engine=\"python-re\"`", what), func() []rule.Fix {
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
