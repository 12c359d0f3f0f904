"""What reading the attribute gives after an UPDATE, under asyncio."""

import kit

raises = r"MissingGreenlet"


async def after_update(metadata, objects):
    """The attributes of the objects after a change of another one is committed."""
    from sqlalchemy.exc import MissingGreenlet
    from sqlalchemy.ext.asyncio import AsyncSession

    engine = kit.sqlite()
    await kit.create(metadata, engine)
    failed = []
    for thing, change, value, name in objects:
        async with AsyncSession(engine, expire_on_commit=False) as session:
            session.add(thing)
            await session.commit()
            setattr(thing, change, value)
            await session.commit()
            try:
                assert getattr(thing, name) is not None
            except MissingGreenlet as error:
                failed.append(error)
    if len(failed) == len(objects):
        raise failed[0]
    assert not failed
    return len(objects)


def bad_1(m):
    """The module does it itself."""


async def bad_2(m):
    engine = kit.sqlite()
    await kit.create(m.Base, engine)
    async with m.AsyncSession(engine, expire_on_commit=False) as session:
        user = m.User(id=1, kind="user")
        session.add(user)
        await session.commit()
        assert await m.touch(session, user) is not None


async def bad_20(m):
    await after_update(m.Base.metadata, [(m.Late(id=1), "id", 2, "changed")])
    await after_update(m.Root.metadata, [(m.First(id=1), "id", 2, "touched"), (m.Cat(id=1), "id", 2, "fed")])
    m.Root.metadata.tables["firsts"].to_metadata(m.Lower.metadata)
    await after_update(m.Lower.metadata, [(m.Hides(id=1, first_id=1), "first_id", 2, "moved")])


async def ws_20(m):
    from app.models import Item

    await after_update(Item.metadata, [(Item(id=1, name="a"), "name", "b", "updated_at")])
