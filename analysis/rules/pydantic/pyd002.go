package pydantic

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD002",
		Name:     "non-annotated-field",
		Severity: rule.Error,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    notAnnotated,
	})
}

func notAnnotated(p *rule.Pass, n syntax.Node) {
	m := p.Module
	left, right := n.Child(syntax.FLeft), n.Child(syntax.FRight)
	if !n.Child(syntax.FType).IsNil() || !left.Is(syntax.KIdentifier) || strings.HasPrefix(left.Text(), "_") || left.Text() == "model_config" {
		return
	}
	d, c, kind := assignedIn(p, n)
	if d == nil || kind == sqlModel || kind == dataclass || d.Guard != 0 || len(c.MemberList(d.Name)) != 1 || !isFieldValue(m, right) {
		return
	}
	if !closedModel(c) || mayConfigure(m, c, "ignored_types", "keep_untouched") {
		return
	}
	above := inherited(m, c, d.Name)
	if above != nil && above.info == nil && above.decl == nil {
		return // a class variable of a base
	}
	message := fmt.Sprintf("`%s = ...` in a model needs a type annotation: pydantic raises at class creation", d.Name)
	p.ReportNode(left, message, func() []rule.Fix {
		typ := ""
		if above != nil {
			typ = annotationHere(m, c, above)
		}
		value := right
		if isFieldCall(m, right) {
			_, value = argumentsOf(right).defaultOf()
		}
		if typ == "" {
			typ = literalType(m, c, value)
		}
		if typ == "" {
			return nil
		}
		b := p.Builder()
		b.Insert(left.End(), ": "+typ)
		fixes := fixed(b, rule.Fix{Title: fmt.Sprintf("Annotate as `%s`", typ)})
		if isFieldCall(m, right) {
			return fixes
		}
		b = p.Builder()
		b.Insert(left.End(), ": "+b.Name(n, "typing", "ClassVar")+"["+typ+"]")
		return append(fixes, fixed(b, rule.Fix{Title: fmt.Sprintf("Annotate as `ClassVar[%s]`", typ), Safety: rule.Unsafe, Reason: "it is no field then"})...)
	})
}

// valueClasses are classes of the standard library whose instances are values.
var valueClasses = []string{
	"decimal.Decimal", "datetime.date", "datetime.datetime", "datetime.time", "datetime.timedelta", "uuid.UUID",
	"fractions.Fraction", "pathlib.Path", "pathlib.PurePath",
}

// isFieldValue tells whether a value in the body of a model is certainly one
// that Pydantic takes for the default of a field.
func isFieldValue(m *semantic.Module, n syntax.Node) bool {
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KInteger, syntax.KFloat, syntax.KString, syntax.KConcatenatedString, syntax.KTrue, syntax.KFalse, syntax.KNone,
		syntax.KList, syntax.KDictionary, syntax.KSet, syntax.KTuple,
		syntax.KListComprehension, syntax.KDictionaryComprehension, syntax.KSetComprehension:
		return true
	case syntax.KUnaryOperator:
		return n.Child(syntax.FArgument).Is(syntax.KInteger, syntax.KFloat)
	case syntax.KCall:
		if isFieldCall(m, n) {
			return true
		}
		callee := n.Child(syntax.FFunction)
		return m.Is(callee, valueClasses...) || m.TypeOf(n).Kind == semantic.Instance && m.TypeOf(callee).Kind == semantic.ClassObject && ofProject(m, m.TypeOf(n).Name)
	case syntax.KIdentifier:
		t := m.TypeOf(n)
		return t.Kind == semantic.Instance && ofProject(m, t.Name)
	case syntax.KAttribute:
		q := m.Resolve(n.Child(syntax.FObject))
		a := m.Named(q)
		if m.IsSubclass(q, "enum.Enum") != semantic.Yes {
			return false
		}
		name := n.Child(syntax.FAttribute).Text()
		switch {
		case a.Class != nil:
			x := a.Class.Member(name)
			return x != nil && x.Kind == semantic.Assignment
		case a.Info != nil:
			x := a.Info.Member(name)
			return x != nil && x.Kind == semantic.Assignment
		}
	}
	return false
}

// ofProject tells whether a class is of the project and none whose instances
// Pydantic leaves alone in the body of a model.
func ofProject(m *semantic.Module, q string) bool {
	a := m.Named(q)
	return (a.Class != nil || a.Info != nil) &&
		m.IsSubclass(q, "builtins.property", "builtins.classmethod", "builtins.staticmethod", "functools.cached_property", "functools.partial",
			"functools.partialmethod", "functools.singledispatchmethod", "builtins.type") == semantic.No
}

// mayConfigure tells whether a configuration of the class or a base in the
// project sets one of the keys, or may.
func mayConfigure(m *semantic.Module, c *semantic.Class, keys ...string) bool {
	mentions := func(text string) bool {
		return strings.Contains(text, "**") || slices.ContainsFunc(keys, func(k string) bool { return strings.Contains(text, k) })
	}
	for _, a := range append([]*semantic.Ancestor{{Class: c, Known: true}}, c.Ancestors()...) {
		switch {
		case a.Class != nil:
			for _, k := range a.Class.Keywords {
				if slices.Contains(keys, k.Name) || k.Name == "**" {
					return true
				}
			}
			for _, x := range append(a.Class.MemberList("model_config"), a.Class.MemberList("Config")...) {
				if mentions(x.Stmt().Text()) || !x.Value.IsNil() && !x.Value.Is(syntax.KCall, syntax.KDictionary) {
					return true
				}
				if x.Value.Is(syntax.KCall) && !m.Is(x.Value.Child(syntax.FFunction), "pydantic.ConfigDict", "pydantic_settings.SettingsConfigDict", "builtins.dict") {
					return true
				}
			}
		case a.Info != nil:
			if slices.ContainsFunc(a.Info.Keywords, func(k string) bool { return slices.Contains(keys, k) || k == "**" }) {
				return true
			}
			if x := a.Info.Member("model_config"); x != nil {
				callee := ""
				if x.Value != nil {
					callee = m.Qualify(x.Value.Callee)
				}
				if callee != "pydantic.ConfigDict" && callee != "pydantic_settings.SettingsConfigDict" ||
					slices.ContainsFunc(x.Value.Keywords, mentions) {
					return true
				}
			}
			if a.Info.Member("Config") != nil {
				return true
			}
		}
	}
	return false
}

// inherited is the declaration of a name in the nearest base that annotates it;
// one without decl and info is a class variable. It is nil if there is none.
func inherited(m *semantic.Module, c *semantic.Class, name string) *modelField {
	for _, a := range c.Ancestors() {
		switch {
		case a.Class != nil:
			for _, x := range a.Class.MemberList(name) {
				switch d := declared(m, x); d.kind {
				case fieldDecl:
					return &modelField{name: name, owner: a, decl: d}
				case classVarDecl:
					return &modelField{name: name, owner: a}
				}
			}
		case a.Info != nil:
			if x := a.Info.Member(name); x != nil {
				if field, declares := infoField(x); field {
					return &modelField{name: name, owner: a, info: x}
				} else if declares {
					return &modelField{name: name, owner: a}
				}
			}
		}
	}
	return nil
}

var namesInText = regexp.MustCompile(`[\p{L}_][\p{L}\p{N}_.]*`)

// annotationHere is the annotation of a field of a base, if it means the same in
// the body of c.
func annotationHere(m *semantic.Module, c *semantic.Class, f *modelField) string {
	text := f.annotation()
	if strings.ContainsAny(text, "\"'\n(#") {
		return ""
	}
	for _, name := range namesInText.FindAllString(text, -1) {
		if name == "None" {
			continue
		}
		q := m.ResolveIn(c.Scope(), name)
		same := q != "" && f.decl != nil && q == m.ResolveIn(f.owner.Class.Scope(), name)
		if f.info != nil {
			same = q != "" && slices.ContainsFunc(f.info.Value.Annotation.Names, func(n string) bool { return m.Qualify(n) == q })
		}
		if !same {
			return ""
		}
	}
	return text
}

// literalType is the type of a literal, "" if there is no telling.
func literalType(m *semantic.Module, c *semantic.Class, n syntax.Node) string {
	n = semantic.Unparenthesized(n)
	typ := ""
	switch n.Kind() {
	case syntax.KInteger:
		typ = "int"
	case syntax.KFloat:
		typ = "float"
	case syntax.KTrue, syntax.KFalse:
		typ = "bool"
	case syntax.KString:
		typ = "str"
		if strings.ContainsAny(strings.TrimRight(n.FirstChild().Text(), `"'`), "bB") {
			typ = "bytes"
		}
	case syntax.KConcatenatedString:
		return literalType(m, c, n.FirstChild())
	case syntax.KUnaryOperator:
		if n.FirstChild().Text() == "-" || n.FirstChild().Text() == "+" {
			return literalType(m, c, n.Child(syntax.FArgument))
		}
	case syntax.KList, syntax.KSet, syntax.KTuple:
		typ = map[syntax.Kind]string{syntax.KList: "list", syntax.KSet: "set", syntax.KTuple: "tuple"}[n.Kind()]
		of := ""
		for _, x := range edit.Elements(n) {
			t := literalType(m, c, x)
			if t == "" || of != "" && t != of || strings.Contains(t, "[") {
				return ""
			}
			of = t
		}
		if of == "" || !isBuiltin(m, c, typ) {
			return ""
		}
		if typ == "tuple" {
			of += ", ..."
		}
		return typ + "[" + of + "]"
	}
	if typ == "" || !isBuiltin(m, c, typ) || strings.HasSuffix(strings.ToLower(n.Text()), "j") && typ != "str" && typ != "bytes" {
		return ""
	}
	return typ
}

// isBuiltin tells whether a name in the body of a class is the builtin.
func isBuiltin(m *semantic.Module, c *semantic.Class, name string) bool {
	return m.ResolveIn(c.Scope(), name) == "builtins."+name
}
