package main

import (
	"fmt"
	"strconv"
	"strings"
)

// statistics prints counts by rule, as a table or as JSON.
func (p *printer) statistics(format string, r *checkReport) error {
	all := countByRule(r)
	if format == "json" {
		return p.encode(all)
	}
	digits, names := 0, 0
	for _, c := range all {
		digits = max(digits, len(strconv.Itoa(c.Count)))
		names = max(names, len(c.Name))
	}
	for _, c := range all {
		fix := ""
		switch {
		case c.Fixable > 0 && c.Unsafe > 0:
			fix = fmt.Sprintf("%d fixable, %d more unsafely", c.Fixable, c.Unsafe)
		case c.Fixable > 0:
			fix = fmt.Sprintf("%d fixable", c.Fixable)
		case c.Unsafe > 0:
			fix = fmt.Sprintf("%d fixable unsafely", c.Unsafe)
		}
		line := fmt.Sprintf("%*d  %-6s  %-*s  %s", digits, c.Count, c.Code, names, c.Name, fix)
		if _, err := fmt.Fprintln(p.w, strings.TrimRight(line, " ")); err != nil {
			return err
		}
	}
	return p.summary(r.counts())
}
