package semantic

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// pyScope is a scope as CPython's symtable module shows it.
type pyScope struct {
	kind, name string
	line       int
	symbols    map[string]string
	children   []*pyScope
}

func decodeScope(raw json.RawMessage) (*pyScope, error) {
	var parts []json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil || parts == nil {
		return nil, err
	}
	s := &pyScope{symbols: map[string]string{}}
	var symbols [][2]string
	var children []json.RawMessage
	for i, to := range []any{&s.kind, &s.name, &s.line, &symbols, &children} {
		if err := json.Unmarshal(parts[i], to); err != nil {
			return nil, err
		}
	}
	for _, y := range symbols {
		s.symbols[y[0]] = y[1]
	}
	for _, c := range children {
		child, err := decodeScope(c)
		if err != nil {
			return nil, err
		}
		s.children = append(s.children, child)
	}
	return s, nil
}

// ours shows a module in the same form. What CPython's table has that names in
// the source do not is added here:
//
//   - private names are mangled (__x in class C is _C__x);
//   - a comprehension has the parameter .0, left out on both sides;
//   - super in a function refers to __class__ too, which is free in functions;
//   - with "from __future__ import annotations" annotations name nothing;
//   - x += 1 is no reference, and := in a comprehension at module level does
//     not count as assignment in the module;
//   - a free name shows in every function between its use and its scope;
//   - before Python 3.14 a function called top is taken for a module, so what
//     is local and what global is not compared in such functions;
//   - from Python 3.12 on, comprehensions but generators are shown as part of
//     the scope around them (PEP 709);
//   - from Python 3.14 on, annotations have scopes of their own.
type oursBuilder struct {
	m      *Module
	future bool // annotations name nothing
	python int  // minor version
}

type oursScope struct {
	*pyScope
	parent *oursScope
	scope  Scope
	class  string // for mangling
	flags  map[string]*ourFlags
	kinds  map[string]byte
	kids   []*oursScope
}

type ourFlags struct {
	param, imported, assigned, referenced bool
	bound, global, nonlocal               bool
}

func mangle(class, name string) string {
	class = strings.TrimLeft(class, "_")
	if class == "" || !strings.HasPrefix(name, "__") || strings.HasSuffix(name, "__") || strings.Contains(name, ".") {
		return name
	}
	return "_" + class + name
}

func (b *oursBuilder) build() *oursScope {
	m := b.m
	top := &oursScope{pyScope: &pyScope{kind: "module", name: "top", line: 0}, scope: m.ModuleScope(), flags: map[string]*ourFlags{}}
	type key struct{ unit, id int32 }
	made := map[key]*oursScope{}
	get := func(unit, id int32) *oursScope {
		s := m.scope(unit, id)
		if s.unit < 0 {
			return top
		}
		return made[key{s.unit, s.id}]
	}
	flag := func(o *oursScope, name string) *ourFlags {
		name = mangle(o.class, name)
		f := o.flags[name]
		if f == nil {
			f = &ourFlags{}
			o.flags[name] = f
		}
		return f
	}
	for i := range m.raw.UnitCount() {
		unit := int32(i)
		f := m.facts(unit)
		u := m.raw.Unit(i)
		for id := range f.scopes {
			sc := &f.scopes[id]
			var o *oursScope
			if id == 0 {
				o = get(unit, 0)
			} else {
				parent := get(unit, sc.parent)
				n := syntax.Node(m.f.NodeIn(i, int(sc.node)))
				line, _ := lineOf(m.f, n)
				o = &oursScope{pyScope: &pyScope{line: line}, parent: parent, scope: Scope{m, unit, int32(id)}, class: parent.class, flags: map[string]*ourFlags{}}
				switch sc.kind {
				case ClassScope:
					o.kind, o.name = "class", n.Child(syntax.FName).Text()
					o.class = o.name
				case FunctionScope:
					o.kind, o.name = "function", n.Child(syntax.FName).Text()
				case LambdaScope:
					o.kind, o.name = "function", "lambda"
				case ComprehensionScope:
					o.kind = "function"
					o.name = map[syntax.Kind]string{syntax.KListComprehension: "listcomp", syntax.KSetComprehension: "setcomp",
						syntax.KDictionaryComprehension: "dictcomp", syntax.KGeneratorExpression: "genexpr"}[n.Kind()]
				}
				parent.kids = append(parent.kids, o)
				made[key{unit, int32(id)}] = o
			}
			for name, y := range sc.symbols {
				fl := flag(o, name)
				fl.global = fl.global || y.global
				fl.nonlocal = fl.nonlocal || y.nonlocal
				if y.walrus {
					fl.assigned = true
				}
				for _, bi := range y.bindings {
					bf := &f.bindings[bi]
					fl.bound = true
					switch bf.kind {
					case Import:
						fl.imported = true
					case Parameter:
						fl.param = true
					case Walrus:
						if !(o == top && b.walrusInComprehension(u, f, bf)) {
							fl.assigned = true
						}
					default:
						fl.assigned = true
					}
				}
				for _, r := range y.refs {
					if b.future && inAnnotation(u, int(r)) {
						continue
					}
					fl.referenced = true
					if name == "super" && o.kind == "function" {
						flag(o, "__class__").referenced = true
					}
				}
				if b.future && !fl.referenced && !fl.bound && !fl.global && !fl.nonlocal && !y.walrus && len(y.bindings) == 0 {
					delete(o.flags, mangle(o.class, name))
				}
			}
		}
	}
	b.markGlobals(top, top)
	b.resolve(top, nil, map[string]bool{})
	return top
}

// markGlobals enters names declared global into the module.
func (b *oursBuilder) markGlobals(o, top *oursScope) {
	for name, f := range o.flags {
		if f.global && o != top {
			if top.flags[name] == nil {
				top.flags[name] = &ourFlags{}
			}
			top.flags[name].global = true
		}
	}
	for _, k := range o.kids {
		b.markGlobals(k, top)
	}
}

func (b *oursBuilder) walrusInComprehension(u *syntax.Unit, f *facts, bf *bindingFact) bool {
	p := u.Parent(int(bf.node))
	for ; p >= 0; p = u.Parent(p) {
		switch u.Kind(p) {
		case syntax.KListComprehension, syntax.KSetComprehension, syntax.KDictionaryComprehension, syntax.KGeneratorExpression:
			return true
		case syntax.KLambda, syntax.KFunctionDefinition:
			return false
		}
	}
	return false
}

func inAnnotation(u *syntax.Unit, i int) bool {
	for p := i; p > 0; p = u.Parent(p) {
		q := u.Parent(p)
		if f := u.Field(p); f == syntax.FReturnType ||
			f == syntax.FType && q >= 0 && (u.Kind(q) == syntax.KTypedParameter || u.Kind(q) == syntax.KTypedDefaultParameter || u.Kind(q) == syntax.KAssignment) {
			return true
		}
	}
	return false
}

// resolve fills in the flags, as symtable.c's analyze_block does; bound are the
// names that functions around hold, and it gives the names free in o.
func (b *oursBuilder) resolve(o *oursScope, bound, global map[string]bool) map[string]bool {
	local := map[string]bool{}
	free := map[string]bool{}
	o.symbols = map[string]string{}
	inner := map[string]bool{}
	innerGlobal := map[string]bool{}
	for k := range bound {
		inner[k] = true
	}
	for k := range global {
		innerGlobal[k] = true
	}
	kind := map[string]byte{}
	for name, f := range o.flags {
		walrusHere := f.assigned && !f.bound // of a comprehension
		switch {
		case f.global:
			kind[name] = 'g'
		case f.nonlocal:
			kind[name] = 'f'
			free[name] = true
		case f.bound:
			kind[name] = 'l'
			local[name] = true
		case walrusHere && !bound[name]:
			kind[name] = 'g'
		case bound[name]:
			kind[name] = 'f'
			free[name] = true
		default:
			kind[name] = 'g'
		}
		if kind[name] == 'g' && f.global {
			innerGlobal[name] = true
			delete(inner, name)
		}
	}
	if o.kind == "function" {
		for n := range local {
			inner[n] = true
			delete(innerGlobal, n)
		}
	}
	if o.kind == "class" {
		inner["__class__"] = true
		// A class passes on what is around it, not its own.
		for name, f := range o.flags {
			if f.global {
				delete(innerGlobal, name)
				if bound[name] {
					inner[name] = true
				}
			}
		}
		for k := range global {
			innerGlobal[k] = true
		}
	}
	o.kinds = kind
	below := map[string]bool{}
	var spliced []*oursScope
	for _, k := range o.kids {
		in := map[string]bool{}
		for n := range inner {
			in[n] = true
		}
		for n := range b.resolve(k, in, innerGlobal) {
			below[n] = true
		}
		if b.python < 12 || k.name != "listcomp" && k.name != "setcomp" && k.name != "dictcomp" || k.kind != "function" || k.scope.Kind() != ComprehensionScope {
			spliced = append(spliced, k)
			continue
		}
		for n, f := range k.flags {
			if o.flags[n] == nil {
				o.flags[n], kind[n] = f, k.kinds[n]
			}
		}
		spliced = append(spliced, k.kids...)
	}
	o.kids = spliced
	if o.kind == "class" {
		delete(below, "__class__")
	}
	for n := range below {
		switch {
		case o.kind == "function" && local[n]:
		case o.kind != "module":
			if kind[n] == 0 {
				o.flags[n] = &ourFlags{}
				kind[n] = 'f'
			}
			free[n] = true
		}
	}
	for name, f := range o.flags {
		var s []byte
		module := o.kind == "module"
		boundHere := f.bound && (f.assigned || f.imported || f.param)
		if kind[name] == 'l' || module && boundHere {
			s = append(s, 'l')
		}
		if kind[name] == 'g' || module && boundHere {
			s = append(s, 'g')
		}
		if kind[name] == 'f' {
			s = append(s, 'f')
		}
		for _, t := range []struct {
			on bool
			c  byte
		}{{f.param, 'p'}, {f.imported, 'i'}, {f.assigned, 'a'}, {f.referenced, 'r'}} {
			if t.on {
				s = append(s, t.c)
			}
		}
		o.symbols[name] = string(s)
	}
	for _, k := range o.kids {
		o.children = append(o.children, k.pyScope)
	}
	return free
}

func lineOf(f *syntax.File, n syntax.Node) (line, col int) {
	b := f.Text.Bytes()[:n.Start()]
	return 1 + strings.Count(strings.ReplaceAll(strings.ReplaceAll(string(b), "\r\n", "\n"), "\r", "\n"), "\n"), 0
}

func compareScopes(path string, want, got *pyScope, out *[]string) {
	where := fmt.Sprintf("%s:%d %s %s", path, want.line, want.kind, want.name)
	if want.kind != "module" && (want.kind != got.kind || want.name != got.name || want.line != got.line) {
		*out = append(*out, fmt.Sprintf("%s: got %s %s on line %d", where, got.kind, got.name, got.line))
		return
	}
	same := func(a, b string) bool { return a == b }
	if want.kind == "function" && want.name == "top" {
		same = func(a, b string) bool { return strings.Trim(a, "lg") == strings.Trim(b, "lg") }
	}
	for name, flags := range want.symbols {
		if name == ".0" || name == "__classdict__" || name == "__conditional_annotations__" {
			continue
		}
		if g, ok := got.symbols[name]; !ok {
			*out = append(*out, fmt.Sprintf("%s: %s is missing (%s)", where, name, flags))
		} else if !same(g, flags) {
			*out = append(*out, fmt.Sprintf("%s: %s is %q, want %q", where, name, g, flags))
		}
	}
	for name, flags := range got.symbols {
		if _, ok := want.symbols[name]; !ok {
			*out = append(*out, fmt.Sprintf("%s: %s (%s) is not there", where, name, flags))
		}
	}
	// CPython visits decorators, defaults and annotations in an order of its
	// own; by line and name the scopes of one line compare all the same.
	order := func(a, b *pyScope) int {
		if a.line != b.line {
			return a.line - b.line
		}
		if c := strings.Compare(a.name, b.name); c != 0 {
			return c
		}
		return strings.Compare(signature(a), signature(b))
	}
	slices.SortStableFunc(want.children, order)
	slices.SortStableFunc(got.children, order)
	if len(want.children) != len(got.children) {
		*out = append(*out, fmt.Sprintf("%s: %d scopes inside, want %d", where, len(got.children), len(want.children)))
		return
	}
	for i := range want.children {
		compareScopes(path, want.children[i], got.children[i], out)
	}
}

// typed tells whether there are scopes of type parameters, whose form differs
// between versions; TestLookup has cases of them.
func typed(s *pyScope) bool {
	return s.kind != "module" && s.kind != "function" && s.kind != "class" || slices.ContainsFunc(s.children, typed)
}

func signature(s *pyScope) string {
	var names []string
	for n, f := range s.symbols {
		if n != ".0" {
			names = append(names, n+f)
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// standardLibrary lists the Python files of the standard library of python3.
func standardLibrary(t *testing.T) (files []string, minor int) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatal("this test compares with CPython's symtable module: python3 must be installed")
	}
	out, err := exec.Command(python, "-c", "import sys, sysconfig; print(sys.version_info[1], sysconfig.get_path('stdlib'))").Output()
	if err != nil {
		t.Fatalf("python3: %v", err)
	}
	version, root, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
	if minor, err = strconv.Atoi(version); err != nil {
		t.Fatalf("python3 says %q", out)
	}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if d.IsDir() && (d.Name() == "site-packages" || d.Name() == "dist-packages" || d.Name() == "__pycache__") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".py") && d.Type().IsRegular() {
			files = append(files, path)
		}
		return nil
	})
	if err != nil || len(files) < 100 {
		t.Fatalf("the standard library in %s: %d files, %v", root, len(files), err)
	}
	return files, minor
}

// TestSymtable compares every scope of the standard library with CPython.
func TestSymtable(t *testing.T) {
	files, minor := standardLibrary(t)
	if testing.Short() {
		var some []string
		for i := 0; i < len(files); i += 12 {
			some = append(some, files[i])
		}
		files = some
	}
	const workers = 2
	var mu sync.Mutex
	var wg sync.WaitGroup
	compared, scopes, broken := 0, 0, 0
	var problems []string
	for w := range workers {
		var mine []string
		for i := w; i < len(files); i += workers {
			mine = append(mine, files[i])
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			cmd := exec.Command("python3", "testdata/symtable_dump.py")
			cmd.Stdin = strings.NewReader(strings.Join(mine, "\n") + "\n")
			pipe, err := cmd.StdoutPipe()
			if err == nil {
				err = cmd.Start()
			}
			if err != nil {
				t.Errorf("python3: %v", err)
				return
			}
			lines := bufio.NewReaderSize(pipe, 1<<20)
			for _, path := range mine {
				line, err := lines.ReadBytes('\n')
				if err != nil {
					t.Errorf("python3 at %s: %v", path, err)
					break
				}
				want, err := decodeScope(line)
				if err != nil {
					t.Errorf("%s: %v", path, err)
					continue
				}
				if want == nil {
					continue
				}
				text, err := os.ReadFile(path)
				if err != nil {
					t.Errorf("%v", err)
					continue
				}
				found, n, bad := compareFile(path, text, want, minor)
				mu.Lock()
				compared++
				scopes += n
				if bad {
					broken++
					compared--
				}
				problems = append(problems, found...)
				mu.Unlock()
			}
			_ = cmd.Wait()
		}()
	}
	wg.Wait()
	t.Logf("%d files with %d scopes compared, %d left out: the grammar does not parse them or they declare type parameters", compared, scopes, broken)
	for i, p := range problems {
		if i == 60 {
			t.Logf("and %d more", len(problems)-i)
			break
		}
		t.Error(p)
	}
}

func compareFile(path string, text []byte, want *pyScope, minor int) (problems []string, scopes int, broken bool) {
	f := syntax.Parse(syntax.Python, text)
	for i := range f.UnitCount() {
		if factsOf(f.Unit(i)).broken {
			return nil, 0, true
		}
	}
	m := New(f, "m", path, nil, nil)
	if typed(want) {
		return nil, 0, true
	}
	b := &oursBuilder{m: m, python: minor, future: minor >= 14}
	for i := range m.Bindings("annotations") {
		if m.Bindings("annotations")[i].Module == "__future__" {
			b.future = true
		}
	}
	got := b.build()
	compareScopes(path, want, got.pyScope, &problems)
	var count func(*pyScope)
	count = func(s *pyScope) {
		scopes++
		for _, c := range s.children {
			count(c)
		}
	}
	count(want)
	return
}
