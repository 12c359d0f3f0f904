package sqlalchemy

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
		Code:     "SQA301",
		Name:     "mapped-column",
		Severity: rule.Hint,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KClassDefinition, syntax.KAssignment},
		Check:    mappedColumns,
	})
}

// mappedKind is the kind of the refactorings to Mapped.
const mappedKind = "refactor.rewrite.mapped"

func mappedColumns(p *rule.Pass, n syntax.Node) {
	if inMigration(p) {
		return
	}
	if n.Is(syntax.KClassDefinition) {
		columnsOfClass(p, n)
		return
	}
	value := n.Child(syntax.FRight)
	class := p.Module.EnclosingClass(n)
	if class == nil || !value.Is(syntax.KCall) {
		return
	}
	if c, ok := columnOf(class.Qualified, value, here(p.Module)); !ok || c.mapped || !isMappedOrMixin(p.Module, class) {
		return
	}
	p.Report(rule.Diagnostic{Start: n.Start(), End: n.End(), Severity: rule.Action, Message: "Convert to mapped_column", Fixes: func() []rule.Fix {
		c, obstacle := columnConversion(p.Module, class, n)
		if reason := unconvertible(p.Module, class); reason != "" {
			obstacle = reason
		}
		fix := rule.Fix{Title: "Convert to mapped_column", Kind: mappedKind}
		if obstacle != "" {
			fix.Disabled = obstacle
			return []rule.Fix{fix}
		}
		return convertColumns(p, class, []*columnChange{c}, nil, fix)
	}})
}

func columnsOfClass(p *rule.Pass, n syntax.Node) {
	class := p.Module.Class(n)
	columns := convertibleColumns(p.Module, class)
	if len(columns) == 0 {
		return
	}
	first := columns[0]
	message := fmt.Sprintf("Declare the column as %s: %s = mapped_column(...)", first.name.Text(), first.shown(p))
	if len(columns) > 1 {
		message += fmt.Sprintf(" (%d columns)", len(columns))
	}
	p.ReportNode(class.NameNode, message, func() []rule.Fix {
		title := fmt.Sprintf("Convert %d columns of %s to Mapped[...]", len(columns), class.Name)
		if len(columns) == 1 {
			title = fmt.Sprintf("Convert 1 column of %s to Mapped[...]", class.Name)
		}
		return convertColumns(p, class, columns, nil, rule.Fix{Title: title})
	})
	// What takes in more is worked out only where an editor asks for actions.
	p.Report(rule.Diagnostic{Start: class.NameNode.Start(), End: class.NameNode.End(), Severity: rule.Action, Message: "Convert to Mapped[...]", Fixes: func() []rule.Fix {
		var fixes []rule.Fix
		if relations := convertibleRelations(p, class); len(relations) > 0 {
			fixes = append(fixes, convertColumns(p, class, columns, relations, rule.Fix{
				Title: fmt.Sprintf("Convert the columns and relationships of %s to Mapped[...]", class.Name), Kind: mappedKind,
			})...)
		}
		return append(fixes, convertFile(p)...)
	}})
}

// convertFile is the refactoring of all models of the file, where there are
// several.
func convertFile(p *rule.Pass) []rule.Fix {
	b := p.Builder()
	models, unsafe := 0, false
	var types typeImports
	localClasses(p.Module, func(class *semantic.Class) bool {
		columns, relations := convertibleColumns(p.Module, class), convertibleRelations(p, class)
		if len(columns)+len(relations) == 0 {
			return true
		}
		models++
		unsafe = unsafe || len(columns) > 0 && shuffled(p.Module, class)
		for _, c := range columns {
			c.apply(p, b)
		}
		for _, r := range relations {
			r.apply(p, b, &types)
		}
		return true
	})
	types.add(p, b)
	if models < 2 {
		return nil
	}
	fix := rule.Fix{Title: "Convert all models in this file", Kind: mappedKind}
	if unsafe {
		fix.Safety, fix.Reason = rule.Unsafe, shuffledReason
	}
	return fixOf(b, fix)
}

const shuffledReason = "the columns are created in another order"

// convertColumns is the fix that converts columns and annotates relationships
// of a class.
func convertColumns(p *rule.Pass, class *semantic.Class, columns []*columnChange, relations []*relationChange, fix rule.Fix) []rule.Fix {
	b := p.Builder()
	for _, c := range columns {
		c.apply(p, b)
	}
	var types typeImports
	for _, r := range relations {
		r.apply(p, b, &types)
	}
	types.add(p, b)
	if shuffled(p.Module, class) {
		fix.Safety, fix.Reason = rule.Unsafe, shuffledReason
	}
	return fixOf(b, fix)
}

// shuffled tells whether columns that are only annotated stand among those with
// a value: SQLAlchemy puts them in another order than the source.
func shuffled(m *semantic.Module, class *semantic.Class) bool {
	return slices.ContainsFunc(class.Members(), func(x *semantic.Member) bool {
		return x.Kind == semantic.Annotation && x.Value.IsNil() && m.Is(semantic.Unsubscripted(annotationOf(x.Type)), "sqlalchemy.orm.Mapped")
	})
}

// columnChange is a column that can be converted.
type columnChange struct {
	assignment, name syntax.Node
	class            *semantic.Class
	facts            columnFacts
	typ              pythonType  // with None, where the column is nullable
	keep             bool        // the annotation stays
	widen            syntax.Node // what gets | None in the annotation that stays
}

// convertibleColumns are the columns of a mapped class, or of a mixin of one,
// that can be converted.
func convertibleColumns(m *semantic.Module, class *semantic.Class) []*columnChange {
	var out []*columnChange
	for _, x := range class.Members() {
		if x.Kind != semantic.Assignment || !x.Value.Is(syntax.KCall) {
			continue
		}
		if c, obstacle := columnConversion(m, class, x.Stmt()); c != nil && obstacle == "" {
			out = append(out, c)
		}
	}
	if len(out) == 0 || !isMappedOrMixin(m, class) || unconvertible(m, class) != "" {
		return nil
	}
	return out
}

// columnConversion reads an assignment in the body of a class: nil and "" if it
// makes no Column.
func columnConversion(m *semantic.Module, class *semantic.Class, n syntax.Node) (c *columnChange, obstacle string) {
	name, value, typ := n.Child(syntax.FLeft), n.Child(syntax.FRight), n.Child(syntax.FType)
	facts, ok := columnOf(class.Qualified, value, here(m))
	if !ok || facts.mapped || !name.Is(syntax.KIdentifier) || strings.HasPrefix(name.Text(), "__") {
		return nil, ""
	}
	c = &columnChange{assignment: n, name: name, class: class, facts: facts}
	switch up := n.Parent(); {
	case !up.Is(syntax.KExpressionStatement):
		return nil, "the assignment has several targets"
	case up.Parent() != class.Body && !up.Parent().Parent().Is(syntax.KClassDefinition):
		return nil, "it stands under a condition"
	}
	if len(class.MemberList(name.Text())) != 1 {
		return nil, fmt.Sprintf("the class binds %s several times", name.Text())
	}
	if facts.obstacle != "" {
		return nil, facts.obstacle
	}
	if attribute := beyondOperators(m, class, name.Text()); attribute != "" {
		return nil, fmt.Sprintf("the class uses %s.%s, which mapped_column() does not have", name.Text(), attribute)
	}
	if obstacle := deferredObstacle(facts); obstacle != "" {
		return nil, obstacle
	}
	annotation := annotationOf(typ)
	switch m.Resolve(semantic.Unsubscripted(annotation)) {
	case "sqlalchemy.orm.Mapped":
		return c.annotated(m, annotation)
	case "typing.ClassVar":
		return nil, "it is annotated as a ClassVar"
	}
	c.typ = facts.pythonType(m)
	if !c.typ.known() {
		return nil, "the Python type of the column is not known"
	}
	c.typ.none = facts.null != notNull
	if shadow := shadowed(m, class, c.typ); shadow != "" {
		return nil, fmt.Sprintf("%s means something else in the class", shadow)
	}
	return c, ""
}

// operatorMethods are what mapped_column() has of the methods of a column.
var operatorMethods = strings.Fields("all_ any_ asc between bitwise_and bitwise_lshift bitwise_not bitwise_or bitwise_rshift bitwise_xor " +
	"bool_op collate concat contains desc distinct endswith icontains iendswith ilike in_ is_ is_distinct_from is_not is_not_distinct_from " +
	"isnot isnot_distinct_from istartswith like match not_ilike not_in not_like notilike notin_ notlike nulls_first nulls_last nullsfirst " +
	"nullslast op regexp_match regexp_replace startswith")

// beyondOperators is an attribute that the body of the class takes from the
// column and that mapped_column() does not have, "" if there is none.
func beyondOperators(m *semantic.Module, class *semantic.Class, name string) string {
	symbol := m.Find(class.Scope(), name)
	if symbol == nil {
		return ""
	}
	for _, use := range m.Uses(symbol) {
		if up := use.Parent(); up.Is(syntax.KAttribute) && use.Field() == syntax.FObject && !slices.Contains(operatorMethods, up.Child(syntax.FAttribute).Text()) {
			return up.Child(syntax.FAttribute).Text()
		}
	}
	return ""
}

// annotated is the conversion of a Column that has Mapped[...] already: what
// SQLAlchemy did not look at so far, mapped_column takes its nullability from.
func (c *columnChange) annotated(m *semantic.Module, annotation syntax.Node) (*columnChange, string) {
	_, args := semantic.Subscript(annotation)
	if len(args) != 1 {
		return nil, "the annotation cannot be read"
	}
	c.keep = true
	inner := annotationOf(args[0])
	_, none, certain := withoutNone(inner, here(m))
	explicit := !edit.Keyword(c.facts.call, "nullable").IsNil()
	switch {
	case !certain && !explicit:
		return nil, fmt.Sprintf("it is not known whether %s means None too", oneLine(inner))
	case none && c.facts.null == notNull && !explicit:
		return nil, "the annotation says None, but the column is NOT NULL"
	case certain && !none && c.facts.null != notNull:
		c.widen = inner
	}
	return c, ""
}

// deferredObstacle tells what of deferred() mapped_column has no argument for.
func deferredObstacle(facts columnFacts) string {
	if facts.deferred.IsNil() {
		return ""
	}
	for a := range edit.Arguments(facts.deferred).Named() {
		switch {
		case a.IsComment():
			return "there is a comment in deferred()"
		case a.Is(syntax.KKeywordArgument):
			if name := a.Child(syntax.FName).Text(); name != "group" && name != "raiseload" {
				return "deferred() has " + name + "="
			}
		case semantic.Unparenthesized(a) != facts.call || a != facts.call:
			return "deferred() has arguments of its own"
		}
	}
	return ""
}

// unconvertible tells why no column of the class can be converted, "" if there
// is no reason.
func unconvertible(m *semantic.Module, class *semantic.Class) string {
	if len(class.MemberList("__table__")) > 0 {
		return "the class has a __table__"
	}
	for up := class.Node.Parent(); !up.IsNil(); up = up.Parent() {
		if up.Is(syntax.KIfStatement) && strings.HasSuffix(up.Child(syntax.FCondition).Text(), "TYPE_CHECKING") {
			return "the class is for type checkers only"
		}
	}
	if isDataclass(m, class.Qualified) {
		return "the annotations of a dataclass are its fields"
	}
	for _, name := range []string{"int", "str", "bool", "float", "bytes", "list", "dict"} {
		if len(class.MemberList(name)) > 0 {
			return fmt.Sprintf("%s means something else in the class", name)
		}
	}
	return ""
}

// plainDecorators leave a class what it is.
var plainDecorators = []string{
	"sqlalchemy.orm.declarative_mixin", "sqlalchemy.ext.declarative.declarative_mixin", "typing.final", "functools.total_ordering",
}

// isDataclass tells whether the class q, or one below it in case of a mixin, is
// a dataclass of some sort, or may be.
func isDataclass(m *semantic.Module, q string) bool {
	if derivesDataclass(m, q) {
		return true
	}
	if isDeclarative(m, q) {
		return false
	}
	if slices.ContainsFunc(m.Subclasses(q), func(sub *semantic.ClassInfo) bool { return derivesDataclass(m, sub.Qualified) }) {
		return true
	}
	dataclass := false
	localClasses(m, func(sub *semantic.Class) bool {
		dataclass = sub.IsSubclass(q) == semantic.Yes && derivesDataclass(m, sub.Qualified)
		return !dataclass
	})
	return dataclass
}

// derivesDataclass tells whether the class q or one above it is a dataclass, or
// may be.
func derivesDataclass(m *semantic.Module, q string) bool {
	for _, a := range m.AncestorsOf(q) {
		switch {
		case a.Class != nil:
			for _, d := range a.Class.Decorators {
				if !slices.Contains(plainDecorators, d.Name) {
					return true
				}
			}
		case a.Info != nil:
			for _, d := range a.Info.Decorators {
				if d == "" || !slices.Contains(plainDecorators, m.Qualify(d)) {
					return true
				}
			}
		case a.Name == "sqlalchemy.orm.MappedAsDataclass":
			return true
		case !a.Known && !isBase(m, a.Name) && !strings.HasPrefix(a.Name, "sqlalchemy.") && !strings.HasPrefix(a.Name, "typing."):
			return true
		}
	}
	return false
}

// shadowed is the name of the type that is not a builtin, or not the class,
// where it is written in the body of the class.
func shadowed(m *semantic.Module, class *semantic.Class, t pythonType) string {
	if name, ok := strings.CutPrefix(t.name, "builtins."); ok && m.ResolveIn(class.Scope(), name) != t.name {
		return name
	}
	if t.text != "" && m.ResolveIn(class.Scope(), t.text) != t.name {
		return t.text
	}
	for _, a := range t.args {
		if name := shadowed(m, class, a); name != "" {
			return name
		}
	}
	return ""
}

// shown is the annotation for the message, with the names of the library.
func (c *columnChange) shown(p *rule.Pass) string {
	if c.keep && c.widen.IsNil() {
		return oneLine(c.assignment.Child(syntax.FType))
	}
	inner := ""
	if c.keep {
		inner = oneLine(c.widen) + " | None"
	} else {
		inner = shownType(p, c.typ)
	}
	return "Mapped[" + inner + "]"
}

func shownType(p *rule.Pass, t pythonType) string {
	s := t.text
	if s == "" {
		s = lastName(t.name)
	}
	if len(t.args) > 0 {
		var args []string
		for _, a := range t.args {
			args = append(args, shownType(p, a))
		}
		s += "[" + strings.Join(args, ", ") + "]"
	}
	switch {
	case !t.none:
	case admitsPython(p, "3.10"):
		s = "Optional[" + s + "]"
	default:
		s += " | None"
	}
	return s
}

// admitsPython tells whether the project is known to admit a Python below
// version.
func admitsPython(p *rule.Pass, version string) bool {
	return p.Project.AdmitsPython(version) == project.Yes
}

// apply plans the edits of the conversion.
func (c *columnChange) apply(p *rule.Pass, b *edit.Builder) {
	typ := c.assignment.Child(syntax.FType)
	switch {
	case !c.keep && typ.IsNil():
		b.Insert(c.name.End(), ": "+b.Name(c.name, "sqlalchemy.orm", "Mapped")+"["+spellType(p, b, c.name, c.typ)+"]")
	case !c.keep:
		b.Replace(typ, b.Name(c.name, "sqlalchemy.orm", "Mapped")+"["+spellType(p, b, c.name, c.typ)+"]")
	case !c.widen.IsNil():
		widenType(p, b, c.widen)
	}
	f := c.facts.call.Child(syntax.FFunction)
	name := b.NameLike(f, "sqlalchemy.orm", "mapped_column")
	if c.facts.deferred.IsNil() {
		b.Replace(f, name)
		return
	}
	b.ReplaceRange(c.facts.deferred.Start(), f.End(), name)
	b.DeleteRange(c.facts.call.End(), c.facts.deferred.End())
	b.AddArgument(c.facts.call, "deferred=True")
	for _, k := range []string{"group", "raiseload"} {
		if a := edit.Keyword(c.facts.deferred, k); !a.IsNil() {
			b.AddArgument(c.facts.call, "deferred_"+k+"="+a.Child(syntax.FValue).Text())
		}
	}
}

// widenType adds None to the type n in an annotation.
func widenType(p *rule.Pass, b *edit.Builder, n syntax.Node) {
	if n.Is(syntax.KString) {
		if content := n.ChildOf(syntax.KStringContent); !admitsPython(p, "3.10") && !content.IsNil() {
			b.Insert(content.End(), " | None")
			return
		}
	} else if !admitsPython(p, "3.10") {
		b.Insert(n.End(), " | None")
		return
	}
	b.Insert(n.Start(), b.Name(n, "typing", "Optional")+"[")
	b.Insert(n.End(), "]")
}

// spellType is how the body of the class writes the type at the node at, for an
// annotation that is evaluated.
func spellType(p *rule.Pass, b *edit.Builder, at syntax.Node, t pythonType) string {
	module, name := "", t.text
	if dot := strings.LastIndexByte(t.name, '.'); name == "" && dot > 0 {
		module, name = t.name[:dot], t.name[dot+1:]
	}
	s := name
	switch {
	case t.text != "":
	case module == "builtins":
		if len(t.args) > 0 && admitsPython(p, "3.9") {
			s = b.Name(at, "typing", strings.ToUpper(name[:1])+name[1:])
		}
	case module == "typing":
		s = b.Name(at, module, name)
	default:
		s = spellOf(p, b, at, module, name)
	}
	if len(t.args) > 0 {
		var args []string
		for _, a := range t.args {
			args = append(args, spellType(p, b, at, a))
		}
		s += "[" + strings.Join(args, ", ") + "]"
	}
	switch {
	case !t.none:
	case admitsPython(p, "3.10"):
		s = b.Name(at, "typing", "Optional") + "[" + s + "]"
	default:
		s += " | None"
	}
	return s
}

// spellOf is how the body of a class writes a class of the standard library:
// with what the file imports, else with its module.
func spellOf(p *rule.Pass, b *edit.Builder, at syntax.Node, module, name string) string {
	m := p.Module
	if s, ok := b.Bound(at, module, name); ok {
		return s
	}
	class := m.ScopeOf(at)
	own := func(name string) bool { return class.Kind() == semantic.ClassScope && m.Bound(class, name) }
	imported := slices.ContainsFunc(m.ImportsOf(module), func(x semantic.Binding) bool { return x.Attr == "" && x.Guard == 0 && !own(x.Name) })
	free := !own(module) && !slices.ContainsFunc(m.Bindings(module), func(x semantic.Binding) bool {
		return x.Kind != semantic.Import || x.Attr != "" || x.Module != module
	})
	switch {
	case imported || free:
		return b.Import(at, module) + "." + name
	case !own(name):
		return b.Name(at, module, name)
	}
	if alias, ok := b.Bound(at, module, ""); ok {
		return alias + "." + name // planned by another column
	}
	short := map[string]string{"datetime": "dt"}[module]
	if short == "" {
		short = module + "_"
	}
	alias, ok := b.FreeName(at, short, short+"_", "_"+short)
	if !ok {
		b.Fail("no name is left for the module " + module)
		return name
	}
	b.ImportAs(module, "", alias)
	return alias + "." + name
}
