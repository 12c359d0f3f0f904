// Package snippets is the guide: pages of Markdown, one for each pattern,
// offered as completions where they fit. It knows nothing of LSP; offsets are
// bytes of a file.
//
// A page's front matter says where it fits and what it needs; see [Page]. The
// body is fitted to the file: to its versions, the names in it, its
// indentation and quotes.
package snippets

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sync"
)

//go:embed pages
var files embed.FS

// Guide is a set of pages.
type Guide struct{ pages []*Page }

// NewGuide makes a guide of pages without problems.
func NewGuide(pages ...*Page) *Guide { return &Guide{pages} }

// Pages are the pages of the guide in the order of their paths.
func (g *Guide) Pages() []*Page { return g.pages }

// Builtin is the guide that comes with the program.
func Builtin() *Guide {
	g, _ := builtin()
	return g
}

// Fingerprint is the SHA-256 of the built-in pages, in hexadecimal: it changes
// when one of them does.
func Fingerprint() string {
	h := sha256.New()
	_ = fs.WalkDir(files, "pages", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := files.ReadFile(path)
		fmt.Fprintf(h, "%s %d\n%s", path, len(src), src)
		return err
	})
	return hex.EncodeToString(h.Sum(nil))
}

// builtin reads the embedded pages. There are no problems in a program whose
// tests pass.
var builtin = sync.OnceValues(func() (*Guide, []Problem) {
	g := &Guide{}
	var problems []Problem
	err := fs.WalkDir(files, "pages", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := files.ReadFile(path)
		if err != nil {
			return err
		}
		p, found := Parse(path, src)
		if len(found) > 0 {
			problems = append(problems, found...)
			return nil
		}
		g.pages = append(g.pages, p)
		return nil
	})
	if err != nil {
		problems = append(problems, Problem{Path: "pages", Message: err.Error()})
	}
	return g, problems
})
