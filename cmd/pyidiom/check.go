package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// checkFlags are the flags of check.
type checkFlags struct {
	overrides     overrides
	fix           bool
	diff          bool
	statistics    bool
	watch         bool
	exitZero      bool
	forceExclude  bool
	format        string
	stdinFilename string
	showSettings  string
}

func checkCommand(c *cli) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check [PATH...|-]",
		Short: "Report pattern hints in files and folders",
		Long: `Report pattern hints in Python files and pyproject.toml; without PATH in the
current directory. Folders are walked, leaving out what .gitignore and the
configured excludes name; a file that is named itself is always checked. With -
the file is read from standard input, and with --fix its fixed text is printed.

Exit status: 0 without findings, 1 with findings (with --diff: if there is a
diff), 2 on errors: wrong flags, invalid configuration, unreadable files.`,
		Example: `  pyidiom check
  pyidiom check --fix src tests
  pyidiom check --select PYD,SQA101 --output-format json
  git show :app.py | pyidiom check --stdin-filename app.py -`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.showSettings != "" {
				if len(args) > 0 {
					return errors.New("--show-settings takes one file and no further paths")
				}
				return showSettings(cmd.Context(), c, f.overrides, f.showSettings, f.format)
			}
			return runCheck(cmd.Context(), c, &f, args)
		},
	}
	fl := cmd.Flags()
	fl.SortFlags = false
	f.overrides.addFlags(cmd)
	fl.BoolVar(&f.fix, "fix", false, "apply safe fixes and write the files")
	fl.BoolVar(&f.overrides.unsafe, "unsafe-fixes", false, "with --fix or --diff: unsafe fixes too; what they may change is on the rule's page")
	fl.BoolVar(&f.diff, "diff", false, "print what --fix would change as a unified diff, and write nothing")
	choice(cmd, &f.format, "output-format", "text", "print findings as `FORMAT`: text, json, sarif, github or junit", formats...)
	fl.BoolVar(&f.statistics, "statistics", false, "print counts by rule instead of findings")
	fl.BoolVar(&f.watch, "watch", false, "check again whenever a file changes")
	fl.BoolVar(&f.exitZero, "exit-zero", false, "exit with 0 even if there are findings")
	fl.BoolVar(&f.forceExclude, "force-exclude", false, "leave out excluded files even if they are named")
	fl.StringVar(&f.stdinFilename, "stdin-filename", "", "`PATH` of the file that is read from standard input")
	fl.StringVar(&f.showSettings, "show-settings", "", "print the configuration and versions for `FILE`, and where each was found")
	return cmd
}

// validate reports combinations of flags and paths that make no sense.
func (f *checkFlags) validate(args []string) error {
	if err := f.overrides.validate(); err != nil {
		return err
	}
	stdin := slices.Contains(args, "-")
	switch {
	case f.diff && (f.fix || f.watch || f.statistics):
		return errors.New("--diff cannot be combined with --fix, --watch or --statistics")
	case stdin && len(args) > 1:
		return errors.New("- (standard input) cannot be combined with other paths")
	case stdin && f.watch:
		return errors.New("--watch cannot be combined with standard input")
	case f.stdinFilename != "" && !stdin:
		return errors.New("--stdin-filename is for a file from standard input: pyidiom check --stdin-filename FILE -")
	case f.statistics && f.format != "text" && f.format != "json":
		return fmt.Errorf("--statistics is printed as text or json, not as %s", f.format)
	}
	return nil
}

func runCheck(ctx context.Context, c *cli, f *checkFlags, args []string) error {
	if err := f.validate(args); err != nil {
		return err
	}
	cwd, err := os.Getwd()
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	r := &checkRun{cli: c, flags: f, cwd: cwd, args: args}
	if f.watch {
		return r.watch(ctx)
	}
	s, err := openSession(ctx, cwd, r.paths(), f.overrides, c.err)
	if err != nil {
		return err
	}
	defer s.close()
	code, err := r.once(ctx, s)
	if err != nil {
		return err
	}
	if code != exitClean {
		return exitCode(code)
	}
	return nil
}

// checkRun is one run of check.
type checkRun struct {
	*cli
	flags *checkFlags
	cwd   string
	args  []string

	checked map[string]bool // absolute paths of the files of this run
}

// paths are the absolute paths that the command line speaks of.
func (r *checkRun) paths() []string {
	if r.args[0] == "-" {
		return []string{r.stdinPath()}
	}
	var all []string
	for _, arg := range r.args {
		all = append(all, absolute(r.cwd, arg))
	}
	return all
}

// stdinPath is where the file from standard input is taken to be.
func (r *checkRun) stdinPath() string {
	if name := r.flags.stdinFilename; name != "" {
		return absolute(r.cwd, name)
	}
	return filepath.Join(r.cwd, "stdin.py")
}

// input is one file to check.
type input struct {
	path  string // as shown
	abs   string
	text  []byte // of standard input
	named bool   // by the user: not being able to read it is an error
}

// once checks everything once and gives the exit code.
func (r *checkRun) once(ctx context.Context, s *session) (int, error) {
	inputs, failed, err := r.collect(ctx, s)
	if err != nil {
		return 0, err
	}
	r.checked = map[string]bool{}
	for _, in := range inputs {
		r.checked[in.abs] = true
	}
	files := r.checkAll(ctx, s, inputs)
	if r.flags.fix || r.flags.diff {
		files = r.fixOn(ctx, s, inputs, files)
	}
	if ctx.Err() != nil {
		return 0, errors.New("interrupted")
	}
	rep := &checkReport{cwd: r.cwd, files: files}
	rep.sort()
	named := map[string]bool{}
	for _, in := range inputs {
		named[in.abs] = in.named
	}
	rep.files = slices.DeleteFunc(rep.files, func(x *fileReport) bool {
		if x.err == nil {
			return false
		}
		if errors.Is(x.err, errConfig) { // said, and counted by the session
			return true
		}
		var crash *crashError
		fatal := named[x.abs] || errors.As(x.err, &crash)
		r.problem(fatal, x.path, x.err)
		failed = failed || fatal
		return true
	})
	found, err := r.output(rep, len(inputs) == 1 && inputs[0].text != nil)
	if err != nil {
		return 0, err
	}
	failed = failed || s.failed()
	switch {
	case failed:
		return exitError, nil
	case found && !r.flags.exitZero:
		return exitFindings, nil
	}
	return exitClean, nil
}

// problem prints what stopped one path.
func (r *checkRun) problem(fatal bool, path string, err error) {
	word := "warning"
	if fatal {
		word = "error"
	}
	var pe *os.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	message := strings.TrimPrefix(err.Error(), absolute(r.cwd, path)+": ")
	fmt.Fprintf(r.err, "pyidiom: %s: %s: %s\n", word, oneLine(path), message)
}

// collect lists the files to check; failed says that something named by the
// user could not be read, which has been printed.
func (r *checkRun) collect(ctx context.Context, s *session) (inputs []input, failed bool, err error) {
	if r.args[0] == "-" {
		b, err := io.ReadAll(r.in)
		if err != nil {
			return nil, false, fmt.Errorf("standard input: %w", err)
		}
		in := input{path: "-", abs: r.stdinPath(), text: append([]byte{}, b...), named: true}
		if r.flags.stdinFilename != "" {
			in.path = displayPath(r.cwd, in.abs)
		}
		if r.flags.forceExclude && s.excluded(in.abs) {
			return nil, false, nil
		}
		return []input{in}, false, nil
	}
	seen := map[string]bool{}
	add := func(abs string, named bool) {
		if !seen[abs] {
			seen[abs] = true
			inputs = append(inputs, input{path: displayPath(r.cwd, abs), abs: abs, named: named})
		}
	}
	for _, arg := range r.args {
		abs := absolute(r.cwd, arg)
		info, err := os.Stat(abs)
		if err != nil {
			r.problem(true, arg, err)
			failed = true
			continue
		}
		if !info.IsDir() {
			if !info.Mode().IsRegular() {
				r.problem(true, arg, errors.New("not a regular file"))
				failed = true
			} else if !r.flags.forceExclude || !s.excluded(abs) {
				add(abs, true)
			}
			continue
		}
		err = s.w.Project.Walk(ctx, abs, func(path string) { add(path, false) }, func(path string, err error) {
			fatal := path == abs
			r.problem(fatal, displayPath(r.cwd, path), err)
			failed = failed || fatal
		})
		if err != nil {
			return nil, false, errors.New("interrupted")
		}
	}
	return inputs, failed, nil
}

func absolute(cwd, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(cwd, path)
}

// checkAll checks the files in parallel; the results are those of the inputs in
// order, fewer when ctx ends.
func (r *checkRun) checkAll(ctx context.Context, s *session, inputs []input) []*fileReport {
	bar := newProgress(r.err, "Checking")
	defer bar.finish()
	var done atomic.Int64
	reports := make([]*fileReport, len(inputs))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, in := range inputs {
		if ctx.Err() != nil {
			break
		}
		g.Go(func() error {
			reports[i] = r.checkOne(ctx, s, in)
			bar.set(int(done.Add(1)), len(inputs))
			return nil
		})
	}
	_ = g.Wait() // the functions give no errors: those are in the reports
	return slices.DeleteFunc(reports, func(f *fileReport) bool { return f == nil })
}

// crashError is a panic while a file was checked.
type crashError struct {
	value any
	stack []byte
}

func (e *crashError) Error() string {
	return fmt.Sprintf("crash, please report this: %v\n%s", e.value, e.stack)
}

// checkOne checks one file, with --fix or --diff after what fixes make of it.
func (r *checkRun) checkOne(ctx context.Context, s *session, in input) (f *fileReport) {
	f = &fileReport{path: in.path, abs: in.abs}
	defer func() {
		if p := recover(); p != nil {
			f.err = &crashError{p, debug.Stack()}
		}
	}()
	snap, err := s.snapshot(in.abs, in.text)
	if err != nil {
		f.err = err
		return f
	}
	f.unsafe = snap.View.Config().UnsafeFixes.Value
	f.before = snap.File.Text.Bytes()
	if r.flags.fix || r.flags.diff {
		o := analysis.FixOptions{Unsafe: f.unsafe}
		if in.text == nil {
			o.Across = func(path string) bool { return r.checked[path] }
		}
		res := snap.FixAll(ctx, o)
		if ctx.Err() != nil {
			return f
		}
		f.edits = res.Edits
		for _, n := range res.Count {
			f.fixed += n
		}
		snap = res.After
	}
	f.text = snap.File.Text
	for _, x := range snap.Findings(ctx) {
		y := finding{Finding: x, within: in.text == nil}
		for _, fix := range snap.Fixes(ctx, &x) {
			if fix.Disabled != "" {
				continue
			}
			y.fixes = append(y.fixes, fix)
			for path := range fix.Files {
				y.within = y.within && r.checked[path] && fix.Texts[path] != nil
			}
		}
		f.findings = append(f.findings, y)
	}
	if len(f.findings) == 0 && len(f.edits) == 0 && in.text == nil {
		// Most files of a large project: their text need not be kept.
		f.before, f.text = nil, nil
	}
	return f
}

// output prints a report and says whether there was something to report.
func (r *checkRun) output(rep *checkReport, stdin bool) (found bool, err error) {
	c := rep.counts()
	p := &printer{w: r.out, style: styleFor(r.out.to), other: readOther(), totals: r.flags.statistics}
	if r.flags.diff {
		return r.diffs(rep, p)
	}
	if r.flags.fix && stdin {
		// Standard output is for the file, even where nothing was found.
		for _, f := range rep.files {
			if _, err := r.out.Write(f.text.Bytes()); err != nil {
				return false, err
			}
		}
		p.w, p.style = r.err, styleFor(r.err)
	}
	if err := p.print(r.flags.format, rep); err != nil {
		return false, err
	}
	if r.flags.fix && r.flags.format != "text" {
		fmt.Fprint(r.err, (&printer{style: styleFor(r.err)}).summaryText(c))
	}
	return c.findings > 0, nil
}

// readOther reads other files that fixes edit, each once.
func readOther() otherText {
	var mu sync.Mutex
	texts := map[string]*syntax.Text{}
	return func(abs string) *syntax.Text {
		mu.Lock()
		defer mu.Unlock()
		if t, ok := texts[abs]; ok {
			return t
		}
		var t *syntax.Text
		if b, err := os.ReadFile(abs); err == nil {
			t = syntax.NewText(b)
		}
		texts[abs] = t
		return t
	}
}

// joinWords gives "a, b and c".
func joinWords(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
