package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA306",
		Name:     "runtime-import-for-mapped",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    runtimeImport,
	})
}

func runtimeImport(p *rule.Pass, n syntax.Node) {
	m := p.Module
	typ, value := n.Child(syntax.FType), n.Child(syntax.FRight)
	if typ.IsNil() || !n.Child(syntax.FLeft).Is(syntax.KIdentifier) {
		return
	}
	class := m.EnclosingClass(n)
	if class == nil || n.Parent().Parent() != class.Body {
		return
	}
	if !value.IsNil() {
		switch resolve(m, value.Child(syntax.FFunction)) {
		case "sqlalchemy.orm.mapped_column", "sqlalchemy.orm.column_property", "sqlalchemy.orm.composite":
		default:
			return
		}
	}
	annotation := annotationOf(typ)
	text, quoted := plainLiteral(annotation)
	switch {
	case quoted:
		first, _, _ := strings.Cut(text, "[")
		if m.ResolveIn(class.Scope(), strings.TrimSpace(first)) != "sqlalchemy.orm.Mapped" {
			return
		}
	case !m.Is(semantic.Unsubscripted(annotation), "sqlalchemy.orm.Mapped"):
		return
	}
	var missing []missingName
	for c := range typ.Descendants() {
		switch {
		case c.Is(syntax.KString):
			content := c.ChildOf(syntax.KStringContent)
			text, ok := plainLiteral(c)
			if !ok {
				continue
			}
			for _, at := range namesIn(text) {
				name := text[at[0]:at[1]]
				if b := onlyForTypes(m, class, name); b != nil {
					missing = append(missing, missingName{content.Start() + at[0], name, b})
				}
			}
		case c.Is(syntax.KIdentifier):
			if up := c.Parent(); up.Is(syntax.KAttribute, syntax.KMemberType) && c != up.FirstChild() || !c.Ancestor(syntax.KString).IsNil() {
				continue
			}
			if b := onlyForTypes(m, class, c.Text()); b != nil {
				missing = append(missing, missingName{c.Start(), c.Text(), b})
			}
		}
	}
	if len(missing) == 0 || !isMappedOrMixin(m, class) {
		return
	}
	for _, x := range missing {
		message := x.name + " is imported under TYPE_CHECKING, but SQLAlchemy evaluates " + oneLine(annotation) + " at run time: import it normally"
		if p.Project.RuffSelects("TC001") || p.Project.RuffSelects("TC002") || p.Project.RuffSelects("TC003") {
			message += " (and name the base class in ruff's runtime-evaluated-base-classes)"
		}
		p.Report(rule.Diagnostic{Start: x.start, End: x.start + len(x.name), Message: message, Fixes: func() []rule.Fix {
			if importsBackTo(m, x.binding) {
				return nil
			}
			b := p.Builder()
			item := b.ImportedName(x.name)
			if item.IsNil() || x.binding.Attr == "" {
				return nil
			}
			b.MoveName(item, x.binding.Module, x.binding.Attr)
			return fixOf(b, rule.Fix{Title: "Import " + x.name + " at run time"})
		}})
	}
}

// missingName is a name in an annotation that is not there at run time.
type missingName struct {
	start   int
	name    string
	binding *semantic.Binding
}

// namesIn are the places of the names in a text that do not stand behind a dot.
func namesIn(text string) [][2]int {
	var out [][2]int
	for i := 0; i < len(text); {
		if !isNameByte(text[i]) {
			i++
			continue
		}
		end := i
		for end < len(text) && isNameByte(text[end]) {
			end++
		}
		if i == 0 || text[i-1] != '.' {
			out = append(out, [2]int{i, end})
		}
		i = end
	}
	return out
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// onlyForTypes is the import under "if TYPE_CHECKING:" that alone binds the
// name, or nil.
func onlyForTypes(m *semantic.Module, class *semantic.Class, name string) *semantic.Binding {
	symbol := m.Find(class.Scope(), name)
	if symbol == nil || symbol.Builtin || symbol.Star || len(symbol.Bindings) != 1 {
		return nil
	}
	b := &symbol.Bindings[0]
	if b.Kind != semantic.Import || b.Guard&semantic.TypeChecking == 0 || b.Scope.Kind() != semantic.ModuleScope {
		return nil
	}
	return b
}

// importsBackTo tells whether the module that an import names imports this one,
// directly or through others of the project.
func importsBackTo(m *semantic.Module, b *semantic.Binding) bool {
	first := b.Module
	if strings.HasPrefix(first, ".") {
		first = m.Absolute(first)
	}
	seen := map[string]bool{first: true}
	for queue := []string{first}; len(queue) > 0; queue = queue[1:] {
		s := m.ProjectModule(queue[0])
		if s == nil {
			continue
		}
		for _, x := range s.Imports {
			if x == m.Name() {
				return true
			}
			if !seen[x] && len(seen) < 2000 {
				seen[x] = true
				queue = append(queue, x)
			}
		}
	}
	return false
}
