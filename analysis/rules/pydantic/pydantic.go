// Package pydantic holds the rules about Pydantic 2: its patterns, its traps
// and the way from version 1.
package pydantic

import (
	"embed"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/rules/internal/common"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

//go:embed *.md
var pages embed.FS

// since is the gate of what Pydantic has from a version on: the lowest version
// that the project admits counts, and an unknown one is taken for a new one.
func since(version string) []rule.Gate {
	return []rule.Gate{{Package: "pydantic", Range: ">=" + version, Unknown: true}}
}

// has tells whether Pydantic has at least the version, as [since] does.
func has(p *rule.Pass, version string) bool {
	return p.Project.Found("pydantic") == nil || p.Project.In("pydantic", ">="+version) == project.Yes
}

// classKind says what a class is to Pydantic.
type classKind uint8

const (
	otherClass classKind = iota // also: not certain
	baseModel
	rootModel
	settings
	sqlModel  // has the validators and fields of a model, and a configuration of its own
	dataclass // decorated with pydantic.dataclasses.dataclass
)

// classify tells what a class of the file is. A class that derives from one of
// pydantic.v1 is none of Pydantic 2's.
func classify(c *semantic.Class) classKind {
	if c == nil {
		return otherClass
	}
	if c.Decorator("pydantic.dataclasses.dataclass") != nil {
		return dataclass
	}
	if c.IsSubclass("pydantic.BaseModel") != semantic.Yes {
		return otherClass
	}
	for _, a := range c.Ancestors() {
		if strings.HasPrefix(a.Name, "pydantic.v1.") {
			return otherClass
		}
	}
	switch semantic.Yes {
	case c.IsSubclass("sqlmodel.SQLModel"):
		return sqlModel
	case c.IsSubclass("pydantic_settings.BaseSettings", "pydantic.BaseSettings"):
		return settings
	case c.IsSubclass("pydantic.RootModel"):
		return rootModel
	}
	return baseModel
}

// annotated spells Annotated at a place.
func annotated(p *rule.Pass, b *edit.Builder, at syntax.Node) string {
	return common.TypingName(p, b, at, "Annotated", "3.9")
}

// field is the declaration of a field in the body of c itself: annotated, once,
// under no condition. It is nil if there is none.
func field(c *semantic.Class, name string) *semantic.Member {
	list := c.MemberList(name)
	if len(list) != 1 || list[0].Type.IsNil() || list[0].Guard != 0 || name == "model_config" {
		return nil
	}
	return list[0]
}

// plainString is the value of a string literal without escapes, prefix and
// replacement fields.
func plainString(n syntax.Node) (string, bool) {
	if !n.Is(syntax.KString) {
		return "", false
	}
	if quote := n.FirstChild().Text(); strings.Trim(quote, `"'`) != "" {
		return "", false
	}
	content := n.ChildOf(syntax.KStringContent)
	for c := range n.Named() {
		if !c.Is(syntax.KStringStart, syntax.KStringEnd) && c != content {
			return "", false
		}
	}
	return content.Text(), !strings.Contains(content.Text(), `\`)
}

// inside tells whether n lies in around.
func inside(n, around syntax.Node) bool {
	return n.Start() >= around.Start() && n.End() <= around.End()
}

// isName tells whether an identifier is a name that is looked up: no attribute,
// no keyword, no parameter.
func isName(n syntax.Node) bool {
	return n.Is(syntax.KIdentifier) && n.Field() != syntax.FAttribute &&
		!(n.Field() == syntax.FName && n.Parent().Is(syntax.KKeywordArgument))
}

// usedElsewhere asks whether a file other than that at path, which imports the
// module of the class, has the attribute after a dot.
func usedElsewhere(path, class, attribute string) func(*project.View) bool {
	module := class[:max(strings.LastIndexByte(class, '.'), 0)]
	return func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool {
			return s.Path != path && s.Attributes[attribute] && imports(s, module)
		})
	}
}

// imports tells whether a file imports the module or a package around it that
// may pass on what the module has.
func imports(s *semantic.Summary, module string) bool {
	for _, m := range s.Imports {
		if m == module || strings.HasPrefix(m, module+".") || strings.HasPrefix(module, m+".") {
			return true
		}
	}
	return false
}

// inBranch tells whether n stands in an if or try statement, outside of which no
// function is: such code is there for one of several versions of something.
func inBranch(n syntax.Node) bool {
	up := n.Ancestor(syntax.KIfStatement, syntax.KTryStatement, syntax.KFunctionDefinition)
	return up.Is(syntax.KIfStatement, syntax.KTryStatement)
}

// decorates tells whether a decorator is, or is a call of, one of the names.
func decorates(m *semantic.Module, decorator syntax.Node, names ...string) bool {
	for e := range decorator.Named() {
		if e = semantic.Unparenthesized(e); e.Is(syntax.KCall) {
			e = e.Child(syntax.FFunction)
		}
		return m.Is(e, names...)
	}
	return false
}
