package pydantic

import (
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// The way from Pydantic 1 to 2.
//
//	for u := range oldUses(p, n)     // names of version 1 in an import or an attribute
//	forVersions(n)                   // is the code there for one of several versions
//	severity(p, rule.Warning)        // of a finding, a hint before the move
//	receiver(p.Module, n, "dict")    // which model does "n.dict" get the attribute of (receiver.go)

// movedName is where a name of version 1 is in version 2.
type movedName struct {
	module, name string
	extra        bool // in the distribution pydantic-extra-types
	manual       bool // used in another way
}

// movedNames has them by module and name of version 1.
var movedNames = map[string]movedName{
	"pydantic.error_wrappers:ValidationError":       {module: "pydantic", name: "ValidationError"},
	"pydantic.utils:to_camel":                       {module: "pydantic.alias_generators", name: "to_pascal"},
	"pydantic.utils:to_lower_camel":                 {module: "pydantic.alias_generators", name: "to_camel"},
	"pydantic.utils:version_info":                   {module: "pydantic.version", name: "version_info"},
	"pydantic:PyObject":                             {module: "pydantic", name: "ImportString"},
	"pydantic.types:PyObject":                       {module: "pydantic", name: "ImportString"},
	"pydantic.class_validators:validator":           {module: "pydantic", name: "validator"},
	"pydantic.class_validators:root_validator":      {module: "pydantic", name: "root_validator"},
	"pydantic.tools:parse_obj_as":                   {module: "pydantic", name: "parse_obj_as"},
	"pydantic.tools:schema_of":                      {module: "pydantic", name: "schema_of"},
	"pydantic.tools:schema_json_of":                 {module: "pydantic", name: "schema_json_of"},
	"pydantic.color:Color":                          {module: "pydantic_extra_types.color", name: "Color", extra: true},
	"pydantic:PaymentCardNumber":                    {module: "pydantic_extra_types.payment", name: "PaymentCardNumber", extra: true},
	"pydantic.types:PaymentCardNumber":              {module: "pydantic_extra_types.payment", name: "PaymentCardNumber", extra: true},
	"pydantic.types:PaymentCardBrand":               {module: "pydantic_extra_types.payment", name: "PaymentCardBrand", extra: true},
	"pydantic.payment:PaymentCardNumber":            {module: "pydantic_extra_types.payment", name: "PaymentCardNumber", extra: true},
	"pydantic.payment:PaymentCardBrand":             {module: "pydantic_extra_types.payment", name: "PaymentCardBrand", extra: true},
	"pydantic:FieldValidationInfo":                  {module: "pydantic", name: "ValidationInfo"},
	"pydantic_core.core_schema:FieldValidationInfo": {module: "pydantic", name: "ValidationInfo"},
	"pydantic.json:pydantic_encoder":                {module: "pydantic_core", name: "to_jsonable_python", manual: true},
	"pydantic.json:custom_pydantic_encoder":         {module: "pydantic_core", name: "to_jsonable_python", manual: true},
}

func init() {
	for name := range strings.FieldsSeq(`deep_update GetterDict lenient_issubclass lenient_isinstance is_valid_field
		update_not_none import_string Representation ROOT_KEY smart_deepcopy sequence_like`) {
		movedNames["pydantic.utils:"+name] = movedName{module: "pydantic.v1.utils", name: name}
	}
}

// oldUse is a name of version 1 that is imported, or taken from a module as an
// attribute.
type oldUse struct {
	node         syntax.Node // the name in the import, or the attribute
	module, name string      // as it is written
	item         syntax.Node // of an import: what edit.Builder.MoveName wants, else nil
	bound        syntax.Node // of an import: the identifier that it binds
	alias        bool        // it is bound under another name
}

// key is how the tables name it.
func (u oldUse) key() string { return u.module + ":" + u.name }

// dotted is how messages name it.
func (u oldUse) dotted() string { return u.module + "." + u.name }

// oldUses are the names that an import statement takes from Pydantic, or the one
// that an attribute stands for, but for code that is there for one of several
// versions.
func oldUses(p *rule.Pass, n syntax.Node, wanted func(u oldUse) bool) iter.Seq[oldUse] {
	return func(yield func(oldUse) bool) {
		if n.Is(syntax.KAttribute) {
			name := n.Child(syntax.FAttribute).Text()
			if !oldNames[name] {
				return
			}
			u := oldUse{node: n, module: importedPath(p.Module, n.Child(syntax.FObject)), name: name}
			if isPydantic(u.module) && wanted(u) && !forVersions(n) && !p.Module.Generated() {
				yield(u)
			}
			return
		}
		module := strings.Join(strings.Fields(n.Child(syntax.FModuleName).Text()), "")
		if !isPydantic(module) {
			return
		}
		for c := range n.Named() {
			u := oldUse{node: c, module: module, item: c, bound: c}
			switch {
			case c.Field() != syntax.FName:
				continue
			case c.Is(syntax.KAliasedImport):
				u.node, u.bound, u.alias = c.Child(syntax.FName), c.Child(syntax.FAlias), true
			case c.Is(syntax.KDottedName):
				u.bound = c.FirstChild()
			}
			u.name = u.node.Text()
			if !wanted(u) || forVersions(n) || p.Module.Generated() {
				continue
			}
			if !yield(u) {
				return
			}
		}
	}
}

// isPydantic tells whether a module is one of version 1, or of the package that
// version 2 is built on.
func isPydantic(module string) bool {
	top, rest, _ := strings.Cut(module, ".")
	return top == "pydantic" && rest != "v1" && !strings.HasPrefix(rest, "v1.") || top == "pydantic_core"
}

// importedPath is the dotted name of a module, or of what it holds, as the
// imports of the file spell it; "" for anything else. Other than Resolve it does
// not give the name that is public today.
func importedPath(m *semantic.Module, n syntax.Node) string {
	n = semantic.Unparenthesized(n)
	switch n.Kind() {
	case syntax.KAttribute:
		if path := importedPath(m, n.Child(syntax.FObject)); path != "" {
			return path + "." + n.Child(syntax.FAttribute).Text()
		}
	case syntax.KIdentifier:
		symbol := m.Lookup(n)
		if symbol == nil || symbol.Star || len(symbol.Bindings) == 0 {
			return ""
		}
		path := ""
		for i := range symbol.Bindings {
			b := &symbol.Bindings[i]
			if b.Kind != semantic.Import || b.Guard&(semantic.ImportGuard|semantic.VersionTest) != 0 || strings.HasPrefix(b.Module, ".") {
				return ""
			}
			q := b.Module
			switch {
			case b.Dotted:
				q, _, _ = strings.Cut(q, ".")
			case b.Attr != "":
				q += "." + b.Attr
			}
			if path != "" && path != q {
				return ""
			}
			path = q
		}
		return path
	}
	return ""
}

// forVersions tells whether the code at n is there for one of several versions
// of Pydantic: in a try that catches what a missing name raises, or under, or
// behind, a test of the version. At module level any if will do, but that of
// TYPE_CHECKING.
func forVersions(n syntax.Node) bool {
	inFunction := !n.Ancestor(syntax.KFunctionDefinition, syntax.KLambda).IsNil()
	child := n
	for up := n.Parent(); !up.IsNil(); child, up = up, up.Parent() {
		switch up.Kind() {
		case syntax.KTryStatement:
			if catchesMissing(up) {
				return true
			}
		case syntax.KIfStatement, syntax.KElifClause, syntax.KConditionalExpression:
			condition := conditionOf(up)
			if child == condition {
				continue
			}
			if testsVersion(condition) || !inFunction && up.Is(syntax.KIfStatement) && !strings.HasSuffix(condition.Text(), "TYPE_CHECKING") {
				return true
			}
		case syntax.KBlock:
			if inFunction && behindTest(child) {
				return true
			}
		case syntax.KFunctionDefinition:
			inFunction = !up.Parent().Ancestor(syntax.KFunctionDefinition).IsNil()
		}
	}
	return false
}

// conditionOf is the condition of an if, an elif or a conditional expression.
func conditionOf(n syntax.Node) syntax.Node {
	if !n.Is(syntax.KConditionalExpression) {
		return n.Child(syntax.FCondition)
	}
	i := 0
	for c := range n.Named() {
		if c.IsExtra() {
			continue
		}
		if i == 1 {
			return c
		}
		i++
	}
	return syntax.Node{}
}

// behindTest tells whether a statement is reached only where a test of the
// version above it, in the same block, failed. It does not look far.
func behindTest(stmt syntax.Node) bool {
	for range 30 {
		stmt = stmt.PrevSibling()
		if stmt.IsNil() {
			return false
		}
		if !stmt.Is(syntax.KIfStatement) || !testsVersion(stmt.Child(syntax.FCondition)) {
			continue
		}
		var last syntax.Node
		for last = range stmt.Child(syntax.FConsequence).Named() {
			continue
		}
		if last.Is(syntax.KReturnStatement, syntax.KRaiseStatement, syntax.KContinueStatement) {
			return true
		}
	}
	return false
}

// testsVersion tells whether a condition asks which Pydantic there is.
func testsVersion(condition syntax.Node) bool {
	for n := range condition.Descendants() {
		if !n.Is(syntax.KIdentifier) {
			continue
		}
		name := strings.ToUpper(n.Text())
		words := strings.Split(name, "_")
		switch {
		case name == "HASATTR", strings.Contains(name, "VERSION"), strings.Contains(name, "PYDANTIC") && name != "PYDANTIC",
			slices.Contains(words, "V1"), slices.Contains(words, "V2"):
			return true
		}
	}
	return false
}

// catchesMissing tells whether a try statement catches what an import or an
// attribute raises that is not there.
func catchesMissing(try syntax.Node) bool {
	for c := range try.Named() {
		if !c.Is(syntax.KExceptClause) {
			continue
		}
		bare := true
		for n := range c.Named() {
			if n.Is(syntax.KBlock) {
				break
			}
			bare = bare && n.IsExtra()
			for d := range n.Descendants() {
				if d.Is(syntax.KIdentifier) && slices.Contains([]string{"ImportError", "ModuleNotFoundError", "AttributeError", "PydanticImportError"}, d.Text()) {
					return true
				}
			}
		}
		if bare {
			return true
		}
	}
	return false
}

// severity is that of a finding about version 1: a hint as long as the project
// is still on version 1 and only set to move.
func severity(p *rule.Pass, s rule.Severity) rule.Severity {
	if moving(p) {
		return rule.Hint
	}
	return s
}

// moving tells whether the configuration says that Pydantic 2 is aimed for,
// while the project has version 1.
func moving(p *rule.Pass) bool {
	f := p.Project.Found("pydantic")
	if f == nil || f.Source.Kind != project.Target {
		return false
	}
	now := p.Project.Present("pydantic")
	two, err := project.ParseRange(">=2")
	return now != nil && err == nil && now.Range.In(two) == project.No
}

// takenElsewhere asks whether another file takes the name from the module of the
// file at path, or may do so through a dot.
func takenElsewhere(path, module, name string) func(*project.View) bool {
	return func(v *project.View) bool {
		return v.Any(func(s *semantic.Summary) bool {
			if s.Path == path || module == "" {
				return false
			}
			if slices.Contains(s.Imports, module+"."+name) || slices.Contains(s.Stars, module) {
				return true
			}
			return s.Attributes[name] && slices.Contains(s.Imports, module)
		})
	}
}

// isInit tells whether the file is one that passes on what it imports.
func isInit(p *rule.Pass) bool { return filepath.Base(p.Path) == "__init__.py" }
