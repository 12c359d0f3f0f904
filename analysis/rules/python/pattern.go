package python

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// patternKind tells the pattern forms of PEP 634 apart, as far as telling
// whether one takes every value that another takes needs it.
type patternKind uint8

const (
	otherPattern    patternKind = iota // not understood: equal to nothing
	anyPattern                         // a capture or wildcard
	literalPattern                     // text is its normal form
	valuePattern                       // a dotted name, in text
	orPattern                          // parts are the alternatives
	sequencePattern                    // parts; star is the place of a star pattern, or -1
	mappingPattern                     // keys and parts; star is 0 where there is a **rest
	classPattern                       // class; positional parts, then keys and their parts
)

// pattern is the normal form of a pattern.
type pattern struct {
	kind  patternKind
	node  syntax.Node // where an or-pattern's alternative stands
	text  string
	class syntax.Node // the name of a class pattern
	parts []pattern   // of a class pattern: the positional ones
	keys  []string    // of a mapping, or the keywords of a class pattern
	named []pattern   // the patterns of keys
	star  int
}

// casePattern is the pattern of a case clause: several patterns separated by
// commas are a sequence.
func casePattern(clause syntax.Node) pattern {
	var parts []pattern
	comma := false
	star := -1
	for c := range clause.Children() {
		switch {
		case c.Kind() == syntax.KCasePattern:
			if inner := firstNamed(c); inner.Kind() == syntax.KSplatPattern {
				star = len(parts)
			}
			parts = append(parts, parse(c))
		case c.Kind() == syntax.KTokComma:
			comma = true
		case c.Kind() == syntax.KTokColon || c.Kind() == syntax.KIfClause:
			if len(parts) == 1 && !comma {
				return parts[0]
			}
			return pattern{kind: sequencePattern, parts: parts, star: star, node: clause}
		}
	}
	return pattern{}
}

func firstNamed(n syntax.Node) syntax.Node {
	for c := range n.Named() {
		return c
	}
	return syntax.Node{}
}

// parse takes one pattern node apart.
func parse(n syntax.Node) pattern {
	if n.Kind() == syntax.KCasePattern {
		return parseAll(children(n))
	}
	return parseAll([]syntax.Node{n})
}

func children(n syntax.Node) []syntax.Node {
	var list []syntax.Node
	for c := range n.Children() {
		if !c.IsExtra() {
			list = append(list, c)
		}
	}
	return list
}

// parseAll takes a pattern apart that is one node, or a number and its sign.
func parseAll(nodes []syntax.Node) pattern {
	if len(nodes) == 2 && nodes[0].Kind() == syntax.KTokMinus {
		p := parse(nodes[1])
		if p.kind == literalPattern {
			p.text = "-" + p.text
			p.node = nodes[0]
			return p
		}
	}
	if len(nodes) != 1 {
		return pattern{}
	}
	n := nodes[0]
	p := pattern{node: n, star: -1}
	switch n.Kind() {
	case syntax.KTokUnderscore:
		p.kind = anyPattern
	case syntax.KIdentifier:
		p.kind = anyPattern
	case syntax.KDottedName:
		p.kind, p.text = valuePattern, n.Text()
		if len(children(n)) == 1 {
			p.kind = anyPattern
		}
	case syntax.KSplatPattern:
		p.kind = anyPattern
	case syntax.KAsPattern:
		return parse(firstNamed(n))
	case syntax.KCasePattern:
		return parse(n)
	case syntax.KInteger, syntax.KFloat, syntax.KTrue, syntax.KFalse, syntax.KNone, syntax.KComplexPattern, syntax.KConcatenatedString:
		p.kind, p.text = literalPattern, strings.Join(strings.Fields(n.Text()), "")
	case syntax.KString:
		p.kind, p.text = literalPattern, stringText(n)
	case syntax.KUnionPattern:
		p.kind = orPattern
		var alternative []syntax.Node
		for _, c := range append(children(n), syntax.Node{}) {
			if c.IsNil() || c.Kind() == syntax.KTokPipe {
				p.parts = append(p.parts, parseAll(alternative))
				alternative = nil
				continue
			}
			alternative = append(alternative, c)
		}
	case syntax.KListPattern, syntax.KTuplePattern:
		p.kind = sequencePattern
		comma := false
		for c := range n.Children() {
			if c.Kind() == syntax.KTokComma {
				comma = true
			}
			if c.Kind() == syntax.KCasePattern {
				if firstNamed(c).Kind() == syntax.KSplatPattern {
					p.star = len(p.parts)
				}
				p.parts = append(p.parts, parse(c))
			}
		}
		if n.Kind() == syntax.KTuplePattern && len(p.parts) == 1 && !comma && p.star < 0 {
			return p.parts[0]
		}
	case syntax.KDictPattern:
		p.kind = mappingPattern
		key := ""
		for _, c := range children(n)[1:] {
			switch c.Kind() {
			case syntax.KSplatPattern:
				p.star = 0
			case syntax.KCasePattern:
				p.keys, p.named = append(p.keys, key), append(p.named, parse(c))
				key = ""
			case syntax.KString:
				key += stringText(c)
			case syntax.KTokColon, syntax.KTokComma, syntax.KTokRBrace:
			default:
				key += c.Text()
			}
		}
	case syntax.KClassPattern:
		p.kind = classPattern
		for _, c := range children(n) {
			switch c.Kind() {
			case syntax.KDottedName:
				p.class = c
			case syntax.KCasePattern:
				if k := firstNamed(c); k.Kind() == syntax.KKeywordPattern {
					list := children(k)
					p.keys, p.named = append(p.keys, list[0].Text()), append(p.named, parseAll(list[2:]))
					continue
				}
				p.parts = append(p.parts, parse(c))
			}
		}
	}
	return p
}

// stringText is a string literal in one spelling, as far as that can be told
// without reading escapes.
func stringText(n syntax.Node) string {
	s := n.Text()
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && !strings.HasPrefix(s, `"""`) && !strings.HasPrefix(s, "'''") && !strings.ContainsAny(s, "\\") {
		return `"` + s[1:len(s)-1] + `"`
	}
	return s
}

// String writes the pattern with its captures as wildcards.
func (p pattern) String() string {
	list := func(parts []pattern, sep string) string {
		var s []string
		for i, x := range parts {
			if i == p.star && p.kind == sequencePattern {
				s = append(s, "*_")
				continue
			}
			s = append(s, x.String())
		}
		return strings.Join(s, sep)
	}
	switch p.kind {
	case anyPattern:
		return "_"
	case literalPattern, valuePattern:
		return p.text
	case orPattern:
		return list(p.parts, " | ")
	case sequencePattern:
		return "[" + list(p.parts, ", ") + "]"
	case mappingPattern:
		var s []string
		for i, k := range p.keys {
			s = append(s, k+": "+p.named[i].String())
		}
		if p.star == 0 {
			s = append(s, "**_")
		}
		return "{" + strings.Join(s, ", ") + "}"
	case classPattern:
		s := []string{}
		if len(p.parts) > 0 {
			s = append(s, list(p.parts, ", "))
		}
		for i, k := range p.keys {
			s = append(s, k+"="+p.named[i].String())
		}
		return p.class.Text() + "(" + strings.Join(s, ", ") + ")"
	}
	return "..."
}

// selfMatching are the builtin classes whose one positional pattern matches
// the value itself (PEP 634, class patterns).
var selfMatching = map[string]bool{
	"bool": true, "bytearray": true, "bytes": true, "dict": true, "float": true, "frozenset": true,
	"int": true, "list": true, "set": true, "str": true, "tuple": true,
}

// takes tells whether p matches every value that q matches. derives tells
// whether the second class is the first or derives from it.
func (p pattern) takes(q pattern, derives func(p, q syntax.Node) (same, sub bool)) bool {
	switch {
	case p.kind == otherPattern || q.kind == otherPattern:
		return false
	case p.kind == anyPattern:
		return true
	case q.kind == orPattern:
		for _, x := range q.parts {
			if !p.takes(x, derives) {
				return false
			}
		}
		return true
	case p.kind == orPattern:
		for _, x := range p.parts {
			if x.takes(q, derives) {
				return true
			}
		}
		return false
	case p.kind != q.kind:
		return false
	}
	switch p.kind {
	case literalPattern:
		// True and False match by identity, a number by equality: True == 1.
		return p.text == q.text || p.text == "1" && q.text == "True" || p.text == "0" && q.text == "False"
	case valuePattern:
		return p.text == q.text
	case sequencePattern:
		if len(p.parts) != len(q.parts) || p.star != q.star {
			return false
		}
		for i := range p.parts {
			if !p.parts[i].takes(q.parts[i], derives) {
				return false
			}
		}
		return true
	case mappingPattern:
		return p.star < 0 && q.star < 0 && p.takesKeys(q, derives)
	case classPattern:
		same, sub := derives(p.class, q.class)
		positional := p.parts
		if selfMatching[p.class.Text()] && len(positional) == 1 && positional[0].kind == anyPattern {
			positional = nil
		}
		if !sub || len(positional) > 0 && !same || len(positional) > len(q.parts) {
			return false
		}
		for i := range positional {
			if !positional[i].takes(q.parts[i], derives) {
				return false
			}
		}
		return p.takesKeys(q, derives)
	}
	return false
}

func (p pattern) takesKeys(q pattern, derives func(p, q syntax.Node) (same, sub bool)) bool {
keys:
	for i, k := range p.keys {
		for j, l := range q.keys {
			if k == l && p.named[i].takes(q.named[j], derives) {
				continue keys
			}
		}
		return false
	}
	return true
}
