from sqlalchemy import Column, Integer, MetaData, Table, create_engine, inspect, select, text
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", poolclass=StaticPool)
metadata = MetaData()
t = Table("t", metadata, Column("id", Integer))
metadata.create_all(engine)
reflected = Table("t", MetaData(), autoload_with=engine)


def count() -> int:
    # how many
    for row in range(2):
        with engine.begin() as conn_1:
            conn_1.execute(
                t.insert(),
                {"id": row},
            )  # each
    conn = 1
    with engine.connect() as conn_1:
        rows = conn_1.execute(select(t)).all()
    return len(rows) + conn


def read() -> object:
    with engine.connect() as conn:
        return conn.scalar(text("SELECT count(*) FROM t"))


print(inspect(engine).get_table_names(), inspect(engine).has_table("t"), count(), read(), reflected.c.keys())
