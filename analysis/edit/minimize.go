package edit

import (
	"github.com/hexops/gotextdiff/myers"
	"github.com/hexops/gotextdiff/span"
)

// Minimize gives few small edits that turn old into new: those of a line diff,
// each trimmed to what differs, so that editors keep cursors and marks.
func Minimize(old, new []byte) []Edit {
	whole := trim(string(old), Edit{End: len(old), New: string(new)})
	if whole.Start == whole.End && whole.New == "" {
		return nil
	}
	// Only whole lines in between are compared: the cost of the diff grows
	// with what differs.
	start, end := whole.Start, whole.End
	for start > 0 && old[start-1] != '\n' {
		start--
	}
	for end < len(old) && (end == 0 || old[end-1] != '\n') {
		end++
	}
	a, b := string(old[start:end]), string(new[start:len(new)-(len(old)-end)])
	const tooMuch = 1 << 20 // bytes; a diff of that size helps nobody
	if len(a)+len(b) > tooMuch {
		return []Edit{whole}
	}
	lines := []int{0}
	for i := range len(a) {
		if a[i] == '\n' {
			lines = append(lines, i+1)
		}
	}
	offset := func(line int) int {
		if line-1 < len(lines) {
			return start + lines[line-1]
		}
		return end
	}
	var out []Edit
	for _, d := range myers.ComputeEdits(span.URIFromPath("a"), a, b) {
		out = append(out, Edit{Start: offset(d.Span.Start().Line()), End: offset(d.Span.End().Line()), New: d.NewText})
	}
	out = joinLines(out)
	for i := range out {
		out[i] = trim(string(old[out[i].Start:out[i].End]), out[i])
	}
	if got := Apply(old, out); string(got) != string(new) {
		return []Edit{whole}
	}
	return out
}

// joinLines joins the deletion and the insertion that the diff gives for a
// changed line.
func joinLines(edits []Edit) []Edit {
	var out []Edit
	for _, e := range edits {
		if n := len(out); n > 0 && out[n-1].End == e.Start {
			out[n-1].End = e.End
			out[n-1].New += e.New
			continue
		}
		out = append(out, e)
	}
	return out
}
