package syntax

// The C side of the package: the tree-sitter runtime and the grammars come
// compiled with the smacker bindings; this file declares the few functions it
// needs itself, so that a unit is read in one call from Go instead of several
// for each node.

/*
#cgo linux LDFLAGS: -Wl,--unresolved-symbols=ignore-in-object-files
#cgo darwin LDFLAGS: -Wl,-undefined,dynamic_lookup

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct TSLanguage TSLanguage;
typedef struct TSParser TSParser;
typedef struct TSTree TSTree;
typedef struct { uint32_t row, column; } TSPoint;
typedef struct { uint32_t context[4]; const void *id; const TSTree *tree; } TSNode;
typedef struct { const void *tree; const void *id; uint32_t context[3]; } TSTreeCursor;
typedef struct {
	uint32_t start_byte, old_end_byte, new_end_byte;
	TSPoint start_point, old_end_point, new_end_point;
} TSInputEdit;

extern const TSLanguage *tree_sitter_python(void);
extern const TSLanguage *tree_sitter_toml(void);
extern TSParser *ts_parser_new(void);
extern void ts_parser_delete(TSParser *);
extern bool ts_parser_set_language(TSParser *, const TSLanguage *);
extern void ts_parser_reset(TSParser *);
extern TSTree *ts_parser_parse_string(TSParser *, const TSTree *, const char *, uint32_t);
extern void ts_tree_delete(TSTree *);
extern void ts_tree_edit(TSTree *, const TSInputEdit *);
extern TSNode ts_tree_root_node(const TSTree *);
extern TSTreeCursor ts_tree_cursor_new(TSNode);
extern void ts_tree_cursor_delete(TSTreeCursor *);
extern TSNode ts_tree_cursor_current_node(const TSTreeCursor *);
extern uint16_t ts_tree_cursor_current_field_id(const TSTreeCursor *);
extern bool ts_tree_cursor_goto_parent(TSTreeCursor *);
extern bool ts_tree_cursor_goto_next_sibling(TSTreeCursor *);
extern bool ts_tree_cursor_goto_first_child(TSTreeCursor *);
extern uint16_t ts_node_symbol(TSNode);
extern uint32_t ts_node_start_byte(TSNode);
extern uint32_t ts_node_end_byte(TSNode);
extern bool ts_node_is_named(TSNode);
extern bool ts_node_is_missing(TSNode);
extern bool ts_node_is_extra(TSNode);
extern bool ts_node_has_error(TSNode);
extern uint32_t ts_node_descendant_count(TSNode);

typedef struct {
	uint32_t start, end;
	int32_t parent, next;
	uint16_t kind;
	uint8_t field, flags;
} pyidiom_record;

// Writes the nodes under root in pre-order into out, at most cap of them, and
// returns how many there are.
static uint32_t pyidiom_flatten(const TSTree *tree, pyidiom_record *out, uint32_t cap) {
	TSTreeCursor c = ts_tree_cursor_new(ts_tree_root_node(tree));
	uint32_t n = 0;
	int32_t parent = -1, prev = -1;
	for (;;) {
		TSNode node = ts_tree_cursor_current_node(&c);
		int32_t self = (int32_t)n;
		if (n < cap) {
			pyidiom_record *r = &out[n];
			r->start = ts_node_start_byte(node);
			r->end = ts_node_end_byte(node);
			r->parent = parent;
			r->next = -1;
			r->kind = ts_node_symbol(node);
			r->field = (uint8_t)ts_tree_cursor_current_field_id(&c);
			r->flags = (ts_node_is_named(node) ? 1 : 0) | (ts_node_is_missing(node) ? 2 : 0) |
				(ts_node_is_extra(node) ? 4 : 0) | (ts_node_has_error(node) ? 8 : 0);
			if (prev >= 0) out[prev].next = self;
		}
		n++;
		if (ts_tree_cursor_goto_first_child(&c)) {
			parent = self;
			prev = -1;
			continue;
		}
		prev = self;
		while (!ts_tree_cursor_goto_next_sibling(&c)) {
			if (!ts_tree_cursor_goto_parent(&c) || parent < 0) {
				ts_tree_cursor_delete(&c);
				return n;
			}
			prev = parent;
			parent = parent < (int32_t)cap ? out[parent].parent : -1;
		}
	}
}

static uint32_t pyidiom_count(const TSTree *tree) {
	return ts_node_descendant_count(ts_tree_root_node(tree));
}
*/
import "C"

import (
	"bytes"
	"sync/atomic"
	"unsafe"

	// Linked in for their C code: the runtime and the two grammars.
	_ "github.com/smacker/go-tree-sitter/python"
	_ "github.com/smacker/go-tree-sitter/toml"
)

// record is one node of a unit; offsets are bytes from the start of the unit,
// parent and next are indices into the unit's records or -1.
type record struct {
	start, end   uint32
	parent, next int32
	kind         Kind
	field        Field
	flags        uint8
}

const (
	flagNamed = 1 << iota
	flagMissing
	flagExtra
	flagHasError
)

// liveC counts the C objects (parsers and trees) that are not yet freed.
var liveC atomic.Int64

type parser struct {
	c         *C.TSParser
	canonical []Kind // by symbol; the last one is KError
}

var canonicalPython, canonicalTOML = canonicalKinds(len(kindNames), sameKind), canonicalKinds(len(kindNamesToml), sameKindToml)

func canonicalKinds(n int, same map[Kind]Kind) []Kind {
	k := make([]Kind, n+1)
	for i := range k {
		k[i] = Kind(i)
		if first, ok := same[Kind(i)]; ok {
			k[i] = first
		}
	}
	k[n] = KError
	return k
}

func newParser(lang Lang) *parser {
	c := C.ts_parser_new()
	liveC.Add(1)
	l, kinds := C.tree_sitter_python(), canonicalPython
	if lang == TOML {
		l, kinds = C.tree_sitter_toml(), canonicalTOML
	}
	if !C.ts_parser_set_language(c, l) {
		panic("syntax: grammar and runtime versions differ")
	}
	return &parser{c, kinds}
}

func (p *parser) close() {
	C.ts_parser_delete(p.c)
	liveC.Add(-1)
	p.c = nil
}

type tree struct{ c *C.TSTree }

// parse parses src; old, if not nil, is the edited tree of the text before.
func (p *parser) parse(src []byte, old *tree) *tree {
	var o *C.TSTree
	if old != nil {
		o = old.c
	}
	ptr := (*C.char)(unsafe.Pointer(unsafe.SliceData(src)))
	t := C.ts_parser_parse_string(p.c, o, ptr, C.uint32_t(len(src)))
	liveC.Add(1)
	return &tree{t}
}

func (t *tree) close() {
	C.ts_tree_delete(t.c)
	liveC.Add(-1)
	t.c = nil
}

// edit tells the tree that its text was became now, at start of the file.
func (t *tree) edit(was, now []byte, start int, h hunk) {
	from, oldEnd, newEnd := h.start-start, h.oldEnd-start, h.newEnd-start
	e := C.TSInputEdit{
		start_byte: C.uint32_t(from), old_end_byte: C.uint32_t(oldEnd), new_end_byte: C.uint32_t(newEnd),
		start_point: point(now, from), old_end_point: point(was, oldEnd), new_end_point: point(now, newEnd),
	}
	C.ts_tree_edit(t.c, &e)
}

// point is the row and column of an offset as the runtime counts them.
func point(b []byte, offset int) C.TSPoint {
	b = b[:offset]
	return C.TSPoint{row: C.uint32_t(bytes.Count(b, []byte{'\n'})), column: C.uint32_t(offset - 1 - bytes.LastIndexByte(b, '\n'))}
}

// hasError tells whether there is an error in the tree.
func (t *tree) hasError() bool { return bool(C.ts_node_has_error(C.ts_tree_root_node(t.c))) }

// flatten copies the tree into Go memory.
func (p *parser) flatten(t *tree) []record {
	n := uint32(C.pyidiom_count(t.c))
	out := make([]record, n)
	got := uint32(C.pyidiom_flatten(t.c, (*C.pyidiom_record)(unsafe.Pointer(unsafe.SliceData(out))), C.uint32_t(n)))
	out = out[:min(got, n)]
	for i := range out {
		out[i].kind = p.canonical[min(int(out[i].kind), len(p.canonical)-1)]
	}
	return out
}

// nodes parses src from scratch.
func (p *parser) nodes(src []byte) []record {
	t := p.parse(newlines(src), nil)
	defer t.close()
	return p.flatten(t)
}

// newlines gives src with line endings that the grammar knows, at the same
// offsets: it takes CR for white space, so that a lone one ends no line, and one
// before a LF would belong to a comment.
func newlines(src []byte) []byte {
	i := bytes.IndexByte(src, '\r')
	if i < 0 {
		return src
	}
	b := bytes.Clone(src)
	for ; i < len(b); i++ {
		if b[i] == '\r' {
			b[i] = '\n'
			if i+1 < len(b) && b[i+1] == '\n' {
				b[i+1] = '\r'
				i++
			}
		}
	}
	return b
}
