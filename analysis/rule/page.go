package rule

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Page is a rule's page, taken apart. The Markdown it is written in:
//
//	# CODE name
//	what the rule says, one paragraph
//	## Why
//	## Bad          one python or toml fence; its info string may end in "path=FILE"
//	## Good         one fence, absent if the rule has no fix
//	## Fix safety
//	## Versions
//	## Source
//	## Proof        a verdict, and what is seen on the real library
type Page struct {
	Title, What, Why, Bad, Good, FixSafety, Versions, Source string

	// What holds of the examples and the cases when they are run: Same, Cured or
	// Static; and what is observed. Both are "" for a page without a proof.
	Verdict, Proof string

	Lang string // of the examples: "python" or "toml"
	Path string // where the examples live in their project, "" if anywhere
}

// Verdicts of a proof.
const (
	Same   = "Same"   // bad and good run and are observably the same
	Cured  = "Cured"  // bad misbehaves, good does not
	Static = "Static" // there is nothing to run
)

var fence = regexp.MustCompile("(?s)\\A```(\\w+)(?: path=(\\S+))?\n(.*)```\\z")

// ParsePage takes the page of a rule apart. It reports headings that are
// missing, unknown or out of order.
func ParsePage(r *Rule) (Page, error) {
	var p Page
	title, rest, _ := strings.Cut(r.Page, "\n")
	if want := "# " + r.Code + " " + r.Name; title != want {
		return p, fmt.Errorf("the page starts with %q, want %q", title, want)
	}
	p.Title = r.Name
	parts := strings.Split("\n"+rest, "\n## ")
	p.What = strings.TrimSpace(parts[0])
	into := map[string]*string{
		"Why": &p.Why, "Bad": &p.Bad, "Good": &p.Good, "Fix safety": &p.FixSafety, "Versions": &p.Versions, "Source": &p.Source,
		"Proof": &p.Proof,
	}
	order := []string{"Why", "Bad", "Good", "Fix safety", "Versions", "Source", "Proof"}
	at := 0
	for _, part := range parts[1:] {
		name, body, _ := strings.Cut(part, "\n")
		for at < len(order) && order[at] != name {
			at++
		}
		if at == len(order) {
			return p, fmt.Errorf("heading %q is unknown or out of order", name)
		}
		body = strings.TrimSpace(body)
		if name == "Bad" || name == "Good" {
			m := fence.FindStringSubmatch(body)
			if m == nil {
				return p, fmt.Errorf("%q holds something else than one code block", name)
			}
			p.Lang, p.Path, body = m[1], m[2], m[3]
		}
		*into[name] = body
	}
	if p.Proof != "" {
		p.Verdict, p.Proof, _ = strings.Cut(p.Proof, ": ")
		if p.Verdict != Same && p.Verdict != Cured && p.Verdict != Static || p.Proof == "" {
			return p, fmt.Errorf("the proof starts with %q, want %s, %s or %s, and a colon", p.Verdict, Same, Cured, Static)
		}
	}
	return p, nil
}

// Fix says in a word what the page promises of fixes: "safe", "unsafe", "mixed",
// or "none" where there is no fix.
func (p Page) Fix() string {
	words := strings.FieldsFunc(strings.ToLower(p.FixSafety), func(r rune) bool { return !unicode.IsLetter(r) })
	switch safe, unsafe := slices.Contains(words, "safe"), slices.Contains(words, "unsafe"); {
	case safe && unsafe:
		return "mixed"
	case safe:
		return "safe"
	case unsafe:
		return "unsafe"
	}
	return "none"
}
