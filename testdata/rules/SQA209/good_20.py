import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

t = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer))


async def run(session: AsyncSession, sync: Session, conn: sa.Connection, values: dict):
    await session.execute(
        sa.text("SELECT :a, :b"),
        {"a": 1,  # one
        "b": values["b"]},
    )
    conn.execute(
        t.insert(),
        [{"a": 1},
        {"a": 2}],  # two
    )
    print(sync.scalar(sa.text("SELECT :a"), {"a": 1}))
    conn.execute(sa.insert(t), [(1,), (2,)])
    conn.execute(sa.text("SELECT :a"), (1,))
    conn.execute(sa.text("SELECT :a, :b"), {"a": 1}, b=2)
