package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA111",
		Name:     "write-only-instead-of-dynamic",
		Severity: rule.Information,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    writeOnly,
	})
}

func writeOnly(p *rule.Pass, n syntax.Node) {
	m := p.Module
	class := m.EnclosingClass(n)
	name, call := n.Child(syntax.FLeft), semantic.Unparenthesized(n.Child(syntax.FRight))
	if class == nil || !name.Is(syntax.KIdentifier) || inMigration(p) {
		return
	}
	annotation := semantic.Unsubscripted(annotationOf(n.Child(syntax.FType)))
	if !m.Is(annotation, "sqlalchemy.orm.DynamicMapped") {
		annotation = syntax.Node{}
	}
	var lazy, inBackref syntax.Node
	made := m.Is(call.Child(syntax.FFunction), "sqlalchemy.orm.relationship", "sqlalchemy.orm.dynamic_loader")
	if made {
		lazy = dynamicLazy(call)
		if back := edit.Keyword(call, "backref").Child(syntax.FValue); m.Is(back.Child(syntax.FFunction), "sqlalchemy.orm.backref") {
			inBackref = dynamicLazy(back)
		}
	}
	at := lazy
	if at.IsNil() {
		at = annotation
	}
	if at.IsNil() && inBackref.IsNil() || !isMappedOrMixin(m, class) {
		return
	}
	report := func(at syntax.Node, fixes func() []rule.Fix) {
		d := rule.Diagnostic{Start: at.Start(), End: at.End(), Fixes: fixes}
		d.Message = `lazy="dynamic" uses the legacy Query API and does not work with AsyncSession: use WriteOnlyMapped / lazy="write_only"`
		if usesAsyncio(p) {
			d.Severity = rule.Warning
		}
		p.Report(d)
	}
	if !inBackref.IsNil() {
		// Who uses the attribute that it makes is not looked at.
		report(inBackref, nil)
	}
	if at.IsNil() {
		return
	}
	unused := !usesCollection(p, name.Text())
	report(at, func() []rule.Fix {
		if !unused || !m.Is(call.Child(syntax.FFunction), "sqlalchemy.orm.relationship") && !call.IsNil() {
			return nil
		}
		b := p.Builder()
		if !lazy.IsNil() {
			value := semantic.Unparenthesized(lazy.Child(syntax.FValue))
			b.SetValue(lazy, edit.StrIn("write_only", b.QuoteLike(value)))
		}
		if !annotation.IsNil() {
			b.Replace(annotation, b.NameLike(annotation, "sqlalchemy.orm", "WriteOnlyMapped"))
			if annotation.Is(syntax.KIdentifier) {
				b.DropUnused(annotation.Text())
			}
		}
		return fixOf(b, rule.Fix{Title: "Convert to a write-only relationship", Safety: rule.Unsafe, Reason: "the collection has other methods"})
	})
}

// dynamicLazy is the argument lazy="dynamic" of a call.
func dynamicLazy(call syntax.Node) syntax.Node {
	a := edit.Keyword(call, "lazy")
	if s, ok := plainLiteral(semantic.Unparenthesized(a.Child(syntax.FValue))); ok && s == "dynamic" {
		return a
	}
	return syntax.Node{}
}

// usesAsyncio tells whether the project works with sessions of asyncio.
func usesAsyncio(p *rule.Pass) bool {
	const module = "sqlalchemy.ext.asyncio"
	async := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return s == module || strings.HasPrefix(s, module+".") })
	}
	return async(p.Module.Imports()) || p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool { return async(s.Imports) })
	})
}

// usesCollection tells whether an attribute of the name is used anywhere for
// more than what collections of both sorts have.
func usesCollection(p *rule.Pass, name string) bool {
	m := p.Module
	for _, n := range m.Attributes(name) {
		if !n.Is(syntax.KAttribute) {
			n = n.Parent()
		}
		up := n.Parent()
		method := up.Child(syntax.FAttribute).Text()
		if !up.Is(syntax.KAttribute) || !up.Parent().Is(syntax.KCall) || !slices.Contains([]string{"add", "add_all", "remove", "select"}, method) {
			return true
		}
	}
	path := p.Path
	return p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool { return s.Path != path && s.Attributes[name] })
	})
}
