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

	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// problemState is what the client was told about configuration files.
type problemState struct {
	mu        sync.Mutex
	published map[string]bool // paths of files that are not open
	shown     map[string]bool // paths of files that a message was shown for
}

// problemsSoon publishes, in the background, what is wrong in configuration
// files that are not open. Those that are open have it among their own
// diagnostics.
func (s *session) problemsSoon() {
	if s.phase.Load() == phaseInitialized {
		s.start("problems", func(context.Context) { s.publishProblems() })
	}
}

// allProblems is what is wrong in the configuration files and guide pages of the
// workspace and of the documents that are open.
func (s *session) allProblems() map[string][]project.Problem {
	found := map[string][]project.Problem{}
	add := func(list []project.Problem) {
		for _, p := range list {
			if !slices.Contains(found[p.Path], p) {
				found[p.Path] = append(found[p.Path], p)
			}
		}
	}
	view := func(v *project.View) {
		add(v.Problems())
		add(s.guides.Problems(v))
	}
	for _, root := range s.engine.roots() {
		view(s.engine.Project.View(filepath.Join(root, "pyproject.toml")))
	}
	for _, d := range s.documents() {
		if v, open := d.look(); open {
			view(v.snap.View)
		}
	}
	delete(found, "") // a setting of the editor has no place
	return found
}

func (s *session) publishProblems() {
	st := &s.problems
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.shown == nil {
		st.published, st.shown = map[string]bool{}, map[string]bool{}
	}
	found := s.allProblems()
	for path := range st.shown {
		if found[path] == nil {
			delete(st.shown, path)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(found)) {
		if !st.shown[path] {
			st.shown[path] = true
			list, more := found[path], ""
			if len(list) > 1 {
				more = fmt.Sprintf(" (and %d more)", len(list)-1)
			}
			s.showMessage(protocol.MessageTypeWarning, fmt.Sprintf("%s: %s%s", filepath.Base(path), list[0].Message, more))
		}
	}
	for path := range st.published {
		if found[path] == nil || s.openPath(path) != nil {
			delete(st.published, path)
			if s.openPath(path) == nil || s.caps.pull {
				s.publishFile(path, nil)
			}
		}
	}
	for path, list := range found {
		if s.openPath(path) == nil {
			st.published[path] = true
			s.publishFile(path, list)
		}
	}
}

func (s *session) publishFile(path string, list []project.Problem) {
	diagnostics := []protocol.Diagnostic{}
	if len(list) > 0 {
		if text, _, ok := s.textOf(path); ok {
			diagnostics = s.problemDiagnostics(text, list)
		}
	}
	s.send(protocol.MethodTextDocumentPublishDiagnostics, &protocol.PublishDiagnosticsParams{URI: fileURI(path), Diagnostics: diagnostics})
}

// problemCode is the code of a problem in a file.
func problemCode(path string) string {
	if filepath.Ext(path) == ".md" {
		return "invalid-guide-page"
	}
	return "invalid-configuration"
}

func (s *session) problemDiagnostics(text *syntax.Text, list []project.Problem) []protocol.Diagnostic {
	out := make([]protocol.Diagnostic, 0, len(list))
	for _, p := range list {
		d := protocol.Diagnostic{
			Range: s.rangeOf(text, p.Start, p.End), Severity: protocol.DiagnosticSeverityWarning,
			Code: protocol.String(problemCode(p.Path)), Source: protocol.NewOptional(source), Message: protocol.String(p.Message),
		}
		if p.Severity == project.LevelError {
			d.Severity = protocol.DiagnosticSeverityError
		}
		if s.caps.codeDesc {
			d.CodeDescription.Href = uri.URI(configurationURL)
		}
		out = append(out, d)
	}
	return out
}
