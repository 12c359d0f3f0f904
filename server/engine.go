package server

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"sync"

	"go.uber.org/zap"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/rule"
)

// configurationURL explains the configuration file.
const configurationURL = rule.Home + "#configuration"

// engine is the workspace of a session, with the options that it has now.
type engine struct {
	*analysis.Workspace

	mu      sync.Mutex
	options analysis.Options
}

func newEngine(log *zap.Logger) *engine {
	o := analysis.Options{Log: log, VirtualEnv: os.Getenv("VIRTUAL_ENV")}
	return &engine{Workspace: analysis.NewWorkspace(o), options: o}
}

// setFolders replaces the workspace folders, given by their paths.
func (e *engine) setFolders(roots []string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.options.Roots = roots
	e.SetOptions(e.options)
}

// setSettings takes over the settings of the editor: for all folders, and those
// of single folders by their paths, each a JSON object. It gives what is wrong
// with them.
func (e *engine) setSettings(all json.RawMessage, folders map[string]json.RawMessage) []project.Problem {
	var ids []project.RuleID
	for _, r := range rule.All() {
		ids = append(ids, project.RuleID{Code: r.Code, Name: r.Name})
	}
	config, interpreter, problems := project.Settings(all, ids)
	editors := map[string]*project.Config{}
	for path, b := range folders {
		own, _, more := project.Settings(b, ids)
		editors[path] = own
		problems = append(problems, more...)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.options.Editor, e.options.Editors, e.options.Interpreter = config, editors, interpreter
	e.SetOptions(e.options)
	return problems
}

func (e *engine) roots() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.options.Roots
}

// files are the files of the workspace that are looked at.
func (e *engine) files(ctx context.Context) []string {
	var list []string
	for _, root := range e.roots() {
		_ = e.Project.Walk(ctx, root, func(path string) { list = append(list, path) }, nil)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
