package pydantic

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// What the rules about fields have in common.

// assignedIn is the class in whose body an assignment to a simple name stands,
// and what it is to Pydantic; nil where the class is no model (sqlModel among
// them) and no Pydantic dataclass, and in generated files.
func assignedIn(p *rule.Pass, n syntax.Node) (*declaration, *semantic.Class, classKind) {
	m := p.Module
	if !n.Child(syntax.FLeft).Is(syntax.KIdentifier) || !n.Parent().Is(syntax.KExpressionStatement) {
		return nil, nil, otherClass
	}
	c := m.EnclosingClass(n)
	if c == nil {
		return nil, nil, otherClass
	}
	kind := classify(c)
	if kind == otherClass || m.Generated() {
		return nil, nil, otherClass
	}
	for _, x := range c.MemberList(n.Child(syntax.FLeft).Text()) {
		if x.Stmt() == n {
			return declared(m, x), c, kind
		}
	}
	return nil, nil, otherClass
}

// fixed is the one fix that a builder made, none if it could not.
func fixed(b *edit.Builder, fix rule.Fix) []rule.Fix {
	edits, err := b.Edits()
	if err != nil {
		return nil
	}
	fix.Edits = edits
	return []rule.Fix{fix}
}

// shown is the text of an expression for a message: on one line, and cut if
// it is long.
func shown(n syntax.Node) string {
	s := strings.Join(strings.Fields(n.Text()), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "..."
	}
	return s
}

// expression is the text of an expression as it may stand at the end of an
// assignment, where it has no brackets around it.
func expression(b *edit.Builder, n syntax.Node, indent string) string {
	text := b.Reindent(n, indent)
	if !strings.Contains(text, "\n") || n.Is(syntax.KCall, syntax.KList, syntax.KDictionary, syntax.KSet, syntax.KTuple, syntax.KParenthesizedExpression,
		syntax.KListComprehension, syntax.KDictionaryComprehension, syntax.KSetComprehension, syntax.KGeneratorExpression, syntax.KSubscript, syntax.KString) {
		return text
	}
	return "(" + text + ")"
}

// dropMetadata takes an item out of Annotated[T, ...]; if it was the last, T
// alone is left.
func dropMetadata(b *edit.Builder, item syntax.Node) {
	around := item.Ancestor(syntax.KSubscript, syntax.KGenericType)
	_, args := semantic.Subscript(around)
	for i := 1; i < len(args); i++ {
		switch {
		case !inside(item, args[i]):
		case len(args) == 2:
			b.DeleteRange(around.Start(), args[0].Start())
			b.DeleteRange(args[0].End(), around.End())
			return
		default:
			b.DeleteRange(args[i-1].End(), args[i].End())
			return
		}
	}
	b.Fail("not in Annotated")
}

// dropArgument takes an argument out of a call of Field in Annotated, with the
// call if it was its only one.
func dropArgument(b *edit.Builder, call, argument syntax.Node) {
	if len(edit.Elements(edit.Arguments(call))) == 1 {
		dropMetadata(b, call)
		return
	}
	b.RemoveElement(argument)
}

// defaultOf is the argument of Field or PrivateAttr that gives the default: the
// keyword_argument node or the first positional one. It is nil if there is none
// or several.
func (a arguments) defaultOf() (argument, value syntax.Node) {
	first, named := a.first(), a.argument("default")
	switch {
	case first.IsNil() == named.IsNil():
		return syntax.Node{}, syntax.Node{}
	case first.IsNil():
		return named, named.Child(syntax.FValue)
	}
	return first, first
}

// foundMember is what a class of the project binds to a name.
type foundMember struct {
	Kind  semantic.BindingKind
	field bool // no call makes it, such as property(...) or descriptor()
}

// memberAnywhere is what the class or one of its bases in the project binds to
// a name, nil if none does; certain is false where a base is not known.
func memberAnywhere(c *semantic.Class, name string) (found *foundMember, certain bool) {
	for _, a := range append([]*semantic.Ancestor{{Class: c, Known: true}}, c.Ancestors()...) {
		switch {
		case a.Class != nil:
			for _, x := range a.Class.MemberList(name) {
				return &foundMember{x.Kind, !x.Type.IsNil() || !x.Value.Is(syntax.KCall)}, true
			}
		case a.Info != nil:
			if x := a.Info.Member(name); x != nil {
				return &foundMember{x.Kind, x.Kind == semantic.Annotation}, true
			}
		}
	}
	return nil, c.Closed()
}
