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


empty = maker()
old = sessionmaker(engine, class_=Db, autoflush=False)
tagged = maker(engine, class_=Tagged)
bound = maker()
bound.configure(bind=engine)


def direct():
    return Tagged(engine), AsyncSession(
        engine,
    )


mixed = maker(engine)
a = mixed(expire_on_commit=False)
b = mixed()
last = Db(engine)