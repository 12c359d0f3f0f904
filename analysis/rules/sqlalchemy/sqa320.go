package sqlalchemy

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
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
