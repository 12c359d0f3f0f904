package sqlalchemy

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA206",
		Name:     "wrap-sql-in-text",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    wrapInText,
	})
}

// executing are the methods whose first argument is a statement.
var executing = []string{"execute", "scalar", "scalars", "stream", "stream_scalars"}

// textual tells for the methods of a select() or Query that take SQL whether a
// bare name is a label and allowed.
var textual = map[string]bool{"where": false, "filter": false, "having": false, "order_by": true, "group_by": true}

func wrapInText(p *rule.Pass, n syntax.Node) {
	object, method := receiver(n)
	labels, clause := textual[method]
	executes := slices.Contains(executing, method)
	if !clause && !executes {
		return
	}
	args := positional(n)
	if len(args) == 0 {
		return
	}
	m := p.Module
	if executes {
		if !isString(m, args[0]) {
			return
		}
		v, t := holder(m, object)
		if v == otherValue || v == syncEngine || v == asyncEngine || overrides(m, t.Name, method) {
			return
		}
		reportText(p, n, args[0], args[1:])
		return
	}
	chain := 0
	for _, a := range args {
		s, ok := literal(a)
		if !ok || !looksLikeSQL(s, labels) {
			continue
		}
		if chain == 0 && (isSelect(m, object) || isQuery(m, object)) {
			chain = 1
		}
		if chain == 0 {
			return
		}
		reportText(p, n, a, nil)
	}
}

// holder is classify for what a statement is executed on; the connection of an
// Alembic migration counts.
func holder(m *semantic.Module, n syntax.Node) (value, semantic.Type) {
	v, t := classify(m, n)
	if v != otherValue {
		return v, t
	}
	call := semantic.Unparenthesized(n)
	if _, b := onlyBinding(m, call); b != nil && b.Kind == semantic.Assignment && b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) {
		call = b.Stmt().Child(syntax.FRight)
	}
	if call.Is(syntax.KCall) && m.Is(call.Child(syntax.FFunction), "alembic.op.get_bind") {
		return syncConnection, semantic.Type{Kind: semantic.Instance, Name: "sqlalchemy.engine.Connection"}
	}
	return otherValue, t
}

// literal is the value of a string literal, also one of several parts, without
// looking at escapes.
func literal(n syntax.Node) (string, bool) {
	switch n.Kind() {
	case syntax.KString:
		return plainString(n)
	case syntax.KConcatenatedString:
		s := ""
		for c := range n.Named() {
			if c.IsExtra() {
				continue
			}
			part, ok := plainString(c)
			if !ok {
				return "", false
			}
			s += part
		}
		return s, true
	}
	return "", false
}

var operator = regexp.MustCompile(`[\s=<>!]`)
var ordering = regexp.MustCompile(`[\s,()]`)

func looksLikeSQL(s string, labels bool) bool {
	if labels {
		return ordering.MatchString(strings.TrimSpace(s))
	}
	return operator.MatchString(s)
}

// isString tells whether the expression n is a str that is put together in the
// source: a literal, a formatted one, or a name for one.
func isString(m *semantic.Module, n syntax.Node) bool {
	return len(stringNodes(m, n)) > 0
}

// stringNodes are the literals that the string n is made of.
func stringNodes(m *semantic.Module, n syntax.Node) []syntax.Node {
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KString:
		if strings.ContainsAny(n.ChildOf(syntax.KStringStart).Text(), "bBtT") {
			return nil
		}
		return []syntax.Node{n}
	case syntax.KConcatenatedString:
		var list []syntax.Node
		for c := range n.Named() {
			list = append(list, stringNodes(m, c)...)
		}
		return list
	case syntax.KBinaryOperator:
		if n.Child(syntax.FOperator).Text() == "%" {
			return literalOnly(m, n.Child(syntax.FLeft))
		}
	case syntax.KCall:
		if object, method := receiver(n); method == "format" {
			return literalOnly(m, object)
		}
	case syntax.KIdentifier:
		_, b := onlyBinding(m, n)
		if b == nil || b.Kind != semantic.Assignment || !b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) {
			return nil
		}
		if right := semantic.Unparenthesized(b.Stmt().Child(syntax.FRight)); !right.Is(syntax.KIdentifier) {
			return stringNodes(m, right)
		}
	}
	return nil
}

func literalOnly(m *semantic.Module, n syntax.Node) []syntax.Node {
	if n = semantic.Unparenthesized(n); n.Is(syntax.KString, syntax.KConcatenatedString) {
		return stringNodes(m, n)
	}
	return nil
}

const wrapMessage = "Plain SQL strings are not executable since 2.0: wrap it in text()"

func reportText(p *rule.Pass, call, argument syntax.Node, more []syntax.Node) {
	severity := rule.Error
	if !has(p, "2.0") {
		severity = rule.Information
	}
	message := wrapMessage
	fixable := wrappable(p.Module, argument, more)
	if !fixable {
		message += ", with parameters as :name and a dict, or use exec_driver_sql()"
	}
	p.Report(rule.Diagnostic{
		Start: argument.Start(), End: argument.End(), Message: message, Severity: severity,
		Fixes: func() []rule.Fix {
			if !fixable {
				return nil
			}
			b := p.Builder()
			text := b.Name(argument, "sqlalchemy", "text")
			inner := argument
			if argument.Is(syntax.KParenthesizedExpression) {
				b.Insert(argument.Start(), text)
				return fixOf(b, rule.Fix{Title: "Wrap in text()"})
			}
			b.Insert(inner.Start(), text+"(")
			b.Insert(inner.End(), ")")
			return fixOf(b, rule.Fix{Title: "Wrap in text()"})
		},
	})
}

var (
	driverParameter = regexp.MustCompile(`\?|\$\d|%\(\w+\)s|%s`)
	bindParameter   = regexp.MustCompile(`(^|[^:]):(\w+)`)
)

// wrappable tells whether text() takes the string for what it is: it has no
// parameters in the style of a driver, and what looks like one of text() is
// given.
func wrappable(m *semantic.Module, argument syntax.Node, more []syntax.Node) bool {
	var keys map[string]bool // nil: not known
	given := false
	if len(more) > 0 {
		given = true
		switch more[0].Kind() {
		case syntax.KTuple, syntax.KListSplat:
			return false
		case syntax.KList:
			for _, c := range edit.Elements(more[0]) {
				if !c.Is(syntax.KDictionary, syntax.KIdentifier, syntax.KCall) {
					return false
				}
			}
		case syntax.KDictionary:
			keys = map[string]bool{}
			for c := range more[0].Named() {
				if c.Is(syntax.KDictionarySplat) {
					keys = nil
					break
				}
				if s, ok := plainString(c.Child(syntax.FKey)); ok {
					keys[s] = true
				}
			}
		}
	}
	whole := semantic.Unparenthesized(argument)
	if _, b := onlyBinding(m, whole); b != nil {
		whole = semantic.Unparenthesized(b.Stmt().Child(syntax.FRight))
	}
	formatted := whole.Is(syntax.KBinaryOperator)
	for _, n := range stringNodes(m, argument) {
		for c := range n.Children() {
			if !c.Is(syntax.KStringContent) {
				continue
			}
			s := c.Text()
			if formatted {
				s = strings.NewReplacer("%s", "", "%d", "", "%(", "(").Replace(s)
			}
			if driverParameter.MatchString(s) {
				return false
			}
			for _, found := range bindParameter.FindAllStringSubmatch(s, -1) {
				if !given || keys != nil && !keys[found[2]] {
					return false
				}
			}
		}
	}
	return true
}
