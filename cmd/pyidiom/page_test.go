package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/rule"
)

func TestRenderPage(t *testing.T) {
	const page = "# T one `two`\n\nA paragraph with `code that has blanks` and **strong words** *emphasised words that need two lines* and 2 * 3 * 4, `f(*a)` and `g(*b, **c)` and a [link text](https://e.org/x) in it.\n\n" +
		"* item one that is longer than the width of this terminal\n  and goes on\n1. first\n   - inner\n\n" +
		"| a | b |\n| - | - |\n| `x` | y |\n\n## Code\n````python\n# not a heading\n```\n````\nlast"
	golden(t, "page", renderPage(page, false, 40))
	golden(t, "page-colour", renderPage(page, true, 40))
	for line := range strings.Lines(renderPage(strings.Repeat("word ", 200), false, 300)) {
		if columns(line) > 101 {
			t.Errorf("%d columns: %s", columns(line), line)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"PYD079", "v1-validator", "PYV004", "utcnow", "PYD011"}
	tests := []struct {
		key  string
		want []string
	}{
		{"pyd", []string{"PYD079", "PYD011"}},
		{"utcnwo", []string{"utcnow"}},
		{"PYD078", []string{"PYD079", "PYD011"}},
		{"something-else", nil},
		{"", nil},
		{"x", nil},
	}
	for _, tt := range tests {
		if got := nearest(tt.key, words); !slices.Equal(got, tt.want) {
			t.Errorf("nearest(%q) = %q, want %q", tt.key, got, tt.want)
		}
	}
}

// TestPagesAreWhereTheirURLsSay: the address of a rule's page names a file of
// this repository.
func TestPagesAreWhereTheirURLsSay(t *testing.T) {
	for _, r := range rule.All() {
		if strings.HasPrefix(r.Code, "TST") {
			continue
		}
		path, ok := strings.CutPrefix(r.URL(), rule.Home+"/blob/main/")
		if !ok || !exists(filepath.Join("..", "..", filepath.FromSlash(path))) {
			t.Errorf("%s: there is no page at %s", r.Code, r.URL())
		}
	}
}
