// Package project knows what surrounds a file: its root, configuration,
// installed versions, and the other files of the workspace.
package project

import "github.com/pyidiom/pyidiom/analysis/semantic"

type Tri uint8

const (
	Unknown Tri = iota
	Yes
	No
)

// View is the project as one file sees it, in one snapshot.
type View struct{ Select []string }

func (v *View) In(pkg, spec string) Tri       { return Yes }
func (v *View) RuffSelects(code string) bool  { return false }
func (v *View) Key() uint64                   { return 1 }
func (v *View) Generation() uint64            { return 1 }
func (v *View) ModuleName(path string) string { return "m" }
func (v *View) Env() semantic.Env             { return nil }
func (v *View) DependsOn(string) bool         { return false }
func SpecifierIn(s, gate string) Tri          { return Unknown }
