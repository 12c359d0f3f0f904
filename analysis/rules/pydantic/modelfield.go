package pydantic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// What code reads from the fields of a model: the ModelField of version 1 is a
// FieldInfo in version 2.

// fieldUse is an attribute that is read from a field of version 1.
type fieldUse struct {
	node syntax.Node // field.required
	name string
}

// renamedFieldAttributes are those that a field has under another name.
var renamedFieldAttributes = map[string]string{
	"outer_type_": "annotation", "type_": "annotation", "required": "is_required()", "field_info": "",
}

// goneFieldAttributes are those that a field has no more.
var goneFieldAttributes = strings.Fields(`allow_none shape sub_fields sub_fields_mapping validators pre_validators
	post_validators class_validators validate_always key_field name has_alias model_config discriminator_key
	discriminator_alias parse_json final is_complex populate_validators prepare set_config validate`)

// keptInfo are the attributes of FieldInfo that version 2 still has.
var keptInfo = strings.Fields("default default_factory alias alias_priority title description exclude repr discriminator")

// fieldUses are the attributes of version 1 that are read from the fields in
// n, which is M.__fields__: from n[k], n.get(k), a name for one of these, and
// the variable of a loop over the values or items.
func fieldUses(m *semantic.Module, n syntax.Node) []fieldUse {
	up := n.Parent()
	switch {
	case up.Is(syntax.KSubscript) && n.Field() == syntax.FValue:
		return usesOfField(m, up)
	case !up.Is(syntax.KAttribute) || !up.Parent().Is(syntax.KCall) || up.Field() != syntax.FFunction:
		return nil
	}
	call := up.Parent()
	switch method := up.Child(syntax.FAttribute).Text(); method {
	case "get":
		return usesOfField(m, call)
	case "values", "items":
		loop := call.Parent()
		if !loop.Is(syntax.KForStatement, syntax.KForInClause) || call.Field() != syntax.FRight {
			return nil
		}
		target := loop.Child(syntax.FLeft)
		if method == "items" {
			target = secondOfPair(target)
		}
		around := loop
		if loop.Is(syntax.KForInClause) {
			around = loop.Parent()
		}
		return usesOfName(m, target, around, call)
	}
	return nil
}

// secondOfPair is b of the target "a, b", or nil.
func secondOfPair(target syntax.Node) syntax.Node {
	if !target.Is(syntax.KPatternList, syntax.KTuplePattern) {
		return syntax.Node{}
	}
	list := slices.Collect(target.Named())
	if len(list) != 2 {
		return syntax.Node{}
	}
	return list[1]
}

// usesOfField are the reads of the expression n, which is a field, and of the
// name that it is assigned to.
func usesOfField(m *semantic.Module, n syntax.Node) []fieldUse {
	if up := n.Parent(); up.Is(syntax.KAssignment) && n.Field() == syntax.FRight {
		target := up.Child(syntax.FLeft)
		if symbol := m.Lookup(target); symbol == nil || symbol.Only() == nil || symbol.Scope.Function().IsNil() {
			return nil
		}
		return usesOfName(m, target, syntax.Node{}, up)
	}
	return readOf(n)
}

// usesOfName are the reads of the name target in around (everywhere if that is
// nil), but for those in except.
func usesOfName(m *semantic.Module, target, around, except syntax.Node) []fieldUse {
	symbol := m.Lookup(target)
	if !target.Is(syntax.KIdentifier) || symbol == nil {
		return nil
	}
	for i := range symbol.Bindings {
		if node := symbol.Bindings[i].Node(); node != target && !around.IsNil() && inside(node, around) {
			return nil
		}
	}
	var out []fieldUse
	for _, use := range m.Uses(symbol) {
		if (around.IsNil() || inside(use, around)) && !inside(use, except) {
			out = append(out, readOf(use)...)
		}
	}
	return out
}

// readOf is the attribute of version 1 that is read from the field n, if one is.
func readOf(n syntax.Node) []fieldUse {
	read := n.Parent()
	if !read.Is(syntax.KAttribute) || n.Field() != syntax.FObject {
		return nil
	}
	name := read.Child(syntax.FAttribute).Text()
	if _, renamed := renamedFieldAttributes[name]; renamed || name == "alias" || slices.Contains(goneFieldAttributes, name) {
		return []fieldUse{{read, name}}
	}
	return nil
}

// fieldNotes says what becomes of the attributes, as the end of a message.
func fieldNotes(uses []fieldUse) string {
	var notes []string
	for _, u := range uses {
		note := fmt.Sprintf("`.%s` is gone", u.name)
		switch to := renamedFieldAttributes[u.name]; {
		case to != "":
			note = fmt.Sprintf("`.%s` is `.%s`", u.name, to)
		case u.name == "field_info" && !u.kept():
			note = fmt.Sprintf("`.field_info.%s` is gone", u.node.Parent().Child(syntax.FAttribute).Text())
		case u.name == "field_info":
			note = "`.field_info` is the field itself"
		case u.name == "alias":
			note = "`.alias` is None without an alias"
		}
		if !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	if len(notes) == 0 {
		return ""
	}
	return "; " + strings.Join(notes, ", ")
}

// rewrite plans what the attribute is in version 2; it tells whether it can.
func (u fieldUse) rewrite(b *edit.Builder) bool {
	to, renamed := renamedFieldAttributes[u.name]
	switch {
	case u.name == "alias":
		return true
	case !renamed || stored(u.node):
		return false
	case to != "":
		b.Replace(u.node.Child(syntax.FAttribute), to)
		return true
	}
	if !u.kept() {
		return false
	}
	b.DeleteRange(u.node.Child(syntax.FObject).End(), u.node.End())
	return true
}

// kept tells whether the field itself has what is read from its field_info.
func (u fieldUse) kept() bool {
	read := u.node.Parent()
	return !read.Is(syntax.KAttribute) || u.node.Field() != syntax.FObject || slices.Contains(keptInfo, read.Child(syntax.FAttribute).Text())
}
