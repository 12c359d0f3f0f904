package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA320",
		Name:     "cascade-options",
		Severity: rule.Error,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    cascadeOptions,
	})
}

var cascades = []string{"save-update", "merge", "expunge", "refresh-expire", "delete", "delete-orphan", "all", "none"}

func cascadeOptions(p *rule.Pass, n syntax.Node) {
	value := edit.Keyword(n, "cascade").Child(syntax.FValue)
	if !value.Is(syntax.KString) || !p.Module.Is(n.Child(syntax.FFunction), "sqlalchemy.orm.relationship", "sqlalchemy.orm.backref") {
		return
	}
	content := value.ChildOf(syntax.KStringContent)
	text := content.Text()
	// Prefixes, escapes and fields are not read.
	if text == "" || value.Text() != value.Text()[:1]+text+value.Text()[:1] || strings.ContainsAny(text, `\{`) {
		return
	}
	at := content.Start()
	var options []string
	for part := range strings.SplitSeq(text, ",") {
		option := strings.TrimSpace(part)
		start := at + strings.Index(part, option)
		at += len(part) + 1
		options = append(options, option)
		if option == "" || slices.Contains(cascades, option) {
			continue
		}
		message := `Unknown cascade option "` + option + `"`
		meant := meantCascade(option)
		if meant != "" {
			message += `: did you mean "` + meant + `"?`
		}
		p.ReportNode(value, message, func() []rule.Fix {
			if meant == "" {
				return nil
			}
			b := p.Builder()
			b.ReplaceRange(start, start+len(option), meant)
			return fixOf(b, rule.Fix{Title: `Use "` + meant + `"`})
		})
	}
	if slices.Contains(options, "delete-orphan") && orphansOfMany(p.Module, n) {
		p.ReportNode(value, `"delete-orphan" on a many-to-one relationship raises an ArgumentError: it belongs on the other side`, nil)
		return
	}
	if !slices.Contains(options, "delete-orphan") || slices.Contains(options, "delete") || slices.Contains(options, "all") ||
		slices.ContainsFunc(options, func(o string) bool { return !slices.Contains(cascades, o) }) {
		return
	}
	p.Report(rule.Diagnostic{
		Start: value.Start(), End: value.End(), Severity: rule.Warning,
		Message: `The cascade option "delete-orphan" needs "delete" or "all" beside it`,
		Fixes: func() []rule.Fix {
			b := p.Builder()
			meant := "all, delete-orphan"
			if len(options) > 1 {
				meant = strings.Replace(text, "delete-orphan", "delete, delete-orphan", 1)
			}
			b.ReplaceRange(content.Start(), content.End(), meant)
			return fixOf(b, rule.Fix{Title: `Use "` + meant + `"`, Safety: rule.Unsafe, Reason: "deleting the parent deletes the children"})
		},
	})
}

// meantCascade is the one option that a word with a slip means: another case,
// an underscore or a space for the hyphen, or one letter wrong; else "".
func meantCascade(word string) string {
	plain := strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(word))
	if slices.Contains(cascades, plain) {
		return plain
	}
	found := ""
	for _, c := range cascades {
		if oneSlip(plain, c) {
			if found != "" {
				return ""
			}
			found = c
		}
	}
	return found
}

// oneSlip tells whether one letter added, removed or replaced makes a into b.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i < len(a) && a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// orphansOfMany tells whether the call makes a relationship that is known to be
// many-to-one and does not say that each object has one parent only.
func orphansOfMany(m *semantic.Module, call syntax.Node) bool {
	n := call.Parent()
	class := m.EnclosingClass(call)
	if class == nil || !n.Is(syntax.KAssignment) || call.Field() != syntax.FRight || !m.Is(call.Child(syntax.FFunction), "sqlalchemy.orm.relationship") ||
		!isMappedOrMixin(m, class) {
		return false
	}
	r := relationOf(m, class, call)
	if r.argument.IsNil() {
		if base, args := semantic.Subscript(annotationOf(n.Child(syntax.FType))); len(args) == 1 && m.Is(base, "sqlalchemy.orm.Mapped") {
			r.argument, _, _ = withoutNone(args[0], here(m))
		}
	}
	if r.secondary || !r.keyword("primaryjoin").IsNil() || !r.keyword("single_parent").IsNil() && !r.keyword("single_parent").Is(syntax.KFalse) {
		return false
	}
	c := &relationChange{class: class}
	if c.aim(m, r) != "" {
		return false
	}
	r.target = c.target
	single, columns, obstacle := r.direction(m)
	return single && obstacle == "" && len(columns) > 0
}
