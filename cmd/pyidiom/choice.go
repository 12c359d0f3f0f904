package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// choiceValue is a flag that takes one of a few words.
type choiceValue struct {
	value *string
	words []string
}

func (c choiceValue) String() string { return *c.value }
func (c choiceValue) Type() string   { return strings.Join(c.words, "|") }

func (c choiceValue) Set(s string) error {
	if !slices.Contains(c.words, s) {
		return fmt.Errorf("must be one of %s", strings.Join(c.words, ", "))
	}
	*c.value = s
	return nil
}

// choice adds a flag that takes one of words.
func choice(cmd *cobra.Command, value *string, name, def, usage string, words ...string) {
	*value = def
	cmd.Flags().Var(choiceValue{value, words}, name, usage)
	complete := func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return words, cobra.ShellCompDirectiveNoFileComp
	}
	if err := cmd.RegisterFlagCompletionFunc(name, complete); err != nil {
		panic(err) // the flag was added two lines above
	}
}
