package pydantic

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
	base, info := typedDictBase(m, c)
	if base.IsNil() && info == nil || !givenToPydantic(m, c) {
		return
	}
	p.ReportNode(c.NameNode, "Import TypedDict from `typing_extensions`: pydantic needs it below Python 3.12", func() []rule.Fix {
		fix := rule.Fix{Title: "Import from `typing_extensions`"}
		b := p.Builder()
		if !base.IsNil() {
			moveTypedDict(b, base)
			return fixed(b, fix)
		}
		there := p.Other(info.Path)
		if there == nil || there.Module.Named(info.Qualified).Class == nil {
			return nil
		}
		if base, _ = typedDictBase(there.Module, there.Module.Named(info.Qualified).Class); base.IsNil() {
			return nil
		}
		b = there.Builder()
		moveTypedDict(b, base)
		edits, err := b.Edits()
		if err != nil {
			return nil
		}
		fix.Files = map[string][]edit.Edit{info.Path: edits}
		return []rule.Fix{fix}
	})
}

func moveTypedDict(b *edit.Builder, base syntax.Node) {
	if item := b.ImportedName(base.Text()); base.Is(syntax.KIdentifier) && !item.IsNil() {
		b.MoveName(item, "typing_extensions", "TypedDict")
	} else {
		b.Replace(base, b.Name(base, "typing_extensions", "TypedDict"))
	}
}

// typedDictBase is the base of the class, or of one of its bases, that is
// TypedDict of typing: the base itself in this file, or the class of another file
// that has it.
func typedDictBase(m *semantic.Module, c *semantic.Class) (syntax.Node, *semantic.ClassInfo) {
	for _, a := range append([]*semantic.Ancestor{{Class: c}}, c.Ancestors()...) {
		if a.Info != nil && slices.Contains(a.Info.Bases, "typing.TypedDict") {
			return syntax.Node{}, a.Info
		}
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
				return x.Node, nil
			}
		}
	}
	return syntax.Node{}, nil
}

// givenToPydantic tells whether a class is the type, or in the type, of a field
// of a model, or what a TypeAdapter is made of: in this file, or as a field in
// another one.
func givenToPydantic(m *semantic.Module, c *semantic.Class) bool {
	if givenHere(m, c) {
		return true
	}
	symbol := m.Lookup(c.NameNode)
	if symbol.Only() == nil {
		return false
	}
	if m.Name() == "" || symbol.Scope != m.ModuleScope() {
		return false
	}
	// Other files get at it through the packages around, too.
	for module := m.Name(); module != ""; module = module[:max(strings.LastIndexByte(module, '.'), 0)] {
		if slices.ContainsFunc(m.Importers(module), func(s *semantic.Summary) bool { return givenIn(m, s, c.Qualified) }) {
			return true
		}
	}
	return false
}

// givenHere is [givenToPydantic] for this file.
func givenHere(m *semantic.Module, c *semantic.Class) bool {
	symbol := m.Lookup(c.NameNode)
	if symbol.Only() == nil {
		return false
	}
	uses := slices.Clone(m.Uses(symbol))
	for use := range m.Quoted(c.Name) {
		uses = append(uses, use)
	}
	for _, use := range uses {
		for call := use.Ancestor(syntax.KCall, syntax.KAssignment); !call.IsNil(); call = call.Ancestor(syntax.KCall, syntax.KAssignment) {
			if call.Is(syntax.KCall) {
				if args := argumentsOf(call); m.Is(call.Child(syntax.FFunction), "pydantic.TypeAdapter") && inside(use, args.first()) && !args.first().IsNil() {
					return true
				}
				continue
			}
			if slices.ContainsFunc(modelTypes(m, call), func(typ syntax.Node) bool { return inside(use, typ) }) {
				return true
			}
		}
	}
	return false
}

// givenIn tells whether another file has a class in the type of a field of a
// model, or makes a TypeAdapter of it at module level.
func givenIn(m *semantic.Module, s *semantic.Summary, q string) bool {
	for _, e := range s.Exports {
		if e.Value != nil && m.Qualify(e.Value.Callee) == "pydantic.TypeAdapter" && len(e.Value.Arguments) > 0 {
			for _, name := range namesInText.FindAllString(e.Value.Arguments[0].Text, -1) {
				if m.Qualify(s.Name+"."+name) == q {
					return true
				}
			}
		}
		if e.Class == nil || !slices.ContainsFunc(e.Class.Members, func(x *semantic.MemberInfo) bool {
			is, _ := infoField(x)
			return is && slices.ContainsFunc(x.Value.Annotation.Names, func(n string) bool { return m.Qualify(n) == q })
		}) {
			continue
		}
		if m.IsSubclass(e.Class.Qualified, "pydantic.BaseModel") == semantic.Yes || slices.Contains(e.Class.Decorators, "pydantic.dataclasses.dataclass") {
			return true
		}
	}
	return false
}
