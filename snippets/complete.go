package snippets

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/lithammer/fuzzysearch/fuzzy"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// Item is a page that is offered at a place, with its body fitted to it. It
// keeps what it needs to answer later, so that imports and documentation can
// be asked for when an editor wants them.
type Item struct {
	Page   *Page
	Label  string // a prefix that fits what was typed
	Detail string // the title, and the versions that it is for

	// FilterText is what the typed text is matched against: that of [Start,
	// End) up to the cursor. It is the label, with an @ where one was typed.
	FilterText string

	// SortText orders the items: exact and leading matches of what was typed
	// first, then what fits the place best.
	SortText string

	// Start and End are the bytes that the snippet replaces: the typed word,
	// all on one line.
	Start, End int

	// Snippet is the body in LSP snippet syntax. Lines after the first are
	// indented relative to the line at Start and leave that line's own
	// indentation to the editor (LSP: insertTextMode adjustIndentation). Line
	// endings are "\n" whatever the file has: editors convert those of
	// snippets.
	Snippet string

	// Plain is the same for editors that know no snippets: with the defaults
	// of its tabstops, indented in full and with the line endings of the file.
	Plain string

	imports []Import
	over    pass
	f       *fileFacts
	variant Variant
	body    Body
}

// Imports are the edits that add what the body needs and the file lacks, and
// hand what it defines to a call below. They do not touch [Start, End).
func (it *Item) Imports() []edit.Edit {
	return slices.DeleteFunc(it.f.edits(it.imports, it.over), func(e edit.Edit) bool { return e.Start <= it.End && e.End >= it.Start })
}

// Complete offers the built-in pages at an offset; see [Guide.Complete].
func Complete(s *analysis.Snapshot, offset int) []Item { return Builtin().Complete(s, offset) }

// Complete offers the pages that fit at an offset, best first: once for each
// prefix that begins with what was typed. There are none where a snippet makes
// no sense. With nothing typed, all pages that fit are offered.
func (g *Guide) Complete(s *analysis.Snapshot, offset int) []Item {
	p, ok := placeAt(s.File, offset)
	if !ok {
		return nil
	}
	return g.complete(s.File, s.Path, p, newFacts(s))
}

func (g *Guide) complete(file *syntax.File, path string, p place, f *fileFacts) []Item {
	type candidate struct {
		page     *Page
		prefixes []string
		match    int
		rank     int
	}
	var found []candidate
	for _, page := range g.pages {
		if page.Lang() != file.Lang {
			continue
		}
		prefixes, match := page.match(p.word)
		if match == noMatch {
			continue
		}
		rank, ok := p.fits(page, f, path)
		if !ok || !available(page, f) {
			continue
		}
		found = append(found, candidate{page, prefixes, match, rank})
	}
	if len(found) == 0 {
		return nil
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.match, b.match), cmp.Compare(b.rank, a.rank))
	})
	style := styleOf(file, p.start)
	var out []Item
	for _, c := range found {
		it, ok := style.item(c.page, p, f)
		if !ok {
			continue
		}
		for _, prefix := range c.prefixes {
			it.Label, it.FilterText = prefix, prefix
			if p.decorator {
				it.FilterText = "@" + prefix
			}
			it.SortText = fmt.Sprintf("%d%03d", c.match, len(out))
			out = append(out, it)
		}
	}
	return out
}

// How a prefix matches what was typed; less is better.
const (
	exactMatch = iota
	leadingMatch
	fuzzyMatch // the letters in this order, from the first letter on
	looseMatch // from a later letter on
	noMatch
)

// match finds the prefixes of the page that fit the typed word, best first. A
// single letter must begin a prefix.
//
// An editor filters the list that it has while the word grows. So every prefix
// that the word begins gets an item; where it begins none, the prefix that
// resembles it most, and where nothing is typed, the main one.
func (p *Page) match(word string) (prefixes []string, match int) {
	if word == "" {
		return p.Prefixes[:1], leadingMatch
	}
	match = noMatch
	for _, s := range p.Prefixes {
		m := noMatch
		switch {
		case s == word:
			m = exactMatch
		case len(s) >= len(word) && strings.EqualFold(s[:len(word)], word):
			m = leadingMatch
		case len(word) > 1 && fuzzy.MatchFold(word, s):
			m = looseMatch
			if strings.EqualFold(s[:1], word[:1]) {
				m = fuzzyMatch
			}
		}
		switch {
		case m <= leadingMatch && match <= leadingMatch:
			if m < match {
				prefixes = slices.Insert(prefixes, 0, s)
			} else {
				prefixes = append(prefixes, s)
			}
			match = min(m, match)
		case m < match:
			prefixes, match = []string{s}, m
		}
	}
	return prefixes, match
}

// available tells whether the project can use the page: it has the libraries,
// in versions that are not certainly outside the range.
func available(page *Page, f *fileFacts) bool { return holds(f, page.Needs) != no }

// style is how the file is written.
type style struct {
	step    string // one level of indentation
	margin  string // indentation of the line
	newline string
	single  bool // string literals have single quotes
	text    []byte
}

func styleOf(file *syntax.File, offset int) style {
	b := file.Text.Bytes()
	line := file.Text.LineStart(file.Text.LineOf(offset))
	s := style{text: b, step: bodyStep, newline: file.Text.Newline(), margin: strings.TrimPrefix(string(b[line:offset]), "\ufeff")}
	if file.Lang == syntax.Python {
		sample := b[:min(len(b), sampleSize)]
		s.step = file.LineIndentUnit()
		s.single = bytes.Count(sample, []byte("'")) > bytes.Count(sample, []byte(`"`))
	}
	return s
}

// sampleSize is how many bytes of a file its style is judged by.
const sampleSize = 32 << 10

// item fits a page to a place.
func (s style) item(page *Page, p place, f *fileFacts) (Item, bool) {
	v, ok := page.variant(f)
	if !ok {
		return Item{}, false
	}
	first := v.Body.Plain()
	switch {
	case p.decorator && !strings.HasPrefix(first, "@"):
		return Item{}, false
	case p.decorated && !startsDefinition(first):
		return Item{}, false
	case v.Lang == syntax.TOML && (sharesTable(first, s.text) || p.in == Dependencies && sharesRequirement(first, s.text)):
		return Item{}, false
	}
	if slices.ContainsFunc(page.Unless, func(source string) bool { return f.source(source, p).text != "" }) {
		return Item{}, false
	}
	texts := map[int]string{}
	var extra []Import
	for n, source := range page.Names {
		if found := f.source(source, p); found.text != "" {
			texts[n] = found.text
			if found.from != nil && !slices.ContainsFunc(extra, found.from.same) {
				extra = append(extra, *found.from)
			}
		}
	}
	body := f.free(v.Body.fill(texts), p, page)
	if v.Lang == syntax.Python {
		if s.single {
			body = body.rewrite(singleQuotes)
		}
		body = body.indent(s.step)
	}
	plain := body.Plain()
	imports := append(page.needed(plain, f), extra...)
	for _, i := range imports {
		if f.binding(i) == other || f.late(i, p) {
			return Item{}, false
		}
	}
	it := Item{
		Page: page, Detail: page.Title, Start: p.start, End: p.end,
		imports: imports, over: f.receiver(page, p, plain), f: f, variant: v, body: body,
	}
	if f.first(p.start) {
		body = body.lead(it.lead())
		plain = body.Plain()
	}
	if needs := versions(page, v); needs != "" {
		it.Detail += " (" + needs + ")"
	}
	it.Snippet = body.Snippet()
	it.Plain = margin(plain, s.margin, s.newline)
	return it, true
}

// sharesTable tells whether the body has a table that the file has already:
// TOML forbids to write one twice.
func sharesTable(body string, file []byte) bool {
	has := map[string]bool{}
	for line := range bytes.Lines(file) {
		has[tableHeader(string(line))] = true
	}
	for line := range strings.Lines(body) {
		if h := tableHeader(line); h != "" && has[h] {
			return true
		}
	}
	return false
}

// requirement is the name of the project that a string of a TOML array requires.
var requirement = regexp.MustCompile(`["']([A-Za-z0-9][A-Za-z0-9._-]*)`)

// sharesRequirement tells whether the file names a project already that the
// body requires.
func sharesRequirement(body string, file []byte) bool {
	for _, wanted := range requirement.FindAllStringSubmatch(body, -1) {
		for _, has := range requirement.FindAllSubmatch(file, -1) {
			if strings.EqualFold(wanted[1], string(has[1])) {
				return true
			}
		}
	}
	return false
}

// tableHeader is the name in a line such as [tool.uv], "" of any other line.
func tableHeader(line string) string {
	line, _, _ = strings.Cut(line, "#")
	line = strings.TrimSpace(line)
	if !strings.HasPrefix(line, "[") || strings.HasPrefix(line, "[[") || !strings.HasSuffix(line, "]") {
		return ""
	}
	return strings.ReplaceAll(line, " ", "")
}

// lead is what must be imported right where the word stands. It goes before
// the body: an edit there would touch the one that replaces the word.
func (it *Item) lead() string {
	for _, e := range it.f.importEdits(it.imports) {
		if e.Start == it.Start && e.End == it.Start {
			gap := "\n\n"
			if startsDefinition(it.body.Plain()) {
				gap = "\n\n\n"
			}
			return strings.TrimRight(strings.ReplaceAll(e.New, "\r\n", "\n"), "\n") + gap
		}
	}
	return ""
}

// lead puts text before the body.
func (b Body) lead(text string) Body {
	if text == "" {
		return b
	}
	return Body{append([]part{{text: text}}, b.parts...)}
}

// margin indents the lines after the first that are not empty.
func margin(text, indent, newline string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines[1:] {
		if l != "" {
			lines[i+1] = indent + l
		}
	}
	return strings.Join(lines, newline)
}

func startsDefinition(body string) bool {
	for _, s := range []string{"@", "def ", "async def ", "class "} {
		if strings.HasPrefix(body, s) {
			return true
		}
	}
	return false
}

// variant is the body for the versions of the project. A condition that is not
// known does not hold; a page whose bodies all have one is then not offered.
func (p *Page) variant(f *fileFacts) (Variant, bool) {
	for _, v := range p.Variants {
		if holds(f, v.When) == yes {
			return v, true
		}
	}
	return Variant{}, false
}

// needed are the imports whose names the body uses.
func (p *Page) needed(body string, f *fileFacts) []Import {
	var out []Import
	taken := map[string]bool{}
	for _, i := range p.Imports {
		if name := i.Name(); !taken[name] && usesName(body, name) && holds(f, i.When) == yes {
			taken[name] = true
			out = append(out, i)
		}
	}
	return out
}

// usesName tells whether name occurs in Python source as a word that is no
// attribute.
func usesName(src, name string) bool {
	for i := 0; ; {
		j := strings.Index(src[i:], name)
		if j < 0 {
			return false
		}
		start, end := i+j, i+j+len(name)
		if (start == 0 || !isWord(src[start-1]) && src[start-1] != '.') && (end == len(src) || !isWord(src[end])) {
			return true
		}
		i = end
	}
}

func isWord(c byte) bool { return isLetter(c) || '0' <= c && c <= '9' || c == '_' || c >= 0x80 }
