package server

import (
	"context"
	"encoding/json"
	"slices"
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

// ours are our settings in what a client sends: an object with the keys of the
// configuration file, maybe below "pyidiom" or "settings".
func ours(b json.RawMessage) json.RawMessage {
	var object map[string]json.RawMessage
	if json.Unmarshal(b, &object) != nil || object == nil {
		return json.RawMessage("{}")
	}
	for _, name := range []string{section, "settings"} {
		if inner, ok := object[name]; ok {
			return ours(inner)
		}
	}
	// Marshalled anew: equal settings are equal bytes.
	if b, err := json.Marshal(object); err == nil {
		return b
	}
	return json.RawMessage("{}")
}

// editorSettings takes over settings: for all folders, and those of single
// folders by their paths.
func (s *session) editorSettings(all json.RawMessage, folders map[string]json.RawMessage) {
	all = ours(all)
	for path, b := range folders {
		folders[path] = ours(b)
	}
	known, err := json.Marshal(map[string]any{"all": all, "folders": folders})
	if err != nil {
		return
	}
	s.settings.mu.Lock()
	same := s.settings.current == string(known)
	s.settings.current = string(known)
	s.settings.mu.Unlock()
	if same {
		return
	}
	for _, problem := range s.engine.setSettings(all, folders) {
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
		s.editorSettings(json.RawMessage(p.Settings), nil)
	}
}

// settingsChanged asks the client for its settings in the background.
func (s *session) settingsChanged() {
	s.start("configuration", func(context.Context) { s.pullConfiguration() })
}

// pullConfiguration asks the client for its settings: those of each workspace
// folder; those of the first also count outside of all.
func (s *session) pullConfiguration() {
	if !s.caps.configuration {
		return
	}
	s.foldersMu.Lock()
	folders := slices.Clone(s.folders)
	s.foldersMu.Unlock()
	items := []protocol.ConfigurationItem{{Section: ptr(section)}}
	for i, f := range folders {
		item := protocol.ConfigurationItem{Section: ptr(section), ScopeURI: ptr(uri.URI(f.URI))}
		if i == 0 {
			items[0] = item
		} else {
			items = append(items, item)
		}
	}
	list, err := s.client.Configuration(s.ctx, &protocol.ConfigurationParams{Items: items})
	if err != nil {
		if s.ctx.Err() == nil {
			s.log.Warn("the client did not give its settings", zap.Error(err))
		}
		return
	}
	if len(list) == 0 || len(list[0]) == 0 || string(list[0]) == "null" {
		return
	}
	own := map[string]json.RawMessage{}
	for i, f := range folders {
		if i < len(list) && len(list[i]) > 0 && string(list[i]) != "null" {
			own[pathOf(f.URI, "")] = json.RawMessage(list[i])
		}
	}
	s.editorSettings(json.RawMessage(list[0]), own)
}
