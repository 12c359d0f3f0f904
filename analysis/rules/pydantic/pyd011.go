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
		Code:     "PYD011",
		Name:     "convert-to-annotated-validator",
		Severity: rule.Hint,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    convertValidator,
	})
}

const annotateKind = "refactor.rewrite.annotatedValidator"

// markers are the annotations that do what a mode of field_validator does.
var markers = map[string]string{
	"after": "AfterValidator", "before": "BeforeValidator", "plain": "PlainValidator", "wrap": "WrapValidator",
}

func convertValidator(p *rule.Pass, n syntax.Node) {
	if up := n.Parent(); !up.Is(syntax.KDecoratedDefinition) || !decorates(p.Module, up.ChildOf(syntax.KDecorator), validatorDecorators[0]) {
		return
	}
	c := readValidator(p, n)
	if c == nil || p.Module.Generated() {
		return
	}
	obstacles := c.obstacles()
	switch {
	case len(obstacles) == 0:
		c.report()
	case len(obstacles) == 1:
		c.reportAction(func() []rule.Fix {
			return []rule.Fix{{Title: "Convert to Annotated validator", Kind: annotateKind, Disabled: obstacles[0]}}
		})
	}
}

// readValidator looks at what is written in the class itself: the decorators,
// the parameters, the body and the fields.
func readValidator(p *rule.Pass, n syntax.Node) *conversion {
	m := p.Module
	fn := m.Func(n)
	if len(fn.Decorators) > 2 || fn.Decorators[0].Call.IsNil() {
		return nil
	}
	static, bound := false, false
	if len(fn.Decorators) == 2 {
		static, bound = fn.Decorators[1].Name == "builtins.staticmethod", fn.Decorators[1].Name == "builtins.classmethod"
		if !static && !bound || !fn.Decorators[1].Call.IsNil() {
			return nil
		}
	}
	class := m.EnclosingClass(fn.Decorated)
	if kind := classify(class); kind == otherClass || kind == sqlModel {
		return nil
	}
	call := fn.Decorators[0].Call
	c := newConversion(p, class, fn, call.Child(syntax.FFunction))
	if c == nil {
		return nil
	}
	mode, names, ok := c.readDecorator(call)
	if !ok || !c.readParameters(mode, static, bound) || !c.named(names) {
		return nil
	}
	return c
}

func (c *conversion) readDecorator(call syntax.Node) (mode string, names []string, ok bool) {
	mode = "after"
	for _, a := range edit.Elements(edit.Arguments(call)) {
		if !a.Is(syntax.KKeywordArgument) {
			s, plain := plainString(a)
			if !plain || s == "*" {
				return "", nil, false
			}
			names = append(names, s)
			continue
		}
		value := a.Child(syntax.FValue)
		switch a.Child(syntax.FName).Text() {
		case "mode":
			if mode, ok = plainString(value); !ok {
				return "", nil, false
			}
		case "check_fields":
			if !value.Is(syntax.KNone, syntax.KTrue) {
				return "", nil, false
			}
		case "json_schema_input_type":
			c.input = a
		default:
			return "", nil, false
		}
	}
	c.marker = markers[mode]
	return mode, names, c.marker != "" && (c.input.IsNil() || mode != "after")
}

// readParameters wants (v), (v, info), and with a handler in between for the
// mode "wrap", behind the class where there is one.
func (c *conversion) readParameters(mode string, static, bound bool) bool {
	var params []*semantic.Param
	for i := range c.fn.Params {
		p := &c.fn.Params[i]
		if p.Kind > semantic.PositionalOrKeyword || !p.Default.IsNil() {
			return false
		}
		params = append(params, p)
	}
	if len(params) == 0 || !static && !bound && params[0].Name == "self" {
		return false
	}
	cls := ""
	if bound || !static && params[0].Name == "cls" {
		cls = params[0].Name
		c.drop = append(c.drop, params[0].Node)
		params = params[1:]
	}
	plain := 1
	if mode == "wrap" {
		plain = 2
	}
	if len(params) < plain || len(params) > plain+1 || !c.body(cls) {
		return false
	}
	c.params = params
	if len(params) == plain {
		return true
	}
	info := params[plain]
	symbol := c.p.Module.Lookup(info.NameNode)
	if symbol == nil || len(symbol.Bindings) != 1 {
		return false
	}
	uses := c.p.Module.Uses(symbol)
	for _, use := range uses {
		if use.Field() != syntax.FObject || !slices.Contains([]string{"context", "mode", "field_name", "config"}, use.Parent().Child(syntax.FAttribute).Text()) {
			return false
		}
	}
	if len(uses) == 0 {
		c.drop = append(c.drop, info.Node)
		c.params = params[:plain]
	}
	return true
}

// report offers the conversion: with a diagnostic where it saves something,
// that is with several fields or a type that is there already.
func (c *conversion) report() {
	shared := slices.ContainsFunc(c.aliases, func(a alias) bool { return a.old })
	if len(c.fields) == 1 && !shared {
		c.reportAction(func() []rule.Fix { return c.fixes(annotateKind) })
		return
	}
	message := fmt.Sprintf("Convert `%s` to an Annotated validator", c.fn.Name)
	if len(c.fields) > 1 {
		message += fmt.Sprintf(" shared by %d fields", len(c.fields))
	}
	if name := c.first(); name != "" {
		message += fmt.Sprintf(" (`%s`)", name)
	}
	c.p.ReportNode(c.fn.NameNode, message, func() []rule.Fix { return c.fixes("") })
}

// reportAction offers fixes from the decorator to the end of the def line,
// without a diagnostic.
func (c *conversion) reportAction(fixes func() []rule.Fix) {
	c.p.Report(rule.Diagnostic{
		Start: c.fn.Decorators[0].Node.Start(), End: c.fn.Node.Child(syntax.FParameters).End(),
		Message: fmt.Sprintf("`%s` can become an Annotated validator", c.fn.Name), Severity: rule.Action, Fixes: fixes,
	})
}

func (c *conversion) fixes(kind string) []rule.Fix {
	fix := rule.Fix{Title: "Convert to Annotated validator", Kind: kind, Edits: c.edits(false)}
	if fix.Edits == nil {
		return nil
	}
	name := c.first()
	if name == "" {
		return []rule.Fix{fix}
	}
	fix.Title += fmt.Sprintf(" `%s`", name)
	fixes := []rule.Fix{fix}
	if edits := c.edits(true); edits != nil {
		fixes = append(fixes, rule.Fix{Title: "Convert to Annotated validator (inline, no alias)", Kind: annotateKind, Edits: edits})
	}
	return fixes
}
