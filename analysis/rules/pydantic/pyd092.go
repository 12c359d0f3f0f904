package pydantic

import (
	"slices"

	"github.com/pyidiom/pyidiom/analysis/rule"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func init() {
	rule.Register(pages, &rule.Rule{
		Code:     "PYD092",
		Name:     "json-dumps-of-model-dump",
		Severity: rule.Warning,
		Uses:     []string{"pydantic", "pydantic_settings"},
		Gates:    since("2"),
		Kinds:    []syntax.Kind{syntax.KCall},
		Check:    jsonOfDump,
	})
}

// unencodable are the types that json cannot encode and Pydantic can, and that
// stay as they are in what model_dump() gives.
var unencodable = []string{
	"datetime.datetime", "datetime.date", "datetime.time", "datetime.timedelta", "uuid.UUID", "decimal.Decimal",
	"pathlib.Path", "pathlib.PurePath", "builtins.set", "builtins.frozenset", "builtins.bytes", "typing.Set", "typing.FrozenSet",
	"pydantic.SecretStr", "pydantic.SecretBytes", "pydantic.AnyUrl", "pydantic.AnyHttpUrl", "pydantic.HttpUrl", "pydantic.FileUrl",
	"pydantic.AnyWebsocketUrl", "pydantic.WebsocketUrl", "pydantic.FtpUrl", "pydantic.PostgresDsn", "pydantic.RedisDsn",
	"pydantic.MongoDsn", "pydantic.KafkaDsn", "pydantic.AmqpDsn", "pydantic.MySQLDsn", "pydantic.MariaDBDsn", "pydantic.UUID1",
	"pydantic.UUID3", "pydantic.UUID4", "pydantic.UUID5", "pydantic.AwareDatetime", "pydantic.NaiveDatetime", "pydantic.PastDatetime",
	"pydantic.FutureDatetime", "pydantic.PastDate", "pydantic.FutureDate", "pydantic.FilePath", "pydantic.DirectoryPath", "pydantic.NewPath",
}

func jsonOfDump(p *rule.Pass, n syntax.Node) {
	m := p.Module
	callee := n.Child(syntax.FFunction)
	if !m.Is(callee, "json.dumps", "json.dump") {
		return
	}
	a := argumentsOf(n)
	dump := semantic.Unparenthesized(a.first())
	method := dump.Child(syntax.FFunction).Child(syntax.FAttribute)
	if a.splat || !a.argument("default").IsNil() || !a.argument("cls").IsNil() || !dump.Is(syntax.KCall) ||
		method.Text() != "model_dump" && method.Text() != "dict" {
		return
	}
	args := argumentsOf(dump)
	if args.splat || len(args.positional) > 0 || !args.argument("mode").IsNil() || !args.argument("serialize_as_any").IsNil() || !args.argument("fallback").IsNil() {
		return
	}
	t := receiver(m, dump.Child(syntax.FFunction).Child(syntax.FObject), method.Text())
	if t.Kind != semantic.Instance || overridden(m, t.Name, method.Text()) || m.Generated() {
		return
	}
	x := &encoding{m: m, seen: map[string]bool{}}
	if !x.picks(args) {
		return
	}
	found, always := x.model(t.Name, true, 0)
	if !found {
		return
	}
	p.ReportNode(n, "`json.dumps(x.model_dump())` fails on datetime, UUID, Decimal...: use `model_dump(mode=\"json\")`", func() []rule.Fix {
		b := p.Builder()
		if method.Text() == "dict" {
			b.Replace(method, "model_dump")
		}
		mode := "mode=" + b.Str("json")
		if len(args.keywords) > 0 {
			b.InsertElement(args.keywords[0], mode)
		} else {
			b.AddArgument(dump, mode)
		}
		fix := rule.Fix{Title: "Use `model_dump(mode=\"json\")`", Preferred: true}
		if !always {
			fix.Safety, fix.Reason = rule.Unsafe, "what did not raise is encoded otherwise, too"
		}
		fixes := fixed(b, fix)
		if len(a.positional) > 1 || len(a.keywords) > 0 || !m.Is(callee, "json.dumps") {
			return fixes
		}
		b = p.Builder()
		b.Replace(method, "model_dump_json")
		b.DeleteRange(n.Start(), dump.Start())
		b.DeleteRange(dump.End(), n.End())
		return append(fixes, fixed(b, rule.Fix{Title: "Use `model_dump_json()`", Safety: rule.Unsafe, Reason: "no space behind separators", Manual: true})...)
	})
}

// encoding looks for fields whose values json cannot encode.
type encoding struct {
	m       *semantic.Module
	seen    map[string]bool
	exclude []string
	include []string // nil: all
}

// picks reads include= and exclude= of the call; false if they are not plain.
func (x *encoding) picks(a arguments) bool {
	read := func(name string) (out []string, ok bool) {
		v := semantic.Unparenthesized(a.keyword(name))
		if v.IsNil() || v.Is(syntax.KNone) {
			return nil, true
		}
		if !v.Is(syntax.KSet) {
			return nil, false
		}
		for e := range v.Named() {
			s, plain := plainString(e)
			if !plain {
				return nil, false
			}
			out = append(out, s)
		}
		return out, true
	}
	var ok bool
	if x.exclude, ok = read("exclude"); !ok {
		return false
	}
	x.include, ok = read("include")
	return ok
}

// model tells whether json may fail on what model_dump() gives of a model, and
// whether it always does.
func (x *encoding) model(q string, top bool, depth int) (found, always bool) {
	m := x.m
	if x.seen[q] || depth > 10 || !isModelClass(m, q) || !inherits(m, q, "model_dump") ||
		hasDecorated(m, q, nil, "pydantic.model_serializer", "pydantic.field_serializer") {
		return false, false
	}
	x.seen[q] = true
	done := map[string]bool{}
	for _, a := range m.AncestorsOf(q) {
		var names []string
		fields := map[string]*modelField{}
		switch {
		case a.Class != nil:
			for _, member := range a.Class.Members() {
				if d := declared(m, member); d.kind == fieldDecl && member.Guard == 0 {
					names = append(names, member.Name)
					fields[member.Name] = &modelField{name: member.Name, owner: a, decl: d}
				}
			}
		case a.Info != nil:
			for _, member := range a.Info.Members {
				if is, _ := infoField(member); is {
					names = append(names, member.Name)
					fields[member.Name] = &modelField{name: member.Name, owner: a, info: member}
				}
			}
		}
		for _, name := range names {
			if done[name] || top && (slices.Contains(x.exclude, name) || x.include != nil && !slices.Contains(x.include, name)) {
				continue
			}
			done[name] = true
			f, a := x.field(q, fields[name], depth)
			found, always = found || f, always || a
		}
	}
	return found, always
}

// field is model for a field of it.
func (x *encoding) field(q string, f *modelField, depth int) (found, always bool) {
	m := x.m
	var names []string
	plain := false // the annotation is one name
	if f.decl != nil {
		for _, call := range f.decl.metadata {
			if !isFieldCall(m, semantic.Unparenthesized(call)) {
				return false, false // it may serialize
			}
		}
		for _, call := range f.decl.fieldCalls(m) {
			if a := argumentsOf(call); a.splat || !a.argument("exclude").IsNil() || !a.argument("exclude_if").IsNil() {
				return false, false
			}
		}
		base, args := semantic.Subscript(f.decl.typ)
		names, plain = typeNames(m, f.decl.typ, 0), f.decl.typ.Is(syntax.KIdentifier, syntax.KAttribute) || len(args) > 0 && m.Is(base, "builtins.set", "builtins.frozenset")
	} else {
		v := f.info.Value
		if slices.Contains(v.Keywords, "exclude") || slices.Contains(v.Keywords, "exclude_if") || slices.Contains(v.Keywords, "**") {
			return false, false
		}
		names = v.Annotation.Names
		for _, name := range names {
			switch m.Qualify(name) {
			case "typing.Annotated", "typing.Callable", "collections.abc.Callable", "typing.Type", "builtins.type", "typing.Literal", "typing.ClassVar":
				return false, false
			}
		}
		plain = len(names) == 1
	}
	required := f.required(m) == semantic.Yes
	for _, name := range names {
		name = m.Qualify(name)
		switch {
		case slices.Contains(unencodable, name):
			found, always = true, always || plain && required
		case m.IsSubclass(name, "enum.Enum") == semantic.Yes:
			if m.IsSubclass(name, "builtins.str", "builtins.int", "enum.StrEnum", "enum.IntEnum", "enum.IntFlag", "builtins.float") == semantic.No && !configSets(m, q, "use_enum_values") {
				found, always = true, always || plain && required
			}
		case m.IsSubclass(name, "pydantic.BaseModel") == semantic.Yes:
			f, a := x.model(name, false, depth+1)
			found, always = found || f, always || a && plain && required
		}
	}
	return found, always
}

// typeNames are the qualified names of the types of which a value of the
// annotation may be made.
func typeNames(m *semantic.Module, n syntax.Node, depth int) []string {
	n = semantic.Unparenthesized(n)
	if depth > 20 {
		return nil
	}
	base, args := semantic.Subscript(n)
	switch {
	case n.Is(syntax.KIdentifier, syntax.KAttribute):
		if q := m.Resolve(n); q != "" {
			return []string{q}
		}
	case n.Is(syntax.KBinaryOperator, syntax.KUnionType):
		var out []string
		for x := range n.Named() {
			out = append(out, typeNames(m, x, depth+1)...)
		}
		return out
	case !base.IsNil() && m.Is(base, "builtins.list", "builtins.dict", "builtins.tuple", "builtins.set", "builtins.frozenset", "typing.List", "typing.Dict", "typing.Tuple",
		"typing.Set", "typing.FrozenSet", "typing.Optional", "typing.Union", "typing.Sequence", "collections.abc.Sequence", "typing.Mapping", "collections.abc.Mapping"):
		out := typeNames(m, base, depth+1)
		for _, x := range args {
			out = append(out, typeNames(m, x, depth+1)...)
		}
		return out
	}
	return nil
}
