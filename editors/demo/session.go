package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/aymanbagabas/go-udiff"
	"go.lsp.dev/uri"
)

// document is an open file.
type document struct {
	name    string // below the project's root
	uri     string
	version int
	text    string
}

// session is one sitting at the editor.
type session struct {
	screen
	client   *client
	root     string
	latency  []time.Duration // of the diagnostics after each fix
	finished map[string]string
}

// play opens the files of the project one after the other and takes every fix that the server offers; into the last one
// it types a snippet's prefix and takes the completion. It returns the final text of the files by name. Nothing is
// written to disk.
func play(ctx context.Context, server, root string, out screen) (map[string]string, error) {
	rootURI := string(uri.File(root))
	c, err := start(ctx, server, rootURI, os.Stderr)
	if err != nil {
		return nil, err
	}
	s := &session{screen: out, client: c, root: root, finished: map[string]string{}}
	s.say("An editor opens a small FastAPI, Pydantic and SQLAlchemy project; `%s server` answers it.", filepath.Base(server))
	for _, name := range []string{"orders/schemas.py", "orders/db.py", "orders/main.py", "pyproject.toml"} {
		if err := s.fix(ctx, name); err != nil {
			return nil, err
		}
	}
	if err := s.complete(ctx, "orders/timing.py", "decorator"); err != nil {
		return nil, err
	}
	slices.Sort(s.latency)
	s.title("%s, each answered with the diagnostics that are left, the median after %s",
		count(len(s.latency), "change"), s.latency[len(s.latency)/2].Round(10*time.Microsecond))
	return s.finished, c.stop(ctx)
}

func (s *session) open(ctx context.Context, name string) (*document, []diagnostic, error) {
	path := filepath.Join(s.root, name)
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	d := &document{name: name, uri: string(uri.File(path)), version: 1, text: string(text)}
	language := "python"
	if filepath.Ext(name) == ".toml" {
		language = "toml"
	}
	err = s.client.conn.Notify(ctx, "textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": d.uri, "languageId": language, "version": d.version, "text": d.text,
	}})
	if err != nil {
		return nil, nil, err
	}
	diagnostics, _, err := s.client.diagnostics(ctx, d.uri, d.version)
	return d, diagnostics, err
}

// fix opens a file, shows its diagnostics and takes the first fix of each until none is left.
func (s *session) fix(ctx context.Context, name string) error {
	d, diagnostics, err := s.open(ctx, name)
	if err != nil {
		return err
	}
	s.title("%s: %s", name, count(len(diagnostics), "hint"))
	for _, diag := range diagnostics {
		s.diagnostic(d, diag)
	}
	for round := 0; ; round++ {
		if round == 50 {
			return fmt.Errorf("%s: %d diagnostics are left after %d fixes", name, len(diagnostics), round)
		}
		action, err := s.firstFix(ctx, d, diagnostics)
		if err != nil {
			return err
		}
		if action == nil {
			break
		}
		s.say("\n💡 %s", action.Title)
		for _, change := range action.Edit.DocumentChanges {
			if change.TextDocument.URI != d.uri {
				return fmt.Errorf("%s edits %s, which is not open", action.Title, change.TextDocument.URI)
			}
			before, sent := d.text, time.Now()
			if err := s.change(ctx, d, change.Edits); err != nil {
				return err
			}
			var answered time.Time
			if diagnostics, answered, err = s.client.diagnostics(ctx, d.uri, d.version); err != nil {
				return err
			}
			s.latency = append(s.latency, answered.Sub(sent))
			s.diff(before, d.text, nil)
		}
	}
	s.finished[name] = d.text
	return nil
}

// firstFix asks for the fixes of each diagnostic in turn and returns the preferred one, or the first, of the first
// diagnostic that has any; nil if none has.
func (s *session) firstFix(ctx context.Context, d *document, diagnostics []diagnostic) (*codeAction, error) {
	for _, diag := range diagnostics {
		var actions []codeAction
		err := s.client.call(ctx, "textDocument/codeAction", map[string]any{
			"textDocument": documentID{d.uri},
			"range":        diag.Range,
			"context":      map[string]any{"diagnostics": []diagnostic{diag}, "only": []string{"quickfix"}, "triggerKind": 1},
		}, &actions)
		if err != nil {
			return nil, err
		}
		actions = slices.DeleteFunc(actions, func(a codeAction) bool {
			return a.Disabled != nil || strings.HasPrefix(a.Title, "Suppress ")
		})
		if len(actions) == 0 {
			continue
		}
		action := actions[max(0, slices.IndexFunc(actions, func(a codeAction) bool { return a.IsPreferred }))]
		if action.Edit == nil {
			if err := s.client.call(ctx, "codeAction/resolve", action, &action); err != nil {
				return nil, err
			}
		}
		if action.Edit == nil {
			return nil, fmt.Errorf("%s: no edit", action.Title)
		}
		return &action, nil
	}
	return nil, nil
}

// complete opens a file, types a word into a new line at its end, and takes the first snippet that the server offers.
func (s *session) complete(ctx context.Context, name, word string) error {
	d, _, err := s.open(ctx, name)
	if err != nil {
		return err
	}
	s.title("%s: typing %q", name, word)
	end := positionAt(d.text, len(d.text))
	if err := s.change(ctx, d, []textEdit{{textRange{end, end}, "\n\n" + word + "\n"}}); err != nil {
		return err
	}
	cursor := positionAt(d.text, len(d.text)-len("\n"))
	var list struct {
		Items []completionItem `json:"items"`
	}
	err = s.client.call(ctx, "textDocument/completion", map[string]any{
		"textDocument": documentID{d.uri}, "position": cursor,
	}, &list)
	if err != nil {
		return err
	}
	for _, item := range list.Items {
		s.say("  ▸ %-24s %s", item.Label, s.dim(item.Detail))
	}
	chosen := slices.IndexFunc(list.Items, func(item completionItem) bool { return item.TextEdit != nil && item.InsertTextFormat == 2 })
	if chosen < 0 {
		return fmt.Errorf("no snippet is offered for %q", word)
	}
	item := list.Items[chosen]
	if err := s.client.call(ctx, "completionItem/resolve", item, &item); err != nil {
		return err
	}
	s.say("\n⏎ %s: placeholders to type over are marked, imports are added", item.Label)
	edits := append([]textEdit{{item.TextEdit.Range, expand(item.TextEdit.NewText, func(t string) string { return t })}}, item.AdditionalTextEdits...)
	before := d.text
	if err := s.change(ctx, d, edits); err != nil {
		return err
	}
	s.diff(before, d.text, strings.Split(expand(item.TextEdit.NewText, s.highlight), "\n"))
	s.finished[name] = d.text
	return nil
}

// change applies edits to a document and tells the server, as an editor does: ranges, from the end of the file to its
// start.
func (s *session) change(ctx context.Context, d *document, edits []textEdit) error {
	edits = slices.Clone(edits)
	sort.SliceStable(edits, func(i, j int) bool {
		return offsetAt(d.text, edits[i].Range.Start) > offsetAt(d.text, edits[j].Range.Start)
	})
	var changes []map[string]any
	var diffs []udiff.Edit
	for _, e := range edits {
		changes = append(changes, map[string]any{"range": e.Range, "text": e.NewText})
		diffs = append(diffs, udiff.Edit{Start: offsetAt(d.text, e.Range.Start), End: offsetAt(d.text, e.Range.End), New: e.NewText})
	}
	text, err := udiff.Apply(d.text, diffs)
	if err != nil {
		return err
	}
	d.text = text
	d.version++
	return s.client.conn.Notify(ctx, "textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": d.uri, "version": d.version},
		"contentChanges": changes,
	})
}

// count says how many there are of something.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// offsetAt returns the byte offset of a position.
func offsetAt(text string, p position) int {
	offset := 0
	for range p.Line {
		next := strings.IndexByte(text[offset:], '\n')
		if next < 0 {
			return len(text)
		}
		offset += next + 1
	}
	return min(offset+p.Character, len(text))
}

// positionAt is the inverse of offsetAt.
func positionAt(text string, offset int) position {
	before := text[:offset]
	return position{strings.Count(before, "\n"), offset - strings.LastIndexByte(before, '\n') - 1}
}
