package project

import (
	"bytes"
	"strings"
)

// ini is a file as Python's configparser and pytest's iniconfig read it:
// continuation lines are indented, comments are lines of their own. Places are
// what other readers of the format do not keep.
type ini map[string]map[string]iniValue

type iniValue struct {
	line int // 1-based, of the key
	text string
}

func parseINI(b []byte) ini {
	out := ini{}
	var section map[string]iniValue
	key := ""
	for i, line := range strings.Split(strings.ReplaceAll(string(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))), "\r", ""), "\n") {
		text := strings.TrimSpace(line)
		switch {
		case text == "" || text[0] == '#' || text[0] == ';':
		case line[0] == ' ' || line[0] == '\t':
			if v, ok := section[key]; ok {
				v.text += "\n" + text
				section[key] = v
			}
		case text[0] == '[':
			name, _, _ := strings.Cut(text[1:], "]")
			if section = out[name]; section == nil {
				section = map[string]iniValue{}
				out[name] = section
			}
			key = ""
		case section != nil:
			k, v := text, ""
			if j := strings.IndexAny(text, "=:"); j >= 0 {
				k, v = text[:j], text[j+1:]
			}
			key = strings.TrimSpace(k)
			section[key] = iniValue{i + 1, strings.TrimSpace(v)}
		}
	}
	return out
}

// lines is the entries of a value that has one to a line.
func (v iniValue) lines() []string {
	var out []string
	for l := range strings.SplitSeq(v.text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}
