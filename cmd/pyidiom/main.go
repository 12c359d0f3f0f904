// Command pyidiom finds pattern hints in Python projects, in editors (pyidiom
// server) and in terminals and CI (pyidiom check).
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	_ "github.com/pyidiom/pyidiom/analysis/rules"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}
