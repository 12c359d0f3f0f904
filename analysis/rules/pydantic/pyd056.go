package pydantic

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD056",
		Name:     "settings-env-argument",
		Severity: rule.Error,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic_settings", "pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KKeywordArgument, syntax.KPair},
		Check:    settingsEnv,
	})
}

const envMessage = "`Field(env=...)` does nothing in pydantic-settings: the variable is not read"

func settingsEnv(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Is(syntax.KPair) {
		if key, ok := plainString(n.Child(syntax.FKey)); ok && key == "env" && inConfigFields(m, n) {
			p.ReportNode(n.Child(syntax.FKey), envMessage, nil)
		}
		return
	}
	call := n.Parent().Parent()
	if n.Child(syntax.FName).Text() != "env" || !isFieldCall(m, call) {
		return
	}
	statement := call.Ancestor(syntax.KAssignment)
	d, c, kind := assignedIn(p, statement)
	if d == nil || kind != settings || d.kind != fieldDecl {
		return
	}
	p.ReportNode(n, envMessage, func() []rule.Fix { return readVariable(p, c, d, call, n) })
}

// inConfigFields tells whether a pair stands in class Config of settings:
// fields = {"name": {"env": ...}}.
func inConfigFields(m *semantic.Module, pair syntax.Node) bool {
	statement := pair.Ancestor(syntax.KAssignment)
	config := m.EnclosingClass(statement)
	return config != nil && config.Name == "Config" && statement.Child(syntax.FLeft).Text() == "fields" &&
		classify(m.EnclosingClass(config.Node)) == settings
}

func readVariable(p *rule.Pass, c *semantic.Class, d *declaration, call, arg syntax.Node) []rule.Fix {
	m := p.Module
	a := argumentsOf(call)
	if a.splat || !a.argument("validation_alias").IsNil() || !a.argument("alias").IsNil() {
		return nil
	}
	value := semantic.Unparenthesized(arg.Child(syntax.FValue))
	config := settingsConfig(m, c)
	fix := rule.Fix{Title: "Use `validation_alias`", Safety: rule.Unsafe, Reason: "the variable is read"}
	b := p.Builder()
	var names []string
	switch value.Kind() {
	case syntax.KString:
		s, ok := plainString(value)
		if !ok {
			return nil
		}
		if names = []string{s}; s == strings.ToUpper(d.Name) && config.known && !config.caseSensitive && !config.prefix {
			fix.Title, fix.Reason = "Remove `env`", "the variable is read by the name of the field"
			switch {
			case len(edit.Elements(edit.Arguments(call))) > 1 || call != d.call:
				b.RemoveElement(arg)
			default:
				b.DeleteRange(d.Type.End(), call.End())
			}
			return fixed(b, fix)
		}
		b.RenameKeyword(arg, "validation_alias")
	case syntax.KList, syntax.KTuple:
		var texts []string
		for _, x := range edit.Elements(value) {
			s, ok := plainString(x)
			if !ok {
				return nil
			}
			names, texts = append(names, s), append(texts, x.Text())
		}
		if len(names) == 0 {
			return nil
		}
		callee := call.Child(syntax.FFunction)
		b.Replace(arg, fmt.Sprintf("validation_alias=%s(%s)", b.NameLike(callee, "pydantic", "AliasChoices"), strings.Join(texts, ", ")))
	default:
		return nil
	}
	if !config.byName {
		fix.Title += fmt.Sprintf(" (constructor then takes `%s`)", names[0])
	}
	return fixed(b, fix)
}

// settingsOptions are what the configuration of settings says of the names of
// variables.
type settingsOptions struct{ known, prefix, caseSensitive, byName bool }

// settingsConfig reads the configuration along the bases.
func settingsConfig(m *semantic.Module, c *semantic.Class) settingsOptions {
	o := settingsOptions{known: c.Closed()}
	set := func(name string) {
		switch name {
		case "env_prefix":
			o.prefix = true
		case "case_sensitive":
			o.caseSensitive = true
		case "populate_by_name", "validate_by_name":
			o.byName = true
		case "**":
			o.known = false
		}
	}
	for _, a := range append([]*semantic.Ancestor{{Class: c, Known: true}}, c.Ancestors()...) {
		switch {
		case a.Class != nil:
			for _, k := range a.Class.Keywords {
				set(k.Name)
			}
			for _, x := range a.Class.MemberList("model_config") {
				if !x.Value.Is(syntax.KCall) {
					o.known = false
					continue
				}
				args := argumentsOf(x.Value)
				o.known = o.known && !args.splat && len(args.positional) == 0
				for _, k := range args.keywords {
					if !k.Child(syntax.FValue).Is(syntax.KFalse) {
						set(k.Child(syntax.FName).Text())
					}
				}
			}
			for _, x := range a.Class.MemberList("Config") {
				for n := range x.Stmt().Descendants() {
					if n.Is(syntax.KAssignment) && !n.Child(syntax.FRight).Is(syntax.KFalse) {
						set(n.Child(syntax.FLeft).Text())
					}
				}
				o.known = o.known && x.Kind == semantic.ClassDef
			}
		case a.Info != nil:
			for _, k := range a.Info.Keywords {
				set(k)
			}
			if x := a.Info.Member("model_config"); x != nil {
				if x.Value == nil || x.Value.Callee == "" {
					o.known = false
					continue
				}
				for _, k := range x.Value.Keywords {
					set(k)
				}
			}
			o.known = o.known && a.Info.Member("Config") == nil
		}
	}
	return o
}
