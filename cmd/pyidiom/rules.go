package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pyidiom/pyidiom/analysis/rule"
)

func rulesCommand(c *cli) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List all rules",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			all := []jsonRule{}
			for _, r := range rule.All() {
				all = append(all, newJSONRule(r))
			}
			if format == "json" {
				return printJSON(c.out, all)
			}
			s := styleFor(c.out.to)
			rows := [][]string{{"CODE", "NAME", "SEVERITY", "DEFAULT", "FIX"}}
			for _, r := range all {
				on := "on"
				if !r.Default {
					on = "off"
				}
				rows = append(rows, []string{r.Code, r.Name, r.Severity, on, r.Fix})
			}
			printTable(c.out, s, rows)
			return nil
		},
	}
	choice(cmd, &format, "output-format", "text", "print as `FORMAT`: text or json", "text", "json")
	return cmd
}

// printTable prints rows in columns, the first as a heading.
func printTable(o *output, s style, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], columns(cell))
		}
	}
	for n, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-columns(cell)+2)
			if n == 0 {
				cell = s.paint(cell, bold)
			} else if i == 0 {
				cell = s.paint(cell, cyan)
			}
			line.WriteString(cell + pad)
		}
		fmt.Fprintln(o, strings.TrimRight(line.String(), " "))
	}
}
