package main

import (
	"regexp"
	"strings"
)

// tabstop matches what a portable snippet consists of: escapes, $N, ${N} and ${N:text}.
var tabstop = regexp.MustCompile(`\\([$}\\])|\$(\d+)|\$\{(\d+)(?::((?:\\.|[^}\\])*))?\}`)

// expand returns the text of a snippet with every placeholder at its default; mark is applied to what the user would
// type over.
func expand(snippet string, mark func(string) string) string {
	defaults := map[string]string{}
	for _, m := range tabstop.FindAllStringSubmatch(snippet, -1) {
		if m[3] != "" && m[4] != "" {
			defaults[m[3]] = strings.NewReplacer(`\$`, `$`, `\}`, `}`, `\\`, `\`).Replace(m[4])
		}
	}
	return tabstop.ReplaceAllStringFunc(snippet, func(s string) string {
		m := tabstop.FindStringSubmatch(s)
		if m[1] != "" {
			return m[1]
		}
		if text := defaults[m[2]+m[3]]; text != "" { // one of the two is empty
			return mark(text)
		}
		return ""
	})
}
