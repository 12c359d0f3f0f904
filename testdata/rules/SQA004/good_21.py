import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    sa.make_url("mysql+asyncmy://localhost/app"),
    echo=False,  # quiet
)


async def main() -> None:
    async with engine.connect() as conn:
        await conn.execute(sa.text("SELECT 1"))
    await engine.dispose()
