package server

import (
	"context"
	"encoding/json"
	"sync"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
	"go.uber.org/zap"
)

// section is the name of our settings in an editor.
const section = "pyidiom"

// settingsState is what the editor has set.
type settingsState struct {
	mu      sync.Mutex
	current string // as last handed to the engine
}

// editorSettings takes over settings: an object with the keys of the
// configuration file, maybe below "pyidiom" or "settings".
func (s *session) editorSettings(b json.RawMessage) {
	var object map[string]json.RawMessage
	if json.Unmarshal(b, &object) != nil || object == nil {
		object = map[string]json.RawMessage{}
	}
	for _, name := range []string{section, "settings"} {
		if inner, ok := object[name]; ok {
			s.editorSettings(inner)
			return
		}
	}
	b, err := json.Marshal(object)
	if err != nil {
		return
	}
	s.settings.mu.Lock()
	same := s.settings.current == string(b)
	s.settings.current = string(b)
	s.settings.mu.Unlock()
	if same {
		return
	}
	for _, problem := range s.engine.setSettings(b) {
		s.log.Warn("a setting of the editor is wrong", zap.String("problem", problem.Message))
	}
	s.everythingChanged()
}

// didChangeConfiguration takes over settings, or asks for them where the client
// sends none with the notification.
func (s *session) didChangeConfiguration(p *protocol.DidChangeConfigurationParams) {
	if s.caps.configuration {
		s.settingsChanged()
		return
	}
	if len(p.Settings) > 0 && string(p.Settings) != "null" {
		s.editorSettings(json.RawMessage(p.Settings))
	}
}

// settingsChanged asks the client for its settings in the background.
func (s *session) settingsChanged() {
	s.start("configuration", func(context.Context) { s.pullConfiguration() })
}

// pullConfiguration asks the client for its settings, those of the first
// workspace folder.
func (s *session) pullConfiguration() {
	if !s.caps.configuration {
		return
	}
	item := protocol.ConfigurationItem{Section: ptr(section)}
	s.foldersMu.Lock()
	if len(s.folders) > 0 {
		item.ScopeURI = ptr(uri.URI(s.folders[0].URI))
	}
	s.foldersMu.Unlock()
	list, err := s.client.Configuration(s.ctx, &protocol.ConfigurationParams{Items: []protocol.ConfigurationItem{item}})
	if err != nil {
		if s.ctx.Err() == nil {
			s.log.Warn("the client did not give its settings", zap.Error(err))
		}
		return
	}
	if len(list) > 0 && len(list[0]) > 0 && string(list[0]) != "null" {
		s.editorSettings(json.RawMessage(list[0]))
	}
}
