import kit
import shopdb
from shopdb import Base


class Thing(Base):
    __tablename__ = "things"

    ¦


async def go():
    await shopdb.tables()
    async with shopdb.async_session() as session:
        session.add(thing := Thing())
        await session.commit()
        return type(thing.id).__name__


kit.same(kit.once(go), "UUID")
