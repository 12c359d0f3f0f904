package project

import (
	"bytes"
	"errors"
	"strconv"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// value is a TOML value with its place. Of the library's own results only its
// syntax tree knows places, and that as a stream of expressions.
type value struct {
	start, end int // bytes; of a table, its header or key
	v          any // string, int64, bool, []*value, *table; or raw (dates, floats)
}

// raw is the source of a scalar that configuration has no use for.
type raw string

// table keeps its keys in the order of the file.
type table struct {
	keys    []string
	entries map[string]*entry
}

type entry struct {
	start, end int // of the key
	*value
}

func (t *table) add(k string, start, end int, v *value) *entry {
	if t.entries == nil {
		t.entries = map[string]*entry{}
	}
	e := &entry{start, end, v}
	if t.entries[k] == nil {
		t.keys = append(t.keys, k)
	}
	t.entries[k] = e
	return e
}

// get walks down keys; nil where there is nothing.
func (t *table) get(path ...string) *entry {
	for i, k := range path {
		if t == nil {
			return nil
		}
		e := t.entries[k]
		if e == nil || i == len(path)-1 {
			return e
		}
		t, _ = e.v.(*table)
	}
	return nil
}

func (t *table) sub(path ...string) *table {
	if e := t.get(path...); e != nil {
		sub, _ := e.v.(*table)
		return sub
	}
	return nil
}

func (t *table) list(path ...string) []*value {
	if e := t.get(path...); e != nil {
		l, _ := e.v.([]*value)
		return l
	}
	return nil
}

func (t *table) str(path ...string) string {
	if e := t.get(path...); e != nil {
		s, _ := e.v.(string)
		return s
	}
	return ""
}

// strs is the strings of an array, or a string as a list of one.
func (t *table) strs(path ...string) []string {
	e := t.get(path...)
	if e == nil {
		return nil
	}
	if s, ok := e.v.(string); ok {
		return []string{s}
	}
	l, _ := e.v.([]*value)
	var out []string
	for _, v := range l {
		if s, ok := v.v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// syntaxError is an error in a TOML file at bytes [start, end).
type syntaxError struct {
	start, end int
	message    string
}

// parseTOML reads a TOML file. On an error the table holds what stands before
// it.
func parseTOML(b []byte) (*table, *syntaxError) {
	skip := 0
	if bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
		skip = 3
	}
	root := &table{}
	if at := tooDeep(b); at >= 0 {
		return root, deepError(b, at)
	}
	p := tomlReader{offset: skip}
	p.Reset(b[skip:])
	current := root
	for p.NextExpression() {
		n := p.Expression()
		switch n.Kind {
		case unstable.KeyValue:
			p.keyValue(current, n)
		case unstable.Table, unstable.ArrayTable:
			current = p.header(root, n)
		}
	}
	if p.Error() != nil {
		return root, locate(b, skip)
	}
	return root, nil
}

// checkTOML finds what the syntax tree does not: duplicate keys, bad dates.
func checkTOML(b []byte) *syntaxError {
	skip := 0
	if bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
		skip = 3
	}
	if at := tooDeep(b); at >= 0 {
		return deepError(b, at)
	}
	return locate(b, skip)
}

// maxDepth is how deep the values and keys of a file may be nested: the library
// recurses, and a hostile file must not exhaust the stack.
const maxDepth = 500

// tooDeep is the offset where b is nested deeper than maxDepth, or -1. Brackets
// in strings and comments count, too; so many have no business there.
func tooDeep(b []byte) int {
	depth, dots := 0, 0
	for i, c := range b {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(depth-1, 0)
		case '.':
			dots++
		case '\n', '=', '"', '\'', ' ':
			dots = 0
		}
		if depth > maxDepth || dots > maxDepth {
			return i
		}
	}
	return -1
}

func deepError(b []byte, at int) *syntaxError {
	return &syntaxError{at, min(at+1, len(b)), "nested too deeply"}
}

func locate(b []byte, skip int) *syntaxError {
	var into map[string]any
	err := toml.Unmarshal(b[skip:], &into)
	if err == nil {
		return nil
	}
	var d *toml.DecodeError
	if !errors.As(err, &d) {
		return &syntaxError{0, 0, err.Error()}
	}
	row, column := d.Position()
	start := skip
	for ; row > 1; row-- {
		i := bytes.IndexByte(b[start:], '\n')
		if i < 0 {
			break
		}
		start += i + 1
	}
	start = min(start+column-1, len(b))
	end := start
	for end < len(b) && b[end] != '\n' && b[end] != '\r' {
		end++
	}
	return &syntaxError{start, end, d.Error()}
}

type tomlReader struct {
	unstable.Parser
	offset int
}

func (p *tomlReader) place(r unstable.Range) (start, end int) {
	start = p.offset + int(r.Offset)
	return start, start + int(r.Length)
}

// header is the table that [a.b] or [[a.b]] opens.
func (p *tomlReader) header(t *table, n *unstable.Node) *table {
	for it := n.Key(); it.Next(); {
		k := it.Node()
		start, end := p.place(k.Raw)
		name := string(k.Data)
		e := t.entries[name]
		if n.Kind == unstable.ArrayTable && it.IsLast() {
			sub := &table{}
			var list []*value
			if e != nil {
				list, _ = e.v.([]*value)
			}
			v := &value{start, end, sub}
			if list == nil {
				e = t.add(name, start, end, &value{start, end, nil})
			}
			e.v = append(list, v)
			return sub
		}
		t = p.child(t, name, start, end)
	}
	return t
}

// child is the table at a key, made if there is none.
func (p *tomlReader) child(t *table, name string, start, end int) *table {
	if e := t.entries[name]; e != nil {
		switch v := e.v.(type) {
		case *table:
			return v
		case []*value:
			if len(v) > 0 {
				if sub, ok := v[len(v)-1].v.(*table); ok {
					return sub
				}
			}
		}
	}
	sub := &table{}
	t.add(name, start, end, &value{start, end, sub})
	return sub
}

func (p *tomlReader) keyValue(t *table, n *unstable.Node) {
	v := p.value(n.Value())
	for it := n.Key(); it.Next(); {
		k := it.Node()
		start, end := p.place(k.Raw)
		if !it.IsLast() {
			t = p.child(t, string(k.Data), start, end)
			continue
		}
		if v.end == 0 {
			v.start, v.end = start, end
		}
		t.add(string(k.Data), start, end, v)
	}
}

func (p *tomlReader) value(n *unstable.Node) *value {
	v := &value{}
	v.start, v.end = p.place(n.Raw)
	switch n.Kind {
	case unstable.String:
		v.v = string(n.Data)
	case unstable.Bool:
		v.v = string(n.Data) == "true"
	case unstable.Integer:
		if i, err := strconv.ParseInt(string(n.Data), 0, 64); err == nil {
			v.v = i
		} else {
			v.v = raw(n.Data)
		}
	case unstable.Array:
		list := []*value{}
		for it := n.Children(); it.Next(); {
			if it.Node().Kind != unstable.Comment {
				list = append(list, p.value(it.Node()))
			}
		}
		v.v = list
		v.start, v.end = 0, 0
		if len(list) > 0 {
			v.start, v.end = list[0].start, list[len(list)-1].end
		}
	case unstable.InlineTable:
		sub := &table{}
		for it := n.Children(); it.Next(); {
			if it.Node().Kind == unstable.KeyValue {
				p.keyValue(sub, it.Node())
			}
		}
		v.v = sub
	default:
		v.v = raw(n.Data)
	}
	return v
}

// lineOf is the 1-based line of an offset.
func lineOf(b []byte, offset int) int {
	return 1 + bytes.Count(b[:min(offset, len(b))], []byte{'\n'})
}
