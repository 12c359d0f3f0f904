package pydantic

import (
	"fmt"
	"path/filepath"
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
		Code:     "PYD060",
		Name:     "type-checking-only-annotation",
		Severity: rule.Error,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    evaluated,
		Check:    typeCheckingOnly,
	})
}

// evaluated are the kinds of nodes that may hold annotations which Pydantic
// evaluates.
var evaluated = []syntax.Kind{syntax.KAssignment, syntax.KFunctionDefinition, syntax.KCall, syntax.KSubscript}

func typeCheckingOnly(p *rule.Pass, n syntax.Node) {
	m := p.Module
	for _, typ := range evaluatedTypes(m, n) {
		seen := map[string]bool{}
		eachName(m, typ, func(at syntax.Node, symbol *semantic.Symbol) {
			b := onlyForTypes(symbol)
			if b == nil || seen[symbol.Name] {
				return
			}
			seen[symbol.Name] = true
			if m.Generated() || rebuilt(p, m, n) {
				return
			}
			message := fmt.Sprintf("pydantic needs `%s` at run time: move its import out of `if TYPE_CHECKING:`", symbol.Name)
			if importsBack(m, b) {
				p.ReportNode(at, message+" (it imports this module: a circular import was the reason)", nil)
				return
			}
			p.ReportNode(at, message, func() []rule.Fix { return append(importAtRunTime(p, symbol, b), tellRuff(p, n)...) })
		})
	}
}

// evaluatedTypes are the annotations at a node that Pydantic evaluates: those of
// fields, of TypedDicts and dataclasses that fields of the file have for types, of
// what serializers and computed fields return, all of a function under
// validate_call, and what TypeAdapter and RootModel are given.
func evaluatedTypes(m *semantic.Module, n syntax.Node) []syntax.Node {
	switch n.Kind() {
	case syntax.KAssignment:
		if types := modelTypes(m, n); types != nil {
			return types
		}
		typ := n.Child(syntax.FType)
		if typ.IsNil() || !n.Child(syntax.FLeft).Is(syntax.KIdentifier) {
			return nil
		}
		c := m.EnclosingClass(n)
		if c == nil || c.Decorator("dataclasses.dataclass") == nil && c.IsSubclass("typing.TypedDict") != semantic.Yes || isClassVar(m, typ) || !givenHere(m, c) {
			return nil
		}
		return []syntax.Node{typ}
	case syntax.KCall:
		if !m.Is(n.Child(syntax.FFunction), "pydantic.TypeAdapter") {
			return nil
		}
		if args := argumentsOf(n); !args.first().IsNil() && args.argument("config").IsNil() && !m.MentionsAttribute("rebuild") {
			return []syntax.Node{args.first()}
		}
		return nil
	case syntax.KSubscript:
		if base, args := semantic.Subscript(n); len(args) == 1 && m.Is(base, "pydantic.RootModel") && n.Parent().Is(syntax.KArgumentList) && n.Parent().Parent().Is(syntax.KClassDefinition) {
			return args
		}
		return nil
	}
	fn := m.Func(n)
	var out []syntax.Node
	switch {
	case fn == nil:
	case fn.Decorator("pydantic.validate_call") != nil:
		for i := range fn.Params {
			if !fn.Params[i].Type.IsNil() {
				out = append(out, fn.Params[i].Type)
			}
		}
		fallthrough
	case fn.Decorator("pydantic.computed_field", "pydantic.field_serializer", "pydantic.model_serializer") != nil:
		if !fn.Returns.IsNil() {
			out = append(out, fn.Returns)
		}
	}
	return out
}

// modelTypes is the annotation of a field of a model or a Pydantic dataclass, nil
// if the assignment is none.
func modelTypes(m *semantic.Module, n syntax.Node) []syntax.Node {
	typ := n.Child(syntax.FType)
	left := n.Child(syntax.FLeft)
	if typ.IsNil() || !left.Is(syntax.KIdentifier) || strings.HasPrefix(left.Text(), "_") || left.Text() == "model_config" {
		return nil
	}
	if c := m.EnclosingClass(n); c == nil || !slices.Contains([]classKind{baseModel, rootModel, settings, dataclass}, classify(c)) {
		return nil
	}
	if inner, _ := annotatedParts(m, typ); isClassVar(m, inner) {
		return nil
	}
	return []syntax.Node{typ}
}

// eachName gives the names of an annotation with what they mean, also those in
// quotes; what Literal[...] holds and metadata of Annotated are no types.
func eachName(m *semantic.Module, typ syntax.Node, yield func(at syntax.Node, symbol *semantic.Symbol)) {
	skip := 0
	for n := range typ.Descendants() {
		if n.Start() < skip {
			continue
		}
		if n.Is(syntax.KSubscript, syntax.KGenericType) && m.Is(semantic.Unsubscripted(n), "typing.Literal") {
			skip = n.End()
			continue
		}
		switch {
		case n.Is(syntax.KString):
			skip = n.End()
			text, ok := plainString(n)
			if !ok || strings.ContainsAny(text, `"'`) {
				continue
			}
			for _, name := range namesInText.FindAllString(text, -1) {
				name, _, _ = strings.Cut(name, ".")
				if symbol := m.Find(m.ScopeOf(n), name); symbol != nil {
					yield(n, symbol)
				}
			}
		case isName(n):
			if symbol := m.Lookup(n); symbol != nil {
				yield(n, symbol)
			}
		}
	}
}

// onlyForTypes is the import under "if TYPE_CHECKING" that alone binds a name.
func onlyForTypes(symbol *semantic.Symbol) *semantic.Binding {
	if symbol.Star || symbol.Builtin || len(symbol.Bindings) != 1 {
		return nil
	}
	b := &symbol.Bindings[0]
	if b.Kind != semantic.Import || b.Guard&semantic.TypeChecking == 0 || b.Scope.Kind() != semantic.ModuleScope {
		return nil
	}
	return b
}

// rebuilt tells whether somebody gives the model its types later.
func rebuilt(p *rule.Pass, m *semantic.Module, n syntax.Node) bool {
	for _, name := range []string{"model_rebuild", "update_forward_refs", "rebuild_dataclass"} {
		if m.MentionsAttribute(name) {
			return true
		}
	}
	if len(m.UsesOf("rebuild_dataclass")) > 0 {
		return true
	}
	c := m.EnclosingClass(n)
	if n.Is(syntax.KFunctionDefinition) {
		c = m.EnclosingClass(m.Func(n).Decorated)
	}
	if c == nil {
		return false
	}
	for _, a := range append([]*semantic.Ancestor{{Class: c}}, c.Ancestors()...) {
		switch {
		case a.Class != nil:
			if a.Class.Keyword("defer_build") != nil {
				return true
			}
			for _, x := range append(a.Class.MemberList("model_config"), a.Class.MemberList("Config")...) {
				if strings.Contains(x.Stmt().Text(), "defer_build") {
					return true
				}
			}
		case a.Info != nil:
			if x := a.Info.Member("model_config"); x != nil && (x.Value == nil || x.Value.Callee == "" || slices.Contains(x.Value.Keywords, "defer_build")) {
				return true
			}
		}
	}
	path, class := p.Path, c.Qualified
	return p.Ask(usedElsewhere(path, class, "model_rebuild")) || p.Ask(usedElsewhere(path, class, "update_forward_refs")) ||
		p.Ask(func(v *project.View) bool { return v.AnyUses("pydantic.dataclasses.rebuild_dataclass") })
}

// importsBack tells whether the module that an import names imports this one,
// at once or through modules of the project.
func importsBack(m *semantic.Module, b *semantic.Binding) bool {
	start := m.Absolute(b.Module)
	if start == "" {
		start = b.Module
	}
	seen := map[string]bool{}
	queue := []string{start, start + "." + b.Attr}
	for len(queue) > 0 && len(seen) < 2000 {
		name := queue[0]
		queue = queue[1:]
		if seen[name] {
			continue
		}
		seen[name] = true
		s := m.ProjectModule(name)
		if name == m.Name() && name != "" {
			return true
		}
		if s != nil {
			queue = append(queue, s.Imports...)
		}
	}
	return false
}

// importAtRunTime moves an import out of the block; all of its names are moved
// if Pydantic needs them all.
func importAtRunTime(p *rule.Pass, symbol *semantic.Symbol, binding *semantic.Binding) []rule.Fix {
	m := p.Module
	if binding.Attr != symbol.Name || binding.Attr == "" {
		return nil // import x, or under an alias
	}
	fix := rule.Fix{Title: fmt.Sprintf("Import `%s` at run time", symbol.Name)}
	stmt := binding.Stmt()
	var names []string
	all := true
	for _, x := range m.ImportsOf(m.Absolute(binding.Module)) {
		if x.Stmt() == stmt {
			names = append(names, x.Attr)
			all = all && x.Attr == x.Name && needed(m, x.Name)
		}
	}
	all = all && slices.Contains(names, symbol.Name)
	if !all {
		names = []string{symbol.Name}
	}
	b := p.Builder()
	for _, name := range names {
		b.Name(m.File().Root(), binding.Module, name)
	}
	fixes := fixed(b, fix)
	if len(fixes) == 0 || !all {
		return fixes
	}
	// The comment behind the statement comes along with it.
	text := p.File.Text
	rest := string(text.Bytes()[stmt.End():text.LineEnd(text.LineOf(stmt.End()))])
	if comment := strings.TrimSpace(rest); strings.HasPrefix(comment, "#") {
		line := stmt.Text()
		for i, e := range fixes[0].Edits {
			if before, after, ok := strings.Cut(e.New, line); ok && (after == "" || strings.HasPrefix(after, b.Newline())) {
				fixes[0].Edits[i].New = before + line + "  " + comment + after
			}
		}
	}
	return fixes
}

// tellRuff keeps ruff from moving the import back, where the project has it look
// for imports that only type checkers need.
func tellRuff(p *rule.Pass, n syntax.Node) []rule.Fix {
	c := p.Module.EnclosingClass(n)
	path := p.Project.Ruff().Path
	if c == nil || filepath.Base(path) != "pyproject.toml" || !slices.ContainsFunc([]string{"TC001", "TC002", "TC003"}, p.Project.RuffSelects) {
		return nil
	}
	other := p.Other(path)
	if other == nil {
		return nil
	}
	text := string(other.File.Text.Bytes())
	if strings.Contains(text, "runtime-evaluated-base-classes") {
		return nil
	}
	// ruff does not see what a class of another file derives from.
	bases := []string{`"pydantic.BaseModel"`}
	for _, b := range c.Bases {
		if a := p.Module.Named(b.Name); a.Info != nil || strings.HasPrefix(b.Name, "pydantic_settings.") {
			bases = append(bases, `"`+b.Name+`"`)
		}
	}
	const header = "[tool.ruff.lint.flake8-type-checking]"
	newline := "\n"
	if strings.Contains(text, "\r\n") {
		newline = "\r\n"
	}
	setting := "runtime-evaluated-base-classes = [" + strings.Join(bases, ", ") + "]" + newline
	change := edit.Edit{Start: len(text), End: len(text), New: newline + header + newline + setting}
	if at := strings.Index(text, header+newline); at >= 0 && (at == 0 || text[at-1] == '\n') {
		at += len(header + newline)
		change = edit.Edit{Start: at, End: at, New: setting}
	} else if strings.Contains(text, "flake8-type-checking") {
		return nil
	} else if text != "" && !strings.HasSuffix(text, "\n") {
		change.New = newline + change.New
	}
	return []rule.Fix{{
		Title: "Tell ruff: add `runtime-evaluated-base-classes`", Manual: true, Files: map[string][]edit.Edit{path: {change}},
	}}
}

// needed tells whether an annotation that Pydantic evaluates has the name.
func needed(m *semantic.Module, name string) bool {
	uses := m.UsesOf(name)
	for q := range m.Quoted(name) {
		uses = append(uses, q)
	}
	return slices.ContainsFunc(uses, func(use syntax.Node) bool {
		for _, kind := range evaluated {
			n := use.Ancestor(kind)
			if n.IsNil() {
				continue
			}
			for _, typ := range evaluatedTypes(m, n) {
				found := false
				eachName(m, typ, func(_ syntax.Node, symbol *semantic.Symbol) { found = found || symbol.Name == name })
				if found {
					return true
				}
			}
		}
		return false
	})
}
