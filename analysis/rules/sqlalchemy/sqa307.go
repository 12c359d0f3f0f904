package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA307",
		Name:     "mapped-name-shadows-type",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    mappedNameShadows,
	})
}

func mappedNameShadows(p *rule.Pass, n syntax.Node) {
	m := p.Module
	typ := n.Child(syntax.FType)
	if typ.IsNil() || !n.Child(syntax.FLeft).Is(syntax.KIdentifier) {
		return
	}
	class := m.EnclosingClass(n)
	if class == nil || n.Parent().Parent() != class.Body || !m.Is(semantic.Unsubscripted(annotationOf(typ)), "sqlalchemy.orm.Mapped") {
		return
	}
	var hidden syntax.Node
	for _, name := range bareNames(typ) {
		if hides(p, class, n, name) {
			hidden = name
			break
		}
	}
	if hidden.IsNil() || !isMappedOrMixin(m, class) {
		return
	}
	name := hidden.Text()
	module, imported := homeOf(m, name)
	meant := name
	switch {
	case imported == "" && module != "":
		meant = module + "." + name
	case imported != "":
		meant = name + "_"
	}
	written := oneLine(annotationOf(typ))
	_, args := semantic.Subscript(annotationOf(typ))
	none := len(args) == 1 && strings.Contains(args[0].Text(), "|")
	message := `The attribute "` + name + `" hides the type ` + name + " inside the class: " + written
	if none {
		message += " becomes NOT NULL."
	} else {
		message += " does not mean the type."
	}
	message += " Write " + replaceNames(annotationOf(typ), name, meant)
	p.ReportNode(typ, message, func() []rule.Fix {
		if module == "" {
			return nil
		}
		b := p.Builder()
		spelled := ""
		if imported == "" {
			spelled = spellOf(p, b, n, module, name)
		} else {
			var ok bool
			if spelled, ok = b.FreeName(n, name+"_", "_"+name); !ok {
				return nil
			}
			b.ImportAs(module, imported, spelled)
		}
		raises, silent := false, false
		for _, x := range class.Members() {
			stmt := x.Stmt()
			if x.Type.IsNil() || !m.Is(semantic.Unsubscripted(annotationOf(x.Type)), "sqlalchemy.orm.Mapped") {
				continue
			}
			for _, use := range bareNames(x.Type) {
				if use.Text() != name {
					continue
				}
				b.Replace(use, spelled)
				c, ok := columnOf(class.Qualified, stmt.Child(syntax.FRight), here(m))
				switch {
				case !hides(p, class, stmt, use):
				case ok && c.sqlType.IsNil():
					raises = true
				case strings.Contains(x.Type.Text(), "|"):
					silent = true
				}
			}
		}
		b.DropUnused(name)
		fix := rule.Fix{Title: "Write " + spelled}
		if silent && !raises {
			fix.Safety, fix.Reason = rule.Unsafe, "the column becomes nullable: the table must follow"
		}
		return fixOf(b, fix)
	})
}

// bareNames are the names in an annotation that stand for themselves: neither
// in quotes nor attributes of something.
func bareNames(typ syntax.Node) []syntax.Node {
	var out []syntax.Node
	for c := range typ.Descendants() {
		if !c.Is(syntax.KIdentifier) {
			continue
		}
		if up := c.Parent(); up.Is(syntax.KAttribute, syntax.KMemberType) && c != up.FirstChild() || up.Is(syntax.KKeywordArgument) && c.Field() == syntax.FName {
			continue
		}
		out = append(out, c)
	}
	return out
}

// hides tells whether the class binds the name, used in the annotation of the
// statement n, to a value, and the annotation sees that.
func hides(p *rule.Pass, class *semantic.Class, n, name syntax.Node) bool {
	m := p.Module
	text := name.Text()
	list := class.MemberList(text)
	if len(list) == 0 || len(m.Bindings(text)) == 0 && m.ResolveIn(m.ModuleScope(), text) == "" {
		return false
	}
	future := m.ResolveIn(m.ModuleScope(), "annotations") == "__future__.annotations"
	late := future || p.Project.AdmitsPython("3.14") == project.No
	for _, x := range list {
		bound := x.Kind != semantic.Annotation && x.Kind != semantic.Import
		own := x.Stmt() == n
		switch {
		case !bound || own && n.Child(syntax.FRight).IsNil():
		case own && future:
			// SQLAlchemy leaves out the attribute itself.
		case own || x.Stmt().Start() < n.Start() || late:
			return true
		}
	}
	return false
}

// homeOf is the module that the name of the module scope comes from; imported
// is its name there if the module is one of the project and must not be bound
// as a whole.
func homeOf(m *semantic.Module, name string) (module, imported string) {
	if m.ResolveIn(m.ModuleScope(), name) == "builtins."+name {
		return "builtins", ""
	}
	list := m.Bindings(name)
	if len(list) != 1 || list[0].Kind != semantic.Import || list[0].Attr == "" {
		return "", ""
	}
	b := &list[0]
	switch {
	case strings.HasPrefix(b.Module, ".") || m.ProjectModule(b.Module) != nil:
		return b.Module, b.Attr
	case b.Attr != name:
		return "", ""
	}
	return b.Module, ""
}

// replaceNames is the text of an annotation with another name, for a message.
func replaceNames(typ syntax.Node, name, text string) string {
	src := typ.Text()
	uses := bareNames(typ)
	for i := len(uses) - 1; i >= 0; i-- {
		if u := uses[i]; u.Text() == name {
			src = src[:u.Start()-typ.Start()] + text + src[u.End()-typ.Start():]
		}
	}
	return strings.Join(strings.Fields(src), " ")
}
