import sqlalchemy as sa

engine = sa.create_engine("sqlite://")
with engine.connect() as conn:
    print(conn.scalar(sa.text("SELECT 1")))
