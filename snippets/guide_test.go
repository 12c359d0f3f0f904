package snippets

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

//go:generate go test . -run ^TestGuideFile$ -update

var update = flag.Bool("update", false, "rewrite docs/guide.md")

// sections are the headings of the guide, by its sections.
var sections = []struct {
	area, title string
	headings    []string
}{
	{"typing", "Python 3.13", []string{"JIT Compiler (PEP 744)", "GIL-Free Mode (PEP 703)", "Pattern Matching (match/case)"}},
	{"fastapi", "FastAPI", []string{"Async Dependency Injection", "Class-based Dependencies"}},
	{"django", "Django", []string{"Composite Primary Keys", "URL Reverse with Query Parameters", "Automatic Model Imports in Shell"}},
	{"pydantic", "Pydantic", []string{"Reusable Validators with Annotated", "Model Validator for Cross-Field Validation", "ConfigDict Best Practices"}},
	{"sqlalchemy", "SQLAlchemy", []string{"Engine and Session Setup", "Repository Pattern", "Streaming Large Results"}},
	{"pytest", "pytest", []string{"Async Fixtures with pytest-asyncio", "Parametrized Tests", "Fixture Factories"}},
	{"typing", "Typing", []string{"Protocol for Structural Typing", "ParamSpec for Decorators"}},
	{"packaging", "Packaging", []string{"uv (Fast Package Manager)", "pyproject.toml (Standard)"}},
}

// TestGuideFile looks for a page under every heading of the guide, and whether
// docs/guide.md is what the pages make.
func TestGuideFile(t *testing.T) {
	byHeading := map[string][]*Page{}
	for _, p := range Builtin().Pages() {
		byHeading[p.Guide] = append(byHeading[p.Guide], p)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `# The guide

%d patterns. Editors offer each of them as a completion where it fits: type one of its words. In the terminal they are
`+"`pyidiom guide`"+`. Tabstops have their defaults here; in an editor the names, versions, quotes and indentation are those
of your file. What each of them does when it is run with the real libraries: [proof-snippets.md](proof-snippets.md).

This file is made from the pages in [snippets/pages](../snippets/pages): `+"`go generate ./snippets`"+`.

| section | heading of the guide | pages |
| --- | --- | --- |
`, len(Builtin().Pages()))
	known := map[string]bool{"": true}
	for _, s := range sections {
		for _, heading := range s.headings {
			known[heading] = true
			if len(byHeading[heading]) == 0 {
				t.Errorf("%s has no page", heading)
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", s.title, heading, references(byHeading[heading]))
		}
	}
	for heading, pages := range byHeading {
		if !known[heading] {
			t.Errorf("the guide has no heading %q, which %v names", heading, pages[0].Path)
		}
	}
	b.WriteString("\nMore on the same libraries:\n\n| area | pages |\n| --- | --- |\n")
	var areas []string
	byArea := map[string][]*Page{}
	for _, p := range Builtin().Pages() {
		if byArea[p.Area] == nil {
			areas = append(areas, p.Area)
		}
		byArea[p.Area] = append(byArea[p.Area], p)
	}
	for _, area := range areas {
		var more []*Page
		for _, p := range byArea[area] {
			if p.Guide == "" {
				more = append(more, p)
			}
		}
		if len(more) > 0 {
			fmt.Fprintf(&b, "| %s | %s |\n", areaTitles[area], references(more))
		}
	}
	for _, area := range areas {
		fmt.Fprintf(&b, "\n## %s\n", areaTitles[area])
		for _, p := range byArea[area] {
			fmt.Fprintf(&b, "\n<a id=\"%s\"></a>\n\n%s", anchor(p), p.Markdown(3))
		}
	}
	path := filepath.Join("..", "docs", "guide.md")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != b.String() {
		t.Errorf("docs/guide.md is not what the pages make (%v): go generate ./snippets", err)
	}
}

var areaTitles = map[string]string{
	"django": "Django", "fastapi": "FastAPI", "packaging": "Packaging", "pydantic": "Pydantic", "pytest": "pytest",
	"sqlalchemy": "SQLAlchemy", "typing": "Python and typing",
}

func anchor(p *Page) string { return p.Area + "-" + p.Name }

func references(pages []*Page) string {
	var out []string
	for _, p := range pages {
		out = append(out, fmt.Sprintf("[%s](#%s) `%s`", p.Title, anchor(p), p.Prefixes[0]))
	}
	return strings.Join(out, ", ")
}

// TestProofFile looks whether the pages have been run since they were last
// changed.
func TestProofFile(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "docs", "proof-snippets.md"))
	if err != nil {
		t.Fatal(err)
	}
	proof := string(b)
	if !strings.Contains(proof, Fingerprint()) {
		t.Error("docs/proof-snippets.md is about other pages: make prove-snippets")
	}
	for _, p := range Builtin().Pages() {
		for _, w := range p.Where {
			if !strings.Contains(proof, fmt.Sprintf("\n| %s | %s |", p.Topic(), w)) {
				t.Errorf("%s has not been run in %s", p.Topic(), w)
			}
		}
	}
}

// TestOwnGuides looks whether the documentation names all keys, places and
// sources of names, and whether its example is a page.
func TestOwnGuides(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "docs", "own-guides.md"))
	if err != nil {
		t.Fatal(err)
	}
	doc := string(b)
	for _, word := range append(append(sourceNames(), whereNames()...), "title", "prefixes", "where", "files", "needs", "parameters", "imports", "names", "unless", "free", "passes", "rules", "guide") {
		if !strings.Contains(doc, "`"+word+"`") {
			t.Errorf("%s is not explained", word)
		}
	}
	_, example, _ := strings.Cut(doc, "````markdown\n")
	example, _, _ = strings.Cut(example, "````")
	if _, problems := Parse("docs/patterns/billing.md", []byte(example)); len(problems) > 0 {
		t.Error(problems)
	}
}
