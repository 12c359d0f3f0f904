from sqlalchemy import create_engine, make_url

DATABASE_URL = "postgresql+psycopg://app@db.example.com/app"

engine = create_engine(DATABASE_URL, pool_pre_ping=True)


def other(name):
    return create_engine(make_url(f"postgresql+psycopg://app@{name}/app"), echo=False, pool_pre_ping=True,)
