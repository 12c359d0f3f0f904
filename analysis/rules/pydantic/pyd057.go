package pydantic

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD057",
		Name:     "private-attribute-declaration",
		Severity: rule.Error,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    privateDeclaration,
	})
}

func privateDeclaration(p *rule.Pass, n syntax.Node) {
	m := p.Module
	left, right := n.Child(syntax.FLeft), n.Child(syntax.FRight)
	name := left.Text()
	isField := isFieldCall(m, right)
	isPrivate := right.Is(syntax.KCall) && m.Is(right.Child(syntax.FFunction), "pydantic.PrivateAttr")
	mangled := strings.HasPrefix(name, "__")
	if !left.Is(syntax.KIdentifier) || !isField && !isPrivate && !mangled || name == "_" || mangled && strings.HasSuffix(name, "__") {
		return
	}
	d, c, kind := assignedIn(p, n)
	if d == nil || kind == dataclass || d.kind == classVarDecl || d.Guard&semantic.TypeChecking != 0 {
		return
	}
	private := strings.HasPrefix(name, "_")
	switch {
	case isField && private:
		p.ReportNode(left, fmt.Sprintf("`Field` cannot be used for `%s`: use `PrivateAttr`", name), func() []rule.Fix {
			callee := right.Child(syntax.FFunction)
			a := argumentsOf(right)
			for _, k := range a.keywords {
				if x := k.Child(syntax.FName).Text(); x != "default" && x != "default_factory" {
					return nil
				}
			}
			if _, value := a.defaultOf(); len(a.keywords)+len(a.positional) > 1 || a.splat || isEllipsis(m, value) {
				return nil
			}
			b := p.Builder()
			b.Replace(callee, b.NameLike(callee, "pydantic", "PrivateAttr"))
			return fixed(b, rule.Fix{Title: "Use `PrivateAttr`"})
		})
	case isPrivate && !private:
		p.ReportNode(left, "`PrivateAttr` needs a name with one leading underscore", func() []rule.Fix { return renamePrivate(p, c, name) })
	case mangled && (isPrivate || !d.Type.IsNil()):
		p.Report(rule.Diagnostic{
			Start: left.Start(), End: left.End(), Severity: rule.Warning,
			Message: fmt.Sprintf("`%s` is name-mangled: use one underscore", name),
			Fixes:   func() []rule.Fix { return renamePrivate(p, c, name) },
		})
	}
}

// renamePrivate gives an attribute of a class a name with one underscore, where
// nothing but the methods of the class refers to it.
func renamePrivate(p *rule.Pass, c *semantic.Class, name string) []rule.Fix {
	m := p.Module
	to := "_" + strings.TrimLeft(name, "_")
	list := c.MemberList(name)
	if found, certain := memberAnywhere(c, to); len(list) != 1 || found != nil || !certain || m.Bound(c.Scope(), to) || m.MentionsAttribute(to) ||
		m.MentionsString(name) || m.MentionsString(to) || m.MentionsAttribute("_"+strings.TrimLeft(c.Name, "_")+name) {
		return nil
	}
	if len(m.Uses(m.Find(c.Scope(), name))) > 0 || len(m.Subclasses(c.Qualified)) > 0 {
		return nil
	}
	path := p.Path
	if p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool { return s.Path != path && s.Attributes[name] })
	}) {
		return nil
	}
	b := p.Builder()
	b.Replace(list[0].Node(), to)
	for _, use := range m.Attributes(name) {
		object := use.Parent().Child(syntax.FObject)
		def := object.Ancestor(syntax.KFunctionDefinition)
		for !def.IsNil() && m.EnclosingClass(def) == nil {
			def = def.Ancestor(syntax.KFunctionDefinition)
		}
		if def.IsNil() || !inside(def, c.Body) || m.EnclosingClass(def).Node != c.Node || !isSelf(m, def, object) {
			return nil
		}
		b.Replace(use, to)
	}
	return fixed(b, rule.Fix{Title: fmt.Sprintf("Rename to `%s`", to), Safety: rule.Unsafe, Reason: "the attribute gets another name"})
}

// isSelf tells whether n is the first parameter of a method.
func isSelf(m *semantic.Module, def, n syntax.Node) bool {
	params := edit.Elements(def.Child(syntax.FParameters))
	fn := m.Func(def)
	if !n.Is(syntax.KIdentifier) || len(params) == 0 || fn == nil || len(fn.Params) == 0 || fn.Params[0].Name != n.Text() {
		return false
	}
	symbol := m.Lookup(n)
	return symbol != nil && len(symbol.Bindings) == 1 && symbol.Bindings[0].Kind == semantic.Parameter && symbol.Bindings[0].Node() == fn.Params[0].NameNode
}
