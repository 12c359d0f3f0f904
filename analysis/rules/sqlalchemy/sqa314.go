package sqlalchemy

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA314",
		Name:     "server-default-expression",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    serverDefault,
	})
}

func serverDefault(p *rule.Pass, n syntax.Node) {
	arguments := keywordsOf(n, "server_default", "server_onupdate")
	if len(arguments) == 0 {
		return
	}
	if column, _ := isColumn(p.Module, n); !column || inMigration(p) {
		return
	}
	for _, a := range arguments {
		checkServerDefault(p, n, a)
	}
}

func checkServerDefault(p *rule.Pass, call, a syntax.Node) {
	m := p.Module
	keyword := a.Child(syntax.FName).Text()
	value := semantic.Unparenthesized(a.Child(syntax.FValue))
	d := rule.Diagnostic{Start: a.Start(), End: a.End()}
	fix := rule.Fix{}
	var use sqlDefault
	if s, ok := plainLiteral(value); ok {
		if use, ok = quotedSQL(m, call, s, value.Text()); !ok {
			return
		}
		d.Severity = rule.Warning
		d.Message = keyword + `="` + s + `" is the string '` + s + "': use " + use.String()
		fix.Safety, fix.Reason = rule.Unsafe, "the table changes with the next migration"
	} else {
		if use, ok = pythonDefault(m, call, value); !ok {
			return
		}
		d.Message = keyword + " takes SQL: use " + use.String()
	}
	d.Fixes = func() []rule.Fix {
		if use.name == "" {
			return nil
		}
		b := p.Builder()
		b.Replace(a.Child(syntax.FValue), b.Name(a, "sqlalchemy", use.name)+use.rest)
		fix.Title = "Use " + use.String()
		return fixOf(b, fix)
	}
	p.Report(d)
}

// sqlDefault is the SQL to write: a name of sqlalchemy and what follows it, or
// advice alone.
type sqlDefault struct{ name, rest, advice string }

func (d sqlDefault) String() string { return d.name + d.rest + d.advice }

// pythonDefault is what to write in place of a value that SQLAlchemy does not
// take.
func pythonDefault(m *semantic.Module, call, n syntax.Node) (sqlDefault, bool) {
	text := n.Text()
	switch n.Kind() {
	case syntax.KTrue:
		return sqlDefault{name: "true", rest: "()"}, true
	case syntax.KFalse:
		return sqlDefault{name: "false", rest: "()"}, true
	case syntax.KUnaryOperator:
		if op := n.Child(syntax.FArgument); !op.Is(syntax.KInteger, syntax.KFloat) || strings.HasPrefix(text, "~") {
			return sqlDefault{}, false
		}
		return sqlDefault{name: "text", rest: `("` + oneLine(n) + `")`}, true
	case syntax.KInteger, syntax.KFloat:
		if (text == "0" || text == "1") && columnOfType(m, call, "builtins.bool", "Boolean") {
			return sqlDefault{name: map[string]string{"0": "false", "1": "true"}[text], rest: "()"}, true
		}
		if !decimalNumber.MatchString(text) {
			return sqlDefault{advice: "text()"}, true
		}
		return sqlDefault{name: "text", rest: `("` + text + `")`}, true
	case syntax.KList, syntax.KDictionary:
		if !noElements(n) || strings.Contains(text, "#") {
			return sqlDefault{advice: "text()"}, true
		}
		return sqlDefault{name: "text", rest: `("'` + strings.Join(strings.Fields(text), "") + `'")`}, true
	case syntax.KLambda:
		return sqlDefault{advice: "default= for what Python computes"}, true
	case syntax.KIdentifier, syntax.KAttribute:
		if isFunctionOrClass(m, n) {
			return sqlDefault{advice: "default= for what Python computes"}, true
		}
	}
	return sqlDefault{}, false
}

// decimalNumber is a number that Python and SQL write alike.
var decimalNumber = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// isFunctionOrClass tells whether n is known to be a function or a class, of
// the project or of Python.
func isFunctionOrClass(m *semantic.Module, n syntax.Node) bool {
	q := m.Resolve(n)
	if q == "" {
		return false
	}
	if f, i := m.FunctionNamed(q); f != nil && len(f.Decorators) == 0 || i != nil && len(i.Decorators) == 0 {
		return true
	}
	if a := m.Named(q); a.Class != nil || a.Info != nil {
		return true
	}
	return slices.Contains([]string{
		"builtins.dict", "builtins.list", "builtins.set", "builtins.str", "builtins.int", "builtins.bool", "builtins.float",
		"datetime.datetime.now", "datetime.datetime.utcnow", "datetime.date.today", "uuid.uuid1", "uuid.uuid4", "time.time",
	}, q)
}

var (
	callInSQL    = regexp.MustCompile(`^\s*(\w+\.)*\w+\s*\(.*\)\s*$`)
	nowInSQL     = regexp.MustCompile(`^(?i)\s*(now\s*\(\s*\)|current_timestamp)\s*$`)
	keywordInSQL = regexp.MustCompile(`^\s*((?i:CURRENT_TIMESTAMP|CURRENT_DATE|CURRENT_TIME|LOCALTIMESTAMP)|NULL|TRUE|FALSE)\s*$`)
)

// quotedSQL is what to write in place of a string that is meant as SQL.
func quotedSQL(m *semantic.Module, call syntax.Node, s, literal string) (sqlDefault, bool) {
	if !strings.Contains(s, "(") && columnOfType(m, call, "builtins.str", "String", "Text", "Unicode", "UnicodeText", "VARCHAR", "TEXT", "CHAR", "NVARCHAR") {
		return sqlDefault{}, false
	}
	isCall := callInSQL.MatchString(s) || strings.HasPrefix(s, "(now() ")
	switch word := strings.TrimSpace(s); {
	case nowInSQL.MatchString(s):
		return sqlDefault{name: "func", rest: ".now()"}, true
	case word == "TRUE" || word == "FALSE":
		return sqlDefault{name: strings.ToLower(word), rest: "()"}, true
	case isCall || keywordInSQL.MatchString(s):
		return sqlDefault{name: "text", rest: "(" + literal + ")"}, true
	}
	return sqlDefault{}, false
}

// columnOfType tells whether the column is made with one of the SQL types, or
// annotated with Mapped[T] of the Python type alone.
func columnOfType(m *semantic.Module, call syntax.Node, python string, sql ...string) bool {
	args := append(positional(call), edit.Keyword(call, "type_").Child(syntax.FValue))
	for _, a := range args {
		if a.Is(syntax.KCall) {
			a = a.Child(syntax.FFunction)
		}
		if q := m.Resolve(a); strings.HasPrefix(q, "sqlalchemy.") && slices.Contains(sql, q[strings.LastIndexByte(q, '.')+1:]) {
			return true
		}
	}
	assignment := call.Parent()
	if !assignment.Is(syntax.KAssignment) || len(positional(call)) > 0 {
		return false
	}
	base, inner := semantic.Subscript(annotationOf(assignment.Child(syntax.FType)))
	if len(inner) != 1 || !m.Is(base, "sqlalchemy.orm.Mapped") {
		return false
	}
	t, _, _ := withoutNone(annotationOf(inner[0]), here(m))
	return m.Is(t, python)
}
