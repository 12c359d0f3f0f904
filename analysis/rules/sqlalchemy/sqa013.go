package sqlalchemy

import (
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA013",
		Name:     "no-legacy-engine-flags",
		Severity: rule.Hint,
		Tags:     []rule.Tag{rule.Unnecessary},
		Uses:     packages,
		Gates:    since("2.0"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    legacyEngineFlags,
	})
}

// flagged are the callables that took future=; true for those that took
// autocommit=, too.
var flagged = map[string]bool{
	"sqlalchemy.create_engine":      false,
	"sqlalchemy.engine_from_config": false,
	createAsyncEngine:               false,
	sessionClass:                    true,
	sqlmodelSession:                 true,
	sessionmaker:                    true,
	asyncSessionClass:               true,
	sqlmodelAsync:                   true,
	asyncSessionmaker:               true,
}

func legacyEngineFlags(p *rule.Pass, n syntax.Node) {
	future, autocommit, class := edit.Keyword(n, "future"), edit.Keyword(n, "autocommit"), edit.Keyword(n, "class_")
	if future.IsNil() && autocommit.IsNil() && class.IsNil() {
		return
	}
	f := resolve(p.Module, n.Child(syntax.FFunction))
	ofSessions, known := flagged[f]
	if !known {
		return
	}
	unnecessary := func(argument syntax.Node, text, message string) {
		p.ReportNode(argument, message, func() []rule.Fix { return removeArgument(p, argument, "Remove "+text) })
	}
	refused := func(argument syntax.Node, message string, fixes func() []rule.Fix) {
		p.Report(rule.Diagnostic{
			Start: argument.Start(), End: argument.End(), Message: message, Severity: rule.Error, Tags: []rule.Tag{}, Fixes: fixes,
		})
	}
	switch future.Child(syntax.FValue).Kind() {
	case syntax.KTrue:
		unnecessary(future, "future=True", "future=True has no effect since SQLAlchemy 2.0")
	case syntax.KFalse:
		refused(future, "future=False raises ArgumentError since SQLAlchemy 2.0",
			func() []rule.Fix { return removeArgument(p, future, "Remove future=False") })
	}
	if !ofSessions {
		return
	}
	switch autocommit.Child(syntax.FValue).Kind() {
	case syntax.KFalse:
		unnecessary(autocommit, "autocommit=False", "autocommit=False has no effect since SQLAlchemy 2.0")
	case syntax.KTrue:
		refused(autocommit, "autocommit=True raises ArgumentError since SQLAlchemy 2.0: call begin() or commit()", nil)
	}
	if f == asyncSessionmaker && p.Module.Is(class.Child(syntax.FValue), asyncSessionClass) {
		unnecessary(class, "class_=AsyncSession", "class_=AsyncSession is the default")
	}
}
