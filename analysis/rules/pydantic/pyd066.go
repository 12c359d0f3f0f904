package pydantic

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD066",
		Name:     "stripped-password",
		Severity: rule.Information,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2.1"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    strippedPassword,
	})
}

func strippedPassword(p *rule.Pass, n syntax.Node) {
	m := p.Module
	left := n.Child(syntax.FLeft)
	if n.Child(syntax.FType).IsNil() || !isPassword(left.Text()) {
		return
	}
	d, c, kind := assignedIn(p, n)
	if d == nil || kind == sqlModel || kind == dataclass || d.kind != fieldDecl || d.Guard != 0 {
		return
	}
	typ := d.typ
	if inner, ok := optional(m, typ); ok {
		typ = inner
	}
	inner, metadata := annotatedParts(m, typ)
	plain := m.Is(inner, "builtins.str")
	if !plain && !m.Is(inner, "pydantic.SecretStr") {
		return
	}
	var constraints syntax.Node
	for _, x := range append(metadata, d.metadata...) {
		x = semantic.Unparenthesized(x)
		switch {
		case isFieldCall(m, x):
		case x.Is(syntax.KCall) && m.Is(x.Child(syntax.FFunction), "pydantic.StringConstraints"):
			if a := argumentsOf(x); a.splat || !a.argument("strip_whitespace").IsNil() {
				return
			}
			constraints = x
		default:
			return // a validator perhaps
		}
	}
	if !effectiveConfig(m, c).is("str_strip_whitespace", "True") || mayValidateField(m, c, d.Name) {
		return
	}
	message := fmt.Sprintf("`str_strip_whitespace` also strips `%s`: a password with leading or trailing spaces is changed silently", d.Name)
	p.ReportNode(left, message, func() []rule.Fix {
		if !plain {
			return nil // nothing in the annotation turns it off
		}
		b := p.Builder()
		switch {
		case !constraints.IsNil():
			b.AddKeyword(constraints, "strip_whitespace", "False")
		case len(metadata) > 0 || len(d.metadata) > 0 && typ == d.typ:
			b.Insert(inner.End(), ", "+b.Name(n, "pydantic", "StringConstraints")+"(strip_whitespace=False)")
		default:
			b.Insert(inner.Start(), annotated(p, b, n)+"[")
			b.Insert(inner.End(), ", "+b.Name(n, "pydantic", "StringConstraints")+"(strip_whitespace=False)]")
		}
		return fixed(b, rule.Fix{Title: fmt.Sprintf("Keep whitespace in `%s`", d.Name), Safety: rule.Unsafe, Reason: "passwords with spaces around them are kept as they are"})
	})
}

// isPassword tells whether a field of this name holds a password as it is typed.
func isPassword(name string) bool {
	if strings.HasSuffix(name, "_hash") || strings.HasPrefix(name, "password_") && strings.HasSuffix(name, "_at") {
		return false
	}
	return name == "password" || name == "passphrase" || strings.HasSuffix(name, "_password") || strings.HasPrefix(name, "password_")
}
