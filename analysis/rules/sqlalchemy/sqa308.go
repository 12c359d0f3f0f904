package sqlalchemy

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
		Code:     "SQA308",
		Name:     "back-populates",
		Severity: rule.Hint,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    backPopulates,
	})
}

func backPopulates(p *rule.Pass, n syntax.Node) {
	m := p.Module
	argument := edit.Keyword(n, "backref")
	if argument.IsNil() || !n.Parent().Is(syntax.KAssignment) || !m.Is(n.Child(syntax.FFunction), "sqlalchemy.orm.relationship") || inMigration(p) {
		return
	}
	value := semantic.Unparenthesized(argument.Child(syntax.FValue))
	var options syntax.Node // the call of backref()
	literal := value
	if m.Is(value.Child(syntax.FFunction), "sqlalchemy.orm.backref") {
		options = value
		args := positional(value)
		if len(args) != 1 {
			return
		}
		literal = args[0]
	}
	name, ok := plainLiteral(literal)
	class := m.EnclosingClass(n)
	if !ok || name == "" || class == nil || !isMapped(m, class.Qualified) || edit.Keyword(n, "viewonly").Child(syntax.FValue).Is(syntax.KTrue) {
		return
	}
	x := class.Member(n.Parent().Child(syntax.FLeft).Text())
	if x == nil || x.Stmt() != n.Parent() {
		return
	}
	target, text := relationTarget(m, &semantic.Ancestor{Name: class.Qualified, Class: class}, localAttribute(m, x))
	if text == "" {
		return
	}
	if target != "" {
		for _, a := range m.AncestorsOf(target) {
			if hasMember(a, name) {
				return
			}
		}
	}
	p.ReportNode(argument, fmt.Sprintf("backref creates %s.%s invisibly: declare both sides with back_populates", text, name), func() []rule.Fix {
		a := m.Named(target)
		if a.Class == nil {
			return nil
		}
		side := otherSide{name: name, back: x.Name, class: class, target: a.Class, call: n, options: options}
		return side.fix(p, argument)
	})
}

// otherSide is the relationship that a backref makes.
type otherSide struct {
	name, back string
	class      *semantic.Class // with the backref
	target     *semantic.Class
	call       syntax.Node // of the relationship with the backref
	options    syntax.Node // the call of backref(), if there is one
}

func (s otherSide) fix(p *rule.Pass, argument syntax.Node) []rule.Fix {
	m := p.Module
	last, mapped := s.place(m)
	copied, joins, ok := s.arguments(m)
	if last.IsNil() || !ok || !last.Parent().Is(syntax.KExpressionStatement) {
		return nil
	}
	b := p.Builder()
	f := s.call.Child(syntax.FFunction).Text() + "("
	head := s.name
	if mapped {
		c := s.annotation(m)
		if c == nil {
			return nil
		}
		head += ": " + c.spelled(func(module, name string) string { return b.Name(last, module, name) }, p)
	} else {
		f += b.Str(s.class.Name) + ", "
	}
	text := head + " = " + f + copied + "back_populates=" + b.Str(s.back)
	if !s.options.IsNil() {
		for a := range edit.Arguments(s.options).Named() {
			switch {
			case a.IsComment():
				return nil
			case a.Is(syntax.KKeywordArgument):
				if s.target.Qualified != s.class.Qualified && !canDefer(m, a.Child(syntax.FValue)) {
					return nil
				}
				text += ", " + oneLine(a)
			case !a.Is(syntax.KString):
				return nil
			}
		}
		if callee := s.options.Child(syntax.FFunction); callee.Is(syntax.KIdentifier) {
			b.DropUnused(callee.Text())
		}
	}
	b.InsertAfter(last, text+")", 0)
	value := argument.Child(syntax.FValue)
	b.RenameKeyword(argument, "back_populates")
	if !s.options.IsNil() {
		b.SetValue(argument, positional(s.options)[0].Text())
	} else if value.Is(syntax.KParenthesizedExpression) {
		return nil
	}
	fix := rule.Fix{Title: "Convert to back_populates"}
	if joins {
		fix.Safety, fix.Reason = rule.Unsafe, "the join is written on both sides"
	}
	return fixOf(b, fix)
}

// place is the last attribute of the target that is mapped; mapped tells that
// one is annotated with Mapped.
func (s otherSide) place(m *semantic.Module) (last syntax.Node, mapped bool) {
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
func (s otherSide) arguments(m *semantic.Module) (text string, joins, ok bool) {
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
			if !s.before(m, value) {
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
func (s otherSide) before(m *semantic.Module, n syntax.Node) bool {
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
func (s otherSide) annotation(m *semantic.Module) *relationChange {
	r := relationshipCall{owner: s.target, call: s.options, target: s.class.Qualified}
	r.secondary = !edit.Keyword(s.call, "secondary").IsNil()
	c := &relationChange{class: s.target, target: s.class.Qualified, text: s.class.Name, wrapper: "Mapped"}
	if bound := m.Bindings(s.class.Name); len(bound) != 1 || s.class.Qualified != m.Name()+"."+s.class.Name || !edit.Keyword(s.call, "primaryjoin").IsNil() && !r.secondary {
		return nil
	}
	if c.shape(m, r) != "" {
		return nil
	}
	c.quoted = outermost(s.class.Node).Start() >= outermost(s.target.Node).Start() || slices.Contains(m.Names(s.target.Scope()), s.class.Name)
	if c.collection != "" && m.ResolveIn(s.target.Scope(), c.collection) != "builtins."+c.collection {
		return nil
	}
	return c
}
