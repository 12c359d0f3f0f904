// Package project knows what surrounds a file: its root, configuration,
// installed versions, and the other files of the workspace.
package project

// View is the project as one file sees it, in one snapshot.
type View struct{}
