package server

import (
	"bytes"
	"context"
	"encoding/json"
	"sync"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/pyidiom/pyidiom/snippets"
)

// completionCache keeps the last lists of completions until they are resolved.
type completionCache struct {
	mu    sync.Mutex
	next  int
	lists map[int]*completionList
}

type completionList struct {
	view  view
	items []snippets.Item
}

// keptLists is how many lists of completions are kept: an editor resolves items
// of its last one, or few.
const keptLists = 8

// completionData says which item of which list is to be resolved.
type completionData struct {
	List int `json:"list"`
	Item int `json:"item"`
}

func (c *completionCache) add(l *completionList) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lists == nil {
		c.lists = map[int]*completionList{}
	}
	c.next++
	c.lists[c.next] = l
	delete(c.lists, c.next-keptLists)
	return c.next
}

func (c *completionCache) get(d completionData) (*completionList, *snippets.Item) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.lists[d.List]
	if l == nil || d.Item < 0 || d.Item >= len(l.items) {
		return nil, nil
	}
	return l, &l.items[d.Item]
}

// completion answers textDocument/completion with the pages of the guide that
// fit the place; null if none does. The list is complete: Helix takes what it
// gets for an incomplete one as complete, so nothing may depend on being asked
// again while the word grows. All fields are on the items themselves:
// not every client knows itemDefaults.
func (s *session) completion(p *protocol.CompletionParams) (answer, error) {
	v, open := s.look(p.TextDocument.URI)
	if !open {
		return nil, nil
	}
	offset := s.offset(v.snap.File.Text, p.Position)
	return func(ctx context.Context) (any, error) {
		if !s.caps.watchFiles && s.guides.Refresh() {
			s.problemsSoon()
		}
		items := s.guides.Guide(v.snap.View).Complete(v.snap, offset)
		if len(items) == 0 {
			return nil, nil
		}
		list := s.completions.add(&completionList{v, items})
		out := &protocol.CompletionList{Items: make([]protocol.CompletionItem, 0, len(items))}
		for i := range items {
			out.Items = append(out.Items, s.completionItem(v, &items[i], completionData{list, i}))
		}
		return out, nil
	}, nil
}

func (s *session) completionItem(v view, it *snippets.Item, data completionData) protocol.CompletionItem {
	text := v.snap.File.Text
	edit := &protocol.TextEdit{Range: s.rangeOf(text, it.Start, it.End)}
	c := protocol.CompletionItem{
		Label:      it.Label,
		Kind:       protocol.CompletionItemKindSnippet,
		Detail:     protocol.NewOptional(it.Detail),
		SortText:   protocol.NewOptional(it.SortText),
		FilterText: protocol.NewOptional(it.FilterText),
		TextEdit:   edit,
		Data:       dataOf(data),
	}
	if s.caps.snippets {
		edit.NewText = it.Snippet
		c.InsertTextFormat = protocol.InsertTextFormatSnippet
		if s.caps.adjustIndent {
			c.InsertTextMode = protocol.InsertTextModeAdjustIndentation
		}
	} else {
		edit.NewText = it.Plain
		c.InsertTextFormat = protocol.InsertTextFormatPlainText
		if s.caps.adjustIndent {
			c.InsertTextMode = protocol.InsertTextModeAsIs
		}
	}
	if !s.caps.lazyImports {
		c.AdditionalTextEdits = s.textEdits(text, it.Imports())
	}
	if !s.caps.lazyDocs {
		c.Documentation = s.documentation(it)
	}
	return c
}

func (s *session) documentation(it *snippets.Item) protocol.InlayHintTooltip {
	md := it.Documentation()
	if s.caps.completionMD {
		return &protocol.MarkupContent{Kind: protocol.MarkupKindMarkdown, Value: md}
	}
	return protocol.String(plainText(md))
}

// resolveCompletion answers completionItem/resolve. A client resolves an item
// when more was typed since the list was made; the imports still fit as long as
// nothing before the typed word has changed.
func (s *session) resolveCompletion(p *json.RawMessage) (answer, error) {
	var head struct {
		Label string         `json:"label"`
		Data  completionData `json:"data"`
	}
	if err := json.Unmarshal(*p, &head); err != nil {
		return nil, invalidParams(err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(*p, &fields); err != nil {
		return nil, invalidParams(err)
	}
	l, it := s.completions.get(head.Data)
	var now view
	if it != nil {
		now, _ = s.look(l.view.doc.uri)
	}
	return func(context.Context) (any, error) {
		if it == nil || it.Label != head.Label {
			return encodedFields(fields)
		}
		set := func(name string, v any) error {
			b, err := protocol.Marshal(v)
			fields[name] = b
			return err
		}
		if s.caps.lazyDocs {
			if err := set("documentation", s.documentation(it)); err != nil {
				return nil, err
			}
		}
		if s.caps.lazyImports && now.snap != nil {
			text := l.view.snap.File.Text
			same := now.snap == l.view.snap || now.snap.File.Text.Len() >= it.Start &&
				bytes.Equal(now.snap.File.Text.Slice(0, it.Start), text.Slice(0, it.Start))
			if edits := it.Imports(); same && len(edits) > 0 {
				list := s.textEdits(text, edits)
				b, err := json.Marshal(list)
				if err != nil {
					return nil, err
				}
				fields["additionalTextEdits"] = b
			}
		}
		return encodedFields(fields)
	}, nil
}

// encodedFields encodes an object with its fields in the order of their names.
func encodedFields(fields map[string]json.RawMessage) (any, error) {
	b, err := json.Marshal(fields)
	return jsonrpc2.RawMessage(b), err
}
