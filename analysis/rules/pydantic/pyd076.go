package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD076",
		Name:     "parse-obj-as",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    parseObjAs,
	})
}

// schemaKeywords are the arguments that TypeAdapter.json_schema has like
// schema_of.
var schemaKeywords = []string{"by_alias", "ref_template", "schema_generator"}

func parseObjAs(p *rule.Pass, n syntax.Node) {
	m, callee := p.Module, n.Child(syntax.FFunction)
	q := m.Resolve(callee)
	name, is := strings.CutPrefix(q, "pydantic.")
	if !is || !slices.Contains([]string{"parse_obj_as", "schema_of", "schema_json_of"}, name) || forVersions(n) || m.Generated() {
		return
	}
	p.Report(rule.Diagnostic{
		Start: callee.Start(), End: callee.End(), Severity: severity(p, rule.Default),
		Message: fmt.Sprintf("`%s` is deprecated: use TypeAdapter", name),
		Fixes: func() []rule.Fix {
			b := p.Builder()
			if x := (&toolCall{p: p, call: n, callee: callee}); !x.rewrite(b, name) {
				return nil
			}
			return fixed(b, rule.Fix{Title: "Use TypeAdapter"})
		},
	})
}

// toolCall is a call of one of the functions that TypeAdapter took the place of.
type toolCall struct {
	p            *rule.Pass
	call, callee syntax.Node
	typ          syntax.Node // the argument that is the type; a keyword_argument if it is named
}

func (x *toolCall) rewrite(b *edit.Builder, name string) bool {
	a := argumentsOf(x.call)
	if a.splat || edit.Arguments(x.call).Is(syntax.KGeneratorExpression) {
		return false
	}
	if x.typ = a.first(); x.typ.IsNil() {
		if x.typ = a.argument("type_"); x.typ.IsNil() {
			return false
		}
	} else {
		a.positional = a.positional[1:]
	}
	if name == "parse_obj_as" {
		return x.validate(b, a)
	}
	if len(a.positional) > 0 {
		return false
	}
	if title := a.argument("title"); !title.IsNil() {
		if !title.Child(syntax.FValue).Is(syntax.KNone) || x.explained(title) {
			return false
		}
		b.RemoveElement(title)
	}
	if name == "schema_of" {
		return x.schema(b, a)
	}
	return x.dumps(b, a)
}

// adapter is TypeAdapter(T), in place of the node at.
func (x *toolCall) adapter(b *edit.Builder, at syntax.Node) string {
	name, ok := x.importedHere(b)
	if !ok {
		name = b.NameLike(x.callee, "pydantic", "TypeAdapter")
	}
	return name + "(" + b.Reindent(x.value(), b.Indent(at)) + ")"
}

// importedHere names TypeAdapter where it is known under its name already, from
// whatever module, or where the function around imports what is called here for
// this call alone, so that the import can import TypeAdapter instead. An import of
// several names loses the one.
func (x *toolCall) importedHere(b *edit.Builder) (string, bool) {
	m := x.p.Module
	if !x.callee.Is(syntax.KIdentifier) {
		return "", false
	}
	there := m.Find(m.ScopeOf(x.callee), "TypeAdapter").Only()
	known := there != nil && there.Guard == 0 && there.Node().Start() < x.callee.Start() && m.ResolveIn(m.ScopeOf(x.callee), "TypeAdapter") == "pydantic.TypeAdapter"
	symbol := m.Lookup(x.callee)
	only := symbol.Only()
	if symbol.Scope.Kind() != semantic.FunctionScope || only == nil || only.Kind != semantic.Import || len(m.Uses(symbol)) != 1 {
		return "TypeAdapter", known
	}
	item, module := only.Node().Parent(), only.Stmt().Child(syntax.FModuleName)
	for c := range only.Stmt().Named() {
		if c != item && c != module {
			b.RemoveName(item)
			return "TypeAdapter", known
		}
	}
	if _, bound := b.Bound(x.callee, "pydantic", "TypeAdapter"); bound || known || m.Mentions(symbol.Scope, "TypeAdapter") {
		b.DeleteStatement(only.Stmt())
		return "TypeAdapter", known
	}
	b.Replace(module, "pydantic")
	b.Replace(item, "TypeAdapter")
	return "TypeAdapter", true
}

// value is the type itself.
func (x *toolCall) value() syntax.Node {
	if x.typ.Is(syntax.KKeywordArgument) {
		return x.typ.Child(syntax.FValue)
	}
	return x.typ
}

// validate writes TypeAdapter(T).validate_python(x).
func (x *toolCall) validate(b *edit.Builder, a arguments) bool {
	values := a.positional
	var obj syntax.Node
	if len(values) > 0 {
		obj, values = values[0], values[1:]
	}
	drop := values // type_name has no meaning any more
	for _, k := range a.keywords {
		switch k.Child(syntax.FName).Text() {
		case "obj":
			if !obj.IsNil() {
				return false
			}
			obj = k
			b.DeleteRange(k.Start(), k.Child(syntax.FValue).Start())
		case "type_name":
			drop = append(drop, k)
		case "type_":
			if k != x.typ {
				return false
			}
		default:
			return false
		}
	}
	if obj.IsNil() || len(drop) > 1 {
		return false
	}
	return x.replace(b, drop, ".validate_python")
}

// schema writes TypeAdapter(T).json_schema(...).
func (x *toolCall) schema(b *edit.Builder, a arguments) bool {
	for _, k := range a.keywords {
		if name := k.Child(syntax.FName).Text(); k != x.typ && name != "title" && !slices.Contains(schemaKeywords, name) {
			return false
		}
	}
	return x.replace(b, nil, ".json_schema")
}

// replace writes a method of the adapter in place of the function, and takes
// arguments away.
func (x *toolCall) replace(b *edit.Builder, drop []syntax.Node, method string) bool {
	for _, n := range append(drop, x.typ) {
		if x.explained(n) {
			return false
		}
		b.RemoveElement(n)
	}
	b.Replace(x.callee, x.adapter(b, x.callee)+method)
	return true
}

// dumps writes json.dumps(TypeAdapter(T).json_schema(...), ...).
func (x *toolCall) dumps(b *edit.Builder, a arguments) bool {
	if x.explained(x.typ) {
		return false
	}
	var in []string
	for _, k := range a.keywords {
		if !slices.Contains(schemaKeywords, k.Child(syntax.FName).Text()) {
			continue
		}
		if x.explained(k) {
			return false
		}
		in = append(in, b.Reindent(k, b.Indent(x.typ)))
		b.RemoveElement(k)
	}
	schema := x.adapter(b, x.typ) + ".json_schema(" + strings.Join(in, ", ") + ")"
	if x.typ.Is(syntax.KKeywordArgument) && x.typ != edit.Elements(edit.Arguments(x.call))[0] {
		schema = "obj=" + schema
	}
	b.Replace(x.typ, schema)
	dumps, ok := b.Bound(x.callee, "json", "dumps")
	if !ok {
		dumps = b.Import(x.callee, "json") + ".dumps"
	}
	b.Replace(x.callee, dumps)
	return true
}

// explained tells whether an argument that moves or goes has a comment in it,
// above it or behind it.
func (x *toolCall) explained(n syntax.Node) bool {
	text := x.p.File.Text
	if prev := n.PrevSibling(); prev.IsExtra() && strings.TrimSpace(string(text.Slice(text.LineStart(text.LineOf(prev.Start())), prev.Start()))) == "" {
		return true
	}
	next := n.NextSibling()
	if next.Is(syntax.KTokComma) {
		next = next.NextSibling()
	}
	return commented(x.p, n) || next.IsExtra() && text.LineOf(next.Start()) == text.LineOf(n.End())
}
