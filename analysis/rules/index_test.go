package rules_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/rule"
)

// TestIndex checks that docs/rules.md is about the registered rules.
func TestIndex(t *testing.T) {
	const file = "../../docs/rules.md"
	want := index(t)
	if b, err := os.ReadFile(file); err == nil && string(b) == want {
		return
	}
	if !*update {
		t.Fatal("docs/rules.md is not current: go test ./analysis/rules -run Index -update")
	}
	if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// index is docs/rules.md.
func index(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, `# Rules

%d rules. *on*: reported without configuration; *refactoring*: offered in the editor as a code action; *off*: only when
selected. The fix is *safe* where the code behaves as before, *unsafe* where something may change, which the page says,
*mixed* where it depends. What was seen of each on the real libraries is in [proof.md](proof.md).
This file is made by `+"`go test ./analysis/rules -run Index -update`"+`.
`, len(rule.All()))
	area := ""
	for _, r := range rule.All() {
		page, err := rule.ParsePage(r)
		if err != nil {
			t.Fatal(err)
		}
		link := ".." + strings.TrimPrefix(r.URL(), rule.Home+"/blob/main")
		if folder := strings.Split(link, "/")[3]; folder != area {
			area = folder
			fmt.Fprintf(&b, "\n## %s\n\n| code | name | what it finds | default | fix | versions |\n| --- | --- | --- | --- | --- | --- |\n", area)
		}
		state := "on"
		if r.Off {
			state = "off"
		}
		if r.Refactoring {
			state = "refactoring"
		}
		fmt.Fprintf(&b, "| [%s](%s) | %s | %s | %s | %s | %s |\n", r.Code, link, r.Name, cell(page.What), state, page.Fix(), cell(firstSentence(page.Versions)))
	}
	return b.String()
}

// cell is text on one line of a table.
func cell(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "|", `\|`)
}

func firstSentence(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if first, _, more := strings.Cut(s, ". "); more {
		return first + "."
	}
	return s
}
