package snippets

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// versions says what the body is for: "django>=5.2". A condition of the variant
// is narrower than one of the page about the same.
func versions(page *Page, v Variant) string {
	var out, names []string
	for _, c := range slices.Concat(v.When, page.Needs) {
		if c.Spec != "" && c.Name != asyncioMode && !slices.Contains(names, c.Name) {
			out, names = append(out, c.String()), append(names, c.Name)
		}
	}
	return strings.Join(out, ", ")
}

// Documentation is Markdown: the title, the body as it will be, why, and the
// rules that speak of the same.
func (it *Item) Documentation() string {
	return it.Page.document(it.body.Plain(), it.imports, it.variant.Lang)
}

func (p *Page) document(body string, imports []Import, lang syntax.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, "**%s**\n\n", p.Title)
	writeBlock(&b, body, imports, lang)
	if p.Why != "" {
		fmt.Fprintf(&b, "\n%s\n", p.Why)
	}
	if rules := p.Related(); rules != "" {
		fmt.Fprintf(&b, "\n%s\n", rules)
	}
	return b.String()
}

// writeBlock writes a fenced block with a body under its imports.
func writeBlock(b *strings.Builder, body string, imports []Import, lang syntax.Lang) {
	name := "python"
	if lang == syntax.TOML {
		name = "toml"
	}
	fmt.Fprintf(b, "```%s\n", name)
	for i, im := range imports {
		if i > 0 {
			last := imports[i-1]
			switch {
			case im.Attr != "" && last.Attr != "" && last.Module == im.Module:
				fmt.Fprintf(b, ", %s", im.Attr)
				continue
			case im.standard() != last.standard():
				b.WriteString("\n\n")
			default:
				b.WriteByte('\n')
			}
		}
		b.WriteString(im.String())
	}
	switch {
	case len(imports) == 0:
	case startsDefinition(body):
		b.WriteString("\n\n\n")
	default:
		b.WriteString("\n\n")
	}
	fmt.Fprintf(b, "%s\n```\n", strings.TrimRight(body, "\n"))
}

// standard tells whether the import is of the standard library.
func (i Import) standard() bool {
	name, _, _ := strings.Cut(i.Module, ".")
	return edit.IsStdlib(name)
}

// Topic is the name that a page has among all of a guide: "fastapi/lifespan".
func (p *Page) Topic() string { return p.Area + "/" + p.Name }

// Versions are the conditions on versions of the page and its bodies, each once:
// "fastapi>=0.115".
func (p *Page) Versions() []string {
	var out []string
	for _, c := range p.Needs {
		out = append(out, c.String())
	}
	return out
}

// Markdown is the whole page: title, what is typed and where, versions, the
// bodies with all their imports, why. Its heading has the level given.
func (p *Page) Markdown(level int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n\n", strings.Repeat("#", level), p.Title)
	if p.Why != "" {
		fmt.Fprintf(&b, "%s\n\n", p.Why)
	}
	item := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, "- **%s**: %s\n", name, text)
		}
	}
	item("Type", quoted(p.Prefixes))
	item("Where", p.Places())
	item("Needs", quoted(p.Versions()))
	for _, v := range p.Variants {
		switch {
		case len(v.When) > 0:
			var when []string
			for _, c := range v.When {
				when = append(when, c.String())
			}
			fmt.Fprintf(&b, "\nWith %s:\n", quoted(when))
		case len(p.Variants) > 1:
			b.WriteString("\nOtherwise:\n")
		}
		b.WriteByte('\n')
		body := v.Body.Plain()
		writeBlock(&b, body, p.importsOf(body, v.When), v.Lang)
	}
	return b.String()
}

// importsOf are the imports of a body where nothing but the conditions it
// stands under is known: of two for one name, the one for these.
func (p *Page) importsOf(body string, when []Condition) []Import {
	foreign := func(i Import) bool {
		return slices.ContainsFunc(i.When, func(c Condition) bool { return !slices.Contains(when, c) })
	}
	var out []Import
	for _, i := range p.Imports {
		if !usesName(body, i.Name()) {
			continue
		}
		switch k := slices.IndexFunc(out, func(o Import) bool { return o.Name() == i.Name() }); {
		case k < 0:
			out = append(out, i)
		case foreign(out[k]) && !foreign(i):
			out[k] = i
		}
	}
	return out
}

func quoted(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = "`" + w + "`"
	}
	return strings.Join(out, ", ")
}

// readable says where a page fits.
var readable = map[Where]string{
	InModule:     "module level",
	InClass:      "class body",
	InPydantic:   "body of a Pydantic model",
	InSettings:   "body of a settings class",
	InDjango:     "body of a Django model",
	InSQLAlchemy: "body of a mapped class",
	InFunction:   "function body",
	InAsync:      "body of an async function",
	InMeta:       "class Meta of a Django model",
	InForm:       "body of a Django form",
	InAdmin:      "body of a ModelAdmin",
	InTestClass:  "body of a TestCase",
	InTests:      "body of a Test class",
	InMetaclass:  "__new__ of a metaclass",
	InMatch:      "last case of a match in a function",
	InHeader:     "top of a file",
	InParameters: "parameter list",
	InCases:      "cases of pytest.mark.parametrize",
	InURLs:       "urlpatterns",
	InMiddleware: "MIDDLEWARE",
	InDatabases:  "PostgreSQL database in DATABASES",
	InQueryset:   "after a queryset",
	Table:        "between tables",
	Dependencies: "dependencies of the project",
}

// Places says in words where the page fits: "module level, in tests".
func (p *Page) Places() string {
	var places, files []string
	for _, w := range p.Where {
		places = append(places, readable[w])
	}
	for _, f := range p.Files {
		if f == "test" {
			files = append(files, "tests and conftest.py")
			continue
		}
		files = append(files, "`"+f+"`")
	}
	out := strings.Join(places, ", ")
	if len(p.Parameters) > 0 {
		out += " with " + quoted(p.Parameters) + " among the parameters"
	}
	if len(files) > 0 {
		out += ", in " + strings.Join(files, ", ")
	}
	return out
}

// Related names the rules of the page that the program has: "Related rules:
// FAP001 use-lifespan"; "" if it has none.
func (p *Page) Related() string {
	var known []string
	for _, code := range p.Rules {
		if r := rule.Find(code); r != nil {
			known = append(known, r.Code+" "+r.Name)
		}
	}
	if len(known) == 0 {
		return ""
	}
	return "Related rules: " + strings.Join(known, ", ")
}
