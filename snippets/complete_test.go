package snippets

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pyidiom/pyidiom/analysis/edit"
	"github.com/pyidiom/pyidiom/analysis/project"
	_ "github.com/pyidiom/pyidiom/analysis/rules"
	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// fake is a project with the given versions.
type fake struct {
	versions map[string]string // by distribution; "python" is the lowest that the project admits
	mode     string
	test     bool // the file is one of pytest's
}

func (p fake) in(dist, spec string) truth {
	v, ok := p.versions[dist]
	if !ok {
		return unknown
	}
	return truthOf(project.SpecifierIn("=="+v, spec) == project.Yes)
}

func (p fake) depends(dist string) truth {
	_, ok := p.versions[dist]
	return truthOf(ok)
}

func (p fake) asyncioMode() string { return p.mode }

func (p fake) isTest() bool { return p.test }

var newest = fake{map[string]string{
	"python": "3.14", "fastapi": "0.162", "starlette": "1.9", "sqlalchemy": "2.0.52", "pydantic": "2.14", "pydantic-settings": "2.6",
	"django": "6.1", "pytest": "9.1", "pytest-asyncio": "1.4", "httpx": "0.28", "uvicorn": "0.40",
}, "strict", false}

var oldest = fake{map[string]string{
	"python": "3.10", "fastapi": "0.115", "starlette": "0.41", "sqlalchemy": "2.0", "pydantic": "2.9", "pydantic-settings": "2.6",
	"django": "5.2", "pytest": "8.3", "pytest-asyncio": "0.25", "httpx": "0.28", "uvicorn": "0.30",
}, "strict", false}

func (p fake) inMode(mode string) fake { return fake{p.versions, mode, p.test} }

// buffer is a file with the cursor at ¦.
type buffer struct {
	file         *syntax.File
	path         string
	offset       int
	surroundings fake
}

func open(path, src string, p fake) buffer {
	before, after, found := strings.Cut(src, "¦")
	if !found {
		panic("no cursor in " + src)
	}
	name := filepath.Base(path)
	p.test = name == "conftest.py" || strings.HasPrefix(name, "test_")
	lang := syntax.Python
	if filepath.Ext(path) == ".toml" {
		lang = syntax.TOML
	}
	return buffer{syntax.Parse(lang, []byte(before+after)), path, len(before), p}
}

func (b buffer) facts() *fileFacts {
	f := &fileFacts{file: b.file, surroundings: b.surroundings, memo: map[string]string{}}
	if b.file.Lang == syntax.Python {
		f.m = semantic.New(b.file, "m", b.path, nil, nil)
	}
	return f
}

func (b buffer) complete() []Item {
	p, ok := placeAt(b.file, b.offset)
	if !ok {
		return nil
	}
	return Builtin().complete(b.file, b.path, p, b.facts())
}

func labels(items []Item) []string {
	var out []string
	for _, it := range items {
		out = append(out, it.Label)
	}
	return out
}

// accept is the file after it is accepted in an editor without snippets.
func (b buffer) accept(it Item) string {
	edits := append(it.Imports(), edit.Edit{Start: it.Start, End: it.End, New: it.Plain})
	return string(edit.Apply(b.file.Text.Bytes(), edits))
}

func (b buffer) item(t *testing.T, label string) Item {
	t.Helper()
	items := b.complete()
	for _, it := range items {
		if it.Label == label {
			return it
		}
	}
	t.Fatalf("%s is not offered, only %v", label, labels(items))
	return Item{}
}

func TestAccept(t *testing.T) {
	for _, c := range []struct{ name, path, label, before, after string }{
		{"imports go in front in an empty file", "m.py", "lifespan", "lifes¦", `from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    print("starting")
    try:
        yield
    finally:
        print("stopping")`},
		{"imports merge, quotes and indentation follow the file", "m.py", "lifespan", `from contextlib import suppress

from fastapi import APIRouter, FastAPI


def f():
  return 'a'


life¦


app = FastAPI(title='x')
`, `from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import APIRouter, FastAPI


def f():
  return 'a'


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
  print('starting')
  try:
    yield
  finally:
    print('stopping')


app = FastAPI(title='x', lifespan=lifespan)
`},
		{"a docstring stays first", "m.py", "saengine", "\"\"\"Doc.\"\"\"\n\nsaen¦\n", `"""Doc."""

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

engine = create_async_engine("sqlite+aiosqlite:///app.db", pool_pre_ping=True)
async_session = async_sessionmaker(engine, expire_on_commit=False)
`},
		{"names come from the file", "conftest.py", "async_client", `from fastapi import FastAPI

site = FastAPI()


async_cl¦
`, `from collections.abc import AsyncIterator

import pytest_asyncio
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

site = FastAPI()


@pytest_asyncio.fixture
async def async_client() -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(app=site)
    async with (
        site.router.lifespan_context(site),
        AsyncClient(transport=transport, base_url="http://test") as client,
    ):
        yield client
`},
		{"line endings follow the file", "m.py", "annval", "import os\r\n\r\nannval¦\r\n", strings.ReplaceAll(`import os
from typing import Annotated

from pydantic import AfterValidator

def no_spaces(value: str) -> str:
    if " " in value:
        raise ValueError("must not contain spaces")
    return value


Username = Annotated[str, AfterValidator(no_spaces)]
`, "\n", "\r\n")},
		{"tabs", "m.py", "djcpk", "from django.db import models\n\n\nclass A(models.Model):\n\tpass\n\n\ndjcpk¦\n", `from django.db import models


class A(models.Model):
	pass


class OrderItem(models.Model):
	pk = models.CompositePrimaryKey("order_id", "product_id")
	order = models.ForeignKey("shop.Order", on_delete=models.CASCADE)
	product = models.ForeignKey("shop.Product", on_delete=models.CASCADE)
	quantity = models.PositiveIntegerField(default=1)

	def __str__(self):
		return f"{self.order_id}/{self.product_id}"
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(c.path, c.before, oldest)
			if got := b.accept(b.item(t, c.label)); got != c.after {
				t.Errorf("got\n%s\nwant\n%s", got, c.after)
			}
		})
	}
}

func TestVersions(t *testing.T) {
	for _, c := range []struct {
		project fake
		word    string
		has     string
		imports string
	}{
		{newest, "deco", "def logged[**P, R](", "from collections.abc import Callable\nfrom functools import wraps\n"},
		{oldest, "deco", `P = ParamSpec("P")`, "from typing import ParamSpec, TypeVar"},
		{fake{}, "deco", `P = ParamSpec("P")`, "from typing import ParamSpec, TypeVar"},
		{oldest, "async_client", "@pytest_asyncio.fixture", "import pytest_asyncio\n"},
		{oldest.inMode("auto"), "async_client", "@pytest.fixture", "import pytest\n"},
		{oldest.inMode("anyio"), "async_client", "@pytest.fixture", "import pytest\n"},
	} {
		b := open("test_m.py", "x = 1\n\n"+c.word+"¦\n", c.project)
		got := b.accept(b.item(t, c.word))
		if !strings.Contains(got, c.has) || !strings.Contains(got, c.imports) {
			t.Errorf("%s with %v:\n%s\nlacks %q or %q", c.word, c.project, got, c.has, c.imports)
		}
	}
}

func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		src  string
		want string // a label that is offered; "" if nothing is
	}{
		{"lifes¦", "lifespan"},
		{"li¦", "lifespan"},
		{"l¦", "lifespan"},
		{"LIFE¦", "lifespan"},
		{"fa-lif¦", "fa-lifespan"},
		{"lspn¦", "lifespan"},
		{"lif¦es", "lifespan"},
		{"lifes¦  # comment", "lifespan"},
		{"\ufefflifes¦", "lifespan"},
		{"x = 1\n¦", "fa-lifespan"},
		{"def f():\n    return (\n\n\nlifes¦", "lifespan"}, // the statement above is broken, not this one
		{"f(\nlifes¦\n)", ""},
		{"x = lifes¦", ""},
		{"x.lifes¦", ""},
		{"x; lifes¦", ""},
		{"lifes¦ = 1", ""},
		{"lifes¦()", ""},
		{"# lifes¦", ""},
		{"'lifes¦'", ""},
		{"'''\nlifes¦\n'''", ""},
		{"x = '''\n'''\nlifes¦", "lifespan"},
		{"x = 'it''s' # (\nlifes¦", "lifespan"},
		{"x = 1 + \\\nlifes¦", ""},
		{"1lifes¦", ""},
		{"élifes¦", ""},
		{"    lifes¦", ""},
		{"def f():\n    lifes¦", ""},
		{"class A:\n    lifes¦", ""},
		{"if x:\n    lifes¦", ""},
		{"def f():\n    pass\n\nlifes¦\n\ndef g(): pass\n", "lifespan"},
		{"class A:\n    x = 1\n\n    def f(self):\n        pass\nlifes¦", "lifespan"},
		{"@lifes¦", "lifespan"},
		{"@deco¦", ""},
		{"@x\nlifes¦", "lifespan"},
		{"@x\nsaeng¦", ""},
		{"from x import AsyncIterator\nlifes¦", ""}, // the name means something else
		{"zzzz¦", ""},
		{"lifes¦\n\nfrom fastapi import FastAPI\n", ""}, // it would be imported too late
		{"from fastapi import APIRouter\n\nlifes¦\n\nfrom fastapi import FastAPI\n", "lifespan"},
		{"def f():\n    utcn¦\n\n\nfrom datetime import date\n", "utcnow"},
		{"import fastapi\n\n\nasync def f(aq¦):\n    pass\n", "aq"},
		{"import fastapi\n\n\nasync def f(\n    a: int,\n    aq¦,\n):\n    pass\n", "aq"},
		{"async def f(aq¦):\n    pass\n", ""},
		{"import fastapi\n\n\nasync def f(a=aq¦):\n    pass\n", ""},
		{"import fastapi\n\n\nasync def f(a: aq¦):\n    pass\n", ""},
		{"import fastapi\n\n\nf(aq¦)\n", ""},
		{"urlpatterns = [djpath¦]\n", "djpath"},
		{"patterns = [djpath¦]\n", ""},
		{"urlpatterns = [f(djpath¦)]\n", ""},
		{"from django.db import models\n\n\nclass A(models.Model):\n    pass\n\n\nx = A.objects.all().djpref¦\n", "djprefetch"},
		{"from django.db import models\n\n\nclass A(models.Model):\n    pass\n\n\nx = A.djpref¦\n", ""},
		{"x = A.objects.all().djpref¦\n", ""},
		{"x = a.djpref¦()\n", ""},
	} {
		b := open("m.py", c.src, newest)
		items := b.complete()
		if c.want == "" && len(items) > 0 || c.want != "" && !slices.Contains(labels(items), c.want) {
			t.Errorf("%q offers %v, want %q", c.src, labels(items), c.want)
		}
		for _, it := range items {
			if it.Start > b.offset || it.End < b.offset {
				t.Errorf("%q: [%d, %d) does not hold the cursor", c.src, it.Start, it.End)
			}
			typed := string(b.file.Text.Slice(it.Start, b.offset))
			if typed != "" && it.FilterText[0]|0x20 != typed[0]|0x20 && len(typed) == 1 {
				t.Errorf("%q: an editor cannot match %q with %q", c.src, typed, it.FilterText)
			}
		}
	}
}

// TestOwnPlaces looks at the places of a few pages: next to each there is one
// where the page would be wrong.
func TestOwnPlaces(t *testing.T) {
	for _, c := range []struct {
		path, label, src string
		want             bool
	}{
		{"test_m.py", "classfix", "class TestA:\n    classfix¦\n", true},
		{"test_m.py", "classfix", "class A:\n    classfix¦\n", false},
		{"m.py", "classfix", "class TestA:\n    classfix¦\n", false},
		{"test_m.py", "classfix", "classfix¦\n", false},

		{"m.py", "metaannotations", "class A(type):\n    def __new__(cls, name, bases, ns):\n        metaann¦\n", true},
		{"m.py", "metaannotations", "from abc import ABCMeta\n\n\nclass A(ABCMeta):\n    def __new__(cls, name, bases, ns):\n        metaann¦\n", true},
		{"m.py", "metaannotations", "class A(type):\n    def __init__(cls, name, bases, ns):\n        metaann¦\n", false},
		{"m.py", "metaannotations", "class A:\n    def __new__(cls, name, bases, ns):\n        metaann¦\n", false},
		{"m.py", "metaannotations", "def __new__(cls, name, bases, ns):\n    metaann¦\n", false},

		{"m.py", "assertnever", "def f(x):\n    match x:\n        case 1:\n            pass\n        assertn¦\n    return x\n", true},
		{"m.py", "assertnever", "async def f(x):\n    match x:\n        case None:\n            pass\n        assertn¦\n", true},
		{"m.py", "assertnever", "def f(x):\r\n    match x:\r\n        case 1:\r\n            pass\r\n        assertn¦\r\n", true},
		{"m.py", "assertnever", "def f(x):\n    match x:\n        case 1:\n            pass\n        assertn¦\n\n        case 2:\n            pass\n", false},
		{"m.py", "assertnever", "def f(x):\n    match x:\n        case _:\n            pass\n        assertn¦\n", false},
		{"m.py", "assertnever", "def f(x):\n    match x:\n        case 1:\n            assertn¦\n", false},
		{"m.py", "assertnever", "def f(x):\n    assertn¦\n", false},

		{"settings.py", "djpool", "DATABASES = {\n    'default': {\n        'ENGINE': 'django.db.backends.postgresql',\n        djpool¦\n        'NAME': 'x',\n    },\n}\n", true},
		{"settings.py", "djpool", "import os\n\nDATABASES = {\n    'default': {\n        djpool¦\n        'ENGINE': 'django.db.backends.postgresql',\n    },\n    'b': {'OPTIONS': {}},\n}\n\nX = 1\n", true},
		{"settings.py", "djpool", "DATABASES = {\n    'default': {\n        'ENGINE': 'django.db.backends.sqlite3',\n        djpool¦\n    },\n    'b': {'ENGINE': 'django.db.backends.postgresql'},\n}\n", false},
		{"settings.py", "djpool", "DATABASES = {\n    'default': {\n        'ENGINE': 'django.db.backends.postgresql',\n        'OPTIONS': {},\n        djpool¦\n    },\n}\n", false},
		{"settings.py", "djpool", "DATABASES = {\n    'default': {\n        'ENGINE': 'django.db.backends.postgresql'\n        djpool¦\n    },\n}\n", false}, // no comma
		{"settings.py", "djpool", "DATABASES = {\n    'default': {\n        'ENGINE':\n        djpool¦\n        'django.db.backends.postgresql',\n    },\n}\n", false},
		{"settings.py", "djpool", "CACHES = {\n    'default': {\n        'ENGINE': 'django.db.backends.postgresql',\n        djpool¦\n    },\n}\n", false},
		{"m.py", "djpool", "DATABASES = {\n    'default': {\n        'ENGINE': 'django.db.backends.postgresql',\n        djpool¦\n    },\n}\n", false},

		{"pyproject.toml", "sqlalchemy", "[project]\ndependencies = [\n    sqla¦\n]\n", true},
		{"pyproject.toml", "sqlalchemy", "[project]\ndependencies = [ # a, [b\n    'a', # b\n    sqla¦\n    'c',\n]\n", true},
		{"pyproject.toml", "sqlalchemy", "[project]\ndependencies = [\n    'a'\n    sqla¦\n]\n", false}, // no comma
		{"pyproject.toml", "sqlalchemy", "[project]\ndependencies = [\n    'SQLAlchemy>=2',\n    sqla¦\n]\n", false},
		{"pyproject.toml", "sqlalchemy", "[project]\nkeywords = [\n    sqla¦\n]\n", false},
		{"pyproject.toml", "sqlalchemy", "[tool.x]\ndependencies = [\n    sqla¦\n]\n", false},
		{"pyproject.toml", "sqlalchemy", "[project]\nsqla¦\n", false},
		{"pyproject.toml", "sqlalchemy", "[project]\ndependencies = [\n    '''\n    sqla¦\n    ''',\n]\n", false},

		{"m.py", "script", "script¦", true},
		{"m.py", "script", "#!/usr/bin/env python3\n\nscript¦\nimport os\n", true},
		{"m.py", "script", "import os\nscript¦\n", false},
		{"m.py", "script", "# /// script\n# dependencies = []\n# ///\nscript¦\n", false},
		{"m.py", "script", "script¦\n# /// script\n# dependencies = []\n# ///\n", false},
		{"m.py", "script", "def f():\n    script¦\n", false},
	} {
		if got := slices.Contains(labels(open(c.path, c.src, newest).complete()), c.label); got != c.want {
			t.Errorf("%s in %q: offered is %v", c.label, c.src, got)
		}
	}
}

func TestTables(t *testing.T) {
	for _, c := range []struct {
		src  string
		want bool
	}{
		{"depg¦", true},
		{"[project]\nname = 'x'\ndepg¦\n\n[tool.x]\n", true},
		{"x = '''\n'''\ny = [\n  ']', # [\n]\ndepg¦\n", true},
		{"[project]\ndepg¦\nname = 'x'\n", false}, // the name would change its table
		{"[project]\nx = [\ndepg¦\n]\n", false},
		{"x = \"\"\"\ndepg¦\n\"\"\"\n", false},
		{"x = '''\ndepg¦\n'''\n", false},
		{"x = depg¦\n", false},
		{"  depg¦\n", false},
		{"# depg¦\n", false},
		{"[ dependency-groups ]  # there\ndev = []\n\ndepg¦\n", false},
		{"lifes¦", false},
	} {
		if got := slices.Contains(labels(open("pyproject.toml", c.src, newest).complete()), "depgroups"); got != c.want {
			t.Errorf("%q: offered is %v", c.src, got)
		}
	}
	if items := open("other.toml", "depg¦", newest).complete(); len(items) > 0 {
		t.Errorf("another file offers %v", labels(items))
	}
}

func TestLibraries(t *testing.T) {
	none := fake{map[string]string{"python": "3.13"}, "strict", false}
	for _, c := range []struct {
		src     string
		project fake
		want    bool
	}{
		{"lifes¦", none, false},
		{"import fastapi\nlifes¦", none, true},
		{"from fastapi.responses import Response\nlifes¦", none, true},
		{"lifes¦", newest, true},
		{"djcpk¦", fake{map[string]string{"django": "4.2"}, "", false}, false},
		{"djcpk¦", fake{map[string]string{"django": "5.2"}, "", false}, true},
		{"import django\ndjcpk¦", none, true}, // a version that is not known
		{"async_client¦", newest, false},      // no test file
	} {
		if got := len(open("m.py", c.src, c.project).complete()) > 0; got != c.want {
			t.Errorf("%q with %v: offered is %v", c.src, c.project.versions, got)
		}
	}
}

func TestRanking(t *testing.T) {
	b := open("m.py", "deco¦", newest)
	items := b.complete()
	if len(items) == 0 || items[0].Label != "deco" {
		t.Fatalf("got %v", labels(items))
	}
	if !slices.IsSortedFunc(items, func(a, b Item) int { return strings.Compare(a.SortText, b.SortText) }) {
		t.Error("the order is not that of SortText")
	}
}

func TestDocumentation(t *testing.T) {
	it := open("m.py", "deco¦", oldest).item(t, "deco")
	doc := it.Documentation()
	for _, want := range []string{"**Decorator that keeps the signature**", "```python\nfrom collections.abc import Callable\nfrom functools import wraps\nfrom typing import ParamSpec, TypeVar\n\nP = ParamSpec(\"P\")", "carries them through"} {
		if !strings.Contains(doc, want) {
			t.Errorf("%q is missing in\n%s", want, doc)
		}
	}
	it = open("pyproject.toml", "depg¦", oldest).item(t, "depgroups")
	if doc := it.Documentation(); !strings.Contains(doc, "```toml\n[dependency-groups]") || !strings.Contains(doc, "\nRelated rules: PKG001 ") {
		t.Errorf("got\n%s", doc)
	}
}

// TestPagesAreTrue renders every page at each place it fits, for old and new
// versions: the result parses, every name in it is bound, and a second look
// finds nothing left to import.
func TestPagesAreTrue(t *testing.T) {
	if _, problems := builtin(); len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, page := range Builtin().Pages() {
		for _, where := range page.Where {
			for i, p := range []fake{oldest, newest, oldest.inMode("auto"), newest.inMode("anyio")} {
				t.Run(fmt.Sprintf("%s/%s/%s/%d", page.Area, page.Name, where, i), func(t *testing.T) { checkPage(t, page, where, p) })
			}
		}
	}
}

// surroundingsOf are files with a place of each kind.
var surroundingsOf = map[Where]string{
	InModule:     "import os\n\n\n%s¦\n",
	InClass:      "class A:\n    x = 1\n\n    %s¦\n",
	InPydantic:   "from pydantic import BaseModel\n\n\nclass A(BaseModel):\n    name: str\n    price: int\n    start: int\n    end: int\n\n    %s¦\n",
	InSettings:   "from pydantic_settings import BaseSettings\n\n\nclass A(BaseSettings):\n    %s¦\n",
	InDjango:     "from django.db import models\n\n\nclass A(models.Model):\n    %s¦\n",
	InSQLAlchemy: "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n\n\nclass Base(DeclarativeBase):\n    pass\n\n\nclass A(Base):\n    __tablename__ = \"a\"\n\n    key: Mapped[int] = mapped_column(primary_key=True)\n    %s¦\n",
	InMeta:       "from django.db import models\n\n\nclass A(models.Model):\n    x = 1\n\n    class Meta:\n        %s¦\n",
	InForm:       "from django import forms\n\n\nclass A(forms.Form):\n    x = 1\n\n    %s¦\n",
	InAdmin:      "from django.contrib import admin\n\n\nclass A(admin.ModelAdmin):\n    x = 1\n\n    %s¦\n",
	InTestClass:  "from django.test import TestCase\n\n\nclass A(TestCase):\n    x = 1\n\n    %s¦\n",
	InTests:      "class TestA:\n    x = 1\n\n    %s¦\n",
	InMetaclass:  "class A(type):\n    def __new__(mcls, name, bases, ns):\n        %s¦\n        return super().__new__(mcls, name, bases, ns)\n",
	InMatch:      "def f(x):\n    match x:\n        case 1:\n            pass\n        %s¦\n",
	InHeader:     "#!/usr/bin/env python3\n%s¦\n\nimport os\n",
	InParameters: "import fastapi\n\n\nasync def f(a: int, %s¦):\n    pass\n",
	InCases:      "import pytest\n\n\n@pytest.mark.parametrize((\"a\", \"b\"), [\n    %s¦\n])\ndef test_f(a, b):\n    pass\n",
	InURLs:       "from django.urls import path\n\nurlpatterns = [\n    %s¦\n]\n",
	InMiddleware: "MIDDLEWARE = [\n    \"a\",\n    %s¦\n]\n",
	InDatabases:  "DATABASES = {\n    'default': {\n        'ENGINE': 'django.db.backends.postgresql',\n        %s¦\n    }\n}\n",
	InQueryset:   "from django.db import models\n\n\nclass A(models.Model):\n    x = 1\n\n\na = A.objects.filter(x=1).%s¦\n",
	InFunction:   "def f(self, monkeypatch, capsys, caplog, subtests):\n    x = 1\n    %s¦\n",
	InAsync:      "async def f():\n    x = 1\n    %s¦\n",
	Table:        "[tool.other]\nname = \"x\"\n\n%s¦\n",
	Dependencies: "[project]\nname = \"x\"\ndependencies = [\n    \"y\",\n    %s¦\n]\n",
}

// fileFor is a path that the page is for.
func fileFor(page *Page) string {
	switch {
	case slices.Contains(page.Files, "test"):
		return "test_m.py"
	case len(page.Files) > 0:
		return strings.ReplaceAll(page.Files[0], "*", "x")
	}
	return "m.py"
}

func checkPage(t *testing.T, page *Page, where Where, project fake) {
	facts := &fileFacts{surroundings: project}
	if _, ok := page.variant(facts); !ok || !available(page, facts) {
		return
	}
	path := fileFor(page)
	b := open(path, fmt.Sprintf(surroundingsOf[where], page.Prefixes[0]), project)
	var it Item
	for _, x := range b.complete() {
		if x.Page == page {
			it = x
		}
	}
	if it.Page == nil {
		t.Fatalf("it is not offered there, only %v", labels(b.complete()))
	}
	src := b.accept(it)
	f := syntax.Parse(b.file.Lang, []byte(src))
	if line, bad := syntaxError(b.file.Lang, src); bad {
		t.Fatalf("line %d does not parse:\n%s", line+1, src)
	}
	if _, mistake := parseBody(it.Snippet); mistake != nil {
		t.Errorf("%q in the snippet\n%s", mistake.text, it.Snippet)
	}
	if b.file.Lang == syntax.TOML {
		return
	}
	m := semantic.New(f, "m", path, nil, nil)
	defaults := ""
	for _, p := range it.body.parts {
		if p.tab {
			defaults += " " + p.text
		}
	}
	for n := range f.Root().Descendants() {
		if n.Is(syntax.KIdentifier) && n.Parent().Child(syntax.FAttribute) != n && !n.Parent().Is(syntax.KKeywordArgument, syntax.KDottedName) &&
			m.Lookup(n) == nil && !usesName(defaults, n.Text()) {
			t.Errorf("nothing binds %s in\n%s", n.Text(), src)
		}
	}
}

// BenchmarkComplete types a word at the end of a file of 8,400 lines that is
// open in a workspace, letter by letter, and asks for completions after each.
// What is counted is the completion alone; the median is reported.
func BenchmarkComplete(b *testing.B) {
	var src strings.Builder
	src.WriteString("from fastapi import FastAPI\nfrom pydantic import BaseModel\n\napp = FastAPI()\n\n\n")
	for i := 0; strings.Count(src.String(), "\n") < 8390; i++ {
		fmt.Fprintf(&src, "class Model%d(BaseModel):\n    name: str = 'a'\n    size: int = %d\n\n    def area(self, by: int) -> int:\n        if by > 1:\n            return self.size * by\n        return self.size\n\n\nasync def load_%d(key: str) -> Model%d:\n    return Model%d(name=key)\n\n\n", i, i, i, i, i)
	}
	src.WriteString("def f():\n    pass\n\n\n")
	for _, c := range []struct{ name, word string }{{"word", "fa-user-endpoint"}, {"nothing", ""}} {
		b.Run(c.name, func(b *testing.B) {
			w, root := workspace(b, shopProject)
			write(b, root, shop)
			if err := w.Index(b.Context(), nil); err != nil {
				b.Fatal(err)
			}
			d := w.Open(filepath.Join(root, "shop", "long.py"), []byte(src.String()))
			defer d.Close()
			var took []time.Duration
			n := 0
			for b.Loop() {
				end := src.Len() + n
				change := syntax.Change{Start: src.Len(), End: end}
				if n++; n <= len(c.word) {
					change = syntax.Change{Start: end, End: end, New: []byte(c.word[n-1 : n])}
				} else {
					n = 0
				}
				s := d.Edit(change)
				start := time.Now()
				items := Complete(s, src.Len()+n)
				took = append(took, time.Since(start))
				if len(items) == 0 {
					b.Fatal("nothing is offered")
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Nanoseconds()), "ns/median")
		})
	}
}
