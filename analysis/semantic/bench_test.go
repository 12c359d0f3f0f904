package semantic

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// long makes a module of about the number of lines.
func long(lines int) []byte {
	var b strings.Builder
	b.WriteString("from typing import Annotated\nfrom pydantic import BaseModel, Field\nfrom sqlalchemy.ext.asyncio import AsyncSession\n\n")
	for i := range lines / 24 {
		fmt.Fprintf(&b, `class Model%[1]d(BaseModel):
    """A model."""

    id: int
    name: Annotated[str, Field(max_length=10)]
    parent: "Model%[1]d | None" = None

    def label(self, sep: str = ",") -> str:
        parts = [str(x) for x in (self.id, self.name) if x]
        if not parts:
            return ""
        return sep.join(parts)


async def load%[1]d(session: AsyncSession, ident: int) -> Model%[1]d:
    result = await session.execute(select(Table).where(Table.id == ident))
    row = result.scalar_one()
    for key, value in row.items():
        print(key, value)
    return Model%[1]d(id=row.id, name=row.name)


value%[1]d = Model%[1]d(id=%[1]d, name="x")

`, i)
	}
	return []byte(b.String())
}

func BenchmarkNew(b *testing.B) {
	f := long(8400)
	b.ReportMetric(float64(strings.Count(string(f), "\n")), "lines")
	for b.Loop() {
		b.StopTimer()
		file := syntax.Parse(syntax.Python, f)
		b.StartTimer()
		m := New(file, "m", "/m.py", nil, nil)
		m.table()
	}
}

// BenchmarkKeystroke is a character typed into a function body.
func BenchmarkKeystroke(b *testing.B) {
	for _, lines := range []int{1000, 8400, 50000} {
		text := long(lines)
		at := strings.Index(string(text[len(text)/2:]), "row = result") + len(text)/2 + len("row = result")
		for _, what := range []string{"new", "summary"} {
			b.Run(fmt.Sprintf("%s/%d", what, lines), func(b *testing.B) {
				doc := syntax.Open(syntax.Python, text)
				defer doc.Close()
				m := New(doc.File(), "m", "/m.py", nil, nil)
				m.table()
				m.SummaryHash()
				on := true
				for b.Loop() {
					b.StopTimer()
					c := syntax.Change{Start: at, End: at, New: []byte("x")}
					if !on {
						c = syntax.Change{Start: at, End: at + 1}
					}
					on = !on
					f := doc.Edit(c)
					b.StartTimer()
					next := New(f, "m", "/m.py", nil, m)
					next.Lookup(f.NodeAt(at-2, at-2))
					if what == "summary" {
						next.SummaryHash()
					}
					m = next
				}
			})
		}
	}
}
