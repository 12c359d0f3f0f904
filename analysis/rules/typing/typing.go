// Package typing holds the rules about type annotations.
package typing

import "embed"

//go:embed *.md
var pages embed.FS
