package rule

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

var registry = map[string]*Rule{}

// Register adds a rule; pages holds its page, CODE.md in lower case.
func Register(pages embed.FS, r *Rule) {
	if registry[r.Code] != nil {
		panic("rule registered twice: " + r.Code)
	}
	b, err := pages.ReadFile(strings.ToLower(r.Code) + ".md")
	if err != nil {
		panic(fmt.Sprintf("rule %s has no page: %v", r.Code, err))
	}
	r.Page = string(b)
	registry[r.Code] = r
}

// All gives the registered rules in the order of their codes.
func All() []*Rule {
	all := make([]*Rule, 0, len(registry))
	for _, r := range registry {
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b *Rule) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// Find looks a rule up by code or name, in any case; nil if there is none.
func Find(key string) *Rule {
	if r := registry[strings.ToUpper(key)]; r != nil {
		return r
	}
	for _, r := range registry {
		if strings.EqualFold(r.Name, key) {
			return r
		}
	}
	return nil
}
