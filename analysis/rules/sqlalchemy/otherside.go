package sqlalchemy

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// otherSide is a relationship that leads back from the target of another one, to
// be declared in the class of the target.
type otherSide struct {
	name, back string
	class      *semantic.Class // that the other relationship is in, and this one leads to
	target     *semantic.Class // that it is to be declared in, as its own file sees it
	home       *rule.Pass      // of the file of the target
	foreign    bool            // that is not this file
	call       syntax.Node     // of the other relationship
	options    syntax.Node     // the call of backref() that says what it is like, or nil
}

// otherSideIn begins a relationship in a mapped class, nil if its source is not
// at hand.
func otherSideIn(p *rule.Pass, target string) *otherSide {
	home, class, foreign := passFor(p, target)
	if class == nil {
		return nil
	}
	return &otherSide{home: home, target: class, foreign: foreign}
}

// passFor gives the class q as its own file sees it, and a pass for fixes of that
// file; foreign tells that it is another one. The class is nil if there is none.
func passFor(p *rule.Pass, q string) (home *rule.Pass, class *semantic.Class, foreign bool) {
	a := p.Module.Named(q)
	if a.Class != nil || a.Info == nil {
		return p, a.Class, false
	}
	there := p.Other(a.Info.Path)
	if there == nil || a.Info.Path == p.Path {
		return nil, nil, false
	}
	return there, there.Module.Named(q).Class, true
}

// declare adds the relationship to the class of the target, with b where that is
// in this file, else to the other files of the fix.
func (s *otherSide) declare(p *rule.Pass, b *edit.Builder, fix *rule.Fix) bool {
	m := p.Module
	last, mapped := s.place()
	copied, joins, ok := s.arguments(m)
	if last.IsNil() || !ok || !last.Parent().Is(syntax.KExpressionStatement) {
		return false
	}
	var f string
	if s.foreign {
		b = s.home.Builder()
		f = b.Name(last, "sqlalchemy.orm", "relationship") + "("
	} else {
		f = s.call.Child(syntax.FFunction).Text() + "("
	}
	var types typeImports
	head := s.name
	if mapped {
		c := s.annotation(m)
		if c == nil {
			return false
		}
		head += ": " + c.spelled(func(module, name string) string { return b.Name(last, module, name) }, s.home)
		if c.from != "" {
			types.want(c.from, c.text)
		}
	} else {
		f += b.Str(s.class.Name) + ", "
	}
	text := head + " = " + f + copied + "back_populates=" + b.Str(s.back)
	if !s.options.IsNil() {
		for a := range edit.Arguments(s.options).Named() {
			switch value := a.Child(syntax.FValue); {
			case a.IsComment():
				return false
			case a.Is(syntax.KKeywordArgument):
				if s.foreign && !literalValue(m, value) || s.target.Qualified != s.class.Qualified && !canDefer(m, value) {
					return false
				}
				text += ", " + oneLine(a)
			case !a.Is(syntax.KString):
				return false
			}
		}
	}
	b.InsertAfter(last, text+")", 0)
	if joins {
		fix.Safety, fix.Reason = rule.Unsafe, "the join is written on both sides"
	}
	if !s.foreign {
		return true
	}
	types.add(s.home, b)
	edits, err := b.Edits()
	if err != nil {
		return false
	}
	fix.Files = map[string][]edit.Edit{s.home.Path: edits}
	return true
}

// literalValue tells whether an expression means the same in every file: it has
// no names but those of builtins.
func literalValue(m *semantic.Module, n syntax.Node) bool {
	for c := range n.Descendants() {
		if c.Is(syntax.KIdentifier) {
			if symbol := m.Lookup(c); symbol == nil || !symbol.Builtin {
				return false
			}
		}
	}
	return true
}

// place is the last attribute of the target that is mapped; mapped tells that
// one is annotated with Mapped.
func (s *otherSide) place() (last syntax.Node, mapped bool) {
	m := s.home.Module
	for _, x := range s.target.Members() {
		a := localAttribute(m, x)
		if a.Function || !a.Stmt.Is(syntax.KAssignment) || a.Stmt.Child(syntax.FLeft).Text() != a.Name {
			continue
		}
		mapped = mapped || a.isMapped()
		if a.isMapped() || columnCalls[a.Callee] != noColumn {
			last = a.Stmt
		}
	}
	if !mapped && !last.IsNil() && isDataclass(m, s.target.Qualified) {
		return syntax.Node{}, false
	}
	return last, mapped
}

// arguments are those that the other side has of the relationship with the
// backref, each followed by ", "; joins tells that some say how to join.
func (s *otherSide) arguments(m *semantic.Module) (text string, joins, ok bool) {
	if !edit.Arguments(s.call).ChildOf(syntax.KListSplat, syntax.KDictionarySplat).IsNil() {
		return "", false, false
	}
	r := relationOf(m, s.class, s.call)
	self := s.class.Qualified == s.target.Qualified
	secondary := r.keyword("secondary")
	if len(positional(s.call)) > 1 {
		return "", false, false
	}
	for _, name := range []string{"secondary", "primaryjoin", "secondaryjoin", "foreign_keys", "remote_side", "overlaps", "post_update", "passive_updates"} {
		value := r.keyword(name)
		if value.IsNil() || !edit.Keyword(s.options, name).IsNil() {
			continue
		}
		as := name
		switch name {
		case "secondary":
			if !s.foreign && !s.before(m, value) {
				return "", false, false
			}
		case "remote_side":
			joins = true
			continue
		case "primaryjoin", "secondaryjoin":
			joins = true
			switch {
			case !secondary.IsNil():
				// Each side begins with its own table.
				as = map[string]string{"primaryjoin": "secondaryjoin", "secondaryjoin": "primaryjoin"}[name]
			case self:
				return "", false, false
			}
		case "foreign_keys":
			joins = true
		}
		if s.foreign && !literalValue(m, value) {
			return "", false, false
		}
		if (!canDefer(m, value) || !s.before(m, value)) && (!self || name == "secondary") {
			return "", false, false
		}
		text += as + "=" + oneLine(value) + ", "
	}
	if joins && self && secondary.IsNil() && r.keyword("remote_side").IsNil() && edit.Keyword(s.options, "remote_side").IsNil() {
		return "", false, false
	}
	return text, joins && !self, true
}

// before tells whether all module-level names in n have their values before the
// class of the other side.
func (s *otherSide) before(m *semantic.Module, n syntax.Node) bool {
	start := outermost(s.target.Node).Start()
	deferred := n.Is(syntax.KLambda)
	for c := range n.Descendants() {
		if !c.Is(syntax.KIdentifier) || c.Parent().Is(syntax.KAttribute) && c.Field() == syntax.FAttribute {
			continue
		}
		symbol := m.Lookup(c)
		if symbol == nil || len(symbol.Bindings) != 1 {
			return false
		}
		b := &symbol.Bindings[0]
		if !deferred && b.Kind != semantic.Import && b.Stmt().Start() >= start {
			return false
		}
	}
	return true
}

// annotation is the type of the other side, nil if it is not known.
func (s *otherSide) annotation(m *semantic.Module) *relationChange {
	r := relationshipCall{owner: s.target, call: s.options, target: s.class.Qualified}
	r.secondary = !edit.Keyword(s.call, "secondary").IsNil()
	c := &relationChange{class: s.target, target: s.class.Qualified, text: s.class.Name, wrapper: "Mapped"}
	if s.class.Qualified != m.Name()+"."+s.class.Name || !edit.Keyword(s.call, "primaryjoin").IsNil() && !r.secondary {
		return nil
	}
	there := s.home.Module
	if c.shape(m, r) != "" || c.collection != "" && there.ResolveIn(s.target.Scope(), c.collection) != "builtins."+c.collection {
		return nil
	}
	bound := there.Bindings(s.class.Name)
	switch {
	case !s.foreign && len(bound) != 1, len(bound) > 1:
		return nil
	case !s.foreign:
		c.quoted = outermost(s.class.Node).Start() >= outermost(s.target.Node).Start()
	case len(bound) == 0:
		c.quoted, c.from = true, m.Name()
	case there.ResolveIn(there.ModuleScope(), s.class.Name) != s.class.Qualified:
		return nil
	default:
		c.quoted = bound[0].Guard != 0 || bound[0].Kind != semantic.Import
	}
	c.quoted = c.quoted || slices.Contains(there.Names(s.target.Scope()), s.class.Name)
	return c
}
