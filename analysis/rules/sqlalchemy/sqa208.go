package sqlalchemy

import (
	"fmt"
	"regexp"
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
		Code:     "SQA208",
		Name:     "no-connectionless-execution",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    connectionless,
	})
}

// engineMethods are the methods that an engine had before 2.0, and what there
// is in their place.
var engineMethods = map[string]string{
	"execute":      `"with engine.begin() as conn: conn.execute(...)"`,
	"scalar":       `"with engine.begin() as conn: conn.scalar(...)"`,
	"table_names":  "inspect(engine).get_table_names()",
	"has_table":    "inspect(engine).has_table()",
	"run_callable": `"with engine.begin() as conn: f(conn)"`,
	"transaction":  `"with engine.begin() as conn: f(conn)"`,
}

// ddlWithoutBind are the methods of a MetaData that need an engine since 2.0.
var ddlWithoutBind = []string{"create_all", "drop_all", "reflect"}

func connectionless(p *rule.Pass, n syntax.Node) {
	m := p.Module
	object, method := receiver(n)
	report := func(node syntax.Node, message string, fixes func() []rule.Fix) {
		d := rule.Diagnostic{Start: node.Start(), End: node.End(), Message: message, Fixes: fixes}
		if !has(p, "2.0") {
			d.Severity = rule.Information
		}
		p.Report(d)
	}
	if use, removed := engineMethods[method]; removed {
		v, t := classify(m, object)
		if (v == syncEngine || v == asyncEngine) && !overrides(m, t.Name, method) {
			report(n, fmt.Sprintf("%s.%s() was removed in 2.0: use %s", lastName(t.Name), method, use), func() []rule.Fix {
				switch method {
				case "table_names", "has_table":
					return inspectInstead(p, n, v == asyncEngine)
				}
				return onConnectionOf(p, n, v == asyncEngine)
			})
			return
		}
		if (method == "execute" || method == "scalar") && isStatement(m, object) {
			report(n, fmt.Sprintf(`Executing a statement by itself was removed in 2.0: use "with engine.begin() as conn: conn.%s(...)"`, method), nil)
			return
		}
	}
	if slices.Contains(ddlWithoutBind, method) && len(edit.Elements(edit.Arguments(n))) == 0 && isMetaData(m, object) {
		report(n, fmt.Sprintf("MetaData.%s() needs an engine or connection since 2.0: pass it, %s(engine)", method, oneLine(n.Child(syntax.FFunction))),
			func() []rule.Fix {
				engine, _ := boundEngine(m, object)
				if engine.IsNil() || !onlyDDL(p, object) {
					return nil
				}
				b := p.Builder()
				b.AddArgument(n, engine.Text())
				return fixOf(b, passEngine)
			})
		return
	}
	switch resolve(m, n.Child(syntax.FFunction)) {
	case "sqlalchemy.MetaData":
		boundMetaData(p, n, report)
	case "sqlalchemy.Table":
		autoload := edit.Keyword(n, "autoload")
		if !autoload.Child(syntax.FValue).Is(syntax.KTrue) {
			return
		}
		report(autoload, "autoload=True was removed in 2.0: use autoload_with=engine", func() []rule.Fix {
			if edit.Keyword(n, "autoload_with").IsNil() {
				return nil
			}
			return removeArgument(p, autoload, "Remove autoload=True")
		})
	case "sqlalchemy.orm.declarative_base", "sqlalchemy.ext.declarative.declarative_base":
		if bind := edit.Keyword(n, "bind"); !bind.IsNil() {
			report(bind, "Bound metadata was removed in 2.0: pass the engine where it is used", nil)
		}
	}
}

var passEngine = rule.Fix{Title: "Pass the engine where it is used", Safety: rule.Unsafe, Reason: "the metadata is bound to nothing"}

// isStatement tells whether n is a select(), insert(), update(), delete() or
// text() with methods called on it.
func isStatement(m *semantic.Module, n syntax.Node) bool {
	root := chainRoot(m, n)
	if root.IsNil() {
		return false
	}
	f := root.Child(syntax.FFunction)
	if m.Is(f, selects...) || m.Is(f, "sqlalchemy.insert", "sqlalchemy.update", "sqlalchemy.delete", "sqlalchemy.text") {
		return true
	}
	object, method := receiver(root)
	return slices.Contains([]string{"select", "insert", "update", "delete"}, method) && isTable(m, object)
}

// isMetaData tells whether n is a MetaData, by a name that is bound once or as
// the metadata of a declarative class.
func isMetaData(m *semantic.Module, n syntax.Node) bool {
	n = semantic.Unparenthesized(n)
	if n.Is(syntax.KAttribute) && n.Child(syntax.FAttribute).Text() == "metadata" {
		q := m.Resolve(n.Child(syntax.FObject))
		return q != "" && isDeclarative(m, q)
	}
	return ddlClass(m, n, "create_all") == "MetaData" && !n.Is(syntax.KAttribute)
}

// boundMetaData looks at MetaData(bind=engine) and MetaData(engine).
func boundMetaData(p *rule.Pass, n syntax.Node, report func(syntax.Node, string, func() []rule.Fix)) {
	m := p.Module
	bind := edit.Keyword(n, "bind")
	if bind.IsNil() {
		args := positional(n)
		if len(args) == 0 {
			return
		}
		if v, _ := classify(m, args[0]); v != syncEngine && v != asyncEngine {
			return
		}
		bind = args[0]
	}
	report(bind, "Bound metadata was removed in 2.0: pass the engine to create_all() and the like", func() []rule.Fix {
		symbol := boundTo(m, n)
		if symbol == nil || symbol.Only() == nil {
			return nil
		}
		name := symbol.Only().Node()
		engine, call := boundEngine(m, name)
		if call != n || !onlyDDL(p, name) {
			return nil
		}
		b := p.Builder()
		b.RemoveElement(bind)
		for _, use := range m.Uses(symbol) {
			ddl := use.Parent().Parent()
			if _, method := receiver(ddl); slices.Contains(ddlWithoutBind, method) && len(edit.Elements(edit.Arguments(ddl))) == 0 {
				b.AddArgument(ddl, engine.Text())
			}
		}
		return fixOf(b, passEngine)
	})
}

// boundEngine is the engine, a name of the module, that the MetaData n is bound
// to, and the call that makes it; none if that is not certain.
func boundEngine(m *semantic.Module, n syntax.Node) (engine, call syntax.Node) {
	_, b := onlyBinding(m, n)
	if b == nil || b.Kind != semantic.Assignment || !b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) || b.Scope.Kind() != semantic.ModuleScope {
		return engine, call
	}
	call = b.Stmt().Child(syntax.FRight)
	engine = edit.Keyword(call, "bind").Child(syntax.FValue)
	if args := positional(call); engine.IsNil() && len(args) > 0 {
		engine = args[0]
	}
	if _, only := onlyBinding(m, engine); only == nil || only.Scope.Kind() != semantic.ModuleScope {
		return syntax.Node{}, syntax.Node{}
	}
	return engine, call
}

// onlyDDL tells whether all uses of the MetaData are in this file: tables are
// made in it and created, and nothing else.
func onlyDDL(p *rule.Pass, n syntax.Node) bool {
	m := p.Module
	symbol, b := onlyBinding(m, n)
	if b == nil {
		return false
	}
	for _, use := range m.Uses(symbol) {
		up := use.Parent()
		call := up.Parent()
		switch {
		case up.Is(syntax.KArgumentList) && resolve(m, call.Child(syntax.FFunction)) == "sqlalchemy.Table":
			// Without an engine of its own it would be read with the one that is bound.
			if !edit.Keyword(call, "autoload").IsNil() && edit.Keyword(call, "autoload_with").IsNil() {
				return false
			}
		case up.Is(syntax.KAttribute) && use.Field() == syntax.FObject:
			name := up.Child(syntax.FAttribute).Text()
			if !slices.Contains(ddlWithoutBind, name) && !slices.Contains([]string{"tables", "sorted_tables", "clear", "remove"}, name) {
				return false
			}
			if _, method := receiver(call); slices.Contains(ddlWithoutBind, name) && method != name {
				return false
			}
		default:
			return false
		}
	}
	if m.Name() == "" {
		return true
	}
	q := m.QualifiedName(b)
	return !p.Ask(func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool { return slices.Contains(s.Imports, q) || s.Uses[q] })
	})
}

// inspectInstead turns engine.has_table(...) into inspect(engine).has_table(...).
func inspectInstead(p *rule.Pass, n syntax.Node, async bool) []rule.Fix {
	object, method := receiver(n)
	if async || !edit.Keyword(n, "connection").IsNil() || len(positional(n)) > map[string]int{"table_names": 1, "has_table": 2}[method] {
		return nil
	}
	b := p.Builder()
	name := method
	if method == "table_names" {
		name = "get_table_names"
	}
	b.Replace(n.Child(syntax.FFunction), b.Name(n, "sqlalchemy", "inspect")+"("+b.Source(object)+")."+name)
	return fixOf(b, rule.Fix{Title: "Use inspect()"})
}

// reads is what a SQL statement that only reads begins with.
var readsSQL = regexp.MustCompile(`(?i)^\s*(select|with|show)\b`)

// onConnectionOf puts a with statement around the statement that executes
// something on an engine.
func onConnectionOf(p *rule.Pass, n syntax.Node, async bool) []rule.Fix {
	m := p.Module
	object, method := receiver(n)
	args := positional(n)
	if async || method != "execute" && method != "scalar" || len(args) == 0 || args[0].Is(syntax.KListSplat) {
		return nil
	}
	sql := args[0]
	plain := isString(m, sql)
	if plain && !wrappable(m, sql, args[1:]) {
		return nil
	}
	// The rows must be read before the connection is closed.
	whole := n
	if up := n.Parent(); method == "execute" && up.Is(syntax.KAttribute) && n.Field() == syntax.FObject {
		if name := up.Child(syntax.FAttribute).Text(); slices.Contains([]string{"fetchall", "all", "scalar", "first", "fetchone"}, name) &&
			up.Parent().Is(syntax.KCall) && up.Field() == syntax.FFunction {
			whole = up.Parent()
		}
	}
	read := whole != n || method == "scalar"
	stmt := whole.Parent()
	switch {
	case stmt.Is(syntax.KExpressionStatement):
	case read && stmt.Is(syntax.KAssignment) && whole.Field() == syntax.FRight && stmt.Parent().Is(syntax.KExpressionStatement):
		stmt = stmt.Parent()
	case read && stmt.Is(syntax.KReturnStatement):
	default:
		return nil
	}
	if stmt.NextSibling().Is(syntax.KTokSemicolon) || !aloneBefore(p.File.Text, stmt) || m.EnclosingClass(n) != nil {
		return nil
	}
	b := p.Builder()
	name := "conn"
	if !bindable(m, stmt, name) {
		var ok bool
		if name, ok = b.FreeName(n, "conn_1", "conn_2", "conn_3"); !ok {
			return nil
		}
	}
	begin := "begin"
	if text, ok := literal(semantic.Unparenthesized(sql)); read && (isSelect(m, sql) || ok && readsSQL.MatchString(text)) {
		begin = "connect"
	}
	part := b.Part(stmt)
	part.Replace(object, name)
	if plain {
		text := b.Name(sql, "sqlalchemy", "text")
		if sql.Is(syntax.KParenthesizedExpression) {
			part.Insert(sql.Start(), text)
		} else {
			part.Insert(sql.Start(), text+"(")
			part.Insert(sql.End(), ")")
		}
	}
	indent := b.Indent(stmt) + b.IndentStep()
	b.Replace(stmt, "with "+b.Source(object)+"."+begin+"() as "+name+":"+b.Newline()+indent+strings.TrimLeft(part.Text(indent), " \t"))
	return fixOf(b, rule.Fix{Title: "Execute on a connection", Safety: rule.Unsafe, Reason: "each statement takes a connection and gives it back"})
}

// bindable tells whether the statement can bind the name for itself: nothing in its
// scope means something by it, but with statements that are over.
func bindable(m *semantic.Module, stmt syntax.Node, name string) bool {
	scope := m.ScopeOf(stmt)
	if !m.Mentions(scope, name) && !m.Bound(scope, name) {
		return true
	}
	symbol := m.Find(scope, name)
	if symbol == nil || symbol.Scope != scope {
		return false
	}
	inside := func(n, with syntax.Node) bool { return n.Start() >= with.Start() && n.End() <= with.End() }
	var blocks []syntax.Node
	for _, b := range symbol.Bindings {
		with := b.Node().Ancestor(syntax.KWithStatement)
		if b.Kind != semantic.With || inside(stmt, with) || inside(with, stmt) {
			return false
		}
		blocks = append(blocks, with)
	}
	return !slices.ContainsFunc(m.Uses(symbol), func(use syntax.Node) bool {
		return m.ScopeOf(use) != scope || !slices.ContainsFunc(blocks, func(with syntax.Node) bool { return inside(use, with) })
	})
}
