package pydantic

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// conversion turns a validator method into a module-level function that stands
// in the annotations of the fields: Annotated[int, AfterValidator(positive)].
type conversion struct {
	p      *rule.Pass
	class  *semantic.Class
	outer  syntax.Node // the module-level statement that the class is in
	fn     *semantic.Func
	callee syntax.Node // the decorator's name, which tells how to spell the marker's
	marker string      // "AfterValidator"
	input  syntax.Node // the argument json_schema_input_type=..., or nil

	params []*semantic.Param // that stay: the value, a handler, the info
	drop   []syntax.Node     // parameters that go
	fields []*semantic.Member
	items  bool // the function validates the items of the fields

	also []*semantic.Func // methods of other classes that go, too: the fields are theirs as well

	function string // the name of the function afterwards
	moved    bool   // it is the method, not a function that was there
	aliases  []alias
}

// alias is a name for an annotation with the function.
type alias struct {
	of   string // the annotation
	name string
	old  bool // it is there already
}

// newConversion looks at what a class and its method are like: the class at
// module level or in such a class, the method plain.
func newConversion(p *rule.Pass, class *semantic.Class, fn *semantic.Func, callee syntax.Node) *conversion {
	c := &conversion{p: p, class: class, fn: fn, callee: callee}
	if fn.Async || fn.Decorated.IsNil() || len(class.MemberList(fn.Name)) != 1 || class.Member(fn.Name).Guard != 0 {
		return nil
	}
	for n := class.Node; ; {
		stmt := n
		if up := n.Parent(); up.Is(syntax.KDecoratedDefinition) {
			stmt = up
		}
		block := stmt.Parent()
		if block.Is(syntax.KModule) {
			c.outer = stmt
			break
		}
		if n = block.Parent(); !block.Is(syntax.KBlock) || !n.Is(syntax.KClassDefinition) {
			return nil
		}
	}
	return c
}

// named finds the fields by their names; all must be declared in the class with
// annotations that can be wrapped.
func (c *conversion) named(names []string) bool {
	for _, name := range names {
		f := field(c.class, name)
		if f == nil || slices.ContainsFunc(c.fields, func(x *semantic.Member) bool { return x.Name == name }) {
			return false
		}
		typ := semantic.Unparenthesized(f.Type)
		if typ.Is(syntax.KString, syntax.KConcatenatedString) ||
			c.p.Module.Is(semantic.Unsubscripted(typ), "typing.ClassVar", "typing.Final", "dataclasses.InitVar") {
			return false
		}
		for range c.p.File.CommentsIn(f.Type.Start(), f.Type.End()) {
			return false
		}
		if c.items && c.target(f).IsNil() {
			return false
		}
		c.fields = append(c.fields, f)
	}
	return len(c.fields) > 0
}

// target is the node that gets the function: the annotation of a field, or the
// type of its items.
func (c *conversion) target(f *semantic.Member) syntax.Node {
	if c.items {
		return itemType(c.p.Module, f.Type)
	}
	return semantic.Unparenthesized(f.Type)
}

// itemType is X in list[X], dict[K, X], Optional of these and the like, nil in
// anything else.
func itemType(m *semantic.Module, n syntax.Node) syntax.Node {
	n = semantic.Unparenthesized(n)
	if inner, ok := optional(m, n); ok {
		return itemType(m, inner)
	}
	base, args := semantic.Subscript(n)
	switch {
	case base.IsNil():
	case len(args) == 1 && m.Is(base, "builtins.list", "typing.List", "builtins.set", "typing.Set", "typing.Sequence", "collections.abc.Sequence"):
		return args[0]
	case len(args) == 2 && m.Is(base, "builtins.tuple", "typing.Tuple") && args[1].Text() == "...":
		return args[0]
	case len(args) == 2 && m.Is(base, "builtins.dict", "typing.Dict"):
		return args[1]
	}
	return syntax.Node{}
}

// optional is X in X | None and Optional[X].
func optional(m *semantic.Module, n syntax.Node) (syntax.Node, bool) {
	if n.Is(syntax.KBinaryOperator) && n.Child(syntax.FOperator).Text() == "|" || n.Is(syntax.KUnionType) {
		parts := slices.Collect(n.Named())
		if len(parts) == 2 {
			left, right := semantic.Unparenthesized(parts[0]), semantic.Unparenthesized(parts[1])
			switch {
			case right.Is(syntax.KNone):
				return left, true
			case left.Is(syntax.KNone):
				return right, true
			}
		}
	}
	if base, args := semantic.Subscript(n); len(args) == 1 && m.Is(base, "typing.Optional") {
		return semantic.Unparenthesized(args[0]), true
	}
	return syntax.Node{}, false
}

// body tells whether the body of the method can stand alone: it refers neither
// to the class nor to anything that is written differently outside of it.
func (c *conversion) body(bound string) bool {
	for n := range c.fn.Node.Child(syntax.FBody).Descendants() {
		switch {
		case n.Is(syntax.KYield):
			return false
		case n.Is(syntax.KIdentifier):
			switch s := n.Text(); {
			case isName(n) && (s == "cls" || s == "super" || s == "__class__" || s == bound):
				return false
			case strings.HasPrefix(s, "__") && !strings.HasSuffix(s, "__"):
				return false // mangled
			}
		}
	}
	return true
}

// obstacles tells, by kind, why the method cannot be moved: each is a clause.
func (c *conversion) obstacles() []string {
	var out []string
	for _, check := range []func() string{c.order, c.subclasses, c.otherUses, c.names, c.choose} {
		if reason := check(); reason != "" {
			out = append(out, reason)
		}
	}
	return out
}

// order looks for validators of the fields that run before the method:
// decorators come after all that annotations say, so it would overtake them.
func (c *conversion) order() string {
	for _, v := range validatorsOf(c.p.Module, c.class) {
		if v.start >= c.fn.Node.Start() || v.fn == c.fn.Node {
			break
		}
		if f := c.validated(v); f != "" {
			return fmt.Sprintf("`%s` validates `%s` first", v.name, f)
		}
	}
	if c.class.Splat {
		return "its base classes are not known"
	}
	for _, a := range c.class.Ancestors() {
		switch {
		case !a.Known:
			return "its base classes are not known"
		case a.Class != nil:
			for _, v := range validatorsOf(c.p.Module, a.Class) {
				if f := c.validated(v); f != "" {
					return fmt.Sprintf("`%s.%s` validates `%s` first", a.Class.Name, v.name, f)
				}
			}
		case a.Info != nil:
			// What the decorators name is not in a summary.
			for _, x := range a.Info.Members {
				if mayValidate(c.p.Module, x) {
					return fmt.Sprintf("`%s.%s` may validate a field first", a.Info.Name, x.Name)
				}
			}
		}
	}
	return ""
}

// validated is a field of the conversion that v validates, too.
func (c *conversion) validated(v fieldValidator) string {
	for _, f := range c.fields {
		if v.any || slices.Contains(v.fields, f.Name) {
			return f.Name
		}
	}
	return ""
}

func mayValidate(m *semantic.Module, x *semantic.MemberInfo) bool {
	if x.Func != nil {
		return slices.ContainsFunc(x.Func.Decorators, func(q string) bool {
			return slices.Contains(validatorDecorators, m.Qualify(q))
		})
	}
	return x.Value != nil && x.Value.Annotation.Text == "" && x.Value.HasValue && strings.Contains(x.Value.Text, "validator")
}

// subclasses looks for classes that count on the method being one.
func (c *conversion) subclasses() string {
	m := c.p.Module
	seen := map[string]bool{}
	reason := ""
	var infos func(q string)
	infos = func(q string) {
		for _, i := range m.Subclasses(q) {
			if seen[i.Qualified] || reason != "" {
				continue
			}
			seen[i.Qualified] = true
			if i.Dynamic || i.Member(c.fn.Name) != nil {
				reason = fmt.Sprintf("`%s` overrides `%s`", i.Name, c.fn.Name)
			}
			for _, f := range c.fields {
				if i.Member(f.Name) != nil {
					reason = fmt.Sprintf("`%s` declares `%s` again", i.Name, f.Name)
				}
			}
			infos(i.Qualified)
		}
	}
	var local func(class *semantic.Class)
	local = func(class *semantic.Class) {
		infos(class.Qualified)
		for _, sub := range localSubclasses(m, class) {
			if seen[sub.Qualified] || reason != "" {
				continue
			}
			seen[sub.Qualified] = true
			if len(sub.MemberList(c.fn.Name)) > 0 {
				reason = fmt.Sprintf("`%s` overrides `%s`", sub.Name, c.fn.Name)
			}
			for _, f := range c.fields {
				if len(sub.MemberList(f.Name)) > 0 {
					reason = fmt.Sprintf("`%s` declares `%s` again", sub.Name, f.Name)
				}
			}
			local(sub)
		}
	}
	local(c.class)
	return reason
}

// localSubclasses are the classes of the file that name the class as a base.
func localSubclasses(m *semantic.Module, class *semantic.Class) []*semantic.Class {
	uses := m.Attributes(class.Name)
	if symbol := m.Lookup(class.NameNode); symbol != nil {
		uses = append(uses, m.Uses(symbol)...)
	}
	var out []*semantic.Class
	for _, use := range uses {
		sub := use.Ancestor(syntax.KClassDefinition)
		if bases := sub.Child(syntax.FSuperclasses); !bases.IsNil() && inside(use, bases) {
			out = append(out, m.Class(sub))
		}
	}
	return out
}

// otherUses looks for code that gets at the method by its name.
func (c *conversion) otherUses() string {
	m, name := c.p.Module, c.fn.Name
	reason := fmt.Sprintf("`%s` is used elsewhere", name)
	if m.MentionsString(name) {
		return reason
	}
	common := builtinAttributes[name]
	for _, use := range m.Attributes(name) {
		if !common || c.ours(use.Parent().Child(syntax.FObject)) {
			return reason
		}
	}
	used := usedElsewhere(m.Path(), c.class.Qualified, name)
	if common {
		q := c.class.Qualified + "." + name
		used = func(v *project.View) bool { return v.AnyUses(q) }
	}
	if c.p.Ask(used) {
		return reason
	}
	return ""
}

// ours tells whether an object may be a class of the project or an instance of
// one, so that an attribute of it may be the method.
func (c *conversion) ours(n syntax.Node) bool {
	m := c.p.Module
	if s := n.Text(); s == "cls" || s == "self" || strings.HasPrefix(s, "super(") {
		return true
	}
	a := m.Named(m.Resolve(n))
	if t := m.TypeOf(n); a.Name == "" && t.Name != "" {
		a = m.Named(t.Name)
	}
	return a.Class != nil || a.Info != nil
}

// names looks for names in annotations that mean nothing, or something else,
// above the class.
func (c *conversion) names() string {
	for _, f := range c.fields {
		if reason := c.namesIn(f.Type, true); reason != "" {
			return reason
		}
	}
	for _, p := range c.params {
		if reason := c.namesIn(p.Type, false); reason != "" {
			return reason
		}
	}
	if !c.lazy() {
		if reason := c.namesIn(c.fn.Returns, false); reason != "" {
			return reason
		}
	}
	return c.namesIn(c.input.Child(syntax.FValue), false)
}

// lazy tells whether annotations of functions are not evaluated.
func (c *conversion) lazy() bool {
	for n := range c.p.File.Root().Named() {
		if n.Is(syntax.KFutureImportStatement) && strings.Contains(n.Text(), "annotations") {
			return true
		}
		if !n.Is(syntax.KExpressionStatement, syntax.KFutureImportStatement) {
			break
		}
	}
	return false
}

func (c *conversion) namesIn(typ syntax.Node, evaluated bool) string {
	m := c.p.Module
	for n := range typ.Descendants() {
		if evaluated && n.Is(syntax.KString) && !quotes(m, n, typ) {
			return fmt.Sprintf("`%s` is a forward reference", oneLine(n.Text()))
		}
		if !isName(n) {
			continue
		}
		symbol := m.Lookup(n)
		if symbol != nil && (symbol.Builtin || symbol.Scope.Kind() == semantic.LambdaScope || symbol.Scope.Kind() == semantic.ComprehensionScope) {
			continue
		}
		if symbol == nil || symbol.Star || symbol.Scope != m.ModuleScope() {
			return fmt.Sprintf("`%s` is not bound at module level", n.Text())
		}
		if !slices.ContainsFunc(symbol.Bindings, func(b semantic.Binding) bool {
			return b.Guard&semantic.TypeChecking == 0 && b.Node().Start() < c.outer.Start()
		}) {
			return fmt.Sprintf("`%s` is not bound at run time above `%s`", n.Text(), c.class.Name)
		}
		if m.Is(n, "typing.Self") || isTypeVariable(m, n, symbol) {
			return fmt.Sprintf("`%s` depends on the class", n.Text())
		}
	}
	return ""
}

// quotes tells whether a string in a type is no forward reference: a literal
// value, or an argument of something in the metadata.
func quotes(m *semantic.Module, n, typ syntax.Node) bool {
	for up := n; inside(up, typ); up = up.Parent() {
		if up.Is(syntax.KCall) {
			return true
		}
		if base, args := semantic.Subscript(up); !base.IsNil() {
			if m.Is(base, "typing.Literal") || m.Is(base, "typing.Annotated") && len(args) > 0 && !inside(n, args[0]) {
				return true
			}
		}
	}
	return false
}

func isTypeVariable(m *semantic.Module, n syntax.Node, symbol *semantic.Symbol) bool {
	variables := []string{"typing.TypeVar", "typing.ParamSpec", "typing.TypeVarTuple"}
	if m.TypeOf(n).Is(variables...) {
		return true
	}
	for _, b := range symbol.Bindings {
		if call := b.Stmt().Child(syntax.FRight); call.Is(syntax.KCall) && m.Is(call.Child(syntax.FFunction), variables...) {
			return true
		}
	}
	return false
}

// choose picks the function and the names.
func (c *conversion) choose() string {
	m := c.p.Module
	c.function, c.moved = c.forwarded(), false
	existing := c.existingAliases()
	if c.function == "" {
		for _, e := range existing {
			if e.function != "" {
				c.function = e.function
				break
			}
		}
	}
	if c.function == "" {
		c.moved = true
		c.function = c.fn.Name
		if c.taken(c.function) {
			if c.function = snake(c.class.Name) + "_" + c.fn.Name; c.taken(c.function) {
				return fmt.Sprintf("the name `%s` is taken", c.function)
			}
		}
	}
	c.aliases = nil
	if c.items {
		return ""
	}
	for _, f := range c.fields {
		typ := semantic.Unparenthesized(f.Type)
		if m.Is(semantic.Unsubscripted(typ), "typing.Annotated") {
			continue
		}
		text := flat(f.Type)
		if c.aliasOf(text) != nil {
			continue
		}
		if i := slices.IndexFunc(existing, func(e existingAlias) bool { return e.of == text && e.function == c.function }); i >= 0 {
			c.aliases = append(c.aliases, alias{of: text, name: existing[i].name, old: true})
			continue
		}
		name := aliasName(m, c.fn.Name, typ)
		if c.taken(name) || m.Bound(c.class.Scope(), name) || name == c.function {
			if name = c.class.Name + name; c.taken(name) || m.Bound(c.class.Scope(), name) || name == c.function {
				return fmt.Sprintf("the name `%s` is taken", name)
			}
		}
		c.aliases = append(c.aliases, alias{of: text, name: name})
	}
	return ""
}

// flat is the text of a type on one line: line breaks, and a comma in front of
// one that ends a bracket, go.
func flat(typ syntax.Node) string {
	var s strings.Builder
	prev := syntax.Node{}
	text := typ.Bytes()
	for n := range typ.Descendants() {
		if !prev.IsNil() && n.Start() < prev.End() || !n.FirstChild().IsNil() && !n.Is(syntax.KString) {
			continue // in a string, or taken apart
		}
		if !prev.IsNil() {
			gap := string(text[prev.End()-typ.Start() : n.Start()-typ.Start()])
			closes := n.Is(syntax.KTokRBracket, syntax.KTokRParen)
			broken := strings.Contains(gap, "\n")
			if !prev.Is(syntax.KTokComma) || !broken || !closes {
				s.WriteString(prev.Text())
			}
			switch {
			case !broken:
				s.WriteString(gap)
			case !closes && !prev.Is(syntax.KTokLBracket, syntax.KTokLParen):
				s.WriteString(" ")
			}
		}
		prev = n
	}
	return s.String() + prev.Text()
}

func (c *conversion) aliasOf(text string) *alias {
	for i := range c.aliases {
		if c.aliases[i].of == text {
			return &c.aliases[i]
		}
	}
	return nil
}

// taken tells whether the module should not bind a name anew: it does already,
// or it is that of a builtin.
func (c *conversion) taken(name string) bool {
	if slices.ContainsFunc(c.aliases, func(a alias) bool { return a.name == name }) {
		return true
	}
	m := c.p.Module
	symbol := m.Find(m.ModuleScope(), name)
	if m.Bound(m.ModuleScope(), name) {
		return true
	}
	return symbol != nil && (symbol.Star || symbol.Builtin || len(symbol.Bindings) > 0)
}

// forwarded is the name of g where the body is "return g(v)" and g a function of
// one parameter that is there already.
func (c *conversion) forwarded() string {
	m := c.p.Module
	if len(c.params) != 1 {
		return ""
	}
	body := slices.Collect(c.fn.Body.Named())
	if len(body) != 1 || !body[0].Is(syntax.KReturnStatement) {
		return ""
	}
	for range c.p.File.CommentsIn(c.fn.Body.Start(), c.fn.Node.End()) {
		return ""
	}
	var call syntax.Node
	for e := range body[0].Named() {
		call = e
	}
	callee := call.Child(syntax.FFunction)
	args := edit.Elements(edit.Arguments(call))
	if !call.Is(syntax.KCall) || !callee.Is(syntax.KIdentifier) || len(args) != 1 || !args[0].Is(syntax.KIdentifier) || args[0].Text() != c.params[0].Name {
		return ""
	}
	symbol := m.Lookup(callee)
	only := symbol.Only()
	if only == nil || symbol.Scope != m.ModuleScope() || only.Node().Start() >= c.outer.Start() {
		return ""
	}
	fn, info := m.FunctionNamed(m.Resolve(callee))
	switch {
	case fn != nil && !fn.Async && len(fn.Params) == 1 && fn.Params[0].Kind <= semantic.PositionalOrKeyword && fn.Params[0].Default.IsNil():
	case info != nil && !info.Async && len(info.Params) == 1 && info.Params[0].Kind <= semantic.PositionalOrKeyword && !info.Params[0].Default:
	default:
		return ""
	}
	return callee.Text()
}

// existingAlias is X = Annotated[of, Marker(function)] at module level.
type existingAlias struct{ name, of, function string }

// existingAliases are the aliases above the class whose function does what the
// method does.
func (c *conversion) existingAliases() []existingAlias {
	m := c.p.Module
	uses := append(m.Attributes(c.marker), m.UsesOf(c.marker)...)
	slices.SortFunc(uses, func(a, b syntax.Node) int { return cmp.Compare(a.Start(), b.Start()) })
	var out []existingAlias
	for _, use := range uses {
		if use.Start() >= c.outer.Start() {
			break
		}
		stmt := edit.Statement(use)
		if !stmt.Is(syntax.KExpressionStatement) || !stmt.Parent().Is(syntax.KModule) {
			continue
		}
		assignment := stmt.FirstChild()
		base, args := semantic.Subscript(assignment.Child(syntax.FRight))
		if !assignment.Is(syntax.KAssignment) || len(args) != 2 || !m.Is(base, "typing.Annotated") {
			continue
		}
		call := semantic.Unparenthesized(args[1])
		list := edit.Elements(edit.Arguments(call))
		if !call.Is(syntax.KCall) || len(list) == 0 || !list[0].Is(syntax.KIdentifier) || !m.Is(call.Child(syntax.FFunction), "pydantic."+c.marker) {
			continue
		}
		switch {
		case c.input.IsNil() && len(list) == 1:
		case !c.input.IsNil() && len(list) == 2 && list[1].Text() == c.input.Text():
		default:
			continue
		}
		function := m.Lookup(list[0])
		if only := function.Only(); list[0].Text() == c.forwarded() || only != nil && only.Kind == semantic.Function && c.does(m.Func(only.Stmt())) {
			out = append(out, existingAlias{assignment.Child(syntax.FLeft).Text(), flat(args[0]), list[0].Text()})
		}
	}
	return out
}

// does tells whether the body of a function equals that of the method.
func (c *conversion) does(fn *semantic.Func) bool {
	if fn == nil || fn.Async || len(fn.Decorators) > 0 || len(fn.Params) != len(c.params) {
		return false
	}
	var params []*semantic.Param
	for i := range fn.Params {
		params = append(params, &fn.Params[i])
	}
	return slices.Equal(tokens(c.p.Module, c.fn, c.params), tokens(c.p.Module, fn, params))
}

// tokens are the tokens of a body without comments and docstring; the
// parameters are replaced by their numbers.
func tokens(m *semantic.Module, fn *semantic.Func, params []*semantic.Param) []string {
	number := map[syntax.Node]int{}
	for i, p := range params {
		symbol := m.Lookup(p.NameNode)
		if symbol == nil {
			continue
		}
		for _, use := range m.Uses(symbol) {
			number[use] = i + 1
		}
		for _, b := range symbol.Bindings {
			number[b.Node()] = i + 1
		}
	}
	doc := semantic.Docstring(fn.Node)
	var out []string
	for n := range fn.Body.Descendants() {
		switch {
		case !n.FirstChild().IsNil(), n.IsExtra(), !doc.IsNil() && inside(n, doc):
		case number[n] > 0:
			out = append(out, fmt.Sprint("\x00", number[n]))
		default:
			out = append(out, n.Text())
		}
	}
	return out
}

// first is the alias that names the conversion, "" if there is none.
func (c *conversion) first() string {
	if len(c.aliases) == 0 {
		return ""
	}
	return c.aliases[0].name
}

// edits makes the conversion; inline does without aliases.
func (c *conversion) edits(inline bool) []edit.Edit {
	b := c.p.Builder()
	call := b.NameLike(c.callee, "pydantic", c.marker) + "(" + c.function
	if !c.input.IsNil() {
		call += ", " + c.input.Text()
	}
	call += ")"
	for _, f := range c.fields {
		target := c.target(f)
		base, args := semantic.Subscript(target)
		switch {
		case c.p.Module.Is(base, "typing.Annotated") && len(args) > 0:
			if list := args[0].Parent(); list.Is(syntax.KTypeParameter) {
				b.AddElement(list, call)
			} else {
				b.Insert(args[len(args)-1].End(), ", "+call)
			}
		case inline || c.items:
			b.Insert(target.Start(), annotated(c.p, b, c.outer)+"[")
			b.Insert(target.End(), ", "+call+"]")
		default:
			b.Replace(f.Type, c.aliasOf(flat(f.Type)).name)
		}
	}
	var lines []string
	for _, a := range c.aliases {
		if !inline && !a.old {
			lines = append(lines, fmt.Sprintf("%s = %s[%s, %s]", a.name, annotated(c.p, b, c.outer), a.of, call))
		}
	}
	var definitions []string
	if len(lines) > 0 {
		definitions = []string{strings.Join(lines, "\n")}
	}
	if c.moved {
		b.MoveToModule(c.fn.Node, c.prepare, definitions...)
	} else {
		for _, d := range definitions {
			b.InsertDefinition(c.outer, d)
		}
		b.DeleteStatementWithComments(c.fn.Decorated)
	}
	for _, fn := range c.also {
		b.DeleteStatementWithComments(fn.Decorated)
	}
	edits, err := b.Edits()
	if err != nil {
		return nil
	}
	return edits
}

// prepare makes a function of the text of the method.
func (c *conversion) prepare(part *edit.Part) {
	for _, d := range c.fn.Decorators {
		part.RemoveDecorator(d.Node)
	}
	for _, n := range c.drop {
		part.DropElement(n)
	}
	if c.function != c.fn.Name {
		part.Replace(c.fn.NameNode, c.function)
	}
}
