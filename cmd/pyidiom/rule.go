package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pyidiom/pyidiom/analysis/rule"
)

// jsonRule is the stable form of a rule for other programs.
type jsonRule struct {
	Code     string     `json:"code"`
	Name     string     `json:"name"`
	Summary  string     `json:"summary"`
	Severity string     `json:"severity"`
	Default  bool       `json:"default"` // on without configuration
	Fix      string     `json:"fix"`     // "safe", "unsafe", "mixed" or "none"
	Uses     []string   `json:"uses"`    // packages a file must import
	Versions []jsonGate `json:"versions"`
	Twins    []string   `json:"twins"` // ruff codes that report the same
	URL      string     `json:"url"`
	Page     string     `json:"page,omitempty"`
}

type jsonGate struct {
	Package string `json:"package"`
	Range   string `json:"range"`
}

func newJSONRule(r *rule.Rule) jsonRule {
	page, _ := rule.ParsePage(r) // of a page out of order, what could be read
	j := jsonRule{
		Code: r.Code, Name: r.Name, Summary: pageSummary(page), Severity: severityName(r.Severity), Default: !r.Off, Fix: page.Fix(),
		Uses: append([]string{}, r.Uses...), Versions: []jsonGate{}, Twins: append([]string{}, r.Twins...), URL: r.URL(),
	}
	for _, g := range r.Gates {
		j.Versions = append(j.Versions, jsonGate{g.Package, g.Range})
	}
	return j
}

func ruleCommand(c *cli) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "rule CODE|NAME",
		Short: "Explain a rule",
		Long: `Print the page of a rule: what it finds, why, a bad and a good example, what its
fix promises, and the versions it is for. In a pipe the page is plain Markdown.`,
		Example: "  pyidiom rule PYD079\n  pyidiom rule v1-validator --output-format json",
		Args:    cobra.ExactArgs(1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var all []string
			for _, r := range rule.All() {
				all = append(all, r.Code+"\t"+r.Name)
			}
			return all, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			r := rule.Find(args[0])
			if r == nil {
				return unknownRule(args[0])
			}
			if format == "json" {
				j := newJSONRule(r)
				j.Page = r.Page
				return printJSON(c.out, j)
			}
			page := strings.TrimRight(r.Page, "\n") + "\n"
			if s := styleFor(c.out.to); bool(s) || isTerminal(c.out.to) {
				page = renderPage(page, s, terminalWidth(c.out.to))
			}
			fmt.Fprint(c.out, page)
			return nil
		},
	}
	choice(cmd, &format, "output-format", "text", "print as `FORMAT`: text or json", "text", "json")
	return cmd
}

// unknownRule names the rules whose code or name is near.
func unknownRule(key string) error {
	var words []string
	for _, r := range rule.All() {
		words = append(words, r.Code, r.Name)
	}
	msg := fmt.Sprintf("no rule %q", key)
	if near := nearest(key, words); len(near) > 0 {
		msg += "; did you mean " + strings.Join(near, ", ") + "?"
	}
	return fmt.Errorf("%s\nAll rules: pyidiom rules", msg)
}
