from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session

engine = create_async_engine("sqlite+aiosqlite://")
sync_engine = create_engine("sqlite://")


def plain() -> None:
    with AsyncSession(engine) as session:
        print(session)


with engine.connect() as conn:
    print(conn)


async def main() -> None:
    with engine.begin() as one, sync_engine.begin() as two:
        print(one, two)
