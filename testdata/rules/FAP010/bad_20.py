from __future__ import annotations

from fastapi import Depends, FastAPI, Query

app = FastAPI()


def token() -> str:
    return "token"


@app.get("/a")
def outer(user: str = Depends(token), q: int = Query(sum(x for x in (1, 2)), le=9)):
    return user, q


def factory(prefix: str) -> FastAPI:
    inner = FastAPI()

    def local() -> str:
        return prefix

    @inner.get("/b")
    def read(user: str = Depends(local)):
        return user

    @inner.get("/c")
    def write(q: str = Query("x", alias=prefix)):
        return q

    @inner.get("/d")
    def other(user: str = Depends(token)):
        return user

    return inner
