package server

import "go.lsp.dev/protocol"

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
	s.engine.FilesChanged(paths...)
	s.everythingChanged()
}
