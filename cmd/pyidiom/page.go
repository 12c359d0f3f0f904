package main

import (
	"regexp"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/rule"
)

// pageSummary is the first paragraph of a rule's page as plain text.
func pageSummary(p rule.Page) string {
	first, _, _ := strings.Cut(p.What, "\n\n")
	return plainInline(strings.ReplaceAll(first, "\n", " "))
}

var (
	inlineCode = regexp.MustCompile("`([^`]+)`")
	strong     = regexp.MustCompile(`\*\*([^*]+)\*\*`)
	emphasis   = regexp.MustCompile(`(^|[\s(])\*([^*\s](?:[^*]*[^*\s])?)\*`)
	link       = regexp.MustCompile(`\[([^\]]+)\]\(([^)\s]+)\)`)
	listItem   = regexp.MustCompile(`^(\s*)([-*]|\d+\.) +`)
)

// renderPage renders the Markdown that rule pages are written in: headings,
// paragraphs, lists, fenced code, tables, inline code, strong text and links.
func renderPage(page string, s style, width int) string {
	width = min(width, 100)
	var out strings.Builder
	var paragraph []string
	indent, hanging := "", ""
	flush := func() {
		if len(paragraph) > 0 {
			wrap(&out, strings.Join(paragraph, " "), indent, hanging, width, s)
		}
		paragraph, indent, hanging = nil, "", ""
	}
	fence := ""
	for line := range strings.Lines(page) {
		line = strings.TrimRight(line, "\r\n")
		trimmed := strings.TrimSpace(line)
		switch {
		case fence != "":
			if trimmed == fence {
				fence = ""
				continue
			}
			out.WriteString(strings.TrimRight("    "+s.paint(line, green), " ") + "\n")
		case strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~"):
			flush()
			fence = trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, trimmed[:1]))]
		case strings.HasPrefix(line, "#"):
			flush()
			level := len(line) - len(strings.TrimLeft(line, "#"))
			text := plainInline(strings.TrimSpace(line[level:]))
			if level == 1 {
				out.WriteString(s.paint(text, bold, cyan) + "\n" + s.paint(strings.Repeat("─", min(columns(text), width)), cyan) + "\n")
			} else {
				out.WriteString(s.paint(text, bold) + "\n")
			}
		case trimmed == "":
			flush()
			out.WriteString("\n")
		case strings.HasPrefix(trimmed, "|"):
			flush()
			out.WriteString(inline(line, s) + "\n")
		case listItem.MatchString(line):
			flush()
			m := listItem.FindString(line)
			indent, hanging = strings.Replace(strings.Replace(m, "- ", "• ", 1), "* ", "• ", 1), strings.Repeat(" ", len(m))
			paragraph = []string{line[len(m):]}
		default:
			paragraph = append(paragraph, trimmed)
		}
	}
	flush()
	return out.String()
}

// inline renders what stands inside a line. Nothing is special inside code.
func inline(text string, s style) string {
	var out strings.Builder
	for text != "" {
		code := inlineCode.FindStringIndex(text)
		if code == nil {
			code = []int{len(text), len(text)}
		}
		out.WriteString(prose(text[:code[0]], s))
		out.WriteString(s.paint(strings.Trim(text[code[0]:code[1]], "`"), cyan))
		text = text[code[1]:]
	}
	return out.String()
}

func prose(text string, s style) string {
	text = link.ReplaceAllString(text, "$1 ($2)")
	text = strong.ReplaceAllStringFunc(text, func(m string) string { return s.paint(m[2:len(m)-2], bold) })
	return emphasis.ReplaceAllStringFunc(text, func(m string) string {
		before, rest, _ := strings.Cut(m, "*")
		return before + s.paint(rest[:len(rest)-1], italic)
	})
}

func plainInline(text string) string { return inline(text, false) }

// wrap writes a paragraph, its first line after indent and the others after
// hanging. Words are counted as they show, then coloured line by line, so that
// a coloured span never crosses a line.
func wrap(out *strings.Builder, text, indent, hanging string, width int, s style) {
	line, used := indent, columns(indent)
	empty := true
	for _, word := range spans(text) {
		w := columns(plainInline(word))
		if !empty && used+1+w > width {
			out.WriteString(inline(line, s) + "\n")
			line, used, empty = hanging, columns(hanging), true
		}
		if !empty {
			line += " "
			used++
		}
		line += word
		used += w
		empty = false
	}
	out.WriteString(inline(line, s) + "\n")
}

// spans splits text at blanks outside of code, strong text and links.
func spans(text string) []string {
	var all []string
	var word strings.Builder
	code, strong, emphasis, bracket := false, false, false, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '`':
			code = !code
		case !code && c == '*' && strings.HasPrefix(text[i:], "**"):
			strong = !strong
			word.WriteByte(c)
			i++
		case !code && c == '*' && (emphasis || word.Len() == 0 && opens(text[i+1:])):
			emphasis = !emphasis
		case !code && c == '[':
			bracket = strings.Contains(text[i:], "](")
		case !code && c == ']':
			bracket = false
		}
		if c == ' ' && !code && !strong && !emphasis && !bracket {
			if word.Len() > 0 {
				all = append(all, word.String())
				word.Reset()
			}
			continue
		}
		word.WriteByte(c)
	}
	if word.Len() > 0 {
		all = append(all, word.String())
	}
	return all
}

// opens says whether a star before rest begins emphasised text.
func opens(rest string) bool {
	end := strings.IndexByte(rest, '*')
	return end > 0 && rest[0] != ' ' && rest[end-1] != ' '
}
