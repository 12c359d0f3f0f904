package pydantic

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// callback is a function that Pydantic calls to validate: a method with a
// decorator, or one that a marker such as AfterValidator names.
type callback struct {
	*semantic.Func
	method *validator // nil for a function that a marker names
	kind   string     // that of the method; "" for a function that a marker names
	mode   string     // "" if it is not certain

	// The parameters, as far as there are any: the class, or the instance of a
	// model validator that runs after; what is validated (the instance, too,
	// there); the handler of the mode "wrap"; and what follows.
	bound, value, handler *semantic.Param
	rest                  []*semantic.Param
}

// readCallback reads a function_definition; nil if it is no plain function that
// Pydantic calls to validate, or of version 1 of Pydantic.
func readCallback(m *semantic.Module, n syntax.Node) *callback {
	v := methodValidator(m, n)
	c := &callback{method: v}
	switch {
	case v != nil:
		c.Func, c.kind, c.mode = v.fn, v.kind, v.mode
	case n.Is(syntax.KFunctionDefinition):
		modes := markerModes(m, n)
		if len(modes) == 0 {
			return nil
		}
		c.Func, c.mode = m.Func(n), modes[0]
		for _, mode := range modes {
			if mode != c.mode {
				c.mode = ""
			}
		}
	default:
		return nil
	}
	params := make([]*semantic.Param, 0, len(c.Params))
	for i := range c.Params {
		params = append(params, &c.Params[i])
	}
	take := func() (p *semantic.Param) {
		if len(params) > 0 && params[0].Kind <= semantic.PositionalOrKeyword {
			p, params = params[0], params[1:]
		}
		return p
	}
	if v != nil && c.Decorator("builtins.staticmethod") == nil && len(params) > 0 &&
		(c.Decorator("builtins.classmethod") != nil || params[0].Name == "cls" || params[0].Name == "self") {
		c.bound = take()
	}
	if c.instance() {
		if c.value = c.bound; c.value == nil {
			c.value = take()
		}
	} else {
		c.value = take()
		if c.mode == "wrap" {
			c.handler = take()
		}
	}
	c.rest = params
	return c
}

// instance tells whether it is a method of the instance: what a model validator
// that runs after should be.
func (c *callback) instance() bool {
	return c.kind == "model_validator" && c.mode == "after" && c.Decorator("builtins.classmethod") == nil &&
		c.Decorator("builtins.staticmethod") == nil && (c.bound == nil || c.bound.Name != "cls")
}

// fields are the fields that the decorator names; certain is false for "*" and
// for what is no plain string.
func (c *callback) fields() (names []string, certain bool) {
	if c.method == nil {
		return nil, false
	}
	certain = true
	for _, a := range edit.Elements(edit.Arguments(c.method.decorator.Call)) {
		if a.Is(syntax.KKeywordArgument, syntax.KDictionarySplat) {
			continue
		}
		s, ok := plainString(a)
		certain = certain && ok && s != "*"
		names = append(names, s)
	}
	return names, certain && len(names) > 0
}

// info is the parameter that gets the ValidationInfo: the one behind the value
// and the handler, if it is the only one that must be given.
func (c *callback) info() *semantic.Param {
	var found *semantic.Param
	for _, p := range c.rest {
		if p.Kind > semantic.PositionalOrKeyword || !p.Default.IsNil() {
			continue
		}
		if found != nil {
			return nil
		}
		found = p
	}
	return found
}

// uses are the uses of a parameter, nil if it is bound anew.
func (c *callback) uses(m *semantic.Module, p *semantic.Param) []syntax.Node {
	if p == nil {
		return nil
	}
	symbol := m.Lookup(p.NameNode)
	if symbol.Only() == nil {
		return nil
	}
	return m.Uses(symbol)
}

// exits tells how the body of a callback can be left.
type exits struct {
	m      *semantic.Module
	c      *callback
	values []syntax.Node // return statements with a value other than None
	nones  []syntax.Node // return None
	bare   []syntax.Node // return, but for one that is there for None, or for nothing
	falls  bool          // the end can be reached
}

func exitsOf(m *semantic.Module, c *callback) exits {
	x := exits{m: m, c: c}
	for n := range semantic.OwnBody(c.Node) {
		if !n.Is(syntax.KReturnStatement) {
			continue
		}
		var value syntax.Node
		for e := range n.Named() {
			if !e.IsExtra() {
				value = semantic.Unparenthesized(e)
			}
		}
		switch {
		case value.Is(syntax.KNone):
			x.nones = append(x.nones, n)
		case !value.IsNil():
			x.values = append(x.values, n)
		case !x.forNothing(n):
			x.bare = append(x.bare, n)
		}
	}
	x.falls = !x.ends(c.Body)
	return x
}

// forNothing tells whether a return stands directly under "if v is None:" or
// "if not v:", where None is what is validated.
func (x *exits) forNothing(n syntax.Node) bool {
	test := n.Parent().Parent()
	if x.c.value == nil || !test.Is(syntax.KIfStatement, syntax.KElifClause) || n.Parent().Field() != syntax.FConsequence {
		return false
	}
	condition := semantic.Unparenthesized(test.Child(syntax.FCondition))
	switch strings.Join(strings.Fields(condition.Text()), " ") {
	case x.c.value.Name + " is None", "not " + x.c.value.Name:
		return true
	}
	return false
}

// ends tells whether the end of a block cannot be reached, or perhaps cannot: a
// call at the end may be of a function that always raises.
func (x *exits) ends(block syntax.Node) bool {
	var last syntax.Node
	for stmt := range block.Named() {
		if stmt.IsExtra() {
			continue
		}
		if !stmt.Is(syntax.KExpressionStatement) && x.stops(stmt) {
			return true
		}
		last = stmt
	}
	return last.Is(syntax.KExpressionStatement) && x.stops(last)
}

func (x *exits) stops(stmt syntax.Node) bool {
	switch stmt.Kind() {
	case syntax.KReturnStatement, syntax.KRaiseStatement:
		return true
	case syntax.KExpressionStatement:
		e := semantic.Unparenthesized(stmt.FirstChild())
		return e.Is(syntax.KCall) && !x.returns(e)
	case syntax.KAssertStatement:
		for e := range stmt.Named() {
			return semantic.Unparenthesized(e).Is(syntax.KFalse)
		}
	case syntax.KIfStatement:
		return x.branchesEnd(stmt)
	case syntax.KMatchStatement:
		// One without a wildcard may cover all there is.
		for c := range stmt.Child(syntax.FBody).Named() {
			if c.Is(syntax.KCaseClause) && !x.ends(c.Child(syntax.FConsequence)) {
				return false
			}
		}
		return true
	case syntax.KWhileStatement:
		return isTrue(stmt.Child(syntax.FCondition)) && !breaks(stmt.Child(syntax.FBody))
	case syntax.KWithStatement:
		return x.ends(stmt.Child(syntax.FBody))
	case syntax.KTryStatement:
		return x.tryEnds(stmt)
	}
	return false
}

// branchesEnd tells whether all branches of an if statement end, and there is
// one for each case: an else, or comparisons of one thing with the members of
// something.
func (x *exits) branchesEnd(stmt syntax.Node) bool {
	if !x.ends(stmt.Child(syntax.FConsequence)) {
		return false
	}
	conditions := []syntax.Node{stmt.Child(syntax.FCondition)}
	for c := range stmt.Named() {
		switch {
		case c.Is(syntax.KElseClause):
			return x.ends(c.Child(syntax.FBody))
		case c.Is(syntax.KElifClause):
			if !x.ends(c.Child(syntax.FConsequence)) {
				return false
			}
			conditions = append(conditions, c.Child(syntax.FCondition))
		}
	}
	if len(conditions) < 2 {
		return false
	}
	for _, c := range conditions {
		if !comparesMember(c, conditions[0]) {
			return false
		}
	}
	return true
}

// comparesMember tells whether a condition is "x == Color.RED", "x is
// Color.RED" or "x in (Color.RED, Color.BLUE)", for the x of another one.
func comparesMember(condition, other syntax.Node) bool {
	sides := func(n syntax.Node) (left, right syntax.Node) {
		n = semantic.Unparenthesized(n)
		if !n.Is(syntax.KComparisonOperator) {
			return
		}
		for e := range n.Named() {
			left, right = right, e
		}
		return left, semantic.Unparenthesized(right)
	}
	left, right := sides(condition)
	first, _ := sides(other)
	if left.IsNil() || left.Text() != first.Text() {
		return false
	}
	if !right.Is(syntax.KTuple, syntax.KSet, syntax.KList) {
		return right.Is(syntax.KAttribute)
	}
	for _, e := range edit.Elements(right) {
		if !e.Is(syntax.KAttribute) {
			return false
		}
	}
	return true
}

func (x *exits) tryEnds(stmt syntax.Node) bool {
	body := x.ends(stmt.Child(syntax.FBody))
	handlers := true
	for c := range stmt.Named() {
		switch c.Kind() {
		case syntax.KElseClause:
			body = body || x.ends(c.Child(syntax.FBody))
		case syntax.KExceptClause, syntax.KExceptGroupClause:
			handlers = handlers && x.ends(c.ChildOf(syntax.KBlock))
		case syntax.KFinallyClause:
			if x.ends(c.ChildOf(syntax.KBlock)) {
				return true
			}
		}
	}
	return body && handlers
}

func isTrue(condition syntax.Node) bool {
	condition = semantic.Unparenthesized(condition)
	return condition.Is(syntax.KTrue) || condition.Is(syntax.KInteger) && condition.Text() == "1"
}

// breaks tells whether a break in the body of a loop leaves that loop.
func breaks(body syntax.Node) bool {
	for n := range body.Descendants() {
		if n.Is(syntax.KBreakStatement) {
			loop := n.Ancestor(syntax.KForStatement, syntax.KWhileStatement, syntax.KFunctionDefinition)
			for loop.Start() > body.Start() && (inside(n, loop.Child(syntax.FAlternative))) {
				loop = loop.Ancestor(syntax.KForStatement, syntax.KWhileStatement, syntax.KFunctionDefinition)
			}
			if loop.Start() < body.Start() {
				return true
			}
		}
	}
	return false
}

// returns tells whether a call is certain to come back some time, so that it is
// not there to raise: of a builtin, of a logger, of the handler, or of a method
// that builtin types have, on what is validated.
func (x *exits) returns(call syntax.Node) bool {
	callee := call.Child(syntax.FFunction)
	switch q := x.m.Resolve(callee); q {
	case "builtins.exit", "builtins.quit":
		return false
	case "warnings.warn", "logging.debug", "logging.info", "logging.warning", "logging.error", "logging.exception", "logging.critical":
		return true
	default:
		if strings.HasPrefix(q, "builtins.") {
			return true
		}
	}
	if callee.Is(syntax.KIdentifier) {
		return x.c.handler != nil && callee.Text() == x.c.handler.Name
	}
	if !callee.Is(syntax.KAttribute) {
		return false
	}
	object := callee.Child(syntax.FObject)
	if x.m.TypeOf(object).Is("logging.Logger") {
		return true
	}
	if !builtinAttributes[callee.Child(syntax.FAttribute).Text()] {
		return false
	}
	for object.Is(syntax.KAttribute, syntax.KSubscript) {
		if inner := object.Child(syntax.FObject); !inner.IsNil() {
			object = inner
		} else {
			object = object.Child(syntax.FValue)
		}
	}
	return x.c.value != nil && object.Is(syntax.KIdentifier) && object.Text() == x.c.value.Name
}

// stub tells whether the body does nothing: docstring, "...", pass.
func (c *callback) stub() bool {
	for stmt := range c.Body.Named() {
		if stmt.IsExtra() || stmt.Is(syntax.KPassStatement) ||
			stmt.Is(syntax.KExpressionStatement) && stmt.FirstChild().Is(syntax.KEllipsis, syntax.KString, syntax.KConcatenatedString) {
			continue
		}
		return false
	}
	return true
}

// returnsNothing tells whether the function is one whose result can be judged,
// and what is wrong with it: never returning a value, or not everywhere.
func (c *callback) returnsNothing(m *semantic.Module) (x exits, never, sometimes bool) {
	if c.Async || c.Generator || c.stub() || c.value == nil || c.Decorator("abc.abstractmethod", "typing.overload") != nil {
		return x, false, false
	}
	x = exitsOf(m, c)
	never = len(x.values) == 0 && x.falls
	return x, never, len(x.values) > 0 && (x.falls || len(x.bare) > 0)
}

// appendReturn adds a return statement at the end of a function, behind
// comments that are indented like its body.
func appendReturn(p *rule.Pass, c *callback, text string, fix rule.Fix) []rule.Fix {
	b := p.Builder()
	t := p.File.Text
	var first, last syntax.Node
	for stmt := range c.Body.Named() {
		if stmt.IsExtra() {
			continue
		}
		if first.IsNil() {
			first = stmt
		}
		last = stmt
	}
	if strings.TrimSpace(string(t.Slice(t.LineStart(t.LineOf(first.Start())), first.Start()))) != "" {
		return nil
	}
	indent := b.Indent(first)
	line := t.LineOf(last.End())
	for next := line + 1; next < t.LineCount(); next++ {
		s := string(t.Slice(t.LineStart(next), t.LineEnd(next)))
		if strings.TrimSpace(s) == "" {
			continue
		}
		if !strings.HasPrefix(s, indent) || !strings.HasPrefix(strings.TrimLeft(s, " \t"), "#") {
			break
		}
		line = next
	}
	b.Insert(t.LineEnd(line), b.Newline()+indent+text)
	fix.Title = "Add `" + text + "`"
	return fixed(b, fix)
}
