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
		Code:     "PYD082",
		Name:     "constrained-class",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2.1"),
		Kinds:    []syntax.Kind{syntax.KClassDefinition},
		Check:    constrainedClass,
	})
}

// constrainedType is what a base class of version 1 constrains, and the
// attributes that say how, under the names of version 2.
type constrainedType struct {
	module, name string // of the type; a builtin without module
	items        bool   // it has a type of items
	keys         map[string]string
}

var constrainedTypes = map[string]constrainedType{
	"pydantic.ConstrainedStr":       {"", "str", false, sameKeys("regex=pattern min_length max_length strict strip_whitespace to_lower to_upper")},
	"pydantic.ConstrainedBytes":     {"", "bytes", false, sameKeys("min_length max_length strict")},
	"pydantic.ConstrainedInt":       {"", "int", false, sameKeys("gt ge lt le multiple_of strict")},
	"pydantic.ConstrainedFloat":     {"", "float", false, sameKeys("gt ge lt le multiple_of strict allow_inf_nan")},
	"pydantic.ConstrainedDecimal":   {"decimal", "Decimal", false, sameKeys("gt ge lt le multiple_of max_digits decimal_places")},
	"pydantic.ConstrainedDate":      {"datetime", "date", false, sameKeys("gt ge lt le")},
	"pydantic.ConstrainedList":      {"", "list", true, sameKeys("min_items=min_length max_items=max_length")},
	"pydantic.ConstrainedSet":       {"", "set", true, sameKeys("min_items=min_length max_items=max_length")},
	"pydantic.ConstrainedFrozenSet": {"", "frozenset", true, sameKeys("min_items=min_length max_items=max_length")},
}

// sameKeys reads names, some with another name behind "=".
func sameKeys(names string) map[string]string {
	out := map[string]string{}
	for name := range strings.FieldsSeq(names) {
		old, to, renamed := strings.Cut(name, "=")
		if !renamed {
			to = old
		}
		out[old] = to
	}
	return out
}

func constrainedClass(p *rule.Pass, n syntax.Node) {
	c := p.Module.Class(n)
	if len(c.Bases) != 1 || c.Splat {
		return
	}
	typ, is := constrainedTypes[c.Bases[0].Name]
	if !is || forVersions(n) || p.Module.Generated() {
		return
	}
	_, base, _ := strings.Cut(c.Bases[0].Name, ".")
	p.Report(rule.Diagnostic{
		Start: c.NameNode.Start(), End: c.NameNode.End(), Severity: severity(p, rule.Default),
		Message: fmt.Sprintf("`%s` was removed: declare `%s = Annotated[...]`", base, c.Name),
		Fixes:   func() []rule.Fix { return constrainedAlias(p, c, typ) },
	})
}

// constrainedAlias makes an alias for an annotated type of the class.
func constrainedAlias(p *rule.Pass, c *semantic.Class, typ constrainedType) []rule.Fix {
	m := p.Module
	end, ok := endWithoutComment(p, c)
	if !ok || !c.Node.Parent().Is(syntax.KModule) || len(c.Keywords) > 0 || !onlyAnnotates(p, c) {
		return nil
	}
	b := p.Builder()
	arguments, item, ok := constraintsOf(p, b, c, typ)
	if !ok {
		return nil
	}
	ref := c.Bases[0].Node
	text := typ.name
	switch {
	case typ.module != "":
		text = b.Name(c.Node, typ.module, typ.name)
	case typ.items && p.Project.Found("python") != nil && p.Project.In("python", ">=3.9") != project.Yes:
		text = b.Name(c.Node, "typing", map[string]string{"list": "List", "set": "Set", "frozenset": "FrozenSet"}[typ.name])
	default:
		if symbol := m.Find(m.ModuleScope(), typ.name); symbol == nil || !symbol.Builtin {
			return nil
		}
	}
	switch {
	case !typ.items:
	case item.IsNil():
		text += "[" + b.Name(c.Node, "typing", "Any") + "]"
	default:
		text += "[" + b.Source(item) + "]"
	}
	if len(arguments) > 0 {
		maker := "Field"
		if typ.name == "str" {
			maker = "StringConstraints"
		}
		text = annotated(p, b, c.Node) + "[" + text + ", " + b.NameLike(ref, "pydantic", maker) + "(" + strings.Join(arguments, ", ") + ")]"
	}
	b.ReplaceRange(c.Node.Start(), c.Node.Start(), docComment(b, c)+c.Name+" = "+text)
	b.DropRange(c.Node.Start(), end)
	oneBlankBelowImports(p, b, c.Node)
	return fixed(b, rule.Fix{Title: "Convert to an Annotated alias"})
}

// endWithoutComment is the end of the class, or of its last statement where a
// comment behind it stays behind the alias; false if there are other comments.
func endWithoutComment(p *rule.Pass, c *semantic.Class) (end int, ok bool) {
	last := c.NameNode
	for stmt := range c.Body.Named() {
		if !stmt.IsComment() {
			last = stmt
		}
	}
	t := p.File.Text
	end = c.Node.End()
	for x := range p.File.CommentsIn(c.Node.Start(), end) {
		if x.Start() < last.End() || t.LineOf(x.Start()) != t.LineOf(last.End()) || strings.TrimSpace(string(t.Slice(last.End(), x.Start()))) != "" {
			return 0, false
		}
		end = last.End()
	}
	return end, true
}

// constraintsOf are the arguments that say what the body of the class does, and
// the type of the items; false if the body does anything else.
func constraintsOf(p *rule.Pass, b *edit.Builder, c *semantic.Class, typ constrainedType) (arguments []string, item syntax.Node, ok bool) {
	m := p.Module
	doc := semantic.Docstring(c.Node)
	seen := map[string]bool{}
	for stmt := range c.Body.Named() {
		if stmt.Is(syntax.KPassStatement) || !doc.IsNil() && stmt == doc.Parent() {
			continue
		}
		assignment := stmt.FirstChild()
		left, value := assignment.Child(syntax.FLeft), assignment.Child(syntax.FRight)
		name := left.Text()
		if !stmt.Is(syntax.KExpressionStatement) || !assignment.Is(syntax.KAssignment) || !left.Is(syntax.KIdentifier) || seen[name] ||
			value.IsNil() || value.Is(syntax.KAssignment, syntax.KExpressionList, syntax.KYield) || usesBody(m, c, value) {
			return nil, item, false
		}
		seen[name] = true
		if typ.items && name == "item_type" {
			if value.Is(syntax.KString, syntax.KTuple, syntax.KLambda) {
				return nil, item, false
			}
			item = value
			continue
		}
		to := typ.keys[name]
		if to == "" {
			return nil, item, false
		}
		if to == "pattern" && value.Is(syntax.KCall) && !has(p, "2.10") {
			// StringConstraints takes no compiled pattern yet.
			a := argumentsOf(value)
			if !m.Is(value.Child(syntax.FFunction), "re.compile") || len(a.positional) != 1 || len(a.keywords) > 0 || a.splat {
				return nil, item, false
			}
			value = a.first()
		}
		arguments = append(arguments, to+"="+b.Reindent(value, ""))
	}
	return arguments, item, true
}

// usesBody tells whether an expression needs a name of the class's own body.
func usesBody(m *semantic.Module, c *semantic.Class, value syntax.Node) bool {
	for n := range value.Descendants() {
		if !isName(n) {
			continue
		}
		if symbol := m.Lookup(n); symbol != nil && symbol.Scope == c.Scope() {
			return true
		}
	}
	return false
}

// docComment is the docstring of the class as comment lines.
func docComment(b *edit.Builder, c *semantic.Class) string {
	doc := semantic.Docstring(c.Node)
	var s strings.Builder
	for line := range strings.SplitSeq(strings.TrimSpace(doc.ChildOf(syntax.KStringContent).Text()), "\n") {
		if line = strings.TrimSpace(line); line != "" || !doc.IsNil() {
			s.WriteString(strings.TrimRight("# "+line, " ") + b.Newline())
		}
	}
	if doc.Is(syntax.KConcatenatedString) {
		b.Fail("the docstring has several parts")
	}
	return s.String()
}

// oneBlankBelowImports leaves one blank line between imports and the statement
// that was a class until now: two are for definitions.
func oneBlankBelowImports(p *rule.Pass, b *edit.Builder, stmt syntax.Node) {
	t := p.File.Text
	prev := stmt.PrevSibling()
	for prev.IsComment() {
		prev = prev.PrevSibling()
	}
	if !prev.Is(syntax.KImportStatement, syntax.KImportFromStatement, syntax.KFutureImportStatement) {
		return
	}
	last := t.LineOf(b.CommentsAbove(stmt)) - 1 // the one above it
	if first := t.LineOf(prev.End()) + 1; first < last && strings.TrimSpace(string(t.Slice(t.LineStart(first), t.LineEnd(last)))) == "" {
		b.DeleteRange(t.LineStart(first+1), t.LineStart(last+1))
	}
}

// onlyAnnotates tells whether the project uses a class for nothing but
// annotations, in which an alias of a type can take its place.
func onlyAnnotates(p *rule.Pass, c *semantic.Class) bool {
	m := p.Module
	symbol := m.Lookup(c.NameNode)
	if !c.Decorated.IsNil() || symbol.Only() == nil || len(m.Subclasses(c.Qualified)) > 0 {
		return false
	}
	for _, use := range m.Uses(symbol) {
		if !typePosition(m, use) {
			return false
		}
	}
	return !p.Ask(usedAsClass(m.Path(), m.Name(), c.Name))
}

// typePosition tells whether a name stands where any type can: in an
// annotation, in an alias of a type that is made of it, or where Pydantic takes
// a type.
func typePosition(m *semantic.Module, n syntax.Node) bool {
	made := false
	for up := n.Parent(); !up.IsNil(); n, up = up, up.Parent() {
		switch up.Kind() {
		case syntax.KType, syntax.KUnionType, syntax.KParenthesizedExpression, syntax.KTypeParameter, syntax.KList:
			made = made || up.Is(syntax.KUnionType)
			if f := up.Field(); up.Is(syntax.KType) && (f == syntax.FType || f == syntax.FReturnType) {
				return true
			}
		case syntax.KBinaryOperator:
			if up.Child(syntax.FOperator).Text() != "|" {
				return false
			}
			made = true
		case syntax.KGenericType, syntax.KSubscript:
			base := semantic.Unsubscripted(up)
			if inside(n, base) || m.Is(base, "builtins.type", "typing.Type", "typing.Literal") {
				return false
			}
			made = true
		case syntax.KAssignment:
			if n.Field() != syntax.FRight {
				return false
			}
			if c := m.EnclosingClass(up); c != nil {
				return up.Child(syntax.FLeft).Text() == "item_type" && len(c.Bases) == 1 && constrainedTypes[c.Bases[0].Name].items
			}
			return made && isTypeForm(m, n)
		case syntax.KTypeAliasStatement:
			return true
		case syntax.KArgumentList:
			call := up.Parent()
			if call.Is(syntax.KClassDefinition) {
				return made && n.Is(syntax.KSubscript) // class A(Page[X])
			}
			return call.Is(syntax.KCall) && argumentsOf(call).first() == n && (!made || isTypeForm(m, n)) &&
				m.Is(call.Child(syntax.FFunction), "pydantic.TypeAdapter", "pydantic.parse_obj_as", "pydantic.schema_of", "pydantic.schema_json_of")
		default:
			return false
		}
	}
	return false
}

// isTypeForm tells whether an expression that stands in no annotation makes a
// type: List[X], X | None.
func isTypeForm(m *semantic.Module, n syntax.Node) bool {
	n = semantic.Unparenthesized(n)
	if n.Is(syntax.KBinaryOperator) {
		return true
	}
	q := m.Resolve(semantic.Unsubscripted(n))
	return strings.HasPrefix(q, "typing.") || strings.HasPrefix(q, "collections.abc.") ||
		slices.Contains([]string{"builtins.list", "builtins.set", "builtins.frozenset", "builtins.dict", "builtins.tuple"}, q)
}

// usedAsClass asks whether a file other than that at path, which takes the name
// from the module, perhaps through others, uses it as only a class can be.
func usedAsClass(path, module, name string) func(*project.View) bool {
	ending := "." + name
	return func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool {
			if s.Path == path {
				return false
			}
			starred := slices.Contains(s.Stars, module)
			imported := slices.ContainsFunc(s.Imports, func(q string) bool { return strings.HasSuffix(q, ending) })
			if !starred && !imported && !s.Attributes[name] {
				return false
			}
			for q := range s.Calls {
				// What star imports give is not known by its module.
				if strings.HasSuffix(q, ending) || starred || q == "builtins.isinstance" || q == "builtins.issubclass" {
					return true
				}
			}
			for q := range s.Uses {
				if strings.Contains(q, ending+".") {
					return true
				}
			}
			return false
		})
	}
}
