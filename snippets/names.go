package snippets

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// filling is what a tabstop is filled with.
type filling struct {
	text string
	from *Import // what must be imported for it; nil for nothing
}

// nameSources say where the text of a tabstop may come from. They give no text
// when there is no such thing, or several and none can be preferred.
var nameSources = map[string]func(*fileFacts, place) filling{
	// Objects of the file, or of the project.
	"app":             func(f *fileFacts, _ place) filling { return local(f.constructed(applications...)) },
	"router":          func(f *fileFacts, _ place) filling { return local(f.routerOrApp()) },
	"project-app":     func(f *fileFacts, _ place) filling { return f.value("app", applications...) },
	"engine":          func(f *fileFacts, _ place) filling { return f.value("engine", asyncEngine) },
	"session-factory": func(f *fileFacts, _ place) filling { return f.value("async_session", asyncFactory) },
	"session-dep":     func(f *fileFacts, _ place) filling { return f.sessionAlias() },
	"base":            func(f *fileFacts, _ place) filling { return f.base() },
	"database-url":    func(f *fileFacts, _ place) filling { return f.databaseURL() },

	// The mapped class that is meant, and what is called after it.
	"model":        (*fileFacts).model,
	"model-snake":  modelName(snake),
	"model-plural": modelName(func(s string) string { return plural(snake(s)) }),
	"model-create": func(f *fileFacts, p place) filling { return f.schema(f.model(p).text, "Create") },
	"model-update": func(f *fileFacts, p place) filling { return f.schema(f.model(p).text, "Update") },
	"model-read": func(f *fileFacts, p place) filling {
		return f.schema(f.model(p).text, "Read", "Public", "Response", "Out")
	},

	// The same for Django.
	"django-model":       (*fileFacts).djangoModel,
	"django-model-snake": func(f *fileFacts, p place) filling { return local(snake(f.djangoModel(p).text)) },

	// In the class at the cursor.
	"field":      func(f *fileFacts, p place) filling { name, _ := f.lastField(p); return local(name) },
	"field-type": func(f *fileFacts, p place) filling { _, typ := f.lastField(p); return local(typ) },

	// Fixtures that a test can ask for.
	"client-fixture":  func(f *fileFacts, _ place) filling { return local(f.fixture("httpx.AsyncClient")) },
	"session-fixture": func(f *fileFacts, _ place) filling { return local(f.fixture("sqlalchemy.ext.asyncio.AsyncSession")) },

	// In __new__ of a metaclass.
	"namespace": func(f *fileFacts, p place) filling { return local(f.namespace(p)) },

	// Of the file itself.
	"module":      func(f *fileFacts, _ place) filling { return local(f.moduleName()) },
	"file-plural": func(f *fileFacts, _ place) filling { return local(f.filePlural()) },
}

var (
	applications = []string{"fastapi.FastAPI", "starlette.applications.Starlette"}
	asyncEngine  = "sqlalchemy.ext.asyncio.create_async_engine"
	asyncFactory = "sqlalchemy.ext.asyncio.async_sessionmaker"
)

func sourceNames() []string {
	var out []string
	for s := range nameSources {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

func local(name string) filling { return filling{text: name} }

// routerOrApp is what path operations are declared on.
func (f *fileFacts) routerOrApp() string {
	if r := f.constructed("fastapi.APIRouter"); r != "" {
		return r
	}
	return f.constructed(applications...)
}

// value is the module-level name that holds what one of the callables gives: of
// the file, or else of the project. Of several, the usual name counts.
func (f *fileFacts) value(usual string, callees ...string) filling {
	if name := f.constructed(callees...); name != "" {
		return local(name)
	}
	var modules []string
	for _, c := range callees {
		modules = append(modules, c[:strings.LastIndexByte(c, '.')])
	}
	return f.elsewhere(usual, modules, func(e *semantic.Export) bool {
		return e.Kind == semantic.ExportVariable && e.Value != nil && e.Value.Callee != "" && slices.Contains(callees, f.m.Qualify(e.Value.Callee))
	})
}

// elsewhere is the module-level name of another module of the project that is
// as wanted. Only modules that import one of importing are looked at, and no
// tests. Of several names, the usual one counts, if it is one.
func (f *fileFacts) elsewhere(usual string, importing []string, wanted func(*semantic.Export) bool) filling {
	if f.view == nil || f.m == nil {
		return filling{}
	}
	seen := map[string]bool{}
	var found []Import
	for _, module := range importing {
		for _, s := range f.view.Importers(module) {
			if seen[s.Path] || !f.importable(s) {
				continue
			}
			seen[s.Path] = true
			for name, e := range s.Exports {
				if wanted(e) {
					found = append(found, Import{Module: s.Name, Attr: name})
				}
			}
		}
	}
	return f.choose(usual, found)
}

// importable tells whether the file may import from a module: one that is no
// test, and does not import the file itself.
func (f *fileFacts) importable(s *semantic.Summary) bool {
	if s.Name == "" || s.Path == f.view.Path() || f.view.Pytest().IsTestFile(s.Path) || filepath.Base(s.Path) == "conftest.py" {
		return false
	}
	known, ok := f.circular[s.Path]
	if !ok {
		known = f.reaches(s, f.m.Name())
		if f.circular == nil {
			f.circular = map[string]bool{}
		}
		f.circular[s.Path] = known
	}
	return !known
}

// maxModules bounds how far imports are followed.
const maxModules = 500

// reaches tells whether a module imports another one, maybe through others.
func (f *fileFacts) reaches(s *semantic.Summary, module string) bool {
	if module == "" {
		return false
	}
	seen := map[string]bool{}
	queue := []*semantic.Summary{s}
	for len(queue) > 0 && len(seen) < maxModules {
		next := queue[0]
		queue = queue[1:]
		for _, name := range next.Imports {
			if name == module {
				return true
			}
			if !seen[name] {
				seen[name] = true
				if other := f.view.Module(name); other != nil && other.Path != next.Path {
					queue = append(queue, other)
				}
			}
		}
	}
	return false
}

// choose takes the only one of several things to import, or the one with the
// usual name, and tells how the file calls it.
func (f *fileFacts) choose(usual string, found []Import) filling {
	if len(found) > 1 {
		found = slices.DeleteFunc(found, func(i Import) bool { return i.Attr != usual })
	}
	if len(found) != 1 {
		return filling{}
	}
	i := found[0]
	b := edit.NewBuilder(f.m)
	if spelling, ok := b.Bound(f.file.Root(), i.Module, i.Attr); ok {
		return local(spelling)
	}
	if dot := strings.LastIndexByte(i.Module, '.'); dot > 0 { // from shop import db
		if spelling, ok := b.Bound(f.file.Root(), i.Module[:dot], i.Module[dot+1:]); ok {
			return local(spelling + "." + i.Attr)
		}
	}
	if f.binding(i) == other {
		return filling{}
	}
	return filling{i.Attr, &i}
}

// class is the class of another module that is chosen among infos.
func (f *fileFacts) class(usual string, infos []*semantic.ClassInfo) filling {
	var found []Import
	for _, c := range infos {
		s := f.view.SummaryOf(c.Path)
		if s != nil && c.Qualified == c.Module+"."+c.Name && f.importable(s) {
			found = append(found, Import{Module: c.Module, Attr: c.Name})
		}
	}
	return f.choose(usual, found)
}

// base is the declarative base of the file, or of the project.
func (f *fileFacts) base() filling {
	if name := f.subclass(classBases[InSQLAlchemy]...); name != "" || f.view == nil || f.m == nil {
		return local(name)
	}
	var infos []*semantic.ClassInfo
	for _, q := range classBases[InSQLAlchemy] {
		infos = append(infos, f.view.Subclasses(q)...)
	}
	return f.class("Base", infos)
}

// model is the mapped class that is meant at a place: the next one above, the
// only one that the file imports, the only one of the project.
func (f *fileFacts) model(p place) filling {
	return f.remember("mapped class", func() filling {
		return f.meant(p, classBases[InSQLAlchemy], func(c *semantic.Class) bool {
			return !slices.ContainsFunc(c.Bases, func(b semantic.Base) bool { return slices.Contains(classBases[InSQLAlchemy], b.Name) })
		})
	})
}

func (f *fileFacts) djangoModel(p place) filling {
	return f.remember("django class", func() filling {
		return f.meant(p, classBases[InDjango], func(*semantic.Class) bool { return true })
	})
}

// source asks a source of names, once for a place.
func (f *fileFacts) source(name string, p place) filling {
	return f.remember(name, func() filling { return nameSources[name](f, p) })
}

// remember keeps what is asked for more than once.
func (f *fileFacts) remember(key string, find func() filling) filling {
	if known, ok := f.fillings[key]; ok {
		return known
	}
	found := find()
	if f.fillings == nil {
		f.fillings = map[string]filling{}
	}
	f.fillings[key] = found
	return found
}

// meant is the class derived from one of bases that is meant at a place.
func (f *fileFacts) meant(p place, bases []string, wanted func(*semantic.Class) bool) filling {
	if f.m == nil {
		return filling{}
	}
	if c := f.classAbove(p.start, func(c *semantic.Class) bool { return c.IsSubclass(bases...) == semantic.Yes && wanted(c) }); c != nil {
		return local(c.Name)
	}
	var imported []string
	scope := f.m.ModuleScope()
	for _, name := range f.importedNames() {
		b := f.m.Bindings(name)
		if len(b) != 1 || b[0].Kind != semantic.Import || b[0].Guard&semantic.TypeChecking != 0 {
			continue
		}
		if q := f.m.ResolveIn(scope, name); q != "" && !slices.Contains(bases, q) && f.mapped(q, bases) {
			imported = append(imported, name)
		}
	}
	if len(imported) > 0 || f.view == nil {
		if len(imported) == 1 {
			return local(imported[0])
		}
		return filling{}
	}
	infos := f.derived(bases)
	return f.class("", slices.DeleteFunc(infos, func(c *semantic.ClassInfo) bool { return abstract(c, bases) }))
}

// importedNames are the names that the import statements of the module take
// from other modules.
func (f *fileFacts) importedNames() []string {
	var out []string
	for n := range f.file.Root().Children() {
		if !n.Is(syntax.KImportFromStatement) {
			continue
		}
		for item := range n.Children() {
			switch {
			case item.Field() != syntax.FName:
			case item.Is(syntax.KAliasedImport):
				out = append(out, item.Child(syntax.FAlias).Text())
			default:
				out = append(out, item.Text())
			}
		}
	}
	return out
}

// mapped tells whether a class that is imported derives from one of bases, and
// is not only there for others to derive from.
func (f *fileFacts) mapped(q string, bases []string) bool {
	if f.m.IsSubclass(q, bases...) != semantic.Yes {
		return false
	}
	a := f.m.Named(q)
	return a != nil && a.Info != nil && !abstract(a.Info, bases)
}

// abstract tells whether a class is the base that a project derives its models
// from.
func abstract(c *semantic.ClassInfo, bases []string) bool {
	if bases[0] == classBases[InDjango][0] {
		meta := c.Member("Meta")
		return meta != nil && meta.Class != nil && meta.Class.Member("abstract") != nil
	}
	return slices.ContainsFunc(c.Bases, func(b string) bool { return slices.Contains(bases, b) })
}

// derived are the classes of the project that derive from one of bases, also
// through others.
func (f *fileFacts) derived(bases []string) []*semantic.ClassInfo {
	var out []*semantic.ClassInfo
	seen := map[string]bool{}
	queue := slices.Clone(bases)
	for len(queue) > 0 && len(seen) < maxModules {
		q := queue[0]
		queue = queue[1:]
		for _, c := range f.view.Subclasses(q) {
			if seen[c.Qualified] {
				continue
			}
			seen[c.Qualified] = true
			queue = append(queue, c.Qualified)
			out = append(out, c)
		}
	}
	return out
}

// maxAbove is how many classes above a place are looked at.
const maxAbove = 20

// classAbove is the nearest module-level class above an offset that is as
// wanted.
func (f *fileFacts) classAbove(offset int, wanted func(*semantic.Class) bool) *semantic.Class {
	n := 0
	for _, def := range f.above(offset) {
		if c := f.m.Class(def); c != nil {
			if n++; n > maxAbove {
				return nil
			}
			if wanted(c) {
				return c
			}
		}
	}
	return nil
}

// above are the statements of the module above an offset, nearest first.
func (f *fileFacts) above(offset int) []syntax.Node {
	var out []syntax.Node
	for n := range f.file.Root().Children() {
		if n.Start() >= offset {
			break
		}
		if n.Is(syntax.KClassDefinition, syntax.KFunctionDefinition, syntax.KDecoratedDefinition) {
			out = append(out, n)
		}
	}
	slices.Reverse(out)
	return out
}

// schema is a Pydantic model that is called after another class, with one of
// the endings: of the file, or of the project. Without one, the first ending
// makes a name.
func (f *fileFacts) schema(model string, endings ...string) filling {
	if model == "" {
		return filling{}
	}
	for _, ending := range endings {
		name := model + ending
		if len(f.m.Bindings(name)) > 0 {
			return local(name)
		}
		found := f.elsewhere(name, []string{"pydantic"}, func(e *semantic.Export) bool { return e.Name == name && e.Kind == semantic.ExportClass })
		if found.text != "" {
			return found
		}
	}
	return local(model + endings[0])
}

// sessionAlias is the name for a session as a dependency:
// Annotated[AsyncSession, Depends(...)].
func (f *fileFacts) sessionAlias() filling {
	if f.m == nil {
		return filling{}
	}
	is := func(v *semantic.ValueInfo) bool {
		return v != nil && strings.Contains(v.Text, "Depends(") && v.Means.Is("sqlalchemy.ext.asyncio.AsyncSession")
	}
	var names []string
	for _, ref := range f.m.UsesOf("AsyncSession") {
		for n := ref; !n.IsNil(); n = n.Parent() {
			if n.Is(syntax.KAssignment) && f.m.ScopeOf(n) == f.m.ModuleScope() && strings.Contains(n.Text(), "Depends(") {
				if left := n.Child(syntax.FLeft); left.Is(syntax.KIdentifier) {
					names = append(names, left.Text())
				}
				break
			}
		}
	}
	if len(names) > 0 {
		return local(names[0])
	}
	return f.elsewhere("SessionDep", []string{"sqlalchemy.ext.asyncio"}, func(e *semantic.Export) bool { return is(e.Value) })
}

// databaseURL is the field of the project's settings object, or the URL for the
// database driver that the project depends on.
func (f *fileFacts) databaseURL() filling {
	if f.view == nil || f.m == nil {
		return filling{}
	}
	fields := map[string]string{} // by the class that has it
	for _, c := range f.derived(classBases[InSettings]) {
		for _, name := range []string{"database_url", "DATABASE_URL", "sqlalchemy_url", "SQLALCHEMY_DATABASE_URI"} {
			if m := c.Member(name); m != nil && m.Value != nil && m.Value.Annotation.Text == "str" {
				fields[c.Qualified] = name
				break
			}
		}
	}
	field := ""
	settings := f.elsewhere("settings", append(modulesOf(fields), "pydantic_settings"), func(e *semantic.Export) bool {
		if e.Value == nil || e.Value.Callee == "" || fields[f.m.Qualify(e.Value.Callee)] == "" {
			return false
		}
		field = fields[f.m.Qualify(e.Value.Callee)]
		return true
	})
	if settings.text != "" {
		settings.text += "." + field
		return settings
	}
	for _, driver := range []struct{ dist, url string }{
		{"asyncpg", "postgresql+asyncpg://localhost/app"},
		{"psycopg", "postgresql+psycopg://localhost/app"},
		{"asyncmy", "mysql+asyncmy://localhost/app"},
		{"aiomysql", "mysql+aiomysql://localhost/app"},
	} {
		if f.view.DependsOn(driver.dist) {
			return local(`"` + driver.url + `"`)
		}
	}
	return filling{}
}

// modulesOf are the modules of qualified names.
func modulesOf(names map[string]string) []string {
	var out []string
	for q := range names {
		out = append(out, q[:max(0, strings.LastIndexByte(q, '.'))])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// lastField is the last annotated field of the class at a place that no
// validator names yet, with its annotation.
func (f *fileFacts) lastField(p place) (name, typ string) {
	if f.m == nil {
		return "", ""
	}
	c := f.m.Class(p.block)
	if c == nil {
		return "", ""
	}
	for _, m := range slices.Backward(c.Members()) {
		if m.Type.IsNil() || m.Node().Start() >= p.start || strings.HasPrefix(m.Name, "_") || strings.HasPrefix(m.Type.Text(), "ClassVar") {
			continue
		}
		if strings.ContainsAny(m.Type.Text(), "\n\r") || f.m.MentionsString(m.Name) {
			continue
		}
		return m.Name, m.Type.Text()
	}
	return "", ""
}

// fixture is the fixture that gives a value of a type: of the file, or of the
// nearest conftest.py that has one.
func (f *fileFacts) fixture(typ string) string {
	return f.findFixture(func(x *semantic.Fixture) bool {
		return x.Func != nil && x.Class == "" && slices.ContainsFunc(x.Func.Returns.Names, func(n string) bool { return f.m.Qualify(n) == typ })
	})
}

// hasFixture tells whether there is a fixture with the name.
func (f *fileFacts) hasFixture(name string) bool {
	return f.findFixture(func(x *semantic.Fixture) bool { return x.Name == name }) != ""
}

// findFixture is the name of the first fixture that is as wanted.
func (f *fileFacts) findFixture(wanted func(*semantic.Fixture) bool) string {
	if f.view == nil || f.m == nil {
		return ""
	}
	summaries := []*semantic.Summary{f.m.Summary()}
	for _, path := range f.view.Conftests() {
		summaries = append(summaries, f.view.SummaryOf(path))
	}
	for _, s := range summaries {
		if s == nil {
			continue
		}
		if i := slices.IndexFunc(s.Fixtures, wanted); i >= 0 {
			return s.Fixtures[i].Name
		}
	}
	return ""
}

func (f *fileFacts) moduleName() string {
	if f.m == nil {
		return ""
	}
	return f.m.Name()
}

// filePlural is the name of the file in the plural, where it is called after
// what it holds.
func (f *fileFacts) filePlural() string {
	if f.view == nil {
		return ""
	}
	name := strings.TrimSuffix(filepath.Base(f.view.Path()), ".py")
	switch name {
	case "__init__", "__main__", "app", "main", "api", "router", "routers", "routes", "endpoints", "views", "server":
		return ""
	}
	if strings.ContainsFunc(name, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') }) {
		return ""
	}
	return plural(name)
}

// modelName is a name made of that of the mapped class.
func modelName(change func(string) string) func(*fileFacts, place) filling {
	return func(f *fileFacts, p place) filling {
		name := f.model(p).text
		if name == "" {
			return filling{}
		}
		return local(change(name[strings.LastIndexByte(name, '.')+1:]))
	}
}

// snake is a CapWords name in lower case with underscores: OrderItem is
// order_item.
func snake(s string) string {
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) && runes[i-1] != '_' {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// plural is the plural of an English word as tables and routes are named.
func plural(s string) string {
	switch {
	case s == "", strings.HasSuffix(s, "s") && !strings.HasSuffix(s, "ss"):
		return s
	case strings.HasSuffix(s, "y") && len(s) > 1 && !strings.ContainsRune("aeiou", rune(s[len(s)-2])):
		return s[:len(s)-1] + "ies"
	case strings.HasSuffix(s, "ss"), strings.HasSuffix(s, "x"), strings.HasSuffix(s, "ch"), strings.HasSuffix(s, "sh"):
		return s + "es"
	}
	return s + "s"
}
