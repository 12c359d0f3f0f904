from sqlalchemy.ext.asyncio import (
    AsyncSession as Db,
    async_sessionmaker as maker,
    create_async_engine,
)
from sqlalchemy.orm import sessionmaker
from sqlmodel.ext.asyncio.session import AsyncSession

engine = create_async_engine("sqlite+aiosqlite://")


class Tagged(Db):
    tag = "x"


empty = maker(expire_on_commit=False)
old = sessionmaker(engine, class_=Db, autoflush=False, expire_on_commit=False)
tagged = maker(engine, class_=Tagged, expire_on_commit=False)
bound = maker(expire_on_commit=False)
bound.configure(bind=engine)


def direct():
    return Tagged(engine, expire_on_commit=False), AsyncSession(
        engine,
        expire_on_commit=False,
    )


mixed = maker(engine, expire_on_commit=False)
a = mixed(expire_on_commit=False)
b = mixed()
last = Db(engine, expire_on_commit=False)