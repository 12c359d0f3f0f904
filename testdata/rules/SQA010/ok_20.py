from asyncio import current_task

from sqlalchemy.ext.asyncio import async_scoped_session, async_sessionmaker
from sqlalchemy.orm import Session, scoped_session, sessionmaker


def make(factory, maker: sessionmaker[Session]):
    return scoped_session(factory), scoped_session(maker), scoped_session(sessionmaker(class_=Session))


good = async_scoped_session(async_sessionmaker(), scopefunc=current_task)
