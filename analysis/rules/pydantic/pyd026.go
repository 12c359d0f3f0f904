package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD026",
		Name:     "validator-unknown-field",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    unknownField,
	})
}

func unknownField(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !n.Parent().Is(syntax.KDecoratedDefinition) {
		return
	}
	fn := m.Func(n)
	d := fn.Decorator("pydantic.field_validator", "pydantic.field_serializer", "pydantic.validator")
	if d == nil || d.Call.IsNil() || m.Generated() {
		return
	}
	c := m.EnclosingClass(fn.Decorated)
	if kind := classify(c); kind == otherClass || !closedModel(c) {
		return
	}
	args := argumentsOf(d.Call)
	if a := args.keyword("check_fields"); args.splat || !a.IsNil() && !a.Is(syntax.KTrue, syntax.KNone) {
		return
	}
	for _, a := range args.positional {
		name, ok := plainString(a)
		if !ok || name == "*" || !lacksField(m, c, name, d.Name == "pydantic.field_serializer") {
			continue
		}
		fields, _ := fieldsOf(m, c)
		near := nearField(fields, name)
		message := fmt.Sprintf("`%s` has no field `%s`", c.Name, name)
		if near != "" {
			message += fmt.Sprintf(": did you mean `%s`?", near)
		}
		p.ReportNode(a, message, func() []rule.Fix {
			if near == "" {
				return nil
			}
			b := p.Builder()
			content := a.ChildOf(syntax.KStringContent)
			b.Replace(content, near)
			return fixed(b, rule.Fix{Title: "Change to `" + near + "`", Safety: rule.Unsafe, Reason: "another field may be meant"})
		})
	}
}

// emptyRoots are the classes outside of the project that have no fields.
var emptyRoots = []string{
	"pydantic.BaseModel", "pydantic.RootModel", "pydantic.BaseSettings", "pydantic_settings.BaseSettings", "pydantic.generics.GenericModel",
	"sqlmodel.SQLModel", "typing.Generic", "typing.Protocol", "abc.ABC",
}

// lacksField tells whether it is certain that no class of the chain of a closed
// model annotates the name; for a serializer, nor has it as a computed field.
func lacksField(m *semantic.Module, c *semantic.Class, name string, serializer bool) bool {
	if name == "" {
		return false
	}
	for _, a := range append([]*semantic.Ancestor{{Name: c.Qualified, Class: c, Known: true}}, c.Ancestors()...) {
		switch {
		case a.Class != nil:
			for _, x := range a.Class.MemberList(name) {
				if serializer || !x.Type.IsNil() || x.Kind == semantic.Import {
					return false
				}
			}
			if !a.Class.Node.Child(syntax.FTypeParameters).IsNil() || dynamicBody(m, a.Class) {
				return false
			}
		case a.Info != nil:
			if a.Info.Dynamic {
				return false
			}
			if x := a.Info.Member(name); x != nil && !x.Instance && (serializer || x.Kind != semantic.Function) {
				return false
			}
		case a.Name == "pydantic.RootModel":
			if name == "root" {
				return false
			}
		case !slices.Contains(emptyRoots, a.Name) && !strings.HasPrefix(a.Name, "builtins."):
			return false
		}
	}
	return true
}

// dynamicBody tells whether the body of a class may bind names in ways that are
// not seen.
func dynamicBody(m *semantic.Module, c *semantic.Class) bool {
	for n := range semantic.OwnBody(c.Node) {
		switch n.Kind() {
		case syntax.KCall:
			if m.Is(n.Child(syntax.FFunction), "builtins.locals", "builtins.vars", "builtins.exec", "builtins.eval", "builtins.globals") {
				return true
			}
		case syntax.KIdentifier:
			if n.Text() == "__annotations__" {
				return true
			}
		case syntax.KWildcardImport:
			return true
		}
	}
	return false
}

// nearField is the only field whose name is one edit away, or two for long
// names; "" if there is none or several.
func nearField(fields []modelField, name string) string {
	limit := 1
	if len(name) >= 6 {
		limit = 2
	}
	near := ""
	for _, f := range fields {
		if d := nameDistance(f.name, name); d > limit || d >= min(len(name), len(f.name)) {
			continue
		}
		if near != "" {
			return ""
		}
		near = f.name
	}
	return near
}

// nameDistance is the Damerau-Levenshtein distance of two names (in the form that
// changes no part twice): how many characters must be added, removed, replaced
// or swapped with the next one.
func nameDistance(a, b string) int {
	s, t := []rune(a), []rune(b)
	if max(len(s), len(t)) > 100 {
		return 100
	}
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range t {
		rows[0][j+1] = j + 1
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(s)][len(t)]
}
