package django

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "DJG004",
		Name:     "reverse-with-query",
		Severity: rule.Hint,
		Uses:     []string{"django"},
		Gates:    []rule.Gate{{Package: "django", Range: ">=5.2"}},
		Kinds:    []syntax.Kind{syntax.KBinaryOperator, syntax.KString, syntax.KConcatenatedString, syntax.KCall},
		Check:    reverseWithQuery,
	})
}

// gluedURL is an expression that makes a URL of reverse() and what follows it.
type gluedURL struct {
	expr, reverse   syntax.Node
	query, fragment string // Python source, "" for none
	safe            bool
}

func reverseWithQuery(p *rule.Pass, n syntax.Node) {
	if up := n.Parent(); up.Is(syntax.KBinaryOperator, syntax.KConcatenatedString) || up.Is(syntax.KAttribute) && n.Is(syntax.KString) {
		return // a part of a larger expression, which is looked at as a whole
	}
	parts, ok := pieces(n)
	if !ok || len(parts) < 2 || !parts[0].expr.Is(syntax.KCall) {
		return
	}
	u := gluedURL{expr: n, reverse: parts[0].expr}
	if !p.Module.Is(u.reverse.Child(syntax.FFunction), "django.urls.reverse", "django.urls.reverse_lazy") {
		return
	}
	for _, a := range edit.Elements(edit.Arguments(u.reverse)) {
		if a.Is(syntax.KDictionarySplat) || slices.Contains([]string{"query", "fragment"}, a.Child(syntax.FName).Text()) {
			return
		}
	}
	if !u.read(p.Module, parts[1:]) {
		return
	}
	p.ReportNode(n, "Pass `query=` / `fragment=` to reverse() instead of gluing the URL together", func() []rule.Fix { return u.fix(p) })
}

// piece is a part of a string that is put together: a literal or an expression.
type piece struct {
	literal string
	expr    syntax.Node
}

// pieces takes an expression apart that builds a string; ok is false where it
// is not known how the parts come out.
func pieces(n syntax.Node) (list []piece, ok bool) {
	switch n.Kind() {
	case syntax.KParenthesizedExpression:
		if inner := slices.Collect(n.Named()); len(inner) == 1 {
			return pieces(inner[0])
		}
		return nil, false
	case syntax.KString:
		return stringPieces(n)
	case syntax.KConcatenatedString:
		for c := range n.Named() {
			more, ok := stringPieces(c)
			if !ok {
				return nil, false
			}
			list = append(list, more...)
		}
		return list, true
	case syntax.KBinaryOperator:
		left, right := n.Child(syntax.FLeft), n.Child(syntax.FRight)
		switch n.Child(syntax.FOperator).Text() {
		case "+":
			a, ok1 := pieces(left)
			b, ok2 := pieces(right)
			return append(a, b...), ok1 && ok2
		case "%":
			values := []syntax.Node{right}
			if right.Is(syntax.KTuple) {
				values = slices.Collect(right.Named())
			}
			return formatted(left, "%s", "%", values)
		}
	case syntax.KCall:
		if f := n.Child(syntax.FFunction); f.Is(syntax.KAttribute) && f.Child(syntax.FAttribute).Text() == "format" && f.Child(syntax.FObject).Is(syntax.KString) {
			return formatted(f.Child(syntax.FObject), "{}", "{", edit.Elements(edit.Arguments(n)))
		}
	}
	return []piece{{expr: n}}, true
}

func stringPieces(n syntax.Node) (list []piece, ok bool) {
	if start := strings.ToLower(n.FirstChild().Text()); strings.ContainsAny(start, "b") {
		return nil, false
	}
	for c := range n.Named() {
		switch c.Kind() {
		case syntax.KStringContent:
			if strings.ContainsAny(c.Text(), `\{}`) {
				return nil, false
			}
			list = append(list, piece{literal: c.Text()})
		case syntax.KInterpolation:
			parts := slices.Collect(c.Named())
			if len(parts) != 1 || strings.Contains(c.Text(), "=}") {
				return nil, false
			}
			list = append(list, piece{expr: parts[0]})
		}
	}
	return list, true
}

// formatted fills the values into a template with fields of one form; anything
// else that begins with escape makes it unknown.
func formatted(template syntax.Node, field, escape string, values []syntax.Node) (list []piece, ok bool) {
	if !template.Is(syntax.KString) {
		return nil, false
	}
	content := template.ChildOf(syntax.KStringContent)
	if len(slices.Collect(template.Named())) != 3 || strings.Contains(content.Text(), `\`) {
		return nil, false
	}
	literals := strings.Split(content.Text(), field)
	if len(literals)-1 != len(values) {
		return nil, false
	}
	for i, l := range literals {
		if strings.Contains(l, escape) || strings.Contains(l, "}") && escape == "{" {
			return nil, false
		}
		if l != "" {
			list = append(list, piece{literal: l})
		}
		if i < len(values) {
			if values[i].Is(syntax.KKeywordArgument, syntax.KListSplat, syntax.KDictionarySplat) {
				return nil, false
			}
			list = append(list, piece{expr: values[i]})
		}
	}
	return list, true
}

// hole stands for an expression in a text.
const hole = "\x00"

var (
	pair     = regexp.MustCompile(`^([\w.-]+)=([\w.-]*|\x00)$`)
	fragment = regexp.MustCompile(`^([\w.-]+|\x00)$`)
)

// read understands what follows the reverse call.
func (u *gluedURL) read(m *semantic.Module, rest []piece) bool {
	var text strings.Builder
	var exprs []syntax.Node
	for _, p := range rest {
		if p.expr.IsNil() {
			text.WriteString(p.literal)
		} else {
			text.WriteString(hole)
			exprs = append(exprs, p.expr)
		}
	}
	next := func() syntax.Node {
		e := exprs[0]
		exprs = exprs[1:]
		return e
	}
	u.safe = true
	before, after, hasFragment := strings.Cut(text.String(), "#")
	switch {
	case before == "" && hasFragment:
	case before == "?"+hole:
		if !u.encoded(m, next()) {
			return false
		}
	case strings.HasPrefix(before, "?"):
		if !u.pairs(m, before[1:], next) {
			return false
		}
		if strings.Contains(after, hole) {
			return false
		}
	default:
		return false
	}
	if !hasFragment {
		return true
	}
	if !fragment.MatchString(after) {
		return false
	}
	if after == hole {
		u.fragment, u.safe = next().Text(), false
	} else {
		u.fragment = `"` + after + `"`
	}
	return true
}

// encoded reads urlencode(X) and X.urlencode().
func (u *gluedURL) encoded(m *semantic.Module, n syntax.Node) bool {
	if !n.Is(syntax.KCall) {
		return false
	}
	f, args := n.Child(syntax.FFunction), edit.Elements(edit.Arguments(n))
	if f.Is(syntax.KAttribute) && f.Child(syntax.FAttribute).Text() == "urlencode" && len(args) == 0 {
		u.query = f.Child(syntax.FObject).Text()
		return true
	}
	if !m.Is(f, "urllib.parse.urlencode", "django.utils.http.urlencode") || len(args) == 0 || len(args) > 2 ||
		args[0].Is(syntax.KKeywordArgument, syntax.KListSplat, syntax.KDictionarySplat) {
		return false
	}
	u.query = args[0].Text()
	u.safe = plainDict(m, args[0])
	if len(args) == 2 {
		value := args[1]
		if value.Is(syntax.KKeywordArgument) {
			if value.Child(syntax.FName).Text() != "doseq" {
				return false
			}
			value = value.Child(syntax.FValue)
		}
		u.safe = u.safe || value.Is(syntax.KTrue)
	}
	return true
}

// plainDict tells whether n is a dictionary display that is not empty and
// whose values are scalars: it comes out the same with doseq and without.
func plainDict(m *semantic.Module, n syntax.Node) bool {
	if !n.Is(syntax.KDictionary) {
		return false
	}
	some := false
	for c := range n.Named() {
		v := c.Child(syntax.FValue)
		scalar := v.Is(syntax.KString, syntax.KConcatenatedString, syntax.KInteger, syntax.KFloat, syntax.KTrue, syntax.KFalse) ||
			v.Is(syntax.KCall) && m.Is(v.Child(syntax.FFunction), "builtins.str", "builtins.int")
		if !c.Is(syntax.KPair) || !scalar {
			return false
		}
		some = true
	}
	return some
}

// pairs reads "k=v&k2=" with an expression or a word after each "=".
func (u *gluedURL) pairs(m *semantic.Module, text string, next func() syntax.Node) bool {
	var keys, values []string
	for _, s := range strings.Split(text, "&") {
		g := pair.FindStringSubmatch(s)
		if g == nil {
			return false
		}
		value := `"` + g[2] + `"`
		if g[2] == hole {
			value = unquoted(m, next()).Text()
			u.safe = false
		}
		keys, values = append(keys, g[1]), append(values, value)
	}
	repeated := len(slices.Compact(slices.Sorted(slices.Values(keys)))) < len(keys)
	format, open, end := "%q: %s", "{", "}"
	if repeated {
		format, open, end = "(%q, %s)", "[", "]"
	}
	var items []string
	for i, k := range keys {
		items = append(items, fmt.Sprintf(format, k, values[i]))
	}
	u.query = open + strings.Join(items, ", ") + end
	return true
}

// unquoted is x in quote(x): reverse() quotes.
func unquoted(m *semantic.Module, n syntax.Node) syntax.Node {
	if n.Is(syntax.KCall) && m.Is(n.Child(syntax.FFunction), "urllib.parse.quote", "urllib.parse.quote_plus") {
		if args := edit.Elements(edit.Arguments(n)); len(args) == 1 && !args[0].Is(syntax.KKeywordArgument, syntax.KListSplat) {
			return args[0]
		}
	}
	return n
}

func (u *gluedURL) fix(p *rule.Pass) []rule.Fix {
	for c := range p.File.CommentsIn(u.expr.Start(), u.expr.End()) {
		if c.Start() < u.reverse.Start() || c.Start() > u.reverse.End() {
			return nil
		}
	}
	b := p.Builder()
	if u.query != "" {
		b.AddKeyword(u.reverse, "query", u.query)
	}
	if u.fragment != "" {
		b.AddKeyword(u.reverse, "fragment", u.fragment)
	}
	b.DeleteRange(u.expr.Start(), u.reverse.Start())
	b.DeleteRange(u.reverse.End(), u.expr.End())
	edits, err := b.Edits()
	if err != nil {
		return nil
	}
	fix := rule.Fix{Title: "Use reverse(query=...)", Edits: edits}
	if !u.safe {
		fix.Safety, fix.Reason = rule.Unsafe, "values are percent-encoded, an empty query gives no \"?\""
	}
	return []rule.Fix{fix}
}
