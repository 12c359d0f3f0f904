from sqlalchemy import Integer, column, select
from sqlalchemy.future import Engine as Pool
from sqlalchemy.future import select  # 2.0 style
from sqlalchemy.future import create_engine
from sqlalchemy.future.orm import Session

print(Integer, column, select, Pool, create_engine, Session)
