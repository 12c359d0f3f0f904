package syntax

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func dump(n Node, depth int, b *strings.Builder) {
	fmt.Fprintf(b, "%s%s %d-%d\n", strings.Repeat(" ", depth), n, n.Start(), n.End())
	for c := range n.Children() {
		dump(c, depth+1, b)
	}
}

func TestUnits(t *testing.T) {
	src := "import a\n# c\n@d\nclass A(B):\n    x: int = 1\n\n    @p\n    def f(self):\n        return 1\n    # tail\n\nif x:\n    pass\nelse:\n    pass\n"
	f := Parse(Python, []byte(src))
	var b strings.Builder
	for i := range f.UnitCount() {
		fmt.Fprintf(&b, "%q\n", f.Unit(i).Text())
	}
	dump(f.Root(), 0, &b)
	t.Log(b.String())
}

func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob("/usr/lib/python3.11/*.py")
	bad, units := 0, 0
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		f := Parse(Python, b)
		for i := range f.UnitCount() {
			units++
			if f.Unit(i).nodes[0].flags&flagHasError != 0 {
				bad++
				t.Logf("%s: %.200q", name, f.Unit(i).Text())
			}
		}
	}
	t.Logf("%d units, %d with errors", units, bad)
}
