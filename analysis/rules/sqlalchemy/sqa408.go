package sqlalchemy

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "SQA408",
		Name:     "bind-sql-parameters",
		Severity: rule.Warning,
		Uses:     packages,
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    bindParameters,
	})
}

// sqlField is a value that is put into the text of a statement.
type sqlField struct {
	node   syntax.Node // the interpolation of an f-string, or nil
	value  syntax.Node
	before string // the text in front of it, fields left out
	after  string // the text behind it up to the next field
}

func bindParameters(p *rule.Pass, n syntax.Node) {
	m := p.Module
	args := positional(n)
	if len(args) == 0 {
		return
	}
	sql := semantic.Unparenthesized(args[0])
	// Most strings are plain: look at that first.
	if !sql.Is(syntax.KString, syntax.KConcatenatedString, syntax.KBinaryOperator, syntax.KCall) {
		return
	}
	object, method := receiver(n)
	isText := resolve(m, n.Child(syntax.FFunction)) == "sqlalchemy.text"
	if !isText && method != "exec_driver_sql" && !slices.Contains(executing, method) {
		return
	}
	fields, formatted := sqlFields(sql)
	fields = slices.DeleteFunc(fields, func(f sqlField) bool { return harmless(m, f) })
	if len(fields) == 0 {
		return
	}
	if !isText {
		if v, t := holder(m, object); v == otherValue || v == syncEngine || v == asyncEngine || overrides(m, t.Name, method) {
			return
		}
	}
	severity := rule.Warning
	names := !slices.ContainsFunc(fields, func(f sqlField) bool { return !identifierPlace(f) })
	if names || inMigration(p) {
		severity = rule.Information
	}
	message := "SQL built from parts: bind the values instead, with :name in the text and a dict of parameters"
	values := slices.DeleteFunc(slices.Clone(fields), func(f sqlField) bool { return !valuePlace(f) })
	switch {
	case formatted && len(values) == 0:
		message = "SQL built from an f-string: what stands here cannot be bound, so take it from a fixed set"
	case names:
		message = "SQL built from parts: what stands here cannot be bound, so take it from a fixed set"
	case formatted:
		name, value := "value", "value"
		for _, f := range values {
			if nm := parameterName(f.value); nm != "" {
				name, value = nm, oneLine(f.value)
				break
			}
		}
		message = fmt.Sprintf(`SQL built from an f-string: bind the value instead, text("... = :%s") with {"%s": %s}`, name, name, value)
		switch f := values[0]; {
		case insideIn.MatchString(f.before):
			message = "SQL built from an f-string: bind the values instead, IN :" + name + " with bindparam(expanding=True)"
		case strings.HasSuffix(f.before, "'%") && strings.HasPrefix(f.after, "%'"):
			message = fmt.Sprintf(`SQL built from an f-string: bind the value instead, LIKE :%s with {"%s": f"%%{%s}%%"}`, name, name, value)
		}
	}
	p.Report(rule.Diagnostic{
		Start: args[0].Start(), End: args[0].End(), Severity: severity, Message: message,
		Fixes: func() []rule.Fix {
			if !isText || !formatted || severity != rule.Warning {
				return nil
			}
			return bindFix(p, n, sql)
		},
	})
}

// sqlFields are the values that the string n is made with. formatted tells that
// they are all fields of f-strings.
func sqlFields(n syntax.Node) (fields []sqlField, formatted bool) {
	switch n.Kind() {
	case syntax.KString, syntax.KConcatenatedString:
		parts := []syntax.Node{n}
		if n.Is(syntax.KConcatenatedString) {
			parts = slices.Collect(n.Named())
		}
		text := ""
		for _, part := range parts {
			at := part.FirstChild().End()
			file := part.File().Text
			for c := range part.Children() {
				if !c.Is(syntax.KInterpolation) && !c.Is(syntax.KStringEnd) {
					continue
				}
				piece := string(file.Slice(at, c.Start()))
				text += piece
				if len(fields) > 0 {
					fields[len(fields)-1].after += piece
				}
				at = c.End()
				if c.Is(syntax.KInterpolation) {
					fields = append(fields, sqlField{node: c, value: semantic.Unparenthesized(c.Child(syntax.FExpression)), before: text})
					text += "?"
				}
			}
		}
		return fields, true
	case syntax.KBinaryOperator:
		left, right := semantic.Unparenthesized(n.Child(syntax.FLeft)), semantic.Unparenthesized(n.Child(syntax.FRight))
		switch n.Child(syntax.FOperator).Text() {
		case "%":
			if !left.Is(syntax.KString, syntax.KConcatenatedString) {
				return nil, false
			}
			values := []syntax.Node{right}
			if right.Is(syntax.KTuple) {
				values = edit.Elements(right)
			}
			return placed(left, percent, values), false
		case "+":
			text := false
			for _, x := range []syntax.Node{left, right} {
				switch {
				case x.Is(syntax.KString, syntax.KConcatenatedString):
					text = true
					inner, _ := sqlFields(x)
					fields = append(fields, inner...)
				case x.Is(syntax.KBinaryOperator) && x == left:
					inner, _ := sqlFields(x)
					if len(inner) > 0 {
						text = true
					}
					fields = append(fields, inner...)
				default:
					f := sqlField{value: x}
					if before := lastLiteral(left); x == right {
						f.before = before
					}
					fields = append(fields, f)
				}
			}
			if text {
				return fields, false
			}
		}
	case syntax.KCall:
		object, method := receiver(n)
		if method != "format" || !semantic.Unparenthesized(object).Is(syntax.KString, syntax.KConcatenatedString) {
			return nil, false
		}
		var values []syntax.Node
		for _, a := range edit.Elements(edit.Arguments(n)) {
			if a.Is(syntax.KKeywordArgument) {
				a = a.Child(syntax.FValue)
			}
			values = append(values, a)
		}
		return placed(semantic.Unparenthesized(object), braces, values), false
	}
	return fields, false
}

var (
	percent = regexp.MustCompile(`%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]`)
	braces  = regexp.MustCompile(`\{[^{}]*\}`)
)

// lastLiteral is the text of the string at the end of n, "" if there is none.
func lastLiteral(n syntax.Node) string {
	if n.Is(syntax.KBinaryOperator) {
		n = semantic.Unparenthesized(n.Child(syntax.FRight))
	}
	s, _ := literal(n)
	return s
}

// placed are the values that go into the placeholders of a literal, in the
// order in which they are given.
func placed(text syntax.Node, placeholder *regexp.Regexp, values []syntax.Node) []sqlField {
	literal := ""
	for d := range text.Descendants() {
		if d.Is(syntax.KStringContent) {
			literal += d.Text()
		}
	}
	at := placeholder.FindAllStringIndex(literal, -1)
	var fields []sqlField
	for i, v := range values {
		f := sqlField{value: v}
		if i < len(at) {
			f.before = literal[:at[i][0]]
		}
		fields = append(fields, f)
	}
	return fields
}

var integerFormat = regexp.MustCompile(`^:\d*d$`)

// harmless tells whether the value is known when the code is written, or is a
// number.
func harmless(m *semantic.Module, f sqlField) bool {
	if !f.node.IsNil() && integerFormat.MatchString(f.node.Child(syntax.FFormatSpecifier).Text()) {
		return true
	}
	n := semantic.Unparenthesized(f.value)
	if n.Is(syntax.KAttribute) && (n.Child(syntax.FAttribute).Text() == "value" || n.Child(syntax.FAttribute).Text() == "name") {
		if inner := n.Child(syntax.FObject); inner.Is(syntax.KAttribute) && isEnum(m, inner.Child(syntax.FObject)) {
			return true
		}
	}
	switch n.Kind() {
	case syntax.KString, syntax.KInteger, syntax.KFloat, syntax.KTrue, syntax.KFalse, syntax.KNone:
		return n.ChildOf(syntax.KInterpolation).IsNil()
	case syntax.KCall:
		return m.Is(n.Child(syntax.FFunction), "builtins.int", "builtins.len", "builtins.float")
	case syntax.KAttribute:
		name := n.Child(syntax.FAttribute).Text()
		return isEnum(m, n.Child(syntax.FObject)) || name == strings.ToUpper(name) || strings.HasPrefix(name, "__table")
	case syntax.KIdentifier:
		name := n.Text()
		if name == strings.ToUpper(name) && strings.ContainsAny(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
			return true
		}
		_, b := onlyBinding(m, n)
		if b == nil {
			return false
		}
		switch b.Kind {
		case semantic.For, semantic.Comprehension:
			over := semantic.Unparenthesized(b.Stmt().Child(syntax.FRight))
			return over.Is(syntax.KTuple, syntax.KList, syntax.KSet) && !slices.ContainsFunc(edit.Elements(over), func(e syntax.Node) bool {
				for d := range e.Descendants() {
					if d.Is(syntax.KIdentifier, syntax.KCall, syntax.KInterpolation) {
						return true
					}
				}
				return false
			})
		case semantic.Assignment:
			right := semantic.Unparenthesized(b.Stmt().Child(syntax.FRight))
			return b.Stmt().Child(syntax.FLeft).Is(syntax.KIdentifier) && (right.Is(syntax.KInteger) || right.Is(syntax.KString) && right.ChildOf(syntax.KInterpolation).IsNil())
		}
	}
	return false
}

func isEnum(m *semantic.Module, n syntax.Node) bool {
	q := m.Resolve(n)
	return q != "" && m.IsSubclass(q, "enum.Enum", "enum.StrEnum", "enum.IntEnum") == semantic.Yes
}

var (
	// What follows these is a name, which cannot be bound.
	beforeIdentifier = regexp.MustCompile(`(?i)(?:\b(?:FROM|JOIN|INTO|UPDATE|TABLE|INDEX|SCHEMA|COLUMN|DATABASE|EXISTS|ORDER\s+BY|GROUP\s+BY|SEARCH_PATH(?:\s*(?:TO|=))?)\s*|["` + "`" + `.])$`)
	settings         = regexp.MustCompile(`(?i)^\s*(?:SET|PRAGMA|CREATE|ALTER|DROP|GRANT|REVOKE|TRUNCATE|COMMENT|BEGIN|NOTIFY|LISTEN|COPY|VACUUM|ANALYZE|ATTACH|DETACH|LOCK)\b`)
	beforeValue      = regexp.MustCompile(`(?i)(?:[=<>]\s*|\b(?:LIKE|ILIKE|LIMIT|OFFSET|BETWEEN)\s+|\bBETWEEN\s+\S+\s+AND\s+|\bVALUES\s*\((?:[^()]*,)?\s*)$`)
	insideIn         = regexp.MustCompile(`(?i)\bIN\s*\(\s*$`)
	afterValue       = regexp.MustCompile(`^(?:$|[\s,;)])`)
)

// identifierPlace tells whether the field stands where a name must, or in a
// statement that takes no parameters.
func identifierPlace(f sqlField) bool {
	return beforeIdentifier.MatchString(f.before) || settings.MatchString(f.before)
}

// valuePlace tells whether the field stands where a parameter may: behind an
// operator, among values, or in quotes.
func valuePlace(f sqlField) bool {
	return !identifierPlace(f) && (strings.Count(f.before, "'")%2 == 1 || beforeValue.MatchString(f.before) || insideIn.MatchString(f.before))
}

var (
	dotted  = regexp.MustCompile(`^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$`)
	escaped = regexp.MustCompile(`\{\{|\}\}|\\`)
)

// parameterName is the name that a parameter gets for a name or a dotted name.
func parameterName(n syntax.Node) string {
	if !dotted.MatchString(n.Text()) {
		return ""
	}
	return strings.ReplaceAll(n.Text(), ".", "_")
}

// bindFix makes parameters of the fields of the f-string sql in text(sql).
func bindFix(p *rule.Pass, text, sql syntax.Node) []rule.Fix {
	m := p.Module
	b := p.Builder()
	fields, _ := sqlFields(sql)
	// Where the parameters go: into the call that executes text(), or to the
	// text itself.
	if args := edit.Elements(edit.Arguments(text)); len(args) != 1 {
		return nil
	}
	call := text.Parent().Parent()
	var dict syntax.Node
	executes := false
	if args := edit.Elements(text.Parent()); text.Parent().Is(syntax.KArgumentList) && len(args) > 0 && args[0] == text {
		object, method := receiver(call)
		v, _ := holder(m, object)
		executes = slices.Contains(executing, method) && v != otherValue && v != syncEngine && v != asyncEngine
		if executes && len(args) > 1 {
			switch {
			case len(args) == 2 && args[1].Is(syntax.KDictionary):
				dict = args[1]
			default:
				return nil
			}
		}
	}
	taken := map[string]bool{}
	if !dict.IsNil() {
		for c := range dict.Named() {
			key, ok := plainString(c.Child(syntax.FKey))
			if !ok {
				return nil
			}
			taken[key] = true
		}
	}
	parts := []syntax.Node{sql}
	if sql.Is(syntax.KConcatenatedString) {
		parts = slices.Collect(sql.Named())
	}
	for _, part := range parts {
		for c := range part.Children() {
			if !c.Is(syntax.KStringContent) {
				continue
			}
			if escaped.MatchString(c.Text()) {
				return nil
			}
			for _, found := range bindParameter.FindAllStringSubmatch(c.Text(), -1) {
				if !taken[found[2]] {
					return nil
				}
			}
		}
	}
	names := map[string]string{} // by the value
	var order, added []string
	for _, f := range fields {
		if harmless(m, f) {
			return nil // an f-string is still needed for it
		}
		quoted := strings.HasSuffix(f.before, "'") && strings.HasPrefix(f.after, "'")
		before, after := f.before, f.after
		if quoted {
			before, after = strings.TrimSuffix(before, "'"), after[1:]
		}
		value := f.value.Text()
		name := parameterName(f.value)
		if name == "" || !f.node.Child(syntax.FFormatSpecifier).IsNil() || !f.node.ChildOf(syntax.KTypeConversion).IsNil() || strings.Contains(f.node.Text(), "=") ||
			!beforeValue.MatchString(before) || !afterValue.MatchString(after) {
			return nil
		}
		if names[value] == "" {
			free := name
			for i := 2; taken[free]; i++ {
				free = fmt.Sprint(name, "_", i)
			}
			taken[free] = true
			names[value] = free
			order = append(order, ":"+free)
			if executes {
				added = append(added, b.Str(free)+": "+value)
			} else {
				added = append(added, free+"="+value)
			}
		}
		start, end := f.node.Start(), f.node.End()
		if quoted {
			start, end = start-1, end+1
			if src := p.File.Text.Bytes(); src[start] != '\'' || src[end-1] != '\'' {
				return nil // the quote is in another part of the string
			}
		}
		b.ReplaceRange(start, end, ":"+names[value])
	}
	for _, part := range parts {
		if part.ChildOf(syntax.KInterpolation).IsNil() {
			continue
		}
		start := part.ChildOf(syntax.KStringStart)
		if prefix := strings.IndexAny(start.Text(), "fF"); prefix >= 0 {
			b.DeleteRange(start.Start()+prefix, start.Start()+prefix+1)
		}
	}
	switch {
	case !executes:
		b.Insert(text.End(), ".bindparams("+strings.Join(added, ", ")+")")
	case dict.IsNil():
		b.AddArgument(call, "{"+strings.Join(added, ", ")+"}")
	default:
		for _, a := range added {
			b.AddElement(dict, a)
		}
	}
	title := "Bind the value as "
	if len(order) > 1 {
		title = "Bind the values as "
	}
	return fixOf(b, rule.Fix{Title: title + strings.Join(order, ", "), Safety: rule.Unsafe, Reason: "the driver gets the value with its own type"})
}
