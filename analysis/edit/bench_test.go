package edit

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// BenchmarkFix is one fix, with its check, in a file of 8,400 lines: names are
// added, and an import that nothing uses any more goes.
func BenchmarkFix(b *testing.B) {
	var s strings.Builder
	s.WriteString("import os\nfrom pydantic import BaseModel, Field\n\n")
	for i := range 1200 {
		fmt.Fprintf(&s, "\nclass M%d(BaseModel):\n    a: int = Field(default=%d)\n\n    def f(self, x):\n        return os.path.join(x, \"a\", f\"{self.a}\")  # c\n\n", i, i)
	}
	s.WriteString("\nos.getcwd(sys.path)\n")
	src := strings.Replace(s.String(), "import os\n", "import os\nimport sys\n", 1)
	f := syntax.Parse(syntax.Python, []byte(src))
	m := semantic.New(f, "m", "m.py", nil, nil)
	at := strings.LastIndex(src, "sys.path")
	last := f.NodeAt(at, at+len("sys.path"))
	b.ReportAllocs()
	for b.Loop() {
		x := NewBuilder(m)
		x.Name(last, "typing", "Annotated")
		x.Name(last, "pydantic", "AfterValidator")
		x.Replace(last, "os.sep")
		es, err := x.Edits()
		if err != nil {
			b.Fatal(err)
		}
		if err := Check(f, es); err != nil {
			b.Fatal(err)
		}
	}
}
