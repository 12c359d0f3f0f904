package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
)

// jsonSettings is the stable form of --show-settings for other programs.
type jsonSettings struct {
	Path        string        `json:"path"`
	Root        string        `json:"root"`
	Folder      string        `json:"folder"`
	Module      string        `json:"module"`
	SourceRoots []string      `json:"sourceRoots"`
	Excluded    bool          `json:"excluded"`
	Settings    []jsonSetting `json:"settings"`
	Versions    []jsonSetting `json:"versions"`
	Rules       []string      `json:"rules"` // codes of those that are selected
}

type jsonSetting struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Source string `json:"source"` // what kind of place it was found in
	Path   string `json:"path,omitempty"`
	Line   int    `json:"line,omitempty"`
}

// showSettings prints what is known around a file and where it was found. The
// file need not exist: it may be about to be written.
func showSettings(ctx context.Context, c *cli, o overrides, path, format string) error {
	if format != "text" && format != "json" {
		return fmt.Errorf("--show-settings is printed as text or json, not as %s", format)
	}
	if err := o.validate(); err != nil {
		return err
	}
	cwd, err := os.Getwd()
	if err != nil {
		return err
	}
	abs := absolute(cwd, path)
	if info, err := os.Stat(abs); err == nil && info.IsDir() {
		return fmt.Errorf("--show-settings: %s is a directory; name a file", path)
	}
	s, err := openSession(ctx, cwd, []string{abs}, o, c.err)
	if err != nil {
		return err
	}
	defer s.close()
	_ = s.configured(abs) // prints the problems; what could be read is shown all the same
	view := s.w.Project.View(abs)
	settings := describe(cwd, view)
	if format == "json" {
		err = printJSON(c.out, settings)
	} else {
		printSettings(c, &settings)
	}
	if err == nil && s.failed() {
		err = exitCode(exitError)
	}
	return err
}

func describe(cwd string, view *project.View) jsonSettings {
	d := view.Describe()
	show := func(path string) string { return displayPath(cwd, path) }
	out := jsonSettings{
		Path: show(d.Path), Root: show(d.Root), Folder: show(d.Folder), Module: d.Module, Excluded: view.Excluded(),
		SourceRoots: []string{}, Settings: []jsonSetting{}, Versions: []jsonSetting{}, Rules: []string{},
	}
	for _, r := range d.SourceRoots {
		out.SourceRoots = append(out.SourceRoots, show(r))
	}
	for _, c := range d.Config {
		s := jsonSetting{Key: c.Key, Value: c.Value, Source: "default"}
		switch {
		case c.Source.Path != "":
			s.Source, s.Path, s.Line = "configuration", show(c.Source.Path), c.Source.Line
		case c.Set:
			s.Source = "command line"
		}
		out.Settings = append(out.Settings, s)
	}
	if p := d.Pytest; p != nil && p.Path != "" {
		out.Settings = append(out.Settings, jsonSetting{Key: "pytest.asyncio_mode", Value: p.AsyncioMode, Source: "configuration", Path: show(p.Path), Line: p.Line})
	}
	if r := d.Ruff; r != nil && r.Path != "" {
		out.Settings = append(out.Settings, jsonSetting{Key: "ruff", Value: "its rules are not reported twice", Source: "configuration", Path: show(r.Path)})
	}
	version := func(name string, f *project.Found) {
		v := jsonSetting{Key: name, Value: "unknown", Source: project.NotFound.String()}
		if f != nil {
			v = jsonSetting{Key: name, Value: f.Range.String(), Source: f.Source.Kind.String(), Path: show(f.Source.Path), Line: f.Source.Line}
			if f.Exact {
				v.Value = f.Version.String()
			}
			if f.Source.Path == "" {
				v.Path = ""
			}
		}
		out.Versions = append(out.Versions, v)
	}
	version("python", d.Python)
	for _, f := range d.Versions {
		version(f.Name, f)
	}
	for _, r := range rule.All() {
		if view.Enabled(r.Code, r.Name, r.Off) {
			out.Rules = append(out.Rules, r.Code)
		}
	}
	return out
}

func printSettings(c *cli, d *jsonSettings) {
	s := styleFor(c.out.to)
	fmt.Fprintln(c.out, s.paint(oneLine(d.Path), bold))
	excluded := "no"
	if d.Excluded {
		excluded = "yes"
	}
	printAligned(c.out, s, [][]string{
		{"root", d.Root}, {"workspace folder", d.Folder}, {"module", d.Module},
		{"source roots", strings.Join(d.SourceRoots, ", ")}, {"excluded", excluded},
	})
	section := func(title string, list []jsonSetting) {
		fmt.Fprintf(c.out, "\n%s\n", s.paint(title, bold))
		var rows [][]string
		for _, x := range list {
			from := x.Source
			if x.Path != "" {
				from = filepath.ToSlash(x.Path)
				if x.Line > 0 {
					from = fmt.Sprintf("%s:%d", from, x.Line)
				}
				if x.Source != "configuration" {
					from = x.Source + ", " + from
				}
			}
			value := x.Value
			if value == "" {
				value = "-"
			}
			rows = append(rows, []string{x.Key, value, "(" + from + ")"})
		}
		printAligned(c.out, s, rows)
	}
	section("Configuration", d.Settings)
	section("Versions", d.Versions)
	fmt.Fprintf(c.out, "\n%s\n  %s\n", s.paint("Rules", bold), strings.Join(d.Rules, " "))
}

// printAligned prints rows with their first cells in a column.
func printAligned(o *output, s style, rows [][]string) {
	width := 0
	for _, row := range rows {
		width = max(width, columns(row[0]))
	}
	for _, row := range rows {
		fmt.Fprintf(o, "  %s%s  %s", s.paint(oneLine(row[0]), cyan), strings.Repeat(" ", width-columns(row[0])), oneLine(row[1]))
		for _, cell := range row[2:] {
			fmt.Fprintf(o, "  %s", s.paint(oneLine(cell), dim))
		}
		fmt.Fprintln(o)
	}
}
