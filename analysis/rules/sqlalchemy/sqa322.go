package sqlalchemy

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA322",
		Name:     "subclass-declarative-base",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KClassDefinition, syntax.KAssignment},
		Check:    subclassDeclarativeBase,
	})
}

func subclassDeclarativeBase(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Is(syntax.KAssignment) {
		baseIsLibrarys(p, n)
		return
	}
	class := m.Class(n)
	base := modelOnLibrarys(m, class)
	if base.IsNil() {
		return
	}
	name := lastName(m.Resolve(base))
	p.ReportNode(base, name+" cannot be used directly: define class Base("+name+")", func() []rule.Fix {
		var fixes []rule.Fix
		b := p.Builder()
		own, ok := b.FreeName(n, "Base", "ModelBase")
		if !ok || !m.ScopeOf(n).Parent().IsNil() {
			return nil
		}
		first := n
		localClasses(m, func(c *semantic.Class) bool {
			if x := modelOnLibrarys(m, c); !x.IsNil() && m.Resolve(x) == m.Resolve(base) {
				if first == n && c.Node.Start() < first.Start() {
					first = c.Node
				}
				b.Replace(x, own)
			}
			return true
		})
		b.InsertDefinition(first, "class "+own+"("+base.Text()+"):\n"+b.IndentStep()+"pass")
		fixes = append(fixes, fixOf(b, rule.Fix{Title: "Add class " + own + "(" + name + ")"})...)
		return append(fixes, useOtherBase(p, base)...)
	})
}

// modelOnLibrarys is the base DeclarativeBase of a class that is a model, which
// SQLAlchemy does not accept; nil if there is none.
func modelOnLibrarys(m *semantic.Module, class *semantic.Class) syntax.Node {
	if class == nil {
		return syntax.Node{}
	}
	table := false
	for _, name := range []string{"__tablename__", "__table__"} {
		for _, x := range class.MemberList(name) {
			table = table || x.Func() == nil && x.Kind == semantic.Assignment && !x.Value.IsNil()
		}
	}
	if !table || len(class.MemberList("__abstract__")) > 0 {
		return syntax.Node{}
	}
	for _, b := range class.Bases {
		// Base = DeclarativeBase is found at the assignment.
		if _, x := onlyBinding(m, b.Node); x != nil && x.Kind == semantic.Assignment {
			continue
		}
		if slices.Contains(baseClasses, b.Name) {
			return b.Node
		}
	}
	return syntax.Node{}
}

// baseIsLibrarys finds Base = DeclarativeBase and Base = DeclarativeBase().
func baseIsLibrarys(p *rule.Pass, n syntax.Node) {
	m := p.Module
	name, value := n.Child(syntax.FLeft), n.Child(syntax.FRight)
	ref := value
	if value.Is(syntax.KCall) {
		ref = value.Child(syntax.FFunction)
		if len(edit.Elements(edit.Arguments(value))) > 0 {
			return
		}
	}
	if !name.Is(syntax.KIdentifier) || !ref.Is(syntax.KIdentifier, syntax.KAttribute) || !m.Is(ref, baseClasses...) ||
		!n.Parent().Is(syntax.KExpressionStatement) || !n.Parent().Parent().Is(syntax.KModule) || !usedAsBase(m, name.Text()) {
		return
	}
	class := lastName(m.Resolve(ref))
	p.ReportNode(n, class+" cannot be used directly: define class "+name.Text()+"("+class+")", func() []rule.Fix {
		b := p.Builder()
		b.ReplaceRange(n.Start(), n.End(), "class "+name.Text()+"("+ref.Text()+"):")
		replaceByClass(p, b, n)
		return fixOf(b, rule.Fix{Title: "Add class " + name.Text() + "(" + class + ")"})
	})
}

// usedAsBase tells whether a class of the file derives from the name, or a
// class elsewhere may.
func usedAsBase(m *semantic.Module, name string) bool {
	used := len(m.UsesOf(name)) == 0
	for _, use := range m.UsesOf(name) {
		used = used || use.Parent().Is(syntax.KArgumentList) && use.Parent().Parent().Is(syntax.KClassDefinition)
	}
	return used
}

// replaceByClass adds the body of the class that an assignment becomes, and the
// blank lines around a class.
func replaceByClass(p *rule.Pass, b *edit.Builder, n syntax.Node) {
	text := p.File.Text
	line := text.LineOf(n.End())
	blank := func(line int) bool {
		for _, c := range text.Slice(text.LineStart(line), text.LineEnd(line)) {
			if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
				return false
			}
		}
		return true
	}
	nl := text.Newline()
	after := 0
	for line+1+after < text.LineCount() && blank(line+1+after) {
		after++
	}
	tail := nl + b.IndentStep() + "pass"
	if line+1+after < text.LineCount() {
		for ; after < 2; after++ {
			tail += nl
		}
	}
	b.Insert(text.LineEnd(line), tail)
	first := text.LineOf(n.Start())
	above := 0
	for first-1-above >= 0 && blank(first-1-above) {
		above++
	}
	head := ""
	if first-above > 0 {
		for ; above < 2; above++ {
			head += nl
		}
	}
	if head != "" {
		b.Insert(text.LineStart(first), head)
	}
}

// useOtherBase is the fix that derives from the only declarative base of the
// rest of the project.
func useOtherBase(p *rule.Pass, base syntax.Node) []rule.Fix {
	m := p.Module
	var found *semantic.ClassInfo
	for _, q := range baseClasses {
		for _, c := range m.Subclasses(q) {
			if c.Module == m.Name() || c.Member("__tablename__") != nil && c.Member("__tablename__").Func == nil {
				continue
			}
			if found != nil {
				return nil
			}
			found = c
		}
	}
	if found == nil || found.Qualified != found.Module+"."+found.Name {
		return nil
	}
	b := p.Builder()
	b.Replace(base, b.Name(base, written(m, found.Module), found.Name))
	return fixOf(b, rule.Fix{Title: "Use " + found.Name + " from " + found.Module})
}
