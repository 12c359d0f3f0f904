from functools import partial
from typing import cast
from unittest.mock import Mock, create_autospec

from somewhere import Foreign, OtherSession
from sqlalchemy.ext.asyncio import AsyncSession, async_scoped_session, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_async_engine("sqlite+aiosqlite://")


class Own(AsyncSession):
    def __init__(self, bind):
        super().__init__(bind, expire_on_commit=False)


class Derived(Own):
    pass


class Mixed(Foreign, AsyncSession):
    pass


class Sync(Session):
    pass


class WithSync(AsyncSession):
    sync_session_class = Sync


own = async_sessionmaker(engine, class_=Own)
derived = Derived(engine)
mixed = Mixed(engine)
with_sync = WithSync(engine)
given = async_sessionmaker(engine, sync_session_class=sessionmaker(class_=Sync, expire_on_commit=False))
foreign = sessionmaker(engine, class_=OtherSession)
later = partial(AsyncSession, expire_on_commit=False)
scoped = async_scoped_session(async_sessionmaker(engine, expire_on_commit=False), scopefunc=id)
mock = Mock(spec=AsyncSession), create_autospec(AsyncSession)
plain = sessionmaker(engine)

every = async_sessionmaker(engine)
one = every(expire_on_commit=False)
two = every(expire_on_commit=True)


def local(options):
    factory = async_sessionmaker(engine)
    factory.configure(**options)
    return cast(AsyncSession, factory())


if 1:
    from sqlalchemy.ext.asyncio import AsyncSession as Twice
else:
    Twice = OtherSession

unclear = Twice(engine)
