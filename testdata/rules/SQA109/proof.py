"""How many objects are built before the first one is given out."""
skip = {"bad_20": "as bad_1, without a fix"}


async def first_of(m, users):
    import kit
    from sqlalchemy import event

    built = []
    event.listen(m.User, "load", lambda target, context: built.append(1))
    engine = kit.sqlite()
    await kit.create(m.Base, engine)
    async with m.AsyncSession(engine) as db:
        db.add_all([m.User() for _ in range(3000)])
        await db.commit()
    async with m.AsyncSession(engine) as db:
        async for _ in users(db):
            assert len(built) <= 1000, len(built)
            break


async def bad_1(m):
    await first_of(m, m.stream_users)


async def bad_21(m):
    await first_of(m, m.several)
