package server

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/pyidiom/pyidiom/analysis/rule"
)

// command runs a command of workspace/executeCommand with its first argument,
// null without one.
type command func(s *session, arg json.RawMessage) (answer, error)

var commands map[string]command

func init() {
	commands = map[string]command{
		"pyidiom.fixAll":         (*session).fixAllCommand,
		"pyidiom.openRule":       (*session).openRuleCommand,
		"pyidiom.checkWorkspace": (*session).checkWorkspaceCommand,
	}
}

func commandNames() []string { return slices.Sorted(maps.Keys(commands)) }

// executeCommand answers workspace/executeCommand.
func (s *session) executeCommand(p *protocol.ExecuteCommandParams) (answer, error) {
	run, ok := commands[p.Command]
	if !ok {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "command %q is not known", p.Command)
	}
	arg := json.RawMessage("null")
	if len(p.Arguments) > 0 {
		arg = json.RawMessage(p.Arguments[0])
	}
	return run(s, arg)
}

// fixAllCommand applies fix-all to an open document, given by its URI or as
// {"textDocument": {"uri": …}} or {"uri": …}. The result is whether the client
// applied the edit; null if there was nothing to do.
func (s *session) fixAllCommand(arg json.RawMessage) (answer, error) {
	u, err := uriArgument(arg)
	if err != nil {
		return nil, err
	}
	v, open := s.look(u)
	if !open {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s is not open", u)
	}
	if !s.caps.applyEdit {
		return nil, jsonrpc2.NewError(jsonrpc2.InvalidRequest, "this client does not apply edits (workspace.applyEdit)")
	}
	return func(ctx context.Context) (any, error) {
		e, ok := s.fixAllEdit(ctx, v, nil)
		if !ok {
			return nil, nil
		}
		res, err := s.client.ApplyEdit(ctx, &protocol.ApplyWorkspaceEditParams{Label: ptr("Fix all pyidiom findings"), Edit: *e})
		if err != nil {
			return nil, err
		}
		return res, nil
	}, nil
}

func uriArgument(arg json.RawMessage) (uri.URI, error) {
	var text string
	if json.Unmarshal(arg, &text) == nil && text != "" {
		return uri.URI(text), nil
	}
	var object struct {
		URI          uri.URI `json:"uri"`
		TextDocument struct {
			URI uri.URI `json:"uri"`
		} `json:"textDocument"`
	}
	if json.Unmarshal(arg, &object) == nil {
		if object.URI != "" {
			return object.URI, nil
		}
		if object.TextDocument.URI != "" {
			return object.TextDocument.URI, nil
		}
	}
	return "", jsonrpc2.NewError(jsonrpc2.InvalidParams, "the argument is neither a URI nor an object with one")
}

// rulePage is the result of pyidiom.openRule.
type rulePage struct {
	Code string `json:"code"`
	Name string `json:"name"`
	URL  string `json:"url"`
	Page string `json:"page"` // Markdown
}

// openRuleCommand shows the page of a rule, given by its code or name, in the
// browser where the client can open one. The result is the page.
func (s *session) openRuleCommand(arg json.RawMessage) (answer, error) {
	var name string
	if err := json.Unmarshal(arg, &name); err != nil {
		return nil, jsonrpc2.NewError(jsonrpc2.InvalidParams, "the argument is not the code of a rule")
	}
	r := rule.Find(name)
	if r == nil {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "there is no rule %q", name)
	}
	return func(ctx context.Context) (any, error) {
		if s.caps.showDocument {
			_, err := s.client.ShowDocument(ctx, &protocol.ShowDocumentParams{URI: uri.URI(r.URL()), External: ptr(true)})
			if err != nil {
				s.log.Warn(fmt.Sprintf("the client did not open %s", r.URL()))
			}
		}
		return jsonResult(rulePage{r.Code, r.Name, r.URL(), r.Page})
	}, nil
}

// workspaceReport is the result of pyidiom.checkWorkspace.
type workspaceReport struct {
	Files    int            `json:"files"`
	Findings int            `json:"findings"`
	ByCode   map[string]int `json:"byCode"`
}

// checkWorkspaceCommand checks all files of the workspace and counts.
func (s *session) checkWorkspaceCommand(json.RawMessage) (answer, error) {
	return func(ctx context.Context) (any, error) {
		r := workspaceReport{ByCode: map[string]int{}}
		for _, path := range s.engine.files(ctx) {
			snap, err := s.engine.Load(path)
			if err != nil {
				continue
			}
			r.Files++
			for _, f := range snap.Findings(ctx) {
				r.Findings++
				r.ByCode[f.Rule.Code]++
			}
			if ctx.Err() != nil {
				return nil, protocol.ErrRequestCancelled
			}
		}
		return jsonResult(r)
	}, nil
}

// jsonResult encodes a type of ours.
func jsonResult(v any) (any, error) {
	b, err := json.Marshal(v)
	return jsonrpc2.RawMessage(b), err
}
