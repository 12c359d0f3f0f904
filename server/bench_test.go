package server

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/server/internal/lsptest"
)

// BenchmarkKeystroke types into the middle of a file of so many lines, and waits
// until its diagnostics are published: through JSON-RPC, in both directions.
func BenchmarkKeystroke(b *testing.B) {
	for _, lines := range []int{200, 1000, 8400, 50000} {
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			var text strings.Builder
			clean := strings.Replace(matched, "int():", "int() as n:", 1)
			for i := range lines / 8 {
				function := clean
				if i == lines/16 {
					function = matching
				}
				text.WriteString(strings.Replace(function, "size", fmt.Sprintf("size_%d", i), 1))
			}
			published := make(chan int, 1)
			c, _ := inProcess(b)
			c.Handle("textDocument/publishDiagnostics", func(params json.RawMessage) any {
				var p lsptest.Published
				if json.Unmarshal(params, &p) == nil && p.Version != nil {
					published <- *p.Version
				}
				return nil
			})
			c.Initialize(editor())
			c.Open("file:///w/a.py", text.String())
			<-published
			// The end of the line "case bool():", which has the diagnostic.
			at := lsptest.Position{Line: lines/16*8 + 4, Character: len("        case bool():")}
			behind := lsptest.Position{Line: at.Line, Character: at.Character + 1}
			version := 1
			for b.Loop() {
				version++
				change := lsptest.TextEdit{Range: lsptest.Range{Start: at, End: at}, NewText: " "}
				if version%2 == 1 {
					change = lsptest.TextEdit{Range: lsptest.Range{Start: at, End: behind}}
				}
				c.Change("file:///w/a.py", version, change)
				for <-published < version {
				}
			}
		})
	}
}
