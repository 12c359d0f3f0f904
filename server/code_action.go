package server

import (
	"context"
	"fmt"
	"strings"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/snippets"
)

// codeActionParams are CodeActionParams without context.diagnostics. What is
// offered comes from the state of the server; diagnostics in a request are
// those of any server, and what they hold is no business of ours.
type codeActionParams struct {
	TextDocument struct {
		URI uri.URI `json:"uri"`
	} `json:"textDocument"`
	Range   span `json:"range"`
	Context struct {
		Only        []string `json:"only"`
		TriggerKind int      `json:"triggerKind"`
	} `json:"context"`
}

// actionData is what codeAction/resolve needs to make an action again.
type actionData struct {
	URI     uri.URI `json:"uri"`
	Version int32   `json:"version"`
	Start   int     `json:"start"` // of the request, in bytes
	End     int     `json:"end"`
	Nth     int     `json:"nth"`           // place in the answer of the engine
	Code    string  `json:"code"`          // of the finding that it answers
	Fix     string  `json:"fix,omitempty"` // the title of the fix
	All     bool    `json:"all,omitempty"` // the safe fixes of the rule with the code
}

// codeAction answers textDocument/codeAction: null if there is nothing to do.
func (s *session) codeAction(p *codeActionParams) (answer, error) {
	v, open := s.look(p.TextDocument.URI)
	if !open {
		return nil, nil
	}
	text := v.snap.File.Text
	start := text.Offset(p.Range.Start.clamp(), s.caps.encoding)
	end := text.Offset(p.Range.End.clamp(), s.caps.encoding)
	if end < start {
		start, end = end, start
	}
	only := p.Context.Only
	automatic := p.Context.TriggerKind == int(protocol.CodeActionTriggerKindAutomatic)
	return func(ctx context.Context) (any, error) {
		var list []protocol.CommandOrCodeAction
		add := func(a *protocol.CodeAction) { list = append(list, a) }
		if asks(only, "quickfix") || asks(only, "refactor.rewrite") {
			s.addActions(ctx, v, start, end, only, add)
		}
		if asks(only, string(kindFixAll)) && len(only) > 0 {
			s.addFixAll(ctx, v, only, automatic, add)
		}
		if len(list) == 0 {
			return nil, nil
		}
		return codeActions(list), nil
	}, nil
}

// codeActions encodes a list of actions.
func codeActions(list []protocol.CommandOrCodeAction) jsonrpc2.RawMessage {
	b := []byte{'['}
	for i, a := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b, _ = protocol.AppendMarshal(b, a)
	}
	return append(b, ']')
}

// asks tells whether a request that is restricted to kinds wants some action of
// a kind or below it. LSP nests kinds: "source" includes "source.fixAll".
func asks(only []string, kind string) bool {
	for _, o := range only {
		if within(kind, o) || within(o, kind) {
			return true
		}
	}
	return len(only) == 0
}

// allowed tells whether an action of a kind is wanted.
func allowed(only []string, kind string) bool {
	for _, o := range only {
		if within(kind, o) {
			return true
		}
	}
	return len(only) == 0
}

// within tells whether a kind is another or below it.
func within(kind, parent string) bool {
	return parent == "" || kind == parent || strings.HasPrefix(kind, parent+".")
}

func (s *session) addActions(ctx context.Context, v view, start, end int, only []string, add func(*protocol.CodeAction)) {
	actions := snippets.Actions(ctx, v.snap, start, end)
	firsts := map[*analysis.Finding]bool{}
	codes := map[string]bool{}
	var order []string
	for i := range actions {
		a := &actions[i]
		// A safe first fix is what the key for "fix it" applies.
		if a.Finding != nil && !firsts[a.Finding] {
			firsts[a.Finding] = true
			a.Preferred = a.Preferred || inFixAll(&a.Fix)
		}
		if !allowed(only, kindOf(a)) {
			continue
		}
		if c, ok := s.codeActionOf(v, start, end, i, a); ok {
			add(c)
		}
		if a.Finding != nil && inFixAll(&a.Fix) && !codes[a.Finding.Rule.Code] {
			codes[a.Finding.Rule.Code] = true
			order = append(order, a.Finding.Rule.Code)
		}
	}
	if !allowed(only, "quickfix") {
		return
	}
	for _, code := range order {
		if fixable(ctx, v.snap, code) < 2 {
			continue
		}
		data := actionData{URI: v.doc.uri, Version: v.version, Code: code, All: true}
		c := &protocol.CodeAction{Title: fmt.Sprintf("Fix all %s in file", code), Kind: ptr(protocol.CodeActionKindQuickFix)}
		if s.caps.lazyEdit {
			c.Data = dataOf(data)
		} else if e, ok := s.fixRuleEdit(ctx, v, code); ok {
			c.Edit = e
		} else {
			continue
		}
		add(c)
	}
}

// inFixAll tells whether fix-all may apply a fix without being told to apply
// unsafe ones.
func inFixAll(fix *rule.Fix) bool {
	return fix.Safety == rule.Safe && fix.Kind == "" && !fix.Manual && fix.Disabled == ""
}

// fixable counts the findings of a rule that have a safe fix, up to two.
func fixable(ctx context.Context, snap *analysis.Snapshot, code string) (n int) {
	findings := snap.Findings(ctx)
	for i := range findings {
		f := &findings[i]
		if f.Rule.Code != code {
			continue
		}
		for _, fix := range snap.Fixes(ctx, f) {
			if inFixAll(&fix) {
				n++
				break
			}
		}
		if n == 2 || ctx.Err() != nil {
			break
		}
	}
	return n
}

// kindOf is the LSP kind of an action.
func kindOf(a *analysis.Action) string {
	if a.Kind == "" {
		return string(protocol.CodeActionKindQuickFix)
	}
	return a.Kind
}

func (s *session) codeActionOf(v view, start, end, nth int, a *analysis.Action) (*protocol.CodeAction, bool) {
	c := &protocol.CodeAction{Title: titleOf(a), Kind: ptr(protocol.CodeActionKind(kindOf(a)))}
	if a.Disabled != "" {
		if !s.caps.disabled {
			return nil, false
		}
		c.Disabled.Reason = a.Disabled
		return c, true
	}
	if a.Finding != nil && a.Finding.Severity > rule.Action {
		c.Diagnostics = []protocol.Diagnostic{s.diagnosticOf(v.doc.uri, v.snap, a.Finding)}
	}
	if a.Preferred && s.caps.preferred {
		c.IsPreferred = ptr(true)
	}
	if s.caps.lazyEdit {
		data := actionData{URI: v.doc.uri, Version: v.version, Start: start, End: end, Nth: nth, Fix: a.Title}
		if a.Finding != nil {
			data.Code = a.Finding.Rule.Code
		}
		c.Data = dataOf(data)
		return c, true
	}
	e, ok := s.workspaceEdit(v, &a.Fix)
	c.Edit = e
	return c, ok
}

// titleOf says in the title what an unsafe fix may change.
func titleOf(a *analysis.Action) string {
	if a.Safety == rule.Safe || strings.HasSuffix(a.Title, ")") {
		return a.Title
	}
	if a.Reason != "" {
		return a.Title + " (" + a.Reason + ")"
	}
	return a.Title + " (may change behaviour)"
}

// addFixAll offers source.fixAll.pyidiom if there is something to fix.
// When an editor asks by itself, on saving, the setting fix-on-save picks the
// rules, if it is there.
func (s *session) addFixAll(ctx context.Context, v view, only []string, automatic bool, add func(*protocol.CodeAction)) {
	if !allowed(only, string(kindFixAll)) {
		return
	}
	var rules func(code string) bool
	if config := v.snap.View.Config(); automatic && config.FixOnSave.Set {
		rules = func(code string) bool {
			r := rule.Find(code)
			return r != nil && config.FixesOnSave(r.Code, r.Name)
		}
	}
	e, ok := s.fixAllEdit(ctx, v, rules)
	if !ok {
		return
	}
	add(&protocol.CodeAction{Title: "Fix all pyidiom findings", Kind: ptr(kindFixAll), Edit: e})
}

// fixAllEdit fixes all findings of a document that have a fix that fix-all may
// apply, or only those of some rules. ok is false if there are none.
func (s *session) fixAllEdit(ctx context.Context, v view, rules func(code string) bool) (e *protocol.WorkspaceEdit, ok bool) {
	return s.fixEdit(ctx, v, analysis.FixOptions{Unsafe: v.snap.View.Config().UnsafeFixes.Value, Only: rules})
}

// fixRuleEdit applies the safe fixes of one rule.
func (s *session) fixRuleEdit(ctx context.Context, v view, code string) (e *protocol.WorkspaceEdit, ok bool) {
	return s.fixEdit(ctx, v, analysis.FixOptions{Only: func(c string) bool { return c == code }})
}

func (s *session) fixEdit(ctx context.Context, v view, o analysis.FixOptions) (e *protocol.WorkspaceEdit, ok bool) {
	res := v.snap.FixAll(ctx, o)
	if len(res.Edits) == 0 || ctx.Err() != nil {
		return nil, false
	}
	return s.workspaceEdit(v, &rule.Fix{Edits: res.Edits})
}
