package semantic

import (
	"bytes"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// collector reads the nodes of one unit into facts.
type collector struct {
	*facts
	u     *syntax.Unit
	guard Guard
	depth int
	holes []syntax.Range
}

func collect(u *syntax.Unit) *facts {
	c := &collector{facts: &facts{class: -1}, u: u}
	c.scopes = []scopeFact{{parent: -1}}
	n := u.Len()
	if n == 0 {
		return c.facts
	}
	c.owner = make([]int32, n)
	c.holes = u.Broken()
	c.children(0, 0)
	c.broken = c.broken || len(c.holes) > 0
	c.words()
	c.typeComments()
	c.finish()
	return c.facts
}

// finish sorts out what leaves the unit.
func (c *collector) finish() {
	for i := range c.bindings {
		if c.bindings[i].kind == Import {
			c.imports = append(c.imports, int32(i))
		}
	}
	for s := range c.scopes {
		for name, y := range c.scopes[s].symbols {
			if s != 0 && y.global && len(y.bindings) > 0 {
				if c.globals == nil {
					c.globals = map[string][]int32{}
				}
				c.globals[name] = append(c.globals[name], y.bindings...)
			}
			if len(y.refs) > 0 && s != 0 {
				if c.home(int32(s), name) == toModule {
					if c.free == nil {
						c.free = map[string][]int32{}
					}
					c.free[name] = append(c.free[name], y.refs...)
				}
			}
		}
	}
}

func (c *collector) text(i int) string { return normal(string(c.u.NodeText(i))) }

// normal is the form in which Python compares identifiers.
func normal(name string) string {
	for i := range len(name) {
		if name[i] >= 0x80 {
			return norm.NFKC.String(name)
		}
	}
	return name
}

func (c *collector) newScope(kind ScopeKind, node int, parent int32) int32 {
	c.scopes = append(c.scopes, scopeFact{kind: kind, node: int32(node), parent: parent})
	return int32(len(c.scopes) - 1)
}

// hole tells whether node i is in a part of the unit that does not parse.
func (c *collector) hole(i int) bool {
	if c.u.IsMissing(i) {
		return true
	}
	if len(c.holes) > 0 {
		at, _ := c.u.NodeRange(i)
		for _, h := range c.holes {
			if at >= h.Start && at < h.End {
				return true
			}
		}
	}
	return false
}

// words counts the words in what does not parse as uses, so that nothing takes
// them for unused. They bind no name.
func (c *collector) words() {
	text := c.u.Text()
	for _, h := range c.holes {
		at := 0
		for i := range c.owner {
			if start, end := c.u.NodeRange(i); start <= h.Start && end >= h.Start {
				at = i
			}
		}
		seen := map[string]bool{}
		for _, w := range wordsIn(text[h.Start:h.End]) {
			if !seen[w] {
				seen[w] = true
				y := c.symbol(c.owner[at], w)
				y.refs = append(y.refs, int32(at))
			}
		}
	}
}

// wordsIn are the runs of letters, digits and underscores in b.
func wordsIn(b []byte) []string {
	var out []string
	start := -1
	for i := 0; i <= len(b); i++ {
		if i < len(b) && (b[i] == '_' || b[i] >= 0x80 || b[i]|32 >= 'a' && b[i]|32 <= 'z' || start >= 0 && b[i] >= '0' && b[i] <= '9') {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			out = append(out, normal(string(b[start:i])))
			start = -1
		}
	}
	return out
}

func (c *collector) ref(i int, s int32) {
	c.owner[i] = s
	if c.hole(i) {
		return
	}
	y := c.symbol(s, c.text(i))
	y.refs = append(y.refs, int32(i))
}

func (c *collector) bind(i int, s int32, kind BindingKind, stmt int) *bindingFact {
	c.owner[i] = s
	if c.hole(i) {
		return &bindingFact{}
	}
	return c.bindName(c.text(i), i, s, kind, stmt)
}

func (c *collector) bindName(name string, i int, s int32, kind BindingKind, stmt int) *bindingFact {
	y := c.symbol(s, name)
	y.bindings = append(y.bindings, int32(len(c.bindings)))
	c.bindings = append(c.bindings, bindingFact{
		name: name, kind: kind, guard: c.guard, scope: s, node: int32(i), stmt: int32(stmt)})
	return &c.bindings[len(c.bindings)-1]
}

// child is the first child of i in the field, or -1.
func (c *collector) child(i int, f syntax.Field) int {
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		if c.u.Field(k) == f {
			return k
		}
	}
	return -1
}

// named is the first named child of i at or after k that is no comment, or -1.
func (c *collector) named(k int) int {
	for k >= 0 && (!c.u.IsNamed(k) || c.u.IsExtra(k)) {
		k = c.u.Next(k)
	}
	return k
}

func (c *collector) children(i int, s int32) {
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		c.visit(k, s)
	}
}

// mark sets the owner of i and of everything under it.
func (c *collector) mark(i int, s int32) {
	end := c.u.Next(i)
	if end < 0 {
		end = c.end(i)
	}
	for k := i; k < end; k++ {
		c.owner[k] = s
	}
}

// end is the index after the last node under i.
func (c *collector) end(i int) int {
	for i >= 0 {
		if n := c.u.Next(i); n >= 0 {
			return n
		}
		i = c.u.Parent(i)
	}
	return c.u.Len()
}

// under runs f with g added to the guard.
func (c *collector) under(g Guard, f func()) {
	old := c.guard
	c.guard |= g
	f()
	c.guard = old
}

// visit reads node i, which stands in scope s.
func (c *collector) visit(i int, s int32) {
	c.owner[i] = s
	if c.depth++; c.depth > maxDepth {
		c.broken = true
		c.mark(i, s)
		c.depth--
		return
	}
	defer func() { c.depth-- }()

	u := c.u
	switch u.Kind(i) {
	case syntax.KIdentifier:
		if u.IsNamed(i) {
			c.ref(i, s)
		}
	case syntax.KError:
		c.error(i, s)
	case syntax.KAttribute:
		for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
			if u.Field(k) == syntax.FAttribute {
				c.attribute(k, s)
			} else {
				c.visit(k, s)
			}
		}
	case syntax.KMemberType:
		for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
			if u.Kind(k) == syntax.KIdentifier {
				c.attribute(k, s)
			} else {
				c.visit(k, s)
			}
		}
	case syntax.KKeywordArgument:
		for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
			if u.Field(k) == syntax.FName {
				c.owner[k] = s
			} else {
				c.visit(k, s)
			}
		}
	case syntax.KString:
		c.str(i, s)
	case syntax.KAssignment:
		c.assignment(i, s)
	case syntax.KAugmentedAssignment:
		for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
			if u.Field(k) == syntax.FLeft {
				if u.Kind(k) == syntax.KIdentifier {
					c.bind(k, s, Augmented, i)
				} else {
					c.visit(k, s)
				}
			} else {
				c.visit(k, s)
			}
		}
	case syntax.KNamedExpression:
		c.walrus(i, s)
	case syntax.KForStatement:
		c.forStatement(i, s)
	case syntax.KWhileStatement:
		c.guarded(i, s, Conditional)
	case syntax.KIfStatement:
		c.ifStatement(i, s)
	case syntax.KTryStatement:
		c.try(i, s)
	case syntax.KExceptClause, syntax.KExceptGroupClause:
		c.except(i, s)
	case syntax.KWithItem:
		for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
			if u.Kind(k) == syntax.KAsPattern {
				c.asPattern(k, s, With, i)
			} else {
				c.visit(k, s)
			}
		}
	case syntax.KAsPattern:
		c.asPattern(i, s, With, i)
	case syntax.KDeleteStatement:
		for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
			c.target(k, s, Delete, i)
		}
	case syntax.KImportStatement:
		c.importStatement(i, s)
	case syntax.KImportFromStatement, syntax.KFutureImportStatement:
		c.fromImport(i, s)
	case syntax.KGlobalStatement, syntax.KNonlocalStatement:
		for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
			c.owner[k] = s
			if u.Kind(k) == syntax.KIdentifier && u.IsNamed(k) && !c.hole(k) {
				y := c.symbol(s, c.text(k))
				if u.Kind(i) == syntax.KGlobalStatement {
					y.global = true
				} else {
					y.nonlocal = true
				}
			}
		}
	case syntax.KFunctionDefinition:
		c.function(i, s)
	case syntax.KClassDefinition:
		c.classDefinition(i, s)
	case syntax.KLambda:
		c.lambda(i, s)
	case syntax.KListComprehension, syntax.KSetComprehension, syntax.KDictionaryComprehension, syntax.KGeneratorExpression:
		c.comprehension(i, s)
	case syntax.KTypeAliasStatement:
		c.typeAlias(i, s)
	case syntax.KMatchStatement:
		c.guarded(i, s, Conditional)
	case syntax.KCasePattern:
		c.pattern(i, s, i)
	default:
		c.children(i, s)
	}
}

func (c *collector) attribute(k int, s int32) {
	c.owner[k] = s
	if c.hole(k) {
		return
	}
	if c.attributes == nil {
		c.attributes = map[string][]int32{}
	}
	name := c.text(k)
	c.attributes[name] = append(c.attributes[name], int32(k))
}

// error skips what is in an error node; its words are counted with those of the
// broken lines.
func (c *collector) error(i int, s int32) {
	c.broken = true
	c.mark(i, s)
}

func (c *collector) str(i int, s int32) {
	c.quote(i)
	plain := true
	content := -1
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		switch c.u.Kind(k) {
		case syntax.KStringContent:
			if content >= 0 || c.u.FirstChild(k) >= 0 {
				plain = false
			}
			content = k
			c.mark(k, s)
		case syntax.KStringStart, syntax.KStringEnd:
			c.owner[k] = s
		default:
			plain = false
			c.visit(k, s)
		}
	}
	if !c.formatted(i) && c.mayAnnotate(i) {
		c.quotedWords(i)
	}
	if !plain || content < 0 {
		return
	}
	t := c.u.NodeText(content)
	if len(t) == 0 || len(t) > maxString {
		return
	}
	if c.strings == nil {
		c.strings = map[string][]int32{}
	}
	c.strings[string(t)] = append(c.strings[string(t)], int32(i))
}

// formatted tells whether the string i has replacement fields.
func (c *collector) formatted(i int) bool {
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		if c.u.Kind(k) == syntax.KInterpolation {
			return true
		}
	}
	return false
}

// quote counts the quotes of the string i.
func (c *collector) quote(i int) {
	switch t := bytes.TrimLeft(c.u.NodeText(i), "rRbBuUfFtT"); {
	case len(t) == 0 || len(t) >= 6 && t[1] == t[0] && t[2] == t[0]:
	case t[0] == '\'':
		c.quotes[0]++
	case t[0] == '"':
		c.quotes[1]++
	}
}

// mayAnnotate tells whether the string i may hold a type: it stands in an
// annotation, in brackets, or among the arguments of a function of typing that
// takes forward references.
func (c *collector) mayAnnotate(i int) bool {
	for p := c.u.Parent(i); p > 0; p = c.u.Parent(p) {
		switch c.u.Kind(p) {
		case syntax.KType, syntax.KSubscript, syntax.KTypeAliasStatement:
			return true
		case syntax.KCall:
			f := c.child(p, syntax.FFunction)
			if f >= 0 && c.u.Kind(f) == syntax.KAttribute {
				f = c.child(f, syntax.FAttribute)
			}
			if f < 0 {
				continue
			}
			switch string(c.u.NodeText(f)) {
			case "cast", "TypeVar", "ForwardRef", "NewType", "TypeAliasType", "NamedTuple", "TypedDict":
				return true
			}
		case syntax.KBlock:
			return false
		}
	}
	return false
}

// typeComments keeps the words of type comments (PEP 484).
func (c *collector) typeComments() {
	if bytes.IndexByte(c.u.Text(), '#') < 0 {
		return
	}
	for i := range c.u.Len() {
		if c.u.Kind(i) == syntax.KComment && bytes.HasPrefix(bytes.TrimLeft(c.u.NodeText(i), "# "), []byte("type:")) {
			c.quotedWords(i)
		}
	}
}

// quotedWords keeps the words of the string or comment i.
func (c *collector) quotedWords(i int) {
	for _, w := range wordsIn(c.u.NodeText(i)) {
		if c.quoted == nil {
			c.quoted = map[string][]int32{}
		}
		c.quoted[w] = append(c.quoted[w], int32(i))
	}
}

func (c *collector) assignment(i int, s int32) {
	u := c.u
	left, right, typ := c.child(i, syntax.FLeft), c.child(i, syntax.FRight), c.child(i, syntax.FType)
	for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
		switch k {
		case left:
			switch {
			case typ >= 0 && u.Kind(k) == syntax.KIdentifier && right < 0:
				c.bind(k, s, Annotation, i)
			case typ >= 0 && right < 0:
				c.visit(k, s) // (x): int declares nothing
			default:
				c.target(k, s, Assignment, i)
			}
		default:
			c.visit(k, s)
		}
	}
}

// target binds the names of an assignment target.
func (c *collector) target(i int, s int32, kind BindingKind, stmt int) {
	c.owner[i] = s
	switch c.u.Kind(i) {
	case syntax.KIdentifier:
		if c.u.IsNamed(i) {
			c.bind(i, s, kind, stmt)
		}
	case syntax.KPatternList, syntax.KTuplePattern, syntax.KListPattern, syntax.KTuple, syntax.KList, syntax.KExpressionList,
		syntax.KParenthesizedExpression, syntax.KListSplatPattern, syntax.KListSplat, syntax.KAsPatternTarget, syntax.KParenthesizedListSplat:
		if c.depth++; c.depth > maxDepth {
			c.broken = true
			c.mark(i, s)
		} else {
			for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
				c.target(k, s, kind, stmt)
			}
		}
		c.depth--
	default:
		c.visit(i, s)
	}
}

// walrus binds in the nearest scope around that is no comprehension (PEP 572).
func (c *collector) walrus(i int, s int32) {
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		if c.u.Field(k) != syntax.FName || c.u.Kind(k) != syntax.KIdentifier {
			c.visit(k, s)
			continue
		}
		t := s
		for c.scopes[t].kind == ComprehensionScope {
			t = c.scopes[t].parent
		}
		if t != s && !c.hole(k) {
			c.symbol(s, c.text(k)).walrus = true
		}
		c.bind(k, t, Walrus, i)
	}
}

// guarded reads a compound statement; what is in its blocks may not run.
func (c *collector) guarded(i int, s int32, g Guard) {
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		switch c.u.Kind(k) {
		case syntax.KBlock, syntax.KElseClause, syntax.KCaseClause:
			c.under(g, func() { c.visit(k, s) })
		default:
			c.visit(k, s)
		}
	}
}

func (c *collector) forStatement(i int, s int32) {
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		switch {
		case c.u.Field(k) == syntax.FLeft:
			c.target(k, s, For, i)
		case c.u.Kind(k) == syntax.KBlock || c.u.Kind(k) == syntax.KElseClause:
			c.under(Conditional, func() { c.visit(k, s) })
		default:
			c.visit(k, s)
		}
	}
}

func (c *collector) ifStatement(i int, s int32) {
	then, other := c.test(c.child(i, syntax.FCondition))
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		switch c.u.Kind(k) {
		case syntax.KBlock:
			c.under(then, func() { c.visit(k, s) })
		case syntax.KElifClause:
			c.under(other, func() {
				c.owner[k] = s
				t, o := c.test(c.child(k, syntax.FCondition))
				for e := c.u.FirstChild(k); e >= 0; e = c.u.Next(e) {
					if c.u.Kind(e) == syntax.KBlock {
						c.under(t, func() { c.visit(e, s) })
					} else {
						c.visit(e, s)
					}
				}
				other |= o
			})
		case syntax.KElseClause:
			c.under(other, func() { c.visit(k, s) })
		default:
			c.visit(k, s)
		}
	}
}

// test tells what holds in the branches of a condition.
func (c *collector) test(i int) (then, other Guard) {
	then, other = Conditional, Conditional
	if i < 0 {
		return
	}
	t := bytes.TrimSpace(c.u.NodeText(i))
	neg := false
	if rest, ok := bytes.CutPrefix(t, []byte("not ")); ok {
		t, neg = bytes.TrimSpace(rest), true
	}
	t = bytes.Trim(t, "()")
	switch {
	case bytes.Equal(t, []byte("TYPE_CHECKING")) || bytes.HasSuffix(t, []byte(".TYPE_CHECKING")) || bytes.Equal(t, []byte("False")):
		then, other = then|TypeChecking, other|NotTypeChecking
	case bytes.Contains(t, []byte("version_info")) || bytes.Contains(t, []byte("sys.platform")) ||
		bytes.Contains(t, []byte("hexversion")) || bytes.Contains(t, []byte("VERSION")) ||
		bytes.Contains(t, []byte("PYDANTIC_V2")) || bytes.Contains(t, []byte("__version__")):
		then, other = then|VersionTest, other|VersionTest
	}
	if neg {
		then, other = other, then
	}
	return
}

func (c *collector) try(i int, s int32) {
	g := Conditional
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		if (c.u.Kind(k) == syntax.KExceptClause || c.u.Kind(k) == syntax.KExceptGroupClause) && c.catchesImport(k, c.tryImports(i)) {
			g |= ImportGuard
		}
	}
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		switch c.u.Kind(k) {
		case syntax.KBlock, syntax.KElseClause, syntax.KExceptClause, syntax.KExceptGroupClause:
			c.under(g, func() { c.visit(k, s) })
		default:
			c.visit(k, s)
		}
	}
}

// tryImports tells whether a statement of the try block is an import.
func (c *collector) tryImports(try int) bool {
	for k := c.u.FirstChild(try); k >= 0; k = c.u.Next(k) {
		if c.u.Kind(k) != syntax.KBlock {
			continue
		}
		for e := c.u.FirstChild(k); e >= 0; e = c.u.Next(e) {
			if c.u.Kind(e) == syntax.KImportStatement || c.u.Kind(e) == syntax.KImportFromStatement {
				return true
			}
		}
		break
	}
	return false
}

// catchesImport tells whether the except clause is about a failed import: it
// says so, or it catches all and the block imports something.
func (c *collector) catchesImport(i int, imports bool) bool {
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		if c.u.IsNamed(k) && !c.u.IsExtra(k) {
			if c.u.Kind(k) == syntax.KBlock {
				return imports // bare except
			}
			t := c.u.NodeText(k)
			if bytes.Contains(t, []byte("ImportError")) || bytes.Contains(t, []byte("ModuleNotFoundError")) {
				return true
			}
			return imports && (bytes.Contains(t, []byte("Exception")) || bytes.Contains(t, []byte("AttributeError")))
		}
	}
	return false
}

func (c *collector) except(i int, s int32) {
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		if c.u.Kind(k) == syntax.KAsPattern {
			c.asPattern(k, s, Except, i)
		} else {
			c.visit(k, s)
		}
	}
}

func (c *collector) asPattern(i int, s int32, kind BindingKind, stmt int) {
	c.owner[i] = s
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		if c.u.Kind(k) == syntax.KAsPatternTarget {
			c.target(k, s, kind, stmt)
		} else {
			c.visit(k, s)
		}
	}
}

// dotted marks a dotted name and gives its text without white space.
func (c *collector) dotted(i int, s int32) string {
	c.mark(i, s)
	t := c.text(i)
	if strings.ContainsAny(t, " \t\r\n\\\f") {
		var b strings.Builder
		for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
			b.WriteString(strings.TrimSpace(c.dottedPart(k)))
		}
		return b.String()
	}
	return t
}

func (c *collector) dottedPart(k int) string {
	if c.u.FirstChild(k) < 0 {
		return strings.Join(strings.FieldsFunc(c.text(k), func(r rune) bool { return r <= ' ' || r == '\\' }), "")
	}
	var b strings.Builder
	for e := c.u.FirstChild(k); e >= 0; e = c.u.Next(e) {
		b.WriteString(c.dottedPart(e))
	}
	return b.String()
}

func (c *collector) importStatement(i int, s int32) {
	u := c.u
	for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
		c.owner[k] = s
		switch u.Kind(k) {
		case syntax.KDottedName:
			if first := u.FirstChild(k); first >= 0 {
				name := c.dotted(k, s)
				b := c.bind(first, s, Import, i)
				b.module, b.dotted = name, true
			}
		case syntax.KAliasedImport:
			name, alias := c.child(k, syntax.FName), c.child(k, syntax.FAlias)
			c.mark(k, s)
			if name >= 0 && alias >= 0 {
				b := c.bind(alias, s, Import, i)
				b.module = c.dotted(name, s)
			}
		case syntax.KError:
			c.error(k, s)
		}
	}
}

func (c *collector) fromImport(i int, s int32) {
	u := c.u
	module := "__future__"
	if k := c.child(i, syntax.FModuleName); k >= 0 {
		module = c.dotted(k, s)
	}
	for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
		c.owner[k] = s
		switch {
		case u.Kind(k) == syntax.KError:
			c.error(k, s)
		case u.Kind(k) == syntax.KWildcardImport:
			c.mark(k, s)
			if c.hole(k) {
				continue
			}
			c.stars = append(c.stars, int32(len(c.bindings)))
			c.bindings = append(c.bindings, bindingFact{name: "*", kind: Import, guard: c.guard, scope: s,
				node: int32(k), stmt: int32(i), module: module, attr: "*"})
		case u.Field(k) != syntax.FName:
		case u.Kind(k) == syntax.KDottedName:
			c.mark(k, s)
			if first := u.FirstChild(k); first >= 0 && u.Next(first) < 0 {
				b := c.bind(first, s, Import, i)
				b.module, b.attr = module, c.text(first)
			}
		case u.Kind(k) == syntax.KAliasedImport:
			c.mark(k, s)
			name, alias := c.child(k, syntax.FName), c.child(k, syntax.FAlias)
			if name >= 0 && alias >= 0 {
				b := c.bind(alias, s, Import, i)
				b.module, b.attr = module, c.dotted(name, s)
			}
		}
	}
}

func (c *collector) function(i int, s int32) {
	u := c.u
	outer := s
	if name := c.child(i, syntax.FName); name >= 0 {
		c.bind(name, s, Function, i)
	}
	if tp := c.child(i, syntax.FTypeParameters); tp >= 0 {
		outer = c.typeParams(tp, i, s)
	}
	inner := c.newScope(FunctionScope, i, outer)
	c.body(func() {
		for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
			switch u.Field(k) {
			case syntax.FName, syntax.FTypeParameters:
			case syntax.FParameters:
				// Defaults are evaluated outside the type parameter scope.
				c.parameters(k, inner, s, outer)
			case syntax.FReturnType:
				c.visit(k, outer)
			case syntax.FBody:
				c.visit(k, inner)
			default:
				if u.IsNamed(k) && !u.IsExtra(k) {
					c.visit(k, outer)
				} else {
					c.owner[k] = inner
				}
			}
		}
	})
}

// body runs f without the guards of what is around a definition.
func (c *collector) body(f func()) {
	old := c.guard
	c.guard = 0
	f()
	c.guard = old
}

func (c *collector) parameters(i int, inner, defaults, annotations int32) {
	u := c.u
	c.owner[i] = inner
	for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
		c.owner[k] = inner
		switch u.Kind(k) {
		case syntax.KIdentifier, syntax.KTuplePattern, syntax.KListSplatPattern, syntax.KDictionarySplatPattern:
			c.parameter(k, inner, k)
		case syntax.KDefaultParameter, syntax.KTypedDefaultParameter, syntax.KTypedParameter:
			for e := u.FirstChild(k); e >= 0; e = u.Next(e) {
				switch {
				case u.Field(e) == syntax.FType:
					c.visit(e, annotations)
				case u.Field(e) == syntax.FValue:
					c.visit(e, defaults)
				case u.IsNamed(e) && !u.IsExtra(e):
					c.parameter(e, inner, k)
				default:
					c.owner[e] = inner
				}
			}
		case syntax.KError:
			c.error(k, inner)
		}
	}
}

func (c *collector) parameter(i int, s int32, stmt int) {
	switch c.u.Kind(i) {
	case syntax.KIdentifier:
		c.bind(i, s, Parameter, stmt)
	case syntax.KError:
		c.error(i, s)
	default:
		c.owner[i] = s
		for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
			c.parameter(k, s, stmt)
		}
	}
}

// typeParams reads a type_parameter list that declares and gives its scope.
func (c *collector) typeParams(i, def int, s int32) int32 {
	t := c.newScope(TypeParamScope, def, s)
	u := c.u
	c.owner[i] = t
	for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
		c.owner[k] = t
		if u.Kind(k) != syntax.KType {
			if u.Kind(k) == syntax.KError {
				c.error(k, t)
			}
			continue
		}
		e := c.named(u.FirstChild(k))
		if e < 0 {
			continue
		}
		c.typeParam(e, k, t)
	}
	return t
}

func (c *collector) typeParam(e, stmt int, t int32) {
	u := c.u
	c.owner[e] = t
	switch u.Kind(e) {
	case syntax.KIdentifier:
		c.bind(e, t, TypeParam, stmt)
	case syntax.KSplatType:
		if id := c.named(u.FirstChild(e)); id >= 0 && u.Kind(id) == syntax.KIdentifier {
			c.bind(id, t, TypeParam, stmt)
		}
	case syntax.KConstrainedType:
		first := c.named(u.FirstChild(e))
		for k := u.FirstChild(e); k >= 0; k = u.Next(k) {
			if k == first {
				c.owner[k] = t
				if id := c.named(u.FirstChild(k)); id >= 0 && u.Kind(id) == syntax.KIdentifier {
					c.bind(id, t, TypeParam, stmt)
				}
				continue
			}
			c.visit(k, t)
		}
	default:
		c.visit(e, t)
	}
}

func (c *collector) classDefinition(i int, s int32) {
	u := c.u
	outer := s
	if name := c.child(i, syntax.FName); name >= 0 {
		c.bind(name, s, ClassDef, i)
	}
	if tp := c.child(i, syntax.FTypeParameters); tp >= 0 {
		outer = c.typeParams(tp, i, s)
	}
	inner := c.newScope(ClassScope, i, outer)
	if s == 0 {
		c.class = inner
	}
	c.body(func() {
		for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
			switch u.Field(k) {
			case syntax.FName, syntax.FTypeParameters:
			case syntax.FBody:
				c.visit(k, inner)
			default:
				c.visit(k, outer)
			}
		}
	})
}

func (c *collector) lambda(i int, s int32) {
	inner := c.newScope(LambdaScope, i, s)
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		if c.u.Field(k) == syntax.FParameters {
			c.parameters(k, inner, s, s)
		} else {
			c.visit(k, inner)
		}
	}
}

// comprehension evaluates its first iterable in the scope around it.
func (c *collector) comprehension(i int, s int32) {
	u := c.u
	inner := c.newScope(ComprehensionScope, i, s)
	first := true
	for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
		if u.Kind(k) != syntax.KForInClause {
			c.visit(k, inner)
			continue
		}
		c.owner[k] = inner
		at := inner
		if first {
			at, first = s, false
		}
		for e := u.FirstChild(k); e >= 0; e = u.Next(e) {
			switch u.Field(e) {
			case syntax.FLeft:
				c.target(e, inner, Comprehension, k)
			case syntax.FRight:
				c.visit(e, at)
			default:
				c.visit(e, inner)
			}
		}
	}
}

func (c *collector) typeAlias(i int, s int32) {
	u := c.u
	at := s
	first, word := true, -1
	for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
		c.owner[k] = s
		if u.Kind(k) != syntax.KType {
			switch u.Kind(k) {
			case syntax.KError:
				c.error(k, s)
			case syntax.KKwType:
				word = k
			}
			continue
		}
		if !first {
			c.visit(k, at)
			continue
		}
		first = false
		e := c.named(u.FirstChild(k))
		if e < 0 {
			continue
		}
		switch u.Kind(e) {
		case syntax.KIdentifier:
			c.bind(e, s, TypeAlias, i)
		case syntax.KGenericType:
			c.owner[e] = s
			for g := u.FirstChild(e); g >= 0; g = u.Next(g) {
				switch u.Kind(g) {
				case syntax.KIdentifier:
					c.bind(g, s, TypeAlias, i)
				case syntax.KTypeParameter:
					at = c.typeParams(g, i, s)
				}
			}
		case syntax.KSubscript:
			// type A[*Ts] = ...: the names are found in the brackets.
			c.owner[e] = s
			at = c.newScope(TypeParamScope, i, s)
			for g := u.FirstChild(e); g >= 0; g = u.Next(g) {
				switch {
				case u.Field(g) == syntax.FValue && u.Kind(g) == syntax.KIdentifier:
					c.bind(g, s, TypeAlias, i)
				case u.Field(g) == syntax.FSubscript:
					c.target(g, at, TypeParam, i)
				}
			}
		default:
			// type(x).y = z is an assignment, which the grammar takes for an alias.
			if word >= 0 {
				c.ref(word, s)
			}
			c.visit(e, s)
		}
	}
}

// pattern binds the captures of a case pattern.
func (c *collector) pattern(i int, s int32, stmt int) {
	c.owner[i] = s
	if c.depth++; c.depth > maxDepth {
		c.broken = true
		c.mark(i, s)
		c.depth--
		return
	}
	defer func() { c.depth-- }()
	u := c.u
	switch u.Kind(i) {
	case syntax.KDottedName:
		first := u.FirstChild(i)
		if first < 0 {
			return
		}
		if u.Next(first) < 0 {
			if c.text(first) != "_" {
				c.bind(first, s, Capture, stmt)
			}
			return
		}
		c.value(i, s)
	case syntax.KIdentifier:
		if u.IsNamed(i) && c.text(i) != "_" {
			c.bind(i, s, Capture, stmt)
		}
	case syntax.KClassPattern:
		first := true
		for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
			if first && u.Kind(k) == syntax.KDottedName {
				c.value(k, s)
				first = false
				continue
			}
			c.pattern(k, s, stmt)
		}
	case syntax.KKeywordPattern:
		first := true
		for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
			if first && u.Kind(k) == syntax.KIdentifier {
				c.attribute(k, s)
				first = false
				continue
			}
			c.pattern(k, s, stmt)
		}
	case syntax.KString, syntax.KConcatenatedString:
		c.visit(i, s)
	case syntax.KError:
		c.error(i, s)
	default:
		for k := u.FirstChild(i); k >= 0; k = u.Next(k) {
			c.pattern(k, s, stmt)
		}
	}
}

// value reads a dotted name in a pattern that is a reference.
func (c *collector) value(i int, s int32) {
	c.owner[i] = s
	first := true
	for k := c.u.FirstChild(i); k >= 0; k = c.u.Next(k) {
		if c.u.Kind(k) != syntax.KIdentifier {
			c.owner[k] = s
			continue
		}
		if first {
			c.ref(k, s)
			first = false
		} else {
			c.attribute(k, s)
		}
	}
}
