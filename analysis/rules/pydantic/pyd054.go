package pydantic

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD054",
		Name:     "removed-field-argument",
		Severity: rule.Error,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    removedArgument,
	})
}

// renamedArguments are the arguments of Field that Pydantic 2 knows under other
// names; "" are those that it does not know at all.
var renamedArguments = map[string]string{
	"regex": "pattern", "min_items": "min_length", "max_items": "max_length", "allow_mutation": "frozen",
	"const": "", "unique_items": "", "include": "", "final": "",
}

func removedArgument(p *rule.Pass, n syntax.Node) {
	if !isFieldCall(p.Module, n) {
		return
	}
	a := argumentsOf(n)
	if a.splat || p.Module.Generated() {
		return
	}
	d := rule.Diagnostic{Start: n.Start(), End: n.End(), Severity: rule.Warning}
	var old []syntax.Node
	var said []string
	for _, k := range a.keywords {
		name := k.Child(syntax.FName).Text()
		to, is := renamedArguments[name]
		switch {
		case !is:
			continue
		case name == "regex" || name == "const" || name == "unique_items":
			d.Severity = rule.Error
		}
		old = append(old, k)
		if to == "" {
			said = append(said, fmt.Sprintf("`Field(%s=...)` was removed", name))
		} else {
			said = append(said, fmt.Sprintf("`Field(%s=...)` was renamed to `%s`", name, to))
		}
	}
	if len(old) == 0 {
		return
	}
	d.Message = strings.Join(said, ", ") + " in pydantic v2"
	if !a.argument("final").IsNil() {
		d.Message += ": annotate with `Final`"
	}
	d.Fixes = func() []rule.Fix { return newArguments(p, n, a, old) }
	p.Report(d)
}

// newArguments mends all arguments of a call that can be.
func newArguments(p *rule.Pass, call syntax.Node, a arguments, old []syntax.Node) []rule.Fix {
	b := p.Builder()
	var titles []string
	fix := rule.Fix{}
	left := len(a.keywords) + len(a.positional)
	var removed []syntax.Node
	remove := func(k syntax.Node) {
		titles = append(titles, fmt.Sprintf("Remove `%s`", k.Child(syntax.FName).Text()))
		removed = append(removed, k)
		left--
	}
	for _, k := range old {
		name, value := k.Child(syntax.FName).Text(), k.Child(syntax.FValue)
		to := renamedArguments[name]
		title := fmt.Sprintf("Rename `%s` to `%s`", name, to)
		switch {
		case value.Is(syntax.KNone), name == "include",
			value.Is(syntax.KFalse) && (name == "const" || name == "unique_items"),
			value.Is(syntax.KTrue) && name == "allow_mutation":
			remove(k)
		case name == "final":
			fix.Safety, fix.Reason = rule.Unsafe, "the JSON schema has `final` no more"
			remove(k)
		case name == "unique_items":
		case name == "const":
			if value.Is(syntax.KTrue) && literally(p, b, call, a) {
				titles = append(titles, "Replace `const` by `Literal`")
				removed = append(removed, k)
				left--
				fix.Safety, fix.Reason = rule.Unsafe, "the annotation is narrowed"
			}
		case name == "allow_mutation":
			switch {
			case !value.Is(syntax.KFalse):
			case !a.argument(to).IsNil():
				remove(k) // frozen counts
			default:
				b.Replace(k, "frozen=True")
				titles = append(titles, title)
			}
		case !a.argument(to).IsNil():
			if name != "regex" {
				remove(k) // the new one counts
			}
		default:
			b.RenameKeyword(k, to)
			if s, ok := literalText(value); name == "regex" && ok && !strings.HasPrefix(s, "^") {
				title += " (searches anywhere)"
			}
			titles = append(titles, title)
		}
	}
	if len(titles) == 0 {
		return nil
	}
	if literal := fix.Reason == "the annotation is narrowed"; literal && left == 1 {
		// Field(V) is V. It is replaced as a whole, so that no other fix writes
		// into what is left.
		_, value := a.defaultOf()
		b.Replace(call, b.Source(value))
	} else {
		if literal && !a.first().IsNil() {
			b.Insert(a.first().Start(), "default=")
		}
		for _, k := range removed {
			b.RemoveElement(k)
		}
	}
	for i, t := range titles[1:] {
		titles[i+1] = strings.ToLower(t[:1]) + t[1:]
	}
	fix.Title = strings.Join(titles, ", ")
	return fixed(b, fix)
}

// literalText is the text in a string literal of one part, whatever its prefix.
func literalText(n syntax.Node) (string, bool) {
	if !n.Is(syntax.KString) {
		return "", false
	}
	return n.ChildOf(syntax.KStringContent).Text(), true
}

// literally gives the field of a call the type Literal[default], if it has a
// default that can stand there.
func literally(p *rule.Pass, b *edit.Builder, call syntax.Node, a arguments) bool {
	m := p.Module
	n := call.Parent()
	if !n.Is(syntax.KAssignment) || n.Child(syntax.FRight) != call || n.Child(syntax.FType).IsNil() || commented(p, call) {
		return false
	}
	d, _, kind := assignedIn(p, n)
	_, value := a.defaultOf()
	if d == nil || kind == sqlModel || d.kind != fieldDecl || value.IsNil() || !isLiteral(m, value) {
		return false
	}
	b.Replace(d.typ, b.Name(n, "typing", "Literal")+"["+b.Source(value)+"]")
	return true
}

// isLiteral tells whether an expression may stand in Literal[...].
func isLiteral(m *semantic.Module, n syntax.Node) bool {
	switch n.Kind() {
	case syntax.KInteger, syntax.KTrue, syntax.KFalse, syntax.KNone:
		return true
	case syntax.KString:
		return n.ChildOf(syntax.KInterpolation).IsNil()
	case syntax.KUnaryOperator:
		return strings.HasPrefix(n.Text(), "-") && n.Child(syntax.FArgument).Is(syntax.KInteger)
	case syntax.KAttribute:
		q := m.Resolve(n.Child(syntax.FObject))
		return m.IsSubclass(q, "enum.Enum") == semantic.Yes
	}
	return false
}
