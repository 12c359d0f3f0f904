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
		Code:     "SQA002",
		Name:     "use-async-sessionmaker",
		Severity: rule.Information,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    useAsyncSessionmaker,
	})
}

func useAsyncSessionmaker(p *rule.Pass, n syntax.Node) {
	m := p.Module
	f := n.Child(syntax.FFunction)
	if !m.Is(f, sessionmaker) {
		return
	}
	argument := edit.Keyword(n, "class_")
	class := m.Resolve(argument.Child(syntax.FValue))
	if class == "" || m.IsSubclass(class, asyncSessionClass) != semantic.Yes {
		return
	}
	symbol := boundTo(m, n)
	related := wantedAsSessionmaker(m, n, symbol)
	callee := calleeName(n)
	p.Report(rule.Diagnostic{
		Start: callee.Start(), End: callee.End(),
		Message: "Use async_sessionmaker(...) instead of sessionmaker(class_=AsyncSession)",
		Related: related,
		Fixes: func() []rule.Fix {
			if len(related) > 0 || testedElsewhere(p, symbol) {
				return nil
			}
			b := p.Builder()
			b.Replace(f, b.NameLike(f, "sqlalchemy.ext.asyncio", "async_sessionmaker"))
			if class == asyncSessionClass {
				b.RemoveElement(argument)
			}
			return fixOf(b, rule.Fix{Title: "Replace by async_sessionmaker"})
		},
	})
}

// wantedAsSessionmaker are the places of the file that count on a sessionmaker:
// annotations and isinstance tests that name the class, and calls of functions
// that want one as the factory.
func wantedAsSessionmaker(m *semantic.Module, call syntax.Node, factory *semantic.Symbol) []rule.Related {
	var related []rule.Related
	note := func(n syntax.Node) {
		related = append(related, rule.Related{Start: n.Start(), End: n.End(), Message: "a sessionmaker is wanted here"})
	}
	f := call.Child(syntax.FFunction)
	if symbol := m.Lookup(root(f)); symbol != nil {
		for _, use := range m.Uses(symbol) {
			n := use
			for n.Parent().Is(syntax.KAttribute) && n.Field() == syntax.FObject {
				n = n.Parent()
			}
			if !m.Is(n, sessionmaker) || n.Parent().Is(syntax.KCall) && n.Field() == syntax.FFunction {
				continue
			}
			note(n)
		}
	}
	if factory == nil {
		return related
	}
	for _, use := range m.Uses(factory) {
		to := use.Parent()
		if to.Is(syntax.KKeywordArgument) {
			to = to.Parent()
		}
		if !to.Is(syntax.KArgumentList) {
			continue
		}
		if _, info := m.FunctionNamed(m.Resolve(to.Parent().Child(syntax.FFunction))); info != nil && wantsSessionmaker(info) {
			note(use)
		}
	}
	return related
}

func wantsSessionmaker(fn *semantic.FuncInfo) bool {
	return slices.ContainsFunc(fn.Params, func(p semantic.ParamInfo) bool { return slices.Contains(p.Type.Names, sessionmaker) })
}

// root is the first name of a dotted one.
func root(n syntax.Node) syntax.Node {
	n = semantic.Unparenthesized(n)
	for n.Is(syntax.KAttribute) {
		n = n.Child(syntax.FObject)
	}
	return n
}

// testedElsewhere tells whether another file that imports the factory knows the
// class sessionmaker, and may test for it.
func testedElsewhere(p *rule.Pass, factory *semantic.Symbol) bool {
	if factory == nil || factory.Scope.Kind() != semantic.ModuleScope || len(factory.Bindings) == 0 {
		return false
	}
	q := p.Module.QualifiedName(&factory.Bindings[0])
	return p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool {
			return slices.Contains(s.Imports, q) && slices.Contains(s.Imports, sessionmaker)
		})
	})
}
