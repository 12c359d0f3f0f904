"""The statements run."""

raises = r"AttributeError: 'coroutine' object has no attribute"
skip = {"bad_20": "needs sqlmodel", "bad_21": "functions of which none can be fixed whole"}


async def ws_22(m):
    import kit
    from sqlalchemy.ext.asyncio import AsyncSession
    from use import save

    async with AsyncSession(kit.sqlite()) as session:
        assert await save(session, session) == 1
