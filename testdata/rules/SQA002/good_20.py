from sqlalchemy.ext import asyncio as aio
from sqlmodel.ext.asyncio.session import AsyncSession


class AppSession(aio.AsyncSession):
    pass


engine = aio.create_async_engine("sqlite+aiosqlite://")


async_session = aio.async_sessionmaker(  # one for all
    engine,
    class_=AppSession,  # ours
    expire_on_commit=False,
)
print(AsyncSession, async_session)
