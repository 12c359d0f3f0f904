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
		Code:     "PYD035",
		Name:     "before-validator-mutates-input",
		Severity: rule.Information,
		Off:      true,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    mutatesInput,
	})
}

func mutatesInput(p *rule.Pass, n syntax.Node) {
	m := p.Module
	c := readCallback(m, n)
	if c == nil || c.mode != "before" || c.value == nil || c.kind != "" && c.kind != "model_validator" && c.kind != "field_validator" || m.Generated() {
		return
	}
	found, how := c.mutation(m)
	if found.IsNil() {
		return
	}
	p.ReportNode(found, fmt.Sprintf("`%s` changes the caller's dict: work on a copy", how), func() []rule.Fix {
		if s := m.Find(m.BodyScope(n), "dict"); c.kind != "model_validator" || s == nil || !s.Builtin {
			return nil
		}
		stmt := c.copyBefore(m, found)
		t, b := p.File.Text, p.Builder()
		if strings.TrimSpace(string(t.Slice(t.LineStart(t.LineOf(stmt.Start())), stmt.Start()))) != "" {
			return nil
		}
		name := c.value.Name
		b.Insert(stmt.Start(), fmt.Sprintf("%s = dict(%s)", name, name)+b.Newline()+b.Indent(stmt))
		return fixed(b, rule.Fix{Title: "Work on a copy", Safety: rule.Unsafe, Reason: "callers may rely on it, and the copy takes time"})
	})
}

// mutators are the methods that change a dictionary or a list.
var mutators = []string{"pop", "popitem", "update", "setdefault", "clear", "append", "extend", "insert", "remove", "sort"}

// mutation is the first place where what is validated is changed, before the
// parameter is bound anew, and how it reads.
func (c *callback) mutation(m *semantic.Module) (found syntax.Node, how string) {
	symbol := m.Lookup(c.value.NameNode)
	if symbol == nil {
		return found, ""
	}
	anew := c.Node.End()
	for i := range symbol.Bindings {
		if at := symbol.Bindings[i].Node(); at != c.value.NameNode {
			anew = min(anew, at.Start())
		}
	}
	name := c.value.Name
	for _, use := range m.Uses(symbol) {
		if use.Start() >= anew || enclosingFunction(use) != c.Node {
			continue
		}
		up := use.Parent()
		switch {
		case up.Is(syntax.KAttribute) && use.Field() == syntax.FObject && up.Field() == syntax.FFunction:
			if method := up.Child(syntax.FAttribute).Text(); slices.Contains(mutators, method) {
				return up.Parent(), name + "." + method + "(...)"
			}
		case up.Is(syntax.KSubscript) && use.Field() == syntax.FValue:
			switch {
			case up.Field() == syntax.FLeft && up.Parent().Is(syntax.KAssignment):
				return up, name + "[...] = "
			case up.Field() == syntax.FLeft && up.Parent().Is(syntax.KAugmentedAssignment):
				return up, name + "[...] " + up.Parent().Child(syntax.FOperator).Text() + " "
			case !up.Ancestor(syntax.KDeleteStatement).IsNil() && deletes(up):
				return up, "del " + name + "[...]"
			}
		}
	}
	return found, ""
}

// deletes tells whether n is one of the targets of a del statement.
func deletes(n syntax.Node) bool {
	up := n.Parent()
	return up.Is(syntax.KDeleteStatement) || up.Is(syntax.KExpressionList) && up.Parent().Is(syntax.KDeleteStatement)
}

// copyBefore is the statement with n that stands directly in the function, or
// directly under "if isinstance(data, dict):".
func (c *callback) copyBefore(m *semantic.Module, n syntax.Node) syntax.Node {
	stmt := edit.Statement(n)
	for {
		block := stmt.Parent()
		up := block.Parent()
		if block == c.Body || up.Is(syntax.KFunctionDefinition) || block.Field() == syntax.FConsequence && c.asksDict(m, up.Child(syntax.FCondition)) {
			return stmt
		}
		if up.Is(syntax.KElifClause, syntax.KElseClause, syntax.KExceptClause, syntax.KFinallyClause, syntax.KCaseClause) {
			up = edit.Statement(up)
		}
		if up.IsNil() {
			return stmt
		}
		stmt = up
	}
}

// asksDict tells whether a condition, or an operand of its "and", is
// isinstance(data, dict).
func (c *callback) asksDict(m *semantic.Module, n syntax.Node) bool {
	n = semantic.Unparenthesized(n)
	if n.Is(syntax.KBooleanOperator) && n.Child(syntax.FOperator).Text() == "and" {
		return c.asksDict(m, n.Child(syntax.FLeft)) || c.asksDict(m, n.Child(syntax.FRight))
	}
	args := edit.Elements(edit.Arguments(n))
	return n.Is(syntax.KCall) && m.Is(n.Child(syntax.FFunction), "builtins.isinstance") && len(args) == 2 &&
		args[0].Text() == c.value.Name && m.Is(args[1], "builtins.dict", "typing.Dict")
}
