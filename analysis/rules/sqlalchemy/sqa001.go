package sqlalchemy

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA001",
		Name:     "add-expire-on-commit-false",
		Severity: rule.Warning,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    expireOnCommit,
	})
}

func expireOnCommit(p *rule.Pass, n syntax.Node) {
	if !makesAsyncSessions(p.Module, n) {
		return
	}
	for a := range edit.Arguments(n).Named() {
		if a.Is(syntax.KDictionarySplat) || slices.Contains([]string{"expire_on_commit", "sync_session_class"}, a.Child(syntax.FName).Text()) {
			return
		}
	}
	symbol := boundTo(p.Module, n)
	if symbol != nil && decidedLater(p, symbol) {
		return
	}
	callee := calleeName(n)
	p.Report(rule.Diagnostic{
		Start: callee.Start(), End: callee.End(),
		Message: "Pass expire_on_commit=False: after commit every attribute is expired and reading it raises MissingGreenlet under asyncio",
		Related: firstCommit(p.Module, n, symbol),
		Fixes: func() []rule.Fix {
			b := p.Builder()
			b.AddKeyword(n, "expire_on_commit", "False")
			edits, err := b.Edits()
			if err != nil {
				return nil
			}
			return []rule.Fix{{
				Title: "Add expire_on_commit=False", Edits: edits, Preferred: true,
				Safety: rule.Unsafe, Reason: "after a commit objects keep the values they have",
			}}
		},
	})
}

// makesAsyncSessions tells whether the call makes an AsyncSession, or a factory
// of them, whose options all stand in the call.
func makesAsyncSessions(m *semantic.Module, call syntax.Node) bool {
	f := call.Child(syntax.FFunction)
	class := edit.Keyword(call, "class_").Child(syntax.FValue)
	switch q := m.Resolve(f); q {
	case "":
		return false
	case asyncSessionmaker:
		return class.IsNil() || plainAsyncSession(m, m.Resolve(class))
	case sessionmaker:
		return !class.IsNil() && plainAsyncSession(m, m.Resolve(class))
	default:
		return plainAsyncSession(m, q)
	}
}

// plainAsyncSession tells whether q is AsyncSession, or derives from it without
// a say in how it is made.
func plainAsyncSession(m *semantic.Module, q string) bool {
	if q == "" || m.IsSubclass(q, asyncSessionClass) != semantic.Yes {
		return false
	}
	for _, a := range m.AncestorsOf(q) {
		switch {
		case a.Class != nil:
			if a.Class.Splat || len(a.Class.Decorators) > 0 {
				return false
			}
			for _, name := range sessionMakers {
				if len(a.Class.MemberList(name)) > 0 {
					return false
				}
			}
		case a.Info != nil:
			for _, name := range sessionMakers {
				if a.Info.Dynamic || len(a.Info.Decorators) > 0 || a.Info.Member(name) != nil {
					return false
				}
			}
		case !a.Known:
			return false
		}
	}
	return true
}

// sessionMakers are the members of a session class that may set the option.
var sessionMakers = []string{"__init__", "__new__", "sync_session_class"}

// boundTo is the name that the call is assigned to, nil if there is none.
func boundTo(m *semantic.Module, call syntax.Node) *semantic.Symbol {
	up := call.Parent()
	if !up.Is(syntax.KAssignment) || call.Field() != syntax.FRight || !up.Child(syntax.FLeft).Is(syntax.KIdentifier) {
		return nil
	}
	return m.Lookup(up.Child(syntax.FLeft))
}

// decidedLater tells whether the factory bound to the name is configured with
// the option, or every call of it passes the option.
func decidedLater(p *rule.Pass, symbol *semantic.Symbol) bool {
	calls, pass := false, true
	for _, use := range p.Module.Uses(symbol) {
		up := use.Parent()
		switch {
		case up.Is(syntax.KCall) && use.Field() == syntax.FFunction:
			calls = true
			pass = pass && decides(up)
		case up.Is(syntax.KAttribute) && use.Field() == syntax.FObject && up.Child(syntax.FAttribute).Text() == "configure":
			if call := up.Parent(); call.Is(syntax.KCall) && decides(call) {
				return true
			}
		}
	}
	if symbol.Scope.Kind() != semantic.ModuleScope || len(symbol.Bindings) == 0 {
		return calls && pass
	}
	q := p.Module.QualifiedName(&symbol.Bindings[0])
	if p.Ask(func(v *project.View) bool { return configuredElsewhere(v, q) }) {
		return true
	}
	if !pass {
		return false
	}
	if p.Ask(func(v *project.View) bool { called, _ := v.AllPass(q, options...); return called }) {
		return p.Ask(func(v *project.View) bool { _, pass := v.AllPass(q, options...); return pass })
	}
	return calls
}

// options are the keyword arguments of a call that decide.
var options = []string{"expire_on_commit", "**"}

func decides(call syntax.Node) bool {
	for a := range edit.Arguments(call).Named() {
		if a.Is(syntax.KDictionarySplat) || a.Child(syntax.FName).Text() == "expire_on_commit" {
			return true
		}
	}
	return false
}

// configuredElsewhere tells whether another file calls configure() on the
// factory q with the option.
func configuredElsewhere(v *project.View, q string) bool {
	called, pass := v.AllPass(q+".configure", options...)
	return called && pass
}

// firstCommit is the place where a session of the factory commits.
func firstCommit(m *semantic.Module, call syntax.Node, factory *semantic.Symbol) []rule.Related {
	for _, name := range m.Attributes("commit") {
		attribute := name.Parent()
		commit := attribute.Parent()
		if !commit.Is(syntax.KCall) || !commit.Parent().Is(syntax.KAwait) {
			continue
		}
		made := m.TypeOf(attribute.Child(syntax.FObject)).Call
		f := made.Child(syntax.FFunction)
		if f.Is(syntax.KAttribute) && f.Child(syntax.FAttribute).Text() == "begin" {
			f = f.Child(syntax.FObject)
		}
		if made == call || factory != nil && f.Is(syntax.KIdentifier) && sameSymbol(m.Lookup(f), factory) {
			return []rule.Related{{Start: commit.Start(), End: commit.End(), Message: "after this commit"}}
		}
	}
	return nil
}

func sameSymbol(a, b *semantic.Symbol) bool {
	return a != nil && a.Name == b.Name && a.Scope == b.Scope
}
