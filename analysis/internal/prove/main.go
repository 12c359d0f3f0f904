// Command prove runs the cases of the rules on the real libraries, in the Debian
// systems that it is given, and tells whether what the page of each rule says
// under "Proof" holds.
//
//	go run ./analysis/internal/prove [-o docs/proof.md] [-rules CODE,...] .cache/sid .cache/trixie
//
// What is observed of a rule is said by testdata/rules/CODE/proof.py; run.py
// describes what it may hold.
package main

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/pyidiom/pyidiom/analysis/internal/cases"
	"github.com/pyidiom/pyidiom/analysis/rule"
	_ "github.com/pyidiom/pyidiom/analysis/rules"
)

//go:embed run.py
var runner []byte

//go:embed kit.py
var kit []byte

const casesDir = "testdata/rules"

func main() {
	out := flag.String("o", "", "write the table to this `FILE`")
	only := flag.String("rules", "", "prove these rules only: `CODE,...`")
	flag.Parse()
	if err := prove(os.Stdout, *out, *only, flag.Args()); err != nil {
		fmt.Fprintf(os.Stderr, "prove: %v\n", err)
		os.Exit(1)
	}
}

var errFailed = errors.New("not everything that the pages promise holds")

func prove(w io.Writer, out, only string, roots []string) error {
	rules, err := readRules(casesDir)
	if err != nil {
		return err
	}
	if only != "" {
		codes := strings.Split(strings.ToUpper(only), ",")
		for _, code := range codes {
			if !slices.ContainsFunc(rules, func(r *proven) bool { return r.Code == code }) {
				return fmt.Errorf("%s is no rule whose page has a proof", code)
			}
		}
		rules = slices.DeleteFunc(rules, func(r *proven) bool { return !slices.Contains(codes, r.Code) })
	}
	var reports []*report
	failed := false
	for _, root := range roots {
		start := time.Now()
		rep, err := inRoot(root, rules)
		if err != nil {
			return fmt.Errorf("%s: %w", root, err)
		}
		reports = append(reports, rep)
		fmt.Fprintf(w, "%s\nproof on %s: %s in %.0f s\n", rep.listing(rules, only != ""), rep.name, rep.summary(rules), time.Since(start).Seconds())
		failed = failed || rep.count("fails") > 0
	}
	if out != "" {
		if err := os.WriteFile(out, []byte(table(rules, reports)), 0o644); err != nil {
			return err
		}
	}
	if failed {
		return errFailed
	}
	return nil
}

// proven is a rule whose page has a proof, as the runner gets it.
type proven struct {
	Code    string   `json:"code"`
	Verdict string   `json:"verdict"`
	Driver  []byte   `json:"driver"` // nil: the default observation
	Cases   []sample `json:"cases"`

	digest string
}

// sample is a case as the runner gets it.
type sample struct {
	Name   string            `json:"name"`
	Kind   string            `json:"kind"`
	Safety string            `json:"safety"`
	Path   string            `json:"path"` // of the module that is imported
	Bad    map[string][]byte `json:"bad"`  // the files of its project
	Good   map[string][]byte `json:"good"` // and after the fix, nil if there is none
}

// readRules are all rules whose page has a proof, with their cases below dir.
func readRules(dir string) ([]*proven, error) {
	list := []*proven{}
	for _, r := range rule.All() {
		page, err := rule.ParsePage(r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.Code, err)
		}
		if page.Verdict == "" {
			continue
		}
		p, err := readRule(r.Code, page, filepath.Join(dir, r.Code))
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

// readRule reads the cases and the driver of a rule from dir.
func readRule(code string, page rule.Page, dir string) (*proven, error) {
	p := &proven{Code: code, Verdict: page.Verdict}
	var err error
	if p.digest, err = digest(page, dir); err != nil {
		return nil, err
	}
	p.Driver, err = os.ReadFile(filepath.Join(dir, "proof.py"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	if p.Verdict == rule.Static {
		if p.Driver != nil {
			return nil, fmt.Errorf("%s: the page says that there is nothing to run, but there is a proof.py", code)
		}
		return p, nil
	}
	suite, err := cases.Read(dir)
	if err != nil {
		return nil, err
	}
	for _, c := range suite.Cases {
		files, paths, err := suite.Files(c)
		if err != nil {
			return nil, err
		}
		s := sample{Name: c.Name, Kind: c.Kind, Safety: c.Safety, Path: paths[0], Bad: files}
		if c.Dir != "" {
			var found map[string][]int
			if c.Findings != nil {
				if err := json.Unmarshal(c.Findings, &found); err != nil {
					return nil, fmt.Errorf("%s %s: %w", code, c.Name, err)
				}
			}
			// The first file with a finding.
			if i := slices.IndexFunc(paths, func(path string) bool { return found[path] != nil }); i >= 0 {
				s.Path = paths[i]
			}
		}
		if s.Good, err = suite.Fixed(c); err != nil {
			return nil, err
		}
		if maps.EqualFunc(s.Good, s.Bad, bytes.Equal) {
			s.Good = nil // the case shows that there is no fix
		}
		p.Cases = append(p.Cases, s)
	}
	return p, nil
}

// job is what the runner reads.
type job struct {
	Rules         []*proven `json:"rules"`
	Timeout       float64   `json:"timeout"` // of one side of a case, in seconds
	Preload       []string  `json:"preload"` // modules that are imported once
	Distributions []string  `json:"distributions"`
}

var preload = []string{
	"pydantic", "pydantic.v1", "pydantic_settings", "email_validator", "fastapi.testclient", "sqlalchemy.orm", "sqlalchemy.ext.asyncio",
	"sqlalchemy.ext.declarative", "aiosqlite", "sqlite3", "asyncio", "httpx", "pytest",
}

// distributions are those whose versions matter.
var distributions = []string{
	"pydantic", "pydantic-settings", "sqlalchemy", "aiosqlite", "fastapi", "starlette", "django", "pytest", "pytest-asyncio",
}

// result is what the runner says of a case: its status is "runs", "skipped",
// "versions" (the rule is for others) or "fails".
type result struct {
	Code    string `json:"code"`
	Case    string `json:"case"`
	Status  string `json:"status"`
	What    string `json:"what"`
	Differs string `json:"differs"`
	Details string `json:"details"`
}

// report is what was seen in one system.
type report struct {
	name     string
	versions []string // "python 3.14.10"
	results  []result
}

// run has a Python with the runner in dir prove rules. python makes the command
// for arguments.
func run(name, dir string, python func(args ...string) *exec.Cmd, j job) (*report, error) {
	for file, text := range map[string][]byte{"run.py": runner, "kit.py": kit} {
		if err := os.WriteFile(filepath.Join(dir, file), text, 0o644); err != nil {
			return nil, err
		}
	}
	b, err := json.Marshal(j)
	if err != nil {
		return nil, err
	}
	cmd := python("run.py")
	cmd.Stdin = bytes.NewReader(b)
	cmd.Stderr = os.Stderr
	stdout, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	rep := &report{name: name}
	lines := bufio.NewScanner(bytes.NewReader(stdout))
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		if rep.versions == nil {
			var first struct{ Versions map[string]string }
			if err := json.Unmarshal(lines.Bytes(), &first); err != nil {
				return nil, err
			}
			for _, n := range append([]string{"python"}, j.Distributions...) {
				if v := first.Versions[n]; v != "" {
					rep.versions = append(rep.versions, n+" "+v)
				}
			}
			continue
		}
		var r result
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, err
		}
		rep.results = append(rep.results, r)
	}
	return rep, lines.Err()
}

// inRoot proves the rules in a Debian system.
func inRoot(root string, rules []*proven) (*report, error) {
	if os.Geteuid() != 0 {
		return nil, errors.New("running programs in a Debian system needs to be root")
	}
	dir, err := os.MkdirTemp(filepath.Join(root, "tmp"), "pyidiom-prove-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	inside := "/tmp/" + filepath.Base(dir)
	python := func(args ...string) *exec.Cmd {
		return exec.Command("chroot", append([]string{root, "env", "-i", "-C", inside, "PATH=/usr/bin:/bin", "HOME=" + inside, "LC_ALL=C.UTF-8",
			"PYTHONDONTWRITEBYTECODE=1", "PYTHONHASHSEED=0", "python3"}, args...)...)
	}
	return run(filepath.Base(root), dir, python, job{rules, 20, preload, distributions})
}
