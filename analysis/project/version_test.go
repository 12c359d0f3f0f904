package project

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	pep440 "github.com/aquasecurity/go-pep440-version"
)

func TestGates(t *testing.T) {
	for _, c := range []struct {
		admitted, gate string
		want           Tri
	}{
		{">=2.0", ">=2.0", Yes},
		{">=2.0", ">=2", Yes},
		{">=2.0", "<3", Unknown},
		{">=2.0", ">=2.1", Unknown},
		{">=2.0", "<2.0", No},
		{">=2.0,<3", ">=2.0,<3", Yes},
		{">=2.0,<3", "<3", Yes},
		{">=1.10,<3", ">=2.0", Unknown},
		{"<2", ">=2.0", No},
		{"", ">=2.0", Unknown},
		{"~=2.5", "<3", Yes},
		{"~=2.5", ">=2.5,<3", Yes},
		{"~=2.5.1", "<2.6", Yes},
		{"~=2.5.1", ">=2.5.2", Unknown},
		{"==2.*", ">=2.0,<3", Yes},
		{"==2.*", "==2.1.*", Unknown},
		{"==2.1.*", "==2.*", Yes},
		{"==2.9.2", ">=2.9", Yes},
		{"==2.9.2", ">=2.10", No},
		{"===2.9.2", "==2.9.2", Yes},
		{"!=2.5", ">=2", Unknown},
		{">=2,!=2.5", ">=2", Yes},
		{">=2,!=2.5", "!=2.5", Yes},
		{">=2", "!=2.5", Unknown},
		{"==2.0b3", ">=2.0", No},
		{"==2.0b3", "==2.0.*", Yes},
		{"==2", "==2.0.*", Yes},
		{"==2.post1", "<2.post2", Yes},
		{"==2", "<2.post1", Yes},
		{"==2rc1", "<2.post1", No},
		{"==2.post1", ">2rc1", No},
		{"==2", ">2rc1", Yes},
		{"==2.0b3", ">=2.0b1", Yes},
		{"==2.0b3", "<2.0", No}, // PEP 440: < leaves out pre-releases of its version
		{"==2.0rc1.post1", "<2.0", No},
		{"==1.9.post1", ">1.9", No}, // PEP 440: > leaves out post-releases of its version
		{"==1.9.post1", ">=1.9", Yes},
		{"==2.0.1+cpu", "==2.0.1", Yes},
		{"==2.0.1+cpu", "<=2.0.1", Yes},
		{"==1!2.0", ">=3", Yes},
		{"==2.0", "==2.0.0", Yes},
		{">2", ">=2", Yes},
		{">2", "<=2", No},
		{">=3.10", ">=3.9", Yes},
		{">=3.10", "<3.10", No},
		{">=3.9", "<3.10", Unknown},
	} {
		if got := SpecifierIn(c.admitted, c.gate); got != c.want {
			t.Errorf("%q in %q: %v, want %v", c.admitted, c.gate, got, c.want)
		}
	}
}

func TestBadSpecifiers(t *testing.T) {
	for _, s := range []string{"2.0", ">=", ">=x", "~=2", ">=2.*", "=>2", "^2", ">=99999999999999999999999", "==1.99999999999999999999.*", ">=2;<3", "><1"} {
		if r, err := ParseRange(s); err == nil {
			t.Errorf("%q is read as %v", s, r)
		}
	}
	if SpecifierIn("bad", ">=1") != Unknown || SpecifierIn(">=1", "bad") != Unknown {
		t.Error("a bad specifier decides")
	}
}

// libraryErrs tells where the library departs from PEP 440: it does not pad
// "1" to match "==1.0.*", and with pre-releases allowed it lets those of the
// version itself pass "<", those after ">" likewise. TestGates has these.
func libraryErrs(v Version, specifiers string) bool {
	return strings.Contains(specifiers, ".*") && len(release(v)) < 2 ||
		strings.Contains(specifiers, "<") && v.IsPreRelease() || strings.Contains(specifiers, ">") && v.IsPostRelease()
}

// The library decides by itself whether a version satisfies a specifier; the
// ranges must agree with it, and with set algebra.
func TestRangesAgreeWithTheLibrary(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	version := func() string {
		v := fmt.Sprint(rnd.IntN(3))
		for range rnd.IntN(3) {
			v += fmt.Sprintf(".%d", rnd.IntN(3))
		}
		return v + []string{"", "", "", "a1", "rc1", ".post1", ".dev1"}[rnd.IntN(7)]
	}
	specifier := func() string {
		op := []string{"==", "!=", ">=", "<=", ">", "<", "~="}[rnd.IntN(7)]
		v := version()
		if op == "~=" {
			v = fmt.Sprintf("%d.%d", rnd.IntN(3), rnd.IntN(3))
		}
		if (op == "==" || op == "!=") && rnd.IntN(3) == 0 {
			v = fmt.Sprintf("%d.%d.*", rnd.IntN(3), rnd.IntN(3))
		}
		return op + v
	}
	for range 4000 {
		a, b := specifier(), specifier()
		if rnd.IntN(2) == 0 {
			a += "," + specifier()
		}
		ra, err := ParseRange(a)
		if err != nil {
			t.Fatal(a, err)
		}
		rb, err := ParseRange(b)
		if err != nil {
			t.Fatal(b, err)
		}
		text := version()
		v, err := ParseVersion(text)
		if err != nil {
			t.Fatal(err)
		}
		exactly := Exactly(v)
		in := func(r Range) bool { return exactly.In(r) == Yes }
		ss, err := pep440.NewSpecifiers(a, pep440.WithPreRelease(true))
		if err != nil {
			t.Fatal(a, err)
		}
		if want := ss.Check(v); in(ra) != want && !libraryErrs(v, a) {
			t.Errorf("%s in %q: %v, the library says %v", text, a, in(ra), want)
		}
		if in(ra.complement()) == in(ra) {
			t.Errorf("%s is in %q and in its complement, or in neither", text, a)
		}
		if in(ra.Union(rb)) != (in(ra) || in(rb)) || in(ra.Intersect(rb)) != (in(ra) && in(rb)) {
			t.Errorf("%s: %q and %q", text, a, b)
		}
		switch ra.In(rb) {
		case Yes:
			if in(ra) && !in(rb) {
				t.Errorf("%q is not all in %q: %s", a, b, text)
			}
		case No:
			if in(ra) && in(rb) {
				t.Errorf("%q and %q share %s", a, b, text)
			}
		}
	}
}

func TestPoetry(t *testing.T) {
	for _, c := range []struct{ poetry, want string }{
		{"^1.2.3", ">=1.2.3,<2"}, {"^1.2", ">=1.2,<2"}, {"^0.2.3", ">=0.2.3,<0.3"}, {"^0.0.3", ">=0.0.3,<0.0.4"}, {"^0", ">=0,<1"},
		{"~1.2.3", ">=1.2.3,<1.3"}, {"~1.2", ">=1.2,<1.3"}, {"~1", ">=1,<2"}, {"*", "any"}, {"1.2.*", ">=1.2,<1.3"},
		{"1.2.3", "==1.2.3"}, {">= 1.2, < 1.5", ">=1.2,<1.5"}, {">=1.2 <1.5", ">=1.2,<1.5"}, {"^1.0 || ^3.0", ">=1.0,<2 || >=3.0,<4"},
	} {
		if r, ok := poetrySpec(c.poetry); !ok || r.String() != c.want {
			t.Errorf("%s: %v %v, want %s", c.poetry, r, ok, c.want)
		}
	}
	for _, bad := range []string{"^x", "~", "latest"} {
		if _, ok := poetrySpec(bad); ok {
			t.Errorf("%q is read", bad)
		}
	}
}

// TestCompareAtOnce compares copies of a version in several goroutines; the race
// detector looks on.
func TestCompareAtOnce(t *testing.T) {
	short, err := ParseRange(">=2.0")
	if err != nil {
		t.Fatal(err)
	}
	long, err := ParseRange(">=1.10.3.1")
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 100 {
				if short.In(long) != Yes {
					t.Error("2.0 is not above 1.10.3.1")
				}
			}
		})
	}
	wait.Wait()
}
