package sqlalchemy

import (
	"regexp"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA006",
		Name:     "async-pool-class",
		Severity: rule.Error,
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    asyncPoolClass,
	})
}

func asyncPoolClass(p *rule.Pass, n syntax.Node) {
	argument := edit.Keyword(n, "poolclass")
	if argument.IsNil() || !p.Module.Is(n.Child(syntax.FFunction), createAsyncEngine) {
		return
	}
	value := argument.Child(syntax.FValue)
	name := ""
	switch p.Module.Resolve(value) {
	case "sqlalchemy.pool.QueuePool":
		name = "QueuePool"
	case "sqlalchemy.pool.SingletonThreadPool":
		name = "SingletonThreadPool"
	default:
		return
	}
	if name == "QueuePool" && !inMemory(engineURL(n)) {
		p.ReportNode(argument, "QueuePool cannot be used with an async engine: use AsyncAdaptedQueuePool (the default)",
			func() []rule.Fix { return removeArgument(p, argument, "Remove poolclass=QueuePool") })
		return
	}
	p.ReportNode(argument, name+" cannot be used with an async engine: use StaticPool", func() []rule.Fix {
		for _, size := range []string{"pool_size", "max_overflow", "pool_timeout", "pool_use_lifo"} {
			if !edit.Keyword(n, size).IsNil() {
				return nil // StaticPool does not take it
			}
		}
		b := p.Builder()
		b.Replace(value, b.NameLike(value, "sqlalchemy.pool", "StaticPool"))
		fix := rule.Fix{Title: "Use StaticPool"}
		if name != "QueuePool" {
			fix.Safety, fix.Reason = rule.Unsafe, "all tasks share one connection"
		}
		return fixOf(b, fix)
	})
}

// engineURL is the argument of create_engine() and create_async_engine() that
// is the URL.
func engineURL(call syntax.Node) syntax.Node {
	if url := edit.Keyword(call, "url"); !url.IsNil() {
		return url.Child(syntax.FValue)
	}
	for a := range edit.Arguments(call).Named() {
		if a.IsExtra() {
			continue
		}
		if a.Is(syntax.KKeywordArgument, syntax.KListSplat, syntax.KDictionarySplat) {
			break
		}
		return a
	}
	return syntax.Node{}
}

// memoryURL is the URL of a SQLite database in memory.
var memoryURL = regexp.MustCompile(`^sqlite(\+\w+)?:(//|///|///:memory:|///file::memory:.*|///.*[?&]mode=memory\b.*)(\?.*)?$`)

func inMemory(url syntax.Node) bool {
	s, ok := plainString(url)
	return ok && memoryURL.MatchString(s)
}

// plainString is the value of a string literal without prefix, escapes and
// replacement fields.
func plainString(n syntax.Node) (string, bool) {
	if !n.Is(syntax.KString) || !n.ChildOf(syntax.KInterpolation).IsNil() {
		return "", false
	}
	open, text := n.ChildOf(syntax.KStringStart).Text(), n.Text()
	if strings.Trim(open, `"'`) != "" || strings.Contains(text, `\`) || len(text) < 2*len(open) {
		return "", false
	}
	return text[len(open) : len(text)-len(open)], true
}
