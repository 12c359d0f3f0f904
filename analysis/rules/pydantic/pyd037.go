package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD037",
		Name:     "info-parameter-default",
		Severity: rule.Warning,
		Uses:     []string{"pydantic"},
		Gates:    since("2.8"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    defaultedInfo,
	})
}

func defaultedInfo(p *rule.Pass, n syntax.Node) {
	m := p.Module
	c := readCallback(m, n)
	if c == nil || c.kind == "validator" || c.kind == "root_validator" || c.mode == "" || c.value == nil || m.Generated() {
		return
	}
	// The last positional parameter, with nothing in front that gets the info.
	var last *semantic.Param
	for _, x := range c.rest {
		switch {
		case x.Kind == semantic.VarPositional, x.Kind <= semantic.PositionalOrKeyword && x.Default.IsNil():
			return
		case x.Kind <= semantic.PositionalOrKeyword:
			last = x
		}
	}
	if last == nil {
		return
	}
	severity := rule.Warning
	annotated := !last.Type.IsNil() && namesInfo(m, last.Type)
	switch {
	case m.Is(last.Default, "pydantic.ValidationInfo"):
		severity = rule.Error
	case annotated:
	case last.Name == "_" || !slices.Contains(infoNames, last.Name):
		return
	case c.method == nil && (!last.Type.IsNil() || !last.Default.Is(syntax.KNone) || calledByName(m, c)):
		return
	}
	p.Report(rule.Diagnostic{
		Start: last.Node.Start(), End: last.Node.End(), Severity: severity,
		Message: fmt.Sprintf("pydantic does not pass validation info to a parameter with a default: write `%s: ValidationInfo`", last.Name),
		Fixes: func() []rule.Fix {
			b := p.Builder()
			typ := ""
			if annotated {
				typ = b.Source(last.Type)
			} else {
				typ = b.Name(n, "pydantic", "ValidationInfo")
			}
			b.Replace(last.Node, last.Name+": "+typ)
			return fixed(b, rule.Fix{Title: "Drop the default", Safety: rule.Unsafe, Reason: "it begins to see the info"})
		},
	})
}

// namesInfo tells whether an annotation names ValidationInfo.
func namesInfo(m *semantic.Module, typ syntax.Node) bool {
	for d := range typ.Descendants() {
		if d.Is(syntax.KString) && strings.Contains(d.Text(), "ValidationInfo") || d.Is(syntax.KIdentifier, syntax.KAttribute) && m.Is(d, "pydantic.ValidationInfo") {
			return true
		}
	}
	return false
}

// calledByName tells whether the file calls the function itself: the default may
// be there for that.
func calledByName(m *semantic.Module, c *callback) bool {
	if c.method != nil {
		return false
	}
	for _, use := range m.Uses(m.Lookup(c.NameNode)) {
		if use.Field() == syntax.FFunction {
			return true
		}
	}
	return false
}
