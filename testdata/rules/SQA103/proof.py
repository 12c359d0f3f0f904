"""The error of query()."""
raises = r"AttributeError: 'AsyncSession' object has no attribute 'query'"


async def bad_21(m):
    async with m.AsyncSession() as session:
        await m.read(session, m.User)
