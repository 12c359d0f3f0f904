package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD051",
		Name:     "default-evaluated-once",
		Severity: rule.Warning,
		Uses:     []string{"pydantic", "pydantic_settings", "sqlmodel"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    evaluatedOnce,
	})
}

// freshCalls are functions that give something else each time they are called.
var freshCalls = map[string]bool{}

func init() {
	for module, names := range map[string]string{
		"datetime.datetime":     "now utcnow today",
		"datetime.date":         "today",
		"time":                  "time time_ns monotonic monotonic_ns perf_counter perf_counter_ns",
		"uuid":                  "uuid1 uuid4 uuid6 uuid7",
		"random":                "random randint randrange choice choices sample uniform getrandbits",
		"os":                    "urandom getpid",
		"django.utils.timezone": "now",
	} {
		for name := range strings.FieldsSeq(names) {
			freshCalls[module+"."+name] = true
		}
	}
}

// isFresh tells whether a call gives something else each time.
func isFresh(m *semantic.Module, call syntax.Node) bool {
	q := m.Resolve(call.Child(syntax.FFunction))
	return freshCalls[q] || strings.HasPrefix(q, "secrets.")
}

func evaluatedOnce(p *rule.Pass, n syntax.Node) {
	m := p.Module
	typ, right := n.Child(syntax.FType), n.Child(syntax.FRight)
	if !callsAnything(typ) && !callsAnything(right) || !n.Parent().Is(syntax.KExpressionStatement) {
		return
	}
	if !n.Parent().Parent().Is(syntax.KBlock) {
		return
	}
	d, c, kind := assignedIn(p, n)
	if d == nil || d.kind != fieldDecl && d.kind != privateDecl || d.final || d.Guard&semantic.TypeChecking != 0 ||
		m.Is(semantic.Unsubscripted(d.typ), "dataclasses.InitVar") {
		return
	}
	private := d.kind == privateDecl && kind != dataclass
	if typ.IsNil() {
		// Where a base says that it is a class variable, it is one.
		if above := inherited(m, c, d.Name); above != nil || !c.Closed() {
			return
		}
	}
	// call is the call of Field that the default is an argument of, argument
	// that argument.
	check := func(call, argument, value syntax.Node) {
		fresh := freshIn(m, value)
		if fresh.IsNil() {
			return
		}
		p.ReportNode(fresh, fmt.Sprintf("`%s` runs once, when the class is created: use `default_factory`", shown(fresh)), func() []rule.Fix {
			b := p.Builder()
			factory := "lambda: " + b.Source(value)
			if value == fresh && len(edit.Elements(edit.Arguments(fresh))) == 0 {
				factory = b.Source(fresh.Child(syntax.FFunction))
			} else if mentionsMembers(m, c, value) {
				return nil // a lambda in a class body does not see its names
			}
			factory = "default_factory=" + factory
			switch {
			case !call.IsNil():
				b.Replace(argument, factory)
			case private:
				b.Replace(value, b.Name(n, "pydantic", "PrivateAttr")+"("+factory+")")
			case kind == sqlModel:
				b.Replace(value, b.Name(n, "sqlmodel", "Field")+"("+factory+")")
			default:
				b.Replace(value, b.Name(n, "pydantic", "Field")+"("+factory+")")
			}
			return fixed(b, rule.Fix{Title: "Use `default_factory`", Safety: rule.Unsafe, Reason: "each instance gets its own value"})
		})
	}
	calls := d.fieldCalls(m)
	value := semantic.Unparenthesized(right)
	switch {
	case right.IsNil() || !d.call.IsNil():
	case kind == sqlModel && value.Is(syntax.KCall) && m.Is(value.Child(syntax.FFunction), "sqlmodel.Field"):
		calls = append(calls, value)
	default:
		check(syntax.Node{}, syntax.Node{}, right)
		return
	}
	if private && !d.call.IsNil() {
		calls = []syntax.Node{d.call}
	}
	for i, call := range calls {
		if d.assignsDefault(m) && i < len(calls)-1 {
			continue // the assigned default counts
		}
		a := argumentsOf(call)
		argument, value := a.defaultOf()
		if !value.IsNil() && !a.splat && a.argument("default_factory").IsNil() {
			check(call, argument, value)
		}
	}
}

// callsAnything tells whether there is a call in a node.
func callsAnything(n syntax.Node) bool {
	if n.IsNil() {
		return false
	}
	for x := range n.Descendants() {
		if x.Is(syntax.KCall) {
			return true
		}
	}
	return false
}

// freshIn is the first call in a default whose result differs each time, nil if
// there is none. What lambdas and comprehensions hold does not count, nor what
// is passed to a function that may keep it for something else, such as one that
// makes a Field.
func freshIn(m *semantic.Module, value syntax.Node) syntax.Node {
	for x := range value.Descendants() {
		if !x.Is(syntax.KCall) || !isFresh(m, x) {
			continue
		}
		for up, below := x, x; ; up = up.Parent() {
			switch up.Kind() {
			case syntax.KLambda, syntax.KListComprehension, syntax.KDictionaryComprehension, syntax.KSetComprehension, syntax.KGeneratorExpression:
				below = syntax.Node{}
			case syntax.KCall:
				if callee := up.Child(syntax.FFunction); up != x && !inside(below, callee) && !transparent(m, callee) {
					below = syntax.Node{}
				}
			}
			if below.IsNil() {
				break
			}
			if up == value {
				return x
			}
			below = up
		}
	}
	return syntax.Node{}
}

// transparent tells whether a function is known to make a value of its
// arguments: it is a builtin, one of the standard library, or a class.
func transparent(m *semantic.Module, callee syntax.Node) bool {
	if callee.Is(syntax.KAttribute) {
		object := semantic.Unparenthesized(callee.Child(syntax.FObject))
		if object.Is(syntax.KString, syntax.KCall) {
			return true // "".join(...), str(...).replace(...)
		}
	}
	q := m.Resolve(callee)
	if q == "" {
		return false
	}
	top, _, _ := strings.Cut(q, ".")
	if top == "builtins" || edit.IsStdlib(top) && !strings.HasPrefix(q, "dataclasses.") {
		return true
	}
	a := m.Named(q)
	return a.Class != nil || a.Info != nil
}

// mentionsMembers tells whether an expression uses a name that the class binds.
func mentionsMembers(m *semantic.Module, c *semantic.Class, value syntax.Node) bool {
	return slices.ContainsFunc(slices.Collect(value.Descendants()), func(x syntax.Node) bool {
		return isName(x) && m.Bound(c.Scope(), x.Text())
	})
}
