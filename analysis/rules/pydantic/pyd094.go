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
		Code:     "PYD094",
		Name:     "generic-before-basemodel",
		Severity: rule.Warning,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Twins:    []string{"PYI059"},
		Kinds:    []syntax.Kind{syntax.KClassDefinition},
		Check:    genericBeforeModel,
	})
}

func genericBeforeModel(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Child(syntax.FSuperclasses).IsNil() {
		return
	}
	c := m.Class(n)
	if !n.Child(syntax.FTypeParameters).IsNil() || c.Splat || m.Generated() {
		return
	}
	generic := -1
	for i, base := range c.Bases {
		// A Protocol cannot be combined with a model at all.
		if base.Name == "typing.Generic" {
			if subscripted, _ := semantic.Subscript(base.Node); !subscripted.IsNil() && generic < 0 {
				generic = i
			}
			continue
		}
		if m.IsSubclass(base.Name, "pydantic.BaseModel") != semantic.Yes {
			continue
		}
		if kind := classify(c); generic < 0 || kind == otherClass || kind == sqlModel {
			return
		}
		p.ReportNode(c.Bases[generic].Node,
			fmt.Sprintf("Put `BaseModel` before `Generic[...]`: as it is, `%s[int]` does not validate its type parameter", c.Name),
			func() []rule.Fix { return genericLast(p, c, generic) })
		return
	}
}

// genericLast moves a base behind the others.
func genericLast(p *rule.Pass, c *semantic.Class, generic int) []rule.Fix {
	b := p.Builder()
	if !rotateBases(p, b, c, c.Bases[generic:], func(base *semantic.Base) string { return b.Source(base.Node) }) {
		return nil
	}
	return fixed(b, rule.Fix{Title: "Move `Generic[...]` last", Safety: rule.Unsafe, Reason: "the type parameter is validated"})
}

// rotateBases moves the first of some neighbouring bases behind the others, each
// as it is to be spelled. The places of the bases stay, with their commas; what
// stands in them, and the comments behind, move up by one. It tells whether it is
// clear which comment belongs where.
func rotateBases(p *rule.Pass, b *edit.Builder, c *semantic.Class, bases []semantic.Base, spell func(*semantic.Base) string) bool {
	text := p.File.Text
	comments := make([]syntax.Node, len(bases))
	list := c.Node.Child(syntax.FSuperclasses)
	for comment := range p.File.CommentsIn(bases[0].Node.Start(), list.End()) {
		i := slices.IndexFunc(bases, func(base semantic.Base) bool {
			return text.LineOf(base.Node.End()) == text.LineOf(comment.Start())
		})
		switch {
		case i >= 0 && comments[i].IsNil():
			comments[i] = comment
		case comment.Start() < bases[len(bases)-1].Node.End():
			return false // on a line of its own: it may speak of either
		}
	}
	end := func(i int) int {
		if next := bases[i].Node.NextSibling(); next.Is(syntax.KTokComma) {
			return next.End()
		}
		return bases[i].Node.End()
	}
	for i := range bases {
		from := (i + 1) % len(bases)
		b.Replace(bases[i].Node, spell(&bases[from]))
		switch old, moved := comments[i], comments[from]; {
		case old.IsNil() && moved.IsNil():
		case moved.IsNil():
			b.DropRange(end(i), old.End())
		case old.IsNil():
			b.Insert(end(i), string(text.Slice(end(from), moved.End())))
		default:
			b.Replace(old, moved.Text())
		}
	}
	return true
}
