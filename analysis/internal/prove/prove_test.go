package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/rule"
)

// here proves rules with the Python of this machine, without any library.
func here(t *testing.T, rules ...*proven) *report {
	t.Helper()
	dir := t.TempDir()
	python := func(args ...string) *exec.Cmd {
		cmd := exec.Command("python3", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1")
		return cmd
	}
	rep, err := run("here", dir, python, job{rules, 2, []string{"json", "no_such_module"}, []string{"no-such-distribution"}})
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// TestRunner proves rules of one case each: bad.py and good.py of it, and what
// the runner must say.
func TestRunner(t *testing.T) {
	const old = "import warnings\nwarnings.warn('use y', DeprecationWarning)\n"
	tests := []struct {
		name, verdict, driver, bad, good, want string
	}{
		{"same", "Same", "", "x = 1\n", "x = 0 + 1\n", "runs"},
		{"same async", "Same", "async def observe(m):\n    return m.x\n", "x = 1\n", "x = 0 + 1\n", "runs"},
		{"same address", "Same", "def observe(m):\n    return object()\n", "x = 1\n", "x = 2\n", "runs"},
		{"same that differs", "Same", "", "x = 1\n", "x = 2\n", "fails: bad and good differ"},
		{"own names differ", "Same", "", "def f(): pass\n", "def g(): pass\n", "fails: bad and good differ"},
		{"differs on purpose", "Same", "differs = {'bad_1': 'x'}\n", "x = 1\n", "x = 2\n", "runs"},
		{"bad does not run", "Same", "", "1 / 0\n", "1 / 0\n", "fails: bad: ZeroDivisionError"},
		{"good does not run", "Same", "", "x = 1\n", "1 / 0\n", "fails: good: ZeroDivisionError"},
		{"warning", "Same", "warning = 'DeprecationWarning: use y'\n", old, "", "runs"},
		{"warning from kit", "Same", "import kit\ndef observe(m):\n    return len(kit.warnings())\n", old, old, "runs"},
		{"no warning", "Same", "warning = 'use y'\n", "", "", "fails: bad gives no warning"},
		{"warning stays", "Same", "warning = 'use y'\n", old, old, "fails: good still gives a warning"},
		{"new warning", "Same", "", "", old, "fails: good gives a warning that bad does not give"},
		{"cured", "Cured", "raises = 'ZeroDivision'\n", "1 / 0\n", "", "runs"},
		{"cured by assertion", "Cured", "def bad_1(m):\n    assert m.x == 2\n", "x = 1\n", "x = 2\n", "runs"},
		{"not cured", "Cured", "raises = 'ZeroDivision'\n", "1 / 0\n", "1 / 0\n", "fails: good: ZeroDivisionError"},
		{"nothing to cure", "Cured", "raises = 'ZeroDivision'\n", "", "", "fails: bad does nothing wrong"},
		{"fails otherwise", "Cured", "raises = 'KeyError'\n", "1 / 0\n", "", "fails: bad fails in another way: ZeroDivisionError"},
		{"skip", "Cured", "skip = {'bad_1': 'needs a server'}\n", "1 / 0\n", "1 / 0\n", "skipped: needs a server"},
		{"skip one side", "Cured", "raises = 'Zero'\nskip = {'good_1': 'needs a server'}\n", "1 / 0\n", "1 / 0\n", "runs: needs a server"},
		{"skip of nothing", "Same", "skip = {'bad_9': 'needs a server'}\n", "", "", "fails: proof.py names a case that is not there"},
		{"function of nothing", "Same", "def bad_9(m): pass\n", "", "", "fails: proof.py names a case that is not there"},
		{"requires", "Same", "requires = {'python': '>=3.99'}\n", "1 / 0\n", "", "versions: needs python>=3.99"},
		{"requires of a case", "Same", "requires = {'bad_1': {'python': '>=3.0,<3.1'}}\n", "1 / 0\n", "", "versions: needs python>=3.0,<3.1"},
		{"requires what is missing", "Same", "requires = {'no-such-distribution': '>=1'}\n", "1 / 0\n", "", "versions: no-such-distribution is not there"},
		{"requires met", "Same", "requires = {'python': '>=3.8,!=4.0'}\n", "", "", "runs"},
		{"timeout", "Cured", "raises = 'Zero'\n", "1 / 0\n", "import time\ntime.sleep(60)\n", "fails: good: Timeout"},
		{"crash", "Cured", "raises = 'Zero'\n", "import os\nprint('bye', flush=True)\nos._exit(3)\n", "", "fails: bad: Crash: the process ended before its time: bye"},
		{"exit", "Same", "", "import sys\nsys.exit(3)\n", "", "fails: bad: SystemExit"},
		{"driver does not run", "Same", "1 / 0\n", "", "", "fails: proof.py: Crash"},
		{"project has a kit", "Same", "import kit\n", "import kit\nx = kit.y\n", "import kit\nx = kit.y\n", "runs"},
	}
	var rules []*proven
	for i, test := range tests {
		project := func(text string) map[string][]byte {
			return map[string][]byte{"app/a.py": []byte(text), "kit.py": []byte("y = 1\n")}
		}
		p := &proven{Code: fmt.Sprint("T", i), Verdict: test.verdict, Cases: []sample{{
			Name: "bad_1", Kind: "fix", Safety: "unsafe", Path: "app/a.py", Bad: project(test.bad), Good: project(test.good),
		}}}
		if test.driver != "" {
			p.Driver = []byte(test.driver)
		}
		rules = append(rules, p)
	}
	rep := here(t, rules...)
	if len(rep.versions) != 1 || !strings.HasPrefix(rep.versions[0], "python 3.") {
		t.Errorf("versions %q", rep.versions)
	}
	for i, test := range tests {
		got := "nothing"
		if list := rep.of(rules[i].Code); len(list) > 0 {
			got = list[0].Status
			if list[0].What != "" {
				got += ": " + list[0].What
			}
		}
		if got != test.want && !(strings.Contains(test.want, "fails: ") && strings.HasPrefix(got, test.want)) {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// TestSafeMustNotDiffer has a driver that allows what a safe fix must not do.
func TestSafeMustNotDiffer(t *testing.T) {
	p := &proven{Code: "T", Verdict: "Same", Driver: []byte("differs = {'bad_1': 'x'}\n"), Cases: []sample{{
		Name: "bad_1", Kind: "fix", Safety: "safe", Path: "a.py", Bad: map[string][]byte{"a.py": []byte("x = 1")}, Good: map[string][]byte{"a.py": []byte("x = 2")},
	}}}
	if list := here(t, p).of("T"); len(list) != 1 || list[0].Status != "fails" {
		t.Errorf("%+v", list)
	}
}

// TestSilent has silent cases that run where the driver has a function for them,
// and must not raise.
func TestSilent(t *testing.T) {
	silent := func(name, text string) sample {
		return sample{Name: name, Kind: "silent", Path: "a.py", Bad: map[string][]byte{"a.py": []byte(text)}}
	}
	p := &proven{Code: "T", Verdict: "Cured", Driver: []byte("def ok_1(m): m.x\ndef ok_2(m): m.x\n"), Cases: []sample{
		silent("ok_1", "x = 1"), silent("ok_2", ""), silent("ok_3", "1 / 0"),
	}}
	var got []string
	for _, x := range here(t, p).of("T") {
		got = append(got, x.Case+" "+x.Status)
	}
	if want := "ok_1 runs, ok_2 fails"; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestStaticHasNoDriver(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "proof.py"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readRule("T", rule.Page{Verdict: rule.Static, Proof: "x"}, dir); err == nil {
		t.Error("a driver of a rule with nothing to run is accepted")
	}
}

// TestTable checks that docs/proof.md is about the proofs as they are: each rule
// whose page has one, its verdict and the digest of its cases, and no failure.
func TestTable(t *testing.T) {
	rules, err := readRules("../../../" + casesDir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("../../../docs/proof.md")
	if err != nil {
		t.Fatal(err)
	}
	var want, have []string
	for _, p := range rules {
		want = append(want, fmt.Sprintf("[%s](%s) %s %s", p.Code, link(rule.Find(p.Code)), p.Verdict, p.digest))
	}
	for line := range strings.Lines(string(b)) {
		if cells := strings.Split(strings.Trim(line, "| \n"), " | "); strings.HasPrefix(line, "| [") {
			have = append(have, strings.Join([]string{cells[0], cells[1], cells[len(cells)-1]}, " "))
			if strings.Contains(line, "**fails**") {
				t.Errorf("a proof fails: %s", line)
			}
		}
	}
	in := func(list []string, s string) bool { return strings.Contains(strings.Join(list, "\n")+"\n", s+"\n") }
	for _, s := range want {
		if !in(have, s) {
			t.Errorf("docs/proof.md lacks %s: make prove", s)
		}
	}
	for _, s := range have {
		if !in(want, s) {
			t.Errorf("docs/proof.md has %s, which is no more: make prove", s)
		}
	}
}
