package sqlalchemy

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
		Code:     "SQA309",
		Name:     "back-populates-mismatch",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    backPopulatesMismatch,
	})
}

func backPopulatesMismatch(p *rule.Pass, n syntax.Node) {
	m := p.Module
	argument := edit.Keyword(n, "back_populates")
	if argument.IsNil() {
		unconnected(p, n)
		return
	}
	partner, ok := plainLiteral(semantic.Unparenthesized(argument.Child(syntax.FValue)))
	if !ok || partner == "" || !n.Parent().Is(syntax.KAssignment) || !m.Is(n.Child(syntax.FFunction), "sqlalchemy.orm.relationship") || inMigration(p) {
		return
	}
	class := m.EnclosingClass(n)
	name := n.Parent().Child(syntax.FLeft).Text()
	if class == nil || !isMapped(m, class.Qualified) {
		return
	}
	x := class.Member(name)
	if x == nil || x.Stmt() != n.Parent() {
		return
	}
	r := localAttribute(m, x)
	if _, viewonly := r.Argument("viewonly"); viewonly || r.Open() {
		return
	}
	chain, whole := knownModel(m, class.Qualified)
	if !whole {
		return
	}
	target, _ := relationTarget(m, chain[0], r)
	if target == "" {
		return
	}
	others, whole := knownModel(m, target)
	if !whole {
		return
	}
	shown := lastName(class.Qualified) + "." + name
	other, by, certain := inherited(m, others, partner)
	switch {
	case !certain:
		return
	case other == nil && addedLater(p, target, partner), other != nil && other.Function:
		return
	case other == nil || other.isColumn():
		message := fmt.Sprintf(`%s has no relationship "%s" (back_populates of %s)`, lastName(target), partner, shown)
		p.ReportNode(argument, message, func() []rule.Fix {
			fixes := meantPartner(p, argument, class, name, others)
			if len(fixes) == 0 && other == nil {
				fixes = missingPartner(p, n, class, name, target, partner)
			}
			return fixes
		})
		return
	case !other.isRelationship() || other.Open():
		return
	}
	if _, viewonly := other.Argument("viewonly"); viewonly {
		return
	}
	if back, _ := relationTarget(m, by, other); back == "" || m.IsSubclass(class.Qualified, back) != semantic.Yes {
		return
	}
	if _, created := other.Argument("backref"); created {
		return
	}
	given, isGiven := other.Argument("back_populates")
	if isGiven {
		named, ok := plainLiteral(parsed(given.Text))
		if !ok || named == name {
			return
		}
		// What it names is elsewhere, or nowhere, which is told there.
		if x, _, certain := inherited(m, chain, named); x == nil || !certain || !x.isRelationship() {
			return
		}
	}
	p.Report(rule.Diagnostic{
		Start: argument.Start(), End: argument.End(), Severity: rule.Warning,
		Message: fmt.Sprintf(`%s names %s.%s, but %s.%s does not name back: add back_populates="%s"`, shown, lastName(target), partner, lastName(target), partner, name),
		Fixes: func() []rule.Fix {
			if isGiven {
				return nil
			}
			fix := rule.Fix{
				Title:  fmt.Sprintf(`Add back_populates="%s" to %s.%s`, name, lastName(target), partner),
				Safety: rule.Unsafe, Reason: "setting one side sets the other one",
			}
			home, call, foreign := relationshipIn(p, by, partner)
			if call.IsNil() {
				return nil
			}
			b := home.Builder()
			quote := b.Quote()
			if !foreign {
				quote = b.QuoteLike(argument.Child(syntax.FValue))
			}
			b.AddKeyword(call, "back_populates", edit.StrIn(name, quote))
			if !foreign {
				return fixOf(b, fix)
			}
			edits, err := b.Edits()
			if err != nil {
				return nil
			}
			fix.Files = map[string][]edit.Edit{home.Path: edits}
			return []rule.Fix{fix}
		},
	})
}

// relationshipIn finds the call that makes a relationship of a class, in this
// file or in another one.
func relationshipIn(p *rule.Pass, by *semantic.Ancestor, name string) (home *rule.Pass, call syntax.Node, foreign bool) {
	home, class, foreign := passFor(p, by.Name)
	if class == nil {
		return nil, syntax.Node{}, false
	}
	x := class.Member(name)
	if x == nil || !localAttribute(home.Module, x).isRelationship() {
		return nil, syntax.Node{}, false
	}
	return home, semantic.Unparenthesized(x.Stmt().Child(syntax.FRight)), foreign
}

// missingPartner is the fix that declares the relationship which a
// back_populates= names.
func missingPartner(p *rule.Pass, call syntax.Node, class *semantic.Class, name, target, partner string) []rule.Fix {
	side := otherSideIn(p, target)
	if side == nil {
		return nil
	}
	side.name, side.back, side.class, side.call = partner, name, class, call
	fix := rule.Fix{Title: fmt.Sprintf("Add %s to %s", partner, lastName(target)), Manual: true}
	b := p.Builder()
	if !side.declare(p, b, &fix) {
		return nil
	}
	if fix.Files != nil {
		return []rule.Fix{fix}
	}
	return fixOf(b, fix)
}

// unconnected reports a relationship that leads to one object by the only foreign
// key between two classes, where the other class has one that leads back by the
// same key, and neither knows of the other: SQLAlchemy warns of it.
func unconnected(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if !n.Parent().Is(syntax.KAssignment) || !m.Is(n.Child(syntax.FFunction), "sqlalchemy.orm.relationship") || inMigration(p) {
		return
	}
	class := m.EnclosingClass(n)
	name := n.Parent().Child(syntax.FLeft)
	if class == nil || !isMapped(m, class.Qualified) {
		return
	}
	x := class.Member(name.Text())
	if x == nil || x.Stmt() != n.Parent() {
		return
	}
	own := localAttribute(m, x)
	if !aloneByDefault(own) {
		return
	}
	chain, whole := knownModel(m, class.Qualified)
	if !whole {
		return
	}
	target, _ := relationTarget(m, chain[0], own)
	if target == "" || target == class.Qualified {
		return
	}
	others, whole := knownModel(m, target)
	if !whole || len(pointing(m, foreignKeys(m, class.Qualified), target)) != 1 || len(pointing(m, foreignKeys(m, target), class.Qualified)) > 0 {
		return
	}
	// Another pair of relationships between the two is no concern of this one.
	if len(leadingTo(m, chain[:1], target)) != 1 {
		return
	}
	back := leadingTo(m, others[:1], class.Qualified)
	if len(back) != 1 || !aloneByDefault(back[0]) {
		return
	}
	other := back[0].Name
	p.Report(rule.Diagnostic{
		Start: name.Start(), End: name.End(), Severity: rule.Information,
		Message: fmt.Sprintf("%s.%s and %s.%s write the same foreign key and do not know of each other: connect them with back_populates", class.Name, name.Text(), lastName(target), other),
		Fixes: func() []rule.Fix {
			home, call, foreign := relationshipIn(p, others[0], other)
			if call.IsNil() {
				return nil
			}
			fix := rule.Fix{Title: "Connect both with back_populates", Safety: rule.Unsafe, Reason: "setting one side sets the other one"}
			b := p.Builder()
			there := b
			if foreign {
				there = home.Builder()
			}
			b.AddKeyword(n, "back_populates", b.Str(other))
			there.AddKeyword(call, "back_populates", there.Str(name.Text()))
			if foreign {
				edits, err := there.Edits()
				if err != nil {
					return nil
				}
				fix.Files = map[string][]edit.Edit{home.Path: edits}
			}
			return fixOf(b, fix)
		},
	})
}

// aloneByDefault tells whether a relationship says nothing of another one, nor of
// how to join.
func aloneByDefault(x *modelAttribute) bool {
	if !x.isRelationship() || x.Open() {
		return false
	}
	for _, a := range x.Arguments {
		switch a.Name {
		case "back_populates", "backref", "viewonly", "overlaps", "sync_backref", "secondary", "primaryjoin", "secondaryjoin", "foreign_keys", "remote_side":
			return false
		}
	}
	positional := 0
	for _, a := range x.Arguments {
		if a.Name == "" {
			positional++
		}
	}
	return positional < 2
}

// leadingTo are the relationships of the classes that lead to a class, or may do
// so.
func leadingTo(m *semantic.Module, classes []*semantic.Ancestor, q string) []*modelAttribute {
	var out []*modelAttribute
	for _, a := range classes {
		list, _ := modelAttributes(m, a)
		for _, x := range list {
			if !x.isRelationship() {
				continue
			}
			if target, _ := relationTarget(m, a, x); target == "" || target == q {
				out = append(out, x)
			}
		}
	}
	return out
}

// meantPartner is the fix of a back_populates= that names nothing: the only
// relationship that leads back, if no other one has it for its partner.
func meantPartner(p *rule.Pass, argument syntax.Node, class *semantic.Class, name string, others []*semantic.Ancestor) []rule.Fix {
	m := p.Module
	meant := ""
	for _, a := range others {
		list, _ := modelAttributes(m, a)
		for _, x := range list {
			if !x.isRelationship() || x.Name == name && a.Name == class.Qualified {
				continue
			}
			if q, _ := relationTarget(m, a, x); q == "" || m.IsSubclass(class.Qualified, q) != semantic.Yes {
				continue
			}
			if meant != "" || x.Open() {
				return nil
			}
			if back, ok := x.Argument("back_populates"); ok {
				if s, ok := plainLiteral(parsed(back.Text)); !ok || s != name {
					return nil
				}
			}
			meant = x.Name
		}
	}
	if meant == "" {
		return nil
	}
	for _, x := range class.Members() {
		if r := localAttribute(m, x); r.isRelationship() && x.Name != name {
			if back, ok := r.Argument("back_populates"); ok {
				if s, _ := plainLiteral(parsed(back.Text)); s == meant {
					return nil
				}
			}
		}
	}
	b := p.Builder()
	value := argument.Child(syntax.FValue)
	b.SetValue(argument, edit.StrIn(meant, b.QuoteLike(value)))
	return fixOf(b, rule.Fix{Title: fmt.Sprintf(`Use back_populates="%s"`, meant)})
}

// addedLater tells whether the class q may get an attribute that it does not
// bind itself: by an assignment, or as the backref of another relationship.
func addedLater(p *rule.Pass, q, name string) bool {
	m := p.Module
	for _, n := range m.Attributes(name) {
		if up := n.Parent(); up.Is(syntax.KAttribute) {
			n = up
		}
		if n.Field() == syntax.FLeft {
			return true
		}
	}
	path := p.Path
	if p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool {
			_, makes := s.Calls["sqlalchemy.orm.relationship"]
			return s.Path != path && makes && s.Attributes[name]
		})
	}) {
		return true
	}
	return createdByBackref(m, q, name)
}

// createdByBackref tells whether the backref of a relationship that a class
// beside q has may be an attribute of the name.
func createdByBackref(m *semantic.Module, q, name string) bool {
	creates := func(list []*modelAttribute) bool {
		return slices.ContainsFunc(list, func(x *modelAttribute) bool {
			a, ok := x.Argument("backref")
			return ok && (a.Text == "" || strings.Contains(a.Text, name) || !strings.ContainsAny(a.Text, `"'`))
		})
	}
	created := false
	localClasses(m, func(c *semantic.Class) bool {
		list, _ := modelAttributes(m, &semantic.Ancestor{Class: c})
		created = creates(list)
		return !created
	})
	if created {
		return true
	}
	for _, c := range foreignClasses(m, declarativeRoot(m, q)) {
		if list, _ := modelAttributes(m, &semantic.Ancestor{Info: c}); creates(list) {
			return true
		}
	}
	return false
}
