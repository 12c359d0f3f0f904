package pydantic

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD049",
		Name:     "settings-config-dict",
		Severity: rule.Hint,
		Uses:     []string{"pydantic_settings"},
		Gates:    append(since("2"), rule.Gate{Package: "pydantic-settings", Range: ">=2.0", Unknown: true}),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    settingsConfigDict,
	})
}

// settingsKeys are the keys that only settings know.
var settingsKeys = map[string]bool{}

func init() {
	for name := range strings.FieldsSeq(`case_sensitive nested_model_default_partial_update env_prefix env_prefix_target env_file env_file_encoding
		env_file_depth dotenv_filtering env_ignore_empty env_nested_delimiter env_nested_max_split env_parse_none_str env_parse_enums
		cli_prog_name cli_parse_args cli_parse_none_str cli_hide_none_type cli_avoid_json cli_enforce_required cli_use_class_docs_for_groups
		cli_show_env_vars cli_exit_on_error cli_prefix cli_flag_prefix_char cli_implicit_flags cli_ignore_unknown_args cli_kebab_case
		cli_shortcuts secrets_dir secrets_dir_missing secrets_dir_max_size secrets_case_sensitive secrets_prefix secrets_nested_delimiter
		secrets_nested_subdir json_file json_file_encoding yaml_file yaml_file_encoding yaml_config_section pyproject_toml_depth
		pyproject_toml_table_header toml_file toml_table_header enable_decoding`) {
		settingsKeys[name] = true
	}
}

func settingsConfigDict(p *rule.Pass, n syntax.Node) {
	m := p.Module
	left, value := n.Child(syntax.FLeft), n.Child(syntax.FRight)
	if left.Text() != "model_config" || !value.Is(syntax.KCall, syntax.KDictionary) {
		return
	}
	_, c, kind := assignedIn(p, n)
	if c == nil || kind != settings || forVersions(n) {
		return
	}
	s := configAt(m, value)
	const message = "Use `SettingsConfigDict` in a BaseSettings class"
	const title = "Use `SettingsConfigDict`"
	if s == nil {
		return
	}
	if s.form == configCall {
		callee := value.Child(syntax.FFunction)
		if !m.Is(callee, "pydantic.ConfigDict") {
			return
		}
		p.ReportNode(callee, message, func() []rule.Fix {
			b := p.Builder()
			b.Replace(callee, b.Name(n, "pydantic_settings", "SettingsConfigDict"))
			return fixed(b, rule.Fix{Title: title})
		})
		return
	}
	of := false
	for _, k := range s.keys {
		of = of || settingsKeys[k.name]
	}
	if !of {
		return
	}
	p.ReportNode(left, message, func() []rule.Fix {
		seen := map[string]bool{}
		for _, k := range s.keys {
			if !settingsKeys[k.name] && configKeys[k.name] == "" || seen[k.name] {
				return nil
			}
			seen[k.name] = true
		}
		if s.splat {
			return nil
		}
		b := p.Builder()
		b.ReplaceRange(value.Start(), value.Start()+1, b.Name(n, "pydantic_settings", "SettingsConfigDict")+"(")
		for _, k := range s.keys {
			b.ReplaceRange(k.label.Start(), k.value.Start(), k.name+"=")
		}
		b.ReplaceRange(value.End()-1, value.End(), ")")
		return fixed(b, rule.Fix{Title: title})
	})
}
