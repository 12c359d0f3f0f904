package pydantic

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// oneModule is an Env of a single other module.
type oneModule struct{ *semantic.Summary }

func (e oneModule) Module(name string) *semantic.Summary {
	if name == e.Name {
		return e.Summary
	}
	return nil
}
func (oneModule) Importers(string) []*semantic.Summary    { return nil }
func (oneModule) Subclasses(string) []*semantic.ClassInfo { return nil }

// model is the last class of a file beside one called base.
func model(base, text string) (*semantic.Module, *semantic.Class) {
	env := oneModule{semantic.New(syntax.Parse(syntax.Python, []byte(base)), "base", "/p/base.py", nil, nil).Summary()}
	m := semantic.New(syntax.Parse(syntax.Python, []byte(text)), "app", "/p/app.py", env, nil)
	var c *semantic.Class
	for n := range m.File().Root().Named() {
		if x := m.Class(n); x != nil {
			c = x
		}
	}
	return m, c
}

const head = `import typing as t
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final, Generic, Optional
from pydantic import BaseModel, Field, PrivateAttr, RootModel
from pydantic import Field as F
`

func TestFieldsOf(t *testing.T) {
	base := head + `
Page = Annotated[int, Field(default=1)]
class Base(BaseModel):
    z: int
    a: str = "x"
    described: str = Field(description="d")
    filled: str = Field("v", description="d")
    needed: str = Field(..., description="d")
    made: list[int] = Field(default_factory=list)
    inside: Annotated[int, Field(default=3)]
    page: Page
    COUNT: ClassVar[int] = 3
    LIMIT: Final = 3
    quoted: "ClassVar[int]" = 3
    _private: int = 1
    model_config = {}
    def method(self):
        self.late: int = 1
class Plain:
    mixed: int
`
	for _, c := range []struct{ text, want string }{
		{"from base import Base\nclass M(Base):\n    pass\n",
			"z! a described! filled needed! made inside? page?"},
		{"from base import Base, Plain\nclass M(Plain, Base):\n    a: int\n    b: int = F(ge=1)\n    c: int = F(1)\n",
			"z! a! described! filled needed! made inside? page? mixed! b! c"},
		{"from base import Base\nclass M(Base):\n    z: ClassVar[int] = 2\n    page: int = 3\n",
			"a described! filled needed! made inside? page"},
		{"Page = Annotated[int, Field(default=1)]\nclass M(BaseModel):\n    a: Page\n    b: Annotated[int, F(default=1)]\n    c: t.Annotated[int, F(gt=1)]\n    d: int = ...\n    e: int = F(...)\n    f: int = other(1)\n    g: Annotated[int, F(default=1)] = F(gt=1)\n",
			"a? b c! d! e! f? g"},
		{"class M(BaseModel):\n    a: Final[int]\n    b: Final[int] = 3\n    c: 'Final[int]' = F(gt=1)\n    d: t.ClassVar = 1\n    _e: int\n    __f__: int\n    model_config: dict = {}\n    g = 3\n",
			"a! c!"},
		{"class A(BaseModel):\n    a: int\n    b: int\nclass B(BaseModel):\n    c: int\n    a: str\nclass M(A, B):\n    b: int\n", "c! a! b!"},
		{"class M(BaseModel):\n    a: int\n    if t:\n        b: int\n", "a! b! uncertain"},
		{"from elsewhere import X\nclass M(X, BaseModel):\n    a: int\n", "a! uncertain"},
		{"class M(RootModel[int]):\n    pass\n", "root?"},
	} {
		m, class := model(base, head+c.text)
		fields, certain := fieldsOf(m, class)
		var got []string
		for i := range fields {
			got = append(got, fields[i].name+map[semantic.Tri]string{semantic.Yes: "!", semantic.Unknown: "?"}[fields[i].required(m)])
		}
		if !certain {
			got = append(got, "uncertain")
		}
		if have := strings.Join(got, " "); !slices.Equal(strings.Fields(c.want), got) {
			t.Errorf("%s\n got %s\nwant %s", c.text, have, c.want)
		}
	}
}

func TestFieldNamed(t *testing.T) {
	m, class := model(head+"class Base(BaseModel):\n    a: list[str] = []\n", head+"from base import Base\nclass M(Base):\n    b: Optional[int]\n")
	fields, _ := fieldsOf(m, class)
	for name, want := range map[string]string{"a": "list[str]", "b": "Optional[int]"} {
		if f := fieldNamed(fields, name); f == nil || f.annotation() != want {
			t.Errorf("%s: %+v, want %s", name, f, want)
		}
	}
	if f := fieldNamed(fields, "c"); f != nil {
		t.Errorf("c: %+v", f)
	}
}

func TestDeclared(t *testing.T) {
	m, class := model("", head+`class M(BaseModel):
    a: Annotated[Annotated[int, F(gt=1)], F(lt=3)] = Field(default=1, alias="A", **kw)
    b: Final[int] = F(gt=1)
    _c = PrivateAttr(1)
    _d: int = 1
    e = 1
`)
	want := map[string]string{
		"a":  "field int 2 metadata 3 calls ",
		"b":  "field Final[int] 0 metadata 1 calls final",
		"_c": "private  0 metadata 0 calls ",
		"_d": "private int 0 metadata 0 calls ",
		"e":  "other  0 metadata 0 calls ",
	}
	for _, x := range class.Members() {
		d := declared(m, x)
		kind := []string{"other", "field", "private", "class"}[d.kind]
		typ, final := "", ""
		if !d.typ.IsNil() {
			typ = d.typ.Text()
		}
		if d.final {
			final = "final"
		}
		if got := fmt.Sprintf("%s %s %d metadata %d calls %s", kind, typ, len(d.metadata), len(d.fieldCalls(m)), final); got != want[x.Name] {
			t.Errorf("%s: got %q, want %q", x.Name, got, want[x.Name])
		}
	}
	a := argumentsOf(declared(m, class.Member("a")).call)
	if !a.splat || a.keyword("alias").Text() != `"A"` || !a.first().IsNil() || !a.keyword("gt").IsNil() {
		t.Errorf("arguments of a: %+v", a)
	}
}

func TestClosedModel(t *testing.T) {
	for text, want := range map[string]bool{
		"class M(BaseModel): pass\n":                                true,
		"class M(BaseModel, Generic[T], metaclass=Meta): pass\n":    false,
		"@t.final\nclass M(BaseModel): pass\n":                      true,
		"@register\nclass M(BaseModel): pass\n":                     false,
		"@register\nclass A(BaseModel): pass\nclass M(A): pass\n":   false,
		"from elsewhere import X\nclass M(X, BaseModel): pass\n":    false,
		"from base import Registered\nclass M(Registered): pass\n":  false,
		"from base import Plain\nclass M(Plain, BaseModel): pass\n": true,
	} {
		_, class := model("from pydantic import BaseModel\nclass Plain: pass\n@register\nclass Registered(BaseModel): pass\n", head+text)
		if got := closedModel(class); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
