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
		Code:     "PYD029",
		Name:     "info-data-field-order",
		Severity: rule.Warning,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    dataTooEarly,
	})
}

func dataTooEarly(p *rule.Pass, n syntax.Node) {
	m := p.Module
	c := readCallback(m, n)
	if c == nil || c.kind != "field_validator" && c.kind != "validator" || c.mode == "" || m.Generated() {
		return
	}
	names, certain := c.fields()
	all := c.infoData(m)
	if !certain || len(all) == 0 || len(all) > manyAccesses || classify(c.method.class) == otherClass || !closedModel(c.method.class) {
		return
	}
	told := map[string]bool{}
	for _, data := range all {
		a, ok := readAccess(data)
		if !ok || told[a.field] || !a.load && a.node.Is(syntax.KSubscript) {
			continue
		}
		order, known := orderOf(m, c.method.class, append(names, a.field)...)
		before, early := order.readsTooEarly(names, a.field)
		if !known || !early {
			continue
		}
		if guarded := !a.load || c.protected(m, a, all); guarded {
			// On assignment, all other fields are there.
			if c.mode == "after" && mayConfigure(m, c.method.class, "validate_assignment") || order.readsLate(names, a.field) {
				continue
			}
		}
		told[a.field] = true
		p.ReportNode(a.node, fmt.Sprintf("`%s` never holds `%s` here: it is validated after `%s`", data.Text(), a.field, before), func() []rule.Fix {
			return append(c.toModelValidator(p), moveFieldUp(p, c.method.class, a.field, before)...)
		})
	}
}

// readsTooEarly tells whether a field is validated after one of the named ones,
// and after which.
func (o fieldOrder) readsTooEarly(names []string, field string) (before string, early bool) {
	for _, name := range names {
		if o.before(name, field) {
			return name, true
		}
	}
	return "", false
}

// readsLate tells whether a field is validated before one of the named ones.
func (o fieldOrder) readsLate(names []string, field string) bool {
	for _, name := range names {
		if o.before(field, name) {
			return true
		}
	}
	return false
}

// moveFieldUp moves the statement of a field in front of that of another one,
// where nothing but fields stands between them.
func moveFieldUp(p *rule.Pass, c *semantic.Class, name, before string) []rule.Fix {
	moved, target := field(c, name), field(c, before)
	if moved == nil || target == nil {
		return nil
	}
	from, to := statementOf(moved), statementOf(target)
	if !from.Is(syntax.KExpressionStatement) || from.Parent() != to.Parent() {
		return nil
	}
	for stmt := from.PrevSibling(); stmt != to; stmt = stmt.PrevSibling() {
		if stmt.IsExtra() {
			continue
		}
		if stmt.IsNil() || !stmt.Is(syntax.KExpressionStatement) || !stmt.FirstChild().Is(syntax.KAssignment) || stmt.FirstChild().Child(syntax.FType).IsNil() {
			return nil
		}
	}
	b := p.Builder()
	t := p.File.Text
	first, last := t.LineOf(from.Start()), t.LineOf(from.End())
	// It must be alone on its lines, and not the end of the file.
	if last+1 >= t.LineCount() || t.LineOf(stmtBefore(from).End()) == first || strings.HasPrefix(strings.TrimSpace(string(t.Slice(from.End(), t.LineEnd(last)))), ";") {
		return nil
	}
	start, end := b.CommentsAbove(from), t.LineStart(last+1)
	b.Insert(b.CommentsAbove(to), string(t.Slice(start, end)))
	b.DeleteRange(start, end)
	return fixed(b, rule.Fix{
		Title: fmt.Sprintf("Move `%s` above `%s`", name, before), Safety: rule.Unsafe,
		Reason: "the order in model_dump() and the JSON schema changes",
	})
}

// statementOf is the statement of an annotated assignment.
func statementOf(x *semantic.Member) syntax.Node {
	n := x.Stmt()
	if n.Is(syntax.KAssignment) {
		n = n.Parent()
	}
	return n
}

// stmtBefore is the statement in front of another one in its block.
func stmtBefore(n syntax.Node) syntax.Node {
	for n = n.PrevSibling(); n.IsExtra(); {
		n = n.PrevSibling()
	}
	return n
}
