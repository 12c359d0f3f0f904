from sqlalchemy import Engine, MetaData, create_engine, select, text
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.orm import declarative_base

engine = create_engine("sqlite://")
bound = MetaData(engine)
Base = declarative_base(bind=engine)


def run(other: Engine, name: str) -> object:
    Base.metadata.create_all()
    select(text("1")).execute()
    text("SELECT 1").scalar()
    result = other.execute("SELECT 1")
    other.execute("SELECT ?", (name,))
    other.run_callable(print)
    bound.reflect()
    return result.rowcount


async def later(db: AsyncEngine) -> None:
    db.execute(text("SELECT 1"))
