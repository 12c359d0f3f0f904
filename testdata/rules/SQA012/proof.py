"""Whether the session gives its connection back when the generator ends."""


async def closes(make):
    from sqlalchemy import text

    made = make()
    if hasattr(made, "__anext__"):
        session = await made.__anext__()
        await session.execute(text("SELECT 1"))
        await made.aclose()
    else:
        session = next(made)
        session.execute(text("SELECT 1"))
        made.close()
    assert not session.in_transaction()


async def bad_1(m):
    await closes(m.get_db)


async def bad_20(m):
    await closes(m.scope.__wrapped__)


async def bad_21(m):
    await closes(m.deeper)


skip = {"bad_22": "try and finally close the session, too"}
