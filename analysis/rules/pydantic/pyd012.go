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
	if m.Generated() || testCode(p) || inMigrations(p.Path) {
		return
	}
	c := readValidator(p, n)
	if c == nil || c.forwarded() == c.params[0].Name || c.returnsValue() {
		return
	}
	first, set := c.equals()
	if first == nil || first.fn.Node == n || !slices.Contains(set, c) || !first.share(set) {
		if first == nil || first == c {
			c.reportElsewhere()
		}
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

// reportElsewhere reports a validator that repeats one of another file.
func (c *conversion) reportElsewhere() {
	twin := c.twinElsewhere()
	if twin.path == "" || len(c.obstacles()) > 0 {
		c.offerElsewhere()
		return
	}
	d := rule.Diagnostic{
		Start: c.fn.NameNode.Start(), End: c.fn.NameNode.End(),
		Message: fmt.Sprintf("`%s` repeats the validator of `%s.%s`: share one Annotated type", c.fn.Name, twin.class, twin.method),
		Fixes:   c.typesElsewhere,
	}
	if s := c.p.Project.SummaryOf(twin.path); s != nil {
		for _, x := range s.Validators {
			if x.Class == twin.class && x.Name == twin.method {
				d.Related = []rule.Related{{Path: twin.path, Start: x.Start, End: x.End, Message: "the first one"}}
			}
		}
	}
	c.p.Report(d)
}

func inMigrations(path string) bool {
	return strings.Contains(strings.ReplaceAll(path, `\`, "/"), "/migrations/")
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

// maxEqual is how many validators that do the same are looked at: the first ones
// will do, PYD011 goes on from there.
const maxEqual = 16

// equals are the validators of the file that do the same as the first one that
// does what c does for a field of the same type; c is among them.
func (c *conversion) equals() (first *conversion, set []*conversion) {
	like := c.alike()
	if len(like) < 2 || !slices.Contains(like, c.fn.Node) {
		return nil, nil
	}
	var all []*conversion
	mine := tokens(c.p.Module, c.fn, c.params)
	for _, def := range like {
		if def == c.fn.Node {
			all = append(all, c)
			continue
		}
		o := readValidator(c.p, def)
		if o != nil && o.marker == c.marker && o.input.Text() == c.input.Text() && len(o.params) == len(c.params) && slices.Equal(mine, tokens(c.p.Module, o.fn, o.params)) {
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

// alike are the first validators of the file whose bodies differ from that of c
// in names alone. Most bodies differ early, and a file may have many of them.
func (c *conversion) alike() []syntax.Node {
	leaves := slices.Collect(leavesOf(c.fn.Node))
	var like []syntax.Node
	look := func(uses iter.Seq[syntax.Node]) {
		found := 0
		for use := range uses {
			def := use.Ancestor(syntax.KDecorator).Parent().Child(syntax.FDefinition)
			if !def.Is(syntax.KFunctionDefinition) || slices.Contains(like, def) || !alike(leaves, def) {
				continue
			}
			like = append(like, def)
			if found++; found == maxEqual {
				return
			}
		}
	}
	if c.callee.Is(syntax.KIdentifier) {
		look(c.p.Module.ModuleUses(c.callee.Text()))
	}
	look(slices.Values(c.p.Module.Attributes("field_validator")))
	slices.SortFunc(like, func(a, b syntax.Node) int { return a.Start() - b.Start() })
	return like[:min(len(like), maxEqual)]
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
