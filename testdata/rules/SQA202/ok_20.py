import sqlalchemy.future
from sqlalchemy.future import Connection, Engine

print(sqlalchemy.future.select, Connection, Engine)
