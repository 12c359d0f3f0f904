from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, async_sessionmaker
from sqlalchemy.orm import sessionmaker

engine = create_engine("sqlite://")
Local = sessionmaker(engine)
factory = async_sessionmaker()


async def main(session: AsyncSession, conn: AsyncConnection) -> None:
    # All that there is.
    with factory.begin() as one:
        print(one)
    with session:
        print(session)
    with conn.begin_nested(), session.begin_nested():
        print(conn)
    async with Local.begin() as two:
        print(two)
    async with engine.connect() as three, Local() as four:
        print(three, four)
