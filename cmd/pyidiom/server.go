package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/pyidiom/pyidiom/server"
)

func serverCommand(c *cli) *cobra.Command {
	var o server.Options
	var stdio bool
	cmd := &cobra.Command{
		Use:   "server",
		Short: "Run the language server",
		Long: `Run the language server for an editor. It speaks LSP on standard input and
output, or on a TCP connection to an editor that listens (--socket).

It exits with 0 after shutdown and exit, and with 1 when the editor leaves
without them.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if stdio && o.Socket != "" {
				return errors.New("--stdio cannot be combined with --socket")
			}
			o.In, o.Out, o.Version = c.in, c.streams.out, readVersion().Version
			return exitCode(server.Run(cmd.Context(), o))
		},
	}
	fl := cmd.Flags()
	fl.SortFlags = false
	fl.BoolVar(&stdio, "stdio", false, "use standard input and output (the default)")
	fl.StringVar(&o.Socket, "socket", "", "connect to the editor that listens at `[HOST:]PORT`")
	fl.StringVar(&o.LogFile, "log-file", "", "append the log to `FILE` instead of standard error")
	fl.StringVar(&o.LogLevel, "log-level", "", "log from `LEVEL` on: debug, info, warn or error (default warn)")
	return cmd
}
