package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
)

// overrides are the flags that go over the configuration.
type overrides struct {
	selected, ignored, extended []string
	unsafe                      bool
	flags                       *pflag.FlagSet // tells which were given
}

func (o *overrides) addFlags(cmd *cobra.Command) {
	fl := cmd.Flags()
	o.flags = fl
	fl.StringSliceVar(&o.selected, "select", nil, "check these `RULES` instead of the configured ones: codes, prefixes (PYD) or names")
	fl.StringSliceVar(&o.ignored, "ignore", nil, "leave these `RULES` out")
	fl.StringSliceVar(&o.extended, "extend-select", nil, "check these `RULES` too")
}

// config is what was given, as a layer of configuration.
func (o *overrides) config() *project.Config {
	list := func(flag string, v []string) project.Setting[[]string] {
		return project.Setting[[]string]{Value: v, Set: o.given(flag), Source: project.Source{Text: "--" + flag}}
	}
	return &project.Config{
		Select:       list("select", o.selected),
		ExtendSelect: list("extend-select", o.extended),
		Ignore:       list("ignore", o.ignored),
		UnsafeFixes:  project.Setting[bool]{Value: o.unsafe, Set: o.given("unsafe-fixes"), Source: project.Source{Text: "--unsafe-fixes"}},
	}
}

func (o *overrides) given(flag string) bool { return o.flags != nil && o.flags.Changed(flag) }

// validate reports selectors that select nothing: a typing error would
// otherwise look like a clean run.
func (o *overrides) validate() error {
	for _, flag := range []struct {
		name      string
		selectors []string
	}{{"select", o.selected}, {"ignore", o.ignored}, {"extend-select", o.extended}} {
		for _, s := range flag.selectors {
			if !selectsSome(s) {
				msg := fmt.Sprintf("--%s: no rule has the code, prefix or name %q", flag.name, s)
				var words []string
				for _, r := range rule.All() {
					words = append(words, r.Code, r.Name)
				}
				if near := nearest(s, words); len(near) > 0 {
					msg += "; did you mean " + joinWords(near) + "?"
				}
				return fmt.Errorf("%s\nAll rules: pyidiom rules", msg)
			}
		}
	}
	return nil
}

func selectsSome(s string) bool {
	if s == "" {
		return false
	}
	if strings.EqualFold(s, "ALL") {
		return true
	}
	for _, r := range rule.All() {
		if strings.HasPrefix(r.Code, strings.ToUpper(s)) || strings.EqualFold(r.Name, s) {
			return true
		}
	}
	return false
}
