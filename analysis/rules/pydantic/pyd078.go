package pydantic

import (
	"fmt"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD078",
		Name:     "custom-root-type",
		Severity: rule.Error,
		Uses:     []string{"pydantic"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KAssignment, syntax.KKeywordArgument, syntax.KAttribute, syntax.KSubscript},
		Check:    customRootType,
	})
}

// rootKey is the name of the one field of a custom root type in version 1.
const rootKey = "__root__"

func customRootType(p *rule.Pass, n syntax.Node) {
	m := p.Module
	where := n
	var fixes func() []rule.Fix
	if n.Is(syntax.KAssignment) {
		if where = n.Child(syntax.FLeft); where.Text() != rootKey {
			return
		}
		c := m.EnclosingClass(n)
		if kind := classify(c); kind == otherClass || kind == sqlModel || kind == dataclass || n.Parent().Parent() != c.Body {
			return
		}
		fixes = func() []rule.Fix { return convertRoot(p, c) }
	} else {
		of := rootUse(m, n)
		if of == nil {
			return
		}
		if n.Is(syntax.KKeywordArgument) {
			where = n.Child(syntax.FName)
		}
		fixes = func() []rule.Fix { return of.fixes(p, n) }
	}
	if forVersions(n) || m.Generated() {
		return
	}
	p.Report(rule.Diagnostic{
		Start: where.Start(), End: where.End(), Severity: severity(p, rule.Default),
		Message: "`__root__` raises in pydantic v2: derive from `RootModel[...]`", Fixes: fixes,
	})
}

// rootClass is a class that has a custom root type of version 1, or is a
// RootModel already.
type rootClass struct {
	name  string          // qualified
	owner *semantic.Class // that declares __root__, if it is in this file
	root  bool            // it is a RootModel, and nothing declares __root__
}

// rootUse is the class of which n speaks as of one with a custom root type, in
// M(__root__=v), x.__root__ or x.dict()["__root__"]; nil for anything else.
func rootUse(m *semantic.Module, n syntax.Node) *rootClass {
	t := semantic.Type{}
	switch n.Kind() {
	case syntax.KKeywordArgument:
		call := n.Parent().Parent()
		if n.Child(syntax.FName).Text() != rootKey || !call.Is(syntax.KCall) {
			return nil
		}
		callee := call.Child(syntax.FFunction)
		if t = superInit(m, callee); t.Kind == semantic.UnknownType {
			t = modelType(m, callee, 0)
		}
		if t.Kind != semantic.ClassObject {
			return nil
		}
	case syntax.KAttribute:
		object := n.Child(syntax.FObject)
		if n.Child(syntax.FAttribute).Text() != rootKey {
			return nil
		}
		if t = modelType(m, object, 0); t.Kind != semantic.Instance || narrowed(m, object, t.Name) {
			return nil
		}
	case syntax.KSubscript:
		if t = dumpedRoot(m, n); t.Kind != semantic.Instance {
			return nil
		}
	}
	return rootClassNamed(m, t.Name)
}

// superInit is the class whose constructor a method overrides and calls as
// super().__init__.
func superInit(m *semantic.Module, callee syntax.Node) semantic.Type {
	object := callee.Child(syntax.FObject)
	if callee.Child(syntax.FAttribute).Text() != "__init__" || !object.Is(syntax.KCall) || !m.Is(object.Child(syntax.FFunction), "builtins.super") {
		return semantic.Type{}
	}
	fn := m.Func(callee.Ancestor(syntax.KFunctionDefinition))
	if fn == nil || fn.Name != "__init__" {
		return semantic.Type{}
	}
	c := m.EnclosingClass(fn.Node)
	if c == nil {
		return semantic.Type{}
	}
	return semantic.Type{Kind: semantic.ClassObject, Name: c.Qualified}
}

// dumpedRoot is the model of x in x.dict()["__root__"].
func dumpedRoot(m *semantic.Module, n syntax.Node) semantic.Type {
	call := n.Child(syntax.FValue)
	_, keys := semantic.Subscript(n)
	if len(keys) != 1 || !call.Is(syntax.KCall) {
		return semantic.Type{}
	}
	callee := call.Child(syntax.FFunction)
	method := callee.Child(syntax.FAttribute).Text()
	if key, ok := plainString(keys[0]); !ok || key != rootKey || method != "dict" && method != "model_dump" {
		return semantic.Type{}
	}
	return receiver(m, callee.Child(syntax.FObject), method)
}

// rootClassNamed is the class of the name, if it has a custom root type or is a
// RootModel.
func rootClassNamed(m *semantic.Module, q string) *rootClass {
	if !isModelClass(m, q) {
		return nil
	}
	r := &rootClass{name: q}
	declares := false
	for _, a := range m.AncestorsOf(q) {
		r.root = r.root || a.Name == "pydantic.RootModel"
		switch {
		case a.Class != nil:
			for _, x := range a.Class.MemberList(rootKey) {
				if x.Kind != semantic.Assignment && x.Kind != semantic.Annotation {
					return nil // a property for those who know the old name
				}
				if !declares {
					r.owner = a.Class
				}
				declares = true
			}
			if len(a.Class.MemberList("__getattr__"))+len(a.Class.MemberList("__getattribute__")) > 0 {
				return nil
			}
		case a.Info != nil:
			if x := a.Info.Member(rootKey); x != nil {
				if x.Kind != semantic.Assignment && x.Kind != semantic.Annotation {
					return nil
				}
				declares = true
			}
			if a.Info.Member("__getattr__") != nil || a.Info.Member("__getattribute__") != nil {
				return nil
			}
		}
	}
	if !declares && !r.root {
		return nil
	}
	r.root = r.root && !declares
	return r
}

// fixes are those at a use: with the class, if that is in this file and to be
// converted, or alone, if it is a RootModel by now.
func (r *rootClass) fixes(p *rule.Pass, use syntax.Node) []rule.Fix {
	if r.owner != nil {
		return convertRoot(p, r.owner)
	}
	b := p.Builder()
	if !r.root || !renameRoot(b, use) {
		return nil
	}
	fix := rule.Fix{Title: "Use `root`"}
	switch use.Kind() {
	case syntax.KKeywordArgument:
		fix.Title = "Pass the root by position"
		fix.Safety, fix.Reason = rule.Unsafe, "a root that is a dictionary took the name for a key"
	case syntax.KSubscript:
		fix.Title = fmt.Sprintf("Remove `[%s]`", rootKey)
	}
	return fixed(b, fix)
}
