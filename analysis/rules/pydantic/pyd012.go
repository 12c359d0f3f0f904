package pydantic

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD012",
		Name:     "duplicate-validator",
		Severity: rule.Hint,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    duplicateValidator,
	})
}

func duplicateValidator(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if up := n.Parent(); !up.Is(syntax.KDecoratedDefinition) || !decorates(m, up.ChildOf(syntax.KDecorator), validatorDecorators[0]) {
		return
	}
	if m.Generated() || testCode(p) || strings.Contains(strings.ReplaceAll(p.Path, `\`, "/"), "/migrations/") {
		return
	}
	c := readValidator(p, n)
	if c == nil || c.forwarded() == c.params[0].Name || c.returnsValue() {
		return
	}
	first, set := c.equals()
	if first == nil || first.fn.Node == n || !slices.Contains(set, c) || !first.share(set) {
		return
	}
	p.Report(rule.Diagnostic{
		Start: c.fn.NameNode.Start(), End: c.fn.NameNode.End(),
		Message: fmt.Sprintf("`%s` repeats the validator of `%s.%s`: share one Annotated type", c.fn.Name, first.class.Name, first.fn.Name),
		Related: []rule.Related{{Start: first.fn.NameNode.Start(), End: first.fn.NameNode.End(), Message: "the first one"}},
		Fixes: func() []rule.Fix {
			edits := first.edits(false)
			if edits == nil {
				return nil
			}
			return []rule.Fix{{Title: fmt.Sprintf("Share one Annotated type for %d validators", len(set)), Edits: edits}}
		},
	})
}

// returnsValue tells whether all that the method does is to return its value.
func (c *conversion) returnsValue() bool {
	doc := semantic.Docstring(c.fn.Node)
	for stmt := range c.fn.Body.Named() {
		switch {
		case stmt.IsExtra(), !doc.IsNil() && inside(doc, stmt):
		case !stmt.Is(syntax.KReturnStatement), firstNamed(stmt).Text() != c.params[0].Name:
			return false
		}
	}
	return true
}

// equals are the validators of the file that do the same as the first one that
// does what c does for a field of the same type; c is among them.
func (c *conversion) equals() (first *conversion, set []*conversion) {
	m := c.p.Module
	uses := m.Attributes("field_validator")
	if c.callee.Is(syntax.KIdentifier) {
		uses = append(slices.Clone(m.UsesOf(c.callee.Text())), uses...)
	}
	slices.SortFunc(uses, func(a, b syntax.Node) int { return a.Start() - b.Start() })
	var like []syntax.Node
	var all []*conversion
	var leaves []syntax.Node
	for n := range leavesOf(c.fn.Node) {
		leaves = append(leaves, n)
	}
	mine := tokens(m, c.fn, c.params)
	for _, use := range uses {
		def := use.Ancestor(syntax.KDecorator).Parent().Child(syntax.FDefinition)
		// Most differ early, and a file may have many of them.
		if !def.Is(syntax.KFunctionDefinition) || slices.Contains(like, def) || !alike(leaves, def) {
			continue
		}
		if like = append(like, def); len(like) > 40 {
			break // the first ones will do, PYD011 goes on from there
		}
		if def == c.fn.Node {
			all = append(all, c)
			continue
		}
		o := readValidator(c.p, def)
		if o != nil && o.marker == c.marker && o.input.Text() == c.input.Text() && len(o.params) == len(c.params) && slices.Equal(mine, tokens(m, o.fn, o.params)) {
			all = append(all, o)
		}
	}
	for _, o := range all {
		if first == nil && o.sharesType(c) {
			first = o
		}
		if first != nil && o.sharesType(first) {
			set = append(set, o)
		}
	}
	return first, set
}

// leavesOf gives the tokens of a function's body, without comments and docstring.
func leavesOf(def syntax.Node) iter.Seq[syntax.Node] {
	return func(yield func(syntax.Node) bool) {
		doc := semantic.Docstring(def)
		for n := range def.Child(syntax.FBody).Descendants() {
			if n.FirstChild().IsNil() && !n.IsExtra() && (doc.IsNil() || !inside(n, doc)) && !yield(n) {
				return
			}
		}
	}
}

// alike tells whether the body of a function has these tokens, whatever the names
// in it are.
func alike(leaves []syntax.Node, def syntax.Node) bool {
	i := 0
	for n := range leavesOf(def) {
		if i == len(leaves) || n.Kind() != leaves[i].Kind() || !n.Is(syntax.KIdentifier) && !bytes.Equal(n.Bytes(), leaves[i].Bytes()) {
			return false
		}
		i++
	}
	return i == len(leaves)
}

// sharesType tells whether a field of the one has the annotation of one of the
// other.
func (c *conversion) sharesType(o *conversion) bool {
	return slices.ContainsFunc(c.fields, func(f *semantic.Member) bool {
		return slices.ContainsFunc(o.fields, func(g *semantic.Member) bool { return flat(f.Type) == flat(g.Type) })
	})
}

// share makes c the conversion of all of the set; false if one of them cannot be
// converted.
func (c *conversion) share(set []*conversion) bool {
	for _, o := range set {
		if o.order() != "" || o.subclasses() != "" || o.otherUses() != "" {
			return false
		}
	}
	for _, o := range set {
		if o != c {
			c.fields = append(c.fields, o.fields...)
			c.also = append(c.also, o.fn)
		}
	}
	if c.names() != "" || c.choose() != "" {
		return false
	}
	m := c.p.Module
	for _, o := range set {
		for _, a := range c.aliases {
			if m.Bound(o.class.Scope(), a.name) {
				return false
			}
		}
	}
	return true
}
