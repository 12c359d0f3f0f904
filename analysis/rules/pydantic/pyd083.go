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
		Code:     "PYD083",
		Name:     "v1-hook-method",
		Severity: rule.Warning,
		Tags:     []rule.Tag{rule.Deprecated},
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    v1Hook,
	})
}

// newHooks are the methods of version 2, by those of version 1.
var newHooks = map[string]string{
	"__get_validators__":       "__get_pydantic_core_schema__",
	"__modify_schema__":        "__get_pydantic_json_schema__",
	"__post_init_post_parse__": "__post_init__",
}

// oldHook is a method that version 1 calls.
type oldHook struct {
	p        *rule.Pass
	class    *semantic.Class
	fn       *semantic.Func
	old, new string
	model    bool // the class is a model, or a dataclass of Pydantic
	library  bool // it derives from a type of Pydantic, which has the new method
}

func v1Hook(p *rule.Pass, n syntax.Node) {
	name := n.Child(syntax.FName)
	x := &oldHook{p: p, old: name.Text()}
	if x.new = newHooks[x.old]; x.new == "" {
		return
	}
	m := p.Module
	if x.class = m.EnclosingClass(n); x.class == nil || forVersions(n) || m.Generated() {
		return
	}
	x.fn = m.Func(n)
	kind := classify(x.class)
	x.model = kind != otherClass
	if x.old == "__post_init_post_parse__" && kind != dataclass || x.compatible() {
		return
	}
	verb, level := x.verdict()
	p.Report(rule.Diagnostic{
		Start: name.Start(), End: name.End(), Severity: severity(p, level),
		Message: fmt.Sprintf("pydantic v2 %s `%s`: implement `%s`", verb, x.old, x.new),
		Fixes:   x.fixes,
	})
}

// compatible tells whether the class has, or may have, the new method as well,
// or is not for version 2 at all.
func (x *oldHook) compatible() bool {
	for _, a := range x.class.Ancestors() {
		switch {
		case a.Name == "", a.Name == "typing.Protocol", strings.HasPrefix(a.Name, "pydantic.v1."):
			return true
		case a.Class != nil, a.Info != nil:
			if x.old != "__post_init_post_parse__" && a.MayHave(x.new) {
				return true
			}
		case ofPydantic(a.Name):
			x.library = true
		}
	}
	if x.old == "__post_init_post_parse__" {
		// In version 1 both are called, one before validation.
		return len(x.class.MemberList(x.new)) > 0 && x.delegates()
	}
	return len(x.class.MemberList(x.new)) > 0 || slices.ContainsFunc(x.p.Module.Attributes(x.new), func(n syntax.Node) bool { return stored(n.Parent()) })
}

// ofPydantic tells whether a class is one of version 2's own types.
func ofPydantic(q string) bool {
	top, name, _ := strings.Cut(q, ".")
	return (top == "pydantic" || top == "pydantic_settings" || top == "pydantic_extra_types") && !removed["pydantic:"+name]
}

// delegates tells whether one of the two methods calls the other, so that the
// code runs in both versions.
func (x *oldHook) delegates() bool {
	for n := range x.class.Body.Descendants() {
		if n.Is(syntax.KAttribute) {
			if name := n.Child(syntax.FAttribute).Text(); name == x.old || name == x.new {
				return true
			}
		}
	}
	return false
}

// verdict says what version 2 makes of the method, and how bad that is.
func (x *oldHook) verdict() (verb string, level rule.Severity) {
	switch {
	case x.old == "__modify_schema__" && (x.model || !x.library):
		if x.model || x.inModel() {
			return "rejects", rule.Error
		}
		return "rejects", rule.Default
	case x.old == "__get_validators__" && !x.library:
		// It is still called, but what it yields gets two arguments.
		if _, ok := x.validator(); ok {
			return "rejects", rule.Default
		}
		return "deprecates", rule.Default
	}
	return "ignores", rule.Default
}

// inModel tells whether a model, here or in another file, has a field of the
// type.
func (x *oldHook) inModel() bool {
	m := x.p.Module
	symbol := m.Lookup(x.class.NameNode)
	if symbol == nil {
		return false
	}
	annotates := func(n syntax.Node) bool {
		for ; !n.IsNil() && !n.Is(syntax.KBlock); n = n.Parent() {
			if n.Is(syntax.KType) && n.Parent().Is(syntax.KAssignment) {
				return classify(m.EnclosingClass(n)) != otherClass
			}
		}
		return false
	}
	if slices.ContainsFunc(m.Uses(symbol), annotates) {
		return true
	}
	for s := range m.Quoted(x.class.Name) {
		if annotates(s) {
			return true
		}
	}
	return x.p.Ask(fieldOfModel(x.class.Qualified))
}

// fieldOfModel asks whether a model of the project has a field whose annotation
// names the class.
func fieldOfModel(class string) func(*project.View) bool {
	return func(v *project.View) bool {
		seen := map[string]bool{}
		queue := []string{"pydantic.BaseModel"}
		for len(queue) > 0 {
			q := queue[0]
			queue = queue[1:]
			for _, sub := range v.Subclasses(q) {
				if seen[sub.Qualified] {
					continue
				}
				seen[sub.Qualified] = true
				for _, member := range sub.Members {
					if member.Kind == semantic.Annotation && member.Value != nil && slices.Contains(member.Value.Annotation.Names, class) {
						return true
					}
				}
				queue = append(queue, sub.Qualified)
			}
		}
		return false
	}
}

func (x *oldHook) fixes() []rule.Fix {
	m := x.p.Module
	if len(m.Attributes(x.old)) > 0 || x.p.Ask(usedElsewhere(m.Path(), x.class.Qualified, x.old)) || len(x.class.MemberList(x.old)) != 1 {
		return nil // it is called by name
	}
	switch x.old {
	case "__post_init_post_parse__":
		member, info, certain := x.class.FindMember(x.new)
		if member != nil || info != nil || !certain {
			return nil
		}
		b := x.p.Builder()
		b.Replace(x.fn.NameNode, x.new)
		return fixed(b, rule.Fix{Title: "Rename to `__post_init__`"})
	case "__get_validators__":
		return x.coreSchema()
	}
	return nil
}

// coreSchema writes the method of version 2 over "yield cls.validate".
func (x *oldHook) coreSchema() []rule.Fix {
	yield, ok := x.validator()
	if !ok || x.model {
		return nil
	}
	b := x.p.Builder()
	params := x.fn.Node.Child(syntax.FParameters)
	first := x.fn.Params[0].Name
	b.Replace(x.fn.NameNode, x.new)
	b.Replace(params, fmt.Sprintf("(%s, source_type: %s, handler: %s)", first, b.Name(params, "typing", "Any"), b.Name(params, "pydantic", "GetCoreSchemaHandler")))
	b.SetReturn(x.fn.Node, b.Name(params, "pydantic_core", "CoreSchema"))
	b.Replace(yield, fmt.Sprintf("return %s.no_info_plain_validator_function(%s)", b.Name(yield, "pydantic_core", "core_schema"), firstNamed(yield).Text()))
	return fixed(b, rule.Fix{Title: "Add `__get_pydantic_core_schema__`", Safety: rule.Unsafe, Reason: "the JSON schema may differ"})
}

// validator is "yield cls.validate", if that is all that the method does and
// validate is a class method that takes nothing but the value.
func (x *oldHook) validator() (yield syntax.Node, ok bool) {
	if !onlyClassmethod(x.fn) || len(x.fn.Params) != 1 {
		return syntax.Node{}, false
	}
	docstring := semantic.Docstring(x.fn.Node)
	for _, stmt := range edit.Elements(x.fn.Body) {
		if stmt.Is(syntax.KExpressionStatement) && inside(docstring, stmt) && !docstring.IsNil() {
			continue
		}
		if yield = firstNamed(stmt); !stmt.Is(syntax.KExpressionStatement) || !yield.Is(syntax.KYield) || ok {
			return syntax.Node{}, false
		}
		ok = true
	}
	value := firstNamed(yield)
	if !ok || !value.Is(syntax.KAttribute) || value.Child(syntax.FObject).Text() != x.fn.Params[0].Name {
		return syntax.Node{}, false
	}
	member := x.class.Member(value.Child(syntax.FAttribute).Text())
	if member == nil || member.Guard != 0 {
		return syntax.Node{}, false
	}
	fn := member.Func()
	return yield, fn != nil && onlyClassmethod(fn) && !fn.Async && !fn.Generator && len(fn.Params) == 2 &&
		fn.Params[1].Kind <= semantic.PositionalOrKeyword && fn.Params[1].Default.IsNil()
}

// onlyClassmethod tells whether a function is decorated as a class method, and
// with nothing else.
func onlyClassmethod(fn *semantic.Func) bool {
	return len(fn.Decorators) == 1 && fn.Decorators[0].Name == "builtins.classmethod"
}
