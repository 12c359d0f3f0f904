import sqlalchemy as sa

engine = sa.create_engine(
    sa.make_url("mysql+asyncmy://localhost/app"),
    echo=False,  # quiet
)


async def main() -> None:
    async with engine.connect() as conn:
        await conn.execute(sa.text("SELECT 1"))
    await engine.dispose()
