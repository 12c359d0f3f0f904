package pydantic

import (
	"fmt"
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
		Code:     "PYD040",
		Name:     "class-config",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KClassDefinition, syntax.KKeywordArgument},
		Check:    classConfig,
	})
}

// renamedKeys are the configuration keys that version 2 ignores under their
// old names.
var renamedKeys = map[string]string{
	"allow_population_by_field_name": "validate_by_name",
	"anystr_lower":                   "str_to_lower",
	"anystr_upper":                   "str_to_upper",
	"anystr_strip_whitespace":        "str_strip_whitespace",
	"min_anystr_length":              "str_min_length",
	"max_anystr_length":              "str_max_length",
	"keep_untouched":                 "ignored_types",
	"orm_mode":                       "from_attributes",
	"schema_extra":                   "json_schema_extra",
	"validate_all":                   "validate_default",
}

var (
	uselessKeys = []string{"smart_union", "underscore_attrs_are_private", "copy_on_model_validation", "post_init_call"}
	removedKeys = []string{"fields", "getter_dict", "json_loads", "json_dumps", "error_msg_templates"}
)

// configClass is a "class Config" and what becomes of it.
type configClass struct {
	class, model *semantic.Class
	settings     bool
	items        []configItem
	renamed      []string // old names of keys that had no effect so far
}

// configItem is an assignment in the body.
type configItem struct {
	stmt  syntax.Node
	key   string // "" if it is dropped
	value syntax.Node
	text  string // of the value, if it is not the source of value
}

func classConfig(p *rule.Pass, n syntax.Node) {
	if n.Is(syntax.KKeywordArgument) {
		classAsConfig(p, n)
		return
	}
	name := n.Child(syntax.FName)
	if name.Text() != "Config" {
		return
	}
	model := p.Module.EnclosingClass(n)
	kind := classify(model)
	if kind == otherClass || kind == sqlModel || inBranch(n) || p.Module.Generated() {
		return
	}
	x := &configClass{class: p.Module.Class(n), model: model, settings: kind == settings}
	d := rule.Diagnostic{Start: name.Start(), End: name.End()}
	d.Message = fmt.Sprintf("Replace `class Config` with `model_config = %s(...)`", x.dict())
	reason := ""
	switch {
	case kind == dataclass:
		reason = "a dataclass gets it as `config=` of its decorator"
	case len(model.MemberList("model_config")) > 0:
		d.Severity = rule.Error
		reason = "having both is an error"
	default:
		reason = x.read(p)
	}
	if reason != "" {
		d.Message += ": " + reason
	} else {
		d.Fixes = func() []rule.Fix { return x.fix(p) }
	}
	p.Report(d)
}

// classAsConfig reports a class of the project that is given where Pydantic takes
// a configuration.
func classAsConfig(p *rule.Pass, n syntax.Node) {
	m := p.Module
	value, call := n.Child(syntax.FValue), n.Parent().Parent()
	raises := false
	switch name := n.Child(syntax.FName).Text(); {
	case !value.Is(syntax.KIdentifier, syntax.KAttribute) || !call.Is(syntax.KCall):
		return
	case name == "config" && m.Is(call.Child(syntax.FFunction), "pydantic.dataclasses.dataclass", "pydantic.validate_call"):
	case name == "config" && m.Is(call.Child(syntax.FFunction), "pydantic.TypeAdapter"),
		name == "__config__" && m.Is(call.Child(syntax.FFunction), "pydantic.create_model"):
		raises = true
	default:
		return
	}
	t := m.TypeOf(value)
	if t.Kind != semantic.ClassObject || inBranch(n) || m.Generated() {
		return
	}
	if a := m.Named(t.Name); a.Class == nil && a.Info == nil {
		return
	}
	d := rule.Diagnostic{
		Start: value.Start(), End: value.End(), Message: fmt.Sprintf("Replace the class `%s` with `ConfigDict(...)`", value.Text()),
	}
	if raises {
		d.Severity = rule.Error
		d.Message += ": it raises"
	}
	p.Report(d)
}

func (x *configClass) dict() string {
	if x.settings {
		return "SettingsConfigDict"
	}
	return "ConfigDict"
}

// read understands the class, or tells what stands in the way.
func (x *configClass) read(p *rule.Pass) (reason string) {
	c, m := x.class, p.Module
	if !c.Decorated.IsNil() || len(c.Keywords) > 0 || c.Splat {
		return "it is no plain class"
	}
	if len(c.Bases) > 1 || len(c.Bases) == 1 && !x.harmlessBase(m, c.Bases[0]) {
		return fmt.Sprintf("its base `%s` is not merged into it", c.Bases[0].Node.Text())
	}
	if symbol := m.Lookup(c.NameNode); symbol == nil || symbol.Only() == nil || len(m.Uses(symbol)) > 0 || x.referred(p) {
		return fmt.Sprintf("`%s.Config` is used elsewhere", x.model.Name)
	}
	keys := map[string]bool{}
	for stmt := range c.Body.Named() {
		if stmt.Is(syntax.KPassStatement) {
			continue
		}
		item, reason := x.item(p, stmt)
		if reason != "" {
			return reason
		}
		if item.key != "" && keys[item.key] {
			return fmt.Sprintf("it sets `%s` twice", item.key)
		}
		keys[item.key] = true
		x.items = append(x.items, item)
	}
	if x.empty() {
		for range p.File.CommentsIn(c.Node.Start(), c.Node.End()) {
			if len(x.items) == 0 {
				return "it holds nothing but comments"
			}
		}
	}
	return ""
}

// harmlessBase tells whether a base of the class adds nothing: the Config of a
// base of the model, which Pydantic merges anyway, or the empty BaseConfig.
func (x *configClass) harmlessBase(m *semantic.Module, base semantic.Base) bool {
	if base.Name == "pydantic.BaseConfig" {
		return true
	}
	if n := base.Node; n.Is(syntax.KAttribute) && n.Child(syntax.FAttribute).Text() == "Config" {
		q := m.Resolve(n.Child(syntax.FObject))
		return q != "" && slices.ContainsFunc(x.model.Bases, func(b semantic.Base) bool { return b.Name == q })
	}
	return false
}

// referred tells whether code may get at the class through the model, as in
// "class Config(Model.Config)".
func (x *configClass) referred(p *rule.Pass) bool {
	m, model := p.Module, x.model.Qualified
	for _, use := range m.Attributes("Config") {
		q := m.Resolve(use.Parent().Child(syntax.FObject))
		if q == "" || q == model || m.IsSubclass(q, model) == semantic.Yes {
			return true
		}
	}
	names := []string{"." + x.model.Name + ".Config."}
	add := func(q string) bool {
		names = append(names, q[strings.LastIndexByte(q, '.'):]+".Config.")
		return false
	}
	anyDerived(m, model,
		func(c *semantic.Class) bool { return add("." + c.Name) },
		func(i *semantic.ClassInfo) bool { return add("." + i.Qualified) })
	return m.MentionsString("Config") || p.Ask(configElsewhere(m.Path(), model, names))
}

// configElsewhere asks whether a file other than that at path, which imports the
// module of the class, has a ".Config" of one of names, or one of which it is not
// known whose it is.
func configElsewhere(path, class string, names []string) func(*project.View) bool {
	module := class[:max(strings.LastIndexByte(class, '.'), 0)]
	return func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool {
			if s.Path == path || !s.Attributes["Config"] || !imports(s, module) {
				return false
			}
			known := false
			for q := range s.Uses {
				q += "."
				if !strings.Contains(q, ".Config.") {
					continue
				}
				known = true
				if slices.ContainsFunc(names, func(name string) bool { return strings.Contains(q, name) }) {
					return true
				}
			}
			return !known
		})
	}
}

// item reads a statement of the body.
func (x *configClass) item(p *rule.Pass, stmt syntax.Node) (item configItem, reason string) {
	item.stmt = stmt
	assignment := stmt.FirstChild()
	if stmt.Is(syntax.KFunctionDefinition, syntax.KDecoratedDefinition) {
		if fn := p.Module.Func(stmt); fn != nil {
			return item, fmt.Sprintf("`%s` is a method", fn.Name)
		}
	}
	if stmt.Is(syntax.KExpressionStatement) && assignment.Is(syntax.KString, syntax.KConcatenatedString) {
		return item, "it has a docstring"
	}
	left, value := assignment.Child(syntax.FLeft), assignment.Child(syntax.FRight)
	if !stmt.Is(syntax.KExpressionStatement) || !assignment.Is(syntax.KAssignment) || !left.Is(syntax.KIdentifier) ||
		!assignment.Child(syntax.FType).IsNil() || value.IsNil() || value.Is(syntax.KAssignment, syntax.KExpressionList, syntax.KYield) {
		return item, "it holds more than assignments"
	}
	name := left.Text()
	item.key, item.value = name, value
	for n := range value.Descendants() {
		if !isName(n) {
			continue
		}
		symbol := p.Module.Lookup(n)
		if symbol != nil && symbol.Scope == x.class.Scope() {
			return item, fmt.Sprintf("`%s` uses `%s` of its body", name, n.Text())
		}
		if p.Module.Bound(x.model.Scope(), n.Text()) && p.Module.ScopeOf(n) == x.class.Scope() {
			return item, fmt.Sprintf("`%s` means something else in `%s`", n.Text(), x.model.Name)
		}
	}
	literal := value.Is(syntax.KTrue, syntax.KFalse)
	switch {
	case slices.Contains(removedKeys, name):
		return item, fmt.Sprintf("`%s` does not exist any more", name)
	case name == "smart_union" && !literal, name == "allow_mutation" && !literal:
		return item, fmt.Sprintf("`%s` is no plain value", name)
	case slices.Contains(uselessKeys, name), name == "allow_mutation" && value.Is(syntax.KTrue):
		item.key = ""
		return item, ""
	case name == "allow_mutation":
		item.key, item.text = "frozen", "True"
	case renamedKeys[name] != "":
		item.key = renamedKeys[name]
		if name == "allow_population_by_field_name" && !has(p, "2.11") {
			item.key = "populate_by_name"
		}
	case name == "extra" && value.Is(syntax.KAttribute) && p.Module.Is(value.Child(syntax.FObject), "pydantic.Extra"):
		item.text = "extra" // quoted when the fix is made
	}
	if item.key != name {
		x.renamed = append(x.renamed, name)
	}
	if value.Is(syntax.KCall) && p.Module.Is(value.Child(syntax.FFunction), "builtins.staticmethod", "builtins.classmethod", "builtins.property") {
		args := edit.Elements(edit.Arguments(value))
		if !p.Module.Is(value.Child(syntax.FFunction), "builtins.staticmethod") || len(args) != 1 || args[0].Is(syntax.KKeywordArgument, syntax.KListSplat, syntax.KDictionarySplat) {
			return item, fmt.Sprintf("`%s` is a descriptor", name)
		}
		item.value = args[0]
	}
	return item, ""
}

// empty tells whether nothing is left to configure.
func (x *configClass) empty() bool {
	return !slices.ContainsFunc(x.items, func(i configItem) bool { return i.key != "" })
}

func (x *configClass) fix(p *rule.Pass) []rule.Fix {
	b := p.Builder()
	if x.empty() {
		b.DeleteStatement(x.class.Node)
	} else {
		text := x.assignment(p, b)
		b.ReplaceRange(x.class.Node.Start(), x.class.Node.Start(), text)
		b.DropRange(x.class.Node.Start(), x.end())
	}
	edits, err := b.Edits()
	if err != nil {
		return nil
	}
	fix := rule.Fix{Title: "Convert to `model_config`", Edits: edits}
	if len(x.renamed) > 0 {
		fix.Title += fmt.Sprintf(" (renamed: %s)", strings.Join(x.renamed, ", "))
		fix.Safety, fix.Reason = rule.Unsafe, "what was renamed had no effect until now"
	}
	return []rule.Fix{fix}
}

// end is the end of the class, with the comment behind its last statement.
func (x *configClass) end() int {
	end := x.class.Node.End()
	for c := range x.class.Node.File().CommentsIn(end, end) {
		end = max(end, c.End())
	}
	return end
}

// assignment is the statement that replaces the class.
func (x *configClass) assignment(p *rule.Pass, b *edit.Builder) string {
	module := "pydantic"
	if x.settings {
		module = "pydantic_settings"
	}
	open := "model_config = " + b.Name(x.class.Node, module, x.dict()) + "("
	indent := b.Indent(x.class.Node) + b.IndentStep()
	first := x.items[0].stmt
	if p.File.Text.LineOf(first.Start()) > p.File.Text.LineOf(x.class.Node.Start()) {
		indent = b.Indent(first)
	}
	var args []string
	multiline := false
	for _, item := range x.items {
		if item.key == "" {
			continue
		}
		text := item.text
		switch text {
		case "":
			text = b.Reindent(item.value, indent)
		case "extra":
			text = b.Str(item.value.Child(syntax.FAttribute).Text())
		}
		args = append(args, item.key+"="+text)
		multiline = multiline || strings.Contains(text, "\n")
	}
	lines := x.lines(p, args)
	line := open + strings.Join(args, ", ") + ")"
	if !multiline && len(lines) == len(args) && lines[0].comment == "" && b.Fits(x.class.Node.Start(), line) {
		return line
	}
	var s strings.Builder
	s.WriteString(open)
	for i, l := range lines {
		if i == 0 && l.head {
			s.WriteString("  " + l.comment)
			continue
		}
		s.WriteString(b.Newline() + indent + l.text)
		if l.text != "" {
			s.WriteString(",")
			if l.comment != "" {
				s.WriteString("  ")
			}
		}
		s.WriteString(l.comment)
	}
	s.WriteString(b.Newline() + b.Indent(x.class.Node) + ")")
	return s.String()
}

// configLine is a line between the brackets of the call.
type configLine struct {
	text, comment string
	head          bool // a comment behind the opening bracket
}

// lines puts the arguments and the comments of the class in order. Comments in
// a value stay in it; one behind a key that is dropped goes with it.
func (x *configClass) lines(p *rule.Pass, args []string) []configLine {
	t := p.File.Text
	var out []configLine
	items := x.items
	take := func(upto int) {
		for len(items) > 0 && items[0].stmt.Start() < upto {
			l := configLine{}
			if items[0].key != "" {
				l.text = args[0]
				args = args[1:]
				out = append(out, l)
			}
			items = items[1:]
		}
	}
	for c := range p.File.CommentsIn(x.class.Node.Start(), x.end()) {
		if slices.ContainsFunc(x.items, func(i configItem) bool { return inside(c, i.stmt) }) {
			continue
		}
		take(c.Start())
		line := t.LineOf(c.Start())
		switch {
		case line == t.LineOf(x.class.Body.Start()) && line == t.LineOf(x.class.Node.Start()) || line == t.LineOf(x.class.NameNode.Start()):
			out = append(out, configLine{comment: c.Text(), head: true})
		case slices.ContainsFunc(x.items, func(i configItem) bool { return t.LineOf(i.stmt.End()) == line }):
			kept := slices.ContainsFunc(x.items, func(i configItem) bool { return t.LineOf(i.stmt.End()) == line && i.key != "" })
			if kept && len(out) > 0 {
				out[len(out)-1].comment = c.Text()
			}
		default:
			out = append(out, configLine{comment: c.Text()})
		}
	}
	take(x.class.Node.End() + 1)
	return out
}
