package sqlalchemy

import (
	"path/filepath"
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
		Code:     "SQA015",
		Name:     "no-credentials-in-url",
		Severity: rule.Information,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KString, syntax.KConcatenatedString},
		Check:    credentialsInURL,
	})
}

var (
	// urlPassword takes a URL with a password apart: its scheme, the password
	// and the host.
	urlPassword = regexp.MustCompile(`^([A-Za-z][\w+.-]*)://[^:/@\s]*:([^@\s]+)@(\[[^\]]*\]|[^:/?#@\s]+)`)

	// noPassword is what stands for a password in an example.
	noPassword = regexp.MustCompile(`(?i)^(?:password|passwd|pass|pwd|secret|changeme|x{3,}|\*+|\.{3}|%s|<.*>|\$\{.*\}|\$\w+|\{.*\}|%\(\w+\)s|your[-_ ]?.*)$`)

	localHosts = []string{"localhost", "127.0.0.1", "::1", "[::1]", "db", "postgres", "mysql", "database"}
)

func credentialsInURL(p *rule.Pass, n syntax.Node) {
	m := p.Module
	if n.Parent().Is(syntax.KConcatenatedString) {
		return
	}
	s, ok := literal(n)
	if !ok {
		return
	}
	outer, up := outOfParentheses(n)
	if up.Is(syntax.KKeywordArgument) && up.Child(syntax.FName).Text() == "password" {
		passwordArgument(p, n, s, up)
		return
	}
	parts := urlPassword.FindStringSubmatch(s)
	if parts == nil || strings.HasPrefix(parts[1], "sqlite") || noPassword.MatchString(parts[2]) || excusedHost(p, parts[3]) ||
		strings.ContainsAny(parts[3], "{}$<>%") {
		return
	}
	if !isURLArgument(m, outer) && !flowsToEngine(m, outer, up) || inTestsOrDocs(p) {
		return
	}
	p.ReportNode(n, credentialsMessage, func() []rule.Fix {
		b := p.Builder()
		environ, ok := b.Bound(n, "os", "environ")
		if !ok {
			environ = b.Import(n, "os") + ".environ"
		}
		b.Replace(n, environ+"["+b.Str("DATABASE_URL")+"]")
		return fixOf(b, rule.Fix{
			Title: `Read the URL from os.environ["DATABASE_URL"]`, Safety: rule.Unsafe, Reason: "the variable must be set",
		})
	})
}

// excusedHost tells whether a host is this machine, or a container beside it,
// and the project does not ask about these.
func excusedHost(p *rule.Pass, host string) bool {
	return !p.Project.Config().LocalURLs.Value && slices.Contains(localHosts, host)
}

const credentialsMessage = "Password in the database URL: read the URL from the environment or from settings"

// passwordArgument looks at URL.create(..., password="...").
func passwordArgument(p *rule.Pass, n syntax.Node, password string, argumentOf syntax.Node) {
	call := argumentOf.Parent().Parent()
	if password == "" || noPassword.MatchString(password) || !p.Module.Is(call.Child(syntax.FFunction), createURL...) {
		return
	}
	host, ok := literal(argument(call, 3, "host"))
	scheme, _ := literal(argument(call, 0, "drivername"))
	if !ok || host == "" || excusedHost(p, host) || strings.HasPrefix(scheme, "sqlite") || inTestsOrDocs(p) {
		return
	}
	p.ReportNode(n, credentialsMessage, nil)
}

// isURLArgument tells whether n is the URL that an engine is made with, or that
// make_url() takes apart.
func isURLArgument(m *semantic.Module, n syntax.Node) bool {
	n, up := outOfParentheses(n)
	if up.Is(syntax.KKeywordArgument) {
		n, up = up, up.Parent()
	}
	call := up.Parent()
	if !up.Is(syntax.KArgumentList) || !call.Is(syntax.KCall) {
		return false
	}
	f := call.Child(syntax.FFunction)
	name := "url"
	switch q := resolve(m, f); {
	case q == "sqlalchemy.create_engine" || q == createAsyncEngine:
	case m.Is(f, makeURL...):
		name = "name_or_url"
	default:
		return false
	}
	if n.Is(syntax.KKeywordArgument) {
		return n.Child(syntax.FName).Text() == name
	}
	list := edit.Elements(up)
	return len(list) > 0 && list[0] == n
}

// flowsToEngine tells whether n is assigned to a name of the module, or to an
// attribute of a class, with which an engine is made in this file.
func flowsToEngine(m *semantic.Module, n, assignment syntax.Node) bool {
	left := assignment.Child(syntax.FLeft)
	if !assignment.Is(syntax.KAssignment) || n.Field() != syntax.FRight || !left.Is(syntax.KIdentifier) {
		return false
	}
	symbol := m.Lookup(left)
	if symbol == nil {
		return false
	}
	isURL := func(use syntax.Node) bool { return isURLArgument(m, use) }
	switch symbol.Scope.Kind() {
	case semantic.ModuleScope:
		return slices.ContainsFunc(m.Uses(symbol), isURL)
	case semantic.ClassScope:
		if slices.ContainsFunc(m.Uses(symbol), isURL) {
			return true
		}
		class := m.EnclosingClass(assignment)
		return class != nil && slices.ContainsFunc(m.Attributes(left.Text()), func(name syntax.Node) bool {
			access := name.Parent()
			if !isURL(access) {
				return false
			}
			t := m.TypeOf(access.Child(syntax.FObject))
			return t.Name == class.Qualified && (t.Kind == semantic.Instance || t.Kind == semantic.ClassObject)
		})
	}
	return false
}

// inTestsOrDocs tells whether the file is a test or documentation.
func inTestsOrDocs(p *rule.Pass) bool {
	if p.Project.IsTestFile() {
		return true
	}
	path, err := filepath.Rel(p.Project.Root(), p.Path)
	if err != nil {
		path = filepath.Base(p.Path)
	}
	return slices.ContainsFunc(strings.Split(filepath.ToSlash(path), "/"), func(part string) bool {
		part = strings.TrimSuffix(part, ".py")
		return slices.Contains([]string{"conftest", "test", "tests", "testing"}, part) || strings.HasPrefix(part, "docs")
	})
}
