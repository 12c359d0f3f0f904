package server

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"go.lsp.dev/protocol"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/rule"
)

// hover answers textDocument/hover on our own diagnostics and suppression
// comments, and with null everywhere else: hovering over code is for the server
// that knows its types.
func (s *session) hover(p *protocol.HoverParams) (answer, error) {
	v, open := s.look(p.TextDocument.URI)
	if !open {
		return nil, nil
	}
	offset := s.offset(v.snap.File.Text, p.Position)
	return func(ctx context.Context) (any, error) {
		parts, start, end := findingsAt(ctx, v.snap, offset)
		if len(parts) == 0 {
			parts, start, end = suppressionAt(v.snap, offset)
		}
		if len(parts) == 0 {
			return nil, nil
		}
		md := strings.Join(parts, "\n\n---\n\n")
		content := &protocol.MarkupContent{Kind: protocol.MarkupKindMarkdown, Value: md}
		if !s.caps.hoverMD {
			content = &protocol.MarkupContent{Kind: protocol.MarkupKindPlainText, Value: plainText(md)}
		}
		return &protocol.Hover{Contents: content, Range: ptr(s.rangeOf(v.snap.File.Text, start, end))}, nil
	}, nil
}

// findingsAt explains the findings at an offset; the range is that of the
// smallest.
func findingsAt(ctx context.Context, snap *analysis.Snapshot, offset int) (parts []string, start, end int) {
	seen := map[string]bool{}
	findings := snap.Findings(ctx)
	for i := range findings {
		f := &findings[i]
		if offset < f.Start || offset > f.End || offset == f.End && f.End > f.Start {
			continue
		}
		if parts == nil || f.End-f.Start < end-start {
			start, end = f.Start, f.End
		}
		if !seen[f.Rule.Code] {
			seen[f.Rule.Code] = true
			parts = append(parts, explain(f.Rule, f.Message))
		}
	}
	return parts, start, end
}

var codePattern = regexp.MustCompile(`\b[A-Z]{3}\d{3}\b`)

// suppressionAt explains the rules that a suppression comment at the offset
// names.
func suppressionAt(snap *analysis.Snapshot, offset int) (parts []string, start, end int) {
	for n := range snap.File.CommentsIn(offset, offset) {
		text := snap.File.Text.Slice(n.Start(), n.End())
		if offset >= n.End() || !strings.Contains(string(text), "pyidiom") && !strings.Contains(strings.ToLower(string(text)), "noqa") {
			continue
		}
		for _, code := range codePattern.FindAllString(string(text), -1) {
			if r := rule.Find(code); r != nil {
				parts = append(parts, explain(r, ""))
			}
		}
		return parts, n.Start(), n.End()
	}
	return nil, 0, 0
}

// explain is the page of a rule as a hover shows it.
func explain(r *rule.Rule, message string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "**[%s](%s)** %s", r.Code, r.URL(), r.Name)
	page, err := rule.ParsePage(r)
	if err != nil {
		fmt.Fprintf(&b, "\n\n%s", message)
		return b.String()
	}
	if message != "" {
		fmt.Fprintf(&b, "\n\n%s", escape(message))
	}
	fmt.Fprintf(&b, "\n\n%s", page.What)
	if page.Why != "" {
		fmt.Fprintf(&b, "\n\n%s", page.Why)
	}
	example := func(title, code string) {
		if code != "" {
			fmt.Fprintf(&b, "\n\n%s\n```%s\n%s\n```", title, page.Lang, strings.TrimRight(code, "\n"))
		}
	}
	example("Before:", page.Bad)
	example("After:", page.Good)
	if page.FixSafety != "" {
		fmt.Fprintf(&b, "\n\n**Fix safety.** %s", page.FixSafety)
	}
	fmt.Fprintf(&b, "\n\nSuppress with `# pyidiom: ignore[%s]`.", r.Code)
	return b.String()
}

var markup = regexp.MustCompile("[\\\\`*_{}\\[\\]<>#|]")

// escape makes text stand for itself in Markdown; what stands in backquotes
// already does.
func escape(s string) string {
	parts := strings.Split(s, "`")
	if len(parts)%2 == 0 {
		return markup.ReplaceAllString(s, `\$0`)
	}
	for i := 0; i < len(parts); i += 2 {
		parts[i] = markup.ReplaceAllString(parts[i], `\$0`)
	}
	return strings.Join(parts, "`")
}

var (
	links      = regexp.MustCompile(`\[([^\]\n]*)\]\((https?://[^)\s]*)\)`)
	strong     = regexp.MustCompile(`\*\*([^*\n]+)\*\*`)
	fences     = regexp.MustCompile("(?m)^```\\w*\n")
	endOfFence = regexp.MustCompile("(?m)^```$\n?")
)

// plainText is Markdown for clients that cannot show it: without fences, bold
// type and backslashes, links with their address.
func plainText(md string) string {
	md = links.ReplaceAllString(md, "$1 ($2)")
	md = strong.ReplaceAllString(md, "$1")
	md = fences.ReplaceAllString(md, "")
	md = endOfFence.ReplaceAllString(md, "")
	return regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]<>#|])").ReplaceAllString(md, "$1")
}
