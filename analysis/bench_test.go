package analysis_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"
	"time"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/project"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

var definition = regexp.MustCompile(`(?m)^((?:async )?def|class) (\w+)`)

// edited is what the benchmarks type in: a method of a model, with findings
// around it.
const edited = `class Edited(Base_):
    name: str

    class Config:
        orm_mode = True

    @validator_("name")
    def strip_name(cls, v):
        if not v.casefold():
            raise ValueError("empty")
        created = datetime_.utcnow()
        return v.casefold(), created


`

// realCode is what the benchmarks repeat: modules of the local Python's standard
// library with a case of every rule now and then, or the cases alone where there
// is no Python.
func realCode(tb testing.TB) [][]byte {
	tb.Helper()
	cases := sources(tb)
	files, _ := filepath.Glob("/usr/lib/python3*/[a-z]*.py")
	var out [][]byte
	for i, f := range files {
		if b, err := os.ReadFile(f); err == nil && len(b) < 100<<10 {
			out = append(out, b)
			if i%3 == 0 {
				out = append(out, cases[i%len(cases)])
			}
		}
	}
	if out == nil {
		return cases
	}
	return out
}

// program is about that many lines of real code, again and again with other
// names, the imports gathered at the top, and the class above in the middle. at
// is a place inside an expression of a method of it.
func program(tb testing.TB, lines int) (src []byte, at int) {
	tb.Helper()
	var head, body bytes.Buffer
	imported := map[string]bool{}
	// Under names of their own: the modules together bind all others twice.
	head.WriteString("from datetime import datetime as datetime_\n\nfrom pydantic import BaseModel as Base_, validator as validator_\n")
	n, placed := 0, false
	code := realCode(tb)
	add := func(statement []byte) {
		body.Write(statement)
		body.WriteString("\n\n\n")
		n += bytes.Count(statement, []byte("\n")) + 3
	}
	for round := 0; n < lines; round++ {
		for k, c := range code {
			f := syntax.Parse(syntax.Python, c)
			for stmt := range f.Root().Named() {
				text := stmt.Bytes()
				switch {
				case bytes.ContainsAny(text, "\r\t") || bytes.Contains(text, []byte("import *")) || stmt.HasError() || stmt.Is(syntax.KFutureImportStatement):
				case stmt.Is(syntax.KImportStatement, syntax.KImportFromStatement):
					if !imported[string(text)] {
						imported[string(text)] = true
						fmt.Fprintf(&head, "%s\n", text)
					}
				default:
					add(definition.ReplaceAll(text, fmt.Appendf(nil, "$1 ${2}_%d_%d", round, k)))
				}
				if n >= lines {
					break
				}
			}
			if n >= lines/2 && !placed {
				placed = true
				at = body.Len() + bytes.Index([]byte(edited), []byte("v.casefold(), created")) + 1
				add([]byte(edited))
			}
			if n >= lines {
				break
			}
		}
	}
	at += head.Len()
	return append(head.Bytes(), body.Bytes()...), at
}

var sizes = []int{200, 1000, 8400, 50000}

// BenchmarkKeystroke is a character typed inside a method, up to the findings
// of the new version.
func BenchmarkKeystroke(b *testing.B) {
	for _, lines := range sizes {
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			w, root := newWorkspace(b)
			src, at := program(b, lines)
			doc := w.Open(filepath.Join(root, "app.py"), src)
			defer doc.Close()
			ctx := context.Background()
			found := len(doc.Snapshot().Findings(ctx))
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				c := syntax.Change{Start: at, End: at + 6, New: fmt.Appendf(nil, "%06x", i)}
				if i == 0 {
					c.End = at
				}
				found = len(doc.Edit(c).Findings(ctx))
			}
			b.ReportMetric(float64(found), "findings")
		})
	}
}

// BenchmarkCheck is a file that was never looked at.
func BenchmarkCheck(b *testing.B) {
	for _, lines := range sizes {
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			w, root := newWorkspace(b)
			src, _ := program(b, lines)
			path := filepath.Join(root, "app.py")
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				w.Analyse(path, src).Findings(context.Background())
			}
		})
	}
}

// BenchmarkElsewhere checks a file that imports neither Pydantic nor SQLAlchemy,
// with all rules and without those of the two libraries, in turn, so that what
// else the machine does falls on both. "ratio" is the shortest time with them to
// the shortest without.
func BenchmarkElsewhere(b *testing.B) {
	const lines = 1000
	var src bytes.Buffer
	files, _ := filepath.Glob("/usr/lib/python3*/[a-z]*.py")
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil && bytes.Count(src.Bytes(), []byte("\n")) < lines {
			src.Write(text)
		}
	}
	if src.Len() == 0 {
		src.WriteString("import asyncio\nimport json\n")
		for i := range lines / 5 {
			fmt.Fprintf(&src, "\n\ndef f%d(x: int, *rest: str) -> str:\n    return json.dumps({\"x\": x + %d, \"rest\": [r.upper() for r in rest]})\n", i, i)
		}
	}
	root := b.TempDir()
	check := func(ignore ...string) func() time.Duration {
		flags := selecting("ALL")
		flags.Ignore = project.Setting[[]string]{Value: ignore, Set: true}
		w := analysis.NewWorkspace(analysis.Options{Roots: []string{root}, Flags: flags})
		b.Cleanup(w.Close)
		return func() time.Duration {
			runtime.GC() // what one leaves behind is not the other's
			start := time.Now()
			w.Analyse(filepath.Join(root, "app.py"), src.Bytes()).Findings(context.Background())
			return time.Since(start)
		}
	}
	with, without := check(), check("PYD", "SQA")
	a, c := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	b.SetBytes(int64(src.Len()))
	for n := 0; b.Loop(); n++ {
		if n%2 == 0 {
			a, c = min(a, with()), min(c, without())
		} else {
			c, a = min(c, without()), min(a, with())
		}
	}
	b.ReportMetric(float64(a.Nanoseconds()), "ns/with")
	b.ReportMetric(float64(c.Nanoseconds()), "ns/without")
	b.ReportMetric(float64(a)/float64(c), "ratio")
}

// BenchmarkActions asks for what the light bulb offers at one finding.
func BenchmarkActions(b *testing.B) {
	for _, lines := range sizes {
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			w, root := newWorkspace(b)
			src, at := program(b, lines)
			doc := w.Open(filepath.Join(root, "app.py"), src)
			defer doc.Close()
			at = bytes.LastIndex(src[:at], []byte("datetime_.utcnow"))
			b.ReportAllocs()
			for b.Loop() {
				if len(doc.Snapshot().Actions(context.Background(), at, at)) == 0 {
					b.Fatal("no actions")
				}
			}
		})
	}
}

// BenchmarkMemory reports what an open document holds on to.
func BenchmarkMemory(b *testing.B) {
	for _, lines := range sizes {
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			w, root := newWorkspace(b)
			src, _ := program(b, lines)
			for b.Loop() {
				before := heap()
				doc := w.Open(filepath.Join(root, "app.py"), src)
				s := doc.Snapshot()
				s.Findings(context.Background())
				b.ReportMetric(float64(heap()-before)/(1<<20), "MiB/doc")
				b.ReportMetric(float64(heap()-before)/float64(len(src)), "B/B")
				runtime.KeepAlive(s)
				doc.Close()
			}
		})
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
