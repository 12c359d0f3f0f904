package pydantic

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// The configuration of models.
//
//	s := configAt(m, n)             // the configuration that the node n writes, key by key
//	s.keys                          // as keywords of a call, in a dict display, or of a class statement
//	e := effectiveConfig(m, c)      // what Pydantic merges for a class: bases, its own, keywords
//	e.is("extra", `"forbid"`)       // certainly so

// configForm is how a configuration is written.
type configForm uint8

const (
	configCall    configForm = iota // ConfigDict(k=v)
	configDisplay                   // {"k": v}
	configKeyword                   // class A(BaseModel, k=v)
)

// configSite is a configuration where it is written.
type configSite struct {
	node  syntax.Node // the call, the display, or the class definition
	form  configForm
	keys  []configKey
	splat bool            // there may be more keys
	class *semantic.Class // that it configures through model_config or its keywords, nil for others
}

// configKey is one key of a configuration.
type configKey struct {
	node  syntax.Node // the keyword argument, or the pair
	label syntax.Node // the name, or the string
	name  string
	value syntax.Node
}

// key is the entry of a key; its node is nil if there is none.
func (s *configSite) key(name string) configKey {
	for _, k := range s.keys {
		if k.name == name {
			return k
		}
	}
	return configKey{}
}

// configKinds are the nodes that configAt knows.
var configKinds = []syntax.Kind{syntax.KCall, syntax.KDictionary, syntax.KClassDefinition}

// configAt reads the configuration of Pydantic that a call of ConfigDict, a dict
// display in one of its places, or a class statement writes; nil for others.
func configAt(m *semantic.Module, n syntax.Node) *configSite {
	s := &configSite{node: n}
	switch n.Kind() {
	case syntax.KCall:
		if !isConfigCall(m, n) {
			return nil
		}
	case syntax.KDictionary:
		if !isConfigDisplay(m, n) {
			return nil
		}
	case syntax.KClassDefinition:
		if n.Child(syntax.FSuperclasses).IsNil() {
			return nil
		}
		c := m.Class(n)
		if kind := classify(c); kind == otherClass || kind == sqlModel || kind == dataclass {
			return nil
		}
		s.class = c
		s.form = configKeyword
		for _, k := range c.Keywords {
			if k.Name == "**" {
				s.splat = true
				continue
			}
			s.keys = append(s.keys, configKey{k.Node, k.Node.Child(syntax.FName), k.Name, k.Value})
		}
		if len(s.keys) == 0 {
			return nil
		}
		return s
	}
	if up := n.Parent(); up.Is(syntax.KAssignment) && up.Child(syntax.FLeft).Text() == "model_config" && up.Parent().Is(syntax.KExpressionStatement) {
		if c := m.EnclosingClass(n); c != nil && up.Parent().Parent() == c.Body {
			s.class = c
		}
	}
	s.read(n)
	return s
}

// read collects the keys of a call or a display.
func (s *configSite) read(n syntax.Node) {
	list := n
	if n.Is(syntax.KCall) {
		list = edit.Arguments(n)
	} else {
		s.form = configDisplay
	}
	for _, x := range edit.Elements(list) {
		switch x.Kind() {
		case syntax.KKeywordArgument:
			label := x.Child(syntax.FName)
			s.keys = append(s.keys, configKey{x, label, label.Text(), x.Child(syntax.FValue)})
			continue
		case syntax.KPair:
			label := x.Child(syntax.FKey)
			if name, ok := plainString(label); ok {
				s.keys = append(s.keys, configKey{x, label, name, x.Child(syntax.FValue)})
				continue
			}
		}
		s.splat = true
	}
}

func isConfigCall(m *semantic.Module, n syntax.Node) bool {
	return n.Is(syntax.KCall) && m.Is(n.Child(syntax.FFunction), "pydantic.ConfigDict", "pydantic_settings.SettingsConfigDict")
}

// isConfigDisplay tells whether a dict display stands where Pydantic takes a
// configuration.
func isConfigDisplay(m *semantic.Module, n syntax.Node) bool {
	up := n.Parent()
	switch up.Kind() {
	case syntax.KAssignment:
		left := up.Child(syntax.FLeft)
		c := m.EnclosingClass(n)
		if c == nil || up.Parent().Parent() != c.Body || up.Child(syntax.FRight) != n {
			return false
		}
		switch left.Text() {
		case "model_config":
			kind := classify(c)
			return kind != otherClass && kind != sqlModel && kind != dataclass
		case "__pydantic_config__":
			return classify(c) == dataclass || c.IsSubclass("typing.TypedDict") == semantic.Yes || c.Decorator("dataclasses.dataclass") != nil
		}
	case syntax.KKeywordArgument:
		callee := up.Ancestor(syntax.KCall).Child(syntax.FFunction)
		if up.Child(syntax.FValue) != n || up.Parent().Parent() != callee.Parent() {
			return false
		}
		switch up.Child(syntax.FName).Text() {
		case "config":
			return m.Is(callee, "pydantic.TypeAdapter", "pydantic.dataclasses.dataclass", "pydantic.with_config", "pydantic.validate_call")
		case "__config__":
			return m.Is(callee, "pydantic.create_model")
		}
	case syntax.KArgumentList:
		call := up.Parent()
		return call.Is(syntax.KCall) && m.Is(call.Child(syntax.FFunction), "pydantic.with_config") && edit.Elements(up)[0] == n
	}
	return false
}

// configKeys are the keys of ConfigDict with the version that has them first.
var configKeys = map[string]string{}

func init() {
	for version, names := range map[string]string{
		"2.0": `title str_to_lower str_to_upper str_strip_whitespace str_min_length str_max_length extra frozen populate_by_name
			use_enum_values validate_assignment arbitrary_types_allowed from_attributes loc_by_alias alias_generator ignored_types
			allow_inf_nan json_schema_extra strict revalidate_instances ser_json_timedelta ser_json_bytes validate_default
			validate_return protected_namespaces hide_input_in_errors`,
		"2.1":  `json_encoders defer_build schema_generator`,
		"2.4":  `plugin_settings json_schema_serialization_defaults_required json_schema_mode_override coerce_numbers_to_str`,
		"2.5":  `regex_engine validation_error_cause`,
		"2.6":  `ser_json_inf_nan`,
		"2.7":  `use_attribute_docstrings cache_strings`,
		"2.8":  `model_title_generator field_title_generator`,
		"2.9":  `val_json_bytes`,
		"2.11": `validate_by_alias validate_by_name serialize_by_alias`,
		"2.12": `ser_json_temporal val_temporal_unit url_preserve_empty_path`,
		"2.13": `polymorphic_serialization`,
	} {
		for name := range strings.FieldsSeq(names) {
			configKeys[name] = version
		}
	}
	configKeys["experimental_defer_build_mode"] = "2.8"
}

// effective is the configuration that Pydantic merges for a class.
type effective struct {
	known  bool // no part of it is unread
	values map[string]configValue
}

// configValue is what a key is set to.
type configValue struct {
	text  string // of a plain literal, as literalConfig writes it; "" for any other value
	node  syntax.Node
	class string // the qualified name of the class that sets it
}

// is tells whether a key is certainly set to the literal.
func (e *effective) is(key, text string) bool { return e.known && e.values[key].text == text }

// isNot tells whether a key is certainly not set to the literal.
func (e *effective) isNot(key, text string) bool {
	v, set := e.values[key]
	return e.known && (!set || v.text != "" && v.text != text)
}

// maxConfigDepth bounds how far bases are followed.
const maxConfigDepth = 30

// effectiveConfig merges what the class and its bases say. Pydantic lets later
// bases win over earlier ones, then the class itself, then its keywords.
func effectiveConfig(m *semantic.Module, c *semantic.Class) *effective {
	e := &effective{known: true, values: map[string]configValue{}}
	budget := 300
	e.merge(m, &semantic.Ancestor{Name: c.Qualified, Class: c, Known: true}, maxConfigDepth, &budget)
	return e
}

// baseConfig is the effective configuration of a class by its name.
func baseConfig(m *semantic.Module, q string) *effective {
	e := &effective{known: true, values: map[string]configValue{}}
	budget := 300
	e.merge(m, m.Named(q), maxConfigDepth, &budget)
	return e
}

func (e *effective) merge(m *semantic.Module, a *semantic.Ancestor, depth int, budget *int) {
	*budget--
	if depth == 0 || *budget < 0 || !a.Known || a.Name == "" {
		e.known = false
		return
	}
	set := func(key, text string, node syntax.Node) {
		e.values[key] = configValue{literalConfig(text), node, a.Name}
	}
	switch {
	case a.Class != nil:
		c := a.Class
		if c.Splat || c.Decorator("pydantic.dataclasses.dataclass") != nil {
			e.known = false
		}
		for _, b := range c.Bases {
			e.merge(m, m.Named(b.Name), depth-1, budget)
		}
		e.ownConfig(m, c, set)
	case a.Info != nil:
		for _, b := range a.Info.Bases {
			e.merge(m, m.Named(b), depth-1, budget)
		}
		e.infoConfig(m, a.Info, set)
	case a.Name == "pydantic_settings.BaseSettings" || a.Name == "pydantic.BaseSettings":
		set("extra", `"forbid"`, syntax.Node{})
		set("validate_default", "True", syntax.Node{})
		set("arbitrary_types_allowed", "True", syntax.Node{})
		set("case_sensitive", "False", syntax.Node{})
	case a.Name == "sqlmodel.SQLModel":
		set("from_attributes", "True", syntax.Node{})
	}
}

// ownConfig reads what a class of the file says itself.
func (e *effective) ownConfig(m *semantic.Module, c *semantic.Class, set func(key, text string, node syntax.Node)) {
	list, nested := c.MemberList("model_config"), c.MemberList("Config")
	if len(list)+len(nested) > 1 {
		e.known = false
		return
	}
	for _, x := range list {
		value := semantic.Unparenthesized(x.Value)
		if x.Guard != 0 || !isConfigCall(m, value) && !value.Is(syntax.KDictionary) {
			e.known = false
			continue
		}
		s := &configSite{node: value}
		s.read(value)
		e.known = e.known && !s.splat
		for _, k := range s.keys {
			set(k.name, k.value.Text(), k.node)
		}
	}
	for _, x := range nested {
		inner := m.Class(x.Stmt())
		if x.Guard != 0 || inner == nil || len(inner.Bases) > 0 {
			e.known = false
			continue
		}
		for _, k := range inner.Members() {
			set(k.Name, k.Value.Text(), k.Stmt())
		}
	}
	for _, k := range c.Keywords {
		if k.Name == "**" {
			e.known = false
			continue
		}
		set(k.Name, k.Value.Text(), k.Node)
	}
}

// infoConfig reads what a class of another file says itself.
func (e *effective) infoConfig(m *semantic.Module, c *semantic.ClassInfo, set func(key, text string, node syntax.Node)) {
	model, nested := c.Member("model_config"), c.Member("Config")
	if c.Dynamic || model != nil && nested != nil {
		e.known = false
	}
	if model != nil {
		switch v := model.Value; {
		case v == nil:
			e.known = false
		case slices.Contains([]string{"pydantic.ConfigDict", "pydantic_settings.SettingsConfigDict"}, m.Qualify(v.Callee)) && len(v.Arguments) == len(v.Keywords):
			for _, k := range v.Arguments {
				set(k.Name, k.Text, syntax.Node{})
				if strings.HasPrefix(k.Name, "*") || k.Name == "" {
					e.known = false
				}
			}
		default:
			e.known = false
		}
	}
	if nested != nil {
		if nested.Class == nil || len(nested.Class.Bases) > 0 || nested.Class.Dynamic {
			e.known = false
		} else {
			for _, k := range nested.Class.Members {
				text := ""
				if k.Value != nil {
					text = k.Value.Text
				}
				set(k.Name, text, syntax.Node{})
			}
		}
	}
	for _, k := range c.Keywords {
		set(k, "", syntax.Node{}) // the summary of a class has no values of keywords
		if k == "**" {
			e.known = false
		}
	}
}

// literalConfig is the text of a literal in one spelling: strings in double
// quotes; "" for what is none.
func literalConfig(text string) string {
	switch text {
	case "True", "False", "None":
		return text
	}
	if n := len(text); n >= 2 && (text[0] == '"' || text[0] == '\'') && text[n-1] == text[0] && !strings.ContainsAny(text[1:n-1], "\"'\\\n") {
		return `"` + text[1:n-1] + `"`
	}
	if text != "" && strings.Trim(text, "0123456789") == "" {
		return text
	}
	return ""
}

// addConfig sets a key in the configuration that the class of the file writes
// itself, replacing the value that stands there, or gives it one.
func addConfig(p *rule.Pass, c *semantic.Class, key, value string, fix rule.Fix) []rule.Fix {
	kind := classify(c)
	if kind == otherClass || kind == sqlModel || kind == dataclass {
		return nil
	}
	if list := c.MemberList("model_config"); len(list) == 1 && list[0].Value.Is(syntax.KCall, syntax.KDictionary) {
		s := &configSite{node: list[0].Value}
		s.read(s.node)
		if old := s.key(key); !old.node.IsNil() {
			b := p.Builder()
			b.SetValue(old.node, value)
			return fixed(b, fix)
		}
		if s.splat || s.form == configCall && !isConfigCall(p.Module, s.node) {
			return nil
		}
	}
	return configure(p, c, kind, key, value, fix)
}

// renameKey gives a key another name.
func renameKey(b *edit.Builder, k configKey, name string) {
	if k.label.Is(syntax.KString) {
		b.Replace(k.label, edit.StrIn(name, b.QuoteLike(k.label)))
		return
	}
	b.Replace(k.label, name)
}
