package rules_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/rule"
)

var update = flag.Bool("update", false, "write the tables of rules, and what they say about their cases")

// TestReadme checks that the table of rules in the README is that of the
// registered ones.
func TestReadme(t *testing.T) {
	const file, begin, end = "../../README.md", " -update -->\n", "<!-- end of rules -->"
	var table strings.Builder
	table.WriteString("| code | name | severity | what it says |\n| --- | --- | --- | --- |\n")
	for _, r := range rule.All() {
		page, err := rule.ParsePage(r)
		if err != nil {
			t.Fatal(err)
		}
		severity := [...]string{rule.Action: "action", rule.Hint: "hint", rule.Information: "information", rule.Warning: "warning", rule.Error: "error"}[r.Severity]
		if r.Off {
			severity += ", off"
		}
		link := strings.TrimPrefix(r.URL(), rule.Home+"/blob/main/")
		fmt.Fprintf(&table, "| [%s](%s) | %s | %s | %s |\n", r.Code, link, r.Name, severity, strings.ReplaceAll(strings.Join(strings.Fields(page.What), " "), "|", `\|`))
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := strings.Cut(string(b), begin)
	have, after, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatal("the README has no place for the table")
	}
	if have == table.String() {
		return
	}
	if !*update {
		t.Fatal("the table of rules is not current: go test ./analysis/rules -run Readme -update")
	}
	if err := os.WriteFile(file, []byte(before+begin+table.String()+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
