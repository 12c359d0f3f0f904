package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
	"github.com/pyidiom/pyidiom/snippets"
)

type actionFlags struct {
	title, kind string
	exec, diff  bool
	format      string
}

func actionCommand(c *cli) *cobra.Command {
	var f actionFlags
	cmd := &cobra.Command{
		Use:   "action FILE:LINE:COLUMN",
		Short: "List or apply what an editor would offer at a place",
		Long: `List the quick fixes, refactorings and suppressions that an editor would offer at
a place, or apply one of them. Lines and columns count from 1, columns in
characters.

--title takes a whole title or a part of it, --kind an LSP code action kind or
the beginning of one (quickfix, refactor.rewrite).`,
		Example: `  pyidiom action app.py:12:5
  pyidiom action app.py:12:5 --title "ConfigDict" --diff
  pyidiom action app.py:12:5 --kind refactor.rewrite --exec`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runAction(cmd.Context(), c, &f, args[0])
		},
	}
	fl := cmd.Flags()
	fl.SortFlags = false
	fl.StringVar(&f.title, "title", "", "only actions with this `TITLE`")
	fl.StringVar(&f.kind, "kind", "", "only actions of this `KIND`")
	fl.BoolVar(&f.exec, "exec", false, "apply the action and write the files")
	fl.BoolVar(&f.diff, "diff", false, "print what --exec would change as a unified diff, and write nothing")
	choice(cmd, &f.format, "output-format", "text", "list actions as `FORMAT`: text or json", "text", "json")
	return cmd
}

// place is FILE:LINE:COLUMN, 1-based.
type place struct {
	path         string
	line, column int
}

func parsePlace(s string) (place, error) {
	bad := fmt.Errorf("%q is not FILE:LINE:COLUMN", s)
	head, column, ok := cutLast(s)
	if !ok {
		return place{}, bad
	}
	path, line, ok := cutLast(head)
	if !ok || path == "" {
		return place{}, bad
	}
	l, err1 := strconv.Atoi(line)
	c, err2 := strconv.Atoi(column)
	if err1 != nil || err2 != nil {
		return place{}, bad
	}
	if l < 1 || c < 1 {
		return place{}, fmt.Errorf("%s: lines and columns count from 1", s)
	}
	return place{path, l, c}, nil
}

func cutLast(s string) (before, after string, found bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return "", "", false
	}
	return s[:i], s[i+1:], true
}

// offset is the place in bytes; one past the end of its line or of the text
// is an error, since nobody means that.
func (p place) offset(t *syntax.Text) (int, error) {
	if p.line > t.LineCount() {
		return 0, fmt.Errorf("%s has %s", p.path, plural(t.LineCount(), "line"))
	}
	want := point{p.line, p.column}
	character := p.column - 1
	if p.line == 1 && hasBOM(t) {
		character++
	}
	offset := t.Offset(syntax.Position{Line: uint32(p.line - 1), Character: uint32(min(character, math.MaxInt32))}, syntax.UTF32)
	if pointAt(t, offset) != want {
		end := pointAt(t, t.LineEnd(p.line-1))
		return 0, fmt.Errorf("%s: line %d has %s", p.path, p.line, plural(end.Column-1, "character"))
	}
	return offset, nil
}

// actionKind is the LSP kind of a fix.
func actionKind(x *rule.Fix) string {
	if x.Kind == "" {
		return "quickfix"
	}
	return x.Kind
}

// kindMatches says whether kind is want or below it, as LSP nests kinds.
func kindMatches(kind, want string) bool {
	return want == "" || kind == want || strings.HasPrefix(kind, want+".")
}

func runAction(ctx context.Context, c *cli, f *actionFlags, arg string) error {
	if f.exec && f.diff {
		return errors.New("--exec cannot be combined with --diff")
	}
	at, err := parsePlace(arg)
	if err != nil {
		return err
	}
	cwd, err := os.Getwd()
	if err != nil {
		return err
	}
	abs := absolute(cwd, at.path)
	s, err := openSession(ctx, cwd, []string{abs}, overrides{}, c.err)
	if err != nil {
		return err
	}
	defer s.close()
	snap, err := s.snapshot(abs, nil)
	if err != nil {
		return err
	}
	offset, err := at.offset(snap.File.Text)
	if err != nil {
		return err
	}
	list := filterActions(snippets.Actions(ctx, snap, offset, offset), f)
	if ctx.Err() != nil {
		return errors.New("interrupted")
	}
	file := &fileReport{path: displayPath(cwd, abs), abs: abs, text: snap.File.Text}
	if f.exec || f.diff {
		x, err := oneAction(list, arg)
		if err != nil {
			return err
		}
		return applyAction(c, cwd, file, &x.Fix, f.diff)
	}
	if f.format == "json" {
		return printActionsJSON(c, cwd, file, list)
	}
	printActions(c, arg, list)
	return nil
}

// filterActions picks actions by --kind and --title: those with exactly this
// title, or else those whose title contains it, in any case.
func filterActions(list []analysis.Action, f *actionFlags) []analysis.Action {
	var exact, part []analysis.Action
	for _, a := range list {
		if !kindMatches(actionKind(&a.Fix), f.kind) {
			continue
		}
		if a.Title == f.title {
			exact = append(exact, a)
		}
		if strings.Contains(strings.ToLower(a.Title), strings.ToLower(f.title)) {
			part = append(part, a)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return part
}

// oneAction is the only action of a list.
func oneAction(list []analysis.Action, at string) (analysis.Action, error) {
	if len(list) == 0 {
		return analysis.Action{}, fmt.Errorf("no such action at %s", at)
	}
	if len(list) > 1 {
		var b strings.Builder
		fmt.Fprintf(&b, "%d actions at %s fit; say which with --title:", len(list), at)
		for _, a := range list {
			fmt.Fprintf(&b, "\n  %s (%s)", oneLine(a.Title), actionKind(&a.Fix))
		}
		return analysis.Action{}, errors.New(b.String())
	}
	if reason := list[0].Disabled; reason != "" {
		return analysis.Action{}, fmt.Errorf("%s: cannot be applied here: %s", oneLine(list[0].Title), oneLine(reason))
	}
	return list[0], nil
}

func printActions(c *cli, at string, list []analysis.Action) {
	s := styleFor(c.out.to)
	if len(list) == 0 {
		fmt.Fprintf(c.out, "Nothing is offered at %s.\n", at)
		return
	}
	for _, a := range list {
		notes := []string{actionKind(&a.Fix)}
		if a.Finding != nil {
			notes = append([]string{a.Finding.Rule.Code}, notes...)
		}
		switch {
		case a.Disabled != "":
			notes = append(notes, "disabled: "+oneLine(a.Disabled))
		case a.Safety == rule.Unsafe && a.Reason != "":
			notes = append(notes, "unsafe: "+oneLine(a.Reason))
		default:
			notes = append(notes, safetyName(a.Safety))
		}
		if a.Preferred {
			notes = append(notes, "preferred")
		}
		title := s.paint(oneLine(a.Title), bold)
		if a.Disabled != "" {
			title = s.paint(oneLine(a.Title), dim)
		}
		fmt.Fprintf(c.out, "%s  %s\n", title, s.paint("("+strings.Join(notes, ", ")+")", dim))
	}
}

// jsonAction is the stable form of an action for other programs.
type jsonAction struct {
	jsonFix
	Kind     string `json:"kind"`
	Code     string `json:"code"`
	Reason   string `json:"reason,omitempty"`   // what an unsafe one may change
	Disabled string `json:"disabled,omitempty"` // why it cannot be applied
}

func printActionsJSON(c *cli, cwd string, file *fileReport, list []analysis.Action) error {
	p := &printer{w: c.out, other: readOther()}
	all := []jsonAction{}
	for _, a := range list {
		j := jsonAction{jsonFix: p.jsonFix(cwd, file, &a.Fix), Kind: actionKind(&a.Fix), Reason: a.Reason, Disabled: a.Disabled}
		if a.Finding != nil {
			j.Code = a.Finding.Rule.Code
		}
		all = append(all, j)
	}
	return p.encode(all)
}

// applyAction writes the files that a fix changes, or prints their diffs.
func applyAction(c *cli, cwd string, file *fileReport, x *rule.Fix, diff bool) error {
	other := readOther()
	for abs := range x.Files {
		if other(abs) == nil {
			return fmt.Errorf("%s cannot be read; nothing was changed", displayPath(cwd, abs))
		}
	}
	for _, fe := range editsByFile(file, x, other) {
		path, before := displayPath(cwd, fe.abs), fe.text.Bytes()
		if diff {
			d, err := unifiedDiff(path, before, fe.edits)
			if err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			fmt.Fprint(c.out, paintDiff(d, styleFor(c.out.to)))
			continue
		}
		if err := writeFixed(fe.abs, before, edit.Apply(before, fe.edits)); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		fmt.Fprintf(c.out, "%s: %s\n", path, oneLine(x.Title))
	}
	return nil
}
