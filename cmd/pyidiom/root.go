package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	exitClean    = 0
	exitFindings = 1 // findings, or a diff that is not empty
	exitError    = 2 // wrong usage, invalid configuration, unreadable files, crashes
)

// streams are the standard streams of one run.
type streams struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// exitCode is an error that only says how to exit; what there was to say has
// been printed.
type exitCode int

func (c exitCode) Error() string { return fmt.Sprintf("exit status %d", int(c)) }

// run runs one command line and gives its exit code.
func run(ctx context.Context, args []string, s streams) (status int) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(s.err, "pyidiom: crash: %v\n%s", p, debug.Stack())
			status = exitError
		}
	}()
	out := &output{w: bufio.NewWriter(s.out), to: s.out}
	root := newRoot(&cli{streams: s, out: out})
	root.SetArgs(args)
	root.SetIn(s.in)
	root.SetOut(out)
	root.SetErr(s.err)
	err := root.ExecuteContext(ctx)
	code := exitClean
	var c exitCode
	if errors.As(err, &c) {
		code, err = int(c), nil
	}
	// A reader that went away (| head) is no error.
	if werr := out.Flush(); err == nil && werr != nil && !errors.Is(werr, syscall.EPIPE) {
		err = fmt.Errorf("standard output: %w", werr)
	}
	if err == nil {
		return code
	}
	fmt.Fprintf(s.err, "pyidiom: %s\n", strings.TrimRight(err.Error(), "\n"))
	return exitError
}

// cli is what all commands share.
type cli struct {
	streams
	out *output
}

// output is buffered standard output that remembers what it stands for.
type output struct {
	w  *bufio.Writer
	to io.Writer
}

func (o *output) Write(b []byte) (int, error) { return o.w.Write(b) }

// Flush writes what is buffered and gives the first error there ever was.
func (o *output) Flush() error { return o.w.Flush() }

func newRoot(c *cli) *cobra.Command {
	root := &cobra.Command{
		Use:   "pyidiom",
		Short: "Pattern hints for Python projects, with proven fixes",
		Long: `pyidiom finds places in Python code where a library offers a better pattern
(FastAPI, Pydantic, SQLAlchemy, Django, pytest, typing, packaging), aware of the
versions a project uses, and fixes them.

It reads files and nothing else: it neither runs nor imports code, and it does
not use the network.`,
		Example: `  pyidiom check                 findings of the project in this directory
  pyidiom check --fix src       and fix what can be fixed safely
  pyidiom check --diff          show what --fix would do
  pyidiom rule PYD079           explain a rule
  pyidiom guide lifespan        show a pattern of the guide
  pyidiom server                language server for editors, on standard input and output`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return cmd.Help()
		},
		SuggestionsMinimumDistance: 2,
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w\nTry '%s --help'", err, cmd.CommandPath())
	})
	version := versionCommand(c)
	root.Version = readVersion().Version
	root.SetVersionTemplate("pyidiom {{.Version}}\n")
	root.AddCommand(checkCommand(c), guideCommand(c), ruleCommand(c), rulesCommand(c), actionCommand(c), serverCommand(c), version)
	return root
}

// unknownCommand names the commands that resemble a mistyped one, and the
// likely intent where a path was given.
func unknownCommand(root *cobra.Command, name string) error {
	msg := fmt.Sprintf("unknown command %q", name)
	if near := root.SuggestionsFor(name); len(near) > 0 {
		msg += fmt.Sprintf("; did you mean %s?", strings.Join(near, " or "))
	} else if strings.ContainsAny(name, "./\\") {
		msg += fmt.Sprintf("; to check files: pyidiom check %s", name)
	}
	return fmt.Errorf("%s\nTry 'pyidiom --help'", msg)
}
