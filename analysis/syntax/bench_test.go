package syntax

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"testing"
)

var defined = regexp.MustCompile(`(?m)^((?:async )?def|class) (\w+)`)

// program is Python source of about that many lines, put together from files
// of the interpreter with the names of definitions changed.
func program(tb testing.TB, lines int) []byte {
	tb.Helper()
	var b bytes.Buffer
	files := sources(tb)
	n := 0
	for round := 0; ; round++ {
		for _, name := range files {
			src, err := os.ReadFile(name)
			if err != nil {
				tb.Fatal(err)
			}
			if len(src) < 500 || len(src) > 60<<10 || bytes.IndexByte(src, '\r') >= 0 {
				continue
			}
			src = defined.ReplaceAll(src, fmt.Appendf(nil, "$1 ${2}_%d", round))
			for part := range bytes.Lines(src) {
				b.Write(part)
				n++
				if n >= lines {
					return b.Bytes()
				}
			}
			b.WriteByte('\n')
		}
	}
}

// function is what the benchmarks type in.
const function = `def edited(self, request, *, limit=10):
    """Return what was asked for."""
    if not request.valid():
        raise ValueError(f"{request!r} is not valid")
    result = []
    for item in request.items(limit=limit):
        try:
            value = self.convert(item)
        except (KeyError, TypeError) as e:
            log.warning("cannot convert %s: %s", item, e)
            continue
        if value is not None and value.size > 0:
            result.append({"name": item.name, "value": value})
    return sorted(result, key=lambda x: x["name"])

`

// typed is a program with that function in the middle, and a place in it.
func typed(tb testing.TB, lines int) (src []byte, at int) {
	src = program(tb, lines)
	f := Parse(Python, src)
	for i := f.UnitCount() / 2; i < f.UnitCount(); i++ {
		if f.UnitClass(i) < 0 && bytes.HasPrefix(f.Unit(i).Text(), []byte("def ")) {
			start, _ := f.UnitRange(i)
			src = bytes.Join([][]byte{src[:start], []byte(function), src[start:]}, nil)
			return src, start + bytes.Index([]byte(function), []byte("item)\n")) + len("item")
		}
	}
	tb.Fatal("no function")
	return nil, 0
}

func BenchmarkType(b *testing.B) {
	for _, lines := range []int{200, 1000, 8400, 50000} {
		src, at := typed(b, lines)
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			d := Open(Python, src)
			defer d.Close()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				// Each text is new, so that no unit is taken from before.
				c := Change{at, at + 8, fmt.Appendf(nil, "%08x", i)}
				if i == 0 {
					c.End = at
				}
				d.Edit(c)
			}
		})
	}
}

func BenchmarkTypeUndo(b *testing.B) {
	for _, lines := range []int{1000, 50000} {
		src, at := typed(b, lines)
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			d := Open(Python, src)
			defer d.Close()
			b.ReportAllocs()
			for b.Loop() {
				d.Edit(Change{at, at, []byte("x")})
				d.Edit(Change{at, at + 1, nil})
			}
		})
	}
}

func BenchmarkTypeBroken(b *testing.B) {
	for _, lines := range []int{1000, 50000} {
		src, at := typed(b, lines)
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			d := Open(Python, src)
			defer d.Close()
			d.Edit(Change{at, at, []byte(".(")})
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				c := Change{at, at + 8, fmt.Appendf(nil, "x%07x", i)}
				if i == 0 {
					c.End = at
				}
				d.Edit(c)
			}
		})
	}
}

// In one statement of 2,000 lines.
func BenchmarkTypeLong(b *testing.B) {
	src := []byte("def f():\n")
	for i := range 1000 {
		src = fmt.Appendf(src, "    x%d = g(a, b=[%d])\n    if x%d: y.z()\n", i, i, i)
	}
	at := len(src)/2 + bytes.IndexByte(src[len(src)/2:], '(')
	for _, name := range []string{"fine", "broken"} {
		b.Run(name, func(b *testing.B) {
			d := Open(Python, src)
			defer d.Close()
			if name == "broken" {
				d.Edit(Change{at, at, []byte(".(")})
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				c := Change{at, at + 8, fmt.Appendf(nil, "x%07x", i)}
				if i == 0 {
					c.End = at
				}
				d.Edit(c)
			}
		})
	}
}

func BenchmarkText(b *testing.B) {
	src := program(b, 50000)
	text := NewText(src)
	b.ReportAllocs()
	for b.Loop() {
		text.Edit(Change{len(src) / 2, len(src) / 2, []byte("x")})
	}
}

func BenchmarkParse(b *testing.B) {
	src := program(b, 8400)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Parse(Python, src)
	}
}
