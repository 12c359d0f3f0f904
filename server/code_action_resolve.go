package server

import (
	"context"
	"encoding/json"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/pyidiom/pyidiom/snippets"
)

// resolveCodeAction answers codeAction/resolve: it adds the edit. If the
// document has changed, the action is looked for in the new version; where it
// is not to be found without doubt, the client is told to ask again.
func (s *session) resolveCodeAction(p *json.RawMessage) (answer, error) {
	var head struct {
		Data actionData `json:"data"`
	}
	if err := json.Unmarshal(*p, &head); err != nil || head.Data.URI == "" {
		return nil, jsonrpc2.NewError(jsonrpc2.InvalidParams, "invalid params: this code action is not one of pyidiom's")
	}
	data := head.Data
	v, open := s.look(data.URI)
	if !open {
		return nil, protocol.ErrContentModified
	}
	action := append(json.RawMessage(nil), *p...)
	return func(ctx context.Context) (any, error) {
		var e *protocol.WorkspaceEdit
		ok := false
		if data.All {
			e, ok = s.fixRuleEdit(ctx, v, data.Code)
		} else {
			e, ok = s.findAction(ctx, v, &data)
		}
		if ctx.Err() != nil {
			return nil, protocol.ErrRequestCancelled
		}
		if !ok {
			return nil, protocol.ErrContentModified
		}
		// All that the client sent goes back as it was.
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(action, &fields); err != nil {
			return nil, invalidParams(err)
		}
		b, err := protocol.Marshal(e)
		if err != nil {
			return nil, err
		}
		fields["edit"] = b
		out, err := json.Marshal(fields)
		return jsonrpc2.RawMessage(out), err
	}, nil
}

// findAction makes the edit of an action that was offered before.
func (s *session) findAction(ctx context.Context, v view, data *actionData) (*protocol.WorkspaceEdit, bool) {
	n := v.snap.File.Text.Len()
	actions := snippets.Actions(ctx, v.snap, max(0, min(data.Start, n)), max(0, min(data.End, n)))
	found := -1
	for i := range actions {
		a := &actions[i]
		if a.Title != data.Fix || a.Disabled != "" || a.Finding != nil && a.Finding.Rule.Code != data.Code {
			continue
		}
		if v.version == data.Version && i == data.Nth {
			found = i
			break
		}
		if found >= 0 {
			return nil, false
		}
		found = i
	}
	if found < 0 {
		return nil, false
	}
	return s.workspaceEdit(v, &actions[found].Fix)
}
