// Package pyidiom holds the rules about pyidiom's own comments.
package pyidiom

import "embed"

//go:embed *.md
var pages embed.FS
