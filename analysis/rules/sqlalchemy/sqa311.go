package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA311",
		Name:     "pass-default-callable",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    defaultCallable,
	})
}

// moments are functions that give something else each time. Not among them:
// uuid3 and uuid5, which do not.
var moments = map[string]bool{
	"datetime.datetime.now": true, utcnow: true, "datetime.datetime.today": true, "datetime.date.today": true,
	"time.time": true, "time.time_ns": true, "time.monotonic": true, "django.utils.timezone.now": true,
	"uuid.uuid1": true, "uuid.uuid4": true, "uuid.uuid6": true, "uuid.uuid7": true,
	"secrets.token_hex": true, "secrets.token_urlsafe": true, "secrets.token_bytes": true, "secrets.randbelow": true, "secrets.choice": true,
	"random.random": true, "random.randint": true, "random.randrange": true, "random.randbytes": true, "random.getrandbits": true,
	"random.choice": true, "random.choices": true, "random.sample": true, "random.uniform": true, "random.gauss": true, "random.triangular": true,
	"os.urandom": true,
}

// conversions give what changes with their argument.
var conversions = map[string]bool{
	"builtins.str": true, "builtins.int": true, "builtins.float": true, "builtins.repr": true, "builtins.bytes": true,
	"datetime.datetime.fromtimestamp": true,
}

func defaultCallable(p *rule.Pass, n syntax.Node) {
	m := p.Module
	arguments := keywordsOf(n, "default", "insert_default", "onupdate", "server_default")
	if len(arguments) == 0 {
		return
	}
	column, mapped := isColumn(m, n)
	if !column {
		return
	}
	for _, a := range arguments {
		value := semantic.Unparenthesized(a.Child(syntax.FValue))
		source := moment(m, value, 0)
		if source == "" {
			continue
		}
		const once = "The default is computed once at import: "
		if a.Child(syntax.FName).Text() == "server_default" {
			message := once + "use a function of the database"
			if strings.HasPrefix(source, "datetime.") || strings.HasPrefix(source, "time.") || strings.HasPrefix(source, "django.") {
				message = once + "use func.now()"
			}
			p.ReportNode(a, message, nil)
			continue
		}
		keyword := factoryKeyword(m, n, a, mapped)
		shown := keyword
		if shown == "" {
			shown = a.Child(syntax.FName).Text()
		}
		callee := value.Child(syntax.FFunction)
		bare := value.Is(syntax.KCall) && len(edit.Elements(edit.Arguments(value))) == 0 && source == m.Resolve(callee)
		message, title := once+"pass a function, "+shown+"=lambda: ...", "Wrap in lambda"
		if bare {
			message, title = once+"pass the function, "+shown+"="+callee.Text(), "Pass "+callee.Text()
		}
		p.ReportNode(a, message, func() []rule.Fix {
			if keyword == "" {
				return nil
			}
			b := p.Builder()
			setFactory(b, a, keyword)
			switch {
			case bare:
				b.Replace(value, callee.Text())
			case canDefer(m, value):
				b.Insert(a.Child(syntax.FValue).Start(), "lambda: ")
			default:
				return nil
			}
			return fixOf(b, rule.Fix{Title: title, Safety: rule.Unsafe, Reason: "each row gets a value of its own"})
		})
	}
}

// moment is the function that makes the value of an expression depend on when
// it is evaluated: one of moments, or one of the file that calls one of them.
func moment(m *semantic.Module, n syntax.Node, depth int) string {
	n = semantic.Unparenthesized(n)
	if depth > 10 {
		return ""
	}
	switch n.Kind() {
	case syntax.KAttribute:
		return moment(m, n.Child(syntax.FObject), depth+1)
	case syntax.KSubscript:
		return moment(m, n.Child(syntax.FValue), depth+1)
	case syntax.KCall:
		f := semantic.Unparenthesized(n.Child(syntax.FFunction))
		q := m.Resolve(f)
		switch {
		case moments[q]:
			return q
		case conversions[q]:
			for _, a := range positional(n) {
				if s := moment(m, a, depth+1); s != "" {
					return s
				}
			}
		case q != "" && callsMoment(m, q):
			return q
		case f.Is(syntax.KAttribute):
			return moment(m, f.Child(syntax.FObject), depth+1)
		}
	}
	return ""
}

// callsMoment tells whether q is a plain function of the file, without
// parameters, that returns what it computes with one of moments.
func callsMoment(m *semantic.Module, q string) bool {
	f, _ := m.FunctionNamed(q)
	if f == nil || f.Async || f.Generator || f.Method() || len(f.Params) > 0 || len(f.Decorators) > 0 {
		return false
	}
	calls, returns := false, false
	for n := range semantic.OwnBody(f.Node) {
		switch n.Kind() {
		case syntax.KLambda, syntax.KFunctionDefinition, syntax.KClassDefinition:
			// It may return a function.
			return false
		case syntax.KReturnStatement:
			returns = returns || !noElements(n)
		case syntax.KCall:
			calls = calls || moments[m.Resolve(n.Child(syntax.FFunction))]
		}
	}
	return calls && returns
}
