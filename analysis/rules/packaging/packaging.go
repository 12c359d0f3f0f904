// Package packaging holds the rules about pyproject.toml.
package packaging

import (
	"embed"
	"iter"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

//go:embed *.md
var pages embed.FS

// isPyproject tells whether a path is that of a pyproject.toml.
func isPyproject(path string) bool { return filepath.Base(path) == "pyproject.toml" }

// entry is one key of a TOML document with its value, however it is spelled:
// in a table, by a dotted key, or in an inline table.
type entry struct {
	keys  string // the full key, its parts joined by "/"
	pair  syntax.Node
	value syntax.Node
	table syntax.Node // the table or inline table the pair stands in, nil at the top
}

// entries gives all entries of the document, those of inline tables among
// them, in source order. Elements of arrays of tables are left out.
func entries(root syntax.Node) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		for n := range root.Named() {
			switch n.Kind() {
			case syntax.KTomlPair:
				if !entriesOf(n, "", syntax.Node{}, yield) {
					return
				}
			case syntax.KTomlTable:
				prefix := key(firstNamed(n))
				for p := range n.Named() {
					if p.Kind() == syntax.KTomlPair && !entriesOf(p, prefix, n, yield) {
						return
					}
				}
			}
		}
	}
}

func entriesOf(pair syntax.Node, prefix string, table syntax.Node, yield func(entry) bool) bool {
	var k, v syntax.Node
	for c := range pair.Named() {
		if k.IsNil() {
			k = c
		} else {
			v = c
		}
	}
	if v.IsNil() {
		return true
	}
	full := join(prefix, key(k))
	if !yield(entry{full, pair, v, table}) {
		return false
	}
	if v.Kind() == syntax.KTomlInlineTable {
		for p := range v.Named() {
			if p.Kind() == syntax.KTomlPair && !entriesOf(p, full, v, yield) {
				return false
			}
		}
	}
	return true
}

func join(prefix, k string) string {
	if prefix == "" {
		return k
	}
	return prefix + "/" + k
}

func firstNamed(n syntax.Node) syntax.Node {
	for c := range n.Named() {
		return c
	}
	return syntax.Node{}
}

// key is the text of a bare, quoted or dotted key, its parts joined by "/".
func key(n syntax.Node) string {
	switch n.Kind() {
	case syntax.KTomlDottedKey:
		var parts []string
		for c := range n.Named() {
			parts = append(parts, key(c))
		}
		return strings.Join(parts, "/")
	case syntax.KTomlQuotedKey:
		return strings.Trim(n.Text(), `"'`)
	}
	return n.Text()
}

// table finds the header table with the key, nil if there is none.
func table(root syntax.Node, keys string) syntax.Node {
	for n := range root.Named() {
		if n.Kind() == syntax.KTomlTable && key(firstNamed(n)) == keys {
			return n
		}
	}
	return syntax.Node{}
}

// text is the value of a single-line string; ok is false for other nodes.
func text(n syntax.Node) (s string, ok bool) {
	if n.Kind() != syntax.KTomlString {
		return "", false
	}
	s = n.Text()
	if len(s) < 2 || strings.HasPrefix(s, `"""`) || strings.HasPrefix(s, "'''") || strings.Contains(s, `\`) {
		return "", false
	}
	return s[1 : len(s)-1], true
}

// elements are the elements of an array, ok only if all are plain strings.
func elements(array syntax.Node) (list []syntax.Node, ok bool) {
	for c := range array.Named() {
		if c.Kind() == syntax.KTomlComment {
			continue
		}
		if _, plain := text(c); !plain {
			return nil, false
		}
		list = append(list, c)
	}
	return list, true
}

var requirement = regexp.MustCompile(`^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^\]]*\])?[^;]*(?:;\s*(.*))?$`)

var separators = regexp.MustCompile(`[-_.]+`)

// sameRequirement is what two requirement strings must agree in to speak of
// the same thing: the normalised name (PEP 503), the extras and the marker.
func sameRequirement(s string) string {
	m := requirement.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	name := strings.ToLower(separators.ReplaceAllString(m[1], "-"))
	return name + strings.ReplaceAll(strings.ToLower(m[2]), " ", "") + ";" + strings.Join(strings.Fields(m[3]), " ")
}
