import sqlalchemy as sa
from alembic import op
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

SQL = "SELECT 1"
t = sa.table("t", sa.column("a"))


async def load(session: AsyncSession, name: str) -> None:
    # In several spellings.
    text = "x"
    print(text)
    await session.execute(sa.text(SQL))
    await session.scalar(
        sa.text("SELECT "
        "1")
    )
    await session.execute(sa.text("SELECT a FROM t WHERE a = :a"), {"a": 1})
    await session.execute(sa.text(f"SELECT a FROM {name}"))
    await session.execute(sa.text("SELECT a FROM %s" % name))
    await session.execute(sa.text("SELECT a FROM {}".format(name)))


def both(session: Session):
    stmt = sa.select(t.c.a)
    return (
        stmt.where(sa.text("a = 1")).order_by("a"),
        session.query(t).order_by(sa.text("a desc")).filter("a").group_by("a"),
    )


op.get_bind().execute(sa.text("UPDATE t SET a = 1"))
op.get_bind().execute(sa.text("UPDATE t SET a = '1'::int"))
