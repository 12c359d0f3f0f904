package sqlalchemy

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA014",
		Name:     "no-echo-true",
		Severity: rule.Hint,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    echoTrue,
	})
}

func echoTrue(p *rule.Pass, n syntax.Node) {
	for _, name := range []string{"echo", "echo_pool"} {
		argument := edit.Keyword(n, name)
		value := argument.Child(syntax.FValue)
		if s, _ := plainString(value); !value.Is(syntax.KTrue) && s != "debug" {
			continue
		}
		if q := resolve(p.Module, n.Child(syntax.FFunction)); q != "sqlalchemy.create_engine" && q != createAsyncEngine {
			return
		}
		if !inService(p, n) {
			return
		}
		what := "every statement with its parameters"
		logger := "sqlalchemy.engine"
		if name == "echo_pool" {
			what, logger = "every checkout of a connection", "sqlalchemy.pool"
		}
		text := name + "=" + strings.ReplaceAll(value.Text(), "'", `"`)
		p.ReportNode(argument, fmt.Sprintf("%s prints %s: take it from settings or use the %q logger", text, what, logger), func() []rule.Fix {
			b := p.Builder()
			b.RemoveElement(argument)
			return fixOf(b, rule.Fix{Title: "Remove " + text, Safety: rule.Unsafe, Reason: "the output goes away"})
		})
	}
}

// inService tells whether the code at n is part of a program that runs for
// others: not a test, an example or a script.
func inService(p *rule.Pass, n syntax.Node) bool {
	if p.Project.IsTestFile() {
		return false
	}
	path, err := filepath.Rel(p.Project.Root(), p.Path)
	if err != nil {
		path = filepath.Base(p.Path)
	}
	for _, part := range strings.Split(filepath.ToSlash(path), "/") {
		part = strings.TrimSuffix(part, ".py")
		if slices.Contains([]string{"conftest", "example", "examples", "script", "scripts", "test", "tests", "testing", "tutorial", "tutorials", "notebooks"}, part) ||
			strings.HasPrefix(part, "docs") {
			return false
		}
	}
	for up := n.Ancestor(syntax.KIfStatement); !up.IsNil(); up = up.Ancestor(syntax.KIfStatement) {
		if strings.Contains(up.Child(syntax.FCondition).Text(), "__name__") {
			return false
		}
	}
	m := p.Module
	if m.ScopeOf(n).Function().IsNil() {
		return true
	}
	return slices.Contains(m.Imports(), "fastapi") || importedByOthers(m)
}

func importedByOthers(m *semantic.Module) bool {
	return m.Name() != "" && slices.ContainsFunc(m.Importers(m.Name()), func(s *semantic.Summary) bool { return s.Path != m.Path() })
}
