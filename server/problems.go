package server

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// problemState is what the client was told about configuration files.
type problemState struct {
	mu    sync.Mutex
	told  map[string]bool // paths with problems that were published
	shown map[string]bool // messages that were shown
}

// problemsSoon publishes, in the background, what is wrong in configuration
// files, whether they are open or not.
func (s *session) problemsSoon() {
	if s.phase.Load() != phaseInitialized {
		return
	}
	s.start("problems", func(context.Context) { s.publishProblems() })
}

func (s *session) publishProblems() {
	s.problems.mu.Lock()
	defer s.problems.mu.Unlock()
	if s.problems.told == nil {
		s.problems.told, s.problems.shown = map[string]bool{}, map[string]bool{}
	}
	byPath := map[string][]Problem{}
	for _, p := range s.engine.Problems() {
		byPath[p.Path] = append(byPath[p.Path], p)
	}
	for path := range s.problems.told {
		if byPath[path] == nil {
			byPath[path] = []Problem{}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(byPath)) {
		list := byPath[path]
		if s.openPath(path) != nil {
			// Its own diagnostics have them.
			if d := s.openPath(path); !s.caps.pull {
				s.publishSoon(d)
			}
			list = nil
			if !s.caps.pull {
				delete(s.problems.told, path)
				s.show(path, byPath[path])
				continue
			}
		}
		if !s.problems.told[path] && len(list) == 0 {
			continue
		}
		s.send(protocol.MethodTextDocumentPublishDiagnostics, &protocol.PublishDiagnosticsParams{
			URI: fileURI(path), Diagnostics: s.problemDiagnostics(path, list),
		})
		s.problems.told[path] = len(list) > 0
		if len(list) == 0 {
			delete(s.problems.told, path)
		}
		s.show(path, list)
	}
}

// show shows one message for the problems of a file, once.
func (s *session) show(path string, list []Problem) {
	if len(list) == 0 {
		delete(s.problems.shown, path)
		return
	}
	if s.problems.shown[path] {
		return
	}
	s.problems.shown[path] = true
	more := ""
	if len(list) > 1 {
		more = fmt.Sprintf(" (and %d more)", len(list)-1)
	}
	s.showMessage(protocol.MessageTypeWarning, fmt.Sprintf("%s: %s%s", filepath.Base(path), list[0].Message, more))
}

// problemsIn are the diagnostics for the problems of an open configuration file.
func (s *session) problemsIn(path string) []protocol.Diagnostic {
	var list []Problem
	for _, p := range s.engine.Problems() {
		if p.Path == path {
			list = append(list, p)
		}
	}
	return s.problemDiagnostics(path, list)
}

func (s *session) problemDiagnostics(path string, list []Problem) []protocol.Diagnostic {
	out := make([]protocol.Diagnostic, 0, len(list))
	if len(list) == 0 {
		return out
	}
	text, _, ok := s.textOf(path)
	if !ok {
		return out
	}
	for _, p := range list {
		d := protocol.Diagnostic{
			Range: s.rangeOf(text, p.Start, p.End), Severity: protocol.DiagnosticSeverityWarning,
			Code: protocol.String("invalid-configuration"), Source: protocol.NewOptional(source), Message: protocol.String(p.Message),
		}
		if p.Error {
			d.Severity = protocol.DiagnosticSeverityError
		}
		if s.caps.codeDesc {
			d.CodeDescription.Href = uri.URI(configurationURL)
		}
		out = append(out, d)
	}
	return out
}
