package snippets

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/project"
)

// truth is an answer about a version: what is not known is neither.
type truth uint8

const (
	unknown truth = iota
	no
	yes
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// A Condition is one fact about the project.
type Condition struct {
	// Name is a distribution ("fastapi"), "python" for the versions the
	// project admits, or "asyncio_mode" for how pytest runs async tests.
	Name string

	// Spec is a PEP 440 specifier set (">=5.2"), or empty: the project has the
	// distribution at all, or the file imports it. Of asyncio_mode it is
	// "==auto", "==strict" or "==anyio".
	Spec string
}

func (c Condition) String() string { return c.Name + c.Spec }

var conditionForm = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_-]*)\s*(?:([<>=!~].*))?$`)

// parseCondition reads "django>=5.2".
func parseCondition(s string) (Condition, error) {
	m := conditionForm.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return Condition{}, fmt.Errorf("%q is no condition: expected a name and a version, as in django>=5.2", s)
	}
	c := Condition{Name: strings.ToLower(m[1]), Spec: strings.ReplaceAll(m[2], " ", "")}
	switch {
	case c.Name == asyncioMode:
		switch c.Spec {
		case "==auto", "==strict", "==anyio":
			return c, nil
		}
		return Condition{}, fmt.Errorf("%q: asyncio_mode is ==auto, ==strict or ==anyio", s)
	case c.Spec != "":
		if _, err := project.ParseRange(c.Spec); err != nil {
			return Condition{}, fmt.Errorf("%q is no version specifier (PEP 440)", c.Spec)
		}
	case c.Name == python:
		return Condition{}, fmt.Errorf("python needs a version, as in python>=3.12")
	}
	return c, nil
}

const (
	python      = "python"
	asyncioMode = "asyncio_mode"
)

// parseConditions reads conditions joined by "and".
func parseConditions(s string) ([]Condition, error) {
	var out []Condition
	for _, one := range strings.Split(s, " and ") {
		c, err := parseCondition(one)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// holds tells whether all conditions hold.
func holds(f *fileFacts, conditions []Condition) truth {
	result := yes
	for _, c := range conditions {
		t, ok := f.known[c]
		if !ok {
			t = c.holds(f)
			if f.known == nil {
				f.known = map[Condition]truth{}
			}
			f.known[c] = t
		}
		if t == no {
			return no
		}
		if t == unknown {
			result = unknown
		}
	}
	return result
}

func (c Condition) holds(f *fileFacts) truth {
	switch {
	case c.Name == asyncioMode:
		return truthOf("=="+f.asyncioMode() == c.Spec)
	case c.Spec == "":
		return f.has(c.Name)
	}
	t := f.in(c.Name, c.Spec)
	if t == unknown && c.Name != python && lacks(f, c.Name) {
		return no
	}
	return t
}

// lacks tells whether the project certainly does without a distribution: it
// declares what it needs, and neither that nor what brings it along is among
// it.
func lacks(f *fileFacts, dist string) bool {
	if f.has(dist) != no {
		return false
	}
	return !slices.ContainsFunc(broughtBy[dist], func(other string) bool { return f.has(other) != no })
}

// broughtBy are distributions that depend on another one.
var broughtBy = map[string][]string{
	"pydantic":   {"fastapi", "pydantic-settings", "sqlmodel"},
	"starlette":  {"fastapi"},
	"sqlalchemy": {"sqlmodel"},
	"pytest":     {"pytest-asyncio", "pytest-django"},
}
