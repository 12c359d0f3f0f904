package sqlalchemy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/lithammer/fuzzysearch/fuzzy"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/rules/internal/common"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA323",
		Name:     "unknown-model-attribute",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    unknownAttribute,
	})
}

// attributeUse is where keyword arguments name attributes of a model.
type attributeUse uint8

const (
	inConstructor attributeUse = iota // User(name=...)
	inFilter                          // select(User).filter_by(name=...)
	inValues                          // update(User).values(name=...)
)

func unknownAttribute(p *rule.Pass, n syntax.Node) {
	m := p.Module
	var keywords []syntax.Node
	for a := range edit.Arguments(n).Named() {
		if a.Is(syntax.KKeywordArgument) {
			keywords = append(keywords, a)
		}
	}
	if keywords == nil {
		return
	}
	q, use := "", inConstructor
	switch object, method := receiver(n); method {
	case "filter_by":
		q, use = filteredModel(m, object), inFilter
	case "values":
		q, use = writtenModel(m, object), inValues
	default:
		q = m.Resolve(n.Child(syntax.FFunction))
	}
	if q == "" || !isMapped(m, q) || inMigration(p) || common.ExpectsError(m, n) {
		return
	}
	var model *modelNames
	for _, a := range keywords {
		name := a.Child(syntax.FName)
		k := name.Text()
		if strings.HasPrefix(k, "__") || strings.HasPrefix(k, "_sa_") || k == "metadata" || k == "registry" || k == "awaitable_attrs" {
			continue
		}
		if model == nil {
			if model = namesOfModel(m, q); model == nil {
				return
			}
		}
		if model.bound[k] > 0 || use == inValues && model.mayBeColumn(k) || model.addedElsewhere(p, q, k) {
			continue
		}
		meant := model.meant(k, use, keywords)
		message := fmt.Sprintf(`%s has no attribute "%s"`, lastName(q), k)
		if meant != "" {
			message += fmt.Sprintf(`: did you mean "%s"?`, meant)
		}
		p.ReportNode(name, message, func() []rule.Fix {
			if meant == "" {
				return nil
			}
			b := p.Builder()
			b.RenameKeyword(a, meant)
			return fixOf(b, rule.Fix{Title: "Change to " + meant})
		})
	}
}

// keepingEntity are the methods after which filter_by() still speaks of the
// class that is selected.
var keepingEntity = []string{
	"where", "filter", "filter_by", "order_by", "group_by", "having", "distinct", "limit", "offset", "options", "execution_options",
	"with_for_update", "populate_existing",
}

// filteredModel is the mapped class that filter_by() speaks of, called on the
// select(User) or session.query(User) that n is.
func filteredModel(m *semantic.Module, n syntax.Node) string {
	s, ok := statementOf(m, n, func(call syntax.Node) bool {
		if m.Is(call.Child(syntax.FFunction), selects...) {
			return true
		}
		session, method := receiver(call)
		if method != "query" {
			return false
		}
		v, t := classify(m, session)
		return v == syncSession && !overrides(m, t.Name, "query") && !queryClass(m, t) || v == otherValue && t.Kind == semantic.UnknownType && named(session)
	})
	args := edit.Elements(edit.Arguments(s.root))
	if !ok || len(args) != 1 || slices.ContainsFunc(s.links, func(l link) bool { return !slices.Contains(keepingEntity, l.method) }) {
		return ""
	}
	return m.Resolve(args[0])
}

// writing are the functions that make an UPDATE or INSERT.
var writing = []string{
	"sqlalchemy.update", "sqlalchemy.insert", "sqlalchemy.dialects.postgresql.insert", "sqlalchemy.dialects.mysql.insert",
	"sqlalchemy.dialects.sqlite.insert",
}

// writtenModel is the mapped class whose rows the update(User) or insert(User)
// that n is writes.
func writtenModel(m *semantic.Module, n syntax.Node) string {
	s, ok := statementOf(m, n, func(call syntax.Node) bool { return m.Is(call.Child(syntax.FFunction), writing...) })
	args := edit.Elements(edit.Arguments(s.root))
	if !ok || len(args) != 1 {
		return ""
	}
	return m.Resolve(args[0])
}

// modelNames are the attributes of a mapped class.
type modelNames struct {
	list   []*modelAttribute
	bound  map[string]int    // how often a name is bound: a property with a setter twice
	mapped []*modelAttribute // those that may be meant
	chain  []*semantic.Ancestor
}

// namesOfModel are the attributes of the class q if all of them are seen; nil
// if there may be others.
func namesOfModel(m *semantic.Module, q string) *modelNames {
	chain, whole := knownModel(m, q)
	if !whole {
		return nil
	}
	model := &modelNames{bound: map[string]int{}, chain: chain}
	for _, a := range chain {
		if a.Has("__init__") || a.Has("__new__") || !bindsOpenly(m, a) {
			return nil
		}
		list, _ := modelAttributes(m, a)
		for _, x := range list {
			switch {
			case x.Name == "__table__":
				columns, ok := columnsOfTable(m, x)
				if !ok {
					return nil
				}
				for _, c := range columns {
					model.add(c)
				}
			case x.Name == "registry" && (x.Callee == "" || x.Open() || hasArgument(x, "constructor")):
				return nil
			}
			model.add(x)
		}
	}
	return model
}

func (model *modelNames) add(x *modelAttribute) {
	if model.bound[x.Name] == 0 && canBeMeant(x) {
		model.mapped = append(model.mapped, x)
	}
	model.bound[x.Name]++
	model.list = append(model.list, x)
}

// mayBeColumn tells whether a column of the class may have the name in the
// database.
func (model *modelNames) mayBeColumn(name string) bool {
	seen := map[string]bool{}
	for _, x := range model.list {
		// The second time it is the setter.
		byMethod := x.Function && !strings.HasPrefix(x.Name, "__") && slices.ContainsFunc(x.Decorators, func(d string) bool {
			return d == "" && !seen[x.Name] || strings.Contains(d, "declared_attr")
		})
		seen[x.Name] = true
		if column, ok := nameInDatabase(x); byMethod || !ok || column == name {
			return true
		}
	}
	return false
}

func hasArgument(x *modelAttribute, name string) bool {
	_, ok := x.Argument(name)
	return ok
}

// bindsOpenly tells whether the module of the class does nothing that may add
// attributes to it without naming them.
func bindsOpenly(m *semantic.Module, a *semantic.Ancestor) bool {
	if a.Info != nil {
		s := m.ProjectModule(a.Info.Module)
		if s == nil {
			return false
		}
		for _, f := range []string{"setattr", "locals", "vars", "exec"} {
			if _, calls := s.Calls["builtins."+f]; calls {
				return false
			}
		}
		return !slices.ContainsFunc(openers, func(o string) bool { return s.Strings[o] })
	}
	for _, f := range []string{"setattr", "locals", "vars", "exec"} {
		for use := range m.ModuleUses(f) {
			args := positional(use.Parent())
			// An object of the class may get any attribute.
			if f != "setattr" || len(args) == 0 || m.Resolve(args[0]) != "" {
				return false
			}
		}
	}
	return !slices.ContainsFunc(openers, m.MentionsString)
}

// openers are keys of __table_args__ and __mapper_args__ that add columns or
// attributes.
var openers = []string{"autoload", "autoload_with", "properties"}

// columnsOfTable are the columns of __table__ = Table(...), as attributes; ok is
// false if not all of them are named there.
func columnsOfTable(m *semantic.Module, x *modelAttribute) (columns []*modelAttribute, ok bool) {
	call := semantic.Unparenthesized(x.Stmt.Child(syntax.FRight))
	if !call.Is(syntax.KCall) || resolve(m, call.Child(syntax.FFunction)) != "sqlalchemy.Table" {
		return nil, false
	}
	for i, a := range edit.Elements(edit.Arguments(call)) {
		switch {
		case i < 2 || a.Is(syntax.KKeywordArgument) && !strings.HasPrefix(a.Child(syntax.FName).Text(), "autoload"):
			continue
		case !a.Is(syntax.KCall):
			return nil, false
		}
		made := resolve(m, a.Child(syntax.FFunction))
		if made != "sqlalchemy.Column" {
			if !strings.HasPrefix(made, "sqlalchemy.") {
				return nil, false
			}
			continue
		}
		name := argument(a, 0, "name")
		key := edit.Keyword(a, "key").Child(syntax.FValue)
		if key.IsNil() {
			key = name
		}
		k, ok := plainLiteral(key)
		if !ok {
			return nil, false
		}
		columns = append(columns, &modelAttribute{Name: k, Callee: made, Value: true, Arguments: []semantic.Argument{{Text: name.Text()}}})
	}
	return columns, true
}

// nameInDatabase is the name of the column that the attribute is, where it is
// not that of the attribute; ok is false if it is not known.
func nameInDatabase(x *modelAttribute) (name string, ok bool) {
	if x.Callee != "sqlalchemy.Column" && x.Callee != "sqlalchemy.orm.mapped_column" {
		return "", true
	}
	if x.Open() {
		return "", false
	}
	for i, a := range x.Arguments {
		if a.Name == "name" || a.Name == "" && i == 0 {
			if s, ok := plainLiteral(parsed(a.Text)); ok {
				return s, true
			}
			return "", a.Name != "name"
		}
	}
	return "", true
}

// canBeMeant tells whether a mistyped name may be that of the attribute: a
// mapped one, or a property.
func canBeMeant(x *modelAttribute) bool {
	switch {
	case strings.HasPrefix(x.Name, "_"):
		return false
	case x.Function:
		return slices.ContainsFunc(x.Decorators, func(d string) bool { return strings.HasSuffix(d, "property") || strings.Contains(d, "declared_attr") })
	}
	return x.isMapped() || strings.HasPrefix(x.Callee, "sqlalchemy.")
}

// addedElsewhere tells whether something may give the class q an attribute that
// it does not bind itself.
func (model *modelNames) addedElsewhere(p *rule.Pass, q, name string) bool {
	m, path := p.Module, p.Path
	if setOnClass(m, name) || createdByBackref(m, q, name) || m.MentionsAttribute("add_property") || m.MentionsString(name) && m.MentionsAttribute("backref") {
		return true
	}
	for _, a := range model.chain {
		class := a.Name
		if class != q && !isMapped(m, class) {
			continue
		}
		if p.Ask(func(v *project.View) bool {
			return v.Any(func(s *semantic.Summary) bool {
				switch {
				case s.Path == path || slices.Contains(s.Imports, "alembic"):
					return false
				case s.Strings[name] && (knowsClass(s, class) || s.Strings[lastName(class)]) && calls(s, namingAttributes):
					return true
				}
				return s.Attributes[name] && knowsClass(s, class) && calls(s, makingAttributes)
			})
		}) {
			return true
		}
	}
	return p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool { return s.Path != path && s.Attributes["add_property"] })
	})
}

// setOnClass tells whether the file may assign to an attribute of a class with
// the name: it does so at module level, the object is known to be no local one,
// or the value is made for a mapped class.
func setOnClass(m *semantic.Module, name string) bool {
	for _, n := range m.Attributes(name) {
		if !n.Is(syntax.KAttribute) {
			n = n.Parent()
		}
		if n.Field() != syntax.FLeft {
			continue
		}
		value := semantic.Unparenthesized(n.Parent().Child(syntax.FRight))
		if m.ScopeOf(n).Function().IsNil() || m.Resolve(n.Child(syntax.FObject)) != "" ||
			slices.Contains(makingAttributes, lastName(resolve(m, value.Child(syntax.FFunction)))) {
			return true
		}
	}
	return false
}

// knowsClass tells whether a file has the class q, or imports it from wherever,
// or its module.
func knowsClass(s *semantic.Summary, q string) bool {
	module := q[:max(strings.LastIndexByte(q, '.'), 0)]
	return s.Name == module || slices.ContainsFunc(s.Imports, func(i string) bool { return i == module || lastName(i) == lastName(q) })
}

// makingAttributes are functions that make attributes of mapped classes, and
// namingAttributes those that a string may tell the name of one.
var (
	makingAttributes = []string{
		"mapped_column", "Column", "relationship", "column_property", "synonym", "composite", "deferred", "query_expression", "dynamic_loader",
		"association_proxy", "hybrid_property",
	}
	namingAttributes = []string{"relationship", "backref", "setattr"}
)

// calls tells whether a file calls one of the functions, by their last names.
func calls(s *semantic.Summary, names []string) bool {
	for q := range s.Calls {
		if slices.Contains(names, lastName(q)) {
			return true
		}
	}
	return false
}

// meant is the only attribute that is written much like k, "" if there is none
// or several. What the call names already is not meant.
func (model *modelNames) meant(k string, use attributeUse, keywords []syntax.Node) string {
	var same, near []string
	for _, x := range model.mapped {
		if x.Function && !model.takes(x, use) || use == inValues && x.isRelationship() ||
			slices.ContainsFunc(keywords, func(a syntax.Node) bool { return a.Child(syntax.FName).Text() == x.Name }) {
			continue
		}
		if plainName(x.Name) == plainName(k) {
			same = append(same, x.Name)
		}
		if d := fuzzy.LevenshteinDistance(x.Name, k); d <= 2 && d < min(len(x.Name), len(k)) {
			near = append(near, x.Name)
		}
	}
	switch {
	case len(same) == 1:
		return same[0]
	case len(same) == 0 && len(near) == 1:
		return near[0]
	}
	return ""
}

// takes tells whether a property, or what a method makes, may be named.
func (model *modelNames) takes(x *modelAttribute, use attributeUse) bool {
	made := func(by string) bool {
		return slices.ContainsFunc(x.Decorators, func(d string) bool { return strings.Contains(d, by) })
	}
	switch {
	case made("declared_attr"):
		return use != inValues
	case use == inConstructor:
		return model.bound[x.Name] > 1
	}
	return use == inFilter && made("hybrid")
}

// plainName is a name without what writers differ in: case and underscores.
func plainName(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "")) }
