package pydantic

import (
	"fmt"
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD091",
		Name:     "validate-json-directly",
		Severity: rule.Hint,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    validateJSON,
	})
}

// fromJSON are the methods that validate what json.loads gives, and those that
// take the text instead.
var fromJSON = map[string]string{"model_validate": "model_validate_json", "validate_python": "validate_json"}

func validateJSON(p *rule.Pass, n syntax.Node) {
	m := p.Module
	callee := n.Child(syntax.FFunction)
	method := callee.Child(syntax.FAttribute)
	direct := fromJSON[method.Text()]
	if direct == "" || !callee.Is(syntax.KAttribute) {
		return
	}
	a := argumentsOf(n)
	if len(a.positional) != 1 || a.splat || slices.ContainsFunc(a.keywords, func(k syntax.Node) bool {
		// The others are not there in JSON mode, or strict.
		return !slices.Contains([]string{"context", "by_alias", "by_name", "extra"}, k.Child(syntax.FName).Text())
	}) {
		return
	}
	value := a.first()
	loads, local := semantic.Unparenthesized(value), syntax.Node{}
	if loads.Is(syntax.KIdentifier) {
		if local = onlyFor(m, loads); local.IsNil() {
			return
		}
		loads = semantic.Unparenthesized(local.Child(syntax.FRight))
	}
	raw := argumentsOf(loads)
	if !loads.Is(syntax.KCall) || !m.Is(loads.Child(syntax.FFunction), "json.loads") ||
		len(raw.positional) != 1 || len(raw.keywords) > 0 || raw.splat || raw.first().Is(syntax.KGeneratorExpression) {
		return
	}
	if !local.IsNil() && !stays(m, raw.first(), edit.Statement(local), edit.Statement(n)) {
		return
	}
	if !takesJSON(m, callee.Child(syntax.FObject), method.Text()) || handlesJSONErrors(m, n) || handlesJSONErrors(m, loads) || m.Generated() {
		return
	}
	p.ReportNode(n, fmt.Sprintf("`%s(%s)` parses and validates in one step", direct, shown(raw.first())), func() []rule.Fix {
		b := p.Builder()
		b.Replace(method, direct)
		text := b.Source(raw.first())
		if raw.first().Is(syntax.KNamedExpression) {
			text = "(" + text + ")"
		}
		b.Replace(value, text)
		if !local.IsNil() {
			b.DeleteStatement(edit.Statement(local))
		}
		return fixed(b, rule.Fix{Title: fmt.Sprintf("Use `%s`", direct), Safety: rule.Unsafe,
			Reason: "malformed JSON raises `ValidationError` instead of `JSONDecodeError`"})
	})
}

// onlyFor is the assignment that gives a local variable its value, if that is
// the only one, in the same block, and n its only use.
func onlyFor(m *semantic.Module, n syntax.Node) syntax.Node {
	symbol := m.Lookup(n)
	if symbol == nil || symbol.Scope.Kind() != semantic.FunctionScope || len(symbol.Bindings) != 1 {
		return syntax.Node{}
	}
	b := &symbol.Bindings[0]
	stmt := b.Stmt()
	if b.Kind != semantic.Assignment || stmt.Child(syntax.FLeft) != b.Node() || len(m.Uses(symbol)) != 1 {
		return syntax.Node{}
	}
	use, made := edit.Statement(n), edit.Statement(stmt)
	// In a loop or another function the value may be used several times.
	if use.Parent() != made.Parent() || made.FirstChild() != stmt || n.Start() < stmt.End() ||
		n.Ancestor(syntax.KLambda, syntax.KListComprehension, syntax.KSetComprehension, syntax.KDictionaryComprehension, syntax.KGeneratorExpression).Start() > use.Start() {
		return syntax.Node{}
	}
	return stmt
}

// stays tells whether an expression has the same value, and no effect, when it is
// evaluated by the statement "later" instead of "earlier": nothing stands
// between them, or it is a name that is bound once.
func stays(m *semantic.Module, n, earlier, later syntax.Node) bool {
	for next := earlier.NextSibling(); !next.IsNil(); next = next.NextSibling() {
		if next == later {
			return true
		}
		if !next.IsExtra() {
			break
		}
	}
	symbol := m.Lookup(n)
	return n.Is(syntax.KIdentifier) && symbol != nil && symbol.Only() != nil && symbol.Only().Guard == 0
}

// takesJSON tells whether the receiver is a model or an adapter that treats what
// comes from JSON like what comes from Python.
func takesJSON(m *semantic.Module, n syntax.Node, method string) bool {
	if method == "model_validate" {
		t := receiver(m, n, method)
		return t.Kind == semantic.ClassObject && !hasOwnInput(m, t.Name)
	}
	t := m.TypeOf(n)
	if !t.Is("pydantic.TypeAdapter") {
		return false
	}
	if len(t.Args) == 1 && t.Args[0].Kind != semantic.UnknownType {
		return plainInput(m, t.Args[0], 0)
	}
	a := argumentsOf(t.Call)
	if !t.Call.Is(syntax.KCall) || len(a.positional) != 1 || len(a.keywords) > 0 || a.splat {
		return false
	}
	for x := range a.first().Descendants() {
		if isName(x) && !plainInput(m, semantic.Type{Name: m.Resolve(x)}, 0) {
			return false
		}
	}
	return true
}

// plainInput tells whether no model that a type speaks of has an input of its
// own.
func plainInput(m *semantic.Module, t semantic.Type, depth int) bool {
	if a := m.Named(t.Name); (a.Class != nil || a.Info != nil) && m.IsSubclass(t.Name, "pydantic.BaseModel") != semantic.No && (!isModelClass(m, t.Name) || hasOwnInput(m, t.Name)) {
		return false
	}
	return depth > 20 || !slices.ContainsFunc(t.Args, func(arg semantic.Type) bool { return arg.Kind == semantic.UnknownType || !plainInput(m, arg, depth+1) })
}

// hasOwnInput tells whether a model looks at its input before it is validated,
// or is strict, which means something else for JSON.
func hasOwnInput(m *semantic.Module, q string) bool {
	return configSets(m, q, "strict") || overridden(m, q, "model_validate_json") || !inherits(m, q, "model_validate_json") ||
		hasDecorated(m, q, func(fn *semantic.Func, _ *semantic.Decorator) bool {
			v := methodValidator(m, fn.Node)
			return v == nil || v.mode != "after"
		}, "pydantic.model_validator", "pydantic.root_validator")
}

// handlesJSONErrors tells whether code around n in the same function handles a
// JSONDecodeError.
func handlesJSONErrors(m *semantic.Module, n syntax.Node) bool {
	names := func(n syntax.Node) bool {
		for x := range n.Descendants() {
			if x.Is(syntax.KIdentifier, syntax.KAttribute) && m.Is(x, "json.JSONDecodeError", "json.decoder.JSONDecodeError") {
				return true
			}
		}
		return false
	}
	for up := n.Parent(); !up.IsNil() && !up.Is(syntax.KFunctionDefinition, syntax.KClassDefinition, syntax.KLambda); up = up.Parent() {
		switch up.Kind() {
		case syntax.KTryStatement:
			for handler := range up.Named() {
				if !handler.Is(syntax.KExceptClause, syntax.KExceptGroupClause) || inside(n, handler) {
					continue
				}
				for x := range handler.Named() {
					if !x.Is(syntax.KBlock) && names(x) {
						return true
					}
				}
			}
		case syntax.KWithStatement:
			if clause := up.ChildOf(syntax.KWithClause); !inside(n, clause) && names(clause) {
				return true
			}
		}
	}
	return false
}
