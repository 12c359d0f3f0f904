package pydantic

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD071",
		Name:     "removed-import",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KImportFromStatement, syntax.KAttribute},
		Check:    removedImport,
	})
}

// textUnions are the names for unions of strings and bytes.
var textUnions = map[string][]string{
	"NoneStr": {"str", "None"}, "NoneBytes": {"bytes", "None"}, "StrBytes": {"str", "bytes"}, "NoneStrBytes": {"str", "bytes", "None"},
}

// replacements say what takes the place of a name, by name and by module.
var replacements = map[string]string{
	"stricturl":                    "`Annotated[AnyUrl, UrlConstraints(...)]`",
	"parse_raw_as":                 "`TypeAdapter(T).validate_json(...)`",
	"parse_file_as":                "`TypeAdapter(T).validate_json(Path(p).read_bytes())`",
	"validate_model":               "`Model.model_validate`",
	"create_model_from_typeddict":  "`TypeAdapter(TD)`",
	"create_model_from_namedtuple": "`TypeAdapter(NT)`",
	"Required":                     "a field without a default is required",
	"PydanticValueError":           "`pydantic_core.PydanticCustomError`",
	"PydanticTypeError":            "`pydantic_core.PydanticCustomError`",
	"ModelField":                   "`FieldInfo`",
	"ModelMetaclass":               "`type(BaseModel)`",
	"Undefined":                    "`pydantic_core.PydanticUndefined`",
	"UndefinedType":                "`pydantic_core.PydanticUndefinedType`",
	"SecretField":                  "`SecretStr`",
	"pydantic.datetime_parse":      "`TypeAdapter(datetime).validate_python`",
	"pydantic.env_settings":        "`pydantic_settings`",
}

func removedImport(p *rule.Pass, n syntax.Node) {
	for u := range oldUses(p, n, func(u oldUse) bool { return removed[u.key()] }) {
		message := fmt.Sprintf("`%s` was removed in pydantic v2", u.dotted())
		d := rule.Diagnostic{Start: u.node.Start(), End: u.node.End(), Severity: severity(p, rule.Default)}
		switch parts := textUnions[u.name]; {
		case parts != nil:
			message += fmt.Sprintf(": `%s`", strings.Join(parts, " | "))
			d.Fixes = func() []rule.Fix { return spellUnion(p, u, parts) }
		case strings.HasPrefix(u.name, "Constrained"):
			message += ": declare an `Annotated` type"
		case replacements[u.name] != "":
			message += ": " + replacements[u.name]
			d.Fixes = func() []rule.Fix { return importV1(p, u) }
		case replacements[u.module] != "":
			message += ": " + replacements[u.module]
			d.Fixes = func() []rule.Fix { return importV1(p, u) }
		default:
			d.Fixes = func() []rule.Fix { return importV1(p, u) }
		}
		d.Message = message
		p.Report(d)
	}
}

// spellUnion writes the union out at all uses of the name and drops the import.
func spellUnion(p *rule.Pass, u oldUse, parts []string) []rule.Fix {
	m := p.Module
	b := p.Builder()
	at := u.node
	text := strings.Join(parts, " | ")
	if p.Project.Found("python") != nil && p.Project.In("python", ">=3.10") != project.Yes {
		text = b.Name(at, "typing", "Union") + "[" + strings.Join(parts, ", ") + "]"
	}
	fix := rule.Fix{Title: fmt.Sprintf("Use `%s`", text)}
	if u.item.IsNil() {
		if !standsAlone(at) {
			return nil
		}
		b.Replace(at, text)
		return fixed(b, fix)
	}
	symbol := m.Lookup(u.bound)
	name := u.bound.Text()
	if symbol == nil || len(symbol.Bindings) != 1 || isInit(p) || p.Ask(takenElsewhere(m.Path(), m.Name(), name)) || listed(m.Bindings("__all__"), name) {
		return nil
	}
	for _, use := range m.Uses(symbol) {
		if !standsAlone(use) {
			return nil
		}
		b.Replace(use, text)
	}
	word := regexp.MustCompile(`(^|[^\w.])(` + regexp.QuoteMeta(name) + `)($|\W)`)
	for s := range m.Quoted(name) {
		content := s.ChildOf(syntax.KStringContent)
		found := word.FindAllStringSubmatchIndex(content.Text(), -1)
		if len(found) == 0 || !s.Is(syntax.KString) {
			return nil
		}
		for _, f := range found {
			b.ReplaceRange(content.Start()+f[4], content.Start()+f[5], text)
		}
	}
	b.RemoveName(u.item)
	return fixed(b, fix)
}

// standsAlone tells whether an expression in the place of n needs no brackets.
func standsAlone(n syntax.Node) bool {
	up := n.Parent()
	return !(up.Is(syntax.KAttribute) && n.Field() == syntax.FObject || up.Is(syntax.KSubscript) && n.Field() == syntax.FValue ||
		up.Is(syntax.KCall) && n.Field() == syntax.FFunction)
}

// importV1 imports the name from the version 1 that version 2 comes with, where
// nothing but other classes than models use it. That is no move to version 2,
// so only a person asks for it.
func importV1(p *rule.Pass, u oldUse) []rule.Fix {
	m := p.Module
	uses := []syntax.Node{u.node}
	if !u.item.IsNil() {
		symbol := m.Lookup(u.bound)
		if symbol == nil {
			return nil
		}
		uses = m.Uses(symbol)
	}
	for _, use := range uses {
		class := use.Ancestor(syntax.KClassDefinition)
		if class.IsNil() || classify(m.Class(class)) != otherClass {
			return nil
		}
	}
	if len(uses) == 0 {
		return nil
	}
	b := p.Builder()
	module := "pydantic.v1" + strings.TrimPrefix(u.module, "pydantic")
	moveOld(p, b, u, module, u.name)
	return fixed(b, rule.Fix{
		Title: fmt.Sprintf("Import from `%s`", module), Safety: rule.Unsafe, Reason: "it works with models of version 1 only", Manual: true,
	})
}
