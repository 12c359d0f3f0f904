package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// typeImports are classes that a fix names in quotes and that only type
// checkers need: they are imported under "if TYPE_CHECKING:".
type typeImports struct{ list [][2]string }

func (t *typeImports) want(module, name string) {
	if x := [2]string{module, name}; !slices.Contains(t.list, x) {
		t.list = append(t.list, x)
	}
}

// add plans the imports.
func (t *typeImports) add(p *rule.Pass, b *edit.Builder) {
	m := p.Module
	slices.SortFunc(t.list, func(x, y [2]string) int { return slices.Compare(x[:], y[:]) })
	var modules []string
	names := map[string][]string{}
	for _, x := range t.list {
		module := written(m, x[0])
		if slices.ContainsFunc(m.ImportsOf(module), func(i semantic.Binding) bool {
			return i.Attr != "" && i.Module == module && i.Guard&semantic.TypeChecking != 0
		}) {
			b.TypeName(m.File().Root(), module, x[1])
			continue
		}
		if names[module] == nil {
			modules = append(modules, module)
		}
		names[module] = append(names[module], x[1])
	}
	if len(modules) == 0 {
		return
	}
	block, last := importsForTypes(m)
	var lines []string
	for _, module := range modules {
		line := "from " + module + " import " + strings.Join(names[module], ", ")
		if block.IsNil() {
			lines = append(lines, b.IndentStep()+line)
			continue
		}
		// A sorted block stays so.
		var before, end syntax.Node
		for s := range block.Named() {
			if s.IsComment() {
				continue
			}
			end = s
			if before.IsNil() && s.Is(syntax.KImportFromStatement) && s.Child(syntax.FModuleName).Text() > module {
				before = s
			}
		}
		if before.IsNil() {
			b.InsertAfter(end, line, 0)
		} else {
			b.InsertBefore(before, line, 0)
		}
	}
	if block.IsNil() {
		if last.IsNil() {
			b.Fail("there are no imports")
			return
		}
		checking := b.Name(m.File().Root(), "typing", "TYPE_CHECKING")
		b.InsertAfter(last, "if "+checking+":\n"+strings.Join(lines, "\n"), 1)
	}
}

// importsForTypes is the body of the first "if TYPE_CHECKING:" of the module,
// and the last of its imports at the head.
func importsForTypes(m *semantic.Module) (block, last syntax.Node) {
	for n := range m.File().Root().Named() {
		switch {
		case n.Is(syntax.KIfStatement) && strings.HasSuffix(n.Child(syntax.FCondition).Text(), "TYPE_CHECKING"):
			return n.Child(syntax.FConsequence), last
		case n.Is(syntax.KImportStatement, syntax.KImportFromStatement, syntax.KFutureImportStatement):
			last = n
		case n.Is(syntax.KClassDefinition, syntax.KFunctionDefinition, syntax.KDecoratedDefinition):
			return syntax.Node{}, last
		}
	}
	return syntax.Node{}, last
}

// written is how the file would import the module: relative where it imports
// most others of its package so.
func written(m *semantic.Module, module string) string {
	relative := 0
	top, _, _ := strings.Cut(m.Name(), ".")
	for n := range m.File().Root().Named() {
		if !n.Is(syntax.KImportFromStatement) {
			continue
		}
		switch first, _, _ := strings.Cut(n.Child(syntax.FModuleName).Text(), "."); first {
		case "":
			relative++
		case top:
			relative--
		}
	}
	if relative <= 0 {
		return module
	}
	here := strings.Split(m.Name(), ".")
	if !m.IsPackage() {
		here = here[:len(here)-1]
	}
	there := strings.Split(module, ".")
	common := 0
	for common < len(here) && common < len(there) && here[common] == there[common] {
		common++
	}
	if common == 0 {
		return module
	}
	return "." + strings.Repeat(".", len(here)-common) + strings.Join(there[common:], ".")
}
