package sqlalchemy

import (
	"strings"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// literalURL is a URL that the source says, at least its scheme.
type literalURL struct {
	scheme     string
	start, end int              // of the scheme in the file; both 0 if it does not stand in one piece
	literal    syntax.Node      // the string, or the strings side by side
	constant   *semantic.Symbol // the module-level name that holds it, or nil
}

// urlOf is the URL that the expression n is: a string, a constant of the module
// that is one, make_url() or URL.create() of one. The literal is nil if n is
// none of these.
func urlOf(m *semantic.Module, n syntax.Node) literalURL {
	n = semantic.Unparenthesized(n)
	switch {
	case n.Is(syntax.KCall) && m.Is(n.Child(syntax.FFunction), makeURL...):
		return stringURL(m, argument(n, 0, "name_or_url"), false)
	case n.Is(syntax.KCall) && m.Is(n.Child(syntax.FFunction), createURL...):
		return stringURL(m, argument(n, 0, "drivername"), true)
	}
	return stringURL(m, n, false)
}

var (
	makeURL   = []string{"sqlalchemy.make_url", "sqlalchemy.engine.make_url", "sqlalchemy.engine.url.make_url"}
	createURL = []string{"sqlalchemy.URL.create", "sqlalchemy.engine.URL.create", "sqlalchemy.engine.url.URL.create"}
)

// stringURL is urlOf for a string or a constant; bare says that the string has
// nothing but the scheme.
func stringURL(m *semantic.Module, n syntax.Node, bare bool) literalURL {
	var u literalURL
	n = semantic.Unparenthesized(n)
	if n.Is(syntax.KIdentifier) {
		symbol, b := onlyBinding(m, n)
		if b == nil || b.Kind != semantic.Assignment || b.Scope.Kind() != semantic.ModuleScope || b.Guard != 0 ||
			!b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) {
			return u
		}
		u.constant = symbol
		n = semantic.Unparenthesized(b.Stmt().Child(syntax.FRight))
	}
	text, at, whole := beginning(n)
	scheme, _, found := strings.Cut(text, "://")
	if bare {
		scheme, found = text, whole
	}
	if !found || scheme == "" {
		return literalURL{}
	}
	u.scheme, u.literal = scheme, n
	// The first of strings side by side must hold the scheme.
	if first := firstString(n); strings.HasPrefix(first.Text()[at-first.Start():], scheme) {
		u.start, u.end = at, at+len(scheme)
	}
	return u
}

func firstString(n syntax.Node) syntax.Node {
	if n.Is(syntax.KConcatenatedString) {
		return n.ChildOf(syntax.KString)
	}
	return n
}

// beginning is what a string, or strings side by side, is known to begin with:
// all up to the first replacement field or escape. at is where it starts in the
// file; whole tells whether that is all of it.
func beginning(n syntax.Node) (text string, at int, whole bool) {
	if n.Is(syntax.KString) {
		open, end := n.ChildOf(syntax.KStringStart), n.ChildOf(syntax.KStringEnd)
		if end.IsNil() || strings.ContainsAny(open.Text(), "bB") {
			return "", 0, false
		}
		s := n.Text()[open.End()-n.Start() : end.Start()-n.Start()]
		if i := strings.IndexAny(s, `\{}`); i >= 0 && (s[i] == '\\' || strings.ContainsAny(open.Text(), "fF")) {
			return s[:i], open.End(), false
		}
		return s, open.End(), true
	}
	if !n.Is(syntax.KConcatenatedString) {
		return "", 0, false
	}
	for c := range n.Named() {
		s, start, all := beginning(c)
		if at == 0 {
			at = start
		}
		text += s
		if !all {
			return text, at, false
		}
	}
	return text, at, true
}
