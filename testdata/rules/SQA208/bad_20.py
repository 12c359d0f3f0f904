from sqlalchemy import Column, Integer, MetaData, Table, create_engine, select
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", poolclass=StaticPool)
metadata = MetaData(bind=engine)
t = Table("t", metadata, Column("id", Integer))
metadata.create_all()
reflected = Table("t", MetaData(), autoload=True, autoload_with=engine)


def count() -> int:
    # how many
    for row in range(2):
        engine.execute(
            t.insert(),
            {"id": row},
        )  # each
    conn = 1
    rows = engine.execute(select(t)).all()
    return len(rows) + conn


def read() -> object:
    return engine.scalar("SELECT count(*) FROM t")


print(engine.table_names(), engine.has_table("t"), count(), read(), reflected.c.keys())
