package server

import (
	"slices"

	"go.lsp.dev/protocol"
)

// setFolders replaces the workspace folders.
func (s *session) setFolders(list []protocol.WorkspaceFolder) {
	s.foldersMu.Lock()
	s.folders = list
	s.foldersMu.Unlock()
	var roots []string
	for _, f := range list {
		if path := pathOf(f.URI, ""); path != "" && isFile(f.URI) {
			roots = append(roots, path)
		}
	}
	s.engine.setFolders(roots)
}

// didChangeWorkspaceFolders adds and removes workspace folders.
func (s *session) didChangeWorkspaceFolders(p *protocol.DidChangeWorkspaceFoldersParams) {
	s.foldersMu.Lock()
	list := slices.Clone(s.folders)
	s.foldersMu.Unlock()
	list = slices.DeleteFunc(list, func(f protocol.WorkspaceFolder) bool {
		return slices.ContainsFunc(p.Event.Removed, func(r protocol.WorkspaceFolder) bool { return key(r.URI) == key(f.URI) })
	})
	for _, f := range p.Event.Added {
		if !slices.ContainsFunc(list, func(o protocol.WorkspaceFolder) bool { return key(o.URI) == key(f.URI) }) {
			list = append(list, f)
		}
	}
	s.setFolders(list)
	s.settingsChanged()
	s.scan()
}
