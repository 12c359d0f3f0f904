package sqlalchemy

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA213",
		Name:     "generative-dml",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    generativeDML,
	})
}

// dmlParameters are the parameters of 1.x behind the table, in their order.
var dmlParameters = map[string][]string{
	"delete": {"whereclause", "bind", "returning"},
	"update": {"whereclause", "values", "inline", "bind", "prefixes", "returning", "return_defaults", "preserve_parameter_order"},
	"insert": {"values", "inline", "bind", "prefixes", "returning", "return_defaults"},
	"select": {"whereclause"},
}

// dmlMethods are the methods that say what a parameter said.
var dmlMethods = map[string]string{"whereclause": "where", "values": "values", "returning": "returning", "inline": "inline"}

func generativeDML(p *rule.Pass, n syntax.Node) {
	m := p.Module
	f := n.Child(syntax.FFunction)
	args := positional(n)
	object, verb := receiver(n)
	switch {
	case m.Is(f, "sqlalchemy.delete", "sqlalchemy.update", "sqlalchemy.insert"):
		verb = lastName(m.Resolve(f))
		if len(args) == 0 || args[0].Is(syntax.KListSplat) {
			return
		}
		args = args[1:]
	case dmlParameters[verb] == nil || !isTable(m, object):
		return
	}
	parameters := dmlParameters[verb]
	type old struct {
		argument, value syntax.Node
		parameter       string
	}
	var found []old
	fixable := true
	for i, a := range args {
		if i >= len(parameters) || a.Is(syntax.KListSplat) {
			return
		}
		found = append(found, old{a, a, parameters[i]})
	}
	for a := range edit.Arguments(n).Named() {
		switch {
		case a.Is(syntax.KDictionarySplat):
			return
		case a.Is(syntax.KKeywordArgument) && slices.Contains(parameters, a.Child(syntax.FName).Text()):
			found = append(found, old{a, a.Child(syntax.FValue), a.Child(syntax.FName).Text()})
		}
	}
	if len(found) == 0 {
		return
	}
	for _, x := range found {
		fixable = fixable && dmlMethods[x.parameter] != "" && (x.parameter != "inline" || x.value.Is(syntax.KTrue))
	}
	const message = "update()/delete()/insert() take only the table since 2.0: use .where() / .values()"
	p.ReportNode(found[0].argument, message, func() []rule.Fix {
		if !fixable {
			return nil
		}
		b := p.Builder()
		for _, x := range found {
			text := b.Source(x.value)
			switch {
			case x.parameter == "inline":
				text = ""
			case x.parameter == "returning" && x.value.Is(syntax.KList):
				text = elementsText(x.value, p.File.Text.Bytes())
			case x.parameter == "returning":
				text = "*" + text
			}
			b.RemoveElement(x.argument)
			b.Insert(n.End(), "."+dmlMethods[x.parameter]+"("+text+")")
		}
		return fixOf(b, rule.Fix{Title: "Use ." + dmlMethods[found[0].parameter] + "()"})
	})
}
