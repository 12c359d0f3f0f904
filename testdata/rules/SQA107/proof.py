"""Collections of objects in a database are read under asyncio."""

raises = r"MissingGreenlet|DetachedInstanceError"
skip = {"bad_23": "needs SQLModel"}


async def database(m):
    from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
    from sqlalchemy.pool import StaticPool

    engine = getattr(m, "engine", None) or create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
    async with engine.begin() as connection:
        await connection.run_sync(m.Base.metadata.create_all)
    return lambda: AsyncSession(engine, expire_on_commit=False)


async def each(functions, open_session, *, raising):
    """All functions of a side raise, or none does; the first error is raised in the end."""
    errors = []
    for f in functions:
        async with open_session() as session:
            try:
                await f(session)
            except Exception as e:
                if type(e).__name__ not in ("MissingGreenlet", "DetachedInstanceError"):
                    raise
                errors.append(e)
    assert len(errors) in (0, len(functions)) or not raising, errors
    if errors:
        raise errors[0]


async def bad_20(m):
    from sqlalchemy.ext.asyncio import async_scoped_session, async_sessionmaker

    open_session = await database(m)
    async with open_session() as session:
        session.add(m.User(id=1, items=[m.Item()], notes={m.Note()}, groups=[m.Group()], tags=[m.Tag()]))
        await session.commit()

    async def scoped(session):
        registry = async_scoped_session(async_sessionmaker(m.engine, expire_on_commit=False), scopefunc=lambda: 1)
        try:
            await m.named_otherwise(session, registry)
        finally:
            await registry.remove()

    async def generator(session):
        async for _ in m.given_away(session):
            pass

    async def closed(session):
        await m.behind_the_session()

    plain = [m.named_result, m.whole, m.looped, m.comprehended, m.both, m.two_of_a_statement, m.appended, m.listed]
    await each([*plain, scoped, generator, closed], open_session, raising=True)


async def bad_21(m):
    open_session = await database(m)
    await each([m.flushed, lambda session: m.committed(session, "x"), m.refreshed], open_session, raising=True)


async def bad_22(m):
    open_session = await database(m)
    await each([m.main], open_session, raising=True)


async def ws_bad_20(m):
    from shop import db, models, routes

    async with db.engine.begin() as connection:
        await connection.run_sync(models.Base.metadata.create_all)
    async with db.Session() as session:
        user = models.User(id=1)
        user.orders.append(models.Order(lines=[models.Line()]))
        user.groups.append(models.Group())
        session.add(user)
        await session.commit()
    functions = [lambda session: routes.user_orders(1, session), routes.orders, lambda _: routes.groups(), routes.create]
    await each(functions, db.Session, raising=True)


async def ok_20(m):
    open_session = await database(m)
    async with open_session() as session:
        session.add(m.User(id=1, items=[m.Item(id=1)]))
        await session.commit()
    functions = [
        m.given_to_others, m.own_method, m.list_given_to_others, m.another_name, m.set_before,
        lambda session: m.earlier_options(session, ""), m.earlier_options_of_another, m.contained,
        lambda session: m.reassigned(session, False),
        lambda session: m.statement_from_elsewhere(session, lambda s: s.options(m.selectinload(m.User.items))),
        m.caught, m.asked_first, m.in_sync, m.refreshed, m.made_here, m.not_written_yet, m.of_its_own, m.given, m.rows,
    ]
    await each(functions, open_session, raising=False)
    await m.expired()
