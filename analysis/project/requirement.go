package project

import (
	"regexp"
	"strings"
)

// requirement is a dependency as PEP 508 writes it. Of the marker it matters
// only that there is one: such a requirement holds in some environments.
type requirement struct {
	name   string // as PEP 503 normalises it
	spec   string // a PEP 440 specifier set, maybe empty
	marked bool
	poetry bool // spec is in the language of poetry
	source Source
}

var (
	separators = regexp.MustCompile(`[-_.]+`)
	pep508     = regexp.MustCompile(`^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(@[^;]*|\([^)]*\)|[^;@]*)(;.*)?$`)
)

// Normalize is the name of a distribution as PEP 503 compares it.
func Normalize(name string) string {
	return strings.ToLower(separators.ReplaceAllString(name, "-"))
}

func parseRequirement(s string) (requirement, bool) {
	m := pep508.FindStringSubmatch(s)
	if m == nil {
		return requirement{}, false
	}
	spec := strings.TrimSpace(m[2])
	if strings.HasPrefix(spec, "@") {
		spec = "" // a direct reference: any version
	}
	spec = strings.TrimSpace(strings.Trim(spec, "()"))
	if _, err := ParseRange(spec); err != nil {
		return requirement{}, false
	}
	return requirement{name: Normalize(m[1]), spec: spec, marked: m[3] != ""}, true
}

// poetrySpec turns a constraint of poetry into a PEP 440 specifier set; false
// where it has none.
func poetrySpec(s string) (Range, bool) {
	out := Range{}
	for alternative := range strings.SplitSeq(s, "||") {
		r := anyVersion
		for part := range strings.FieldsFuncSeq(joinOperators(alternative), func(c rune) bool { return c == ',' || c == ' ' }) {
			p, ok := poetryPart(part)
			if !ok {
				return Range{}, false
			}
			r = r.Intersect(p)
		}
		out = out.Union(r)
	}
	return out, true
}

var operatorSpace = regexp.MustCompile(`([=<>!~^]+)\s+`)

func joinOperators(s string) string { return operatorSpace.ReplaceAllString(s, "$1") }

func poetryPart(s string) (Range, bool) {
	if s == "*" {
		return anyVersion, true
	}
	text := strings.TrimLeft(s, "=<>!~^")
	op := s[:len(s)-len(text)]
	if op == "^" || op == "~" {
		v, err := ParseVersion(text)
		if err != nil || tooLong(text) {
			return Range{}, false
		}
		numbers := release(v)
		keep := min(2, len(numbers))
		if op == "^" {
			keep = 1
			for keep < len(numbers) && strings.Trim(numbers[keep-1], "0") == "" {
				keep++
			}
		}
		from := Range{[]interval{{&bound{public(v), false}, nil}}}
		return from.Intersect(Range{[]interval{series(v, keep)}}), true
	}
	if op == "" || op == "=" {
		op = "=="
	}
	if strings.HasSuffix(text, ".*") && op != "==" && op != "!=" {
		text = strings.TrimSuffix(text, ".*")
	}
	r, err := admittedBy(op + text)
	return r, err == nil
}
