package edit

import (
	"slices"
	"strings"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// TrailingCommaAsBefore gives an element added on a line of its own a trailing
// comma only if the one before had one. The default is that it gets one.
func TrailingCommaAsBefore() Option { return func(o *options) { o.commaAsBefore = true } }

// listPlan is what is to happen to a bracketed list: arguments, parameters, the
// elements of a list, tuple, set or dictionary.
type listPlan struct {
	list    syntax.Node
	items   []syntax.Node
	removed []bool
	keep    []bool     // the comment behind a removed item
	before  [][]string // by item
	appends []string
}

// Elements are the elements of a bracketed list, without comments: the
// arguments of an argument list, the parameters of a function, ...
func Elements(list syntax.Node) []syntax.Node { return slices.Collect(list.Named()) }

func (b *Builder) list(n syntax.Node) *listPlan {
	n = n.In(b.f)
	for _, p := range b.lists {
		if p.list == n {
			return p
		}
	}
	p := &listPlan{list: n, items: Elements(n)}
	p.removed, p.keep = make([]bool, len(p.items)), make([]bool, len(p.items))
	p.before = make([][]string, len(p.items))
	b.lists = append(b.lists, p)
	return p
}

// Arguments is the argument list of a call.
func Arguments(call syntax.Node) syntax.Node { return call.Child(syntax.FArguments) }

// Keyword is the keyword argument of a call by its name, or no node.
func Keyword(call syntax.Node, name string) syntax.Node {
	for a := range Arguments(call).Named() {
		if a.Is(syntax.KKeywordArgument) && a.Child(syntax.FName).Text() == name {
			return a
		}
	}
	return syntax.Node{}
}

// AddArgument adds an argument at the end of a call.
//
//	f()        f(a, b)         f(                f(
//	f(k=v)     f(a, b, k=v)        a  # why          a,  # why
//	                           )                     k=v,
//	                                             )
func (b *Builder) AddArgument(call syntax.Node, text string) {
	args := Arguments(call)
	if args.Is(syntax.KGeneratorExpression) {
		b.Insert(args.Start(), "(")
		b.Insert(args.End(), ", "+text+")")
		return
	}
	b.AddElement(args, text)
}

// AddKeyword adds name=value at the end of a call; see [Builder.AddArgument].
func (b *Builder) AddKeyword(call syntax.Node, name, value string) {
	b.AddArgument(call, name+"="+value)
}

// PrependArgument adds an argument in front of the others.
//
//	f(a)       ->  f(text, a)
func (b *Builder) PrependArgument(call syntax.Node, text string) {
	args := Arguments(call)
	if args.Is(syntax.KGeneratorExpression) {
		b.Insert(args.Start(), "("+text+", ")
		b.Insert(args.End(), ")")
		return
	}
	if items := Elements(args); len(items) > 0 {
		b.InsertElement(items[0], text)
		return
	}
	b.AddElement(args, text)
}

// AddElement adds an element at the end of a bracketed list; see
// [Builder.AddArgument] for how it comes out.
func (b *Builder) AddElement(list syntax.Node, text string) {
	p := b.list(list)
	p.appends = append(p.appends, text)
}

// InsertElement adds an element in front of the element item, on a line of its
// own if item starts one.
//
//	def f(a, b=1, c):   ->  def f(a, b=1, *, c):
func (b *Builder) InsertElement(item syntax.Node, text string) {
	p := b.list(item.Parent())
	if i := slices.Index(p.items, item.In(b.f)); i >= 0 {
		p.before[i] = append(p.before[i], text)
	}
}

// RemoveElement removes an element, or an argument or parameter, with its
// comma. One that has lines of its own goes with them and the comment behind it
// (see [KeepTrailingComments]). A class left without arguments loses the
// brackets, a tuple left with one element keeps a comma.
//
//	f(a, b=1)  ->  f(a)
func (b *Builder) RemoveElement(item syntax.Node) { b.removeElement(item, b.opt.keepTrailing) }

// DropElement is [Builder.RemoveElement] with the comment behind the element,
// whatever the convention.
func (b *Builder) DropElement(item syntax.Node) { b.removeElement(item, false) }

func (b *Builder) removeElement(item syntax.Node, keep bool) {
	p := b.list(item.Parent())
	if i := slices.Index(p.items, item.In(b.f)); i >= 0 {
		p.removed[i], p.keep[i] = true, keep
	}
}

// AddBase adds a base class behind the others.
//
//	class A:                  ->  class A(text):
//	class A(B, metaclass=M):  ->  class A(B, text, metaclass=M):
func (b *Builder) AddBase(class syntax.Node, text string) {
	list := class.Child(syntax.FSuperclasses)
	if list.IsNil() {
		at := class.Child(syntax.FName)
		if tp := class.Child(syntax.FTypeParameters); !tp.IsNil() {
			at = tp
		}
		b.Insert(at.End(), "("+text+")")
		return
	}
	for _, it := range Elements(list) {
		if it.Is(syntax.KKeywordArgument, syntax.KDictionarySplat) {
			b.InsertElement(it, text)
			return
		}
	}
	b.AddElement(list, text)
}

// RenameKeyword gives a keyword argument another name.
func (b *Builder) RenameKeyword(arg syntax.Node, name string) {
	b.Replace(arg.Child(syntax.FName), name)
}

// SetValue replaces the value of a keyword argument, default or dictionary pair.
func (b *Builder) SetValue(arg syntax.Node, value string) { b.Replace(arg.Child(syntax.FValue), value) }

// Annotate gives a parameter an annotation, or another one.
//
//	a -> a: T      a=1 -> a: T = 1      a: U = 1 -> a: T = 1
func (b *Builder) Annotate(param syntax.Node, typ string) {
	switch {
	case !param.Child(syntax.FType).IsNil():
		b.Replace(param.Child(syntax.FType), typ)
	case param.Is(syntax.KDefaultParameter):
		name, value := param.Child(syntax.FName), param.Child(syntax.FValue)
		b.ReplaceRange(name.End(), value.Start(), ": "+typ+" = ")
	default:
		b.Insert(param.End(), ": "+typ)
	}
}

// SetReturn gives a function a return annotation, or another one.
func (b *Builder) SetReturn(fn syntax.Node, typ string) {
	if r := fn.Child(syntax.FReturnType); !r.IsNil() {
		b.Replace(r, typ)
		return
	}
	b.Insert(fn.Child(syntax.FParameters).End(), " -> "+typ)
}

// startsLine tells whether n is the first on its line.
func (b *Builder) startsLine(n syntax.Node) bool {
	start := b.f.Text.LineStart(b.f.Text.LineOf(n.Start()))
	return strings.TrimSpace(b.text(start, n.Start())) == ""
}

func comma(n syntax.Node) syntax.Node {
	c := n.NextSibling()
	for c.IsExtra() {
		c = c.NextSibling()
	}
	if c.Is(syntax.KTokComma) {
		return c
	}
	return syntax.Node{}
}

// ownsLines tells whether n and its comma are alone on their lines, but for a
// comment behind them.
func (b *Builder) ownsLines(n syntax.Node) bool {
	t := b.f.Text
	end := n.End()
	if c := comma(n); !c.IsNil() && t.LineOf(c.Start()) == t.LineOf(end) {
		end = c.End()
	}
	rest := strings.TrimSpace(b.text(end, t.LineEnd(t.LineOf(end))))
	return b.startsLine(n) && (rest == "" || rest[0] == '#')
}

// flushLists turns the plans of lists into edits.
func (b *Builder) flushLists() {
	for _, p := range b.lists {
		b.flushList(p)
	}
	b.lists = nil
}

func (b *Builder) flushList(p *listPlan) {
	open, end := p.list.FirstChild(), p.list
	for c := range p.list.Children() {
		end = c
	}
	if len(p.items) == 0 {
		b.fillEmpty(p, open, end)
		return
	}
	last := -1 // the last item that stays
	for i := range p.items {
		if !p.removed[i] {
			last = i
		}
	}
	if last < 0 && len(p.appends) > 0 {
		// The new ones take the place of the last.
		last = len(p.items) - 1
		p.removed[last] = false
		b.Replace(p.items[last], p.appends[0])
		p.appends = p.appends[1:]
	}
	if last < 0 && b.clearList(p, open, end) {
		return
	}
	b.removeItems(p)
	if n := len(p.items) - 1; p.list.Is(syntax.KTuple) && len(p.appends) == 0 && b.staying(p) == 1 && slices.Contains(p.removed, true) &&
		comma(p.items[n]).IsNil() && (last == n || !b.ownsLines(p.items[last+1])) {
		b.Insert(p.items[last].End(), ",")
	}
	for i, texts := range p.before {
		it := p.items[i]
		sep := ", "
		if b.startsLine(it) && b.ownsLines(it) {
			sep = "," + b.newline() + b.Indent(it)
		}
		for _, s := range texts {
			b.Insert(it.Start(), s+sep)
		}
	}
	if len(p.appends) > 0 {
		b.appendItems(p, p.items[last], end)
	}
}

// staying counts the elements that are not removed.
func (b *Builder) staying(p *listPlan) int {
	n := 0
	for i := range p.items {
		n += len(p.before[i])
		if !p.removed[i] {
			n++
		}
	}
	return n
}

func (b *Builder) fillEmpty(p *listPlan, open, end syntax.Node) {
	if len(p.appends) == 0 {
		return
	}
	if open == end {
		b.Fail("nothing to add to")
		return
	}
	text := strings.Join(p.appends, ", ")
	if p.list.Is(syntax.KTuple) && len(p.appends) == 1 {
		text += ","
	}
	if c := open.NextSibling(); c.IsExtra() && b.startsLine(c) {
		b.Insert(b.f.Text.LineStart(b.f.Text.LineOf(end.Start())), b.Indent(c)+text+","+b.newline())
		return
	}
	b.Insert(open.End(), text)
}

// clearList empties the brackets when all elements go and no comment stays.
func (b *Builder) clearList(p *listPlan, open, end syntax.Node) bool {
	for c := range p.list.Children() {
		if !c.IsExtra() {
			continue
		}
		if slices.Contains(p.keep, true) || b.startsLine(c) {
			return false
		}
	}
	if p.list.Field() == syntax.FSuperclasses {
		b.DropRange(p.list.Start(), p.list.End())
		return true
	}
	if open.IsNamed() {
		return false // a lambda's parameters have no brackets
	}
	b.DropRange(open.End(), end.Start())
	return true
}

func (b *Builder) removeItems(p *listPlan) {
	t := b.f.Text
	for i, it := range p.items {
		if !p.removed[i] {
			continue
		}
		if b.ownsLines(it) {
			end := t.LineOf(it.End())
			if c := comma(it); !c.IsNil() {
				end = max(end, t.LineOf(c.Start()))
			}
			start, to := t.LineStart(t.LineOf(it.Start())), b.size()
			if end+1 < t.LineCount() {
				to = t.LineStart(end + 1)
			}
			if c := b.trailingComment(it.End()); c != "" && p.keep[i] {
				b.ReplaceRange(it.Start(), t.LineEnd(end), c)
				continue
			}
			b.DropRange(start, to)
			continue
		}
		j := i
		for j+1 < len(p.items) && p.removed[j+1] && !b.ownsLines(p.items[j+1]) {
			j++
		}
		if i > 0 && p.removed[i-1] && !b.ownsLines(p.items[i-1]) {
			continue // done with the run
		}
		switch last := p.items[j]; {
		case j+1 < len(p.items) && t.LineOf(p.items[j+1].Start()) == t.LineOf(last.End()):
			b.DeleteRange(it.Start(), p.items[j+1].Start())
		case i > 0 && t.LineOf(p.items[i-1].End()) == t.LineOf(it.Start()):
			b.DeleteRange(p.items[i-1].End(), last.End())
		default:
			to := last.End()
			if c := comma(last); !c.IsNil() {
				to = c.End()
			}
			b.DeleteRange(it.Start(), to)
		}
	}
}

func (b *Builder) appendItems(p *listPlan, last, end syntax.Node) {
	t := b.f.Text
	c := comma(last)
	line := t.LineOf(last.End())
	if !c.IsNil() {
		line = max(line, t.LineOf(c.Start()))
	}
	if !b.startsLine(last) || t.LineOf(end.Start()) <= line {
		b.Insert(last.End(), ", "+strings.Join(p.appends, ", "))
		return
	}
	if c.IsNil() {
		b.Insert(last.End(), ",")
	}
	nl, indent := b.newline(), b.Indent(last)
	for i, s := range p.appends {
		tail := ","
		if i == len(p.appends)-1 && c.IsNil() && b.opt.commaAsBefore {
			tail = ""
		}
		b.Insert(t.LineEnd(line), nl+indent+s+tail)
	}
}
