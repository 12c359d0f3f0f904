import sqlalchemy as sa

URL = "postgresql+psycopg2://localhost/app"
engine = sa.create_engine(URL)

with engine.connect() as conn:
    print(conn.execute(sa.text("SELECT 1")).scalar())
