from sqlalchemy import create_engine, make_url

DATABASE_URL = "postgresql+psycopg://app@db.example.com/app"

engine = create_engine(DATABASE_URL)


def other(name):
    return create_engine(make_url(f"postgresql+psycopg://app@{name}/app"), echo=False,)
