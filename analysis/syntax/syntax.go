// Package syntax holds the text of a source file and its concrete syntax.
//
// A file is cut into units: a module-level statement, or, inside a
// module-level class, each member; a comment between statements is a unit of
// its own. The cut is a pure function of the text (see scan.go), and each unit
// is parsed by itself, so what an edit costs does not depend on the size of the
// file, a statement that is broken while it is typed leaves its neighbours
// alone, and the result after any sequence of edits is that of a fresh parse.
//
// What is not closed does not swallow what follows. Inside brackets, a line that
// starts as only a statement can ends them; where the parser then still meets an
// error, the unit is cut off before the first line at its own margin, and inside
// a unit the broken logical lines are replaced by fillers, so that all others
// keep their nodes (see repair.go and [Unit.Broken]). Valid code is never cut
// this way.
//
// The nodes of a unit are one Go slice filled by one cgo call. [Node] hides
// the cut: the root has the module-level statements as children, the block of a
// class has its members.
package syntax

//go:generate go run ./internal/gen

// Lang is a source language.
type Lang uint8

const (
	Python Lang = iota
	TOML
)

// Kind is a node kind of a grammar: a constant of kinds.go. Kinds of different
// languages share numbers.
type Kind uint16

// Field is the name under which a node stands in its parent, or 0.
type Field uint8

// KError is tree-sitter's kind for text that does not parse.
const KError Kind = 0xFFFF

// Change replaces the bytes [Start, End) of a text by New.
type Change struct {
	Start, End int
	New        []byte
}
