package sqlalchemy

import (
	"fmt"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA107",
		Name:     "eager-load-relationship",
		Severity: rule.Warning,
		Uses:     packages,
		Gates:    since("1.4"),
		Kinds:    []syntax.Kind{syntax.KFunctionDefinition},
		Check:    eagerLoad,
	})
}

func eagerLoad(p *rule.Pass, n syntax.Node) {
	m := p.Module
	fn := m.Func(n)
	// The session of a test is often the one that has made the objects, with all
	// that they hold; and a test that raises says so itself.
	if fn == nil || !fn.Async || p.Project.IsTestFile() {
		return
	}
	f := asyncFunction{m: m, fn: fn}
	reads := f.lazyReads()
	for _, r := range reads {
		of, raises, advice := lastName(r.class)+"."+r.name, "MissingGreenlet", ""
		if r.detached {
			raises = "DetachedInstanceError"
		}
		switch {
		case !r.refresh.IsNil():
			advice = fmt.Sprintf(`add await %s.refresh(%s, ["%s"])`, oneLine(r.session), r.object, r.name)
		case r.created:
			advice = fmt.Sprintf("give it a value in %s(...)", lastName(r.class))
			if r.empty != "" {
				advice = fmt.Sprintf("pass %s=%s to %s()", r.name, r.empty, lastName(r.class))
			}
		default:
			advice = fmt.Sprintf("add .options(selectinload(%s))", of)
		}
		p.Report(rule.Diagnostic{
			Start: r.node.Start(), End: r.node.End(),
			Message: fmt.Sprintf("%s is loaded lazily: reading it here raises %s; %s", of, raises, advice),
			Related: []rule.Related{{Start: r.call.Start(), End: r.call.End(), Message: "the object is made here"}},
			Fixes:   func() []rule.Fix { return r.fix(p, reads) },
		})
	}
}

// fix loads with the object all that the function reads of objects that come
// from the same place: findings of one place have one fix.
func (r lazyRead) fix(p *rule.Pass, reads []lazyRead) []rule.Fix {
	var names, empty []string
	seen := map[string]bool{}
	for _, x := range reads {
		if x.place() == r.place() && !seen[x.name] {
			seen[x.name] = true
			names, empty = append(names, x.name), append(empty, x.empty)
		}
	}
	of := strings.Join(prefixed(lastName(r.class)+".", names), " and ")
	b := p.Builder()
	switch {
	case !r.refresh.IsNil():
		stmt := r.refresh.Parent().Parent()
		if !stmt.Is(syntax.KExpressionStatement) || !aloneBefore(p.File.Text, stmt) {
			return nil
		}
		for i, name := range names {
			names[i] = b.Str(name)
		}
		b.InsertAfter(stmt, fmt.Sprintf("await %s.refresh(%s, [%s])", b.Source(r.session), r.object, strings.Join(names, ", ")), 0)
		return fixOf(b, rule.Fix{Title: "Load " + of + " with refresh()"})
	case r.created:
		var passed []string
		for i, name := range names {
			if empty[i] == "" {
				return nil
			}
			b.AddKeyword(r.call, name, empty[i])
			passed = append(passed, name+"="+empty[i])
		}
		return fixOf(b, rule.Fix{Title: fmt.Sprintf("Pass %s to %s()", strings.Join(passed, " and "), lastName(r.class))})
	}
	load := b.Name(r.entity, "sqlalchemy.orm", "selectinload")
	var options []string
	for _, attribute := range prefixed(b.Source(r.entity)+".", names) {
		options = append(options, load+"("+attribute+")")
	}
	list := strings.Join(options, ", ")
	if r.stmt.root.IsNil() {
		b.AddKeyword(r.call, "options", "["+list+"]")
	} else {
		appendLink(b, p.File.Text, r.stmt.last, ".options("+list+")")
	}
	return fixOf(b, rule.Fix{Title: "Eager-load " + of + " with selectinload"})
}

func prefixed(prefix string, names []string) []string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = prefix + name
	}
	return list
}
