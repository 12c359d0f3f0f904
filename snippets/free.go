package snippets

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// binds are the names that the statements of a body bind, those inside of its
// functions and classes left out.
func binds(body string) []string {
	var out []string
	for line := range strings.Lines(body) {
		if name := boundBy(line); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// boundBy is the name that a line without indentation binds: by a definition,
// an assignment or an annotation.
func boundBy(line string) string {
	definition := false
	for _, word := range []string{"async def ", "def ", "class ", "type "} {
		if rest, ok := strings.CutPrefix(line, word); ok {
			line, definition = rest, true
			break
		}
	}
	n := 0
	for n < len(line) && isWord(line[n]) {
		n++
	}
	if n == 0 || !isLetter(line[0]) && line[0] != '_' {
		return ""
	}
	name, rest := line[:n], line[n:]
	annotated := strings.HasPrefix(rest, ": ") && strings.TrimSpace(rest[1:]) != ""
	if definition || strings.HasPrefix(rest, " = ") || annotated {
		return name
	}
	return ""
}

// free gives other names to what the body binds at the place and the file has
// already there. A definition that the file has just like this is left out:
// P = ParamSpec("P").
func (f *fileFacts) free(body Body, p place, page *Page) Body {
	if f.m == nil || p.in != InModule && p.in != InClass {
		return body
	}
	scope := f.m.ModuleScope()
	if p.in == InClass {
		scope = f.m.BodyScope(p.block)
	}
	text := body.Plain()
	names := binds(text)
	taken := func(name string) bool { return f.m.Bound(scope, name) || slices.Contains(names, name) }
	for _, name := range names {
		if !f.m.Bound(scope, name) || f.onlyAt(scope, name, p) {
			continue
		}
		if line, ok := f.repeated(scope, text, name); ok {
			body = body.cut(line)
			text = body.Plain()
			continue
		}
		fresh := name
		candidates := page.Free[name]
		for i := 2; taken(fresh); i++ {
			switch {
			case len(candidates) > 0:
				fresh, candidates = candidates[0], candidates[1:]
				i = 1
			case unicode.IsUpper(rune(name[0])):
				fresh = fmt.Sprintf("%s%d", name, i)
			default:
				fresh = fmt.Sprintf("%s_%d", name, i)
			}
		}
		names = append(names, fresh)
		body = body.rename(name, fresh)
		text = body.Plain()
	}
	return body
}

// onlyAt tells whether all that binds the name is the line of the place: what
// is being typed there may look like an annotation.
func (f *fileFacts) onlyAt(scope semantic.Scope, name string, p place) bool {
	if scope != f.m.ModuleScope() {
		return false
	}
	return !slices.ContainsFunc(f.m.Bindings(name), func(b semantic.Binding) bool { return b.Node().Start() < p.start || b.Node().Start() > p.end })
}

// repeated finds the line of the body that binds the name, where the file has
// the same statement.
func (f *fileFacts) repeated(scope semantic.Scope, text, name string) (line string, ok bool) {
	if scope != f.m.ModuleScope() {
		return "", false
	}
	b := f.m.Bindings(name)
	if len(b) != 1 || b[0].Kind != semantic.Assignment {
		return "", false
	}
	stmt := strings.ReplaceAll(b[0].Stmt().Text(), "'", `"`)
	for l := range strings.Lines(text) {
		if strings.TrimRight(l, "\n") == stmt {
			return l, true
		}
	}
	return "", false
}

// cut takes a line of literal text out of the body, and blank lines that are
// then at its start.
func (b Body) cut(line string) Body {
	parts := slices.Clone(b.parts)
	for i, p := range parts {
		at := strings.Index(p.text, line)
		if p.tab || at < 0 || at > 0 && p.text[at-1] != '\n' {
			continue
		}
		parts[i].text = p.text[:at] + p.text[at+len(line):]
		break
	}
	if !parts[0].tab {
		parts[0].text = strings.TrimLeft(parts[0].text, "\n")
	}
	return Body{parts}
}

// rename gives another name to what the body binds. Where a tabstop makes the
// name or a part of it, the tabstop gets another text, everywhere.
func (b Body) rename(name, fresh string) Body {
	text := b.Plain()
	uses := usesIn(text, name)
	texts := map[int]string{}
	at := 0
	for _, p := range b.parts {
		end := at + len(p.text)
		for _, u := range uses {
			if p.tab && p.stop > 0 && at < u+len(name) && u < end {
				switch {
				case p.text == name:
					texts[p.stop] = fresh
				case strings.HasPrefix(fresh, name):
					texts[p.stop] = p.text + fresh[len(name):]
				}
			}
		}
		at = end
	}
	if len(texts) > 0 {
		return b.fill(texts)
	}
	parts := slices.Clone(b.parts)
	at = 0
	for i, p := range b.parts {
		end := at + len(p.text)
		for _, u := range slices.Backward(uses) {
			if at <= u && u+len(name) <= end {
				t := parts[i].text
				parts[i].text = t[:u-at] + fresh + t[u-at+len(name):]
			}
		}
		at = end
	}
	return Body{parts}
}

// usesIn are the offsets in a body at which a name that it binds stands: where
// it is bound, where it is used, and in the string that a type variable is told
// its own name with.
func usesIn(text, name string) []int {
	file := syntax.Parse(syntax.Python, []byte(text))
	m := semantic.New(file, "", "", nil, nil)
	var out []int
	for n := range file.Root().Descendants() {
		switch {
		case n.Is(syntax.KIdentifier) && n.Text() == name:
			if s := m.Lookup(n); s != nil && s.Scope == m.ModuleScope() {
				out = append(out, n.Start())
			}
		case n.Is(syntax.KStringContent) && n.Text() == name:
			call := n.Parent().Parent().Parent() // TypeVar("T")
			if a := call.Parent(); call.Is(syntax.KCall) && a.Is(syntax.KAssignment) && a.Child(syntax.FLeft).Text() == name {
				out = append(out, n.Start())
			}
		}
	}
	return out
}
