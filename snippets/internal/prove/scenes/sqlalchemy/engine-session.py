import kit
from sqlalchemy import text

¦


async def go():
    async with async_session() as session:
        value = (await session.execute(text("SELECT 1"))).scalar_one()
    await engine.dispose()
    return value, async_session.kw["expire_on_commit"]


kit.same(kit.once(go), (1, False))
