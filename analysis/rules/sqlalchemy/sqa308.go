package sqlalchemy

import (
	"fmt"

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
			if a.Has(name) {
				return
			}
		}
	}
	p.ReportNode(argument, fmt.Sprintf("backref creates %s.%s invisibly: declare both sides with back_populates", text, name), func() []rule.Fix {
		side := otherSideIn(p, target)
		if side == nil {
			return nil
		}
		side.name, side.back, side.class, side.call, side.options = name, x.Name, class, n, options
		return side.fix(p, argument)
	})
}

// fix makes the backref= of this side a back_populates=, and declares the other.
func (s *otherSide) fix(p *rule.Pass, argument syntax.Node) []rule.Fix {
	b := p.Builder()
	fix := rule.Fix{Title: "Convert to back_populates"}
	if !s.declare(p, b, &fix) {
		return nil
	}
	value := argument.Child(syntax.FValue)
	b.RenameKeyword(argument, "back_populates")
	if !s.options.IsNil() {
		if callee := s.options.Child(syntax.FFunction); callee.Is(syntax.KIdentifier) {
			b.DropUnused(callee.Text())
		}
		b.SetValue(argument, positional(s.options)[0].Text())
	} else if value.Is(syntax.KParenthesizedExpression) {
		return nil
	}
	return fixOf(b, fix)
}
