"""How many statements are sent for three keys."""

import kit
import sqlalchemy
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

skip = {"bad_20": "as bad_1"}


def bad_1(m):
    sent = []
    event.listen(m.engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
    with Session(m.engine) as session:
        m.load(session, [1, 2, 3])
    assert len(sent) <= 1, sent


async def bad_40(m):
    engine = kit.sqlite()
    await kit.create(m.Base, engine)
    sent = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
    async with AsyncSession(engine) as session:
        session.add_all([m.User(id=n) for n in (1, 2, 3)])
        await session.commit()
        session.expunge_all()
        sent.clear()
        users = await m.load(session, [1, 2, 3])
    assert [user.id for user in users] == [1, 2, 3]
    assert len(sent) == 1, sent
