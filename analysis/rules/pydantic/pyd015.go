package pydantic

import (
	"fmt"
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD015",
		Name:     "field-metadata-in-type-statement",
		Severity: rule.Warning,
		Uses:     []string{"pydantic"},
		Gates:    since("2.11"),
		Kinds:    []syntax.Kind{syntax.KTypeAliasStatement, syntax.KAssignment},
		Check:    fieldInNamedType,
	})
}

func fieldInNamedType(p *rule.Pass, n syntax.Node) {
	m := p.Module
	stmt := edit.Statement(n)
	if !stmt.Parent().Is(syntax.KModule) || m.Generated() {
		return
	}
	left, value := semantic.Unparenthesized(n.Child(syntax.FLeft)), semantic.Unparenthesized(n.Child(syntax.FRight))
	if n.Is(syntax.KTypeAliasStatement) {
		// Its grammar has no fields.
		if parts := slices.Collect(n.Named()); len(parts) == 2 {
			left, value = semantic.Unparenthesized(parts[0]), semantic.Unparenthesized(parts[1])
		}
	} else {
		a := argumentsOf(value)
		if !value.Is(syntax.KCall) || !m.Is(value.Child(syntax.FFunction), "typing.TypeAliasType") || len(a.positional) != 2 || a.splat {
			return
		}
		value = semantic.Unparenthesized(a.positional[1])
	}
	name := left
	if !left.Is(syntax.KIdentifier) {
		name, _ = semantic.Subscript(left)
	}
	call, keyword := annotatedField(m, value)
	if call.IsNil() || !name.Is(syntax.KIdentifier) || !annotatesField(m, name) {
		return
	}
	message := fmt.Sprintf("`Field(%s=...)` inside a `type` alias does not reach the field: use a plain assignment or move it to the field", keyword)
	p.ReportNode(call, message, func() []rule.Fix {
		if name != left || !stands(m, value, stmt) {
			return nil
		}
		b := p.Builder()
		if n.Is(syntax.KAssignment) {
			call := semantic.Unparenthesized(n.Child(syntax.FRight))
			if len(argumentsOf(call).keywords) > 0 || commentBetween(p, call.Start(), value.Start()) || commentBetween(p, value.End(), call.End()) {
				return nil
			}
			b.DeleteRange(call.Start(), value.Start())
			b.DeleteRange(value.End(), call.End())
		} else {
			b.DeleteRange(n.Start(), left.Start())
		}
		return fixed(b, rule.Fix{Title: "Turn into a plain alias", Safety: rule.Unsafe, Reason: "it reaches the field"})
	})
}

func commentBetween(p *rule.Pass, start, end int) bool {
	for range p.File.CommentsIn(start, end) {
		return true
	}
	return false
}

// annotatesField tells whether the module-level name is the whole annotation of a
// field of a model, in this file or in one that imports it.
func annotatesField(m *semantic.Module, name syntax.Node) bool {
	symbol := m.Lookup(name)
	if symbol == nil || symbol.Only() == nil {
		return false
	}
	for _, use := range m.Uses(symbol) {
		assignment := use.Ancestor(syntax.KAssignment)
		c := m.EnclosingClass(assignment)
		if c == nil || !inside(use, assignment.Child(syntax.FType)) {
			continue
		}
		if kind := classify(c); kind == otherClass || kind == sqlModel {
			continue
		}
		for _, x := range c.MemberList(assignment.Child(syntax.FLeft).Text()) {
			if d := declared(m, x); d.kind == fieldDecl && semantic.Unparenthesized(d.typ) == use {
				return true
			}
		}
	}
	q := m.QualifiedName(symbol.Only())
	for _, s := range m.Importers(m.Name()) {
		for _, e := range s.Exports {
			if e.Class == nil || m.IsSubclass(e.Class.Qualified, "pydantic.BaseModel") != semantic.Yes {
				continue
			}
			if slices.ContainsFunc(e.Class.Members, func(x *semantic.MemberInfo) bool {
				is, _ := infoField(x)
				return is && len(x.Value.Annotation.Names) == 1 && m.Qualify(x.Value.Annotation.Names[0]) == q && dotted(x.Value.Annotation.Text)
			}) {
				return true
			}
		}
	}
	return false
}

func dotted(s string) bool {
	return !slices.ContainsFunc([]rune(s), func(r rune) bool { return r == '[' || r == '|' || r == '(' })
}

// stands tells whether everything that an expression speaks of is bound above
// the statement, in which it is evaluated.
func stands(m *semantic.Module, n, stmt syntax.Node) bool {
	for x := range n.Descendants() {
		if !isName(x) {
			continue
		}
		symbol := m.Lookup(x)
		if symbol == nil || symbol.Star {
			return false
		}
		if !symbol.Builtin && symbol.Scope == m.ModuleScope() && !slices.ContainsFunc(symbol.Bindings, func(b semantic.Binding) bool {
			return b.Guard&semantic.TypeChecking == 0 && b.Node().Start() < stmt.Start()
		}) {
			return false
		}
	}
	return true
}
