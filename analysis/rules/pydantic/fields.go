package pydantic

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// The fields of models.
//
//	d := declared(m, member)        // a name in the body of a class: what is it to Pydantic
//	d.kind == fieldDecl             // a field; privateDecl, classVarDecl, ...
//	d.typ, d.metadata               // of Annotated[typ, metadata...]
//	d.call                          // the Field(...) or PrivateAttr(...) that is assigned
//	d.fieldCalls(m)                 // every Field(...) that has a say
//	argumentsOf(call).keyword("alias")
//	fields, certain := fieldsOf(c)  // all fields of a model, its bases' too, in Pydantic's order
//	f.required(m)                   // must the field be given
//	closedModel(m, c)               // is everything about the class known

// declKind says what a name in the body of a class is to Pydantic.
type declKind uint8

const (
	otherDecl    declKind = iota // a method, a class, a plain assignment, a dunder name, model_config
	fieldDecl                    // x: T
	privateDecl                  // _x: T; also a plain _x = v in a model, which has no annotation
	classVarDecl                 // x: ClassVar[T], and x: Final[T] = v, which is one until Pydantic 3
)

// declaration is what the body of a class says of a name.
type declaration struct {
	*semantic.Member
	kind     declKind
	typ      syntax.Node   // the annotation; in Annotated[T, ...] the T; nil if there is none
	metadata []syntax.Node // what follows T in Annotated
	final    bool          // the annotation is Final[T]
	call     syntax.Node   // the assigned value where it is a call of Field or PrivateAttr of Pydantic, or nil
}

// declared tells what a member of a model or Pydantic dataclass is. The name of
// a field of a dataclass may begin with an underscore; that is a privateDecl
// here all the same.
func declared(m *semantic.Module, x *semantic.Member) *declaration {
	d := &declaration{Member: x}
	if x.Kind != semantic.Assignment && x.Kind != semantic.Annotation {
		return d
	}
	if value := semantic.Unparenthesized(x.Value); isFieldCall(m, value) || m.Is(value.Child(syntax.FFunction), "pydantic.PrivateAttr") {
		d.call = value
	}
	dunder := strings.HasPrefix(x.Name, "__") && strings.HasSuffix(x.Name, "__")
	if !x.Type.IsNil() {
		d.typ, d.metadata = annotatedParts(m, x.Type)
	}
	switch {
	case x.Name == "model_config" || dunder:
	case x.Type.IsNil():
		if strings.HasPrefix(x.Name, "_") && !x.Value.IsNil() {
			d.kind = privateDecl
		}
	case isClassVar(m, d.typ):
		d.kind = classVarDecl
	default:
		d.final = isFinal(m, d.typ)
		switch {
		case strings.HasPrefix(x.Name, "_"):
			d.kind = privateDecl
		case d.final && d.assignsDefault(m):
			d.kind = classVarDecl
		default:
			d.kind = fieldDecl
		}
	}
	return d
}

// assignsDefault tells whether a value is assigned other than a Field(...)
// without a default.
func (d *declaration) assignsDefault(m *semantic.Module) bool {
	if d.call.IsNil() {
		return !d.Value.IsNil()
	}
	a := argumentsOf(d.call)
	_, value := a.defaultOf()
	return a.splat || !value.IsNil() && !isEllipsis(m, value) || !a.keyword("default_factory").IsNil()
}

// fieldCalls are the calls of Field in Annotated, then the one that is
// assigned: where both give an argument, the last one counts.
func (d *declaration) fieldCalls(m *semantic.Module) []syntax.Node {
	var out []syntax.Node
	for _, x := range d.metadata {
		if x = semantic.Unparenthesized(x); isFieldCall(m, x) {
			out = append(out, x)
		}
	}
	if isFieldCall(m, d.call) {
		out = append(out, d.call)
	}
	return out
}

// isFieldCall tells whether n is a call of Pydantic's Field.
func isFieldCall(m *semantic.Module, n syntax.Node) bool {
	return n.Is(syntax.KCall) && m.Is(n.Child(syntax.FFunction), "pydantic.Field")
}

// annotatedParts takes Annotated[T, ...] apart, also one inside of another; the
// metadata of anything else is nil. Aliases are not looked into.
func annotatedParts(m *semantic.Module, typ syntax.Node) (inner syntax.Node, metadata []syntax.Node) {
	inner = semantic.Unparenthesized(typ)
	for range 20 {
		base, args := semantic.Subscript(inner)
		if len(args) < 2 || !m.Is(base, "typing.Annotated") {
			break
		}
		inner = semantic.Unparenthesized(args[0])
		metadata = append(slices.Clone(args[1:]), metadata...)
	}
	return inner, metadata
}

// isClassVar tells whether an annotation is ClassVar or ClassVar[...]. Of a
// quoted one Pydantic looks at the text, too.
func isClassVar(m *semantic.Module, typ syntax.Node) bool { return isQualifier(m, typ, "ClassVar") }

// isFinal is [isClassVar] for Final.
func isFinal(m *semantic.Module, typ syntax.Node) bool { return isQualifier(m, typ, "Final") }

func isQualifier(m *semantic.Module, typ syntax.Node, name string) bool {
	typ = semantic.Unparenthesized(typ)
	if typ.Is(syntax.KString) {
		text := strings.Trim(typ.Text(), `"' `)
		text, _, _ = strings.Cut(text, "[")
		text = strings.TrimSpace(text)
		return text == name || strings.HasSuffix(text, "."+name)
	}
	return m.Is(semantic.Unsubscripted(typ), "typing."+name)
}

// isEllipsis tells whether an expression is "..." or the name for it.
func isEllipsis(m *semantic.Module, n syntax.Node) bool {
	n = semantic.Unparenthesized(n)
	return n.Is(syntax.KEllipsis) || n.Is(syntax.KIdentifier) && m.Is(n, "builtins.Ellipsis")
}

// arguments are those of a call of Field or PrivateAttr, or of any other.
type arguments struct {
	positional []syntax.Node
	keywords   []syntax.Node // the keyword_argument nodes
	splat      bool          // there are *args or **kwargs
}

func argumentsOf(call syntax.Node) arguments {
	var a arguments
	if call.IsNil() {
		return a
	}
	for _, x := range edit.Elements(edit.Arguments(call)) {
		switch x.Kind() {
		case syntax.KKeywordArgument:
			a.keywords = append(a.keywords, x)
		case syntax.KListSplat, syntax.KDictionarySplat:
			a.splat = true
		default:
			a.positional = append(a.positional, x)
		}
	}
	return a
}

// first is the first positional argument, which is the default for Field and
// PrivateAttr, or nil.
func (a arguments) first() syntax.Node {
	if len(a.positional) == 0 {
		return syntax.Node{}
	}
	return a.positional[0]
}

// argument is the keyword_argument node of a keyword, or nil.
func (a arguments) argument(name string) syntax.Node {
	for _, k := range a.keywords {
		if k.Child(syntax.FName).Text() == name {
			return k
		}
	}
	return syntax.Node{}
}

// keyword is the value of a keyword argument, or nil.
func (a arguments) keyword(name string) syntax.Node {
	return a.argument(name).Child(syntax.FValue)
}

// modelField is a field of a model: its declaration in the class that comes
// first in the method resolution order.
type modelField struct {
	name  string
	owner *semantic.Ancestor
	decl  *declaration         // where the class is in this file, or nil
	info  *semantic.MemberInfo // where it is in another one, or nil
}

// fieldsOf are the fields of a model, also those that bases and plain mixins
// declare, in the order in which Pydantic validates them: that of the first
// declaration along the reversed method resolution order. certain is false where
// there may be more of them, or others: a base is not known, or declares under
// a condition.
func fieldsOf(m *semantic.Module, c *semantic.Class) (fields []modelField, certain bool) {
	chain := append([]*semantic.Ancestor{{Name: c.Qualified, Class: c, Known: true}}, c.Ancestors()...)
	certain = c.Closed()
	at := map[string]int{}
	set := func(f modelField, is bool) {
		i, there := at[f.name]
		switch {
		case is && there:
			fields[i] = f
		case is:
			at[f.name] = len(fields)
			fields = append(fields, f)
		case there: // a class variable now
			fields = slices.Delete(fields, i, i+1)
			delete(at, f.name)
			for name, k := range at {
				if k > i {
					at[name] = k - 1
				}
			}
		}
	}
	for _, a := range slices.Backward(chain) {
		switch {
		case a.Class != nil:
			for _, x := range a.Class.Members() {
				d := declared(m, x)
				if d.kind != fieldDecl && d.kind != classVarDecl {
					continue
				}
				certain = certain && x.Guard == 0
				set(modelField{name: x.Name, owner: a, decl: d}, d.kind == fieldDecl)
			}
		case a.Info != nil:
			for _, x := range slices.SortedFunc(slices.Values(a.Info.Members), func(x, y *semantic.MemberInfo) int { return cmp.Compare(x.Start, y.Start) }) {
				if is, declares := infoField(x); declares {
					set(modelField{name: x.Name, owner: a, info: x}, is)
				}
			}
		case a.Name == "pydantic.RootModel":
			set(modelField{name: "root", owner: a}, true)
		}
	}
	return fields, certain
}

// infoField is [declared] for a class in another file.
func infoField(x *semantic.MemberInfo) (field, declares bool) {
	if x.Instance || x.Kind != semantic.Annotation || x.Value == nil || x.Value.Annotation.Text == "" || x.Name == "model_config" {
		return false, false
	}
	text := strings.Trim(x.Value.Annotation.Text, `"'( `)
	text, _, _ = strings.Cut(text, "[")
	text = text[strings.LastIndexByte(text, '.')+1:]
	if text == "ClassVar" || text == "Final" && x.Value.HasValue {
		return false, true
	}
	return !strings.HasPrefix(x.Name, "_"), !strings.HasPrefix(x.Name, "_")
}

// fieldNamed is the field of the name among those of [fieldsOf], or nil.
func fieldNamed(fields []modelField, name string) *modelField {
	for i := range fields {
		if fields[i].name == name {
			return &fields[i]
		}
	}
	return nil
}

// annotation is the text of the annotation as it is written where the field is
// declared, "" if that is not known.
func (f *modelField) annotation() string {
	switch {
	case f.decl != nil:
		return f.decl.Type.Text()
	case f.info != nil:
		return f.info.Value.Annotation.Text
	}
	return ""
}

// required tells whether a value must be given for the field.
func (f *modelField) required(m *semantic.Module) semantic.Tri {
	switch {
	case f.decl != nil:
		return f.decl.required(m)
	case f.info == nil:
		return semantic.Unknown
	}
	v := f.info.Value
	switch {
	case strings.Contains(v.Annotation.Text, "(") || namesVariable(m, v.Annotation.Names):
		return semantic.Unknown // Field(default=...) in Annotated, or in an alias
	case !v.HasValue:
		return semantic.Yes
	case v.Callee == "":
		return semantic.No
	case m.Qualify(v.Callee) != "pydantic.Field":
		if strings.HasSuffix(v.Callee, "Field") {
			return semantic.Unknown
		}
		return semantic.No
	case slices.Contains(v.Keywords, "default"), slices.Contains(v.Keywords, "default_factory"):
		return semantic.No
	}
	_, args, found := strings.Cut(v.Text, "(")
	args = strings.TrimLeft(args, " \t\r\n")
	switch {
	case !found, slices.Contains(v.Keywords, "**"), strings.HasPrefix(args, "#"), strings.HasPrefix(args, "*"):
		return semantic.Unknown
	case strings.HasPrefix(args, ")"), strings.HasPrefix(args, "..."), len(v.Keywords) > 0 && namedFirst.MatchString(args):
		return semantic.Yes
	}
	return semantic.No
}

// namedFirst matches arguments of which the first is a keyword argument.
var namedFirst = regexp.MustCompile(`^\w+\s*=[^=]`)

// namesVariable tells whether one of the names of an annotation is a variable
// of the project: Annotated[...] by another name, perhaps.
func namesVariable(m *semantic.Module, names []string) bool {
	return slices.ContainsFunc(names, func(q string) bool {
		q = m.Qualify(q)
		end := max(strings.LastIndexByte(q, '.'), 0)
		s := m.ProjectModule(q[:end])
		if q == "" || s == nil {
			return q == ""
		}
		e := s.Exports[q[min(end+1, len(q)):]]
		return e == nil || e.Kind != semantic.ExportClass
	})
}

// required tells whether the declaration is one without a default.
func (d *declaration) required(m *semantic.Module) semantic.Tri {
	answer := semantic.Yes
	calls := d.fieldCalls(m)
	if d.call.IsNil() && !d.Value.IsNil() {
		if isEllipsis(m, d.Value) {
			return semantic.Yes
		}
		if d.Value.Is(syntax.KCall) && m.Resolve(d.Value.Child(syntax.FFunction)) == "" {
			return semantic.Unknown // perhaps Field by another name
		}
		return semantic.No
	}
	for _, call := range calls {
		a := argumentsOf(call)
		value := a.keyword("default")
		if value.IsNil() {
			value = a.first()
		}
		switch {
		case a.splat:
			return semantic.Unknown
		case !value.IsNil() && !isEllipsis(m, value), !a.keyword("default_factory").IsNil():
			answer = semantic.No
		case !value.IsNil():
			answer = semantic.Yes
		}
	}
	if answer == semantic.Yes && d.aliased(m) {
		return semantic.Unknown
	}
	return answer
}

// aliased tells whether the type is a name for something else, in which a
// default may be hidden: Page of Page = Annotated[int, Field(default=1)].
func (d *declaration) aliased(m *semantic.Module) bool {
	switch {
	case d.typ.Is(syntax.KString):
		return m.Annotated(d.typ).Kind == semantic.UnknownType
	case !d.typ.Is(syntax.KIdentifier, syntax.KAttribute):
		return false
	}
	q := m.Resolve(d.typ)
	if a := m.Named(q); a.Class != nil || a.Info != nil {
		return false
	}
	if d.typ.Is(syntax.KIdentifier) {
		if only := m.Lookup(d.typ).Only(); only != nil && only.Kind != semantic.Import && !only.Scope.IsNil() {
			return true
		}
	}
	return q == "" || m.ProjectModule(q[:max(strings.LastIndexByte(q, '.'), 0)]) != nil && namesVariable(m, []string{q})
}

// closedModel tells whether everything that makes the class is known: its
// bases, no metaclass of its own, and no decorator that may change it.
func closedModel(c *semantic.Class) bool {
	if !c.Closed() {
		return false
	}
	for _, a := range append([]*semantic.Ancestor{{Class: c}}, c.Ancestors()...) {
		switch {
		case a.Class != nil:
			if a.Class.Keyword("metaclass") != nil || a.Class.Keyword("**") != nil {
				return false
			}
			for i := range a.Class.Decorators {
				if !harmlessDecorator(a.Class.Decorators[i].Name) {
					return false
				}
			}
		case a.Info != nil:
			if slices.Contains(a.Info.Keywords, "metaclass") || slices.Contains(a.Info.Keywords, "**") ||
				slices.ContainsFunc(a.Info.Decorators, func(d string) bool { return !harmlessDecorator(d) }) {
				return false
			}
		}
	}
	return true
}

// harmlessDecorator tells whether a decorator leaves the fields of a class as
// they are written.
func harmlessDecorator(name string) bool {
	return slices.Contains([]string{
		"pydantic.dataclasses.dataclass", "dataclasses.dataclass", "functools.total_ordering",
		"typing.final", "typing.runtime_checkable", "warnings.deprecated",
	}, name)
}
