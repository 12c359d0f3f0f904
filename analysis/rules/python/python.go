// Package python holds the rules about the language and its standard library
// from version to version, and about match statements.
package python

import "embed"

//go:embed *.md
var pages embed.FS
