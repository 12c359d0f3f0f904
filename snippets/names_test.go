package snippets

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shop is a project with one of everything.
var shop = map[string]string{
	"shop/__init__.py": "",
	"shop/settings.py": "from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    database_url: str = \"sqlite+aiosqlite://\"\n\n\nsettings = Settings()\n",
	"shop/db.py":       "from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine\nfrom sqlalchemy.orm import DeclarativeBase\n\nmain_engine = create_async_engine(\"sqlite+aiosqlite://\")\nmake_session = async_sessionmaker(main_engine)\n\n\nclass Model(DeclarativeBase):\n    pass\n",
	"shop/models.py":   "from sqlalchemy.orm import Mapped, mapped_column\n\nfrom shop.db import Model\n\n\nclass OrderItem(Model):\n    __tablename__ = \"order_items\"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n",
	"shop/schemas.py":  "from pydantic import BaseModel\n\n\nclass OrderItemCreate(BaseModel):\n    id: int\n\n\nclass OrderItemPublic(BaseModel):\n    id: int\n",
	"shop/deps.py":     "from typing import Annotated\n\nfrom fastapi import Depends\nfrom sqlalchemy.ext.asyncio import AsyncSession\n\nfrom shop.db import make_session\n\n\nasync def get_db():\n    async with make_session() as session:\n        yield session\n\n\nDbDep = Annotated[AsyncSession, Depends(get_db)]\n",
	"shop/main.py":     "from fastapi import FastAPI\n\nfrom shop import deps\n\nsite = FastAPI()\n",
	"tests/conftest.py": "import pytest_asyncio\nfrom httpx import AsyncClient\nfrom sqlalchemy.ext.asyncio import AsyncSession, create_async_engine\nfrom collections.abc import AsyncIterator\n\ntest_engine = create_async_engine(\"sqlite+aiosqlite://\")\n\n\n" +
		"@pytest_asyncio.fixture\nasync def web() -> AsyncIterator[AsyncClient]:\n    yield None\n\n\n@pytest_asyncio.fixture\nasync def database() -> AsyncIterator[AsyncSession]:\n    yield None\n",
	"tests/__init__.py": "",
}

const shopProject = "[project]\nname = \"shop\"\nversion = \"1\"\nrequires-python = \">=3.12\"\ndependencies = [\"fastapi>=0.115\", \"sqlalchemy>=2\", \"pydantic>=2\", \"pydantic-settings\", \"pytest\", \"pytest-asyncio\", \"httpx\", \"uvicorn\"]\n"

func TestNames(t *testing.T) {
	w, root := workspace(t, shopProject)
	write(t, root, shop)
	if err := w.Index(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path, label, src string
		want                   []string // in the accepted file
	}{
		{"the session factory of the project", "shop/a.py", "satx", "async def f():\n    satx¦\n", []string{"from shop.db import make_session\n", "async with make_session.begin()"}},
		{"as the file calls it", "shop/a.py", "satx", "from shop import db\n\n\nasync def f():\n    satx¦\n", []string{"async with db.make_session.begin()"}},
		{"its own before others", "shop/a.py", "satx", "from sqlalchemy.ext.asyncio import async_sessionmaker\n\nmine = async_sessionmaker()\n\n\nasync def f():\n    satx¦\n", []string{"async with mine.begin()"}},
		{"a name that means something else", "shop/a.py", "satx", "make_session = 1\n\n\nasync def f():\n    satx¦\n", []string{"async with async_session.begin()"}},
		{"the base", "shop/a.py", "samodel", "samodel¦\n", []string{"from shop.db import Model\n", "class User(Model):"}},
		{"not in a circle", "shop/db.py", "samodel", "samodel¦\n", []string{"class User(Base):"}},
		{"the only model, and its schema", "shop/a.py", "sarepo", "sarepo¦\n", []string{"from shop.models import OrderItem\n", "from shop.schemas import OrderItemCreate\n", "class OrderItemRepository:", "order_item_id: int", "data: OrderItemCreate"}},
		{"the model above", "shop/a.py", "sarepo", "from shop.db import Model\nfrom shop.models import OrderItem\n\n\nclass Cart(Model):\n    __tablename__ = \"carts\"\n\n\nsarepo¦\n", []string{"class CartRepository:", "cart_id: int", "data: CartCreate"}},
		{"the model that is imported", "shop/a.py", "sarepo", "from shop.models import OrderItem as Item\n\nsarepo¦\n", []string{"class ItemRepository:", "item_id: int"}},
		{"session dependency and response model", "shop/a.py", "fa-user-endpoint", "from fastapi import APIRouter\n\nusers = APIRouter()\n\n\nfa-user-endpoint¦\n", []string{
			"@users.get(", "from shop.deps import DbDep\n", "session: DbDep", "response_model=OrderItemPublic", "from shop.schemas import OrderItemPublic\n", "session.get(OrderItem, user_id)"}},
		{"the settings", "shop/a.py", "saengine", "saengine¦\n", []string{"from shop.settings import settings\n", "create_async_engine(settings.database_url, pool_pre_ping=True)"}},
		{"the application, in tests", "tests/test_a.py", "fixclient", "fixclient¦\n", []string{"from shop.main import site\n", "ASGITransport(app=site)"}},
		{"the engine that is no test's", "tests/test_a.py", "fixdb", "fixdb¦\n", []string{"from shop.db import main_engine\n", "main_engine.connect()"}},
		{"fixtures of conftest.py", "tests/test_a.py", "parametrize", "parametrize¦\n", []string{"(web, data, status)", "await web.post("}},
		{"fixture of conftest.py, and the model", "tests/test_a.py", "fixfactory", "fixfactory¦\n", []string{"(database: AsyncSession)", "database.add(instance)", "instance = OrderItem(", "from shop.models import OrderItem\n"}},
		{"the module", "shop/main.py", "fa-main", "from fastapi import FastAPI\n\nsite = FastAPI()\nfa-main¦\n", []string{`"shop.main:site"`}},
		{"the file", "shop/category.py", "fa-router", "fa-router¦\n", []string{`prefix="/categories"`, "list_categories"}},
		{"the field", "shop/a.py", "pydfv", "from pydantic import BaseModel\n\n\nclass A(BaseModel):\n    first: int\n    last: str | None = None\n\n    pydfv¦\n", []string{`@field_validator("last")`, "value: str | None) -> str | None:"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, after, _ := strings.Cut(c.src, "¦")
			s := w.Analyse(filepath.Join(root, c.path), []byte(before+after))
			items := Complete(s, len(before))
			i := slices.IndexFunc(items, func(it Item) bool { return it.Label == c.label })
			if i < 0 {
				t.Fatalf("it is not offered, only %v", labels(items))
			}
			got := buffer{file: s.File}.accept(items[i])
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is missing in\n%s", want, got)
				}
			}
			if line, bad := syntaxError(s.File.Lang, got); bad {
				t.Errorf("line %d does not parse:\n%s", line+1, got)
			}
		})
	}
	for label, path := range map[string]string{"sabase": "shop/a.py", "fa-session": "shop/a.py"} {
		s := w.Analyse(filepath.Join(root, path), []byte(label))
		if got := labels(Complete(s, len(label))); slices.Contains(got, label) {
			t.Errorf("%s is offered in a project that has one", label)
		}
	}
}

func TestFree(t *testing.T) {
	for _, c := range []struct{ label, before, after string }{
		{"lifespan", "def lifespan():\n    pass\n\n\nlifes¦\n", "async def app_lifespan(app: FastAPI)"},
		{"lifespan", "def lifespan():\n    pass\n\n\napp_lifespan = 1\nlifes¦\n", "async def lifespan_2(app: FastAPI)"},
		{"deco", "from typing import ParamSpec\n\nP = ParamSpec('P')\n\n\ndeco¦\n", "ParamSpec('P')\n\n\nR = TypeVar('R')\n\n\ndef logged(func"},
		{"deco", "P = 1\n\n\ndeco¦\n", "P2 = ParamSpec(\"P2\")\nR = TypeVar(\"R\")\n\n\ndef logged(func: Callable[P2, R]) -> Callable[P2, R]:\n    @wraps(func)\n    def wrapper(*args: P2.args, **kwargs: P2.kwargs) -> R:"},
		{"samodel", "class Base:\n    pass\n\n\nclass User(Base):\n    pass\n\n\nsamodel¦\n", "class User2(Base):"},
		{"pydfv", "from pydantic import BaseModel\n\n\nclass A(BaseModel):\n    name: str\n\n    def check_name(self):\n        pass\n\n    pydfv¦\n", "def check_name_2(cls, value: str)"},
		{"saengine", "engine = 1\n\nsaeng¦\n", "engine_2 = create_async_engine(\"sqlite+aiosqlite:///app.db\", pool_pre_ping=True)\nasync_session = async_sessionmaker(engine_2, "},
	} {
		b := open("m.py", c.before, oldest)
		got := b.accept(b.item(t, c.label))
		if !strings.Contains(got, c.after) {
			t.Errorf("%s: %q is missing in\n%s", c.label, c.after, got)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ name, snake, plural string }{
		{"User", "user", "users"}, {"OrderItem", "order_item", "order_items"}, {"HTTPLog", "http_log", "http_logs"}, {"Category", "category", "categories"},
		{"Address", "address", "addresses"}, {"Day", "day", "days"}, {"Box", "box", "boxes"}, {"Users", "users", "users"}, {"", "", ""}, {"Ä", "ä", "äs"},
	} {
		if s := snake(c.name); s != c.snake || plural(s) != c.plural {
			t.Errorf("%s: %s, %s", c.name, s, plural(s))
		}
	}
}
