// Package django holds the rules about Django.
package django

import "embed"

//go:embed *.md
var pages embed.FS
