"""The numbers."""

import contextlib
import importlib
import io

import kit
import sqlalchemy
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session


def printed(m):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        importlib.reload(m)
    return out.getvalue()


def bad_1(m):
    return printed(m)


async def bad_2(m):
    engine = kit.sqlite()
    await kit.create(m.Base, engine)
    async with AsyncSession(engine) as session:
        none = await m.total(session)
        session.add_all([m.User(), m.User()])
        return none, await m.total(session)


def bad_20(m):
    engine = sqlalchemy.create_engine("sqlite://")
    m.Base.metadata.create_all(engine)
    with Session(engine) as session:
        none = m.count(session, 2)
        session.add_all([m.User(name=name) for name in ("a", "a  b", "a  b", "c")])
        return none, m.count(session, 2)
