package edit

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Builder collects the edits of one fix of one file. Its methods may be called
// in any order; imports are settled by [Builder.Edits], when it is known what
// the fix removed.
type Builder struct {
	m     *semantic.Module
	f     *syntax.File
	edits []Edit
	err   error

	imports map[syntax.Node]*importStmt // those that were looked at

	adds    []addition
	renames map[syntax.Node]string
	removed map[syntax.Node]bool // import items to remove
	opt     options

	lists        []*listPlan
	deleted      []syntax.Node
	withComments []syntax.Node
	dropNames    []string
	mentions     map[string]bool // names in inserted texts, once all are known
}

type options struct {
	firstParty    func(module string) bool
	packageInit   bool
	keepOrphans   bool
	keepTrailing  bool
	commaAsBefore bool
}

// Option changes a convention of a Builder.
type Option func(*options)

// FirstParty tells which modules are the project's own, by dotted name; the
// default is those that the module's [semantic.Env] knows. Relative imports are
// always the project's own.
func FirstParty(is func(module string) bool) Option { return func(o *options) { o.firstParty = is } }

// PackageInit says that the file is an __init__.py, whose imports are there
// for others: none is removed because the file itself no longer uses it. It is
// the default where the path of the module says so.
func PackageInit() Option { return func(o *options) { o.packageInit = true } }

// KeepOrphans leaves imports that the fix made unused. The default is to
// remove them.
func KeepOrphans() Option { return func(o *options) { o.keepOrphans = true } }

// KeepTrailingComments leaves the comment behind a deleted argument or
// statement as a line of its own, at the same indentation. The default is that
// it goes with what it stands behind.
//
//	f(              f(
//	    a,              a,
//	    b=1,  # why     # why
//	)               )
func KeepTrailingComments() Option { return func(o *options) { o.keepTrailing = true } }

// NewBuilder starts a fix in the file of m.
func NewBuilder(m *semantic.Module, opts ...Option) *Builder {
	b := &Builder{m: m, f: m.File()}
	b.opt.packageInit = m.IsPackage()
	if env := m.Env(); env != nil {
		b.opt.firstParty = func(module string) bool { return env.Module(module) != nil || env.Module(topOf(module)) != nil }
	}
	b.Set(opts...)
	return b
}

// Set changes conventions for what follows.
func (b *Builder) Set(opts ...Option) {
	for _, o := range opts {
		o(&b.opt)
	}
}

// ErrFail wraps the reason given to [Builder.Fail].
var ErrFail = errors.New("fix not possible")

// Fail says that the fix cannot be made here; Edits returns the first reason.
func (b *Builder) Fail(reason string) {
	if b.err == nil {
		b.err = fmt.Errorf("%w: %s", ErrFail, reason)
	}
}

// Failed tells whether a step failed.
func (b *Builder) Failed() bool { return b.err != nil }

// Replace replaces the text of n.
func (b *Builder) Replace(n syntax.Node, text string) { b.ReplaceRange(n.Start(), n.End(), text) }

// ReplaceRange replaces the bytes [start, end) of the file.
func (b *Builder) ReplaceRange(start, end int, text string) {
	b.edits = append(b.edits, Edit{Start: start, End: end, New: text})
}

// Insert inserts text at an offset. Texts inserted at one offset follow each
// other in the order of the calls.
func (b *Builder) Insert(at int, text string) { b.ReplaceRange(at, at, text) }

// DeleteRange deletes the bytes [start, end). Comments in it make the fix fail
// in [Check]; see [Builder.DropRange].
func (b *Builder) DeleteRange(start, end int) { b.ReplaceRange(start, end, "") }

// DropRange deletes the bytes [start, end) with the comments in it.
func (b *Builder) DropRange(start, end int) {
	b.edits = append(b.edits, Edit{Start: start, End: end, drop: true})
}

// Source is the text of n, byte for byte.
func (b *Builder) Source(n syntax.Node) string { return n.Text() }

// Edits gives the edits of the fix, sorted and minimal, or the reason why
// there are none: the one given to Fail, or edits that overlap.
func (b *Builder) Edits() ([]Edit, error) {
	if b.err != nil {
		return nil, b.err
	}
	b.flush()
	imports := b.importEdits()
	if b.err != nil {
		return nil, b.err
	}
	// Imports come first where the fix inserts at the same place.
	edits, err := Normalize(b.f.Text, append(imports, b.edits...))
	for i := range edits {
		edits[i].tidy = !b.opt.keepOrphans && !b.opt.packageInit
	}
	return edits, err
}

// flush turns what was planned, but for imports, into edits.
func (b *Builder) flush() {
	b.flushLists()
	b.flushStatements()
}

// gone tells whether [start, end) lies in text that the fix takes away.
func (b *Builder) gone(start, end int) bool {
	for _, e := range b.edits {
		if e.Start <= start && end <= e.End && e.Start < e.End {
			return true
		}
	}
	for _, n := range b.deleted {
		if n.Start() <= start && end <= n.End() {
			return true
		}
	}
	for _, p := range b.lists {
		for i, n := range p.items {
			if p.removed[i] && n.Start() <= start && end <= n.End() {
				return true
			}
		}
	}
	return false
}

// inserted collects the names that inserted texts mention.
func (b *Builder) inserted() map[string]bool {
	out := map[string]bool{}
	for _, e := range b.edits {
		for w := range references(e.New) {
			out[w] = true
		}
	}
	return out
}

// goneWords are the words in the text that the fix takes away, imports left
// out, sorted.
func (b *Builder) goneWords() []string {
	var out []string
	for _, e := range b.edits {
		if e.Start < e.End {
			out = append(out, wordsAt(b.f.Text, e.Start, e.End)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// text is the text of [start, end).
func (b *Builder) text(start, end int) string { return string(b.f.Text.Slice(start, end)) }

// size is the length of the file in bytes.
func (b *Builder) size() int { return b.f.Text.Len() }

// newline is the line ending of the file.
func (b *Builder) newline() string { return b.f.Text.Newline() }

// nl converts the line endings of text, written with "\n", to those of the file.
func (b *Builder) nl(text string) string {
	if nl := b.newline(); nl != "\n" {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		return strings.ReplaceAll(text, "\n", nl)
	}
	return text
}
