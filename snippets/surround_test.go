package snippets

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/edit"
)

func TestSurround(t *testing.T) {
	w, root := workspace(t, shopProject)
	for _, c := range []struct {
		name, path, title string
		before, after     string // between « and » is selected; no title: nothing is offered
	}{
		{"retry", "m.py", "Try again when it fails: @retry", `import httpx


class Client:
    # Why.
    @staticmethod
    async def fet«»ch(url: str) -> bytes:
        return b''
`, `import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any

import httpx


def retry[**P, R](
    times: int = 3,
    *,
    on: type[Exception] | tuple[type[Exception], ...] = Exception,
    delay: float = 0.1,
) -> Callable[[Callable[P, Awaitable[R]]], Callable[P, Coroutine[Any, Any, R]]]:
    if times < 1:
        raise ValueError('times must be at least 1')

    def decorator(func: Callable[P, Awaitable[R]]) -> Callable[P, Coroutine[Any, Any, R]]:
        @wraps(func)
        async def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            for attempt in range(times - 1):
                try:
                    return await func(*args, **kwargs)
                except on:
                    await asyncio.sleep(delay * 2**attempt)
            return await func(*args, **kwargs)

        return wrapper

    return decorator


class Client:
    # Why.
    @staticmethod
    @retry(3)
    async def fetch(url: str) -> bytes:
        return b''
`},
		{"a retry that is there", "m.py", "Try again when it fails: @retry", `def retry(times=3, *, delay=1):
    pass


async def «fetch»():
    pass
`, `def retry(times=3, *, delay=1):
    pass


@retry(3)
async def fetch():
    pass
`},
		{"no retry for a function that is not async", "m.py", "", "def f«»():\n    pass\n", ""},
		{"nor inside of one", "m.py", "", "async def f():\n    pa«»ss\n", ""},
		{"nor twice", "m.py", "", "import tenacity\n\n\n@tenacity.retry\nasync def f«»():\n    pass\n", ""},
		{"nor for a generator", "m.py", "", "async def f«»():\n    yield\n", ""},
		{"lifespan", "m.py", "Give the application a lifespan", `from fastapi import FastAPI

ap«»p = FastAPI(
    title="x",  # ours
)
`, `from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    print("starting")
    try:
        yield
    finally:
        print("stopping")


app = FastAPI(
    title="x",  # ours
    lifespan=lifespan,
)
`},
		{"one is enough", "m.py", "", "from fastapi import FastAPI\n\napp«» = FastAPI(lifespan=None)\n", ""},
		{"handlers of events would no longer run", "m.py", "", "from fastapi import FastAPI\n\napp«» = FastAPI()\n\n\n@app.on_event(\"startup\")\ndef f():\n    pass\n", ""},
		{"parametrise", "tests/test_m.py", "Parametrise the test by this value, with ids", `def test_half(half):
    assert half(number=«4») == 2
`, `import pytest


@pytest.mark.parametrize("number", [pytest.param(4, id="4")])
def test_half(half, number):
    assert half(number=number) == 2
`},
		{"parametrise by a string", "tests/test_m.py", "Parametrise the test by this value, with ids", `import pytest


class TestUpper:
    @pytest.mark.slow
    def test_upper(self):
        assert upper(«'a b'») == 'A B'
`, `import pytest


class TestUpper:
    @pytest.mark.parametrize('value', [pytest.param('a b', id='a b')])
    @pytest.mark.slow
    def test_upper(self, value):
        assert upper(value) == 'A B'
`},
		{"nothing is selected", "tests/test_m.py", "", "def test_half():\n    assert half(4«») == 2\n", ""},
		{"it depends on the test", "tests/test_m.py", "", "def test_half(x):\n    assert half(«[x]») == 2\n", ""},
		{"no test", "m.py", "", "def test_half():\n    assert half(«4») == 2\n", ""},
		{"unittest gives no arguments", "tests/test_m.py", "", "import unittest\n\n\nclass TestHalf(unittest.TestCase):\n    def test_half(self):\n        self.assertEqual(half(«4»), 2)\n", ""},
		{"factory fixture", "tests/test_m.py", "Make a factory fixture for User", `from dataclasses import dataclass


@dataclass
class User:
    name: str
    age: int


def test_user(db):
    user = Us«»er(name="Ann", age=3)
    assert user.name == "Ann"
`, `from collections.abc import Callable
from dataclasses import dataclass

import pytest


@dataclass
class User:
    name: str
    age: int


@pytest.fixture
def make_user() -> Callable[..., User]:
    def make(**kwargs: object) -> User:
        return User(**({"name": "Ann", "age": 3} | kwargs))

    return make


def test_user(db, make_user):
    user = make_user(name="Ann", age=3)
    assert user.name == "Ann"
`},
		{"a class of a library", "tests/test_m.py", "", "from datetime import timedelta\n\n\ndef test_t():\n    assert timed«»elta(days=1)\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, rest, _ := strings.Cut(c.before, "«")
			selected, after, _ := strings.Cut(rest, "»")
			for _, newline := range []string{"\n", "\r\n"} {
				crlf := strings.NewReplacer("\n", newline)
				src := crlf.Replace(before + selected + after)
				start := len(crlf.Replace(before))
				s := w.Analyse(filepath.Join(root, c.path), []byte(src))
				fixes := Surround(s, start, start+len(crlf.Replace(selected)))
				if c.title == "" {
					if len(fixes) > 0 {
						t.Errorf("%s is offered", fixes[0].Title)
					}
					continue
				}
				if len(fixes) != 1 || fixes[0].Title != c.title || !strings.HasPrefix(fixes[0].Kind, "refactor.rewrite.") {
					t.Fatalf("got %+v", fixes)
				}
				if got := string(edit.Apply([]byte(src), fixes[0].Edits)); got != crlf.Replace(c.after) {
					t.Errorf("got\n%s", got)
				}
				actions := Actions(context.Background(), s, start, start+len(crlf.Replace(selected)))
				if len(actions) == 0 || actions[len(actions)-1].Title != c.title {
					t.Errorf("it is not among the actions %v", actions)
				}
			}
		})
	}
}
