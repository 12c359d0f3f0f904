from asyncio import current_task

import sqlalchemy.orm as orm
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

one = orm.scoped_session(
    async_sessionmaker(expire_on_commit=False),  # the factory
    current_task
)
two = orm.scoped_session(orm.sessionmaker(class_=AsyncSession), scopefunc=lambda: current_task())
options = {}
three = orm.scoped_session(async_sessionmaker(), **options)
