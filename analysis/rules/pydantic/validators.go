package pydantic

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

var validatorDecorators = []string{"pydantic.field_validator", "pydantic.validator"}

// fieldValidator is a validator of fields in the body of a class.
type fieldValidator struct {
	name   string
	start  int
	fn     syntax.Node // the method, nil in the form x = field_validator("f")(fn)
	fields []string
	any    bool // of "*", or of fields that are not known
}

// validatorsOf are the validators in the body of a class, in their order.
func validatorsOf(m *semantic.Module, c *semantic.Class) []fieldValidator {
	var out []fieldValidator
	for _, x := range c.Members() {
		v := fieldValidator{name: x.Name, start: x.Node().Start()}
		var calls []syntax.Node
		switch fn := x.Func(); {
		case fn != nil:
			v.fn = fn.Node
			for _, d := range fn.Decorators {
				if d.Name == validatorDecorators[0] || d.Name == validatorDecorators[1] {
					calls = append(calls, d.Call)
				}
			}
		case x.Type.IsNil() && x.Value.Is(syntax.KCall):
			callee := x.Value.Child(syntax.FFunction)
			switch {
			case !callee.Is(syntax.KCall):
				if makesValidator(m, callee) {
					calls = append(calls, x.Value)
				}
			case m.Is(callee.Child(syntax.FFunction), validatorDecorators...):
				calls = append(calls, callee)
			}
		}
		for _, call := range calls {
			for _, a := range edit.Elements(edit.Arguments(call)) {
				if a.Is(syntax.KKeywordArgument) {
					continue
				}
				s, ok := plainString(a)
				v.any = v.any || !ok || s == "*"
				v.fields = append(v.fields, s)
			}
		}
		if len(calls) > 0 {
			out = append(out, v)
		}
	}
	return out
}

// makesValidator tells whether the function that is called for the value of an
// attribute without annotation may be somebody's own that makes validators, as
// in _strip = strip_validator("name").
func makesValidator(m *semantic.Module, callee syntax.Node) bool {
	q := m.Resolve(callee)
	top, _, _ := strings.Cut(q, ".")
	switch top {
	case "pydantic", "pydantic_settings", "builtins", "typing":
		return false
	}
	return m.TypeOf(callee).Kind != semantic.ClassObject
}

// Parts of validators' names that say nothing of what they validate.
var (
	stemPrefixes = []string{"validate_", "check_", "ensure_", "verify_", "assert_", "must_be_", "is_", "validator_"}
	stemSuffixes = []string{"_validator", "_must_be_valid"}
	participles  = map[string]string{
		"Strip": "Stripped", "Normalize": "Normalized", "Parse": "Parsed", "Coerce": "Coerced", "Convert": "Converted",
		"Truncate": "Truncated", "Round": "Rounded",
	}
)

// aliasName names the type that a validator makes of a type: PositiveInt for
// validate_positive and int.
func aliasName(m *semantic.Module, method string, typ syntax.Node) string {
	words := stem(method)
	name := typeName(m, typ, 0)
	if first := leadingWord.FindString(name); words[len(words)-1] == first {
		name = name[len(first):]
	}
	return strings.Join(words, "") + name
}

var leadingWord = regexp.MustCompile(`^\p{Lu}[^\p{Lu}]*`)

// stem is what the name of a validator says of the value, as words.
func stem(method string) []string {
	s := strings.TrimLeft(method, "_")
	if rest, ok := strings.CutPrefix(s, "must_not_be_"); ok {
		s = "not_" + rest
	} else {
		for _, prefix := range stemPrefixes {
			if rest, ok := strings.CutPrefix(s+"_", prefix); ok {
				s = strings.TrimSuffix(rest, "_")
				break
			}
		}
	}
	for _, suffix := range stemSuffixes {
		if rest, ok := strings.CutSuffix(s, suffix); ok {
			s = rest
			break
		}
	}
	var words []string
	for w := range strings.SplitSeq(s, "_") {
		if w != "" {
			words = append(words, capitalized(w))
		}
	}
	if len(words) == 0 {
		return []string{"Valid"}
	}
	if w, ok := participles[words[0]]; ok {
		words[0] = w
	}
	return words
}

func capitalized(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// typeName is a word for a type: Int, OptionalStr, StrList.
func typeName(m *semantic.Module, n syntax.Node, depth int) string {
	n = semantic.Unparenthesized(n)
	if depth > 20 {
		return "Value"
	}
	if inner, ok := optional(m, n); ok {
		return "Optional" + typeName(m, inner, depth+1)
	}
	base, args := semantic.Subscript(n)
	switch {
	case n.Is(syntax.KIdentifier):
		return capitalized(n.Text())
	case n.Is(syntax.KAttribute):
		return capitalized(n.Child(syntax.FAttribute).Text())
	case base.IsNil() || len(args) == 0:
	case len(args) == 1 && m.Is(base, "builtins.list", "typing.List"):
		return typeName(m, args[0], depth+1) + "List"
	case len(args) == 1 && m.Is(base, "builtins.set", "typing.Set"):
		return typeName(m, args[0], depth+1) + "Set"
	case len(args) == 2 && m.Is(base, "builtins.tuple", "typing.Tuple") && args[1].Text() == "...":
		return typeName(m, args[0], depth+1) + "Tuple"
	case len(args) == 1 && m.Is(base, "typing.Sequence", "collections.abc.Sequence"):
		return typeName(m, args[0], depth+1) + "Sequence"
	case m.Is(base, "builtins.dict", "typing.Dict"):
		return "Dict"
	case m.Is(base, "typing.Annotated"):
		return typeName(m, args[0], depth+1)
	}
	return "Value"
}

var (
	beforeWord    = regexp.MustCompile(`(.)(\p{Lu}\p{Ll}+)`)
	beforeCapital = regexp.MustCompile(`([\p{Ll}\d])(\p{Lu})`)
)

// snake writes a class name as a function's: HTTPServer -> http_server.
func snake(s string) string {
	s = beforeWord.ReplaceAllString(s, "${1}_$2")
	return strings.ToLower(beforeCapital.ReplaceAllString(s, "${1}_$2"))
}

// builtinAttributes are the names of attributes that builtin types have, too.
var builtinAttributes = map[string]bool{}

func init() {
	for name := range strings.FieldsSeq(`
		add append as_integer_ratio bit_count bit_length capitalize casefold center clear conjugate copy count decode
		denominator difference difference_update discard encode endswith expandtabs extend find format format_map
		from_bytes fromhex fromkeys get hex imag index insert intersection intersection_update is_integer isalnum isalpha
		isascii isdecimal isdigit isdisjoint isidentifier islower isnumeric isprintable isspace issubset issuperset istitle
		isupper items join keys ljust lower lstrip maketrans numerator partition pop popitem real remove removeprefix
		removesuffix replace reverse rfind rindex rjust rpartition rsplit rstrip setdefault sort split splitlines
		startswith strip swapcase symmetric_difference symmetric_difference_update title to_bytes translate union update
		upper values zfill`) {
		builtinAttributes[name] = true
	}
}

// validator is a method that a decorator of Pydantic makes a validator.
type validator struct {
	class     *semantic.Class
	fn        *semantic.Func
	decorator *semantic.Decorator
	kind      string // the decorator's name: "field_validator", "model_validator", "validator", "root_validator"
	mode      string // "" if it is not certain
}

var methodDecorators = []string{"pydantic.field_validator", "pydantic.model_validator", "pydantic.validator", "pydantic.root_validator"}

// methodValidator reads the first decorator that makes a method a validator;
// nil for any other function, and in classes of Pydantic 1.
func methodValidator(m *semantic.Module, n syntax.Node) *validator {
	if !n.Is(syntax.KFunctionDefinition) || n.Index() == 1 || !n.Parent().Is(syntax.KDecoratedDefinition) {
		return nil
	}
	fn := m.Func(n)
	d := fn.Decorator(methodDecorators...)
	if d == nil {
		return nil
	}
	v := &validator{class: m.EnclosingClass(fn.Decorated), fn: fn, decorator: d, kind: strings.TrimPrefix(d.Name, "pydantic.")}
	if v.class == nil {
		return nil
	}
	for _, a := range v.class.Ancestors() {
		if strings.HasPrefix(a.Name, "pydantic.v1.") {
			return nil
		}
	}
	v.mode = v.readMode()
	return v
}

// readMode is the mode of the decorator, "" for one that is not a plain literal
// or not given where it must be.
func (v *validator) readMode() string {
	old := v.kind == "validator" || v.kind == "root_validator"
	if v.decorator.Call.IsNil() {
		if v.kind == "root_validator" {
			return "after"
		}
		return ""
	}
	for _, a := range edit.Elements(edit.Arguments(v.decorator.Call)) {
		if a.Is(syntax.KDictionarySplat) {
			return ""
		}
	}
	switch a := edit.Keyword(v.decorator.Call, "mode"); {
	case old:
		switch pre := edit.Keyword(v.decorator.Call, "pre").Child(syntax.FValue); {
		case pre.IsNil(), pre.Is(syntax.KFalse):
			return "after"
		case pre.Is(syntax.KTrue):
			return "before"
		}
	case !a.IsNil():
		if mode, ok := plainString(a.Child(syntax.FValue)); ok && markers[mode] != "" {
			return mode
		}
	case v.kind == "field_validator":
		return "after"
	}
	return ""
}

// markerNames are the annotations that take a validator function.
var markerNames = []string{"pydantic.AfterValidator", "pydantic.BeforeValidator", "pydantic.PlainValidator", "pydantic.WrapValidator"}

// marked tells whether a function of the module is named in a marker of this
// file: AfterValidator(f).
func marked(m *semantic.Module, n syntax.Node) bool { return len(markersOf(m, n)) > 0 }

// markersOf are the calls of markers that name a function of the module.
func markersOf(m *semantic.Module, n syntax.Node) []syntax.Node {
	if !n.Is(syntax.KFunctionDefinition) || m.ScopeOf(n).Kind() != semantic.ModuleScope {
		return nil
	}
	symbol := m.Lookup(n.Child(syntax.FName))
	if symbol.Only() == nil {
		return nil
	}
	var out []syntax.Node
	for _, use := range m.Uses(symbol) {
		list := use.Parent()
		if call := list.Parent(); list.Is(syntax.KArgumentList) && call.Is(syntax.KCall) &&
			edit.Elements(list)[0] == use && m.Is(call.Child(syntax.FFunction), markerNames...) {
			out = append(out, call)
		}
	}
	return out
}

// markerModes are the modes of the markers that name a function.
func markerModes(m *semantic.Module, n syntax.Node) []string {
	var out []string
	for _, call := range markersOf(m, n) {
		name := m.Resolve(call.Child(syntax.FFunction))
		out = append(out, strings.ToLower(strings.TrimSuffix(name[strings.LastIndexByte(name, '.')+1:], "Validator")))
	}
	return out
}

// enclosingFunction is the function in which a node stands directly.
func enclosingFunction(n syntax.Node) syntax.Node {
	return n.Ancestor(syntax.KFunctionDefinition, syntax.KLambda, syntax.KClassDefinition)
}

// inValidator tells whether a node stands right in a function that Pydantic
// calls to validate.
func inValidator(m *semantic.Module, n syntax.Node) bool {
	fn := enclosingFunction(n)
	return methodValidator(m, fn) != nil || marked(m, fn)
}
