package main

import "github.com/spf13/cobra"

func serverCommand(c *cli) *cobra.Command {
	return &cobra.Command{Use: "server", Short: "Run the language server"}
}
