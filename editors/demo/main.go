// Command demo plays an editing session against the real server, in the terminal: the diagnostics of a small project,
// their fixes as diffs, a completed snippet. It works on a copy of the project.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/mattn/go-isatty"
)

func main() {
	server := flag.String("server", "bin/pyidiom", "the `program` to play with")
	project := flag.String("project", "testdata/demo", "the `directory` of the project")
	flag.Parse()
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt)
	defer cancel()
	if err := run(ctx, *server, *project); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, server, project string) error {
	server, err := filepath.Abs(server)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "pyidiom-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.CopyFS(dir, os.DirFS(project)); err != nil {
		return err
	}
	out := screen{Writer: os.Stdout}
	if isatty.IsTerminal(os.Stdout.Fd()) {
		out.pause = 700 * time.Millisecond
		out.colours = os.Getenv("NO_COLOR") == ""
	}
	if _, err := play(ctx, server, dir, out); err != nil {
		return err
	}
	out.say("The files in %s are as they were.", project)
	return nil
}
