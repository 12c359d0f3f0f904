from functools import cache

from fastapi import Depends, FastAPI, Request
from sqlalchemy import Engine, create_engine

app = FastAPI()
_engine: Engine | None = None


@cache
def cached() -> Engine:
    return create_engine("sqlite://")


def lazily() -> Engine:
    global _engine
    if _engine is None:
        _engine = create_engine("sqlite://")
    return _engine


def attached(request: Request) -> Engine:
    request.app.state.engine = create_engine("sqlite://")
    return request.app.state.engine


def disposed():
    engine = create_engine("sqlite://")
    yield engine
    engine.dispose()


@app.get("/")
def root(a=Depends(cached), b=Depends(lazily), c=Depends(attached), d=Depends(disposed)) -> None:
    def admin() -> Engine:
        return create_engine("sqlite://")

    print(admin)
