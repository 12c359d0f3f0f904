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
		Code:        "PYD013",
		Name:        "use-field-constraint",
		Severity:    rule.Hint,
		Off:         true,
		Refactoring: true,
		Uses:        []string{"pydantic"},
		Gates:       since("2.1"),
		Kinds:       []syntax.Kind{syntax.KFunctionDefinition},
		Check:       useConstraint,
	})
}

// constraint is what a validator method does, said as arguments.
type constraint struct {
	shown     string   // what the method does, for the message
	arguments []string // "ge=0"
	transform bool     // they are those of StringConstraints, not of Field
	types     []string // what the field may be
	nullable  bool     // or None
}

var (
	ordered     = []string{"builtins.int", "builtins.float", "decimal.Decimal", "datetime.date", "datetime.datetime", "datetime.timedelta"}
	sized       = []string{"builtins.str", "builtins.bytes", "builtins.list", "builtins.set", "builtins.dict", "builtins.tuple"}
	bounds      = map[string]string{"<=": "gt", "<": "ge", ">=": "lt", ">": "le"} // of what is refused: what is asked for
	negations   = map[string]string{"<=": ">", "<": ">=", ">=": "<", ">": "<="}
	mirrored    = map[string]string{"<=": ">=", "<": ">", ">=": "<=", ">": "<", "==": "==", "!=": "!="}
	transforms  = map[string]string{"strip": "strip_whitespace=True", "lower": "to_lower=True", "upper": "to_upper=True"}
	constraints = map[string]string{"gt": "lower", "ge": "lower", "lt": "upper", "le": "upper"}
)

func useConstraint(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if up := n.Parent(); !up.Is(syntax.KDecoratedDefinition) || !decorates(m, up.ChildOf(syntax.KDecorator), validatorDecorators[0]) {
		return
	}
	c := readValidator(p, n)
	if c == nil || c.marker != markers["after"] || len(c.params) != 1 || m.Generated() {
		return
	}
	x := c.constraint()
	if x == nil {
		return
	}
	for _, f := range c.fields {
		if !x.fits(m, f) {
			return
		}
	}
	if c.order() != "" || c.subclasses() != "" || c.otherUses() != "" {
		return
	}
	maker := "Field"
	if x.transform {
		maker = "StringConstraints"
	}
	text := maker + "(" + strings.Join(x.arguments, ", ") + ")"
	p.ReportNode(c.fn.NameNode, fmt.Sprintf("`%s` only checks `%s`: declare `%s` instead of a validator", c.fn.Name, x.shown, text), func() []rule.Fix {
		return fixed(x.edits(c, maker), rule.Fix{Title: fmt.Sprintf("Replace the validator by `%s`", text), Safety: rule.Unsafe,
			Reason: "the error and the JSON schema change"})
	})
}

// constraint reads the body of the method; nil if it does anything else.
func (c *conversion) constraint() *constraint {
	var body []syntax.Node
	doc := semantic.Docstring(c.fn.Node)
	for stmt := range c.fn.Body.Named() {
		if !stmt.IsExtra() && (doc.IsNil() || !inside(doc, stmt)) {
			body = append(body, stmt)
		}
	}
	if len(body) == 0 || len(body) > 2 || !body[len(body)-1].Is(syntax.KReturnStatement) {
		return nil
	}
	value := semantic.Unparenthesized(firstNamed(body[len(body)-1]))
	if len(body) == 1 {
		callee := value.Child(syntax.FFunction)
		argument := transforms[callee.Child(syntax.FAttribute).Text()]
		if !value.Is(syntax.KCall) || argument == "" || !c.isValue(callee.Child(syntax.FObject)) || len(edit.Elements(edit.Arguments(value))) > 0 {
			return nil
		}
		return &constraint{shown: shown(value), arguments: []string{argument}, transform: true, types: sized[:1]}
	}
	if !c.isValue(value) || !c.refuses(body[0]) {
		return nil
	}
	condition := semantic.Unparenthesized(body[0].Child(syntax.FCondition))
	x := c.refused(condition, false)
	if x != nil {
		x.shown = shown(condition)
	}
	return x
}

// isValue tells whether an expression is the value that is validated.
func (c *conversion) isValue(n syntax.Node) bool {
	n = semantic.Unparenthesized(n)
	if !n.Is(syntax.KIdentifier) || n.Text() != c.params[0].Name {
		return false
	}
	symbol := c.p.Module.Lookup(n)
	return symbol != nil && len(symbol.Bindings) == 1 && symbol.Bindings[0].Node() == c.params[0].NameNode
}

// refuses tells whether a statement is "if ...: raise ValueError(...)".
func (c *conversion) refuses(n syntax.Node) bool {
	if !n.Is(syntax.KIfStatement) || !n.ChildOf(syntax.KElifClause, syntax.KElseClause).IsNil() {
		return false
	}
	var body []syntax.Node
	for stmt := range n.Child(syntax.FConsequence).Named() {
		if !stmt.IsExtra() {
			body = append(body, stmt)
		}
	}
	if len(body) != 1 || !body[0].Is(syntax.KRaiseStatement) {
		return false
	}
	raised := slices.Collect(body[0].Named())
	if len(raised) != 1 {
		return false
	}
	class := semantic.Unparenthesized(raised[0])
	if class.Is(syntax.KCall) {
		class = class.Child(syntax.FFunction)
	}
	return c.p.Module.Is(class, "builtins.ValueError", "builtins.AssertionError")
}

// refused is the constraint that refuses what a condition, or its negation, is
// true for.
func (c *conversion) refused(n syntax.Node, negated bool) *constraint {
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KNotOperator:
		inner := semantic.Unparenthesized(n.Child(syntax.FArgument))
		switch {
		case negated:
			return nil
		case c.isValue(inner):
			return &constraint{arguments: []string{"min_length=1"}, types: sized}
		}
		return c.refused(inner, true)
	case syntax.KBooleanOperator:
		low, high := c.comparison(n.Child(syntax.FLeft)), c.comparison(n.Child(syntax.FRight))
		if negated || n.Child(syntax.FOperator).Text() != "or" || low == nil || high == nil || low.length || high.length || low.operator != "<" || high.operator != ">" {
			return nil
		}
		return &constraint{arguments: []string{"ge=" + low.limit, "le=" + high.limit}, types: ordered, nullable: true}
	case syntax.KBinaryOperator:
		if limit := c.divisor(n); limit != "" && !negated {
			return &constraint{arguments: []string{"multiple_of=" + limit}, types: ordered[:1], nullable: true}
		}
		return nil
	case syntax.KComparisonOperator:
	default:
		return nil
	}
	operands, operators := comparisonParts(n)
	if len(operators) == 2 {
		low, high := c.limit(operands[0]), c.limit(operands[2])
		if !negated || operators[0] != "<=" || operators[1] != "<=" || low == "" || high == "" || !c.isValue(operands[1]) {
			return nil
		}
		return &constraint{arguments: []string{"ge=" + low, "le=" + high}, types: ordered, nullable: true}
	}
	if len(operators) != 1 {
		return nil
	}
	if limit := c.divisor(operands[0]); limit != "" && operators[0] == "!=" && operands[1].Text() == "0" && !negated {
		return &constraint{arguments: []string{"multiple_of=" + limit}, types: ordered[:1], nullable: true}
	}
	if s, ok := plainString(operands[1]); ok && s == "" && operators[0] == "==" && c.isValue(operands[0]) && !negated {
		return &constraint{arguments: []string{"min_length=1"}, types: sized[:1]}
	}
	x := c.comparison(n)
	switch {
	case x == nil:
		return nil
	case x.length && negated:
		return nil
	case x.length:
		switch x.operator {
		case "<":
			return &constraint{arguments: []string{"min_length=" + x.limit}, types: sized}
		case ">":
			return &constraint{arguments: []string{"max_length=" + x.limit}, types: sized}
		case "==":
			if x.limit == "0" {
				return &constraint{arguments: []string{"min_length=1"}, types: sized[:1]}
			}
		}
		return nil
	case negated:
		x.operator = negations[x.operator]
	}
	if bounds[x.operator] == "" {
		return nil
	}
	return &constraint{arguments: []string{bounds[x.operator] + "=" + x.limit}, types: ordered, nullable: true}
}

// valueComparison is "v OP limit" or "len(v) OP limit".
type valueComparison struct {
	operator, limit string
	length          bool
}

func (c *conversion) comparison(n syntax.Node) *valueComparison {
	n = semantic.Unparenthesized(n)
	if !n.Is(syntax.KComparisonOperator) {
		return nil
	}
	operands, operators := comparisonParts(n)
	if len(operators) != 1 {
		return nil
	}
	value, limit, x := operands[0], c.limit(operands[1]), &valueComparison{operator: operators[0]}
	if limit == "" {
		value, limit, x.operator = operands[1], c.limit(operands[0]), mirrored[operators[0]]
	}
	value = semantic.Unparenthesized(value)
	if value.Is(syntax.KCall) && c.p.Module.Is(value.Child(syntax.FFunction), "builtins.len") {
		args := argumentsOf(value)
		if len(args.positional) != 1 || args.splat {
			return nil
		}
		value, x.length = args.first(), true
	}
	if x.limit = limit; limit == "" || !c.isValue(value) {
		return nil
	}
	return x
}

func comparisonParts(n syntax.Node) (operands []syntax.Node, operators []string) {
	for x := range n.Children() {
		switch {
		case x.IsExtra():
		case x.IsNamed():
			operands = append(operands, semantic.Unparenthesized(x))
		default:
			operators = append(operators, x.Text())
		}
	}
	if len(operands) != len(operators)+1 {
		return nil, nil
	}
	return operands, operators
}

// divisor is C of "v % C", "" for anything else.
func (c *conversion) divisor(n syntax.Node) string {
	n = semantic.Unparenthesized(n)
	if !n.Is(syntax.KBinaryOperator) || n.Child(syntax.FOperator).Text() != "%" || !c.isValue(n.Child(syntax.FLeft)) {
		return ""
	}
	return c.limit(n.Child(syntax.FRight))
}

// limit is the text of a number, or of a name that is bound at module level above
// the class; "" for anything else.
func (c *conversion) limit(n syntax.Node) string {
	n = semantic.Unparenthesized(n)
	number := n
	if n.Is(syntax.KUnaryOperator) && strings.ContainsAny(n.FirstChild().Text(), "+-") {
		number = n.Child(syntax.FArgument)
	}
	if number.Is(syntax.KInteger, syntax.KFloat) {
		return n.Text()
	}
	if !n.Is(syntax.KIdentifier) {
		return ""
	}
	m := c.p.Module
	symbol := m.Lookup(n)
	if symbol == nil || symbol.Builtin || symbol.Scope != m.ModuleScope() || m.Bound(c.class.Scope(), n.Text()) {
		return ""
	}
	if only := symbol.Only(); only == nil || only.Guard != 0 || only.Node().Start() > c.outer.Start() {
		return ""
	}
	return n.Text()
}

// fits tells whether a field has a type for the constraint, and none of its kind
// yet.
func (x *constraint) fits(m *semantic.Module, f *semantic.Member) bool {
	d := declared(m, f)
	typ := d.typ
	if inner, ok := optional(m, typ); ok && x.nullable {
		typ = inner
	}
	base := semantic.Unsubscripted(typ)
	if !slices.ContainsFunc(x.types, func(q string) bool { return semantic.SameType(m.Resolve(base), q) || m.Is(base, q) }) {
		return false
	}
	if _, args := semantic.Subscript(typ); m.Is(base, "builtins.tuple", "typing.Tuple") && (len(args) != 2 || args[1].Text() != "...") {
		return false
	}
	for _, item := range d.metadata {
		call := semantic.Unparenthesized(item)
		if callee := call.Child(syntax.FFunction); m.Is(callee, "pydantic.StringConstraints") || m.Is(callee, constraintTypes...) {
			return false
		}
	}
	kind := func(name string) string {
		name, _, _ = strings.Cut(name, "=")
		if k := constraints[name]; k != "" {
			return k
		}
		return name
	}
	for _, call := range d.fieldCalls(m) {
		a := argumentsOf(call)
		if a.splat || slices.ContainsFunc(a.keywords, func(k syntax.Node) bool {
			name := k.Child(syntax.FName).Text()
			// A constraint that is there would see what the transformation gives.
			return x.transform && slices.Contains(constraintKeywords, name) ||
				slices.ContainsFunc(x.arguments, func(s string) bool { return kind(s) == kind(name) })
		}) {
			return false
		}
	}
	return true
}

// edits declares the constraint on all fields and cuts the method.
func (x *constraint) edits(c *conversion, maker string) *edit.Builder {
	m, b := c.p.Module, c.p.Builder()
	for _, f := range c.fields {
		d := declared(m, f)
		typ := semantic.Unparenthesized(f.Type)
		call := d.call
		if n := len(d.metadata); n > 0 && isFieldCall(m, semantic.Unparenthesized(d.metadata[n-1])) {
			call = semantic.Unparenthesized(d.metadata[n-1])
		}
		if !x.transform && isFieldCall(m, call) {
			for _, argument := range x.arguments {
				b.AddArgument(call, argument)
			}
			continue
		}
		text := b.NameLike(c.callee, "pydantic", maker) + "(" + strings.Join(x.arguments, ", ") + ")"
		if base, args := semantic.Subscript(typ); m.Is(base, "typing.Annotated") && len(args) > 0 {
			b.Insert(args[len(args)-1].End(), ", "+text)
			continue
		}
		b.Insert(typ.Start(), annotated(c.p, b, c.outer)+"[")
		b.Insert(typ.End(), ", "+text+"]")
	}
	b.DeleteStatementWithComments(c.fn.Decorated)
	return b
}
