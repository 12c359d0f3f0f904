package pytest

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PTE002",
		Name:     "async-fixture-needs-pytest-asyncio",
		Severity: rule.Error,
		Uses:     []string{"pytest"},
		Gates:    []rule.Gate{{Package: "pytest-asyncio", Range: ">=0.17", Unknown: true}},
		Kinds:    []syntax.Kind{syntax.KDecorator},
		Check:    asyncFixture,
	})
}

func asyncFixture(p *rule.Pass, dec syntax.Node) {
	fn := p.Module.Func(dec.Parent())
	if fn == nil || !fn.Async {
		return
	}
	for _, d := range fn.Decorators {
		if d.Node != dec || d.Name != "pytest.fixture" || !collected(p) || !strictAsyncio(p) {
			continue
		}
		callee := d.Expr
		if !d.Call.IsNil() {
			callee = d.Call.Child(syntax.FFunction)
		}
		p.ReportNode(callee, "in strict mode nobody awaits this async fixture: use `@pytest_asyncio.fixture`", func() []rule.Fix {
			b := p.Builder()
			b.ReplaceCallee(dec, b.Import(dec, "pytest_asyncio")+".fixture")
			edits, err := b.Edits()
			if err != nil {
				return nil
			}
			return []rule.Fix{{Title: "Use @pytest_asyncio.fixture", Edits: edits}}
		})
	}
}

// otherRunners are plugins that run async fixtures themselves.
var otherRunners = []string{
	"pytest-trio", "pytest-tornasync", "pytest-twisted", "alt-pytest-asyncio", "pytest-asyncio-cooperative", "asynctest",
}

// strictAsyncio tells whether pytest-asyncio runs the async tests of the
// project, in strict mode, and nothing else does. It is only known when the
// whole workspace is.
func strictAsyncio(p *rule.Pass) bool {
	settings := p.Project.Pytest()
	if settings.AsyncioMode == "auto" || settings.AnyioMode == "auto" {
		return false
	}
	if slices.ContainsFunc(otherRunners, p.Project.DependsOn) ||
		p.Project.DependsOn("pytest-aiohttp") && p.Project.In("pytest-aiohttp", ">=1.0") != project.Yes {
		return false
	}
	runs := p.Project.DependsOn("pytest-asyncio") || marks(p.Module, "asyncio") || slices.Contains(p.Module.Imports(), "pytest_asyncio") ||
		p.Ask(func(v *project.View) bool { return v.AnyUses("pytest.mark.asyncio") || v.AnyImports("pytest_asyncio") })
	return runs && !marks(p.Module, "anyio") && p.Ask((*project.View).Complete) &&
		!p.Ask(func(v *project.View) bool { return v.Any(anyio) || v.AnyUses("pytest.mark.anyio") || hooked(v) })
}

// marks tells whether the file uses the mark of a plugin.
func marks(m *semantic.Module, mark string) bool {
	return slices.ContainsFunc(m.Attributes(mark), func(n syntax.Node) bool { return m.Is(n.Parent(), "pytest.mark."+mark) })
}

// anyio tells whether a file shows that tests run under anyio's plugin.
func anyio(s *semantic.Summary) bool {
	const fixture = "anyio_backend"
	if s.Strings[fixture] || s.Exports[fixture] != nil {
		return true
	}
	for _, f := range s.Fixtures {
		if f.Name == fixture || takes(f.Func, fixture) {
			return true
		}
	}
	for _, e := range s.Exports {
		if takes(e.Func, fixture) {
			return true
		}
		if e.Class == nil {
			continue
		}
		for _, m := range e.Class.Members {
			if takes(m.Func, fixture) {
				return true
			}
		}
	}
	return false
}

func takes(f *semantic.FuncInfo, param string) bool {
	return f != nil && slices.ContainsFunc(f.Params, func(p semantic.ParamInfo) bool { return p.Name == param })
}

// hooked tells whether a conftest.py around the file sets fixtures up itself.
func hooked(v *project.View) bool {
	return slices.ContainsFunc(v.Conftests(), func(path string) bool {
		s := v.SummaryOf(path)
		return s != nil && s.Exports["pytest_fixture_setup"] != nil
	})
}
