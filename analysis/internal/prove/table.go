package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
)

// digest is of what a proof depends on, beside the libraries: the text of the
// page and all files of the cases.
func digest(page rule.Page, dir string) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%s: %s\n", page.Verdict, page.Proof)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil && path == dir && errors.Is(err, fs.ErrNotExist) {
			return nil // a rule about pyidiom itself has no cases
		}
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d\n%s", filepath.ToSlash(rel), len(b), b)
		return nil
	})
	return fmt.Sprintf("%x", h.Sum(nil)[:4]), err
}

func (r *report) of(code string) []result {
	var list []result
	for _, x := range r.results {
		if x.Code == code {
			list = append(list, x)
		}
	}
	return list
}

func (r *report) count(status string) int {
	n := 0
	for _, x := range r.results {
		if x.Status == status {
			n++
		}
	}
	return n
}

// says is the outcome for a rule: its verdict in lower case, if it holds.
func (r *report) says(p *proven) string {
	if p.Verdict == rule.Static {
		return "static"
	}
	n := map[string]int{}
	for _, x := range r.of(p.Code) {
		n[x.Status]++
	}
	switch {
	case n["fails"] > 0:
		return fmt.Sprintf("**fails** in %d", n["fails"])
	case n["runs"] > 0:
		return fmt.Sprintf("%s in %d", strings.ToLower(p.Verdict), n["runs"])
	case n["versions"] > 0:
		return "not for these versions"
	}
	return "nothing is run"
}

func (r *report) summary(rules []*proven) string {
	n := map[string]int{}
	for _, p := range rules {
		word, _, _ := strings.Cut(r.says(p), " in ")
		n[strings.Trim(word, "*")]++
	}
	return fmt.Sprintf("%d rules (%d same, %d cured, %d static, %d for other versions, %d not run), %d cases run, %d skipped, %d failed",
		len(rules), n["same"], n["cured"], n["static"], n["not for these versions"], n["nothing is run"], r.count("runs"), r.count("skipped"), r.count("fails"))
}

// listing is for the terminal: every failure, and with all every case.
func (r *report) listing(rules []*proven, all bool) string {
	var b strings.Builder
	for _, p := range rules {
		if all {
			fmt.Fprintf(&b, "%s %s on %s\n", p.Code, r.says(p), r.name)
		}
		for _, x := range r.of(p.Code) {
			if all || x.Status == "fails" {
				fmt.Fprintf(&b, "  %s %s: %s", x.Code, x.Case, x.Status)
				if x.What != "" {
					fmt.Fprintf(&b, ": %s", x.What)
				}
				b.WriteString("\n")
				if x.Details != "" {
					fmt.Fprintf(&b, "    %s\n", strings.ReplaceAll(strings.TrimSpace(x.Details), "\n", "\n    "))
				}
			}
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// table is docs/proof.md.
func table(rules []*proven, reports []*report) string {
	var b strings.Builder
	b.WriteString(`# What the rules promise, seen on the real libraries

What the page of each rule says under *Proof*, and whether it held when its cases were run: *same*, the code before and
after the fix is observably the same; *cured*, the code before misbehaves and the code after does not; *static*, there is
nothing to run. The number is that of the cases. This file is made by ` + "`make prove`" + `.

`)
	for _, rep := range reports {
		fmt.Fprintf(&b, "- **%s**: %s\n", rep.name, strings.Join(rep.versions, ", "))
	}
	b.WriteString("\n| rule | verdict |")
	for _, rep := range reports {
		fmt.Fprintf(&b, " %s |", rep.name)
	}
	b.WriteString(" remarks | digest |\n| --- | --- |" + strings.Repeat(" --- |", len(reports)) + " --- | --- |\n")
	for _, p := range rules {
		fmt.Fprintf(&b, "| [%s](%s) | %s |", p.Code, link(rule.Find(p.Code)), p.Verdict)
		for _, rep := range reports {
			fmt.Fprintf(&b, " %s |", rep.says(p))
		}
		fmt.Fprintf(&b, " %s | %s |\n", remarks(p, reports), p.digest)
	}
	return b.String()
}

// link is the page of a rule, seen from docs.
func link(r *rule.Rule) string {
	return ".." + strings.TrimPrefix(r.URL(), rule.Home+"/blob/main")
}

// remarks are the cases that are not run, or of which something differs, and why.
func remarks(p *proven, reports []*report) string {
	var list []string
	seen := map[string]bool{}
	for _, rep := range reports {
		for _, x := range rep.of(p.Code) {
			what := x.What
			switch {
			case x.Status == "fails":
				what = rep.name + ": " + what
			case x.Status == "versions":
				what = "not on " + rep.name + ", " + what
			case x.Differs != "":
				what = "differs: " + x.Differs
			case x.Status == "runs" && what != "":
				what = "only before the fix: " + what
			}
			line := x.Case + ": " + what
			if what == "" || seen[line] {
				continue
			}
			seen[line] = true
			list = append(list, strings.NewReplacer("|", `\|`, "\n", " ").Replace(line))
		}
	}
	return strings.Join(list, "; ")
}
