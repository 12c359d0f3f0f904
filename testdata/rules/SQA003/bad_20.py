from sqlalchemy import URL, make_url
from sqlalchemy.ext.asyncio import create_async_engine

host = "db"
OLD = "postgres://app@db/app"
SHARED = "sqlite:///a.db"
a = create_async_engine(make_url("sqlite+pysqlite://"))
b = create_async_engine(URL.create("sqlite", database="a.db"))
c = create_async_engine(f'sqlite:///{host}.db')
d = create_async_engine("postgresql+psycopg2://app@db/app?sslmode=require")
e = create_async_engine(SHARED)
f = create_async_engine("sql" "ite://")
g = create_async_engine(r"mssql+pyodbc://app@db/app?driver=ODBC+Driver+18+for+SQL+Server")
h = create_async_engine(OLD)
print(SHARED)
