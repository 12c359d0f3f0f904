package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA203",
		Name:     "declarative-base-class",
		Severity: rule.Information,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KAssignment},
		Check:    declarativeBaseClass,
	})
}

// baseCall is an assignment NAME = declarative_base(...).
type baseCall struct {
	assignment, stmt, name, call syntax.Node
	arguments                    map[string]syntax.Node // keyword arguments by name
	order                        []string
	class                        string // of cls=
	convertible                  bool
}

func declarativeBaseClass(p *rule.Pass, n syntax.Node) {
	m := p.Module
	c := baseCall{assignment: n, stmt: n.Parent(), name: n.Child(syntax.FLeft), call: n.Child(syntax.FRight)}
	if !c.stmt.Is(syntax.KExpressionStatement) || !c.name.Is(syntax.KIdentifier) || !c.call.Is(syntax.KCall) ||
		!m.Is(c.call.Child(syntax.FFunction), "sqlalchemy.orm.declarative_base", "sqlalchemy.ext.declarative.declarative_base") {
		return
	}
	symbol, binding := symbolAt(m, c.name)
	if binding == nil || len(symbol.Bindings) != 1 || binding.Guard != 0 {
		return
	}
	if !c.readArguments(m) {
		return
	}
	if p.Ask(func(v *project.View) bool { return v.AnyImports("flask_sqlalchemy") }) || p.Project.DependsOn("flask-sqlalchemy") {
		return
	}
	if derivesWithMetaclass(m, m.QualifiedName(binding), 0) {
		return
	}
	p.ReportNode(n, "Use class "+c.name.Text()+"(DeclarativeBase) instead of declarative_base()", func() []rule.Fix { return c.fix(p) })
}

// readArguments tells whether the class statement can say what the arguments do.
func (c *baseCall) readArguments(m *semantic.Module) bool {
	c.arguments = map[string]syntax.Node{}
	c.convertible = true
	for a := range edit.Arguments(c.call).Named() {
		if a.IsExtra() {
			continue
		}
		if !a.Is(syntax.KKeywordArgument) {
			return false
		}
		name := a.Child(syntax.FName).Text()
		switch name {
		case "metadata", "type_annotation_map", "name":
		case "class_registry":
			c.convertible = false
		case "cls":
			value := a.Child(syntax.FValue)
			_, b := onlyBinding(m, value)
			if b == nil || b.Kind != semantic.ClassDef || b.Stmt().Start() > c.call.Start() {
				return false
			}
			c.class = value.Text()
			if len(edit.Elements(b.Stmt().Child(syntax.FSuperclasses))) > 0 {
				c.convertible = false
			}
		default:
			return false
		}
		c.arguments[name] = a
		c.order = append(c.order, name)
	}
	return true
}

// onlyBinding is the single binding of the name n, nil if n is none or has
// several.
func onlyBinding(m *semantic.Module, n syntax.Node) (*semantic.Symbol, *semantic.Binding) {
	n = semantic.Unparenthesized(n)
	if !n.Is(syntax.KIdentifier) {
		return nil, nil
	}
	symbol := m.Lookup(n)
	if symbol == nil {
		return nil, nil
	}
	return symbol, symbol.Only()
}

// derivesWithMetaclass tells whether a class that derives from q names a
// metaclass: it must be a DeclarativeMeta.
func derivesWithMetaclass(m *semantic.Module, q string, depth int) bool {
	if depth > 4 {
		return true
	}
	for n := range m.File().Root().Named() {
		if n.Is(syntax.KDecoratedDefinition) {
			n = n.Child(syntax.FDefinition)
		}
		if !n.Is(syntax.KClassDefinition) {
			continue
		}
		if c := m.Class(n); c != nil && c.Keyword("metaclass") != nil && c.IsSubclass(q) != semantic.No {
			return true
		}
	}
	for _, c := range m.Subclasses(q) {
		if c.Metaclass != "" || derivesWithMetaclass(m, c.Qualified, depth+1) {
			return true
		}
	}
	return false
}

// visible tells whether the body of a class can see what the arguments name. It
// looks a name that it binds itself up in the module, past the function around
// it, and sees nothing that the class around it binds.
func (c *baseCall) visible(m *semantic.Module) bool {
	scope := m.ScopeOf(c.call)
	if scope.Kind() == semantic.ModuleScope {
		return true
	}
	for _, a := range c.arguments {
		for n := range a.Child(syntax.FValue).Descendants() {
			if n.Is(syntax.KIdentifier) && (c.arguments[n.Text()] != syntax.Node{} || scope.Kind() == semantic.ClassScope && m.Bound(scope, n.Text())) {
				return false
			}
		}
	}
	return true
}

func (c *baseCall) fix(p *rule.Pass) []rule.Fix {
	if !c.convertible || !c.visible(p.Module) {
		return nil
	}
	b := p.Builder()
	f := c.call.Child(syntax.FFunction)
	if !c.assignment.Child(syntax.FType).IsNil() {
		// The import of the annotation, which goes, stays.
		b.Set(edit.KeepOrphans())
		b.DropUnused(root(f).Text())
	}
	base := b.NameLike(f, "sqlalchemy.orm", "DeclarativeBase")
	fix := rule.Fix{Title: "Convert to class " + c.name.Text() + "(DeclarativeBase)"}
	if c.class != "" {
		base = c.class + ", " + base
		fix.Safety, fix.Reason = rule.Unsafe, "the base class becomes a mixin"
	}
	text := p.File.Text
	indent := b.Indent(c.stmt)
	inner := indent + b.IndentStep()
	nl := b.Newline()
	var body []string
	for _, name := range c.order {
		a := c.arguments[name]
		if name == "name" || name == "cls" {
			continue
		}
		line := name + " = " + b.Reindent(a.Child(syntax.FValue), inner)
		// A comment behind an argument that has its line for itself comes along.
		if rest := string(text.Bytes()[a.End():text.LineEnd(text.LineOf(a.End()))]); !strings.Contains(rest, ")") {
			if _, comment, ok := strings.Cut(rest, "#"); ok {
				line += "  #" + comment
			}
		}
		body = append(body, line)
	}
	if body == nil {
		body = []string{"pass"}
	}
	end := text.LineEnd(text.LineOf(c.stmt.End()))
	comment := ""
	if rest := strings.TrimSpace(string(text.Bytes()[c.stmt.End():end])); strings.HasPrefix(rest, "#") {
		comment = "  " + rest
	} else if rest != "" {
		return nil // a = b(); c = d
	}
	if strings.TrimSpace(string(text.Bytes()[text.LineStart(text.LineOf(c.stmt.Start())):c.stmt.Start()])) != "" {
		return nil
	}
	s := "class " + c.name.Text() + "(" + base + "):" + comment
	for _, line := range body {
		s += nl + inner + line
	}
	b.ReplaceRange(c.stmt.Start(), end, s)
	setOff(b, p, c.stmt, end)
	return fixOf(b, fix)
}

// setOff puts the blank lines around a statement that becomes a class: two at
// module level, one elsewhere, none at the start of a block.
func setOff(b *edit.Builder, p *rule.Pass, stmt syntax.Node, end int) {
	want := 1
	if stmt.Parent().Is(syntax.KModule) {
		want = 2
	}
	src, nl := p.File.Text.Bytes(), b.Newline()
	blank := func(s string) int { return strings.Count(s, nl) - 1 }
	start := b.CommentsAbove(stmt)
	if prev := stmt.PrevSibling(); !prev.IsNil() {
		from := start
		for from > 0 && strings.ContainsRune(" \t\r\n", rune(src[from-1])) {
			from--
		}
		if have := blank(string(src[from:start])); have < want {
			b.Insert(p.File.Text.LineStart(p.File.Text.LineOf(start)), strings.Repeat(nl, want-have))
		}
	}
	to := end
	for to < len(src) && strings.ContainsRune(" \t\r\n", rune(src[to])) {
		to++
	}
	if to == len(src) {
		return
	}
	if have := blank(string(src[end:to])); have < want {
		b.Insert(end, strings.Repeat(nl, want-have))
	}
}
