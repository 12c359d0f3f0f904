package server

import (
	"context"
	"encoding/json"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
	"go.uber.org/zap"

	"github.com/pyidiom/pyidiom/analysis/project"
)

// kindFixAll is the code action kind of fix-all for this server alone.
const kindFixAll protocol.CodeActionKind = "source.fixAll.pyidiom"

func (s *session) initialize(p *protocol.InitializeParams) (any, error) {
	if s.phase.Load() != phaseNew {
		return nil, jsonrpc2.NewError(jsonrpc2.InvalidRequest, "initialize came twice")
	}
	s.caps = readCaps(&p.Capabilities)
	s.setTrace(&protocol.SetTraceParams{Value: p.Trace})
	s.watchParent(deref(p.ProcessID))
	s.setFolders(initialFolders(p))
	s.editorSettings(json.RawMessage(p.InitializationOptions), nil)
	s.phase.Store(phaseInitialized)
	s.log.Info("initialized", zap.String("client", p.ClientInfo.Name), zap.String("encoding", string(s.caps.encodingKind())),
		zap.Bool("pull", s.caps.pull))
	return &protocol.InitializeResult{
		Capabilities: s.capabilities(),
		ServerInfo:   protocol.ServerInfo{Name: "pyidiom", Version: protocol.NewOptional(s.opts.Version)},
	}, nil
}

// initialFolders are the workspace folders of a client, or what older clients
// send in their place.
func initialFolders(p *protocol.InitializeParams) []protocol.WorkspaceFolder {
	if list, ok := p.WorkspaceFolders.Get(); ok && len(list) > 0 {
		return list
	}
	//lint:ignore SA1019 clients without workspace folders have only this
	root := p.RootURI
	if root != nil && *root != "" {
		return []protocol.WorkspaceFolder{{URI: *root, Name: uri.Basename(*root)}}
	}
	//lint:ignore SA1019 and older ones only this
	if path, ok := p.RootPath.Get(); ok && path != "" {
		return []protocol.WorkspaceFolder{{URI: fileURI(path), Name: path}}
	}
	return nil
}

func (s *session) capabilities() protocol.ServerCapabilities {
	yes := ptr(true)
	c := protocol.ServerCapabilities{
		PositionEncoding: s.caps.encodingKind(),
		TextDocumentSync: &protocol.TextDocumentSyncOptions{
			OpenClose: yes, Change: ptr(protocol.TextDocumentSyncKindIncremental),
			Save: &protocol.SaveOptions{IncludeText: ptr(false)},
		},
		CompletionProvider: &protocol.CompletionOptions{TriggerCharacters: []string{"@"}, ResolveProvider: yes},
		HoverProvider:      protocol.Boolean(true),
		CodeActionProvider: &protocol.CodeActionOptions{
			CodeActionKinds: []protocol.CodeActionKind{
				protocol.CodeActionKindQuickFix, protocol.CodeActionKindRefactorRewrite, kindFixAll,
			},
			ResolveProvider: yes,
		},
		ExecuteCommandProvider: protocol.ExecuteCommandOptions{Commands: commandNames()},
		Workspace: &protocol.WorkspaceOptions{WorkspaceFolders: &protocol.WorkspaceFoldersServerCapabilities{
			Supported: yes, ChangeNotifications: protocol.Boolean(true),
		}},
	}
	if s.caps.pull {
		c.DiagnosticProvider = &protocol.DiagnosticOptions{
			Identifier: ptr("pyidiom"), InterFileDependencies: true, WorkspaceDiagnostics: true,
		}
	}
	return c
}

// initialized starts what needs to call the client.
func (s *session) initialized(*protocol.InitializedParams) {
	s.start("initialized", func(context.Context) {
		s.register()
		s.pullConfiguration()
		s.scan()
	})
}

// register asks the client to report changes of files and settings.
func (s *session) register() {
	var list []protocol.Registration
	if s.caps.watchFiles {
		var watchers []protocol.FileSystemWatcher
		for _, glob := range append(project.WatchGlobs(), "**/*.md") {
			watchers = append(watchers, protocol.FileSystemWatcher{GlobPattern: protocol.Pattern(glob)})
		}
		options, err := protocol.Marshal(&protocol.DidChangeWatchedFilesRegistrationOptions{Watchers: watchers})
		if err == nil {
			list = append(list, protocol.Registration{ID: "files", Method: protocol.MethodWorkspaceDidChangeWatchedFiles, RegisterOptions: options})
		}
	}
	if s.caps.watchConfig {
		list = append(list, protocol.Registration{
			ID: "configuration", Method: protocol.MethodWorkspaceDidChangeConfiguration,
			RegisterOptions: protocol.LSPAny(`{"section":"pyidiom"}`),
		})
	}
	if len(list) == 0 {
		return
	}
	if err := s.client.RegisterCapability(s.ctx, &protocol.RegistrationParams{Registrations: list}); err != nil && s.ctx.Err() == nil {
		s.log.Warn("the client refuses to watch files", zap.Error(err))
	}
}
