package server

import (
	"path/filepath"
	"slices"

	"go.lsp.dev/protocol"
)

// didChangeWatchedFiles tells the engine of files that changed on disk.
func (s *session) didChangeWatchedFiles(p *protocol.DidChangeWatchedFilesParams) {
	var paths []string
	for _, c := range p.Changes {
		if !isFile(c.URI) {
			continue
		}
		if path := pathOf(c.URI, ""); path != "" {
			paths = append(paths, path)
		}
	}
	s.filesChanged(paths...)
}

// filesChanged tells the engine of files that changed on disk.
func (s *session) filesChanged(paths ...string) {
	if len(paths) == 0 {
		return
	}
	pages := s.guides.Changed(paths...)
	// Other Markdown has nothing to do with us.
	paths = slices.DeleteFunc(paths, func(p string) bool { return filepath.Ext(p) == ".md" })
	if len(paths) > 0 {
		s.engine.FilesChanged(paths...)
	}
	if len(paths) > 0 || pages {
		s.everythingChanged()
	}
}
