package edit

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// BenchmarkFix is one fix, with its check, in a file of 8,400 lines.
func BenchmarkFix(b *testing.B) {
	var s strings.Builder
	s.WriteString("import os\nfrom pydantic import BaseModel, Field\n\n")
	for i := range 1200 {
		fmt.Fprintf(&s, "\nclass M%d(BaseModel):\n    a: int = Field(default=%d)\n\n    def f(self, x):\n        return os.path.join(x, \"a\", f\"{self.a}\")  # c\n\n", i, i)
	}
	f := syntax.Parse(syntax.Python, []byte(s.String()))
	m := semantic.New(f, "m", "m.py", nil, nil)
	last := f.NodeAt(f.Text.Len()-60, f.Text.Len()-60)
	for b.Loop() {
		x := NewBuilder(m)
		x.Name(last, "typing", "Annotated")
		x.Name(last, "pydantic", "AfterValidator")
		es, err := x.Edits()
		if err != nil {
			b.Fatal(err)
		}
		if err := Check(f, es); err != nil {
			b.Fatal(err)
		}
	}
}
