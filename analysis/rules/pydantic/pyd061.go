package pydantic

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD061",
		Name:     "typing-typed-dict",
		Severity: rule.Error,
		Uses:     []string{"typing"},
		Gates:    append(since("2"), rule.Gate{Package: "python", Range: "<3.12", Partly: true}),
		Kinds:    []syntax.Kind{syntax.KClassDefinition},
		Check:    typingTypedDict,
	})
}

func typingTypedDict(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Child(syntax.FSuperclasses).IsNil() || p.Project.Found("pydantic") == nil && !p.Project.DependsOn("pydantic") || p.Project.AdmitsPython("3.12") != project.Yes {
		return
	}
	c := m.Class(n)
	if c == nil || c.IsSubclass("typing.TypedDict") != semantic.Yes || m.Generated() {
		return
	}
	base, binding := typedDictBase(m, c)
	if binding == nil || !givenToPydantic(m, c) {
		return
	}
	p.ReportNode(c.NameNode, "Import TypedDict from `typing_extensions`: pydantic needs it below Python 3.12", func() []rule.Fix {
		b := p.Builder()
		if item := b.ImportedName(base.Text()); base.Is(syntax.KIdentifier) && !item.IsNil() {
			b.MoveName(item, "typing_extensions", "TypedDict")
		} else {
			b.Replace(base, b.Name(n, "typing_extensions", "TypedDict"))
		}
		return fixed(b, rule.Fix{Title: "Import from `typing_extensions`"})
	})
}

// typedDictBase is the base of the class, or of one of its bases in the file,
// that is TypedDict of typing, with the import that binds it.
func typedDictBase(m *semantic.Module, c *semantic.Class) (syntax.Node, *semantic.Binding) {
	for _, a := range append([]*semantic.Ancestor{{Class: c}}, c.Ancestors()...) {
		if a.Class == nil {
			continue
		}
		for _, x := range a.Class.Bases {
			if x.Name != "typing.TypedDict" {
				continue
			}
			root := x.Node
			for root.Is(syntax.KAttribute) {
				root = root.Child(syntax.FObject)
			}
			if !root.Is(syntax.KIdentifier) {
				continue
			}
			if only := m.Lookup(root).Only(); only != nil && only.Kind == semantic.Import && only.Module == "typing" && only.Guard == 0 {
				return x.Node, only
			}
		}
	}
	return syntax.Node{}, nil
}

// givenToPydantic tells whether a class is the type, or in the type, of a field
// of a model, or what a TypeAdapter is made of: in this file, or as a field in
// another one.
func givenToPydantic(m *semantic.Module, c *semantic.Class) bool {
	symbol := m.Lookup(c.NameNode)
	if symbol.Only() == nil {
		return false
	}
	for _, use := range m.Uses(symbol) {
		for call := use.Ancestor(syntax.KCall, syntax.KAssignment); !call.IsNil(); call = call.Ancestor(syntax.KCall, syntax.KAssignment) {
			if call.Is(syntax.KCall) {
				if args := argumentsOf(call); m.Is(call.Child(syntax.FFunction), "pydantic.TypeAdapter") && inside(use, args.first()) && !args.first().IsNil() {
					return true
				}
				continue
			}
			if slices.ContainsFunc(evaluatedTypes(m, call), func(typ syntax.Node) bool { return inside(use, typ) }) {
				return true
			}
		}
	}
	if m.Name() == "" || symbol.Scope != m.ModuleScope() {
		return false
	}
	for _, s := range m.Importers(m.Name()) {
		for _, e := range s.Exports {
			if e.Class == nil || !slices.ContainsFunc(e.Class.Members, func(x *semantic.MemberInfo) bool {
				is, _ := infoField(x)
				return is && slices.ContainsFunc(x.Value.Annotation.Names, func(q string) bool { return m.Qualify(q) == c.Qualified })
			}) {
				continue
			}
			if m.IsSubclass(e.Class.Qualified, "pydantic.BaseModel") == semantic.Yes {
				return true
			}
		}
	}
	return false
}
