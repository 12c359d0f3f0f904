package project

import (
	"slices"
	"strings"
	"sync"

	pep440 "github.com/aquasecurity/go-pep440-version"
)

// Version is a version as PEP 440 defines and orders it.
type Version = pep440.Version

// ParseVersion reads a version.
func ParseVersion(s string) (Version, error) { return pep440.Parse(strings.TrimSpace(s)) }

// Tri is the answer to a question about versions of which only a range may be
// known.
type Tri uint8

const (
	Unknown Tri = iota // some of the admitted versions, or no version is known
	Yes                // all admitted versions
	No                 // none
)

func (t Tri) String() string {
	switch t {
	case Yes:
		return "yes"
	case No:
		return "no"
	}
	return "unknown"
}

// bound is a point between versions: just before a version, or just after it.
// Local parts ("+cpu") do not count: PEP 440 ignores them where the specifier
// has none.
type bound struct {
	v     Version
	after bool
}

// comparing is held while versions are compared: the library appends to slices
// that copies of a version share.
var comparing sync.Mutex

// compare orders versions as PEP 440 does. Use it instead of Version.Compare,
// which must not run at the same time for copies of one version.
func compare(a, b Version) int {
	comparing.Lock()
	defer comparing.Unlock()
	return a.Compare(b)
}

func (b bound) compare(o bound) int {
	if c := compare(b.v, o.v); c != 0 {
		return c
	}
	switch {
	case b.after == o.after:
		return 0
	case b.after:
		return 1
	}
	return -1
}

// interval is the versions between two points; nil is no limit.
type interval struct{ lo, hi *bound }

func (i interval) empty() bool { return i.lo != nil && i.hi != nil && i.lo.compare(*i.hi) >= 0 }

func (i interval) meet(o interval) interval {
	if i.lo == nil || o.lo != nil && o.lo.compare(*i.lo) > 0 {
		i.lo = o.lo
	}
	if i.hi == nil || o.hi != nil && o.hi.compare(*i.hi) < 0 {
		i.hi = o.hi
	}
	return i
}

// Range is a set of versions: those a PEP 440 specifier set admits, or a union
// of such. The zero value has no version in it.
//
// Pre-releases are in it where the order puts them: whether an installer would
// choose one is not a question that an installed version leaves open.
type Range struct{ is []interval } // disjoint, in order

var anyVersion = Range{[]interval{{}}}

// IsEmpty tells whether no version is in r.
func (r Range) IsEmpty() bool { return len(r.is) == 0 }

// Lower is the lowest version that r admits, if there is one: of ">1.0" it is
// given as 1.0.
func (r Range) Lower() (Version, bool) {
	if len(r.is) == 0 || r.is[0].lo == nil {
		return Version{}, false
	}
	return r.is[0].lo.v, true
}

// Intersect is the versions that are in both.
func (r Range) Intersect(o Range) Range {
	var out []interval
	for _, a := range r.is {
		for _, b := range o.is {
			if m := a.meet(b); !m.empty() {
				out = append(out, m)
			}
		}
	}
	return Range{out}
}

// Union is the versions that are in either.
func (r Range) Union(o Range) Range {
	all := slices.Concat(r.is, o.is)
	slices.SortFunc(all, func(a, b interval) int {
		switch {
		case a.lo == nil && b.lo == nil:
			return 0
		case a.lo == nil:
			return -1
		case b.lo == nil:
			return 1
		}
		return a.lo.compare(*b.lo)
	})
	var out []interval
	for _, i := range all {
		if n := len(out); n > 0 && (out[n-1].hi == nil || i.lo == nil || i.lo.compare(*out[n-1].hi) <= 0) {
			if last := &out[n-1]; last.hi != nil && (i.hi == nil || i.hi.compare(*last.hi) > 0) {
				last.hi = i.hi
			}
			continue
		}
		out = append(out, i)
	}
	return Range{out}
}

// complement is the versions that are not in r.
func (r Range) complement() Range {
	var out []interval
	var lo *bound
	for _, i := range r.is {
		if i.lo != nil {
			out = append(out, interval{lo, i.lo})
		}
		if i.hi == nil {
			return Range{out}
		}
		lo = i.hi
	}
	return Range{append(out, interval{lo, nil})}
}

// In tells whether the versions of r are in gate.
func (r Range) In(gate Range) Tri {
	switch {
	case r.IsEmpty():
		return Unknown
	case r.Intersect(gate).IsEmpty():
		return No
	case r.Intersect(gate.complement()).IsEmpty():
		return Yes
	}
	return Unknown
}

// Exactly is the range that holds v alone, with whatever local part.
func Exactly(v Version) Range {
	p := public(v)
	return Range{[]interval{{&bound{p, false}, &bound{p, true}}}}
}

func public(v Version) Version {
	if v.Local() == "" {
		return v
	}
	return pep440.MustParse(v.Public())
}

type parsedRange struct {
	r   Range
	err error
}

var ranges sync.Map // rangeKey -> parsedRange

type rangeKey struct {
	text     string
	admitted bool
}

// ParseRange reads a PEP 440 specifier set: ">=2.0,<3", "~=2.5", "==1.*",
// "!=1.5". The empty set admits every version.
func ParseRange(s string) (Range, error) { return parseOnce(rangeKey{s, false}) }

// admittedBy is the range of a specifier set that a dependency is declared with.
// Of "==2.*" the pre-releases of 2 are left out, which no installer chooses.
func admittedBy(s string) (Range, error) { return parseOnce(rangeKey{s, true}) }

func parseOnce(k rangeKey) (Range, error) {
	if p, ok := ranges.Load(k); ok {
		return p.(parsedRange).r, p.(parsedRange).err
	}
	r, err := parseRange(k)
	ranges.Store(k, parsedRange{r, err})
	return r, err
}

// SpecifierError says what is wrong with a specifier.
type SpecifierError struct{ Specifier string }

func (e *SpecifierError) Error() string { return "not a version specifier: " + e.Specifier }

func parseRange(k rangeKey) (Range, error) {
	out := anyVersion
	for part := range strings.SplitSeq(k.text, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		r, ok := parseSpecifier(part, k.admitted)
		if !ok {
			return Range{}, &SpecifierError{part}
		}
		out = out.Intersect(r)
	}
	return out, nil
}

func parseSpecifier(s string, admitted bool) (Range, bool) {
	i := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("=<>!~", r) })
	if i <= 0 {
		return Range{}, false
	}
	op, text := s[:i], strings.TrimSpace(s[i:])
	prefix, wildcard := strings.CutSuffix(text, ".*")
	if wildcard && op != "==" && op != "!=" {
		return Range{}, false
	}
	v, err := pep440.Parse(prefix)
	if err != nil || tooLong(prefix) {
		return Range{}, false
	}
	v = public(v)
	from := func(b bound) Range { return Range{[]interval{{&b, nil}}} }
	below := func(b bound) Range { return Range{[]interval{{nil, &b}}} }
	switch op {
	case "==", "===", "!=":
		r := Exactly(v)
		if wildcard {
			r = Range{[]interval{series(v, len(release(v)))}}
			if admitted && op == "==" {
				r = r.Intersect(from(bound{v, false}))
			}
		}
		if op == "!=" {
			r = r.complement()
		}
		return r, true
	case ">=":
		return from(bound{v, false}), true
	case "<=":
		return below(bound{v, true}), true
	case ">":
		// Post-releases of the version are excluded, unless it is one.
		r := from(bound{v, true})
		if !v.IsPostRelease() {
			base := pep440.MustParse(v.BaseVersion())
			posts := interval{&bound{base, true}, &bound{pep440.MustParse(v.BaseVersion() + ".post" + highest), true}}
			r = r.Intersect(Range{[]interval{posts}}.complement())
		}
		return r, true
	case "<":
		// Pre-releases of the version are excluded, unless it is one.
		r := below(bound{v, false})
		if !v.IsPreRelease() {
			base := pep440.MustParse(v.BaseVersion())
			pres := interval{&bound{pep440.MustParse(v.BaseVersion() + ".dev0"), false}, &bound{base, false}}
			r = r.Intersect(Range{[]interval{pres}}.complement())
		}
		return r, true
	case "~=":
		n := len(release(v))
		if n < 2 {
			return Range{}, false
		}
		return from(bound{v, false}).Intersect(Range{[]interval{series(v, n-1)}}), true
	}
	return Range{}, false
}

// highest is a number of post-releases that no version has.
const highest = "999999999"

// tooLong tells whether a number in s might not fit into 64 bits.
func tooLong(s string) bool {
	digits := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			digits = 0
		} else if digits++; digits > 17 {
			return true
		}
	}
	return false
}

// release is the numbers of a version.
func release(v Version) []string {
	base := v.BaseVersion()
	if _, after, ok := strings.Cut(base, "!"); ok {
		base = after
	}
	return strings.Split(base, ".")
}

// series is all versions whose first n numbers are those of v.
func series(v Version, n int) interval {
	epoch := ""
	if e, _, ok := strings.Cut(v.BaseVersion(), "!"); ok {
		epoch = e + "!"
	}
	numbers := slices.Clone(release(v)[:n])
	lo := pep440.MustParse(epoch + strings.Join(numbers, ".") + ".dev0")
	numbers[n-1] = increment(numbers[n-1])
	hi := pep440.MustParse(epoch + strings.Join(numbers, ".") + ".dev0")
	return interval{&bound{lo, false}, &bound{hi, false}}
}

// increment adds one to a decimal number of any length.
func increment(s string) string {
	b := []byte(s)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] != '9' {
			b[i]++
			return string(b)
		}
		b[i] = '0'
	}
	return "1" + string(b)
}

// Kind says what sort of place a version was found in.
type Kind uint8

const (
	NotFound  Kind = iota
	Target         // an override in the configuration
	Installed      // the environment
	Locked         // a lock file
	Pinned         // == in a requirements file
	Declared       // a specifier in pyproject.toml, setup.cfg or a requirements file
)

func (k Kind) String() string {
	return [...]string{"unknown", "target", "installed", "locked", "pinned", "declared"}[k]
}

// Source is the place where a value was found.
type Source struct {
	Path string // absolute; "" for editor settings, command-line flags and defaults
	Line int    // 1-based; 0 where the place is the file as a whole
	Text string // what stands there
	Kind Kind   // of a version
}

// Found is what is known of the version of one distribution.
type Found struct {
	Name    string  // as PEP 503 normalises it
	Version Version // where it is one version
	Exact   bool    // whether it is
	Range   Range   // all admitted versions
	Source  Source
}
