package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:        "SQA303",
		Name:        "drop-redundant-column-arguments",
		Severity:    rule.Hint,
		Off:         true,
		Refactoring: true,
		Tags:        []rule.Tag{rule.Unnecessary},
		Uses:        packages,
		Gates:       since("2.0"),
		Kinds:       []syntax.Kind{syntax.KAssignment},
		Check:       redundantArguments,
	})
}

// defaultTypes are the SQL types that SQLAlchemy takes for Python types.
var defaultTypes = map[string]string{
	"builtins.int": "Integer", "builtins.str": "String", "builtins.bool": "Boolean", "builtins.float": "Float", "builtins.bytes": "LargeBinary",
	"datetime.datetime": "DateTime", "datetime.date": "Date", "datetime.time": "Time", "datetime.timedelta": "Interval",
	"decimal.Decimal": "Numeric", "uuid.UUID": "Uuid",
}

func redundantArguments(p *rule.Pass, n syntax.Node) {
	m := p.Module
	call := n.Child(syntax.FRight)
	if n.Child(syntax.FType).IsNil() || !call.Is(syntax.KCall) || !edit.Arguments(call).ChildOf(syntax.KListSplat, syntax.KDictionarySplat).IsNil() {
		return
	}
	if m.Is(call.Child(syntax.FFunction), "sqlalchemy.orm.relationship") {
		redundantTarget(p, n, call)
		return
	}
	a, ok := annotatedColumnOf(m, n)
	if !ok || !a.facts.mapped || a.facts.call != call {
		return
	}
	var list []syntax.Node
	var shown []string
	if t := a.facts.sqlType; !t.IsNil() && len(a.facts.keys) == 0 {
		callee := t
		if t.Is(syntax.KCall) && noElements(edit.Arguments(t)) {
			callee = t.Child(syntax.FFunction)
		}
		if want := defaultTypes[m.Resolve(a.bare)]; want != "" && callee.Is(syntax.KIdentifier, syntax.KAttribute) && m.Resolve(callee) == "sqlalchemy."+want {
			if t.Parent().Is(syntax.KKeywordArgument) {
				t = t.Parent()
			}
			list, shown = append(list, t), append(shown, want)
		}
	}
	if k := edit.Keyword(call, "nullable"); !k.IsNil() && a.certain && a.facts.obstacle == "" && !a.facts.primary && a.none == (a.facts.null == nullable) {
		list, shown = append(list, k), append(shown, oneLine(k))
	}
	if len(list) == 0 || !defaultTypeMap(m, a.class) {
		return
	}
	for i, x := range list {
		p.ReportNode(x, shown[i]+" is what Mapped["+oneLine(a.inner)+"] means: remove the argument", func() []rule.Fix {
			return removeArgument(p, x, "Remove redundant "+shown[i])
		})
	}
}

// redundantTarget finds the class of a relationship that its annotation names.
func redundantTarget(p *rule.Pass, n, call syntax.Node) {
	m := p.Module
	class := m.EnclosingClass(n)
	args := positional(call)
	base, inner := semantic.Subscript(annotationOf(n.Child(syntax.FType)))
	if class == nil || len(args) != 1 || len(inner) != 1 || !m.Is(base, "sqlalchemy.orm.Mapped", "sqlalchemy.orm.DynamicMapped", "sqlalchemy.orm.WriteOnlyMapped") {
		return
	}
	target := annotationOf(inner[0])
	for range 4 {
		if rest, none, _ := withoutNone(target, here(m)); none {
			target = annotationOf(rest)
			continue
		}
		of, item := semantic.Subscript(target)
		if len(item) != 1 || !m.Is(of, "builtins.list", "builtins.set", "typing.List", "typing.Set", "collections.abc.Sequence", "typing.Sequence") {
			break
		}
		target = annotationOf(item[0])
	}
	named := strings.TrimSuffix(nameOf(target), " | None")
	if named == "" || nameOf(args[0]) != named || !isMappedOrMixin(m, class) || isDataclass(m, class.Qualified) || !defaultTypeMap(m, class) {
		return
	}
	p.ReportNode(args[0], named+" is what "+oneLine(annotationOf(n.Child(syntax.FType)))+" means: remove the argument", func() []rule.Fix {
		return removeArgument(p, args[0], "Remove redundant "+named)
	})
}

// nameOf is the name that an expression is, or a string.
func nameOf(n syntax.Node) string {
	if n.Is(syntax.KIdentifier) {
		return n.Text()
	}
	text, _ := plainLiteral(n)
	return text
}

// defaultTypeMap tells whether the class is known to have the types that
// SQLAlchemy gives by default: no class above it and no registry has others.
func defaultTypeMap(m *semantic.Module, class *semantic.Class) bool {
	if !isDeclarative(m, class.Qualified) {
		return false
	}
	for _, a := range m.AncestorsOf(class.Qualified) {
		switch {
		case a.Has("type_annotation_map") || a.Has("registry"):
			return false
		case a.Class != nil || a.Info != nil || slices.Contains(baseClasses, a.Name):
		case isBase(m, a.Name):
			if baseHas(m, a.Name, "type_annotation_map", "registry", "cls") {
				return false
			}
		case !a.Known && !strings.HasPrefix(a.Name, "sqlalchemy.") && !strings.HasPrefix(a.Name, "typing."):
			return false
		}
	}
	return true
}
