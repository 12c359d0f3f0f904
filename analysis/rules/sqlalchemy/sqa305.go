package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA305",
		Name:     "wrap-in-mapped",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    wrapInMapped,
	})
}

func wrapInMapped(p *rule.Pass, n syntax.Node) {
	m := p.Module
	name, typ, value := n.Child(syntax.FLeft), n.Child(syntax.FType), n.Child(syntax.FRight)
	if typ.IsNil() || !name.Is(syntax.KIdentifier) || strings.HasPrefix(name.Text(), "__") {
		return
	}
	class := m.EnclosingClass(n)
	if class == nil || n.Parent().Parent() != class.Body {
		return
	}
	made := ""
	if !value.IsNil() {
		switch made = resolve(m, value.Child(syntax.FFunction)); made {
		case "sqlalchemy.orm.mapped_column", "sqlalchemy.orm.relationship", "sqlalchemy.orm.column_property", "sqlalchemy.orm.synonym":
		default:
			return
		}
	}
	annotation := annotationOf(typ)
	if !isNotMapped(m, class, annotation) {
		return
	}
	if value.IsNil() && !isMapped(m, class.Qualified) || !isMappedOrMixin(m, class) || m.IsSubclass(class.Qualified, "sqlmodel.SQLModel") == semantic.Yes ||
		unmappedAllowed(m, class.Qualified) || isDataclass(m, class.Qualified) {
		return
	}
	p.ReportNode(typ, "Annotations of mapped attributes must use Mapped[...]: "+name.Text()+": Mapped["+oneLine(annotation)+"]", func() []rule.Fix {
		b := p.Builder()
		inner := annotation.Text()
		content := annotation.ChildOf(syntax.KStringContent)
		_, none, certain := withoutNone(annotation, here(m))
		nullable := made == "sqlalchemy.orm.mapped_column" && edit.Keyword(value, "nullable").Child(syntax.FValue).Is(syntax.KTrue) && !none
		switch {
		case !nullable:
		case annotation.Is(syntax.KString) && (content.IsNil() || strings.Contains(inner, "None") || strings.Contains(inner, "Optional") || admitsPython(p, "3.10")):
		case annotation.Is(syntax.KString):
			quote := inner[:strings.Index(inner, content.Text())]
			inner = quote + content.Text() + " | None" + inner[len(quote)+len(content.Text()):]
		case !certain && !annotation.Is(syntax.KIdentifier, syntax.KAttribute):
		case admitsPython(p, "3.10"):
			inner = b.Name(typ, "typing", "Optional") + "[" + inner + "]"
		default:
			inner += " | None"
		}
		mapped := b.Name(typ, "sqlalchemy.orm", "Mapped")
		if made == "sqlalchemy.orm.relationship" && annotation.Is(syntax.KString) && strings.ContainsAny(content.Text(), "[|") {
			// Mapped["list[X]"] is not understood, "Mapped[list[X]]" is.
			b.Insert(content.Start(), mapped+"[")
			b.Insert(content.End(), "]")
		} else {
			b.Replace(annotation, mapped+"["+inner+"]")
		}
		fix := rule.Fix{Title: "Wrap in Mapped[...]"}
		if value.IsNil() {
			fix.Safety, fix.Reason = rule.Unsafe, "the table gets a column"
		}
		return fixOf(b, fix)
	})
}

// isNotMapped tells whether an annotation is known to be none that SQLAlchemy
// takes: Mapped, a container like it, ClassVar, or an alias of one.
func isNotMapped(m *semantic.Module, class *semantic.Class, annotation syntax.Node) bool {
	base := semantic.Unsubscripted(annotation)
	q := ""
	if base.Is(syntax.KString) {
		content, ok := plainLiteral(base)
		if !ok {
			return false
		}
		first, _, _ := strings.Cut(content, "[")
		first, _, _ = strings.Cut(first, "|")
		if first = strings.TrimSpace(first); first == "" || strings.Contains(content, "Mapped") || strings.Contains(content, "ClassVar") {
			return false
		}
		if q = m.ResolveIn(class.Scope(), first); q == "" {
			return m.Find(class.Scope(), strings.Split(first, ".")[0]) == nil
		}
	} else if base.Is(syntax.KBinaryOperator, syntax.KUnionType) {
		inner, none, _ := withoutNone(base, here(m))
		return !none || inner == base || isNotMapped(m, class, inner)
	} else {
		q = m.Resolve(base)
	}
	switch {
	case q == "" || strings.HasPrefix(q, "sqlalchemy.") || q == "typing.ClassVar" || q == "typing.Final" || q == "typing.Annotated" || q == "dataclasses.InitVar":
		return false
	case strings.HasPrefix(q, "builtins.") || strings.HasPrefix(q, "typing.") || plainTypes[q]:
		return true
	}
	if a := m.Named(q); a.Class != nil || a.Info != nil {
		return m.IsSubclass(q, "sqlalchemy.orm.Mapped") != semantic.Yes
	}
	return false
}
