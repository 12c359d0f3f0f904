package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// grammarModule is the module that brings the Python and TOML grammars.
const grammarModule = "github.com/smacker/go-tree-sitter"

type versionInfo struct {
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
	Date    string `json:"date,omitempty"`
	Dirty   bool   `json:"dirty,omitempty"`
	Go      string `json:"go"`
	Target  string `json:"target"`
	Grammar string `json:"grammar"`
}

// readVersion reads what the Go toolchain recorded in the binary.
func readVersion() versionInfo {
	v := versionInfo{Version: "devel", Go: runtime.Version(), Target: runtime.GOOS + "/" + runtime.GOARCH, Grammar: "unknown"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if m := info.Main.Version; m != "" && m != "(devel)" {
		v.Version = m
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Commit = s.Value
		case "vcs.time":
			v.Date = s.Value
		case "vcs.modified":
			v.Dirty = s.Value == "true"
		}
	}
	for _, d := range info.Deps {
		if d.Path == grammarModule {
			v.Grammar = d.Path + " " + d.Version
		}
	}
	return v
}

func versionCommand(c *cli) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print version, commit, Go version and grammar",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			v := readVersion()
			if format == "json" {
				return printJSON(c.out, v)
			}
			fmt.Fprintf(c.out, "pyidiom %s\n", v.Version)
			if v.Commit != "" {
				dirty := ""
				if v.Dirty {
					dirty = ", modified"
				}
				fmt.Fprintf(c.out, "commit  %s (%s%s)\n", v.Commit, v.Date, dirty)
			}
			fmt.Fprintf(c.out, "go      %s %s\ngrammar %s\n", v.Go, v.Target, v.Grammar)
			return nil
		},
	}
	choice(cmd, &format, "output-format", "text", "print as `FORMAT`: text or json", "text", "json")
	return cmd
}

// printJSON prints v indented, with <, > and & as they are.
func printJSON(o *output, v any) error {
	enc := json.NewEncoder(o)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
