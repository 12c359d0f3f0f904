package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
	"github.com/pyidiom/pyidiom/snippets"
)

// jsonPage is the stable form of a guide page for other programs.
type jsonPage struct {
	Topic    string     `json:"topic"`
	Area     string     `json:"area"`
	Title    string     `json:"title"`
	Heading  string     `json:"heading"` // of the guide, "" for none
	Prefixes []string   `json:"prefixes"`
	Where    []string   `json:"where"`
	Files    []string   `json:"files"`
	Versions []string   `json:"versions"`
	Rules    []string   `json:"rules"`
	Why      string     `json:"why,omitempty"`
	Bodies   []jsonBody `json:"bodies,omitempty"`
	Page     string     `json:"page,omitempty"`
	Path     string     `json:"path,omitempty"` // of a page of the team
}

// jsonBody is a body of a page, in LSP snippet syntax and with its defaults.
type jsonBody struct {
	When     []string `json:"when"`
	Language string   `json:"language"`
	Snippet  string   `json:"snippet"`
	Text     string   `json:"text"`
}

func newJSONPage(p *snippets.Page) jsonPage {
	j := jsonPage{
		Topic: p.Topic(), Area: p.Area, Title: p.Title, Heading: p.Guide, Prefixes: p.Prefixes, Where: []string{},
		Files: append([]string{}, p.Files...), Versions: append([]string{}, p.Versions()...), Rules: append([]string{}, p.Rules...),
	}
	for _, w := range p.Where {
		j.Where = append(j.Where, string(w))
	}
	if filepath.IsAbs(p.Path) {
		j.Path = p.Path
	}
	return j
}

// whole adds the text of the page.
func (j jsonPage) whole(p *snippets.Page) jsonPage {
	j.Why, j.Page = p.Why, p.Markdown(1)
	for _, v := range p.Variants {
		b := jsonBody{When: []string{}, Language: "python", Snippet: v.Body.Snippet(), Text: v.Body.Plain()}
		if v.Lang == syntax.TOML {
			b.Language = "toml"
		}
		for _, c := range v.When {
			b.When = append(b.When, c.String())
		}
		j.Bodies = append(j.Bodies, b)
	}
	return j
}

func guideCommand(c *cli) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "guide [TOPIC]",
		Short: "Show the guide: the patterns that editors offer as snippets",
		Long: `Without a topic, list the pages of the guide. TOPIC is a page (fastapi/lifespan,
or lifespan, or what is typed to get it), an area (fastapi), a heading of the guide
("Repository Pattern"), the code of a rule, or words of a title. Where several pages
answer to it, they are listed.

The pages of the project's own guides (guides = ["docs/patterns"] in [tool.pyidiom])
are among them. In a pipe a page is plain Markdown.`,
		Example: "  pyidiom guide\n  pyidiom guide sqlalchemy\n  pyidiom guide lifespan\n  pyidiom guide FAP001 --output-format json",
		Args:    cobra.ArbitraryArgs,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var all []string
			if pages, err := guidePages(); err == nil && len(args) == 0 {
				for _, p := range pages {
					all = append(all, p.Topic()+"\t"+p.Title)
				}
			}
			return all, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			pages, err := guidePages()
			if err != nil {
				return err
			}
			topic := strings.Join(args, " ")
			found := findPages(pages, topic)
			if len(found) == 0 {
				return unknownTopic(pages, topic)
			}
			if len(found) > 1 || topic == "" {
				return c.listPages(found, format)
			}
			if format == "json" {
				return printJSON(c.out, newJSONPage(found[0]).whole(found[0]))
			}
			page := found[0].Markdown(1)
			if rules := found[0].Related(); rules != "" {
				page += "\n" + rules + "\n"
			}
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

// guidePages are the pages of the guide of the project in this directory.
func guidePages() ([]*snippets.Page, error) {
	cwd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	var l snippets.Library
	view := project.New(project.Options{}).View(filepath.Join(cwd, "pyproject.toml"))
	return l.Guide(view).Pages(), nil
}

func (c *cli) listPages(pages []*snippets.Page, format string) error {
	if format == "json" {
		all := []jsonPage{}
		for _, p := range pages {
			all = append(all, newJSONPage(p))
		}
		return printJSON(c.out, all)
	}
	rows := [][]string{{"TOPIC", "TYPE", "TITLE"}}
	for _, p := range pages {
		rows = append(rows, []string{p.Topic(), p.Prefixes[0], p.Title})
	}
	printTable(c.out, styleFor(c.out.to), rows)
	return nil
}

// findPages are the pages that a topic means, by the closest way in which it
// means any.
func findPages(pages []*snippets.Page, topic string) []*snippets.Page {
	same := func(s string) bool { return strings.EqualFold(s, topic) }
	words := strings.Fields(strings.ToLower(topic))
	for _, means := range []func(p *snippets.Page) bool{
		func(*snippets.Page) bool { return topic == "" },
		func(p *snippets.Page) bool { return same(p.Topic()) },
		func(p *snippets.Page) bool { return same(p.Area) },
		func(p *snippets.Page) bool { return slices.ContainsFunc(p.Prefixes, same) },
		func(p *snippets.Page) bool { return same(p.Name) },
		func(p *snippets.Page) bool { return same(p.Guide) || slices.ContainsFunc(p.Rules, same) },
		func(p *snippets.Page) bool {
			text := strings.ToLower(p.Title + " " + p.Guide)
			return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
		},
	} {
		var found []*snippets.Page
		for _, p := range pages {
			if means(p) {
				found = append(found, p)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// unknownTopic names the topics that are near.
func unknownTopic(pages []*snippets.Page, topic string) error {
	if r := rule.Find(topic); r != nil {
		return fmt.Errorf("the guide has no page about %s; see pyidiom rule %s", r.Code, r.Code)
	}
	var words []string
	for _, p := range pages {
		words = append(words, p.Topic(), p.Area, p.Name)
		words = append(words, p.Prefixes...)
	}
	slices.Sort(words)
	msg := fmt.Sprintf("the guide has no page %q", topic)
	if near := nearest(topic, slices.Compact(words)); len(near) > 0 {
		msg += "; did you mean " + strings.Join(near, ", ") + "?"
	}
	return fmt.Errorf("%s\nAll pages: pyidiom guide", msg)
}
