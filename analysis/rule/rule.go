// Package rule is the contract between the engine and a rule.
//
// A rule says what to look for. Walking the source, telling what a name means,
// version gates, imports and argument edits are the business of the packages
// below; suppression, configuration, checking a fix before it is offered and
// fix-all are the engine's.
package rule

import (
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Severity orders what a finding is worth. Action means that there is no
// diagnostic, only a code action in the editor.
type Severity uint8

const (
	Default Severity = iota // of a Diagnostic: that of its rule
	Action
	Hint
	Information
	Warning
	Error
)

// Tag says how an editor may render a range.
type Tag uint8

const (
	Unnecessary Tag = 1 + iota
	Deprecated
)

// Safety says what a fix promises. A safe fix keeps the behaviour of code that
// ran before; what an unsafe one may change is on the rule's page.
type Safety uint8

const (
	Safe Safety = iota
	Unsafe
)

// Rule is one rule. Rules are registered by the init function of their file.
type Rule struct {
	Code     string // "PYD079"
	Name     string // "v1-validator"
	Severity Severity
	Off      bool // not selected by default

	// Refactoring is for a rule that is Off: as long as it is neither selected
	// nor ignored, there is no diagnostic, but its fixes are offered as
	// refactorings.
	Refactoring bool

	Tags []Tag
	Lang syntax.Lang

	// Uses names import packages ("pydantic", "sqlmodel"): the rule runs only
	// in files that import one of them, directly or through modules of the
	// project. Empty: in all files.
	Uses []string

	// Gates must all hold for the versions of the project.
	Gates []Gate

	// Twins are ruff codes that report the same; where the project's own ruff
	// configuration selects one of them, the rule is off.
	Twins []string

	// Covers are codes of rules that speak of the same with less knowledge: what
	// they find inside of a finding of this rule is left out.
	Covers []string

	// Kinds are the node kinds Check is called for, with every node of these
	// kinds in a unit, in source order.
	Kinds []syntax.Kind
	Check func(p *Pass, n syntax.Node)

	// Page is the rule's documentation in Markdown, taken by Register from the
	// file CODE.md beside the rule.
	Page string
}

// Gate is a condition on a version: of a distribution ("pydantic"), or of
// Python itself ("python", the requires-python of the project).
type Gate struct {
	Package string
	Range   string // a PEP 440 specifier set: ">=2.0"
	Unknown bool   // the answer where nothing is known of the package
	Partly  bool   // the answer where the project admits versions in range and others
}

// Pass is what Check works on: one unit of one file in one snapshot.
type Pass struct {
	Rule    *Rule
	Path    string // absolute path of the file; may not exist (untitled buffers)
	File    *syntax.File
	Module  *semantic.Module
	Project *project.View

	report func(Diagnostic)
	note   func(Fact)
	other  func(path string) *Pass
}

// NewPass is for the engine: report gets what the rule finds, note what it asks
// of the workspace; other opens another file for the edits of a fix.
func NewPass(p Pass, report func(Diagnostic), note func(Fact), other func(path string) *Pass) *Pass {
	p.report, p.note, p.other = report, note, other
	return &p
}

// Other is another Python file of the project, or a pyproject.toml, which has no
// Module, in its newest version, for the edits of a fix (see Fix.Files); nil if
// it cannot be read. It is for the
// function Diagnostic.Fixes alone: a Check must not depend on the text of other
// files.
func (p *Pass) Other(path string) *Pass { return p.other(path) }

// Fact is a question about the files of the workspace and its answer when the
// rule asked.
type Fact struct {
	Ask    func(*project.View) bool
	Answer bool
}

// Ask puts a question about other files of the workspace, such as View.AnyUses,
// and sees to it that the rule runs again when the answer changes. ask must
// use nothing but its argument and constants.
func (p *Pass) Ask(ask func(*project.View) bool) bool {
	f := Fact{ask, ask(p.Project)}
	p.note(f)
	return f.Answer
}

// Report reports a finding.
func (p *Pass) Report(d Diagnostic) { p.report(d) }

// ReportNode reports a finding that covers n.
func (p *Pass) ReportNode(n syntax.Node, message string, fixes func() []Fix) {
	p.report(Diagnostic{Start: n.Start(), End: n.End(), Message: message, Fixes: fixes})
}

// Builder starts the edits of a fix.
func (p *Pass) Builder() *edit.Builder { return edit.NewBuilder(p.Module) }

// Diagnostic is a finding of a rule. Offsets are bytes of the file.
type Diagnostic struct {
	Start, End int
	Message    string
	Severity   Severity // Default: the rule's
	Tags       []Tag    // nil: the rule's
	Related    []Related

	// Fixes computes the fixes, best first. It is called at once or not at
	// all: editors ask for diagnostics on every key and for fixes seldom.
	Fixes func() []Fix
}

// RelatedLine, in the message of a Diagnostic, stands for the 1-based line of
// its first Related, which is in the same file. A rule must not write the line
// itself: findings outlive changes in the lines above.
const RelatedLine = "{line}"

// Related is another place that a finding speaks of.
type Related struct {
	Path       string // "" is the file itself
	Start, End int    // bytes; of another file, those of the version that was indexed
	Message    string
}

// Fix is one way to act on a finding, or a refactoring.
type Fix struct {
	Title     string
	Kind      string // an LSP code action kind below "refactor.rewrite."; "" is a quick fix
	Safety    Safety
	Reason    string // of an unsafe fix: what may change, for the title
	Preferred bool   // the one that a key for "fix it" applies; a safe first fix is preferred anyway
	Manual    bool   // never part of fix-all, although safe
	Edits     []edit.Edit
	Files     map[string][]edit.Edit // edits of other files, by absolute path

	// Texts are the versions of those files that the edits speak of, where they
	// were taken from Pass.Other. The engine fills it in.
	Texts map[string]*syntax.Text

	Disabled string // why it cannot be applied here; then there are no edits
}
