package server

import (
	"slices"

	"go.lsp.dev/protocol"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// clientCaps is what matters of the capabilities of a client.
type clientCaps struct {
	encoding syntax.Encoding

	pull           bool // asks for diagnostics itself
	refresh        bool // can be told that they changed
	tags           bool
	related        bool
	codeDesc       bool
	diagnosticData bool

	literals        bool // code actions, not commands only
	preferred       bool
	disabled        bool
	lazyEdit        bool // codeAction/resolve fills in "edit"
	documentChanges bool
	applyEdit       bool

	snippets      bool
	adjustIndent  bool // honours insertTextMode
	lazyImports   bool // completionItem/resolve fills in "additionalTextEdits"
	lazyDocs      bool
	completionMD  bool // Markdown in the documentation of completions
	hoverMD       bool
	configuration bool
	watchFiles    bool
	watchConfig   bool
	folders       bool
	progress      bool
	showDocument  bool
}

func readCaps(c *protocol.ClientCapabilities) clientCaps {
	var k clientCaps
	k.encoding = syntax.UTF16
	if g := c.General; g != nil {
		switch {
		case slices.Contains(g.PositionEncodings, protocol.PositionEncodingKindUTF8):
			k.encoding = syntax.UTF8
		case slices.Contains(g.PositionEncodings, protocol.PositionEncodingKindUTF16):
		case slices.Contains(g.PositionEncodings, protocol.PositionEncodingKindUTF32):
			k.encoding = syntax.UTF32
		}
	}
	if w := c.Workspace; w != nil {
		k.applyEdit = deref(w.ApplyEdit)
		k.configuration = deref(w.Configuration)
		k.folders = deref(w.WorkspaceFolders)
		if e := w.WorkspaceEdit; e != nil {
			k.documentChanges = deref(e.DocumentChanges)
		}
		if d := w.DidChangeWatchedFiles; d != nil {
			k.watchFiles = deref(d.DynamicRegistration)
		}
		if d := w.DidChangeConfiguration; d != nil {
			k.watchConfig = deref(d.DynamicRegistration)
		}
		if d := w.Diagnostics; d != nil {
			k.refresh = deref(d.RefreshSupport)
		}
	}
	if w := c.Window; w != nil {
		k.progress = deref(w.WorkDoneProgress)
		k.showDocument = w.ShowDocument != nil && w.ShowDocument.Support
	}
	t := c.TextDocument
	if t == nil {
		return k
	}
	if d := t.PublishDiagnostics; d != nil {
		k.diagnostics(&d.DiagnosticsCapabilities)
	}
	if d := t.Diagnostic; d != nil {
		k.pull = true
		k.diagnostics(&d.DiagnosticsCapabilities)
	}
	if a := t.CodeAction; a != nil {
		k.literals = len(a.CodeActionLiteralSupport.CodeActionKind.ValueSet) > 0
		k.preferred = deref(a.IsPreferredSupport)
		k.disabled = deref(a.DisabledSupport)
		k.lazyEdit = deref(a.DataSupport) && slices.Contains(a.ResolveSupport.Properties, "edit")
	}
	if h := t.Hover; h != nil {
		k.hoverMD = len(h.ContentFormat) > 0 && h.ContentFormat[0] == protocol.MarkupKindMarkdown
	}
	if x := t.Completion; x != nil && x.CompletionItem != nil {
		i := x.CompletionItem
		k.snippets = deref(i.SnippetSupport)
		k.adjustIndent = slices.Contains(i.InsertTextModeSupport.ValueSet, protocol.InsertTextModeAdjustIndentation)
		k.lazyImports = slices.Contains(i.ResolveSupport.Properties, "additionalTextEdits")
		k.lazyDocs = slices.Contains(i.ResolveSupport.Properties, "documentation")
		k.completionMD = slices.Contains(i.DocumentationFormat, protocol.MarkupKindMarkdown)
	}
	return k
}

// diagnostics reads what a client does with diagnostics. A client that both
// gets and asks for them says it twice, and not always the same.
func (k *clientCaps) diagnostics(d *protocol.DiagnosticsCapabilities) {
	k.tags = k.tags || len(d.TagSupport.ValueSet) > 0
	k.related = k.related || deref(d.RelatedInformation)
	k.codeDesc = k.codeDesc || deref(d.CodeDescriptionSupport)
	k.diagnosticData = k.diagnosticData || deref(d.DataSupport)
}

func (k *clientCaps) encodingKind() protocol.PositionEncodingKind {
	switch k.encoding {
	case syntax.UTF8:
		return protocol.PositionEncodingKindUTF8
	case syntax.UTF32:
		return protocol.PositionEncodingKindUTF32
	}
	return protocol.PositionEncodingKindUTF16
}
