package semantic

import (
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// fakeEnv is a project of a few modules.
type fakeEnv map[string]*Summary

func (e fakeEnv) Module(name string) *Summary { return e[name] }

func (e fakeEnv) Importers(name string) []*Summary {
	var out []*Summary
	for _, s := range e {
		if slices.Contains(s.Imports, name) {
			out = append(out, s)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

func (e fakeEnv) Subclasses(q string) []*ClassInfo { return nil }

func fileOf(name string) string {
	return "/p/" + strings.ReplaceAll(name, ".", "/") + ".py"
}

// project makes an Env of modules by their dotted names; a package has
// ".__init__" at the end of its name.
func project(modules map[string]string) fakeEnv {
	env := fakeEnv{}
	for name, text := range modules {
		dotted := strings.TrimSuffix(name, ".__init__")
		f := syntax.Parse(syntax.Python, []byte(text))
		env[dotted] = New(f, dotted, fileOf(name), nil, nil).Summary()
	}
	return env
}

func module(text string, env Env) *Module {
	return New(syntax.Parse(syntax.Python, []byte(text)), "app.main", "/p/app/main.py", env, nil)
}

// at is the node that covers the text between « and » in src.
func at(src string, env Env) (*Module, syntax.Node) {
	start := strings.Index(src, "«")
	src = strings.Replace(src, "«", "", 1)
	end := strings.Index(src, "»")
	src = strings.Replace(src, "»", "", 1)
	m := module(src, env)
	return m, m.File().NodeAt(start, end)
}

func TestResolve(t *testing.T) {
	env := project(map[string]string{
		"app.__init__":     "",
		"app.base":         "from pydantic import BaseModel\nfrom pydantic import Field as F\nclass Base(BaseModel): pass\nModel = BaseModel\n_x = 1\n",
		"app.stars":        "from .base import *\n",
		"app.all":          "from .base import *\n__all__ = ['Base']\n",
		"app.re":           "from .base import Base as Renamed\n",
		"app.loop1":        "from .loop2 import X\n",
		"app.loop2":        "from .loop1 import X\n",
		"app.sub.__init__": "from ..base import Base\nfrom . import inner\n",
		"app.sub.inner":    "def f(): pass\nvalue = f()\n",
	})
	tests := []struct{ src, want string }{
		{"from pydantic import BaseModel\n«BaseModel»\n", "pydantic.BaseModel"},
		{"import pydantic\n«pydantic.main.BaseModel»\n", "pydantic.BaseModel"},
		{"import pydantic as p\nclass A(«p.BaseModel»): pass\n", "pydantic.BaseModel"},
		{"from pydantic.functional_validators import field_validator as fv\nclass A:\n    @«fv»('x')\n    def f(cls): pass\n", "pydantic.field_validator"},
		{"from pydantic.deprecated.class_validators import validator\n«validator»\n", "pydantic.validator"},
		{"from pydantic.v1 import BaseModel\n«BaseModel»\n", "pydantic.v1.BaseModel"},
		{"from pydantic import v1\n«v1.BaseModel»\n", "pydantic.v1.BaseModel"},
		{"import sqlalchemy.ext.asyncio.session as s\n«s.AsyncSession»\n", "sqlalchemy.ext.asyncio.AsyncSession"},
		{"from sqlmodel.ext.asyncio.session import AsyncSession\n«AsyncSession»\n", "sqlmodel.ext.asyncio.session.AsyncSession"},
		{"import sqlalchemy as sa, sqlalchemy.orm\n«sqlalchemy.orm.Session»\n", "sqlalchemy.orm.Session"},
		{"from fastapi.applications import FastAPI\n«FastAPI»\n", "fastapi.FastAPI"},
		{"from fastapi.routing import APIRouter\n«APIRouter»\n", "fastapi.APIRouter"},
		{"from fastapi.param_functions import Depends\n«Depends»\n", "fastapi.Depends"},
		{"from django.urls.base import reverse\n«reverse»\n", "django.urls.reverse"},
		{"from django.db.models.fields import CharField\n«CharField»\n", "django.db.models.CharField"},
		{"from typing_extensions import Annotated\n«Annotated»\n", "typing.Annotated"},
		{"from typing_extensions import deprecated\n«deprecated»\n", "typing_extensions.deprecated"},
		{"from _pytest.fixtures import fixture\n«fixture»\n", "pytest.fixture"},
		{"import datetime as dt\n«dt.datetime.utcnow»\n", "datetime.datetime.utcnow"},
		{"from datetime import datetime\n«datetime.utcnow»\n", "datetime.datetime.utcnow"},
		{"from pydantic import BaseModel\nB = BaseModel\n«B»\n", "pydantic.BaseModel"},
		{"import pydantic\nB = pydantic.BaseModel\nC = B\ndef f():\n    return «C»\n", "pydantic.BaseModel"},
		{"«print»\n", "builtins.print"},
		{"def print(): pass\n«print»\n", "app.main.print"},
		{"def f():\n    class A: pass\n    return «A»\n", "app.main.f.<locals>.A"},
		// Uncertain.
		{"try:\n    from pydantic import field_validator\nexcept ImportError:\n    from pydantic import validator as field_validator\n«field_validator»\n", ""},
		{"try:\n    from typing import Self\nexcept ImportError:\n    from typing_extensions import Self\n«Self»\n", "typing.Self"},
		{"try:\n    from pydantic import Field\nexcept ImportError:\n    pass\n«Field»\n", ""},
		{"import sys\nif sys.version_info > (3, 11):\n    from pydantic import Field\n«Field»\n", ""},
		{"from pydantic import Field\nfrom sqlmodel import Field\n«Field»\n", ""},
		{"from pydantic import Field\ndef f():\n    global Field\n    Field = 1\n«Field»\n", ""},
		{"from pydantic import Field\ndef f(Field):\n    «Field»\n", ""},
		{"from pydantic import Field\ndef f():\n    «Field»\n    Field = 1\n", ""},
		{"from pydantic import Field\nclass A:\n    Field = 1\n    def f(self):\n        «Field»\n", "pydantic.Field"},
		{"from pydantic import Field\nclass A:\n    Field = 1\n    x = «Field»\n", "app.main.A.Field"},
		{"from pydantic import Field\nfrom unknown import *\n«Field»\n", ""},
		{"from unknown import *\nfrom pydantic import Field\n«Field»\n", "pydantic.Field"},
		{"from unknown import *\n«Field»\n", ""},
		{"from pydantic import *\n«BaseModel»\n", "pydantic.BaseModel"},
		{"Field\nfor Field in x:\n    «Field»\n", ""},
		{"from pydantic import Field\ndel Field\n«Field»\n", ""},
		{"«nothing»\n", ""},
		{"x.«y»\n", ""},
		{"from pydantic import Field\nx = foo(\nclass A:\n    y = «Field»\n", "pydantic.Field"},
		{"if TYPE_CHECKING:\n    from pydantic import Field\n«Field»\n", "pydantic.Field"},
		// Across files.
		{"from app.base import Base\n«Base»\n", "app.base.Base"},
		{"from .base import Model\n«Model»\n", "pydantic.BaseModel"},
		{"from . import base\n«base.F»\n", "pydantic.Field"},
		{"import app.base\n«app.base.Base»\n", "app.base.Base"},
		{"from .stars import Base\n«Base»\n", "app.base.Base"},
		{"from .stars import _x\n«_x»\n", ""},
		{"from .all import Model\n«Model»\n", "pydantic.BaseModel"},
		{"from .all import *\n«Base»\n", "app.base.Base"},
		{"from .all import *\n«Model»\n", ""},
		{"from .stars import *\n«Model»\n", "pydantic.BaseModel"},
		{"from pydantic import Field\nfrom .stars import *\n«Field»\n", "pydantic.Field"},
		{"from .re import Renamed\n«Renamed»\n", "app.base.Base"},
		{"from .sub import Base\n«Base»\n", "app.base.Base"},
		{"from .sub import inner\n«inner.f»\n", "app.sub.inner.f"},
		{"from .base import missing\n«missing»\n", ""},
		{"from .loop1 import X\n«X»\n", ""},
		{"from ..outside import X\n«X»\n", "outside.X"},
		{"from ...outside import X\n«X»\n", ""},
	}
	for _, tt := range tests {
		m, n := at(tt.src, env)
		if got := m.Resolve(n); got != tt.want {
			t.Errorf("%q: %s resolves to %q, want %q", tt.src, n.Text(), got, tt.want)
		}
	}
}

func TestIsSubclass(t *testing.T) {
	env := project(map[string]string{
		"app.base":   "from pydantic import BaseModel\nfrom unknown import Thing\nclass Base(BaseModel):\n    x: int\nclass Other(Thing): pass\nclass Deep(Base): pass\n",
		"app.stars":  "from .base import *\n",
		"app.cycle":  "from .cycle2 import B\nclass A(B): pass\n",
		"app.cycle2": "from .cycle import A\nclass B(A): pass\n",
		"app.gen":    "from typing import Generic, TypeVar\nfrom .base import Base\nT = TypeVar('T')\nclass Page(Base, Generic[T]):\n    items: list[T]\n",
	})
	tests := []struct {
		src    string
		want   Tri
		closed bool
	}{
		{"from pydantic import BaseModel\nclass «A»(BaseModel): pass\n", Yes, true},
		{"from .base import Deep\nclass «A»(Deep): pass\n", Yes, true},
		{"from .stars import Deep\nclass «A»(Deep): pass\n", Yes, true},
		{"from .stars import *\nclass «A»(Deep): pass\n", Yes, true},
		{"from .gen import Page\nclass «A»(Page[int]): pass\n", Yes, true},
		{"from .base import Other\nclass «A»(Other): pass\n", Unknown, false},
		{"from .base import Other, Base\nclass «A»(Other, Base): pass\n", Yes, false},
		{"class «A»: pass\n", No, true},
		{"import enum\nclass «A»(enum.IntEnum): pass\n", No, true},
		{"from django.db import models\nclass «A»(models.Model): pass\n", No, true},
		{"from .cycle import A as B\nclass «A»(B): pass\n", No, true},
		{"class «A»(B): pass\nclass B(A): pass\n", No, true},
		{"class «A»(make()): pass\n", Unknown, false},
		{"class «A»(*bases): pass\n", Unknown, false},
		{"from pydantic_settings import BaseSettings\nclass «A»(BaseSettings): pass\n", Yes, true},
		{"from pydantic.v1 import BaseModel\nclass «A»(BaseModel): pass\n", No, true},
		{"from pydantic import BaseModel\ndef f():\n    class B(BaseModel): pass\n    class «A»(B): pass\n", Yes, true},
		{"from pydantic import BaseModel\nclass O:\n    class B(BaseModel): pass\n    class «A»(B): pass\n", Yes, true},
		{"class «A»(undefined): pass\n", Unknown, false},
	}
	for _, tt := range tests {
		m, n := at(tt.src, env)
		c := m.Class(n.Parent())
		if c == nil {
			t.Errorf("%q: no class at %s", tt.src, n.Parent())
			continue
		}
		if got := c.IsSubclass("pydantic.BaseModel"); got != tt.want {
			t.Errorf("%q: is a model: %v, want %v", tt.src, got, tt.want)
		}
		if got := c.Closed(); got != tt.closed {
			t.Errorf("%q: closed: %v, want %v", tt.src, got, tt.closed)
		}
	}
}

func TestTypeOf(t *testing.T) {
	const async, sync = "sqlalchemy.ext.asyncio.AsyncSession", "sqlalchemy.orm.Session"
	env := project(map[string]string{
		"app.base": "from sqlalchemy.ext.asyncio import AsyncSession\nclass Base:\n    s: AsyncSession\n    def __init__(self, t: AsyncSession):\n        self.t = t\n    def m(self) -> AsyncSession: ...\n",
		"app.db": `from typing import Annotated, AsyncIterator
from contextlib import asynccontextmanager
from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from .base import Base
engine = create_async_engine("x")
Factory = async_sessionmaker(engine)
SessionDep = Annotated[AsyncSession, Depends(get)]
type Dep2 = Annotated[AsyncSession, 1]
app = FastAPI()
base = Base()
def make() -> AsyncSession: ...
def make_base() -> Base: ...
async def amake() -> AsyncSession: ...
@asynccontextmanager
async def scope() -> AsyncIterator[AsyncSession]:
    yield
`,
	})
	tests := []struct{ src, want string }{
		{"from fastapi import FastAPI\napp = FastAPI()\n«app»\n", "fastapi.FastAPI"},
		{"from fastapi import FastAPI\napp: FastAPI = make()\n«app»\n", "fastapi.FastAPI"},
		{"from sqlalchemy.ext.asyncio import AsyncSession\ndef f(db: AsyncSession):\n    «db»\n", async},
		{"from sqlalchemy.ext.asyncio import AsyncSession\ndef f(db: 'AsyncSession | None'):\n    «db»\n", async},
		{"from sqlalchemy.ext.asyncio import AsyncSession\nfrom typing import Optional\ndef f(db: Optional[AsyncSession] = None):\n    «db»\n", async},
		{"from sqlalchemy.ext.asyncio import AsyncSession\nfrom typing import Annotated\ndef f(db: Annotated[AsyncSession, Depends(g)]):\n    «db»\n", async},
		{"from .db import SessionDep\ndef f(db: SessionDep):\n    «db»\n", async},
		{"from .db import Dep2\ndef f(db: Dep2 | None):\n    «db»\n", async},
		{"from . import db as d\ndef f(db: d.SessionDep):\n    «db»\n", async},
		{"from sqlalchemy.ext.asyncio import AsyncSession\nfrom typing import Annotated\nD = Annotated[AsyncSession, Depends(g)]\ndef f(db: D):\n    «db»\n", async},
		{"from sqlalchemy.ext.asyncio import AsyncSession\ndef f(db: AsyncSession):\n    db = 1\n    «db»\n", ""},
		{"from sqlalchemy.ext.asyncio import AsyncSession\ndef f(db: AsyncSession | str):\n    «db»\n", ""},
		{"from sqlalchemy.ext.asyncio import AsyncSession\ndef f(*db: AsyncSession):\n    «db»\n", ""},
		{"from .db import Factory\nasync def f():\n    async with Factory() as s:\n        «s»\n", async},
		{"from .db import Factory\nasync def f():\n    async with Factory.begin() as s:\n        «s»\n", async},
		{"from .db import Factory\ns = Factory()\n«s»\n", async},
		{"from .db import engine\nasync def f():\n    async with engine.begin() as c:\n        «c»\n", "sqlalchemy.ext.asyncio.AsyncConnection"},
		{"from .db import engine\nasync def f():\n    async with engine.connect() as c:\n        «c»\n", "sqlalchemy.ext.asyncio.AsyncConnection"},
		{"from .db import engine\nasync def f():\n    c = await engine.connect()\n    «c»\n", "sqlalchemy.ext.asyncio.AsyncConnection"},
		{"from .db import app\n«app»\n", "fastapi.FastAPI"},
		{"from . import db\n«db.app»\n", "fastapi.FastAPI"},
		{"from .db import base\n«base.s»\n", async},
		{"from .db import base\n«base.t»\n", async},
		{"from .db import make_base\n«make_base().s»\n", async},
		{"from .db import make_base\nx = make_base().m()\n«x»\n", async},
		{"from .db import make\nx = make()\n«x»\n", async},
		{"from .db import amake\nasync def f():\n    x = await amake()\n    «x»\n", async},
		{"from .db import amake\nx = amake()\n«x»\n", ""},
		{"from .db import scope\nasync def f():\n    async with scope() as s:\n        «s»\n", async},
		{"from sqlalchemy.orm import sessionmaker, Session\nF = sessionmaker()\nwith F() as s:\n    «s»\n", sync},
		{"from sqlalchemy.orm import sessionmaker\nfrom sqlalchemy.ext.asyncio import AsyncSession\nF = sessionmaker(engine, class_=AsyncSession)\ns = F()\n«s»\n", async},
		{"from sqlalchemy.orm import sessionmaker\nfrom sqlalchemy.ext.asyncio import AsyncSession\nF = sessionmaker(engine, AsyncSession)\ns = F()\n«s»\n", async},
		{"from sqlalchemy.ext.asyncio import async_sessionmaker\ndef f(F: async_sessionmaker):\n    s = F()\n    «s»\n", async},
		{"from sqlalchemy.ext.asyncio import async_sessionmaker\nasync def f(F: async_sessionmaker):\n    async with F.begin() as s:\n        «s»\n", async},
		{"from sqlalchemy.orm import sessionmaker\ndef f(F: sessionmaker):\n    s = F()\n    «s»\n", ""},
		{"from sqlalchemy.orm import sessionmaker\nF = sessionmaker(engine, class_=Foo)\ns = F()\n«s»\n", ""},
		{"from sqlalchemy.orm import sessionmaker\nF = sessionmaker(**options)\ns = F()\n«s»\n", ""},
		{"from sqlalchemy.orm import sessionmaker, scoped_session\nF = scoped_session(sessionmaker())\ns = F()\n«s»\n", sync},
		{"from sqlalchemy.orm import Session\nwith Session(e) as s, x:\n    «s»\n", sync},
		{"from sqlalchemy.orm import Session\nclass R:\n    def __init__(self, s: Session):\n        self.s = s\n    def f(self):\n        «self.s»\n", sync},
		{"from sqlalchemy.orm import Session\nclass R:\n    s: Session\n    def f(self):\n        «self.s»\n", sync},
		{"from sqlalchemy.orm import Session\nclass R:\n    def __init__(self, s: Session):\n        self.s = s\n    def g(self):\n        self.s = 1\n    def f(self):\n        «self.s»\n", ""},
		{"from sqlalchemy.orm import Session\nclass R:\n    def __init__(self, s: Session):\n        self.s = s\nclass Q(R):\n    def f(self):\n        «self.s»\n", sync},
		{"from .base import Base\nclass Q(Base):\n    def f(self):\n        return «self.t»\n", async},
		{"from fastapi import FastAPI\nif x:\n    app = FastAPI()\nelse:\n    app = FastAPI(debug=True)\n«app»\n", "fastapi.FastAPI"},
		{"from fastapi import FastAPI\napp = FastAPI()\napp = 1\n«app»\n", ""},
		{"for x in y:\n    «x»\n", ""},
		{"from fastapi import FastAPI\na, b = FastAPI(), 1\n«a»\n", ""},
		{"def f(app):\n    «app»\n", ""},
		{"class A:\n    def f(self): return «self»\n", "app.main.A"},
		{"class A:\n    @staticmethod\n    def f(self): return «self»\n", ""},
		{"class A:\n    def f(self) -> 'A': ...\na = A().f()\n«a»\n", "app.main.A"},
		{"from typing import Self\nclass A:\n    def f(self) -> Self: ...\na = A().f()\n«a»\n", "app.main.A"},
		{"from contextlib import contextmanager\nfrom typing import Iterator\nfrom sqlalchemy.orm import Session\n@contextmanager\ndef s() -> Iterator[Session]:\n    yield 1\nwith s() as x:\n    «x»\n", sync},
		{"x = 'a'\n«x»\n", "builtins.str"},
		{"from sqlalchemy.orm import Session\ntry:\n    s = Session()\nexcept Exception:\n    pass\n«s»\n", sync},
		{"try:\n    from sqlalchemy.orm import Session\n    s = Session()\nexcept Exception:\n    pass\n«s»\n", ""},
	}
	for _, tt := range tests {
		m, n := at(tt.src, env)
		got := m.TypeOf(n)
		name := got.Name
		if got.Kind != Instance {
			name = ""
		}
		if name != tt.want {
			t.Errorf("%q: %s holds %+v, want an instance of %q", tt.src, n.Text(), got, tt.want)
		}
	}
}
