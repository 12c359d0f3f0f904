package python

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYV004",
		Name:     "utcnow-deprecated",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Gates:    []rule.Gate{{Package: "python", Range: ">=3.12", Unknown: true, Partly: true}},
		Kinds:    []syntax.Kind{syntax.KAttribute},
		Check:    utcnow,
	})
}

// naiveConstructors are the deprecated methods of datetime.datetime: what to
// call instead, and ruff's rule for a call of them.
var naiveConstructors = map[string]struct{ method, twin string }{
	"utcnow":           {"now", "DTZ003"},
	"utcfromtimestamp": {"fromtimestamp", "DTZ004"},
}

func utcnow(p *rule.Pass, n syntax.Node) {
	name := n.Child(syntax.FAttribute).Text()
	c, ok := naiveConstructors[name]
	if !ok || !p.Module.Is(n, "datetime.datetime."+name) {
		return
	}
	call := n.Parent()
	if !call.Is(syntax.KCall) || n.Field() != syntax.FFunction {
		call = syntax.Node{}
		if name != "utcnow" {
			return
		}
	} else if p.Project.RuffSelects(c.twin) {
		return
	}
	if p.Module.MentionsStringEnding("." + name) {
		return // replaced in tests: mock.patch("app.clock.datetime.utcnow")
	}
	class := n.Child(syntax.FObject).Text()
	arguments := "UTC"
	if name != "utcnow" {
		arguments = "..., UTC"
	}
	p.ReportNode(n, fmt.Sprintf("`datetime.%s` is deprecated since 3.12 and returns a naive datetime: use `datetime.%s(%s)`", name, c.method, arguments),
		func() []rule.Fix { return utcnowFixes(p, n, call, class, c.method) })
}

func utcnowFixes(p *rule.Pass, n, call syntax.Node, class, method string) []rule.Fix {
	if call.IsNil() && inDjango(p, n) {
		return nil
	}
	fix := func(title, suffix string) rule.Fix {
		b := p.Builder()
		utc := ""
		if p.Project.In("python", ">=3.11") == project.Yes {
			utc = b.NameLike(n.Child(syntax.FObject), "datetime", "UTC")
		} else {
			utc = b.NameLike(n.Child(syntax.FObject), "datetime", "timezone") + ".utc"
		}
		switch {
		case call.IsNil():
			expr := fmt.Sprintf("lambda: %s.%s(%s)%s", class, method, utc, suffix)
			if !standsAlone(n) {
				expr = "(" + expr + ")"
			}
			b.Replace(n, expr)
		case method == "now":
			b.Replace(call, fmt.Sprintf("%s.now(%s)%s", class, utc, suffix))
		default:
			b.Replace(n.Child(syntax.FAttribute), method)
			b.AddArgument(call, utc)
			b.Insert(call.End(), suffix)
		}
		edits, err := b.Edits()
		if err != nil {
			return rule.Fix{}
		}
		return rule.Fix{Title: title, Edits: edits}
	}
	expr := "datetime.now(UTC)"
	if method != "now" {
		expr = "datetime.fromtimestamp(..., UTC)"
	}
	naive := fix("Use `"+expr+"` (keep naive)", ".replace(tzinfo=None)")
	aware := fix("Use an aware `"+expr+"`", "")
	aware.Safety, aware.Reason = rule.Unsafe, "aware values do not compare with naive ones"
	return []rule.Fix{naive, aware}
}

// inDjango tells whether n is an argument of a Django model field: migrations
// cannot hold a lambda.
func inDjango(p *rule.Pass, n syntax.Node) bool {
	call := n.Ancestor(syntax.KCall)
	return strings.HasPrefix(p.Module.Resolve(call.Child(syntax.FFunction)), "django.")
}

// standsAlone tells whether a lambda can take the place of n without
// parentheses.
func standsAlone(n syntax.Node) bool {
	return n.Parent().Is(syntax.KKeywordArgument, syntax.KArgumentList, syntax.KAssignment, syntax.KDefaultParameter,
		syntax.KTypedDefaultParameter, syntax.KPair, syntax.KList, syntax.KTuple, syntax.KSet, syntax.KReturnStatement,
		syntax.KParenthesizedExpression)
}
