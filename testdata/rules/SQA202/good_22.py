from sqlalchemy import select
from sqlalchemy.future import create_engine

print(create_engine, select)
