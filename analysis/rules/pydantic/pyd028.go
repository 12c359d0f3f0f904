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
		Code:     "PYD028",
		Name:     "validator-replaces-inherited",
		Severity: rule.Warning,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    replacesInherited,
	})
}

func replacesInherited(p *rule.Pass, n syntax.Node) {
	m := p.Module
	c := readCallback(m, n)
	if c == nil || c.kind != "field_validator" || m.Generated() || classify(c.method.class) == otherClass {
		return
	}
	names, certain := c.fields()
	if !certain {
		return
	}
	base, inherited := inheritedFields(m, c.method.class, c.Name)
	var lost []string
	for _, f := range inherited {
		if !slices.Contains(names, f) {
			lost = append(lost, f)
		}
	}
	if len(lost) == 0 {
		return
	}
	p.ReportNode(c.NameNode, fmt.Sprintf("`%s` replaces `%s.%s`: `%s` lose their validator in `%s`",
		c.Name, base, c.Name, strings.Join(lost, "`, `"), c.method.class.Name), func() []rule.Fix { return c.rename(p, names[0]) })
}

// inheritedFields are the fields of the validator that a base of the class, the
// nearest one to bind the name, has under that name; nil if it has none, or they
// are not known.
func inheritedFields(m *semantic.Module, class *semantic.Class, name string) (base string, fields []string) {
	for _, a := range class.Ancestors() {
		switch {
		case a.Class != nil:
			list := a.Class.MemberList(name)
			if len(list) == 0 {
				continue
			}
			if len(list) > 1 || list[0].Guard != 0 || list[0].Func() == nil {
				return "", nil
			}
			c := readCallback(m, list[0].Func().Node)
			if c == nil || c.kind != "field_validator" {
				return "", nil
			}
			fields, certain := c.fields()
			if !certain {
				return "", nil
			}
			return a.Class.Name, fields
		case a.Info != nil:
			x := a.Info.Member(name)
			if x == nil {
				continue
			}
			if x.Func == nil {
				return "", nil
			}
			for i, d := range x.Func.Decorators {
				if m.Qualify(d) == "pydantic.field_validator" {
					return a.Info.Name, writtenFields(x.Func.Texts[i])
				}
			}
			return "", nil
		case !a.Known:
			return "", nil
		}
	}
	return "", nil
}

// writtenFields reads the fields that a call of field_validator names, nil if
// one of them is no plain string.
func writtenFields(call string) (fields []string) {
	f := syntax.Parse(syntax.Python, []byte(call+"\n"))
	for n := range f.Root().Descendants() {
		if !n.Is(syntax.KCall) {
			continue
		}
		for _, a := range edit.Elements(edit.Arguments(n)) {
			if a.Is(syntax.KKeywordArgument) {
				continue
			}
			s, ok := plainString(a)
			if !ok || s == "*" {
				return nil
			}
			fields = append(fields, s)
		}
		return fields
	}
	return nil
}

// rename gives the validator a name of its own, if nothing refers to the old one.
func (c *callback) rename(p *rule.Pass, field string) []rule.Fix {
	m, class := p.Module, c.method.class
	if len(m.Attributes(c.Name)) > 0 || len(class.MemberList(c.Name)) != 1 || usedInClass(m, c) {
		return nil
	}
	if p.Ask(usedElsewhere(p.Path, class.Qualified, c.Name)) {
		return nil
	}
	name := c.Name + "_" + strings.TrimLeft(field, "_")
	for i := 2; nameTaken(class, name); i++ {
		name = fmt.Sprintf("%s_%s_%d", c.Name, field, i)
	}
	b := p.Builder()
	b.Replace(c.NameNode, name)
	return fixed(b, rule.Fix{Title: "Rename to `" + name + "`", Safety: rule.Unsafe, Reason: "the inherited validator runs again"})
}

// nameTaken tells whether the class or one of its bases binds the name.
func nameTaken(class *semantic.Class, name string) bool {
	return len(class.MemberList(name)) > 0 || boundAbove(class, name)
}

// usedInClass tells whether code in the body of the class refers to the method
// by its name.
func usedInClass(m *semantic.Module, c *callback) bool {
	symbol := m.Lookup(c.NameNode)
	return symbol == nil || len(m.Uses(symbol)) > 0
}
