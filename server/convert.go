package server

import (
	"math"
	"strings"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// position is a position as clients send it: outside what LSP allows, too.
type position struct {
	Line      int64 `json:"line"`
	Character int64 `json:"character"`
}

func (p position) clamp() syntax.Position {
	return syntax.Position{Line: clamp(p.Line), Character: clamp(p.Character)}
}

func clamp(n int64) uint32 { return uint32(max(0, min(n, math.MaxUint32))) }

type span struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

func (s *session) offset(t *syntax.Text, p protocol.Position) int {
	return t.Offset(syntax.Position{Line: p.Line, Character: p.Character}, s.caps.encoding)
}

func (s *session) position(t *syntax.Text, offset int) protocol.Position {
	p := t.Position(offset, s.caps.encoding)
	return protocol.Position{Line: p.Line, Character: p.Character}
}

func (s *session) rangeOf(t *syntax.Text, start, end int) protocol.Range {
	return protocol.Range{Start: s.position(t, start), End: s.position(t, end)}
}

func (s *session) textEdit(t *syntax.Text, e edit.Edit) protocol.TextEdit {
	return protocol.TextEdit{Range: s.rangeOf(t, e.Start, e.End), NewText: e.New}
}

func (s *session) textEdits(t *syntax.Text, edits []edit.Edit) []protocol.TextEdit {
	list := make([]protocol.TextEdit, 0, len(edits))
	for _, e := range edits {
		list = append(list, s.textEdit(t, e))
	}
	return list
}

// pathOf is the path under which a document is analysed; "" for a URI that
// cannot be read. A document that is not a file (untitled:, a notebook cell)
// gets a name that no file has, in the directory it seems to be in.
func pathOf(u uri.URI, language string) string {
	s := string(u)
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || rest == "" {
		return ""
	}
	if strings.EqualFold(scheme, "file") {
		parsed, err := uri.Parse(s)
		if err != nil {
			return ""
		}
		return parsed.FsPath()
	}
	rest = strings.TrimLeft(rest, "/")
	rest, cell, _ := strings.Cut(rest, "#")
	rest, _, _ = strings.Cut(rest, "?")
	path := "/" + rest
	if cell != "" {
		path += "." + cell
	}
	ext := ".py"
	if language == "toml" {
		ext = ".toml"
	}
	if !strings.HasSuffix(path, ext) {
		path += ext
	}
	return path
}

func fileURI(path string) uri.URI { return uri.File(path) }

func deref[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

func ptr[T any](v T) *T { return &v }

// isFile tells whether a URI names a file.
func isFile(u uri.URI) bool { return strings.HasPrefix(strings.ToLower(string(u)), "file:") }
