package semantic

import (
	"slices"
	"sort"
	"strings"
	"sync"
)

// question is what may be asked of every unit of a file: does it hold the word,
// as ...
type question struct {
	as   wordKind
	word string
}

type wordKind uint8

const (
	asName      wordKind = iota // a name in any scope
	asQuoted                    // a word of a string that may be an annotation
	asAttribute                 // a name after a dot
	asString                    // the value of a string
	asEnding                    // the end of the value of a string
)

func (q question) of(f *facts) bool {
	switch q.as {
	case asName:
		return f.mentions(q.word)
	case asQuoted:
		return len(f.quoted[q.word]) > 0
	case asAttribute:
		return len(f.attributes[q.word]) > 0
	case asString:
		return len(f.strings[q.word]) > 0
	case asEnding:
		for value := range f.strings {
			if strings.HasSuffix(value, q.word) {
				return true
			}
		}
	}
	return false
}

// mentions tells whether any scope of the unit knows the name.
func (f *facts) mentions(name string) bool {
	for i := range f.scopes {
		if f.scopes[i].symbols[name] != nil {
			return true
		}
	}
	return false
}

// index keeps the answers to what was asked about a version of a file, and hands
// them to the next one: only the units that differ are asked again.
type index struct {
	mu    sync.Mutex
	units map[question][]int32 // in order; a list is not changed
}

const (
	// maxAnswers is how many answers are handed on: what was asked long ago may
	// never be asked again.
	maxAnswers = 256
	// maxAsked is how many new units are asked for what was asked before.
	maxAsked = 64
)

// ask records that the question was asked.
func (m *Module) ask(as wordKind, word string) question {
	q := question{as, word}
	if m.r != nil {
		put(&m.r.asked, q)
	}
	return q
}

// unitsWith are the units for which the answer is yes, in order. That it was
// asked is recorded.
func (m *Module) unitsWith(as wordKind, word string) []int32 {
	q := m.ask(as, word)
	m.index.mu.Lock()
	defer m.index.mu.Unlock()
	units, ok := m.index.units[q]
	if !ok {
		for i := range m.raw.UnitCount() {
			if q.of(m.facts(int32(i))) {
				units = append(units, int32(i))
			}
		}
		if m.index.units == nil {
			m.index.units = map[question][]int32{}
		}
		m.index.units[q] = units
	}
	return units
}

// carryIndex takes the answers of the version before, of which the units
// [first, oldEnd) became [first, newEnd).
func (m *Module) carryIndex(prev *Module, first, oldEnd, newEnd int) {
	prev.index.mu.Lock()
	defer prev.index.mu.Unlock()
	old := prev.index.units
	if len(old) == 0 || len(old) > maxAnswers || newEnd-first > maxAsked {
		return
	}
	m.index.units = make(map[question][]int32, len(old))
	shift := int32(newEnd - oldEnd)
	var fresh []int32
	for q, units := range old {
		lo := sort.Search(len(units), func(i int) bool { return int(units[i]) >= first })
		hi := sort.Search(len(units), func(i int) bool { return int(units[i]) >= oldEnd })
		fresh = fresh[:0]
		for i := first; i < newEnd; i++ {
			if q.of(m.facts(int32(i))) {
				fresh = append(fresh, int32(i))
			}
		}
		if shift != 0 && hi < len(units) || !slices.Equal(units[lo:hi], fresh) {
			list := make([]int32, 0, lo+len(fresh)+len(units)-hi)
			list = append(append(list, units[:lo]...), fresh...)
			for _, i := range units[hi:] {
				list = append(list, i+shift)
			}
			units = list
		}
		m.index.units[q] = units
	}
}
