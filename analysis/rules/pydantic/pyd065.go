package pydantic

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD065",
		Name:     "settings-env-file-extra-keys",
		Severity: rule.Warning,
		Off:      true,
		Uses:     []string{"pydantic_settings"},
		Gates:    []rule.Gate{{Package: "pydantic-settings", Range: ">=2.0", Unknown: true}},
		Kinds:    configKinds,
		Check:    envFileExtraKeys,
	})
}

func envFileExtraKeys(p *rule.Pass, n syntax.Node) {
	m := p.Module
	s := configAt(m, n)
	if s == nil || s.class == nil || classify(s.class) != settings || !closedModel(s.class) || m.Generated() {
		return
	}
	k := s.key("env_file")
	files := stringsIn(k.value)
	config := effectiveConfig(m, s.class)
	if len(files) == 0 || !config.is("extra", `"forbid"`) {
		return
	}
	for _, name := range []string{"dotenv_filtering", "alias_generator"} {
		if _, set := config.values[name]; set {
			return
		}
	}
	names, ok := settingNamesOf(m, s.class, config)
	if !ok || inputIsSeen(m, s.class.Qualified) || replacesSources(s.class) {
		return
	}
	file, extra := undeclared(p.Project, files, names)
	// The files have a say when they are read the next time.
	same := func(v *project.View) bool {
		f, e := undeclared(v, files, names)
		return f == file && slices.Equal(e, extra)
	}
	if !p.Ask(same) || len(extra) == 0 || declaredBelow(m, s.class, extra[0], names) {
		return
	}
	message := fmt.Sprintf("`%s` has %s, which `%s` does not declare: pydantic-settings will refuse to start (set `extra=\"ignore\"`)",
		file, enumerated(extra), s.class.Name)
	p.ReportNode(k.node, message, func() []rule.Fix {
		return addConfig(p, s.class, "extra", p.Builder().Str("ignore"), rule.Fix{
			Title: `Set extra="ignore"`, Safety: rule.Unsafe, Reason: "unknown names are ignored from then on",
		})
	})
}

// stringsIn are the values of a string literal, or of a tuple or list of them;
// none if anything else is among them.
func stringsIn(n syntax.Node) []string {
	n = semantic.Unparenthesized(n)
	if s, ok := plainString(n); ok {
		return []string{s}
	}
	if !n.Is(syntax.KTuple, syntax.KList) {
		return nil
	}
	var list []string
	for e := range n.Named() {
		if e.IsExtra() {
			continue
		}
		s, ok := plainString(e)
		if !ok {
			return nil
		}
		list = append(list, s)
	}
	return list
}

// enumerated names the first few of a list.
func enumerated(names []string) string {
	const most = 3
	quoted := make([]string, 0, most)
	for _, n := range names[:min(most, len(names))] {
		quoted = append(quoted, "`"+n+"`")
	}
	if more := len(names) - most; more > 0 {
		quoted = append(quoted, fmt.Sprintf("%d more", more))
	}
	if last := len(quoted) - 1; last > 0 {
		return strings.Join(quoted[:last], ", ") + " and " + quoted[last]
	}
	return quoted[0]
}

// settingNames are the names of variables that a class of settings takes.
type settingNames struct {
	exact     []string
	starts    []string // of names that go on
	prefix    string
	sensitive bool
}

func (s *settingNames) add(name string, plain bool, delimiter string) {
	s.exact = append(s.exact, s.fold(name))
	switch {
	case !plain:
		// Older versions, such as 2.8, let pass what only begins like the name of
		// a field that is no plain value.
		s.starts = append(s.starts, s.fold(name))
	case delimiter != "":
		s.starts = append(s.starts, s.fold(name+delimiter))
	}
}

func (s *settingNames) fold(name string) string {
	if s.sensitive {
		return name
	}
	return strings.ToLower(name)
}

func (s *settingNames) takes(name string) bool {
	name = s.fold(name)
	return slices.Contains(s.exact, name) || slices.ContainsFunc(s.starts, func(start string) bool { return strings.HasPrefix(name, start) })
}

// settingNamesOf are the names that the fields of a class of settings are given
// by; ok is false if they are not certain.
func settingNamesOf(m *semantic.Module, c *semantic.Class, config *effective) (s *settingNames, ok bool) {
	text := func(key string) string {
		v, set := config.values[key]
		if set && (len(v.text) < 2 || v.text[0] != '"') {
			ok = false
			return ""
		}
		return strings.Trim(v.text, `"`)
	}
	ok = true
	s = &settingNames{prefix: text("env_prefix"), sensitive: config.is("case_sensitive", "True")}
	delimiter := text("env_nested_delimiter")
	fields, certain := fieldsOf(m, c)
	if !ok || !certain || !s.sensitive && !config.is("case_sensitive", "False") {
		return nil, false
	}
	for _, f := range fields {
		annotation, value := f.source()
		aliases, known := aliasesIn(annotation + "\n" + value)
		if !known || f.info != nil && value == "" && f.info.Value.HasValue {
			return nil, false
		}
		plain := plainSetting.MatchString(annotation)
		for _, name := range append(aliases, f.name, s.prefix+f.name) {
			s.add(name, plain, delimiter)
		}
	}
	return s, true
}

// plainSetting are annotations of fields that are not read from several
// variables.
var plainSetting = regexp.MustCompile(`^(?:\w*\.?Annotated\[)?(?:str|int|float|bool)(?: \| None)?(?:,|$)`)

// source is the annotation and the value of a field, as written; of another file
// only if the value is short.
func (f *modelField) source() (annotation, value string) {
	if f.decl != nil {
		return f.decl.Type.Text(), f.decl.Value.Text()
	}
	if f.info != nil && f.info.Value != nil {
		return f.info.Value.Annotation.Text, f.info.Value.Text
	}
	return "", ""
}

var (
	aliasArgument = regexp.MustCompile(`\b(?:validation_)?alias\s*=\s*([\w.]+\(|["'])?`)
	stringLiteral = regexp.MustCompile(`"([^"\\\n]*)"|'([^'\\\n]*)'`)
)

// aliasesIn are the strings in the source of a field that has an alias, the
// alias among them; known is false if the alias is none of a string,
// AliasChoices(...) and AliasPath(...).
func aliasesIn(source string) (aliases []string, known bool) {
	found := aliasArgument.FindAllStringSubmatch(source, -1)
	if len(found) == 0 {
		return nil, !strings.Contains(source, "alias") && !strings.Contains(source, "**")
	}
	for _, x := range found {
		if x[1] == "" || strings.HasSuffix(x[1], "(") && !strings.HasSuffix(x[1], "AliasChoices(") && !strings.HasSuffix(x[1], "AliasPath(") {
			return nil, false
		}
	}
	for _, x := range stringLiteral.FindAllStringSubmatch(source, -1) {
		if alias := x[1] + x[2]; alias != "" {
			aliases = append(aliases, alias)
		}
	}
	return aliases, true
}

// replacesSources tells whether the class, or a base of it, says itself where
// its values come from.
func replacesSources(c *semantic.Class) bool {
	for _, name := range []string{"settings_customise_sources", "__init__", "__new__"} {
		if found, certain := memberAnywhere(c, name); found != nil || !certain {
			return true
		}
	}
	return false
}

// undeclared are the names in the files, later ones counting more, that are
// given a value and that no field has, with the first file that has one.
func undeclared(v *project.View, files []string, names *settingNames) (file string, extra []string) {
	given := map[string]bool{}
	var order []string
	from := map[string]string{}
	for _, path := range files {
		list, _ := v.EnvFile(path)
		for _, n := range list {
			if _, seen := given[n.Name]; !seen {
				order = append(order, n.Name)
			}
			given[n.Name], from[n.Name] = n.Given, path
		}
	}
	for _, name := range order {
		if !given[name] || names.takes(name) || file != "" && from[name] != file {
			continue
		}
		file = from[name]
		extra = append(extra, name)
	}
	return file, extra
}

// declaredBelow tells whether a class that derives from c may declare the name:
// then c is not meant to be used by itself.
func declaredBelow(m *semantic.Module, c *semantic.Class, name string, names *settingNames) bool {
	declares := func(member string) bool {
		return names.fold(member) == names.fold(name) || names.fold(names.prefix+member) == names.fold(name)
	}
	for _, sub := range localSubclasses(m, c) {
		if sub.Qualified != c.Qualified && slices.ContainsFunc(sub.Members(), func(x *semantic.Member) bool { return declares(x.Name) }) {
			return true
		}
	}
	return slices.ContainsFunc(m.Subclasses(c.Qualified), func(sub *semantic.ClassInfo) bool {
		return slices.ContainsFunc(sub.Members, func(x *semantic.MemberInfo) bool { return declares(x.Name) })
	})
}
